"""Officers on the web page: nothing without a code of their authenticator, and no browser stays open for ever."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pyotp
import pytest

from bot import app
from bot.settings import Settings
from casework.petition import Role
from nlp.reader import Reader
from services import browser_sessions
from storage import audit, office, people
from storage.database import Database
from storage.files import Files
from storage.tables.office_rows import CodePurpose
from storage.vault import Vault
from tests.admin.townhall import TownHall
from tests.people import Person


@pytest.fixture
def guarded(hall: TownHall) -> TownHall:
    """An office that is no demo: its officers' browsers have to be opened."""
    hall.bureau.context.browsers = browser_sessions.lengths()
    return hall


def keys() -> dict[str, Any]:
    """What an office needs that is no demo."""
    return {"pii_keys": f"k1:{Vault.new_secret()}", "pii_index_key": Vault.new_secret()}


async def secret_of(hall: TownHall, who: Person) -> str:
    async with hall.db.reading() as session:
        known = await people.find(session, who.channel, who.user_id)
        assert known is not None and known.id is not None
        own = await office.officer_session(session, known.id)
    assert own is not None
    return own.secret


async def code(hall: TownHall, who: Person) -> str:
    """What the authenticator shows now."""
    return pyotp.TOTP(await secret_of(hall, who)).at(hall.bureau.clock())


async def opens(hall: TownHall, who: Person) -> str:
    """Log in, half a minute later: a code is good for one time."""
    hall.bureau.clock.turn(timedelta(seconds=31))
    return await who.says(f"/登录 {await code(hall, who)}")


async def enrols(hall: TownHall, who: Person) -> str:
    await who.says("/登录")
    return await opens(hall, who)


async def test_an_officer_of_the_web_page_works_only_after_a_code(guarded: TownHall) -> None:
    boss, clerk = await guarded.officer("bureau", Role.ADMIN), await guarded.officer("bureau", Role.CLERK)
    assert "没有打开办公" in await clerk.says("/待办")
    asked = await clerk.says("/登录")
    secret = await secret_of(guarded, clerk)
    assert secret in asked.replace(" ", "") and "otpauth://" in asked
    assert "不对" in await clerk.says("/登录 000000")
    assert "没有打开办公" in await clerk.says("/待办")
    assert "已打开" in await opens(guarded, clerk)
    assert secret not in (await clerk.sees()).replace(" ", "")
    assert "没有打开办公" not in await clerk.says("/待办")
    assert "启用了验证器" in await boss.hears()


async def test_a_code_is_taken_once(guarded: TownHall) -> None:
    clerk = await guarded.officer("bureau", Role.CLERK)
    await enrols(guarded, clerk)
    used = await code(guarded, clerk)
    await clerk.says("/退出")
    assert "不对" in await clerk.says(f"/登录 {used}")
    assert "已打开" in await opens(guarded, clerk)


async def test_a_code_of_minutes_ago_is_none(guarded: TownHall) -> None:
    clerk = await guarded.officer("bureau", Role.CLERK)
    await enrols(guarded, clerk)
    guarded.bureau.clock.turn(timedelta(minutes=1))
    old = await code(guarded, clerk)
    guarded.bureau.clock.turn(timedelta(minutes=2))
    assert "不对" in await clerk.says(f"/登录 {old}")
    slow = await code(guarded, clerk)
    guarded.bureau.clock.turn(timedelta(seconds=25))
    assert "已打开" in await clerk.says(f"/登录 {slow}")


async def test_guessing_a_code_locks_the_guesser_for_a_while(guarded: TownHall) -> None:
    clerk = await guarded.officer("bureau", Role.CLERK)
    await enrols(guarded, clerk)
    await clerk.says("/退出")
    for _ in range(5):
        await clerk.says("/登录 000000")
    assert "不对" in await opens(guarded, clerk)
    guarded.bureau.clock.turn(timedelta(minutes=16))
    assert "已打开" in await opens(guarded, clerk)


async def test_idleness_and_the_days_end_shut_a_browser(guarded: TownHall) -> None:
    clerk = await guarded.officer("bureau", Role.CLERK)
    await enrols(guarded, clerk)
    for _ in range(14):  # used every fifty minutes: never idle, until twelve hours are over
        guarded.bureau.clock.turn(timedelta(minutes=50))
        assert "没有打开办公" not in await clerk.says("/待办")
    guarded.bureau.clock.turn(timedelta(minutes=50))
    assert "没有打开办公" in await clerk.says("/待办")
    await opens(guarded, clerk)
    guarded.bureau.clock.turn(timedelta(minutes=61))
    assert "没有打开办公" in await clerk.says("/待办")


async def test_open_browsers_are_listed_and_ended(guarded: TownHall) -> None:
    boss, clerk, other = [
        await guarded.officer("bureau", role) for role in (Role.ADMIN, Role.CLERK, Role.SUPERVISOR)
    ]
    for who in (boss, clerk, other):
        await enrols(guarded, who)
    assert "1 个" in await clerk.says("/设备")
    assert not [label for label in await clerk.buttons() if "全部" in label]
    assert "3 个" in await boss.says("/设备")
    assert "2 个" in await boss.presses("结束其他全部")
    assert "没有打开办公" in await clerk.says("/待办")
    assert "没有打开办公" in await other.says("/待办")
    assert "1 个" in await boss.says("/设备")
    async with guarded.db.reading() as session:
        done = [line.action for line in await audit.entries(session)]
    assert done.count("browser_ended") == 2 and done.count("browser_opened") == 3


async def test_a_lost_authenticator_is_reset_by_another_administrator(guarded: TownHall) -> None:
    boss, second = [await guarded.officer("bureau", Role.ADMIN) for _ in range(2)]
    for who in (boss, second):
        await enrols(guarded, who)
    async with guarded.db.reading() as session:
        mine, hers = [(await people.find(session, who.channel, who.user_id)).id for who in (boss, second)]  # type: ignore[union-attr]
    assert "另一位管理员" in await boss.taps(f"br:reset:{mine}")
    assert "已重置" in await boss.taps(f"br:reset:{hers}")
    assert "没有打开办公" in await second.says("/管理")
    assert "已打开" in await enrols(guarded, second)
    citizen = await guarded.citizen()
    assert "只有相应的工作人员" in await citizen.taps(f"br:reset:{mine}")


async def test_who_is_let_in_by_a_code_of_the_machine_is_told_how_to_open(guarded: TownHall) -> None:
    async with guarded.db.writing() as session:
        bureau = await office.bureau(session)
        printed = await office.make_code(
            session, CodePurpose.ADMIN, now=guarded.bureau.clock(), unit_id=bureau.id, role=Role.ADMIN
        )
    boss = await guarded.citizen()
    said = await boss.says(f"/join {printed}")
    assert "已登记" in said and "/登录" in said
    assert "没有打开办公" in await boss.says("/管理")


@pytest.mark.parametrize("demo", [True, False])
async def test_every_office_but_the_demo_asks_for_codes(
    sqlite_db: Database, tmp_path: Path, reader: Reader, monkeypatch: pytest.MonkeyPatch, demo: bool
) -> None:
    monkeypatch.setattr(app.Reader, "load", lambda: reader)
    settings = Settings(data_dir=tmp_path, demo=demo, _env_file=None, **({} if demo else keys()))
    context = await app.load_context(settings, sqlite_db, Files(tmp_path / "files"))
    assert context.browsers == (None if demo else browser_sessions.lengths())


async def test_telegram_and_the_demo_need_no_code(hall: TownHall) -> None:
    clerk = await hall.officer("bureau", Role.CLERK)
    assert "没有打开办公" not in await clerk.says("/待办")
    assert "不需要登录" in await clerk.says("/登录")
