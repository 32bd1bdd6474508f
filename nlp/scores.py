"""One comparable score for each family, from what was learned and what people wrote down."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from nlp.lexicons import Lexicon, Topic


@dataclass(frozen=True, slots=True)
class Heard:
    """What spoke in one text."""

    learned: tuple[float, ...]
    """The learned sum of every label."""
    mass: float
    """The weight of evidence the sums are measured against; 0 where no learned word occurs."""
    points: Mapping[str, float]
    """Hand points by topic."""


@dataclass(frozen=True, slots=True)
class Scored:
    """The scores of all families, and the learned ones that each must lead by itself."""

    families: Mapping[str, float]
    learned: Mapping[str, float]
    """The learned score of every label."""
    labels: Mapping[str, str]
    """The label whose learned score a family lives on, of families that do."""

    def lead(self, best: str, margin: float) -> float:
        """How far the choice leads; where the learned table knows the family, it must lead by itself as well.

        A family that lives on the label of another (bus lines are filed under 城乡建设) need not lead that one: the
        learned table cannot tell the two apart, and the margin does.
        """
        label = self.labels.get(best)
        if label is None:
            return margin
        others = (score for other, score in self.learned.items() if other != label)
        return min(margin, self.learned[label] - max(others, default=0.0))


class Scores:
    """Scores families with one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._topics = lexicon.topics
        self._families = tuple(lexicon.family_of)
        self._labels = lexicon.learned.labels
        self._label_of = lexicon.label_of_family
        self._settings = lexicon.learned.settings

    def labelled(self, heard: Heard) -> Scored:
        """The learned score of each family that has a label; without learned words the hand points, in small."""
        learned = self._learned(heard, heard.mass)
        if not heard.mass:
            for topic, value in heard.points.items():
                legacy = self._topics[topic].legacy
                if legacy in learned:
                    learned[legacy] += 0.01 * value
        scores = {code: learned[label] for code, label in self._label_of.items()}
        return Scored(scores, learned, self._label_of)

    def among_all(self, heard: Heard) -> Scored:
        """The score of every family.

        A family with labelled messages has its learned score, and a little for hand points; one without lives on
        its hand points alone, which level off, so that no long list of weak words outweighs what was learned. One or
        two learned words say little, however heavy they are: every text is given a floor of evidence (`few_words`).
        """
        learned = self._learned(heard, self.evidence(heard.mass))
        scores = dict.fromkeys(self._families, 0.0)
        labels = dict(self._label_of)
        for family, label in self._label_of.items():
            scores[family] = learned[label] + self._settings["without_hand"]
        by_family: dict[str, dict[str, float]] = {}
        for code, value in heard.points.items():
            by_family.setdefault(self._topics[code].family, {})[code] = value
        for family, own in by_family.items():
            total = sum(own.values())
            level = total / (total + self._settings["hand_half"])
            label = _borrowed(self._topics[max(own, key=own.__getitem__)], learned)
            if label:
                labels[family] = label
                scores[family] = learned[label] + level * self._settings["hand_beside_learned"]
            else:
                scores[family] = level * self._settings["hand_scale"]
        return Scored(scores, learned, labels)

    def evidence(self, mass: float) -> float:
        """The weight of evidence that learned sums are measured against when all families are read."""
        return math.hypot(mass, self._settings["few_words"])

    def _learned(self, heard: Heard, mass: float) -> dict[str, float]:
        unit = float(self._settings["unit"]) * (mass or 1.0)
        return {label: total / unit for label, total in zip(self._labels, heard.learned, strict=True)}


def _borrowed(topic: Topic, learned: Mapping[str, float]) -> str:
    """The label whose learned score a family's strongest topic lives on: of those it is filed under, the best."""
    return max(
        (label for label in topic.filed_under if label in learned), key=learned.__getitem__, default=""
    )
