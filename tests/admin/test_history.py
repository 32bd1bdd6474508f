"""Every day what happened is signed and said outside; what was changed past the program is told to administrators."""

import asyncio
import json
import re
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from typer import Typer
from typer.testing import CliRunner, Result

from bot.commands import audit_commands, database_commands
from casework.petition import Role
from storage import audit, office, roots
from storage import vault as vaults
from storage.database import Database
from storage.vault import Vault
from tests.admin.townhall import TownHall
from tests.people import MORNING
from tests.storage import matters

ROOT = re.compile(r"校验根 第 (\d+) 号\n([0-9a-f]{64})")


async def next_day(hall: TownHall) -> None:
    hall.bureau.clock.turn(timedelta(days=1))
    await hall.bureau.ticker.tick(hall.bureau.clock())
    await hall.bureau.deliver()


async def said_roots(hall: TownHall) -> list[tuple[str, str]]:
    """The roots that stand in the bureau's group."""
    told = await hall.bureau.chat("web", hall.bureau.groups["bureau"])
    return [found.groups() for each in told if (found := ROOT.search(each.text))]  # type: ignore[misc]


async def test_each_day_is_signed_and_said_in_the_bureaus_group(hall: TownHall, tmp_path: Path) -> None:
    target = tmp_path / "roots.jsonl"
    hall.bureau.ticker._roots_file = target
    case = await hall.files(await hall.citizen(), "路灯坏了")
    await next_day(hall)
    await hall.bureau.ticker.tick(hall.bureau.clock())  # once a day
    (said,) = await said_roots(hall)
    told = await hall.bureau.chat("web", hall.bureau.groups["bureau"])
    assert case.number not in "".join(each.text for each in told if "校验根" in each.text)
    kept, faults = roots.read_lines(target.read_text(encoding="utf-8"))
    assert ({int(said[0]): said[1]}, []) == (kept, faults)
    await next_day(hall)  # nothing new but what the night itself did
    kept, _ = roots.read_lines(target.read_text(encoding="utf-8"))
    assert [int(n) for n, _ in await said_roots(hall)] == sorted(kept)


async def test_without_a_group_the_administrators_keep_the_root(hall: TownHall) -> None:
    boss = await hall.officer("bureau", Role.ADMIN)
    async with hall.db.writing() as session:
        await office.unbind_group(session, "web", hall.bureau.groups["bureau"])
    await hall.files(await hall.citizen(), "路灯坏了")
    await next_day(hall)
    assert ROOT.search(await boss.sees())


async def test_what_was_changed_past_the_program_is_told_to_every_administrator(hall: TownHall) -> None:
    first, second = [await hall.officer("bureau", Role.ADMIN) for _ in range(2)]
    case = await hall.files(await hall.citizen(), "路灯坏了")
    await next_day(hall)
    assert "被改动过" not in await first.sees()
    async with hall.db.writing() as session:
        await session.execute(text("DROP TRIGGER case_events_no_update"))
        await session.execute(text("UPDATE case_events SET label = '别人', hash = digest"))
    await next_day(hall)
    for admin in (first, second):
        assert f"{case.number} 的办理记录与第 1 号校验根不符" in await admin.sees()
    async with hall.db.reading() as session:
        assert "history_altered" in [line.action for line in await audit.entries(session)]


class Prompt:
    """The commands as somebody types them, over a database of their own."""

    def __init__(self, folder: Path) -> None:
        self.app = Typer()
        audit_commands.register(self.app)
        database_commands.register(self.app)
        self.settings = {
            "DATA_DIR": str(folder), "DATABASE_URL": "", "TELEGRAM_TOKEN": "",
            "PII_KEYS": f"k1:{Vault.new_secret()}", "PII_INDEX_KEY": Vault.new_secret(),
        }  # fmt: skip

    def __call__(self, *words: str) -> Result:
        return CliRunner().invoke(self.app, list(words), env=self.settings)


@pytest.fixture
def prompt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, vault: Vault) -> Prompt:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(vaults, "_installed", vault)
    return Prompt(tmp_path)


def test_the_audit_is_verified_from_the_command_line(prompt: Prompt, tmp_path: Path) -> None:
    assert prompt("migrate").exit_code == 0
    good = prompt("audit", "verify", "--json")
    assert (good.exit_code, json.loads(good.stdout)["holds"]) == (0, True)
    assert prompt("audit", "roots").stdout == ""
    kept = prompt("audit", "verify", "--root", f"1:{'a' * 64}")
    assert (kept.exit_code, "第 1 号校验根与留存的不同" in kept.stdout) == (1, True)
    (tmp_path / "kept").write_text("nonsense\n")
    spoilt = prompt("audit", "verify", "--roots", str(tmp_path / "kept"))
    assert (spoilt.exit_code, "第 1 行" in spoilt.stdout) == (1, True)
    assert prompt("audit", "verify", "--root", "x").exit_code == 2
    assert "校验根相符" in prompt("doctor").stdout


async def written_database(folder: Path) -> tuple[str, str]:
    """A database with two cases, one read by an officer, the history of the other rewritten past the program."""
    db = Database.open(f"sqlite+aiosqlite:///{folder / 'jianjian.db'}")
    try:
        house = await matters.house(db, MORNING)
        filed = [(await matters.filed(db, MORNING, f"draft-{n}")).case for n in range(2)]
        async with db.writing() as session:
            for days in (0, 2):
                at = MORNING + timedelta(days=days)
                await audit.write(session, house.handler, "view", at=at, case_id=filed[0].id, fields=["name"])
            await session.execute(text("DROP TRIGGER case_events_no_update"))
            changed = text("UPDATE case_events SET label = '别人' WHERE case_id = :id")
            await session.execute(changed, {"id": filed[1].id})
    finally:
        await db.close()
    return filed[0].number, filed[1].number


def test_who_did_or_read_what_is_shown_and_one_history_is_checked(prompt: Prompt, tmp_path: Path) -> None:
    assert prompt("migrate").exit_code == 0
    vaults.install(Vault.parse(prompt.settings["PII_KEYS"], prompt.settings["PII_INDEX_KEY"]))
    good, bad = asyncio.run(written_database(tmp_path))
    shown = prompt("audit", "show", "--case", good)
    assert shown.exit_code == 0
    newest, oldest = shown.stdout.splitlines()
    assert re.fullmatch(rf"2  2026-11-23 \d\d:\d\d  责任单位经办  view  {good}  .*name.*", newest)
    assert "2026-11-21" in oldest
    assert f"{good} 的" in shown.stderr
    assert "没有被改动" in shown.stderr
    altered = prompt("audit", "show", "--case", bad, "--json")
    assert (altered.exit_code, altered.stdout) == (1, "")
    assert "被改动过" in altered.stderr
    day = prompt("audit", "show", "--until", "2026-11-21", "--json")
    assert [json.loads(line)["at"][:10] for line in day.stdout.splitlines()] == ["2026-11-21"]
    assert len(prompt("audit", "show", "--since", "2026-11-22", "--json").stdout.splitlines()) == 1
    assert len(prompt("audit", "show", "--most", "1").stdout.splitlines()) == 1
    assert prompt("audit", "show", "--case", "350881-2026-9999999-9").exit_code == 2
    assert prompt("audit", "show", "--since", "yesterday").exit_code == 2
