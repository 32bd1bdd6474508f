"""Who must hear of a change, read from the table's own text, and whether a message to them was queued with it.

Shares no code with `casework.notices`, which decides it in the office: the table is read anew, and the chats are those
of the simulation.
"""

import tomllib
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from casework.petition import Role
from tests.reports.journal import Fact
from tests.reports.lives import Act, Bench

TABLE = Path(__file__).parents[2] / "casework" / "rules" / "lifecycle.toml"
OWNERS = 10**6
"""The chat of the citizen of a petition is this and its number."""


def chat_of(role: Role, unit: int) -> int:
    """The private chat of an officer of the simulation."""
    return 1000 + unit * 10 + list(Role).index(role)


def group_of(unit: int) -> int:
    """The group of a unit."""
    return -100 - unit


@dataclass(frozen=True)
class Stood:
    """How a case stood before or after a change."""

    unit: int | None
    handler: int | None
    sealed: bool


@dataclass(frozen=True)
class Made:
    """A change: what was done with which petition, and how its case stood before and after."""

    act: Act
    fact: Fact
    before: Stood
    after: Stood


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def shown(made: Made) -> bool:
    """Whether the citizen's timeline shows it: then they are told, unless they did it themselves."""
    if made.act.event == "note":
        return bool(made.act.facts.get("public"))
    rows = [row for row in table()["move"] if row["event"] == made.act.event]
    return all(row.get("public", True) for row in rows)


def untold(made: Made, bench: Bench, spoken: Collection[int]) -> list[str]:
    """Whom the table names and no message was queued for; `spoken` are the chats that something was said in."""
    missing = []
    for name, chats in wanted(made, bench):
        if not chats & set(spoken):
            missing.append(f"{made.act.event} of {made.fact.number}: nothing for {name}")
    return missing


def wanted(made: Made, bench: Bench) -> Iterator[tuple[str, set[int]]]:
    """Everybody who must hear, each with the chats in which they may."""
    role = made.act.by.role
    if role is not Role.CITIZEN and shown(made):
        yield "citizen", {OWNERS + made.fact.number}
    if made.before.sealed or made.after.sealed:
        if role is not Role.SEALED:
            yield "sealed", {chat_of(Role.SEALED, unit) for unit in (bench.bureau, *bench.units)}
        return
    for name in table()["tells"].get(made.act.event, ()):
        chats = AUDIENCES[name](made, bench)
        if chats:
            yield name, chats


def _unit(unit: int | None, bench: Bench) -> set[int]:
    """A unit is told in its group, or, without one, its officers are."""
    if unit is None:
        return _bureau(bench)
    return {group_of(unit), chat_of(Role.HANDLER, unit), chat_of(Role.HEAD, unit)}


def _bureau(bench: Bench) -> set[int]:
    own = bench.bureau
    return {group_of(own), chat_of(Role.CLERK, own), chat_of(Role.SUPERVISOR, own)}


def _handler(made: Made, bench: Bench) -> set[int]:
    """Whoever handled it before the change, unless it was they."""
    handler = made.before.handler
    if handler is None or handler == made.act.by.staff_id:
        return set()
    return {chat_of(each.role, unit) for (_, unit), each in bench.staff.items() if each.staff_id == handler}


def _left(made: Made, bench: Bench) -> set[int]:
    """The unit that had it before and has it no more."""
    gone = made.before.unit if made.before.unit != made.after.unit else None
    return _unit(gone, bench) if gone is not None else set()


def _of(role: Role, made: Made, bench: Bench) -> set[int]:
    where = [made.after.unit] if role is Role.HEAD else [bench.bureau, *bench.units]
    return {chat_of(role, unit) for unit in where if unit is not None}


AUDIENCES: dict[str, Callable[[Made, Bench], set[int]]] = {
    "desk": lambda made, bench: _unit(made.after.unit, bench),
    "unit_group": lambda made, bench: _unit(made.after.unit, bench),
    "old_unit_group": _left,
    "bureau_group": lambda made, bench: _bureau(bench),
    "handler": _handler,
    "head": lambda made, bench: _of(Role.HEAD, made, bench),
    "supervisor": lambda made, bench: _of(Role.SUPERVISOR, made, bench),
    "reviewer": lambda made, bench: _of(Role.REVIEWER, made, bench),
    "sealed": lambda made, bench: _of(Role.SEALED, made, bench),
}
