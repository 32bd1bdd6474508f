"""What a text must contain to be worth trying a regular expression on, and expressions that are made when first tried.

Of several hundred expressions a message touches a few. `needed` reads an expression and says which words must stand in
everything that it finds: one word of each set. `Sieve` looks those up for all expressions at once.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import product
from operator import add

Words = frozenset[str]

_MOST = 60
"""Words of one set; a part of an expression that means more of them says nothing."""
_CLOSES = {"?": (0, 1), "*": (0, 2), "+": (1, 2)}
_COUNT = re.compile(r"\{(\d+)?(,)?(\d+)?\}")
_GROUP = re.compile(r"\?(?::|P<\w+>|(?P<beside><?[!=]))")
_ESCAPED = re.compile(r"u([\da-f]{4})|.", re.S)
_SETS = "wWdDsS"
_BESIDE = "bBAZ"
_EMPTY: Words = frozenset({""})


class Lazy:
    """A regular expression that is made ready when it is first tried."""

    def __init__(self, source: str) -> None:
        self.source = source

    @cached_property
    def regex(self) -> re.Pattern[str]:
        """The expression. Raises `re.error`."""
        return re.compile(self.source)


@dataclass(frozen=True, slots=True)
class _Part:
    """What a part of an expression finds: exactly one of these words, or anything with a word of each set."""

    exact: Words | None
    sets: tuple[Words, ...] = ()

    def needs(self) -> tuple[Words, ...]:
        return self.sets if self.exact is None or "" in self.exact else (*self.sets, self.exact)


def needed(source: str) -> tuple[Words, ...]:
    """Sets of words of which each has one in whatever the expression finds; none where it cannot be read."""
    try:
        return _Reader(source).alternatives().needs()
    except (IndexError, ValueError):
        return ()


class _Reader:
    """Reads an expression from left to right. Raises `IndexError` or `ValueError` for what it does not know."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._at = 0

    def alternatives(self) -> _Part:
        branches = [self._sequence()]
        while self._next() == "|":
            self._at += 1
            branches.append(self._sequence())
        if len(branches) == 1:
            return branches[0]
        exact: Words = frozenset().union(*(branch.exact or () for branch in branches))
        if len(exact) <= _MOST and all(branch.exact is not None and not branch.sets for branch in branches):
            return _Part(exact)
        best = [min(branch.needs(), key=cost, default=None) for branch in branches]
        if any(each is None for each in best):
            return _Part(None)
        return _Part(None, (frozenset().union(*(each for each in best if each)),))

    def _sequence(self) -> _Part:
        sets: list[Words] = []
        exact: Words = _EMPTY
        open_ended = False
        while self._next() not in ("", "|", ")"):
            part = self._repeated()
            both = None if part.exact is None else len(exact) * len(part.exact)
            if part.exact is not None and not part.sets and both is not None and both <= _MOST:
                exact = frozenset(one + two for one, two in product(exact, part.exact))
                continue
            if "" not in exact:
                sets.append(exact)
            sets += part.sets
            open_ended = True
            exact = _EMPTY if part.exact is None else part.exact
        if not open_ended and not sets:
            return _Part(exact)
        return _Part(None, (*sets, *(() if "" in exact else (exact,))))

    def _repeated(self) -> _Part:
        part = self._one()
        count = _COUNT.match(self._source, self._at)
        if self._next() in _CLOSES:
            least, most = _CLOSES[self._next()]
            self._at += 1
        elif count:
            least = int(count[1] or 0)
            most = int(count[3] or 2) if count[2] else least
            self._at = count.end()
        else:
            return part
        if self._next() == "?":
            self._at += 1
        if (least, most) == (0, 1) and part.exact is not None and not part.sets:
            return _Part(part.exact | _EMPTY)
        return _Part(None, part.needs() if least else ())

    def _one(self) -> _Part:
        char = self._source[self._at]
        self._at += 1
        if char == "(":
            return self._group()
        if char == "[":
            return self._set()
        if char == "\\":
            return self._escaped()
        if char == ".":
            return _Part(None)
        return _Part(_EMPTY if char in "^$" else frozenset({char}))

    def _group(self) -> _Part:
        kind = _GROUP.match(self._source, self._at)
        if kind is None and self._next() == "?":
            raise ValueError("another kind of group")
        self._at = kind.end() if kind else self._at
        inner = self.alternatives()
        self._at += 1
        return _Part(_EMPTY) if kind and kind["beside"] else inner

    def _set(self) -> _Part:
        end = self._source.index("]", self._at + 1)
        inner = self._source[self._at : end]
        self._at = end + 1
        if inner[0] == "^" or "\\" in inner or "-" in inner:
            return _Part(None)
        return _Part(frozenset(inner))

    def _escaped(self) -> _Part:
        found = _ESCAPED.match(self._source, self._at)
        if found is None:
            raise ValueError("nothing is escaped")
        self._at = found.end()
        if found[1]:
            return _Part(frozenset({chr(int(found[1], 16))}))
        if found[0] in _SETS or found[0].isdigit():
            return _Part(None)
        return _Part(_EMPTY if found[0] in _BESIDE else frozenset({found[0]}))

    def _next(self) -> str:
        return self._source[self._at : self._at + 1]


def cost(words: Collection[str]) -> int:
    """How much text has one of these: a single character is about as common as forty pairs."""
    return sum(1 if len(word) > 1 else 40 for word in words)


def pairs_of(text: str, beside: Sequence[str] | None = None) -> set[str]:
    """The characters of a text and its pairs of neighbours (`beside`, where they are known)."""
    return {*text, *(map(add, text, text[1:]) if beside is None else beside)}


class Sieve:
    """Expressions by what they need: which of them may find something in a text."""

    def __init__(self, needs: Iterable[Sequence[Words]]) -> None:
        always: list[int] = []
        of: dict[str, list[int]] = {}
        self._rest: list[tuple[Words, ...]] = []
        for number, sets in enumerate(needs):
            keys = sorted(({word[:2] for word in words} for words in sets), key=cost)
            self._rest.append(tuple(frozenset(each) for each in keys[1:4]))
            for key in keys[0] if keys else ():
                of.setdefault(key, []).append(number)
            if not keys:
                always.append(number)
        self._always = tuple(always)
        self._of = {key: tuple(numbers) for key, numbers in of.items()}
        self._keys = frozenset(of)

    def touched(self, pairs: Collection[str]) -> list[int]:
        """The numbers of the expressions worth trying, in order; `pairs` as of `pairs_of`."""
        found = set(self._always)
        for key in self._keys.intersection(pairs):
            found.update(self._of[key])
        return sorted(n for n in found if not any(each.isdisjoint(pairs) for each in self._rest[n]))
