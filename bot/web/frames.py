"""What a browser sends, read strictly into items; anything else is a `BadFrame` (docs/webchat.md)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID


class BadFrame(Exception):
    """A frame that no page of ours sends; `sentence` is the key of the words for the person."""

    def __init__(self, why: str, sentence: str = "web-bad-frame", **facts: str | int) -> None:
        super().__init__(why)
        self.sentence = sentence
        self.facts = facts


@dataclass(frozen=True, slots=True)
class Say:
    """Words, perhaps in reply to an earlier message of the room."""

    id: str
    room: int
    text: str
    reply_to: int | None = None


@dataclass(frozen=True, slots=True)
class Press:
    """A button of one of the bot's messages."""

    id: str
    room: int
    message_id: int
    data: str


@dataclass(frozen=True, slots=True)
class Position:
    """A position on the earth, in degrees (WGS 84)."""

    id: str
    room: int
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that has been stored; `album` joins the files that were chosen at once."""

    id: str
    room: int
    file_id: int
    kind: str
    name: str
    mime: str
    size: int
    place: str
    caption: str = ""
    album: str = ""
    seconds: int = 0


Item = Say | Press | Position | Attachment


def read_frame(frame: Any, *, text_chars: int) -> Say | Press | Position:
    """The item in a client's JSON frame; raises `BadFrame` when it is not one."""
    if not isinstance(frame, Mapping):
        raise BadFrame("not an object")
    match frame.get("type"):
        case "say":
            return _say(frame, text_chars)
        case "press":
            data = _string(frame, "data")
            if not 1 <= len(data.encode()) <= 64:
                raise BadFrame("data")
            return Press(client_id(frame.get("id")), _whole(frame, "room"), _whole(frame, "message_id"), data)
        case "place":
            lat, lon = _degrees(frame, "lat", 90), _degrees(frame, "lon", 180)
            return Position(client_id(frame.get("id")), _whole(frame, "room"), lat, lon)
        case _:
            raise BadFrame("unknown type")


def client_id(value: Any) -> str:
    """The client's own id of an item, a UUID, in its usual spelling; raises `BadFrame`."""
    if not isinstance(value, str) or len(value) != 36:
        raise BadFrame("id")
    try:
        return str(UUID(value))
    except ValueError as error:
        raise BadFrame("id") from error


def _say(frame: Mapping[str, Any], text_chars: int) -> Say:
    said = _string(frame, "text").replace("\x00", "").strip()
    if not said:
        raise BadFrame("empty", "web-empty")
    if len(said) > text_chars:
        raise BadFrame("too long", "web-too-long", length=len(said), most=text_chars)
    reply_to = _whole(frame, "reply_to") if frame.get("reply_to") is not None else None
    return Say(client_id(frame.get("id")), _whole(frame, "room"), said, reply_to)


def _string(frame: Mapping[str, Any], name: str) -> str:
    value = frame.get(name)
    if not isinstance(value, str):
        raise BadFrame(name)
    try:  # a lone surrogate is valid JSON and can be neither stored nor said
        value.encode()
    except UnicodeEncodeError as error:
        raise BadFrame(name) from error
    return value


def _whole(frame: Mapping[str, Any], name: str) -> int:
    value = frame.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not -(2**53) < value < 2**53:
        raise BadFrame(name)
    return value


def _degrees(frame: Mapping[str, Any], name: str, most: float) -> float:
    value = frame.get(name)
    if not isinstance(value, int | float) or isinstance(value, bool) or not -most <= value <= most:
        raise BadFrame(name)
    return float(value)
