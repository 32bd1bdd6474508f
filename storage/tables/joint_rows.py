"""Joint matters: cases of one matter that are worked on together, and whom their citizens choose to speak for them.

Rows are of cases, never of people: nobody is listed, and who chose whom is read by nobody but the count.
"""

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from storage.tables.base import BIG, Row, key
from storage.vault import Sealed


class JointMatter(Row, table=True):
    """Cases of the same matter; each keeps its number, its clocks and its rights."""

    __tablename__ = "joint_matters"

    id: int = key()
    topic: str | None = Field(default=None, max_length=16)
    town: str = ""
    begun_at: datetime


class JointMember(Row, table=True):
    """A case in a joint matter, by its number there; `joined_at`: its citizen takes part in choosing representatives.

    `known_as` is what whoever is ready to represent wrote for the others to read.
    """

    __tablename__ = "joint_members"
    __table_args__ = (UniqueConstraint("joint_id", "no"),)

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    joint_id: int = Field(foreign_key="joint_matters.id", sa_type=BIG)
    no: int
    since: datetime
    joined_at: datetime | None = None
    stood_at: datetime | None = None
    known_as: str | None = Field(default=None, sa_type=Sealed("joint_members.known_as"))


class JointChoice(Row, table=True):
    """That one case's citizen wants another's to represent them, or their own."""

    __tablename__ = "joint_choices"

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    chosen_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG, index=True)
