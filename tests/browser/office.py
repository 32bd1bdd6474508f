"""A small office behind the web chat: real rooms, outbox and delivery; its intake answers by a script.

The intake stands where the handlers stand: one turn an update, everything said goes through the outbox.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from aiogram import Bot
from aiogram.types import Update
from aiohttp import web

from bot.clock import TurnableClock
from bot.delivery import Delivery
from bot.web.chat_parts import Letterhead
from bot.web.demo_page import Seat
from bot.web.hub import Hub
from bot.web.inner_session import WebInnerSession
from bot.web.limits import Limits, RateLimit
from bot.web.sender import WebSender
from bot.web.server import create_app, runner
from bot.web.visitors import enter
from services import helplines
from storage import outbox, rooms, turn
from storage.database import CannotStore, Database
from storage.files import Files
from storage.outbox import Kind, Outgoing

START = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
OFFICE = Letterhead("云岭县信访局", "0999-1234567", "云岭县人民路 1 号", "工作日 8:00-12:00，14:30-17:30")
NUMBER, CODE = "350881-261121-00042-5", "7KQM-2RXT-W9PD"


def key(label: str, data: str) -> dict[str, str]:
    """An inline button."""
    return {"text": label, "callback_data": data}


def keys(*rows: Sequence[dict[str, str]]) -> dict[str, Any]:
    """An inline keyboard."""
    return {"inline_keyboard": [list(row) for row in rows]}


MENU = keys(
    [key("1 我要反映", "file"), key("2 查进度", "status")], [key("3 我的件", "mine"), key("0 人工", "human")]
)
RECEIPT = (
    f"✅ 已登记。\n编号　{NUMBER}\n查询码　{CODE}（只显示这一次，请抄下或截图）\n12 月 6 日前告诉您去向。"
)


class Script:
    """An `Intake` that answers by a fixed script and remembers what it was fed."""

    def __init__(self, db: Database, files: Files, clock: TurnableClock) -> None:
        self.db = db
        self.files = files
        self.clock = clock
        self.fed: list[dict[str, Any]] = []
        self.turns = 0
        self.broken = False
        self.wake: Callable[[], None] = lambda: None

    async def feed(self, bot: Bot, update: dict[str, Any], key: str) -> str:
        """One turn; the same key again changes nothing. `broken` plays a full disk."""
        if self.broken:
            raise CannotStore("暂时没能登记")
        self.fed.append(update)
        Update.model_validate(update, context={"bot": bot})
        try:
            async with turn.begin(self.db, key, self.clock()) as open_turn:
                for said in await self._answers(update):
                    open_turn.say(said)
                self.turns += 1
        except turn.AlreadyHandled:
            return "duplicate"
        self.wake()
        return "handled"

    async def _answers(self, update: dict[str, Any]) -> list[Outgoing]:
        if "callback_query" in update:
            return self._pressed(update["callback_query"])
        message = update["message"]
        room = message["chat"]["id"]
        heard = message.get("text", "")
        if heard == "/start":
            return [
                said(
                    room,
                    f"您好，这里是{OFFICE.name}信访服务。您反映的每一件事都会登记、有编号、有回音。",
                    MENU,
                )
            ]
        if heard == "登记":
            return [said(room, RECEIPT, keys([key("我已保存", "saved"), key("下载回执", "receipt")]))]
        if heard == "粗体":
            entities = [
                {"type": "bold", "offset": 2, "length": 2},
                {"type": "italic", "offset": 4, "length": 2},
            ]
            return [
                Outgoing(
                    "web", room, "sendMessage", {"text": "这是粗体斜体<b>不是</b>", "entities": entities}
                )
            ]
        if heard == "求助":
            words = "🔴 12356 心理援助热线\n0597-1234567 信访局\n13800000000"
            marked = helplines.entities(words, ["12356", "0597-1234567", "信访局"])
            return [Outgoing("web", room, "sendMessage", {"text": words, "entities": marked})]
        if heard == "卡片":
            card = said(
                room,
                f"🆕 {NUMBER} · 劳动和社会保障 / 拖欠工资",
                keys([key("签收", "sign"), key("受理", "accept")]),
            )
            return [Outgoing("web", room, card.method, card.payload, card="case:42")]
        return [said(room, f"收到：{heard or described(message)}")]

    def _pressed(self, query: dict[str, Any]) -> list[Outgoing]:
        room = query["message"]["chat"]["id"]
        answer = {"callback_query_id": query["id"]}
        match query["data"]:
            case "sign":
                text = f"🆕 {NUMBER} · 劳动和社会保障 / 拖欠工资\n已由人社局于 09:30 签收"
                edit = {"text": text, "reply_markup": keys([key("受理", "accept")])}
                return [toast(answer), Outgoing("web", room, "editMessageText", edit, card="case:42")]
            case "accept":
                late = answer | {"text": "已由人社局于 10:32 受理，无需重复操作。", "show_alert": True}
                return [toast(late)]
            case "saved":
                return [toast(answer | {"text": "好的，请妥善保管。"})]
            case data:
                return [toast(answer), said(room, f"您选了：{data}")]


def described(message: dict[str, Any]) -> str:
    """What kind of message it is, with its caption."""
    kinds = ("photo", "document", "voice", "audio", "video", "location")
    return f"{next(kind for kind in kinds if kind in message)} {message.get('caption', '')}".strip()


def said(room: int, text: str, markup: dict[str, Any] | None = None) -> Outgoing:
    """A text message to a room."""
    return Outgoing("web", room, "sendMessage", {"text": text} | ({"reply_markup": markup} if markup else {}))


def toast(answer: dict[str, Any]) -> Outgoing:
    """The answer to a press; its chat is told by the press's own id."""
    return Outgoing("web", 0, "answerCallbackQuery", answer, kind=Kind.TOAST)


@dataclass
class Demo:
    """A demo office with fixed seats."""

    clock: TurnableClock
    seated: list[Seat] = field(default_factory=list)

    async def seats(self) -> list[Seat]:
        return self.seated

    async def turn_clock(self, delta: timedelta) -> datetime:
        return self.clock.turn(delta)

    def now(self) -> datetime:
        return self.clock()


@dataclass
class Office:
    """Everything of one running web chat."""

    db: Database
    files: Files
    hub: Hub
    script: Script
    demo: Demo
    sender: WebSender
    bot: Bot
    app: web.Application
    url: str = ""
    group: int = 0
    keys: dict[str, str] = field(default_factory=dict)

    async def put(self, *items: Outgoing) -> None:
        """Say something outside a turn, as a notice would."""
        async with self.db.writing() as session:
            await outbox.put(session, items, self.demo.clock())
        self.script.wake()


def wide() -> Limits:
    """Limits that a hurried test does not run into."""
    many = RateLimit(burst=10_000, per_second=1_000)
    return Limits(new_visitors=many, visitor_items=many, address_items=many, visitor_files=many)


@asynccontextmanager
async def office(
    db: Database, folder: Path, *, limits: Limits | None = None, **options: Any
) -> AsyncIterator[Office]:
    """A running office on a port of its own: a citizen, two officers and an administrator."""
    clock = TurnableClock(base=lambda: START)
    files, hub = Files(folder / "files"), Hub()
    script = Script(db, files, clock)
    bot = Bot("1:web", session=WebInnerSession(db, files))
    demo = Demo(clock)
    is_demo = options.pop("is_demo", True)
    app = create_app(
        db, script, bot, files, clock, demo if is_demo else None,
        office=lambda: OFFICE, hub=hub, limits=limits or wide(), **options,
    )  # fmt: skip
    made = Office(db, files, hub, script, demo, WebSender(db, hub, files, clock), bot, app)
    await seat(made)
    async with running(made):
        yield made


async def seat(made: Office) -> None:
    """Give everybody a seat in the demo office."""
    titles = {"市民甲": "citizen", "人社局经办": "staff", "人社局负责人": "staff", "管理员": "admin"}
    visitors: dict[str, int] = {}
    for title in titles:
        made.keys[title], visitor = await enter(made.db, START)
        visitors[title] = visitor.id or 0
    async with made.db.writing() as session:
        group = await rooms.open_group(session, "人社局工作群", START)
        for title in ("人社局经办", "人社局负责人"):
            await rooms.join(session, group.id, visitors[title], START)
    made.group = group.id
    columns = {"citizen": "市民", "staff": "工作人员", "admin": "管理员"}
    seats = [
        Seat(title, columns[role], made.keys[title], visitors[title], role) for title, role in titles.items()
    ]
    seats.insert(1, Seat("人社局工作群", "单位工作群", made.keys["人社局经办"], group.id, "unit"))
    made.demo.seated = seats


@asynccontextmanager
async def running(made: Office) -> AsyncIterator[None]:
    """Serve and deliver until the block ends."""
    delivery = Delivery(made.db, {"web": made.sender}, made.demo.clock, idle=0.2)
    made.script.wake = delivery.wake
    served = runner(made.app)
    await served.setup()
    site = web.TCPSite(served, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{served.addresses[0][1]}"
    loop = asyncio.get_running_loop()
    delivering = loop.create_task(delivery.run())
    try:
        yield
    finally:
        await delivery.stop(within=2)
        await delivering
        await served.cleanup()
