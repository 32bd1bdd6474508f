"""/台账 and /通报 in the chat, on both channels and both engines: who gets what, and what is kept of it."""

import csv
import io
from collections.abc import AsyncIterator
from pathlib import Path

import openpyxl
import pytest
import pytest_asyncio
from sqlalchemy import select

from casework.petition import SYSTEM, Purpose, Role
from nlp.reader import Reader
from storage import audit
from storage.database import Database
from storage.tables.chat_rows import File
from storage.upsert import table
from tests.people import Bureau, People, Person, make_bureau
from tests.storage.matters import filed, named, transferred


@pytest_asyncio.fixture(loop_scope="session")
async def bureau(db: Database, tmp_path: Path, reader: Reader) -> AsyncIterator[Bureau]:
    async with make_bureau(db, tmp_path, reader) as made:
        yield made


async def received(person: Person, ending: str) -> bytes:
    """The bytes of the newest file of that ending in the chat."""
    files = person.bureau.context.files
    async with person.bureau.db.reading() as session:
        for file_id in await session.scalars(
            select(table(File).c.id).order_by(table(File).c.expires_at.desc())
        ):
            found = await files.open(session, file_id)
            if found is not None and found.name.endswith(ending):
                return b"".join([chunk async for chunk in found.chunks()])
    raise AssertionError(f"no file …{ending}")


async def two_cases(bureau: Bureau) -> tuple[str, str]:
    """A case at the labour office and one at the housing office; their numbers."""
    now = bureau.clock()
    numbers = []
    for code in ("labour", "housing"):
        case = (await filed(bureau.db, now, f"draft-{code}", **named())).case
        await transferred(bureau.db, case, bureau.units[code], SYSTEM, now)
        numbers.append(case.number)
    return numbers[0], numbers[1]


async def test_a_clerk_reads_the_whole_ledger_without_names_and_it_is_noted(
    people_of: People, bureau: Bureau
) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    mine, other = await two_cases(bureau)
    assert "时间范围" in await clerk.says("/台账")
    said = await clerk.presses("2026年11月 Excel")
    assert "2026年11月台账，共 2 件" in said
    page = openpyxl.load_workbook(io.BytesIO(await received(clerk, ".xlsx"))).active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    assert [row[0] for row in rows[1:]] == [mine, other]
    assert "王小明" not in str(rows)
    assert "姓名" not in rows[0]
    async with bureau.db.reading() as session:
        lines = await audit.entries(session)
    assert [line.action for line in lines] == ["ledger"]
    assert '"rows":2' in lines[0].data


async def test_a_handler_reads_the_own_units_ledger_only(people_of: People, bureau: Bureau) -> None:
    li = await people_of.officer("labour", Role.HANDLER)
    mine, other = await two_cases(bureau)
    assert "共 1 件" in await li.says("/ledger 2026-11 csv")
    rows = list(csv.reader(io.StringIO((await received(li, ".csv")).decode("utf-8-sig"))))
    assert [row[0] for row in rows[1:]] == [mine]
    assert "只能导出本单位" in await li.says("/台账 住建局")
    assert other not in str(rows)


async def test_a_citizen_and_an_administrator_get_no_ledger(people_of: People, bureau: Bureau) -> None:
    await two_cases(bureau)
    ann, admin = await people_of.citizen(), await people_of.officer("bureau", Role.ADMIN)
    for who in (ann, admin):
        assert "台账" not in await who.says("/台账 本月")
    async with bureau.db.reading() as session:
        assert await bureau.context.files.open(session, 1) is None
        # What an officer tried in vain is on record; that a ledger was made is not.
        assert {line.action for line in await audit.entries(session)} <= {"refused"}


async def test_names_go_to_a_clerk_on_the_offices_own_channel_only(people_of: People, bureau: Bureau) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    li = await people_of.officer("labour", Role.HANDLER)
    await two_cases(bureau)
    said = await clerk.says("/台账 本月 身份")
    if people_of.channel == "telegram":
        assert "不通过境外平台发送" in said
    else:
        assert "王小明" in str(
            openpyxl.load_workbook(io.BytesIO(await received(clerk, ".xlsx"))).active["Y2"].value
        )
        async with bureau.db.reading() as session:
            assert '"fields":["name","phone","address"]' in (await audit.entries(session))[0].data
    before = await li.says("/台账 本月 身份")
    assert "共" not in before


async def test_sealed_cases_are_a_number_for_the_clerk_and_a_list_for_the_sealed_officer(
    people_of: People, bureau: Bureau
) -> None:
    clerk, zhao = (
        await people_of.officer("bureau", Role.CLERK),
        await people_of.officer("bureau", Role.SEALED),
    )
    sealed = (await filed(bureau.db, bureau.clock(), sealed=True, purpose=Purpose.REPORT)).case
    assert "另有专人办理的件 1 件" in await clerk.says("/台账 本月 csv")
    assert sealed.number not in (await received(clerk, ".csv")).decode()
    assert "共 1 件" in await zhao.says("/台账 本月 csv")
    assert sealed.number in (await received(zhao, ".csv")).decode()


async def test_a_period_that_nobody_understands_is_answered_with_those_that_are(people_of: People) -> None:
    clerk = await people_of.officer("bureau", Role.CLERK)
    assert "看不懂时间范围“前天”" in await clerk.says("/台账 前天")


async def test_the_bulletin_is_said_drawn_and_sent_as_files(people_of: People, bureau: Bureau) -> None:
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    await two_cases(bureau)
    assert "通报" in await boss.says("/通报")
    said = await boss.presses("2026年11月")
    assert "一、信访事项的数据统计" in said
    assert "登记件数：2" in said
    assert "主要指标（2026年11月）" in said
    assert (await received(boss, ".pdf")).startswith(b"%PDF")
    assert (await received(boss, ".png")).startswith(b"\x89PNG")
    assert "登记件数 | 2" in (await received(boss, ".md")).decode()
    assert "王小明" not in said


@pytest.mark.parametrize(
    ("words", "title"), [("本周", "第47周"), ("2026Q4", "第4季度"), ("今年", "（2026年）")]
)
async def test_weeks_quarters_and_years(people_of: People, words: str, title: str) -> None:
    boss = await people_of.officer("bureau", Role.ADMIN)
    assert title in await boss.says(f"/bulletin {words}")


async def test_a_handler_and_a_citizen_make_no_bulletin_and_nobody_one_of_the_future(
    people_of: People,
) -> None:
    li, ann = await people_of.officer("labour", Role.HANDLER), await people_of.citizen()
    for who in (li, ann):
        assert "登记件数" not in await who.says("/通报 本月")
    boss = await people_of.officer("bureau", Role.SUPERVISOR)
    assert "还没有开始" in await boss.says("/通报 2027-01")
