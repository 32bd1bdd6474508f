"""A file from a browser: streamed to disk with its size and pace watched, then said in its room.

The upload is the message: one request carries the file, its caption and the browser's own id, so a file
cannot hang loose and an upload that is sent again is the same message.
"""

import asyncio
import logging
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from aiohttp import BodyPartReader, web
from aiohttp.http_exceptions import HttpProcessingError
from sqlalchemy.ext.asyncio import AsyncSession

from bot.web import item_processor, updates
from bot.web.chat_parts import PARTS, Parts
from bot.web.endpoints import room_of, visitor_of
from bot.web.frames import Attachment, BadFrame, client_id
from bot.web.guard import answer, told
from bot.web.limits import neighbourhood
from bot.web.peers import address_of
from storage import files, rooms
from storage.database import CannotStore
from storage.tables.chat_rows import Visitor

log = logging.getLogger(__name__)

CHUNK = 64 * 1024
BROKEN = (ValueError, AssertionError, HttpProcessingError)
"""What aiohttp raises for a multipart body that is not one."""

_FIELD_BYTES = 8 * 1024
_MEGABYTE = 1024 * 1024
_SPARE = 64 * 1024  # what the other fields and the multipart lines may take beside the file
_UNFIT = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069/\\]")


@dataclass(slots=True)
class UploadForm:
    """The fields that stand before the file."""

    texts: dict[str, str] = field(default_factory=dict)

    def attachment(self, parts: Parts, room: int, stored: files.Saved, file_id: int, name: str) -> Attachment:
        """The item to let in; raises `BadFrame` when a field is not what a page of ours sends."""
        return Attachment(
            id=client_id(self.texts.get("id")),
            room=room,
            file_id=file_id,
            kind=stored.kind,
            name=name,
            mime=stored.mime,
            size=stored.size,
            place=stored.place,
            caption=self.texts.get("caption", "").replace("\x00", "").strip()[: parts.limits.caption_chars],
            album=client_id(self.texts["album"]) if self.texts.get("album") else "",
            seconds=min(_whole(self.texts.get("seconds", "")), 3_600),
        )


async def upload(request: web.Request) -> web.StreamResponse:
    """POST api/rooms/{room}/files: multipart: id, caption, album, as, seconds, and last the file."""
    parts = request.app[PARTS]
    visitor = await visitor_of(request)
    room = room_of(request)
    declared = request.content_length or 0
    if declared > parts.limits.file_bytes + _SPARE:
        return _too_large(request, declared)
    address = neighbourhood(address_of(request, parts.proxies))
    if await parts.rates.file(visitor.id or 0, address):
        return told(request, 429, "web-too-many-files")
    if await item_processor.speaker_in(parts, visitor, room) is None:
        return told(request, 404, "web-no-room")
    try:
        async with asyncio.timeout(parts.limits.upload_seconds):
            return await _receive(request, parts, visitor, room, address)
    except TimeoutError:
        return _hang_up(told(request, 408, "web-slow"))
    except files.TooLarge:
        return _too_large(request, declared)
    except files.EmptyFile:
        return told(request, 400, "web-empty-file")


async def _receive(
    request: web.Request, parts: Parts, visitor: Visitor, room: int, address: str
) -> web.StreamResponse:
    form = UploadForm()
    try:
        async for part in _parts(request):
            if part.name == "file":
                return await _keep(parts, visitor, room, address, form, part)
            form.texts[part.name or ""] = await _field(parts, part)
    except BadFrame as bad:
        return told(request, 400, bad.sentence, **bad.facts)
    return told(request, 400, "web-empty")


async def _parts(request: web.Request) -> AsyncIterator[BodyPartReader]:
    try:
        parts = await request.multipart()
        while (part := await parts.next()) is not None:
            if not isinstance(part, BodyPartReader):
                raise BadFrame("nested parts")
            yield part
    except BROKEN as error:
        raise BadFrame("broken multipart body") from error


async def _piece(parts: Parts, part: BodyPartReader, most: int) -> bytes:
    """The next bytes of a part; a client that stops for too long is given up."""
    try:
        async with asyncio.timeout(parts.limits.chunk_seconds):
            return bytes(await part.read_chunk(most))
    except BROKEN as error:
        raise BadFrame("broken multipart body") from error


async def _keep(
    parts: Parts, visitor: Visitor, room: int, address: str, form: UploadForm, part: BodyPartReader
) -> web.StreamResponse:
    """Store the bytes, then the row, then say it."""
    item_id = client_id(form.texts.get("id"))
    name = file_name(part.filename or "")
    now = parts.clock()
    try:
        saved = await parts.files.save(
            _chunks(parts, part),
            name=name,
            limit=parts.limits.file_bytes,
            mime=part.headers.get("Content-Type", ""),
            kind="voice" if form.texts.get("as") == "voice" else None,
        )
        async with parts.db.writing() as session:
            file_id = await _sent_before(session, room, item_id) or await parts.files.record(
                session, saved, channel="web", remote_id=f"{room}:{item_id}", now=now
            )
    except CannotStore as error:
        log.warning("a file of the web chat could not be stored: %s", type(error).__name__)
        return _told(item_processor.not_stored(parts, item_id))
    item = form.attachment(parts, room, saved, file_id, name)
    return _told(await item_processor.take(parts, visitor, address, item))


async def _sent_before(session: AsyncSession, room: int, item_id: str) -> int | None:
    """The file of a message that is here already: its answer was lost on the way, and it came again.

    The second copy has no row, so it is swept; a row of its own would outlive the case that it belongs to.
    """
    before = await rooms.said(session, room, item_id)
    return updates.file_of(before.payload) if before is not None and before.payload else None


def _told(heard: item_processor.ItemAnswer) -> web.Response:
    return answer(heard.frame, heard.status)


async def _chunks(parts: Parts, part: BodyPartReader) -> AsyncIterator[bytes]:
    while chunk := await _piece(parts, part, CHUNK):
        yield chunk


async def _field(parts: Parts, part: BodyPartReader) -> str:
    raw = b""
    while chunk := await _piece(parts, part, _FIELD_BYTES):
        raw += chunk
        if len(raw) > _FIELD_BYTES:
            raise BadFrame("field too long")
    try:
        return raw.decode()
    except UnicodeDecodeError as error:
        raise BadFrame("field is not UTF-8") from error


def file_name(given: str) -> str:
    """A name to show and to save under: no folders, no control or direction marks, at most 120 characters."""
    name = _UNFIT.sub("_", given).strip(". ")
    if len(name) <= 120:
        return name
    stem, dot, ending = name.rpartition(".")
    return f"{stem[:100]}{dot}{ending[:15]}" if dot else name[:120]


def megabytes(size: int) -> str:
    """A size as people read it: whole megabytes, rounded up, so that 20.1 is not told as 20."""
    return str(-(-size // _MEGABYTE))


def _too_large(request: web.Request, declared: int) -> web.Response:
    limit = request.app[PARTS].limits.file_bytes
    if declared > limit:
        return _hang_up(
            told(request, 413, "web-file-too-large", size=megabytes(declared), most=megabytes(limit))
        )
    return _hang_up(told(request, 413, "web-file-larger", most=megabytes(limit)))


def _hang_up(response: web.Response) -> web.Response:
    """Close afterwards: the rest of the body is not wanted."""
    response.force_close()
    return response


def _whole(written: str) -> int:
    """A whole number of at most nine digits; 0 for anything else."""
    return int(written) if len(written) < 10 and written.isascii() and written.isdecimal() else 0
