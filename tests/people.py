"""People who say, press, send and hear, over every channel; and the office they speak with.

Everything is real but the network: the update processor, the handlers, the database on both engines, the outbox, the
senders. Telegram is the mock Bot API of `fake_telegram`, called without sockets (`direct_telegram`) unless a test is
marked `over_http`; the web chat is its stored rooms. Time is turned by hand.
"""

import shutil
import ssl
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import pytest
import pytest_asyncio
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from sqlalchemy import bindparam, func, insert, select

from bot.clock import TurnableClock
from bot.demo import GROUPS, OFFICERS, UNITS
from bot.intake import Fed
from bot.senders import Sender
from bot.senders.pace import Allowance, Pace
from bot.senders.telegram_sender import TelegramSender
from bot.ticker import Ticker
from bot.turn_session import TurnSession
from bot.typed_choices import WEB_BOT_TOKEN
from bot.update_processor import UpdateProcessor
from bot.web.hub import Hub
from bot.web.inner_session import WebInnerSession
from bot.web.sender import WebSender
from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import Role
from casework.wording import text
from nlp.reader import Reader
from services.context import Office, OfficeContext
from storage import cases, office, outbox, people, rooms, untraceable
from storage.database import Database
from storage.files import Files
from storage.tables.case_rows import Alarm, Case, CaseDemand
from storage.tables.chat_rows import Room
from storage.tables.office_rows import Group, Route, Unit
from storage.tables.outbox_rows import OutboxRow
from storage.upsert import table
from tests.crossings import PROOF
from tests.direct_telegram import DirectRequest
from tests.fake_telegram import TOKEN, FakeTelegram

MORE = "更多"
MORNING = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
"""Saturday 2026-11-21, 09:30 in the office."""
HURRIED = Allowance(per_second=10_000, burst=1_000, chat_burst=1_000, group_messages=10_000)
LEASE = timedelta(seconds=90)
_ROWS = table(OutboxRow).c
DAY, QUIET_DAYS = timedelta(days=1), 5
_ALARMS = table(Alarm).c
NEXT_ALARM = select(func.min(_ALARMS.due_at)).where(_ALARMS.done_at.is_(None))
DUE_CHANNELS = select(_ROWS.channel).where(_ROWS.due_at <= bindparam("now")).distinct()


@dataclass
class Shown:
    """A message as somebody sees it: its id, words, buttons (label -> data) and file, if any."""

    id: int
    text: str
    buttons: dict[str, str] = field(default_factory=dict)
    file: Any = None


def shown(message_id: int, payload: dict[str, Any]) -> Shown:
    """A Bot API message as people see it."""
    markup = payload.get("reply_markup") or {}
    buttons = {
        button["text"]: button["callback_data"] for row in markup.get("inline_keyboard", []) for button in row
    }
    words = payload.get("text") or payload.get("caption") or ""
    return Shown(message_id, words, buttons, payload.get("document") or payload.get("photo"))


@dataclass
class Bureau:
    """The office under test: its update processor, its clock, its channels, and everybody known by name."""

    db: Database
    context: OfficeContext
    clock: TurnableClock
    processor: UpdateProcessor
    ticker: Ticker
    bots: dict[str, Bot]
    senders: dict[str, Sender]
    telegram: FakeTelegram
    units: dict[str, int] = field(default_factory=dict)
    groups: dict[str, int] = field(default_factory=dict)
    toasts: list[tuple[int, str]] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    """The presses that were answered, by their ids, in words or without; a press is answered once."""
    held: bool = False
    """Whether the outbox is left as it is for now."""
    said: int = 0
    """How many messages were delivered: who has looked since then sees nothing new."""
    _numbers: int = 5_000

    def number(self) -> int:
        """A number nobody else has: of an update, a person, a group."""
        self._numbers += 1
        return self._numbers

    async def feeds(self, channel: str, update: dict[str, Any], key: str = "") -> Fed:
        """Bring an update to the processor and let everything it caused be delivered."""
        self.clock.turn(timedelta(seconds=1))
        update = {"update_id": self.number(), **update}
        fed = await self.processor.feed(self.bots[channel], update, key or f"{channel}:{update['update_id']}")
        await self.deliver()
        return fed

    async def deliver(self) -> None:
        """Empty the outbox through the real senders, as the delivery loop does."""
        told = 0 if self.held else 1
        while told and (channels := await self._waiting()):
            told = sum([await self._deliver(channel) for channel in channels])

    async def _deliver(self, channel: str) -> int:
        """Say what may be said now: the heads of the channel's queues. How many there were."""
        taken = await outbox.take(
            self.db, channel=channel, now=self.clock(), limit=50, lease=LEASE, worker="test"
        )
        outcomes = []
        for parcel in taken:
            self._overhear(parcel)
            outcomes.append((parcel.id, await self.senders[channel].send(parcel)))
        if outcomes:
            await outbox.settle_many(self.db, outcomes, self.clock())
        self.said += len(taken)
        return len(taken)

    async def _waiting(self) -> list[str]:
        """The channels on which something is due. One look at an index, where an idle `take` is a whole query each."""
        async with self.db.reading() as session:
            due = set(await session.scalars(DUE_CHANNELS, {"now": self.clock()}))
        return [channel for channel in self.senders if channel in due]

    def _overhear(self, parcel: outbox.Parcel) -> None:
        if parcel.method == "answerCallbackQuery":
            self.answered.append(parcel.payload["callback_query_id"])
            if parcel.payload.get("text"):
                self.toasts.append((parcel.chat_id, parcel.payload["text"]))

    async def turn(self, **by: float) -> None:
        """Turn the clock forward, a day at a time (quiet days a few at once), ringing what falls due."""
        left = timedelta(**by)
        while left > timedelta():
            step = min(left, await self._quiet())
            self.clock.turn(step)
            left -= step
            await self.ticker.tick(self.clock())
            await self.deliver()

    async def _quiet(self) -> timedelta:
        """How long nothing falls due, in whole days: at least one, and in a proof never more."""
        if PROOF:
            return DAY
        async with self.db.reading() as session:
            due = await session.scalar(NEXT_ALARM)
        days = (due - self.clock()) // DAY if due is not None else QUIET_DAYS
        return DAY * max(1, min(days, QUIET_DAYS))

    async def chat(self, channel: str, chat_id: int) -> list[Shown]:
        """What stands in a chat, oldest first, without what people said themselves."""
        if channel == "telegram":
            found = self.telegram.chats.get(chat_id, {})
            return [shown(number, payload) for number, payload in found.items()]
        async with self.db.reading() as session:
            rows = await rooms.history(session, chat_id, 0, 10_000)
        spoken = [
            row
            for row in rows
            if row.sender_id is None and not row.deleted and "toast" not in (row.payload or {})
        ]
        return [
            shown(row.message_id, row.payload or {})
            for row in sorted(spoken, key=lambda each: each.message_id)
        ]

    async def case(self, number: str) -> Case:
        """A case as it is stored."""
        async with self.db.reading() as session:
            found = await cases.get(session, number)
        assert found is not None, number
        return found

    async def demands(self, number: str) -> list[CaseDemand]:
        """The demands of a case, in their order."""
        async with self.db.reading() as session:
            found = await cases.get(session, number)
            assert found is not None, number
            return await cases.demands(session, found.id)

    async def only_case(self) -> Case:
        """The one case there is."""
        async with self.db.reading() as session:
            present = list(await session.scalars(select(Case)))
        assert len(present) == 1, [case.number for case in present]
        return present[0]


@dataclass
class Person:
    """Somebody on one channel. `chat` is where they speak: in private, or in a group they sit in."""

    bureau: Bureau
    channel: str
    user_id: int
    chat_id: int
    title: str = ""
    _seen: dict[int, str] = field(default_factory=dict)
    _looked: int = -1
    """At how many messages of the office this person looked last."""

    def inside(self, group: str) -> "Person":
        """The same person speaking in a unit's group."""
        return Person(self.bureau, self.channel, self.user_id, self.bureau.groups[group], group)

    @property
    def sender(self) -> dict[str, Any]:
        """How a channel describes them."""
        return {"id": self.user_id, "is_bot": False, "first_name": "某人"}

    def message(self, **more: Any) -> dict[str, Any]:
        """A message of theirs as a channel brings it."""
        kind = "private" if self.chat_id > 0 else "supergroup"
        chat = {
            "id": self.chat_id,
            "type": kind,
            **({"title": self.title or "群"} if self.chat_id < 0 else {}),
        }
        when = int(self.bureau.clock().timestamp())
        return {"message_id": self.bureau.number(), "date": when, "chat": chat, "from": self.sender, **more}

    async def says(self, *words: str, key: str = "") -> str:
        """Say something, one message after the other; what was answered to the last."""
        answer = ""
        for each in words:
            answer = await self._does({"message": self.message(text=each)}, key)
        return answer

    async def sends(self, key: str = "", **content: Any) -> str:
        """Send anything else: a photo, a document, a place, a sticker."""
        return await self._does({"message": self.message(**content)}, key)

    async def brings(self, update: dict[str, Any], key: str = "") -> str:
        """Any update at all."""
        return await self._does(update, key)

    async def presses(self, label: str, *, key: str = "") -> str:
        """Press the newest button whose label holds these words, if need be behind 〔更多〕; what was answered."""
        found = await self._button(label)
        if found is None and (more := await self._button(MORE)) is not None:
            await self.taps(*more)
            found = await self._button(label)
        assert found is not None, f"no button 「{label}」 in: {await self.sees()}"
        return await self.taps(*found, key=key)

    async def _button(self, label: str) -> tuple[str, int] | None:
        """The newest button whose label holds these words: its data and its message."""
        for each in reversed(await self.bureau.chat(self.channel, self.chat_id)):
            for own, data in each.buttons.items():
                if label in own:
                    return data, each.id
        return None

    async def taps(self, data: str, message_id: int = 1, *, key: str = "") -> str:
        """Press a button by its data, however old."""
        message = {
            **self.message(),
            "message_id": message_id,
            "from": {"id": 1, "is_bot": True, "first_name": "件件"},
        }
        number = self.bureau.number()
        press_id = f"{self.chat_id}:{self.user_id}:{number}"
        query = {"id": press_id, "chat_instance": "1", "message": message, "data": data, "from": self.sender}
        said = await self._does({"callback_query": query}, key)
        if not key and not self.bureau.held:  # with a key it may be the same press again
            assert self.bureau.answered.count(press_id) == 1, f"{data} was answered otherwise than once"
        return said

    async def _does(self, update: dict[str, Any], key: str) -> str:
        if self._looked != self.bureau.said:
            await self._look()
        before = len(self.bureau.toasts)
        await self.bureau.feeds(self.channel, update, key)
        new = await self._look()
        toasts = [words for _, words in self.bureau.toasts[before:]]
        return "\n".join([*toasts, *new])

    async def _look(self) -> list[str]:
        """What is new or changed in the chat since the last look."""
        now = {each.id: each.text for each in await self.bureau.chat(self.channel, self.chat_id)}
        new = [words for number, words in now.items() if self._seen.get(number) != words]
        self._seen, self._looked = now, self.bureau.said
        return new

    async def hears(self) -> str:
        """What was said in the chat since this person last looked."""
        return "\n".join(await self._look())

    async def sees(self) -> str:
        """Everything that stands in the chat."""
        return "\n".join(each.text for each in await self.bureau.chat(self.channel, self.chat_id))

    async def last(self) -> Shown:
        """The newest message in the chat."""
        return (await self.bureau.chat(self.channel, self.chat_id))[-1]

    async def buttons(self) -> list[str]:
        """The labels under the newest message that has any."""
        for each in reversed(await self.bureau.chat(self.channel, self.chat_id)):
            if each.buttons:
                return list(each.buttons)
        return []

    async def photo(self, content: bytes = b"\xff\xd8\xff\xe0 a photo", **more: Any) -> str:
        """Send a photo, byte for byte."""
        file_id = await self.keeps(content, "photo.jpg", "image/jpeg")
        size = {
            "file_id": file_id,
            "file_unique_id": file_id,
            "width": 800,
            "height": 600,
            "file_size": len(content),
        }
        return await self.sends(photo=[{**size, "width": 80, "height": 60}, size], **more)

    async def document(self, content: bytes, name: str = "材料.txt", **more: Any) -> str:
        """Send a file, byte for byte."""
        file_id = await self.keeps(content, name, "text/plain")
        size = more.pop("size", len(content))
        given = {"file_id": file_id, "file_unique_id": file_id, "file_name": name, "file_size": size}
        return await self.sends(document=given, **more)

    async def keeps(self, content: bytes, name: str, mime: str) -> str:
        """Upload a file where the channel keeps it."""
        if self.channel == "telegram":
            return self.bureau.telegram.keeps(content)

        async def once() -> AsyncIterator[bytes]:
            yield content

        saved = await self.bureau.context.files.save(once(), name=name, mime=mime, limit=10**9)
        async with self.bureau.db.writing() as session:
            now = self.bureau.clock()
            return str(
                await self.bureau.context.files.record(session, saved, channel="web", remote_id="", now=now)
            )


@dataclass
class People:
    """Everybody, on one channel: makes citizens and officers by name."""

    bureau: Bureau
    channel: str

    async def citizen(self) -> Person:
        """Somebody who has never spoken with the office."""
        if self.channel == "telegram":
            number = self.bureau.number()
            return Person(self.bureau, self.channel, number, number)
        async with self.bureau.db.writing() as session:
            visitor = await rooms.create_visitor(
                session, str(self.bureau.number()).encode(), self.bureau.clock()
            )
        assert visitor.id is not None
        return Person(self.bureau, self.channel, visitor.id, visitor.id)

    async def officer(self, unit: str, role: Role) -> Person:
        """Somebody with a role in a unit, who has written to the bot before."""
        person = await self.citizen()
        async with self.bureau.db.writing() as session:
            known = await people.person(
                session, self.channel, person.user_id, person.chat_id, self.bureau.clock()
            )
            assert known.id is not None
            unit_id = self.bureau.units[unit]
            label = text(f"demo-short-{unit}") + text(f"role-{role}")
            await office.appoint(session, known.id, unit_id, role, label=label, now=self.bureau.clock())
            if self.channel == "web" and unit in self.bureau.groups and role is not Role.SEALED:
                await rooms.join(session, self.bureau.groups[unit], person.user_id, self.bureau.clock())
        return person


@pytest.fixture(scope="session", autouse=True)
def certificates() -> Iterator[None]:
    """The certificates that a client trusts are read once: every bot has a client, and none calls anybody here."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(ssl, "create_default_context", cache(ssl.create_default_context))
        yield


@pytest.fixture(scope="session")
def reader() -> Reader:
    """The reader, loaded once: its dictionary takes a second."""
    return Reader.load()


@pytest_asyncio.fixture(loop_scope="session")
async def people_of(request: pytest.FixtureRequest, bureau: Bureau) -> People:
    """People on one channel (`tests.crossings` says which); their groups are on the same channel."""
    await open_groups(bureau, request.param)
    return People(bureau, request.param)


@pytest_asyncio.fixture(loop_scope="session")
async def bureau(
    request: pytest.FixtureRequest, db: Database, tmp_path: Path, reader: Reader
) -> AsyncIterator[Bureau]:
    """An office with sample units and routes; its sender speaks over HTTP where a test is marked `over_http`."""
    over_http = request.node.get_closest_marker("over_http") is not None
    async with make_bureau(db, tmp_path, reader, over_http=over_http) as made:
        yield made


class make_bureau:  # noqa: N801 - reads as a function in a `with`
    """An office over an open database; taken apart at the end."""

    def __init__(self, db: Database, folder: Path, reader: Reader, *, over_http: bool = False) -> None:
        self.db, self.folder, self.reader, self.over_http = db, folder, reader, over_http

    async def __aenter__(self) -> Bureau:
        clock = TurnableClock(base=lambda: MORNING)
        files = Files(self.folder / "files")
        sample = Office(
            "测试县信访局", "0597-1234567", "测试县人民路 1 号", "工作日 8:00-12:00", "350881",
            cross_border_notice=False,  # asked of everybody on Telegram first: a journey of its own asks it
        )  # fmt: skip
        context = OfficeContext(
            sample, self.reader, WorkCalendar(), ClockRules.load(), files, 20 * 1024 * 1024
        )
        self.telegram = FakeTelegram(strict=False)
        await self.telegram.__aenter__()
        processor = UpdateProcessor(self.db, context, clock)

        async def open_file(file_id: int) -> tuple[Callable[[], BinaryIO], str, str]:
            async with self.db.reading() as session:
                found = await files.open(session, file_id)
            if found is None:
                raise LookupError(file_id)
            return found.open, found.name, found.mime

        server = TelegramAPIServer.from_base(self.telegram.base)
        self.bots = {
            "telegram": Bot(TOKEN, session=TurnSession("telegram", AiohttpSession(api=server))),
            "web": Bot(WEB_BOT_TOKEN, session=TurnSession("web", WebInnerSession(self.db, files))),
        }
        speaking = TelegramSender(
            TOKEN,
            clock=clock,
            open_file=open_file,
            api_base=self.telegram.base,
            pace=Pace(HURRIED),
            request=None if self.over_http else DirectRequest(self.telegram),
        )
        self.senders: dict[str, Sender] = {
            "telegram": speaking,
            "web": WebSender(self.db, Hub(), files, clock),
        }
        ticker = Ticker(self.db, context, clock, draft_days=8)
        bureau = Bureau(self.db, context, clock, processor, ticker, self.bots, self.senders, self.telegram)
        await open_units(bureau)
        return bureau

    async def __aexit__(self, *_: object) -> None:
        for sender in self.senders.values():
            await sender.close()
        for bot in self.bots.values():
            await bot.session.close()
        await self.telegram.__aexit__()
        shutil.rmtree(self.folder / "files", ignore_errors=True)


async def open_units(bureau: Bureau) -> None:
    """The sample units and what each answers for, as in the demo office; in few statements, since each test does it."""
    rows = [
        {"code": each.code, "kind": each.kind.value, "town": "", "phone": "", "address": "", "hours": ""}
        | {
            "name": text(f"demo-unit-{each.code}"),
            "short_name": text(f"demo-short-{each.code}"),
            "active": True,
        }
        for each in UNITS
    ]
    units = table(Unit)
    async with bureau.db.writing() as session:
        opened = await session.execute(insert(units).returning(units.c.code, units.c.id), rows)
        bureau.units.update({row.code: row.id for row in opened})
        routes = [(topic, bureau.units[each.code]) for each in UNITS for topic in each.topics]
        await session.execute(
            insert(table(Route)),
            [{"topic": topic, "town": "", "unit_id": unit_id} for topic, unit_id in routes],
        )


async def open_groups(bureau: Bureau, channel: str) -> None:
    """A group for every unit that has one, on this channel; as few statements as the units."""
    now = bureau.clock()
    for number, code in enumerate(GROUPS, 1):
        bureau.groups[code] = -number if channel == "web" else -1_000_000_000_000 - bureau.number()
    bound = [
        {
            "channel": channel,
            "chat_id": chat_id,
            "unit_id": bureau.units[code],
            "title": code,
            "bound_at": now,
        }
        for code, chat_id in bureau.groups.items()
    ]
    opened = [
        {"id": bureau.groups[code], "kind": rooms.GROUP, "title": code, "created_at": untraceable.day(now)}
        for code in GROUPS
    ]
    async with bureau.db.writing() as session:
        if channel == "web":
            await session.execute(insert(table(Room)), opened)
        await session.execute(insert(table(Group)), bound)


__all__ = ["OFFICERS", "Bureau", "People", "Person", "Role", "Shown"]
