"""What the office says and plans: broadcasts, reception days, sponsors, rules, supervision, the audit log."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field

from casework.petition import Role
from storage.tables import triggers
from storage.tables.base import BIG, BIG_KEY, Row, key, known, metadata
from storage.tables.person_rows import Person
from storage.vault import Sealed

PERSON = f"{Person.__tablename__}.id"
NULLABLE_JSON = JSON(none_as_null=True)


class Theme(StrEnum):
    """What a person may subscribe to; each is agreed to apart and muted with one tap."""

    LAW = "law"  # 依法信访
    PUBLICITY = "publicity"  # 普法
    SERVICE = "service"  # 服务提醒


class BroadcastState(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    SENDING = "sending"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Decision(StrEnum):
    """What a second administrator says to a version of a broadcast."""

    APPROVED = "approved"
    RETURNED = "returned"


class RuleArea(StrEnum):
    """What an administrator may change without a release."""

    KEYWORDS = "keywords"
    ROUTES = "routes"
    CLOCKS = "clocks"
    HOLIDAYS = "holidays"
    WORDING = "wording"


class ProposalState(StrEnum):
    """Where a rule proposal stands; it goes live only with its effect measured."""

    PROPOSED = "proposed"
    MEASURED = "measured"
    PUBLISHED = "published"
    DROPPED = "dropped"


class SlotState(StrEnum):
    """Where a reception slot stands."""

    OPEN = "open"
    MOVED = "moved"
    CANCELLED = "cancelled"


class BookingState(StrEnum):
    """Where a booking stands: 访前接办, 访中联办, 访后督办."""

    ASKED = "asked"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    RECEIVED = "received"
    ABSENT = "absent"


class Party(StrEnum):
    """The four that a booking is told to (四卡)."""

    CITIZEN = "citizen"
    UNIT = "unit"
    LEADER = "leader"
    OFFICE = "office"


class Advice(StrEnum):
    """三项建议 (Art. 14, 40)."""

    IMPROVE = "improve"
    POLICY = "policy"
    ACCOUNTABILITY = "accountability"


class Adoption(StrEnum):
    """What the unit answered to a recommendation."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    DECLINED = "declined"


class Subscription(Row, table=True):
    """That a person wants notices of a theme, for one town or for all; muted when `ended_at` is set."""

    __tablename__ = "subscriptions"
    __table_args__ = (known("theme", Theme), Index("ix_subscriptions_theme", "theme", "town", "person_id"))

    person_id: int = Field(primary_key=True, foreign_key=PERSON, sa_type=BIG)
    theme: str = Field(primary_key=True, max_length=16)
    town: str = ""
    opted_at: datetime
    ended_at: datetime | None = None


class Broadcast(Row, table=True):
    """A notice to many. `version` is the newest text, `approved_version` the one that may go out."""

    __tablename__ = "broadcasts"
    __table_args__ = (known("state", BroadcastState), known("theme", Theme))

    id: int = key()
    theme: str = Field(max_length=16)
    title: str
    state: str = Field(default=BroadcastState.DRAFT.value, max_length=16)
    version: int = 0
    approved_version: int | None = None
    audience: Any = Field(sa_type=JSON, nullable=False)
    created_by: int = Field(foreign_key="staff.id", sa_type=BIG)
    created_at: datetime
    send_at: datetime | None = None
    expires_at: datetime | None = None
    started_at: datetime | None = None
    finished_at: datetime | None = None
    recipients: int = 0
    counts: Any = Field(default=None, sa_type=NULLABLE_JSON, nullable=True)
    """The final tally by delivery status, kept after the outbox rows are gone."""


class BroadcastVersion(Row, table=True):
    """One wording of a broadcast, with its source; append-only, so what was sent can always be shown."""

    __tablename__ = "broadcast_versions"

    broadcast_id: int = Field(primary_key=True, foreign_key="broadcasts.id", sa_type=BIG)
    n: int = Field(primary_key=True)
    body: str = Field(sa_type=Text)
    source: str = ""
    method: str = Field(max_length=40)
    payload: Any = Field(sa_type=JSON, nullable=False)
    by: int = Field(foreign_key="staff.id", sa_type=BIG)
    at: datetime
    sha256: str = Field(max_length=64)


class BroadcastApproval(Row, table=True):
    """What an administrator decided about a version; never the one who wrote it."""

    __tablename__ = "broadcast_approvals"
    __table_args__ = (known("decision", Decision),)

    broadcast_id: int = Field(primary_key=True, foreign_key="broadcasts.id", sa_type=BIG)
    version: int = Field(primary_key=True)
    staff_id: int = Field(primary_key=True, foreign_key="staff.id", sa_type=BIG)
    decision: str = Field(max_length=16)
    reason: str = ""
    at: datetime


class BroadcastRecipient(Row, table=True):
    """Who a broadcast was addressed to; delivery is told by the outbox."""

    __tablename__ = "broadcast_recipients"
    __table_args__ = (Index("ix_broadcast_recipients_person", "person_id", "at"),)

    broadcast_id: int = Field(primary_key=True, foreign_key="broadcasts.id", sa_type=BIG)
    person_id: int = Field(primary_key=True, foreign_key=PERSON, sa_type=BIG)
    at: datetime


class ReceptionSlot(Row, table=True):
    """A stretch of a leader's reception day: who (a post), where, from when until when, how many."""

    __tablename__ = "reception_slots"
    __table_args__ = (known("state", SlotState), Index("ix_reception_slots_open", "state", "starts_at"))

    id: int = key()
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG)
    staff_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    post: str
    place: str = ""
    starts_at: datetime
    ends_at: datetime
    capacity: int = 1
    state: str = Field(default=SlotState.OPEN.value, max_length=16)


class ReceptionBooking(Row, table=True):
    """A case brought before a leader: the brief beforehand, the decision, and what was promised by when."""

    __tablename__ = "reception_bookings"
    __table_args__ = (
        known("state", BookingState),
        UniqueConstraint("slot_id", "case_id"),
        Index("ix_reception_bookings_case", "case_id"),
    )

    id: int = key()
    slot_id: int = Field(foreign_key="reception_slots.id", sa_type=BIG)
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    state: str = Field(default=BookingState.ASKED.value, max_length=16)
    at: datetime
    brief: str | None = Field(default=None, sa_type=Sealed("reception_bookings.brief"))
    result: str | None = Field(default=None, sa_type=Sealed("reception_bookings.result"))
    promised: date | None = None
    result_at: datetime | None = None


class ReceptionParty(Row, table=True):
    """One of those a booking is told to, and whether they confirmed; several units: a joint reception."""

    __tablename__ = "reception_parties"
    __table_args__ = (known("party", Party), UniqueConstraint("booking_id", "party", "unit_id"))

    id: int = key()
    booking_id: int = Field(foreign_key="reception_bookings.id", sa_type=BIG)
    party: str = Field(max_length=16)
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    told_at: datetime | None = None
    confirmed_at: datetime | None = None


class CaseSponsor(Row, table=True):
    """A leader who answers for a case (包案), chosen by the matter's age and repeats; one at a time."""

    __tablename__ = "case_sponsors"
    __table_args__ = (
        Index(
            "uq_case_sponsors_current",
            "case_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    staff_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    post: str
    plan: str | None = Field(default=None, sa_type=Sealed("case_sponsors.plan"))
    steps: str | None = Field(default=None, sa_type=Sealed("case_sponsors.steps"))
    """What was done so far, a line a step, the oldest first."""
    since: datetime
    moved_at: datetime
    """When the sponsor last reported a step; silence past a week is a reminder."""
    ended_at: datetime | None = None
    solved: bool | None = None


class RuleProposal(Row, table=True):
    """A suggested change of keywords, routes, clocks, holidays or wording, with its measured effect."""

    __tablename__ = "rule_proposals"
    __table_args__ = (known("area", RuleArea), known("state", ProposalState))

    id: int = key()
    area: str = Field(max_length=16)
    title: str
    base: int
    """The version in force when it was proposed; published only while that is still the one in force."""
    body: Any = Field(sa_type=JSON, nullable=False)
    state: str = Field(default=ProposalState.PROPOSED.value, max_length=16)
    by: int = Field(foreign_key="staff.id", sa_type=BIG)
    at: datetime
    effect: Any = Field(default=None, sa_type=NULLABLE_JSON, nullable=True)
    effect_at: datetime | None = None


class RulePublication(Row, table=True):
    """A version of an area's rules, in force from `at`. A roll-back is a new version of old content."""

    __tablename__ = "rule_publications"
    __table_args__ = (known("area", RuleArea),)

    area: str = Field(primary_key=True, max_length=16)
    n: int = Field(primary_key=True)
    body: Any = Field(sa_type=JSON, nullable=False)
    proposal_id: int | None = Field(default=None, foreign_key="rule_proposals.id", sa_type=BIG)
    restores: int | None = None
    by: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    at: datetime


class HolidayYear(Row, table=True):
    """A year's holiday notice in the holiday-cn schema, as it was loaded."""

    __tablename__ = "holiday_years"

    year: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    body: Any = Field(sa_type=JSON, nullable=False)
    source: str = ""
    loaded_at: datetime


class SupervisionSlip(Row, table=True):
    """A 督办单 on a case: drafted by the clock, issued by a person, with ground (Art. 40) and evidence."""

    __tablename__ = "supervision_slips"
    __table_args__ = (
        UniqueConstraint("case_id", "clock_id", "level"),
        Index(
            "ix_supervision_slips_open",
            "unit_id",
            "due",
            sqlite_where=text("closed_at IS NULL"),
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    clock_id: int | None = Field(default=None, foreign_key="case_clocks.id", sa_type=BIG)
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG)
    level: int
    ground: str
    article: str
    evidence: Any = Field(sa_type=JSON, nullable=False)
    drafted_at: datetime
    issued_at: datetime | None = None
    issued_by: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    due: date | None = None
    replied_at: datetime | None = None
    reply: str | None = Field(default=None, sa_type=Sealed("supervision_slips.reply"))
    closed_at: datetime | None = None


class Recommendation(Row, table=True):
    """One of the 三项建议 to a unit, and its written answer (Art. 40)."""

    __tablename__ = "recommendations"
    __table_args__ = (known("kind", Advice), known("adoption", Adoption, optional=True))

    id: int = key()
    kind: str = Field(max_length=16)
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG, index=True)
    text: str = Field(sa_type=Text)
    cases: Any = Field(default=None, sa_type=NULLABLE_JSON, nullable=True)
    by: int = Field(foreign_key="staff.id", sa_type=BIG)
    sent_at: datetime
    due: date
    replied_at: datetime | None = None
    reply: str | None = Field(default=None, sa_type=Text)
    adoption: str | None = Field(default=None, max_length=16)


class AuditEntry(Row, table=True):
    """Who did or read what, when; append-only, each line chained to the one before. No personal data."""

    __tablename__ = "audit_log"
    __table_args__ = (
        known("role", Role),
        Index("ix_audit_log_case", "case_id", "seq"),
        Index("ix_audit_log_at", "at"),
    )

    seq: int = Field(primary_key=True, sa_type=BIG_KEY, sa_column_kwargs={"autoincrement": False})
    at: datetime
    staff_id: int | None = Field(default=None, sa_type=BIG)
    unit_id: int | None = Field(default=None, sa_type=BIG)
    role: str = Field(max_length=16)
    action: str = Field(max_length=64)
    case_id: int | None = Field(default=None, sa_type=BIG)
    data: str = Field(default="{}", sa_type=Text)
    """Fields read or changed and other facts, as canonical JSON text, byte for byte what the hash covers."""
    prev_hash: bytes = Field(sa_type=LargeBinary)
    hash: bytes = Field(sa_type=LargeBinary)


class DailyRoot(Row, table=True):
    """A signed statement over the heads of cases and the audit log; each covers the one before (`storage.roots`)."""

    __tablename__ = "daily_roots"

    n: int = Field(primary_key=True, sa_type=BIG_KEY, sa_column_kwargs={"autoincrement": False})
    statement: str = Field(sa_type=Text)
    """Canonical JSON, byte for byte what is signed."""
    root: str = Field(max_length=64)
    signature: str = Field(max_length=100)
    key: str = Field(max_length=64)


class RootedHead(Row, table=True):
    """Where the history of a case ended when a root was signed; only cases that had changed since the one before."""

    __tablename__ = "rooted_heads"
    __table_args__ = (Index("ix_rooted_heads_root", "root_n", "case_id"),)

    case_id: int = Field(primary_key=True, sa_type=BIG, sa_column_kwargs={"autoincrement": False})
    root_n: int = Field(primary_key=True, sa_type=BIG, sa_column_kwargs={"autoincrement": False})
    seq: int
    hash: str = Field(max_length=64)


for _name in ("audit_log", "broadcast_versions", "daily_roots", "rooted_heads", "rule_publications"):
    triggers.attach(metadata.tables[_name])
