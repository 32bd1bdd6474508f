"""What is too much for one message made to fit; Telegram counts UTF-16 units, after entities.

Limits: https://core.telegram.org/bots/api (sendMessage 4096, captions 1024, answerCallbackQuery 200, albums 10).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

TEXT = 4096
CAPTION = 1024
TOAST = 200
ALBUM = 10
_BREAKS = ("\n", "。", "；", "，", " ")
_ELLIPSIS = "…"

Payload = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """One Bot API call: its method and its parameters, without the chat."""

    method: str
    payload: Payload
    message_id: int | None = None
    once_only: bool = field(default=False, compare=False)
    """In doubt whether it was delivered, it is not said again (broadcasts)."""


def units(text: str) -> int:
    """Length as Telegram counts it: characters outside the BMP count twice."""
    return len(text) + sum(1 for char in text if ord(char) > 0xFFFF)


def fitting(text: str, limit: int) -> int:
    """How many characters of `text` fit into `limit` UTF-16 units."""
    if len(text) <= limit // 2:
        return len(text)
    used = 0
    for index, char in enumerate(text):
        used += 2 if ord(char) > 0xFFFF else 1
        if used > limit:
            return index
    return len(text)


def pieces(text: str, limit: int) -> Iterator[str]:
    """Cut at a line's or sentence's end where one lies in the second half; nothing is dropped."""
    while text:
        end = fitting(text, limit)
        if end < len(text):
            end = _good_break(text, end)
        yield text[:end]
        text = text[end:]


def _good_break(text: str, end: int) -> int:
    for mark in _BREAKS:
        found = text.rfind(mark, end // 2, end)
        if found >= 0:
            return found + 1
    return end


def cut(text: str, limit: int) -> str:
    """The beginning of a text that is too long, with an ellipsis."""
    if units(text) <= limit:
        return text
    return text[: fitting(text, limit - 1)] + _ELLIPSIS


def entities_within(entities: list[Payload], start: int, length: int) -> list[Payload]:
    """The entities of one piece, moved to where the piece begins (all in UTF-16 units)."""
    kept = []
    for entity in entities:
        begin = max(entity["offset"], start)
        end = min(entity["offset"] + entity["length"], start + length)
        if begin < end:
            kept.append({**entity, "offset": begin - start, "length": end - begin})
    return kept


def calls(call: Call) -> list[Call]:
    """The calls that say everything: usually one; a text too long for one message becomes several."""
    if call.method == "sendMessage" and units(str(call.payload.get("text", ""))) > TEXT:
        return _long_text(call)
    if call.method == "editMessageText" and units(str(call.payload.get("text", ""))) > TEXT:
        return [replaced(call, text=cut(call.payload["text"], TEXT), entities=None, parse_mode=None)]
    if call.method == "answerCallbackQuery" and call.payload.get("text"):
        return [replaced(call, text=cut(call.payload["text"], TOAST))]
    if call.method == "sendMediaGroup":
        return _albums(call)
    if units(str(call.payload.get("caption") or "")) > CAPTION:
        return _long_caption(call)
    return [call]


def replaced(call: Call, **changes: Any) -> Call:
    """The same call with parameters changed; None takes one away."""
    payload = {name: value for name, value in {**call.payload, **changes}.items() if value is not None}
    return Call(call.method, payload, call.message_id, call.once_only)


def _albums(call: Call) -> list[Call]:
    """An album takes 2 to 10 files: more become several albums of like size, a single one stands alone."""
    media = call.payload["media"]
    count = -(-len(media) // ALBUM) or 1
    ends = [len(media) * number // count for number in range(count + 1)]
    parts = [media[start:end] for start, end in pairwise(ends)]
    return [replaced(call, media=part) if len(part) != 1 else _single(call, part[0]) for part in parts]


def _single(call: Call, item: Payload) -> Call:
    method = "sendPhoto" if item["type"] == "photo" else "sendDocument"
    more = {name: value for name, value in item.items() if name not in ("type", "media")}
    shared = {name: value for name, value in call.payload.items() if name != "media"}
    payload = {**shared, **more, method[4:].lower(): item["media"]}
    return Call(method, payload, once_only=call.once_only)


def _long_text(call: Call) -> list[Call]:
    """Marked-up text cannot be cut apart, so it goes plain; buttons stay under the last piece."""
    entities = call.payload.get("entities") or []
    said: list[Call] = []
    start = 0
    for piece in pieces(call.payload["text"], TEXT):
        length = units(piece)
        if piece.strip():
            within = entities_within(entities, start, length) or None
            plain = replaced(call, text=piece, entities=within, parse_mode=None, reply_markup=None)
            said.append(replaced(plain, reply_parameters=None) if said else plain)
        start += length
    markup = call.payload.get("reply_markup")
    return [*said[:-1], replaced(said[-1], reply_markup=markup)] if said else [call]


def _long_caption(call: Call) -> list[Call]:
    """What does not fit under a picture follows as text, and the buttons with it."""
    caption = call.payload["caption"]
    first = next(pieces(caption, CAPTION))
    without = {"caption": first, "caption_entities": None, "parse_mode": None, "reply_markup": None}
    rest = {"text": caption[len(first) :]}
    for name in ("reply_markup", "protect_content", "message_thread_id"):
        if name in call.payload:
            rest[name] = call.payload[name]
    return [replaced(call, **without), *calls(Call("sendMessage", rest, once_only=call.once_only))]
