"""The form of a move: the table of moves says what a move needs, and each need has its question here.

Facts are collected one by one in the officer's private chat; the last one makes the move.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from casework import clock_names, guards, numbering, refusals, reply, routes
from casework.lifecycle import MOVES, Move
from casework.petition import Actor, Procedure, Purpose, Refusal, Role
from casework.wording import has, text
from nlp import days_written
from services import access, case_file, exclusion
from services.buttons import Option, Put
from services.context import Desk
from services.kept import Kept
from storage import cases, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.office_rows import UnitKind

SHORTEST = 4
YES_NO = ("consent", "agreed", "adopted", "solved")
GIVEN = ("clocks", "second", "confirmed", "hearing_days")
"""Needs that are on record or come from a second person, never asked."""
TWO_PEOPLE = ("no_longer_accept",)
"""Moves that a second person must agree to."""
CHOICES_FIRST = {
    "accept": "simple", "note": "visibility", "review_answer": "decision", "recheck_answer": "decision",
}  # fmt: skip
"""What is asked before the table's own needs, because it chooses among the rows of the move."""
REFUSING = ("not_accept", "refuse_propose")
"""Moves whose reason is put together of ground, reason and where to go."""
AT_THE_WINDOW = ("contest", "plead_late", "supplied", "supplement", "correct", "ask_review", "ask_recheck")
"""A citizen's moves that an officer writes down for them at the window: what was said is asked."""
_DAYS = (5, 10, 15, 30)
_BESIDE = 8


@dataclass
class Form(Kept):
    """A move that is being prepared: on which case, in which role, and what is known so far."""

    KEY = "move"

    event: str
    case: int
    staff: int
    facts: dict[str, Any] = field(default_factory=dict)
    need: str = ""


def row_for(case: CaseRow, event: str, role: Role, facts: dict[str, Any]) -> Move | None:
    """The row of the table that this move would take with what is known, as the rules would choose it."""
    own = {name: getattr(case, name) for name in ("purpose", "procedure", "simple", "previous_state")}
    own["at_bureau"] = case.unit_id is None
    for row in MOVES:
        here = row.event == event and case.state in row.from_ and role in row.who
        if here and row.fits({**own, **facts}):
            return row
    return None


def open_need(case: CaseRow, form: Form, role: Role) -> str | None:
    """The next thing to ask; None when the move can be made (or when the rules must say why not)."""
    first = CHOICES_FIRST.get(form.event)
    if first and first not in form.facts:
        return first
    row = row_for(case, form.event, role, form.facts)
    wanted = row.needs if row is not None else ()
    if form.event in AT_THE_WINDOW:
        wanted = (*wanted, "text")
    return next((need for need in wanted if need not in form.facts and need not in GIVEN), None)


def question(form: Form) -> str:
    """What is asked for a need; a move may have words of its own for it."""
    own = f"form-need-{form.need}-{form.event}"
    return text(own if has(own) else f"form-need-{form.need}")


async def options(desk: Desk, case: CaseRow, need: str) -> list[Option]:
    """What may be tapped for a need; empty where words are wanted."""
    if need in YES_NO:
        return [_option(need, "yes"), _option(need, "no")]
    if need in _LISTED:
        return [(label, Put(need=need, value=value)) for label, value in await _LISTED[need](desk, case)]
    return []


def _option(need: str, value: str) -> Option:
    own = f"form-opt-{need}-{value}"
    return text(own if has(own) else f"form-opt-{value}"), Put(need=need, value=value)


async def _units(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    """The units that may get it, with a warning at those that its words complain of."""
    rows = await office.units(await desk.read())
    out = await case_file.of(desk.turn, case).excluded_units()
    named = await exclusion.named_in(desk.turn, case)
    return [
        (text("form-opt-named", unit=row.short_name) if row.id in named else row.short_name, str(row.id))
        for row in rows
        if row.id != case.unit_id and row.id not in out
    ]


async def _officers(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    session = await desk.read()
    rows = await office.staff_of(session, case.unit_id) if case.unit_id else []
    gone = await case_file.of(desk.turn, case).recused()
    return [
        (f"{row.label} {row.id}", str(row.id))
        for row in rows
        if row.id not in gone and row.role != Role.ADMIN
    ]


async def _handlers(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    session = await desk.read()
    rows = await office.staff_of(session, case.unit_id) if case.unit_id else []
    left_out = {row.staff_id for row in await cases.recused(session, case.id)} | {case.handler_id}
    may = [row for row in rows if row.role in (Role.HANDLER, Role.HEAD) and row.id not in left_out]
    names = Counter(row.label for row in may)
    return [
        (row.label if row.label and names[row.label] == 1 else f"{row.label} {row.id}", str(row.id))
        for row in may
    ]


async def _outcomes(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text(f"outcome-{each}"), str(each)) for each in guards.outcomes_for(case.purpose)]


async def _procedures(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    ordered = [Procedure.PETITION, *(each for each in Procedure if each is not Procedure.PETITION)]
    return [(text(f"procedure-{each}"), str(each)) for each in ordered]


async def _routes(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(route.name, route.id) for route in routes.load()]


async def _purposes(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text(f"purpose-{each}"), str(each)) for each in Purpose if each is not Purpose.REPORT]


async def _refusals(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    """The grounds of the law for whoever answers: a unit's own list is shorter than the bureau's."""
    held = {each.role for each in await access.officers(desk) if each.unit_id == case.unit_id}
    unit = next((role for role in (Role.HANDLER, Role.HEAD) if role in held), Role.CLERK)
    return [(ground.name, ground.id) for ground in refusals.open_to(unit, case.state)]


async def _rechecked(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    """Matters of the same citizen that ended with 复核."""
    session = await desk.read()
    found = [await cases.by_id(session, each) for each in await cases.rechecked(session, case.owner_id or 0)]
    return [(each.number, str(each.id)) for each in found if each is not None and each.id != case.id]


async def _same_matter(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    """The newest open cases of the same topic in the same place that this officer may see."""
    held = await access.officers(desk)
    rows = await cases.of_topic(await desk.read(), case.topic or "", case.town, but=case.id, limit=_BESIDE)
    return [
        (row.number, str(row.id))
        for row in rows
        if any(access.concerns(each, row, {row.unit_id, row.lead_unit_id}) for each in held)
    ]


async def _ways(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text(f"serve-way-{each}"), each) for each in ("letter", "phone", "visit")]


async def _grounds(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text(f"ground-{each}"), each) for each in guards.GROUNDS]


async def _kinds(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text(f"recommendation-{each}"), each) for each in guards.RECOMMENDATIONS]


async def _bodies(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    """Whom a recommendation can go to: the unit itself, the one above it, and who holds others responsible."""
    rows = [row for row in await office.units(await desk.read()) if row.kind != UnitKind.BUREAU]
    own = next((row for row in rows if row.id == case.unit_id), None)
    above = {own.parent_id} if own is not None else set()
    first = [
        row for row in rows if row.id == case.unit_id or row.id in above or row.kind == UnitKind.DISCIPLINE
    ]
    return [(row.short_name, str(row.id)) for row in [*first, *(row for row in rows if row not in first)]]


async def _decisions(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text(f"decision-{each}"), each) for each in ("maintain", "revoke", "change")]


async def _dates(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text("form-opt-days", days=days), str(days)) for days in _DAYS]


async def _fixed_simple(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text("form-opt-simple-no"), "no"), (text("form-opt-simple-yes"), "yes")]


async def _visibility(desk: Desk, case: CaseRow) -> list[tuple[str, str]]:
    return [(text(f"form-opt-visibility-{each}"), each) for each in ("public", "internal")]


_LISTED: dict[str, Callable[[Desk, CaseRow], Awaitable[list[tuple[str, str]]]]] = {
    "unit_id": _units,
    "handler_id": _handlers,
    "officer_id": _officers,
    "outcome": _outcomes,
    "procedure": _procedures,
    "route": _routes,
    "purpose": _purposes,
    "ground": _grounds,
    "way": _ways,
    "refusal": _refusals,
    "earlier": _rechecked,
    "with_case": _same_matter,
    "kind": _kinds,
    "body_id": _bodies,
    "decision": _decisions,
    "due": _dates,
    "days": _dates,
    "simple": _fixed_simple,
    "visibility": _visibility,
}


async def taken(desk: Desk, case: CaseRow, need: str, said: str) -> Any:
    """A need's value from a tap or from words. Raises `Refusal` with what is wrong."""
    listed = await options(desk, case, need)
    values = {data.value: data.value for _, data in listed if isinstance(data, Put)}
    labels = {label: data.value for label, data in listed if isinstance(data, Put)}
    chosen = values.get(said.strip()) or labels.get(said.strip())
    if need in YES_NO or need == "simple":
        return _yes_or_no(chosen or said)
    if need in ("unit_id", "handler_id", "officer_id", "earlier", "body_id"):
        return _picked(chosen, said, labels)
    if need in ("due", "on"):
        return _day(desk, said).isoformat()
    if need == "served_on":
        return _past_day(desk, said).isoformat()
    if need == "days":
        return _extension(desk, said)
    if need == "basis" and (faults := reply.basis_faults(said)):
        raise Refusal(faults[0])
    if need == "merged_into":
        return await _case_id(desk, case, said)
    if need == "with_case":
        return int(chosen) if chosen else await _beside(desk, case, said)
    if listed:
        return chosen or _refuse("error-choose")
    if len(said.strip()) < SHORTEST:
        raise Refusal(text("form-text-short"))
    return said.strip()


def _yes_or_no(said: str) -> bool:
    """Whether yes was said. What is neither is asked again: a sentence about an agreement is not the lack of one."""
    words = said.strip(" 。.!！,，")
    if words in ("yes", *text("form-said-yes").split("、")):
        return True
    if words in ("no", *text("form-said-no").split("、")):
        return False
    raise Refusal(text("form-yes-or-no"))


def _refuse(key: str) -> Any:
    raise Refusal(text(key))


def _picked(chosen: str | None, said: str, labels: dict[str, str]) -> int:
    """A unit or an officer by button, exact name, or a name that only one of them contains."""
    if chosen is None:
        found = [value for label, value in labels.items() if said.strip() and said.strip() in label]
        chosen = found[0] if len(found) == 1 else _refuse("form-no-unit")
    return int(str(chosen))


def _day(desk: Desk, said: str) -> date:
    """A day to come, as people write it: a date, 12月1日, 下周五, 明天, 十天, 10."""
    return _day_said(desk, said, coming=True)


def _past_day(desk: Desk, said: str) -> date:
    """A day that has come; 0 is today."""
    day = _day_said(desk, said, coming=False)
    if day > desk.today:
        raise Refusal(text("refuse-ahead"))
    return day


def _day_said(desk: Desk, said: str, *, coming: bool) -> date:
    try:
        day = days_written.day(said, desk.today, coming=coming)
        return day if day is not None else desk.today + timedelta(days=_number(said))
    except (ValueError, OverflowError, Refusal):
        raise Refusal(text("form-bad-date")) from None


def _extension(desk: Desk, said: str) -> int:
    """How many days longer; too many are told at once, before anybody types a reason."""
    days, rule = _number(said), desk.context.clocks.rule(clock_names.EXTENSION, desk.today)
    if rule.cap is not None and not 1 <= days <= rule.cap:
        raise Refusal(text("refuse-extension-length", cap=rule.cap))
    return days


def _number(said: str) -> int:
    found = days_written.count(said)
    if found is None:
        raise Refusal(text("form-bad-number"))
    return found


async def _case_id(desk: Desk, case: CaseRow, said: str) -> int:
    """The case to merge into: another open one of the same citizen, who is told of it and follows it there."""
    number = numbering.parse(said)
    into = await cases.get(await desk.read(), number) if isinstance(number, str) else None
    if into is None or into.sealed:
        raise Refusal(text("form-no-case"))
    if into.id == case.id or not into.is_open or into.owner_id is None or into.owner_id != case.owner_id:
        raise Refusal(text("form-not-theirs"))
    return into.id


async def _beside(desk: Desk, case: CaseRow, said: str) -> int:
    """Another case of the same matter, by its number: one that this officer may see."""
    number = numbering.parse(said)
    other = await cases.get(await desk.read(), number) if isinstance(number, str) else None
    if other is None or other.id == case.id:
        raise Refusal(text("form-no-case"))
    await access.standing(desk, other.id)
    return other.id


def arguments(form: Form) -> dict[str, Any]:
    """The collected facts as the rules want them: dates as dates, visibility as the note's publicity, the
    statutory way with its limit before the officer's own words.
    """
    facts = dict(form.facts)
    if form.event == "route_legal":
        facts["text"] = f"{routes.by_id(facts['route']).advice}\n{facts['text']}"
    if "parties" in facts:
        facts["reason"] = facts["parties"]
    if form.event == "forward":
        facts["text"] = text("forward-words", where=facts["where"], text=facts["text"])
    if "panel" in facts:
        facts["text"] = text("hearing-words", venue=facts["venue"], panel=facts["panel"])
    if "minutes" in facts:
        facts["reason"] = facts["minutes"]
    if "basis" in facts:
        facts["text"] = text("review-words", text=facts["text"], basis=facts["basis"])
    if form.event in REFUSING and not facts.get("composed"):
        facts["reason"] = refusals.words(facts["refusal"], facts["reason"], facts["where"])
    facts.pop("composed", None)
    for name in ("due", "on", "served_on"):
        if isinstance(facts.get(name), str):
            facts[name] = date.fromisoformat(facts[name])
    if "visibility" in facts:
        facts["public"] = facts.pop("visibility") == "public"
    return facts


def acting(actors: list[Actor], case: CaseRow, event: str) -> Actor | None:
    """The one of a person's roles in which this move may be tried here; the case's own unit first."""
    mine = [each for each in actors if row_somewhere(case, event, each.role)]
    mine.sort(key=lambda each: event == "answer" and each.role is not Role.HEAD)  # who signs needs no second
    return next((each for each in mine if each.unit_id == case.unit_id), mine[0] if mine else None)


def row_somewhere(case: CaseRow, event: str, role: Role) -> bool:
    """Whether the table has this move for the role in the case's state, whatever facts choose the row."""
    return any(row.event == event and case.state in row.from_ and role in row.who for row in MOVES)


def label_of(event: str) -> str:
    """What a move's button says."""
    return next((row.label for row in MOVES if row.event == event), event)
