"""What a handler has on its desk: who speaks, what time it is, where to read and to write.

Built once an update by the dispatcher and injected by name. Handlers ask who, never where: no handler
reads a Telegram id.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import OFFICE_ZONE, Refusal
from casework.wording import text
from nlp.reader import Reader
from services import unit_names
from storage.files import Files
from storage.office import SessionLimits
from storage.outbox import Kind, Outgoing
from storage.tables.person_rows import Person
from storage.turn import Turn


@dataclass(frozen=True)
class Office:
    """What people are told about the office itself."""

    name: str
    phone: str
    address: str
    hours: str
    region: str
    cross_border_notice: bool = True
    site: str = ""
    """The public address of the web chat without a slash at its end, for links and printed codes; empty: none."""
    name_en: str = ""
    """What people who read English are told; empty: the Chinese name."""
    telegram: str = ""
    """The bot's username on Telegram, for links and printed codes; empty: none."""

    @property
    def words(self) -> dict[str, str]:
        """The arguments that many sentences share, as whoever reads now is told them."""
        told = {"office": (self.name, self.name_en), "address": (self.address, ""), "hours": (self.hours, "")}
        return {"phone": self.phone} | {fact: unit_names.localised(*given) for fact, given in told.items()}


@dataclass
class OfficeContext:
    """What every desk of a process shares: rules, reader, files, and the office."""

    office: Office
    reader: Reader
    calendar: WorkCalendar
    clocks: ClockRules
    files: Files
    file_limit: int
    demo: bool = False
    head_signs: bool = True
    """Whether a unit's written answer goes out only with the head's signature (签发)."""
    browsers: SessionLimits | None = None
    """How long officers' browsers stay open; None where they need no opening (the demo office)."""
    on_commit: list[Callable[[], None]] = field(default_factory=list)
    rules_in_force: dict[str, str] = field(default_factory=dict)
    """Which version of each area of published rules this process works with (`services.rulebook.refresh`)."""

    def topic_name(self, code: str) -> str:
        """A topic as people read it: `劳动和社会保障 · 拖欠工资`; a family's code gives the family."""
        lexicon = self.reader.lexicon
        family = lexicon.family_of.get(code[:2])
        topic = lexicon.topics.get(code)
        return " · ".join(part.name for part in (family, topic) if part is not None) or text("topic-unknown")


@dataclass
class Desk:
    """One update's desk."""

    turn: Turn
    context: OfficeContext
    channel: str
    chat_id: int
    user_id: int
    person: Person
    group: bool = False

    @property
    def person_id(self) -> int:
        """The row id of who speaks."""
        assert self.person.id is not None
        return self.person.id

    @property
    def now(self) -> datetime:
        """The moment of the update, aware, UTC."""
        return self.turn.now

    @property
    def today(self) -> date:
        """The office's date at that moment."""
        return self.now.astimezone(OFFICE_ZONE).date()

    async def read(self) -> AsyncSession:
        """A session for reading; it sees what this turn has written."""
        return await self.turn.read()

    async def write(self) -> AsyncSession:
        """The turn's one write transaction. No network from here on."""
        return await self.turn.write()

    def say(
        self,
        words: str,
        *,
        keyboard: InlineKeyboardMarkup | None = None,
        secret: bool = False,
        card: str = "",
        entities: list[dict[str, Any]] | None = None,
    ) -> None:
        """Say something in this chat that aiogram has no word for: a secret, or a card that is redrawn."""
        payload: dict[str, Any] = {"text": words} | ({"entities": entities} if entities else {})
        if keyboard is not None:
            payload["reply_markup"] = keyboard.model_dump(exclude_none=True)
        self.turn.say(
            Outgoing(
                self.channel,
                self.chat_id,
                "sendMessage",
                payload,
                kind=Kind.REPLY,
                secret=secret,
                card=card or None,
            )
        )

    @property
    def private_chat(self) -> int:
        """Where this person is spoken to in private. Raises `Refusal` when the bot may not write there yet."""
        if not self.person.chat_id:
            raise Refusal(text("staff-write-me-first"))
        return self.person.chat_id

    def say_in_private(
        self,
        words: str,
        keyboard: InlineKeyboardMarkup | None = None,
        *,
        case_id: int | None = None,
        protect: bool = True,
    ) -> None:
        """Answer an officer in private, wherever the button was pressed; `protect`: it cannot be forwarded."""
        payload: dict[str, Any] = {"text": words} | ({"protect_content": True} if protect else {})
        if keyboard is not None:
            payload["reply_markup"] = keyboard.model_dump(exclude_none=True)
        self.turn.say(Outgoing(self.channel, self.private_chat, "sendMessage", payload, case_id=case_id))

    def say_once(self, key: str, words: str, keyboard: InlineKeyboardMarkup | None = None) -> None:
        """Say something in this chat unless it was said under this key already (one answer for an album)."""
        payload: dict[str, Any] = {"text": words}
        if keyboard is not None:
            payload["reply_markup"] = keyboard.model_dump(exclude_none=True)
        self.turn.say(
            Outgoing(
                self.channel,
                self.chat_id,
                "sendMessage",
                payload,
                dedupe=f"{self.channel}:{self.chat_id}:{key}",
            )
        )
