"""Speaks on Telegram: python-telegram-bot's `ExtBot` on our request and our pace.

One parcel may need several calls (a long text), and a refused call may be said in another way (a remedy);
what comes back is always one outcome. Telegram has no idempotency key
(https://github.com/tdlib/telegram-bot-api/issues/126), so when an answer is lost, replies and notices are
said again and broadcasts are marked uncertain.
"""

import asyncio
import logging
from collections import OrderedDict
from contextlib import ExitStack
from datetime import datetime
from typing import Any

from telegram.error import InvalidToken, TelegramError
from telegram.ext import ExtBot
from telegram.request import BaseRequest

from bot.clock import Clock
from bot.redaction import redact
from bot.senders import failures, lengths, methods, parcel_files
from bot.senders.failures import FailureVerdict, Remedy
from bot.senders.lengths import Call, replaced
from bot.senders.pace import Pace, Precedence
from bot.senders.parcel_files import Attachments, OpenFile
from bot.senders.request import AiohttpRequest, NotSent, Unanswered
from storage.outbox import DeliveryOutcome, Kind, Parcel, Result

log = logging.getLogger(__name__)

_DONE = (Result.SENT, Result.UNCHANGED)
_ERROR_LENGTH = 200
LONGEST = 20.0
"""Seconds after which a message of many pieces is given back and goes on later, so that its lease holds."""


class SpeakingBot(ExtBot[int]):
    """The library's bot with a name that does not tell its token, in tracebacks and crash reports too."""

    def __repr__(self) -> str:
        return f"SpeakingBot({str(self.token).partition(':')[0]})"


def speaking_bot(token: str, pace: Pace, *, api_base: str, request: BaseRequest | None = None) -> SpeakingBot:
    """A bot that only speaks: no Application, no getMe, no retries of its own."""
    base = api_base.rstrip("/")
    request = request or AiohttpRequest()
    return SpeakingBot(
        token,
        base_url=f"{base}/bot",
        base_file_url=f"{base}/file/bot",
        request=request,
        get_updates_request=request,
        rate_limiter=pace,
    )


class TelegramSender:
    """The `Sender` of Telegram. `open_file` finds stored files; without it, parcels with files fail.

    `request` is the way to the network; without it, `AiohttpRequest`.
    """

    channel = "telegram"

    def __init__(
        self,
        token: str,
        *,
        clock: Clock,
        api_base: str,
        open_file: OpenFile | None = None,
        pace: Pace | None = None,
        request: BaseRequest | None = None,
        remembered: int = 1000,
    ) -> None:
        self.pace = pace or Pace()
        self.bot = speaking_bot(token, self.pace, api_base=api_base, request=request)
        self._clock = clock
        self._files = Attachments(open_file, remembered=remembered)
        self._said: OrderedDict[int, int] = OrderedDict()
        self._remembered = remembered
        self._saying = 0
        self._quiet = asyncio.Event()
        self._quiet.set()

    def __repr__(self) -> str:
        return f"TelegramSender({self.bot!r})"

    async def close(self) -> None:
        """Give back what waits for its turn, finish what is being said, let the connections go."""
        await self.pace.shutdown()
        await self._quiet.wait()
        await self.bot.request.shutdown()

    async def send(self, parcel: Parcel) -> DeliveryOutcome:
        """See `Sender.send`."""
        if is_late(parcel, self._clock()):
            return DeliveryOutcome(Result.UNCHANGED, error="too late for a button's answer")
        self._saying += 1
        self._quiet.clear()
        try:
            return await self._say_all(parcel)
        finally:
            self._saying -= 1
            if not self._saying:
                self._quiet.set()

    async def _say_all(self, parcel: Parcel) -> DeliveryOutcome:
        """Every call of the parcel; a text of several pieces goes on after the last piece that was said."""
        said = lengths.calls(first_call(parcel))
        start = self._said.pop(parcel.id, 0)
        loop, outcome = asyncio.get_running_loop(), DeliveryOutcome(Result.SENT)
        enough = loop.time() + LONGEST
        for number, call in enumerate(said[start:], start):
            if loop.time() > enough:
                return self._interrupted(
                    parcel, number, DeliveryOutcome(Result.RETRY, retry_at=self._clock())
                )
            outcome = await self._say(parcel, call)
            if outcome.result not in _DONE:
                return self._interrupted(parcel, number, outcome)
        return outcome

    def _interrupted(self, parcel: Parcel, said: int, outcome: DeliveryOutcome) -> DeliveryOutcome:
        """Remember how far we came, so that only the rest is said again."""
        if outcome.result is Result.RETRY and said:
            self._said[parcel.id] = said
            while len(self._said) > self._remembered:
                self._said.popitem(last=False)
        return outcome

    async def _say(self, parcel: Parcel, call: Call) -> DeliveryOutcome:
        """One call, with every remedy that its refusals allow, each tried once."""
        tried: set[Remedy] = set()
        while True:
            try:
                answer = await self._call(parcel, call, upload=Remedy.UPLOAD in tried)
            except TelegramError as error:
                ruling = self._ruling(error, call)
            except (LookupError, AttributeError, OSError, TypeError, ValueError) as error:
                log.warning("message %s cannot be said: %s", parcel.id, redact(repr(error)))
                return DeliveryOutcome(Result.FAILED, error=shortened(repr(error)))
            else:
                self.pace.went_well()
                shown = methods.message_id(answer) or call.message_id
                return DeliveryOutcome(Result.SENT, message_id=shown, topic_lost=Remedy.NO_THREAD in tried)
            if isinstance(ruling[0].then, Remedy) and ruling[0].then not in tried:
                tried.add(ruling[0].then)
                call = remedied(call, ruling[0].then)
                continue
            return self._outcome(*ruling, call)

    def _ruling(self, error: TelegramError, call: Call) -> tuple[FailureVerdict, TelegramError]:
        if isinstance(error, NotSent | Unanswered):
            self.pace.went_wrong()
        else:
            self.pace.went_well()
        if isinstance(error, InvalidToken):
            self.pace.line.halt(failures.TOKEN_REFUSED_WAIT.total_seconds())
            log.error("Telegram refuses the bot's token: nothing can be sent until TELEGRAM_TOKEN is right.")
        return failures.verdict(error, call.method, once_only=call.once_only), error

    def _outcome(self, ruling: FailureVerdict, error: TelegramError, call: Call) -> DeliveryOutcome:
        words = shortened(str(error))
        if isinstance(ruling.then, Remedy):
            return DeliveryOutcome(Result.FAILED, error=words)
        message_id = call.message_id if ruling.then is Result.UNCHANGED else None
        retry_at = self._clock() + ruling.wait if ruling.wait is not None else None
        return DeliveryOutcome(
            ruling.then, message_id=message_id, retry_at=retry_at, error=words, new_chat_id=ruling.new_chat_id
        )

    async def _call(self, parcel: Parcel, call: Call, *, upload: bool) -> Any:
        if call.method in methods.ON_A_MESSAGE and call.message_id is None:
            return None
        with ExitStack() as opened:
            filled = await self._files.fill(call.method, call.payload, opened, upload=upload)
            if call.method in methods.ON_A_MESSAGE:
                filled.pop("message_thread_id", None)  # a message that is there stays where it is
            given = methods.arguments(call.method, filled, self.bot)
            if call.method != "answerCallbackQuery":
                given["chat_id"] = parcel.chat_id
            if call.message_id is not None:
                given["message_id"] = call.message_id
            urgency = Precedence.BROADCAST if parcel.kind is Kind.BROADCAST else Precedence.PERSON
            say = getattr(self.bot, methods.NAMES[call.method])
            answer = await say(**given, rate_limit_args=int(urgency))
        self._remember_file(call, answer)
        return answer

    def _remember_file(self, call: Call, answer: Any) -> None:
        kind = parcel_files.KINDS.get(call.method)
        if kind is None or not parcel_files.is_ours(call.payload.get(kind)):
            return
        if found := methods.remote_id(answer, kind):
            self._files.remember(call.payload[kind]["file"], kind, found)


def is_late(parcel: Parcel, now: datetime) -> bool:
    """Whether a button's answer comes so late that nobody waits for it (Telegram forgets it after 150 s)."""
    return parcel.kind is Kind.TOAST and parcel.expires_at is not None and parcel.expires_at <= now


def first_call(parcel: Parcel) -> Call:
    """What the parcel asks for; an edit of a card that was never said becomes a new message."""
    payload = {name: value for name, value in parcel.payload.items() if name not in ("chat_id", "message_id")}
    once_only = parcel.kind is Kind.BROADCAST
    if parcel.method not in methods.ON_A_MESSAGE:
        return Call(parcel.method, payload, once_only=once_only)
    shown = parcel.payload.get("message_id") or parcel.message_id
    call = Call(parcel.method, payload, int(shown) if shown else None, once_only)
    if call.message_id is None and call.method == "editMessageText":
        return remedied(call, Remedy.ANEW)
    return call


def remedied(call: Call, remedy: Remedy) -> Call:
    """The same words in another way."""
    if remedy is Remedy.ANEW:
        return Call("sendMessage", call.payload, None, call.once_only)
    if remedy is Remedy.PLAIN:
        return replaced(call, parse_mode=None, entities=None, caption_entities=None)
    if remedy is Remedy.ALONE:
        return replaced(call, reply_parameters=None, reply_to_message_id=None)
    if remedy is Remedy.NO_THREAD:
        return replaced(call, message_thread_id=None)
    if remedy is Remedy.AS_DOCUMENT:
        return Call("sendDocument", parcel_files.as_document(call.payload), None, call.once_only)
    return call


def shortened(words: str) -> str:
    """A refusal as it may be stored and shown: without secrets or personal data, not too long."""
    return redact(words)[:_ERROR_LENGTH]
