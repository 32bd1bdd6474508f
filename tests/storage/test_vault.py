"""The vault: sealed text opens only with its key and in its place, and a new key takes over without a gap."""

import base64
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from storage import cases, outbox, rotation, turn
from storage import vault as vaults
from storage.database import Database
from storage.tables.outbox_rows import OutboxRow, Poisoned
from storage.upsert import table
from storage.vault import SHORTEST, Vault, VaultError
from tests.storage.conftest import hello
from tests.storage.matters import change, filed, house, named

OLD = ("k1", b"1" * 32)
NEW = ("k2", b"2" * 32)
INDEX = b"i" * 32


def test_sealed_text_opens_again_and_is_never_the_same_bytes(vault: Vault) -> None:
    one, two = (vault.seal("张三 13800138000", context="t.c") for _ in range(2))
    assert one != two
    assert vault.open(one, context="t.c") == "张三 13800138000"
    assert "张三".encode() not in one
    assert vault.open(vault.seal("", context="t.c"), context="t.c") == ""


def test_every_altered_byte_is_noticed(vault: Vault) -> None:
    blob = vault.seal("张三", context="t.c")
    for place in range(len(blob)):
        altered = bytearray(blob)
        altered[place] ^= 1
        with pytest.raises(VaultError):
            vault.open(bytes(altered), context="t.c")
    for length in range(len(blob)):
        with pytest.raises(VaultError):
            vault.open(blob[:length], context="t.c")


def test_a_value_moved_to_another_column_does_not_open(vault: Vault) -> None:
    with pytest.raises(VaultError, match="altered or moved"):
        vault.open(vault.seal("张三", context="case_identity.name"), context="case_identity.phone")


def test_an_error_never_tells_the_value(vault: Vault) -> None:
    blob = vault.seal("13800138000", context="t.c")
    with pytest.raises(VaultError) as caught:
        vault.open(blob, context="other")
    assert "13800138000" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert base64.b64encode(b"1" * 32).decode() not in repr(Vault([OLD], INDEX))


def test_the_first_key_seals_and_every_key_opens() -> None:
    old, both, new = Vault([OLD], INDEX), Vault([NEW, OLD], INDEX), Vault([NEW], INDEX)
    blob = old.seal("甲", context="t.c")
    assert both.open(blob, context="t.c") == "甲"
    assert not both.sealed_by_current_key(blob)
    assert new.open(both.seal("甲", context="t.c"), context="t.c") == "甲"
    with pytest.raises(VaultError, match="k1"):
        new.open(blob, context="t.c")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("13800138000", "１３８ ００１３ ８０００"),
        ("13800138000", "+86 138-0013-8000"),
        ("13800138000", "008613800138000"),
        ("Li Lei", " li lei"),
    ],
)
def test_a_number_typed_in_any_usual_way_has_one_fingerprint(vault: Vault, one: str, other: str) -> None:
    assert vault.blind(one, context="t.c") == vault.blind(other, context="t.c")


def test_fingerprints_depend_on_value_place_and_key(vault: Vault) -> None:
    seen = {
        vault.blind("13800138000", context="a.b"),
        vault.blind("13800138001", context="a.b"),
        vault.blind("13800138000", context="a.c"),
        Vault([OLD], INDEX).blind("13800138000", context="a.b"),
        vault.code_hash("13800138000", context="a.b"),
        vault.code_hash("13800138000", context="a.c"),
        Vault([OLD], INDEX).code_hash("13800138000", context="a.b"),
    }
    assert len(seen) == 7
    assert {len(each) for each in seen} == {32}
    assert vault.code_hash("x", context="a.b") == vault.code_hash("x", context="a.b")


def test_settings_make_a_vault() -> None:
    made = Vault.parse(f"k2:{Vault.new_secret()}, k1:{Vault.new_secret()}", Vault.new_secret())
    assert made.sealing_key == "k2"


@pytest.mark.parametrize(
    ("keys", "index", "why"),
    [
        ("", Vault.new_secret(), "no key"),
        ("k1", Vault.new_secret(), "id:base64"),
        ("k1:not base64!", Vault.new_secret(), "base64"),
        ("k1:c2hvcnQ=", Vault.new_secret(), "32 bytes"),
        (f"k 1:{Vault.new_secret()}", Vault.new_secret(), "key id"),
        (f"k1:{Vault.new_secret()},k1:{Vault.new_secret()}", Vault.new_secret(), "same id"),
        (f"k1:{Vault.new_secret()}", "c2hvcnQ=", "index key"),
    ],
    ids=("no key", "no secret", "no base64", "too short", "bad id", "same id", "short index key"),
)
def test_weak_or_missing_keys_are_refused(keys: str, index: str, why: str) -> None:
    with pytest.raises(VaultError, match=why):
        Vault.parse(keys, index)


async def test_without_a_vault_nothing_personal_can_be_stored(
    db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaults, "_installed", None)
    with pytest.raises(Exception, match="PII_KEYS"):
        async with db.writing() as session:
            await outbox.put(session, [hello()], now)


async def sealed_things(db: Database, now: datetime) -> None:
    async with db.writing() as session:
        await outbox.put(session, [hello(chat, f"第{chat}条") for chat in range(1, 451)], now)
    await turn.poison(db, "tg:1", {"text": "张三"}, KeyError(), now)


async def test_rotation_reseals_everything_and_then_the_old_key_may_go(
    db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaults, "_installed", Vault([OLD], INDEX))
    await sealed_things(db, now)
    both = Vault([NEW, OLD], INDEX)
    monkeypatch.setattr(vaults, "_installed", both)
    async with db.writing() as session:
        await outbox.put(session, [hello(9000, "新的")], now)
    assert await rotation.keys_in_use(db) == {"k1": 451, "k2": 1}
    seen: list[tuple[str, int]] = []
    changed = await rotation.rotate(db, both, lambda name, done: seen.append((name, done)))
    assert (changed["outbox"], changed["poisoned"]) == (450, 1)
    assert ("outbox", 200) in seen
    assert await rotation.keys_in_use(db) == {"k2": 452}
    assert sum((await rotation.rotate(db, both)).values()) == 0
    monkeypatch.setattr(vaults, "_installed", Vault([NEW], INDEX))
    async with db.reading() as session:
        payloads = list(
            await session.scalars(select(table(OutboxRow).c.payload).order_by(table(OutboxRow).c.id))
        )
        assert payloads[0] == {"text": "第1条"}
        assert payloads[-1] == {"text": "新的"}
        assert "张三" in (await session.execute(select(Poisoned))).scalar_one().raw


async def test_rotation_reaches_case_files_and_leaves_the_history_guarded(
    db: Database, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(vaults, "_installed", Vault([OLD], INDEX))
    office = await house(db, now)
    case = (await filed(db, now, **named())).case
    passed = change(case, "note", case.state, office.clerk, now, internal_note="内部意见")
    async with db.writing() as session:
        await cases.record(session, passed)
    both = Vault([NEW, OLD], INDEX)
    monkeypatch.setattr(vaults, "_installed", both)
    await rotation.rotate(db, both)
    assert set(await rotation.keys_in_use(db)) == {"k2"}

    monkeypatch.setattr(vaults, "_installed", Vault([NEW], INDEX))
    async with db.reading() as session:
        who = await cases.identity(session, case.id)
        assert who is not None
        assert who.name == "王小明"
        assert [each.internal_note for each in await cases.timeline(session, case.id)][-1] == "内部意见"
        assert (await cases.verify(session, case.id)).holds
    with pytest.raises(DBAPIError, match="append-only"):
        async with db.writing() as session:
            await session.execute(text("UPDATE case_events SET label = 'x'"))


async def test_a_stolen_file_tells_nothing(sqlite_db: Database, now: datetime) -> None:
    await sealed_things(sqlite_db, now)
    path = sqlite_db.path
    assert path is not None
    await sqlite_db.close()
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM outbox").fetchone() == (450,)
    raw = b"".join(each.read_bytes() for each in Path(path).parent.glob("only.db*"))
    assert "张三".encode() not in raw
    assert "第1条".encode() not in raw
    assert b'"text"' not in raw


def test_what_is_sealed_says_its_length_by_powers_of_two_only(vault: Vault) -> None:
    lengths = {}
    for length in range(600):
        blob = vault.seal("话" * (length // 3) + "a" * (length % 3), context="t.c")
        lengths[length] = len(blob) - len(vault.seal("", context="t.c")) + SHORTEST
        assert len(vault.open(blob, context="t.c").encode()) == length
    assert set(lengths.values()) == {32, 64, 128, 256, 512, 1024}
    assert lengths[32] == 32 and lengths[33] == 64


def test_what_was_sealed_without_padding_opens(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("storage.vault.padded", lambda content: content)
    before = vault.seal("王小明", context="t.c")
    assert len(before) < len(vault.seal("", context="t.c")) + SHORTEST
    assert vault.open(before, context="t.c") == "王小明"
