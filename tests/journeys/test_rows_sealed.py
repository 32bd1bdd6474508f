"""The sealed lane, row by row (Art. 22.2, 30): one role reads, no group hears, the citizen learns one line."""

from casework.petition import Purpose, Role
from tests.journeys.rows import answers_form, does, news, offered, places, presses, running
from tests.people import Bureau, People


async def groups_say(people_of: People, bureau: Bureau, number: str) -> int:
    """How often any group's chat names a case."""
    found = 0
    for group in bureau.groups.values():
        found += "\n".join(each.text for each in await bureau.chat(people_of.channel, group)).count(number)
    return found


@presses("seal")
async def test_a_sealed_matter_leaves_the_open_lane(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    zhao = await people_of.officer("bureau", Role.SEALED)
    case = await places(bureau, ann)
    assert case.number in await clerk.inside("bureau").sees()
    await does(clerk, "seal", case)
    sealed = await bureau.case(case.number)
    assert (sealed.sealed, sealed.purpose, sealed.unit_id) == (True, "JU", None)
    assert "C1" in await running(bureau, case), "registered is registered: the fifteen days run on"
    (heard,) = await news(ann)
    assert "专人办理" in heard
    assert "没有查到" in await clerk.taps(f"a:open:{case.id}")
    assert "已撤回" in await clerk.inside("bureau").sees(), "its card says nothing any more"
    told = await zhao.sees()
    assert "专人处理" in told
    assert case.number not in told, "not even its number on a screen that may lie open"
    assert case.number in await zhao.says("/todo")


@presses("unseal")
async def test_with_the_citizens_consent_it_becomes_an_ordinary_matter(
    people_of: People, bureau: Bureau
) -> None:
    ann, zhao = await people_of.citizen(), await people_of.officer("bureau", Role.SEALED)
    clerk = await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann, purpose=Purpose.REPORT, sealed=True)
    assert await groups_say(people_of, bureau, case.number) == 0
    assert "同意" in await does(zhao, "unseal", case, "否", "求决"), "not without consent"
    assert (await bureau.case(case.number)).sealed
    await does(zhao, "unseal", case, "是", "求决")
    opened = await bureau.case(case.number)
    assert (opened.sealed, opened.purpose) == (False, "QJ")
    (heard,) = await news(ann)
    assert "按您的意愿" in heard
    assert "transfer" in await offered(clerk, case)


@presses("to_discipline", "ask/1")
async def test_a_report_goes_to_the_discipline_body_and_the_citizen_reads_one_line(
    people_of: People, bureau: Bureau
) -> None:
    ann, zhao = await people_of.citizen(), await people_of.officer("bureau", Role.SEALED)
    clerk = await people_of.officer("bureau", Role.CLERK)
    case = await places(bureau, ann, purpose=Purpose.REPORT, sealed=True)
    assert "没有查到" in await clerk.says(f"/case {case.number}")
    await does(zhao, "ask", case, "请补充送钱的时间和地点。")
    (heard,) = await news(ann)
    assert "时间和地点" in heard
    await ann.says(case.number)
    await ann.presses("补充")
    await ann.says("去年中秋节前，在他办公室。")
    await news(ann)
    await does(zhao, "to_discipline", case)
    assert (await bureau.case(case.number)).state == "transferred_discipline"
    (heard,) = await news(ann)
    assert heard == f"{case.number} 已按规定转送。"
    assert await running(bureau, case) == {}
    assert await groups_say(people_of, bureau, case.number) == 0
    assert "已按规定转送" in await ann.says(case.number)


@presses("not_accept/1", "note/2")
async def test_the_sealed_officer_notes_and_does_not_accept(people_of: People, bureau: Bureau) -> None:
    ann, zhao = await people_of.citizen(), await people_of.officer("bureau", Role.SEALED)
    case = await places(bureau, ann, purpose=Purpose.REPORT, sealed=True)
    await does(zhao, "note", case, "内部记录", "与前一件是同一线索。")
    assert await news(ann) == []
    await does(zhao, "not_accept", case, "没有指明具体的人和事，欢迎补充后再反映。")
    (heard,) = await news(ann)
    assert case.number in heard
    assert await groups_say(people_of, bureau, case.number) == 0


@presses("route_legal/1")
async def test_the_sealed_officer_names_the_statutory_way(people_of: People, bureau: Bureau) -> None:
    ann, zhao = await people_of.citizen(), await people_of.officer("bureau", Role.SEALED)
    case = await places(bureau, ann, purpose=Purpose.REPORT, sealed=True)
    await does(zhao, "route_legal", case, "党员申诉")
    await answers_form(zhao, "请向原作出决定的党组织提出。")
    assert (await bureau.case(case.number)).state == "routed_legal"
    assert len(await news(ann)) == 1
    assert await groups_say(people_of, bureau, case.number) == 0
