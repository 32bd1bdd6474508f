"""What a citizen does with a case of theirs: add, answer a question, urge, withdraw and take that back."""

from typing import Any

from aiogram.filters import Command
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.petition import CITIZEN, Role
from casework.petition import State as CaseState
from casework.wording import text
from handlers import filters
from handlers.citizen import case_card, received_files
from handlers.citizen.draft import Draft
from handlers.citizen.status import changeable, own
from handlers.registry import Registry
from services import case_file, moves, record
from services.buttons import LEAVE, Case, Go, menu, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import LinkKind, TextKind

on = Registry("citizen.supplement", private=True)

VERBS = ("supplement", "urge", "withdraw", "rate")
LONGEST = 3_000
_CASE = "case"


class Adding(StatesGroup):
    """Words or files for a case are awaited."""

    supplement = State()


async def choose_case(message: Message, desk: Desk, state: FSMContext, verb: str, said: str) -> None:
    """哪一件？ With several open cases the citizen says which; with one there is nothing to ask."""
    rows = [
        row
        for row in await cases.of_person(await desk.read(), desk.person_id, 8)
        if row.is_open or verb == "rate"
    ]
    if not rows:
        await message.answer(text("status-none"), reply_markup=menu())
        return
    options = [(case_card.headline(row, desk), Case(do=verb, case=row.id)) for row in rows]
    fixed = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text(f"which-{verb}"), reply_markup=numbered(options, fixed=fixed))


@on.message(Command("withdraw", "撤回"))
async def withdraw_command(message: Message, desk: Desk, state: FSMContext) -> None:
    """/withdraw: which one?"""
    await choose_case(message, desk, state, "withdraw", "")


@on.message(Command("supplement", "补充"))
async def supplement_command(message: Message, desk: Desk, state: FSMContext) -> None:
    """/supplement: which one?"""
    await choose_case(message, desk, state, "supplement", "")


@on.press(Case, do="supplement")
async def supplement(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Open the case for additions until the citizen says that is all."""
    case = await own(desk, state, callback_data.case)
    await state.set_state(Adding.supplement)
    await state.update_data({_CASE: case.id})
    await filters.message_of(query).answer(
        text("ask-supplement", number=case.number), reply_markup=done_keyboard(case)
    )


def done_keyboard(case: CaseRow) -> InlineKeyboardMarkup:
    """One button: that is all."""
    return numbered([(text("opt-supplement-done"), Case(do="show", case=case.id))])


@on.message(Adding.supplement, filters.Words())
async def add_words(message: Message, words: str, desk: Desk, state: FSMContext) -> None:
    """Words for the case, appended; what was said before stays as it was (Art. 19.1)."""
    case = await own(desk, state, (await state.get_data())[_CASE])
    if len(words) > LONGEST:
        scratch = Draft()
        words = await received_files.keep_long_text(desk, scratch, words)
        for item in scratch.files:
            await cases.add_file(await desk.write(), case.id, item["id"], at=desk.now)
    await cases.add_text(
        await desk.write(), case.id, TextKind.SUPPLEMENT, words, by=Role.CITIZEN, at=desk.now
    )
    await settle_supplement(desk, case)
    await message.answer(text("supplemented", number=case.number), reply_markup=done_keyboard(case))


@on.message(Adding.supplement, filters.Media())
async def add_file(message: Message, desk: Desk, state: FSMContext) -> None:
    """A file for the case."""
    case = await own(desk, state, (await state.get_data())[_CASE])
    if received_files.sent_file(message) is None:
        await message.answer(text("error-kind"))
        return
    kept = await received_files.store(desk, message)
    await cases.add_file(
        await desk.write(), case.id, int(kept["id"]), at=desk.now, caption=str(kept["caption"])
    )
    await settle_supplement(desk, case)
    desk.say_once(
        f"supplemented:{case.id}:{message.media_group_id or message.message_id}",
        text("supplemented", number=case.number),
        done_keyboard(case),
    )


@on.press(Case, do="attach")
async def attach_loose(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """A file that came out of nowhere belongs to this case."""
    case = await own(desk, state, callback_data.case)
    draft = await Draft.of(state)
    files = draft.files if draft is not None else []
    for item in files:
        await cases.add_file(await desk.write(), case.id, item["id"], at=desk.now, caption=item["caption"])
    await Draft.drop(state)
    if files:
        await settle_supplement(desk, case)
    await filters.message_of(query).answer(text("supplemented", number=case.number), reply_markup=menu())


async def settle_supplement(desk: Desk, case: CaseRow) -> None:
    """Record that something was added; an awaited answer sets the matter going again."""
    event = "supplied" if case.state == CaseState.AWAITING_INFO else "supplement"
    await settle(desk, case, event)


async def settle(desk: Desk, case: CaseRow, event: str, **facts: Any) -> CaseRow:
    """Make a citizen's move and tell everybody it concerns. Raises `Refusal` with the reason."""
    return await moves.make(desk.turn, desk.context, case, event, by=CITIZEN, **facts)


@on.press(Case, do="urge")
async def urge(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """催办: counted, limited, and seen by the officer with its count."""
    case = await own(desk, state, callback_data.case)
    case = await settle(desk, case, "urge")
    left = record.urges_left(await case_file.of(desk.turn, case).events(), desk.now)
    await filters.message_of(query).answer(text("urged", number=case.number, left=left))


@on.press(Case, do="withdraw")
async def withdraw(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """The first of two confirmations; nobody else can withdraw a matter."""
    case = await changeable(desk, state, callback_data.case)
    options = [
        (text("opt-withdraw-yes"), Case(do="withdraw_yes", case=case.id)),
        (text("opt-withdraw-no"), Case(do="show", case=case.id)),
    ]
    await filters.message_of(query).answer(
        text("ask-withdraw", number=case.number), reply_markup=numbered(options)
    )


@on.press(Case, do="withdraw_yes")
async def withdraw_surely(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """The second confirmation, its options the other way round so that a double tap does not withdraw."""
    case = await changeable(desk, state, callback_data.case)
    options = [
        (text("opt-withdraw-no"), Case(do="show", case=case.id)),
        (text("opt-withdraw-sure"), Case(do="withdraw_sure", case=case.id)),
    ]
    await filters.message_of(query).answer(
        text("ask-withdraw-sure", number=case.number), reply_markup=numbered(options)
    )


@on.press(Case, do="withdraw_sure")
async def withdrawn(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Withdraw; it can be taken back for seven days."""
    case = await settle(desk, await changeable(desk, state, callback_data.case), "withdraw", confirmed=True)
    options = [(text("opt-case-undo"), Case(do="undo", case=case.id))]
    fixed = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await filters.message_of(query).answer(
        text("withdrawn", number=case.number), reply_markup=numbered(options, fixed=fixed)
    )


@on.press(Case, do="leave")
async def leave(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Leave the incident that the case was joined to; the case itself goes on."""
    case = await changeable(desk, state, callback_data.case)
    session = await desk.write()
    for link in await case_card.joined(session, case):
        await cases.unlink(session, case.id, link.other_id, LinkKind.SAME_INCIDENT)
    await filters.message_of(query).answer(text("left-incident", number=case.number), reply_markup=menu())


@on.press(Case, do="undo")
async def undo(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Take the withdrawal back: the matter goes on where it stood."""
    case = await settle(desk, await changeable(desk, state, callback_data.case), "undo_withdraw")
    await case_card.show(filters.message_of(query), desk, case)
