"""Who wants to hear from the office, about what, and for which town: opted in, muted with one tap."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.rows import many, table, upsert
from storage.tables.outbox_rows import OutboxRow, Status
from storage.tables.person_rows import Person
from storage.tables.public_rows import Broadcast, Subscription, Theme

subscriptions = table("subscriptions")
broadcasts = table(str(Broadcast.__tablename__))
messages = table(str(OutboxRow.__tablename__))
persons = table(str(Person.__tablename__))


async def subscribe(
    session: AsyncSession, person_id: int, theme: Theme, now: datetime, *, town: str = ""
) -> None:
    """The person wants notices of a theme, for one town or ("") for all."""
    row = {
        "person_id": person_id,
        "theme": theme.value,
        "town": town,
        "opted_at": now,
        "ended_at": None,
    }
    changed = ("town", "opted_at", "ended_at")
    await upsert(session, Subscription, row, on=("person_id", "theme"), change=changed)
    await _mirror(session, person_id)


async def mute(session: AsyncSession, person_id: int, now: datetime, theme: Theme | None = None) -> bool:
    """The person wants no more of a theme, or of any, not even what waits. Returns whether anything was muted."""
    mine = [subscriptions.c.person_id == person_id, subscriptions.c.ended_at.is_(None)]
    if theme is not None:
        mine.append(subscriptions.c.theme == theme.value)
    ended = await session.execute(
        update(subscriptions).where(*mine).values(ended_at=now).returning(subscriptions.c.theme)
    )
    muted = bool(ended.all())
    await _mirror(session, person_id)
    await _cancel(session, person_id, now, theme)
    return muted


async def _cancel(session: AsyncSession, person_id: int, now: datetime, theme: Theme | None) -> None:
    """Notices of the theme that wait for this person, or are held by a pause, are not sent any more."""
    wanted = (
        select(broadcasts.c.id)
        if theme is None
        else select(broadcasts.c.id).where(broadcasts.c.theme == theme.value)
    )
    chat = select(persons.c.channel, persons.c.chat_id).where(persons.c.id == person_id)
    for channel, chat_id in (await session.execute(chat)).all():
        mine = (
            messages.c.channel == channel,
            messages.c.chat_id == chat_id,
            messages.c.broadcast_id.in_(wanted),
        )
        waiting = messages.c.status.in_([Status.QUEUED.value, Status.HELD.value])
        ended = {"status": Status.CANCELLED.value, "due_at": None, "settled_at": now}
        await session.execute(update(messages).where(*mine, waiting).values(**ended))


async def of_person(session: AsyncSession, person_id: int) -> list[Subscription]:
    """What a person wants to hear about now."""
    wanted = select(Subscription).where(
        subscriptions.c.person_id == person_id, subscriptions.c.ended_at.is_(None)
    )
    return await many(session, wanted.order_by(subscriptions.c.theme))


async def _mirror(session: AsyncSession, person_id: int) -> None:
    """`opted_in` of the person says whether anything is subscribed at all."""
    any_left = (
        select(subscriptions.c.person_id)
        .where(subscriptions.c.person_id == person_id, subscriptions.c.ended_at.is_(None))
        .exists()
    )
    await session.execute(update(persons).where(persons.c.id == person_id).values(opted_in=any_left))
