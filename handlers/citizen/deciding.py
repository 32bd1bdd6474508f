"""What only the citizen decides, by a press of their own: whether a report is opened, a refusal contested."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery, Message

from casework.petition import CITIZEN, Refusal
from casework.wording import text
from handlers import filters
from handlers.citizen.status import changeable
from handlers.line import About, Line
from handlers.registry import Registry
from services import case_file, moves, record
from services.buttons import Case
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

on = Registry("citizen.deciding", private=True)

WHY = Line("Deciding:why")
"""Why a refusal is contested."""
CAUSE = Line("Deciding:cause")
"""Why a review is asked for late."""
LONGEST = 1_000


async def own(desk: Desk, case_id: int) -> CaseRow:
    """A case of this very person: number and query code are not enough here. Raises `Refusal`."""
    case = await cases.by_id(await desk.read(), case_id)
    if case is None or case.owner_id is None or case.owner_id != desk.person_id:
        raise filters.unknown(desk)
    return case


@on.press(Case, do="unseal")
async def opened(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """同意: the report is handled like any other from now on; whom it names is still kept out."""
    case = await own(desk, callback_data.case)
    purpose = record.unseal_asked(await case_file.of(desk.turn, case).events())
    if purpose is None:
        raise Refusal(text("refuse-unseal-not-asked"))
    await moves.make(desk.turn, desk.context, case, "unseal", by=CITIZEN, quietly=True, purpose=purpose)
    await filters.message_of(query).answer(text("unseal-done", number=case.number))


@on.press(Case, do="keep_sealed")
async def kept_sealed(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """不同意: nothing changes, and the sealed officer reads that it was decided."""
    case = await own(desk, callback_data.case)
    await moves.make(desk.turn, desk.context, case, "keep_sealed", by=CITIZEN, quietly=True)
    await filters.message_of(query).answer(text("keep-sealed-done", number=case.number))


@on.press(Case, do="contest")
async def contests(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """我有异议: asked once why; whatever is said opens the matter again."""
    case = await changeable(desk, state, callback_data.case)
    if record.last(await case_file.of(desk.turn, case).events(), "contest") is not None:
        raise Refusal(text("refuse-contested"))
    await WHY.ask(state, case=case.id)
    await filters.message_of(query).answer(text("ask-contest"))


@on.line(WHY)
async def contest_said(message: Message, words: str, about: About, desk: Desk, state: FSMContext) -> None:
    """The reasons are the citizen's own, and stand in the history."""
    case = await changeable(desk, state, about["case"])
    case = await moves.make(
        desk.turn, desk.context, case, "contest", by=CITIZEN, quietly=True, text=words[:LONGEST]
    )
    due = next(each.limit for each in await case_file.of(desk.turn, case).clocks())
    await message.answer(text("notice-citizen-contest", number=case.number, limit=due.isoformat()))


@on.press(Case, do="late")
async def pleads(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """逾期了: with good cause a review can still be asked for; whether it is good, the bureau finds out."""
    case = await changeable(desk, state, callback_data.case)
    await CAUSE.ask(state, case=case.id)
    await filters.message_of(query).answer(text("ask-late"))


@on.line(CAUSE)
async def cause_said(message: Message, words: str, about: About, desk: Desk, state: FSMContext) -> None:
    """Recorded in the citizen's own words, and put before the bureau."""
    case = await changeable(desk, state, about["case"])
    await moves.make(
        desk.turn, desk.context, case, "plead_late", by=CITIZEN, quietly=True, text=words[:LONGEST]
    )
    await message.answer(text("notice-citizen-plead_late", number=case.number))
