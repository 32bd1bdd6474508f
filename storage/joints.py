"""Joint matters: which cases are worked on together, who takes part in choosing, and what they chose."""

from datetime import datetime

from sqlalchemy import delete, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from storage.rows import add, many, one, table
from storage.tables.case_rows import Case
from storage.tables.joint_rows import JointChoice, JointMember

matters = table("joint_matters")
joined = table("joint_members")
choices = table("joint_choices")
cases = table("cases")


async def begin(session: AsyncSession, case: Case, now: datetime) -> int:
    """A joint matter that begins with this case; gives its id."""
    joint_id = await add(session, matters, topic=case.topic, town=case.town, begun_at=now)
    await put(session, joint_id, case.id, now)
    return joint_id


async def put(session: AsyncSession, joint_id: int, case_id: int, now: datetime) -> None:
    """Let a case belong to it, under the next number."""
    highest = await session.scalar(select(func.max(joined.c.no)).where(joined.c.joint_id == joint_id))
    await session.execute(
        insert(joined).values(case_id=case_id, joint_id=joint_id, no=(highest or 0) + 1, since=now)
    )


async def drop(session: AsyncSession, case_id: int) -> None:
    """A case belongs to it no more; what its citizen chose, and who chose them, is forgotten."""
    await stand(session, case_id, None, None)
    await session.execute(delete(choices).where(choices.c.case_id == case_id))
    await session.execute(delete(joined).where(joined.c.case_id == case_id))


async def of_case(session: AsyncSession, case_id: int) -> JointMember | None:
    """How a case belongs to a joint matter, if it does."""
    return await one(session, select(JointMember).where(joined.c.case_id == case_id))


async def members(session: AsyncSession, joint_id: int) -> list[JointMember]:
    """Its cases, by their number there."""
    return await many(session, select(JointMember).where(joined.c.joint_id == joint_id).order_by(joined.c.no))


async def cases_of(session: AsyncSession, joint_id: int) -> list[Case]:
    """The cases themselves, by their number there; none sealed."""
    wanted = select(Case).join(joined, joined.c.case_id == cases.c.id)
    mine = wanted.where(joined.c.joint_id == joint_id, ~cases.c.sealed)
    return await many(session, mine.order_by(joined.c.no))


async def alike(session: AsyncSession, topic: str, town: str, since: datetime, limit: int) -> list[Case]:
    """Open cases of one topic in one place that belong to no joint matter, the oldest first; none sealed."""
    apart = select(joined.c.case_id).where(joined.c.case_id == cases.c.id).exists()
    mine = (cases.c.topic == topic, cases.c.town == town, cases.c.registered_at >= since)
    wanted = select(Case).where(*mine, cases.c.is_open, ~cases.c.sealed, ~apart)
    return await many(session, wanted.order_by(cases.c.id).limit(limit))


async def take_part(session: AsyncSession, case_id: int, now: datetime | None) -> None:
    """The citizen takes part in choosing from now on, or (None) no more: then nothing of theirs counts."""
    await session.execute(update(joined).where(joined.c.case_id == case_id).values(joined_at=now))
    if now is None:
        await stand(session, case_id, None, None)
        await session.execute(delete(choices).where(choices.c.case_id == case_id))


async def stand(session: AsyncSession, case_id: int, known_as: str | None, now: datetime | None) -> None:
    """The citizen is ready to represent under this name, or (None) no more: then nobody has chosen them."""
    mine = update(joined).where(joined.c.case_id == case_id)
    await session.execute(mine.values(stood_at=now, known_as=known_as))
    if now is None:
        await session.execute(delete(choices).where(choices.c.chosen_id == case_id))


async def chosen(session: AsyncSession, joint_id: int) -> list[JointChoice]:
    """Every choice in a joint matter."""
    inside = select(joined.c.case_id).where(joined.c.joint_id == joint_id)
    return await many(session, select(JointChoice).where(choices.c.case_id.in_(inside)))


async def choose(session: AsyncSession, case_id: int, chosen_id: int, *, wanted: bool) -> None:
    """Choose somebody, or take the choice back."""
    this = (choices.c.case_id == case_id, choices.c.chosen_id == chosen_id)
    await session.execute(delete(choices).where(*this))
    if wanted:
        await session.execute(insert(choices).values(case_id=case_id, chosen_id=chosen_id))


async def forget(session: AsyncSession, case_id: int) -> None:
    """Erase what the citizen of a case wrote and chose; that the case was handled with others stays."""
    await session.execute(
        update(joined).where(joined.c.case_id == case_id).values(known_as=None, joined_at=None, stood_at=None)
    )
    either = or_(choices.c.case_id == case_id, choices.c.chosen_id == case_id)
    await session.execute(delete(choices).where(either))
