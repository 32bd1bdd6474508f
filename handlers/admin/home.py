"""The places of officers and administrators in one table: button, roles, and what opens one behind its button."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiogram.filters import CommandObject
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import Actor, Role
from handlers import filters
from handlers.admin import broadcast, bulletin_request, reception_rota, rule_editing
from handlers.registry import Registry
from handlers.staff import leaders, ledger, sponsors, window
from services import access
from services.buttons import Go
from services.context import Desk
from services.sponsorship import KEEPER

on = Registry("admin.home", private=True)


@dataclass(frozen=True)
class Opener:
    """Who pressed a place's button, and where."""

    message: Message
    desk: Desk
    state: FSMContext
    officer: Actor


Open = Callable[[Opener], Awaitable[None]]


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
    MenuPlace(
        "register", window.KEEPERS, lambda who: window.begin(who.message, who.desk, who.state, who.officer)
    ),
    MenuPlace("queues", leaders.LOOKERS, lambda who: leaders.overview(who.message, who.desk, who.officer)),
    MenuPlace("sponsors", (KEEPER,), lambda who: sponsors.menu(who.message, who.desk)),
    MenuPlace("ledger", ledger.READERS, lambda who: ledger.asked(who.message, CommandObject(), who.desk)),
    MenuPlace("admin", ADMINS),
    MenuPlace("announce", ADMINS, lambda who: broadcast.begin(who.message, who.desk, who.state)),
    MenuPlace("rules", ADMINS, lambda who: rule_editing.menu(who.message, who.desk, who.state)),
    MenuPlace("rota", reception_rota.KEEPERS, lambda who: reception_rota.rota(who.message, who.desk)),
    MenuPlace(
        "bulletin",
        bulletin_request.READERS,
        lambda who: bulletin_request.asked(who.message, CommandObject(), who.desk),
    ),
)
"""Every place with a button, in the order of the menu."""


def behind(opens: Open) -> Callable[..., Awaitable[None]]:
    """The handler of a place's button: whatever was asked before is left, and the place opens."""

    async def opened(query: CallbackQuery, desk: Desk, state: FSMContext, officer: Actor) -> None:
        await state.set_state(None)
        await opens(Opener(filters.message_of(query), desk, state, officer))

    return opened


for place in PLACES:
    if place.opens is not None:
        on.press(Go, officer=place.roles, to=place.name)(behind(place.opens))
