"""The cases a conversation may speak of: filed by this person, or opened here with number and query code."""

from aiogram.fsm.context import FSMContext

from casework import numbering
from casework.petition import State
from handlers.citizen.status import GRANTS, grant
from services.context import Desk
from storage import cases
from storage.tables.case_rows import Case as CaseRow

MOST = 200
"""Nobody has filed more; what is older is found by its number."""


async def within_reach(desk: Desk, state: FSMContext) -> list[CaseRow]:
    """Every case this conversation may speak of, newest first."""
    session = await desk.read()
    found = await cases.of_person(session, desk.person_id, MOST)
    known = {row.id for row in found}
    for granted in reversed((await state.get_data()).get(GRANTS, [])):
        row = await cases.by_id(session, int(granted.partition(":")[0]))
        if row is not None and row.id not in known and grant(row) == granted:
            known.add(row.id)
            found.append(row)
    return sorted(found, key=lambda row: row.id or 0, reverse=True)


async def waiting_for_words(desk: Desk, state: FSMContext) -> list[CaseRow]:
    """The cases whose office has asked something that is not answered yet."""
    return [row for row in await within_reach(desk, state) if row.state == State.AWAITING_INFO]


async def still_open(desk: Desk, state: FSMContext) -> list[CaseRow]:
    """The cases that are not closed."""
    return [row for row in await within_reach(desk, state) if row.is_open]


def is_meant(case: CaseRow, said: str) -> bool:
    """Whether a whole number, or its serial alone, names this case."""
    if "-" in said:
        return case.number == said
    return said.isdecimal() and numbering.serial_of(case.number) == int(said)
