"""`INSERT … ON CONFLICT`, which both engines speak and SQLAlchemy spells once per engine."""

from functools import cache
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
    return _insert(dialect(session), model)


@cache
def unless_there(engine: str, model: type[SQLModel], *on: str) -> postgresql.Insert:
    """An insert that leaves alone the row that is there, made once an engine: pass the row when executing it.

    Making a statement costs three times what executing one that is made costs (bench/turns.py).
    """
    made = _insert(engine, model)
    return made.on_conflict_do_nothing(index_elements=list(on)) if on else made.on_conflict_do_nothing()


@cache
def or_change(
    engine: str, model: type[SQLModel], on: tuple[str, ...], change: tuple[str, ...]
) -> postgresql.Insert:
    """An insert that changes these columns of the row with the same `on` columns, made once an engine."""
    made = _insert(engine, model)
    excluded = {name: made.excluded[name] for name in change}
    return made.on_conflict_do_update(index_elements=list(on), set_=excluded)


def dialect(session: AsyncSession) -> str:
    """Which engine the session speaks to: "sqlite" or "postgresql"."""
    return session.get_bind().dialect.name


def _insert(engine: str, model: type[SQLModel]) -> postgresql.Insert:
    made: Any = sqlite.insert if engine == "sqlite" else postgresql.insert
    return cast(postgresql.Insert, made(table(model)))
