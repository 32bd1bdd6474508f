"""One dialogue is one row: its state and its data change together, in the transaction of the turn."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import and_, bindparam, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.chat_rows import Conversation
from storage.untraceable import day
from storage.upsert import dialect, or_change, table

NAMES = ("bot_id", "chat_id", "user_id", "thread_id", "business_connection_id", "destiny")
"""What a dialogue is known by."""

# Made once, for every turn asks them: making a statement costs three times what executing it costs.
_rows = table(Conversation)
_IT = and_(*(_rows.c[name] == bindparam(name) for name in NAMES))
_LOAD = select(_rows.c.state, _rows.c.data).where(_IT)
_FORGET = delete(_rows).where(_IT)


@dataclass
class Dialogue:
    """Where a conversation stands and what was answered so far."""

    state: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    touched: bool = False
    """Whether this turn changed it; only then it is stored again."""


async def load(session: AsyncSession, key: StorageKey) -> Dialogue:
    """The stored dialogue, or a fresh one."""
    found = (await session.execute(_LOAD, _named(key))).first()
    return Dialogue(found.state, dict(found.data or {})) if found else Dialogue()


async def store(session: AsyncSession, key: StorageKey, dialogue: Dialogue, now: datetime) -> None:
    """Keep a dialogue; one without state and data is forgotten."""
    if dialogue.state is None and not dialogue.data:
        await session.execute(_FORGET, _named(key))
        return
    statement = or_change(dialect(session), Conversation, NAMES, ("state", "data", "updated_at"))
    changed = {"state": dialogue.state, "data": dialogue.data, "updated_at": day(now)}
    await session.execute(statement, {**_named(key), **changed})


def _named(key: StorageKey) -> dict[str, Any]:
    return {
        "bot_id": key.bot_id,
        "chat_id": key.chat_id,
        "user_id": key.user_id,
        "thread_id": key.thread_id or 0,
        "business_connection_id": key.business_connection_id or "",
        "destiny": key.destiny,
    }
