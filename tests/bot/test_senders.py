"""What becomes of a message on its way to Telegram: said, said in another way, or an outcome that is true."""

import asyncio
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from telegram.error import TelegramError

from bot.senders import failures
from bot.senders.pace import Allowance, Pace
from bot.senders.parcel_files import StoredFile
from bot.senders.request import CONNECT_SECONDS, READ_SECONDS, UPLOAD_SECONDS, AiohttpRequest
from bot.senders.telegram_sender import TelegramSender
from storage.outbox import Kind, Result
from tests.bot.parcels import NOW, parcel, text
from tests.bot.speaking import BUTTONS, FAST, sender, telegram
from tests.fake_telegram import TOKEN, FakeTelegram, Trouble

__all__ = ["sender", "telegram"]


# Said


async def test_a_text_arrives_with_its_formatting_and_buttons(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    bold = [{"type": "bold", "offset": 0, "length": 2}]
    said = await sender.send(
        parcel("sendMessage", {"text": "您好，已登记", "entities": bold, "reply_markup": BUTTONS})
    )
    message = telegram.chats[5][said.message_id or 0]
    assert said.result is Result.SENT
    assert message["text"] == "您好，已登记"
    assert message["entities"] == bold
    assert message["reply_markup"] == BUTTONS


@pytest.mark.parametrize(
    ("method", "payload"),
    [
        ("sendMessage", {"text": "一"}),
        ("sendPhoto", {"photo": {"file": 1}, "caption": "现场"}),
        ("sendDocument", {"document": {"file": 1}}),
        ("sendVoice", {"voice": {"file": 1}}),
        ("sendLocation", {"latitude": 25.1, "longitude": 117.4}),
        ("sendMediaGroup", {"media": [{"type": "photo", "media": {"file": 1}}] * 2}),
        ("answerCallbackQuery", {"callback_query_id": "q1", "text": "好"}),
        ("leaveChat", {}),
        ("pinChatMessage", {"message_id": 3, "disable_notification": True}),
    ],
)
async def test_every_method_of_the_outbox_can_be_said(
    sender: TelegramSender, telegram: FakeTelegram, method: str, payload: dict[str, Any]
) -> None:
    said = await sender.send(parcel(method, payload))
    assert said.result is Result.SENT
    assert [call.method for call in telegram.calls if call.delivered] == [method]


async def test_protected_content_stays_protected(sender: TelegramSender, telegram: FakeTelegram) -> None:
    await sender.send(parcel("sendMessage", {"text": "密", "protect_content": True}))
    assert telegram.calls[-1].given["protect_content"] is True


async def test_a_parameter_newer_than_the_library_is_passed_on(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    await sender.send(parcel("sendMessage", {"text": "一", "from_the_future": {"a": 1}}))
    assert telegram.calls[-1].given["from_the_future"] == {"a": 1}


async def test_the_payloads_own_chat_never_overrides_the_parcels(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    await sender.send(parcel("sendMessage", {"text": "一", "chat_id": 99}, chat_id=6))
    assert telegram.shown(6) == ["一"]
    assert telegram.shown(99) == []


# Cards


async def test_a_card_that_was_never_shown_is_sent_anew(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    said = await sender.send(parcel("editMessageText", {"text": "新卡片"}, card="case:1"))
    assert said.result is Result.SENT
    assert said.message_id in telegram.chats[5]


async def test_a_known_card_is_redrawn_in_place(sender: TelegramSender, telegram: FakeTelegram) -> None:
    first = await sender.send(text("旧"))
    again = await sender.send(
        parcel("editMessageText", {"text": "新"}, card="case:1", message_id=first.message_id)
    )
    assert again.message_id == first.message_id
    assert telegram.shown(5) == ["新"]


async def test_a_card_that_was_deleted_is_sent_anew(sender: TelegramSender, telegram: FakeTelegram) -> None:
    said = await sender.send(parcel("editMessageText", {"text": "新"}, card="case:1", message_id=4711))
    assert said.result is Result.SENT
    assert said.message_id != 4711
    assert telegram.shown(5) == ["新"]


async def test_an_edit_that_changes_nothing_counts_as_done(sender: TelegramSender) -> None:
    first = await sender.send(text("同"))
    again = await sender.send(parcel("editMessageText", {"text": "同", "message_id": first.message_id}))
    assert again.result is Result.UNCHANGED
    assert again.message_id == first.message_id


async def test_buttons_of_a_message_that_is_gone_need_no_redrawing(sender: TelegramSender) -> None:
    gone = await sender.send(parcel("editMessageReplyMarkup", {"message_id": 4711, "reply_markup": BUTTONS}))
    assert gone.result is Result.UNCHANGED


# Refusals


async def test_text_whose_formatting_telegram_cannot_read_arrives_plain(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    said = await sender.send(parcel("sendMessage", {"text": "<b>没有结束", "parse_mode": "HTML"}))
    assert said.result is Result.SENT
    assert telegram.shown(5) == ["<b>没有结束"]


async def test_entities_out_of_bounds_do_not_lose_the_text(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    wrong = [{"type": "bold", "offset": 0, "length": 50}]
    assert (await sender.send(parcel("sendMessage", {"text": "短", "entities": wrong}))).result is Result.SENT
    assert telegram.shown(5) == ["短"]


async def test_an_answer_to_a_message_that_is_gone_stands_alone(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    telegram.fails(Trouble.REFUSED, words="message to be replied not found")
    said = await sender.send(parcel("sendMessage", {"text": "答", "reply_parameters": {"message_id": 9}}))
    assert said.result is Result.SENT
    assert "reply_parameters" not in telegram.of("sendMessage")[0].given


async def test_a_remedy_that_does_not_help_is_tried_once(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    telegram.fails(Trouble.REFUSED, words="can't parse entities: nonsense", times=9)
    said = await sender.send(text("一"))
    assert said.result is Result.FAILED
    assert len(telegram.calls) == 2


@pytest.mark.parametrize(
    ("words", "result"),
    [
        ("chat not found", Result.BLOCKED),
        ("PEER_ID_INVALID", Result.BLOCKED),
        ("not enough rights to send text messages to the chat", Result.BLOCKED),
        ("something nobody has heard of", Result.FAILED),
        ("query is too old and response timeout expired or query ID is invalid", Result.UNCHANGED),
    ],
)
async def test_telegrams_words_are_understood(
    sender: TelegramSender, telegram: FakeTelegram, words: str, result: Result
) -> None:
    telegram.fails(Trouble.REFUSED, words=words)
    assert (await sender.send(text("一"))).result is result


async def test_a_person_who_blocked_the_bot_is_not_tried_again(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    telegram.fails(Trouble.BLOCKED)
    said = await sender.send(text("一"))
    assert said.result is Result.BLOCKED
    assert "blocked" in said.error


async def test_a_group_that_moved_is_told_with_its_new_id(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    telegram.fails(Trouble.MIGRATED, new_chat_id=-1001234567890)
    said = await sender.send(text("一", chat_id=-5))
    assert (said.result, said.new_chat_id) == (Result.MIGRATED, -1001234567890)


async def test_too_many_requests_says_when_to_come_back(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    telegram.fails(Trouble.FLOOD, seconds=37)
    said = await sender.send(text("一"))
    assert (said.result, said.retry_at) == (Result.RETRY, NOW + timedelta(seconds=37))


@pytest.mark.parametrize("trouble", [Trouble.BROKEN, Trouble.RESET_BEFORE, Trouble.RESET_AFTER])
async def test_without_an_answer_a_reply_is_said_again_and_a_broadcast_is_uncertain(
    sender: TelegramSender, telegram: FakeTelegram, trouble: Trouble
) -> None:
    telegram.fails(trouble, times=2)
    assert (await sender.send(text("答复"))).result is Result.RETRY
    assert (await sender.send(text("公告", kind=Kind.BROADCAST))).result is Result.UNCERTAIN


async def test_a_silent_server_is_not_waited_for_for_ever(
    sender: TelegramSender, telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.senders.request.READ_SECONDS", 0.2)
    telegram.fails(Trouble.SILENT, seconds=1)
    said = await sender.send(text("公告", kind=Kind.BROADCAST))
    assert said.result is Result.UNCERTAIN
    assert telegram.shown(5) == ["公告"]


async def test_what_never_left_may_be_said_again_even_as_a_broadcast(unused_tcp_port: int) -> None:
    sender = TelegramSender(
        TOKEN, clock=lambda: NOW, api_base=f"http://127.0.0.1:{unused_tcp_port}", pace=Pace(FAST)
    )
    assert (await sender.send(text("公告", kind=Kind.BROADCAST))).result is Result.RETRY
    await sender.close()


async def test_a_button_answered_too_late_bothers_nobody(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    late = parcel(
        "answerCallbackQuery",
        {"callback_query_id": "q"},
        kind=Kind.TOAST,
        expires_at=NOW - timedelta(seconds=1),
    )
    assert (await sender.send(late)).result is Result.UNCHANGED
    assert telegram.calls == []


async def test_a_method_nobody_may_say_fails_for_good(sender: TelegramSender, telegram: FakeTelegram) -> None:
    assert (await sender.send(parcel("banChatMember", {"user_id": 1}))).result is Result.FAILED
    assert (await sender.send(parcel("sendMessage", {"reply_markup": {"odd": 1}}))).result is Result.FAILED
    assert telegram.calls == []


def test_every_remedy_is_named_by_some_refusal() -> None:
    assert {row.then for row in failures.MEANINGS if isinstance(row.then, failures.Remedy)} == set(
        failures.Remedy
    )


def test_a_refused_token_is_a_matter_for_a_person() -> None:
    from telegram.error import InvalidToken

    ruling = failures.verdict(InvalidToken(), "sendMessage", once_only=True)
    assert (ruling.then, ruling.wait) == (Result.RETRY, timedelta(minutes=1))


# Files


async def test_a_file_arrives_byte_for_byte_and_is_uploaded_once(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    photo = {"photo": {"file": 1}}
    await sender.send(parcel("sendPhoto", photo))
    await sender.send(parcel("sendPhoto", photo))
    first, second = telegram.of("sendPhoto")
    assert first.files["photo"] == ("照片.jpg", "证据".encode() * 1000)
    assert second.files == {}


async def test_a_file_that_came_from_telegram_is_not_uploaded(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    await sender.send(parcel("sendDocument", {"document": {"file": 77}}))
    assert telegram.of("sendDocument")[0].files == {}


async def test_a_file_that_telegram_has_forgotten_is_uploaded_again(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    telegram.fails(Trouble.REFUSED, words="wrong file identifier/HTTP URL specified")
    said = await sender.send(parcel("sendDocument", {"document": {"file": 77}}))
    assert said.result is Result.SENT
    assert list(telegram.of("sendDocument")[0].files) == ["document"]


async def test_a_picture_telegram_does_not_take_goes_as_a_document(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    telegram.fails(Trouble.REFUSED, words="PHOTO_INVALID_DIMENSIONS")
    said = await sender.send(parcel("sendPhoto", {"photo": {"file": 1}, "caption": "现场"}))
    assert said.result is Result.SENT
    assert telegram.of("sendDocument")[0].given["caption"] == "现场"


async def test_an_album_is_one_message_with_all_its_files(
    sender: TelegramSender, telegram: FakeTelegram
) -> None:
    album = [
        {"type": "photo", "media": {"file": n}, "caption": "一" if n == 1 else None} for n in range(1, 9)
    ]
    said = await sender.send(parcel("sendMediaGroup", {"media": album}))
    assert said.message_id == min(telegram.chats[5])
    assert len(telegram.of("sendMediaGroup")[0].files) == 8


async def test_a_file_that_is_gone_fails_for_good(sender: TelegramSender, telegram: FakeTelegram) -> None:
    assert (await sender.send(parcel("sendPhoto", {"photo": {"file": 404}}))).result is Result.FAILED
    assert telegram.calls == []


# The network


async def test_plain_calls_go_as_json(sender: TelegramSender, telegram: FakeTelegram) -> None:
    await sender.send(text("一"))
    assert telegram.calls[0].json_body


def test_no_request_outlives_the_lease() -> None:
    from bot.delivery import LEASE

    waits = 3 * Allowance().patience
    assert waits + max(UPLOAD_SECONDS, READ_SECONDS) + CONNECT_SECONDS < LEASE.total_seconds()


def test_an_answer_that_is_no_json_is_an_error_without_its_text() -> None:
    with pytest.raises(TelegramError) as refused:
        AiohttpRequest.parse_json_payload(b"<html>secret page</html>")
    assert "secret page" not in str(refused.value)


async def test_closing_finishes_what_is_being_said(sender: TelegramSender, telegram: FakeTelegram) -> None:
    telegram.fails(Trouble.SLOW, seconds=0.2)
    said = asyncio.ensure_future(sender.send(text("一")))
    await telegram.until(lambda: telegram.calls)
    await sender.close()
    assert said.done()
    assert said.result().result is Result.SENT
    assert (await sender.send(text("二"))).result is Result.RETRY


async def test_a_file_name_cannot_forge_a_form_field(telegram: FakeTelegram, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")

    async def open_file(file_id: int) -> StoredFile:
        return StoredFile(
            lambda: (tmp_path / "f").open("rb"), 'a"\r\nContent-Type: evil\r\n\r\n.pdf', "application/pdf"
        )

    sender = TelegramSender(
        TOKEN, clock=lambda: NOW, open_file=open_file, api_base=telegram.base, pace=Pace(FAST)
    )
    assert (await sender.send(parcel("sendDocument", {"document": {"file": 1}}))).result is Result.SENT
    await sender.close()
    assert telegram.calls[0].files["document"] == ('a"Content-Type: evil.pdf', b"x")
