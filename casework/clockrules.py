"""One clock rule, and how a pack of them is read from TOML and checked."""

import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from casework.wording import text

UNITS = ("day", "workday", "hour")
KINDS = ("duty", "window", "")
WHOSE = ("bureau", "unit", "level", "review", "citizen")


class BadRules(ValueError):
    """A rule pack, or a length given by hand, that cannot stand. The message is a sentence."""

    @property
    def sentence(self) -> str:
        return str(self)


@dataclass(frozen=True, slots=True)
class ClockRule:
    """One clock as one pack states it. Fields as described at the head of `rules/clocks.toml`."""

    id: str
    unit: str
    whose: str
    event: str
    kind: str = ""
    length: int | None = None
    roll: str = "none"
    pause: str = "none"
    cap: int | None = None
    article: str = ""
    source: str = "design"
    since: date | None = None
    until: date | None = None
    jurisdiction: str = ""
    channel: str = ""
    pack: str = ""
    rank: int = 0  # 0 the national pack, then the local ones in the order in which they were given

    @property
    def name(self) -> str:
        """What people call the clock."""
        return text(f"clock-{self.id}")

    @property
    def article_words(self) -> str:
        """The article as people read it; says so where the length is the office's own."""
        if not self.article:
            return text("clock-own-rule")
        return text("clock-article", article=self.article) if self.article.startswith("第") else self.article

    def length_words(self, size: int) -> str:
        """A length with its unit, as people say it."""
        return text(f"clock-unit-{self.unit}", size=size)

    def at_place(self, jurisdiction: str, channel: str) -> bool:
        """Whether the rule is meant for a region and a channel."""
        return jurisdiction.startswith(self.jurisdiction) and self.channel in ("", channel)

    def in_force(self, on: date) -> bool:
        """Whether the rule holds on a day."""
        return (self.since or date.min) <= on <= (self.until or date.max)

    def checked(self, length: int | None) -> int:
        """The length to count with. Raises `BadRules` when there is none, or it is not 1 … cap."""
        size = self.length if length is None else length
        if size is None:
            raise BadRules(text("clock-needs-length", clock=self.id))
        if size < 1:
            raise BadRules(text("clock-too-short", clock=self.id))
        if self.cap is not None and size > self.cap:
            raise BadRules(text("clock-over-cap", clock=self.id, cap=self.cap))
        return size


def read_pack(path: Path, rank: int) -> list[ClockRule]:
    """The rows of one pack. Raises `BadRules` with the file's name and what is wrong."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise BadRules(text("clock-bad-file", file=path.name, why=str(error))) from error
    pack = str(data.get("pack", path.stem))
    return [_rule(row, pack, rank, path.name) for row in data.get("clock", ())]


_UNSAID = {"roll": "none", "pause": "none", "kind": ""}
_FIELDS = {"from": "since"}
_KNOWN = {*ClockRule.__dataclass_fields__, "from", "targets"} - {"since", "pack", "rank"}


def _rule(row: dict[str, Any], pack: str, rank: int, file: str) -> ClockRule:
    """One row as a rule, every value checked."""
    clock = str(row.get("id", "?"))
    unknown = set(row) - _KNOWN
    if unknown:
        raise BadRules(text("clock-bad-row", file=file, clock=clock, why=", ".join(sorted(unknown))))
    values = {_FIELDS.get(name, name): value for name, value in row.items() if name != "targets"}
    wrong = [
        name
        for name, choices in (
            ("unit", UNITS),
            ("kind", KINDS),
            ("whose", WHOSE),
            ("roll", ("none", "citizen")),
            ("pause", ("none", "hearing")),
        )
        if values.get(name, _UNSAID.get(name)) not in choices
    ]
    wrong += [name for name in ("length", "cap") if not isinstance(values.get(name, 1), int)]
    if wrong or "event" not in values or values.get("length", 1) < 1:
        raise BadRules(text("clock-bad-row", file=file, clock=clock, why=", ".join(wrong) or "event, length"))
    return ClockRule(**values, pack=pack, rank=rank)
