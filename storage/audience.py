"""Whom a broadcast reaches: people who subscribed to its theme, narrowed by town, topic or open cases.

A topic or an open case counts only for cases that are neither sealed nor anonymous: a notice must not show
that somebody made a report.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, String, cast, func, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.rows import table
from storage.tables.outbox_rows import Kind, Status
from storage.tables.person_rows import Person
from storage.tables.public_rows import Broadcast, Theme
from storage.vault import SealedJSON

persons = table(str(Person.__tablename__))
subscriptions = table("subscriptions")
recipients = table("broadcast_recipients")
cases = table("cases")
blocked_chats = table("blocked_chats")

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class SubscriberFilter:
    """The narrowing of a theme's subscribers; empty fields do not narrow."""

    towns: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    """Topic codes; a person with a case of one of them, or of a topic below it."""
    open_cases: bool = False
    channels: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """As it is kept with the broadcast."""
        return asdict(self)

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "SubscriberFilter":
        """The audience again."""
        lists = {name: tuple(kept.get(name, ())) for name in ("towns", "topics", "channels")}
        return cls(**lists, open_cases=bool(kept.get("open_cases", False)))


@dataclass(frozen=True)
class Reach:
    """How many subscribers fit, how many of them will be sent to, and why the others will not."""

    fitting: int
    reached: int
    blocked: int
    over_weekly: int


@dataclass(frozen=True)
class Chosen:
    """The people a broadcast goes to, as conditions of one statement."""

    conditions: tuple[ColumnElement[bool], ...]

    def recipients(self, broadcast_id: int, now: datetime) -> Select[Any]:
        """The rows of `broadcast_recipients`."""
        at = literal(now, recipients.c.at.type)
        return select(literal(broadcast_id), persons.c.id, at).where(*self.conditions)

    def messages(
        self, broadcast: Broadcast, method: str, payload: Mapping[str, Any], lane: int, now: datetime
    ) -> Select[Any]:
        """The rows of the outbox for exactly those who were written down as recipients."""
        dedupe = literal(f"broadcast:{broadcast.id}:").concat(cast(persons.c.id, String))
        moment = table("outbox").c.created_at.type
        return (
            select(
                persons.c.channel.label("channel"),
                persons.c.chat_id.label("chat_id"),
                literal(Kind.BROADCAST.value).label("kind"),
                literal(lane).label("lane"),
                literal(method).label("method"),
                literal(dict(payload), SealedJSON("outbox.payload")).label("payload"),
                dedupe.label("dedupe"),
                literal(broadcast.id).label("broadcast_id"),
                literal(broadcast.expires_at, moment).label("expires_at"),
                literal(Status.QUEUED.value).label("status"),
                literal(0).label("attempts"),
                literal(now, moment).label("due_at"),
                literal("").label("worker"),
                literal("").label("error"),
                literal(False).label("secret"),
                literal(now, moment).label("created_at"),
            )
            .join(recipients, recipients.c.person_id == persons.c.id)
            .where(recipients.c.broadcast_id == broadcast.id)
            .order_by(persons.c.id)
        )

    async def counted(self, session: AsyncSession, broadcast_id: int) -> int:
        """How many were written down."""
        mine = recipients.c.broadcast_id == broadcast_id
        return int(await session.scalar(select(func.count()).select_from(recipients).where(mine)) or 0)


def choose(theme: Theme, audience: SubscriberFilter, now: datetime, per_week: int) -> Chosen:
    """Who gets a broadcast of a theme now: subscribed, fitting, not blocked, not over the weekly measure."""
    return Chosen((_fits(theme, audience), ~_blocked(), ~_over_weekly(now, per_week)))


async def reach(
    session: AsyncSession, theme: Theme, audience: SubscriberFilter, now: datetime, per_week: int
) -> Reach:
    """The count before sending."""
    fits = _fits(theme, audience)

    async def count(*conditions: ColumnElement[bool]) -> int:
        found = await session.scalar(select(func.count()).select_from(persons).where(fits, *conditions))
        return int(found or 0)

    return Reach(
        fitting=await count(),
        reached=await count(~_blocked(), ~_over_weekly(now, per_week)),
        blocked=await count(_blocked()),
        over_weekly=await count(~_blocked(), _over_weekly(now, per_week)),
    )


def _fits(theme: Theme, audience: SubscriberFilter) -> ColumnElement[bool]:
    wanted = select(subscriptions.c.person_id).where(
        subscriptions.c.theme == theme.value, subscriptions.c.ended_at.is_(None)
    )
    if audience.towns:
        wanted = wanted.where(subscriptions.c.town.in_(["", *audience.towns]))
    fits: ColumnElement[bool] = persons.c.id.in_(wanted)
    if audience.channels:
        fits &= persons.c.channel.in_(audience.channels)
    if audience.topics or audience.open_cases:
        fits &= persons.c.id.in_(_with_cases(audience))
    return fits


def _with_cases(audience: SubscriberFilter) -> Select[Any]:
    owners = select(cases.c.owner_id).where(~cases.c.sealed, cases.c.owner_id.is_not(None))
    if audience.topics:
        below = [cases.c.topic.startswith(code, autoescape=True) for code in audience.topics]
        owners = owners.where(or_(*below))
    return owners.where(cases.c.is_open) if audience.open_cases else owners


def _blocked() -> ColumnElement[bool]:
    here = (blocked_chats.c.channel == persons.c.channel, blocked_chats.c.chat_id == persons.c.chat_id)
    return or_(persons.c.blocked_at.is_not(None), select(blocked_chats.c.chat_id).where(*here).exists())


def _over_weekly(now: datetime, per_week: int) -> ColumnElement[bool]:
    recent = (recipients.c.person_id == persons.c.id, recipients.c.at > now - WEEK)
    return select(func.count()).select_from(recipients).where(*recent).scalar_subquery() >= per_week
