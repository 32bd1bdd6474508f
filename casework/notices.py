"""Who hears about a change, and what each may know.

A group never reads what a citizen typed, nor a name. A sealed matter speaks to nobody but the sealed role and
its own citizen. A change that the citizen's timeline shows makes exactly one message to the citizen.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from casework import clock_names
from casework.clocks import ClockRules
from casework.movetable import is_open, tells
from casework.petition import Change, ClockStart, Petition, Role, State
from casework.supervision import OVERDUE_STAGES, Stage
from casework.wording import Later, LaterDay, has, text

_AFTER_THE_END = (clock_names.EXECUTION, clock_names.CALL_BACK)
"""Duties that are followed also when every window is over."""


class Audience(StrEnum):
    """Who hears. Groups are those of the matter's units; roles are the people who hold them there."""

    CITIZEN = "citizen"
    UNIT_GROUP = "unit_group"
    OLD_UNIT_GROUP = "old_unit_group"
    CO_UNIT_GROUP = "co_unit_group"
    BUREAU_GROUP = "bureau_group"
    HANDLER = "handler"
    NEW_HANDLER = "new_handler"
    HEAD = "head"
    SUPERVISOR = "supervisor"
    SEALED = "sealed"
    REVIEWER = "reviewer"


GROUPS = frozenset(
    {Audience.UNIT_GROUP, Audience.OLD_UNIT_GROUP, Audience.CO_UNIT_GROUP, Audience.BUREAU_GROUP}
)


_NOBODYS_YET = ("urge",)
"""What every handler of the unit hears in private while none of them has taken the matter up."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to one audience.

    `key` names the sentence; empty: only the card is redrawn, without a sound.
    """

    to: Audience
    key: str = ""
    arguments: Mapping[str, str | int | Later] = field(default_factory=dict)
    card: bool = False  # the matter's card in that group is drawn or redrawn
    unit_id: int | None = None  # whose group or people
    staff_id: int | None = None  # the one person, where it is one
    reply: bool = False  # the addressee made the change: a handler may say it in its own answer
    words: str = ""  # the public note, only ever for the citizen

    @property
    def sentence(self) -> str:
        """The message as it is read."""
        if not self.key:
            return ""
        said = text(self.key, **{name: str(value) for name, value in self.arguments.items()})
        return f"{said}\n{self.words}" if self.words else said


def audience(
    change: Change, petition: Petition, *, units: Mapping[int, str | Later] | None = None
) -> tuple[Notice, ...]:
    """Every message that a change causes. `petition` is the matter before or after the change; `units`
    their names.

    The citizen's message comes first, if there is one.
    """
    sealed = bool(change.updates.get("sealed", petition.sealed))
    unit_id = change.updates.get("unit_id", petition.unit_id)
    names = units or {}
    facts: dict[str, str | int | Later] = {
        "number": petition.number,
        "state": Later(f"state-{change.now}"),
        "limit": _limit(change),
        "unit": names.get(unit_id or 0) or Later("unit-unnamed"),
        "on": LaterDay(str(change.data["on"])) if change.data.get("on") else "",
        "decision": Later(f"decision-{change.data['decision']}") if change.data.get("decision") else "",
        "body": names.get(change.by.unit_id or 0) or Later("reply-next-level"),
    }
    notices = [_citizen(change, facts, sealed)] if change.public else []
    if sealed or petition.sealed:
        return (*notices, *_sealed(change, petition))
    return (*notices, *_office(change, petition, unit_id, facts))


def _limit(change: Change) -> str | Later:
    """The date that the change's first clock sets, as it is read."""
    return LaterDay(change.starts[0].limit.isoformat()) if change.starts else "—"


def _citizen(change: Change, facts: Mapping[str, str | int | Later], sealed: bool) -> Notice:
    """The one message to the citizen; of a sealed matter it says as little as the law wants."""
    words = change.note
    key = f"notice-citizen-{change.event}"
    if sealed and change.now == State.TRANSFERRED_DISCIPLINE:
        key, words = "notice-sealed-passed", ""
    elif sealed and not has(f"notice-sealed-{change.event}"):
        key = "notice-sealed-news"
    elif sealed:
        key = f"notice-sealed-{change.event}"
    elif change.starts and has(f"{key}-{change.starts[0].clock}"):
        key = f"{key}-{change.starts[0].clock}"  # another clock, another promise
    return Notice(Audience.CITIZEN, key, facts, reply=change.by.role == Role.CITIZEN, words=words)


def _sealed(change: Change, petition: Petition) -> tuple[Notice, ...]:
    """Only the sealed role hears, and only that there is something: not from the one who made the change."""
    if change.by.role == Role.SEALED:
        return ()
    if change.event == "unseal":
        return (Notice(Audience.BUREAU_GROUP, "notice-group-unseal", {"number": petition.number}, card=True),)
    removed = _removed_card(change, petition) if change.event == "seal" else ()
    return (Notice(Audience.SEALED, "notice-sealed-one"), *removed)


def _removed_card(change: Change, petition: Petition) -> tuple[Notice, ...]:
    """A matter that becomes sealed leaves the groups that had its card; the card says nothing any more."""
    bureau = Notice(Audience.BUREAU_GROUP, "", card=True)
    if petition.unit_id is None:
        return (bureau,)
    return (Notice(Audience.OLD_UNIT_GROUP, "", card=True, unit_id=petition.unit_id), bureau)


def _office(
    change: Change, petition: Petition, unit_id: int | None, facts: Mapping[str, str | int | Later]
) -> tuple[Notice, ...]:
    """Who in the office hears, and whose cards are redrawn."""
    old = petition.unit_id if petition.unit_id != unit_id else None
    safe = {"number": facts["number"], "state": facts["state"], "limit": facts["limit"]}
    found: dict[tuple[Audience, int | None], Notice] = {}
    for name in tells().get(change.event, ()):
        notice = _to(name, change, petition, unit_id, old, safe)
        if notice is not None:
            found[notice.to, notice.unit_id] = notice
    redraw: list[tuple[Audience, int | None]] = [(Audience.BUREAU_GROUP, None)]
    if unit_id is not None:
        redraw.append((Audience.UNIT_GROUP, unit_id))
    for to, unit in redraw:
        found.setdefault((to, unit), Notice(to, "", card=True, unit_id=unit))
    return tuple(found.values())


def _to(
    name: str,
    change: Change,
    petition: Petition,
    unit_id: int | None,
    old: int | None,
    safe: Mapping[str, str | int | Later],
) -> Notice | None:
    """One audience of the table as a notice; None where there is nobody."""
    to = Audience.UNIT_GROUP if name == "desk" else Audience(name)
    if unit_id is None and to == Audience.UNIT_GROUP:
        to = Audience.BUREAU_GROUP
    if unit_id is None and to == Audience.HEAD:
        return None
    staff = {Audience.HANDLER: petition.handler_id, Audience.NEW_HANDLER: change.data.get("handler_id")}.get(
        to
    )
    everybody = (
        to == Audience.HANDLER and staff is None and change.event in _NOBODYS_YET and unit_id is not None
    )
    one = to in (Audience.HANDLER, Audience.NEW_HANDLER) and not everybody
    if one and (staff is None or staff == change.by.staff_id):
        return None
    if to == Audience.OLD_UNIT_GROUP and old is None:
        return None
    whose = {Audience.OLD_UNIT_GROUP: old, Audience.CO_UNIT_GROUP: change.data.get("unit_id")}.get(
        to, unit_id
    )
    if to in (Audience.BUREAU_GROUP, Audience.SUPERVISOR, Audience.REVIEWER):
        whose = None
    kind = "left" if to == Audience.OLD_UNIT_GROUP else change.event
    side = "group" if to in GROUPS else "staff"
    return Notice(to, f"notice-{side}-{kind}", safe, card=to in GROUPS, unit_id=whose, staff_id=staff)


def hearing_eve(petition: Petition, on: str, words: str, units: Sequence[int]) -> tuple[Notice, ...]:
    """Who is reminded the day before a hearing: everybody who must come. `words`: place and panel, for the citizen."""
    facts: dict[str, str | int | Later] = {"number": petition.number, "on": LaterDay(on)}
    staff = "notice-staff-hearing_eve"
    told = [Notice(Audience.CITIZEN, "notice-citizen-hearing_eve", facts, words=words)]
    told += [
        Notice(Audience.UNIT_GROUP, "notice-group-hearing_eve", facts, unit_id=unit)
        for unit in dict.fromkeys(units)
    ]
    if petition.handler_id is not None:
        told.append(Notice(Audience.HANDLER, staff, facts, staff_id=petition.handler_id))
    if petition.previous_state in (State.REVIEW, State.RECHECK):
        told.append(Notice(Audience.REVIEWER, staff, facts))
    return tuple(told)


def for_alarm(
    petition: Petition,
    clock: ClockStart,
    stage: Stage,
    today: date,
    *,
    to_sign: bool = False,
    rules: ClockRules | None = None,
) -> tuple[Notice, ...]:
    """Who hears when a clock rings. A sealed matter rings only with the sealed role.

    The days are counted from `today`: a reminder that waited for the office to open, or for a machine to come back,
    says how long there is left when it is read. While a drafted answer waits (`to_sign`), it is the unit's head who
    keeps everybody waiting, and hears it from the first stage on.
    """
    known = rules or ClockRules.load()
    whose, left = known.whose(clock.clock), (clock.limit - today).days
    facts: dict[str, str | int | Later] = {
        "number": petition.number,
        "clock": text(f"clock-{clock.clock}"),
        "limit": LaterDay(clock.limit.isoformat()),
        "days": abs(left),
    }
    if not is_open(petition.state) and clock.clock not in _AFTER_THE_END:
        return ()
    if known.is_window(clock.clock):
        key = f"alarm-citizen-{clock.clock}-{stage}"
        return (Notice(Audience.CITIZEN, key, facts),) if whose == "citizen" and has(key) else ()
    if petition.sealed:
        return (Notice(Audience.SEALED, "notice-sealed-one"),)
    key = _alarm_key(stage, left)
    heads = (Audience.HEAD,) if to_sign and whose == "unit" and petition.unit_id is not None else ()
    return tuple(
        Notice(
            to,
            "alarm-to-sign" if to in heads else key,
            facts,
            card=to in GROUPS,
            unit_id=_whose_people(to, petition),
            staff_id=_person(to, petition),
        )
        for to in dict.fromkeys((*_alarmed(whose, stage, petition), *heads))
    )


def _alarm_key(stage: Stage, left: int) -> str:
    """The sentence: by the days that are left while there are any, by who has to move once there are none."""
    if stage in OVERDUE_STAGES and left < 0:
        return f"alarm-{stage}"
    if left > 1:
        return "alarm-left"
    return {1: "alarm-eve", 0: "alarm-due"}.get(left, f"alarm-{Stage.OVERDUE}")


def _alarmed(whose: str, stage: Stage, petition: Petition) -> tuple[Audience, ...]:
    """Which people an alarm wakes: the one in duty first, then one level more."""
    first = {
        "unit": (Audience.UNIT_GROUP, Audience.HANDLER),
        "review": (Audience.REVIEWER,),
    }.get(whose, (Audience.BUREAU_GROUP,))
    if whose == "unit" and petition.unit_id is None:
        first = (Audience.BUREAU_GROUP,)
    if petition.handler_id is None:
        first = tuple(to for to in first if to != Audience.HANDLER)
    if stage == Stage.OVERDUE and whose == "unit":
        return (*first, Audience.HEAD)
    if stage == Stage.BUREAU:
        return tuple(dict.fromkeys((*first, Audience.BUREAU_GROUP)))
    if stage == Stage.SUPERVISION:
        return tuple(dict.fromkeys((*first, Audience.BUREAU_GROUP, Audience.SUPERVISOR)))
    return first


def _whose_people(to: Audience, petition: Petition) -> int | None:
    return petition.unit_id if to in (Audience.UNIT_GROUP, Audience.HANDLER, Audience.HEAD) else None


def _person(to: Audience, petition: Petition) -> int | None:
    return petition.handler_id if to == Audience.HANDLER else None
