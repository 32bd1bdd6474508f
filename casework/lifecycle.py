"""Which moves a matter may make, by whom, under which article: `move` decides, `allowed` offers.

Deterministic and total: every state and event gives either a `Change` or a `Refusal` with a sentence.
The table is `rules/lifecycle.toml`; docs/lifecycle.md is drawn from it.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from casework import effects, guards
from casework.attempt import Attempt, Running
from casework.calendar import WorkCalendar
from casework.clocks import ClockRules
from casework.movetable import BACK, SAME, Move, by_event, is_open, is_pause, moves, stages, state_label
from casework.petition import DRAFT, Actor, Change, Petition, Refusal, Role
from casework.wording import has, text

__all__ = [
    "MOVES",
    "Attempt",
    "Move",
    "Running",
    "allowed",
    "is_open",
    "is_pause",
    "move",
    "stages",
    "state_label",
    "submit",
]

MOVES = moves()
_OWN = ("purpose", "previous_state", "at_bureau")
_CHOSEN = ("procedure", "simple")
_OPEN_TO_SEALED = (Role.SEALED, Role.CITIZEN, Role.SYSTEM)
_TOLD = (
    "unit_id", "due", "days", "procedure", "outcome", "object", "rating", "reasons", "decision", "ground",
    "kind", "route", "merged_into", "handler_id", "on", "hearing_days", "agreed", "solved", "adopted", "draft",
    "officer_id", "body_id", "refusal", "earlier", "with_case",
    "way", "served_on", "simple", "urgent", "direct", "work_order", "requested_by", "purpose", "level",
)  # fmt: skip
"""The facts that an event keeps: ids, dates and choices, never words that somebody typed."""


def move(
    petition: Petition,
    event: str,
    *,
    by: Actor,
    at: datetime,
    calendar: WorkCalendar | None = None,
    rules: ClockRules | None = None,
    note: str = "",
    **facts: Any,
) -> Change:
    """The change that `event` makes to a matter. Raises `Refusal` with a sentence where the rules forbid it.

    `note` is read by the citizen. Facts: what the table asks for (`needs`), and what guards look at:
    `clocks` (the running clocks), `excluded_units`, `recused`, `co_units`, `urges_left`, `good_cause`,
    `requested_by`, and `done_by` with `done_at` (who was faster).
    """
    row = _row(petition, event, by, facts)
    attempt = Attempt(petition, row, by, at, calendar or WorkCalendar(), rules or ClockRules.load(), facts)
    _needs(row, facts)
    guards.window(attempt)
    for name in row.guards:
        guards.GUARDS[name](attempt)
    return _change(attempt, note)


def submit(
    petition: Petition,
    *,
    at: datetime,
    by: Actor,
    calendar: WorkCalendar | None = None,
    rules: ClockRules | None = None,
    note: str = "",
    **facts: Any,
) -> Change:
    """Register a matter that is being filed, whatever state its row was prepared with: 登记 is unconditional (Art. 22).

    Facts are those of `move`; refuses as it does.
    """
    merged = _chooser_facts(petition, facts)
    row = next(row for row in by_event()["submit"] if by.role in row.who and row.fits(merged))
    attempt = Attempt(petition, row, by, at, calendar or WorkCalendar(), rules or ClockRules.load(), facts)
    _needs(row, facts)
    for name in row.guards:
        guards.GUARDS[name](attempt)
    changed = effects.updates(attempt)
    changed.pop("previous_state", None)
    return _change(attempt, note, was=DRAFT, changed=changed)


def allowed(
    petition: Petition,
    role: Role,
    *,
    at: datetime | None = None,
    calendar: WorkCalendar | None = None,
    clocks: tuple[Running, ...] | None = None,
    on_record: Mapping[str, Any] | None = None,
) -> tuple[Move, ...]:
    """The moves that `role` may try now, one for each event, in the order of the table.

    With `at`, moves whose window is over are left out; with `clocks` and `on_record` (`requested_by`,
    `draft_waits`), those for which nobody has asked. Other guards that need facts speak when the move is made.
    """
    found: dict[str, Move] = {}
    for row in MOVES:
        if row.event in found or petition.state not in row.from_ or not _may(petition, role, row):
            continue
        if at is not None and not _in_window(petition, row, role, at, calendar, clocks):
            continue
        if not _asked_for(petition, row, clocks, on_record):
            continue
        found[row.event] = row
    return tuple(found.values())


def _may(petition: Petition, role: Role, row: Move) -> bool:
    """Whether the role may try the row on this matter: the lane, and what the matter itself decides."""
    if role not in row.who or (petition.sealed and role not in _OPEN_TO_SEALED):
        return False
    if role in guards.UNIT_ROLES and petition.unit_id is None:
        return False
    if (role == Role.SEALED and not petition.sealed) or ("open_lane" in row.guards and petition.sealed):
        return False
    fixed = {name: value for name, value in row.when.items() if name in _OWN}
    if not Move(row.event, row.from_, row.to, row.who, when=fixed).fits(_own(petition)):
        return False
    return _still(petition, row)


def _still(petition: Petition, row: Move) -> bool:
    """What can be done once is not offered again."""
    return all(fits(petition) for name, fits in guards.BY_THE_MATTER.items() if name in row.guards)


def _asked_for(
    petition: Petition, row: Move, clocks: tuple[Running, ...] | None, on_record: Mapping[str, Any] | None
) -> bool:
    """What answers somebody is offered only while they wait for it; a mark not while its report is owed."""
    if "not_urgent" in row.guards and clocks is not None:
        return guards.reported(petition, clocks)
    if "ordered" in row.guards and clocks is not None:
        return guards.owed(row, clocks)
    if on_record is None:
        return True
    return all(fits(on_record) for name, fits in guards.BY_THE_RECORD.items() if name in row.guards)


def _in_window(
    petition: Petition,
    row: Move,
    role: Role,
    at: datetime,
    calendar: WorkCalendar | None,
    clocks: tuple[Running, ...] | None,
) -> bool:
    if not row.opens or (clocks is None and "@" not in row.opens):
        return True
    facts: dict[str, Any] = {} if clocks is None else {"clocks": clocks}
    attempt = Attempt(petition, row, Actor(role), at, calendar or WorkCalendar(), ClockRules.load(), facts)
    try:
        guards.window(attempt)
    except Refusal:
        return False
    return True


def _own(petition: Petition) -> dict[str, Any]:
    """What a matter itself decides about the row: its purpose, where it paused, whether no unit has it."""
    return {
        "purpose": petition.purpose,
        "previous_state": petition.previous_state,
        "at_bureau": petition.unit_id is None,
    }


def _chooser_facts(petition: Petition, facts: Mapping[str, Any]) -> dict[str, Any]:
    """What rows are chosen by. A fact may decide the lane and the way, never what the matter itself is."""
    lane = {name: getattr(petition, name) for name in _CHOSEN}
    return lane | dict(facts) | _own(petition)


def _row(petition: Petition, event: str, by: Actor, facts: Mapping[str, Any]) -> Move:
    """The row that applies, or the refusal that says why none does."""
    rows = by_event().get(event, ())
    if not rows:
        raise Refusal(text("refuse-unknown"))
    if petition.sealed and by.role not in _OPEN_TO_SEALED:
        raise Refusal(text("refuse-sealed"))
    here = [row for row in rows if petition.state in row.from_]
    if not here:
        raise _not_from_here(petition, rows, by, facts)
    mine = [
        row for row in here if by.role in row.who and not (by.role == Role.SEALED and not petition.sealed)
    ]
    if not mine:
        roles = dict.fromkeys(role for row in here for role in row.who)
        raise Refusal(
            text("refuse-role", move=rows[0].label, who="、".join(text(f"actor-{role}") for role in roles)),
            article=here[0].article,
        )
    merged = _chooser_facts(petition, facts)
    fitting = next((row for row in mine if row.fits(merged)), None)
    if fitting is None:
        _needs(mine[0], facts)
        raise Refusal(text("refuse-not-this", move=rows[0].label), article=mine[0].article)
    return fitting


_MARKS = {
    "transfer": "received_at",
    "assign": "received_at",
    "sign": "signed_at",
    "accept": "accepted_at",
    "answer": "answered_at",
    "answer_now": "answered_at",
}
"""The date by which a matter shows that a move was made before."""


def _not_from_here(
    petition: Petition, rows: tuple[Move, ...], by: Actor, facts: Mapping[str, Any]
) -> Refusal:
    """The move is not made from this state: it was made already, or it is not its turn."""
    row = next((row for row in rows if by.role in row.who), rows[0])
    reached = {row.to for row in rows} - {SAME, BACK}
    marked = _MARKS.get(row.event)
    if (
        petition.state in reached
        or facts.get("done_by")
        or (marked and getattr(petition, marked) is not None)
    ):
        return guards.already_done(row.label, facts)
    return Refusal(
        text("refuse-state", state=state_label(petition.state), move=row.label), article=row.article
    )


def _needs(row: Move, facts: Mapping[str, Any]) -> None:
    """Everything the row asks for is there; False is an answer where a yes or no is asked."""
    for name in row.needs:
        value = facts.get(name)
        asked = name in ("solved", "agreed", "adopted")
        missing = value is None if asked or name in ("clocks", "hearing_days") else not value
        if isinstance(value, str) and not value.strip():
            missing = True
        if missing:
            key = f"need-{row.event}-{name}"
            raise Refusal(text(key if has(key) else f"need-{name}"), article=row.article)


def _change(
    attempt: Attempt, note: str, *, was: str | None = None, changed: dict[str, Any] | None = None
) -> Change:
    row, facts = attempt.move, attempt.facts
    written = effects.updates(attempt) if changed is None else changed
    stopped, lapsed = effects.stops(attempt)
    public, internal, shown = _words(row, facts, note)
    return Change(
        case_id=attempt.petition.id,
        version=attempt.petition.version,
        event=row.event,
        was=attempt.petition.state if was is None else was,
        now=effects.target(attempt),
        by=attempt.by,
        at=attempt.at,
        article=row.article,
        note=public,
        internal_note=internal,
        updates=written,
        starts=effects.starts(attempt, written),
        stops=stopped,
        lapses=lapsed,
        data=_data(attempt),
        public=shown,
    )


def _words(row: Move, facts: Mapping[str, Any], note: str) -> tuple[str, str, bool]:
    """What the citizen reads, what stays inside, and whether the citizen's timeline shows the event."""
    words = str(facts.get("text") or "").strip()
    reason = str(facts.get("reason") or "").strip()
    shown = row.public and (row.event != "note" or bool(facts.get("public")))
    if row.reason == "public":
        return note or reason, words if note or reason else "", shown
    if shown:
        return note or words, reason, True
    return note if row.public and row.event != "note" else "", "\n".join(filter(None, [words, reason])), shown


def _data(attempt: Attempt) -> dict[str, Any]:
    """The facts kept with the event: JSON-able, no words, no names."""
    kept = {name: _plain(attempt.facts[name]) for name in _TOLD if attempt.facts.get(name) is not None}
    second = attempt.facts.get("second")
    if isinstance(second, Actor):
        kept["second"] = second.staff_id
    if attempt.facts.get("good_cause"):
        kept["late"] = True
    return kept


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, list | tuple):
        return [str(item) for item in value]
    return value if isinstance(value, bool | int) else str(value)
