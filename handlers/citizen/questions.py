"""A question gets its answer from the office's guide, then 「还要登记吗？」; nobody files a matter to learn the hours.

What the office published itself (/管理, 指南内容) comes before what the product brings along.
"""

import re

from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework.petition import Purpose
from casework.wording import text
from handlers import menus
from handlers.citizen import appointments, asked_us, loose_words, own_cases, start
from handlers.citizen.draft import Draft
from nlp.intent import Intent
from services import guide_entries
from services.buttons import LEAVE, Case, Go, Option, numbered
from services.context import Desk
from storage import office

_ANSWERS = {
    Intent.PHONE: "phone", Intent.HOURS: "hours", Intent.WHERE: "where", Intent.FREE: "free",
    Intent.WHO_READS: "who", Intent.WHY: "why", Intent.TRUST: "trust",
}  # fmt: skip
"""Questions about the service itself, with the name of their answer."""


_SHORT, _LONGER = 20, 30
_CANNOT_CALL = re.compile("聋|听不[见到清]|打不了电话|不能打电话|说不了话|不能说话|哑")
_ASKS = re.compile("怎么|咋|如何|哪里|哪儿|哪个|找谁|多少|多久|几天|几号|什么|吗|(?<![这那多])么|[?？]")


async def hear(message: Message, words: str, intent: str, desk: Desk, state: FSMContext) -> bool:
    """Answer a question; False for what is none. 预约接访 opens the reception days."""
    if _CANNOT_CALL.search(words) and len(words) <= _SHORT:
        await _say(message, text("answer-typing"))
        return True
    if intent == Intent.VISIT:
        await appointments.show_days(message, desk)
        return True
    name = next((name for known, name in _ANSWERS.items() if known == intent), "")
    if not name and intent not in (Intent.LAW, Intent.GUIDE):
        return False
    found = await entry(words, desk)
    if not found and name:
        found = text(f"answer-{name}", **desk.context.office.words)
    if not found and asks(words):
        await cannot_answer(message, words, desk, state)
        return True
    if not found:
        await start.guide(desk, message)
        return True
    await _say(message, found)
    return True


async def about_us(message: Message, words: str, desk: Desk, state: FSMContext) -> bool:
    """你是谁, 会不会告诉他: a plain answer, from what is true of the matter that was filed last."""
    filed = (await own_cases.within_reach(desk, state))[:1]
    sealed = Draft(purpose=Purpose.REPORT) if any(row.sealed for row in filed) else None
    found = asked_us.answer(words, desk, sealed)
    if found and asked_us.who_we_are(words):
        await message.answer(found, reply_markup=await menus.first(desk))
    elif found:
        await _say(message, found)
    return bool(found)


async def from_guide(message: Message, words: str, desk: Desk) -> bool:
    """Answer a short question (请不起律师怎么办) that names an entry of the guide; False for any other."""
    if len(words) > _SHORT or not _ASKS.search(words):
        return False
    found = await entry(words, desk)
    if found:
        await _say(message, found)
    return bool(found)


def asks(words: str) -> bool:
    """Whether a few words ask something."""
    return len(words) <= _LONGER and _ASKS.search(words) is not None


async def cannot_answer(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """A question that no entry answers: a person does, by telephone or when it is registered as one (咨询)."""
    await loose_words.keep(state, words=words)
    options: list[Option] = [
        (text("opt-answer-register"), Case(do="loose_ask", case=0)),
        (text("menu-guide"), Go(to="guide")),
    ]
    human = [(LEAVE, (text("menu-human"), Go(to="human")))]
    said = text("answer-nobody", **desk.context.office.words)
    await message.answer(said, reply_markup=numbered(options, fixed=human))


async def _say(message: Message, found: str) -> None:
    options = [(text("menu-file"), Go(to="file")), (text("menu-guide"), Go(to="guide"))]
    human = [(LEAVE, (text("menu-human"), Go(to="human")))]
    await message.answer(f"{found}\n{text('answer-and-file')}", reply_markup=numbered(options, fixed=human))


async def entry(words: str, desk: Desk) -> str:
    """The entry of the guide that names what is asked: the office's own, else the shipped one."""
    own = await office.value(await desk.read(), "publication", "")
    shipped = text("guide-entries", **desk.context.office.words)
    return guide_entries.find(words, own if isinstance(own, str) else "") or guide_entries.find(
        words, shipped
    )
