"""Reads the lexicon: the readable tables in `nlp/lexicon/` that say which words speak for what.

A deployment may keep its own folder with the same files; what is wrong in a table is said with file and line.
"""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent / "lexicon"
OTHER = "其他"
"""The label of a text that fits no topic, as the older systems call it."""


class LexiconError(ValueError):
    """A lexicon table cannot be used; the message names file, line and what is wrong."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A level-2 topic and the department that usually answers for it."""

    code: str
    name: str
    family: str
    department: str
    legacy: str
    filed_under: tuple[str, ...]
    """Labels under which the labelled messages have this topic, where their habits differ from this taxonomy."""


@dataclass(frozen=True, slots=True)
class Family:
    """A first-level topic (内容分类) with the second-level topics below it."""

    code: str
    name: str
    legacy: str
    department: str
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class HandRule:
    """One line of `hand.tsv`."""

    topic: str
    word: str
    weight: int
    dropped_by_negation: bool = False
    with_any: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    any_edge: bool = False

    @property
    def id(self) -> str:
        """The name of the rule in explanations, stable as long as topic and word are."""
        return f"hand:{self.topic}:{self.word}"


@dataclass(frozen=True, slots=True)
class Learned:
    """The learned table: whole-number weights of words for each label, and how sure a lead makes us."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]
    settings: Mapping[str, Any]
    spoken: frozenset[str] = frozenset()
    """Words that a clerk would give as a reason: the table marks them."""


@dataclass(frozen=True)
class Lexicon:
    """All tables of one folder."""

    families: tuple[Family, ...]
    hand: tuple[HandRule, ...]
    learned: Learned
    purposes: Mapping[str, Any]
    urgency: Mapping[str, Any]
    intents: Mapping[str, Any]
    facts: Mapping[str, Any]
    said: Mapping[str, Mapping[str, int]]
    """The learned weights of pieces of messages for intents (`intents_learned.tsv`)."""
    signs: Mapping[str, Mapping[str, int]]
    """The same for signs of danger and of reports (`signs_learned.tsv`)."""
    plain: Mapping[str, Mapping[str, int]]
    """The same for families of topics (`plain_learned.tsv`)."""
    wants: Mapping[str, Mapping[str, int]]
    """The same for purposes (`wants_learned.tsv`)."""

    @cached_property
    def topics(self) -> dict[str, Topic]:
        """Level-2 topics by code."""
        return {topic.code: topic for family in self.families for topic in family.topics}

    @cached_property
    def family_of(self) -> dict[str, Family]:
        """Level-1 families by their two-letter code."""
        return {family.code: family for family in self.families}

    @cached_property
    def label_of_family(self) -> dict[str, str]:
        """The label of the labelled messages that a family answers to, where it has one."""
        return {code: label for label, codes in self.learned.settings["families"].items() for code in codes}


def load(folder: Path | None = None) -> Lexicon:
    """Read every table of `folder` (our own by default). Raises `LexiconError`."""
    base = folder or FOLDER
    families = tuple(_families(base / "topics.toml"))
    codes = {topic.code for family in families for topic in family.topics}
    return Lexicon(
        families,
        tuple(_hand(base / "hand.tsv", codes)),
        _learned(base),
        _toml(base / "purposes.toml"),
        _toml(base / "urgency.toml"),
        _toml(base / "intents.toml"),
        _toml(base / "facts.toml"),
        _pieces(base / "intents_learned.tsv"),
        _pieces(base / "signs_learned.tsv"),
        _pieces(base / "plain_learned.tsv"),
        _pieces(base / "wants_learned.tsv"),
    )


def _toml(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise LexiconError(f"{file.name}: {error}") from error


def _families(file: Path) -> Iterator[Family]:
    for entry in _toml(file).get("family", ()):
        topics = tuple(_topic(entry, topic) for topic in entry["topics"])
        yield Family(entry["code"], entry["name"], entry["legacy"], entry["department"], topics)


def _topic(family: Mapping[str, Any], entry: Mapping[str, Any]) -> Topic:
    legacy = entry.get("legacy", family["legacy"])
    filed_under = (legacy, *entry.get("filed_under", ()))
    return Topic(entry["code"], entry["name"], family["code"], entry["department"], legacy, filed_under)


def rows(file: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and cells of a tab-separated table; lines starting with # are comments."""
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LexiconError(f"{file.name}: {error}") from error
    content = [(n, line) for n, line in enumerate(lines, 1) if line.strip() and not line.startswith("#")]
    if not content:
        return
    reader = csv.reader((line for _, line in content), delimiter="\t", quoting=csv.QUOTE_NONE)
    header = next(reader)
    for (number, _), cells in zip(content[1:], reader, strict=True):
        if len(cells) > len(header):
            raise LexiconError(f"{file.name}:{number}: more cells than the header has")
        yield number, dict(zip(header, cells + [""] * (len(header) - len(cells)), strict=True))


def _hand(file: Path, codes: set[str]) -> Iterator[HandRule]:
    seen: set[tuple[str, str]] = set()
    for number, row in rows(file):
        word, topic = row["word"].strip(), row["topic"]
        if topic not in codes:
            raise LexiconError(f"{file.name}:{number}: topic {topic} is not in topics.toml")
        if (topic, word) in seen or not word:
            raise LexiconError(f"{file.name}:{number}: {word!r} is empty or stands twice for {topic}")
        if len(word) == 1 and not (row["near"] or row["with"]):
            raise LexiconError(f"{file.name}:{number}: one character ({word}) needs `near` or `with`")
        seen.add((topic, word))
        yield HandRule(
            topic,
            word,
            _whole(row["weight"], file, number),
            row["negated"] == "drop",
            _several(row["with"]),
            _several(row["without"]),
            _several(row["near"]),
            row["edge"] == "any",
        )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _pieces(file: Path) -> dict[str, dict[str, int]]:
    weights: dict[str, dict[str, int]] = {}
    for number, row in rows(file):
        pairs = [cell.partition(":") for cell in row["weights"].split()]
        weights[row["piece"]] = {name: _whole(weight, file, number) for name, _, weight in pairs}
    return weights


def _whole(cell: str, file: Path, number: int) -> int:
    try:
        return int(cell or "0")
    except ValueError as error:
        raise LexiconError(f"{file.name}:{number}: {cell!r} is not a whole number") from error


def _learned(base: Path) -> Learned:
    settings = _toml(base / "learned.toml")
    labels = tuple(settings["labels"])
    file = base / "learned.tsv"
    weights: dict[str, tuple[int, ...]] = {}
    spoken = set()
    for number, row in rows(file):
        weights[row["word"]] = tuple(_whole(row[label], file, number) for label in labels)
        if row.get("reason"):
            spoken.add(row["word"])
    return Learned(labels, weights, settings, frozenset(spoken))
