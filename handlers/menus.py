"""The first menu of whoever works here: a line and a button for every place their roles open, and no other."""

from collections.abc import Iterable

from aiogram.types import InlineKeyboardMarkup

from casework.petition import Role
from casework.wording import text
from handlers.admin.home import PLACES
from services import access
from services.buttons import LEAVE, Go, menu, numbered
from services.context import Desk

TYPED = ("search", "case", "deadline")
"""What an officer reaches by a command with a word or a number after it."""


async def roles_of(desk: Desk) -> list[Role]:
    """Every role this person holds now; none for a citizen."""
    return [each.role for each in await access.actors(desk)]


async def first(desk: Desk) -> InlineKeyboardMarkup:
    """The buttons of this person's own first menu: an officer's places, or a citizen's."""
    roles = await roles_of(desk)
    return keyboard(roles) if roles else menu()


def places(roles: Iterable[Role]) -> list[str]:
    """The places that these roles open."""
    held = set(roles)
    return [place.name for place in PLACES if held.intersection(place.roles)]


def words(roles: Iterable[Role]) -> str:
    """What the menu says: the commands of these places, one a line."""
    held = set(roles)
    works = held.intersection(access.CASEWORK)
    open_to = places(held)
    listed = [*open_to[:1], *TYPED, *open_to[1:]] if works else open_to
    intro = text("menu-officer" if works else "menu-admin")
    return "\n".join([intro, *(text(f"menu-line-{name}") for name in listed)])


def keyboard(roles: Iterable[Role]) -> InlineKeyboardMarkup:
    """The same places as buttons; the citizen's menu stays one press away, under 0."""
    options = [(text(f"menu-place-{name}"), Go(to=name)) for name in places(roles)]
    return numbered(options, fixed=[(LEAVE, (text("menu-place-home"), Go(to="home")))])
