"""`INSERT … ON CONFLICT`, which both engines speak and SQLAlchemy spells once per engine."""

from typing import Any, cast

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel


def table(model: type[SQLModel]) -> Table:
    """The Core table of a model; hot paths use Core statements, which cost half of the ORM's."""
    return cast(Table, model.__table__)  # type: ignore[attr-defined]


def insert(session: AsyncSession, model: type[SQLModel]) -> postgresql.Insert:
    """An insert that has `on_conflict_do_nothing` and `on_conflict_do_update` on either engine."""
    made: Any = sqlite.insert if dialect(session) == "sqlite" else postgresql.insert
    return cast(postgresql.Insert, made(table(model)))


def dialect(session: AsyncSession) -> str:
    """Which engine the session speaks to: "sqlite" or "postgresql"."""
    return session.get_bind().dialect.name
