"""The commands of the database's life: `migrate`, `doctor`, `backup`, `restore`, `retention`, `rotate-keys`.

Results go to stdout (with `--json` for machines), progress and troubles to stderr. Exit code 1: something is
wrong; 2: the configuration does not allow it.
"""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from bot.clock import system_clock
from bot.settings import Settings, load_settings
from casework.wording import text
from services import erasure
from storage import archive, doctor, file_modes, migrate, retention, rotation, vault
from storage.archive import CannotRestore
from storage.database import CannotStore, Database
from storage.doctor import Finding, Severity
from storage.files import Files
from storage.vault import Vault, VaultError

AsJson = Annotated[bool, typer.Option("--json", help="输出 JSON。")]

SIGNS = {Severity.OK: "正常", Severity.WARNING: "注意", Severity.ERROR: "错误"}


@dataclass(frozen=True)
class House:
    """What the commands work on: the database and the folder of files that the settings name."""

    settings: Settings
    db: Database
    files: Files

    def load_vault(self) -> Vault:
        """The vault of the settings. Raises `VaultError` when the keys cannot be used."""
        return Vault.parse(*self.settings.keys)


def register(app: typer.Typer) -> None:
    """Add the commands to the top level of the command line."""
    app.command("migrate")(migrate_command)
    app.command("doctor")(doctor_command)
    app.command("backup")(backup_command)
    app.command("restore")(restore_command)
    app.command("retention")(retention_command)
    app.command("rotate-keys")(rotate_command)


@asynccontextmanager
async def _house() -> AsyncIterator[House]:
    os.umask(file_modes.OTHERS)  # what is written here is for this service alone
    settings = load_settings()
    db = Database.open(settings.url)
    try:
        yield House(settings, db, Files(settings.data_dir / "files"))
    finally:
        await db.close()


def _run(work: Coroutine[Any, Any, int]) -> None:
    """Run to the end; a trouble that has a sentence is told by it. The number returned is the exit code."""
    try:
        code = asyncio.run(work)
    except (CannotStore, CannotRestore) as error:
        print(error.sentence, file=sys.stderr)
        raise typer.Exit(1) from error
    except VaultError as error:
        print(text("storage-doctor-keys", why=str(error)), file=sys.stderr)
        raise typer.Exit(2) from error
    if code:
        raise typer.Exit(code)


def _tell(as_json: bool, facts: dict[str, Any], sentence: str) -> None:
    print(json.dumps(facts, ensure_ascii=False) if as_json else sentence)


def _progress(part: str, done: int) -> None:
    """One line that counts up on a terminal; nothing where nobody watches."""
    if sys.stderr.isatty():
        line = text("storage-command-progress", part=part, done=done)
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    if sys.stderr.isatty():
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)


def migrate_command(as_json: AsJson = False) -> None:
    """把数据库升级到最新结构；已是最新时什么也不做。"""

    async def work() -> int:
        async with _house() as house:
            done = await house.db.migrate(
                lambda step: print(text("storage-command-step", step=step), file=sys.stderr)
            )
        revision = migrate.head() or ""
        facts = {"revision": revision, "applied": done}
        _tell(as_json, facts, text("storage-command-migrated", revision=revision))
        return 0

    _run(work())


def doctor_command(
    as_json: AsJson = False,
    deep: Annotated[
        bool, typer.Option("--deep", help="连同每个附件和每个加密字段一起检查（较慢）。")
    ] = False,
) -> None:
    """检查数据库、密钥、磁盘、附件和待发消息；说明哪里不对、怎样处理。"""

    async def work() -> int:
        async with _house() as house:
            found = await doctor.examine(house.db, house.files, house.load_vault, system_clock(), deep=deep)
        if as_json:
            print(json.dumps([asdict(each) for each in found], ensure_ascii=False))
        else:
            for each in found:
                print(_line(each))
        return int(any(each.level is Severity.ERROR for each in found))

    _run(work())


def _line(finding: Finding) -> str:
    return f"[{SIGNS[finding.level]}] {finding.sentence}"


def backup_command(
    target: Annotated[Path, typer.Argument(help="备份文件，如 jianjian-2026-11-21.tar。")],
    as_json: AsJson = False,
) -> None:
    """把数据库和附件备份成一个文件；服务可以照常运行。备份整个加密，里面没有密钥。"""

    async def work() -> int:
        if target.exists():
            print(text("storage-command-exists", target=str(target)), file=sys.stderr)
            return 2
        async with _house() as house:
            vault.install(house.load_vault())
            made = await archive.backup(house.db, house.files, target, system_clock(), _progress)
        _end_progress()
        rows = sum(made.rows.values())
        facts = {"target": str(target), "rows": rows, "files": made.files, "missing": made.missing}
        sentence = text("storage-command-backed-up", rows=rows, files=made.files, target=str(target))
        _tell(as_json, facts, sentence)
        if made.missing:
            print(text("storage-command-missing", missing=made.missing), file=sys.stderr)
        return int(made.missing > 0)

    _run(work())


def restore_command(
    source: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="用 backup 做的备份文件。")],
    as_json: AsJson = False,
) -> None:
    """把备份恢复到一个空的数据库；也用来从 SQLite 搬到 PostgreSQL。"""

    async def work() -> int:
        async with _house() as house:
            vault.install(house.load_vault())
            made = await archive.restore(house.db, house.files, source, _progress)
        _end_progress()
        rows = sum(made.rows.values())
        facts = {"rows": rows, "files": made.files}
        _tell(as_json, facts, text("storage-command-restored", rows=rows, files=made.files))
        return 0

    _run(work())


def retention_command(
    as_json: AsJson = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只看到期多少，不清理。")] = False,
) -> None:
    """按保存期限清理运行痕迹：过期草稿、已发消息的正文、处理标记等。"""

    async def work() -> int:
        async with _house() as house:
            vault.install(house.load_vault())
            periods = retention.Periods(drafts=timedelta(days=house.settings.draft_days))
            if dry_run:
                done = await retention.due(house.db, system_clock(), periods=periods)
                async with house.db.reading() as session:
                    done["cases"] = await erasure.due(session, system_clock())
            else:
                done = await retention.run(house.db, house.files, system_clock(), periods=periods)
        key = "storage-command-due" if dry_run else "storage-command-forgotten"
        _tell(as_json, done, text(key, rows=sum(done.values())))
        return 0

    _run(work())


def rotate_command(as_json: AsJson = False) -> None:
    """用 PII_KEYS 里的第一个密钥重新加密全部内容；可以中断后再运行。"""

    async def work() -> int:
        async with _house() as house:
            keys = house.load_vault()
            vault.install(keys)
            done = await rotation.rotate(house.db, keys, _progress)
            done["contents"] = await rotation.seal_contents(house.db, house.files, _progress)
        _end_progress()
        _tell(as_json, done, text("storage-command-rotated", rows=sum(done.values())))
        return 0

    _run(work())
