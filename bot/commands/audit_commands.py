"""`jianjian audit verify` and `audit roots`: whether history is what was signed, and the roots to keep outside."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import typer

from bot.settings import load_settings
from casework.wording import text
from services import daily_root
from storage import roots, vault
from storage.database import CannotStore, Database
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
