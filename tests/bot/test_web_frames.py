"""What a browser sends is read strictly, and becomes the same Telegram-shaped update each time."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Update
from hypothesis import given
from hypothesis import strategies as st

from bot.web.frames import Attachment, BadFrame, Position, Press, Say, read_frame
from bot.web.updates import (
    Speaker,
    message_update,
    press_id,
    press_update,
    read_press_id,
    stored_message,
    turn_key,
)

ID = "3f0e8b2a-6f5c-4c1e-9d3a-0a1b2c3d4e5f"
NOW = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
CITIZEN = Speaker(7, "网上来访者", 7, "")
OFFICER = Speaker(9, "经办", -3, "人社局工作群")


def read(**frame: Any) -> Say | Press | Position:
    return read_frame({"id": ID, "room": 7} | frame, text_chars=100)


def test_words_become_a_private_message_that_aiogram_reads() -> None:
    said = read(type="say", text=" 工地欠薪 ")
    assert isinstance(said, Say)
    update = Update.model_validate(message_update(said, CITIZEN, 12, NOW))
    assert update.message is not None
    assert update.message.from_user is not None
    assert (update.message.text, update.message.chat.type, update.message.message_id) == (
        "工地欠薪",
        "private",
        12,
    )
    assert update.message.from_user.id == update.message.chat.id == 7


def test_words_in_a_group_come_from_the_member_and_may_answer_the_bot() -> None:
    said = Say(ID, -3, "已联系", reply_to=5)
    asked = stored_message(OFFICER, 5, NOW, {"text": "请填写受理情况"})
    update = Update.model_validate(message_update(said, OFFICER, 6, NOW, asked))
    message = update.message
    assert message is not None
    assert message.reply_to_message is not None
    assert message.from_user is not None
    assert (message.chat.type, message.chat.title, message.from_user.id) == ("supergroup", "人社局工作群", 9)
    assert message.reply_to_message.from_user is not None
    assert message.reply_to_message.from_user.is_bot


def test_a_command_carries_its_entity() -> None:
    update = Update.model_validate(message_update(Say(ID, 7, "/start abc"), CITIZEN, 1, NOW))
    assert update.message is not None
    assert update.message.entities is not None
    assert (update.message.entities[0].type, update.message.entities[0].length) == ("bot_command", 6)


def test_a_press_becomes_a_callback_query_that_says_whom_to_answer() -> None:
    pressed = read(type="press", message_id=5, data="case:1:accept")
    assert isinstance(pressed, Press)
    card = stored_message(OFFICER, 5, NOW, {"text": "卡片", "reply_markup": {"inline_keyboard": []}})
    update = Update.model_validate(press_update(pressed, OFFICER, card))
    query = update.callback_query
    assert query is not None
    assert query.message is not None
    assert (query.data, query.message.message_id, query.message.chat.id) == ("case:1:accept", 5, -3)
    assert read_press_id(query.id) == (7, 9, ID)


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("photo", "photo"),
        ("document", "document"),
        ("voice", "voice"),
        ("audio", "audio"),
        ("video", "video"),
    ],
)
def test_a_file_becomes_the_message_of_its_kind(kind: str, field: str) -> None:
    file = Attachment(
        ID, 7, 42, kind, "工资条.jpg", "image/jpeg", 1000, "ab" * 32, caption="工资条", album=ID
    )
    update = Update.model_validate(message_update(file, CITIZEN, 3, NOW))
    assert update.message is not None
    found = getattr(update.message, field)
    found = found[-1] if isinstance(found, list) else found
    assert (found.file_id, found.file_size, update.message.caption) == ("42", 1000, "工资条")
    assert update.message.media_group_id


def test_files_chosen_at_once_share_one_album_and_others_do_not() -> None:
    def album(name: str) -> str:
        file = Attachment(ID, 7, 1, "photo", "a", "image/jpeg", 1, "ab" * 32, album=name)
        return str(message_update(file, CITIZEN, 1, NOW)["message"]["media_group_id"])

    assert album("one") == album("one") != album("two")


def test_a_place_becomes_a_location() -> None:
    place = read(type="place", lat=25.09, lon=116.03)
    assert isinstance(place, Position)
    update = Update.model_validate(message_update(place, CITIZEN, 1, NOW))
    assert update.message is not None
    assert update.message.location is not None
    assert (update.message.location.latitude, update.message.location.longitude) == (25.09, 116.03)


def test_the_same_item_is_the_same_turn_and_the_same_update() -> None:
    first, again = read(type="say", text="a"), read(type="say", text="a")
    assert turn_key(first) == turn_key(again) == f"web:7:{ID}"
    assert isinstance(first, Say)
    assert isinstance(again, Say)
    one, two = message_update(first, CITIZEN, 1, NOW), message_update(again, CITIZEN, 1, NOW)
    assert one == two
    assert 0 < one["update_id"] < 2**53


@pytest.mark.parametrize(
    "frame",
    [
        None,
        [],
        "say",
        {},
        {"type": "say"},
        {"type": "say", "text": 5},
        {"type": "say", "text": "a", "id": "not a uuid"},
        {"type": "say", "text": "a", "id": None},
        {"type": "say", "text": "a", "room": "7"},
        {"type": "say", "text": "a", "room": True},
        {"type": "say", "text": "a", "room": 2**60},
        {"type": "say", "text": "\ud800"},
        {"type": "say", "text": "a", "reply_to": "x"},
        {"type": "press", "message_id": 1, "data": ""},
        {"type": "press", "message_id": 1, "data": "长" * 22},
        {"type": "press", "message_id": "1", "data": "a"},
        {"type": "place", "lat": 91, "lon": 0},
        {"type": "place", "lat": float("nan"), "lon": 0},
        {"type": "place", "lat": True, "lon": 0},
        {"type": "hello", "key": "x"},
    ],
)
def test_what_no_page_sends_is_refused(frame: Any) -> None:
    whole = {"id": ID, "room": 7} | frame if isinstance(frame, dict) else frame
    with pytest.raises(BadFrame):
        read_frame(whole, text_chars=100)


@pytest.mark.parametrize(
    ("words", "sentence"), [("  \n", "web-empty"), ("\x00", "web-empty"), ("长" * 101, "web-too-long")]
)
def test_empty_and_endless_words_are_refused_with_their_own_sentence(words: str, sentence: str) -> None:
    with pytest.raises(BadFrame) as refused:
        read(type="say", text=words)
    assert refused.value.sentence == sentence


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=5,
)


@given(
    st.dictionaries(
        st.sampled_from(["type", "id", "room", "text", "message_id", "data", "lat", "lon"]), json_values
    )
)
def test_no_json_whatever_breaks_the_reader(frame: dict[str, Any]) -> None:
    for kind in ("say", "press", "place"):
        try:
            item = read_frame(frame | {"type": kind, "id": ID, "room": 7}, text_chars=100)
        except BadFrame:
            continue
        if not isinstance(item, Press):
            Update.model_validate(message_update(item, CITIZEN, 1, NOW))


@pytest.mark.parametrize("value", ["", "typed:7", "web:", "web:1:2", "web:a:b:c", "web:1:2:3:4"])
def test_a_callback_id_that_is_not_ours_names_nobody(value: str) -> None:
    assert read_press_id(value) is None


def test_a_press_id_names_room_visitor_and_press() -> None:
    assert read_press_id(press_id(Press(ID, -3, 1, "a"), 9)) == (-3, 9, ID)
