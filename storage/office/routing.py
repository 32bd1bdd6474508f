"""Which unit answers for a topic in a town, and the settings that administrators change by chat."""

from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.office.tree import successor, unit
from storage.rows import many, one, table, upsert
from storage.tables.office_rows import OfficeValue, Route, Unit

routes_table = table("routes")
values = table("office_values")


async def route(session: AsyncSession, topic: str, town: str = "") -> Unit | None:
    """The unit that answers for a topic in a town; None when the office's routes do not say."""
    found = await routed(session, topic, town)
    return found[0] if found else None


async def routed(session: AsyncSession, topic: str, town: str = "") -> tuple[Unit, Unit | None] | None:
    """As `route`, with the co-unit. The longest topic prefix wins, then a route for the very town."""
    prefixes = [topic[:length] for length in range(len(topic) + 1)]
    fitting = await many(
        session,
        select(Route).where(routes_table.c.topic.in_(prefixes), routes_table.c.town.in_(["", town])),
    )
    for each in sorted(fitting, key=lambda row: (len(row.topic), bool(row.town)), reverse=True):
        lead = await successor(session, await unit(session, each.unit_id))
        if lead is not None:
            co = None if each.co_unit_id is None else await unit(session, each.co_unit_id)
            return lead, await successor(session, co)
    return None


async def routes(session: AsyncSession) -> list[Route]:
    """Every route, by topic and town."""
    return await many(session, select(Route).order_by(routes_table.c.topic, routes_table.c.town))


async def set_route(
    session: AsyncSession, topic: str, town: str, unit_id: int, co_unit_id: int | None = None
) -> None:
    """Say who answers for a topic prefix in a town ("" is everywhere)."""
    row = {"topic": topic, "town": town, "unit_id": unit_id, "co_unit_id": co_unit_id}
    await upsert(session, Route, row, on=("topic", "town"), change=("unit_id", "co_unit_id"))


async def drop_route(session: AsyncSession, topic: str, town: str) -> None:
    """A topic in a town is no longer for any unit of its own; wider routes answer for it."""
    await session.execute(
        delete(routes_table).where(routes_table.c.topic == topic, routes_table.c.town == town)
    )


async def value(session: AsyncSession, name: str, default: Any = None) -> Any:
    """A setting of the office, or the default."""
    found = await one(session, select(OfficeValue).where(values.c.name == name))
    return default if found is None else found.value


async def set_value(session: AsyncSession, name: str, content: Any) -> None:
    """Set a setting of the office to anything that JSON can hold."""
    await upsert(session, OfficeValue, {"name": name, "value": content}, on=("name",), change=("value",))
