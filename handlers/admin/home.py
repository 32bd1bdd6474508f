"""Where every place of an officer or administrator is one press away: the doors of their first menu and of 管理."""

from collections.abc import Awaitable, Callable

from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers import filters
from handlers.admin import broadcast, bulletin_request, reception_rota, rule_editing
from handlers.registry import Registry
from handlers.staff import leaders, ledger, sponsors
from services.buttons import Go
from services.context import Desk

on = Registry("admin.home", private=True)

Open = Callable[[Message, Desk, FSMContext], Awaitable[None]]


async def _rota(message: Message, desk: Desk, _: FSMContext) -> None:
    await reception_rota.rota(message, desk)


async def _bulletin(message: Message, desk: Desk, _: FSMContext) -> None:
    await bulletin_request.asked(message, CommandObject(), desk)


async def _ledger(message: Message, desk: Desk, _: FSMContext) -> None:
    await ledger.asked(message, CommandObject(), desk)


async def _queues(message: Message, desk: Desk, _: FSMContext) -> None:
    await leaders.overview(message, desk)


async def _sponsors(message: Message, desk: Desk, _: FSMContext) -> None:
    await sponsors.menu(message, desk)


PLACES_BEHIND: dict[str, Open] = {
    "announce": broadcast.begin,
    "rules": rule_editing.menu,
    "rota": _rota,
    "bulletin": _bulletin,
    "ledger": _ledger,
    "queues": _queues,
    "sponsors": _sponsors,
}
"""What a button of the menu opens; each place asks for the role itself."""


@on.press(Go, to=tuple(PLACES_BEHIND))
async def opened(query: CallbackQuery, callback_data: Go, desk: Desk, state: FSMContext) -> None:
    """The place behind a button."""
    await query.answer()
    await state.set_state(None)
    await PLACES_BEHIND[callback_data.to](filters.message_of(query), desk, state)
