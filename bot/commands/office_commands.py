"""The commands of the office: `office import|export`, `broadcast progress`, `holidays load`, `replay`.

Results go to stdout (with `--json` for machines), bad input to stderr with exit code 2, troubles with 1. What
changes the office shows first what it would do; `--apply` does it, and an audit line says that the command line did.
"""

import asyncio
import json
import sys
import tomllib
from collections.abc import AsyncIterator, Coroutine, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy.ext.asyncio import AsyncSession

from bot.app import install_vault, load_context
from bot.clock import system_clock
from bot.commands.law_commands import holidays
from bot.settings import load_settings
from casework.petition import SYSTEM, Refusal
from casework.wording import text
from services import dates, rule_effects, rulebook
from services import holidays as calendars
from services.context import OfficeContext
from storage import audit, broadcasts, rules
from storage import office as offices
from storage.database import CannotStore, Database
from storage.files import Files
from storage.tables.public_rows import BroadcastState, RuleArea

office = typer.Typer(help="机构文件：导入、导出。", no_args_is_help=True)
broadcast = typer.Typer(help="公开通知：发送进度。", no_args_is_help=True)

COLUMNS = (
    "id",
    "title",
    "state",
    "recipients",
    "sent",
    "blocked",
    "failed",
    "uncertain",
    "waiting",
    "cancelled",
)
"""What `broadcast progress` shows of a notice, in order."""

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
ANYTHING = tuple(BroadcastState)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line; `holidays load` joins the commands of the law."""
    app.add_typer(office, name="office")
    app.add_typer(broadcast, name="broadcast")
    app.command("replay")(replay)
    holidays.command("load")(load_holidays)


@asynccontextmanager
async def _opened() -> AsyncIterator[Database]:
    """The database that the settings name, with the keys installed. Raises `Refusal` when there is none yet."""
    settings = load_settings()
    install_vault(settings)
    db = Database.open(settings.url)
    try:
        if db.path is not None and not db.path.exists():
            raise Refusal(text("reports-no-database"))
        yield db
    finally:
        await db.close()


def _run(work: Coroutine[Any, Any, None]) -> None:
    """Run to the end; bad input ends with 2 and a trouble with 1, each told by its sentence."""
    try:
        asyncio.run(work)
    except (Refusal, CannotStore) as error:
        print(error.sentence, file=sys.stderr)
        raise typer.Exit(2 if isinstance(error, Refusal) else 1) from error


def _words(path: Path) -> str:
    """A file's text. Raises `Refusal` when it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        raise Refusal(text("file-unreadable", file=path.name)) from None


def _read(path: Path) -> Any:
    """A TOML or JSON file. Raises `Refusal` when it cannot be understood."""
    content = _words(path)
    try:
        return tomllib.loads(content) if path.suffix == ".toml" else json.loads(content)
    except ValueError as error:
        raise Refusal(text("office-bad-file", file=path.name, why=str(error))) from None


# office


@office.command("import")
def import_office(
    file: Annotated[Path, typer.Argument(help="机构文件（TOML 或 JSON）。")],
    as_json: AsJson = False,
) -> None:
    """导入机构文件：单位、路由、人员、工作群、设置。文件里没有的保持不变，重复导入不会变样。"""
    _run(_import(file, as_json))


async def _import(file: Path, as_json: bool) -> None:
    data = _read(file)
    async with _opened() as db, db.writing() as session:
        done = await offices.import_office(session, data, now=system_clock())
        counts = {name: getattr(done, name) for name in ("units", "routes", "staff", "groups", "values")}
        await audit.write(session, SYSTEM, "office_import", at=system_clock(), **counts)
    print(json.dumps(counts) if as_json else text("office-imported", **counts))


@office.command("export")
def export_office(
    file: Annotated[Path | None, typer.Argument(help="写到这个文件；不写则输出到屏幕。")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="用 JSON，而不是 TOML。")] = False,
) -> None:
    """导出机构文件，可以再导入；同一个机构每次导出都一样。"""
    _run(_export(file, as_json))


async def _export(file: Path | None, as_json: bool) -> None:
    async with _opened() as db, db.reading() as session:
        data = await offices.export_office(session)
    plain = as_json or (file is not None and file.suffix == ".json")
    words = json.dumps(data, ensure_ascii=False, indent=2) + "\n" if plain else as_toml(data)
    _write(file, words)


def _write(file: Path | None, words: str) -> None:
    if file is None:
        sys.stdout.write(words)
    else:
        file.write_text(words, encoding="utf-8")


def as_toml(data: Mapping[str, Any]) -> str:
    """The office's file as TOML: plain entries first, then one table an entry, in their order."""
    lines = [text("office-file-head")]
    lines += [
        f"{name} = {_value(value)}" for name, value in data.items() if not isinstance(value, list | dict)
    ]
    for name, rows in data.items():
        for row in rows if isinstance(rows, list) else ():
            lines += ["", f"[[{name}]]", *(f"{key} = {_value(value)}" for key, value in row.items())]
    for name, entries in data.items():
        if isinstance(entries, dict):
            lines += [
                "",
                f"[{name}]",
                *(
                    f"{json.dumps(key, ensure_ascii=False)} = {_value(value)}"
                    for key, value in entries.items()
                ),
            ]
    return "\n".join(lines) + "\n"


def _value(value: Any) -> str:
    """A value as TOML writes it; JSON's strings, numbers and booleans are TOML's."""
    if isinstance(value, Mapping):
        pairs = (f"{json.dumps(key, ensure_ascii=False)} = {_value(each)}" for key, each in value.items())
        return "{" + ", ".join(pairs) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_value(each) for each in value) + "]"
    return json.dumps(value, ensure_ascii=False)


# broadcast


@broadcast.command("progress")
def progress(
    number: Annotated[int | None, typer.Argument(help="公告编号；不写则列出最近的。")] = None,
    as_json: AsJson = False,
) -> None:
    """公开通知发到哪里了：成功、已停用、失败、不确定、等待。"""
    _run(_progress(number, as_json))


async def _progress(number: int | None, as_json: bool) -> None:
    async with _opened() as db, db.reading() as session:
        rows = [await _standing(session, each) for each in await _wanted(session, number)]
    if as_json:
        print(json.dumps(rows, ensure_ascii=False))
        return
    table = Table()
    for name in COLUMNS:
        table.add_column(text(f"office-column-{name}"))
    for row in rows:
        table.add_row(*(str(row[name]) for name in COLUMNS))
    Console().print(table)


async def _wanted(session: AsyncSession, number: int | None) -> list[Any]:
    if number is None:
        return list(await broadcasts.listed(session, *ANYTHING, limit=20))
    try:
        return [await broadcasts.get(session, number)]
    except LookupError:
        raise Refusal(text("office-no-broadcast", number=number)) from None


async def _standing(session: AsyncSession, found: Any) -> dict[str, Any]:
    counts = await broadcasts.progress(session, found.id)
    kept = found.counts if found.counts and not sum(counts.values()) else counts
    waiting = kept["queued"] + kept["held"] + kept["sending"]
    named = {name: kept[name] for name in ("sent", "blocked", "failed", "uncertain", "cancelled")}
    plain = {"id": found.id, "title": found.title, "state": found.state, "recipients": found.recipients}
    return {**plain, **named, "waiting": waiting}


# holidays


def load_holidays(
    file: Annotated[Path, typer.Argument(help="一年的放假安排（holiday-cn 格式的 JSON）。")],
    apply: Annotated[bool, typer.Option("--apply", help="真的载入；不加则只看影响。")] = False,
    as_json: AsJson = False,
) -> None:
    """载入一年的放假安排。先列出哪些在走的时限会变；加 --apply 才载入并改动。"""
    _run(_load(file, apply, as_json))


async def _load(file: Path, apply: bool, as_json: bool) -> None:
    body = rulebook.holidays_written(None, _read(file))
    settings = load_settings()
    async with _opened() as db:
        context = await load_context(settings, db, Files(settings.data_dir / "files"))
        await rulebook.refresh(db, context)
        async with db.reading() as session:
            moved = await rule_effects.material(session, context, RuleArea.HOLIDAYS, body)
        if apply:
            await _apply(db, context, body)
    _show_moved(moved, apply, as_json)


async def _apply(db: Database, context: OfficeContext, body: rulebook.Body) -> None:
    """Load it and move the clocks, measured anew inside the same transaction."""
    now = system_clock()
    async with db.writing() as session:
        moved = await rule_effects.material(session, context, RuleArea.HOLIDAYS, body)
        for year in body["years"].values():
            await rules.load_year(session, year, (year.get("papers") or [""])[0], now)
        days = await calendars.apply(session, moved, now)
        await audit.write(session, SYSTEM, "holidays_load", at=now, years=sorted(body["years"]), moved=days)


def _show_moved(moved: list[calendars.LimitMoved], applied: bool, as_json: bool) -> None:
    days = [each for each in moved if each.moves]
    if as_json:
        rows = [
            {
                "number": each.number,
                "clock": each.clock,
                "was": each.was.isoformat(),
                "now": each.now.isoformat(),
            }
            for each in days
        ]
        print(
            json.dumps(
                {"applied": applied, "moved": rows, "confirmed": len(moved) - len(days)}, ensure_ascii=False
            )
        )
        return
    for each in days:
        number = each.number or text("rules-effect-sealed")
        print(
            text(
                "rules-effect-date",
                number=number,
                clock=each.clock,
                was=each.was.isoformat(),
                now=each.now.isoformat(),
            )
        )
    key = "office-holidays-applied" if applied else "office-holidays-dry"
    print(text(key, moved=len(days), sure=len(moved) - len(days)))


# replay


def replay(
    area: Annotated[RuleArea, typer.Argument(help="keywords、routes、clocks、holidays 或 wording。")],
    file: Annotated[Path, typer.Argument(help="修改的内容，写法同「/规则」；节假日是 JSON 文件。")],
    last: Annotated[int, typer.Option(help="看最近多少件。", min=1)] = rule_effects.LAST,
    as_json: AsJson = False,
) -> None:
    """一项规则修改放到已有的件上会怎样；只看，不改。"""
    _run(_replay(area, file, last, as_json))


async def _replay(area: RuleArea, file: Path, last: int, as_json: bool) -> None:
    settings = load_settings()
    async with _opened() as db:
        context = await load_context(settings, db, Files(settings.data_dir / "files"))
        await rulebook.refresh(db, context)
        async with db.reading() as session:
            body = await _body(session, area, file, context)
            found = await rule_effects.material(session, context, area, body, last)
        report = rule_effects.report(context, area, body, found)
    if as_json:
        print(json.dumps(report, ensure_ascii=False))
        return
    print(text("rules-effect", cases=report["cases"], changed=report["changed"]))
    print("\n".join(report["lines"]))


async def _body(session: AsyncSession, area: RuleArea, file: Path, context: OfficeContext) -> rulebook.Body:
    if area is RuleArea.HOLIDAYS:
        return rulebook.holidays_written((await rules.current(session, area)).body, _read(file))
    today = dates.local(system_clock())
    return await rulebook.written(session, area, _words(file), context, today)
