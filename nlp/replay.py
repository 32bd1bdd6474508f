"""What a changed lexicon would do: the same texts read with the old and the new one, and the differences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from nlp.candidates import TopicReading
from nlp.reader import Reader


@dataclass(frozen=True, slots=True)
class TopicMoved:
    """A text whose topic would change; `at` is its place among the given texts."""

    at: int
    was: TopicReading
    now: TopicReading


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference two lexicons make over `total` texts."""

    total: int
    moved: tuple[TopicMoved, ...]
    sure_before: int
    sure_after: int

    def between(self) -> list[tuple[str, str, int]]:
        """How many texts would move from which topic (code, or label without one) to which, most first."""
        pairs = Counter((_name(move.was), _name(move.now)) for move in self.moved)
        return [(was, now, count) for (was, now), count in pairs.most_common()]


def effect(old: Reader, new: Reader, texts: Iterable[tuple[str, str]]) -> Effect:
    """Read every (title, text) with both readers. Costs two readings a text: run it outside the event loop."""
    moved: list[TopicMoved] = []
    total = before = after = 0
    for at, (title, text) in enumerate(texts):
        was, now = old.classify(text, title=title), new.classify(text, title=title)
        total += 1
        before += was.sure
        after += now.sure
        if _name(was) != _name(now):
            moved.append(TopicMoved(at, was, now))
    return Effect(total, tuple(moved), before, after)


def _name(reading: TopicReading) -> str:
    return reading.code or reading.label
