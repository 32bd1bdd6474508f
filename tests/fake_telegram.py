"""A mock Bot API server: people write and press, the bot answers, and everything that happened is on record.

It keeps Telegram's limits and refuses with 429 what is too fast, redelivers what was not confirmed, and fails
on purpose when told to (`fails`). `says` and `presses` are the people; `shown` is what they see.
"""

import asyncio
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum
from typing import Any, Self

from aiohttp import web

from tests.fake_telegram_rules import Limits, Refusal, bad, check_call, check_profile, decoded
from tests.fake_telegram_updates import Updates

SPEAKING = ("send", "edit", "delete", "leave", "pin", "copy", "forward")
PROFILE = ("setMyCommands", "setMyDescription", "setMyShortDescription")
MEDIA = ("photo", "document", "voice", "video", "audio")
TOKEN = "4815162342:AAfake-token-of-the-mock-server-0000000"


class Trouble(Enum):
    """Ways in which a call goes wrong."""

    FLOOD = "429 with retry_after"
    BLOCKED = "403, the person blocked the bot"
    BROKEN = "502, nothing delivered"
    RESET_BEFORE = "the connection breaks, nothing delivered"
    RESET_AFTER = "delivered, then the connection breaks"
    SILENT = "delivered, but no answer comes"
    SLOW = "delivered and answered, but late"
    MIGRATED = "400, the group has a new id"
    REFUSED = "400 with the given words"


@dataclass
class Fault:
    """After `skip` calls that fit, the next `times` go wrong."""

    trouble: Trouble
    method: str = ""
    chat_id: int | None = None
    skip: int = 0
    times: int = 1
    seconds: float = 1
    words: str = ""
    new_chat_id: int = 0

    def fits(self, method: str, given: dict[str, Any]) -> bool:
        if self.times <= 0 or not method.startswith((*SPEAKING, "answer")):
            return False
        return self.method in ("", method) and self.chat_id in (None, given.get("chat_id"))


@dataclass
class Called:
    """One call as it arrived."""

    method: str
    given: dict[str, Any]
    at: float
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    status: int = 200
    delivered: bool = False
    json_body: bool = True


class FakeTelegram:
    """`async with FakeTelegram() as telegram:` then point a bot to `telegram.base`."""

    def __init__(self, *, strict: bool = True, resend_after: float = 0.05) -> None:
        self.calls: list[Called] = []
        self.faults: list[Fault] = []
        self.limits = Limits(strict)
        self.chats: dict[int, dict[int, dict[str, Any]]] = defaultdict(dict)
        self.files: dict[str, bytes] = {}
        self.left: set[int] = set()
        self.closed_topics: set[tuple[int, int | None]] = set()
        """Topics of forum groups that take no message: chat and topic."""
        self.updates = Updates(resend_after)
        self.base = ""
        self._chance: tuple[random.Random, dict[Trouble, float]] | None = None
        self._numbers = {"update": 1000, "message": 0, "file": 0, "query": 0}
        self._runner: web.AppRunner | None = None

    # The server

    async def __aenter__(self) -> Self:
        app = web.Application(client_max_size=64 * 1024 * 1024)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        app.router.add_get("/file/bot{token}/{path:.*}", self._download)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.base = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.updates.close()
        assert self._runner is not None
        await self._runner.cleanup()

    def fails(self, trouble: Trouble, **more: Any) -> Fault:
        """Have the next calls go wrong; see `Fault`."""
        self.faults.append(Fault(trouble, **more))
        return self.faults[-1]

    def fails_at_random(self, seed: int, chances: dict[Trouble, float]) -> None:
        """Have each speaking call go wrong with these probabilities."""
        self._chance = (random.Random(seed), chances)

    # The people

    async def says(self, chat_id: int, text: str, *, user_id: int | None = None, **more: Any) -> int:
        """A person writes; gives the update's id."""
        return await self.brings({"message": {**self._message(chat_id, user_id), "text": text, **more}})

    async def presses(self, chat_id: int, data: str, *, user_id: int | None = None, shown: int = 1) -> int:
        """A person presses a button of the message `shown`."""
        message = {**self._message(chat_id, user_id), "message_id": shown}
        query = {"id": f"q{self._next('query')}", "chat_instance": "1", "message": message, "data": data}
        return await self.brings({"callback_query": {**query, "from": self._person(user_id or chat_id)}})

    async def brings(self, update: dict[str, Any]) -> int:
        """Queue any update; without an `update_id` it gets the next one."""
        update = {"update_id": self._next("update"), **update}
        await self.updates.add(update)
        return int(update["update_id"])

    def keeps(self, content: bytes) -> str:
        """A file that a person uploaded; gives its file id."""
        name = f"file-{self._next('file')}"
        self.files[name] = content
        return name

    def shown(self, chat_id: int) -> list[str]:
        """The texts in a chat, in order."""
        return [message.get("text", message.get("caption", "")) for message in self.chats[chat_id].values()]

    def of(self, method: str) -> list[Called]:
        """The delivered calls of one method."""
        return [call for call in self.calls if call.method == method and call.delivered]

    @property
    def waiting(self) -> int:
        """Updates that nobody has confirmed yet."""
        return len(self.updates.waiting)

    @property
    def pushed(self) -> list[tuple[int, int]]:
        """What the webhook answered: (update id, status; 0 for no answer)."""
        return self.updates.pushed

    async def until(self, true: Callable[[], Any], *, seconds: float = 20.0) -> None:
        """Wait until something holds; TimeoutError when it never does."""
        async with asyncio.timeout(seconds):
            while not true():
                await asyncio.sleep(0.01)

    # Calls

    async def call(
        self, method: str, given: dict[str, Any], files: dict[str, tuple[str, bytes]]
    ) -> tuple[int, dict[str, Any]]:
        """A call without a wire (`tests.direct_telegram`): its status and its answer."""
        assert not self.faults, "what goes wrong on the wire needs the wire"
        assert self._chance is None, "what goes wrong on the wire needs the wire"
        called = Called(method, given, asyncio.get_running_loop().time(), files, json_body=not files)
        self.calls.append(called)
        try:
            return 200, {"ok": True, "result": await self._answer(called)}
        except Refusal as refusal:
            return _refused(called, refusal)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        given, files = await self._read(request)
        called = Called(method, given, asyncio.get_running_loop().time(), files)
        called.json_body = request.content_type == "application/json"
        self.calls.append(called)
        try:
            fault = self._fault(method, given)
            if fault is not None:
                return await self._go_wrong(request, called, fault)
            if method == "getUpdates":
                given["_gone"] = lambda: request.transport is None or request.transport.is_closing()
            result = await self._answer(called)
        except Refusal as refusal:
            status, body = _refused(called, refusal)
            return web.json_response(body, status=status)
        return web.json_response({"ok": True, "result": result})

    async def _read(self, request: web.Request) -> tuple[dict[str, Any], dict[str, tuple[str, bytes]]]:
        if request.content_type == "application/json":
            return decoded(await request.json()), {}
        given, files = {}, {}
        for name, value in (await request.post()).items():
            if isinstance(value, web.FileField):
                files[name] = (value.filename, value.file.read())
            else:
                given[name] = value
        return decoded(given), files

    def _fault(self, method: str, given: dict[str, Any]) -> Fault | None:
        for fault in self.faults:
            if fault.fits(method, given):
                if fault.skip:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                return fault
        if self._chance is not None and method.startswith(SPEAKING):
            dice, chances = self._chance
            drawn = dice.random()
            for trouble, chance in chances.items():
                drawn -= chance
                if drawn < 0:
                    return Fault(trouble)
        return None

    async def _go_wrong(self, request: web.Request, called: Called, fault: Fault) -> web.StreamResponse:
        if fault.trouble is Trouble.FLOOD:
            self.limits.banned_until = asyncio.get_running_loop().time() + fault.seconds
            raise Refusal(
                429, f"Too Many Requests: retry after {fault.seconds}", retry_after=int(fault.seconds)
            )
        if fault.trouble is Trouble.BLOCKED:
            raise Refusal(403, "Forbidden: bot was blocked by the user")
        if fault.trouble is Trouble.MIGRATED:
            words = "group chat was upgraded to a supergroup chat"
            raise Refusal(400, f"Bad Request: {words}", migrate_to_chat_id=fault.new_chat_id)
        if fault.trouble is Trouble.REFUSED:
            raise bad(fault.words)
        if fault.trouble is Trouble.BROKEN:
            called.status = 502
            return web.Response(status=502, text="<html>502 Bad Gateway</html>", content_type="text/html")
        if fault.trouble is Trouble.SLOW:
            await asyncio.sleep(fault.seconds)
            return web.json_response({"ok": True, "result": await self._answer(called)})
        if fault.trouble in (Trouble.RESET_AFTER, Trouble.SILENT):
            await self._answer(called)
        called.status = 0
        if fault.trouble is Trouble.SILENT:
            await asyncio.sleep(fault.seconds)
        if request.transport is not None:
            request.transport.abort()
        return web.Response()

    async def _answer(self, called: Called) -> Any:
        own = getattr(self, f"_{called.method}", None)
        if own is not None:
            return await own(called.given)
        if called.method == "answerCallbackQuery":
            check_call(called.method, called.given)
            called.delivered = True
            return True
        if called.method in PROFILE:
            check_profile(called.given)
            called.delivered = True
            return True
        if not called.method.startswith(SPEAKING):
            raise Refusal(404, "Not Found: method not found")
        return self._speak(called)

    def _speak(self, called: Called) -> Any:
        method, given = called.method, called.given
        chat_id = int(given["chat_id"])
        messages = len(given.get("media") or [1]) if method == "sendMediaGroup" else 1
        self.limits.check(called.at, chat_id, messages)
        check_call(method, given)
        if method.startswith("edit"):
            result: Any = self._edit(method, given)
        elif method == "sendMediaGroup":
            result = [self._show(chat_id, item, called) for item in given["media"]]
        elif method.startswith("send"):
            result = self._show(chat_id, {**given, "type": method[4:].lower()}, called)
        else:
            result = self._act(method, chat_id, given)
        called.delivered = True
        return result

    def _act(self, method: str, chat_id: int, given: dict[str, Any]) -> bool:
        if method == "leaveChat":
            self.left.add(chat_id)
        elif method == "deleteMessage" and self.chats[chat_id].pop(given["message_id"], None) is None:
            raise bad("message to delete not found")
        return True

    def _show(self, chat_id: int, given: dict[str, Any], called: Called) -> dict[str, Any]:
        kind, topic = given.get("type", "message"), given.get("message_thread_id")
        if (chat_id, topic) in self.closed_topics:
            raise bad("TOPIC_CLOSED")
        message = {**self._message(chat_id, None), "from": self._person(7, bot=True)}
        for name in (
            "text",
            "caption",
            "reply_markup",
            "entities",
            "latitude",
            "longitude",
            "message_thread_id",
        ):
            if given.get(name) is not None:
                message[name] = given[name]
        if kind in MEDIA:
            message[kind] = self._keep_upload(kind, given, called)
        self.chats[chat_id][message["message_id"]] = message
        return message

    def _keep_upload(self, kind: str, given: dict[str, Any], called: Called) -> Any:
        value = given.get("media", given.get(kind))
        upload = called.files.get(str(value).removeprefix("attach://")) or called.files.get(kind)
        if upload is not None:
            value = self.keeps(upload[1])
        elif value not in self.files:
            raise bad("wrong file identifier/HTTP URL specified")
        known = {"file_id": value, "file_unique_id": f"u{value}", "width": 1, "height": 1, "duration": 1}
        return [known] if kind == "photo" else known

    def _edit(self, method: str, given: dict[str, Any]) -> dict[str, Any]:
        message = self.chats[int(given["chat_id"])].get(given.get("message_id", 0))
        if message is None:
            raise bad("message to edit not found")
        changes = {"reply_markup": given.get("reply_markup")}
        if method == "editMessageText":
            changes |= {"text": given["text"], "entities": given.get("entities")}
        if all(message.get(name) == value for name, value in changes.items()):
            raise bad("message is not modified: specified new message content is exactly the same")
        message.update({name: value for name, value in changes.items() if value is not None})
        if given.get("reply_markup") is None:
            message.pop("reply_markup", None)
        return message

    async def _getMe(self, _: dict[str, Any]) -> dict[str, Any]:
        return {**self._person(7, bot=True), "username": "mock_bot", "can_join_groups": True}

    async def _getFile(self, given: dict[str, Any]) -> dict[str, Any]:
        name = str(given.get("file_id"))
        if name not in self.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        size = len(self.files[name])
        if size > 20 * 1024 * 1024:
            raise bad("file is too big")
        return {"file_id": name, "file_unique_id": f"u{name}", "file_size": size, "file_path": f"any/{name}"}

    async def _download(self, request: web.Request) -> web.Response:
        name = request.match_info["path"].removeprefix("any/")
        if name not in self.files:
            raise web.HTTPNotFound
        return web.Response(body=self.files[name])

    # Updates

    async def _getUpdates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        return await self.updates.get(given, given.pop("_gone"))

    async def _setWebhook(self, given: dict[str, Any]) -> bool:
        return self.updates.set_webhook(given)

    async def _deleteWebhook(self, given: dict[str, Any]) -> bool:
        return self.updates.delete_webhook(given)

    # Small parts

    def _next(self, what: str) -> int:
        self._numbers[what] += 1
        return self._numbers[what]

    def _person(self, user_id: int, *, bot: bool = False) -> dict[str, Any]:
        return {"id": user_id, "is_bot": bot, "first_name": "机器人" if bot else "群众"}

    def _message(self, chat_id: int, user_id: int | None) -> dict[str, Any]:
        chat = {"type": "private"} if chat_id > 0 else {"type": "supergroup", "title": "组"}
        return {
            "message_id": self._next("message"),
            "date": 1790000000,
            "chat": {"id": chat_id, **chat},
            "from": self._person(user_id or abs(chat_id)),
        }


def _refused(called: Called, refusal: Refusal) -> tuple[int, dict[str, Any]]:
    """The status and the body of a refusal, in the words of the Bot API."""
    called.status = refusal.code
    body = {"ok": False, "error_code": refusal.code, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return refusal.code, body
