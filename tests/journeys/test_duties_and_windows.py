"""A duty is due and can be late; a right is offered while it is open, and nobody is ever late with it."""

from datetime import date

from sqlalchemy import select

from casework.clocks import ClockRules
from casework.petition import Role
from storage.tables.case_rows import Alarm, CaseClock
from tests.journeys.rows import after_answer, at_unit, does, offered, running
from tests.people import Bureau, People, Person

LATE = "提出异议"


async def everybody(people_of: People) -> list[Person]:
    return [
        await people_of.officer("labour", Role.HANDLER),
        await people_of.officer("labour", Role.HEAD),
        await people_of.officer("bureau", Role.CLERK),
        await people_of.officer("bureau", Role.SUPERVISOR),
    ]


async def test_nobody_is_chased_for_not_objecting(people_of: People, bureau: Bureau) -> None:
    ann, staff = await people_of.citizen(), await everybody(people_of)
    li = staff[0]
    case = await at_unit(bureau, ann)
    assert await running(bureau, case) == {"C3": "2026-12-06", "C4": "2026-11-27"}
    stored = await bureau.case(case.number)
    assert (stored.next_clock, stored.next_due) == ("C3", date(2026, 12, 6))
    assert "object" in await offered(li, case)
    assert "异议窗口至" in await li.sees()
    assert "异议" in await li.inside("labour").buttons()
    await bureau.turn(days=14)  # eight days after the window, the day before the duty
    heard = "\n".join(
        [await each.sees() for each in (*staff, li.inside("labour"), staff[2].inside("bureau"))]
    )
    assert LATE not in heard
    assert "督办单" not in heard
    assert "异议" not in await li.inside("labour").buttons(), "what is over is not offered"
    assert "object" not in await offered(li, case)
    assert "异议窗口" not in (await li.last()).text
    assert "超期 0 件" in await li.says("/todo")
    assert "已超期：0 件" in await staff[3].says("/queues")
    await bureau.turn(days=30)  # now the duty to tell is late, and only that
    assert "超期 1 件" in await li.says("/todo")
    told = "\n".join([await each.sees() for each in (*staff, staff[2].inside("bureau"))])
    assert "转送、交办后的书面告知已超期" in told
    assert "督办单" in told
    assert LATE not in told


async def test_a_window_of_the_office_never_rings(people_of: People, bureau: Bureau) -> None:
    ann = await people_of.citizen()
    await at_unit(bureau, ann)
    async with bureau.db.reading() as session:
        clock = await session.scalar(select(CaseClock).where(CaseClock.clock == "C4"))  # type: ignore[arg-type]
        assert clock is not None
        stages = await session.scalars(select(Alarm.stage).where(Alarm.clock_id == clock.id))  # type: ignore[call-overload]
        assert list(stages) == ["lapsed"]


async def test_after_the_answer_nothing_is_due_but_what_the_office_owes(
    people_of: People, bureau: Bureau
) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    case = await after_answer(bureau, ann, "explained")
    stored = await bureau.case(case.number)
    assert (stored.next_clock, stored.next_due) == (None, None), "the citizen owes nothing"
    assert "没有待办" in await li.says("/todo")
    await ann.says(case.number)
    assert "您最迟" in await ann.presses("日期")
    await does(boss, "supervise", case, "拒不执行", "请说明为什么还没有支付。")
    assert (await bureau.case(case.number)).next_clock == "V1"
    assert case.number in await li.says("/todo"), "an answered case is on the list while something is owed"


def test_every_clock_says_what_it_is() -> None:
    rules = ClockRules.load()
    assert all(rule.kind in ("duty", "window") for rule in rules.rules)
    assert rules.windows == {"C4", "C7", "C9", "E1", "Q1", "U1"}
    assert {rule.id for rule in rules.rules if rule.whose == "citizen"} <= rules.windows, (
        "citizens owe nothing"
    )
