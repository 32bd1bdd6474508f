"""Somebody at a browser, seen from the wire: says, presses, uploads, hears."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from io import BytesIO
from typing import Any
from uuid import uuid4

from aiohttp import ClientSession, ClientWebSocketResponse, FormData, WSMsgType

from tests.browser.office import Office


class Person:
    """A visitor with a key; `room` is the room they speak in."""

    def __init__(self, http: ClientSession, url: str, key: str, room: int) -> None:
        self.http, self.url, self.key, self.room = http, url, key, room

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    async def get(self, path: str, **query: Any) -> tuple[int, Any]:
        async with self.http.get(f"{self.url}/api/{path}", headers=self.headers, params=query) as answer:
            return answer.status, await answer.json()

    async def post(self, path: str, body: Any, **headers: str) -> tuple[int, Any]:
        sent = self.headers | headers
        async with self.http.post(f"{self.url}/api/{path}", headers=sent, json=body) as answer:
            return answer.status, await answer.json()

    async def says(self, text: str, item: str | None = None) -> tuple[int, Any]:
        return await self.post(f"rooms/{self.room}/say", {"id": item or str(uuid4()), "text": text})

    async def uploads(
        self, content: bytes, name: str, item: str | None = None, **fields: str
    ) -> tuple[int, Any]:
        form = FormData({"id": item or str(uuid4())} | fields)
        form.add_field("file", BytesIO(content), filename=name, content_type="application/octet-stream")
        path = f"{self.url}/api/rooms/{self.room}/files"
        async with self.http.post(path, headers=self.headers, data=form) as answer:
            return answer.status, await answer.json()

    async def reads(self, after: int = 0, wait: int = 0) -> list[dict[str, Any]]:
        _, told = await self.get(f"rooms/{self.room}/messages", after=after, wait=wait)
        return list(told["events"])

    async def hears(self, words: str) -> dict[str, Any]:
        """The first message of the bot that holds these words, waited for."""
        after = 0
        while True:
            for told in await self.reads(after, wait=5):
                after = max(after, told["seq"])
                if told.get("from") == "bot" and words in told.get("text", ""):
                    return told

    @asynccontextmanager
    async def connected(self, **hello: Any) -> AsyncIterator["Line"]:
        async with self.http.ws_connect(f"{self.url}/api/socket") as socket:
            await socket.send_json({"type": "hello", "key": self.key} | hello)
            yield Line(socket)


class Line:
    """An open socket."""

    def __init__(self, socket: ClientWebSocketResponse) -> None:
        self.socket = socket

    async def next(self, kind: str) -> dict[str, Any]:
        """The next frame of this kind; the others before it are passed over."""
        while True:
            frame: dict[str, Any] = await self.socket.receive_json(timeout=10)
            if frame["type"] == kind:
                return frame

    async def send(self, kind: str, room: int, item: str | None = None, **fields: Any) -> str:
        own_id = item or str(uuid4())
        await self.socket.send_json({"type": kind, "id": own_id, "room": room} | fields)
        return own_id

    async def closing(self) -> int:
        """The code the server closes with."""
        while True:
            received = await self.socket.receive(timeout=10)
            if received.type in (WSMsgType.CLOSE, WSMsgType.CLOSED, WSMsgType.CLOSING):
                return int(self.socket.close_code or 0)


async def arrive(http: ClientSession, office: Office) -> Person:
    """A new visitor, as the page makes one."""
    async with http.post(f"{office.url}/api/visitors") as answer:
        told = await answer.json()
    return Person(http, office.url, told["key"], told["room"])
