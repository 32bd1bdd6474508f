"""The ledger (台账): which columns it has, how a case becomes a row, and how it is written page by page.

Sealed cases are listed for the sealed role only; everybody else reads how many there are, and nothing more.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncSession

from casework import lifecycle
from casework.factsheet import LedgerRow
from casework.petition import Actor, Role, State
from casework.wording import has, text
from services.papers.sheets import Cell, Column, ColumnKind, Sheet, open_sheet
from storage import figures
from storage.figures import Wanted

IDENTITY_ROLES = (Role.CLERK, Role.SUPERVISOR)
"""Who may take names, phones and addresses along, with an audit line each time."""
OFFICE_WIDE = (Role.CLERK, Role.SUPERVISOR, Role.REVIEWER, Role.SEALED)
"""Whose ledger is the whole office's; a unit's people read their unit's."""
IDENTITY_FIELDS = ("name", "phone", "address")
BATCH = 1000


@dataclass(frozen=True)
class Directory:
    """Names that the ledger prints for ids and codes."""

    units: Mapping[int, str]
    topics: Callable[[str], str]


@dataclass(frozen=True)
class Written:
    """What was written: rows, and how many sealed cases of the period are not among them."""

    rows: int
    sealed: int


_TEXT, _DAY, _NUMBER = ColumnKind.TEXT, ColumnKind.DAY, ColumnKind.NUMBER

_PLAIN: tuple[tuple[str, ColumnKind, float], ...] = (
    ("number", _TEXT, 27), ("registered", _DAY, 12), ("channel", _TEXT, 10), ("purpose", _TEXT, 10),
    ("topic", _TEXT, 28), ("town", _TEXT, 14), ("title", _TEXT, 40), ("people", _NUMBER, 8),
    ("joint", _TEXT, 6), ("repeat", _TEXT, 8), ("state", _TEXT, 14), ("simple", _TEXT, 8),
    ("unit", _TEXT, 24), ("lead", _TEXT, 24), ("received", _DAY, 12), ("accepted", _DAY, 12),
    ("answered", _DAY, 12), ("outcome", _TEXT, 12), ("closed", _DAY, 12), ("due", _DAY, 12),
    ("clock", _TEXT, 26), ("extended", _TEXT, 8), ("transfers", _NUMBER, 8), ("urged", _NUMBER, 8),
)  # fmt: skip
_IDENTITY: tuple[tuple[str, ColumnKind, float], ...] = (
    ("name", _TEXT, 12),
    ("phone", _TEXT, 16),
    ("address", _TEXT, 36),
)


def columns(*, with_identity: bool = False) -> list[Column]:
    """The ledger's columns in order."""
    wanted = (*_PLAIN, *_IDENTITY) if with_identity else _PLAIN
    return [Column(text(f"ledger-{key}"), kind, width) for key, kind, width in wanted]


def cells(row: LedgerRow, names: Directory, *, with_identity: bool = False) -> list[Cell]:
    """A case as a row, in the order of `columns`."""
    shown: list[Cell] = [
        row.number, row.registered_at, worded("channel", row.channel), worded("purpose", row.purpose),
        names.topics(row.topic) if row.topic else "", row.town, row.title, row.people_count,
        _yes(row.joint), worded("ledger", "is-repeat" if row.repeat else "is-first"),
        worded("state", row.state), _yes(row.simple), _unit(row.unit_id, names), _unit(row.lead_unit_id, names),
        row.received_at, row.accepted_at, row.answered_at, worded("outcome", row.outcome), row.closed_at,
        row.next_due, worded("clock", row.next_clock), _yes(row.extended),
        row.transfers, row.urged_count,
    ]  # fmt: skip
    if with_identity:
        shown += [row.name, row.phone, row.address]
    return shown


def states_of(words: str) -> tuple[str, ...]:
    """The states that somebody means by a state's name as citizens read it, its code, 在办 or 办结; else nothing."""
    if words in ("在办", "open"):
        return tuple(state for state, stage in lifecycle.stages().items() if stage in ("work", "pause"))
    if words in ("办结", "done"):
        return tuple(state for state, stage in lifecycle.stages().items() if stage in ("citizen", "end"))
    return tuple(str(state) for state in State if words in (str(state), text(f"state-{state}")))


@lru_cache(maxsize=512)
def worded(area: str, value: str | None) -> str:
    """The word that people read for a stored value; the value itself where there is none."""
    if not value:
        return ""
    return text(f"{area}-{value}") if has(f"{area}-{value}") else value


def _yes(value: bool) -> str:
    return worded("ledger", "yes") if value else ""


def _unit(unit_id: int | None, names: Directory) -> str:
    return names.units.get(unit_id, "") if unit_id is not None else ""


async def write(
    session: AsyncSession,
    path: Path,
    wanted: Wanted,
    names: Directory,
    *,
    viewer: Actor | None,
    with_identity: bool = False,
    progress: Callable[[int], None] = lambda rows: None,
) -> Written:
    """Write the ledger of `wanted` to a file, Excel or CSV by its ending. The caller has checked the roles.

    `viewer` None reads as nobody in particular: no sealed case. `progress` is told how many rows were added.
    One view of the data throughout; a page of rows in memory at a time, formatted in a thread.
    """
    sealed = await sealed_apart(session, wanted, viewer)
    sealed_only = viewer is not None and viewer.role is Role.SEALED
    total = 0
    with open_sheet(path, columns(with_identity=with_identity), name=text("ledger-sheet")) as sheet:
        pages = figures.ledger(session, wanted, viewer=viewer, with_identity=with_identity, page=BATCH)
        async for page in pages:
            # The sealed role has to do with sealed cases only.
            mine = [row for row in page if row.sealed] if sealed_only else page
            total += await _add(sheet, mine, names, with_identity, progress)
    return Written(total, sealed)


async def _add(
    sheet: Sheet,
    page: list[LedgerRow],
    names: Directory,
    with_identity: bool,
    progress: Callable[[int], None],
) -> int:
    def in_thread() -> None:
        sheet.add(cells(row, names, with_identity=with_identity) for row in page)

    await asyncio.to_thread(in_thread)
    progress(len(page))
    return len(page)


async def sealed_apart(session: AsyncSession, wanted: Wanted, viewer: Actor | None) -> int:
    """How many sealed cases of the period the ledger leaves out: told for the whole bureau only (Art. 30)."""
    if viewer is not None and viewer.role is Role.SEALED:
        return 0
    if viewer is not None and viewer.role not in OFFICE_WIDE:
        return 0
    if wanted.unit_id is not None or wanted.states:
        return 0
    return await _sealed(session, wanted)


async def how_many(session: AsyncSession, wanted: Wanted, viewer: Actor | None) -> int:
    """How many rows `write` will give, for a progress bar."""
    if viewer is not None and viewer.role is Role.SEALED:
        return await _sealed(session, wanted)
    return await figures.count(session, wanted, viewer=viewer)


async def _sealed(session: AsyncSession, wanted: Wanted) -> int:
    every = await figures.count(session, wanted, viewer=_SEES_ALL)
    return every - await figures.count(session, wanted)


_SEES_ALL = Actor(Role.SEALED)
"""Used to count only."""
