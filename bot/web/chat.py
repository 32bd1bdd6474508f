"""A browser's WebSocket: who it is (first frame), what it says (frames in order), what is new (pushed).

The key never stands in the URL, where proxies and histories would keep it. What is pushed is read from the
stored rooms after the browser's own position, so a reconnect misses nothing and doubles nothing.
"""

import asyncio
import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from aiohttp import WSCloseCode, WSMsgType, web
from sqlalchemy.ext.asyncio import AsyncSession

from bot.web import item_processor, visitors
from bot.web.chat_parts import PARTS, Parts, shown_shut
from bot.web.events import event
from bot.web.frames import BadFrame, client_id, read_frame
from bot.web.limits import neighbourhood
from bot.web.peers import address_of
from storage import rooms
from storage.database import CannotStore
from storage.tables.chat_rows import Room, Visitor

log = logging.getLogger(__name__)

UNKNOWN_KEY = 4401
SLOW_HELLO = 4408
TOO_MANY = 4429
FIRST_LOOK = 200
"""How many changes of a room a browser without a position is shown at first."""
PAGE = 200
BAD_FRAMES = 20
"""After so many frames that no page of ours sends, the connection is closed."""


async def converse(request: web.Request) -> web.StreamResponse:
    """GET api/socket: the whole life of one connection."""
    parts = request.app[PARTS]
    limits = parts.limits
    address = neighbourhood(address_of(request, parts.proxies))
    socket = web.WebSocketResponse(
        heartbeat=limits.heartbeat_seconds, max_msg_size=limits.frame_bytes, compress=False
    )
    await socket.prepare(request)
    if not parts.sockets_by_address.enter(address):
        await socket.close(code=TOO_MANY)
        return socket
    parts.sockets.add(socket)
    place = AddressPlace(parts, address)
    try:
        await _talk(parts, socket, place)
    except* ConnectionResetError:
        log.debug("a browser went away while it was written to")
    finally:
        parts.sockets.discard(socket)
        place.leave()
    return socket


class AddressPlace:
    """A place among the sockets of one address, given back once: a visitor's first socket takes none for long."""

    def __init__(self, parts: Parts, address: str) -> None:
        self._parts, self.address, self._held = parts, address, True

    def leave(self) -> None:
        """Leave the place to another of the same address."""
        if self._held:
            self._parts.sockets_by_address.leave(self.address)
            self._held = False


async def _talk(parts: Parts, socket: web.WebSocketResponse, place: AddressPlace) -> None:
    hello = await _hello(parts, socket)
    if hello is None:
        return
    name = str(hello.visitor.id)
    if parts.sockets_by_visitor.held(name) == 0:
        place.leave()
    if not parts.sockets_by_visitor.enter(name):
        await socket.close(code=TOO_MANY)
        return
    try:
        await BrowserConnection(parts, socket, hello, place.address).run()
    except CannotStore:
        await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
    finally:
        parts.sockets_by_visitor.leave(name)


@dataclass(frozen=True, slots=True)
class Greeted:
    """A recognised browser: whose it is, how far it has read, and which rooms it wants (None: all)."""

    visitor: Visitor
    after: dict[int, int]
    only: frozenset[int] | None


async def _hello(parts: Parts, socket: web.WebSocketResponse) -> Greeted | None:
    """The first frame: the visitor's key, and how far this browser has read each room."""
    try:
        first = await socket.receive(timeout=parts.limits.hello_seconds)
    except TimeoutError:
        await socket.close(code=SLOW_HELLO)
        return None
    frame = _json(first.data) if first.type is WSMsgType.TEXT else None
    key = frame.get("key") if isinstance(frame, Mapping) and frame.get("type") == "hello" else None
    try:
        visitor = await visitors.recognise(parts.db, key, parts.clock()) if isinstance(key, str) else None
    except CannotStore:
        await socket.close(code=WSCloseCode.TRY_AGAIN_LATER)
        return None
    if visitor is None or not isinstance(frame, Mapping):
        await socket.close(code=UNKNOWN_KEY)
        return None
    return Greeted(visitor, positions(frame.get("after")), wanted(frame.get("rooms")))


LONGEST_ID = 16
"""Digits of a room's id, with its sign; Python refuses to read very long numbers at all."""


def positions(value: Any) -> dict[int, int]:
    """How far each room was read, from a client's JSON; what makes no sense is left out."""
    if not isinstance(value, Mapping) or len(value) > 1_000:
        return {}
    pairs = ((str(room), seq) for room, seq in value.items())
    return {
        int(room): seq
        for room, seq in pairs
        if len(room) <= LONGEST_ID
        and room.removeprefix("-").isascii()
        and room.removeprefix("-").isdecimal()
        and isinstance(seq, int)
        and 0 <= seq < 2**53
    }


def wanted(value: Any) -> frozenset[int] | None:
    """The rooms a browser wants to hear of, or None for all of its rooms."""
    if not isinstance(value, list):
        return None
    return frozenset(room for room in value[:1_000] if isinstance(room, int))


def _json(data: str) -> Any:
    try:
        return json.loads(data)
    except (ValueError, RecursionError):
        return None


class BrowserConnection:
    """One recognised browser. Frames are taken one after the other; pushes run beside them."""

    def __init__(self, parts: Parts, socket: web.WebSocketResponse, hello: Greeted, address: str) -> None:
        self.parts = parts
        self.socket = socket
        self.visitor = hello.visitor
        self.only = hello.only
        self.address = address
        self.after = dict(hello.after)
        self.news = asyncio.Event()
        self.bad_frames = 0
        self.told_shut: dict[int, int] = {}
        """How far each room was looked through while the browser was shut."""

    async def run(self) -> None:
        """Greet, then take and push until the browser goes."""
        async with self.parts.db.reading() as session:
            joined = await rooms.rooms_of(session, self.visitor.id or 0)
        joined = [room for room in joined if self.only is None or room.id in self.only]
        await self.socket.send_json(welcome(self.visitor, joined))
        async with self._listening([room.id for room in joined]):
            for room in joined:
                self.after.setdefault(room.id, max(0, room.last_seq - FIRST_LOOK))
            self.after = {room.id: self.after[room.id] for room in joined}
            self.news.set()
            async with asyncio.TaskGroup() as both:
                pusher = both.create_task(self._push())
                await self._take()
                pusher.cancel()

    @asynccontextmanager
    async def _listening(self, room_ids: list[int]) -> AsyncIterator[None]:
        self.parts.hub.join(room_ids, self.news)
        try:
            yield
        finally:
            self.parts.hub.leave(room_ids, self.news)

    async def _take(self) -> None:
        async for received in self.socket:
            if received.type is not WSMsgType.TEXT:
                await self.socket.close(code=WSCloseCode.UNSUPPORTED_DATA)
                return
            answer = await self._answer(_json(received.data))
            if answer is not None:
                await self.socket.send_json(answer)
            if self.bad_frames > BAD_FRAMES:
                await self.socket.close(code=WSCloseCode.POLICY_VIOLATION)
                return

    async def _answer(self, frame: Any) -> dict[str, Any] | None:
        if isinstance(frame, Mapping) and frame.get("type") == "ping":
            return {"type": "pong"}
        try:
            item = read_frame(frame, text_chars=self.parts.limits.text_chars)
        except BadFrame as bad:
            self.bad_frames += 1
            return refusal(self.parts, frame, bad)
        return (await item_processor.take(self.parts, self.visitor, self.address, item)).frame

    async def _push(self) -> None:
        """Send what is new whenever somebody pokes. A slow browser only delays its own reading."""
        while not self.socket.closed:
            await self.news.wait()
            self.news.clear()
            try:
                for room_id in self.after:
                    await self._push_room(room_id)
            except ConnectionResetError:
                return  # gone; the reading side hears of it as well

    async def _push_room(self, room_id: int) -> None:
        while True:
            try:
                async with self.parts.db.reading() as session:
                    if await self.parts.is_shut(session, self.visitor.id or 0):
                        await self._push_login(session, room_id)
                        return
                    rows = await rooms.history(session, room_id, self.after[room_id], PAGE)
            except CannotStore:
                return  # the next poke, or the browser's reconnect, reads again
            for row in rows:
                told = event(row, self.visitor.id or 0)
                if told is not None:
                    await self.socket.send_json(told)
                self.after[room_id] = row.seq
            if len(rows) < PAGE:
                return

    async def _push_login(self, session: AsyncSession, room_id: int) -> None:
        """A shut browser hears how to open it; everything else waits where it is until it is open."""
        head = await rooms.room(session, room_id)
        last = max(self.after[room_id], self.told_shut.get(room_id, 0), (head.last_seq if head else 0) - PAGE)
        for row in await rooms.history(session, room_id, last, PAGE):
            self.told_shut[room_id] = row.seq
            told = event(row, self.visitor.id or 0) if shown_shut([row]) else None
            if told is not None:
                await self.socket.send_json(told)


def welcome(visitor: Visitor, joined: list[Room]) -> dict[str, Any]:
    """The server's first frame: who the browser is and which rooms it may read."""
    listed = [
        {"id": room.id, "kind": room.kind, "title": room.title, "seq": room.last_seq} for room in joined
    ]
    return {"type": "welcome", "visitor": visitor.id, "name": visitor.shown_name, "rooms": listed}


def refusal(parts: Parts, frame: Any, bad: BadFrame) -> dict[str, Any]:
    """The answer to a frame that cannot be read; without its id when even that makes no sense."""
    try:
        item_id = client_id(frame.get("id")) if isinstance(frame, Mapping) else ""
    except BadFrame:
        item_id = ""
    return item_processor.ItemAnswer(item_id, parts.sentence(bad.sentence, **bad.facts), status=400).frame


async def hang_up(app: web.Application) -> None:
    """At shutdown: close every connection, so that the browsers come back to the next process."""
    parts = app[PARTS]
    for socket in list(parts.sockets):
        await socket.close(code=WSCloseCode.GOING_AWAY)
    parts.hub.wake_all()
