"""Malformed requests and frames at a really running office: no 5xx, no server's name, and a neighbour is served on."""

import asyncio
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any
from uuid import UUID

import pytest
from aiohttp import ClientError, ClientSession, ClientWebSocketResponse, WSMsgType

from tests.browser.real_office import RealOffice, real_office
from tests.crossings import EFFORT, HOURS, Figure

STATUS = re.compile(rb"HTTP/1\.[01] (\d{3})")
LONG = "9" * 5_000
NASTY: tuple[Any, ...] = (
    LONG, int("9" * 4_000), -1, 0, 2**53, -(2**63), 2**64, 1e308, True, None, "", " ", "\x00", "\ud800", "\u202e", "٣",
    "NaN", [], {}, [[]], {"a": {}}, ["a"] * 200, "x" * 100_000, "%s%n", "'; DROP TABLE cases; --", "<script>",
    "../../etc", "😀" * 50, "/join 0000-0000-0000", "/start " + "A" * 600, "c:show:1:", "a:open:1", "a:\x00",
    "repeat-1:3",
)  # fmt: skip
NUMBERS = (LONG, "-1", "0", "٣", "1e9", "0x10", "9" * 15, "9" * 16, "%00", "%ff", "")
PLACES = (
    "/", "/demo", "/verify", "/healthz", "/readyz", "/static/", "/api/me", "/api/words", "/api/visitors", "/api/socket",
    "/api/demo/seats", "/api/demo/clock", "/api/rooms/1/say", "/api/rooms/-1/messages", "/api/rooms/1/files",
)  # fmt: skip
HEADERS = (
    "Content-Length: abc",
    "Content-Length: -1",
    "Transfer-Encoding: chunked\r\nContent-Length: 5",
    "Transfer-Encoding: chunked",
    "Range: bytes=5-1",
    f"Range: bytes={LONG}-",
    "If-Modified-Since: \x01",
    "Expect: weird",
    "Accept-Language: ;;q=,zz;q=9",
    "Content-Encoding: gzip\r\nContent-Length: 4",
    "Cookie: \x7f=;;;",
    "X: " + "a" * 9_000,
    "Upgrade: websocket\r\nConnection: upgrade\r\nSec-WebSocket-Version: 99\r\nSec-WebSocket-Key: zz",
    "Authorization: Bearer \x01\x02",
    "Authorization: Bearer",
    "Origin: http://evil",
    "Host: [::1",
    'Content-Type: a/b; c="',
)
METHODS = (
    "GET",
    "POST",
    "HEAD",
    "PUT",
    "DELETE",
    "OPTIONS",
    "TRACE",
    "CONNECT",
    "get",
    "\x16\x03\x01",
    "G" * 300,
)


@dataclass
class Attacker:
    """One visitor who sends what no page of ours sends, and counts what comes back."""

    office: RealOffice
    http: ClientSession
    chance: Random
    key: str = ""
    room: int = 0
    answers: Counter[str] = field(default_factory=Counter)

    async def attack(self) -> None:
        """One malformed thing, of a kind drawn by lot."""
        kind = self.chance.choice((self.raw, self.raw, self.item, self.query, self.upload, self.frames))
        try:
            async with asyncio.timeout(20):
                await kind()
        except (ConnectionError, ClientError):
            self.answers["hung up"] += 1

    def met(self, status: int, server: str | None) -> None:
        """What an answer shows."""
        self.answers[str(status)] += 1
        self.answers["named itself"] += server is not None

    async def raw(self) -> None:
        """Bytes that are nearly a request: bits turned, lines doubled, numbers without end, or cut."""
        chance = self.chance
        place = chance.choice(PLACES) + chance.choice(
            ("", "?after=" + chance.choice(NUMBERS), "a" * 7_000, "%00", "/../..")
        )
        lines = [
            f"{chance.choice(METHODS)} {place} HTTP/1.{chance.choice('1119')}",
            "Host: 127.0.0.1",
            "Connection: close",
        ]
        lines += chance.sample(HEADERS, chance.randrange(3))
        sent = bytearray("\r\n".join([*lines, "", "zzzz"]).encode("utf-8", "surrogatepass"))
        for _ in range(chance.choice((0, 0, 1, 8))):
            sent[chance.randrange(len(sent))] = chance.randrange(256)
        reader, writer = await asyncio.open_connection("127.0.0.1", self.office.port)
        try:
            writer.write(bytes(sent[: chance.choice((len(sent), len(sent), chance.randrange(len(sent))))]))
            writer.write_eof()
            told = await reader.read(4_096)
        finally:
            writer.close()
        if found := STATUS.match(told):
            self.met(int(found[1]), "named" if b"\r\nserver:" in told.split(b"\r\n\r\n")[0].lower() else None)

    async def item(self) -> None:
        """An item over HTTP with fields of every wrong kind."""
        what = self.chance.choice(("say", "press", "place"))
        body = self.fields("text", "reply_to", "data", "message_id", "lat", "lon")
        sent = (
            json.dumps(body)
            if self.chance.random() < 0.8
            else self.chance.choice(("[" * 5_000, "{", "\x00", LONG))
        )
        await self.asks(
            "POST", f"/api/rooms/{self.where()}/{what}", data=sent.encode("utf-8", "surrogatepass")
        )

    async def query(self) -> None:
        """A read with numbers of every wrong kind."""
        asked = "&".join(f"{name}={self.chance.choice(NUMBERS)}" for name in ("after", "limit"))
        await self.asks("GET", f"/api/rooms/{self.where()}/messages?{asked}")

    async def upload(self) -> None:
        """A file with fields of every wrong kind."""
        lines = [f'name="id"\r\n\r\n{self.id()}']
        for name in self.chance.sample(("seconds", "caption", "album", "as", "id", "other"), 3):
            lines.append(f'name="{name}"\r\n\r\n{str(self.chance.choice(NASTY))[:9_000]}')
        name = self.chance.choice(("a.png", "../../x", "\x00.exe", "长" * 300, "", "a\\b", "\u202egnp.exe"))
        lines.append(f'name="file"; filename="{name}"\r\n\r\n' + "x" * self.chance.randrange(3_000))
        self.chance.shuffle(lines)
        parts = "".join(f"--b\r\nContent-Disposition: form-data; {line}\r\n" for line in lines) + "--b--\r\n"
        body = parts.encode("utf-8", "replace")[
            : self.chance.choice((10**6, 10**6, self.chance.randrange(3_000)))
        ]
        kind = {
            "Content-Type": f"multipart/form-data; boundary={self.chance.choice(('b', 'b', 'c', '', LONG[:80]))}"
        }
        await self.asks("POST", f"/api/rooms/{self.where()}/files", data=body, headers=kind)

    async def frames(self) -> None:
        """A greeting and a few frames over a socket."""
        async with self.http.ws_connect(f"{self.office.url}/api/socket") as socket:
            hello = {"type": "hello", "key": self.key, "after": {str(self.room): 0}}
            if self.chance.random() < 0.5:
                hello[self.chance.choice(("key", "after", "rooms", "type"))] = self.chance.choice(NASTY)
            await self.send(socket, json.dumps(hello))
            for _ in range(self.chance.randrange(6)):
                kind = self.chance.choice(("say", "press", "place", "hello", LONG))
                await self.send(
                    socket, json.dumps({"type": kind, **self.fields("text", "data", "message_id", "lat")})
                )
            self.answers["frames"] += 1

    async def send(self, socket: ClientWebSocketResponse, words: str) -> None:
        """A frame: as it is, cut, or as bytes."""
        match self.chance.randrange(6):
            case 0:
                await socket.send_bytes(self.chance.randbytes(50))
            case 1:
                await socket.send_str(words[: self.chance.randrange(len(words))])
            case _:
                await socket.send_str(words)

    def fields(self, *names: str) -> dict[str, Any]:
        """Some fields, most of them wrong."""
        chosen = {name: self.chance.choice(NASTY) for name in names if self.chance.random() < 0.7}
        return {
            "id": self.chance.choice((self.id(), self.id(), LONG, 5)),
            "room": self.chance.choice((self.room, *NASTY)),
            **chosen,
        }

    def where(self) -> Any:
        """A room: one's own, somebody's, or none."""
        return self.chance.choice((self.room, self.room, 1, -1, LONG, "9" * 15))

    def id(self) -> str:
        """An id that nobody has."""
        return str(UUID(int=self.chance.getrandbits(128)))

    async def asks(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> None:
        """A request as far as a client library makes one."""
        headers = {"Authorization": f"Bearer {self.key}", **(headers or {})}
        async with self.http.request(method, self.office.url + path, headers=headers, **more) as answer:
            await answer.read()
            self.met(answer.status, answer.headers.get("Server"))


async def arrived(http: ClientSession, office: RealOffice) -> tuple[str, int]:
    """A new visitor's key and room."""
    async with http.post(f"{office.url}/api/visitors") as answer:
        told = await answer.json()
    return told["key"], told["room"]


async def served(socket: ClientWebSocketResponse, room: int, n: int) -> None:
    """The neighbour says something over the one socket and is heard."""
    own = str(UUID(int=n + 1))
    await socket.send_json({"type": "say", "id": own, "room": room, "text": "你好"})
    while True:
        got = await socket.receive(timeout=30)
        assert got.type is WSMsgType.TEXT, "the neighbour's socket died"
        frame = json.loads(got.data)
        if frame["type"] in ("ack", "refused") and frame["id"] == own:
            assert frame["type"] == "ack", frame
            return


async def attacked(office: RealOffice, attacks: int) -> Counter[str]:
    """So many attacks, eight at a time, while a neighbour talks on."""
    async with ClientSession() as http:
        key, room = await arrived(http, office)
        attacker = Attacker(office, http, Random(13), *await arrived(http, office))
        async with http.ws_connect(f"{office.url}/api/socket") as socket:
            await socket.send_json({"type": "hello", "key": key})
            for n, at in enumerate(range(0, attacks, 100)):
                attacker.key, attacker.room = await arrived(
                    http, office
                )  # who sends too many files is not heard
                for _ in range(at, min(at + 100, attacks), 8):
                    await asyncio.gather(*(attacker.attack() for _ in range(8)))
                await served(socket, room, n)
    return attacker.answers


@pytest.mark.timeout(HOURS)
@pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionHeader")
@pytest.mark.filterwarnings("ignore::aiohttp.BadContentDispositionParam")
def test_malformed_requests_and_frames_break_nothing(
    tmp_path: Path, figure: Figure, caplog: pytest.LogCaptureFixture
) -> None:
    with real_office(tmp_path) as office:
        answers = asyncio.run(attacked(office, EFFORT.attacks))
    broken = {status: count for status, count in answers.items() if status.startswith("5")}
    figure("malformed requests and frames", EFFORT.attacks)
    figure("5xx", sum(broken.values()))
    figure("answers", dict(answers))
    assert not broken, broken
    assert not answers["named itself"]
    assert answers["400"] and answers["404"] and answers["frames"], "they arrived"
    assert LONG[:50] not in caplog.text, "what nobody could read stands in the log"
    assert "127.0.0.1" not in caplog.text
