"""What a turn costs: a whole petition over Telegram beside an aiogram echo in the same process, many at once, an
officer's press, and what the process takes to start and to stand by.

Costs are CPU (of all threads of the process) and medians, printed with their ratio to the echo of the same run,
because machines differ and other work slows a clock but hardly a ratio. The database is a file on the disk of the
working directory, synchronous=FULL, as in service; nothing is sent (for delivery see `bench/delivery_pace.py`).

    python -m bench.turns [petitions]          (default 15, each after the other; then 50 at once)
"""

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import Chat, Message, Update

from bench import start
from bench.machine import Machine
from bot.app import settle_memory
from bot.clock import system_clock
from bot.demo import UNITS
from bot.turn_session import TurnSession
from bot.update_processor import UpdateProcessor
from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import Role
from casework.wording import text
from nlp.reader import Reader
from services.context import Office, OfficeContext
from storage import database, office, people, sqlite_driver, vault
from storage.database import Database
from storage.files import Files
from storage.outbox import Outgoing
from storage.turn import Turn
from storage.vault import Vault
from tests.journeys.stories import WAGES, reply_to

TOKEN = "42:bench"
AT_ONCE = 50
ECHOES = 300
GROUP = -1_001
OFFICER = 777


class Silent(BaseSession):
    """Answers `sendMessage` as Telegram would, without a network."""

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        chat = Chat(id=1, type="private")
        return cast(TelegramType, Message(message_id=1, date=system_clock(), chat=chat).as_(bot))

    async def close(self) -> None:
        """Nothing is open."""

    async def stream_content(self, *_: Any, **__: Any) -> Any:
        """Nobody downloads here."""
        raise NotImplementedError
        yield b""


@dataclass
class Cost:
    """Of one update: seconds of CPU, and statements sent to the database."""

    cpu: float
    statements: int


@dataclass
class Bench:
    """An office with units and one officer, people who speak with it, and what was said to each chat."""

    db: Database
    processor: UpdateProcessor
    bot: Bot
    said: dict[int, list[Outgoing]] = field(default_factory=dict)
    statements: int = 0
    numbers: int = 0

    def number(self) -> int:
        """A number nobody else has."""
        self.numbers += 1
        return self.numbers

    def watch(self) -> None:
        """Hear what turns say, and count what they ask the database."""
        say = Turn.say

        def heard(turn: Turn, item: Outgoing) -> None:
            self.said.setdefault(item.chat_id, []).append(item)
            say(turn, item)

        setattr(Turn, "say", heard)  # noqa: B010  its types name the method itself
        ask = sqlite_driver.Connection.ask

        def counted(connection: sqlite_driver.Connection, statement: str, work: Any) -> Any:
            self.statements += 1
            return ask(connection, statement, work)

        setattr(sqlite_driver.Connection, "ask", counted)  # noqa: B010  its types name the method itself

    def message(self, user: int, chat: int, **more: Any) -> dict[str, Any]:
        """A message as Telegram brings it."""
        kind = {"id": chat, "type": "private" if chat > 0 else "supergroup", "title": "群"}
        sender = {"id": user, "is_bot": False, "first_name": "某人"}
        return {"message_id": self.number(), "date": int(time.time()), "chat": kind, "from": sender, **more}

    async def feed(self, event: dict[str, Any]) -> Cost:
        """Bring one update to the processor."""
        number = self.number()
        asked, began = self.statements, time.process_time()
        await self.processor.feed(self.bot, {"update_id": number, **event}, f"telegram:{number}")
        return Cost(time.process_time() - began, self.statements - asked)

    async def says(self, user: int, words: str) -> Cost:
        """A person writes."""
        self.said[user] = []
        return await self.feed({"message": self.message(user, user, text=words)})

    async def presses(self, user: int, chat: int, data: str) -> Cost:
        """A person presses a button."""
        sender = {"id": user, "is_bot": False, "first_name": "某人"}
        message = self.message(1, chat, text="?")
        query = {"id": str(self.number()), "chat_instance": "1", "data": data, "from": sender}
        return await self.feed({"callback_query": {**query, "message": message}})

    def button(self, chat: int, label: str) -> str:
        """The data of the newest button with these words in its label; empty when there is none."""
        for item in reversed(self.said.get(chat, [])):
            rows = (item.payload.get("reply_markup") or {}).get("inline_keyboard", [])
            for button in (each for row in rows for each in row):
                if label in button["text"]:
                    return str(button["callback_data"])
        return ""

    def heard(self, chat: int) -> str:
        """The words said to a chat since it last spoke."""
        return "\n".join(str(item.payload.get("text", "")) for item in self.said.get(chat, []))


async def petition(bench: Bench, user: int) -> list[Cost]:
    """A whole petition, from the greeting to the receipt: what each update cost."""
    costs = [await bench.says(user, "/start"), await bench.says(user, WAGES)]
    while "请核对" not in (asked := bench.heard(user)):
        answer = reply_to(asked, {})
        data = "" if answer.isdigit() else bench.button(user, answer)
        bench.said[user] = []
        costs.append(await (bench.presses(user, user, data) if data else bench.says(user, answer)))
    costs.append(await bench.presses(user, user, bench.button(user, "提交")))
    if text("menu-file") not in str(bench.said[user]) and "查询码" not in bench.heard(user):
        raise RuntimeError(f"not filed: {bench.heard(user)}")
    return costs


async def press(bench: Bench, user: int) -> Cost:
    """An officer signs for a matter that has just come (签收), in the unit's group."""
    bench.said[GROUP] = []
    await petition(bench, user)
    return await bench.presses(OFFICER, GROUP, bench.button(GROUP, text("move-sign")))


async def echo() -> float:
    """Seconds of CPU that aiogram takes to read a message, find its one handler and answer in kind: the median."""
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def answer(message: Message) -> None:
        await message.answer(message.text or "")

    bot = Bot(TOKEN, session=Silent())
    chat = {"id": 7, "type": "private"}
    sender = {"id": 7, "is_bot": False, "first_name": "某人"}
    took = []
    for number in range(ECHOES):
        said = {"message_id": number, "date": 0, "chat": chat, "from": sender, "text": WAGES}
        began = time.process_time()
        update = Update.model_validate({"update_id": number, "message": said}, context={"bot": bot})
        await dispatcher.feed_update(bot, update)
        took.append(time.process_time() - began)
    return statistics.median(took)


def raw_commits(folder: Path) -> float:
    """Commits a second of plain sqlite3 on the same disk with the same settings: one row each, one thread."""
    made = sqlite3.connect(folder / "raw.db", isolation_level=None)
    for pragma in database.SQLITE_PRAGMAS:
        made.execute(pragma)
    made.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, words TEXT)")
    began, count = time.perf_counter(), 0
    while time.perf_counter() - began < 1.0:
        made.execute("BEGIN IMMEDIATE")
        made.execute("INSERT INTO rows (words) VALUES (?)", (WAGES,))
        made.execute("COMMIT")
        count += 1
    made.close()
    return count / (time.perf_counter() - began)


@asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Bench]:
    """An office in a folder, as in service: its units, routes, a group and an officer of the labour office."""
    vault.install(Vault([("bench", bytes(range(32)))], b"index key of the bench, 32 bytes"))
    db = Database.open(f"sqlite+aiosqlite:///{folder / 'office.db'}")
    await db.migrate()
    sample = Office(
        "演示县信访局", "0597-1234567", "演示县人民路 1 号", "工作日 8:00-12:00", "350881",
        cross_border_notice=False,  # asked once of a person; what is measured is the form
    )  # fmt: skip
    files = Files(folder / "files")
    reader = await asyncio.to_thread(Reader.load)
    context = OfficeContext(sample, reader, WorkCalendar(), ClockRules.load(), files, 20 * 1024 * 1024)
    processor = UpdateProcessor(db, context, system_clock)
    bench = Bench(db, processor, Bot(TOKEN, session=TurnSession("telegram", Silent())))
    await furnish(db)
    settle_memory()
    bench.watch()
    yield bench
    await db.close()


async def furnish(db: Database) -> None:
    """The demo office's units and routes; a group and a handler for the labour office."""
    now = system_clock()
    async with db.writing() as session:
        units = {}
        for unit in UNITS:
            name, short = text(f"demo-unit-{unit.code}"), text(f"demo-short-{unit.code}")
            units[unit.code] = await office.add_unit(session, unit.code, name, unit.kind, short_name=short)
            for topic in unit.topics:
                await office.set_route(session, topic, "", units[unit.code])
        await office.bind_group(session, "telegram", GROUP, units["labour"], "群", now)
        person = await people.person(session, "telegram", OFFICER, OFFICER, now)
        assert person.id is not None
        await office.appoint(session, person.id, units["labour"], Role.HANDLER, label="经办人", now=now)


async def main() -> None:
    """Measure and print."""
    petitions = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    async with Machine() as machine:
        with tempfile.TemporaryDirectory(dir=".", prefix="bench-") as name:
            async with opened(Path(name)) as bench:
                await turns(bench, petitions)
                await at_once(bench, Path(name))
        await standing()
        for what, value in machine.told().items():
            print(f"{what:15} {value}")


async def turns(bench: Bench, petitions: int) -> None:
    """Petitions one after the other, with echoes before and after, and an officer's press after each."""
    await petition(bench, 1_000)
    echoes = [await echo()]
    filed = [await petition(bench, 1_001 + number) for number in range(petitions)]
    echoes.append(await echo())
    pressed = [await press(bench, 2_000 + number) for number in range(petitions)]
    echoes.append(await echo())
    base = statistics.median(echoes)
    updates = len(filed[0])
    whole = statistics.median(sum(cost.cpu for cost in costs) for costs in filed)
    asked = statistics.median(sum(cost.statements for cost in costs) for costs in filed)
    usual = statistics.median(cost.cpu for costs in filed for cost in costs)
    last = statistics.median(costs[-1].cpu for costs in filed)
    one = statistics.median(cost.cpu for cost in pressed)
    print(f"an echo                       {base * 1e3:8.2f} ms CPU   ratios are to this")
    print(
        f"a petition, {updates:2} updates       {whole * 1e3:8.2f} ms CPU   {asked / updates:.1f} statements an update"
    )
    print(
        f"  mean of its updates         {whole / updates * 1e3:8.2f} ms CPU   {whole / updates / base:6.1f} x"
    )
    print(f"  median of its updates       {usual * 1e3:8.2f} ms CPU   {usual / base:6.1f} x")
    print(f"  the last (slow hash)        {last * 1e3:8.2f} ms CPU   {last / base:6.1f} x")
    statements = statistics.median(cost.statements for cost in pressed)
    print(
        f"an officer's press (签收)     {one * 1e3:8.2f} ms CPU   {one / base:6.1f} x   {statements:.0f} statements"
    )


async def at_once(bench: Bench, folder: Path) -> None:
    """Fifty people file at the same time."""
    raw = raw_commits(folder)
    began, worked = time.perf_counter(), time.process_time()
    filed = await asyncio.gather(*(petition(bench, 9_000 + number) for number in range(AT_ONCE)))
    took, cpu = time.perf_counter() - began, time.process_time() - worked
    updates = sum(len(costs) for costs in filed)
    print(
        f"{AT_ONCE} petitions at once          {AT_ONCE / took:8.1f} a second, {updates / took:.0f} updates a second,"
        f" {AT_ONCE / cpu:.1f} petitions a second of CPU"
    )
    print(
        f"raw SQLite, one row a commit  {raw:8.0f} commits a second; the petitions {updates / took / raw:.1%} of it"
    )


async def standing() -> None:
    """The process's start and its memory at rest, beside one that only imports the libraries."""
    found = await start.ratios()
    print(
        f"start / importing libraries   {found.cpu:8.2f} (CPU)     {found.cpu_aiogram:.2f} of aiogram alone"
    )
    print(
        f"memory at rest / the same     {found.memory:8.2f}           {found.memory_aiogram:.2f} of aiogram alone"
    )


if __name__ == "__main__":
    asyncio.run(main())
