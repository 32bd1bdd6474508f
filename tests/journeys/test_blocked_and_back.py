"""A citizen blocks the bot and comes back: the unit is told to serve another way, and what was missed is said."""

import pytest

from casework.petition import Role
from services import unreached
from storage import undelivered
from storage.turn import begin
from tests.fake_telegram import Trouble
from tests.journeys.rows import OPINION, at_work, goes
from tests.people import Bureau, People


async def tells_who_is_left(bureau: Bureau) -> None:
    """What the ticker does with what was lost."""
    async with bureau.db.reading() as session:
        found = await undelivered.lost(session, bureau.clock())
    for each in found:
        async with begin(bureau.db, f"left:{bureau.number()}", bureau.clock()) as turn:
            await unreached.after(turn, each)
    await bureau.deliver()


@pytest.mark.over_http
async def test_who_comes_back_hears_what_was_missed_once(people_of: People, bureau: Bureau) -> None:
    ann, li = await people_of.citizen(), await people_of.officer("labour", Role.HANDLER)
    case = await at_work(bureau, ann)
    if ann.channel == "web":
        pytest.skip("a page cannot block us")
    bureau.telegram.fails(Trouble.BLOCKED, chat_id=ann.chat_id)
    await goes(bureau, case, "answer", Role.HEAD, outcome="explained", text=OPINION)
    assert OPINION not in await ann.sees()
    await li.hears()
    await tells_who_is_left(bureau)
    told = await li.hears()
    assert f"{case.number}：发给信访人的消息没有送到" in told
    assert "书面送达" in told
    await tells_who_is_left(bureau)
    assert "没有送到" not in await li.hears(), "once"
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    assert "没有送到信访人：1 件" in await boss.says("/督查")
    assert "有通知没有送到信访人" in await li.says(case.number)
    served = await goes(
        bureau, case, "serve", Role.HANDLER, way="mail", served_on=bureau.clock().date(), text="挂号信"
    )
    assert "有通知没有送到" not in await li.says(served.number)
    assert "没有送到信访人：0 件" in await boss.says("/督查")
    await ann.says("/start")
    shown = await ann.sees()
    assert shown.count(OPINION) == 1
    assert "有 1 条没有收到" in shown
    await ann.says("/start")
    assert (await ann.sees()).count("没有收到") == 1
