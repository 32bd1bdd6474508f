"""What speaks in a text: the sums of its learned words, and the hand rules that hold with the points they give."""

import math
import re
from collections.abc import Mapping, Sequence

from nlp import matching
from nlp.lexicons import HandRule, Learned
from nlp.matching import Edges, Find

REPEAT = tuple(round(math.sqrt(times), 1) for times in range(9))
"""What a word counts for that occurs n times: the root of n; more than eight times counts as eight, so that no
weak word drowns the matter by being repeated."""

_TENTHS = tuple(round(10 * times) for times in REPEAT)
_LANE = 32
"""Bits for one label in a packed sum: enough for every word of the longest text at the largest weight."""

HEAD = 22
"""Characters that count as title where nothing shows its end."""

_HEAD_SHORTEST, _HEAD_LONGEST = 6, 45
_HEAD_END = re.compile(r"尊敬|敬爱|您好|你好|领导|我是|本人|我们|[。！!？?]")

_HAND_REPEAT = (0.0, 1.0, 1.5)
_ENOUGH = 30
"""So often a hand word is looked at in its place; after that it counts wherever it stands, and adds nothing."""
_TRIES = 200
"""So often a hand word is looked at that counts nowhere: a text that repeats it more often is no message."""

Point = tuple[Find, HandRule, float]
"""A hand rule that holds: where, which one, and the points it gives."""


def head_of(text: str) -> int:
    """Up to where clean text without a title reads like a title: until a greeting, 我 or the end of a sentence."""
    end = _HEAD_END.search(text, _HEAD_SHORTEST, _HEAD_LONGEST)
    return end.start() if end else HEAD


class LearnedWords:
    """Sums the weights of the learned words of a text."""

    def __init__(self, learned: Learned) -> None:
        self._labels = len(learned.labels)
        self._title_times = int(learned.settings["title_times"])
        self._packed = {word: packed(weights) for word, weights in learned.weights.items()}

    def scores(self, finds: Sequence[Find], head: int) -> tuple[tuple[float, ...], float]:
        """The learned sum of every label, and the weight of evidence they are measured against.

        The weights of a word for all labels lie side by side in one integer, so that one multiplication and one
        addition a word sum them all; `unpacked` takes them apart.
        """
        counts: dict[str, int] = {}
        weights = self._packed
        for word, start, _ in finds:
            if word in weights:
                counts[word] = counts.get(word, 0) + (self._title_times if start < head else 1)
        total = mass = 0
        for word, count in counts.items():
            times = _TENTHS[count] if count < len(_TENTHS) else _TENTHS[-1]
            mass += times * times
            total += weights[word] * times
        return tuple(value / 10 for value in unpacked(total, self._labels)), math.sqrt(mass) / 10


class HandRules:
    """Finds the hand rules that hold in a text."""

    def __init__(self, rules: Sequence[HandRule]) -> None:
        self.words: dict[str, list[tuple[int, HandRule]]] = {}
        for number, rule in enumerate(rules):
            self.words.setdefault(rule.word, []).append((number, rule))

    def points(self, text: str, edges: Edges, finds: Sequence[Find], head: int) -> dict[str, list[Point]]:
        """The hand rules that hold, by topic, with the points each gives."""
        greetings = matching.greetings(text)
        kept: dict[str, list[Point]] = {}
        counts: dict[int, int] = {}
        meant: dict[int, bool] = {}
        tries: dict[int, int] = {}
        longest: Find = ("", 0, 0)
        for find in finds:
            if find[0] not in self.words:
                continue
            # The longest word wins, whatever its topic: 广告 does not count inside 小广告.
            word, start, end = find
            inside = end <= longest[2] and (start, end) != longest[1:]
            for number, rule in () if inside else self.words[word]:
                if number not in meant:
                    meant[number] = _meant(rule, text)
                if not meant[number]:
                    continue
                count = counts.get(number, 0)
                if count < _ENOUGH:
                    tries[number] = tried = tries.get(number, 0) + 1
                    if tried > _TRIES or not _holds(rule, find, text, edges, greetings):
                        continue
                longest = find
                counts[number] = count = count + 1
                if count < len(_HAND_REPEAT):
                    times = _HAND_REPEAT[count] - _HAND_REPEAT[count - 1]
                    points = rule.weight * times * (2 if start < head else 1)
                    kept.setdefault(rule.topic, []).append((find, rule, points))
        return kept


def _holds(rule: HandRule, find: Find, text: str, edges: Edges, greetings: Sequence[tuple[int, int]]) -> bool:
    """Whether the conditions of a hand rule are met at this place (`_meant`: in this text at all)."""
    _, start, end = find
    if rule.dropped_by_negation and matching.lacking(text, start):
        return False
    if rule.near and not matching.near(text, start, end, rule.near):
        return False
    if greetings and matching.within(greetings, start):
        return False
    return not matching.only_a_place(text, edges, start, end)


def _meant(rule: HandRule, text: str) -> bool:
    """Whether the words that a hand rule wants, or does not want, somewhere in the text allow it.

    What must stand near must stand somewhere.
    """
    for wanted in (rule.with_any, rule.near):
        if wanted and not any(word in text for word in wanted):
            return False
    return not any(word in text for word in rule.without)


def total(points: Mapping[str, Sequence[Point]]) -> dict[str, float]:
    """The sum of the points of each topic."""
    return {code: sum(value for _, _, value in found) for code, found in points.items()}


def packed(weights: Sequence[int]) -> int:
    """Several signed numbers in one; sums and multiples of such numbers hold for each of them."""
    return sum(weight << (_LANE * at) for at, weight in enumerate(weights))


def unpacked(total: int, lanes: int) -> list[int]:
    """The numbers of a packed sum."""
    half = 1 << (_LANE - 1)
    # Adding half of every lane makes all lanes positive, so that none borrows from its neighbour.
    total += sum(half << (_LANE * at) for at in range(lanes))
    return [((total >> (_LANE * at)) & ((1 << _LANE) - 1)) - half for at in range(lanes)]
