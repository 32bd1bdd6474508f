"""A citizen's card of a case: state, timeline, who is responsible, until when, and what may be done now."""

import json
from datetime import date

from aiogram.types import InlineKeyboardMarkup, Message

from casework import clocks, lifecycle
from casework.petition import Role, State
from casework.wording import has, text
from services import case_file, dates, record, review_bodies, unit_names
from services.buttons import LEAVE, Case, Go, Option, numbered
from services.context import Desk
from storage import cases, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseClock, CaseEvent

TIMELINE_LIMIT = 12
NOTE_CHARS = 60
_AT_ONCE = 5
"""With the way home no more than six buttons."""
PASSED_ON = ("transfer", "assign", "object_approve")
"""Events whose line tells the unit that the matter went to."""


def state_label(case: CaseRow) -> str:
    """What a citizen reads for the state; a sealed case never says more than that it was passed on."""
    return text(f"state-{case.state}")


def topic_label(case: CaseRow, desk: Desk) -> str:
    """The topic's name; sealed cases show none."""
    if case.sealed:
        return text("purpose-JU")
    return desk.context.topic_name(case.topic) if case.topic else text("topic-unknown")


def headline(case: CaseRow, desk: Desk) -> str:
    """One line of a list of cases."""
    return text("status-line", number=case.number, state=state_label(case), topic=topic_label(case, desk))


async def show(message: Message, desk: Desk, case: CaseRow) -> None:
    """Show the card with its buttons."""
    await message.answer(await body(desk, case), reply_markup=await keyboard(desk, case))


async def body(desk: Desk, case: CaseRow) -> str:
    """The card's text: title, what it is about, who has it, the timeline, and the next date."""
    session = await desk.read()
    events = await cases.timeline(session, case.id, public_only=True)
    units = await office.units(session)
    names = {unit.id: unit_names.short(unit) for unit in units}
    lines = [text("card-title", number=case.number, state=state_label(case))]
    if not case.sealed:
        lines.append(text("card-topic", topic=topic_label(case, desk)))
    lines += [event_line(event, names) for event in events[-TIMELINE_LIMIT:]]
    unit = names.get(case.unit_id or 0)
    if unit and not case.sealed and case.is_open:
        lines.append(text("card-unit", unit=unit))
    body = await review_bodies.now(desk.turn, case)
    if body is not None and not case.sealed:
        lines.append(text("card-review-body", body=unit_names.whole(body)))
    running = await cases.clocks(session, case.id, running_only=True)
    lines += due_lines(running, desk)
    return "\n".join(lines)


def event_line(event: CaseEvent, units: dict[int, str]) -> str:
    """One line of the timeline: the day, what happened in plain words, and the public note."""
    key = f"event-{event.event}"
    what = text(key) if has(key) else text(f"state-{event.now}")
    unit = units.get(json.loads(event.data).get("unit_id") or 0, "") if event.event in PASSED_ON else ""
    note = f"：{glance(event.note)}" if event.note else ""
    return f"{dates.short(dates.local(event.at))} {what}{f' {unit}' if unit else ''}{note}"


def glance(note: str) -> str:
    """A note as a line of the timeline: a whole reply was sent by itself and stands in its document."""
    line = " ".join(note.split())
    return line if len(line) <= NOTE_CHARS else text("card-note-cut", note=line[:NOTE_CHARS])


def due_lines(running: list[CaseClock], desk: Desk) -> list[str]:
    """The earliest running limit that concerns the citizen, with the days left; 暂定 is said."""
    shown = [clock for clock in running if has(f"clock-due-{clock.clock}")]
    if not shown:
        return []
    clock = min(shown, key=lambda each: each.limit)
    lines = [due_line(clock.limit, desk.today, text(f"clock-due-{clock.clock}"))]
    if not clock.confirmed:
        lines.append(text("card-provisional"))
    return lines


def due_line(limit: date, today: date, what: str) -> str:
    """How many days are left until a limit, or since it passed."""
    left = clocks.days_left(limit, today)
    if left > 0:
        return text("card-due", date=dates.day(limit), days=left, what=what)
    key = "card-due-today" if left == 0 else "card-overdue"
    return text(key, date=dates.day(limit), days=-left, what=what)


async def explanation(desk: Desk, case: CaseRow) -> str:
    """How the next date was counted: the clock's article, and each day where working days are counted."""
    every = await cases.clocks(await desk.read(), case.id, running_only=True)
    running = [clock for clock in every if has(f"clock-due-{clock.clock}")]  # not those among offices
    if not running:
        return text("how-none")
    parts = [explain_clock(clock, desk) for clock in running]
    return "\n\n".join(parts)


def explain_clock(clock: CaseClock, desk: Desk) -> str:
    """One clock in plain words: until when, counted from where, and which days on the way do not count."""
    rules = desk.context.clocks
    rule = rules.rule(clock.clock, clock.started)
    due = None if rule.length else clock.limit
    found = clocks.explain(clock.clock, clock.started, desk.context.calendar, due=due, rules=rules)
    kind = "window" if rules.is_window(clock.clock) else "duty"
    limit, rolled = dates.day(clock.limit), dates.day(clock.rolled_limit)
    length, article = rule.length_words(found.length), rule.article_words
    started = dates.day(clock.started)
    lines = [
        text(f"how-{kind}", date=limit, what=text(f"clock-due-{clock.clock}")),
        text("how-counted", started=started, length=length, date=limit, article=article),
    ]
    skipped = [f"{dates.short(day.day)} {day.why}" for day in found.days[1:] if not day.counted]
    if rule.unit == "workday" and skipped:
        lines.append(text("how-skipped", days="；".join(skipped)))
    if rolled != limit:
        lines.append(text(f"how-rolled-{kind}", date=limit, rolled=rolled))
    if not clock.confirmed:
        lines.append(text("card-provisional"))
    return "\n".join(lines)


async def keyboard(desk: Desk, case: CaseRow) -> InlineKeyboardMarkup:
    """What the citizen may do with this case now, from the same table of moves that refuses the rest.

    What is wanted most comes first; the rest stands behind 〔更多〕, so that six buttons are the most.
    """
    verbs = await doable(desk, case)
    first = verbs if len(verbs) <= _AT_ONCE else [*verbs[: _AT_ONCE - 1], "more"]
    return _buttons(case, first)


async def show_more(message: Message, desk: Desk, case: CaseRow) -> None:
    """What stands behind 〔更多〕."""
    verbs = (await doable(desk, case))[_AT_ONCE - 1 :]
    await message.answer(text("card-more", number=case.number), reply_markup=_buttons(case, verbs))


def _buttons(case: CaseRow, verbs: list[str]) -> InlineKeyboardMarkup:
    options: list[Option] = [(text(f"opt-case-{do}"), Case(do=do, case=case.id)) for do in verbs]
    home: list[tuple[int, Option]] = [(LEAVE, (text("opt-home"), Go(to="home")))]
    return numbered(options, fixed=home, per_row=2)


async def doable(desk: Desk, case: CaseRow) -> list[str]:
    """The verbs open to the citizen, in the order in which they are wanted."""
    on_record = await record.offers(case_file.of(desk.turn, case))
    elsewhere = not case.anonymous and case.owner_id != desk.person.id
    told = elsewhere and await cases.listens(await desk.read(), case.id, desk.person_id)
    running = on_record["clocks"]
    open_now = lifecycle.allowed(
        case, Role.CITIZEN, at=desk.now, calendar=desk.context.calendar, clocks=running, on_record=on_record
    )
    moves = {move.event for move in open_now}
    wanted = [
        ("supplement", "supplement" in moves or case.state == State.AWAITING_INFO),
        ("listen", elsewhere and not told),
        ("urge", "urge" in moves),
        ("rate", "rate" in moves),
        ("review", "ask_review" in moves),
        ("recheck", "ask_recheck" in moves),
        ("contest", "contest" in moves and not case.sealed),
        ("late", "plead_late" in moves),
        ("unseal", "unseal" in moves),
        ("keep_sealed", "keep_sealed" in moves),
        ("undo", "undo_withdraw" in moves),
        ("how", any(has(f"clock-due-{clock.clock}") for clock in running)),
        ("who", not case.sealed),
        ("newcode", case.owner_id is not None and case.owner_id == desk.person.id),
        ("joint", bool(on_record["grouped"]) and not case.sealed),
        ("leave", "ungroup" in moves and not case.sealed),
        ("papers", case.state != "registered" and not case.sealed),
        ("receipt", True),
        ("quiet", told),
        ("withdraw", "withdraw" in moves),
    ]
    return [do for do, offered in wanted if offered]
