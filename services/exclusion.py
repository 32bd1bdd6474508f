"""Who does not get a matter by itself: units it complains of, excluded ones, ours if it is elsewhere (Art. 22, 28)."""

from collections.abc import Sequence

from casework import accused, competence
from services import case_file
from services.context import OfficeContext
from storage import cases
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import TextKind
from storage.tables.office_rows import UnitKind
from storage.turn import Turn

_KEPT = (UnitKind.BUREAU, UnitKind.DISCIPLINE, UnitKind.REVIEW)
"""Bodies that receive complaints by law; to name them is to address them."""


async def named(turn: Turn, words: str, concerns: str) -> tuple[int, ...]:
    """The ids of the units that words complain of."""
    listed = [
        (unit.id, unit.name, unit.short_name)
        for unit in (await case_file.units(turn)).values()
        if unit.kind not in _KEPT
    ]
    return accused.named(listed, words, concerns)


async def named_in(turn: Turn, case: CaseRow) -> tuple[int, ...]:
    """The same of a case on file, read from what its citizen said."""
    texts = await cases.texts(await turn.read(), case.id)
    said = "\n".join(each.body or "" for each in texts if each.kind in _SAID)
    return await named(turn, said, case.concerns or "")


_SAID = (TextKind.STORY, TextKind.REQUEST, TextKind.SUPPLEMENT)


async def elsewhere(turn: Turn, context: OfficeContext, place: str) -> bool:
    """Whether a place lies outside the office's region, as far as it names one: then a person decides who gets it."""
    units = (await case_file.units(turn)).values()
    return competence.elsewhere(place, (context.office.name, *(unit.name for unit in units)))


async def keep_out(turn: Turn, case: CaseRow, units: Sequence[int]) -> None:
    """These units see, search, handle and decide nothing of the case from now on."""
    session = await turn.write()
    known = {row.unit_id for row in await cases.recused(session, case.id)}
    for unit_id in dict.fromkeys(units):
        if unit_id not in known:
            await cases.recuse(session, case.id, unit_id=unit_id, now=turn.now)


async def report(turn: Turn, case: CaseRow) -> None:
    """A report on officials: whomever it names is kept out, in the turn that files, seals or supplements it."""
    if case.sealed:
        await keep_out(turn, case, await named_in(turn, case))
