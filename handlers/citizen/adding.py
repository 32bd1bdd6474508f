"""Words and files are added to a case until its citizen says that is all; the office's question is answered so."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.petition import Role
from casework.petition import State as CaseState
from casework.wording import text
from handlers import filters
from handlers.citizen import own_contact, received_files
from handlers.citizen.draft import Draft
from handlers.citizen.status import own
from handlers.citizen.supplement import settle_supplement, shown
from handlers.registry import Registry
from nlp.intent import Intent
from services.buttons import LEAVE, Case, Go, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import TextKind

on = Registry("citizen.adding", private=True)

LONGEST = 3_000
SITTING = timedelta(hours=12)
"""So long what is said without a word about where it belongs is added to the case that was spoken of last."""
SAID = 3
"""Characters after a comma that say something of the matter."""
_CASE, _SINCE, _ADDED = "case", "adding_since", "adding_any"
ENOUGH = frozenset({Intent.SKIP, Intent.SKIP_ALL, Intent.NO, Intent.THANKS})
"""没有了, 就这些, 好的谢谢: nothing more comes."""
ELSEWHERE = frozenset(
    {
        Intent.STATUS, Intent.WITHDRAW, Intent.URGE, Intent.RATE, Intent.REVIEW, Intent.UNSOLVED, Intent.SOLVED,
        Intent.HUMAN, Intent.PHONE, Intent.VISIT, Intent.GUIDE, Intent.HOURS, Intent.WHERE, Intent.FREE, Intent.LAW,
        Intent.STOP, Intent.BACK, Intent.HOME, Intent.NOTICES, Intent.PRIVACY, Intent.LANGUAGE, Intent.CANNOT_WRITE,
    }
)  # fmt: skip
"""Said for something else than for the case; heard as anywhere."""


class Adding(StatesGroup):
    """Words or files for a case are awaited."""

    supplement = State()


@on.press(Case, do="supplement")
async def supplement(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Open the case for additions until the citizen says that is all."""
    await ask_for_more(filters.message_of(query), desk, state, await own(desk, state, callback_data.case))


async def ask_for_more(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    """Say that whatever is sent next is added."""
    await open_for(desk, state, case)
    key = "ask-answer" if case.state == CaseState.AWAITING_INFO else "ask-supplement"
    await message.answer(text(key, number=case.number), reply_markup=ways_on(case))


@on.press(Case, do="have_none")
async def have_none(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """我没有这个: that is an answer as well, and the office is told."""
    case = await own(desk, state, callback_data.case)
    if case.state == CaseState.AWAITING_INFO:
        await add_words(desk, state, case, text("opt-case-have_none"), filters.message_of(query))
    else:  # pressed twice, or answered otherwise
        await filters.message_of(query).answer(
            text("supplement-enough", number=case.number), reply_markup=shown(case)
        )


async def open_for(desk: Desk, state: FSMContext, case: CaseRow, *, added: bool = False) -> None:
    """What is said next belongs to this case; whether something was added already."""
    await state.set_state(Adding.supplement)
    await state.update_data({_CASE: case.id, _SINCE: desk.now.isoformat(), _ADDED: added})


def ways_on(case: CaseRow) -> InlineKeyboardMarkup:
    """That is all; or, where the office has asked for something, that there is none."""
    if case.state == CaseState.AWAITING_INFO:
        options = [(text("opt-case-have_none"), Case(do="have_none", case=case.id))]
        return numbered(options, fixed=[(LEAVE, (text("opt-home"), Go(to="home")))])
    return numbered([(text("opt-supplement-done"), Case(do="show", case=case.id))])


async def add_words(desk: Desk, state: FSMContext, case: CaseRow, words: str, message: Message) -> None:
    """Words for the case, appended; what was said before stays as it was (Art. 19.1). More may follow."""
    await add(desk, case, [words], [])
    await open_for(desk, state, case, added=True)
    await message.answer(text("supplemented", number=case.number), reply_markup=ways_on(case))


async def add_message(desk: Desk, state: FSMContext, case: CaseRow, message: Message) -> None:
    """A file, a picture, a voice or a place for the case; an album is answered once."""
    if message.location is not None:
        await add_words(desk, state, case, received_files.place_in_words(message), message)
        return
    kept = await received_files.store(desk, message)
    await add(desk, case, [], [kept])
    await open_for(desk, state, case, added=True)
    warned = [text("intake-files-anonymous")] if case.anonymous else []
    desk.say_once(
        f"supplemented:{case.id}:{message.media_group_id or message.message_id}",
        "\n".join([text("supplemented", number=case.number), *warned]),
        ways_on(case),
    )


async def add(desk: Desk, case: CaseRow, words: Sequence[str], kept: Sequence[dict[str, Any]]) -> None:
    """Words, and files that were stored already, become part of the case; the office hears of them together."""
    session = await desk.write()
    files = list(kept)
    for each in words:
        if len(each) > LONGEST:
            scratch = Draft()
            each = await received_files.keep_long_text(desk, scratch, each)
            files += scratch.files
        await cases.add_text(session, case.id, TextKind.SUPPLEMENT, each, by=Role.CITIZEN, at=desk.now)
    for item in files:
        await cases.add_file(session, case.id, int(item["id"]), at=desk.now, caption=str(item["caption"]))
    if words or files:
        await settle_supplement(desk, case)


def says_something(words: str) -> bool:
    """Whether words that want to add say already what: 补充一下，工头姓李; not 我还有证据要补充."""
    parts = re.split("[，,：:。\\s]", words)[1:]
    return any(len(part.strip()) >= SAID for part in parts)


async def spoken_of(desk: Desk, state: FSMContext) -> CaseRow:
    """The case that is added to. Gives the message to whoever is next where that was long ago."""
    data = await state.get_data()
    if desk.now - datetime.fromisoformat(data.get(_SINCE) or desk.now.isoformat()) > SITTING:
        await state.set_state(None)
        raise SkipHandler
    return await own(desk, state, data[_CASE])


@on.message(Adding.supplement, filters.Words())
async def hear(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """Words for the case; that nothing more comes; or words for something else."""
    case = await spoken_of(desk, state)
    intent = desk.context.reader.intent(words, asked="supplement").intent
    changes = own_contact.meant(words, None)
    if words.lstrip().startswith("/") or intent in ELSEWHERE or (changes is not None and changes.stated):
        await state.set_state(None)
        raise SkipHandler
    if intent in ENOUGH and case.state != CaseState.AWAITING_INFO:
        added = bool(await state.get_value(_ADDED))
        await state.set_state(None)
        key = "supplement-enough" if added else "supplement-nothing"
        await message.answer(text(key, number=case.number), reply_markup=shown(case))
        return
    if intent is Intent.WAIT:
        await message.answer(text("supplement-wait", number=case.number), reply_markup=ways_on(case))
        return
    await add_words(desk, state, case, words, message)


@on.message(Adding.supplement, filters.Media())
async def receive(message: Message, desk: Desk, state: FSMContext) -> None:
    """A file for the case."""
    await add_message(desk, state, await spoken_of(desk, state), message)
