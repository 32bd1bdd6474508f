"""The office as one readable file: units, routes, settings, staff and groups, taken in and given out.

Units are named by their codes, so a file fits any database. What the file does not mention stays as it is:
taking in the same file twice changes nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import Refusal, Role
from casework.wording import text
from storage import people
from storage.office import admission, routing, staffing
from storage.office.tree import add_unit, change_unit, units
from storage.rows import table
from storage.tables.office_rows import UNIT_SETTINGS, Unit, UnitKind
from storage.tables.person_rows import Person

persons = table(str(Person.__tablename__))
staff_table = table("staff")
groups_table = table("office_groups")
values_table = table("office_values")

FORMAT = 1
"""The version of the file's form; a file of a later one is refused."""

_PLAIN = (*UNIT_SETTINGS, "kind", "active")


@dataclass(frozen=True)
class Imported:
    """How many entries of each kind the file had."""

    units: int
    routes: int
    staff: int
    groups: int
    values: int


async def import_office(session: AsyncSession, data: Mapping[str, Any], *, now: datetime) -> Imported:
    """Take an office's file in. Raises `Refusal` with a sentence for anything it cannot understand."""
    _check(data)
    ids = await _take_units(session, data.get("units", []))
    for row in data.get("routes", []):
        co = row.get("co_unit")
        await routing.set_route(
            session,
            row.get("topic", ""),
            row.get("town", ""),
            _of(ids, row["unit"]),
            _of(ids, co) if co else None,
        )
    for row in data.get("staff", []):
        await _take_staff(session, row, ids, now)
    for row in data.get("groups", []):
        unit_id = _of(ids, row["unit"])
        await admission.bind_group(
            session, row["channel"], int(row["chat_id"]), unit_id, row.get("title", ""), now
        )
    for name, content in data.get("values", {}).items():
        await routing.set_value(session, name, content)
    sizes = {name: len(data.get(name, ())) for name in ("units", "routes", "staff", "groups", "values")}
    return Imported(**sizes)


async def export_office(session: AsyncSession) -> dict[str, Any]:
    """The office as `import_office` takes it in; the same office always gives the same file."""
    known = await units(session, inactive=True)
    codes = {unit.id: unit.code for unit in known}
    return {
        "format": FORMAT,
        "units": [_given_unit(unit, codes) for unit in known],
        "routes": [
            _without_none(
                topic=route.topic,
                town=route.town,
                unit=codes[route.unit_id],
                co_unit=codes.get(route.co_unit_id or 0),
            )
            for route in await routing.routes(session)
        ],
        "staff": [_coded(row, codes) for row in await _rows(session, _STAFF)],
        "groups": [_coded(row, codes) for row in await _rows(session, _GROUPS)],
        "values": {row["name"]: row["value"] for row in await _rows(session, _VALUES)},
    }


_STAFF = (
    select(
        persons.c.channel,
        persons.c.user_id,
        persons.c.chat_id,
        staff_table.c.unit_id,
        staff_table.c.role,
        staff_table.c.label,
    )
    .join(staff_table, staff_table.c.person_id == persons.c.id)
    .where(staff_table.c.active)
    .order_by(staff_table.c.id)
)
_GROUPS = select(
    groups_table.c.channel, groups_table.c.chat_id, groups_table.c.unit_id, groups_table.c.title
).order_by(groups_table.c.channel, groups_table.c.chat_id)
_VALUES = select(values_table.c.name, values_table.c.value).order_by(values_table.c.name)


async def _rows(session: AsyncSession, wanted: Any) -> Iterable[dict[str, Any]]:
    return [dict(row._mapping) for row in await session.execute(wanted)]


def _coded(row: dict[str, Any], codes: Mapping[int, str]) -> dict[str, Any]:
    return {
        **{name: value for name, value in row.items() if name != "unit_id"},
        "unit": codes[row["unit_id"]],
    }


def _given_unit(unit: Unit, codes: Mapping[int, str]) -> dict[str, Any]:
    plain = {name: getattr(unit, name) for name in _PLAIN}
    parent = codes.get(unit.parent_id or 0)
    return _without_none(code=unit.code, **plain, parent=parent, successor=codes.get(unit.successor_id or 0))


def _without_none(**entries: Any) -> dict[str, Any]:
    return {name: value for name, value in entries.items() if value is not None}


def _check(data: Mapping[str, Any]) -> None:
    if not isinstance(data, Mapping) or data.get("format", FORMAT) != FORMAT:
        raise Refusal(text("records-office-shape", what=f"format = {FORMAT}"))
    for name in ("units", "routes", "staff", "groups"):
        rows = data.get(name, [])
        if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
            raise Refusal(text("records-office-shape", what=name))
    needs = {
        "units": ("code", "name", "kind"),
        "routes": ("unit",),
        "staff": ("channel", "user_id", "unit", "role"),
        "groups": ("channel", "chat_id", "unit"),
    }
    for name, fields in needs.items():
        for row in data.get(name, []):
            missing = [each for each in fields if each not in row]
            if missing:
                raise Refusal(text("records-office-shape", what=f"{name}: {', '.join(missing)}"))


async def _take_units(session: AsyncSession, rows: list[Mapping[str, Any]]) -> dict[str, int]:
    """First the units, then who is above them and who carries on, whatever the order of the file."""
    ids = {unit.code: unit.id for unit in await units(session, inactive=True)}
    for row in rows:
        if row["kind"] not in set(UnitKind):
            raise Refusal(text("records-office-kind", code=row["code"], kind=row["kind"]))
        plain = {name: row[name] for name in _PLAIN if name in row}
        if row["code"] in ids:
            await change_unit(session, ids[row["code"]], **plain)
        else:
            kind = UnitKind(plain.pop("kind"))
            name = plain.pop("name")
            ids[row["code"]] = await add_unit(session, row["code"], name, kind, **plain)
    for row in rows:
        links = {
            f"{name}_id": _of(ids, row[name]) if row[name] else None
            for name in ("parent", "successor")
            if name in row  # what is not written stays as it is
        }
        if links:
            await change_unit(session, ids[row["code"]], **links)
    return ids


async def _take_staff(
    session: AsyncSession, row: Mapping[str, Any], ids: Mapping[str, int], now: datetime
) -> None:
    if row["role"] not in set(Role):
        raise Refusal(text("records-office-role", role=row["role"]))
    user_id = int(row["user_id"])
    chat_id = int(row.get("chat_id", user_id))
    who = await people.person(session, row["channel"], user_id, chat_id, now)
    if who.id is None:
        raise LookupError("a person without an id")
    role, label = Role(row["role"]), row.get("label", "")
    await staffing.appoint(session, who.id, _of(ids, row["unit"]), role, label=label, now=now)


def _of(ids: Mapping[str, int], code: str) -> int:
    if code not in ids:
        raise Refusal(text("records-office-unknown", code=code))
    return ids[code]
