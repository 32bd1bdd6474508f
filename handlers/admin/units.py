"""Units are added, changed, dissolved with a successor (Art. 24.2), and taken back. Administrators see no case."""

import re
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.admin import place
from handlers.admin.organisation import show
from handlers.admin.place import UnitButton
from handlers.line import About, Line
from handlers.registry import Registry
from services.buttons import Admin, Option, plain
from services.context import Desk
from storage import audit, office
from storage.tables.office_rows import UNIT_SETTINGS, Unit, UnitKind

on = Registry("admin.units", private=True, officer=(Role.ADMIN,))

KINDS = (UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.REVIEW, UnitKind.DISCIPLINE)
"""What may be added; there is one bureau."""
ONE_OF = 40
"""Units on a screen that asks for one of them."""
FIELD, ADDED = Line("Changing:field"), Line("Changing:added")
"""The new value of a unit's detail; the names of a unit that is added."""


# Adding


@on.press(Admin, do="add")
async def which_kind(query: CallbackQuery, desk: Desk) -> None:
    """First, what it is in the procedure."""
    options: list[Option] = [
        (text(f"admin-kind-{kind}"), UnitButton(do="kind", value=kind)) for kind in KINDS
    ]
    await filters.message_of(query).answer(
        text("admin-which-kind"), reply_markup=plain([*options, place.back()])
    )


@on.press(UnitButton, do="kind")
async def ask_name(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """Then its names in one line."""
    if callback_data.value not in KINDS:
        raise Refusal(text("error-old-button"))
    await ADDED.ask(state, kind=callback_data.value)
    words = text("admin-ask-unit", kind=text(f"admin-kind-{callback_data.value}"))
    await filters.message_of(query).answer(words, reply_markup=plain([place.back()]))


@on.line(ADDED)
async def added(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """`演示县水利局，水利局`: the unit is there; officers and groups are one press away."""
    parts = [part.strip() for part in re.split(r"[，,;；\n]", words) if part.strip()]
    kind = UnitKind(about["kind"])
    if len(parts) != 2:
        raise Refusal(text("admin-bad-unit"))
    name, short = checked("name", parts[0]), checked("short_name", parts[1])
    await refuse_taken(desk, 0, name, short)
    session = await desk.write()
    bureau = await office.bureau(session)
    more: dict[str, Any] = {"short_name": short, "town": short if kind is UnitKind.TOWN else ""}
    above = None if kind in (UnitKind.REVIEW, UnitKind.DISCIPLINE) else bureau.parent_id
    code = await free_code(desk)
    unit_id = await office.add_unit(session, code, name, kind, parent_id=above, **more)
    await audit.write(session, officer, "unit_add", at=desk.now, unit=code, kind=str(kind))
    await show(desk, await place.unit_of(desk, unit_id))


async def free_code(desk: Desk) -> str:
    """A code for the office's file that no unit ever had."""
    taken = {unit.code for unit in await office.units(await desk.read(), inactive=True)}
    return next(code for n in range(1, len(taken) + 2) if (code := f"unit{n}") not in taken)


def checked(field: str, said: str) -> str:
    """A value of a field. Raises `Refusal` when it is empty, too long or more than one line."""
    value = said.strip()
    if not value or len(value) > UNIT_SETTINGS[field] or "\n" in value:
        raise Refusal(text("admin-bad-field", field=text(f"admin-field-{field}"), most=UNIT_SETTINGS[field]))
    return value


async def refuse_taken(desk: Desk, unit_id: int, *names: str) -> None:
    """Raises `Refusal` for a name that another unit bears: routes and searches name units by it."""
    for each in await office.units(await desk.read()):
        for name in {each.name, each.short_name} & set(names):
            if each.id != unit_id:
                raise Refusal(text("admin-unit-taken", name=name))


# Changing


@on.press(UnitButton, do="edit")
async def which_field(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """Which of the unit's details is to be changed."""
    unit = await place.unit_of(desk, callback_data.unit)
    await state.set_state(None)
    options: list[Option] = [
        (text(f"admin-field-{name}"), UnitButton(do="field", unit=unit.id, value=name))
        for name in UNIT_SETTINGS
    ]
    options += [(text("admin-field-parent"), UnitButton(do="above", unit=unit.id)), place.back(unit)]
    words = text("admin-which-field", unit=unit.short_name)
    await filters.message_of(query).answer(words, reply_markup=plain(options))


@on.press(UnitButton, do="field")
async def ask_field(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """Its new value in words."""
    unit = await place.unit_of(desk, callback_data.unit)
    if callback_data.value not in UNIT_SETTINGS:
        raise Refusal(text("error-old-button"))
    await FIELD.ask(state, unit=unit.id, field=callback_data.value)
    field, now = text(f"admin-field-{callback_data.value}"), getattr(unit, callback_data.value) or "—"
    key = "admin-ask-field" if callback_data.value in ("name", "short_name") else "admin-ask-field-or-none"
    words = text(key, unit=unit.short_name, field=field, now=now)
    await filters.message_of(query).answer(words, reply_markup=plain([place.back(unit)]))


@on.line(FIELD)
async def field_said(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """The new value; 无 empties what may be empty."""
    unit, field = await place.unit_of(desk, about["unit"]), about["field"]
    named = field in ("name", "short_name")
    value = "" if words.strip() == text("admin-none") and not named else checked(field, words)
    if named:
        await refuse_taken(desk, unit.id, value)
    session = await desk.write()
    await office.change_unit(session, unit.id, **{field: value})
    await audit.write(session, officer, "unit_change", at=desk.now, unit=unit.code, fields=[field])
    await show(desk, await place.unit_of(desk, unit.id))


@on.press(UnitButton, do="above")
async def which_above(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """Which unit is above it; never one below it."""
    unit = await place.unit_of(desk, callback_data.unit)
    known = await office.units(await desk.read())
    options: list[Option] = [(text("admin-no-parent"), UnitButton(do="under", unit=unit.id))]
    for each in [each for each in known if not below(each, unit, known)][:ONE_OF]:
        options.append((each.short_name, UnitButton(do="under", unit=unit.id, n=each.id)))
    words = text("admin-which-parent", unit=unit.short_name)
    await filters.message_of(query).answer(words, reply_markup=plain([*options, place.back(unit)]))


def below(one: Unit, other: Unit, known: list[Unit]) -> bool:
    """Whether a unit is another one or stands below it."""
    above = {each.id: each.parent_id for each in known}
    at: int | None = one.id
    for _ in range(len(known) + 1):
        if at == other.id:
            return True
        at = above.get(at) if at is not None else None
    return False


@on.press(UnitButton, do="under")
async def put_under(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """It stands there in the tree from now on."""
    unit = await place.unit_of(desk, callback_data.unit)
    known = await office.units(await desk.read())
    above = next((each for each in known if each.id == callback_data.n), None)
    if callback_data.n and (above is None or below(above, unit, known)):
        raise Refusal(text("error-old-button"))
    session = await desk.write()
    await office.change_unit(session, unit.id, parent_id=above.id if above else None)
    await audit.write(session, officer, "unit_change", at=desk.now, unit=unit.code, fields=["parent"])
    await show(desk, await place.unit_of(desk, unit.id))
