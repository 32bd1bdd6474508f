"""What every table shares: names for migrations, 64-bit keys, UTC moments, closed lists of words."""

from enum import StrEnum
from typing import Any, ClassVar

from sqlalchemy import BigInteger, CheckConstraint, Integer, MetaData
from sqlmodel import Field, SQLModel

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
"""Constraints have names from the first day, because SQLite can only alter a constraint that has one."""

metadata = MetaData(naming_convention=NAMES)

BIG = BigInteger()
"""Telegram's ids need 64 bits; SQLite would take them in an INTEGER, PostgreSQL would refuse them."""

BIG_KEY = BigInteger().with_variant(Integer(), "sqlite")
"""A 64-bit primary key; SQLite only counts up by itself in a column that is called INTEGER."""


UNORDERED: dict[str, Any] = {"sqlite_with_rowid": False}
"""For tables of chats without an id of their own: SQLite's hidden row number would tell who was there first."""


class Row(SQLModel):
    """The base of every table. `datetime` columns take aware times and give UTC (SQLModel's UTCDateTime).

    Word columns are `String`, never a native enum: adding a word is then a change of a CHECK, the same on
    both engines. Use `sa_type=`, not `sa_column=`, so that columns may be shared by inheritance.
    """

    metadata: ClassVar[MetaData] = metadata


def key() -> Any:
    """The primary key of a table that counts up by itself."""
    return Field(default=None, primary_key=True, sa_type=BIG_KEY)


def known(column: str, words: type[StrEnum], *, optional: bool = False) -> CheckConstraint:
    """A CHECK that the column holds one of the words of the enumeration (or NULL, when optional)."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    condition = f"{column} IN ({listed})"
    if optional:
        condition = f"{column} IS NULL OR {condition}"
    return CheckConstraint(condition, name=f"{column}_known")
