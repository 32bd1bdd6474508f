"""What comes by letter, visit, telephone or from the hotline is registered by an officer (Art. 22, 23)."""

import re

from casework.petition import Role
from casework.wording import text
from storage import cases
from storage.rows import table
from storage.tables.case_rows import Case, TextKind
from tests.journeys.rows import (
    NAME,
    PHONE,
    REQUEST,
    STORY,
    after_answer,
    does,
    goes,
    offered,
    presses,
    running,
)
from tests.people import Bureau, People, Person

CODE = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")


async def registers(
    officer: Person, way: str, how: str = "登记", who: str = f"{NAME} {PHONE} 青山镇东街 1 号"
) -> str:
    """Write down what came; the last answer."""
    await officer.says("/登记")
    await officer.presses(way)
    await (officer.presses("不愿留名") if not who else officer.says(who))
    await officer.says(STORY)
    await officer.says(REQUEST)
    await officer.presses("求决")
    return await officer.presses(how)


@presses("submit/2")
async def test_a_clerk_registers_a_letter_and_the_writer_can_look_it_up(
    people_of: People, bureau: Bureau
) -> None:
    clerk, ann = await people_of.officer("bureau", Role.CLERK), await people_of.citizen()
    heard = await registers(clerk, "来信")
    case = await bureau.only_case()
    assert case.number in heard
    assert (case.channel, case.state, case.owner_id) == ("letter", "registered", None)
    assert set(await running(bureau, case)) == {"C1"}
    async with bureau.db.reading() as session:
        who = await cases.identity(session, case.id)
    assert who is not None
    assert (who.name, who.phone, who.address) == (NAME, PHONE, "青山镇东街 1 号")
    code = CODE.search(heard)
    assert code
    assert "已登记" in await ann.says(f"{case.number} {code.group()}")


async def refused_on_paper(clerk: Person, bureau: Bureau) -> tuple[Case, str]:
    """A letter that was registered and refused; the case and its query code."""
    heard = await registers(clerk, "来信")
    case, code = await bureau.only_case(), CODE.search(heard)
    assert code
    refusal = ("在期限内办理", "青山镇人民政府信访办", "同一事项正由青山镇人民政府办理。")
    await does(clerk, "not_accept", case, *refusal)
    return case, code.group()


@presses("contest/1")
async def test_who_has_no_chat_contests_at_the_window(people_of: People, bureau: Bureau) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    case, _ = await refused_on_paper(clerk, bureau)
    await does(clerk, "contest", case, "本人到窗口说：镇里没有登记过这件事。")
    assert (await bureau.case(case.number)).state == "registered"
    async with bureau.db.reading() as session:
        said = await cases.texts(session, case.id, TextKind.SUPPLEMENT)
    assert said[-1].body == "本人到窗口说：镇里没有登记过这件事。"


async def test_number_and_code_contest_and_plead_where_nobody_else_could(
    people_of: People, bureau: Bureau
) -> None:
    clerk, ann = await people_of.officer("bureau", Role.CLERK), await people_of.citizen()
    case, code = await refused_on_paper(clerk, bureau)
    await ann.says(f"{case.number} {code}")
    await ann.presses("我有异议")
    assert "已重新登记" in await ann.says("镇里没有登记过这件事，请再看一次。")
    case = await goes(bureau, case, "transfer", Role.CLERK, "bureau", unit_id=bureau.units["labour"])
    case = await goes(bureau, case, "accept", Role.HANDLER, procedure="petition")
    case = await goes(bureau, case, "answer", Role.HEAD, outcome="refused", text="经查不属实，不予支持。")
    await bureau.turn(days=34)
    await ann.says(f"{case.number} {code}")
    await ann.presses("逾期了")
    assert "信访局会核实" in await ann.says("住院四十天，出院才看到答复。")


@presses("plead_late")
async def test_at_the_window_a_late_request_is_written_down(people_of: People, bureau: Bureau) -> None:
    ann, clerk = await people_of.citizen(), await people_of.officer("bureau", Role.CLERK)
    case = await after_answer(bureau, ann, "refused")
    await bureau.turn(days=34)
    await does(clerk, "plead_late", case, "住院四十天，出院才看到答复。")
    assert "逾期申请" in await clerk.inside("bureau").sees()


@presses("serve")
async def test_whoever_is_not_online_is_told_another_way(people_of: People, bureau: Bureau) -> None:
    clerk, li = await people_of.officer("bureau", Role.CLERK), await people_of.officer("labour", Role.HANDLER)
    await registers(clerk, "来访")
    case = await bureau.only_case()
    await does(clerk, "transfer", case, "人社局")
    told = await li.sees()
    assert "信访人不在线上" in told
    assert "已转送人社局" in told, "the very words that are to be served"
    assert "信访人不在线上" not in await li.inside("labour").sees()
    assert "还没有到" in await does(li, "serve", case, "电话告知", "2026-12-01")
    await li.says("0")
    await li.says("电话告知本人，已知悉。")
    async with bureau.db.reading() as session:
        last = (await cases.timeline(session, case.id, public_only=False))[-1]
    assert (last.event, '"way":"phone"' in last.data.replace(" ", "")) == ("serve", True)


@presses("submit/1", "object/2", "object_reject")
async def test_what_a_unit_receives_itself_binds_it_from_that_day(people_of: People, bureau: Bureau) -> None:
    li, clerk = await people_of.officer("labour", Role.HANDLER), await people_of.officer("bureau", Role.CLERK)
    await registers(li, "来访")
    case = await bureau.only_case()
    assert (case.unit_id, case.state) == (bureau.units["labour"], "registered")
    assert await running(bureau, case) == {"C2": "2026-12-06"}
    assert case.number in await li.inside("labour").sees()
    assert case.number in await li.says("/todo")
    shown = await offered(li, case)
    assert {"accept", "object", "ask"} <= set(shown)
    await does(li, "object", case, "劳动合同签在外县，本局无管辖权。")
    assert "C4d" in await running(bureau, case)
    await does(clerk, "object_reject", case, "用工地在本县，由你局办理。")
    assert set(await running(bureau, case)) == {"C2"}


async def test_a_simple_visit_is_decided_in_three_days(people_of: People, bureau: Bureau) -> None:
    li = await people_of.officer("labour", Role.HANDLER)
    await registers(li, "来电", "简易")
    case = await bureau.only_case()
    assert set(await running(bureau, case)) == {"C2", "S1"}
    assert case.simple


async def test_a_work_order_of_the_hotline_has_five_days(people_of: People, bureau: Bureau) -> None:
    clerk, li = await people_of.officer("bureau", Role.CLERK), await people_of.officer("labour", Role.HANDLER)
    await registers(clerk, "热线工单", "重大紧急", who="")
    case = await bureau.only_case()
    assert (case.anonymous, case.urgency) == (True, "urgent")
    assert "C1u" in await running(bureau, case)
    await does(clerk, "transfer", case, "人社局")
    assert (await running(bureau, case))["H1"] == "2026-11-27"
    assert "热线工单应于" in (await li.inside("labour").sees())


async def test_who_may_not_register_is_told_so(people_of: People, bureau: Bureau) -> None:
    admin = await people_of.officer("bureau", Role.ADMIN)
    assert "只有相应的工作人员" in await admin.says("/登记")
    li = await people_of.officer("labour", Role.HANDLER)
    await li.says("/登记")
    await li.presses("来访")
    assert "写上姓名" in await li.says("13800001234")
    await li.says("王小明")
    assert text("form-text-short") in await li.says("短")
    await li.says(STORY)
    await li.says(REQUEST)
    assert "检举控告" not in " ".join(await li.buttons()), "a report goes through no unit"
    await li.presses("求决")
    await li.presses("取消")
    assert "没有" in await li.taps("wf:file:plain")
    async with bureau.db.reading() as session:
        assert not list(await session.scalars(table("cases").select()))
