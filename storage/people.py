"""People we speak with: one row a channel and user, and what each of them agreed to."""

from datetime import datetime

from sqlalchemy import bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage import outbox
from storage.tables.person_rows import Consent, Person
from storage.turn import Turn
from storage.untraceable import day, lot
from storage.upsert import insert, table

# Made once, for most turns ask them: making a statement costs three times what executing it costs.
_FIND = (
    select(Person)
    .where(table(Person).c.channel == bindparam("channel"), table(Person).c.user_id == bindparam("user_id"))
    .execution_options(populate_existing=True)
)
_consents = table(Consent)
_CONSENTED = (
    select(_consents.c.id)
    .where(
        _consents.c.person_id == bindparam("person_id"),
        _consents.c.purpose == bindparam("purpose"),
        _consents.c.withdrawn_at.is_(None),
    )
    .limit(1)
)
_CONSENTED_TO = _CONSENTED.where(_consents.c.text_version == bindparam("version"))


async def person(
    where: AsyncSession | Turn, channel: str, user_id: int, chat_id: int, now: datetime
) -> Person:
    """The person of a channel's user id, made when new; hearing from somebody ends a block.

    `chat_id` is the private chat, 0 when only a group is known: a known private chat is never forgotten for it.
    With a turn that has not written yet, a new person is stored by a short transaction of its own, so that
    the turn's write transaction does not open before its handler has decided anything. A person without a
    turn is harmless: the next update finds them.
    """
    session = await where.read() if isinstance(where, Turn) else where
    found = await find(session, channel, user_id)
    if found is not None and chat_id in (0, found.chat_id) and found.blocked_at is None:
        return found
    if isinstance(where, Turn) and not where.writes:
        await where.let_go()
        async with where.db.writing() as own:
            return await _known(own, channel, user_id, chat_id, now)
    return await _known(session, channel, user_id, chat_id, now)


async def _known(session: AsyncSession, channel: str, user_id: int, chat_id: int, now: datetime) -> Person:
    statement = insert(session, Person).values(
        id=lot(),
        channel=channel,
        user_id=user_id,
        chat_id=chat_id,
        locale="zh-CN",
        opted_in=False,
        created_at=day(now),
    )
    await session.execute(
        statement.on_conflict_do_update(
            index_elements=["channel", "user_id"],
            set_={"blocked_at": None, **({"chat_id": chat_id} if chat_id else {})},
        )
    )
    await outbox.hear_from(session, channel, chat_id, now)
    found = await find(session, channel, user_id)
    assert found is not None
    return found


async def find(session: AsyncSession, channel: str, user_id: int) -> Person | None:
    """The person of a channel's user id, if they ever wrote."""
    return await session.scalar(_FIND, {"channel": channel, "user_id": user_id})


async def by_id(session: AsyncSession, person_id: int) -> Person | None:
    """A person by their row id; None when there is none."""
    return await session.get(Person, person_id)


async def set_locale(session: AsyncSession, person_id: int, locale: str) -> None:
    """The language this person reads."""
    await session.execute(update(table(Person)).where(table(Person).c.id == person_id).values(locale=locale))


async def opt_in(session: AsyncSession, person_id: int, wants: bool) -> None:
    """Whether this person wants to hear public notices; nobody does until they say so."""
    await session.execute(update(table(Person)).where(table(Person).c.id == person_id).values(opted_in=wants))


async def block(session: AsyncSession, person_id: int, now: datetime) -> None:
    """The person blocked the bot; hearing from them again ends it."""
    await session.execute(
        update(table(Person)).where(table(Person).c.id == person_id).values(blocked_at=day(now))
    )


async def consent(session: AsyncSession, person_id: int, purpose: str, version: str, now: datetime) -> None:
    """Note that the person agreed to this version of the text; agreeing twice is one consent."""
    if await consented(session, person_id, purpose, version):
        return
    row = {
        "id": lot(),
        "person_id": person_id,
        "purpose": purpose,
        "text_version": version,
        "given_at": day(now),
    }
    await session.execute(table(Consent).insert(), [row])


async def consented(session: AsyncSession, person_id: int, purpose: str, version: str | None = None) -> bool:
    """Whether a consent stands (to this version, when one is named) and was not taken back."""
    asked = {"person_id": person_id, "purpose": purpose}
    if version is None:
        return await session.scalar(_CONSENTED, asked) is not None
    return await session.scalar(_CONSENTED_TO, {**asked, "version": version}) is not None


async def withdraw_consent(session: AsyncSession, person_id: int, purpose: str, now: datetime) -> bool:
    """Take the consent back (PIPL Art. 15); the row stays as the record. False when none stood."""
    rows = table(Consent)
    statement = update(rows).where(
        rows.c.person_id == person_id, rows.c.purpose == purpose, rows.c.withdrawn_at.is_(None)
    )
    done = await session.execute(statement.values(withdrawn_at=day(now)))
    return bool(done.rowcount)  # type: ignore[attr-defined]
