"""The office's cards: one a case and group, redrawn in place and safe for a group; and the full view in private."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from aiogram.types import InlineKeyboardMarkup

from casework import lifecycle
from casework.clocks import ClockRules
from casework.movetable import Move
from casework.petition import Actor, Role
from casework.wording import has, text
from services import case_file, dates, exclusion, joint, record, transcripts
from services.buttons import Act, Option, plain
from services.case_file import CaseFile
from services.context import OfficeContext
from storage import cases, reception, undelivered
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseClock, TextKind
from storage.tables.office_rows import UnitKind

IN_GROUP = (
    "sign",
    "accept",
    "object",
    "transfer",
    "not_accept",
    "refuse_propose",
    "refuse_decline",
    "ask",
    "answer",
    "answer_now",
    "object_approve",
    "object_reject",
)
"""The moves whose buttons stand on a group's card, in this order; the rest are in private."""
USUAL = (
    *(
        "urgent_report",
        "sign",
        "accept",
        "object_approve",
        "object_reject",
        "review_answer",
        "recheck_answer",
        "answer",
    ),
    *(
        "extend",
        "extend_refuse",
        "supervise_reply",
        "transfer",
        "assign",
        "send_back",
        "supplied",
        "ask",
        "object",
    ),
    *("extend_request", "supervise", "callback", "note", "answer_now", "not_accept", "refuse_propose"),
)
"""The moves that officers make most, in this order: the first of them stand in private, the rest behind 更多."""
WITHIN = ("draft_answer", "return_answer")
"""Moves whose buttons stand under the text of an answer, where it is read, not on a card."""
MANY = 10
"""From so many cases of one matter on, cards say "ten or more": nobody redraws thirty cards for the thirty-first."""
SHOWN = 6
FEW = 3
"""Up to this many beyond `SHOWN` are shown as well: a button that opens two or three more helps nobody."""


def key(case: CaseRow) -> str:
    """The logical message that shows a case in a group."""
    return f"case:{case.id}"


async def for_group(context: OfficeContext, file: CaseFile, unit_id: int) -> dict[str, Any]:
    """The card as a Bot API payload: number, topic, town, dates and buttons. Nothing a citizen typed."""
    case = file.case
    if case.sealed:
        return {"text": text("staff-card-gone")}
    units = await case_file.units(file.turn)
    on_record = await record.offers(file)
    lines = [
        head(context, case),
        *date_lines(case, on_record["clocks"], file.turn.now),
        *state_lines(case, units),
    ]
    together = await joint.of_case(file.turn, case)
    if together is not None:
        lines.append(joint_count(len(together.members)))
    if on_record["draft_waits"]:
        lines.append(text("staff-to-sign"))
    bureau = unit_id in units and units[unit_id].kind == UnitKind.BUREAU
    roles = (Role.CLERK,) if bureau else (Role.HANDLER, Role.HEAD)
    keyboard = buttons(case, [Actor(role, None, unit_id) for role in roles], file.turn.now, on_record)
    return {"text": "\n".join(lines), "reply_markup": keyboard.model_dump(exclude_none=True)}


def head(context: OfficeContext, case: CaseRow) -> str:
    """The first line: number, topic, town, how many people; an urgent matter is marked, never a person."""
    topic = context.topic_name(case.topic) if case.topic else text("topic-unknown")
    parts = [case.number, text(f"purpose-{case.purpose}"), topic]
    if case.town:
        parts.append(case.town)
    if case.people_count and case.people_count > 1:
        parts.append(text("staff-people", count=case.people_count))
    urgent = text("staff-urgent") if case.urgency == "urgent" else ""
    return urgent + " · ".join(parts)


def date_lines(case: CaseRow, clocks: Sequence[CaseClock], now: datetime) -> list[str]:
    """Registered when, each running limit of the office with its article, and a window while it is open."""
    lines = [text("staff-registered", date=dates.short(dates.local(case.registered_at)))]
    windows, today = ClockRules.load().windows, dates.local(now)
    for clock in clocks:
        key = f"staff-due-{clock.clock}"
        if has(key) and not (clock.clock in windows and clock.limit < today):
            provisional = "" if clock.confirmed else text("staff-provisional")
            lines.append(text(key, date=dates.day(clock.limit)) + provisional)
    return lines


def state_lines(case: CaseRow, units: dict[int, Any]) -> list[str]:
    """Where the matter stands and who has it; how often it was urged."""
    unit = units.get(case.unit_id or 0)
    lines = [text("staff-state", state=text(f"state-{case.state}"), unit=unit.short_name if unit else "")]
    if case.signed_at is not None:
        lines.append(text("staff-signed", time=dates.moment(case.signed_at)))
    if case.urged_count:
        lines.append(text("staff-urged", count=case.urged_count))
    return lines


def open_moves(
    case: CaseRow, actors: Sequence[Actor], now: datetime, on_record: Mapping[str, Any]
) -> dict[str, Move]:
    """The moves open to these actors now, from the table; a unit that only helps has not those of the lead."""
    found: dict[str, Move] = {}
    for actor in actors:
        helps = actor.role in (Role.HANDLER, Role.HEAD) and actor.unit_id != case.unit_id
        for move in lifecycle.allowed(
            case, actor.role, at=now, clocks=on_record["clocks"], on_record=on_record
        ):
            if move.event not in WITHIN and not (helps and "own_unit" in move.guards):
                found.setdefault(move.event, move)
    return found


def buttons(
    case: CaseRow, actors: Sequence[Actor], now: datetime, on_record: Mapping[str, Any]
) -> InlineKeyboardMarkup:
    """The moves open to a group now, and the way to the private view."""
    open_now = open_moves(case, actors, now, on_record)
    options = [
        (open_now[event].label, Act(do=event, case=case.id)) for event in IN_GROUP if event in open_now
    ]
    options.append((text("act-open"), Act(do="open", case=case.id)))
    return plain(options)


async def full(context: OfficeContext, file: CaseFile) -> str:
    """Everything an authorised officer needs, for a private chat only: the citizen's own words and identity."""
    case, session = file.case, await file.turn.read()
    texts = [each for each in await cases.texts(session, case.id) if each.kind != TextKind.ANSWER]
    who = await cases.identity(session, case.id)
    where = await cases.place(session, case.id)
    files = await cases.files(session, case.id)
    demands = await cases.demands(session, case.id)
    events = [each for each in await file.events() if each.event != "still_open"]
    lines = [head(context, case), *date_lines(case, await file.clocks(), file.turn.now), ""]
    lines += [f"【{text(f'text-{each.kind}')}】{each.body}" for each in texts if each.body]
    lines += [
        text("staff-demand", n=demand.n, demand=demand.text or "") for demand in demands if len(demands) > 1
    ]
    if case.concerns:
        lines.append(text("staff-concerns", concerns=case.concerns))
    if warned := await exclusion.named_in(file.turn, case):
        units = await case_file.units(file.turn)
        lines.append(text("staff-named", units="、".join(units[each].short_name for each in warned)))
    if case.happened:
        lines.append(text("staff-happened", happened=case.happened))
    if where is not None and where.text:
        lines.append(text("staff-place", place=where.text))
        if await exclusion.elsewhere(file.turn, context, where.text):
            lines.append(text("staff-elsewhere"))
    lines.append(person_line(case, who))
    if await undelivered.not_served(session, case):
        lines.append(text("staff-unserved"))
    if together := await joint.of_case(file.turn, case):
        lines.append(joint_line(case, together))
    if files:
        lines.append(text("staff-files", count=len(files)))
    if await transcripts.are_missing(session, case.id):
        lines.append(text("staff-voice-waits"))
    if sponsor := await reception.sponsor_of(session, case.id):
        lines.append(text("staff-sponsor", post=sponsor.post))
    lines += ["", *(event_line(event) for event in events[-15:])]
    return "\n".join(lines)


def joint_count(count: int) -> str:
    """How many cases are worked on together, exactly while every card is redrawn when one more comes."""
    return text("staff-joint-count", count=count) if count < MANY else text("staff-joint-many", count=MANY)


def joint_line(case: CaseRow, together: joint.Together) -> str:
    """How many cases are worked on together, and whether the others chose this one's citizen to represent them."""
    key = "staff-joint-representative" if case.id in together.elected else "staff-joint"
    return text(key, count=len(together.members), representatives=len(together.elected))


def person_line(case: CaseRow, who: Any) -> str:
    """Who filed it, as far as they said."""
    if case.anonymous or who is None:
        return text("staff-anonymous")
    return text("staff-person", name=who.name or "—", phone=who.phone or "—", address=who.address or "—")


def event_line(event: Any) -> str:
    """One line of the full history, with internal notes."""
    key = f"event-{event.event}"
    what = text(key) if has(key) else event.event
    if event.event == "callback":
        what = text(f"staff-callback-{'solved' if record.says_solved(event) else 'unsolved'}")
    notes = "；".join(note for note in (event.note, event.internal_note) if note)
    return f"{dates.moment(event.at)} {what} {event.label}{f'：{notes}' if notes else ''}"


def private_buttons(
    case: CaseRow,
    actors: Sequence[Actor],
    now: datetime,
    on_record: Mapping[str, Any],
    *,
    files: bool,
    voice: bool = False,
) -> InlineKeyboardMarkup:
    """The moves that are made most, for a private chat; the others are behind 更多."""
    first, others = sorted_moves(case, actors, now, on_record)
    first = [*deciding(case, actors, on_record), *first]
    if files:
        first.append((text("act-files"), Act(do="files", case=case.id)))
    if voice:
        first.append((text("act-transcribe"), Act(do="transcribe", case=case.id)))
    if len(others) > FEW:
        others = [(text("act-more"), Act(do="more", case=case.id))]
    return plain([*first, *others])


def deciding(case: CaseRow, actors: Sequence[Actor], on_record: Mapping[str, Any]) -> list[Option]:
    """What the unit's head is waited for: the drafted answer, to read and to sign."""
    heads = any(each.role is Role.HEAD and each.unit_id == case.unit_id for each in actors)
    waits = heads and on_record["draft_waits"] and not case.sealed
    return [(text("act-to_sign"), Act(do="to_sign", case=case.id))] if waits else []


def more_buttons(
    case: CaseRow, actors: Sequence[Actor], now: datetime, on_record: Mapping[str, Any]
) -> InlineKeyboardMarkup:
    """What is done now and then: the other moves, the documents, the topic."""
    return plain(sorted_moves(case, actors, now, on_record)[1])


def sorted_moves(
    case: CaseRow, actors: Sequence[Actor], now: datetime, on_record: Mapping[str, Any]
) -> tuple[list[Option], list[Option]]:
    """Every move open to these actors, the usual ones apart from the others."""
    open_now = open_moves(case, actors, now, on_record)
    usual = [event for event in USUAL if event in open_now][:SHOWN]
    ordered = [*usual, *(event for event in open_now if event not in usual)]
    options: list[Option] = [(open_now[event].label, Act(do=event, case=case.id)) for event in ordered]
    options.append((text("act-papers"), Act(do="papers", case=case.id)))
    if not case.sealed:
        more = ("similar", "topic", *(("joint",) if on_record["grouped"] else ()))
        options += [(text(f"act-{do}"), Act(do=do, case=case.id)) for do in more]
    return options[: len(usual)], options[len(usual) :]
