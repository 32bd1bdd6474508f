"""`jianjian ledger` and `jianjian bulletin`: what they print, what they refuse, and what they leave behind."""

import asyncio
import json
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest
import typer
from typer.testing import CliRunner, Result

from bot.commands import report_commands
from bot.settings import DEMO_INDEX_KEY, DEMO_PII_KEYS
from storage import audit
from storage import vault as vaults
from storage.database import Database
from storage.vault import Vault
from tests.storage.matters import House, filed, house, named

NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)


@pytest.fixture
def office(
    tmp_path: Path, sqlite_template: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, House]]:
    """A demo office's database with two cases, one of them sealed; the working folder is an empty one."""
    for name in ("PII_KEYS", "PII_INDEX_KEY", "DATABASE_URL", "TELEGRAM_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    shutil.copy(sqlite_template, tmp_path / "demo.db")
    vaults.install(Vault.parse(DEMO_PII_KEYS, DEMO_INDEX_KEY))

    async def fill() -> House:
        db = Database.open(f"sqlite+aiosqlite:///{tmp_path / 'demo.db'}")
        made = await house(db, NOW)
        await filed(db, NOW, "draft-1", **named())
        await filed(db, NOW, "draft-2", sealed=True)
        await db.close()
        return made

    yield tmp_path, asyncio.run(fill())
    vaults.install(vault)


def run(*words: str) -> Result:
    app = typer.Typer()
    report_commands.register(app)
    return CliRunner().invoke(app, list(words))


def audited(folder: Path) -> list[str]:
    async def read() -> list[str]:
        db = Database.open(f"sqlite+aiosqlite:///{folder / 'demo.db'}")
        async with db.reading() as session:
            found = [f"{line.action} {line.staff_id} {line.data}" for line in await audit.entries(session)]
        await db.close()
        return found

    return asyncio.run(read())


def test_the_ledger_lists_open_cases_counts_sealed_ones_and_is_for_its_owner_only(
    office: tuple[Path, House],
) -> None:
    folder, _ = office
    done = run("ledger", "-p", "2026-11", "--json")
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert (told["rows"], told["sealed"]) == (1, 1)
    path = folder / told["file"]
    assert path.name == "台账-2026-11.xlsx"
    assert path.stat().st_mode & 0o077 == 0
    assert "王小明" not in str(list(openpyxl.load_workbook(path).active.iter_rows(values_only=True)))
    assert not list(folder.glob("*.part*"))
    assert not list(folder.glob(".*.part*"))


def test_names_need_somebody_with_the_role_and_leave_an_audit_line(office: tuple[Path, House]) -> None:
    folder, home = office
    nobody = run("ledger", "-p", "2026-11", "--identities")
    assert nobody.exit_code == 2
    assert "--staff" in nobody.output
    handler = run("ledger", "-p", "2026-11", "--identities", "--staff", str(home.handler.staff_id))
    assert handler.exit_code == 2
    assert audited(folder) == []
    clerk = run("ledger", "-p", "2026-11", "--identities", "--staff", str(home.clerk.staff_id), "-o", "x.csv")
    assert clerk.exit_code == 0, clerk.output
    assert "王小明" in (folder / "x.csv").read_text(encoding="utf-8-sig")
    assert len(audited(folder)) == 1
    assert audited(folder)[0].startswith(f"ledger {home.clerk.staff_id} ")
    assert '"phone"' in audited(folder)[0]


def test_sealed_cases_need_the_sealed_role(office: tuple[Path, House]) -> None:
    folder, home = office
    clerk = run("ledger", "-p", "2026-11", "--sealed", "--staff", str(home.clerk.staff_id))
    assert clerk.exit_code == 2
    sealed = run("ledger", "-p", "2026-11", "--sealed", "--staff", str(home.sealed.staff_id), "--json")
    assert json.loads(sealed.stdout)["rows"] == 1
    assert len(audited(folder)) == 1


@pytest.mark.parametrize("words", [("-p", "前天"), ("--unit", "nowhere"), ("--state", "nothing")])
def test_what_is_not_understood_is_refused_with_a_sentence_and_no_file(
    office: tuple[Path, House], words: tuple[str, ...]
) -> None:
    folder, _ = office
    refused = run("ledger", *words)
    assert refused.exit_code == 2
    assert words[1] in refused.output
    assert not list(folder.glob("*.xlsx"))


def test_the_bulletin_is_the_same_bytes_again_in_every_form(office: tuple[Path, House]) -> None:
    folder, _ = office
    asked = ("bulletin", "-p", "2026-11", "--as-of", "2026-12-01T09:00")
    for name in ("one", "two"):
        made = run(*asked, "-o", name)
        assert made.exit_code == 0, made.output
    names = sorted(path.name for path in (folder / "one").iterdir())
    assert names == ["信访工作通报-2026-11.md", "信访工作通报-2026-11.pdf", "信访工作通报-2026-11.png"]
    for name in names:
        assert (folder / "one" / name).read_bytes() == (folder / "two" / name).read_bytes()
    assert run(*asked).stdout.encode() == (folder / "one" / names[0]).read_bytes()


def test_explaining_and_json_name_every_number(office: tuple[Path, House]) -> None:
    asked = ("bulletin", "-p", "2026-11", "--as-of", "2026-12-01")
    data = json.loads(run(*asked, "--json").stdout)
    lines = run(*asked, "--explain").stdout.splitlines()
    assert len(lines) == len(data["figures"]) > 40
    registered = next(figure for figure in data["figures"] if figure["query"] == "registered")
    assert (registered["value"], registered["n"]) == ("2", 2)
    assert all(figure["definition"] for figure in data["figures"])


def test_a_bulletin_of_the_future_or_without_a_database_is_refused(
    office: tuple[Path, House], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("bulletin", "-p", "2026-12", "--as-of", "2026-11-21").exit_code == 2
    monkeypatch.setenv("DATA_DIR", str(office[0] / "elsewhere"))
    missing = run("bulletin", "-p", "2026-11")
    assert missing.exit_code == 2
    assert "jianjian migrate" in missing.output


def test_what_cannot_be_written_is_told_in_a_sentence_before_anything_is_noted(
    office: tuple[Path, House],
) -> None:
    folder, home = office
    asked = ("ledger", "-p", "2026-11", "--identities", "--staff", str(home.clerk.staff_id))
    for where, words in (
        ("nowhere/a.xlsx", "没有这个文件夹"),
        (str(folder), "文件夹"),
        ("a.txt", ".xlsx 或 .csv"),
    ):
        refused = run(*asked, "-o", where)
        assert refused.exit_code == 2
        assert words in refused.output
    assert audited(folder) == []
    (folder / "taken").write_text("一个文件", encoding="utf-8")
    bulletin = run("bulletin", "-p", "2026-11", "--as-of", "2026-12-01", "-o", "taken")
    assert bulletin.exit_code == 2
    assert "不能写入" in bulletin.output


def test_an_earlier_ledger_of_the_same_name_is_replaced_whole(office: tuple[Path, House]) -> None:
    folder, _ = office
    (folder / "a.csv").write_text("旧的台账\n" * 1000, encoding="utf-8")
    assert run("ledger", "-p", "2026-11", "-o", "a.csv").exit_code == 0
    shown = (folder / "a.csv").read_text(encoding="utf-8-sig")
    assert "旧的" not in shown
    assert len(shown.splitlines()) == 2


def test_the_progress_ends_at_its_total_with_sealed_cases_among_them(office: tuple[Path, House]) -> None:
    told = run("bulletin", "-p", "2026-11", "--as-of", "2026-12-01").stderr
    assert told.splitlines()[-1].endswith("2 / 2")
