"""办公时间: when somebody is at work, and what waits until then.

What the machine says by itself waits: for officers and groups until the office opens, for citizens until the
quiet hours are over. Answers to people, and whatever is urgent, never wait.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from casework.calendar import WorkCalendar
from casework.petition import OFFICE_ZONE, Refusal
from casework.wording import text
from services import broadcasting
from services.context import OfficeContext
from storage import office
from storage.outbox import Kind, Outgoing
from storage.turn import Turn

SETTING = "office.hours"
"""The office's own hours: pairs of `HH:MM`. Without it, those of the setting OFFICE_HOURS hold."""

_SPAN = re.compile(r"(\d{1,2})[:：](\d{2})\s*[-~—–至到]\s*(\d{1,2})[:：](\d{2})")
_REST = re.compile(r"[\s,，;；、和及]|工作日|周一至周五|上午|下午")
LOOKS_AHEAD = 30
"""Days; the longest holiday is shorter."""


@dataclass(frozen=True)
class Hours:
    """The stretches of a working day in which the office works, in its own zone; none: it never closes."""

    spans: tuple[tuple[time, time], ...]

    @property
    def words(self) -> str:
        """As people read them: `工作日 8:00-12:00，14:30-17:30`."""
        return text("hours-words", spans="，".join(f"{_said(a)}-{_said(b)}" for a, b in self.spans))

    @property
    def stored(self) -> list[list[str]]:
        """As the office keeps them."""
        return [[a.isoformat("minutes"), b.isoformat("minutes")] for a, b in self.spans]

    def opens(self, moment: datetime, calendar: WorkCalendar) -> datetime:
        """The moment itself while the office works, else when it works next."""
        local = moment.astimezone(OFFICE_ZONE)
        for ahead in range(LOOKS_AHEAD if self.spans else 0):
            day = local.date() + timedelta(days=ahead)
            if calendar.is_workday(day).workday:
                for since, until in self.spans:
                    if local < _at(day, until):
                        return max(moment, _at(day, since))
        return moment


def _at(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, OFFICE_ZONE)


def _said(hour: time) -> str:
    return f"{hour.hour}:{hour.minute:02}"


def written(said: str) -> Hours:
    """`8:00-12:00，14:30-17:30`. Raises `Refusal` for anything else, for hours out of order and hours that overlap."""
    spans = []
    try:
        for found in _SPAN.findall(said):
            a, b, c, d = map(int, found)
            spans.append((time(a, b), time(c, d)))
    except ValueError:
        raise Refusal(text("hours-bad")) from None
    edges = [edge for span in spans for edge in span]
    if not spans or len(spans) > 3 or _REST.sub("", _SPAN.sub("", said)) or sorted(set(edges)) != edges:
        raise Refusal(text("hours-bad"))
    return Hours(tuple(spans))


def shipped(words: str) -> Hours:
    """The hours that the setting OFFICE_HOURS names; what cannot be read holds nothing up."""
    try:
        return written(words)
    except Refusal:
        return Hours(())


def kept(stored: Sequence[Sequence[str]]) -> Hours:
    """The hours as the office keeps them."""
    return Hours(tuple((time.fromisoformat(a), time.fromisoformat(b)) for a, b in stored))


async def of_office(session: AsyncSession, context: OfficeContext) -> Hours:
    """When the office works."""
    stored: Any = await office.value(session, SETTING)
    return kept(stored) if stored else shipped(context.office.hours)


async def take_up(session: AsyncSession, context: OfficeContext) -> None:
    """Let this process say the hours that an administrator has set."""
    stored: Any = await office.value(session, SETTING)
    if stored:
        context.office = replace(context.office, hours=kept(stored).words)


async def hold(turn: Turn, context: OfficeContext) -> None:
    """Let what this turn of the clock says wait until somebody is there to read it; cards are redrawn at once."""
    if not any(_waits(item) for item in turn.said):
        return
    session = await turn.read()
    at_work = (await of_office(session, context)).opens(turn.now, context.calendar)
    awake = (await broadcasting.manners(session)).loud_again(turn.now)
    officers = await office.private_chats(session)

    def later(item: Outgoing) -> Outgoing:
        if not _waits(item):
            return item
        to_office = item.chat_id < 0 or (item.channel, item.chat_id) in officers
        until = at_work if to_office else awake
        return replace(item, not_before=until) if until > turn.now else item

    turn.change(later)


def _waits(item: Outgoing) -> bool:
    return item.kind is Kind.NOTICE and item.method == "sendMessage" and item.not_before is None
