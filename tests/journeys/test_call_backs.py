"""Whether it is solved is on record as it was said, and once; an urging reaches people and not only groups."""

from casework.petition import Role
from services.buttons import Case as CaseButton
from storage import cases
from tests.journeys.rows import after_answer, at_unit
from tests.people import Bureau, People


async def test_a_call_back_says_whether_it_is_solved_and_is_told_once(
    people_of: People, bureau: Bureau
) -> None:
    ann, boss = await people_of.citizen(), await people_of.officer("bureau", Role.SUPERVISOR)
    case = await after_answer(bureau, ann)
    await ann.taps(CaseButton(do="unsolved", case=case.id).pack())
    await ann.taps(CaseButton(do="unsolved", case=case.id).pack())
    async with bureau.db.reading() as session:
        made = [each.event for each in await cases.timeline(session, case.id, public_only=False)]
    assert made.count("callback") == 1
    assert "回访：没有解决" in await boss.says(case.number)
    await ann.taps(CaseButton(do="solved", case=case.id).pack())
    seen = await boss.says(case.number)
    assert "回访：没有解决" in seen
    assert "回访：已解决" in seen


async def test_an_urging_reaches_the_units_handlers_in_private_while_nobody_has_it(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case, other = await at_unit(bureau, ann), await people_of.officer("housing", Role.HANDLER)
    await li.hears()
    await other.hears()
    await ann.taps(CaseButton(do="urge", case=case.id).pack())
    assert f"{case.number}：信访人催办" in await li.hears()
    assert case.number not in await other.hears()
