"""What is too much for one message arrives whole all the same."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.senders import lengths
from bot.senders.lengths import Call
from bot.senders.telegram_sender import TelegramSender
from storage.outbox import Result
from tests.bot.parcels import parcel, text
from tests.bot.speaking import BUTTONS, sender, telegram
from tests.fake_telegram import FakeTelegram, Trouble
from tests.fake_telegram_rules import units

__all__ = ["sender", "telegram"]


async def test_a_long_text_arrives_whole_with_its_buttons_last(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    story = "".join(f"第{n}行：楼上漏水，物业不管。\n" for n in range(900))
    said = await sender.send(parcel("sendMessage", {"text": story, "reply_markup": BUTTONS}))
    messages = list(telegram.chats[5].values())
    assert "".join(telegram.shown(5)) == story
    assert len(messages) > 1
    assert [("reply_markup" in message) for message in messages] == [False] * (len(messages) - 1) + [True]
    assert said.message_id == messages[-1]["message_id"]


async def test_after_an_interruption_only_the_rest_is_said_again(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    story = parcel("sendMessage", {"text": "a" * 4096 + "b" * 4096 + "c"})
    telegram.fails(Trouble.BROKEN, skip=1)
    assert (await sender.send(story)).result is Result.RETRY
    assert (await sender.send(story)).result is Result.SENT
    assert [words[0] for words in telegram.shown(5)] == ["a", "b", "c"]


async def test_a_caption_that_is_too_long_goes_on_as_text(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    caption = "说明。" * 500
    await sender.send(
        parcel("sendPhoto", {"photo": {"file": 1}, "caption": caption, "reply_markup": BUTTONS})
    )
    assert "".join(telegram.shown(5)) == caption
    assert len(telegram.shown(5)) == 2


async def test_an_edit_and_a_toast_that_are_too_long_are_cut(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    first = await sender.send(text("短"))
    await sender.send(parcel("editMessageText", {"text": "长" * 5000, "message_id": first.message_id}))
    await sender.send(parcel("answerCallbackQuery", {"callback_query_id": "q", "text": "长" * 300}))
    assert telegram.shown(5) == ["长" * 4095 + "…"]
    assert telegram.calls[-1].given["text"] == "长" * 199 + "…"


@given(st.text(min_size=1, max_size=400), st.integers(2, 50))
def test_pieces_fit_and_lose_nothing(words: str, limit: int) -> None:
    pieces = list(lengths.pieces(words, limit))
    assert "".join(pieces) == words
    assert all(0 < units(piece) <= limit for piece in pieces)


@given(st.lists(st.tuples(st.integers(0, 8000), st.integers(1, 5000)), max_size=5))
def test_formatting_moves_with_the_piece_it_is_in(spans: list[tuple[int, int]]) -> None:
    words = "字😀" * 3000
    length = units(words)
    marks: list[dict[str, Any]] = [
        {"type": "bold", "offset": at, "length": min(long, length - at)} for at, long in spans
    ]
    said = lengths.calls(Call("sendMessage", {"text": words, "entities": marks}))
    kept = 0
    for call in said:
        for entity in call.payload.get("entities", []):
            assert 0 <= entity["offset"] < entity["offset"] + entity["length"] <= units(call.payload["text"])
            kept += int(entity["length"])
    assert kept == sum(mark["length"] for mark in marks)


def test_a_text_of_blanks_only_is_left_to_telegram_to_refuse() -> None:
    assert lengths.calls(Call("sendMessage", {"text": " " * 5000})) == [
        Call("sendMessage", {"text": " " * 5000})
    ]


async def test_what_takes_too_long_goes_on_later(
    sender: TelegramSender, telegram: FakeTelegram, monkeypatch: Any
) -> None:
    monkeypatch.setattr("bot.senders.telegram_sender.LONGEST", 0.0)
    story = parcel("sendMessage", {"text": "a" * 4096 + "b" * 4096})
    first = await sender.send(story)
    while first.result is Result.RETRY:
        assert first.retry_at is not None
        monkeypatch.setattr("bot.senders.telegram_sender.LONGEST", 20.0)
        first = await sender.send(story)
    assert [words[0] for words in telegram.shown(5)] == ["a", "b"]


@given(st.integers(1, 60))
def test_an_album_of_any_size_keeps_every_file_in_order(count: int) -> None:
    media = [{"type": "photo", "media": {"file": number}} for number in range(count)]
    said = lengths.calls(Call("sendMediaGroup", {"media": media, "protect_content": True}))
    kept = [item["media"] for call in said for item in call.payload.get("media", [])]
    kept += [call.payload["photo"] for call in said if call.method == "sendPhoto"]
    assert kept == [item["media"] for item in media]
    assert all(2 <= len(call.payload["media"]) <= 10 for call in said if call.method == "sendMediaGroup")
    assert all(call.payload["protect_content"] for call in said)


async def test_an_album_of_one_is_a_picture(sender: TelegramSender, telegram: FakeTelegram) -> None:
    album = {"media": [{"type": "photo", "media": {"file": 1}, "caption": "现场"}]}
    assert (await sender.send(parcel("sendMediaGroup", album))).result is Result.SENT
    assert telegram.of("sendPhoto")[0].given["caption"] == "现场"
