"""海报: an administrator prints a poster with codes for a unit, or for a place where people live or work."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Role
from casework.start_links import StartLink
from casework.wording import text
from handlers import filters
from handlers.admin import place
from handlers.admin.place import UnitButton
from handlers.line import About, Line
from handlers.registry import Registry
from services import poster_printing
from services.buttons import plain
from services.context import Desk
from services.papers import handing_over
from storage import audit
from storage.tables.office_rows import Unit

on = Registry("admin.posters", private=True, officer=(Role.ADMIN,))

PLACE = Line("Printing:place")
"""The place that a poster names."""


@on.press(UnitButton, do="poster")
async def ask_place(query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext) -> None:
    """For the unit itself, or for a place that is said next."""
    unit = await place.unit_of(desk, callback_data.unit)
    await PLACE.ask(state, unit=unit.id)
    only = (text("poster-only-unit", unit=unit.short_name), UnitButton(do="postered", unit=unit.id))
    await filters.message_of(query).answer(
        text("poster-ask-place"), reply_markup=plain([only, place.back(unit)])
    )


@on.press(UnitButton, do="postered")
async def for_unit(
    query: CallbackQuery, callback_data: UnitButton, desk: Desk, state: FSMContext, officer: Actor
) -> None:
    """A poster that names the unit."""
    await PLACE.settled(state)
    unit = await place.unit_of(desk, callback_data.unit)
    await give(desk, officer, unit, StartLink(unit=unit.id), unit.name)


@on.line(PLACE)
async def for_place(message: Message, words: str, about: About, desk: Desk, officer: Actor) -> None:
    """A poster that names the place."""
    unit = await place.unit_of(desk, about["unit"])
    where = " ".join(words.split())
    await give(desk, officer, unit, StartLink(place=where), where)


async def give(desk: Desk, officer: Actor, unit: Unit, link: StartLink, where: str) -> None:
    """Print it, note that it was made, and send it."""
    await desk.turn.let_go()
    body = await poster_printing.printed(desk.context.office, link, where=where, on=desk.today)
    name = f"{text('poster-name', where=where)}.pdf"
    saved = await handing_over.keep(desk, body, name=name, mime="application/pdf")
    await audit.write(await desk.write(), officer, "poster", at=desk.now, unit=unit.code)
    await handing_over.send(desk, saved, caption=text("poster-caption", where=where))
