"""Settings refuse what would lose data, leak it or let anybody in, with a sentence that says what to set."""

from base64 import b64encode
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bot import demo
from bot.envfile import example
from bot.settings import DEMO_PII_KEYS, Settings, is_loopback
from casework.petition import Refusal
from storage import office
from storage.database import Database
from storage.tables.office_rows import UnitKind

ROOT = Path(__file__).parents[2]
KEYS = {"pii_keys": "k1:" + "C" * 43 + "=", "pii_index_key": "B" * 43 + "="}


@pytest.fixture(autouse=True)
def no_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, **given)


def refusal(**given: Any) -> str:
    with pytest.raises(ValidationError) as refused:
        settings(**given)
    return str(refused.value)


def test_the_example_file_is_what_the_settings_say() -> None:
    assert (ROOT / ".env.example").read_text(encoding="utf-8") == example()


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


def test_nothing_configured_is_the_demo_office_on_this_machine() -> None:
    demo = settings()
    assert demo.is_demo
    assert is_loopback(demo.web_host)
    assert demo.url.endswith("demo.db")
    assert demo.keys[0] == DEMO_PII_KEYS


def test_the_demo_office_is_never_reachable_from_elsewhere() -> None:
    assert "WEB_HOST" in refusal(web_host="0.0.0.0")


def test_the_demo_office_never_has_a_real_channel() -> None:
    assert "TELEGRAM_TOKEN" in refusal(demo=True, telegram_token="1:token")


def test_a_real_office_needs_its_own_keys() -> None:
    assert "PII_KEYS" in refusal(telegram_token="1:token")
    assert "公开密钥" in refusal(demo=False, pii_keys=DEMO_PII_KEYS, pii_index_key=KEYS["pii_index_key"])


def test_a_webhook_needs_a_secret_and_https() -> None:
    problem = refusal(telegram_token="1:token", telegram_mode="webhook", **KEYS)
    assert "TELEGRAM_WEBHOOK_SECRET" in problem
    assert "https://" in problem


def test_a_configured_office_starts_and_is_no_demo() -> None:
    real = settings(telegram_token="1:token", **KEYS)
    assert not real.is_demo
    assert "token" not in repr(real).replace("telegram_token", "")


def test_every_command_is_listed_with_the_module_that_adds_it() -> None:
    from importlib import import_module

    import typer
    from typer.main import get_command

    from bot.cli import SUBJECTS

    extended = {"office_commands": {"holidays"}}  # `holidays load` joins the group of `law_commands`
    for subject, commands in SUBJECTS.items():
        alone = typer.Typer()
        alone.command("nothing")(lambda: None)
        import_module(f"bot.commands.{subject}").register(alone)
        added = set(get_command(alone).commands) - {"nothing"}  # type: ignore[attr-defined]
        assert added == set(commands) - extended.get(subject, set()), subject


@pytest.mark.parametrize("more", [{"web_proxies": 1}, {"web_origins": "https://example.org"}])
def test_a_demo_stands_behind_no_proxy_and_in_no_foreign_page(more: dict[str, Any]) -> None:
    with pytest.raises(ValidationError, match="演示模式"):
        Settings(demo=True, _env_file=None, **more)


@pytest.mark.parametrize(
    "keys", [f"k1:{DEMO_PII_KEYS.rpartition(':')[2]}", f"k1:{b64encode(bytes(32)).decode()}"]
)
def test_a_key_that_everybody_knows_is_refused_under_any_name(keys: str) -> None:
    mine = b64encode(bytes(range(32))).decode()
    with pytest.raises(ValidationError, match="公开密钥"):
        Settings(demo=False, pii_keys=keys, pii_index_key=mine, _env_file=None)


async def test_a_demo_takes_no_real_database_and_an_office_no_demo(db: Database) -> None:
    await demo.claim(db, is_demo=False)
    async with db.writing() as session:
        await office.add_unit(session, "bureau", "县信访局", UnitKind.BUREAU)
    with pytest.raises(Refusal, match="不是演示用的"):
        await demo.claim(db, is_demo=True)


async def test_a_demo_knows_its_own_database_again(db: Database) -> None:
    await demo.claim(db, is_demo=True)
    async with db.writing() as session:
        await office.add_unit(session, "bureau", "演示", UnitKind.BUREAU)
    await demo.claim(db, is_demo=True)
    with pytest.raises(Refusal, match="演示用的"):
        await demo.claim(db, is_demo=False)
