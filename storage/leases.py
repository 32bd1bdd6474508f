"""Messages that wait are taken by lease, said by a sender, and settled by what happened.

Only the head of a chat's queue can be taken, so a chat hears its messages in the order they were put. A worker that
dies leaves a lease that runs out: replies and notices are taken again (at least once), a broadcast is marked
`uncertain` and never sent again by itself (at most once). Every message passes here three times, so the statements
are made once: making one costs three times what executing it does (`bench/turns.py`).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BindParameter,
    Integer,
    LargeBinary,
    Select,
    bindparam,
    exists,
    or_,
    select,
    type_coerce,
    update,
)
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncSession

from storage.database import Database
from storage.tables.outbox_rows import Card, Kind, OutboxRow, Status
from storage.upsert import table
from storage.vault import SealedJSON, VaultError

MOST_ATTEMPTS = 60
"""Leases that ran out count too, so a message that kills its worker does not do so for ever."""

PAYLOAD = SealedJSON("outbox.payload")


@dataclass(frozen=True)
class Parcel:
    """A message that a worker holds on lease."""

    id: int
    channel: str
    chat_id: int
    method: str
    payload: dict[str, Any] = field(repr=False)
    kind: Kind
    card: str | None
    case_id: int | None
    dedupe: str | None
    secret: bool
    not_before: datetime | None
    expires_at: datetime | None
    broadcast_id: int | None
    attempts: int
    """Including this one."""
    message_id: int | None
    """The message that shows the card in this chat, when one is known."""


class _Fate(StrEnum):
    """What becomes of a message that is found due."""

    SEND = "send"
    EXPIRED = "expired"
    UNCERTAIN = "lease ran out"
    TOO_OFTEN = "attempts ran out"


def _heads() -> Select[Any]:
    """The heads of the queues. One scheduled for later (`not_before`) does not hold up what follows."""
    row, before = table(OutboxRow), table(OutboxRow).alias("before")
    now: BindParameter[datetime] = bindparam("now", type_=row.c.due_at.type)
    earlier = exists().where(
        before.c.due_at.is_not(None),
        before.c.channel == row.c.channel,
        before.c.chat_id == row.c.chat_id,
        before.c.lane == row.c.lane,
        before.c.id < row.c.id,
        or_(before.c.not_before.is_(None), before.c.not_before <= now),
    )
    return (
        select(row.c.id, row.c.kind, row.c.status, row.c.attempts, row.c.expires_at)
        .where(
            row.c.due_at.is_not(None), row.c.channel == bindparam("channel"), row.c.due_at <= now, ~earlier
        )
        .order_by(row.c.lane, row.c.id)
        .limit(bindparam("limit", type_=Integer()))
    )


def _leasing() -> Any:
    """Mark messages as being sent until `until`, and give all of them but what they say, which comes sealed."""
    rows = table(OutboxRow)
    columns = [each for each in rows.c if each.name != "payload"]
    return (
        update(rows)
        .where(rows.c.id.in_(bindparam("numbers", expanding=True)))
        .values(
            status=Status.SENDING.value,
            attempts=rows.c.attempts + 1,
            due_at=bindparam("until"),
            worker=bindparam("worker_name"),
        )
        .returning(*columns, type_coerce(rows.c.payload, LargeBinary).label("sealed"))
    )


HEADS = _heads()
_HEADS_LOCKED = HEADS.with_for_update(skip_locked=True)
_LEASING = _leasing()


async def take(
    db: Database, *, channel: str, now: datetime, limit: int, lease: timedelta, worker: str
) -> list[Parcel]:
    """Lease up to `limit` messages that are due, at most one a chat and lane, replies before broadcasts.

    Any number of workers may take at the same time; no two get the same message. An idle look costs no write.
    """
    due = {"channel": channel, "now": now}
    async with db.reading() as session:
        if (await session.execute(HEADS, due | {"limit": 1})).first() is None:
            return []
    async with db.writing() as session:
        found = (await session.execute(_HEADS_LOCKED, due | {"limit": limit})).all()
        fates = {row.id: _fate(row, now) for row in found}
        await _end(session, fates, now)
        leased = [number for number, fate in fates.items() if fate is _Fate.SEND]
        return await _lease(session, leased, now + lease, worker) if leased else []


async def take_back(db: Database, now: datetime) -> int:
    """End every lease now, and say how many there were: for the start of a process that is the only one.

    Without it whatever a killed process held would wait for the lease's end, and its chats with it.
    """
    rows = table(OutboxRow)
    held = (rows.c.status == Status.SENDING.value, rows.c.due_at > now)
    async with db.writing() as session:
        done = await session.execute(update(rows).where(*held).values(due_at=now))
        return int(done.rowcount)  # type: ignore[attr-defined]


def _fate(row: Row[Any], now: datetime) -> _Fate:
    if row.status == Status.SENDING and row.kind == Kind.BROADCAST:
        return _Fate.UNCERTAIN
    if row.expires_at is not None and row.expires_at <= now:
        return _Fate.EXPIRED
    if row.attempts >= MOST_ATTEMPTS:
        return _Fate.TOO_OFTEN
    return _Fate.SEND


async def _end(session: AsyncSession, fates: Mapping[int, _Fate], now: datetime) -> None:
    """Settle those that will not be sent."""
    rows = table(OutboxRow)
    for fate in (_Fate.UNCERTAIN, _Fate.EXPIRED, _Fate.TOO_OFTEN):
        numbers = [number for number, each in fates.items() if each is fate]
        if not numbers:
            continue
        status = Status.UNCERTAIN if fate is _Fate.UNCERTAIN else Status.FAILED
        ended = {"status": status.value, "due_at": None, "settled_at": now, "error": fate.value}
        await session.execute(update(rows).where(rows.c.id.in_(numbers)).values(**ended))
        wiped = update(rows).where(rows.c.id.in_(numbers), rows.c.secret.is_(True)).values(payload=None)
        await session.execute(wiped)


async def _lease(session: AsyncSession, numbers: list[int], until: datetime, worker: str) -> list[Parcel]:
    given = {"numbers": numbers, "until": until, "worker_name": worker[:64]}
    taken = (await session.execute(_LEASING, given)).all()
    opened = {row.id: _opened(row.sealed) for row in taken}
    await _set_aside(session, [number for number, payload in opened.items() if payload is None], until)
    messages = await _messages_of_cards(session, taken)
    parcels = [
        _parcel(row, payload, messages.get((row.chat_id, row.card)))
        for row in taken
        if (payload := opened[row.id]) is not None
    ]
    order = {number: place for place, number in enumerate(numbers)}
    return sorted(parcels, key=lambda parcel: order[parcel.id])


def _opened(sealed: bytes | None) -> dict[str, Any] | None:
    """What the message says; None when no key opens it. One such row must not stop its channel."""
    try:
        payload: dict[str, Any] = PAYLOAD.process_result_value(sealed) or {}
    except VaultError:
        return None
    return payload


async def _set_aside(session: AsyncSession, numbers: list[int], until: datetime) -> None:
    """Messages that no key opens wait: the key may come back. The doctor names it; attempts still count."""
    if not numbers:
        return
    rows = table(OutboxRow)
    waits = {"status": Status.QUEUED.value, "due_at": until, "error": "no key opens it"}
    await session.execute(update(rows).where(rows.c.id.in_(numbers)).values(**waits))


async def _messages_of_cards(session: AsyncSession, taken: Sequence[Row[Any]]) -> dict[tuple[int, str], int]:
    wanted = [row for row in taken if row.card is not None]
    if not wanted:
        return {}
    cards = table(Card)
    statement = select(cards.c.chat_id, cards.c.card, cards.c.message_id).where(
        cards.c.channel == wanted[0].channel,
        cards.c.chat_id.in_({row.chat_id for row in wanted}),
        cards.c.card.in_({row.card for row in wanted}),
    )
    return {(row.chat_id, row.card): row.message_id for row in await session.execute(statement)}


def _parcel(row: Row[Any], payload: dict[str, Any], message_id: int | None) -> Parcel:
    return Parcel(
        id=row.id,
        channel=row.channel,
        chat_id=row.chat_id,
        method=row.method,
        payload=payload,
        kind=Kind(row.kind),
        card=row.card,
        case_id=row.case_id,
        dedupe=row.dedupe,
        secret=row.secret,
        not_before=row.not_before,
        expires_at=row.expires_at,
        broadcast_id=row.broadcast_id,
        attempts=row.attempts,
        message_id=message_id,
    )
