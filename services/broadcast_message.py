"""What a public notice looks like: the message as the citizen gets it, and the data of its administrators' buttons."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from aiogram.filters.callback_data import CallbackData
from aiogram.types import InlineKeyboardMarkup

from casework.petition import Refusal
from casework.wording import text
from services.buttons import numbered
from services.kept import Kept
from storage.broadcasts import Wording
from storage.tables.public_rows import Theme

LONGEST, LONGEST_CAPTION = 4096, 1024
"""Telegram's limits in UTF-16 units (https://core.telegram.org/bots/api#sendmessage, #sendphoto)."""
PICTURES = 10
"""An album has at most ten (https://core.telegram.org/bots/api#sendmediagroup)."""
_KEPT = ("bold", "italic", "underline", "strikethrough", "text_link", "blockquote", "url")
"""Formatting that survives; a mention of a person or a bot's emoji does not."""


class BroadcastButton(CallbackData, prefix="bc"):
    """An administrator does something with a broadcast; `value` is a version, a theme, a moment, a place."""

    do: str
    id: int = 0
    value: str = ""


@dataclass
class NoticeDraft(Kept):
    """A notice that is being written."""

    KEY = "notice_sheet"

    body: str = ""
    source: str = ""
    entities: list[dict[str, Any]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    album: str = ""
    revises: int = 0
    """The broadcast that gets a new version; 0 for a new one."""

    @property
    def title(self) -> str:
        """What administrators call it: its first line, cut."""
        first = self.body.strip().splitlines()[0] if self.body.strip() else text("notice-untitled")
        return first if len(first) <= 40 else first[:39] + "…"


def units(words: str) -> int:
    """Length as the Bot API counts it."""
    return len(words.encode("utf-16-le", "surrogatepass")) // 2


def composed(sheet: NoticeDraft, theme: Theme, keyboard: InlineKeyboardMarkup) -> Wording:
    """The message of a sheet in Bot API form. Raises `Refusal` when it is longer than Telegram takes."""
    head = text("notice-head", theme=text(f"notice-theme-{theme}")) + "\n"
    foot = (
        "\n\n"
        + (text("notice-source", source=sheet.source) + "\n" if sheet.source else "")
        + text("notice-foot")
    )
    words = head + sheet.body + foot
    longest = LONGEST_CAPTION if sheet.pictures else LONGEST
    if units(words) > longest:
        key = "notice-too-long-caption" if sheet.pictures else "notice-too-long"
        raise Refusal(text(key, over=units(words) - longest))
    shown = shifted(sheet.entities, units(head))
    buttons = keyboard.model_dump(exclude_none=True)
    if not sheet.pictures:
        payload = {"text": words, "entities": shown, "reply_markup": buttons}
        return Wording(sheet.body, sheet.source, payload, "sendMessage")
    if len(sheet.pictures) == 1:
        picture = {"file": sheet.pictures[0]}
        payload = {"photo": picture, "caption": words, "caption_entities": shown, "reply_markup": buttons}
        return Wording(sheet.body, sheet.source, payload, "sendPhoto")
    return Wording(sheet.body, sheet.source, album(sheet.pictures, words, shown), "sendMediaGroup")


def album(pictures: Sequence[int], words: str, shown: list[dict[str, Any]]) -> dict[str, Any]:
    """Several pictures; the words stand under the first. An album carries no buttons, so its foot names /mute."""
    media: list[dict[str, Any]] = [{"type": "photo", "media": {"file": each}} for each in pictures]
    media[0] |= {"caption": words, "caption_entities": shown}
    return {"media": media}


def shifted(entities: Sequence[Mapping[str, Any]], by: int) -> list[dict[str, Any]]:
    """Formatting of the body at its place in the whole message."""
    return [
        {**{name: value for name, value in each.items() if name in ("length", "url")},
         "type": each["type"], "offset": each["offset"] + by}
        for each in entities
        if each["type"] in _KEPT
    ]  # fmt: skip


class Hear(CallbackData, prefix="hr"):
    """A citizen changes what they hear: `want`, `mute`, `area`, `here` (a town by its place in the list)."""

    do: str
    value: str = ""


def mute_button(theme: Theme) -> InlineKeyboardMarkup:
    """The one tap under every notice that ends its theme."""
    return numbered(
        [(text("notice-mute-one", theme=text(f"notice-theme-{theme}")), Hear(do="mute", value=theme))]
    )
