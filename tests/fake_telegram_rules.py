"""What the mock Bot API refuses: too fast, too long, malformed. In Telegram's own words, as far as known."""

import json
import re
from collections import defaultdict, deque
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

TEXT, CAPTION, TOAST, BUTTON_BYTES = 4096, 1024, 200, 64
PER_SECOND, PER_MINUTE_IN_GROUP, CHAT_BURST = 30, 20, 4
COMMAND = re.compile(r"[a-z0-9_]{1,32}")
TAGS = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "ins",
        "s",
        "strike",
        "del",
        "span",
        "a",
        "code",
        "pre",
        "blockquote",
        "tg-spoiler",
    ]
)


class Refusal(Exception):
    """An answer that is not ok."""

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code, self.description, self.parameters = code, description, parameters


def bad(description: str) -> Refusal:
    return Refusal(400, f"Bad Request: {description}")


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@dataclass
class Limits:
    """30 a second over all, a burst of four and then one a second in a chat, 20 in any minute in a group."""

    strict: bool = True
    all: deque[float] = field(default_factory=deque)
    groups: dict[int, deque[float]] = field(default_factory=lambda: defaultdict(deque))
    chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    refused: int = 0
    banned_until: float = 0.0
    during_ban: int = 0

    def check(self, now: float, chat_id: int, messages: int) -> None:
        """Count a message that has arrived. Raises `Refusal` 429 when it came too fast."""
        if not self.strict:
            return
        if now < self.banned_until:
            self.during_ban += 1
            self._refuse(now, self.banned_until - now)
        while self.all and self.all[0] <= now - 1.0:
            self.all.popleft()
        if len(self.all) + messages > PER_SECOND:
            self.banned_until = now + 2
            self._refuse(now, 2)
        if chat_id < 0:
            self._check_group(now, chat_id, messages)
        else:
            self._check_chat(now, chat_id)
        self.all.extend([now] * messages)

    def _check_group(self, now: float, chat_id: int, messages: int) -> None:
        said = self.groups[chat_id]
        while said and said[0] <= now - 60.0:
            said.popleft()
        if len(said) + messages > PER_MINUTE_IN_GROUP:
            self._refuse(now, said[0] + 60 - now)
        said.extend([now] * messages)

    def _check_chat(self, now: float, chat_id: int) -> None:
        level, at = self.chats.get(chat_id, (0.0, now))
        level = max(0.0, level - (now - at)) + 1.0
        if level > CHAT_BURST:
            self._refuse(now, 1)
        self.chats[chat_id] = (level, now)

    def _refuse(self, now: float, seconds: float) -> None:
        self.refused += 1
        wait = max(1, int(seconds + 0.999))
        raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)


def check_call(method: str, given: dict[str, Any]) -> None:
    """What Telegram refuses by itself, whoever the chat is."""
    if method in ("sendMessage", "editMessageText"):
        text = given.get("text") or ""
        if not text.strip():
            raise bad("message text is empty")
        if units(text) > TEXT:
            raise bad("message is too long")
        check_entities(text, given.get("entities"), given.get("parse_mode"))
    if units(given.get("caption") or "") > CAPTION:
        raise bad("message caption is too long")
    if method == "answerCallbackQuery" and units(given.get("text") or "") > TOAST:
        raise bad("MESSAGE_TOO_LONG")
    if method == "sendMediaGroup" and not 2 <= len(given.get("media") or []) <= 10:
        raise bad("there must be 2 to 10 media in an album")
    check_markup(given.get("reply_markup"))


def check_profile(given: dict[str, Any]) -> None:
    """The limits of what a bot says of itself (https://core.telegram.org/bots/api#botcommand and below)."""
    commands = given.get("commands", [])
    if len(commands) > 100:
        raise bad("too many commands")
    for each in commands:
        if not COMMAND.fullmatch(each["command"]):
            raise bad("BOT_COMMAND_INVALID")
        if not 1 <= len(each["description"]) <= 256:
            raise bad("BOT_COMMAND_DESCRIPTION_INVALID")
    if len(given.get("description", "")) > 512 or len(given.get("short_description", "")) > 120:
        raise bad("BOT_DESCRIPTION_TOO_LONG")


def check_markup(markup: Any) -> None:
    if not markup:
        return
    for row in markup.get("inline_keyboard", []):
        for button in row:
            data = button.get("callback_data")
            if not button.get("text"):
                raise bad(
                    "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
                )
            if data is not None and not 1 <= len(data.encode()) <= BUTTON_BYTES:
                raise bad("BUTTON_DATA_INVALID")


def check_entities(text: str, entities: Any, parse_mode: str | None) -> None:
    length = units(text)
    for entity in entities or []:
        if entity["offset"] < 0 or entity["length"] <= 0 or entity["offset"] + entity["length"] > length:
            raise bad("can't parse entities: ENTITY_BOUNDS_INVALID")
    if parse_mode == "HTML":
        reader = _Tags()
        reader.feed(text)
        reader.close()
        if reader.open:
            raise bad(
                f"can't parse entities: Can't find end tag corresponding to start tag \"{reader.open[-1]}\""
            )
    elif parse_mode is not None and parse_mode not in ("Markdown", "MarkdownV2"):
        raise bad("unsupported parse_mode")


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise bad(f'can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise bad("can't parse entities: Unexpected end tag")


def decoded(given: dict[str, Any]) -> dict[str, Any]:
    """Form fields carry JSON in strings; JSON bodies carry it plain. Text stays text."""
    plain = {"text", "caption", "callback_query_id", "parse_mode", "url", "secret_token", "file_id", "photo"}
    return {name: value if name in plain else _decoded(value) for name, value in given.items()}


def _decoded(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
