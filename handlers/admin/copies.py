"""/抄送: which units get a copy of each 督办单 (八联单); each office has its own list."""

from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Role
from casework.wording import text
from handlers import filters
from handlers.admin.place import UnitButton
from handlers.registry import Registry
from services.buttons import Option, plain
from services.context import Desk
from services.supervising import COPIES
from storage import audit, office

on = Registry("admin.copies", private=True, officer=(Role.ADMIN,))


@on.message(Command("copies", "抄送"))
async def listed(message: Message, desk: Desk, officer: Actor) -> None:
    """Who gets copies now; a tap changes it."""
    await show(message, desk)


async def show(message: Message, desk: Desk) -> None:
    """Every unit with a mark at those that get copies."""
    session = await desk.read()
    chosen = set(await office.value(session, COPIES) or ())
    rows = await office.units(session)
    options: list[Option] = [
        (("✓ " if unit.id in chosen else "") + unit.short_name, UnitButton(do="copy", unit=unit.id))
        for unit in rows
    ]
    names = "、".join(unit.short_name for unit in rows if unit.id in chosen) or text("copies-nobody")
    await message.answer(text("copies-title", units=names), reply_markup=plain(options))


@on.press(UnitButton, do="copy")
async def changed(query: CallbackQuery, callback_data: UnitButton, desk: Desk, officer: Actor) -> None:
    """Put a unit on the list, or take it off; audited."""
    session = await desk.write()
    chosen = list(await office.value(session, COPIES) or ())
    unit = callback_data.unit
    now = [each for each in chosen if each != unit] if unit in chosen else [*chosen, unit]
    await office.set_value(session, COPIES, now)
    await audit.write(session, officer, "copies", at=desk.now, was=chosen, now=now)
    await show(filters.message_of(query), desk)
