"""Who decides on 复查 and 复核: the body above the unit that answered, and the one above that (Art. 35, 36)."""

from dataclasses import dataclass

from casework.petition import State
from services import case_file
from storage.tables.case_rows import Case as CaseRow
from storage.tables.office_rows import Unit
from storage.turn import Turn


@dataclass(frozen=True)
class ReviewBodies:
    """The two bodies of a case; None where the tree names none, and any reviewer may decide."""

    review: Unit | None
    recheck: Unit | None

    def of(self, state: str) -> Unit | None:
        """The body that has the case in a state (or had it, before a hearing)."""
        return {State.REVIEW.value: self.review, State.RECHECK.value: self.recheck}.get(state)


async def of_case(turn: Turn, case: CaseRow) -> ReviewBodies:
    """The bodies above the unit that answered; no body decides on what it answered itself."""
    units = await case_file.units(turn)
    review = _above(units, units.get(case.unit_id or 0))
    return ReviewBodies(review, _above(units, review))


async def now(turn: Turn, case: CaseRow) -> Unit | None:
    """The body that has it now, during a hearing too."""
    state = case.previous_state if case.state == State.HEARING else case.state
    return (await of_case(turn, case)).of(state or "")


def _above(units: dict[int, Unit], unit: Unit | None) -> Unit | None:
    return units.get(unit.parent_id or 0) if unit is not None else None
