"""The web chat over real HTTP and sockets: acknowledged only when stored, and nothing said twice."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
from aiohttp import ClientSession
from sqlalchemy import select

from bot.clock import TurnableClock
from bot.web.chat import SLOW_HELLO, TOO_MANY, UNKNOWN_KEY, positions
from bot.web.limits import Limits, RateLimit
from bot.web.measures import Measure
from bot.web.visitors import key_hash
from casework.petition import Role
from services import browser_sessions
from storage import office as units
from storage import people, retention, rooms
from storage.database import Database
from storage.tables.chat_rows import RateLevel, Visitor
from storage.tables.office_rows import UnitKind
from storage.untraceable import day
from storage.vault import Vault
from tests.bot.web_person import Line, Person, arrive
from tests.browser.office import CODE, NUMBER, START, Office, office, said, wide


@pytest_asyncio.fixture(loop_scope="session")
async def http() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


@pytest_asyncio.fixture(loop_scope="session")
async def web(sqlite_db: Database, tmp_path: Path) -> AsyncIterator[Office]:
    async with office(sqlite_db, tmp_path) as made:
        yield made


@pytest_asyncio.fixture(loop_scope="session")
async def ann(http: ClientSession, web: Office) -> Person:
    return await arrive(http, web)


def officer(ann: Person, web: Office, title: str = "人社局经办") -> Person:
    return Person(ann.http, web.url, web.keys[title], web.group)


async def test_a_citizen_says_something_and_is_answered_over_the_socket(ann: Person) -> None:
    async with ann.connected() as line:
        welcome = await line.next("welcome")
        assert [room["id"] for room in welcome["rooms"]] == [ann.room]
        item = await line.send("say", ann.room, text="工地欠薪")
        # One's own words, the acknowledgement and the answer cross on the line: any may be first.
        told = [await line.socket.receive_json(timeout=30) for _ in range(3)]
        heard = {each["type"] if each["type"] == "ack" else each["from"]: each for each in told}
        assert heard["ack"]["id"] == item
        assert (heard["me"]["id"], heard["me"]["text"]) == (item, "工地欠薪")
        assert heard["bot"]["text"] == "收到：工地欠薪"


async def test_an_acknowledgement_means_that_the_turn_is_stored(ann: Person, web: Office) -> None:
    status, heard = await ann.says("工地欠薪")
    assert (status, heard["type"]) == (200, "ack")
    assert web.script.turns == 1
    assert next(told["text"] for told in await ann.reads()) == "工地欠薪"


async def test_the_same_item_sent_again_is_acknowledged_and_happens_once(ann: Person, web: Office) -> None:
    item = str(uuid4())
    answers = [await ann.says("登记", item) for _ in range(3)]
    assert [heard["type"] for _, heard in answers] == ["ack"] * 3
    assert web.script.turns == 1
    await ann.hears(NUMBER)
    assert [told["from"] for told in await ann.reads()] == ["me", "bot"]


async def test_what_cannot_be_stored_is_refused_plainly_and_goes_through_later(
    ann: Person, web: Office
) -> None:
    item = str(uuid4())
    web.script.broken = True
    status, heard = await ann.says("工地欠薪", item)
    assert (status, heard["type"], heard["again"]) == (503, "refused", True)
    assert "没有存下" in heard["sentence"]
    web.script.broken = False
    assert (await ann.says("工地欠薪", item))[1]["type"] == "ack"
    await ann.hears("收到：工地欠薪")
    assert [told["from"] for told in await ann.reads()] == ["me", "bot"]


async def test_a_press_is_answered_and_its_toast_reaches_only_the_finger(ann: Person, web: Office) -> None:
    handler, head = officer(ann, web), officer(ann, web, "人社局负责人")
    await handler.says("卡片")
    card = await handler.hears(NUMBER)
    async with handler.connected() as line:
        await line.next("welcome")
        press = await line.send("press", web.group, message_id=card["message_id"], data="accept")
        toast = await line.next("toast")
    assert (toast["press"], toast["alert"]) == (press, True)
    assert "无需重复操作" in toast["text"]
    assert "toast" not in {told["type"] for told in await head.reads()}


async def test_a_redrawn_card_is_one_message_for_everybody(ann: Person, web: Office) -> None:
    handler, head = officer(ann, web), officer(ann, web, "人社局负责人")
    await handler.says("卡片")
    card = await handler.hears(NUMBER)
    async with head.connected(rooms=[web.group], after={str(web.group): card["seq"]}) as line:
        await line.next("welcome")
        press = {"id": str(uuid4()), "message_id": card["message_id"], "data": "sign"}
        await handler.post(f"rooms/{web.group}/press", press)
        edit = await line.next("edit")
    assert edit["message_id"] == card["message_id"]
    assert "签收" in edit["text"]


async def test_a_member_of_a_group_is_named_and_a_stranger_reads_nothing(ann: Person, web: Office) -> None:
    handler, head = officer(ann, web), officer(ann, web, "人社局负责人")
    await handler.says("已联系")
    (own, *_) = await head.reads()
    assert (own["from"], own["text"]) == ("other", "已联系")
    stranger = Person(ann.http, ann.url, ann.key, web.group)
    assert (await stranger.says("我也在"))[0] == 404
    assert (await stranger.get(f"rooms/{web.group}/messages"))[0] == 404
    nowhere = Person(ann.http, ann.url, ann.key, -999)
    assert (await nowhere.says("有人吗"))[1]["sentence"] == (await stranger.says("有人吗"))[1]["sentence"]


async def test_a_button_of_another_room_or_of_a_visitors_words_cannot_be_pressed(
    ann: Person, web: Office
) -> None:
    await ann.says("工地欠薪")
    for message_id in (1, 99):
        press = {"id": str(uuid4()), "message_id": message_id, "data": "accept"}
        assert (await ann.post(f"rooms/{ann.room}/press", press))[0] == 404
    assert web.script.turns == 1


async def test_a_reload_shows_the_conversation_and_a_reconnect_only_what_is_new(
    ann: Person, web: Office
) -> None:
    await ann.says("一")
    seen = (await ann.hears("收到：一"))["seq"]
    await web.put(said(ann.room, "二"))
    async with ann.connected(after={str(ann.room): seen}) as line:
        assert (await line.next("message"))["text"] == "二"
    async with ann.connected() as line:
        assert [(await line.next("message"))["text"] for _ in range(3)] == ["一", "收到：一", "二"]


async def test_somebody_who_waits_by_plain_requests_hears_it_at_once(ann: Person, web: Office) -> None:
    await web.put(said(ann.room, "有进展"))
    assert (await ann.hears("有进展"))["from"] == "bot"


async def test_a_place_is_said_and_shown(ann: Person, web: Office) -> None:
    body = {"id": str(uuid4()), "lat": 25.09, "lon": 116.03}
    assert (await ann.post(f"rooms/{ann.room}/place", body))[1]["type"] == "ack"
    assert web.script.fed[0]["message"]["location"] == {"latitude": 25.09, "longitude": 116.03}
    assert (await ann.reads())[0]["location"]["latitude"] == 25.09


async def test_that_a_visitor_was_here_is_noted_now_and_then(ann: Person, web: Office) -> None:
    async def seen() -> datetime:
        async with web.db.reading() as session:
            found = await session.get(Visitor, ann.room, populate_existing=True)
        assert found is not None
        return found.seen_at

    await ann.get("me")
    assert await seen() == day(START)
    later = web.demo.clock.turn(timedelta(days=1))
    await ann.get("me")
    assert await seen() == day(later)


@pytest.mark.parametrize("key", ["", "x", "长" * 43, "A" * 43])
async def test_an_unknown_key_opens_nothing(ann: Person, key: str) -> None:
    stranger = Person(ann.http, ann.url, key, ann.room)
    async with stranger.connected() as line:
        assert await line.closing() == UNKNOWN_KEY
    if key.isascii():
        assert (await stranger.get("me"))[0] == 401


async def test_a_first_frame_that_is_no_greeting_closes_the_line(ann: Person) -> None:
    for frame in ("", "[]", "null", '{"type":"say"}', "[" * 5000):
        async with ann.http.ws_connect(f"{ann.url}/api/socket") as socket:
            await socket.send_str(frame)
            assert await Line(socket).closing() == UNKNOWN_KEY


async def test_nonsense_is_refused_and_much_nonsense_ends_the_line(ann: Person) -> None:
    async with ann.connected() as line:
        await line.next("welcome")
        for _ in range(21):
            await line.socket.send_str('{"type":"dance"}')
            assert (await line.next("refused"))["again"] is False
        assert await line.closing() == 1008


async def test_a_frame_beyond_the_limit_closes_the_line(ann: Person) -> None:
    async with ann.connected() as line:
        await line.next("welcome")
        await line.socket.send_str("x" * (300 * 1024))
        assert await line.closing() == 1009


async def test_a_long_story_goes_through_and_an_endless_one_is_told_its_length(
    ann: Person, web: Office
) -> None:
    assert (await ann.says("长" * 20_000))[1]["type"] == "ack"
    status, heard = await ann.says("长" * 20_001)
    assert status == 400
    assert "20001" in heard["sentence"]
    assert web.script.turns == 1


async def test_a_foreign_page_can_neither_write_nor_open_a_socket(ann: Person) -> None:
    foreign = {"Origin": "https://evil.example"}
    assert (await ann.post(f"rooms/{ann.room}/say", {"id": str(uuid4()), "text": "x"}, **foreign))[0] == 403
    async with ann.http.get(
        f"{ann.url}/api/socket", headers=foreign | {"Upgrade": "websocket", "Connection": "Upgrade"}
    ) as answer:
        assert answer.status == 403
    async with ann.http.options(f"{ann.url}/api/visitors", headers=foreign) as answer:
        assert answer.status == 403
        assert "Access-Control-Allow-Origin" not in answer.headers


async def test_a_site_that_may_embed_the_chat_reaches_it(
    sqlite_db: Database, tmp_path: Path, http: ClientSession
) -> None:
    home = {"Origin": "https://www.example.gov.cn"}
    async with office(sqlite_db, tmp_path, origins=[home["Origin"]], is_demo=False) as made:
        async with http.options(f"{made.url}/api/visitors", headers=home) as preflight:
            assert preflight.status == 204
        async with http.post(f"{made.url}/api/visitors", headers=home) as answer:
            assert answer.status == 201
            assert answer.headers["Access-Control-Allow-Origin"] == home["Origin"]
            assert home["Origin"] in answer.headers["Content-Security-Policy"]


async def test_every_answer_carries_the_headers_that_keep_browsers_careful(ann: Person) -> None:
    for path in ("/", "/demo", "/static/chat.js", "/api/words", "/api/me", "/nowhere", "/static/../app.py"):
        async with ann.http.get(ann.url + path) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert "Server" not in answer.headers


async def test_numbers_and_names_of_any_length_have_an_answer(ann: Person) -> None:
    async with ann.http.get(f"{ann.url}/static/{'a' * 7_000}") as answer:
        assert answer.status == 404
    status, _ = await ann.uploads(b"a recording", "a.ogg", seconds="9" * 5_000)
    assert status == 200
    status, _ = await ann.get(f"rooms/{ann.room}/messages", after="9" * 2_000, wait="9" * 2_000)
    assert status == 200
    async with ann.connected(after={"9" * 5_000: 1, str(ann.room): 0}) as line:
        assert not line.socket.closed


async def test_the_pages_hold_no_script_and_no_style_of_their_own(ann: Person) -> None:
    for path in ("/", "/demo"):
        async with ann.http.get(ann.url + path) as answer:
            html = await answer.text()
        assert "{{" not in html
        assert html.count("<script") == 3  # the module, its data as JSON, and what an old browser reads
        assert "style=" not in html
        assert " on" not in "".join(part.split(">")[0] for part in html.split("<button")[1:])


async def test_the_words_of_the_page_come_from_the_wording_files(ann: Person) -> None:
    status, words = await ann.get("words")
    assert status == 200
    assert words["file-too-large"].startswith("这个文件 {size} MB，超过 {most} MB")
    assert "0999-1234567" in words["not-stored"]


async def test_too_much_at_once_is_told_to_wait_and_is_not_lost_by_the_browser(
    sqlite_db: Database, tmp_path: Path, http: ClientSession
) -> None:
    few = Limits(visitor_items=RateLimit(burst=2, per_second=0.01))
    async with office(sqlite_db, tmp_path, limits=few) as made:
        ann = await arrive(http, made)
        answers = [await ann.says(str(number)) for number in range(3)]
        assert [status for status, _ in answers] == [200, 200, 429]
        slowed = answers[-1][1]
        assert slowed["again"] is True
        assert 0 < slowed["wait"] <= 101


async def test_new_visitors_of_one_address_are_limited(
    sqlite_db: Database, tmp_path: Path, http: ClientSession
) -> None:
    few = Limits(new_visitors=RateLimit(burst=2, per_second=0.001))
    async with office(sqlite_db, tmp_path, limits=few) as made:
        statuses = []
        for _ in range(3):
            async with http.post(f"{made.url}/api/visitors") as answer:
                statuses.append(answer.status)
    assert statuses == [201, 201, 429]


async def test_a_flood_from_an_address_costs_a_neighbour_of_it_nothing(
    sqlite_db: Database, tmp_path: Path, http: ClientSession
) -> None:
    """A village behind one address: whoever floods uses up what is shared, and nobody's own share."""
    few = Limits(
        visitor_items=RateLimit(burst=50, per_second=1),
        visitor_share=RateLimit(burst=3, per_second=0.01),
        address_items=RateLimit(burst=10, per_second=0.001),
        sockets_per_address=3,
    )
    async with office(sqlite_db, tmp_path, limits=few) as made:
        flooding = [await arrive(http, made) for _ in range(4)]
        refused = [
            status for each in flooding for _ in range(8) if (status := (await each.says("水"))[0]) == 429
        ]
        assert len(refused) == 4 * 8 - 4 * 3 - 10
        ann = await arrive(http, made)
        assert [(await ann.says(f"第 {n} 句"))[0] for n in range(3)] == [200] * 3
        async with AsyncExitStack() as open_sockets:
            for _ in range(
                4
            ):  # the first of a visitor takes no place of the address, three more take all of them
                line = await open_sockets.enter_async_context(flooding[0].connected())
                await line.next("welcome")
            async with flooding[1].connected() as refused_line:
                assert await refused_line.closing() == TOO_MANY
        async with AsyncExitStack() as open_sockets:
            for each in [ann, *flooding]:  # five visitors with one browser each, at three places
                line = await open_sockets.enter_async_context(each.connected())
                await line.next("welcome")


@pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)
async def test_processes_share_a_rate_on_postgresql(db: Database, vault: Vault) -> None:
    clock = TurnableClock(base=lambda: START)
    rate = RateLimit(burst=3, per_second=0.5)
    one, other = [Measure(db, clock, "items", rate) for _ in range(2)]
    assert [await each.take("192.0.2.1") for each in (one, other, one)] == [0.0] * 3
    assert await other.take("192.0.2.1") == pytest.approx(2.0)
    assert await other.take("192.0.2.2") == 0.0
    clock.turn(timedelta(seconds=2))
    assert await other.take("192.0.2.1") == 0.0
    async with db.reading() as session:
        rows = list(await session.scalars(select(RateLevel)))
    assert len(rows) == 2
    assert not [row for row in rows if b"192.0.2" in row.key]
    await retention.run(db, None, clock() + timedelta(hours=3))
    async with db.reading() as session:
        assert not list(await session.scalars(select(RateLevel)))


@pytest.mark.parametrize(
    "path", ["/", "/demo", "/api/me", "/api/demo/seats", "/api/words", "/static/chat.js"]
)
async def test_a_demo_answers_on_every_route_to_this_machine_only(
    web: Office, http: ClientSession, path: str
) -> None:
    """Anybody can compute the keys of its personas."""
    key = {"Authorization": f"Bearer {web.keys['管理员']}"}
    async with http.get(web.url + path, headers=key) as answer:
        assert answer.status == 200
    for more in (
        {"Host": "demo.example"},
        {"X-Forwarded-For": "192.0.2.1"},
        {"Referer": "https://demo.example/"},
    ):
        async with http.get(web.url + path, headers=key | more) as answer:
            assert answer.status == 404


async def test_slow_greetings_slow_bodies_and_too_many_lines_are_ended(
    sqlite_db: Database, tmp_path: Path, http: ClientSession
) -> None:
    tight = Limits(hello_seconds=0.2, body_seconds=0.2, sockets_per_visitor=1)
    async with office(sqlite_db, tmp_path, limits=tight) as made:
        ann = await arrive(http, made)
        async with http.ws_connect(f"{made.url}/api/socket") as silent:
            assert await Line(silent).closing() == SLOW_HELLO
        async with ann.connected() as first:
            await first.next("welcome")
            async with ann.connected() as second:
                assert await second.closing() == TOO_MANY

        first_forever = asyncio.Event()

        async def trickle() -> AsyncIterator[bytes]:
            yield b'{"id":'
            await first_forever.wait()

        path = f"{made.url}/api/rooms/{ann.room}/say"
        async with http.post(path, headers=ann.headers, data=trickle()) as answer:
            assert answer.status == 408
        first_forever.set()


@pytest.mark.parametrize("body", ["", "{", "null", "[1]", '"x"', "[" * 5000, '{"id":1,"text":"x"}'])
async def test_a_broken_body_is_answered_with_a_sentence(ann: Person, body: str) -> None:
    path = f"{ann.url}/api/rooms/{ann.room}/say"
    async with ann.http.post(path, headers=ann.headers, data=body) as answer:
        assert answer.status == 400
        assert (await answer.json())["sentence"]


async def test_a_body_beyond_the_limit_is_answered_with_a_sentence(ann: Person) -> None:
    path = f"{ann.url}/api/rooms/{ann.room}/say"
    async with ann.http.post(path, headers=ann.headers, data=b"x" * (300 * 1024)) as answer:
        assert answer.status == 413
        assert (await answer.json())["sentence"]


async def test_what_another_process_said_is_noticed(
    sqlite_db: Database, tmp_path: Path, http: ClientSession
) -> None:
    async with office(sqlite_db, tmp_path, watch_seconds=0.05) as made:
        ann = await arrive(http, made)
        async with ann.connected() as line:
            await line.next("welcome")
            async with made.db.writing() as session:  # without a poke, as from elsewhere
                await rooms.append(session, ann.room, None, {"text": "有进展"}, START)
            assert (await line.next("message"))["text"] == "有进展"


async def test_the_demo_exists_only_for_this_machine(ann: Person, web: Office) -> None:
    async with ann.http.get(f"{ann.url}/api/demo/seats") as answer:
        told = await answer.json()
    assert {seat["role"] for seat in told["seats"]} == {"citizen", "unit", "staff", "admin"}
    for header in ({"Host": "evil.example"}, {"X-Forwarded-For": "192.0.2.1"}):
        for path in ("/demo", "/api/demo/seats", "/api/demo/clock"):
            async with ann.http.get(ann.url + path, headers=header) as answer:
                assert answer.status == 404
    async with ann.http.post(
        f"{ann.url}/api/demo/clock", json={"hours": 24}, headers={"Host": "evil"}
    ) as answer:
        assert answer.status == 404
    assert web.demo.now() == START


async def test_without_a_demo_there_is_no_demo(
    sqlite_db: Database, tmp_path: Path, http: ClientSession
) -> None:
    async with office(sqlite_db, tmp_path, is_demo=False) as made:
        for path in ("/demo", "/api/demo/seats", "/api/demo/clock"):
            async with http.get(made.url + path) as answer:
                assert answer.status == 404


async def test_the_clock_of_the_demo_goes_forward_only(ann: Person, web: Office) -> None:
    status, told = await ann.post("demo/clock", {"hours": 24})
    assert (status, told["now"]) == (200, (START + timedelta(days=1)).isoformat())
    for hours in (0, -1, 1.5, True, "1", None, 10**9):
        assert (await ann.post("demo/clock", {"hours": hours}))[0] == 400
    assert web.demo.now() == START + timedelta(days=1)


async def test_a_receipt_reaches_the_room_with_its_code(ann: Person) -> None:
    await ann.says("登记")
    assert CODE in (await ann.hears(NUMBER))["text"]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        ({"1": 5, "-2": 0}, {1: 5, -2: 0}),
        ({"x": 5, "1": "5", "2": -1, "--3": 1, "²": 1}, {}),
        (None, {}),
        ([1], {}),
    ],
)
def test_positions_are_read_and_nonsense_is_left_out(value: object, read: dict[int, int]) -> None:
    assert positions(value) == read


def test_wide_limits_are_wider_than_the_usual_ones() -> None:
    assert wide().visitor_items.burst > Limits().visitor_items.burst


async def test_a_shut_browser_shows_only_how_to_open_it(
    http: ClientSession, sqlite_db: Database, tmp_path: Path, vault: Vault
) -> None:
    """Whoever finds an officer's browser, or its key, reads nothing of what was said before."""
    async with office(sqlite_db, tmp_path, browsers=browser_sessions.lengths()) as web:
        clerk = officer(await arrive(http, web), web, "人社局负责人")
        now = web.demo.clock()
        async with sqlite_db.writing() as session:
            unit = await units.add_unit(session, "hr", "人社局", UnitKind.DEPARTMENT, short_name="人社局")
            visitor = await rooms.visitor_by_key(session, key_hash(clerk.key))
            assert visitor is not None and visitor.id is not None
            known = await people.person(session, "web", visitor.id, visitor.id, now)
            assert known.id is not None
            clerk.room = visitor.id
            await rooms.append(session, clerk.room, None, {"text": "件的内容"}, now)
            await rooms.append(session, clerk.room, None, {"text": "请登录", "login": True}, now)
        assert [told["text"] for told in await clerk.reads()] == ["件的内容", "请登录"]
        async with sqlite_db.writing() as session:
            await units.appoint(session, known.id, unit, Role.HEAD, now=now)
        assert [told["text"] for told in await clerk.reads()] == ["请登录"]
        async with clerk.connected() as line:
            await line.next("welcome")
            assert (await line.next("message"))["text"] == "请登录"
            async with sqlite_db.writing() as session:
                await units.give_secret(session, known.id, "A" * 32)
                assert await units.open_session(session, known.id, 1, now)
            web.hub.poke(clerk.room)
            assert (await line.next("message"))["text"] == "件的内容"
        async with sqlite_db.writing() as session:
            await units.end_session(session, known.id)
        assert [told["text"] for told in await clerk.reads()] == ["请登录"]


async def test_the_page_speaks_the_browsers_language_or_the_one_asked_for(ann: Person) -> None:
    async def page(query: str, accepts: str) -> str:
        headers = {"Accept-Language": accepts} if accepts else {}
        async with ann.http.get(f"{ann.url}/{query}", headers=headers) as answer:
            assert answer.headers["Vary"] == "Accept-Language"
            return await answer.text()

    english, own = await page("", "en-GB,en;q=0.9,zh;q=0.5"), await page("", "zh-CN,zh;q=0.9,en;q=0.8")
    assert '<html lang="en">' in english and "Write here" in english and '"opening": "/english"' in english
    assert '<html lang="zh-CN">' in own and '"opening": "/start"' in own
    assert '<html lang="zh-CN">' in await page("", "fr")
    assert '<html lang="en">' in await page("?lang=en", "zh-CN")
    assert '<html lang="zh-CN">' in await page("?lang=zh-CN", "en")
    assert '<html lang="zh-CN">' in await page("?lang=../../etc", "")
