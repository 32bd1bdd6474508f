"""A conversation in care mode: whatever is written gets a person's answer, and is no answer to a form."""

import re
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message, TelegramObject

from casework.wording import text
from handlers import filters
from handlers.citizen import asking, freetext, petition_form, received_files
from handlers.citizen.draft import Draft
from handlers.citizen.step import Said, add_to_story, bare, named
from handlers.registry import Registry
from services import care, emergency
from services.buttons import CareButton, Fill, Go, Option, menu, numbered
from services.context import Desk

on = Registry("citizen.caring", private=True)


_SHORT = 25
_OVER = re.compile(
    "没事[了啦]|安全了|[他她]不在|[他她]走了|放下了|吓唬|别当真|开玩笑|瞎说|气话|现在好了|救[下上]来|找到了|缓过来"
    "|骗你们|(?:没有?|不是)(?:真的?)?(?:要|想)死|发牢骚|就是说说|说说而已|没有?生命危险|脱离危险|火灭了"
    "|(?i:i(?: am|'m) (?:ok|fine|safe)|(?:he|she) left|it(?: is|'s) over)"
)
_NOT_OVER = re.compile("不想活|没事找事|好了吗|还没|别走")


class InCare(Filter):
    """A conversation in care mode; hands it over as `cared`."""

    async def __call__(self, event: TelegramObject, desk: Desk, state: FSMContext) -> bool | dict[str, Any]:
        found = None if desk.group else await care.of(state, desk.now)
        return {"cared": found} if found is not None else False


class Asked(Filter):
    """It was asked whether somebody is in danger, and nothing was said since."""

    async def __call__(self, event: TelegramObject, desk: Desk, state: FSMContext) -> bool:
        return not desk.group and await care.waits_for_answer(state)


@on.press(CareButton, do="yes")
async def in_danger(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """Yes: the same as danger that was certain from the words."""
    kinds, words = await care.doubt(state)
    await emergency.help_now(desk, state, kinds, words, key=desk.turn.key, bot=state.key.bot_id)


@on.press(CareButton, do="no")
async def in_no_danger(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """No: what stood open stands open still, and is put again."""
    await go_back(filters.message_of(query), desk, state)


async def go_back(message: Message, desk: Desk, state: FSMContext) -> None:
    """The question is settled; back to the form, or to what else was open."""
    await care.settle_question(state)
    draft = await Draft.of(state)
    if draft is not None and await state.get_state() == petition_form.Filling.asking.state:
        await message.answer(text("danger-none"))
        await asking.go_on(desk, message, state, draft)
        return
    open_still = await state.get_state() is not None
    await message.answer(text("danger-none"), reply_markup=None if open_still else menu())


@on.message(filters.Prose(), Asked())
async def answered(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """The question answered in words; anything else passes it over and is heard as ever."""
    said = bare(words)
    if said in named("typed-in-danger"):
        kinds, before = await care.doubt(state)
        await emergency.help_now(desk, state, kinds, before, key=desk.turn.key, bot=state.key.bot_id)
    elif said in named("typed-no-danger"):
        await go_back(message, desk, state)
    else:
        await care.settle_question(state)
        raise SkipHandler


@on.press(CareButton, InCare(), do="safe")
async def safe(query: CallbackQuery, cared: care.Care, desk: Desk, state: FSMContext) -> None:
    """The citizen ends it by the button."""
    await come_back(filters.message_of(query), cared, desk, state)


async def come_back(message: Message, cared: care.Care, desk: Desk, state: FSMContext) -> None:
    """It is over: offer the form that waited, and to write what was said into it. Nothing goes there by itself."""
    await care.finish(state, cared)
    await emergency.pass_on(desk, cared.officer, text("opt-care-safe"))
    options: list[Option] = []
    if (draft := await Draft.of(state)) is not None:
        options.append((text("opt-care-resume"), Fill(step=draft.step, value="_resume")))
    options += [(text("opt-care-file"), CareButton(do="file")), (text("menu-human"), Go(to="human"))]
    await message.answer(text("care-safe", **desk.context.office.words), reply_markup=numbered(options))


@on.press(CareButton, do=("safe", "file"))
async def file(query: CallbackQuery, callback_data: CareButton, desk: Desk, state: FSMContext) -> None:
    """What was said in care mode is told as a matter, because the citizen wants it. An old button says so."""
    message, cared = filters.message_of(query), await care.last(state)
    if cared is None or callback_data.do == "safe":
        await query.answer(text("error-old-button"))
        return
    await care.end(state)
    said = "\n".join(cared.said)
    draft = await Draft.of(state)
    if draft is None:
        await freetext.file(message, said, desk, state)
        return
    if len(said) > received_files.LONGEST_MESSAGE:
        said = await received_files.keep_long_text(desk, draft, said)
    add_to_story(draft, Said(said))
    draft.urgent = "urgent"
    await petition_form.begin(desk, message, state, draft)


@on.press(Fill, InCare())
@on.press(Go, InCare(), to=("file", "anew"))
async def goes_on(query: CallbackQuery, cared: care.Care, desk: Desk, state: FSMContext) -> None:
    """Whoever presses a button of the form goes on with it: that ends care mode, and the form answers."""
    await care.end(state)
    raise SkipHandler


@on.message(filters.Prose(), InCare())
async def hear(message: Message, words: str, cared: care.Care, desk: Desk, state: FSMContext) -> None:
    """Anything that is written: kept, and answered shortly, as to a person and not to a form."""
    if bare(words) in named("typed-safe"):
        await come_back(message, cared, desk, state)
    elif len(words) <= _SHORT and _OVER.search(words) and not _NOT_OVER.search(words):
        cared.keep(words)
        await care.store(state, cared)
        await emergency.pass_on(desk, cared.officer, words)
        safe = [(text("opt-care-safe"), CareButton(do="safe"))]
        await message.answer(text("care-over"), reply_markup=numbered(safe))
    elif bare(words) in named("typed-care-on"):
        await care.end(state)
        draft = await Draft.of(state) or Draft()
        await petition_form.begin(desk, message, state, draft)
    else:
        cared.keep(words)
        await care.store(state, cared)
        if await emergency.pass_on(desk, cared.officer, words):
            emergency.say(desk, text("care-passed-on"))
            return
        emergency.say(desk, emergency.presence(desk, cared, words), cared)


@on.message(filters.Media(), InCare())
async def attach(message: Message, cared: care.Care, desk: Desk, state: FSMContext) -> None:
    """A file is kept with what was told; no question of a form follows."""
    draft = await Draft.of(state) or Draft()
    await received_files.take(desk, message, draft)
    await draft.keep(state)
    emergency.say(desk, emergency.presence(desk, cared), cared)
