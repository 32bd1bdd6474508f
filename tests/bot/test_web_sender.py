"""The web's sender: a parcel is in its room exactly once, and an edit finds its message."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from bot.clock import TurnableClock
from bot.web.hub import Hub
from bot.web.sender import WebSender
from bot.web.visitors import enter
from storage import rooms
from storage.database import Database
from storage.files import Files
from storage.outbox import Parcel, Result
from tests.bot.parcels import parcel
from tests.browser.office import START, key, keys

ID = "3f0e8b2a-6f5c-4c1e-9d3a-0a1b2c3d4e5f"


class Ann:
    """A visitor's room and the sender that fills it."""

    def __init__(self, db: Database, files: Files, room: int) -> None:
        self.db, self.files, self.room = db, files, room
        self.sender = WebSender(db, Hub(), files, TurnableClock(base=lambda: START))

    def parcel(self, method: str, payload: dict[str, Any], **more: Any) -> Parcel:
        return parcel(method, payload, chat_id=self.room, **{"channel": "web"} | more)

    async def gets(self, method: str, payload: dict[str, Any], **more: Any) -> int:
        outcome = await self.sender.send(self.parcel(method, payload, **more))
        assert outcome.result is Result.SENT, outcome
        return outcome.message_id or 0

    async def reads(self) -> list[dict[str, Any]]:
        async with self.db.reading() as session:
            kept = sorted(await rooms.history(session, self.room), key=lambda row: row.message_id)
            said = [row.payload or {} for row in kept if not row.deleted]
            return [{name: each[name] for name in each if name != rooms.MOMENT} for each in said]

    async def keeps(self, content: bytes, name: str) -> int:
        async def chunks() -> AsyncIterator[bytes]:
            yield content

        saved = await self.files.save(chunks(), name=name, limit=1000)
        async with self.db.writing() as session:
            return await self.files.record(session, saved, channel="web", now=START)


@pytest_asyncio.fixture(loop_scope="session")
async def ann(sqlite_db: Database, tmp_path: Path) -> Ann:
    _, visitor = await enter(sqlite_db, START)
    return Ann(sqlite_db, Files(tmp_path / "files"), visitor.id or 0)


async def test_a_message_stands_in_the_room_with_its_buttons_and_entities(ann: Ann) -> None:
    said = {
        "text": "您好",
        "entities": [{"type": "bold", "offset": 0, "length": 2}],
        "reply_markup": keys([key("1", "a")]),
    }
    assert await ann.gets("sendMessage", said) == 1
    assert await ann.reads() == [said]


async def test_a_parcel_sent_again_after_a_crash_is_there_once(ann: Ann) -> None:
    same = ann.parcel("sendMessage", {"text": "已登记"})
    first, again = await ann.sender.send(same), await ann.sender.send(same)
    assert first.message_id == again.message_id
    assert len(await ann.reads()) == 1


async def test_an_edit_replaces_words_and_takes_buttons_away_that_it_does_not_name(ann: Ann) -> None:
    number = await ann.gets("sendMessage", {"text": "旧", "reply_markup": keys([key("受理", "a")])})
    await ann.gets("editMessageText", {"text": "新", "message_id": number})
    assert await ann.reads() == [{"text": "新"}]
    same = await ann.sender.send(ann.parcel("editMessageText", {"text": "新", "message_id": number}))
    assert same.result is Result.UNCHANGED


async def test_an_edit_of_buttons_keeps_the_words(ann: Ann) -> None:
    number = await ann.gets("sendMessage", {"text": "卡片", "reply_markup": keys([key("受理", "a")])})
    await ann.gets("editMessageReplyMarkup", {"message_id": number})
    assert await ann.reads() == [{"text": "卡片"}]


async def test_a_card_is_redrawn_where_it_stands_and_said_anew_when_it_is_gone(ann: Ann) -> None:
    number = await ann.gets("sendMessage", {"text": "卡片"}, card="case:1")
    assert await ann.gets("editMessageText", {"text": "二"}, card="case:1", message_id=number) == number
    await ann.gets("deleteMessage", {"message_id": number})
    assert await ann.gets("editMessageText", {"text": "三"}, card="case:1", message_id=number) != number
    assert await ann.reads() == [{"text": "三"}]


async def test_an_edit_without_a_message_fails_for_good(ann: Ann) -> None:
    lost = await ann.sender.send(ann.parcel("editMessageText", {"text": "x", "message_id": 99}))
    assert lost.result is Result.FAILED


async def test_what_a_visitor_said_is_never_edited_by_the_bot(ann: Ann) -> None:
    async with ann.db.writing() as session:
        number = await rooms.append(session, ann.room, ann.room, {"text": "我的话"}, START)
    outcome = await ann.sender.send(ann.parcel("editMessageText", {"text": "x", "message_id": number}))
    assert outcome.result is Result.FAILED
    assert await ann.reads() == [{"text": "我的话"}]


@pytest.mark.parametrize(
    ("method", "field"), [("sendDocument", "document"), ("sendVoice", "voice"), ("sendPhoto", "photo")]
)
async def test_a_file_is_told_with_its_name_and_size(ann: Ann, method: str, field: str) -> None:
    file_id = await ann.keeps(b"%PDF-1.7 receipt", "receipt.pdf")
    await ann.gets(method, {field: {"file": file_id, "name": "回执.pdf"}, "caption": "请保存"})
    (shown,) = await ann.reads()
    file = shown[field][-1] if field == "photo" else shown[field]
    assert (file["file_id"], file["file_name"], file["file_size"]) == (str(file_id), "回执.pdf", 16)
    assert shown["caption"] == "请保存"


async def test_an_album_is_several_messages_and_still_one_parcel(ann: Ann) -> None:
    media = [
        {"type": "photo", "media": {"file": await ann.keeps(name.encode(), name)}}
        for name in ("a.jpg", "b.jpg")
    ]
    same = ann.parcel("sendMediaGroup", {"media": media})
    await ann.sender.send(same)
    await ann.sender.send(same)
    shown = await ann.reads()
    assert len(shown) == 2
    assert shown[0]["media_group_id"] == shown[1]["media_group_id"]


async def test_a_place_and_a_pin_are_shown(ann: Ann) -> None:
    number = await ann.gets("sendLocation", {"latitude": 25.1, "longitude": 116.0})
    await ann.gets("pinChatMessage", {"message_id": number})
    assert await ann.reads() == [{"location": {"latitude": 25.1, "longitude": 116.0}, "pinned": True}]


async def test_a_toast_is_for_whoever_pressed(ann: Ann) -> None:
    answer = {"callback_query_id": f"web:{ann.room}:{ann.room}:{ID}", "text": "已受理", "show_alert": True}
    same = replace(ann.parcel("answerCallbackQuery", answer), chat_id=0)
    await ann.sender.send(same)
    await ann.sender.send(same)
    assert await ann.reads() == [{"toast": {"to": ann.room, "press": ID, "text": "已受理", "alert": True}}]


async def test_an_answer_without_words_leaves_no_trace(ann: Ann) -> None:
    outcome = await ann.sender.send(ann.parcel("answerCallbackQuery", {"callback_query_id": f"web:1:1:{ID}"}))
    assert outcome.result is Result.SENT
    assert await ann.reads() == []


@pytest.mark.parametrize(
    ("method", "payload"),
    [
        ("sendPoll", {"question": "?"}),
        ("sendMessage", {"text": "<b>x</b>", "parse_mode": "HTML"}),
        ("sendDocument", {"document": {"file": 99_999}}),
        ("sendDocument", {"document": "https://example.com/x"}),
        ("leaveChat", {}),
    ],
)
async def test_what_no_room_can_show_fails_for_good_and_says_why(
    ann: Ann, method: str, payload: dict[str, Any]
) -> None:
    outcome = await ann.sender.send(ann.parcel(method, payload))
    assert outcome.result is Result.FAILED
    assert outcome.error
    assert await ann.reads() == []


async def test_a_room_that_does_not_exist_fails_for_good(ann: Ann) -> None:
    outcome = await ann.sender.send(replace(ann.parcel("sendMessage", {"text": "x"}), chat_id=-77))
    assert outcome.result is Result.FAILED


async def test_a_database_that_cannot_store_is_tried_again(ann: Ann, monkeypatch: pytest.MonkeyPatch) -> None:
    from storage.database import CannotStore

    def full() -> Any:
        raise CannotStore("disk full")

    monkeypatch.setattr(ann.db, "writing", full)
    outcome = await ann.sender.send(ann.parcel("sendMessage", {"text": "x"}))
    assert outcome.result is Result.RETRY
