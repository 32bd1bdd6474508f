"""Tables of people we speak with: a channel's id, where to reach it, what it agreed to. No name."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlmodel import Field

from storage.tables.base import BIG, Row, key


class Person(Row, table=True):
    """Somebody on one channel. No field grades or describes a person; names belong to a case, sealed."""

    __tablename__ = "people"
    __table_args__ = (UniqueConstraint("channel", "user_id"), {"sqlite_autoincrement": True})

    id: int | None = key()
    channel: str = Field(sa_type=String(16))
    user_id: int = Field(sa_type=BIG)
    chat_id: int = Field(sa_type=BIG)
    locale: str = Field(default="zh-CN", sa_type=String(16))
    opted_in: bool = False
    created_at: datetime
    blocked_at: datetime | None = None


class Consent(Row, table=True):
    """What a person agreed to, in which version of the text, and when it was taken back (PIPL Art. 13-15)."""

    __tablename__ = "consents"

    id: int | None = key()
    person_id: int = Field(sa_type=BIG, foreign_key="people.id", index=True)
    purpose: str = Field(sa_type=String(40))
    text_version: str = Field(sa_type=String(40))
    given_at: datetime
    withdrawn_at: datetime | None = None
