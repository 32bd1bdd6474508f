"""Questions a router asks before it answers. All are async classes: aiogram runs sync ones in a thread pool."""

from typing import Any

from aiogram.filters import Filter
from aiogram.types import CallbackQuery, Message, TelegramObject

from casework.petition import Actor, Refusal, Role
from casework.wording import text
from services import access
from services.context import Desk
from services.unit_names import short
from storage import office


def message_of(query: CallbackQuery) -> Message:
    """The message under a pressed button; a button without one is too old to answer."""
    if isinstance(query.message, Message):
        return query.message
    raise Refusal(text("error-old-button"))


class Private(Filter):
    """A private chat between one person and the bot."""

    async def __call__(self, event: TelegramObject, desk: Desk) -> bool:
        return not desk.group and desk.user_id != 0


class InGroup(Filter):
    """A group chat."""

    async def __call__(self, event: TelegramObject, desk: Desk) -> bool:
        return desk.group


class Officer(Filter):
    """Whoever holds one of these roles; hands the role over as `officer`.

    Anybody else is refused in words, and what an officer without the role tried is audited (`access.require`): it
    has to be the last question, when it is sure that the update is meant for this handler.
    """

    def __init__(self, *roles: Role) -> None:
        self.roles = roles

    async def __call__(self, event: TelegramObject, desk: Desk) -> dict[str, Actor]:
        return {"officer": await access.require(desk, *self.roles)}


class Words(Filter):
    """A message in words; hands them over as `words`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        if message.text is None or message.sender_chat is not None:
            return False
        return {"words": message.text}


class Prose(Words):
    """Words that are no command: whoever writes /管理 while a question is open wants that place, not an answer."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        return not (message.text or "").lstrip().startswith("/") and await super().__call__(message)


class Quoting(Filter):
    """A message that answers one of ours; hands its words over as `quoted`."""

    async def __call__(self, message: Message) -> bool | dict[str, Any]:
        answered = message.reply_to_message
        if answered is None or answered.from_user is None or not answered.from_user.is_bot:
            return False
        return {"quoted": answered.text or answered.caption or ""}


class Content(Filter):
    """A message of one of these kinds (https://docs.aiogram.dev/en/latest/api/enums/content_type.html)."""

    def __init__(self, *kinds: str) -> None:
        self.kinds = frozenset(kinds)

    async def __call__(self, message: Message) -> bool:
        return message.content_type in self.kinds


class Media(Filter):
    """A photo, a file, a voice, a video or a place."""

    async def __call__(self, message: Message) -> bool:
        found = (
            message.photo,
            message.document,
            message.voice,
            message.audio,
            message.video,
            message.video_note,
        )
        return any(found) or message.location is not None or message.venue is not None


def unknown(desk: Desk) -> Refusal:
    """The one sentence for a case that does not exist, is somebody else's, or was asked for with a wrong code."""
    return Refusal(text("status-unknown", **desk.context.office.words))


async def unit_names(desk: Desk, ids: set[int | None]) -> dict[int | None, str]:
    """Short names of units by id."""
    units = await office.units(await desk.read())
    return {unit.id: short(unit) for unit in units if unit.id in ids}
