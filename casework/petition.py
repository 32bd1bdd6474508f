"""The nouns of petition work: what a matter is, who acts on it, and what a rule says has changed.

Rules read a `Petition` and return a `Change`; storage records the change. Nothing here does I/O or
reads a clock. The names follow `docs/language.md`, which follows 《信访工作条例》(2022-05-01).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Protocol
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Shanghai")
"""Statutory days are counted by the calendar of the office, whatever the server's zone."""


class Purpose(StrEnum):
    """信访目的: what the citizen wants; decided before the department (Art. 29-31)."""

    REPORT = "JU"  # 检举控告, sealed
    APPEAL = "SU"  # 申诉
    REQUEST = "QJ"  # 求决（投诉）
    SUGGESTION = "JY"  # 建议意见
    INQUIRY = "ZX"  # 咨询, not a petition
    HELP = "QZ"  # 求助
    THANKS = "GX"  # 感谢表扬, not a petition
    OTHER = "QT"


class State(StrEnum):
    """Where a matter stands (docs/lifecycle.md draws the moves between them)."""

    REGISTERED = "registered"
    AWAITING_INFO = "awaiting_info"
    TRANSFERRED = "transferred"
    ASSIGNED = "assigned"
    OBJECTED = "objected"
    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    EXTENDED = "extended"
    HEARING = "hearing"
    MEDIATION = "mediation"
    ANSWERED = "answered"
    REVIEW = "review"
    REVIEW_ANSWERED = "review_answered"
    RECHECK = "recheck"
    FINAL = "final"
    ROUTED_LEGAL = "routed_legal"
    TRANSFERRED_DISCIPLINE = "transferred_discipline"
    MERGED = "merged"
    NOT_ACCEPTED = "not_accepted"
    NO_LONGER_ACCEPTED = "no_longer_accepted"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


DRAFT = "draft"
"""What a matter is before it is registered: the `was` of every first change. Never stored as a state."""


class Role(StrEnum):
    """Who acts. A person may hold several roles; a move is made in one of them."""

    CITIZEN = "citizen"
    CLERK = "clerk"  # 信访局经办
    SUPERVISOR = "supervisor"  # 督查
    HANDLER = "handler"  # 责任单位经办
    HEAD = "head"  # 责任单位负责人
    REVIEWER = "reviewer"  # 复查复核机关
    SEALED = "sealed"  # 检举控告专人
    ADMIN = "admin"  # 管理员, sees no case content
    SYSTEM = "system"


class Procedure(StrEnum):
    """六分法: the six ways a matter is handled (Art. 31). Only PETITION has the 60 days and reviews."""

    LITIGATION = "litigation"  # 31(1) 诉讼、复议、检察、公安等法律程序
    ARBITRATION = "arbitration"  # 31(2)
    PARTY = "party"  # 31(3) 党员申诉、申请复审
    ADMINISTRATIVE = "administrative"  # 31(4) 行政复议、裁决、确认、许可、处罚
    DUTY = "duty"  # 31(5) 查处违法、履行保护职责
    PETITION = "petition"  # 31(6) 信访处理意见书


class Outcome(StrEnum):
    """What an answer decides (Art. 29, 32)."""

    SUPPORTED = "supported"  # 予以支持
    PARTLY = "partly"  # 部分支持
    EXPLAINED = "explained"  # 解释说明
    REFUSED = "refused"  # 不予支持
    ADOPTED = "adopted"  # 建议：采纳
    PARTLY_ADOPTED = "partly_adopted"
    NOT_ADOPTED = "not_adopted"
    NOTED = "noted"  # 留作参考
    REPLIED = "replied"  # 咨询、感谢：已回复


class Rating(StrEnum):
    """群众评价 [国信发〔2014〕16号]; silence is 未评价 and never counts as satisfied."""

    SATISFIED = "satisfied"
    MOSTLY = "mostly"
    UNSATISFIED = "unsatisfied"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who makes a move, in the one role the move needs.

    `staff_id` is None for a citizen and for the system; `label` is what others may read
    (a unit's or section's name, never a citizen's name).
    """

    role: Role
    staff_id: int | None = None
    unit_id: int | None = None
    label: str = ""
    person_id: int | None = None

    def is_same_person(self, other: "Actor") -> bool:
        """Whether both are one person, in whatever roles."""
        known = (self.person_id, other.person_id)
        return self.staff_id == other.staff_id or (None not in known and known[0] == known[1])


SYSTEM = Actor(Role.SYSTEM, label="系统")
CITIZEN = Actor(Role.CITIZEN, label="信访人")


class Petition(Protocol):
    """What a rule may read of a matter. The stored row satisfies it as it is."""

    id: int
    number: str
    version: int
    state: str
    purpose: str
    sealed: bool
    anonymous: bool
    unit_id: int | None
    lead_unit_id: int | None
    handler_id: int | None
    procedure: str | None
    simple: bool
    urgency: str
    outcome: str | None
    extended: bool
    transfers: int
    urged_count: int
    sent_back: bool
    registered_at: datetime
    received_at: datetime | None
    signed_at: datetime | None
    accepted_at: datetime | None
    answered_at: datetime | None
    closed_at: datetime | None
    previous_state: str | None
    """The state to return to after awaiting_info, hearing, mediation, objected or an undone withdrawal."""


@dataclass(frozen=True, slots=True)
class ClockStart:
    """A statutory clock that a change starts; limits are office dates, inclusive (they end at 24:00)."""

    clock: str  # "C3"
    started: date
    limit: date
    rolled_limit: date
    confirmed: bool  # False: 暂定, the year's holiday notice is not known yet
    unit_id: int | None = None
    due_at: datetime | None = None  # only for clocks counted in hours: the exact moment, aware UTC


@dataclass(frozen=True, slots=True)
class Change:
    """What a rule says has happened to a matter. Storage records it under the version it was decided on."""

    case_id: int
    version: int
    event: str
    was: str
    now: str
    by: Actor
    at: datetime
    article: str = ""
    note: str = ""  # public: the citizen reads it
    internal_note: str = ""
    updates: Mapping[str, Any] = field(default_factory=dict)  # columns of the case that change
    starts: tuple[ClockStart, ...] = ()
    stops: tuple[str, ...] = ()  # clock ids that are met or no longer run
    lapses: tuple[
        str, ...
    ] = ()  # those of `stops` that ended without being met or missed: neither kept nor broken
    data: Mapping[str, Any] = field(default_factory=dict)  # facts of the event, JSON-able, no personal data
    public: bool = True  # whether the citizen's timeline shows it


class Refusal(Exception):
    """A move that the rules forbid. `sentence` is what the person reads; `article` its ground, if any."""

    def __init__(self, sentence: str, *, article: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.article = article
