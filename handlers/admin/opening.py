"""办公时间: administrators set when the office works; citizens read it, and reminders wait for it."""

from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Role
from casework.wording import text
from handlers import filters
from handlers.line import Line
from handlers.registry import Registry
from services import hours
from services.buttons import Admin, plain
from services.context import Desk
from storage import audit, office

on = Registry("admin.opening", private=True, officer=(Role.ADMIN,))


HOURS = Line("Opening:hours")
"""The office's hours."""


@on.message(Command("hours", "办公时间"))
async def asked(message: Message, desk: Desk, state: FSMContext) -> None:
    """What holds now, what it does, and how it is changed."""
    held = await hours.of_office(await desk.read(), desk.context)
    await HOURS.ask(state)
    words = held.words if held.spans else desk.context.office.hours
    key = "hours-now" if held.spans else "hours-now-unread"
    await message.answer(
        text(key, hours=words), reply_markup=plain([(text("admin-do-leave"), Admin(do="menu"))])
    )


@on.press(Admin, do="hours")
async def pressed(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """The menu's 办公时间."""
    await asked(filters.message_of(query), desk, state)


@on.line(HOURS)
async def said(message: Message, words: str, desk: Desk, officer: Actor) -> None:
    """`8:00-12:00，14:30-17:30`: in force at once here, within half a minute in every process."""
    new = hours.written(words)
    session = await desk.write()
    await office.set_value(session, hours.SETTING, new.stored)
    await audit.write(session, officer, "office_hours", at=desk.now, spans=new.stored)
    await message.answer(
        text("hours-set", hours=new.words), reply_markup=plain([(text("admin-do-menu"), Admin(do="menu"))])
    )
