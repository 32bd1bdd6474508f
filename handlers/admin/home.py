"""The places of officers and administrators in one table: button, roles, and what opens one behind its button."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Role
from handlers import filters
from handlers.admin import broadcast, bulletin_request, reception_rota, rule_editing
from handlers.registry import Registry
from handlers.staff import leaders, ledger, sponsors
from services import access
from services.buttons import Go
from services.context import Desk
from services.sponsorship import KEEPER

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


@dataclass(frozen=True)
class MenuPlace:
    """A place with a button: `menu-place-<name>` names the button, `menu-line-<name>` the line of its command."""

    name: str
    roles: tuple[Role, ...]
    """Who may open it."""
    opens: Open | None = None
    """None where the place's own module answers the button."""


ADMINS = (Role.ADMIN,)
PLACES = (
    MenuPlace("todo", access.CASEWORK),
    MenuPlace("queues", leaders.LOOKERS, _queues),
    MenuPlace("sponsors", (KEEPER,), _sponsors),
    MenuPlace("ledger", ledger.READERS, _ledger),
    MenuPlace("admin", ADMINS),
    MenuPlace("announce", ADMINS, broadcast.begin),
    MenuPlace("rules", ADMINS, rule_editing.menu),
    MenuPlace("rota", reception_rota.KEEPERS, _rota),
    MenuPlace("bulletin", bulletin_request.READERS, _bulletin),
)
"""Every place with a button, in the order of the menu."""
BEHIND = {place.name: place for place in PLACES if place.opens is not None}
"""The places that `opened` opens."""


@on.press(Go, to=tuple(BEHIND))
async def opened(query: CallbackQuery, callback_data: Go, desk: Desk, state: FSMContext) -> None:
    """The place behind a button, for whoever holds one of its roles."""
    place = BEHIND[callback_data.to]
    await access.require(desk, *place.roles)
    await state.set_state(None)
    assert place.opens is not None
    await place.opens(filters.message_of(query), desk, state)
