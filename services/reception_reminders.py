"""Reception days as they pass: who comes tomorrow, results that are missing, promises that fall due."""

from datetime import timedelta
from functools import partial

from casework.wording import text
from services import dates, letters, moments, receptions
from services.buttons import plain
from services.context import OfficeContext
from services.letters import Letter
from services.receptions import Visit
from storage import reception
from storage import reception_days as calendar
from storage.tables.case_rows import Case as CaseRow
from storage.tables.public_rows import ReceptionBooking, ReceptionSlot
from storage.turn import Turn

AHEAD = timedelta(days=90)
"""How far the rota is looked at, back and ahead."""


async def remind(turn: Turn, context: OfficeContext) -> None:
    """Daily: those who come tomorrow are reminded; results that are missing and promises that fall due are laid before
    those who keep them."""
    session = await turn.write()
    await ask_results(turn)
    today = dates.local(turn.now)
    start = moments.midnight(today + timedelta(days=1))
    for each in await calendar.planned(session, start, start + timedelta(days=1)):
        for booking in await reception.bookings_of_slot(session, each.slot.id):
            if booking.state in reception.EXPECTED:
                _, case = await receptions.parts(session, booking)
                words = partial(tomorrow, each.slot, case)
                await receptions.tell_again(turn, booking, "tomorrow", others=words, citizen=words)
    for booking in await calendar.promised_until(session, today):
        slot, case = await receptions.parts(session, booking)
        due = Letter(partial(promise_due, slot, case, booking), case_id=case.id)
        await letters.to_bureau(turn, due, f"visit:{booking.id}:promise:{today}:g")


def tomorrow(slot: ReceptionSlot, case: CaseRow) -> str:
    """A reception of tomorrow."""
    return text("reception-tomorrow", **receptions.about(slot, case))


def promise_due(slot: ReceptionSlot, case: CaseRow, booking: ReceptionBooking) -> str:
    """A promise whose day has come."""
    return text(
        "reception-promise-due", number=case.number, post=slot.post, promised=receptions.promise(booking)
    )


async def ask_results(turn: Turn) -> None:
    """A reception of an earlier day without a result: the leader, or the clerks for one without an account, are asked
    for it once a week until somebody records it or says that nobody came."""
    session = await turn.write()
    midnight = moments.midnight(dates.local(turn.now))
    for each in await calendar.unrecorded(session, midnight - AHEAD, midnight):
        weeks = (turn.now - each.slot.ends_at).days // 7
        for booking in await reception.bookings_of_slot(session, each.slot.id):
            if booking.state in reception.EXPECTED:
                _, case = await receptions.parts(session, booking)
                letter = result_due(each.slot, case, booking)
                await receptions.to_leader(turn, each.slot, letter, f"visit:{booking.id}:record:{weeks}")


def result_due(slot: ReceptionSlot, case: CaseRow, booking: ReceptionBooking) -> Letter:
    """The question what came of a reception, and the way to write it down."""
    return Letter(
        lambda: text("reception-result-due", **receptions.about(slot, case)),
        lambda: plain([(text("reception-do-result"), Visit(do="open", id=booking.id))]),
        case.id,
    )
