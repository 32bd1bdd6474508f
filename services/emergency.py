"""Danger is answered at once with the numbers to call, and a person is woken (Art. 25). Nobody is labelled.

It is a turn of its own before the turn of the words themselves: whatever becomes of them (a telephone number was
asked for, a code was wrong), this answer stands.
"""

from casework.wording import speaking, text
from nlp.reader import Reader
from nlp.urgency import UrgencyReading
from services import notify
from services.context import Desk
from storage import office

MIND = "mind"
"""The kind of danger whose answer names the helpline 12356 first."""
CITIZENS = ("Filling:", "Adding:", "Telling:", "Asking:")
"""Conversations of citizens. An officer's own words elsewhere are about others' matters and wake nobody."""


def told(reader: Reader, words: str) -> UrgencyReading | None:
    """What present danger the words tell of, if any."""
    reading = reader.urgency(words)
    return reading if reading.wakes else None


async def answer(desk: Desk, reading: UrgencyReading, *, conversation: str, key: str) -> None:
    """Say whom to call and alert whoever is on duty; `key` names the update, so that it is done once."""
    officer = bool(await office.actors(await desk.read(), desk.person_id))
    if officer and not conversation.startswith(CITIZENS):
        return
    desk.say(
        text("emergency-self-harm" if MIND in reading.kinds else "emergency", **desk.context.office.words)
    )
    with speaking():  # the office's language, whatever the person in danger reads
        alert = text("alert-emergency")
    await notify.wake(desk, alert, dedupe=f"emergency:{key}")
