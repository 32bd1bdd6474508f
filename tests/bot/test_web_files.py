"""Files over the web chat: kept byte for byte, shown only to members, never run by a browser."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
import pytest_asyncio
from aiogram.exceptions import TelegramBadRequest
from aiogram.methods import SendMessage
from aiohttp import ClientSession
from sqlalchemy import func, select

from bot.web.inner_session import Unanswerable, WebInnerSession
from bot.web.limits import Limits, RateLimit
from bot.web.uploads import file_name, megabytes
from storage.database import Database
from storage.tables.chat_rows import File
from tests.bot.web_person import Person, arrive
from tests.browser.office import Office, office

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(40)
PDF = b"%PDF-1.7\n" + b"x" * 100
WEBM = b"\x1aE\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm" + bytes(60)
SMALL = 50_000


@pytest_asyncio.fixture(loop_scope="session")
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest_asyncio.fixture(loop_scope="session")
async def web(sqlite_db: Database, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(sqlite_db, tmp_path, limits=Limits(file_bytes=SMALL)) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def ann(http: ClientSession, web: Office) -> Person:
    return await arrive(http, web)


async def download(person: Person, url: str) -> tuple[int, bytes, Any]:
    async with person.http.get(f"{person.url}/{url}", headers=person.headers) as answer:
        return answer.status, await answer.read(), answer.headers


async def test_a_photo_is_said_with_its_caption_and_comes_back_byte_for_byte(
    ann: Person, web: Office
) -> None:
    status, heard = await ann.uploads(PNG, "工资条.png", caption="工资条", album=str(uuid4()))
    assert (status, heard["type"]) == (200, "ack")
    message = web.script.fed[0]["message"]
    assert (message["caption"], len(message["photo"])) == ("工资条", 1)
    assert message["media_group_id"]
    (own, *_) = await ann.reads()
    assert (own["file"]["kind"], own["caption"], own["id"]) == ("photo", "工资条", heard["id"])
    status, content, headers = await download(ann, own["file"]["url"])
    assert (status, content) == (200, PNG)
    assert headers["Content-Type"] == "image/png"
    assert "attachment" in headers["Content-Disposition"]
    assert "sandbox" in headers["Content-Security-Policy"]


async def test_an_upload_that_is_sent_again_is_one_message(ann: Person, web: Office) -> None:
    item = str(uuid4())
    for _ in range(2):
        assert (await ann.uploads(PDF, "合同.pdf", item))[1] == {"type": "ack", "id": item}
    await ann.hears("收到：document")
    assert len(await ann.reads()) == 2
    assert web.script.turns == 1
    async with web.db.reading() as session:
        assert await session.scalar(select(func.count()).select_from(File)) == 1, (
            "an erasure must find all of it"
        )


async def test_a_voice_is_told_apart_from_a_film_in_the_same_container(ann: Person, web: Office) -> None:
    await ann.uploads(WEBM, "录音.webm", **{"as": "voice", "seconds": "12"})
    voice = web.script.fed[0]["message"]["voice"]
    assert (voice["duration"], voice["file_size"]) == (12, len(WEBM))


async def test_a_file_that_lies_about_itself_is_kept_and_never_shown(ann: Person) -> None:
    evil = b"<!doctype html><script>alert(1)</script>"
    await ann.uploads(evil, "photo.jpg")
    (own, *_) = await ann.reads()
    assert own["file"]["kind"] == "document"
    status, content, headers = await download(ann, own["file"]["url"])
    assert (status, content) == (200, evil)
    assert headers["Content-Type"] == "application/octet-stream"
    assert headers["X-Content-Type-Options"] == "nosniff"


async def test_nobody_outside_the_room_gets_its_files(ann: Person, http: ClientSession, web: Office) -> None:
    await ann.uploads(PDF, "合同.pdf")
    (own, *_) = await ann.reads()
    stranger = await arrive(http, web)
    assert (await download(stranger, own["file"]["url"]))[0] == 404
    borrowed = own["file"]["url"].replace(f"rooms/{ann.room}", f"rooms/{stranger.room}")
    assert (await download(stranger, borrowed))[0] == 404
    nobody = Person(http, web.url, "", ann.room)
    assert (await download(nobody, own["file"]["url"]))[0] == 401
    assert (await stranger_uploads_to(ann.room, stranger))[0] == 404


async def stranger_uploads_to(room: int, stranger: Person) -> tuple[int, Any]:
    return await Person(stranger.http, stranger.url, stranger.key, room).uploads(PDF, "x.pdf")


async def test_a_file_beyond_the_limit_is_refused_with_its_size_and_a_way_out(
    ann: Person, web: Office
) -> None:
    status, heard = await ann.uploads(bytes(3 * 1024 * 1024), "录像.mp4")
    assert status == 413
    assert heard["sentence"].startswith("这个文件 4 MB，超过 1 MB，没有收下。可以拍照分几张发")
    status, heard = await ann.uploads(bytes(SMALL + 1), "略大.bin")  # found out only while reading
    assert status == 413
    assert "没有收下" in heard["sentence"]
    assert web.script.turns == 0
    assert not list((web.files.root / "incoming").iterdir())


async def test_an_empty_file_and_an_upload_without_one_are_refused(ann: Person, web: Office) -> None:
    status, heard = await ann.uploads(b"", "空.txt")
    assert (status, "空" in heard["sentence"]) == (400, True)
    async with ann.http.post(
        f"{ann.url}/api/rooms/{ann.room}/files", headers=ann.headers, data={"id": str(uuid4())}
    ) as answer:
        assert answer.status == 400
    assert web.script.turns == 0


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("multipart/form-data; boundary=x", b"--x\r\nbroken"),
        ("multipart/form-data", b""),
        ("text/plain", b"hello"),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\nabc\r\n--x--',
        ),
        (
            "multipart/form-data; boundary=x",
            b'--x\r\nContent-Disposition: form-data; name="id"\r\n\r\n' + b"y" * 9000 + b"\r\n--x--",
        ),
    ],
)
async def test_a_broken_upload_is_answered_with_a_sentence(
    ann: Person, content_type: str, body: bytes
) -> None:
    headers = ann.headers | {"Content-Type": content_type}
    async with ann.http.post(f"{ann.url}/api/rooms/{ann.room}/files", headers=headers, data=body) as answer:
        assert answer.status == 400
        assert (await answer.json())["sentence"]


async def test_a_file_is_refused_plainly_while_nothing_can_be_stored(ann: Person, web: Office) -> None:
    web.script.broken = True
    status, heard = await ann.uploads(PDF, "合同.pdf")
    assert (status, heard["again"]) == (503, True)
    assert "没有存下" in heard["sentence"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "_.._etc_passwd"),
        ("合同\u202egpj.exe", "合同_gpj.exe"),
        ("a\r\nX: y.txt", "a__X: y.txt"),
        ("", ""),
        ("名" * 200 + ".docx", "名" * 100 + ".docx"),
    ],
)
def test_a_name_is_made_harmless(given: str, kept: str) -> None:
    assert file_name(given) == kept


def test_a_size_is_rounded_up_so_that_it_never_reads_like_the_limit() -> None:
    assert megabytes(20 * 1024 * 1024 + 1) == "21"


async def test_handlers_read_a_visitors_file_as_they_read_telegrams(ann: Person, web: Office) -> None:
    await ann.uploads(PDF, "合同.pdf")
    file_id = web.script.fed[0]["message"]["document"]["file_id"]
    content = await web.bot.download(file_id)
    assert content is not None
    assert content.read() == PDF
    with pytest.raises(TelegramBadRequest):
        await web.bot.get_file("99999")


async def test_the_web_bot_knows_itself_and_who_is_in_a_room(ann: Person, web: Office) -> None:
    assert (await web.bot.me()).is_bot
    assert (await web.bot.get_chat_member(ann.room, ann.room)).status == "member"
    assert (await web.bot.get_chat_member(web.group, ann.room)).status == "left"
    assert await web.bot.get_chat_administrators(web.group) == []


async def test_a_question_the_web_cannot_answer_fails_loudly(web: Office) -> None:
    session = WebInnerSession(web.db, web.files)
    with pytest.raises(Unanswerable):
        await session.make_request(web.bot, SendMessage(chat_id=1, text="x"))


async def test_a_foreign_room_costs_no_disk(ann: Person, http: ClientSession, web: Office) -> None:
    """Who may not speak there is refused before a byte is kept."""
    await ann.uploads(PDF, "合同.pdf")
    before = sorted(path for path in web.files.root.rglob("*") if path.is_file())
    assert (await stranger_uploads_to(ann.room, await arrive(http, web)))[0] == 404
    assert sorted(path for path in web.files.root.rglob("*") if path.is_file()) == before


async def test_files_have_a_rate_of_their_own(
    http: ClientSession, sqlite_db: Database, tmp_path: Path
) -> None:
    many = RateLimit(burst=1_000, per_second=1_000)
    limits = Limits(
        visitor_files=RateLimit(burst=2, per_second=0.001),
        new_visitors=many,
        visitor_items=many,
        address_items=many,
    )
    async with office(sqlite_db, tmp_path, limits=limits) as made:
        bob, ann = await arrive(http, made), await arrive(http, made)
        assert [(await bob.uploads(PDF, f"{n}.pdf"))[0] for n in range(3)] == [200, 200, 429]
        assert (await bob.says("还能说话"))[0] == 200
        assert (await ann.uploads(PDF, "别人.pdf"))[0] == 200
