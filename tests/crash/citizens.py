"""Citizens who file petitions over HTTP while the office dies under them, and remember what they were told.

A citizen sends an item under an id of its own until it is acknowledged, sometimes once more (the acknowledgement
was lost on the way), then reads the room until the next question stands there. Everything they notice that must
not be (a question twice, silence, an item refused) is an `Amiss`.
"""

import asyncio
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import aiohttp

from tests.crash.office import Office
from tests.journeys.stories import ANSWERS, CODE, NUMBER

STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
GREETING, PREVIEW, RESUME = "直接说您的事", "请核对", "接着说上次那件"
WELCOME_BACK = "还有一件事没说完"
WAIT_SECONDS = 5
"""How long one look into the room waits for news; not how long a citizen waits for an answer."""

SILENCES = 3
"""So many empty looks in a row, with nothing waiting to be said before each, are silence."""


class Amiss(Exception):
    """Something that must never happen, seen by a citizen or in the books."""


@dataclass
class Petition:
    """What somebody told, and what they hold in hand for it."""

    story: str
    name: str
    phone: str
    number: str = ""
    code: str = ""


def petition(serial: int) -> Petition:
    """A petition that is like no other: its place, name and phone tell which one it is."""
    tag = STEMS[serial % 10] + BRANCHES[serial % 12] + STEMS[serial // 10 % 10]
    story = f"青山镇{tag}工地欠我们三十多个人三个月工资，去年腊月到现在，老板电话打不通"
    return Petition(story, f"王{tag}", f"138{serial:08d}")


@dataclass
class Citizen:
    """One browser. `acked` are the ids of everything that was acknowledged to it."""

    office: Office
    rng: random.Random
    resends: float = 0.2
    key: str = ""
    room: int = 0
    seq: int = 0
    acked: list[str] = field(default_factory=list)
    petitions: list[Petition] = field(default_factory=list)
    buttons: dict[str, tuple[int, str]] = field(default_factory=dict)
    last: tuple[str, dict[str, Any]] = ("", {})
    question: str = ""

    async def arrive(self) -> None:
        """Become a visitor; a visitor whose key was lost with a dying process is nobody."""
        told = await self._post("/api/visitors", {})
        self.key, self.room = told["key"], told["room"]

    async def rooms(self) -> list[int]:
        """The rooms that the key opens, the private one first."""
        told = await self._ask(
            lambda: self.office.http.get(f"{self.office.url}/api/me", headers=self._headers)
        )
        return [room["id"] for room in told["rooms"]]

    async def says(self, text: str, *until: str) -> str:
        """Say something and hear the answer: all that was said since, up to a message with one of these words."""
        await self._brings("say", {"text": text})
        return await self.hears(*until)

    async def presses(self, label: str, *until: str) -> str:
        """Press the newest button of this label."""
        shown = next((button for words, button in self.buttons.items() if label in words), None)
        if shown is None:
            raise Amiss(f"no button 「{label}」 in {list(self.buttons)}")
        await self._brings("press", {"message_id": shown[0], "data": shown[1]})
        return await self.hears(*until)

    async def files(self, told: Petition) -> None:
        """File a petition from the greeting to the receipt."""
        await self.begins(told)
        await self.goes_on(told)

    async def begins(self, told: Petition, *, up_to: str = PREVIEW) -> None:
        """Tell the story and answer what is asked, up to a question (or the preview) that is left open."""
        await self.says("/start", GREETING)
        asked = await self.says(told.story, *QUESTIONS)
        await self._fills(told, asked, up_to)

    async def goes_on(self, told: Petition) -> None:
        """Answer the open question and all that follow, submit, and take the receipt."""
        await self._fills(told, self.question, PREVIEW)
        receipt = await self.presses("提交", "查询码")
        number, code = NUMBER.search(receipt), CODE.search(receipt)
        if number is None or code is None:
            raise Amiss(f"room {self.room}: no receipt in: {receipt}")
        told.number, told.code = number.group(), code.group()
        self.petitions.append(told)

    async def _fills(self, told: Petition, asked: str, up_to: str) -> None:
        answers = dict(ANSWERS) | {"怎么称呼您": f"{told.name} {told.phone}"}
        seen: set[str] = set()
        while up_to not in asked:
            if self.question in seen:
                raise Amiss(f"room {self.room}: asked again, an answer was lost: {asked}")
            seen.add(self.question)
            asked = await self._answers(answers[question_in(asked)])

    async def returns(self) -> str:
        """Come back in the middle of the form: the same question must stand open. What stands open."""
        await self.says("/start", WELCOME_BACK)
        stood_open = self.question
        asked = await self.presses(RESUME, *QUESTIONS)
        if question_in(self.question) != question_in(stood_open):
            raise Amiss(f"room {self.room}: 「{stood_open}」 stood open, now: {asked}")
        return asked

    async def _answers(self, answer: str) -> str:
        tapped = not answer.isdigit() and any(answer in label for label in self.buttons)
        return await (self.presses if tapped else self.says)(answer, *QUESTIONS)

    async def _brings(self, what: str, body: dict[str, Any]) -> None:
        item = str(UUID(int=self.rng.getrandbits(128), version=4))
        self.last = (f"/api/rooms/{self.room}/{what}", body | {"id": item})
        for _ in range(1 + (self.rng.random() < self.resends)):
            await self.repeats()

    async def repeats(self) -> None:
        """Send the last item, under the same id, until it is acknowledged."""
        answer = await self._post(*self.last)
        if answer.get("type") != "ack":
            raise Amiss(f"room {self.room}: not acknowledged: {answer}")
        self.acked.append(self.last[1]["id"])
        self.office.acknowledged += 1

    async def hears(self, *until: str) -> str:
        """Read the room until one of these words was said; silence is amiss."""
        heard: list[str] = []
        silences = 0
        while until and not any(words in told for told in heard for words in until):
            nothing_waits = not self.office.waiting(self.room)
            events = await self._reads()
            silences = silences + 1 if nothing_waits and not events else 0
            if silences == SILENCES:
                raise Amiss(f"room {self.room}: nothing left to say, but not said: {until[:3]} in {heard}")
            for told in events:
                if told.get("from") != "bot":
                    continue
                heard.append(str(told.get("text", "")))
                if any(words in heard[-1] for words in QUESTIONS):
                    self.question = heard[-1]
                markup = told.get("reply_markup") or {}
                pressed = [button for row in markup.get("inline_keyboard", []) for button in row]
                shown = {each["text"]: (told["message_id"], each["callback_data"]) for each in pressed}
                self.buttons = shown or self.buttons
        return "\n".join(heard)

    async def _reads(self) -> list[dict[str, Any]]:
        """What is new in the room since the last look; waited for."""
        path = f"/api/rooms/{self.room}/messages?after={self.seq}&wait={WAIT_SECONDS}"
        told = await self._ask(lambda: self.office.http.get(self.office.url + path, headers=self._headers))
        self.seq = told["seq"]
        events: list[dict[str, Any]] = told["events"]
        return events

    async def history(self) -> list[dict[str, Any]]:
        """The whole room as a new browser would see it."""
        self.seq, events = 0, []
        while True:
            path = f"/api/rooms/{self.room}/messages?after={self.seq}"
            told = await self._ask(
                lambda: self.office.http.get(self.office.url + path, headers=self._headers)
            )
            events += told["events"]
            self.seq = told["seq"]
            if not told["more"]:
                return events

    @property
    def _headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.key}"}

    async def _post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        return await self._ask(
            lambda: self.office.http.post(self.office.url + path, headers=self._headers, json=body)
        )

    async def _ask(self, request: Callable[[], Any]) -> dict[str, Any]:
        """Ask until there is an answer; an office that is down, or cannot just now, is asked again."""
        while True:
            try:
                async with request() as answer:
                    told: dict[str, Any] = await answer.json()
                    if answer.status in (200, 201):
                        return told
                    if answer.status not in (429, 503):
                        raise Amiss(f"room {self.room}: {answer.status} {told}")
            except (aiohttp.ClientError, TimeoutError):
                await asyncio.sleep(self.rng.uniform(0.02, 0.1))
            else:
                await asyncio.sleep(float(told.get("wait", 0.1)))


QUESTIONS = (*(question for question, _ in ANSWERS), PREVIEW)


def question_in(asked: str) -> str:
    """The question that was asked last."""
    return max((asked.rfind(question), question) for question in QUESTIONS)[1]
