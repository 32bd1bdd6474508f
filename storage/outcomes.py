"""What became of a message that a worker sent, and what follows from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession

from storage import moved_groups
from storage.database import Database
from storage.tables.office_rows import Group, TopicState
from storage.tables.outbox_rows import BlockedChat, Card, Kind, OutboxRow, Status
from storage.tables.person_rows import Person
from storage.upsert import dialect, insert, or_change, table

BACKOFF = tuple(
    timedelta(seconds=seconds) for seconds in (1, 2, 5, 10, 30, 60, 120, 300, 600, 900, 1800) + (3600,) * 36
)
"""Wait after the n-th failed attempt; about a day and a half in all, longer than a weekend night's outage.
When the list is used up, the message has failed for good."""


_ROWS, _BLOCKED = table(OutboxRow), table(BlockedChat)
_LOOKED_AT = ("id", "channel", "chat_id", "kind", "card", "method", "status", "attempts", "secret")
_CHANGED = ("status", "due_at", "attempts", "message_id", "error", "settled_at")
# Every message passes here, so these are made once (see `leases`).
_STANDING = (
    select(*(_ROWS.c[name] for name in _LOOKED_AT))
    .where(_ROWS.c.id.in_(bindparam("numbers", expanding=True)))
    .with_for_update()
)
_SETTLING = (
    update(_ROWS)
    .where(_ROWS.c.id == bindparam("row_id"))
    .values({name: bindparam(f"new_{name}") for name in _CHANGED})
)
_HEARD_FROM = _BLOCKED.delete().where(
    _BLOCKED.c.channel == bindparam("on"), _BLOCKED.c.chat_id == bindparam("chat")
)


class Result(StrEnum):
    """How sending ended; the sender decides which of these an answer of the channel means."""

    SENT = "sent"
    UNCHANGED = "unchanged"  # an edit that changed nothing: as good as sent
    RETRY = "retry"
    BLOCKED = "blocked"
    FAILED = "failed"
    UNCERTAIN = "uncertain"  # it may have arrived: no answer came
    MIGRATED = "migrated"  # the group has a new id


@dataclass(frozen=True)
class DeliveryOutcome:
    """A result with what belongs to it."""

    result: Result
    message_id: int | None = None
    retry_at: datetime | None = None
    """When the channel told us to come back; such a refusal does not count as an attempt."""
    error: str = ""
    new_chat_id: int | None = None
    topic_lost: bool = False
    """Whether it was said outside of the topic that it was meant for, because that is closed or gone."""


@dataclass(frozen=True)
class _Settled:
    """The new standing of one row."""

    row: Row[Any]
    outcome: DeliveryOutcome
    status: Status
    due_at: datetime | None
    attempts: int

    @property
    def final(self) -> bool:
        return self.due_at is None


async def settle_many(db: Database, ended: Sequence[tuple[int, DeliveryOutcome]], now: datetime) -> None:
    """Record what became of several messages, in one transaction.

    An outcome that comes after its lease ran out still counts when it says "sent"; any other is dropped then,
    because another worker holds the message or an end was recorded.
    """
    if not ended:
        return
    async with db.writing() as session:
        standing = await session.execute(_STANDING, {"numbers": [number for number, _ in ended]})
        found: dict[int, Row[Any]] = {row.id: row for row in standing}
        settled = [
            _standing(found[number], outcome, now)
            for number, outcome in ended
            if number in found and _counts(found[number], outcome)
        ]
        await _write(session, settled, now)
        for each in settled:
            await _follow_up(session, each, now)


def _counts(row: Row[Any], outcome: DeliveryOutcome) -> bool:
    if outcome.result in (Result.SENT, Result.UNCHANGED):
        return bool(row.status != Status.SENT)
    return bool(row.status == Status.SENDING)


def _standing(row: Row[Any], outcome: DeliveryOutcome, now: datetime) -> _Settled:
    result = outcome.result
    if result is Result.MIGRATED and outcome.new_chat_id is not None:
        return _Settled(row, outcome, Status.QUEUED, now, row.attempts)
    if result in (Result.SENT, Result.UNCHANGED):
        return _Settled(row, outcome, Status.SENT, None, row.attempts)
    if result is Result.BLOCKED:
        return _Settled(row, outcome, Status.BLOCKED, None, row.attempts)
    if result is Result.UNCERTAIN and row.kind == Kind.BROADCAST:
        return _Settled(row, outcome, Status.UNCERTAIN, None, row.attempts)
    if result in (Result.RETRY, Result.UNCERTAIN):
        return _again(row, outcome, now)
    return _Settled(row, outcome, Status.FAILED, None, row.attempts)


def _again(row: Row[Any], outcome: DeliveryOutcome, now: datetime) -> _Settled:
    if outcome.retry_at is not None:
        return _Settled(row, outcome, Status.QUEUED, outcome.retry_at, max(row.attempts - 1, 0))
    if row.attempts > len(BACKOFF):
        return _Settled(row, outcome, Status.FAILED, None, row.attempts)
    return _Settled(row, outcome, Status.QUEUED, now + BACKOFF[max(row.attempts, 1) - 1], row.attempts)


async def _write(session: AsyncSession, settled: Sequence[_Settled], now: datetime) -> None:
    if not settled:
        return
    connection = await session.connection()
    await connection.execute(
        _SETTLING,
        [
            {
                "row_id": each.row.id,
                "new_status": each.status.value,
                "new_due_at": each.due_at,
                "new_attempts": each.attempts,
                "new_message_id": each.outcome.message_id,
                "new_error": each.outcome.error[:400],
                "new_settled_at": now if each.final else None,
            }
            for each in settled
        ],
    )
    secrets = [each.row.id for each in settled if each.final and each.row.secret]
    if secrets:
        await session.execute(update(_ROWS).where(_ROWS.c.id.in_(secrets)).values(payload=None))


async def _follow_up(session: AsyncSession, each: _Settled, now: datetime) -> None:
    row, outcome = each.row, each.outcome
    if each.status is Status.SENT:
        await _remember_card(session, row, outcome)
        if outcome.topic_lost:
            await _lose_topic(session, row.channel, row.chat_id)
        if row.kind == Kind.REPLY:
            await _reachable(session, row.channel, row.chat_id)
    elif each.status is Status.BLOCKED:
        await _block(session, row.channel, row.chat_id, outcome.error, now)
    elif outcome.result is Result.MIGRATED and outcome.new_chat_id is not None:
        await moved_groups.move(session, row.channel, row.chat_id, outcome.new_chat_id)


async def _lose_topic(session: AsyncSession, channel: str, chat_id: int) -> None:
    """Nothing is meant for a closed topic any more; the ticker tells the group."""
    groups = table(Group)
    mine = (groups.c.channel == channel, groups.c.chat_id == chat_id, groups.c.thread_id != 0)
    await session.execute(
        update(groups)
        .where(*mine, groups.c.thread_state == TopicState.OPEN.value)
        .values(thread_state=TopicState.LOST.value)
    )


async def _remember_card(session: AsyncSession, row: Row[Any], outcome: DeliveryOutcome) -> None:
    if row.card is None:
        return
    cards = table(Card)
    if row.method == "deleteMessage":
        await session.execute(
            cards.delete().where(
                cards.c.channel == row.channel, cards.c.chat_id == row.chat_id, cards.c.card == row.card
            )
        )
    elif outcome.message_id is not None:
        place = {"channel": row.channel, "chat_id": row.chat_id, "card": row.card}
        shown = or_change(dialect(session), Card, tuple(place), ("message_id",))
        await session.execute(shown, place | {"message_id": outcome.message_id})


async def _reachable(session: AsyncSession, channel: str, chat_id: int) -> None:
    await session.execute(_HEARD_FROM, {"on": channel, "chat": chat_id})


async def _block(session: AsyncSession, channel: str, chat_id: int, error: str, now: datetime) -> None:
    """Skip this chat from now on, and say so of what waits for it already."""
    mark = insert(session, BlockedChat).values(channel=channel, chat_id=chat_id, at=now, error=error[:400])
    await session.execute(mark.on_conflict_do_nothing())
    rows, people = table(OutboxRow), table(Person)
    waiting = update(rows).where(
        rows.c.due_at.is_not(None),
        rows.c.channel == channel,
        rows.c.chat_id == chat_id,
        rows.c.status == Status.QUEUED.value,
        rows.c.kind.in_([Kind.NOTICE.value, Kind.BROADCAST.value]),
    )
    ended = {"status": Status.BLOCKED.value, "due_at": None, "settled_at": now, "error": "chat blocked"}
    await session.execute(waiting.values(**ended))
    reached = update(people).where(people.c.channel == channel, people.c.chat_id == chat_id)
    await session.execute(reached.values(blocked_at=now))
