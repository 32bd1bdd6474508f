"""What Telegram's refusals mean, as data: what to try instead, or what has become of the message.

Telegram has no codes for its 400s, only sentences; the words below are those of the Bot API server
(https://github.com/tdlib/telegram-bot-api, Client.cpp). The first row that fits decides.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from telegram.error import BadRequest, ChatMigrated, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.senders.pace import seconds_of
from bot.senders.request import NotSent
from storage.outbox import Result


class Remedy(Enum):
    """The same words said in another way."""

    PLAIN = "without formatting"
    ANEW = "as a new message instead of an edit"
    ALONE = "without the message it answers"
    NO_THREAD = "outside the topic"
    UPLOAD = "with the file uploaded again"
    AS_DOCUMENT = "as a document"


@dataclass(frozen=True)
class Meaning:
    """Words of a refusal, the methods it is read for (none: all), and what follows."""

    words: str
    then: Result | Remedy
    methods: tuple[str, ...] = ()


TEXT_EDIT = ("editMessageText",)
BUTTONS_EDIT = ("editMessageReplyMarkup",)
PHOTO_OR_VOICE = ("sendPhoto", "sendVoice")

MEANINGS: tuple[Meaning, ...] = (
    # Already as it should be.
    Meaning("message is not modified", Result.UNCHANGED),
    Meaning("query is too old", Result.UNCHANGED),
    Meaning("query id is invalid", Result.UNCHANGED),
    Meaning("query_id_invalid", Result.UNCHANGED),
    Meaning("message to delete not found", Result.UNCHANGED),
    Meaning("message can't be deleted", Result.UNCHANGED),
    Meaning("message to pin not found", Result.UNCHANGED),
    Meaning("chat not found", Result.UNCHANGED, ("leaveChat",)),
    Meaning("bot is not a member", Result.UNCHANGED, ("leaveChat",)),
    Meaning("bot was kicked", Result.UNCHANGED, ("leaveChat",)),
    # The message to edit is gone: the words still matter, the buttons alone do not.
    Meaning("message to edit not found", Remedy.ANEW, TEXT_EDIT),
    Meaning("message can't be edited", Remedy.ANEW, TEXT_EDIT),
    Meaning("message_id_invalid", Remedy.ANEW, TEXT_EDIT),
    Meaning("there is no text in the message to edit", Remedy.ANEW, TEXT_EDIT),
    Meaning("message to edit not found", Result.UNCHANGED, BUTTONS_EDIT),
    Meaning("message can't be edited", Result.UNCHANGED, BUTTONS_EDIT),
    Meaning("message_id_invalid", Result.UNCHANGED, BUTTONS_EDIT),
    # Can be said in another way.
    Meaning("can't parse entities", Remedy.PLAIN),
    Meaning("can't find end", Remedy.PLAIN),
    Meaning("unsupported start tag", Remedy.PLAIN),
    Meaning("entity_bounds_invalid", Remedy.PLAIN),
    Meaning("entities_too_long", Remedy.PLAIN),
    Meaning("message to be replied not found", Remedy.ALONE),
    Meaning("message to reply not found", Remedy.ALONE),
    Meaning("message to be replied", Remedy.ALONE),
    Meaning("message thread not found", Remedy.NO_THREAD),
    Meaning("topic_closed", Remedy.NO_THREAD),
    Meaning("topic_deleted", Remedy.NO_THREAD),
    Meaning("wrong file identifier", Remedy.UPLOAD),
    Meaning("wrong remote file", Remedy.UPLOAD),
    Meaning("file_reference", Remedy.UPLOAD),
    Meaning("can't use file of type", Remedy.UPLOAD),
    Meaning("type of file mismatch", Remedy.UPLOAD),
    Meaning("photo_invalid_dimensions", Remedy.AS_DOCUMENT, PHOTO_OR_VOICE),
    Meaning("image_process_failed", Remedy.AS_DOCUMENT, PHOTO_OR_VOICE),
    Meaning("photo_save_file_invalid", Remedy.AS_DOCUMENT, PHOTO_OR_VOICE),
    Meaning("voice_messages_forbidden", Remedy.AS_DOCUMENT, PHOTO_OR_VOICE),
    Meaning("file is too big", Remedy.AS_DOCUMENT, PHOTO_OR_VOICE),
    Meaning("too big for a photo", Remedy.AS_DOCUMENT, PHOTO_OR_VOICE),
    # Nobody is there, or we may not speak there: the chat is blocked until we hear from it.
    Meaning("chat not found", Result.BLOCKED),
    Meaning("user not found", Result.BLOCKED),
    Meaning("peer_id_invalid", Result.BLOCKED),
    Meaning("user is deactivated", Result.BLOCKED),
    Meaning("group chat was deactivated", Result.BLOCKED),
    Meaning("chat_write_forbidden", Result.BLOCKED),
    Meaning("chat_restricted", Result.BLOCKED),
    Meaning("chat_send_plain_forbidden", Result.BLOCKED),
    Meaning("have no rights to send", Result.BLOCKED),
    Meaning("not enough rights to send", Result.BLOCKED),
    Meaning("need administrator rights in the channel", Result.BLOCKED),
    # Too large for the server in any form.
    Meaning("request entity too large", Result.FAILED),
)

TOKEN_REFUSED_WAIT = timedelta(minutes=1)
"""A refused token is mended by a person, not by trying at once."""


@dataclass(frozen=True)
class FailureVerdict:
    """What follows from an error: a remedy to try, or a result."""

    then: Result | Remedy
    wait: timedelta | None = None
    new_chat_id: int | None = None


def verdict(error: TelegramError, method: str, *, once_only: bool) -> FailureVerdict:
    """Read an error. `once_only`: in doubt whether it was delivered, do not say it again (broadcasts)."""
    if isinstance(error, RetryAfter):
        return FailureVerdict(Result.RETRY, wait=timedelta(seconds=seconds_of(error)))
    if isinstance(error, ChatMigrated):
        return FailureVerdict(Result.MIGRATED, new_chat_id=error.new_chat_id)
    if isinstance(error, InvalidToken):
        return FailureVerdict(Result.RETRY, wait=TOKEN_REFUSED_WAIT)
    if found := meaning(str(error), method):
        return FailureVerdict(found.then)
    if isinstance(error, Forbidden):
        return FailureVerdict(Result.BLOCKED)
    if isinstance(error, BadRequest):
        return FailureVerdict(Result.FAILED)
    if isinstance(error, NotSent) or not once_only:
        return FailureVerdict(Result.RETRY)
    return FailureVerdict(Result.UNCERTAIN)


def meaning(words: str, method: str) -> Meaning | None:
    """The row that explains a refusal of `method`, if we know it."""
    said = words.lower()
    fitting = (row for row in MEANINGS if row.words in said and (not row.methods or method in row.methods))
    return next(fitting, None)
