"""Promises that a change of one line would break unseen: who looked, what may be passed on, who is asked."""

from typing import Any

from sqlalchemy import select

from casework.petition import Role
from storage import cases, office, people
from storage.rows import table
from storage.tables.outbox_rows import OutboxRow
from tests.journeys.stories import files
from tests.people import Bureau, People, Person

FORWARDED = "protect_content"


async def staff_id(bureau: Bureau, who: Person, role: Role) -> int:
    """The staff entry of somebody in a role."""
    async with bureau.db.reading() as session:
        known = await people.find(session, who.channel, who.user_id)
        assert known is not None and known.id is not None
        return next(row.id for row in await office.actors(session, known.id) if row.role == role)


async def sent_to(bureau: Bureau, who: Person) -> list[dict[str, Any]]:
    """What was said in somebody's private chat, with everything beside the words."""
    async with bureau.db.reading() as session:
        wanted = select(OutboxRow).where(table("outbox").c.chat_id == who.chat_id)
        return [row.payload for row in await session.scalars(wanted) if row.payload]


async def test_whoever_opens_a_case_stands_in_who_looked_and_cannot_pass_it_on(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    await files(ann)
    case = await bureau.only_case()
    assert "信访局（经办）" not in await ann.taps(f"c:who:{case.id}:")
    opened = await clerk.taps(f"a:open:{case.id}")
    assert "工地欠我们" in opened
    looked = await ann.taps(f"c:who:{case.id}:")
    assert looked.count("信访局（经办）") == 1, looked
    shown = [each for each in await sent_to(bureau, clerk) if "工地欠我们" in each.get("text", "")]
    assert shown and all(each.get(FORWARDED) for each in shown)


async def test_wrong_codes_in_the_chat_lock_who_guesses(people_of: People, bureau: Bureau) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    number, code = await files(ann)
    for _ in range(5):
        await bob.says("/status", number, "0000-0000-0000")
    assert "没有查到" in (await bob.says("/status", number, code)).replace("没有找到", "没有查到")
    async with bureau.db.reading() as session:
        assert (await session.execute(select(table("lockouts").c.key))).first() is not None


async def test_who_stepped_back_has_no_standing_whatever_the_role(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    clerk = await people_of.officer("bureau", Role.CLERK)
    await files(ann)
    case = await bureau.only_case()
    async with bureau.db.writing() as session:
        await cases.recuse(
            session, case.id, staff_id=await staff_id(bureau, clerk, Role.CLERK), now=bureau.clock()
        )
    said = await clerk.taps(f"a:open:{case.id}")
    assert "工地欠我们" not in said and "没有" in said
