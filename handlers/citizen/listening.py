"""A browser lost what it knew, a telephone is new: with number and query code the notices of a case come here again.

Asked first, told to where it was filed, and noted. Who holds the code still only reads and adds; a new code ends it.
"""

from aiogram.fsm.context import FSMContext
from aiogram.types import CallbackQuery

from casework.petition import CITIZEN, Refusal
from casework.wording import text
from handlers import filters
from handlers.citizen import case_buttons, status
from handlers.registry import Registry
from services import letters
from services.buttons import Case, numbered, plain
from services.context import Desk
from services.letters import Letter
from storage import audit, cases

on = Registry("citizen.listening", private=True)


@on.press(Case, do="listen")
async def ask(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """What it means, before it is done."""
    case = await status.own(desk, state, callback_data.case)
    options = [
        (text("opt-listen-sure"), Case(do="listen_sure", case=case.id)),
        (text("opt-listen-no"), Case(do="show", case=case.id)),
    ]
    words = text("ask-listen", number=case.number)
    await filters.message_of(query).answer(words, reply_markup=numbered(options))


@on.press(Case, do="listen_sure")
async def begin(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """The notices come here from now on; whoever filed it is told, and can end it."""
    case = await status.own(desk, state, callback_data.case)
    if case.anonymous or case.owner_id == desk.person_id:
        raise Refusal(text("listen-not-needed"))
    session = await desk.write()
    if not await cases.listens(session, case.id, desk.person_id):
        await cases.listen(session, case.id, desk.person_id, desk.now)
        await audit.write(session, CITIZEN, "listen", at=desk.now, case_id=case.id)
        told = Letter(
            lambda: text("listen-told", number=case.number),
            lambda: plain([(text("opt-case-disown"), Case(do="disown", case=case.id))]),
            case.id,
        )
        await letters.to_person(desk.turn, case.owner_id, told, None)
    quiet = plain([(text("opt-case-quiet"), Case(do="quiet", case=case.id))])
    await filters.message_of(query).answer(text("listen-begun", number=case.number), reply_markup=quiet)


@on.press(Case, do="quiet")
async def end(query: CallbackQuery, callback_data: Case, desk: Desk, state: FSMContext) -> None:
    """No more notices here."""
    case = await status.own(desk, state, callback_data.case)
    await cases.stop_listening(await desk.write(), case.id, desk.person_id)
    await filters.message_of(query).answer(text("listen-ended", number=case.number))


@on.press(Case, do="disown")
async def disown(query: CallbackQuery, callback_data: Case, desk: Desk) -> None:
    """不是我: nobody else hears of it any more, and the code that somebody had opens nothing."""
    case = await status.filed_here(desk, callback_data.case)
    await case_buttons.renew_code(desk, case)
    await audit.write(await desk.write(), CITIZEN, "disown", at=desk.now, case_id=case.id)
