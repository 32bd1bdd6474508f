"""The command line of the office: its readable file, progress, holidays with a dry run, replay."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from bot.commands import law_commands
from bot.commands import office_commands as commands
from storage.vault import Vault, install

OFFICE = """
format = 1

[[units]]
code = "bureau"
name = "测试县信访局"
short_name = "信访局"
kind = "bureau"

[[units]]
code = "urban"
name = "测试县城市管理局"
short_name = "城管局"
kind = "department"

[[routes]]
topic = "HJ03"
unit = "urban"

[values]
"broadcast.per_week" = 3
publication = "窗口：人民路1号\\n电话：0597-1234567"
"""


@pytest.fixture
def line(
    tmp_path: Path, sqlite_template: Path, monkeypatch: pytest.MonkeyPatch, vault: Vault
) -> Iterator[typer.Typer]:
    """The command line over a fresh office; the tests' keys are put back afterwards."""
    database = tmp_path / "office.db"
    database.write_bytes(sqlite_template.read_bytes())
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    monkeypatch.setenv("DEMO", "true")
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{database}")
    (tmp_path / "office.toml").write_text(OFFICE, encoding="utf-8")
    app = typer.Typer()
    law_commands.register(app)
    commands.register(app)
    yield app
    install(vault)


def run(app: typer.Typer, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done.output


def test_the_office_is_taken_in_and_given_out_unchanged(line: typer.Typer, tmp_path: Path) -> None:
    assert "单位 2" in run(line, "office", "import", "office.toml")
    run(line, "office", "export", "once.toml")
    run(line, "office", "import", "once.toml")
    run(line, "office", "export", "twice.toml")
    once = (tmp_path / "once.toml").read_text(encoding="utf-8")
    assert once == (tmp_path / "twice.toml").read_text(encoding="utf-8")
    assert "人民路1号" in once
    assert json.loads(run(line, "office", "export", "--json"))["routes"] == [
        {"topic": "HJ03", "town": "", "unit": "urban"}
    ]


def test_a_file_that_cannot_be_read_says_so(line: typer.Typer, tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("units = [", encoding="utf-8")
    assert "读不懂" in run(line, "office", "import", "bad.toml", code=2)
    assert "读不到" in run(line, "office", "import", "missing.toml", code=2)


def test_without_notices_there_is_no_progress(line: typer.Typer) -> None:
    assert json.loads(run(line, "broadcast", "progress", "--json")) == []
    assert "没有编号为 7" in run(line, "broadcast", "progress", "7", code=2)


def test_holidays_are_loaded_only_when_told_to(line: typer.Typer, tmp_path: Path) -> None:
    notice = {"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay": True}]}
    (tmp_path / "2027.json").write_text(json.dumps(notice), encoding="utf-8")
    run(line, "office", "import", "office.toml")
    dry = json.loads(run(line, "holidays", "load", "2027.json", "--json"))
    assert dry == {"applied": False, "moved": [], "confirmed": 0}
    assert json.loads(run(line, "holidays", "load", "2027.json", "--apply", "--json"))["applied"] is True


def test_replay_looks_and_changes_nothing(line: typer.Typer, tmp_path: Path) -> None:
    run(line, "office", "import", "office.toml")
    (tmp_path / "words.txt").write_text("＋ HJ03 嗡嗡机 3\n", encoding="utf-8")
    report = json.loads(run(line, "replay", "keywords", "words.txt", "--json"))
    assert (report["cases"], report["changed"]) == (0, 0)
    (tmp_path / "words.txt").write_text("随便写\n", encoding="utf-8")
    assert "没看懂这一行" in run(line, "replay", "keywords", "words.txt", code=2)


@pytest.mark.parametrize("words", [("office", "export"), ("broadcast", "progress")])
def test_without_a_database_the_command_says_how_to_make_one(
    line: typer.Typer, tmp_path: Path, words: tuple[str, ...]
) -> None:
    (tmp_path / "office.db").unlink()
    assert "migrate" in run(line, *words, code=2)
    assert not (tmp_path / "office.db").exists()
