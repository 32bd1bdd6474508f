"""Words nobody claimed: understood where that is safe, else answered with buttons, never with silence."""

import re

from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.types import Message

from casework import numbering
from casework.petition import Purpose
from casework.wording import text
from handlers import filters, menus
from handlers.citizen import (
    about_case,
    answer_memory,
    asked_us,
    consent_notice,
    language,
    loose_words,
    omitting,
    own_cases,
    own_contact,
    petition_form,
    questions,
    received_files,
    start,
    status,
    subscribing,
    taking,
    to_case,
)
from handlers.citizen.draft import Draft
from handlers.citizen.form_steps import BY_NAME, PREVIEW
from handlers.citizen.step import Said
from handlers.registry import Registry
from handlers.staff import desk_words
from nlp import case_named, swaps
from nlp.intent import IntentReading
from nlp.normalise import clean
from nlp.reader import Reading
from services import emergency
from services.buttons import LEAVE, Go, Option, menu, numbered
from services.context import Desk

on = Registry("citizen.freetext", private=True)

_BARE = 15
_ENDS_ASKING = re.compile("(?:吗|么|嘛|呢|行不行|可不可以|能不能|好不好)[?？]?$|[?？]$")

WORDS = {
    "查询": "status", "查进度": "status", "进度": "status", "我的件": "mine", "人工": "human", "转人工": "human",
    "找人工": "human", "指南": "guide", "帮助": "home", "菜单": "home", "主菜单": "home", "回主菜单": "home",
    "你好": "home", "您好": "home", "我要反映": "file", "反映": "file", "投诉": "file", "举报": "file", "催办": "urge",
    "撤回": "withdraw", "补充": "supplement", "评价": "rate", "通知": "notices",
}  # fmt: skip
"""Said alone, these open a place of the menu."""


@on.message(Command("withdraw", "撤回"))
async def withdraw_command(message: Message, desk: Desk, state: FSMContext) -> None:
    """/withdraw: which one?"""
    await follow("withdraw", message, "", desk, state)


@on.message(Command("supplement", "补充"))
async def supplement_command(message: Message, desk: Desk, state: FSMContext) -> None:
    """/supplement: which one?"""
    await follow("supplement", message, "", desk, state)


@on.message(filters.Words())
async def hear(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """Understand free words: a number, a place of the menu, a matter to file; or say so and offer buttons."""
    said = words.strip()
    if said.isdecimal() and len(said) <= 2:
        await message.answer(text("only-digit"), reply_markup=menu())
        return
    known = WORDS.get(said.rstrip("。.!！?？")) or ("file" if taking.opens_only(said) else None)
    if await resumes(message, said, desk, state):
        return
    whole = None if known else await desk.context.reader.read_gently(said, today=desk.today)
    despair = whole is not None and emergency.MIND in whole.urgency.kinds and not whole.topics.fits
    if despair and not await menus.roles_of(desk):
        await keep_quietly(said, state)
        return
    reading = whole.intent if whole is not None else None
    if await omitting.after_filing(message, said, desk, state):
        return
    if await questions.about_us(message, said, desk, state):
        return
    if is_about_a_case(said, reading) and await desk_words.asks_which(message, said, desk):
        return
    if is_about_a_case(said, reading) and await status.show_by_words(message, said, desk, state):
        return
    if whole is not None and await to_case.answer_the_office(message, said, whole, desk, state):
        return
    if reading is not None and await own_contact.hear(message, said, reading, desk, state):
        return
    if reading is not None and await about_case.hear(message, said, reading, desk, state):
        return
    if reading is not None and await questions.hear(message, said, reading.intent, desk, state):
        return
    if reading is not None and reading.intent == "file" and await questions.from_guide(message, said, desk):
        return
    if whole is not None and (is_a_bare_question(said, whole) or only_asks(said, whole)):
        if await desk_words.not_registered(message, said, desk):
            return
        await questions.cannot_answer(message, said, desk, state)
        return
    if whole is not None and await to_case.may_be_of_a_case(message, said, whole, desk, state):
        return
    if whole is not None and whole.intent.intent == "abuse" and whole.topics.fits:
        await file(message, said, desk, state)  # in anger, and a matter all the same
        return
    await follow(known or (reading.intent.group if reading else "home"), message, said, desk, state)


def is_a_bare_question(said: str, whole: Reading) -> bool:
    """Whether a few words only ask (我身份证行不行): nothing in them tells a matter."""
    tells = whole.topics.fits or whole.facts or whole.purpose.ask_if_report or whole.urgency.dangers
    return (
        whole.intent.intent == "file"
        and not tells
        and len(said) <= _BARE
        and _ENDS_ASKING.search(said) is not None
    )


async def resumes(message: Message, said: str, desk: Desk, state: FSMContext) -> bool:
    """A plain answer (a number, a name, 同意, 提交) while a matter lies unfinished belongs to it: the form goes on."""
    draft = await Draft.of(state)
    if draft is None or not draft.story or await loose_words.waits(state):
        return False
    if status.is_serial(said):
        return False
    answers_it = swaps.kind_of(clean(said).text) or petition_form.goes_on(said)
    if not answers_it or draft.step not in (*BY_NAME, PREVIEW):
        return False
    await state.set_state(petition_form.Filling.asking)
    await petition_form.hear(message, said, desk, state)
    return True


def only_asks(said: str, whole: Reading) -> bool:
    """Whether words ask for what anybody may know (医保报销比例是多少), and no danger speaks in them."""
    return whole.intent.intent == "file" and asked_us.is_pure(said) and not whole.urgency.dangers


def is_about_a_case(said: str, reading: IntentReading | None) -> bool:
    """Whether a number in the words can be a case's: 3号楼的电梯坏了 and 7号停的水 tell a matter."""
    found = case_named.look_for(said)
    tells = reading is not None and status.tells(said, reading)
    whole = isinstance(found, str) or (isinstance(found, numbering.Slip) and not tells)
    if whole or status.is_serial(said):
        return True
    return reading is not None and bool(reading.short_number) and reading.intent == "status"


async def keep_quietly(said: str, state: FSMContext) -> None:
    """Who speaks of not wanting to live was answered with who helps now; no form is opened, the words are kept."""
    draft = await Draft.of(state) or Draft()
    draft.story.append(said)
    await draft.keep(state)


async def follow(intent: str, message: Message, said: str, desk: Desk, state: FSMContext) -> None:
    """Do what the words want."""
    if intent == "file":
        await file(message, said, desk, state)
    elif intent == "status":
        await about_case.choose(message, desk, state, "show", await own_cases.within_reach(desk, state))
    elif intent == "mine":
        await status.mine(message, desk)
    elif intent == "human":
        await start.call_human(desk, message)
    elif intent == "guide":
        await start.guide(desk, message)
    elif intent == "language":
        await language.ask(message)
    elif intent == "privacy":
        await message.answer(consent_notice.whole(desk), reply_markup=menu())
    elif intent == "notices":
        await subscribing.show(message, desk)
    elif intent in ("supplement", "urge", "withdraw", "rate"):
        await about_case.choose(message, desk, state, intent, await own_cases.within_reach(desk, state))
    elif intent in ("thanks", "abuse", "greeting"):
        await message.answer(text(f"free-{intent}"), reply_markup=await menus.first(desk))
    elif intent == "home":
        await message.answer(text("greeting", **desk.context.office.words), reply_markup=menu())
    elif (draft := await Draft.of(state)) is not None and draft.story:
        options: list[Option] = [(text("menu-resume"), Go(to="file")), (text("menu-status"), Go(to="status"))]
        human = [(LEAVE, (text("menu-human"), Go(to="human")))]
        await message.answer(text("free-unknown"), reply_markup=numbered(options, fixed=human))
    else:
        await message.answer(text("free-unknown"), reply_markup=await menus.first(desk))


async def file(message: Message, said: str, desk: Desk, state: FSMContext) -> None:
    """A matter told straight away: what was said is the beginning of the story, or names the purpose (我要举报)."""
    if await desk_words.not_registered(message, said, desk):
        return
    draft = await Draft.of(state) or Draft()
    heard = ""
    whole = await desk.context.reader.read_gently(said, today=desk.today)
    if BY_NAME["name"].claims(said, whole) and not draft.anonymous:  # 叫张三: who speaks, and no story
        BY_NAME["name"].hear(draft, Said(said))
    elif purpose := BY_NAME["purpose"].meant(draft, said):
        draft.purpose = draft.purpose or Purpose(purpose)
    elif said not in WORDS and not taking.opens_only(said):
        if len(said) > received_files.LONGEST_MESSAGE:
            said = await received_files.keep_long_text(desk, draft, said)
        if draft.story:
            await to_case.ask_which_matter(message, said, state)
            return
        draft.story.append(said)
        await answer_memory.note(state, message, "story", said)
        heard = text("free-file")
    await petition_form.begin(desk, message, state, draft, heard)


@on.message(filters.Media())
async def loose_file(message: Message, desk: Desk, state: FSMContext) -> None:
    """A file out of nowhere."""
    await to_case.loose_file(message, desk, state)
