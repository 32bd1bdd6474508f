"""The doctor names what is wrong and how to mend it; the commands speak sentences and JSON."""

import json
import os
from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
import typer
from sqlalchemy import text
from typer.testing import CliRunner, Result

from bot.commands import database_commands as commands
from storage import doctor, file_modes, outbox, turn
from storage import vault as vaults
from storage.database import Database
from storage.doctor import Severity
from storage.files import Files
from storage.vault import Vault, VaultError
from tests.storage.conftest import hello
from tests.storage.test_migrations import REVISIONS


@pytest.fixture
def files(tmp_path: Path) -> Files:
    return Files(tmp_path / "files")


async def wrong(db: Database, files: Files, vault: Vault, now: datetime, **more: bool) -> dict[str, Severity]:
    """What is not fine, apart from the age of this machine's SQLite."""
    found = await doctor.examine(db, files, lambda: vault, now, **more)
    assert all(each.sentence for each in found)
    return {
        each.check: each.level
        for each in found
        if each.level is not Severity.OK and each.check not in ("sqlite", "modes")
    }


async def test_a_healthy_office_has_no_complaints(
    db: Database, files: Files, vault: Vault, now: datetime
) -> None:
    assert await wrong(db, files, vault, now, deep=True) == {}


async def test_a_missing_schema_is_named_with_the_command(
    empty_database_url: str, files: Files, vault: Vault, now: datetime
) -> None:
    db = Database.open(empty_database_url)
    found = await doctor.examine(db, files, lambda: vault, now)
    assert [(each.check, each.level) for each in found][-1] == ("schema", Severity.ERROR)
    assert "jianjian migrate" in found[-1].sentence
    await db.close()


async def test_an_unreachable_database_is_named(
    tmp_path: Path, files: Files, vault: Vault, now: datetime
) -> None:
    db = Database.open(f"postgresql+asyncpg://nobody@/nothing?host={tmp_path}")
    assert await wrong(db, files, vault, now) == {"database": Severity.ERROR}
    await db.close()


async def test_lost_and_old_keys_are_named(
    db: Database, files: Files, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_keys() -> Vault:
        raise VaultError("no key to seal with")

    async with db.writing() as session:
        await outbox.put(session, [hello()], now)
    new = Vault([("new", b"n" * 32)], b"i" * 32)
    assert await wrong(db, files, new, now, deep=True) == {"keys": Severity.ERROR}
    both = Vault([("new", b"n" * 32), ("test1", bytes(range(32)))], b"i" * 32)
    assert await wrong(db, files, both, now, deep=True) == {"keys": Severity.WARNING}
    found = await doctor.examine(db, files, no_keys, now, deep=True)
    assert [each.check for each in found if each.level is Severity.ERROR] == ["keys"]


async def test_missing_files_late_messages_and_failures_are_named(
    db: Database, files: Files, vault: Vault, now: datetime
) -> None:
    async def content() -> AsyncIterator[bytes]:
        yield b"abc"

    saved = await files.save(content(), name="a", limit=10)
    async with db.writing() as session:
        await files.record(session, saved, channel="web", now=now)
        await outbox.put(session, [hello(), hello(2)], now - timedelta(hours=1))
        await session.execute(text("UPDATE outbox SET status='failed', due_at=NULL WHERE chat_id=2"))
    await turn.poison(db, "tg:1", {}, KeyError(), now)
    saved.path.write_bytes(saved.path.read_bytes()[:-1] + b"!")
    expected = {"outbox": Severity.WARNING, "delivery": Severity.WARNING, "updates": Severity.WARNING}
    assert await wrong(db, files, vault, now) == expected
    assert await wrong(db, files, vault, now, deep=True) == expected | {"files": Severity.ERROR}
    saved.path.unlink()
    assert await wrong(db, files, vault, now) == expected | {"files": Severity.ERROR}


async def test_a_full_disk_is_seen_coming(
    db: Database, files: Files, vault: Vault, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "LEAST_ROOM", 1 << 62)
    assert await wrong(db, files, vault, now) == {"disk": Severity.WARNING}


class Shell:
    """The commands as somebody types them, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self._app = typer.Typer()
        commands.register(self._app)
        self._folder = folder

    def __call__(self, *words: str, keys: str = "", data: str = "data") -> Result:
        environment = {
            "DATA_DIR": str(self._folder / data),
            "DATABASE_URL": "",
            "TELEGRAM_TOKEN": "",
            "PII_KEYS": keys,
            "PII_INDEX_KEY": Vault.new_secret() if keys else "",
        }
        return CliRunner().invoke(self._app, list(words), env=environment)


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vault: Vault) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(vaults, "_installed", vault)
    return Shell(tmp_path)


def test_migrate_backup_and_restore_from_the_command_line(shell: Shell, tmp_path: Path) -> None:
    first = shell("migrate", "--json")
    assert first.exit_code == 0
    assert json.loads(first.stdout)["applied"] == REVISIONS
    assert json.loads(shell("migrate", "--json").stdout)["applied"] == []
    target = str(tmp_path / "b.tar")
    assert json.loads(shell("backup", target, "--json").stdout)["missing"] == 0
    again = shell("backup", target)
    assert (again.exit_code, "已经存在" in again.stderr) == (2, True)
    restored = shell("restore", target, data="other")
    assert (restored.exit_code, "已恢复" in restored.stdout) == (0, True)
    assert shell("rotate-keys").exit_code == 0
    assert "没有清理" in shell("retention", "--dry-run").stdout
    assert json.loads(shell("retention", "--json").stdout)["handled"] == 0


def test_doctor_from_the_command_line_ends_with_1_when_something_is_broken(shell: Shell) -> None:
    sick = shell("doctor")
    assert (sick.exit_code, "[错误]" in sick.stdout) == (1, True)
    shell("migrate")
    well = shell("doctor", "--json", "--deep")
    assert well.exit_code == 0
    assert {"check", "level", "sentence"} == set(json.loads(well.stdout)[0])


def test_unusable_keys_end_with_2_and_a_sentence(shell: Shell) -> None:
    shell("migrate", data="real")
    told = shell("rotate-keys", keys="k1:short", data="real")
    assert told.exit_code == 2
    assert "jianjian keys" in told.stderr


def test_a_damaged_archive_ends_with_1_and_a_sentence(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "b.tar").write_bytes(b"not a tar")
    told = shell("restore", str(tmp_path / "b.tar"))
    assert (told.exit_code, "损坏" in told.stderr) == (1, True)


async def test_what_others_on_the_machine_may_read_is_named_and_closed(
    sqlite_db: Database, tmp_path: Path, vault: Vault, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert sqlite_db.path is not None
    files = Files(tmp_path / "data" / "files")
    files.root.mkdir(parents=True)
    settings = tmp_path / ".env"
    settings.write_text("PII_KEYS=k1:secret\n")
    paths = file_modes.ours(sqlite_db.path, tmp_path / "data")
    assert {sqlite_db.path, tmp_path / "data", files.root, Path(".env")} <= set(paths)
    for path in paths:
        path.chmod(0o777 if path.is_dir() else 0o644)
    found = await doctor.examine(sqlite_db, files, lambda: vault, now)
    (told,) = [each for each in found if each.check == "modes"]
    assert told.level is Severity.WARNING
    assert all(str(path) in told.sentence for path in paths)
    file_modes.tighten(paths)
    assert {path.stat().st_mode & 0o777 for path in paths} == {0o700, 0o600}
    assert not file_modes.loose(paths)


def test_what_the_commands_write_is_for_nobody_else(shell: Shell, tmp_path: Path) -> None:
    os.umask(0o022)
    shell("migrate")
    assert shell("backup", str(tmp_path / "b.tar")).exit_code == 0
    for path in (tmp_path / "data" / "demo.db", tmp_path / "data", tmp_path / "b.tar"):
        assert path.stat().st_mode & 0o077 == 0, path
