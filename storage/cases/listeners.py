"""Who else hears of a case: whoever opened it with its query code and asked for its notices."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from storage import upsert
from storage.rows import many, table
from storage.tables.listener_rows import CaseListener
from storage.tables.person_rows import Person

listeners = table("case_listeners")
people = table(str(Person.__tablename__))


async def listen(session: AsyncSession, case_id: int, person_id: int, now: datetime) -> None:
    """Let its notices come to a person too; twice is once."""
    row = {"case_id": case_id, "person_id": person_id, "since": now}
    new = upsert.insert(session, CaseListener).values(**row)
    await session.execute(new.on_conflict_do_nothing(index_elements=["case_id", "person_id"]))


async def listens(session: AsyncSession, case_id: int, person_id: int) -> bool:
    """Whether its notices come to this person too."""
    mine = (listeners.c.case_id == case_id, listeners.c.person_id == person_id)
    return await session.scalar(select(listeners.c.case_id).where(*mine)) is not None


async def listening(session: AsyncSession, case_id: int) -> list[Person]:
    """Everybody beside its owner to whom its notices come."""
    wanted = select(Person).join(listeners, listeners.c.person_id == people.c.id)
    return await many(session, wanted.where(listeners.c.case_id == case_id).order_by(listeners.c.since))


async def stop_listening(session: AsyncSession, case_id: int, person_id: int | None = None) -> None:
    """No more notices to one of them, or (None) to any."""
    mine = listeners.c.case_id == case_id
    await session.execute(
        delete(listeners).where(mine if person_id is None else mine & (listeners.c.person_id == person_id))
    )
