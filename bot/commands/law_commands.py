"""The commands of the rules alone: `deadline`, `holidays check` and `holidays show`, `verify`, `lifecycle`.

None of them needs a database, a channel or the clock. `holidays` is exported so that the command that loads a
table into an office can join it.
"""

import json
import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table

from casework import receipts
from casework.calendar import BadTable, WorkCalendar, YearTable, load
from casework.clocks import BadRules, ClockRules, Explanation, deadline_json
from casework.diagram import lifecycle_page
from casework.statutory import statutory_days
from casework.wording import text

FIRST_YEAR, LAST_YEAR = 1990, 2100
"""The years that a holiday table may be of (`casework.yeartables`), and that a limit is counted in."""
LONGEST = 3_650

holidays = typer.Typer(help="节假日安排：核对、查看。", no_args_is_help=True)

Tables = Annotated[
    list[Path] | None, typer.Option("--holidays", help="节假日表（holiday-cn 格式），可以给多个。")
]
Packs = Annotated[
    list[Path] | None, typer.Option("--rules", help="本地时限规则（TOML），可以给多个，后面的优先。")
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


def register(app: typer.Typer) -> None:
    """Add the commands to the top level of the command line."""
    app.command("deadline")(deadline)
    app.command("verify")(verify)
    app.command("lifecycle")(lifecycle)
    app.add_typer(holidays, name="holidays")


def _wrong(sentence: str) -> typer.Exit:
    """Say what is wrong and end with 2."""
    print(sentence, file=sys.stderr)
    return typer.Exit(2)


def _json_file(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise _wrong(text("file-unreadable", file=path.name)) from error
    except ValueError as error:
        raise _wrong(text("file-not-json", file=path.name)) from error


def _table(path: Path) -> YearTable:
    """One year's table from a file; every fault of it is said."""
    data = _json_file(path)
    try:
        return load(data if isinstance(data, dict) else {})
    except BadTable as error:
        raise _wrong("\n".join(error.sentences)) from error


def _calendar(paths: list[Path] | None) -> WorkCalendar:
    return WorkCalendar({table.year: table for table in map(_table, paths or [])})


def deadline(
    clock: Annotated[str, typer.Option("--clock", help="时限编号，如 C4。")],
    from_: Annotated[str, typer.Option("--from", help="起算日，如 2026-09-30；这一天不计入。")],
    length: Annotated[int | None, typer.Option("--length", help="天数，用于没有固定天数的时限。")] = None,
    due: Annotated[str | None, typer.Option("--due", help="到期日，用于交办等指定日期的时限。")] = None,
    jurisdiction: Annotated[str, typer.Option("--region", help="区划代码，用于地方规定。")] = "",
    channel: Annotated[str, typer.Option("--channel", help="渠道，用于按渠道不同的规定。")] = "",
    packs: Packs = None,
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """算一个期限到哪天为止，逐日说明计入、不计入、顺延还是暂定，以及依据的条款。"""
    started, last = _day(from_, "--from"), _day(due, "--due") if due else None
    if length is not None and length > LONGEST:
        raise _wrong(text("length-too-long", most=LONGEST))
    calendar = _calendar(tables)
    try:
        rules = ClockRules.load(*(packs or []))
        clock = next((known for known in rules.ids if known.lower() == clock.lower()), clock)
        found = rules.explain(
            clock, started, calendar, length=length, due=last, jurisdiction=jurisdiction, channel=channel
        )
    except KeyError as error:
        known = "、".join(ClockRules.load(*(packs or [])).ids)
        raise _wrong(text("clock-unknown", clock=clock, known=known)) from error
    except BadRules as error:
        raise _wrong(error.sentence) from error
    except OSError as error:
        raise _wrong(text("file-unreadable", file=Path(error.filename or "").name)) from error
    if as_json:
        print(json.dumps(deadline_json(found), ensure_ascii=False, indent=2))
    else:
        _show(found)


def _day(typed: str, option: str) -> date:
    try:
        found = date.fromisoformat(typed)
    except ValueError as error:
        raise _wrong(text("date-unreadable", option=option, value=typed)) from error
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise _wrong(text("date-too-far", option=option, value=typed, first=FIRST_YEAR, last=LAST_YEAR))
    return found


def _show(found: Explanation) -> None:
    """The count as a table, the answer last, where the eye ends."""
    table = Table(box=None, pad_edge=False)
    for heading in ("count-head-day", "count-head-number", "count-head-why"):
        table.add_column(text(heading), no_wrap=heading != "count-head-why")
    for line in found.days:
        table.add_row(
            line.day.isoformat(), str(line.number) if line.counted else "", line.why,
            style=None if line.counted else "dim",
        )  # fmt: skip
    console = Console(highlight=False)
    console.print(table)
    console.print(found.summary, soft_wrap=True)
    if found.clock.rolled_limit != found.clock.limit:
        console.print(text("count-legal-limit", limit=found.clock.rolled_limit.isoformat()), soft_wrap=True)


@holidays.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="节假日表（holiday-cn 格式的 JSON）。")],
    as_json: AsJson = False,
) -> None:
    """核对一年的节假日表，列出与现在算法不同的日子；不改动任何数据。"""
    table = _table(file)
    before, after = WorkCalendar(), WorkCalendar({table.year: table})
    days = sorted({*table.days, *statutory_days(table.year)})
    changed = [
        {
            "date": day.isoformat(),
            "name": table.days[day].name if day in table.days else "",
            "was": before.is_workday(day).why,
            "now": after.is_workday(day).why,
            "moves": before.is_workday(day).workday != after.is_workday(day).workday,
        }
        for day in days
        if before.is_workday(day) != after.is_workday(day)
    ]
    if as_json:
        answer = {"year": table.year, "days": len(table.days), "known": before.knows(table.year)}
        print(json.dumps({**answer, "changes": changed}, ensure_ascii=False, indent=2))
        return
    for row in changed:
        print(text("holidays-change", day=str(row["date"]), was=str(row["was"]), now=str(row["now"])))
    moved = sum(bool(row["moves"]) for row in changed)
    print(text("holidays-checked", year=str(table.year), days=len(table.days), moved=moved))


@holidays.command("show")
def show(
    year: Annotated[int, typer.Argument(help="年份。", min=1990, max=2100)],
    tables: Tables = None,
    as_json: AsJson = False,
) -> None:
    """列出一年的放假和调休上班的日子，并说明是否已经确定。"""
    calendar = _calendar(tables)
    special = [
        (day, calendar.is_workday(day))
        for day in (
            date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())
        )
        if calendar.is_workday(day).workday != (day.weekday() < 5)
    ]
    known = calendar.knows(year)
    if as_json:
        rows = [{"date": day.isoformat(), "workday": kind.workday, "why": kind.why} for day, kind in special]
        print(json.dumps({"year": year, "confirmed": known, "days": rows}, ensure_ascii=False, indent=2))
        return
    for day, kind in special:
        print(f"{day.isoformat()} {kind.why}")
    print(text("holidays-known" if known else "holidays-unknown", year=str(year)))


def verify(
    file: Annotated[Path, typer.Argument(help="回执或办理记录（JSON），或回执上二维码里的字。")],
    key: Annotated[str, typer.Option("--key", help="单位指南上公布的公钥；只认这个单位签的。")] = "",
    as_json: AsJson = False,
) -> None:
    """离线核对回执、办理记录或回执上二维码里的字：有没有删改、调换、缺少。没有改动时返回 0，否则返回 1。"""
    checked = _checked(file, key)
    if as_json:
        answer = {
            "holds": checked.holds,
            "number": checked.number,
            "events": checked.events,
            "signed": checked.signed,
        }
        print(json.dumps({**answer, "head": checked.head, "findings": checked.findings}, ensure_ascii=False))
    else:
        print("\n".join(checked.findings))
    if not checked.holds:
        raise typer.Exit(1)


def _checked(file: Path, key: str) -> receipts.Checked:
    """What a file says, or the code of a printed receipt that was given in its place."""
    code = file.name.rpartition("#")[2]
    if not code.startswith(f"{receipts.STAMP}_"):
        data = _json_file(file)
        return receipts.check(data if isinstance(data, dict) else {}, key=key)
    holds = receipts.stamp_holds(code, key=key)
    number = code.split("_")[1]
    why = text("receipt-signed-known") if holds else text("verify-forged" if key else "verify-need-key")
    return receipts.Checked(holds, (why,), number, signed=holds)


def lifecycle() -> None:
    """输出办理流程全表（docs/lifecycle.md 的内容）。"""
    print(lifecycle_page(), end="")
