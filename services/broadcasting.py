"""Broadcasts as time passes: begun when their hour has come, resting in quiet hours, their progress shown.

`campaign` is called at every tick and may be called any number of times: starting, resting and waking are
guarded by the state in the database, and a progress message is put only when its words have changed.
"""

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from aiogram.types import InlineKeyboardMarkup
from sqlalchemy.ext.asyncio import AsyncSession

from casework.petition import OFFICE_ZONE, Role
from casework.wording import speaking, text
from services import dates, letters
from services.broadcast_message import BroadcastButton
from services.buttons import plain
from services.context import OfficeContext
from services.letters import Letter
from storage import broadcasts, office
from storage.outbox import Kind
from storage.tables.public_rows import Broadcast, BroadcastState, Decision
from storage.turn import Turn

QUIET, PER_WEEK, RESTING, ASKED, DRAWN = (
    "broadcast.quiet",
    "broadcast.per_week",
    "broadcast.resting",
    "broadcast.asked",
    "broadcast.drawn",
)
"""Names of the office's settings; RESTING lists the broadcasts that quiet hours have stopped, ASKED the last
year in which the publicity month was announced to administrators, DRAWN what the progress of each one under way
looked like when it was drawn last."""

MARGIN = timedelta(minutes=1)
"""Sending rests so long before the quiet hours: what is on its way then still arrives before them."""

PER_SECOND = 28
"""The pace of Telegram's sender, for the estimate of the time that is left."""

CAMPAIGN_DAY = (12, 30)
"""集中宣传日: the day of the year for 依法信访 publicity; December is its month."""


@dataclass(frozen=True)
class Manners:
    """When nobody is disturbed, in the office's time, and how many notices a person gets in seven days at most."""

    quiet_from: time = time(20, 0)
    quiet_until: time = time(8, 0)
    per_week: int = 2

    @property
    def words(self) -> str:
        """The quiet hours as people read them: `20:00-08:00`."""
        return f"{self.quiet_from:%H:%M}-{self.quiet_until:%H:%M}"

    def quiet(self, moment: datetime) -> bool:
        """Whether nobody may be disturbed at a moment."""
        local = moment.astimezone(OFFICE_ZONE).time()
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= local < self.quiet_until
        return local >= self.quiet_from or local < self.quiet_until

    def loud_again(self, moment: datetime) -> datetime:
        """The moment itself, or the end of the quiet hours it falls into."""
        if not self.quiet(moment):
            return moment
        local = moment.astimezone(OFFICE_ZONE)
        end = datetime.combine(local.date(), self.quiet_until, OFFICE_ZONE)
        return end if end > local else end + timedelta(days=1)


async def manners(session: AsyncSession) -> Manners:
    """The office's own manners, or the usual ones."""
    usual = Manners()
    since, until = await office.value(
        session, QUIET, [usual.quiet_from.isoformat(), usual.quiet_until.isoformat()]
    )
    per_week = int(await office.value(session, PER_WEEK, usual.per_week))
    return Manners(time.fromisoformat(since), time.fromisoformat(until), per_week)


async def stirs(session: AsyncSession, now: datetime) -> bool:
    """Whether `campaign` would have anything to do: an idle tick needs no write."""
    if await broadcasts.listed(session, BroadcastState.SENDING, limit=1):
        return True
    if await office.value(session, RESTING, []):
        return True
    local = now.astimezone(OFFICE_ZONE)
    announced = local.month != CAMPAIGN_DAY[0] or await office.value(session, ASKED, 0) == local.year
    return bool(await broadcasts.due(session, now)) or not announced


async def campaign(turn: Turn, context: OfficeContext) -> None:
    """Begin what is due, rest in quiet hours, go on after them, close what is over, show how far it is."""
    session = await turn.write()
    held = await manners(session)
    if held.quiet(turn.now + MARGIN) or held.quiet(turn.now):
        await rest(session)
    else:
        await wake(session, turn.now)
        for each in await broadcasts.due(session, turn.now):
            await begin(turn, each.id)
    moving = await broadcasts.listed(session, BroadcastState.SENDING)
    await broadcasts.finish(session, turn.now)
    for each in moving:
        await show_progress(turn, each.id)
    await announce_month(turn, session)


async def begin(turn: Turn, broadcast_id: int) -> bool:
    """Queue an approved broadcast to everybody it is for, unless it is quiet now; gives whether it was begun."""
    session = await turn.write()
    held = await manners(session)
    if held.quiet(turn.now) or held.quiet(turn.now + MARGIN):
        return False
    await broadcasts.start(session, broadcast_id, turn.now, per_week=held.per_week)
    await show_progress(turn, broadcast_id)
    return True


async def rest(session: AsyncSession) -> None:
    """Quiet hours: hold what waits, and remember that nobody but the clock stopped it."""
    resting = list(await office.value(session, RESTING, []))
    for each in await broadcasts.listed(session, BroadcastState.SENDING):
        await broadcasts.pause(session, each.id)
        resting.append(each.id)
    await office.set_value(session, RESTING, resting)


async def wake(session: AsyncSession, now: datetime) -> None:
    """Quiet hours are over: what the clock stopped goes on; what a person stopped does not."""
    resting = await office.value(session, RESTING, [])
    for broadcast_id in resting:
        await broadcasts.resume(session, broadcast_id, now)
    if resting:
        await office.set_value(session, RESTING, [])


async def by_hand(session: AsyncSession, broadcast_id: int, *, resting: bool) -> None:
    """A person paused or resumed it: whether the clock shall wake it is theirs to say from now on."""
    others = [each for each in await office.value(session, RESTING, []) if each != broadcast_id]
    await office.set_value(session, RESTING, [*others, broadcast_id] if resting else others)


async def show_progress(turn: Turn, broadcast_id: int) -> None:
    """Redraw the one message that shows how far it is, for its writer and whoever approved it; only when it changed
    since it was drawn last (held and let go again, it reads as before, and must be drawn anew)."""
    session = await turn.write()
    found = await broadcasts.get(session, broadcast_id)
    words = await progress(session, found)
    with speaking():
        mark = hashlib.sha256(f"{found.state}{words()}".encode()).hexdigest()[:16]
    drawn: dict[str, str] = dict(await office.value(session, DRAWN, {}))
    if drawn.pop(str(found.id), "") == mark:
        return
    over = found.state in (BroadcastState.DONE, BroadcastState.STOPPED)
    await office.set_value(session, DRAWN, drawn if over else {**drawn, str(found.id): mark})
    once = mark if over else f"{mark}:{turn.key}"
    for staff_id in await watchers(session, found):
        staff = await office.staff(session, staff_id)
        person = await letters.reader(
            session, staff.person_id if staff is not None and staff.active else None
        )
        if person is not None:
            letter = Letter(words, lambda: progress_buttons(found))
            key, card = f"broadcast:{found.id}:shown:{staff_id}:{once}", f"broadcast:{found.id}"
            turn.say(letter.to_reader(person, key, method="editMessageText", kind=Kind.REPLY, card=card))


async def watchers(session: AsyncSession, found: Broadcast) -> list[int]:
    """The staff ids that a broadcast's progress is shown to."""
    said = await broadcasts.decisions(session, found.id)
    approved = [each.staff_id for each in said if each.decision == Decision.APPROVED]
    return list(dict.fromkeys([found.created_by, *approved]))


async def progress(session: AsyncSession, found: Broadcast) -> Callable[[], str]:
    """How far it is now, to be put into words for whoever reads it."""
    counts = Counter(await broadcasts.progress(session, found.id))
    resting = found.id in await office.value(session, RESTING, [])
    until = (await manners(session)).quiet_until if resting else None
    return lambda: progress_words(found, counts, until)


def progress_words(found: Broadcast, counts: Counter[str], until: time | None) -> str:
    """Counts by what became of the messages, doubt shown as doubt; `until` the quiet hours end, where it rests."""
    waiting = counts["queued"] + counts["held"] + counts["sending"]
    done = found.recipients - waiting
    lines = [
        text(f"notice-progress-{found.state}", title=found.title),
        text(
            "notice-progress-counts", done=f"{done:,}", all=f"{found.recipients:,}", sent=f"{counts['sent']:,}",
            blocked=f"{counts['blocked']:,}", failed=f"{counts['failed']:,}", uncertain=f"{counts['uncertain']:,}",
        ),
    ]  # fmt: skip
    if found.state == BroadcastState.SENDING and waiting:
        lines.append(text("notice-progress-left", minutes=-(-waiting // (PER_SECOND * 60))))
    if until is not None:
        lines.append(text("notice-progress-resting", until=until.strftime("%H:%M")))
    if counts["cancelled"]:
        lines.append(text("notice-progress-cancelled", count=f"{counts['cancelled']:,}"))
    if counts["uncertain"]:
        lines.append(text("notice-progress-doubt"))
    return "\n".join(lines)


def progress_buttons(found: Broadcast) -> InlineKeyboardMarkup:
    """What may be done with a broadcast that was begun."""
    verbs = {BroadcastState.SENDING: ("pause", "stop"), BroadcastState.PAUSED: ("resume", "stop")}
    does = verbs.get(BroadcastState(found.state), ("show",))
    return plain([(text(f"notice-do-{do}"), BroadcastButton(do=do, id=found.id)) for do in does])


async def announce_month(turn: Turn, session: AsyncSession) -> None:
    """In December administrators are told once that the publicity day is coming (12月30日)."""
    local = turn.now.astimezone(OFFICE_ZONE)
    if local.month != CAMPAIGN_DAY[0] or await office.value(session, ASKED, 0) == local.year:
        return
    await office.set_value(session, ASKED, local.year)
    day = local.date().replace(day=CAMPAIGN_DAY[1])
    letter = Letter(lambda: text("notice-month", day=dates.day(day)))
    later = (await manners(session)).loud_again(turn.now)
    for staff in await office.staff_with(session, Role.ADMIN):
        person = await letters.reader(session, staff.person_id)
        if person is not None:
            turn.say(letter.to_reader(person, f"campaign:{local.year}:{staff.id}", not_before=later))
