"""Reception days as they pass: who comes tomorrow, results that are missing, promises that fall due."""

from datetime import timedelta

from casework.wording import text
from services import dates, moments, receptions
from services.buttons import plain
from services.context import OfficeContext
from services.receptions import Visit
from storage import reception
from storage import reception_days as calendar
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
                words = text("reception-tomorrow", **receptions.about(each.slot, case))
                await receptions.tell_again(turn, booking, words, words, "tomorrow")
    for booking in await calendar.promised_until(session, today):
        slot, case = await receptions.parts(session, booking)
        words = text(
            "reception-promise-due", number=case.number, post=slot.post, promised=receptions.promise(booking)
        )
        for item in await receptions.to_office(session, case, words, f"visit:{booking.id}:promise:{today}"):
            turn.say(item)


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
                words = text("reception-result-due", **receptions.about(each.slot, case))
                button = plain([(text("reception-do-result"), Visit(do="open", id=booking.id))])
                key = f"visit:{booking.id}:record:{weeks}"
                for item in await receptions.to_leader(session, each.slot, case, words, button, key):
                    turn.say(item)
