"""The table of intents (`intents.toml`): its patterns, and which of them a message meets.

A pattern fills its clause: what remains of the clause may only be filler, so that 催办我的件 is heard and
社区网格员催办医保 is not. A hit that cuts through a word is none.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import Any

from nlp.intent import Intent
from nlp.lexicons import LexiconError
from nlp.matching import Edges
from nlp.needed import Lazy, Sieve, needed, pairs_of

MOST_CLAUSES = 6
"""Clauses looked at: the first and the last ones; who says more tells a story."""
_SIGNS = re.compile(r"[^\w👍🙏👌❤🌹]+")
_NAME = re.compile(r"\{([A-Za-z_]+)\}")
_CLAUSE = re.compile(r"[^，。；！？,;!?\n.…~～、]+")
_SHORT = 30
"""A message of so many characters is looked at as a whole too: 说修好了，去看了根本没修."""

_CASE = re.compile(
    r"第?[\d零〇一二两三四五六七八九十]{1,6}(?:号|件)|[零〇]{2,4}[一二三四五六七八九]{1,3}|[\d-]{10,24}"
)
"""A case named by its number says nothing else."""
_BEFORE = re.compile("^(?:我要|我想|俺要|俺想|我们|我|俺|帮我|给我|请|那就|那|哦|嗯|好)")
_TWICE = re.compile(r"^(.{1,4})\1+$")
_REPEATED = re.compile(r"(.{1,6})\1{5,}.{0,5}")
"""The same thing over and over says nothing and would cost much."""
_AFTER = re.compile("(?:啊|吧|呀|哦|哈|嘛|呢|啦|喽|哟|哇|咯|的|了|谢谢|吗)+$")

_WEAK_BESIDE = 5
"""A word that only suggests something counts in a message with no more characters than these beside it."""
_MIXED = 26
"""A message of so many characters is short enough to be understood from words in any order."""
_BESIDE = 2
"""So many characters may stand beside what has to be said alone."""

Span = tuple[int, int]
_SIGN = 2
"""So far apart stand two clauses."""


@dataclass(frozen=True, slots=True)
class IntentRule:
    """One intent's patterns."""

    intent: Intent
    whole: frozenset[str]
    strong: tuple[Lazy, ...]
    loose: tuple[Lazy, ...]
    mixed: tuple[tuple[Lazy, ...], ...]
    weak: tuple[str, ...]
    unless: Lazy | None
    needs: Lazy | None
    needs_asked: bool
    alone: bool

    def kept_off(self, text: str) -> bool:
        """Whether something is said in the message with which the rule's patterns are no hit."""
        return self.unless is not None and self.unless.regex.search(text) is not None

    def expressions(self) -> Iterator[Lazy]:
        """Every expression of the rule."""
        yield from (*self.strong, *self.loose, *chain.from_iterable(self.mixed))
        yield from (each for each in (self.unless, self.needs) if each)


@dataclass(frozen=True, slots=True)
class Hits:
    """The rules met, strongest evidence first, and how many characters of the message none of them accounts for."""

    strong: tuple[tuple[IntentRule, Span], ...]
    weak: tuple[tuple[IntentRule, Span], ...]
    rest: int


class IntentRules:
    """The patterns of one lexicon."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        words: Mapping[str, str] = table["words"]
        fillers = table["fillers"]
        self._polite = _alternatives(fillers["polite"])
        self._filler = _alternatives(f"{fillers['polite']}|{fillers['filler']}")
        self.rules = tuple(_rule(entry, words) for entry in table["intent"])
        self._of_whole: dict[str, list[int]] = {}
        for at, rule in enumerate(self.rules):
            for said in rule.whole:
                self._of_whole.setdefault(said, []).append(at)
        self._patterns = tuple(
            (at, each, each in rule.loose)
            for at, rule in enumerate(self.rules)
            for each in (*rule.strong, *rule.loose)
        )
        self._sieve = Sieve(needed(each.source) for _, each, _ in self._patterns)
        self._mixtures = tuple((at, parts) for at, rule in enumerate(self.rules) for parts in rule.mixed)
        self._mixed_sieve = Sieve(
            tuple(chain.from_iterable(needed(part.source) for part in parts)) for _, parts in self._mixtures
        )
        self._weak_rules = tuple(rule for rule in self.rules if rule.weak)

    def check(self) -> None:
        """Make every expression ready now. Raises `LexiconError` for one that is none."""
        for expression in chain.from_iterable(rule.expressions() for rule in self.rules):
            try:
                _ = expression.regex
            except re.error as error:
                raise LexiconError(f"intents.toml: {expression.source!r}: {error}") from error

    def bare(self, text: str) -> str:
        """The message without signs, and without polite words unless it consists of them."""
        said = _SIGNS.sub("", text)
        return said if not said else self._polite.sub("", said) or said

    def whole(self, text: str, *, asked: bool) -> list[IntentRule]:
        """The rules that the whole message meets, in order of precedence."""
        said = {_SIGNS.sub("", text), _plain(text)}
        found = self._whole(said, asked=asked)
        if found:
            return found
        bare = self.bare(text)
        less: set[str] = set()
        for words in (bare, _SIGNS.sub("", text)):
            start = _BEFORE.sub("", words)
            less |= {words, start, _AFTER.sub("", words), _AFTER.sub("", start), _TWICE.sub(r"\1", words)}
        return self._whole(less, asked=asked)

    def _whole(self, said: Iterable[str], *, asked: bool) -> list[IntentRule]:
        """The rules of which one of these is the whole message, in order of precedence."""
        found = {at for words in said for at in self._of_whole.get(words, ())}
        return [self.rules[at] for at in sorted(found) if asked or not self.rules[at].needs_asked]

    def only_polite(self, text: str) -> bool:
        """Whether the message consists of polite words."""
        return not self._polite.sub("", _SIGNS.sub("", text))

    def hits(self, text: str, edges: Edges, *, asked: bool, loose: bool) -> Hits:
        """The rules whose patterns fill a clause of the message; `loose`: those that need no matter told as well."""
        if _REPEATED.fullmatch(text):
            return Hits((), (), len(text))
        strong: dict[Intent, tuple[IntentRule, Span]] = {}
        rest = 0
        for start, end, counts in _units(text):
            found = [
                (rule, span)
                for rule, patterns in self._worth_trying(text[start:end], loose=loose)
                if (asked or not rule.needs_asked)
                for span in [self._fills(rule, patterns, text, edges, (start, end))]
                if span
            ]
            for rule, span in _widest(found):
                first, before = strong.setdefault(rule.intent, (rule, span))
                if 0 < span[0] - before[1] <= _SIGN:  # 等一下，我去看看店名: one thing in two clauses
                    strong[rule.intent] = (first, (before[0], span[1]))
            if not found:
                rest += self._left(text[start:end]) if counts else 0
            elif not counts:
                rest = 0
        order = {rule.intent: at for at, rule in enumerate(self.rules)}
        kept = [hit for hit in strong.values() if rest <= _BESIDE or not hit[0].alone]
        kept.sort(key=lambda hit: order[hit[0].intent])
        return Hits(tuple(kept), tuple(self._weak(text)), rest)

    def mixed(self, text: str, *, asked: bool) -> list[IntentRule]:
        """The rules of which all parts of a mixture stand in a short message, in order of precedence."""
        bare = _SIGNS.sub("", text)
        if len(bare) > _MIXED:
            return []
        if text.isascii():
            bare = _plain(text)
        found: dict[int, bool] = {}
        for number in self._mixed_sieve.touched(pairs_of(bare)):
            at, parts = self._mixtures[number]
            rule = self.rules[at]
            if not found.get(at) and (asked or not rule.needs_asked):
                found[at] = all(part.regex.search(bare) for part in parts) and not rule.kept_off(text)
        return [self.rules[at] for at, fits in found.items() if fits]

    def _worth_trying(self, said: str, *, loose: bool) -> list[tuple[IntentRule, list[Lazy]]]:
        """The patterns that may find something in a clause, by their rules, in order of precedence."""
        found: dict[int, list[Lazy]] = {}
        for number in self._sieve.touched(pairs_of(said)):
            at, pattern, only_loose = self._patterns[number]
            if loose or not only_loose:
                found.setdefault(at, []).append(pattern)
        return [(self.rules[at], patterns) for at, patterns in found.items()]

    def _fills(
        self, rule: IntentRule, patterns: Sequence[Lazy], text: str, edges: Edges, unit: Span
    ) -> Span | None:
        """Where one of the rule's patterns fills the clause, if it does."""
        said = text[slice(*unit)]
        if rule.needs and not rule.needs.regex.search(text):
            return None
        for pattern in patterns:
            for found in islice(pattern.regex.finditer(said), 3):
                start, end = unit[0] + found.start(), unit[0] + found.end()
                if end - start < 2 or not (edges[start] or not found.start()):
                    continue
                left = self._left(said[: found.start()]) + self._left(said[found.end() :])
                if left <= 1 + (end - start) // 3:
                    return None if rule.kept_off(text) else (start, end)
        return None

    def _left(self, text: str) -> int:
        """Characters that are neither signs nor filler."""
        return len(self._filler.sub("", _SIGNS.sub("", _CASE.sub("", text))))

    def _weak(self, text: str) -> Iterable[tuple[IntentRule, Span]]:
        for rule in self._weak_rules:
            found = next((word for word in rule.weak if word in text), "")
            if found and len(self.bare(text)) - len(found) <= _WEAK_BESIDE and not rule.kept_off(text):
                at = text.index(found)
                yield rule, (at, at + len(found))


def _widest(found: Sequence[tuple[IntentRule, Span]]) -> Iterator[tuple[IntentRule, Span]]:
    """Of hits in one clause, those that lie in no wider one: 我不想给电话 is no question for a telephone."""
    for rule, (start, end) in found:
        if not any(s <= start and end <= e and e - s > end - start for _, (s, e) in found):
            yield rule, (start, end)


def _plain(text: str) -> str:
    """Without signs; blanks stay where the words are not Chinese."""
    return re.sub(r"[^\w ]+", "", text).strip() if text.isascii() else _SIGNS.sub("", text)


def _units(text: str) -> list[tuple[int, int, bool]]:
    """The clauses, at most `MOST_CLAUSES`, and a short message as a whole (which counts no characters)."""
    clauses = [(m.start(), m.end(), True) for m in islice(_CLAUSE.finditer(text), 40)]
    if len(clauses) > MOST_CLAUSES:
        half = MOST_CLAUSES // 2
        clauses = [*clauses[:half], *clauses[-half:]]
    whole = [(0, len(text), False)] if len(clauses) > 1 and len(text) <= _SHORT else []
    return [*clauses, *whole]


def _alternatives(words: str) -> re.Pattern[str]:
    """One of these words, the longest first."""
    return re.compile("|".join(sorted(map(re.escape, words.split("|")), key=len, reverse=True)))


def _ready(pattern: str, words: Mapping[str, str]) -> Lazy:
    """The pattern with the words of every {name} in it. Raises `LexiconError`."""
    try:
        return Lazy(_NAME.sub(lambda name: words[name[1]], pattern))
    except KeyError as error:
        raise LexiconError(f"intents.toml: {pattern!r}: no words are called {error}") from error


def _compiled(patterns: Sequence[str], words: Mapping[str, str]) -> tuple[Lazy, ...]:
    return tuple(_ready(pattern, words) for pattern in patterns)


def _rule(entry: Mapping[str, Any], words: Mapping[str, str]) -> IntentRule:
    unless = "|".join(entry.get("unless", ()))
    needs = "|".join(entry.get("needs", ()))
    return IntentRule(
        Intent(entry["code"]),
        frozenset(_plain(word) for word in entry["whole"]),
        _compiled(entry.get("strong", ()), words),
        _compiled(entry.get("loose", ()), words),
        tuple(_compiled(mixed.split(" "), words) for mixed in entry.get("mixed", ())),
        tuple(entry.get("weak", ())),
        _ready(unless, words) if unless else None,
        _ready(needs, words) if needs else None,
        bool(entry.get("needs_asked")),
        bool(entry.get("alone")),
    )
