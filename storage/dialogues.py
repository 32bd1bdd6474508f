"""One dialogue is one row: its state and its data change together, in the transaction of the turn."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiogram.fsm.storage.base import StorageKey
from sqlalchemy import ColumnElement, and_, delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage.tables.chat_rows import Conversation
from storage.upsert import insert, table


@dataclass
class Dialogue:
    """Where a conversation stands and what was answered so far."""

    state: str | None = None
    data: dict[str, Any] = field(default_factory=dict)
    touched: bool = False
    """Whether this turn changed it; only then it is stored again."""


async def load(session: AsyncSession, key: StorageKey) -> Dialogue:
    """The stored dialogue, or a fresh one."""
    rows = table(Conversation)
    found = (await session.execute(select(rows.c.state, rows.c.data).where(_is(key)))).first()
    return Dialogue(found.state, dict(found.data or {})) if found else Dialogue()


async def store(session: AsyncSession, key: StorageKey, dialogue: Dialogue, now: datetime) -> None:
    """Keep a dialogue; one without state and data is forgotten."""
    if dialogue.state is None and not dialogue.data:
        await session.execute(delete(table(Conversation)).where(_is(key)))
        return
    changed = {"state": dialogue.state, "data": dialogue.data, "updated_at": now}
    statement = insert(session, Conversation).values(**_named(key), **changed)
    excluded = {name: statement.excluded[name] for name in changed}
    await session.execute(statement.on_conflict_do_update(index_elements=list(_named(key)), set_=excluded))


def _named(key: StorageKey) -> dict[str, Any]:
    return {
        "bot_id": key.bot_id,
        "chat_id": key.chat_id,
        "user_id": key.user_id,
        "thread_id": key.thread_id or 0,
        "business_connection_id": key.business_connection_id or "",
        "destiny": key.destiny,
    }


def _is(key: StorageKey) -> ColumnElement[bool]:
    rows = table(Conversation)
    return and_(*(rows.c[name] == value for name, value in _named(key).items()))
