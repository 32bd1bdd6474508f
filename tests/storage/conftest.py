"""What every storage test starts from: a person on Telegram, a message, and a way to count."""

from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlmodel import SQLModel

from storage.database import Database
from storage.outbox import Outgoing
from storage.upsert import table


class Count:
    """Counts the rows of a table: `await count(db, Handled)`."""

    async def __call__(self, db: Database, model: type[SQLModel]) -> int:
        async with db.reading() as session:
            return await session.scalar(select(func.count()).select_from(table(model))) or 0


@pytest.fixture
def count() -> Count:
    return Count()


@pytest.fixture
def tomorrow(now: datetime) -> datetime:
    return now.replace(day=now.day + 1)


def hello(chat_id: int = 7, words: str = "您好", **more: Any) -> Outgoing:
    """A message to a Telegram chat."""
    return Outgoing("telegram", chat_id, "sendMessage", {"text": words}, **more)
