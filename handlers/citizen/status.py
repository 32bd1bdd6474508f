"""件件有回应: a citizen asks after a case, from the chat it was filed in or with number and query code.

Unknown, foreign and wrong look alike, in words and in work; guessing is limited per source and per case.
"""

import hashlib
import re

from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from casework import numbering
from casework.petition import Refusal
from casework.wording import text
from handlers import filters
from handlers.citizen import case_card, lost_number, taking
from handlers.registry import Registry
from nlp import case_named, identifiers
from nlp.case_named import CaseNamed
from nlp.intent import Intent, IntentReading
from nlp.normalise import HAN, clean
from services import letters
from services.buttons import LEAVE, Case, Go, menu, numbered
from services.context import Desk
from services.letters import Letter
from storage import cases, vault
from storage.tables.case_rows import Case as CaseRow

on = Registry("citizen.status", private=True)

_THAT_ONE = r"(?:那个|那件|那件事|的事|这个|这件)?\s*[。.？?！!]?"
_SERIAL_ALONE = re.compile(rf"\s*(?:[0-9０-９]{{1,6}}\s*[号號]{_THAT_ONE}|0{{1,4}}[0-9]{{1,5}}\s*)")
"""A case named by its serial and nothing else (42号那个, 00042)."""
LIKE_A_NUMBER = re.compile(rf"[0-9０-９][0-9０-９ \-－—]{{4,}}|^\s*[0-9０-９]{{1,6}}\s*[号號]?{_THAT_ONE}$")
"""What is said when a number is asked for: a whole number, or a serial, then also without 号."""
UNCLEAR = frozenset(
    {
        Intent.UNKNOWN,
        Intent.FILE,
        Intent.STATUS,
        Intent.ANSWER,
        Intent.SKIP,
        Intent.SKIP_ALL,
        Intent.NO,
        Intent.YES,
    }
)
"""Said where a code is awaited, these are told how to get one."""
HAN_LETTER, A_FEW = re.compile(f"[{HAN}]"), 4
SHORT, LONGEST_NUMBER, LONGEST = 15, 40, 400
GRANTS = "granted"
"""Cases opened by number and query code in this conversation, by row id."""


class Asking(StatesGroup):
    """A number or a query code is awaited."""

    number = State()
    code = State()


async def own(desk: Desk, state: FSMContext, case_id: int) -> CaseRow:
    """A case this person may see: filed by them, opened with its code here, or told of here. Else as if unknown."""
    case = await cases.by_id(await desk.read(), case_id)
    granted = (await state.get_data()).get(GRANTS, [])
    if case is None:
        raise filters.unknown(desk)
    mine = case.owner_id == desk.person_id or grant(case) in granted
    if not mine and not await cases.listens(await desk.read(), case.id, desk.person_id):
        raise filters.unknown(desk)
    return case


async def changeable(desk: Desk, state: FSMContext, case_id: int) -> CaseRow:
    """A case this person may change: filed by them, or an anonymous one opened with its code, which has no other owner.

    Whoever holds the code of somebody else's case reads and adds. Raises `Refusal`.
    """
    case = await own(desk, state, case_id)
    if case.owner_id not in (None, desk.person_id):
        raise Refusal(text("code-reads-only"))
    return case


async def filed_here(desk: Desk, case_id: int) -> CaseRow:
    """A case that this account filed. Raises the sentence for unknown ones."""
    case = await cases.by_id(await desk.read(), case_id)
    if case is None or case.owner_id != desk.person_id:
        raise filters.unknown(desk)
    return case


def grant(case: CaseRow) -> str:
    """What a chat keeps that opened a case with its code: a new code ends it."""
    return f"{case.id}:{hashlib.sha256(case.code_hash or b'').hexdigest()[:16]}"


@on.message(Command("status", "查询", "进度"))
async def ask_command(message: Message, desk: Desk, state: FSMContext) -> None:
    """Ask for a number."""
    await ask(message, desk, state)


@on.press(Go, to="status")
async def ask_pressed(query: CallbackQuery, desk: Desk, state: FSMContext) -> None:
    """The menu's 查进度: own cases first, then by number."""
    await ask(filters.message_of(query), desk, state)


async def ask(message: Message, desk: Desk, state: FSMContext) -> None:
    """Show the person's one case; with several, or none, list them and ask for a number."""
    page = await lost_number.page_of(desk, 0)
    if len(page.shown) == 1 and not page.older:
        await case_card.show(message, desk, page.shown[0])
        return
    await state.set_state(Asking.number)
    options = [(case_card.headline(row, desk), Case(do="show", case=row.id)) for row in page.shown]
    if page.older:
        options.append(
            (text("opt-older", count=page.older), Case(do="mine", case=0, value=str(lost_number.PAGE)))
        )
    back = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("ask-number"), reply_markup=numbered(options, fixed=back))


@on.message(Command("mine", "我的件"))
async def mine_command(message: Message, desk: Desk) -> None:
    """The person's own cases."""
    await mine(message, desk)


@on.press(Go, to="mine")
async def mine_pressed(query: CallbackQuery, desk: Desk) -> None:
    """The menu's 我的件."""
    await mine(filters.message_of(query), desk)


async def mine(message: Message, desk: Desk, start: int = 0) -> None:
    """List the cases filed from this account, newest first, a page at a time."""
    page = await lost_number.page_of(desk, start)
    if not page.shown:
        await message.answer(text("status-none"), reply_markup=menu())
        return
    options = [(case_card.headline(row, desk), Case(do="show", case=row.id)) for row in page.shown]
    if page.older:
        options.append(
            (
                text("opt-older", count=page.older),
                Case(do="mine", case=0, value=str(start + lost_number.PAGE)),
            )
        )
    back = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("status-mine"), reply_markup=numbered(options, fixed=back))


@on.press(Case, do="mine")
async def older(query: CallbackQuery, callback_data: Case, desk: Desk) -> None:
    """The next page of 我的件."""
    start = int(callback_data.value) if callback_data.value.isdecimal() else 0
    await mine(filters.message_of(query), desk, start)


@on.message(Asking.number, filters.Words())
async def number_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """A number: shown at once when it is the person's own, else the code is asked, whether it exists or not.

    Words without one are heard as anywhere else: who is asked for a number may tell a matter or press for an answer.
    A few impatient ones (到底什么时候有人管) are about what the person has filed.
    """
    if names_a_case(words, desk):
        if not await show_by_words(message, words, desk, state):
            await state.set_state(None)
            raise filters.unknown(desk)
        return
    if lost_number.is_answer(words):
        await lost_number.find_again(message, desk, state)
        return
    await state.set_state(None)
    # A story is read once, by whoever hears it next.
    rows = (
        await cases.of_person(await desk.read(), desk.person_id, lost_number.PAGE)
        if len(words) <= SHORT
        else []
    )
    if not rows:
        raise SkipHandler
    reading = await desk.context.reader.read_gently(words, today=desk.today)
    impatient = reading.intent.intent == "urge" and text("opt-case-urge")[0] not in words
    if reading.intent.intent not in ("status", "file", "unknown") and not impatient:
        raise SkipHandler
    if len(rows) == 1:
        await case_card.show(message, desk, rows[0])
    else:
        await mine(message, desk)


def tells(words: str, reading: IntentReading) -> bool:
    """Whether words with digits in them tell a matter; digits alone tell none."""
    return reading.intent is Intent.FILE and len(HAN_LETTER.findall(words)) >= A_FEW


def is_serial(words: str) -> bool:
    """Whether words are nothing but the end of a case's number, in figures or spoken (00002, 42号那件, 零零零零二)."""
    return _SERIAL_ALONE.fullmatch(words) is not None or case_named.is_spoken_serial(words)


def names_a_case(words: str, desk: Desk) -> bool:
    """Whether words where a number is asked for are one; a matter with the number of a card or a person is none."""
    found = case_named.look_for(words)
    if isinstance(found, str) or case_named.is_spoken_serial(words):
        return True
    if tells(words, desk.context.reader.intent(words)):
        return False
    if len(words) > LONGEST_NUMBER:
        return isinstance(found, numbering.Slip)
    return bool(LIKE_A_NUMBER.search(identifiers.without_numbers(clean(words).text))) or (
        len(words) <= SHORT and bool(named_in(words).number)
    )


async def show_by_words(message: Message, words: str, desk: Desk, state: FSMContext) -> bool:
    """Find a case number in what was said and show the case or ask for its code; False when there is none."""
    named = named_in(words)
    found = case_named.look_for(words)
    if found is None and named.number.isdecimal() and len(words) <= SHORT:
        found = numbering.Partial(int(named.number))
    if found is None:
        return False
    if isinstance(found, numbering.Slip):
        await state.set_state(Asking.number)
        await message.answer(text("status-slip"))
        return True
    session = await desk.read()
    rows = await cases.of_person(session, desk.person_id, 200)
    matching = [row for row in rows if meant(found, row.number)]
    if not matching and isinstance(found, numbering.Partial) and "第" in words and found.serial <= len(rows):
        matching = [rows[found.serial - 1]]  # 第2件 of the list
    if matching:
        await state.set_state(None)
        await case_card.show(message, desk, matching[0])
    elif isinstance(found, numbering.Partial):
        await mine(message, desk)
    elif named.code:
        await try_code(message, found, named.code, desk, state)
    else:
        await state.set_state(Asking.code)
        await state.update_data(asked_number=found)
        await message.answer(text("ask-code"))
    return True


def named_in(words: str) -> CaseNamed:
    """The number and the code in what was said, in any order and form."""
    return case_named.find(clean(words[:LONGEST]).text)


def meant(found: str | numbering.Partial, number: str) -> bool:
    """Whether what was said means this case: the whole number, or its serial alone (42号那个)."""
    if isinstance(found, numbering.Partial):
        return numbering.serial_of(number) == found.serial
    return found == number


@on.message(Asking.code, filters.Words())
async def code_said(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """Number and code: the same answer and the same work whether the number or the code was wrong.

    Words that no code can be are no guess: they are told how to get a code, and the question stands.
    """
    named = named_in(words)
    code = named.code or (words if numbering.normalise_code(words) else "")
    if not code and named.number and await show_by_words(message, words, desk, state):
        return
    if not code and lost_number.is_answer(words):
        await lost_number.find_again(
            message, desk, state, still=True
        )  # whoever finds the slip sends the code
        return
    if not code and taking.opens_only(words):
        await state.set_state(None)
        raise SkipHandler
    if not code and desk.context.reader.intent(words).intent not in UNCLEAR:
        await state.set_state(None)
        raise SkipHandler
    if not code:
        back = [(LEAVE, (text("opt-home"), Go(to="home")))]
        await message.answer(
            text("ask-code-lost", **desk.context.office.words), reply_markup=numbered([], fixed=back)
        )
        return
    asked = (await state.get_data()).get("asked_number", "")
    await try_code(message, named.number if "-" in named.number else asked, code, desk, state)


async def try_code(message: Message, number: str, code: str, desk: Desk, state: FSMContext) -> None:
    """Open a case with its code. After a wrong one the number still stands: only the code is sent again."""
    source = f"{desk.channel}:{desk.user_id}"
    opened = await cases.check_code(await desk.read(), number, code, vault.installed(), source, desk.now)
    await state.set_state(None)
    if opened.failed:
        opened = await cases.note_attempt(await desk.write(), opened, desk.now)
        await tell_owner(desk, opened.warn_owner_of, "status-guessed")
    if opened.case is None:
        await state.set_state(Asking.code)
        await state.update_data(asked_number=number)
        await message.answer(text("status-unknown", **desk.context.office.words), reply_markup=menu())
        return
    data = await state.get_data()
    await state.update_data({GRANTS: [*data.get(GRANTS, []), grant(opened.case)][-20:]})
    await tell_owner(desk, opened.case, "status-opened")
    await case_card.show(message, desk, opened.case)


async def tell_owner(desk: Desk, case: CaseRow | None, key: str) -> None:
    """Somebody opened this case with its code, or guessed at it: its owner is told, in the chat it was filed in."""
    if case is not None and case.owner_id != desk.person_id:
        letter = Letter(lambda: text(key, number=case.number, **desk.context.office.words))
        await letters.to_person(desk.turn, case.owner_id, letter, None)


@on.press(Case, do="show")
async def show(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """One case's card."""
    await state.set_state(None)
    await case_card.show(filters.message_of(query), desk, await own(desk, state, callback_data.case))


@on.press(Case, do="more")
async def more(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """What else may be done with the case."""
    await case_card.show_more(filters.message_of(query), desk, await own(desk, state, callback_data.case))
