"""值班表: who is on duty in a unit and when; urgent alerts go to them in private (Art. 25). About posts, not people.

Without an entry an alert still reaches the bureau's groups: the rota adds somebody, it replaces nobody.
"""

import re
from datetime import datetime, timedelta

from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import OFFICE_ZONE, Actor, Refusal, Role
from casework.wording import text
from handlers import filters
from handlers.admin import place
from handlers.admin.place import UnitButton
from handlers.line import About, Line
from handlers.registry import Registry
from services import moments
from services.buttons import Option, plain
from services.context import Desk
from storage import audit, office
from storage.office import DutyEntry
from storage.tables.office_rows import Staff, Unit

on = Registry("admin.duty", private=True, officer=(Role.ADMIN,))

AHEAD = timedelta(days=60)
LISTED = 15
MOST_TIMES = 52
_EVERY = re.compile(r"[，,;；\s]*每(天|日|周)\s*[×xX*]?\s*(\d{1,2})\s*[次周天]?\s*$")


STRETCH = Line("Planning:stretch")
"""From when until when somebody is on duty."""


@on.message(Command("duty", "值班"))
async def bureaus(message: Message, desk: Desk, state: FSMContext) -> None:
    """The bureau's own rota."""
    await state.set_state(None)
    await show(desk, await office.bureau(await desk.read()))


@on.press(UnitButton, do="duty")
async def pressed(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """A unit's rota."""
    unit = await place.unit_of(desk, callback_data.unit)
    await state.set_state(None)
    await show(desk, unit)


async def show(desk: Desk, unit: Unit) -> None:
    """Who is on duty now, and what is planned; a tap on an entry takes it off."""
    session = await desk.read()
    found = await office.duties(session, unit.id, desk.now, desk.now + AHEAD)
    now = "、".join(each.label for each in found if each.starts_at <= desk.now) or text("duty-nobody")
    lines = [text("duty-title", unit=unit.short_name), text("duty-now", names=now)]
    options: list[Option] = []
    for at, each in enumerate(found[:LISTED], 1):
        lines.append(text("duty-line", at=at, when=when(each.starts_at, each.ends_at), label=each.label))
        options.append((text("duty-do-drop", at=at), UnitButton(do="undo", unit=unit.id, n=each.id)))
    if len(found) > LISTED:
        lines.append(text("duty-more", count=len(found) - LISTED))
    options += [(text("duty-do-add"), UnitButton(do="who", unit=unit.id)), place.back(unit)]
    desk.say("\n".join(lines), keyboard=plain(options))


def when(since: datetime, until: datetime) -> str:
    """`11-27（周五）17:30 至 11-28 08:00`."""
    a, b = since.astimezone(OFFICE_ZONE), until.astimezone(OFFICE_ZONE)
    weekday = text("duty-weekdays")[a.weekday()]
    return text("duty-when", day=f"{a:%m-%d}", weekday=weekday, since=f"{a:%H:%M}", until=f"{b:%m-%d %H:%M}")


# Adding


@on.press(UnitButton, do="who")
async def which_officer(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """Adding to the rota: first whose turn it is, then when."""
    unit = await place.unit_of(desk, callback_data.unit)
    found = await eligible(desk, unit)
    if not found:
        raise Refusal(text("duty-no-officers", unit=unit.short_name))
    options: list[Option] = [(each.label, UnitButton(do="when", unit=unit.id, n=each.id)) for each in found]
    back = (text("duty-back"), UnitButton(do="duty", unit=unit.id))
    await filters.message_of(query).answer(text("duty-ask-who"), reply_markup=plain([*options, back]))


async def eligible(desk: Desk, unit: Unit) -> list[Staff]:
    """Who may be on duty: officers of the unit. Administrators see no case, so nothing urgent goes to them."""
    return [row for row in await office.staff_of(await desk.read(), unit.id) if row.role != Role.ADMIN]


@on.press(UnitButton, do="when")
async def ask_when(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """From when until when, once or in a series."""
    unit, officer = await named(desk, callback_data.unit, callback_data.n)
    await STRETCH.ask(state, unit=unit.id, staff=officer.id)
    back: Option = (text("duty-back"), UnitButton(do="duty", unit=unit.id))
    await filters.message_of(query).answer(
        text("duty-ask-when", label=officer.label), reply_markup=plain([back])
    )


async def named(desk: Desk, unit_id: int, staff_id: int) -> tuple[Unit, Staff]:
    """The unit and the officer who is to be on duty there. Raises `Refusal`."""
    unit = await place.unit_of(desk, unit_id)
    officer = next((each for each in await eligible(desk, unit) if each.id == staff_id), None)
    if officer is None:
        raise Refusal(text("error-old-button"))
    return unit, officer


@on.line(STRETCH)
async def stretch_said(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """`周五 17:30-次日 8:00，每周×4`."""
    unit, found = await named(desk, about["unit"], about["staff"])
    every = _EVERY.search(words)
    step = timedelta(weeks=1) if every and every.group(1) == "周" else timedelta(days=1)
    times = max(1, min(int(every.group(2)), MOST_TIMES)) if every else 1
    since, until = moments.stretch(_EVERY.sub("", words), desk.now)
    planned = [(since + n * step, until + n * step) for n in range(times)]
    await refuse_twice(desk, unit, found, planned)
    session = await desk.write()
    for start, end in planned:
        await office.set_duty(session, unit.id, found.id, start, end)
    await audit.write(
        session, officer, "duty_add", at=desk.now, unit=unit.code, staff=found.id, count=times,
        since=since.isoformat(), until=until.isoformat(),
    )  # fmt: skip
    await show(desk, unit)


async def refuse_twice(
    desk: Desk, unit: Unit, officer: Staff, planned: list[tuple[datetime, datetime]]
) -> None:
    """Raises `Refusal` when the officer is on duty in one of the stretches already, or they overlap each other."""
    known = await office.duties(await desk.read(), unit.id, planned[0][0], planned[-1][1])
    mine: list[tuple[datetime, datetime]] = [
        (each.starts_at, each.ends_at) for each in known if each.staff_id == officer.id
    ]
    for since, until in planned:
        clash = next((each for each in mine if each[0] < until and since < each[1]), None)
        if clash is not None:
            raise Refusal(text("duty-twice", label=officer.label, when=when(*clash)))
        mine.append((since, until))


# Taking off


@on.press(UnitButton, do="undo")
async def ask_drop(query: CallbackQuery, callback_data: UnitButton, desk: Desk) -> None:
    """Taking a turn off the rota is asked twice, with its officer and hours."""
    unit = await place.unit_of(desk, callback_data.unit)
    found = await entry(desk, unit, callback_data.n)
    options: list[Option] = [
        (text("duty-drop-yes"), UnitButton(do="off", unit=unit.id, n=found.id)),
        (text("duty-drop-no"), UnitButton(do="duty", unit=unit.id)),
    ]
    words = text("duty-ask-drop", when=when(found.starts_at, found.ends_at), label=found.label)
    await filters.message_of(query).answer(words, reply_markup=plain(options))


async def entry(desk: Desk, unit: Unit, duty_id: int) -> DutyEntry:
    """The entry that a button names. Raises `Refusal` when it is over or gone."""
    known = await office.duties(await desk.read(), unit.id, desk.now, desk.now + 10 * AHEAD)
    found = next((each for each in known if each.id == duty_id), None)
    if found is None:
        raise Refusal(text("duty-gone"))
    return found


@on.press(UnitButton, do="off")
async def drop(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """Take the turn off the rota; the audit log says who did."""
    unit = await place.unit_of(desk, callback_data.unit)
    found = await entry(desk, unit, callback_data.n)
    session = await desk.write()
    await office.drop_duty(session, unit.id, found.id)
    await audit.write(
        session, officer, "duty_drop", at=desk.now, unit=unit.code, staff=found.staff_id,
        since=found.starts_at.isoformat(),
    )  # fmt: skip
    await query.answer(text("duty-dropped"))
    await show(desk, unit)
