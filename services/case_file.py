"""A case file: a case and what is on record of it, each part read once in a turn and handed on.

`of` gives the same file to everybody who asks for the same version of a case in a turn; recording a change makes the
next version, and with it a new file.
"""

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from storage import cases, office
from storage.tables.case_rows import Case as CaseRow
from storage.tables.case_rows import CaseClock, CaseEvent
from storage.tables.office_rows import Unit
from storage.turn import Turn

T = TypeVar("T")


class CaseFile:
    """A case as it was read, and its parts on demand."""

    def __init__(self, turn: Turn, case: CaseRow) -> None:
        self.turn = turn
        self.case = case
        self.version = case.version  # the row itself may be refreshed by a later reading of the session
        self._read: dict[str, Any] = {}

    async def events(self) -> list[CaseEvent]:
        """The whole history, internal notes too, in its order."""
        return await self._once("events", lambda s: cases.timeline(s, self.case.id, public_only=False))

    async def clocks(self) -> tuple[CaseClock, ...]:
        """The running clocks in the order in which they were started."""
        return tuple(await self._once("clocks", lambda s: cases.clocks(s, self.case.id, running_only=True)))

    async def co_units(self) -> list[int]:
        """The ids of the units that take part, the lead among them."""
        rows = await self._once("co_units", lambda s: cases.co_units(s, self.case.id))
        return [row.unit_id for row in rows]

    async def recused(self) -> list[int]:
        """The staff ids of who stepped back."""
        rows = await self._once("recused", lambda s: cases.recused(s, self.case.id))
        return [row.staff_id for row in rows if row.staff_id is not None]

    async def excluded_units(self) -> list[int]:
        """The ids of the units that must not have it."""
        rows = await self._once("recused", lambda s: cases.recused(s, self.case.id))
        return [row.unit_id for row in rows if row.unit_id is not None]

    async def _once(self, name: str, read: Callable[[Any], Awaitable[T]]) -> T:
        if name not in self._read:
            self._read[name] = await read(await self.turn.read())
        found: T = self._read[name]
        return found


def of(turn: Turn, case: CaseRow) -> CaseFile:
    """The file of a case in this turn; a new one when the case has moved on since."""
    known = turn.kept.get(("file", case.id))
    if isinstance(known, CaseFile) and known.version == case.version:
        return known
    made = CaseFile(turn, case)
    turn.kept[("file", case.id)] = made
    return made


async def units(turn: Turn) -> dict[int, Unit]:
    """The units of the office by their ids, read once in a turn. Whoever changes a unit reads storage instead."""
    found: dict[int, Unit] | None = turn.kept.get("units")
    if found is None:
        found = {unit.id: unit for unit in await office.units(await turn.read())}
        turn.kept["units"] = found
    return found
