"""The table of moves (`rules/lifecycle.toml`) read and checked: states, moves, and how a row is found."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from casework.petition import DRAFT, Role, State
from casework.wording import text

TABLE = Path(__file__).parent / "rules" / "lifecycle.toml"
SAME, BACK = "=", "<"
STAGES = ("work", "citizen", "pause", "end")


@dataclass(frozen=True, slots=True)
class Move:
    """One row of the table: an event that `who` may cause in the states `from_`.

    Fields as in the TOML's head.
    """

    event: str
    from_: tuple[str, ...]
    to: str
    who: tuple[Role, ...]
    when: Mapping[str, Any] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    reason: str = "internal"
    article: str = ""
    public: bool = True
    starts: tuple[str, ...] = ()
    also: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    meets: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    sets: tuple[str, ...] = ()
    opens: str = ""

    @property
    def label(self) -> str:
        """What a button for it says."""
        return text(f"move-{self.event}")

    @property
    def title(self) -> str:
        """How a timeline names it after it happened."""
        return text(f"event-{self.event}")

    def fits(self, facts: Mapping[str, Any]) -> bool:
        """Whether the facts that choose among rows of one event choose this one."""
        return all(_matches(facts.get(name), wanted) for name, wanted in self.when.items())


def _matches(value: Any, wanted: Any) -> bool:
    if isinstance(wanted, bool):
        return bool(value) is wanted
    options = wanted if isinstance(wanted, list) else [wanted]
    return value is not None and str(value) in options


@lru_cache(maxsize=1)
def _data() -> dict[str, Any]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))


def _spread(names: Iterable[str], groups: Mapping[str, list[str]]) -> tuple[str, ...]:
    """State names with the groups (@name) opened, each once, in order."""
    states: list[str] = []
    for name in names:
        states += _spread(groups[name[1:]], groups) if name.startswith("@") else [name]
    return tuple(dict.fromkeys(states))


def _move(row: Mapping[str, Any], groups: Mapping[str, list[str]]) -> Move:
    """One row, with names checked against the vocabulary. ValueError for a state that does not exist."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    values["from_"] = _spread(values.pop("from"), groups)
    values["who"] = tuple(Role(role) for role in row["who"])
    values["also"] = MappingProxyType({fact: tuple(ids) for fact, ids in row.get("also", {}).items()})
    values["when"] = MappingProxyType(dict(row.get("when", {})))
    for state in (*values["from_"], row["to"]):
        if state not in (SAME, BACK, DRAFT):
            State(state)
    return Move(**values)


@lru_cache(maxsize=1)
def moves() -> tuple[Move, ...]:
    """Every row of the table, in its order."""
    data = _data()
    return tuple(_move(row, data["groups"]) for row in data["move"])


@lru_cache(maxsize=1)
def by_event() -> Mapping[str, tuple[Move, ...]]:
    """The rows of each event."""
    found: dict[str, list[Move]] = {}
    for row in moves():
        found.setdefault(row.event, []).append(row)
    return MappingProxyType({event: tuple(rows) for event, rows in found.items()})


@lru_cache(maxsize=1)
def stages() -> Mapping[str, str]:
    """The stage of each state: work, citizen, pause or end."""
    return MappingProxyType({row["id"]: row["stage"] for row in _data()["state"]})


def is_open(state: str) -> bool:
    """Whether anything may still happen to a matter in this state by itself: work, a window, or a pause."""
    return stages().get(state) != "end"


def is_pause(state: str) -> bool:
    """Whether the state returns to the one before it."""
    return stages().get(state) == "pause"


def state_label(state: str) -> str:
    """What a citizen reads for a state."""
    return text(f"state-{state}")


@lru_cache(maxsize=1)
def tells() -> Mapping[str, tuple[str, ...]]:
    """Who in the office hears of an event, besides the redrawn card."""
    return MappingProxyType({event: tuple(names) for event, names in _data()["tells"].items()})
