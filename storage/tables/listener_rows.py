"""Where else the notices of a case go: a browser or an account in which it was opened with its query code."""

from datetime import datetime

from sqlmodel import Field

from storage.tables.base import BIG, Row
from storage.tables.person_rows import Person

PERSON = f"{Person.__tablename__}.id"


class CaseListener(Row, table=True):
    """That notices of a case also come to somebody who is not its owner, and may change nothing in it."""

    __tablename__ = "case_listeners"

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    person_id: int = Field(primary_key=True, foreign_key=PERSON, sa_type=BIG)
    since: datetime
