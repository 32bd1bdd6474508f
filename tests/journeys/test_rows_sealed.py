"""The sealed lane, row by row (Art. 22.2, 30): one role reads, no group hears, the citizen learns one line."""

from casework.petition import Purpose, Role
from casework.wording import text
from storage import cases, office
from tests.journeys.rows import STORY, answers_form, at_work, does, news, offered, places, presses, running
from tests.journeys.stories import files
from tests.people import Bureau, People


async def groups_say(people_of: People, bureau: Bureau, number: str) -> int:
    """How often any group's chat names a case."""
    found = 0
    for group in bureau.groups.values():
        found += "\n".join(each.text for each in await bureau.chat(people_of.channel, group)).count(number)
    return found


@presses("seal/1")
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


@presses("ask_unseal", "unseal", "exclude")
async def test_only_the_citizens_own_press_opens_it_and_never_to_the_accused(
    people_of: People, bureau: Bureau
) -> None:
    ann, zhao = await people_of.citizen(), await people_of.officer("bureau", Role.SEALED)
    clerk, wu = await people_of.officer("bureau", Role.CLERK), await people_of.officer("labour", Role.HANDLER)
    case = await places(bureau, ann, purpose=Purpose.REPORT, sealed=True)
    assert await groups_say(people_of, bureau, case.number) == 0
    assert "unseal" not in await offered(zhao, case), "one officer opens nothing"
    await does(zhao, "exclude", case, "人社局", "信中反映的是该局工作人员。")
    await does(zhao, "ask_unseal", case, "求决", "所反映的主要是欠薪，转为普通办理可以更快解决。")
    assert (await bureau.case(case.number)).sealed
    (heard,) = await news(ann)
    assert "更快解决" in heard
    assert "只有您自己点" in heard
    await ann.presses("同意转为普通办理")
    opened = await bureau.case(case.number)
    assert (opened.sealed, opened.purpose) == (False, "QJ")
    assert text("refuse-unseal-not-asked") in await ann.presses("同意转为普通办理"), "once"
    assert "transfer" in await offered(clerk, case)
    await does(clerk, "transfer", case)
    assert "人社局" not in " ".join(await clerk.buttons()), "whoever is excluded cannot be chosen"
    assert "没有" in await clerk.says("人社局")
    await clerk.says("住建局")
    assert (await bureau.case(case.number)).unit_id == bureau.units["housing"]
    assert "没有查到" in await wu.says(f"/case {case.number}")
    assert case.number not in await wu.says("/search 工资")


@presses("keep_sealed")
async def test_a_citizen_may_keep_it_sealed(people_of: People, bureau: Bureau) -> None:
    ann, zhao = await people_of.citizen(), await people_of.officer("bureau", Role.SEALED)
    bob = await people_of.citizen()
    case = await places(bureau, ann, purpose=Purpose.REPORT, sealed=True)
    await does(zhao, "ask_unseal", case, "求决", "转为普通办理可以更快解决。")
    await bob.taps(f"c:unseal:{case.id}:")
    assert (await bureau.case(case.number)).sealed, "nobody else opens it, whatever they know"
    await ann.presses("继续保密")
    assert (await bureau.case(case.number)).sealed
    assert text("refuse-unseal-not-asked") in await ann.taps(f"c:unseal:{case.id}:")


@presses("seal/2")
async def test_a_report_found_at_the_unit_is_sealed_and_taken_back(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    zhao = await people_of.officer("bureau", Role.SEALED)
    case = await at_work(bureau, ann)
    await news(ann)
    await does(li, "note", case, "内部记录", "信访人称经办人收了公司的钱。")
    assert STORY[:8] in await li.sees()
    await does(li, "seal", case)
    sealed = await bureau.case(case.number)
    assert (sealed.sealed, sealed.state, sealed.unit_id) == (True, "registered", None)
    assert await running(bureau, case) == {"C1": "2026-12-06"}
    assert STORY[:8] not in await li.sees(), "what was read is taken back where the channel can"
    assert await groups_say(people_of, bureau, case.number) == 0
    assert "没有查到" in await li.taps(f"a:open:{case.id}")
    assert case.number in await zhao.says("/todo")
    (heard,) = await news(ann)
    assert "专人办理" in heard


@presses("exclude_officer")
async def test_an_officer_with_an_interest_is_excluded_with_every_role(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    head = await people_of.officer("labour", Role.HEAD)
    case = await at_work(bureau, ann)
    async with bureau.db.writing() as session:  # the same person heads the unit as well
        handler = (await office.staff_with(session, Role.HANDLER, bureau.units["labour"]))[0]
        await office.appoint(
            session, handler.person_id, bureau.units["labour"], Role.HEAD, now=bureau.clock()
        )
    await does(head, "exclude_officer", case, f"{handler.label} {handler.id}", "与用工单位负责人是亲属。")
    assert (await bureau.case(case.number)).handler_id is None
    assert "没有查到" in await li.says(f"/case {case.number}"), "in no role"


async def test_a_report_that_names_a_unit_never_reaches_it(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    story = "我要举报青山镇政府的王镇长收了工程老板的钱，把修路的工程给了他亲戚"
    await files(ann, story, 工作人员违纪违法="1", 您举报的是="青山镇王镇长", 您这次是想="举报")
    case = await bureau.only_case()
    assert case.sealed
    async with bureau.db.reading() as session:
        out = [row.unit_id for row in await cases.recused(session, case.id)]
    assert out == [bureau.units["town"]]


async def test_a_request_that_names_a_unit_is_not_routed_to_it_unseen(
    people_of: People, bureau: Bureau
) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    await files(ann, 涉及哪个单位="演示县人力资源和社会保障局")
    case = await bureau.only_case()
    assert (case.state, case.unit_id) == ("registered", None), "a person decides"
    await does(clerk, "transfer", case)
    assert "⚠️ 人社局（信中反映的单位）" in await clerk.buttons()
    await clerk.says(f"/case {case.number}")
    assert "信中反映的就是：人社局" in await clerk.sees()


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
    await does(zhao, "not_accept", case, "在期限内办理", "县纪委监委信访室", "县纪委监委已经受理同一线索。")
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
