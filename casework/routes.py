"""Statutory routes: which procedure a matter has besides the petition, and until when (诉访分离)."""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from casework.wording import text

PACK = Path(__file__).parent / "rules" / "routes.toml"


@dataclass(frozen=True, slots=True)
class StatutoryRoute:
    """A procedure that the law gives beside the petition. The person is told of it; the matter stays registered."""

    id: str
    procedure: str
    article: str
    topics: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    now: bool = False

    @property
    def name(self) -> str:
        """What the statutory procedure is called."""
        return text(f"route-{self.id}")

    @property
    def limit(self) -> str:
        """Until when, as a sentence for the citizen."""
        return text(f"route-{self.id}-limit")

    @property
    def advice(self) -> str:
        """What the citizen is told: which procedure, until when, on what ground."""
        return text("route-advice", name=self.name, limit=self.limit, article=self.article)


@lru_cache(maxsize=1)
def load() -> tuple[StatutoryRoute, ...]:
    """Every route of the pack, in its order."""
    rows = tomllib.loads(PACK.read_text(encoding="utf-8"))["route"]
    return tuple(_route(row) for row in rows)


def _route(row: dict[str, Any]) -> StatutoryRoute:
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    return StatutoryRoute(**values)


def by_id(route_id: str) -> StatutoryRoute:
    """One route. Raises KeyError for an id that the pack does not have."""
    found = {route.id: route for route in load()}
    return found[route_id]


def suggest(topic: str, words: Iterable[str] | str = "") -> tuple[StatutoryRoute, ...]:
    """The routes that a topic code, or what the citizen wrote, suggests; those of both first, emergencies
    before all.
    """
    story = words if isinstance(words, str) else "\n".join(words)
    scored = []
    for place, route in enumerate(load()):
        by_topic = any(topic.startswith(prefix) for prefix in route.topics if topic)
        by_words = any(word in story for word in route.words)
        if by_topic or by_words:
            scored.append((not route.now, -(by_topic + by_words), place, route))
    return tuple(route for *_, route in sorted(scored, key=lambda item: item[:3]))
