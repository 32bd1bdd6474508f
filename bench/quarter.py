"""A quarter of petitions through their whole lives with time turned by hand, and its figures counted twice.

Matters are filed, moved, answered late and early, objected to, extended, rated or not, reviewed, withdrawn, repeated
and sealed through the same code as in service; alarms ring every morning. A journal of what was done is counted by
`tests.reports.journal`, which knows nothing of the indicators, and every number of the bulletins is compared.

    python -m bench.quarter [petitions]        (default 300; two thirds of a year pass)
    python -m bench.quarter 20000 --in-memory      (one large office in memory: about two hours)
    python -m bench.quarter_offices            (offices side by side)

Left out: reading what the citizen typed (bench/nlp_*.py) and the slow hash of the query code.
"""

import argparse
import asyncio
import heapq
import json
import re
import secrets
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from bench import in_memory
from casework import lifecycle
from casework.bulletin import Bulletin, Figure
from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import CITIZEN, OFFICE_ZONE, Actor, Change, Petition, Purpose, Rating, Role
from casework.spans import Span, SpanKind, span
from nlp.reader import Reader
from services import alarms, moves, notify, supervising
from services.context import Desk, Office, OfficeContext
from services.papers import bulletin_data, ledger_sheet, markdown
from storage import cases, office, people, reception, vault
from storage.cases import Identity, NewCase, PreparedCode
from storage.database import Database
from storage.figures import Wanted
from storage.files import Files
from storage.rows import table
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import LinkKind, RatedUnit
from storage.tables.office_rows import UnitKind
from storage.tables.person_rows import Person
from storage.turn import Turn, begin
from storage.vault import Vault
from tests.reports import telling
from tests.reports.journal import Count, Fact
from tests.reports.lives import CHANNELS, PURPOSES, Act, Bench, Life, draw
from tests.reports.telling import Made, Stood

FIRST, DAYS_OF_FILING, LAST = date(2025, 4, 1), 91, date(2025, 10, 15)
"""Filed in the second quarter of 2025; watched until everything of the third is known."""
UNITS = 6
ROLES = (Role.CLERK, Role.SUPERVISOR, Role.REVIEWER, Role.SEALED, Role.HANDLER, Role.HEAD)
LOOKS = {
    date(2025, 5, 16): ("2025Q2", "2025-04", "2025-05"),
    date(2025, 7, 1): ("2025Q2", "2025-06"),
    date(2025, 8, 20): ("2025Q3", "2025-07"),
    LAST: ("2025Q2", "2025Q3", *(f"2025-{month:02}" for month in range(4, 11))),
}
"""Which bulletins are compared on which day: running periods, just ended ones, and long past ones."""
OFFICE_NAME = "演示县信访局"
Waiting = list[tuple[datetime, int, Act, Iterator[Act]]]
"""A heap: when the next act of a petition is, whose it is, and the acts that follow it."""


@dataclass
class Quarter:
    """The simulation: one database, one journal."""

    db: Database
    context: OfficeContext
    petitions: int
    seed: int = 1
    every: int = 1
    """Days between two mornings on which alarms ring."""
    groups: bool = True
    facts: list[Fact] = field(default_factory=list)
    turns: int = 0
    rung: int = 0
    compared: int = 0
    different: list[str] = field(default_factory=list)
    changes: int = 0
    untold: list[str] = field(default_factory=list)
    """Whom the table names for a change, and no message was queued for."""
    owners: list[int] = field(default_factory=list)
    bench: Bench = field(default_factory=lambda: Bench([], {}, 0))

    async def run(self, progress: Callable[[date, int], None] = lambda day, turns: None) -> None:
        """Everything from the first filing to the last comparison."""
        await self.open()
        waiting: Waiting = []
        for life in self.lives():
            self._queue(waiting, life.fact.number, life.acts())
        day = FIRST
        while day <= LAST:
            await self._until(waiting, self._at(day, 9))
            if (day - FIRST).days % self.every == 0:
                await self.morning(self._at(day, 9))
            if day in LOOKS:
                await self._until(waiting, self._at(day, 12))
                await self.compare(self._at(day, 12), LOOKS[day])
            progress(day, self.turns)
            day += timedelta(days=1)

    @staticmethod
    def _at(day: date, hour: int) -> datetime:
        return datetime(day.year, day.month, day.day, hour, tzinfo=OFFICE_ZONE)

    async def open(self) -> None:
        """The bureau, its units with groups, and an officer for each role."""
        now = self._at(FIRST, 0)
        async with self.db.writing() as session:
            bureau = await office.add_unit(session, "bureau", "信访局", UnitKind.BUREAU)
            units = [
                await office.add_unit(session, f"u{n}", f"单位{n}", UnitKind.DEPARTMENT) for n in range(UNITS)
            ]
            self.bench = Bench(units, {}, bureau)
            for unit in (bureau, *units):
                if self.groups:
                    await office.bind_group(session, "telegram", telling.group_of(unit), unit, "群", now)
                for role in ROLES:
                    chat = telling.chat_of(role, unit)
                    known = await people.person(session, "telegram", chat, chat, now)
                    assert known.id is not None
                    staff = await office.appoint(session, known.id, unit, role, label=str(role), now=now)
                    self.bench.staff[role, unit] = Actor(role, staff, unit, str(role))

    def lives(self) -> Iterator[Life]:
        """The petitions of the quarter in the order of their filing, each with a chance of its own."""
        chance = Random(self.seed)
        minutes = sorted(chance.randrange(DAYS_OF_FILING * 24 * 60) for _ in range(self.petitions))
        for number, minute in enumerate(minutes):
            filed = self._at(FIRST, 0) + timedelta(minutes=minute)
            purpose = draw(chance, PURPOSES)
            fact = Fact(number, filed.date(), draw(chance, CHANNELS), purpose, purpose == "JU")
            earlier = [each for each in self.facts[-200:] if not each.sealed and each.returns_to is None]
            if earlier and not fact.sealed and chance.random() < 0.09:
                fact.returns_to = chance.choice(earlier)
            self.facts.append(fact)
            yield Life(fact, self.bench, Random(f"{self.seed}:{number}"), filed)

    def _queue(self, waiting: Waiting, n: int, acts: Iterator[Act]) -> None:
        act = next(acts, None)
        if act is not None:
            heapq.heappush(waiting, (act.at, n, act, acts))

    async def _until(self, waiting: Waiting, moment: datetime) -> None:
        """Do everything before a moment, in the order of time."""
        while waiting and waiting[0][0] < moment:
            _, number, act, acts = heapq.heappop(waiting)
            await self.perform(self.facts[number], act)
            self._queue(waiting, number, acts)

    async def perform(self, fact: Fact, act: Act) -> None:
        """One act is one turn."""
        self.turns += 1
        async with begin(self.db, f"act:{self.turns}", act.at) as turn:
            if act.event == "file":
                await self._file(turn, fact)
            elif act.event == "repeat":
                assert fact.returns_to is not None
                session = await turn.write()
                await cases.link(
                    session, fact.case_id, fact.returns_to.case_id, LinkKind.REPEAT, now=act.at,
                    staff_id=act.by.staff_id,
                )  # fmt: skip
            elif act.event in BESIDE:
                await BESIDE[act.event](await turn.write(), fact.case_id, act)
            else:
                await self._move(turn, fact, act)

    async def _move(self, turn: Turn, fact: Fact, act: Act) -> None:
        case = await cases.by_id(await turn.read(), fact.case_id)
        assert case is not None
        before = stood(case)
        case = await moves.make(turn, self.context, case, act.event, by=act.by, **act.facts)
        if act.event in supervising.EVENTS:
            desk = Desk(
                turn, self.context, "telegram", 5, 5, Person(channel="telegram", user_id=5, chat_id=5)
            )
            await supervising.settle(desk, case, act.event, act.by, act.facts)
        said = {each.chat_id for each in turn.said if not each.card}
        self.changes += 1
        self.untold += telling.untold(Made(act, fact, before, stood(case)), self.bench, said)
        if act.event == "rate":
            target, rating = RatedUnit(act.facts["object"]), Rating(act.facts["rating"])
            await cases.rate(await turn.write(), case.id, target, rating, now=act.at)

    async def _file(self, turn: Turn, fact: Fact) -> None:
        """Register it as the conversation does."""
        changes: list[Change] = []

        def registered(petition: Petition) -> Change:
            changes.append(
                lifecycle.submit(
                    petition,
                    by=CITIZEN,
                    at=turn.now,
                    calendar=self.context.calendar,
                    rules=self.context.clocks,
                )
            )
            return changes[-1]

        session = await turn.write()
        chat = telling.OWNERS + fact.number
        owner = await people.person(session, "telegram", chat, chat, turn.now)
        key = f"petition-{fact.number}"
        wish = "请督促支付。"
        new = NewCase(
            draft_key=key, region="350881", channel=fact.channel, purpose=Purpose(fact.purpose),
            town=f"{fact.number % 7}号镇", topic_machine="LD01", topic_citizen="LD01", story=[wish],
            request=wish, demands=[wish], owner_id=owner.id, sealed=fact.sealed, identity=Identity(name="赵钱孙"),
            secret=PreparedCode(key, secrets.token_bytes(32)),
        )  # fmt: skip
        filed = await cases.file(session, new, registered, turn.now)
        fact.case_id = filed.case.id
        await notify.announce(turn, self.context, filed.case, changes[0], quietly=True)

    async def morning(self, now: datetime) -> None:
        """Ring what is due, and tell those who heard nothing for a week."""
        while True:
            async with self.db.reading() as session:
                due = await cases.due_alarms(session, now, 500)
            for alarm in due:
                async with begin(self.db, f"alarm:{alarm.id}", now) as turn:
                    await alarms.ring(turn, self.context, alarm)
            self.turns += len(due)
            self.rung += len(due)
            if not due:
                break
        async for case_id in alarms.silent_cases(self.db, now):
            async with begin(self.db, f"silent:{now.date()}:{case_id}", now) as turn:
                await alarms.still_open(turn, self.context, case_id)
            self.turns += 1

    # ---------------------------------------------------------------- the two countings

    async def bulletin(self, period: Span, now: datetime) -> Bulletin:
        """The bulletin as the office makes it."""
        async with self.db.reading() as session:
            return await bulletin_data.bulletin(session, period, now, office_name=OFFICE_NAME, families={})

    async def compare(self, now: datetime, periods: tuple[str, ...]) -> None:
        """Every number of these bulletins against the journal's."""
        filed = [fact for fact in self.facts if fact.case_id]
        for code in periods:
            period = period_of(code)
            made = await self.bulletin(period, now)
            counted = Count(filed, period.start, period.end, now.date())
            figures = {figure.query: figure for figure in made.figures}
            for query, wanted in counted.numbers().items():
                self._same(f"{now.date()} {code} {query}", wanted, figures[query])
            self._classes(f"{now.date()} {code}", counted, made)
            self._units(f"{now.date()} {code}", counted, figures)

    def _same(self, name: str, wanted: object, figure: Figure) -> None:
        self._equal(name, wanted, value_of(figure))

    def _equal(self, name: str, wanted: object, found: object) -> None:
        self.compared += 1
        if wanted != found:
            self.different.append(f"{name}: journal {wanted}, bulletin {found}")

    def _classes(self, name: str, counted: Count, made: Bulletin) -> None:
        """In time, late, never, not due: each of the four by itself."""
        wanted = (counted.intake("bureau"), counted.intake("intake"), counted.answers())
        listing = next(each for part in made.sections for each in part.listings if each.query == "classes")
        for numbers, row in zip(wanted, listing.rows, strict=True):
            self._equal(f"{name} {row[0]}", tuple(map(str, numbers)), row[1:])

    def _units(self, name: str, counted: Count, figures: dict[str, Figure]) -> None:
        """The four rates of each unit, where they are not veiled."""
        for unit in self.bench.units:
            intake, answers = counted.intake("intake", unit), counted.answers(unit)
            content, _, part = counted.judgement("unit", unit)
            wanted = {
                "intake": (intake[0], sum(intake[:3])), "answer": (answers[0], sum(answers[:3])),
                "satisfaction": content, "participation": part,
            }  # fmt: skip
            for rate, pair in wanted.items():
                figure = figures.get(f"by_unit_{rate}:{unit}")
                if figure is not None and figure.rate is not None:
                    self._same(f"{name} {figure.query}", pair, figure)


def stood(case: CaseRow) -> Stood:
    """How a case stands now; the row itself changes with the next move."""
    return Stood(case.unit_id, case.handler_id, case.sealed)


async def sponsor(session: AsyncSession, case_id: int, act: Act) -> None:
    """包案, as the supervisors' menu keeps it."""
    await reception.sponsor(session, case_id, "分管副县长", now=act.at, plan="一个月内解决")


async def sponsor_over(session: AsyncSession, case_id: int, act: Act) -> None:
    """The sponsor's duty ends."""
    await reception.end_sponsor(session, case_id, act.at, solved=act.facts["solved"])


async def book(session: AsyncSession, case_id: int, act: Act) -> None:
    """A leader's day two days ahead, booked for this case."""
    bureau = await office.bureau(session)
    starts = act.at + timedelta(days=2)
    slot = await reception.add_slot(session, bureau.id, "县长", starts, starts + timedelta(hours=1))
    await reception.book(session, slot, case_id, now=act.at)


async def receive(session: AsyncSession, case_id: int, act: Act) -> None:
    """What the leader decided on that day."""
    rows = table("reception_bookings")
    booking = await session.scalar(
        select(rows.c.id).where(rows.c.case_id == case_id).order_by(rows.c.id.desc())
    )
    await reception.set_result(session, int(booking or 0), "现场协调。", act.at)


BESIDE: dict[str, Callable[[AsyncSession, int, Act], Awaitable[None]]] = {
    "sponsor": sponsor, "sponsor_over": sponsor_over, "book": book, "receive": receive,
}  # fmt: skip
"""What is done beside the table of moves."""


def period_of(code: str) -> Span:
    """2025Q2 or 2025-04."""
    if "Q" in code:
        return span(SpanKind.QUARTER, date(int(code[:4]), int(code[-1]) * 3, 1))
    return span(SpanKind.MONTH, date(int(code[:4]), int(code[-2:]), 1))


def value_of(figure: Figure) -> object:
    """A figure as the journal counts: a number, numerator and denominator, or days; None for no days."""
    if figure.query.startswith("days_"):
        numbers = [float(each) for each in re.findall(r"\d+(?:\.\d+)?", figure.words)]
        return (numbers[0], int(numbers[1]), int(numbers[2])) if numbers else None
    if figure.rate is not None:
        return int(figure.rate.numerator), figure.rate.denominator
    return figure.n if figure.denominator is None else (int(figure.numerator), figure.denominator)


def make_kit(reader: Reader, folder: Path) -> OfficeContext:
    """What every turn shares."""
    demo = Office(OFFICE_NAME, "0597-1", "演示县", "工作日", "350881")
    return OfficeContext(demo, reader, WorkCalendar(), ClockRules.load(), Files(folder), 10**6)


@dataclass(frozen=True)
class Measured:
    """What one simulation was and cost; times in seconds, sizes in bytes."""

    petitions: int
    turns: int
    rung: int
    compared: int
    different: list[str]
    changes: int
    untold: list[str]
    seconds: float
    cpu: float
    ledger_rows: int
    ledger_seconds: float
    bulletin_seconds: float
    size: int

    def lines(self) -> list[str]:
        """As it is published."""
        equal = self.compared - len(self.different)
        return [
            f"{self.petitions} petitions, {(LAST - FIRST).days + 1} days: {self.turns} turns in {self.seconds:.1f} s"
            f" ({self.turns / self.seconds:.0f}/s; {self.cpu:.1f} s of CPU, {self.cpu / self.seconds:.0%} of the time),"
            f" {self.rung} alarms rung",
            f"indicators: {self.compared} compared, {equal} equal",
            *self.different[:40],
            f"changes by people: {self.changes}, with somebody untold whom the table names: {len(self.untold)}",
            *self.untold[:40],
            f"ledger: {self.ledger_rows} rows in {self.ledger_seconds:.2f} s",
            f"bulletin: {self.bulletin_seconds:.2f} s, made again: the same bytes",
            f"database: {self.size / 1e6:.1f} MB ({self.size / self.petitions / 1e3:.1f} kB a petition)",
        ]


async def write_ledger(quarter: Quarter, path: Path) -> tuple[int, float]:
    """The quarter's ledger as a workbook: rows and seconds. Every petition is in it or counted as sealed."""
    period = period_of("2025Q2")
    names = ledger_sheet.Directory({unit: f"单位{unit}" for unit in quarter.bench.units}, str)
    began = time.perf_counter()
    async with quarter.db.reading() as session:
        done = await ledger_sheet.write(session, path, Wanted(period.since, period.until), names, viewer=None)
    assert done.rows + done.sealed == quarter.petitions
    return done.rows, time.perf_counter() - began


async def write_bulletin(quarter: Quarter) -> float:
    """The quarter's bulletin, twice; seconds for one. Made again it has the same bytes."""
    period, now = period_of("2025Q2"), Quarter._at(LAST, 12)
    began = time.perf_counter()
    words = markdown.write(await quarter.bulletin(period, now))
    took = time.perf_counter() - began
    assert words == markdown.write(await quarter.bulletin(period, now)), "made again: the same bytes"
    return took


async def measure(petitions: int, seed: int, *, memory: str | None = None, groups: bool = True) -> Measured:
    """Run it on a SQLite file (in the folder `memory`, where given)."""
    vault.install(Vault([("bench", bytes(range(32)))], b"index key of the benchmark, 32 b"))
    with tempfile.TemporaryDirectory(prefix="jianjian-bench-", dir=memory) as name:
        folder = Path(name)
        db = Database.open(f"sqlite+aiosqlite:///{folder / 'quarter.db'}")
        await db.migrate(lambda _: None)
        quarter = Quarter(db, make_kit(Reader.load(), folder / "files"), petitions, seed, groups=groups)
        began, worked = time.perf_counter(), time.process_time()

        def progress(day: date, turns: int) -> None:
            if day.day == 1:
                print(f"  {day}: {turns} turns, {time.perf_counter() - began:.0f} s", file=sys.stderr)

        await quarter.run(progress)
        took, cpu = time.perf_counter() - began, time.process_time() - worked
        rows, ledger_took = await write_ledger(quarter, folder / "ledger.xlsx")
        bulletin_took = await write_bulletin(quarter)
        await db.close()
        size = sum(path.stat().st_size for path in folder.glob("quarter.db*"))
    return Measured(
        petitions, quarter.turns, quarter.rung, quarter.compared, quarter.different,
        quarter.changes, quarter.untold, took, cpu, rows, ledger_took,
        bulletin_took, size,
    )  # fmt: skip


def main() -> int:
    """Size and seed from the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("petitions", nargs="?", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--in-memory", action="store_true", help="no disk, no thread, no cards in groups")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    memory = in_memory.install() if given.in_memory else None
    made = asyncio.run(measure(given.petitions, given.seed, memory=memory, groups=not given.in_memory))
    print(json.dumps(asdict(made), ensure_ascii=False) if given.json else "\n".join(made.lines()))
    return 1 if made.different or made.untold else 0


if __name__ == "__main__":
    sys.exit(main())
