"""Ledger and bulletin from stored cases, on both engines: who is listed, who is only counted, and the same again."""

from datetime import datetime, timedelta
from pathlib import Path

import openpyxl

from casework.petition import Actor, Purpose, Rating, Role
from casework.spans import SpanKind, span
from services.papers import bulletin_data, ledger_sheet, markdown
from storage import cases
from storage.database import Database
from storage.figures import Wanted
from storage.tables.case_rows import LinkKind, RatedUnit
from tests.storage.matters import House, change, clock, filed, house, named, transferred

NAMES = ledger_sheet.Directory({}, lambda code: f"分类 {code}")


async def listed(
    db: Database, path: Path, wanted: Wanted, viewer: Actor | None, **more: bool
) -> ledger_sheet.Written:
    async with db.reading() as session:
        return await ledger_sheet.write(session, path, wanted, NAMES, viewer=viewer, **more)


def column(path: Path, title: str) -> list[object]:
    page = openpyxl.load_workbook(path).active
    assert page is not None
    rows = list(page.iter_rows(values_only=True))
    at = rows[0].index(title)
    return [row[at] for row in rows[1:]]


async def test_a_row_says_what_is_on_file_in_the_offices_words(
    db: Database, now: datetime, tmp_path: Path
) -> None:
    home = await house(db, now)
    case = (await filed(db, now, title="=1+1", **named())).case
    await transferred(db, case, home.labour, home.clerk, now)
    path = tmp_path / "a.xlsx"
    names = ledger_sheet.Directory({home.labour: "人社局"}, lambda code: f"分类 {code}")
    async with db.reading() as session:
        written = await ledger_sheet.write(session, path, Wanted(), names, viewer=None)
    assert (written.rows, written.sealed) == (1, 0)
    assert column(path, "信访件编号") == [case.number]
    assert column(path, "办理状态") == ["已转送"]
    assert column(path, "责任单位") == ["人社局"]
    assert column(path, "登记日期") == [datetime(2026, 11, 21)]
    assert column(path, "标题") == ["=1+1"]
    assert column(path, "到期事项") == ["转送、交办后的书面告知"]
    everything = [
        str(cell) for row in openpyxl.load_workbook(path).active.iter_rows(values_only=True) for cell in row
    ]
    assert not [cell for cell in everything if "王小明" in cell or "13800138000" in cell or "解放路" in cell]


async def test_names_are_there_only_when_they_were_asked_for(
    db: Database, now: datetime, tmp_path: Path
) -> None:
    await filed(db, now, **named())
    path = tmp_path / "a.xlsx"
    await listed(db, path, Wanted(), None, with_identity=True)
    assert column(path, "姓名") == ["王小明"]
    assert column(path, "住址") == ["菁城街道解放路 8 号 302 室"]


async def test_sealed_cases_are_counted_for_the_bureau_and_listed_for_the_sealed_role_alone(
    db: Database, now: datetime, tmp_path: Path
) -> None:
    home = await house(db, now)
    await filed(db, now, "draft-1")
    sealed = (await filed(db, now, "draft-2", sealed=True, purpose=Purpose.REPORT)).case
    path = tmp_path / "a.xlsx"
    assert await listed(db, path, Wanted(), home.clerk) == ledger_sheet.Written(1, 1)
    assert sealed.number not in column(path, "信访件编号")
    assert await listed(db, path, Wanted(unit_id=home.labour), home.clerk) == ledger_sheet.Written(0, 0)
    assert await listed(db, path, Wanted(), home.handler) == ledger_sheet.Written(1, 0)
    assert await listed(db, path, Wanted(), home.sealed) == ledger_sheet.Written(1, 0)
    assert column(path, "信访件编号") == [sealed.number]
    async with db.reading() as session:
        assert await ledger_sheet.how_many(session, Wanted(), home.sealed) == 1
        assert await ledger_sheet.how_many(session, Wanted(), home.clerk) == 1


async def test_who_is_recused_from_a_case_does_not_find_it_in_the_ledger(
    db: Database, now: datetime, tmp_path: Path
) -> None:
    home = await house(db, now)
    case = (await filed(db, now)).case
    async with db.writing() as session:
        await cases.recuse(session, case.id, now=now, staff_id=home.clerk.staff_id)
    assert (await listed(db, tmp_path / "a.xlsx", Wanted(), home.clerk)).rows == 0
    assert (await listed(db, tmp_path / "b.xlsx", Wanted(), None)).rows == 1


async def test_progress_is_told_for_every_row(db: Database, now: datetime, tmp_path: Path) -> None:
    for number in range(3):
        await filed(db, now, f"draft-{number}")
    told: list[int] = []
    async with db.reading() as session:
        await ledger_sheet.write(
            session, tmp_path / "a.csv", Wanted(), NAMES, viewer=None, progress=told.append
        )
    assert sum(told) == 3


async def some_work(db: Database, now: datetime) -> House:
    """Six cases: five passed on, one of them answered and rated; one late; a repeat; a sealed one."""
    home = await house(db, now)
    day = timedelta(days=1)
    made = [(await filed(db, now, f"draft-{number}")).case for number in range(5)]
    for case in made[:4]:
        await transferred(db, case, home.labour, home.clerk, now + 2 * day)
    await transferred(db, made[4], home.roads, home.clerk, now + 20 * day)
    async with db.writing() as session:
        case = await cases.by_id(session, made[0].id)
        assert case is not None
        answer = change(
            case, "answer", "answered", home.handler, now + 5 * day,
            updates={"answered_at": now + 5 * day, "outcome": "supported"},
            stops=("C3",), starts=(clock("E1", now + 5 * day, 30),),
        )  # fmt: skip
        await cases.record(session, answer)
        await cases.rate(
            session, case.id, RatedUnit.UNIT, Rating.SATISFIED, now=now + 6 * day, unit_id=home.labour
        )
        await cases.link(session, made[1].id, made[0].id, LinkKind.REPEAT, now=now + day)
    await filed(db, now, "draft-9", sealed=True, purpose=Purpose.REPORT)
    return home


async def test_the_bulletin_of_stored_cases_and_the_same_bytes_when_it_is_made_again(
    db: Database, now: datetime
) -> None:
    await some_work(db, now)
    period, as_of = span(SpanKind.QUARTER, now.date()), now + timedelta(days=40)
    written = []
    for page in (1000, 1):  # however many cases are read at a time
        async with db.reading() as session:
            made = await bulletin_data.bulletin(
                session,
                period,
                as_of,
                office_name="测试县信访局",
                families={"LD": "劳动和社会保障"},
                page=page,
            )
        written.append(markdown.write(made, explain=True))
    assert written[0] == written[1]
    shown = {figure.query: figure.words for figure in made.figures}
    assert shown["registered"] == "6"
    assert shown["sealed"] == "1"
    assert shown["transferred"] == "5"
    assert shown["repeat_rate"] == "16.7%（1/6）"
    assert shown["timely_intake_bureau"] == "66.7%（4/6）"
    assert shown["satisfaction_unit"] == "100.0%（1/1）"
    assert shown["days_to_transfer"] == "中位 2 天，九成在 20 天内（5 件）"
    assert shown["by_topic:LD"] == "5"
    assert [query for query in shown if query.startswith("by_unit:")] == ["by_unit:-"], (
        "both units are small cells"
    )


async def test_the_bulletin_as_it_was_known_earlier_does_not_know_what_came_later(
    db: Database, now: datetime
) -> None:
    await some_work(db, now)
    async with db.reading() as session:
        made = await bulletin_data.bulletin(
            session,
            span(SpanKind.QUARTER, now.date()),
            now + timedelta(days=3),
            office_name="局",
            families={},
        )
    shown = {figure.query: figure.words for figure in made.figures}
    assert shown["transferred"] == "4"
    assert shown["days_to_answer"] == "—"
    assert shown["satisfaction_unit"] == "—"
    assert shown["timely_intake_bureau"] == "100.0%（4/4）"


async def test_progress_of_a_bulletin_covers_every_case_it_reads(db: Database, now: datetime) -> None:
    await some_work(db, now)
    told: list[int] = []
    async with db.reading() as session:
        await bulletin_data.bulletin(
            session,
            span(SpanKind.MONTH, now.date()),
            now,
            office_name="局",
            families={},
            progress=told.append,
        )
    assert sum(told) == 6


def test_a_role_that_may_take_names_is_an_office_wide_one() -> None:
    assert set(ledger_sheet.IDENTITY_ROLES) <= set(ledger_sheet.OFFICE_WIDE)
    assert Role.ADMIN not in ledger_sheet.OFFICE_WIDE
