"""`jianjian audit verify`, `roots` and `show`: whether history is what was signed, and who did or read what."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import load_settings
from casework.chain import Verdict
from casework.petition import OFFICE_ZONE
from casework.wording import text
from services import daily_root, dates
from storage import audit as audit_log
from storage import cases, office, roots, vault
from storage.database import CannotStore, Database
from storage.tables.public_rows import AuditEntry
from storage.vault import Vault, VaultError

audit = typer.Typer(help="办理记录和审计日志：核对、留存校验根。", no_args_is_help=True)

KEPT = "留存在外面的校验根文件（ROOTS_FILE 或 audit roots 的输出）。"
AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]


def register(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.add_typer(audit, name="audit")


@asynccontextmanager
async def _opened() -> AsyncIterator[Database]:
    settings = load_settings()
    vault.install(Vault.parse(*settings.keys))
    db = Database.open(settings.url)
    try:
        yield db
    finally:
        await db.close()


@audit.command("verify")
def verify(
    kept: Annotated[
        Path | None,
        typer.Option(
            "--roots",
            help=KEPT,
            exists=True,
            dir_okay=False,
        ),
    ] = None,
    root: Annotated[
        list[str] | None, typer.Option("--root", help="群里留存的校验根，写作 序号:校验根，可以给多个。")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """核对全部办理记录和审计日志与签过名的校验根是否一致；有改动时逐条说明并返回 1。"""
    try:
        known, faults = _kept(kept, root or [])
        found = asyncio.run(_verified(known))
    except (CannotStore, VaultError) as error:
        print(getattr(error, "sentence", str(error)), file=sys.stderr)
        raise typer.Exit(2) from error
    findings = [*faults, *found.findings]
    facts = {"holds": not findings, "roots": found.roots, "histories": found.histories, "lines": found.lines}
    good = text("root-good", roots=found.roots, histories=found.histories, lines=found.lines, kept=len(known))
    if as_json:
        print(json.dumps({**facts, "kept": len(known), "findings": findings}, ensure_ascii=False))
    else:
        print("\n".join(findings or [good]))
    if findings:
        raise typer.Exit(1)


def _kept(path: Path | None, typed: list[str]) -> tuple[dict[int, str], list[str]]:
    """The roots that were kept outside, from a file and as typed."""
    kept, faults = roots.read_lines(path.read_text(encoding="utf-8")) if path else ({}, [])
    for each in typed:
        n, _, value = each.partition(":")
        if not (n.isascii() and n.isdecimal() and len(n) < 10 and value):
            print(text("root-typed-bad", typed=each), file=sys.stderr)
            raise typer.Exit(2)
        kept[int(n)] = value.strip().lower()
    return kept, faults


async def _verified(kept: dict[int, str]) -> roots.RootVerdict:
    async with _opened() as db:
        return await roots.verify(db, daily_root.public_key(), kept=kept)


@audit.command("roots")
def print_roots() -> None:
    """逐行输出签过名的校验根，用来留存在别处。"""

    async def work() -> None:
        async with _opened() as db, db.reading() as session:
            for each in await roots.every_root(session):
                print(roots.line(each))

    asyncio.run(work())


@dataclass(frozen=True)
class AuditLine:
    """A line of the audit log as whoever looks into something reads it."""

    seq: int
    at: str
    who: str
    role: str
    action: str
    case: str
    data: str

    @property
    def words(self) -> str:
        """One line of text."""
        facts = "" if self.data == "{}" else self.data
        named = (str(self.seq), self.at, self.who, self.role, self.action, self.case, facts)
        return "  ".join(part for part in named if part)


@audit.command("show")
def show(
    number: Annotated[str, typer.Option("--case", help="只看这一件，并核对它的办理记录。")] = "",
    since: Annotated[str, typer.Option(help="从这一天起，写作 2026-11-21。")] = "",
    until: Annotated[str, typer.Option(help="到这一天止（含当天）。")] = "",
    most: Annotated[int, typer.Option(min=1, max=100_000, help="最多几条，从最新的数起。")] = 200,
    as_json: AsJson = False,
) -> None:
    """谁在什么时候做了、看了什么：逐条输出审计日志，新的在前；指定一件时，记录对不上返回 1。"""
    try:
        days = [date.fromisoformat(each) if each else None for each in (since, until)]
    except ValueError:
        print(text("audit-day-bad"), file=sys.stderr)
        raise typer.Exit(2) from None
    try:
        found = asyncio.run(_shown(number, days[0], days[1], most))
    except CannotStore as error:
        print(error.sentence, file=sys.stderr)
        raise typer.Exit(2) from error
    except LookupError:
        print(text("audit-case-unknown", number=number), file=sys.stderr)
        raise typer.Exit(2) from None
    lines, verdict = found
    for each in lines:
        print(json.dumps(asdict(each), ensure_ascii=False) if as_json else each.words)
    if verdict is not None:
        key = "audit-case-good" if verdict.holds else "audit-case-altered"
        print(text(key, number=number, events=verdict.events), file=sys.stderr)
        if not verdict.holds:
            raise typer.Exit(1)


async def _shown(
    number: str, since: date | None, until: date | None, most: int
) -> tuple[list[AuditLine], Verdict | None]:
    async with _opened() as db, db.reading() as session:
        case = await cases.get(session, number) if number else None
        if number and case is None:
            raise LookupError(number)
        entries = await audit_log.entries(
            session,
            case_id=case.id if case else None,
            since=_midnight(since) if since else None,
            until=_midnight(until + timedelta(days=1)) if until else None,
            limit=most,
        )
        labels = {
            staff_id: found.label
            for staff_id in {each.staff_id for each in entries if each.staff_id is not None}
            if (found := await office.staff(session, staff_id)) is not None
        }
        numbers = {
            case_id: about.number
            for case_id in {each.case_id for each in entries if each.case_id is not None}
            if (about := await cases.by_id(session, case_id)) is not None
        }
        verdict = await cases.verify(session, case.id) if case is not None and case.id is not None else None
    return [_line(each, labels, numbers) for each in entries], verdict


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), OFFICE_ZONE)


def _line(entry: AuditEntry, labels: dict[int, str], numbers: dict[int, str]) -> AuditLine:
    return AuditLine(
        seq=entry.seq,
        at=dates.moment(entry.at),
        who=labels.get(entry.staff_id, "") if entry.staff_id is not None else "",
        role=text(f"actor-{entry.role}"),
        action=entry.action,
        case=numbers.get(entry.case_id, "") if entry.case_id is not None else "",
        data=entry.data,
    )
