"""Photos, files, voice and places: originals are kept byte for byte, an album counts as one answer."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

from aiogram import Bot
from aiogram.types import Message

from casework import privacy
from casework.petition import Refusal
from casework.wording import text
from handlers.citizen.draft import FILES_LIMIT, Draft
from services.context import Desk
from services.papers import handing_over

LONGEST_MESSAGE = 5_000
"""Characters of one message that stay in the story; a longer one is kept whole as a text file."""
_MEGA = 1024 * 1024


@dataclass(frozen=True)
class Sent:
    """One file as a channel describes it."""

    file_id: str
    unique_id: str
    name: str
    mime: str
    size: int
    kind: str = ""
    """What the channel calls it (voice, video); empty where its bytes tell."""


_KINDS = {
    "document": ("file", "application/octet-stream"), "voice": ("voice.ogg", "audio/ogg"),
    "audio": ("audio", "audio/mpeg"), "video": ("video.mp4", "video/mp4"), "video_note": ("video.mp4", "video/mp4"),
}  # fmt: skip
"""Fields of a message that hold a file: the name and the type of one that is sent without, as Telegram sends them."""


def sent_file(message: Message) -> Sent | None:
    """The file of a message, the largest size of a photo; None when it has none."""
    if message.photo:
        photo = max(message.photo, key=lambda size: size.width * size.height)
        return Sent(photo.file_id, photo.file_unique_id, "photo.jpg", "image/jpeg", photo.file_size or 0)
    for kind, (default, usual) in _KINDS.items():
        item = getattr(message, kind)
        if item is not None:
            name = getattr(item, "file_name", None) or default
            mime = getattr(item, "mime_type", None) or usual
            claimed = "voice" if kind == "voice" else ""
            return Sent(item.file_id, item.file_unique_id, name, mime, item.file_size or 0, claimed)
    return None


async def take(desk: Desk, message: Message, draft: Draft) -> bool:
    """Put what was sent into the draft. True unless it is a later piece of an album already answered."""
    if message.location is not None:
        take_place(draft, message)
        await message.answer(text("intake-place-taken"))
        return True
    first = await keep(desk, message, draft)
    if first:
        await message.answer(taken_words(anonymous=bool(draft.anonymous), earlier=len(draft.files) - 1))
    return first


def taken_words(*, anonymous: bool, earlier: int) -> str:
    """That a file was received; who stays anonymous hears once what a file may tell."""
    warned = [text("intake-files-anonymous")] if anonymous and not earlier else []
    return "\n".join([text("intake-file-taken"), *warned])


def take_place(draft: Draft, message: Message) -> None:
    """A place on the map; a venue's words are kept too."""
    assert message.location is not None
    draft.latitude, draft.longitude = message.location.latitude, message.location.longitude
    if message.venue is not None:
        draft.place = f"{message.venue.title} {message.venue.address}".strip()
    draft.place = draft.place or f"{draft.latitude:.5f}, {draft.longitude:.5f}"
    draft.town = draft.town or privacy.town_of(draft.place)


def place_in_words(message: Message) -> str:
    """A place on the map as words of a case: a venue's name and address, and where it is."""
    assert message.location is not None
    where = f"{message.location.latitude:.5f}, {message.location.longitude:.5f}"
    named = f"{message.venue.title} {message.venue.address}".strip() if message.venue is not None else ""
    return text("place-in-words", place=f"{named} ({where})" if named else where)


async def keep(desk: Desk, message: Message, draft: Draft) -> bool:
    """Store the message's file with the draft; True when it opens a new album or stands alone."""
    if len(draft.files) >= FILES_LIMIT:
        raise Refusal(text("error-too-many-files", limit=FILES_LIMIT))
    kept = await store(desk, message)
    album = message.media_group_id or ""
    first = not album or all(item.get("album") != album for item in draft.files)
    draft.files.append({**kept, "album": album})
    return first


async def store(desk: Desk, message: Message) -> dict[str, str | int]:
    """Fetch a message's file and store it; what the draft needs to know of it.

    Raises `Refusal` with a sentence when it is too large or cannot be fetched. Nothing is written to the
    database before the bytes are safely on disk.
    """
    sent = sent_file(message)
    if sent is None or message.bot is None:
        raise Refusal(text("error-nothing-sent"))
    limit = desk.context.file_limit
    if sent.size > limit:
        raise too_large(sent.size, limit)
    saved = await desk.context.files.save(
        download(message.bot, sent.file_id),
        name=sent.name,
        mime=sent.mime,
        limit=limit,
        kind=sent.kind or None,
    )
    session = await desk.write()
    file_id = await desk.context.files.record(
        session, saved, channel=desk.channel, remote_id=sent.file_id, now=desk.now
    )
    return {"id": file_id, "kind": saved.kind, "name": sent.name, "caption": message.caption or ""}


def too_large(size: int, limit: int) -> Refusal:
    """The sentence for a file over the limit."""
    return Refusal(text("error-file-too-large", size=-(-size // _MEGA), limit=limit // _MEGA))


async def download(bot: Bot, file_id: str) -> AsyncIterator[bytes]:
    """A file's bytes from its channel, in pieces."""
    found = await bot.get_file(file_id)
    url = bot.session.api.file_url(bot.token, found.file_path or "")
    async for chunk in bot.session.stream_content(url):
        yield chunk


async def keep_long_text(desk: Desk, draft: Draft, words: str) -> str:
    """Keep a very long message whole as a text file; its beginning stays in the story."""
    body = words.encode("utf-8", "surrogatepass")
    saved = await handing_over.keep(desk, body, name="全文.txt", mime="text/plain; charset=utf-8")
    file_id = await desk.context.files.record(
        await desk.write(), saved, channel=desk.channel, remote_id="", now=desk.now
    )
    draft.files.append({"id": file_id, "kind": saved.kind, "name": "全文.txt", "caption": "", "album": ""})
    return words[: LONGEST_MESSAGE - 20] + text("intake-cut")
