"""联名和同类事项 (Art. 20): cases are worked on together, people choose their representatives, anybody may leave."""

from casework.petition import Purpose, Role
from casework.wording import text
from storage import joints
from storage.tables.case_rows import Case
from tests.journeys.rows import NAME, at_unit, does, goes, news, offered, places, presses
from tests.journeys.stories import files, fills
from tests.people import Bureau, People, Person


async def neighbours(people_of: People, bureau: Bureau, count: int) -> tuple[list[Person], list[Case]]:
    """So many people with a matter each at the labour office, put together by its handler."""
    who = [await people_of.citizen() for _ in range(count)]
    what = [await at_unit(bureau, each) for each in who]
    for case in what[1:]:
        await goes(bureau, case, "group", Role.HANDLER, with_case=what[0].id)
        await beside(bureau, case, what[0])
    for each in who:
        await news(each)
    return who, what


async def beside(bureau: Bureau, case: Case, other: Case) -> None:
    """What the form of the move keeps beside it."""
    from services import joining
    from storage.turn import begin

    async with begin(bureau.db, f"beside:{bureau.number()}", bureau.clock()) as turn:
        await joining.put_beside(turn, bureau.context, case, other.id)
    await bureau.deliver()


async def stands(person: Person, case: Case, name: str) -> None:
    """Take part in choosing, and be ready to represent."""
    await person.taps(f"c:joint:{case.id}:")
    await person.presses("参加推选代表")
    await person.presses("我愿意当代表")
    assert name in await person.says(name)


async def elected(bureau: Bureau, case: Case) -> list[int]:
    from services import joint
    from storage.turn import begin

    async with begin(bureau.db, f"asks:{bureau.number()}", bureau.clock()) as turn:
        together = await joint.of_case(turn, case)
    return list(together.elected) if together is not None else []


@presses("group", "ungroup")
async def test_a_clerk_puts_two_matters_together_and_each_citizen_is_told(
    people_of: People, bureau: Bureau
) -> None:
    ann, bob, clerk = (
        await people_of.citizen(), await people_of.citizen(), await people_of.officer("bureau", Role.CLERK),
    )  # fmt: skip
    first, second = await places(bureau, ann), await places(bureau, bob)
    await news(ann)
    asked = await does(clerk, "group", second)
    assert "同一问题" in asked
    await clerk.presses(first.number)
    for each, case in ((ann, first), (bob, second)):
        (heard,) = await news(each)
        assert f"{case.number} 将与其他件一并调查" in heard
        assert "权利都还是您自己的" in heard
        other = second if case is first else first
        assert other.number not in heard, "nobody learns whose the other is"
    assert "group" not in await offered(clerk, first), "one joint matter at most"
    assert f"{first.number} · 已登记" in await does(clerk, "joint", second)
    await does(clerk, "ungroup", second)
    assert "改为单独办理" in "".join(await news(bob))
    assert text("refuse-not-grouped") in await bob.taps(f"c:joint:{second.id}:")


async def test_who_files_the_matter_of_others_takes_part_by_a_press(
    people_of: People, bureau: Bureau
) -> None:
    ann, bob = await people_of.citizen(), await people_of.citizen()
    await files(ann)
    first = await bureau.only_case()
    await news(ann)
    await fills(bob, 要和它关联吗="关联到那一件")
    await bob.presses("提交")
    assert any("与其他件一并调查" in words for words in await news(ann)), (
        "whoever was first is told, and may leave"
    )
    async with bureau.db.reading() as session:
        mine = await joints.of_case(session, first.id)
        assert mine is not None
        members = await joints.members(session, mine.joint_id)
    assert [each.joined_at is not None for each in members] == [False, True], (
        "nobody takes part by another's press"
    )
    assert "还有 1 件" in await ann.presses("同一件事的其他件")


async def test_members_choose_by_their_own_taps_and_know_nobody(people_of: People, bureau: Bureau) -> None:
    (ann, bob, eve), (first, second, third) = await neighbours(people_of, bureau, 3)
    await stands(bob, second, "3栋老王")
    seen = await ann.taps(f"c:joint:{first.id}:")
    assert "还有 2 件" in seen
    assert "老王" not in " ".join(await ann.buttons()), "only whoever takes part is asked"
    await ann.presses("参加推选代表")
    assert "现在的代表：2 号 3栋老王" in await ann.presses("选 2 号")
    assert any("您被推选为" in words for words in await news(bob))
    assert await elected(bureau, first) == [second.id]
    for who in (ann, eve):
        assert second.number not in await who.sees()
    li = await people_of.officer("labour", Role.HANDLER)
    assert "这件的信访人是代表" in (await offered(li, second))["joint"].text + await li.sees()
    assert f"{second.number} · 已转送" in (listed := await does(li, "joint", first))
    assert "老王" not in listed, "who represents is read in the case, by who works on it"
    await ann.taps(f"c:joint:{first.id}:")
    assert text("joint-none-yet") in await ann.presses("不选 2 号")
    assert any("不再是" in words for words in await news(bob))
    outsider = await people_of.citizen()
    assert "没有查到" in await outsider.taps(f"tg:join:{third.id}:0")


async def test_a_name_for_the_others_holds_no_number(people_of: People, bureau: Bureau) -> None:
    (ann, _), (first, _) = await neighbours(people_of, bureau, 2)
    await ann.taps(f"c:joint:{first.id}:")
    await ann.presses("参加推选代表")
    await ann.presses("我愿意当代表")
    assert "不要带电话" in await ann.says("老王13800001234")
    assert "记下了" in await ann.says("老王")
    assert await elected(bureau, first) == [], "who is chosen by nobody represents nobody"


async def test_whoever_leaves_is_handled_apart_for_good(people_of: People, bureau: Bureau) -> None:
    (ann, bob), (first, second) = await neighbours(people_of, bureau, 2)
    li = await people_of.officer("labour", Role.HANDLER)
    await stands(bob, second, "老王")
    await ann.taps(f"c:joint:{first.id}:")
    await ann.presses("参加推选代表")
    await ann.presses("选 2 号")
    await news(bob)
    await bob.says(second.number)
    heard = await bob.presses("单独办理")
    assert "改为单独办理" in heard
    assert "您不再是" in heard
    assert "改为单独办理" in await li.inside("labour").sees()
    assert "group" not in await offered(li, second), "not against their wish"
    assert await elected(bureau, first) == []


async def test_one_answer_goes_to_all_and_each_keeps_its_own(people_of: People, bureau: Bureau) -> None:
    citizens, matters = await neighbours(people_of, bureau, 3)
    head = await people_of.officer("labour", Role.HEAD)
    await does(head, "accept", matters[0], "普通程序", text("procedure-petition"))
    assert "还有 2 件停在同一步" in await head.sees()
    assert "了 2 件" in await head.presses("同样办理这 2 件")
    assert {(await bureau.case(each.number)).state for each in matters} == {"accepted"}
    await goes(bureau, matters[2], "note", Role.HANDLER, text="已核实。")
    await goes(bureau, matters[2], "ask", Role.HANDLER, text="请补充工资条。")
    await does(head, "answer", matters[0])
    await head.presses("予以支持")
    for words in ("经查，公司欠薪属实。", "责令公司于十二月底前付清。", "《保障农民工工资支付条例》第三条"):
        await head.says(words)
    await head.presses(text("reply-opt-send"))
    for each in citizens:
        await news(each)
    assert "了 1 件" in await head.presses("同样办理这 1 件"), "the third waits for its own supplement"
    assert [(await bureau.case(each.number)).state for each in matters] == [
        "answered", "answered", "awaiting_info",
    ]  # fmt: skip
    (heard,) = await news(citizens[1])
    assert matters[1].number in heard
    assert "责令公司于十二月底前付清" in heard
    assert "复查" in heard
    assert await news(citizens[2]) == []
    assert text("alike-gone") in await head.taps(f"al:{matters[0].id}"), "once"


async def test_what_many_bring_is_proposed_as_work_and_never_as_people(
    people_of: People, bureau: Bureau
) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    who = [await people_of.citizen() for _ in range(5)]
    what = [await places(bureau, each) for each in who]
    hidden = await places(bureau, await people_of.citizen(), purpose=Purpose.REPORT, sealed=True)
    assert "集中反映" in await clerk.says("/督查")
    await clerk.presses("热点归类")
    shown = await clerk.presses("青山镇")
    assert "还没有归类的 5 件，其中 5 件说的像同一件事" in shown
    assert hidden.number not in shown
    assert "5 件归为同类" in await clerk.presses("把 5 件归为同类")
    for each in who:
        assert [words for words in await news(each) if "与其他件一并调查" in words]
    async with bureau.db.reading() as session:
        member = await joints.of_case(session, what[3].id)
        assert member is not None
        assert len(await joints.members(session, member.joint_id)) == 5
    head = await people_of.officer("labour", Role.HEAD)
    await head.says("/归类")
    assert "归为同类" not in await head.sees(), "the bureau's work"


async def test_sealing_takes_a_matter_out(people_of: People, bureau: Bureau) -> None:
    _, (first, second) = await neighbours(people_of, bureau, 2)
    await goes(bureau, second, "seal", Role.HANDLER)
    async with bureau.db.reading() as session:
        assert await joints.of_case(session, second.id) is None
        assert await joints.of_case(session, first.id) is not None


async def test_the_others_hear_of_a_hearing_and_what_it_found_but_of_nobody(
    people_of: People, bureau: Bureau
) -> None:
    (ann, bob), (first, second) = await neighbours(people_of, bureau, 2)
    await stands(bob, second, "3栋老王")
    await ann.taps(f"c:joint:{first.id}:")
    await ann.presses("参加推选代表")
    await ann.presses("选 2 号")
    li = await people_of.officer("labour", Role.HANDLER)
    (card,) = [
        each
        for each in await bureau.chat(people_of.channel, bureau.groups["labour"])
        if first.number in each.text and "同类事项：共 2 件" in each.text
    ]
    assert "老王" not in card.text
    await goes(bureau, first, "accept", Role.HANDLER, procedure="petition")
    await does(li, "hearing_open", first, "2026-11-23", "上午九点，三楼听证室", "主持人 张明（信访局）")
    (heard,) = [words for words in await news(bob) if "听证" in words]
    for told in (f"与 {second.number} 一并办理", "2026-11-23", "三楼听证室"):
        assert told in heard
    assert first.number not in heard
    await bureau.turn(days=1)
    assert any("您是推选出的代表" in words for words in await news(bob))
    await does(li, "hearing_close", first, "双方到场。", f"{NAME}等人的十月工资漏发属实。")
    (heard,) = [words for words in await news(bob) if "听证" in words]
    assert "听证已经结束" in heard
    assert NAME not in heard, "what names somebody is not told to others"
    await does(li, "hearing_open", first, "2026-11-24", "上午九点，三楼听证室", "主持人 张明（信访局）")
    await does(li, "hearing_close", first, "双方到场。", "十月工资漏发属实。")
    assert "十月工资漏发属实" in "".join(await news(bob))
    await bob.taps(f"c:joint:{second.id}:")
    await bob.presses("单独办理")
