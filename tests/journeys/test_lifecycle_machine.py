"""The whole lifecycle on both engines, by chance: whatever officers, citizens and time do, the invariants hold.

A hypothesis machine files matters and tries every event of the table in every role, with plausible facts, turning
the clock. It checks what must hold after each step (docs/lifecycle.md, docs/architecture.md).
"""

import asyncio
import shutil
from collections import Counter
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.errors import Flaky
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from casework import guards, lifecycle
from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.petition import CITIZEN, OFFICE_ZONE, SYSTEM, Actor, Change, Petition, Purpose, Refusal, Role
from nlp.reader import Reader
from services import alarms, moves, notify
from services.context import Office, OfficeContext
from storage import cases, office, people
from storage.cases import Identity, NewCase
from storage.database import Database
from storage.files import Files
from storage.tables.case_rows import Case
from storage.tables.office_rows import UnitKind
from storage.tables.outbox_rows import OutboxRow
from storage.turn import Stale, begin
from tests.crossings import EFFORT, ENGINES, HOURS, PROOF, Figure

SECRET = "腊月里老板跑了没给钱"
ROLES = [role for role in Role if role is not Role.ADMIN]


class World:
    """An office with three units on one database, driven from outside a loop."""

    def __init__(self, url: str, folder: Path, reader: Reader) -> None:
        self.loop = asyncio.new_event_loop()
        self.db = Database.open(url)
        sample = Office("测试县信访局", "0597-1", "测试县", "工作日", "350881")
        files = Files(folder)
        self.context = OfficeContext(sample, reader, WorkCalendar(), ClockRules.load(), files, 10**6)
        self.now = datetime(2026, 11, 2, 9, 0, tzinfo=OFFICE_ZONE)
        self.covered: Counter[tuple[str, str]] = Counter()
        self.tried: Counter[tuple[str, str]] = Counter()
        self.refused: list[str] = []
        self.broken: AssertionError | None = None
        """The first thing that did not hold: run again on the same database, the machine meets another world."""
        self.filed = 0
        self.touched = 0
        self.units: list[int] = []
        self.owner = 0
        self.groups: set[int] = set()
        self.staff: dict[tuple[Role, int], Actor] = {}

    def run(self, work: Any) -> Any:
        try:
            return self.loop.run_until_complete(work)
        except AssertionError as broken:
            self.broken = self.broken or broken
            raise

    async def open(self) -> None:
        """Units, groups, officers and a citizen; found again when the machine runs anew on the same database."""
        async with self.db.writing() as session:
            known = await office.units(session)
            if known:
                self.units = [unit.id for unit in known if unit.kind == UnitKind.DEPARTMENT]
                bureau = await office.bureau(session)
            else:
                await office.add_unit(session, "bureau", "信访局", UnitKind.BUREAU)
                bureau = await office.bureau(session)
                self.units = [
                    await office.add_unit(session, f"u{n}", f"单位{n}", UnitKind.DEPARTMENT) for n in range(3)
                ]
            now = self.now
            owner = await people.person(session, "telegram", 1, 1, now)
            assert owner.id is not None
            self.owner = owner.id
            for n, unit in enumerate([bureau.id, *self.units]):
                await office.bind_group(session, "telegram", -100 - n, unit, "群", now)
                self.groups.add(-100 - n)
                for role in ROLES[1:-1]:
                    person = await people.person(
                        session, "telegram", 1000 + unit * 20 + ROLES.index(role), 5, now
                    )
                    assert person.id is not None
                    staff = await office.appoint(session, person.id, unit, role, label=f"{role}", now=now)
                    self.staff[role, unit] = Actor(role, staff, unit, str(role))

    async def file(self, purpose: Purpose, sealed: bool) -> None:
        """Register a matter as the conversation does."""
        changes: list[Change] = []
        self.filed += 1
        key = f"machine-{id(self)}-{self.filed}"

        def registered(petition: Petition) -> Change:
            change = lifecycle.submit(
                petition, by=CITIZEN, at=self.now, calendar=self.context.calendar, rules=self.context.clocks
            )
            changes.append(change)
            return change

        new = NewCase(
            draft_key=key, region="350881", channel="telegram", purpose=Purpose.REPORT if sealed else purpose,
            story=[SECRET], request=SECRET, owner_id=self.owner, sealed=sealed, demands=[SECRET],
            identity=Identity(name="赵钱孙", phone="13900001111"),
        )  # fmt: skip
        async with begin(self.db, key, self.now) as turn:
            done = await cases.file(await turn.write(), new, registered, self.now)
            await notify.announce(turn, self.context, done.case, changes[0], quietly=True)

    async def try_move(self, place: int, which: int, unit: int, facts: dict[str, Any]) -> None:
        """Try one of the moves that some role may make in the case's state, mostly by its own unit."""
        async with self.db.reading() as session:
            rows = list(await session.scalars(select(Case).order_by(Case.id)))  # type: ignore[arg-type]
        if not rows:
            return
        case = rows[-1 - place % min(len(rows), 4)]
        here = [(row.event, role) for row in lifecycle.MOVES if case.state in row.from_ for role in row.who]
        if not here:
            return
        event, role = here[which % len(here)]
        own = case.unit_id if case.unit_id in self.units and which % 7 else self.units[unit]
        await self.attempt(case, event, role, own or self.units[unit], facts)

    async def attempt(self, case: Case, event: str, role: Role, unit: int, facts: dict[str, Any]) -> None:
        """Try a move; a refusal is an answer, not a fault."""
        actor = {Role.CITIZEN: CITIZEN, Role.SYSTEM: SYSTEM}.get(role) or self.staff[role, unit]
        self.now += timedelta(minutes=1)
        listed = guards.outcomes_for(case.purpose)
        facts = facts | {"outcome": str(listed[facts["days"] % len(listed)])}
        self.touched = case.id
        self.tried[case.state, event] += 1
        try:
            async with begin(self.db, f"move-{id(self)}-{self.now.timestamp()}", self.now) as turn:
                after = await moves.make(turn, self.context, case, event, by=actor, **facts)
        except Refusal as refusal:
            self.refused.append(refusal.sentence)
            return
        except Stale:
            return
        self.covered[case.state, event] += 1
        assert after.version == case.version + 1

    async def tick(self) -> None:
        """Ring everything that is due, and look for silent cases."""
        async with self.db.reading() as session:
            due = await cases.due_alarms(session, self.now, 30)
        for alarm in due:
            async with begin(self.db, f"alarm-{id(self)}-{alarm.id}", self.now) as turn:
                await alarms.ring(turn, self.context, alarm)
        async for case_id in alarms.silent_cases(self.db, self.now):
            key = f"silent-{id(self)}-{case_id}-{self.now.timestamp()}"
            async with begin(self.db, key, self.now) as turn:
                await alarms.still_open(turn, self.context, case_id)

    async def check_groups(self) -> None:
        """No group ever read what the citizen typed, nor anything at all of a sealed matter."""
        async with self.db.reading() as session:
            sealed = {case.id for case in await session.scalars(select(Case)) if case.sealed}
            said = list(await session.scalars(select(OutboxRow)))
        in_groups = [row for row in said if row.chat_id in self.groups]
        for row in in_groups:
            words = str(row.payload or "")
            assert not [secret for secret in (SECRET, "赵钱孙", "13900001111") if secret in words]
        spoken = [row for row in in_groups if row.status != "cancelled" and row.method == "sendMessage"]
        assert not [row for row in spoken if row.case_id in sealed]

    async def check(self) -> None:
        """What must hold of the case that was touched last."""
        async with self.db.reading() as session:
            case = await cases.by_id(session, self.touched) if self.touched else None
            if case is not None:
                await self.check_case(session, case)

    async def check_case(self, session: Any, case: Case) -> None:
        assert (await cases.verify(session, case.id)).holds
        running = await cases.clocks(session, case.id, running_only=True)
        names = [clock.clock for clock in running]
        assert len(names) == len(set(names)), "a clock runs twice"
        open_now = lifecycle.is_open(case.state)
        assert case.is_open == open_now
        if open_now:
            assert running, f"{case.state}: an open matter has a next date"
        # A window is nothing that is due (docs/law.md): only what somebody owes is, also after the end.
        duties = [clock for clock in running if not self.context.clocks.is_window(clock.clock)]
        assert case.next_due == min((clock.limit for clock in duties), default=None)
        assert case.next_clock in ({each.clock for each in duties if each.limit == case.next_due} or {None})
        events = await cases.timeline(session, case.id, public_only=False)
        assert events[-1].now == case.state
        assert len(events) == case.version


class Lifecycle(RuleBasedStateMachine):
    """Rules are what can happen; `world` is set by the test that runs the machine."""

    world: World

    @initialize()
    def opened(self) -> None:
        self.world.run(self.world.open())

    @rule(purpose=st.sampled_from(list(Purpose)), sealed=st.sampled_from([False, False, False, True]))
    def files(self, purpose: Purpose, sealed: bool) -> None:
        self.world.run(self.world.file(purpose, sealed or purpose is Purpose.REPORT))

    @rule(
        place=st.integers(0, 9),
        which=st.integers(0, 400),
        unit=st.integers(0, 2),
        other=st.integers(0, 2),
        yes=st.booleans(),
        days=st.integers(1, 40),
        decision=st.sampled_from(["maintain", "revoke", "change"]),
    )
    def moves(
        self, place: int, which: int, unit: int, other: int, yes: bool, days: int, decision: str
    ) -> None:
        procedure = "duty" if which % 5 == 0 else "petition"
        facts = self.facts(unit, other, yes, days, procedure, decision)
        self.world.run(self.world.try_move(place, which, unit, facts))

    @rule(which=st.lists(st.integers(0, 400), min_size=6, max_size=12), days=st.integers(1, 30))
    def a_busy_day(self, which: list[int], days: int) -> None:
        """Several moves on the newest matter, one after the other."""
        for number in which:
            facts = self.facts(number % 3, number // 3 % 3, number % 2 == 0, days, "petition", "maintain")
            self.world.run(self.world.try_move(0, number, number % 3, facts))

    def facts(
        self, unit: int, other: int, yes: bool, days: int, procedure: str, decision: str
    ) -> dict[str, Any]:
        """Plausible facts for every need of the table."""
        world = self.world
        today: date = world.now.astimezone(OFFICE_ZONE).date()
        return {
            "unit_id": world.units[other], "reason": "理由充分", "text": "内容清楚",
            "due": today + timedelta(days=days),
            "days": days, "procedure": procedure, "simple": yes, "public": yes, "route": "court", "consent": True,
            "agreed": yes, "adopted": yes, "solved": yes, "confirmed": True, "purpose": "QJ", "object": "unit",
            "rating": "satisfied", "ground": "irregular", "kind": "improve_work", "decision": decision,
            "on": today + timedelta(days=1), "hearing_days": 3, "merged_into": 1, "way": "phone", "parties": "双方",
            "basis": "《条例》第三条", "venue": "听证室", "panel": "张明", "minutes": "各方陈述。",
            "body_id": world.units[other],
            "refusal": "in_process", "where": "县法院", "earlier": 1,
            "officer_id": world.staff[Role.HEAD, world.units[unit]].staff_id,
            "served_on": today,
            "handler_id": world.staff[Role.HEAD, world.units[unit]].staff_id,
            "second": world.staff[Role.SUPERVISOR, world.units[unit]],
        }  # fmt: skip

    @rule(days=st.integers(1, 20))
    def time_passes(self, days: int) -> None:
        self.world.now += timedelta(days=days)
        self.world.run(self.world.tick())

    @invariant()
    def everything_holds(self) -> None:
        self.world.run(self.world.check())

    def teardown(self) -> None:
        self.world.run(self.world.check_groups())


@pytest.mark.timeout(HOURS if PROOF else 900)
@pytest.mark.parametrize("engine", ENGINES)
def test_whatever_happens_the_invariants_hold(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, reader: Reader, vault: object, figure: Figure
) -> None:
    if engine == "sqlite":
        path = tmp_path / "machine.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        url = f"sqlite+aiosqlite:///{path}"
    else:
        url = request.getfixturevalue("postgres_url")
    world = World(url, tmp_path / "files", reader)
    machine = type("Machine", (Lifecycle,), {"world": world})
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=EFFORT.machine_runs, stateful_step_count=EFFORT.machine_steps,
                phases=[Phase.explicit, Phase.generate], suppress_health_check=list(HealthCheck),
            ),
        )  # fmt: skip
    except Flaky as flaky:
        raise world.broken or flaky from flaky
    finally:
        world.run(world.db.close())
        world.loop.close()
    figure("moves tried", sum(world.tried.values()))
    figure("moves made", sum(world.covered.values()))
    figure("moves refused, each with a sentence", len(world.refused))
    figure("pairs of state and event", len(world.covered))
    assert len(world.covered) > 15
    assert all(world.refused), "a refusal without a sentence"
