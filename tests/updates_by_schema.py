"""Updates of every kind, made by lot from the Bot API's own schema as aiogram has it (`aiogram.types.Update`).

What hangs together in an update hangs together here: a private chat is its person's, a message has one content, a
button is one that some chat may still show. Everything else is whatever the schema allows.
"""

import types
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from random import Random
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from aiogram.client.default import Default
from aiogram.types import InaccessibleMessage, Message, TelegramObject, Update
from aiogram.types import User as TelegramUser
from pydantic.fields import FieldInfo

WORDS = (
    "你好", "路灯坏了一个多月没人修", "好", "不", "1", "0", "9", "/start", "/start abc", "/status", "/mine",
    "/todo", "人工", "350881-261121-00001-1", "2345-6789-ABCD", "王小明 13800001234", "我要举报镇长收钱",
    "算了", "提交", "同意", "上一步", "", " ", "😀" * 40, "\ud800半个", "\u202e反", "x" * 4096, "a\x00b",
    "<b>&amp;", "/unknown@bot arg", "the street light is broken", "查進度", "第2件", "催办", "/admin",
    "/join 2345-6789-ABCD", "٣٤", "c:show:1:", "{name}", "{ $number }",
)  # fmt: skip
BUTTONS = (
    "go:file", "go:status", "go:mine", "go:home", "go:human", "go:nowhere", "in:purpose:QJ",
    "in:preview:submit", "in:consented:agree", "in:place:_skip", "c:show:1:", "c:withdraw:1:",
    "c:rate_how:1:unit.satisfied", "c:show:999999999:", "a:open:1", "a:accept:1", "p:reason:x", "say:en",
    "ad:units:", "al:1", "hot:look:LS01:x", "nonsense", "", "c:show", "c:x:y:z", "t" * 64,
)  # fmt: skip
NUMBERS = (0, 1, -1, 7, 100, 4096, 20 * 1024 * 1024 + 1, 2**31, 2**52)
WRAPPED = frozenset({"message", "edited_message", "callback_query"})
DEEP = 5
"""How far things are put into things; behind it only what must be there."""
TEXTS = 0.35
"""How many of the messages are words."""


@dataclass
class Scene:
    """Where an update happens, and files that the mock can hand out."""

    user: dict[str, Any]
    chat: dict[str, Any]
    files: Sequence[str]
    at: int


class Maker:
    """Makes updates from the schema; the same seed makes the same."""

    def __init__(self, seed: int) -> None:
        self.chance = Random(seed)
        self.last_id = 10**6
        self.kinds = [name for name in Update.model_fields if name != "update_id"]

    def update(self, scene: Scene, allowed: Sequence[str]) -> dict[str, Any]:
        """An update of a kind that the bot asked for; three in four are what people mostly do."""
        usual = [kind for kind in self.kinds if kind in WRAPPED and kind in allowed]
        some = [kind for kind in self.kinds if kind in allowed]
        kind = self.chance.choice(usual if self.chance.random() < 0.75 else some)
        return {kind: self.value(Update.model_fields[kind], scene, 0, kind)}

    def next_id(self) -> int:
        """A number that no other thing has."""
        self.last_id += 1
        return self.last_id

    def value(self, info: FieldInfo, scene: Scene, depth: int, name: str) -> Any:
        """Something that a field may hold."""
        return self.of(info.annotation, scene, depth, name)

    def of(self, kind: Any, scene: Scene, depth: int, name: str) -> Any:
        """Something of a type."""
        origin, inside = get_origin(kind), get_args(kind)
        if origin is Annotated:
            return self.of(inside[0], scene, depth, name)
        if origin in (Union, types.UnionType):
            chosen = self.chance.choice([each for each in inside if each not in (type(None), Default)])
            return self.of(chosen, scene, depth, name)
        if origin is Literal:
            return self.chance.choice(inside)
        if origin in (list, Sequence):
            return [self.of(inside[0], scene, depth + 1, name) for _ in range(self.chance.choice((1, 1, 2)))]
        if isinstance(kind, type) and issubclass(kind, TelegramObject):
            return self.object(kind, scene, depth, name)
        return self.plain(kind, scene, name)

    def plain(self, kind: Any, scene: Scene, name: str) -> Any:
        """A number, a word or a time."""
        if isinstance(kind, type) and issubclass(kind, Enum):
            return self.chance.choice(list(kind)).value
        if kind is bool:
            return self.chance.random() < 0.5
        if kind in (datetime, date, timedelta):
            return scene.at if kind is not timedelta else 60
        if kind is float:
            return self.chance.choice((25.29, 117.02, 0.0, -90.0, 179.999))
        if kind is int:
            return self.chance.choice(NUMBERS)
        if name in ("file_id", "thumbnail_file_id"):
            return self.chance.choice(scene.files)
        if name == "data":
            return self.chance.choice(BUTTONS)
        return self.chance.choice(WORDS)

    def object(self, kind: type[TelegramObject], scene: Scene, depth: int, name: str) -> dict[str, Any]:
        """An object: what must be there, and some of what may be."""
        if kind is TelegramUser:
            return dict(scene.user)
        if kind.__name__ == "Chat":
            return dict(scene.chat)
        if kind is Message:
            return self.message(scene, depth)
        if kind is InaccessibleMessage:
            return {"chat": dict(scene.chat), "message_id": self.next_id(), "date": 0}
        made: dict[str, Any] = {}
        for each, info in kind.model_fields.items():
            tag = get_origin(info.annotation) is Literal  # which of several kinds it is
            wanted = tag or info.is_required() or (depth < DEEP and self.chance.random() < 0.3)
            if wanted:
                made[info.alias or each] = self.value(info, scene, depth + 1, each)
        return self.fitting(kind, made, scene)

    def message(self, scene: Scene, depth: int) -> dict[str, Any]:
        """A message with one content: mostly words, else any kind of the schema; now and then what goes beside it."""
        made: dict[str, Any] = {
            "message_id": self.next_id(),
            "date": scene.at,
            "chat": dict(scene.chat),
            "from": dict(scene.user),
        }
        fields = [name for name, info in Message.model_fields.items() if not info.is_required()]
        content = "text" if depth > 1 or self.chance.random() < TEXTS else self.chance.choice(fields)
        for name in {content, *self.chance.sample(fields, self.chance.choice((0, 0, 1)) if depth < 2 else 0)}:
            info = Message.model_fields[name]
            if name != "from_user":
                made[info.alias or name] = self.value(info, scene, depth + 1, name)
        if scene.chat["type"] == "private":
            made.pop("sender_chat", None)
        made.pop("entities", None)
        made.pop("caption_entities", None)
        if made.get("text", " ") == "":
            made["text"] = "?"
        return made

    def fitting(self, kind: type[TelegramObject], made: dict[str, Any], scene: Scene) -> dict[str, Any]:
        """What the schema does not say and Telegram keeps: a press is its person's, and has an id of its own."""
        if kind.__name__ == "CallbackQuery":
            made |= {"id": str(self.next_id()), "from": dict(scene.user)}
            made.setdefault("data", self.chance.choice(BUTTONS))
            made.pop("game_short_name", None)
            if "message" not in made:
                made["message"] = self.message(scene, 2)
        if made.get("data") == "":
            made["data"] = "x"
        return made
