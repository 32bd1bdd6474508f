"""What every part of the web chat needs, put together once by `create_app` and kept in the application."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from aiogram import Bot
from aiohttp import web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import Clock
from bot.intake import Intake
from bot.web.hub import Hub
from bot.web.limits import Counted, Limits
from bot.web.measures import Rates
from casework.wording import text
from storage import office as office_of
from storage.database import Database
from storage.files import Files
from storage.office import SessionLimits
from storage.tables.chat_rows import RoomMessage


@dataclass(frozen=True, slots=True)
class Letterhead:
    """How the office presents itself on the page."""

    name: str
    phone: str
    address: str = ""
    hours: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of the web chat and its memory of how much came from whom."""

    db: Database
    intake: Intake
    bot: Bot
    files: Files
    clock: Clock
    office: Callable[[], Letterhead]
    limits: Limits
    hub: Hub
    origins: frozenset[str]
    proxies: int
    browsers: SessionLimits | None = None
    """How long officers' browsers stay open; None: for ever."""
    rates: Rates = field(init=False)
    sockets_by_visitor: Counted = field(init=False)
    sockets_by_address: Counted = field(init=False)
    sockets: set[web.WebSocketResponse] = field(default_factory=set)

    def __post_init__(self) -> None:
        made = {
            "rates": Rates(self.db, self.clock, self.limits),
            "sockets_by_visitor": Counted(self.limits.sockets_per_visitor),
            "sockets_by_address": Counted(self.limits.sockets_per_address),
        }
        for name, value in made.items():
            object.__setattr__(self, name, value)

    async def is_shut(self, session: AsyncSession, visitor_id: int) -> bool:
        """Whether this visitor is an officer whose browser is not open."""
        return self.browsers is not None and await office_of.shut(
            session, visitor_id, self.browsers, self.clock()
        )

    def sentence(self, key: str, **facts: str | int) -> str:
        """A sentence of the page; the office's phone number is known to all of them."""
        known = {"phone": self.office().phone} | {name: str(value) for name, value in facts.items()}
        return text(key, **known)


def shown_shut(rows: Iterable[RoomMessage]) -> list[RoomMessage]:
    """What a shut browser shows of a room: how to open it, and nothing else."""
    return [row for row in rows if (row.payload or {}).get("login")]


PARTS = web.AppKey("parts", Parts)
