"""The end of a case number, as an officer writes it: which cases it may mean, of those that the officer may see."""

from datetime import timedelta

from casework import numbering
from casework.numbering import ShortNumber
from casework.petition import Actor, Refusal
from services import access
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

REACH = 400
"""So many days back a number may have been given."""


async def meant(desk: Desk, wanted: ShortNumber, *, limit: int) -> list[tuple[CaseRow, list[Actor]]]:
    """The newest cases whose number ends so and in which this officer has standing; those of others are passed over."""
    days = [desk.today - timedelta(days=back) for back in range(REACH)]
    numbers = numbering.ending(desk.context.office.region, wanted, days)
    found: list[tuple[CaseRow, list[Actor]]] = []
    for row in await cases.numbered(await desk.read(), numbers):
        try:
            found.append(await access.standing(desk, row.id or 0))
        except Refusal:
            continue
        if len(found) >= limit:
            break
    return found
