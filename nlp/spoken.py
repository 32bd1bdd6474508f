"""The words that spoke for a candidate, as the citizen wrote them; worked out only when somebody asks."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlp.candidates import Matched
from nlp.evidence import Point
from nlp.lexicons import Lexicon
from nlp.matching import Find
from nlp.normalise import Clean

_MOST = 12


@dataclass(frozen=True, slots=True)
class _Word:
    """A word in its place, before it is shown. Sorted by `rank`, weight, place and length."""

    start: int
    end: int
    rank: int
    """0 for the candidate's own hand-made words, 1 for a clerk's learned words, 2 for all others."""
    weight: float
    rule: str


class Spoken:
    """Explains candidates with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._family = {code: topic.family for code, topic in lexicon.topics.items()}
        self._learned = lexicon.learned
        self._settings = lexicon.learned.settings
        families = self._settings["families"]
        self._column = {
            family: at for at, label in enumerate(lexicon.learned.labels) for family in families[label]
        }

    def matched(
        self,
        clean: Clean,
        title: int,
        finds: Sequence[Find],
        hand: Mapping[str, Sequence[Point]],
        mass: float,
        family: str,
        code: str,
    ) -> tuple[Matched, ...]:
        """The words that spoke for `family`, those of its topic `code` first, then the strongest.

        A word inside one that stands before it in this order is left out.
        """
        words = [*self._of_hand(hand, family, code)]
        there = {(word.start, word.end) for word in words}
        words += (w for w in self._of_table(finds, mass, family) if (w.start, w.end) not in there)
        words.sort(key=lambda w: (w.rank, -w.weight, w.start - w.end, w.start))
        return tuple(_shown(clean, title, words))

    def _of_hand(self, hand: Mapping[str, Sequence[Point]], family: str, code: str) -> Iterable[_Word]:
        own = {topic: found for topic, found in hand.items() if self._family[topic] == family}
        half = self._settings["hand_half"] + sum(value for found in own.values() for _, _, value in found)
        scale = self._settings["hand_beside_learned" if family in self._column else "hand_scale"]
        for topic, found in own.items():
            for (_, start, end), rule, value in found:
                yield _Word(start, end, 0 if topic == code else 2, value * scale / half, rule.id)

    def _of_table(self, finds: Sequence[Find], mass: float, family: str) -> Iterable[_Word]:
        column = self._column.get(family)
        if column is None:
            return
        unit = self._settings["unit"] * mass
        for word, start, end in finds:
            weight = self._learned.weights.get(word, ())
            if weight and weight[column] > 0:
                yield _Word(
                    start,
                    end,
                    1 if word in self._learned.spoken else 2,
                    weight[column] / unit,
                    f"learned:{word}",
                )


def _shown(clean: Clean, title: int, words: Iterable[_Word]) -> Iterable[Matched]:
    taken: list[tuple[int, int]] = []
    for word in words:
        if any(word.start < last and first < word.end for first, last in taken):
            continue
        taken.append((word.start, word.end))
        first, last = clean.span(word.start, word.end)
        in_title = first < title
        away = 0 if in_title or not title else title + 1
        yield Matched(
            clean.original[first:last],
            first - away,
            last - away,
            in_title,
            max(round(word.weight, 3), 0.001),
            word.rule,
            word.rank < 2,
        )
        if len(taken) == _MOST:
            break
