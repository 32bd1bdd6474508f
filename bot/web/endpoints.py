"""The HTTP side of the web chat: becoming a visitor, saying, reading, fetching files (docs/webchat.md)."""

import asyncio
import json
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.web import chat, item_processor, visitors
from bot.web.chat_parts import PARTS, Parts, shown_shut
from bot.web.events import event, file_id_of, file_of
from bot.web.frames import BadFrame, read_frame
from bot.web.guard import answer, told
from bot.web.limits import neighbourhood
from bot.web.page import page_words
from bot.web.peers import address_of
from storage import rooms
from storage.tables.chat_rows import RoomMessage, Visitor

SHOWN_AS_THEY_ARE = frozenset(
    {
        "image/jpeg",
        "image/png",
        "image/gif",
        "image/webp",
        "audio/ogg",
        "audio/webm",
        "audio/mpeg",
        "audio/mp4",
        "application/pdf",
    }
)
"""Types that the page shows or plays, and the office's documents, which phones open by their type; everything
else leaves as an unknown stream of bytes. All of it leaves as an attachment in a sandbox."""


async def visitor_of(request: web.Request) -> Visitor:
    """The visitor whose key the request carries; 401 when it carries none that is known."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    parts, bearer = request.app[PARTS], scheme.lower() == "bearer"
    found = await visitors.recognise(parts.db, key.strip(), parts.clock()) if bearer else None
    if found is None:
        raise web.HTTPUnauthorized(headers={"WWW-Authenticate": "Bearer"})
    return found


def room_of(request: web.Request) -> int:
    """The room of the path; the route's pattern has made sure that it is a number."""
    return int(request.match_info["room"])


async def new_visitor(request: web.Request) -> web.Response:
    """POST api/visitors: a new visitor with a room of their own. The key is told this once."""
    parts = request.app[PARTS]
    address = neighbourhood(address_of(request, parts.proxies))
    if await parts.rates.new_visitor(address):
        return told(request, 429, "web-too-many-visitors")
    key, visitor = await visitors.enter(parts.db, parts.clock())
    return answer({"key": key, "visitor": visitor.id, "room": visitor.id}, 201)


async def me(request: web.Request) -> web.Response:
    """GET api/me: who the key belongs to, and the rooms it opens."""
    visitor = await visitor_of(request)
    async with request.app[PARTS].db.reading() as session:
        joined = await rooms.rooms_of(session, visitor.id or 0)
    return answer(chat.welcome(visitor, joined))


async def item(request: web.Request) -> web.Response:
    """POST api/rooms/{room}/say, /press, /place: one item, as over the socket; answered once it is stored."""
    parts = request.app[PARTS]
    visitor = await visitor_of(request)
    frame = await _frame(request)
    address = neighbourhood(address_of(request, parts.proxies))
    try:
        read = read_frame(frame, text_chars=parts.limits.text_chars)
    except BadFrame as bad:
        return answer(chat.refusal(parts, frame, bad), 400)
    heard = await item_processor.take(parts, visitor, address, read)
    return answer(heard.frame, heard.status)


async def _frame(request: web.Request) -> dict[str, Any] | None:
    """The JSON of the body with the type and the room of the path."""
    try:
        read = json.loads(await request.text())
    except (ValueError, RecursionError, LookupError):
        return None
    if not isinstance(read, dict):
        return None
    return read | {"type": request.match_info["what"], "room": room_of(request)}


async def messages(request: web.Request) -> web.Response:
    """GET api/rooms/{room}/messages?after=SEQ&wait=SECONDS&limit=N: what is new, waited for if asked."""
    parts = request.app[PARTS]
    visitor = await visitor_of(request)
    room_id = room_of(request)
    after, wait = _whole(request, "after", 0), min(_whole(request, "wait", 0), int(parts.limits.poll_seconds))
    limit = max(1, min(_whole(request, "limit", chat.PAGE), chat.PAGE))
    if await item_processor.speaker_in(parts, visitor, room_id) is None:
        return told(request, 404, "web-no-room")
    if not parts.sockets_by_visitor.enter(str(visitor.id)):
        return told(request, 429, "web-too-fast")
    try:
        rows = await _after(parts, visitor, room_id, after, limit, wait)
    finally:
        parts.sockets_by_visitor.leave(str(visitor.id))
    told_events = [found for row in rows if (found := event(row, visitor.id or 0))]
    head = rows[-1].seq if rows else after
    return answer({"events": told_events, "seq": head, "more": len(rows) == limit})


async def _after(
    parts: Parts, visitor: Visitor, room_id: int, after: int, limit: int, wait: int
) -> list[RoomMessage]:
    """The rows after a seq; when there are none, wait for a poke, at most `wait` seconds."""
    news = asyncio.Event()
    parts.hub.join([room_id], news)
    try:
        rows = await _rows(parts, visitor, room_id, after, limit)
        if rows or not wait:
            return rows
        try:
            async with asyncio.timeout(wait):
                await news.wait()
        except TimeoutError:
            return []
        return await _rows(parts, visitor, room_id, after, limit)
    finally:
        parts.hub.leave([room_id], news)


async def _rows(parts: Parts, visitor: Visitor, room_id: int, after: int, limit: int) -> list[RoomMessage]:
    async with parts.db.reading() as session:
        rows = await rooms.history(session, room_id, after, limit)
        return shown_shut(rows) if await parts.is_shut(session, visitor.id or 0) else rows


def _whole(request: web.Request, name: str, usual: int) -> int:
    value = request.query.get(name, "")
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 16 else usual


async def file(request: web.Request) -> web.StreamResponse:
    """GET api/rooms/{room}/messages/{message}/file: the file of a message, to members of its room only.

    There is no way to ask for a file by its own id, so nothing can be counted through.
    """
    parts = request.app[PARTS]
    visitor = await visitor_of(request)
    room_id, message_id = room_of(request), int(request.match_info["message"])
    async with parts.db.reading() as session:
        member = await rooms.is_member(session, room_id, visitor.id or 0)
        member = member and not await parts.is_shut(session, visitor.id or 0)
        row = await rooms.message(session, room_id, message_id) if member else None
        file_id = file_id_of(row.payload) if row and row.payload and not row.deleted else None
        found = await parts.files.open(session, file_id) if file_id is not None else None
    if row is None or row.payload is None or found is None or not found.path.exists():
        return told(request, 404, "web-not-found")
    told_as = file_of(row.payload) or {}
    headers = _file_headers(found.mime, told_as.get("name") or found.name)
    response = web.StreamResponse(headers=headers | {"Content-Length": str(found.size)})
    await response.prepare(request)
    async for chunk in found.chunks():
        await response.write(chunk)
    await response.write_eof()
    return response


def _file_headers(mime: str, name: str) -> dict[str, str]:
    return {
        "Content-Type": mime if mime in SHOWN_AS_THEY_ARE else "application/octet-stream",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name or 'file', safe='')}",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Cache-Control": "private, no-store",
    }


async def words(request: web.Request) -> web.Response:
    """GET api/words: every sentence of the page, for a page of one's own."""
    return answer(page_words(request.app[PARTS].office()))


def add_routes(app: web.Application) -> None:
    """The protocol's routes; uploads are added by the factory, because they build on these."""
    room = r"/api/rooms/{room:-?\d{1,15}}"
    app.router.add_post("/api/visitors", new_visitor)
    app.router.add_get("/api/me", me)
    app.router.add_get("/api/words", words)
    app.router.add_get("/api/socket", chat.converse)
    app.router.add_post(room + r"/{what:say|press|place}", item)
    app.router.add_get(room + "/messages", messages)
    app.router.add_get(room + r"/messages/{message:\d{1,15}}/file", file)
    app.on_shutdown.append(chat.hang_up)
