"""The buttons of a case that tell: who looked, how its dates are counted, its code, its receipts."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from casework.wording import text
from handlers import filters
from handlers.citizen import case_card
from handlers.citizen.status import filed_here, own
from handlers.registry import Registry
from services import dates, receipt_message, receipt_printing
from services.buttons import Case, menu, numbered
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

on = Registry("citizen.case_buttons", private=True)


@on.press(Case, do="who")
async def who(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """谁看过我的件: units and roles, never names."""
    case = await own(desk, state, callback_data.case)
    views = await cases.views(await desk.read(), case.id)
    units = await filters.unit_names(desk, {view.unit_id for view in views})
    lines = [
        text(
            "who-line",
            date=dates.moment(view.at),
            unit=units.get(view.unit_id, ""),
            role=text(f"role-{view.role}"),
        )
        for view in views
    ]
    body = "\n".join([text("who-title", number=case.number), *(lines or [text("who-none")])])
    await filters.message_of(query).answer(body)


@on.press(Case, do="how")
async def how(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """日期怎么算的: the running clock, day by day, with its article."""
    case = await own(desk, state, callback_data.case)
    await filters.message_of(query).answer(await case_card.explanation(desk, case))


@on.press(Case, do="saved")
async def saved(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """我已保存: the query code is taken off the screen."""
    if (
        callback_data.case == 0
    ):  # an anonymous case: the chat knows nothing of it but what stands on the screen
        await filters.message_of(query).edit_text(text("code-hidden-anonymous"), reply_markup=menu())
        return
    await receipt_message.hide_code(desk, await own(desk, state, callback_data.case))


@on.press(Case, do="newcode")
async def ask_newcode(query: CallbackQuery, callback_data: Case, desk: Desk) -> None:
    """A new code ends the old one, which somebody may have written down: asked before."""
    case = await filed_here(desk, callback_data.case)
    options = [
        (text("opt-newcode-sure"), Case(do="newcode_sure", case=case.id)),
        (text("opt-newcode-no"), Case(do="show", case=case.id)),
    ]
    await filters.message_of(query).answer(
        text("ask-newcode", number=case.number), reply_markup=numbered(options)
    )


@on.press(Case, do="newcode_sure")
async def newcode(query: CallbackQuery, callback_data: Case, desk: Desk) -> None:
    """A new query code, only in the chat that filed the case; the old one no longer opens anything."""
    await renew_code(desk, await filed_here(desk, callback_data.case))


async def renew_code(desk: Desk, case: CaseRow) -> None:
    """A new code; what the old one opened elsewhere is over, notices too."""
    made = await cases.prepare_code_of(case)  # slow on purpose: before the turn writes
    session = await desk.write()
    await cases.replace_code(session, case, made)
    await cases.stop_listening(session, case.id)
    desk.say(text("newcode", code=made.code), secret=True)


@on.press(Case, do="receipt")
async def give_receipt(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """The receipt on paper, as the matter stands now."""
    await receipt_printing.on_paper(desk, await own(desk, state, callback_data.case))


@on.press(Case, do="receipt_large")
async def give_large_receipt(
    query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext
) -> None:
    """The same in large letters."""
    await receipt_printing.on_paper(desk, await own(desk, state, callback_data.case), large=True)


@on.press(Case, do="receipt_file")
async def give_receipt_file(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """The receipt as a file that can be verified offline."""
    await receipt_printing.to_check(desk, await own(desk, state, callback_data.case))
