"""督办 drafted with its legal ground and evidence (Art. 40); a person reads it and issues it.

督办 concerns the unit's handling of a matter. Nothing here is about the person who petitioned.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol

from casework import officerules
from casework.clocks import ClockRules, office_date
from casework.guards import GROUNDS
from casework.petition import Outcome, Petition
from casework.supervision import Level, level, ping_pong
from casework.wording import text

ARTICLE = "第40条"
EXECUTION_DAYS = officerules.days("execution")


@dataclass(frozen=True, slots=True)
class Seen:
    """One event of a timeline, as far as evidence needs it."""

    seq: int
    event: str
    on: date
    unit_id: int | None = None
    solved: bool | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """A running clock of the office; a window is no ground."""

    clock: str
    limit: date


@dataclass(frozen=True, slots=True)
class SupervisionProposal:
    """A proposal to supervise: ground, why in one sentence, and the lines of the timeline that show it."""

    ground: str
    why: str
    evidence: tuple[str, ...]
    level: Level
    article: str = ARTICLE

    @property
    def title(self) -> str:
        """The ground as the slip prints it."""
        return text(f"ground-{self.ground}")


class Recorded(Protocol):
    """An event as storage keeps it; `data` is a mapping or its JSON text."""

    @property
    def seq(self) -> int: ...
    @property
    def event(self) -> str: ...
    @property
    def at(self) -> datetime: ...
    @property
    def data(self) -> Any: ...


def seen(event: Recorded) -> Seen:
    """What evidence needs of a recorded event.

    The unit is the one that received the matter, not who acted.
    """
    facts: Mapping[str, Any] = json.loads(event.data) if isinstance(event.data, str) else event.data
    return Seen(event.seq, event.event, office_date(event.at), facts.get("unit_id"), facts.get("solved"))


def draft(petition: Petition, events: Iterable[Recorded], *, clock: str, limit: date, today: date) -> str:
    """The text of a 督办单 for a duty that is over its limit: grounds, evidence, article.

    A person issues it.
    """
    of_people = [seen(event) for event in events if event.event != "still_open"]
    drafts = propose(petition, of_people, [Due(clock, limit)], today)
    lines = [text("slip-title", number=petition.number)]
    for found in drafts:
        lines.append(text("slip-ground", ground=found.title, why=found.why, article=found.article))
        lines += [f"　{line}" for line in found.evidence if line != found.why]
    return "\n".join([*lines, text("slip-foot")])


def propose(
    petition: Petition, events: Sequence[Seen], duties: Sequence[Due], today: date
) -> tuple[SupervisionProposal, ...]:
    """Every ground that the record shows today, the gravest level first. Empty: nothing to supervise."""
    drafts = [*_overdue(duties, events, today), *_passed_around(events), *_false_closure(events)]
    drafts += _not_executed(petition, events, today)
    order = list(Level)
    return tuple(sorted(drafts, key=lambda draft: (-order.index(draft.level), GROUNDS.index(draft.ground))))


def _line(event: Seen) -> str:
    return text("evidence-event", seq=event.seq, on=event.on.isoformat(), what=text(f"event-{event.event}"))


def _overdue(duties: Sequence[Due], events: Sequence[Seen], today: date) -> list[SupervisionProposal]:
    """违反规定受理、办理: a statutory duty is not done in time."""
    found = []
    for duty in duties:
        reached = level(duty.limit, today)
        if reached is None or ClockRules.load().is_window(duty.clock):
            continue
        clock, over = text(f"clock-{duty.clock}"), (today - duty.limit).days
        why = text("ground-overdue", clock=clock, limit=duty.limit.isoformat(), days=over)
        last = [_line(event) for event in events[-1:]]
        found.append(SupervisionProposal("irregular", why, (why, *last), reached))
    return found


def _passed_around(events: Sequence[Seen]) -> list[SupervisionProposal]:
    """推诿: the matter goes round between units."""
    hops = [
        event for event in events if event.event in ("transfer", "assign", "object_approve") and event.unit_id
    ]
    if not ping_pong(event.unit_id or 0 for event in hops):
        return []
    why = text("ground-ping-pong", times=len(hops))
    return [SupervisionProposal("shirking", why, tuple(_line(event) for event in hops), Level.BUREAU)]


def _false_closure(events: Sequence[Seen]) -> list[SupervisionProposal]:
    """弄虚作假: answered as done, and the citizen says it is not."""
    answered = max((event.seq for event in events if event.event == "answer"), default=0)
    unsolved = [event for event in events if event.event == "callback" and event.solved is False]
    unsolved = [event for event in unsolved if answered and event.seq > answered]
    if not unsolved:
        return []
    shown = [event for event in events if event.seq == answered] + unsolved
    evidence = tuple(_line(event) for event in shown)
    return [SupervisionProposal("shirking", text("ground-unsolved"), evidence, Level.UNIT)]


def _not_executed(petition: Petition, events: Sequence[Seen], today: date) -> list[SupervisionProposal]:
    """拒不执行: a supported request, and no word that it was carried out."""
    answers = [event for event in events if event.event == "answer"]
    if petition.outcome not in (Outcome.SUPPORTED, Outcome.PARTLY) or not answers:
        return []
    if any(event.event == "executed" for event in events):
        return []
    waited = (today - answers[-1].on).days
    if waited <= EXECUTION_DAYS:
        return []
    why = text("ground-no-execution", on=answers[-1].on.isoformat(), days=waited)
    return [SupervisionProposal("not_executed", why, (_line(answers[-1]),), Level.BUREAU)]
