"""Promises that a change of one line would break unseen: who looked, what may be passed on, who is asked."""

from typing import Any

from sqlalchemy import select

from casework.petition import Role
from storage import cases, office, people
from storage.rows import table
from storage.tables.outbox_rows import OutboxRow
from tests.journeys.rows import after_answer, at_unit, at_work, does, goes
from tests.journeys.stories import files
from tests.journeys.test_rows_answers import FACTS, ORDER, drafts
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


async def test_a_recused_head_is_not_put_a_draft(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head, kin = await people_of.officer("labour", Role.HEAD), await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    async with bureau.db.writing() as session:
        await cases.recuse(
            session, case.id, staff_id=await staff_id(bureau, kin, Role.HEAD), now=bureau.clock()
        )
    await drafts(li, case)
    assert ORDER in await head.sees()
    assert ORDER not in await kin.sees()


async def test_an_answer_that_lacks_a_part_does_not_leave(people_of: People, bureau: Bureau) -> None:
    """The gate is asked again at sending: a button of before, or a forged one, sends nothing unfinished."""
    ann, head = await people_of.citizen(), await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    await does(head, "answer", case)
    await head.presses("予以支持")
    await head.says(FACTS)
    await head.taps("p:reply:send")
    assert (await bureau.case(case.number)).state == "accepted"
    assert FACTS not in await ann.sees()


async def test_a_proposer_is_not_asked_for_the_second_consent(people_of: People, bureau: Bureau) -> None:
    ann, other = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    clerk = await people_of.officer("bureau", Role.CLERK)
    old = await after_answer(bureau, ann)
    for event, by in (
        *(("ask_review", Role.CITIZEN), ("review_answer", Role.REVIEWER)),
        *(("ask_recheck", Role.CITIZEN), ("recheck_answer", Role.REVIEWER)),
    ):
        facts = {"decision": "maintain", "text": "维持。", "basis": "《条例》"} if by is Role.REVIEWER else {}
        old = await goes(bureau, old, event, by, "bureau" if by is Role.REVIEWER else "labour", **facts)
    case = await at_unit(bureau, ann)
    await does(clerk, "no_longer_accept", case, old.number, "同一事实和理由已有复核意见。")
    assert "同意" in " ".join(await other.buttons())
    assert f"a:second:{case.id}" not in [
        data for each in await bureau.chat(clerk.channel, clerk.chat_id) for data in each.buttons.values()
    ]


async def test_a_form_does_not_go_on_in_another_role(people_of: People, bureau: Bureau) -> None:
    """Who opened it as the handler and is that no more does not finish it as the head."""
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    handler = await staff_id(bureau, li, Role.HANDLER)
    async with bureau.db.writing() as session:
        row = await office.staff(session, handler)
        assert row is not None
        await office.appoint(session, row.person_id, row.unit_id, Role.HEAD, now=bureau.clock())
    await li.taps(f"a:ask:{case.id}")
    async with bureau.db.writing() as session:
        await office.dismiss(session, handler)
    before = (await bureau.case(case.number)).version
    await li.says("请补充劳动合同和工资条。")
    assert (await bureau.case(case.number)).version == before
