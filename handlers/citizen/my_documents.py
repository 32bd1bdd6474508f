"""The citizen's own documents of a case: listed, printed as PDF and sent, as often as they are asked for."""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from casework.petition import Refusal
from casework.wording import text
from handlers import filters
from handlers.citizen.status import own
from handlers.registry import Registry
from services import dates, document_printing
from services.buttons import LEAVE, Case, Go, numbered
from services.context import Desk
from storage import cases

on = Registry("citizen.papers", private=True)


@on.press(Case, do="papers")
async def listed(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """Which documents there are."""
    case = await own(desk, state, callback_data.case)
    events = await cases.timeline(await desk.read(), case.id, public_only=True)
    options = [
        (
            f"{kind.title}（{dates.short(dates.local(event.at))}）",
            Case(do="paper", case=case.id, value=str(event.seq)),
        )
        for event, kind in document_printing.available(events, "citizen", "both")
    ]
    fixed = [(LEAVE, (text("opt-home"), Go(to="home")))]
    words = text("papers-title", number=case.number)
    await filters.message_of(query).answer(words, reply_markup=numbered(options[-7:], fixed=fixed))


@on.press(Case, do="paper")
async def sent(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """One of them, as PDF."""
    case = await own(desk, state, callback_data.case)
    events = await cases.timeline(await desk.read(), case.id, public_only=True)
    chosen = [
        each
        for each in document_printing.available(events, "citizen", "both")
        if str(each[0].seq) == callback_data.value
    ]
    if not chosen:
        raise Refusal(text("error-old-button"))
    for sentence in await document_printing.send(desk, desk.chat_id, case, chosen[0]):
        raise Refusal(sentence)
