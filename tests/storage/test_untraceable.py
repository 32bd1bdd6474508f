"""An insider with the database file, its log, the folder and a backup tries every join from a matter to a chat."""

import random
import re
import sqlite3
from collections import defaultdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from casework.numbering import serial_of
from nlp.reader import Reader
from storage import cases, outbox, retention
from storage.database import Database
from storage.outbox import DeliveryOutcome, Result
from tests.journeys.stories import LAMP, files
from tests.people import People, Person, make_bureau, open_groups
from tests.storage.conftest import hello
from tests.storage.matters import new_case, submitted

STORY = LAMP
OF_CHATS = (
    "people", "consents", "visitors", "rooms", "room_members", "room_messages", "conversations", "handled", "files",
    "blocked_chats", "cards", "outbox",
)  # fmt: skip
OF_MATTERS = (
    "cases",
    "case_events",
    "case_texts",
    "case_files",
    "case_clocks",
    "case_demands",
    "case_places",
)
COUNTED = (
    "card",
    "bot_id",
    "seq",
    "last_seq",
    "message_id",
    "last_message_id",
    "deleted",
    "opted_in",
    "thread_id",
)
"""Numbers that each room or row counts for itself, and the one number of our bot; a card names its case."""
OVERHEAD = len(b"\x05test1") + 12 + 16
"""Bytes around what is sealed: the key's name, the nonce, the tag."""
HARMLESS = ("locale", "kind", "destiny", "state", "purpose", "text_version", "theme")


async def tells(person: Person, *, anonymous: bool) -> None:
    """File a matter with one's own voice."""
    answers = {"登记前请看一眼": "匿名"} if anonymous else {}
    number, code = await files(person, STORY, **answers)
    if anonymous:  # what is done afterwards, with number and code, leaves no more than the filing did
        await person.bureau.turn(minutes=3)
        await person.says("/status", number, "0000-0000-0000")
        await person.says(f"{number} {code}")
        await person.presses("补充")
        await person.says("补充：昨天晚上又有一个老人摔倒了")
        await person.photo()


def rows_of(path: Path, names: tuple[str, ...]) -> dict[str, list[dict[str, Any]]]:
    """Tables as whoever holds the file reads them, in the order in which SQLite keeps them."""
    with sqlite3.connect(path) as raw:
        raw.row_factory = sqlite3.Row
        return {name: [dict(row) for row in raw.execute(f"SELECT * FROM {name}")] for name in names}


def moments(row: dict[str, Any]) -> set[str]:
    """The values of a row that look like a moment, to the second."""
    return {str(value)[:19] for name, value in row.items() if name.endswith("_at") or name == "at" if value}


@pytest.mark.parametrize("channel", ["web", "telegram"])
async def test_no_join_leads_from_an_anonymous_matter_to_a_chat(
    sqlite_db: Database, tmp_path: Path, reader: Reader, channel: str
) -> None:
    async with make_bureau(sqlite_db, tmp_path, reader) as bureau:
        await open_groups(bureau, channel)
        people = People(bureau, channel)
        crowd = [await people.citizen() for _ in range(9)]
        random.Random(3).shuffle(crowd)  # a channel's own numbers say nothing of who came when
        for at, person in enumerate(crowd):
            await person.says("/start")
            if at in (2, 4, 6):
                await tells(person, anonymous=at == 4)
            await bureau.turn(minutes=7)
        await bureau.turn(hours=2)
    assert sqlite_db.path is not None
    chats, matters = rows_of(sqlite_db.path, OF_CHATS), rows_of(sqlite_db.path, OF_MATTERS)
    (secret,) = [case for case in matters["cases"] if case["anonymous"]]
    addresses = {person.chat_id for person in crowd} | {person.user_id for person in crowd}
    mine = [
        row
        for name in OF_MATTERS
        for row in matters[name]
        if secret["id"] in (row.get("case_id"), row.get("id") if name == "cases" else None)
    ]
    by_moment(mine, chats, crowd[4].chat_id)
    by_value(mine, chats, addresses)
    by_order(chats, [person.chat_id for person in crowd])
    by_number(mine, chats, {person.chat_id for person in crowd})
    by_length(matters, chats, secret["id"])
    raw = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert STORY.encode() not in raw
    assert str(crowd[4].user_id).encode() + b":" not in raw  # the key of an update named room and message


def by_moment(mine: list[dict[str, Any]], chats: dict[str, list[dict[str, Any]]], nobody: int) -> None:
    """No row of a chat knows more than the office's day; no row of the matter more than the hour of its citizen."""
    for name, rows in chats.items():
        for row in rows:
            if (
                name == "outbox"
            ):  # notices to officers and owners, and an owner's code that is hidden tomorrow
                assert row["kind"] == "notice" or row["card"].startswith("code:"), row
                assert row["chat_id"] != nobody, row
                continue
            assert all(each.endswith("16:00:00") for each in moments(row)), (name, row)
    assert all(each.endswith(":00:00") for row in mine for each in moments(row)), mine


def by_value(mine: list[dict[str, Any]], chats: dict[str, list[dict[str, Any]]], addresses: set[int]) -> None:
    """No value of the matter's rows stands in a row that names a chat."""
    values = {
        value
        for row in mine
        for name, value in row.items()
        if isinstance(value, int | str | bytes) and len(str(value)) > 5 and name not in HARMLESS
        if not (name.endswith("_at") or name in ("at", "started", "limit_on", "article", "channel"))
    }
    for name, rows in chats.items():
        for row in rows:
            if name != "files" and addresses & {value for value in row.values() if isinstance(value, int)}:
                assert not values & set(row.values()), (name, row)


def by_order(chats: dict[str, list[dict[str, Any]]], spoke: list[int]) -> None:
    """The order of rows and of ids does not repeat the order in which people came."""
    orders = defaultdict(list)
    for name, rows in chats.items():
        for row in rows:
            address = next((row[key] for key in ("chat_id", "room_id") if row.get(key) in spoke), None)
            if address is not None and address not in orders[name]:
                orders[name].append(address)
    told = [name for name, order in orders.items() if len(order) == len(spoke) and order == spoke]
    assert not told, "nine people stand in their order by lot once in 362,880"
    assert len(orders["people"]) == len(orders["room_messages"] or orders["people"]) == len(spoke)


def by_number(mine: list[dict[str, Any]], chats: dict[str, list[dict[str, Any]]], citizens: set[int]) -> None:
    """No number in a citizen's row lies near a number of the matter's notices: what was said together stands apart."""
    case_id = next(row["id"] for row in mine if "draft_key" in row)
    notices = {row["id"] for row in chats["outbox"] if row.get("case_id") == case_id}
    assert notices, "the office was told"
    cards = [row for row in chats["cards"] if row["card"].endswith(f":{case_id}")]
    assert not [row for row in cards if row["chat_id"] in citizens]
    near = {number + by for number in notices for by in range(-99, 100)}
    for name, rows in chats.items():
        for row in rows:
            told = {row.get(key) for key in ("chat_id", "room_id", "user_id", "visitor_id")} & citizens
            if told and name != "outbox":
                plain = {key: value for key, value in row.items() if not isinstance(value, bytes)}
                texts = " ".join(
                    str(value) for key, value in plain.items() if not key.endswith(("_at", *COUNTED))
                )
                assert not near & {int(n) for n in re.findall(r"(?<!\w)\d{1,9}(?!\w)", texts)}, (name, row)


def by_length(
    matters: dict[str, list[dict[str, Any]]], chats: dict[str, list[dict[str, Any]]], case_id: int
) -> None:
    """What is sealed is as long as many others: a story is not found again among what was written in rooms."""
    lengths = {len(row["body"]) - OVERHEAD for row in matters["case_texts"] if row["case_id"] == case_id}
    assert lengths, "there is a story"
    written = [len(row["payload"]) - OVERHEAD for row in chats["room_messages"] if row["payload"] is not None]
    for length in {*lengths, *written}:
        assert length & (length - 1) == 0, length


async def test_a_sealed_matter_leaves_no_gap_among_the_numbers(
    sqlite_db: Database, tmp_path: Path, now: datetime
) -> None:
    async with sqlite_db.writing() as session:
        numbers = [
            (await cases.file(session, new_case(f"d{at}", sealed=at == 1), submitted(now), now)).case.number
            for at in range(4)
        ]
    serials = [serial_of(number) % 50_000 for number in numbers]
    assert [serial for at, serial in enumerate(serials) if at != 1] == [1, 2, 3]
    assert serials[1] >= 25_000


async def test_what_was_answered_is_deleted_within_the_hour_and_its_log_emptied(
    sqlite_db: Database, now: datetime
) -> None:
    async with sqlite_db.writing() as session:
        await outbox.put(session, [hello(424242, words="您的编号")], now)
    for parcel in await outbox.take(
        sqlite_db, channel="telegram", now=now, limit=9, lease=timedelta(minutes=1), worker="w"
    ):
        await outbox.settle_many(sqlite_db, [(parcel.id, DeliveryOutcome(Result.SENT, message_id=1))], now)
    assert await retention.forget_said(sqlite_db, now + timedelta(minutes=50)) == 0
    assert await retention.forget_said(sqlite_db, now + timedelta(minutes=61)) == 1
    assert sqlite_db.path is not None
    log = sqlite_db.path.with_name(sqlite_db.path.name + "-wal")
    assert not log.exists() or log.stat().st_size == 0
    with sqlite3.connect(sqlite_db.path) as raw:
        assert raw.execute("SELECT count(*) FROM outbox").fetchone() == (0,)


async def test_the_look_at_every_tick_walks_past_no_old_notice(sqlite_db: Database) -> None:
    assert sqlite_db.path is not None
    asked = "SELECT count(*) FROM outbox WHERE settled_at < '2026' AND kind IN ('reply', 'toast')"
    with sqlite3.connect(sqlite_db.path) as raw:
        (step,) = raw.execute(f"EXPLAIN QUERY PLAN {asked}")
    assert "ix_outbox_said (kind=? AND settled_at<?)" in step[3]
