"""A Telegram group that became a supergroup goes on under its new id, whoever says so first.

It is told three times, in any order: by a service message in the old chat, by one in the new, and by the refusal of
whatever is sent to the old id (https://core.telegram.org/bots/api#responseparameters). Each may come alone.
"""

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.rows import table


async def move(session: AsyncSession, channel: str, old: int, new: int) -> bool:
    """Take the binding and what waits to be said to the new id. Whether the old one was bound until now.

    Cards of the old chat cannot be edited from the new one: each is sent anew with its next change, and edited in
    place from then on.
    """
    waiting, cards, blocked = table("outbox"), table("cards"), table("blocked_chats")
    mine = (waiting.c.due_at.is_not(None), waiting.c.channel == channel, waiting.c.chat_id == old)
    await session.execute(update(waiting).where(*mine).values(chat_id=new))
    await session.execute(delete(cards).where(cards.c.channel == channel, cards.c.chat_id == old))
    await session.execute(delete(blocked).where(blocked.c.channel == channel, blocked.c.chat_id == old))
    return await _bind_anew(session, channel, old, new)


async def _bind_anew(session: AsyncSession, channel: str, old: int, new: int) -> bool:
    """The unit of the old id hears under the new one, unless that has a unit already."""
    groups = table("office_groups")
    there = select(groups.c.id).where(groups.c.channel == channel, groups.c.chat_id == new)
    mine = (groups.c.channel == channel, groups.c.chat_id == old)
    if (await session.execute(there)).first() is not None:
        gone = await session.execute(delete(groups).where(*mine).returning(groups.c.id))
        return gone.first() is not None
    moved = update(groups).where(*mine).values(chat_id=new).returning(groups.c.id)
    return (await session.execute(moved)).first() is not None
