"""Where every place of an officer or administrator is one press away: the doors of their first menu and of 管理."""

from collections.abc import Awaitable, Callable

from aiogram import Router
from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from handlers import filters, leaders
from handlers.admin import broadcast, bulletin, reception, rules
from handlers.buttons import Go
from handlers.desk import Desk
from handlers.staff import ledger, sponsors

router = Router(name="admin.home")
router.callback_query.filter(filters.Private())

Open = Callable[[Message, Desk, FSMContext], Awaitable[None]]


async def _rota(message: Message, desk: Desk, _: FSMContext) -> None:
    await reception.rota(message, desk)


async def _bulletin(message: Message, desk: Desk, _: FSMContext) -> None:
    await bulletin.asked(message, CommandObject(), desk)


async def _ledger(message: Message, desk: Desk, _: FSMContext) -> None:
    await ledger.asked(message, CommandObject(), desk)


async def _queues(message: Message, desk: Desk, _: FSMContext) -> None:
    await leaders.overview(message, desk)


async def _sponsors(message: Message, desk: Desk, _: FSMContext) -> None:
    await sponsors.menu(message, desk)


DOORS: dict[str, Open] = {
    "announce": broadcast.begin,
    "rules": rules.menu,
    "rota": _rota,
    "bulletin": _bulletin,
    "ledger": _ledger,
    "queues": _queues,
    "sponsors": _sponsors,
}
"""What a button of the menu opens; each place asks for the role itself."""


@router.callback_query(Go.filter(), filters.Pressed("to", *DOORS))
async def opened(query: CallbackQuery, callback_data: Go, desk: Desk, state: FSMContext) -> None:
    """The place behind a button."""
    await query.answer()
    await state.set_state(None)
    await DOORS[callback_data.to](filters.message_of(query), desk, state)
