"""Cases and everything that belongs to one: texts, identity, files, history, clocks, alarms, numbers, search.

What a citizen typed is sealed. No column grades, labels or describes a person; an anonymous case keeps no
person, no chat and no channel id, only a keyed fingerprint of its query code.
"""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, Text, UniqueConstraint, text
from sqlmodel import Field

from casework.petition import Procedure, Purpose, Rating, Role, State
from storage.tables import triggers
from storage.tables.base import BIG, Row, key, known, metadata
from storage.tables.person_rows import Person
from storage.vault import Sealed, SealedJSON

PERSON = f"{Person.__tablename__}.id"
NULLABLE_JSON = JSON(none_as_null=True)


class TextKind(StrEnum):
    """What a stored text is; the citizen's own words are never edited, later ones are added (Art. 19)."""

    STORY = "story"
    REQUEST = "request"
    SUPPLEMENT = "supplement"
    ANSWER = "answer"
    QUESTION = "question"
    NOTE = "note"


class Part(StrEnum):
    """A unit's part in a case; the first that accepts leads until the end (首接首办)."""

    LEAD = "lead"
    CO = "co"


class LinkKind(StrEnum):
    """How two cases belong together."""

    REPEAT = "repeat"
    SAME_INCIDENT = "same_incident"
    MERGED = "merged"
    SPLIT = "split"


class RatedUnit(StrEnum):
    """Whom a citizen rates: the bureau and the responsible unit, apart."""

    BUREAU = "bureau"
    UNIT = "unit"


def _open_index(name: str, *columns: str, also: str = "") -> Index:
    """An index over open cases only: its size follows the work at hand, not the years on file."""
    # SQLAlchemy asks SQLite for `is_open = 1`, and SQLite uses the index only for its very condition.
    names = ["is_open", *filter(None, [also])]
    sqlite, postgresql = " AND ".join(f"{each} = 1" for each in names), " AND ".join(names)
    return Index(name, *columns, sqlite_where=text(sqlite), postgresql_where=text(postgresql))


def _where(condition: str, name: str, *columns: str, unique: bool = False) -> Index:
    """An index over the rows that meet a condition, which both engines spell alike."""
    where = text(condition)
    return Index(name, *columns, unique=unique, sqlite_where=where, postgresql_where=where)


class Case(Row, table=True):
    """A petition matter (信访事项). Satisfies `casework.petition.Petition` as it is."""

    __tablename__ = "cases"
    __table_args__ = (
        known("state", State),
        known("purpose", Purpose),
        known("procedure", Procedure, optional=True),
        _open_index("ix_cases_open_due", "unit_id", "next_due", "id"),
        _open_index("ix_cases_open_next", "next_due", "id"),
        _open_index("ix_cases_open_visible", "last_visible_at"),
        _open_index("ix_cases_open_sealed", "next_due", "id", also="sealed"),
        Index("ix_cases_unit", "unit_id", "id"),
        Index("ix_cases_owner", "owner_id", "id"),
        Index("ix_cases_registered", "registered_at", "id"),
        Index("ix_cases_topic_town", "topic", "town", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int = key()
    number: str = Field(unique=True, max_length=32)
    version: int = 0
    region: str = Field(max_length=12)
    channel: str = Field(max_length=16)
    state: str = Field(max_length=32)
    previous_state: str | None = Field(default=None, max_length=32)
    is_open: bool = True
    sealed: bool = False
    anonymous: bool = False
    purpose: str = Field(max_length=2)
    purpose_by_machine: str | None = Field(default=None, max_length=2)
    purpose_by_citizen: str | None = Field(default=None, max_length=2)
    purpose_by_clerk: str | None = Field(default=None, max_length=2)
    topic: str | None = Field(default=None, max_length=16)
    topic_machine: str | None = Field(default=None, max_length=16)
    topic_citizen: str | None = Field(default=None, max_length=16)
    topic_clerk: str | None = Field(default=None, max_length=16)
    topic_reasons: Any = Field(default=None, sa_type=SealedJSON("cases.topic_reasons"), nullable=True)
    urgency: str = Field(default="normal", max_length=16)
    procedure: str | None = Field(default=None, max_length=16)
    simple: bool = False
    outcome: str | None = Field(default=None, max_length=16)
    repeat: bool = False
    title: str = ""
    town: str = ""
    happened: str | None = Field(default=None, sa_type=Sealed("cases.happened"))
    concerns: str | None = Field(default=None, sa_type=Sealed("cases.concerns"))
    handled_before: Any = Field(default=None, sa_type=SealedJSON("cases.handled_before"), nullable=True)
    people_count: int | None = None
    joint: bool = False
    publish_ok: bool = False
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    lead_unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    handler_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    extended: bool = False
    transfers: int = 0
    sent_back: bool = False
    urged_count: int = 0
    registered_at: datetime
    received_at: datetime | None = None
    signed_at: datetime | None = None
    accepted_at: datetime | None = None
    answered_at: datetime | None = None
    closed_at: datetime | None = None
    next_due: date | None = None
    next_clock: str | None = Field(default=None, max_length=8)
    last_visible_at: datetime | None = None
    owner_id: int | None = Field(default=None, foreign_key=PERSON, sa_type=BIG)
    anonymous_key: bytes | None = Field(default=None, sa_type=LargeBinary)
    code_hash: bytes | None = Field(default=None, sa_type=LargeBinary)
    draft_key: bytes = Field(sa_type=LargeBinary, unique=True)
    """A keyed fingerprint of the draft's key: the key itself may contain a chat's id."""


class CaseText(Row, table=True):
    """Something said about a case, sealed. `by` is a role, never a name."""

    __tablename__ = "case_texts"
    __table_args__ = (
        known("kind", TextKind),
        known("by", Role),
        Index("ix_case_texts_case", "case_id", "id"),
    )

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    kind: str = Field(max_length=16)
    body: str | None = Field(default=None, sa_type=Sealed("case_texts.body"))
    at: datetime
    by: str = Field(max_length=16)
    staff_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    public: bool = True


class CaseIdentity(Row, table=True):
    """Who submits, sealed field by field; an anonymous case has no such row."""

    __tablename__ = "case_identity"

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    name: str | None = Field(default=None, sa_type=Sealed("case_identity.name"))
    phone: str | None = Field(default=None, sa_type=Sealed("case_identity.phone"))
    address: str | None = Field(default=None, sa_type=Sealed("case_identity.address"))
    contact: str | None = Field(default=None, sa_type=Sealed("case_identity.contact"))
    phone_blind: bytes | None = Field(default=None, sa_type=LargeBinary, index=True)


class CaseAttachment(Row, table=True):
    """A stored file that belongs to a case."""

    __tablename__ = "case_files"
    __table_args__ = (UniqueConstraint("case_id", "file_id"),)

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    file_id: int = Field(foreign_key="files.id", sa_type=BIG)
    at: datetime
    by: str = Field(default=Role.CITIZEN.value, max_length=16)
    caption: str | None = Field(default=None, sa_type=Sealed("case_files.caption"))


class CasePlace(Row, table=True):
    """Where the matter arose, sealed; the town in the clear is on the case."""

    __tablename__ = "case_places"

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    text: str | None = Field(default=None, sa_type=Sealed("case_places.text"))
    lat: str | None = Field(default=None, sa_type=Sealed("case_places.lat"))
    lon: str | None = Field(default=None, sa_type=Sealed("case_places.lon"))


class CaseEvent(Row, table=True):
    """One line of a case's history, chained to the one before; append-only (see `storage.tables.triggers`).

    The hash covers the notes through `digest`, a salted commitment: erasing notes and salt keeps it valid.
    """

    __tablename__ = "case_events"
    __table_args__ = (UniqueConstraint("case_id", "seq"), Index("ix_case_events_event", "event", "at"))

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    seq: int
    event: str = Field(max_length=40)
    was: str = Field(max_length=32)
    now: str = Field(max_length=32)
    role: str = Field(max_length=16)
    staff_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    label: str = ""
    at: datetime
    article: str = ""
    note: str | None = Field(default=None, sa_type=Sealed("case_events.note"))
    internal_note: str | None = Field(default=None, sa_type=Sealed("case_events.internal_note"))
    salt: bytes | None = Field(default=None, sa_type=LargeBinary)
    digest: str = Field(max_length=64)
    data: str = Field(default="{}", sa_type=Text)  # canonical JSON, byte for byte what the hash covers
    public: bool = True
    prev_hash: str = Field(max_length=64)
    hash: str = Field(max_length=64)


class CaseClock(Row, table=True):
    """A clock of a case. Limits are dates in the office's zone, inclusive; `kept` is known once it stops."""

    __tablename__ = "case_clocks"
    __table_args__ = (
        Index("ix_case_clocks_case", "case_id", "id"),
        _where("stopped_at IS NULL", "uq_case_clocks_running", "case_id", "clock", unique=True),
        _where("stopped_at IS NULL", "ix_case_clocks_running_limit", "limit"),
        Index("ix_case_clocks_clock_rolled", "clock", "rolled_limit"),
    )

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    clock: str = Field(max_length=8)
    started: date
    limit: date
    rolled_limit: date
    confirmed: bool = True
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    due_at: datetime | None = None  # the very moment, for a clock that counts hours
    stopped_at: datetime | None = None
    kept: bool | None = None
    paused_days: int = 0


class Alarm(Row, table=True):
    """A moment at which a running clock is looked at: reminders, overdue, escalation. Each is rung once."""

    __tablename__ = "alarms"
    __table_args__ = (
        UniqueConstraint("clock_id", "stage"),
        _where("done_at IS NULL", "ix_alarms_due", "due_at", "id"),
    )

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    clock_id: int = Field(foreign_key="case_clocks.id", sa_type=BIG)
    stage: str = Field(max_length=16)
    due_at: datetime
    done_at: datetime | None = None


class CaseUnit(Row, table=True):
    """A unit that takes part in a case."""

    __tablename__ = "case_units"
    __table_args__ = (known("part", Part),)

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    unit_id: int = Field(primary_key=True, foreign_key="units.id", sa_type=BIG, index=True)
    part: str = Field(max_length=8)
    since: datetime


class CaseRating(Row, table=True):
    """The citizen's rating of the bureau or of the unit; one each, changeable while the window is open."""

    __tablename__ = "case_ratings"
    __table_args__ = (known("target", RatedUnit), known("rating", Rating))

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    target: str = Field(primary_key=True, max_length=8)
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    rating: str = Field(max_length=16)
    reasons: Any = Field(default=None, sa_type=NULLABLE_JSON, nullable=True)
    text: str | None = Field(default=None, sa_type=Sealed("case_ratings.text"))
    at: datetime = Field(index=True)


class CaseLink(Row, table=True):
    """Two cases that belong together; a repeat is a property of the matter and decided by a clerk."""

    __tablename__ = "case_links"
    __table_args__ = (known("kind", LinkKind),)

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    other_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG, index=True)
    kind: str = Field(primary_key=True, max_length=16)
    at: datetime
    staff_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)


class CaseView(Row, table=True):
    """Who looked at what of a case; the citizen may ask for it (roles and units, not names)."""

    __tablename__ = "case_views"
    __table_args__ = (Index("ix_case_views_case", "case_id", "id"),)

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    staff_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    role: str = Field(max_length=16)
    what: str
    at: datetime


class CaseDemand(Row, table=True):
    """One numbered demand of the citizen and what the answer decided on it."""

    __tablename__ = "case_demands"

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    n: int = Field(primary_key=True)
    text: str | None = Field(default=None, sa_type=Sealed("case_demands.text"))
    outcome: str | None = Field(default=None, max_length=16)


class CaseRecusal(Row, table=True):
    """A unit or an officer who must not see a case: 回避 (Art. 28), or the reported one (Art. 30)."""

    __tablename__ = "case_recusals"
    __table_args__ = (UniqueConstraint("case_id", "unit_id", "staff_id"),)

    id: int = key()
    case_id: int = Field(foreign_key="cases.id", sa_type=BIG)
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG, index=True)
    staff_id: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG, index=True)
    at: datetime


class CaseTerms(Row, table=True):
    """The search words of a case as keyed tokens in the order of the text; the words are not kept."""

    __tablename__ = "case_terms"

    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)
    terms: str = Field(sa_type=Text)


class CaseMark(Row, table=True):
    """A telling word of a case, keyed and cut to 63 bits, by which similar cases are found."""

    __tablename__ = "case_marks"
    __table_args__ = (
        Index("ix_case_marks_case", "case_id"),
        {"sqlite_with_rowid": False},
    )

    mark: int = Field(primary_key=True, sa_type=BIG)
    case_id: int = Field(primary_key=True, foreign_key="cases.id", sa_type=BIG)


class Counter(Row, table=True):
    """The last serial of a region on a day (office's zone); gap-free, because it commits with the case."""

    __tablename__ = "counters"

    region: str = Field(primary_key=True, max_length=12)
    day: date = Field(primary_key=True)
    value: int


class Lockout(Row, table=True):
    """A wrong query code: against which number, from which source, both as keyed fingerprints."""

    __tablename__ = "lockouts"
    __table_args__ = (Index("ix_lockouts_key", "key", "at"),)

    id: int = key()
    key: bytes = Field(sa_type=LargeBinary)
    at: datetime = Field(index=True)


for _name in ("case_events", "case_views", "case_terms"):
    triggers.attach(metadata.tables[_name])
