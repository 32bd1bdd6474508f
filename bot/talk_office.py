"""A fresh demo office in a folder of its own, for a written conversation to be played in."""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.app import App, build
from bot.clock import TurnableClock
from bot.delivery import LEASE
from bot.demo import Demo, to_ringing
from bot.settings import Settings
from bot.talk import Deed, Unlike
from bot.web.demo_page import Seat
from bot.web.sender import WebSender
from storage import outbox, rooms

MORNING = datetime(2026, 11, 21, 1, 30, tzinfo=UTC)
"""When every conversation begins: Saturday 2026-11-21, 09:30 in the office."""
_CITIZENS = {"市民": 0, "市民甲": 0, "市民乙": 1}
_PICTURE = b"\xff\xd8\xff\xe0 a picture of a conversation"


@dataclass
class TalkOffice:
    """The office on its stage (`bot.talk.TalkStage`). Close it when the dialogue has ended."""

    app: App
    demo: Demo
    clock: TurnableClock
    speakers: dict[str, "WebSpeaker"] = field(default_factory=dict)
    numbers: "itertools.count[int]" = field(default_factory=lambda: itertools.count(5_000))

    @classmethod
    async def open(cls, folder: Path) -> "TalkOffice":
        """A demo office with its database and files in a folder."""
        clock = TurnableClock(base=lambda: MORNING)
        app = await build(Settings(data_dir=folder, demo=True), clock=clock, say=lambda _: None)
        assert app.demo is not None
        return cls(app, app.demo, clock)

    async def close(self) -> None:
        """Say what waits, and close the office."""
        await self.app.close()

    async def speaker(self, name: str) -> "WebSpeaker":
        """Somebody by the name of the page. Raises `Unlike` for a name that the demo office does not know."""
        if name not in self.speakers:
            seats = list(await self.demo.seats())
            citizens = [seat for seat in seats if seat.role == "citizen"]
            found = (
                citizens[_CITIZENS[name]]
                if name in _CITIZENS
                else next((seat for seat in seats if seat.title == name), None)
            )
            if found is None:
                raise Unlike(f"nobody is called {name}: {'、'.join(seat.title for seat in seats)}")
            self.speakers[name] = WebSpeaker(self, found, await self._who(found, seats))
        return self.speakers[name]

    async def _who(self, seat: Seat, seats: list[Seat]) -> int:
        """The visitor who speaks at a seat; in a group it is the unit's handler or clerk."""
        if seat.role != "unit":
            return seat.room_id
        unit = seat.title.removesuffix("工作群")
        return next(each.room_id for each in seats if each.title == f"{unit}经办")

    async def wait(self, hours: int) -> None:
        """Let time pass, stopping at each nine in the morning; what falls due then rings and is said on that day."""
        left = timedelta(hours=hours)
        while left > timedelta():
            step = min(left, to_ringing(self.clock()))
            self.clock.turn(step)
            left -= step
            await self.app.ticker.tick(self.clock())
            await self.deliver()

    async def feed(self, update: dict[str, Any]) -> None:
        """Bring an update in and wait until everything that it caused was said."""
        number = next(self.numbers)
        await self.app.processor.feed(self.app.web_bot, {"update_id": number, **update}, f"web:talk:{number}")
        await self.deliver()

    async def deliver(self) -> None:
        """Say everything that waits, as the delivery loop does, and be sure that it was said."""
        app = self.app
        sender = WebSender(app.db, app.hub, app.files, app.clock)
        while taken := await outbox.take(
            app.db, channel="web", now=app.clock(), limit=50, lease=LEASE, worker="talk"
        ):
            outcomes = [(parcel.id, await sender.send(parcel)) for parcel in taken]
            await outbox.settle_many(app.db, outcomes, app.clock())


@dataclass
class WebSpeaker:
    """Somebody at a seat of the demo office (`bot.talk.Talker`)."""

    office: TalkOffice
    seat: Seat
    visitor: int
    seen: dict[int, str] = field(default_factory=dict)

    async def does(self, deed: Deed, words: str) -> str:
        """Say, press or send; what was answered."""
        await self.hears()
        await self.office.feed(await self._update(deed, words))
        return await self.hears()

    async def _update(self, deed: Deed, words: str) -> dict[str, Any]:
        if deed is Deed.PRESSES:
            return {"callback_query": await self._press(words)}
        if deed is Deed.SAYS:
            return {"message": self._message(text=words)}
        if deed is Deed.PLACE:
            return {"message": self._message(location={"latitude": 25.29, "longitude": 117.02})}
        file = await self._file(deed)
        caption = {"caption": words} if words else {}
        if deed is Deed.VOICE:
            return {"message": self._message(voice=file | {"duration": 4}, **caption)}
        return {"message": self._message(photo=[file | {"width": 0, "height": 0}], **caption)}

    async def _file(self, deed: Deed) -> dict[str, Any]:
        app = self.office.app
        name, mime = ("v.ogg", "audio/ogg") if deed is Deed.VOICE else ("p.jpg", "image/jpeg")
        async with app.db.writing() as session:
            saved = await app.files.save(_once(_PICTURE), name=name, mime=mime, limit=10**6)
            kept = await app.files.record(session, saved, channel="web", remote_id="", now=app.clock())
        return {"file_id": str(kept), "file_unique_id": str(kept), "file_size": len(_PICTURE)}

    async def _press(self, label: str) -> dict[str, Any]:
        for number, payload in reversed(await self._said()):
            for row in (payload.get("reply_markup") or {}).get("inline_keyboard", []):
                for button in row:
                    if label in button["text"]:
                        bot = {"id": 1, "is_bot": True, "first_name": "件件"}
                        message = {**self._message(), "message_id": number, "from": bot}
                        return {
                            "id": f"web:{self.seat.room_id}:{self.visitor}:{next(self.office.numbers)}",
                            "chat_instance": "1", "message": message, "data": button["callback_data"],
                            "from": self._sender(),
                        }  # fmt: skip
        raise Unlike(f"no button 〔{label}〕")

    def _sender(self) -> dict[str, Any]:
        return {"id": self.visitor, "is_bot": False, "first_name": "某人"}

    def _message(self, **more: Any) -> dict[str, Any]:
        group = self.seat.role == "unit"
        chat = {"id": self.seat.room_id, "type": "supergroup" if group else "private"}
        if group:
            chat["title"] = self.seat.title
        when = int(self.office.app.clock().timestamp())
        number = next(self.office.numbers)
        return {"message_id": number, "date": when, "chat": chat, "from": self._sender(), **more}

    async def _said(self) -> list[tuple[int, dict[str, Any]]]:
        async with self.office.app.db.reading() as session:
            rows = await rooms.history(session, self.seat.room_id, 0, 10_000)
        return [
            (row.message_id, row.payload or {}) for row in rows if row.sender_id is None and not row.deleted
        ]

    async def hears(self) -> str:
        """What was said since they last looked."""
        now = {number: _words(payload) for number, payload in await self._said()}
        new = [words for number, words in now.items() if words and self.seen.get(number) != words]
        self.seen = now
        return "\n".join(new)

    async def buttons(self) -> list[str]:
        """The labels under the newest message that has any."""
        for _, payload in reversed(await self._said()):
            rows = (payload.get("reply_markup") or {}).get("inline_keyboard", [])
            if rows:
                return [button["text"] for row in rows for button in row]
        return []


def _words(payload: dict[str, Any]) -> str:
    """What a message says: its text, what stands under its file, or the line that a press was answered with."""
    toast = payload.get("toast")
    brief = toast.get("text", "") if isinstance(toast, dict) else toast
    return str(payload.get("text") or payload.get("caption") or brief or "")


async def _once(content: bytes) -> Any:
    yield content
