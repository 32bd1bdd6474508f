"""What was said of a case already, and where: to be taken back where the channel can."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.rows import table
from storage.tables.outbox_rows import Status

outbox_rows = table("outbox")

ERASABLE = timedelta(hours=47)
"""Telegram lets a bot delete its message for 48 hours."""


@dataclass(frozen=True)
class SaidMessage:
    """A message that stands in a chat."""

    channel: str
    chat_id: int
    message_id: int


async def of_case(session: AsyncSession, case_id: int, now: datetime) -> list[SaidMessage]:
    """The messages of a case that can still be deleted; cards are redrawn instead."""
    rows = outbox_rows.c
    found = await session.execute(
        select(rows.channel, rows.chat_id, rows.message_id)
        .where(
            rows.case_id == case_id,
            rows.status == Status.SENT.value,
            rows.message_id.is_not(None),
            rows.card.is_(None),
            rows.method.in_(("sendMessage", "sendDocument")),
            rows.settled_at > now - ERASABLE,
        )
        .order_by(rows.id)
    )
    return [SaidMessage(*row) for row in found]
