"""`jianjian ledger` and `jianjian bulletin`: what leaders read, from the command line.

Both read one unchanging view of the data and keep memory flat. Progress goes to stderr: a bar on a terminal,
plain lines elsewhere.
"""

import asyncio
import errno
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from sqlalchemy.ext.asyncio import AsyncSession

from bot.clock import system_clock
from bot.settings import Settings, load_settings
from casework.bulletin import Bulletin
from casework.cells import DoesNotAddUp
from casework.petition import OFFICE_ZONE, Actor, Refusal, Role
from casework.spans import Span, parse
from casework.wording import text
from nlp import lexicons
from services.papers import bulletin_data, charts, circular, ledger_sheet, markdown
from storage import audit, office
from storage.database import Database
from storage.figures import Wanted

STEPS = 20
"""Lines of progress when there is no terminal."""

Period = Annotated[
    str, typer.Option("--period", "-p", help="时间范围：last-month、2026-11、2026W47、2026Q4、2026……")
]
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]
Out = Annotated[Path | None, typer.Option("--out", "-o", help="写到哪里。")]


def register(app: typer.Typer) -> None:
    """Add the commands to the top level of the command line."""
    app.command("ledger")(ledger_command)
    app.command("bulletin")(bulletin_command)


def ledger_command(
    period: Period = "month",
    out: Out = None,
    unit: Annotated[str, typer.Option("--unit", help="单位代码，只要这个单位的件。")] = "",
    state: Annotated[
        list[str] | None, typer.Option("--state", help="办理状态，可给多个；open 在办，done 办结。")
    ] = None,
    identities: Annotated[
        bool, typer.Option("--identities", help="加上姓名、电话、住址；记入审计日志。")
    ] = False,
    sealed: Annotated[bool, typer.Option("--sealed", help="只列专人办理的件；记入审计日志。")] = False,
    staff: Annotated[int | None, typer.Option("--staff", help="由哪位在岗人员（编号）导出。")] = None,
    as_json: AsJson = False,
) -> None:
    """导出台账：Excel，或以 .csv 结尾的文件名写成 CSV。"""
    os.umask(0o077)  # the file is for whoever ran this, nobody else on the machine
    with _sentences():
        asyncio.run(_ledger(period, out, unit, state or [], identities, sealed, staff, as_json))


def bulletin_command(
    period: Period = "last-month",
    as_of: Annotated[
        str, typer.Option("--as-of", help="数据截止时间，如 2026-12-01T09:00；不写为现在。")
    ] = "",
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写到这个文件夹：Markdown、PDF、PNG。")
    ] = None,
    explain: Annotated[bool, typer.Option("--explain", help="列出每个数字的名称和算法。")] = False,
    as_json: AsJson = False,
) -> None:
    """生成信访工作通报：周、月、季、年。同一截止时间重新生成，内容逐字节相同。"""
    with _sentences():
        made = asyncio.run(_bulletin(period, as_of))
        if as_json:
            print(json.dumps(as_data(made), ensure_ascii=False, indent=2))
        elif explain and out is None:
            print("\n".join(markdown.explained(made)))
        elif out is None:
            print(markdown.write(made), end="")
        if out is not None:
            _save(made, out, explain=explain)


@contextmanager
def _sentences() -> Iterator[None]:
    """A refusal is said in its sentence, and ends with 2."""
    try:
        yield
    except (Refusal, DoesNotAddUp) as refused:
        print(refused.sentence, file=sys.stderr)
        raise typer.Exit(2) from refused
    except OSError as trouble:
        why = errno.errorcode.get(trouble.errno or 0, str(trouble))
        print(text("reports-cannot-write", file=str(trouble.filename or ""), why=why), file=sys.stderr)
        raise typer.Exit(2) from trouble


@asynccontextmanager
async def _office() -> AsyncIterator[tuple[Settings, Database, datetime]]:
    """The settings, the open database and the present moment; the demo office's own where it was turned."""
    from bot.app import install_vault
    from bot.demo import AHEAD

    settings = load_settings()
    install_vault(settings)
    db = Database.open(settings.url)
    try:
        if db.path is not None and not db.path.exists():
            raise Refusal(text("reports-no-database"))
        now = system_clock()
        if settings.is_demo:
            async with db.reading() as session:
                now += timedelta(seconds=int(await office.value(session, AHEAD, 0)))
        yield settings, db, now
    finally:
        await db.close()


async def _ledger(
    period: str,
    out: Path | None,
    unit: str,
    states: list[str],
    identities: bool,
    sealed: bool,
    staff: int | None,
    as_json: bool,
) -> None:
    async with _office() as (_, db, now):
        async with db.reading() as session:
            span = parse(period, _day(now))
            actor = await exporter(session, staff, identities=identities, sealed=sealed)
            wanted = await _wanted(session, span, unit, states, actor)
            path = _ledger_file(out, span)
            rows = await ledger_sheet.how_many(session, wanted, actor)
        if actor is not None:
            # The line comes first: nothing leaves without it.
            await _note(db, actor, now, span, unit, rows, identities=identities)
        async with db.reading() as session:
            written = await _write(session, path, wanted, rows, actor, identities)
    if as_json:
        told = {"file": str(path), "period": span.code, "rows": written.rows, "sealed": written.sealed}
        print(json.dumps(told, ensure_ascii=False))
        return
    print(text("reports-written", file=str(path), rows=written.rows))
    if written.sealed:
        print(text("reports-sealed", sealed=written.sealed))


def _ledger_file(out: Path | None, span: Span) -> Path:
    """Where the ledger goes. Raises `Refusal` or `OSError` before anything is read or noted when it cannot go there."""
    path = out or Path(f"{text('ledger-sheet')}-{span.code}.xlsx")
    if path.is_dir():
        raise Refusal(text("reports-is-folder", file=str(path)))
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise Refusal(text("reports-which-form", file=str(path)))
    part = _part(path)
    try:
        part.touch()
        part.unlink()
    except OSError as trouble:
        raise OSError(trouble.errno, trouble.strerror, str(path)) from trouble
    return path


def _part(path: Path) -> Path:
    """The name under which a ledger is written until it is complete."""
    return path.with_name(f".{path.stem}.part{path.suffix}")


async def exporter(
    session: AsyncSession, staff_id: int | None, *, identities: bool, sealed: bool
) -> Actor | None:
    """Who exports: None for a ledger without names and sealed cases, which the machine's owner may always write.

    Raises `Refusal` when nobody is named for one that has them, or whoever is named has not the role.
    """
    if staff_id is None:
        if identities or sealed:
            raise Refusal(text("reports-needs-staff"))
        return None
    found = await office.staff(session, staff_id)
    roles = (
        (Role.SEALED,) if sealed else ledger_sheet.IDENTITY_ROLES if identities else ledger_sheet.OFFICE_WIDE
    )
    if found is None or not found.active or found.role not in roles:
        raise Refusal(text("ledger-only-own-role", staff=staff_id))
    return Actor(Role(found.role), found.id, found.unit_id, found.label)


async def _wanted(
    session: AsyncSession, span: Span, unit: str, states: list[str], actor: Actor | None
) -> Wanted:
    found = await office.unit_by_code(session, unit) if unit else None
    if unit and found is None:
        raise Refusal(text("reports-unknown-unit", unit=unit))
    named: list[str] = []
    for state in states:
        meant = ledger_sheet.states_of(state)
        if not meant:
            raise Refusal(text("reports-unknown-state", state=state))
        named += meant
    return Wanted(span.since, span.until, unit_id=None if found is None else found.id, states=named)


async def _write(
    session: AsyncSession, path: Path, wanted: Wanted, rows: int, actor: Actor | None, identities: bool
) -> ledger_sheet.Written:
    """Write beside the file and rename at the end: an interrupted run leaves no half ledger under its name."""
    lexicon = lexicons.load()
    names = ledger_sheet.Directory(
        {unit.id: unit.short_name for unit in await office.units(session, inactive=True)},
        lambda code: topic_name(lexicon, code),
    )
    part = _part(path)
    try:
        with progress(text("reports-progress-ledger"), rows) as advance:
            written = await ledger_sheet.write(
                session, part, wanted, names, viewer=actor, with_identity=identities, progress=advance
            )
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return written


async def _note(
    db: Database, actor: Actor, now: datetime, span: Span, unit: str, rows: int, *, identities: bool
) -> None:
    async with db.writing() as session:
        await audit.write(
            session,
            actor,
            "ledger",
            at=now,
            fields=ledger_sheet.IDENTITY_FIELDS if identities else (),
            period=span.code,
            unit=unit,
            rows=rows,
            by="command line",
        )


def topic_name(lexicon: lexicons.Lexicon, code: str) -> str:
    """A topic as people read it, with its family."""
    family, topic = lexicon.family_of.get(code[:2]), lexicon.topics.get(code)
    return " · ".join(part.name for part in (family, topic) if part is not None)


async def _bulletin(period: str, as_of: str) -> Bulletin:
    async with _office() as (settings, db, now), db.reading() as session:
        moment = _moment(as_of) if as_of else now
        span = parse(period, _day(moment))
        if span.since > moment:
            raise Refusal(text("bulletin-future"))
        families = {code: family.name for code, family in lexicons.load().family_of.items()}
        total = await bulletin_data.how_many(session, span)
        with progress(text("reports-progress-bulletin"), total) as advance:
            return await bulletin_data.bulletin(
                session, span, moment, office_name=settings.office_name, families=families, progress=advance
            )


def as_data(made: Bulletin) -> dict[str, Any]:
    """The bulletin as JSON-able data: every figure with its query, its parts and its definition."""
    return {
        "title": made.title,
        "period": made.span.code,
        "as_of": made.as_of.isoformat(),
        "figures": [
            {
                "query": figure.query,
                "label": figure.label,
                "value": figure.words,
                "numerator": figure.numerator or None,
                "denominator": figure.denominator,
                "n": figure.n,
                "definition": figure.definition,
            }
            for figure in made.figures
        ],
    }


def _save(made: Bulletin, folder: Path, *, explain: bool) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{text('bulletin-paper-title')}-{made.span.code}"
    files: dict[str, bytes | None] = {
        "md": markdown.write(made, explain=explain).encode(),
        "pdf": circular.render(made),
        "png": charts.picture(made),
    }
    for ending, content in files.items():
        if content is None:
            print(text("reports-no-charts"), file=sys.stderr)
            continue
        path = folder / f"{name}.{ending}"
        path.write_bytes(content)
        print(text("reports-saved", file=str(path)), file=sys.stderr)


@contextmanager
def progress(what: str, total: int) -> Iterator[Callable[[int], None]]:
    """Tells how far it is, on stderr: a bar on a terminal, a line for every twentieth elsewhere."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _plain(what, total)
        return
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=total)
        yield lambda done: bar.advance(task, done)


def _plain(what: str, total: int) -> Callable[[int], None]:
    done, told = 0, 0

    def advance(more: int) -> None:
        nonlocal done, told
        done += more
        step = done * STEPS // max(total, 1)
        if more and step > told:
            told = step
            print(text("reports-progress-plain", what=what, done=done, total=total), file=sys.stderr)

    return advance


def _moment(words: str) -> datetime:
    """A moment as somebody writes it; without a zone it is the office's."""
    try:
        found = datetime.fromisoformat(words)
    except ValueError as error:
        raise Refusal(text("reports-unknown-moment", words=words)) from error
    return found if found.tzinfo is not None else found.replace(tzinfo=OFFICE_ZONE)


def _day(moment: datetime) -> date:
    return moment.astimezone(OFFICE_ZONE).date()
