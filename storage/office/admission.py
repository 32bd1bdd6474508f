"""How groups and people are let in: groups bound to units, and codes that are used once."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from casework import numbering
from casework.petition import Role
from storage import slow_hashes, vault
from storage.rows import many, one, table, upsert
from storage.tables.office_rows import CodePurpose, Group, OneUseCode, TopicState, Unit

units_table = table("units")
groups = table("office_groups")
codes = table("one_use_codes")

CODE_LIFE = timedelta(hours=24)
"""How long a one-use code waits to be used."""

_CONTEXT = "one_use_codes.hash"


async def group_of(session: AsyncSession, unit_id: int) -> list[Group]:
    """The groups that hear about a unit's cases."""
    return await many(session, select(Group).where(groups.c.unit_id == unit_id).order_by(groups.c.id))


async def unit_of_group(session: AsyncSession, channel: str, chat_id: int) -> Unit | None:
    """The unit that a group is bound to."""
    bound = select(Unit).join(groups, groups.c.unit_id == units_table.c.id)
    return await one(session, bound.where(groups.c.channel == channel, groups.c.chat_id == chat_id))


async def bind_group(
    session: AsyncSession,
    channel: str,
    chat_id: int,
    unit_id: int,
    title: str,
    now: datetime,
    *,
    thread_id: int = 0,
) -> None:
    """Bind a group to a unit, in a topic where it has some; a group already bound changes its unit and its topic."""
    row = {
        "channel": channel, "chat_id": chat_id, "unit_id": unit_id, "title": title, "bound_at": now,
        "thread_id": thread_id, "thread_state": TopicState.OPEN.value,
    }  # fmt: skip
    change = ("unit_id", "title", "bound_at", "thread_id", "thread_state")
    await upsert(session, Group, row, on=("channel", "chat_id"), change=change)


async def group_bound(session: AsyncSession, channel: str, chat_id: int) -> Group | None:
    """The binding of a chat, if it has one."""
    return await one(session, select(Group).where(groups.c.channel == channel, groups.c.chat_id == chat_id))


async def lost_topics(session: AsyncSession) -> list[Group]:
    """Groups whose topic was found closed while something was said there, and who have not been told."""
    return await many(
        session, select(Group).where(groups.c.thread_state == TopicState.LOST.value).order_by(groups.c.id)
    )


async def set_topic_state(session: AsyncSession, group_id: int, state: TopicState) -> None:
    """Say that a group's topic is closed (`TopicState.TOLD`), or open again (`TopicState.OPEN`)."""
    await session.execute(update(groups).where(groups.c.id == group_id).values(thread_state=state.value))


async def unbind_group(session: AsyncSession, channel: str, chat_id: int) -> bool:
    """Let a group hear no more. Returns whether it was bound."""
    gone = await session.execute(
        delete(groups).where(groups.c.channel == channel, groups.c.chat_id == chat_id).returning(groups.c.id)
    )
    return gone.first() is not None


async def make_code(
    session: AsyncSession,
    purpose: CodePurpose,
    *,
    now: datetime,
    unit_id: int | None = None,
    role: Role | None = None,
    created_by: int | None = None,
    life: timedelta = CODE_LIFE,
) -> str:
    """A fresh one-use code of 60 bits, given out here and never again; only its slow keyed hash is kept."""
    code = numbering.new_query_code(secrets.choice)
    await session.execute(
        insert(codes).values(
            hash=await slow_hashes.make(_code_hash, code),
            purpose=purpose.value,
            unit_id=unit_id,
            role=role.value if role else None,
            created_by=created_by,
            created_at=now,
            expires_at=now + life,
        )
    )
    return code


async def read_code(typed: str) -> bytes | None:
    """The slow hash of a code as somebody typed it; None for what cannot be one. Call it before the turn writes."""
    normal = numbering.normalise_code(typed)
    return None if normal is None else await slow_hashes.guess(_code_hash, normal)


async def use_code(
    session: AsyncSession, hashed: bytes, *, purposes: Sequence[CodePurpose], now: datetime
) -> OneUseCode | None:
    """Use a code up, by the hash from `read_code`. None when there is no such code for these purposes, or it is used or
    too old."""
    used = await session.execute(
        update(codes)
        .where(
            codes.c.hash == hashed,
            codes.c.used_at.is_(None),
            codes.c.expires_at > now,
            codes.c.purpose.in_([purpose.value for purpose in purposes]),
        )
        .values(used_at=now)
        .returning(codes.c.id)
    )
    code_id = used.scalar_one_or_none()
    return None if code_id is None else await one(session, select(OneUseCode).where(codes.c.id == code_id))


async def waiting_codes(session: AsyncSession, unit_id: int, now: datetime) -> int:
    """How many codes of a unit are given out and may still be used."""
    return int(
        await session.scalar(select(func.count()).select_from(codes).where(*_usable(unit_id, now))) or 0
    )


async def void_codes(session: AsyncSession, unit_id: int, now: datetime) -> int:
    """Let no code of a unit be used any more; gives how many that were."""
    ended = update(codes).where(*_usable(unit_id, now)).values(expires_at=now).returning(codes.c.id)
    return len((await session.execute(ended)).all())


async def void_machine_codes(session: AsyncSession, now: datetime) -> None:
    """Let none of the codes that the machine printed for first administrators be used any more."""
    printed = (codes.c.created_by.is_(None), codes.c.used_at.is_(None), codes.c.expires_at > now)
    await session.execute(update(codes).where(*printed).values(expires_at=now))


def _usable(unit_id: int, now: datetime) -> tuple[ColumnElement[bool], ...]:
    return (codes.c.unit_id == unit_id, codes.c.used_at.is_(None), codes.c.expires_at > now)


async def move_groups(session: AsyncSession, from_unit: int, to_unit: int) -> int:
    """The groups of a unit hear about another's cases from now on; gives how many they are."""
    moved = update(groups).where(groups.c.unit_id == from_unit).values(unit_id=to_unit).returning(groups.c.id)
    return len((await session.execute(moved)).all())


async def group(session: AsyncSession, group_id: int) -> Group | None:
    """The bound group of an id."""
    return await one(session, select(Group).where(groups.c.id == group_id))


def _code_hash(code: str) -> bytes:
    return vault.installed().code_hash(code, context=_CONTEXT)
