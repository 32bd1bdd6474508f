"""What a citizen does with a case of theirs by a press: urge, withdraw and take that back, leave an incident."""

from datetime import timedelta
from typing import Any

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message

from casework.petition import CITIZEN
from casework.petition import State as CaseState
from casework.wording import text
from handlers import filters
from handlers.citizen import case_card
from handlers.citizen.status import changeable, own
from handlers.registry import Registry
from services import case_file, dates, moves, record
from services.buttons import LEAVE, Case, Go, numbered
from services.context import Desk
from storage.tables.case_rows import Case as CaseRow

on = Registry("citizen.supplement", private=True)


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
    await urge_now(filters.message_of(query), desk, state, await own(desk, state, callback_data.case))


async def urge_now(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    """催办, said with what is left of this month; when nothing is left, from which day on it may be done again."""
    events = await case_file.of(desk.turn, case).events()
    if record.urges_left(events, desk.now) <= 0:
        again = dates.day((desk.today.replace(day=1) + timedelta(days=32)).replace(day=1))
        await message.answer(text("urged-enough", number=case.number, date=again), reply_markup=shown(case))
        return
    case = await settle(desk, case, "urge")
    left = record.urges_left(await case_file.of(desk.turn, case).events(), desk.now)
    await message.answer(text("urged", number=case.number, left=left), reply_markup=shown(case))


def shown(case: CaseRow) -> InlineKeyboardMarkup:
    """One button: look at the case."""
    return numbered([(text("opt-show"), Case(do="show", case=case.id))])


@on.press(Case, do="withdraw")
async def withdraw(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """The first of two confirmations; nobody else can withdraw a matter."""
    await ask_withdraw(filters.message_of(query), desk, state, await own(desk, state, callback_data.case))


async def ask_withdraw(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    """Ask once more before anything is withdrawn."""
    case = await changeable(desk, state, case.id)
    options = [
        (text("opt-withdraw-yes"), Case(do="withdraw_yes", case=case.id)),
        (text("opt-withdraw-no"), Case(do="show", case=case.id)),
    ]
    await message.answer(text("ask-withdraw", number=case.number), reply_markup=numbered(options))


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


async def ask_undo(message: Message, desk: Desk, state: FSMContext, case: CaseRow) -> None:
    """Whoever regrets a withdrawal is told that it can be taken back, and does it with one tap."""
    options = [
        (text("opt-case-undo"), Case(do="undo", case=case.id)),
        (text("opt-show"), Case(do="show", case=case.id)),
    ]
    home = [(LEAVE, (text("opt-home"), Go(to="home")))]
    await message.answer(text("ask-undo", number=case.number), reply_markup=numbered(options, fixed=home))


@on.press(Case, do="undo")
async def undo(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Take the withdrawal back: the matter goes on where it stood."""
    case = await settle(desk, await changeable(desk, state, callback_data.case), "undo_withdraw")
    await case_card.show(filters.message_of(query), desk, case)
