"""Reading rows the same way everywhere: what the database holds now, not what a session remembers."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import Select, Table, insert
from sqlalchemy.ext.asyncio import AsyncSession
from sqlmodel import SQLModel

from storage import tables
from storage import upsert as conflict

T = TypeVar("T")


def table(name: str) -> Table:
    """The table of a name, for Core statements."""
    return tables.metadata.tables[name]


async def one(session: AsyncSession, wanted: Select[T]) -> T | None:
    """The first row as an object, freshly read; None when there is none."""
    found = await session.scalars(wanted.limit(1).execution_options(populate_existing=True))
    return found.first()


async def many(session: AsyncSession, wanted: Select[T]) -> list[T]:
    """All rows as objects, freshly read."""
    found = await session.scalars(wanted.execution_options(populate_existing=True))
    return list(found)


async def add(session: AsyncSession, into: Table, **values: Any) -> int:
    """Insert one row and give its `id`."""
    new = await session.execute(insert(into).values(**values).returning(into.c.id))
    return int(new.scalar_one())


async def add_all(session: AsyncSession, into: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert many rows in one statement; none is fine."""
    if rows:
        await session.execute(insert(into), [dict(row) for row in rows])


async def upsert(
    session: AsyncSession,
    model: type[SQLModel],
    row: Mapping[str, Any],
    *,
    on: Sequence[str],
    change: Sequence[str],
) -> None:
    """Insert the row, or change these columns of the one that has the same `on` columns."""
    new = conflict.insert(session, model).values(dict(row))
    await session.execute(
        new.on_conflict_do_update(index_elements=list(on), set_={name: new.excluded[name] for name in change})
    )
