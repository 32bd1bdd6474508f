"""Whose are these words? What answers the office, or quotes a notice of a case, goes to that case; else one question.

Words and files that may be either are kept with the conversation until the citizen says where they belong.
"""

import re

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework import numbering
from casework.petition import Purpose
from casework.wording import text
from handlers import filters
from handlers.citizen import adding, loose_words, own_cases, petition_form, received_files
from handlers.citizen.adding import Adding
from handlers.citizen.draft import Draft
from handlers.citizen.status import Asking, own
from handlers.registry import Registry
from nlp.intent import Intent
from nlp.reader import Reading
from services.buttons import LEAVE, Case, Go, Option, numbered
from services.context import Desk
from storage.tables.case_rows import Case as CaseRow

on = Registry("citizen.to_case", private=True)

_OFFERED = 4
"""So many cases are offered at once for what may belong to one of them."""
_MATTER = 25
"""So many characters that fit a topic may tell another matter; fewer of them answer the question that was asked."""
_FEW = 12
"""So few characters tell no matter of their own, where one is on record that they fit."""
_AND_ALSO = re.compile(
    "(?:对了|哦|噢|啊|那个)?[，, ]*(?:我)?(?:又|才|刚|突然)(?:想起|记起|发现)"
    "|(?:对了|刚才|刚刚|前面)[，, ]*(?:我)?(?:还|忘了?|漏)|忘了(?:说|讲)"
)
"""Words that go on with what was told: 我又想起来, 对了还有, 刚才忘了说."""
_ANEW = ("反映", "反应", "投诉", "举报", "登记", "信访", "另", "新的")
_ANSWERS = frozenset(
    {Intent.FILE, Intent.UNKNOWN, Intent.SUPPLEMENT, Intent.SKIP, Intent.SKIP_ALL, Intent.ANSWER, Intent.YES,
     Intent.NO, Intent.CORRECT}
)  # fmt: skip
"""Said while the office waits for an answer, these are one."""
_ANYWHERE = StateFilter(None, Adding.supplement, petition_form.Filling.asking, Asking.number, Asking.code)
"""Where a quoted notice says more than the question that stands open."""


@on.message(filters.Quoting(), _ANYWHERE, filters.Prose())
async def quoted_with_words(message: Message, words: str, quoted: str, desk: Desk, state: FSMContext) -> None:
    """Words under a notice of a case: they are for that case, unless they ask for something else."""
    case = await _quoted(quoted, desk, state)
    if desk.context.reader.intent(words, asked="supplement").intent in adding.ELSEWHERE:
        raise SkipHandler
    await adding.add_words(desk, state, case, words, message)


@on.message(filters.Quoting(), _ANYWHERE, filters.Media())
async def quoted_with_file(message: Message, quoted: str, desk: Desk, state: FSMContext) -> None:
    """A file under a notice of a case."""
    await adding.add_message(desk, state, await _quoted(quoted, desk, state), message)


async def _quoted(quoted: str, desk: Desk, state: FSMContext) -> CaseRow:
    """The case that the quoted message is about; whoever is next hears words that quote anything else."""
    found = numbering.parse(quoted)
    draft = await Draft.of(state) if await state.get_state() == petition_form.Filling.asking.state else None
    if draft is not None and draft.repeat_number == found:  # the form's own question
        raise SkipHandler
    for case in await own_cases.within_reach(desk, state):
        if case.number == found:
            return case
    raise SkipHandler


async def answer_the_office(
    message: Message, said: str, whole: Reading, desk: Desk, state: FSMContext
) -> bool:
    """Words while the office waits for an answer: they are one, or one question is asked. Whether that was done."""
    if whole.intent.intent not in _ANSWERS:
        return False
    if whole.intent.intent is Intent.SUPPLEMENT and not adding.says_something(said):
        return False
    asking = await own_cases.waiting_for_words(desk, state)
    if not asking:
        return False
    tells = whole.intent.intent is Intent.FILE and whole.topics.fits and len(said) >= _MATTER
    # An answer speaks of what the matter is about: words of its family are no other matter.
    of_it = (asking[0].topic or "")[:2] == whole.topics.code[:2]
    if len(asking) == 1 and (of_it or not tells):
        await adding.add_words(desk, state, asking[0], said, message)
        return True
    await loose_words.keep(state, words=said)
    await message.answer(text("loose-words"), reply_markup=_whose(asking))
    return True


async def may_be_of_a_case(
    message: Message, said: str, whole: Reading, desk: Desk, state: FSMContext
) -> bool:
    """A few words (钱没到账, 工资还没发) from somebody whose open case they fit: asked once where they belong."""
    if _AND_ALSO.match(said) and len(rows := await own_cases.still_open(desk, state)) == 1:
        await adding.add_words(desk, state, rows[0], said, message)
        return True
    if whole.intent.intent is not Intent.FILE or len(said) > _FEW or any(each in said for each in _ANEW):
        return False
    read = whole.topics.code[:2] if whole.topics.fits else ""
    rows = [
        row for row in await own_cases.still_open(desk, state) if not read or (row.topic or "")[:2] == read
    ]
    if not rows:
        return False
    await loose_words.keep(state, words=said)
    await message.answer(text("loose-words"), reply_markup=_whose(rows))
    return True


async def loose_file(message: Message, desk: Desk, state: FSMContext) -> None:
    """A file out of nowhere: it answers the office that asked for it, or begins a matter with the words under it where
    there is none; else it is kept, and asked where it belongs."""
    asking = await own_cases.waiting_for_words(desk, state)
    if len(asking) == 1:
        await adding.add_message(desk, state, asking[0], message)
        return
    words = message.caption or ""
    rows = asking or await own_cases.still_open(desk, state)
    draft = await Draft.of(state) or Draft()
    if words and not rows and not draft.story:
        await received_files.keep(desk, message, draft)
        draft.story.append(words)
        await petition_form.begin(desk, message, state, draft, text("free-file"))
        return
    if message.location is not None:
        await loose_words.keep(state, words=received_files.place_in_words(message))
    else:
        await loose_words.keep(state, words=words, file=await received_files.store(desk, message))
    album = message.media_group_id or message.message_id
    desk.say_once(f"loose:{album}", text("loose-file"), _whose(rows))


async def ask_which_matter(message: Message, said: str, state: FSMContext) -> None:
    """A matter told while another lies unfinished: more of that one, or another one. Nothing is mixed by itself."""
    await loose_words.keep(state, words=said)
    options: list[Option] = [
        (text("opt-loose-draft"), Case(do="loose_draft", case=0)),
        (text("opt-loose-instead"), Case(do="loose_instead", case=0)),
    ]
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("loose-matter"), reply_markup=numbered(options, fixed=home))


def _whose(rows: list[CaseRow]) -> InlineKeyboardMarkup:
    options: list[Option] = [
        (text("opt-loose-case", number=row.number), Case(do="attach", case=row.id)) for row in rows[:_OFFERED]
    ]
    options.append((text("opt-loose-new"), Case(do="loose_new", case=0)))
    return numbered(options, fixed=[(LEAVE, (text("opt-home"), Go(to="home")))])


@on.press(Case, do="attach")
async def attach(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """What came out of nowhere belongs to this case."""
    case = await own(desk, state, callback_data.case)
    kept = await loose_words.taken(state)
    await adding.add(desk, case, kept["words"], kept["files"])
    await adding.open_for(desk, state, case, added=bool(kept["words"] or kept["files"]))
    key = "supplemented" if kept["words"] or kept["files"] else "ask-supplement"
    await filters.message_of(query).answer(text(key, number=case.number), reply_markup=adding.ways_on(case))


@on.press(Case, do=("loose_new", "loose_draft", "loose_instead", "loose_ask"))
async def new_matter(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """What came out of nowhere is another matter, or more of the one that was being told."""
    message = filters.message_of(query)
    draft = await Draft.of(state) or Draft()
    if draft.story and callback_data.do == "loose_new":
        kept = await loose_words.kept(state)
        if kept["words"] or kept["files"]:
            await ask_which_matter(message, "", state)
            return
    kept = await loose_words.taken(state)
    if callback_data.do == "loose_instead":
        draft = Draft()
    if callback_data.do == "loose_ask" and not draft.story:
        draft.purpose = Purpose.INQUIRY
    draft.story += kept["words"]
    draft.files += kept["files"]
    said = text("intake-kept-too") if callback_data.do == "loose_draft" else ""
    await petition_form.begin(desk, message, state, draft, said)
