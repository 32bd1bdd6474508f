"""What is said to somebody who did not ask: one letter, put into words for each reader in that reader's language.

A turn speaks the language of whoever caused it. Everybody else who hears of it reads another, so a letter holds how its
words are made, and not the words.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from casework.wording import DEFAULT_LOCALE, speaking
from services import browser_sessions
from storage import office, people
from storage.outbox import Kind, Outgoing
from storage.tables.office_rows import Group, Staff
from storage.tables.person_rows import Person
from storage.turn import Turn


@dataclass(frozen=True)
class Letter:
    """A notice to others. `protect`: it cannot be forwarded (what is said of a case in private)."""

    words: Callable[[], str]
    keyboard: Callable[[], InlineKeyboardMarkup] | None = None
    case_id: int | None = None
    protect: bool = False
    login: bool = False
    """Whether also an officer's shut browser shows it."""

    silent: bool = False
    """Whether it comes without a sound: it may then come at any hour."""

    def to(
        self, channel: str, chat_id: int, dedupe: str | None, *, locale: str = DEFAULT_LOCALE, **how: Any
    ) -> Outgoing:
        """As the outbox takes it, in the language of that chat; groups read the first. `how`: fields of `Outgoing`."""
        with speaking(locale):
            payload: dict[str, Any] = {"text": self.words()}
            if self.keyboard is not None:
                payload["reply_markup"] = self.keyboard().model_dump(exclude_none=True)
        if self.protect:
            payload["protect_content"] = True
        if self.silent:
            payload["disable_notification"] = True
        if self.login and channel == "web":
            payload |= browser_sessions.shown_when_shut()
        given: dict[str, Any] = {"kind": Kind.NOTICE, "case_id": self.case_id, "dedupe": dedupe, **how}
        return Outgoing(channel, chat_id, given.pop("method", "sendMessage"), payload, **given)

    def to_group(self, group: Group, dedupe: str | None, **how: Any) -> Outgoing:
        """To a unit's group, in the topic that it was bound in."""
        said = self.to(group.channel, group.chat_id, dedupe, **how)
        said.payload.update(in_topic(group))
        return said

    def to_reader(self, reader: Person, dedupe: str | None, **how: Any) -> Outgoing:
        """To somebody in private."""
        return self.to(reader.channel, reader.chat_id, dedupe, locale=reader.locale, **how)


def in_topic(group: Group) -> dict[str, int]:
    """What a payload carries so that it stands in the group's topic; nothing where there is none."""
    return {"message_thread_id": group.thread} if group.thread else {}


async def reader(session: AsyncSession, person_id: int | None) -> Person | None:
    """Somebody who can be written to in private; None for nobody, and where only groups know them."""
    found = await people.by_id(session, person_id) if person_id else None
    return found if found is not None and found.chat_id else None


async def to_person(turn: Turn, person_id: int | None, letter: Letter, dedupe: str | None) -> bool:
    """Write to a person in private; whether they can be written to at all."""
    found = await reader(await turn.read(), person_id)
    if found is not None:
        turn.say(letter.to_reader(found, dedupe))
    return found is not None


async def to_staff(turn: Turn, staff: Iterable[Staff], letter: Letter, dedupe: str) -> int:
    """Write to each of these officers, once under the key with their id; how many can be written to."""
    told = 0
    for each in staff:
        told += await to_person(turn, each.person_id, letter, f"{dedupe}:{each.id}")
    return told


async def to_groups(turn: Turn, unit_id: int, letter: Letter, dedupe: str) -> int:
    """Say it in every group of a unit; how many there are."""
    groups = await office.group_of(await turn.read(), unit_id)
    for each in groups:
        turn.say(letter.to_group(each, f"{dedupe}:{each.id}"))
    return len(groups)


async def to_bureau(turn: Turn, letter: Letter, dedupe: str) -> int:
    """Say it in the bureau's groups."""
    return await to_groups(turn, (await office.bureau(await turn.read())).id, letter, dedupe)
