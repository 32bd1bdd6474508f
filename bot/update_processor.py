"""The one way in for updates of every channel: each update is one turn, answered, stored, then acknowledged.

Errors are told here, after the turn was rolled back: a refusal by its sentence, a lost race by reading
again, a lasting fault by a sentence and a record of the update (poison), a passing fault by raising
`CannotStore` so that the channel keeps the update and sends it again.
"""

import asyncio
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.fsm.context import FSMContext
from aiogram.fsm.storage.base import StorageKey
from aiogram.fsm.storage.memory import DisabledEventIsolation
from aiogram.types import Update
from pydantic import ValidationError

from bot import raw_updates, typed_choices
from bot.clock import Clock
from bot.intake import Fed
from casework.petition import Refusal
from casework.wording import speak, speaking, text
from handlers import router
from nlp.urgency import UrgencyReading
from services import browser_sessions, care, emergency
from services.context import Desk, OfficeContext
from storage import people
from storage.conversations import ConversationStorage
from storage.database import CannotStore, Database
from storage.outbox import Outgoing
from storage.turn import AlreadyHandled, Stale, Turn, begin, poison

log = logging.getLogger(__name__)


class ChatLocks:
    """One update of a chat at a time within this process; a lock lives only while somebody needs it."""

    def __init__(self) -> None:
        self._locks: dict[tuple[int, int], tuple[asyncio.Lock, int]] = {}

    @asynccontextmanager
    async def hold(self, bot_id: int, chat_id: int) -> AsyncIterator[None]:
        """Wait for the chat's turn."""
        name = (bot_id, chat_id)
        lock, waiting = self._locks.get(name, (asyncio.Lock(), 0))
        self._locks[name] = (lock, waiting + 1)
        try:
            async with lock:
                yield
        finally:
            lock, waiting = self._locks[name]
            if waiting == 1:
                del self._locks[name]
            else:
                self._locks[name] = (lock, waiting - 1)


class UpdateProcessor:
    """The `Intake` of the running process."""

    def __init__(self, db: Database, context: OfficeContext, clock: Clock) -> None:
        self.db = db
        self.context = context
        self.clock = clock
        self.storage = ConversationStorage(db, clock)
        self.dispatcher = Dispatcher(storage=self.storage, events_isolation=DisabledEventIsolation())
        self.dispatcher.include_router(router())
        self.locks = ChatLocks()

    @property
    def allowed_updates(self) -> list[str]:
        """The kinds of update that some handler wants."""
        return self.dispatcher.resolve_used_update_types()

    async def feed(self, bot: Bot, update: dict[str, Any], key: str) -> Fed:
        """See `Intake.feed`."""
        update = raw_updates.fit(update, self.clock())
        chat_id, user_id = typed_choices.whose(update)
        async with self.locks.hold(bot.id, chat_id):
            with speaking():  # in whose language is known when the turn knows the person
                try:
                    return await self._answered(bot, update, key, chat_id, user_id)
                except CannotStore:
                    raise
                except Exception as fault:
                    return await self._explain(bot, update, key, chat_id, fault)

    async def _answered(self, bot: Bot, update: dict[str, Any], key: str, chat_id: int, user_id: int) -> Fed:
        """Danger first; the words themselves; and behind them the question whether there is danger."""
        words = typed_choices.told(update)
        reading = await self.context.reader.danger_gently(words) if words else None
        in_words = "text" in (update.get("message") or update.get("edited_message") or {})
        if reading and reading.wakes and await self._danger(bot, update, key, reading) and in_words:
            return Fed.HANDLED
        try:
            await self._turn(bot, update, key, chat_id, user_id)
            return self._woken(Fed.HANDLED)
        except AlreadyHandled:
            return Fed.DUPLICATE
        finally:
            if reading and reading.possible:
                await self._danger(bot, update, key, reading)

    async def _danger(self, bot: Bot, update: dict[str, Any], key: str, reading: UrgencyReading) -> bool:
        """A turn that nothing before or after it can undo: certain danger is answered, possible danger asked about.

        Whether that was done: now, or when the same update came before.
        """
        chat_id, user_id = typed_choices.whose(update)
        state = FSMContext(self.storage, StorageKey(bot_id=bot.id, chat_id=chat_id, user_id=user_id))
        words = typed_choices.told(update)
        try:
            async with begin(self.db, f"{key}:danger", self.clock()) as turn:
                desk = await self._desk(bot, turn, update, chat_id, user_id)
                if reading.wakes:
                    done = await emergency.answer(desk, state, reading, words, key=key, bot=bot.id)
                else:
                    done = await emergency.ask(desk, state, reading, words)
                if done:
                    await typed_choices.remember_choices(self.storage, bot, turn, chat_id, user_id)
        except AlreadyHandled:
            return await care.of(state, self.clock()) is not None
        self._wake()
        return done

    async def _desk(self, bot: Bot, turn: Turn, update: dict[str, Any], chat_id: int, user_id: int) -> Desk:
        """The desk of whoever sent the update."""
        channel = typed_choices.channel(bot)
        person = await people.person(turn, channel, user_id, typed_choices.private_chat(update), turn.now)
        if chat_id > 0:  # a group reads the office's language, whoever presses in it
            speak(person.locale)
        return Desk(turn, self.context, channel, chat_id, user_id, person, group=chat_id < 0)

    async def _turn(self, bot: Bot, update: dict[str, Any], key: str, chat_id: int, user_id: int) -> None:
        """Run one update as one turn; a lost race reads again, once, and then says who was first."""
        try:
            await self._attempt(bot, update, key, chat_id, user_id)
        except Stale:
            try:
                await self._attempt(bot, update, key, chat_id, user_id)
            except Stale:
                raise Refusal(text("error-stale")) from None

    async def _attempt(self, bot: Bot, update: dict[str, Any], key: str, chat_id: int, user_id: int) -> None:
        async with begin(self.db, key, self.clock()) as turn:
            desk = await self._desk(bot, turn, update, chat_id, user_id)
            typed = await typed_choices.from_typed(self.storage, bot, update)
            parsed = Update.model_validate(typed, context={"bot": bot})
            await self.dispatcher.feed_update(bot, parsed, desk=desk)
            await browser_sessions.note_use(desk)
            await typed_choices.remember_choices(self.storage, bot, turn, chat_id, user_id)

    async def _explain(
        self, bot: Bot, update: dict[str, Any], key: str, chat_id: int, fault: Exception
    ) -> Fed:
        """The turn is undone; tell the person why, under the same key, so that it is told once.

        A refusal has its own sentence; anything else is a lasting fault, kept with its update for the engineers.
        """
        try:
            if isinstance(fault, Refusal):
                async with begin(self.db, key, self.clock()) as turn:
                    shut = isinstance(fault, browser_sessions.BrowserShut)
                    for item in told(bot, update, chat_id, fault.sentence, shut=shut):
                        turn.say(item)
                return self._woken(Fed.HANDLED)
            # Only where, never what: the words of an error may hold what the person wrote.
            where = "".join(traceback.format_tb(fault.__traceback__))
            log.error("update %s failed: %s\n%s", key, type(fault).__name__, where)
            unread = isinstance(fault, ValidationError)
            sentence = text("error-kind" if unread else "error-broken", **self.context.office.words)
            await poison(self.db, key, update, fault, self.clock(), told(bot, update, chat_id, sentence))
        except AlreadyHandled:
            return Fed.DUPLICATE
        return self._woken(Fed.POISONED)

    def _woken(self, fed: Fed) -> Fed:
        self._wake()
        return fed

    def _wake(self) -> None:
        for wake in self.context.on_commit:
            wake()


def told(
    bot: Bot, update: dict[str, Any], chat_id: int, sentence: str, *, shut: bool = False
) -> list[Outgoing]:
    """How somebody is told: a press by a toast, everything else by a message; nobody where no chat is known.

    `shut`: it is what an officer's shut browser shows.
    """
    if chat_id == 0:
        return []
    channel = typed_choices.channel(bot)
    mark = browser_sessions.shown_when_shut() if shut else {}
    query = update.get("callback_query")
    if query:
        answer = {"callback_query_id": str(query["id"]), "text": sentence[:190], "show_alert": True, **mark}
        return [typed_choices.toast(channel, chat_id, answer)]
    return [Outgoing(channel, chat_id, "sendMessage", {"text": sentence, **mark})]
