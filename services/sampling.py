"""抽查: a few answered matters are drawn every day for a call-back, by chance and not by whose they are (Art. 38)."""

import hashlib
from datetime import timedelta

from casework import officerules
from services import alarms
from services.context import OfficeContext
from storage import cases
from storage.turn import Turn

EACH = officerules.least("sample_of")
"""One in so many answered matters is called back."""
WAIT = timedelta(days=officerules.days("sample_of"))
"""How long after the answer: time enough to see whether anything was done."""


async def draw(turn: Turn, context: OfficeContext) -> None:
    """Put the day's sample before the supervisors. Called once an office day by the ticker."""
    since = turn.now - WAIT - timedelta(days=1)
    for case in await cases.answered_between(await turn.read(), since, turn.now - WAIT):
        if drawn(case.number):
            await alarms.by_itself(turn, context, case, "sample")


def drawn(number: str) -> bool:
    """Whether a matter is in the sample: its number decides, so nobody chooses."""
    return int.from_bytes(hashlib.sha256(number.encode()).digest()[:4]) % EACH == 0
