"""Units, staff, groups, codes and routes of the office: who is responsible, and who may act for whom."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Index, LargeBinary, UniqueConstraint, text
from sqlmodel import Field

from casework.petition import Role
from storage.tables.base import BIG, Row, key, known
from storage.tables.person_rows import Person
from storage.vault import Sealed

PERSON = f"{Person.__tablename__}.id"


class UnitKind(StrEnum):
    """What a unit is in the procedure (Art. 14, 23, 30, 35)."""

    BUREAU = "bureau"  # 信访局
    DEPARTMENT = "department"  # 部门
    TOWN = "town"  # 乡镇、街道
    REVIEW = "review"  # 复查复核机关
    DISCIPLINE = "discipline"  # 纪检监察机关


class TopicState(StrEnum):
    """Of the topic that a group was bound in."""

    OPEN = "open"  # it takes messages
    LOST = "lost"  # it is closed
    TOLD = "told"  # and the group knows


class CodePurpose(StrEnum):
    """What a one-use code lets its user do."""

    STAFF = "staff"
    GROUP = "group"
    ADMIN = "admin"


UNIT_NAMES = ("name", "short_name")
UNIT_SETTINGS = {
    "name": 60,
    "short_name": 16,
    "name_en": 60,
    "town": 20,
    "phone": 40,
    "address": 80,
    "hours": 60,
}
"""What is said of a unit, and the most characters of each: it is asked for, shown, and kept in the office's file."""


class Unit(Row, table=True):
    """A unit of the office's tree; `successor_id` carries on when it was merged or dissolved (Art. 24.2)."""

    __tablename__ = "units"
    __table_args__ = (
        known("kind", UnitKind),
        Index(
            "uq_units_bureau",
            "kind",
            unique=True,
            sqlite_where=text("kind = 'bureau' AND active"),
            postgresql_where=text("kind = 'bureau' AND active"),
        ),
    )

    id: int = key()
    code: str = Field(unique=True, max_length=64)
    name: str
    short_name: str
    name_en: str = Field(default="", sa_column_kwargs={"server_default": text("''")})
    """What people who read English are told; empty: the Chinese name."""
    kind: str = Field(max_length=16)
    town: str = ""
    """The area the unit is responsible for; empty: the whole region."""
    parent_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG, index=True)
    successor_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    phone: str = ""
    address: str = ""
    hours: str = ""
    active: bool = True


class Staff(Row, table=True):
    """One role of one person in one unit. `label` names the post or section, never the person."""

    __tablename__ = "staff"
    __table_args__ = (UniqueConstraint("person_id", "unit_id", "role"), known("role", Role))

    id: int = key()
    person_id: int = Field(foreign_key=PERSON, sa_type=BIG, index=True)
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG, index=True)
    role: str = Field(max_length=16)
    label: str = ""
    active: bool = True
    since: datetime


class Appointee(Row, table=True):
    """A role that somebody redeemed an invitation for, until a second administrator has decided on it."""

    __tablename__ = "appointees"
    __table_args__ = (known("role", Role),)

    id: int = key()
    person_id: int = Field(foreign_key=PERSON, sa_type=BIG)
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG)
    role: str = Field(max_length=16)
    proposed_by: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    proposed_at: datetime
    decided_by: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    decided_at: datetime | None = None
    agreed: bool | None = None


class Group(Row, table=True):
    """A chat group that hears about a unit's cases. Never a sealed case, never personal data."""

    __tablename__ = "office_groups"
    __table_args__ = (UniqueConstraint("channel", "chat_id"),)

    id: int = key()
    channel: str = Field(max_length=16)
    chat_id: int = Field(sa_type=BIG)
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG, index=True)
    title: str = ""
    bound_at: datetime
    thread_id: int = Field(default=0, sa_type=BIG, sa_column_kwargs={"server_default": "0"})
    """The topic of a forum group that it was bound in; 0 outside of topics."""
    thread_state: str = Field(
        default=TopicState.OPEN.value,
        max_length=8,
        sa_column_kwargs={"server_default": TopicState.OPEN.value},
    )

    @property
    def thread(self) -> int:
        """The topic to speak in; 0 where there is none or it is closed."""
        return self.thread_id if self.thread_state == TopicState.OPEN.value else 0


class OneUseCode(Row, table=True):
    """A code that an administrator makes and somebody uses once. Only its keyed hash is kept."""

    __tablename__ = "one_use_codes"
    __table_args__ = (known("purpose", CodePurpose), known("role", Role, optional=True))

    id: int = key()
    hash: bytes = Field(sa_type=LargeBinary, unique=True)
    purpose: str = Field(max_length=16)
    unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)
    role: str | None = Field(default=None, max_length=16)
    created_by: int | None = Field(default=None, foreign_key="staff.id", sa_type=BIG)
    created_at: datetime
    expires_at: datetime
    used_at: datetime | None = None


class Route(Row, table=True):
    """Which unit answers for a topic in an area; the longest topic prefix and the named town win."""

    __tablename__ = "routes"
    __table_args__ = (UniqueConstraint("topic", "town"),)

    id: int = key()
    topic: str = Field(default="", max_length=16)
    town: str = ""
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG)
    co_unit_id: int | None = Field(default=None, foreign_key="units.id", sa_type=BIG)


class OfficeValue(Row, table=True):
    """A setting of the office that administrators change by chat: name, publications, quiet hours …"""

    __tablename__ = "office_values"

    name: str = Field(primary_key=True)
    value: Any = Field(sa_type=JSON, nullable=False)


class Appointment(Row, table=True):
    """Who is on duty in a unit, from when until when (值班)."""

    __tablename__ = "duty_rota"
    __table_args__ = (Index("ix_duty_rota_open", "unit_id", "starts_at", "ends_at"),)

    id: int = key()
    unit_id: int = Field(foreign_key="units.id", sa_type=BIG)
    staff_id: int = Field(foreign_key="staff.id", sa_type=BIG)
    starts_at: datetime
    ends_at: datetime


class OfficerSession(Row, table=True):
    """The second factor of one officer's browser, and whether it is open for work now."""

    __tablename__ = "officer_sessions"

    person_id: int = Field(
        primary_key=True, foreign_key=PERSON, sa_type=BIG, sa_column_kwargs={"autoincrement": False}
    )
    secret: str = Field(sa_type=Sealed("officer_sessions.secret"))
    """What the officer's authenticator shares with us (RFC 6238), in base32."""
    confirmed_at: datetime | None = None
    """When a first right code proved that the authenticator has it."""
    last_step: int = Field(default=0, sa_type=BIG)
    """The step of the code that was used last: none is taken twice."""
    opened_at: datetime | None = None
    used_at: datetime | None = None
