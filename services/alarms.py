"""What happens when time passes: reminders, escalation, 督办 drafts, closed windows, and never a silent week."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta

from casework import clock_names, grounds, notices
from casework.petition import SYSTEM, ClockStart, Refusal, Role
from casework.supervision import SILENT_DAYS, SLIP_LEVELS, STAGE_LEVELS, Level, Stage
from casework.wording import text
from services import case_file, dates, letters, moves, notify, record
from services.buttons import Act, plain
from services.context import OfficeContext
from services.letters import Letter
from storage import cases, office, oversight
from storage.cases import DueAlarm
from storage.database import Database
from storage.tables.case_rows import Case as CaseRow
from storage.turn import Turn

SILENT = timedelta(days=SILENT_DAYS)
_BY_ITSELF = {
    clock_names.REVIEW_WINDOW: "close",
    clock_names.RECHECK_WINDOW: "close",
    clock_names.RATING_WINDOW: "close",
    clock_names.QUESTION: "info_timeout",
}
"""What time itself does when a window of the citizen is over."""


async def ring(turn: Turn, context: OfficeContext, alarm: DueAlarm) -> None:
    """One alarm: say what its stage says, to whom the rules name, once, and only while its clock runs."""
    session = await turn.write()
    if not await cases.alarm_done(session, alarm.id, turn.now):
        return
    case = await cases.by_id(session, alarm.case_id)
    if case is None:
        return
    stage = Stage(alarm.stage)
    if stage is Stage.LAPSED:
        await window_over(turn, context, case, alarm.clock)
        return
    clock = ClockStart(
        alarm.clock, alarm.limit, alarm.limit, alarm.rolled_limit, alarm.confirmed, alarm.unit_id
    )
    to_sign = await waits_for_head(turn, context, case, alarm.clock)
    told = notices.for_alarm(case, clock, stage, dates.local(turn.now), to_sign=to_sign, rules=context.clocks)
    await notify.tell(turn, context, case, told, f"alarm:{alarm.id}")
    if presses(context, alarm) and not case.sealed:
        letter = Letter(lambda: urgent_words(case, told))
        await notify.tell_duty(turn, case.unit_id, letter, f"alarm:{alarm.id}")
    if told and not case.sealed:
        await escalate(turn, case, alarm, stage)


async def window_over(turn: Turn, context: OfficeContext, case: CaseRow, clock: str) -> None:
    """A right that nobody used is over: time makes its move, or the cards stop offering it."""
    if clock in _BY_ITSELF:
        await by_itself(turn, context, case, _BY_ITSELF[clock])
    elif context.clocks.whose(clock) != "citizen":
        await notify.redraw(turn, context, case)


async def waits_for_head(turn: Turn, context: OfficeContext, case: CaseRow, clock: str) -> bool:
    """Whether an answer was drafted and only the signature of the unit's head is missing; asked of the record only
    for a clock that is the unit's."""
    if not context.head_signs or case.sealed or context.clocks.whose(clock) != "unit":
        return False
    return record.waiting_draft(await case_file.of(turn, case).events()) is not None


def presses(context: OfficeContext, alarm: DueAlarm) -> bool:
    """Whether a clock counts hours: then nothing of it waits for the office to open."""
    return any(rule.id == alarm.clock and rule.unit == "hour" for rule in context.clocks.rules)


def urgent_words(case: CaseRow, told: Sequence[notices.Notice]) -> str:
    """What whoever is on duty reads: what the groups read, and no more."""
    words = (each.sentence for each in told if each.to in notices.GROUPS and each.key)
    return next(words, text("alert-duty", number=case.number))


async def by_itself(turn: Turn, context: OfficeContext, case: CaseRow, event: str) -> None:
    """A move that time makes; when the rules refuse it, the matter has moved on and nothing is owed."""
    try:
        await moves.make(turn, context, case, event, by=SYSTEM)
    except Refusal:
        return


async def escalate(turn: Turn, case: CaseRow, alarm: DueAlarm, stage: Stage) -> None:
    """三级督查: what is late is on record at the level that has to move; at the third a person decides on 督办."""
    level = STAGE_LEVELS.get(stage)
    if level is None:
        return
    if case.unit_id is not None:
        await oversight.draft_slip(
            await turn.write(), case.id, case.unit_id, level=SLIP_LEVELS[level], ground="irregular",
            article=grounds.ARTICLE, evidence={"clock": alarm.clock, "limit": alarm.limit.isoformat()}, now=turn.now,
            clock_id=alarm.clock_id,
        )  # fmt: skip
    if level is Level.SUPERVISION:
        await draft_order(turn, case, alarm)


async def draft_order(turn: Turn, case: CaseRow, alarm: DueAlarm) -> None:
    """Ten days over: the supervisors get the draft of a 督办单 with its ground and evidence; a person issues it."""
    session = await turn.write()
    events = await case_file.of(turn, case).events()
    letter = Letter(
        lambda: grounds.draft(
            case, events, clock=alarm.clock, limit=alarm.limit, today=dates.local(turn.now)
        ),
        lambda: plain([(text("move-supervise"), Act(do="supervise", case=case.id))]),
        case.id,
        protect=True,
    )
    supervisors = await office.staff_with(session, Role.SUPERVISOR)
    await letters.to_staff(turn, supervisors, letter, f"alarm:{alarm.id}:draft")


async def silent_cases(db: Database, now: datetime) -> AsyncIterator[int]:
    """Every case that has been silent for seven days at `now`, page by page in the order of their ids.

    Each is then told in a turn of its own (`still_open`): a large office never holds the one writer for all of them.
    """
    after = 0
    while True:
        async with db.reading() as session:
            found = await cases.silent_since(session, now - SILENT, after_id=after, limit=200)
        for case in found:
            yield case.id
        if not found:
            return
        after = found[-1].id


async def still_open(turn: Turn, context: OfficeContext, case_id: int) -> None:
    """件件有回应: whoever has heard nothing for seven days is told that it is being worked on, and until when.

    Read again first: it may have been answered since it was listed. The table says in which states somebody is at
    work on it; in others nothing is said.
    """
    case = await cases.by_id(await turn.write(), case_id)
    if case is None or case.last_visible_at is None:
        return
    if case.is_open and case.last_visible_at < turn.now - SILENT:
        await by_itself(turn, context, case, "still_open")
