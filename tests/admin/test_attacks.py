"""An administrator holds no case: whatever is tried is refused with a sentence and stands in the audit log."""

import json

import pytest

from casework.petition import Role
from storage import audit
from tests.admin.townhall import TownHall

STORY = "城东工地夜里施工吵得睡不着，王小明，13800001111"
TRIES = (
    "/办件 {number}", "/搜索 工地", "/待办", "/台账", "/台账 身份", "/台账 2026 身份 csv", "/台账 专人",
    "/督查", "/包案",
)  # fmt: skip


@pytest.mark.parametrize("said", TRIES)
async def test_an_administrator_opens_no_case_in_words(hall: TownHall, said: str) -> None:
    case = await hall.files(await hall.citizen(), STORY, unit="urban")
    admin = await hall.officer("bureau", Role.ADMIN)
    answer = await admin.says(said.format(number=case.number))
    assert "只有相应的工作人员可以用" in answer
    for private in (STORY, "王小明", "13800001111", "噪声"):
        assert private not in answer
    rows = [row for row in await hall.rows("audit_log") if row["action"] == "refused"]
    assert [row["role"] for row in rows] == ["admin"]
    assert "admin" not in json.loads(rows[0]["data"])["needed"]
    async with hall.db.reading() as session:
        assert (await audit.verify(session)).holds


@pytest.mark.parametrize("do", ["open", "files", "answer", "transfer", "supervise", "extras"])
async def test_an_administrator_opens_no_case_by_a_forged_button(hall: TownHall, do: str) -> None:
    case = await hall.files(await hall.citizen(), STORY, unit="urban")
    admin = await hall.officer("bureau", Role.ADMIN)
    answer = await admin.taps(f"a:{do}:{case.id}")
    assert "没有查到您可以办理的这一件" in answer
    assert "王小明" not in await admin.sees()
    version = (await hall.bureau.case(case.number)).version
    assert version == case.version


async def test_a_bare_number_gives_an_administrator_nothing_either(hall: TownHall) -> None:
    case = await hall.files(await hall.citizen(), STORY, unit="urban")
    admin = await hall.officer("bureau", Role.ADMIN)
    answer = await admin.says(case.number)
    assert "城管局" not in answer
    assert "噪声" not in answer


async def test_a_citizen_who_types_an_officers_command_leaves_no_trace(hall: TownHall) -> None:
    ann = await hall.citizen()
    assert "只有相应的工作人员可以用" in await ann.says("/待办")
    assert "只有相应的工作人员可以用" in await ann.says("/管理")
    assert await hall.rows("audit_log") == []
