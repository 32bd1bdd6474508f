"""Notices time passing: rings what fell due, through an index, as often as it is asked, with one effect.

Each alarm is one turn under its own key, so replays, restarts and several processes ring it once.
"""

import asyncio
import logging
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path

from bot.clock import Clock
from services import (
    alarms,
    broadcasting,
    daily_root,
    dates,
    digest,
    erasure,
    hearings,
    hours,
    inheritance,
    lost_groups,
    reception_reminders,
    rulebook,
    sampling,
    sponsorship,
    unreached,
)
from services.context import OfficeContext
from storage import cases, office, retention, undelivered
from storage.database import CannotStore, Database
from storage.turn import AlreadyHandled, Stale, begin, handled

log = logging.getLogger(__name__)

EVERY = 20.0
"""Seconds between two looks."""
BATCH = 200
DAILY = {
    "digest": digest.send,
    "visits": reception_reminders.remind,
    "hearings": hearings.remind,
    "sponsors": sponsorship.remind,
    "sample": sampling.draw,
    "erasure": erasure.remind,
}
"""Work of an office day, by the name under which it is done once."""


class Ticker:
    """Looks every few seconds; `tick` is one look at a given moment."""

    def __init__(
        self,
        db: Database,
        context: OfficeContext,
        clock: Clock,
        draft_days: int,
        roots_file: Path | None = None,
    ) -> None:
        self._db = db
        self._context = context
        self._clock = clock
        self._draft_days = draft_days
        self._roots_file = roots_file
        self._stopping = asyncio.Event()
        self._one = asyncio.Lock()

    async def run(self) -> None:
        """Tick until `stop`; a database that cannot store is tried again at the next look."""
        while not self._stopping.is_set():
            try:
                await self.tick(self._clock())
            except CannotStore as trouble:
                log.warning("nothing was rung: %s", trouble)
            try:
                await asyncio.wait_for(self._stopping.wait(), EVERY)
            except TimeoutError:
                continue

    def stop(self) -> None:
        """End the loop before its next look."""
        self._stopping.set()

    async def tick(self, now: datetime) -> int:
        """Ring everything due at `now`, then the day's own work. Returns how many alarms were rung."""
        async with self._one:
            await rulebook.refresh(self._db, self._context)
            rung = await self._alarms(now)
            await self._successions(now)
            await self._broadcasts(now)
            await self._untold(now)
            await self._topics(now)
            await self._silent(now)
            await self._daily(now)
            await self._history(now)
            await self._erasures(now)
            await retention.forget_said(self._db, now)
        for wake in self._context.on_commit:
            wake()
        return rung

    async def _alarms(self, now: datetime) -> int:
        rung = 0
        while True:
            async with self._db.reading() as session:
                due = await cases.due_alarms(session, now, BATCH)
            for alarm in due:
                await self._ring(alarm, now)
            rung += len(due)
            if len(due) < BATCH:
                return rung

    async def _ring(self, alarm: cases.DueAlarm, now: datetime) -> None:
        """One alarm, one turn; a case that changed meanwhile is read again at the next look."""
        try:
            async with begin(self._db, f"tick:alarm:{alarm.id}", now) as turn:
                await alarms.ring(turn, self._context, alarm)
                if not alarms.presses(self._context, alarm):
                    await hours.hold(turn, self._context)
        except AlreadyHandled:
            return
        except Stale:
            log.info("alarm %s is rung again: its case changed", alarm.id)

    async def _topics(self, now: datetime) -> None:
        """Groups whose topic was closed while something was said to them hear where it goes on."""
        async with self._db.reading() as session:
            lost = await office.lost_topics(session)
        for group in lost:
            try:
                async with begin(self._db, f"tick:topic:{group.id}:{now:%Y%m%d%H%M}", now) as turn:
                    await lost_groups.tell_topic_lost(turn, group)
            except AlreadyHandled:
                continue

    async def _successions(self, now: datetime) -> None:
        """Open cases of dissolved units go to whoever carries on; one that changed meanwhile goes at the next look."""
        async with self._db.reading() as session:
            left = await office.legacies(session, BATCH)
        for each in left:
            key = f"tick:succession:{each.case_id}:{each.old}:{each.heir}:{now.isoformat()}"
            try:
                async with begin(self._db, key, now) as turn:
                    await inheritance.inherit(turn, self._context, each)
                    await hours.hold(turn, self._context)
            except (AlreadyHandled, Stale):
                continue

    async def _broadcasts(self, now: datetime) -> None:
        """Public notices that are due, resting or moving; an idle look writes nothing."""
        async with self._db.reading() as session:
            stirs = await broadcasting.stirs(session, now)
        if stirs:
            async with begin(self._db, f"tick:broadcasts:{now.isoformat()}", now) as turn:
                await broadcasting.campaign(turn, self._context)

    async def _untold(self, now: datetime) -> None:
        """What reached neither group nor officer is told to somebody else, each loss once."""
        async with self._db.reading() as session:
            found = await undelivered.lost(session, now)
        for each in found:
            key = f"tick:untold:{each.row_id}"
            if await self._done(key):
                continue
            async with begin(self._db, key, now) as turn:
                await unreached.after(turn, each)
                await hours.hold(turn, self._context)

    async def _silent(self, now: datetime) -> None:
        """Once an office day: whoever heard nothing for a week, each in a turn of its own.

        The day is marked as done after the last of them: a process that dies in between goes on at the next look,
        and who was changed meanwhile is looked at again.
        """
        day = dates.local(now)
        if await self._done(f"tick:silent:{day}"):
            return
        changed = False
        async for case_id in alarms.silent_cases(self._db, now):
            try:
                async with begin(self._db, f"tick:silent:{day}:{case_id}", now) as turn:
                    await alarms.still_open(turn, self._context, case_id)
                    await hours.hold(turn, self._context)
            except AlreadyHandled:
                continue
            except Stale:
                changed = True
        if not changed:
            await self._mark(f"tick:silent:{day}", now)

    async def _daily(self, now: datetime) -> None:
        """Once an office day: the digest, reminders of visits, hearings and sponsors, expired drafts."""
        day = dates.local(now)
        for name, work in DAILY.items():
            try:
                async with begin(self._db, f"tick:{name}:{day}", now) as turn:
                    await work(turn, self._context)
                    await hours.hold(turn, self._context)
            except (AlreadyHandled, Stale):
                continue
        if await self._mark(f"tick:retention:{day}", now):
            periods = retention.Periods(drafts=timedelta(days=self._draft_days))
            await retention.run(self._db, self._context.files, now, periods=periods)

    async def _history(self, now: datetime) -> None:
        """Once an office day: what was signed is compared, and what changed since is signed and kept outside."""
        day = dates.local(now)
        if await self._done(f"tick:history:{day}"):
            return
        found = await daily_root.look(self._db, day)
        try:
            async with begin(self._db, f"tick:history:{day}", now) as turn:
                await daily_root.tell(turn, found)
            for part in count():
                async with begin(self._db, f"tick:root:{day}:{part}", now) as turn:
                    made = await daily_root.sign(turn)
                if made is None:
                    break
        except AlreadyHandled:
            return
        if self._roots_file is not None:
            try:
                await daily_root.write_out(self._db, self._roots_file)
            except OSError as fault:
                log.error("the roots could not be written outside: %s", type(fault).__name__)

    async def _erasures(self, now: datetime) -> None:
        """What two administrators agreed to erase, some cases a turn; then nothing of it stays in SQLite's log."""
        async with self._db.reading() as session:
            if not await erasure.under_way(session):
                return
        for part in count():
            async with begin(self._db, f"tick:erasure:{now.isoformat()}:{part}", now) as turn:
                more = await erasure.step(turn, self._context)
            if not more:
                break
        await self._db.checkpoint()

    async def _done(self, key: str) -> bool:
        async with self._db.reading() as session:
            return await handled(session, key)

    async def _mark(self, key: str, now: datetime) -> bool:
        """Store that this is done; False when it was."""
        try:
            async with begin(self._db, key, now):
                return True
        except AlreadyHandled:
            return False
