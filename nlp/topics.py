"""What a message is about: one of 19 families and 83 topics, with the words that say so.

Two tables speak. The *learned* table has whole-number weights of words for the seven labels that labelled messages
exist for; the *hand* table has strong and weak words for every topic. A family's score is its learned sum (made
comparable between long and short messages) plus its hand points; the topic inside the family is chosen by hand
points. A text for which nothing speaks clearly fits no topic, and says so.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from nlp import evidence, matching
from nlp.candidates import Candidate, Matched, TopicReading
from nlp.evidence import HandRules, LearnedWords, Point, head_of
from nlp.lexicons import OTHER, Lexicon
from nlp.matching import Edges, Find
from nlp.normalise import Clean
from nlp.scores import Heard, Scored, Scores
from nlp.spoken import Spoken

_STRONG = 3
"""The weight of a hand-made word that says a topic by itself."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading has found, for those who ask on."""

    clean: Clean
    title: int
    finds: Sequence[Find]
    hand: Mapping[str, Sequence[Point]]
    heard: Heard


@dataclass(frozen=True, slots=True)
class _Place:
    """A topic among the candidates (without a code: its family alone), and its score."""

    code: str
    family: str
    score: float


class Topics:
    """Reads topics with one lexicon. Immutable after it was made, so a new one can be swapped in at any time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._rules = HandRules(lexicon.hand)
        self._learned = LearnedWords(lexicon.learned)
        self._scores = Scores(lexicon)
        self._spoken = Spoken(lexicon)
        self._settings = lexicon.learned.settings
        any_edge = {rule.word for rule in lexicon.hand if rule.any_edge}
        self.index = matching.Index({*self._rules.words, *lexicon.learned.weights}, any_edge)

    def read(
        self,
        clean: Clean,
        edges: Edges,
        title: int = 0,
        *,
        labelled_only: bool = False,
        finds: Sequence[Find] | None = None,
    ) -> TopicReading:
        """Read `clean`, whose first `title` original characters are the title; `edges` from `Words.edges`.

        `labelled_only`: choose among the families that labelled messages exist for, by the learned table (hand
        points decide only where it knows no word): what `evaluate` and `classify --legacy-labels` score. `finds`: what
        `index` finds in `clean`, where that is known.
        """
        finds = self.index.find(clean.text, edges) if finds is None else finds
        away = matching.not_about(clean.text)
        if away:
            unsaid = matching.marked(away, clean.text)
            finds = [find for find in finds if not unsaid[find[1]]]
        head = _head(clean, title)
        learned, mass = self._learned.scores(finds, head)
        hand = self._rules.points(clean.text, edges, finds, head)
        heard = Heard(learned, mass, evidence.total(hand))
        scored = self._scores.labelled(heard) if labelled_only else self._scores.among_all(heard)
        return self._decide(_Read(clean, title, finds, hand, heard), scored, labelled_only)

    def _decide(self, read: _Read, scored: Scored, labelled_only: bool) -> TopicReading:
        families, points = scored.families, read.heard.points
        order = sorted(families, key=lambda code: -families[code])
        best = order[0]
        margin = families[best] - families[order[1]]
        places = self._ranked(order[:5], families, points)
        leads = [families[place.family] - _other(families, order, place.family) for place in places]
        if families[best] <= self._fit_line(best, points, labelled_only) or not places:
            ranked = tuple(map(partial(self._candidate, read), places, leads))
            other = self.lexicon.family_of["QT"]
            return TopicReading(OTHER, "QT", "", "", other.department, 0.0, False, False, margin, ranked)
        lead = scored.lead(best, margin)
        sure = lead >= self._line_of_sureness(best, scored, labelled_only)
        sure_topic = sure and self._sure_topic(places[0].code, read)
        chosen = self._candidate(read, places[0], leads[0], sure=sure, sure_topic=sure_topic)
        return TopicReading(
            chosen.label,
            best,
            chosen.code,
            chosen.name,
            chosen.department,
            chosen.confidence,
            sure,
            True,
            margin,
            (chosen, *map(partial(self._candidate, read), places[1:], leads[1:])),
            lead,
            sure_topic,
        )

    def _candidate(
        self, read: _Read, place: _Place, lead: float, *, sure: bool = False, sure_topic: bool = False
    ) -> Candidate:
        """What stands at a place, with its words to be worked out when asked for."""
        family = self.lexicon.family_of[place.family]
        topic = self.lexicon.topics.get(place.code)
        return Candidate(
            place.code,
            topic.name if topic else "",
            family.code,
            family.name,
            (topic or family).department,
            place.score,
            self._confidence(lead),
            sure,
            sure_topic,
            partial(self._matched, read, family.code, place.code),
        )

    def _fit_line(self, best: str, points: Mapping[str, float], labelled_only: bool) -> float:
        """The score that a family must pass to fit at all."""
        if labelled_only:
            return 0.0
        spoken_for = any(self.lexicon.topics[code].family == best for code in points)
        return float(self._settings["fit_line" if spoken_for else "fit_line_without_hand"])

    def _line_of_sureness(self, best: str, scored: Scored, labelled_only: bool) -> float:
        """The lead from which readings of this kind are right in 97 % of messages."""
        if best not in scored.labels:
            return float(self._settings["hand_sure_margin"])
        return float(self._settings["sure_margin" if labelled_only else "sure_margin_families"])

    def _sure_topic(self, code: str, read: _Read) -> bool:
        """Whether a topic is as sure as its family: a strong hand-made word, and far ahead of all other topics."""
        points = read.heard.points
        if not code or not any(rule.weight >= _STRONG for _, rule, _ in read.hand[code]):
            return False
        second = max((value for other, value in points.items() if other != code), default=0.0)
        return bool(second <= self._settings["topic_second"] * points[code])

    def _confidence(self, margin: float) -> float:
        """The share of messages with such a lead that are right, from the calibration of the learned table."""
        slope, base = self._settings["confidence_slope"], self._settings["confidence_base"]
        return round(1 / (1 + math.exp(-max(-30.0, base + slope * margin))), 3)

    def _ranked(
        self, order: Sequence[str], families: Mapping[str, float], points: Mapping[str, float]
    ) -> list[_Place]:
        """Up to five places: the best family's best topic leads; a weaker one counts by its points."""
        if families[order[0]] <= 0:
            return []
        found: list[_Place] = []
        for code in order:
            if families[code] <= 0 and len({candidate.family for candidate in found}) > 1:
                break
            found += self._of_family(code, families[code], points)
        best = sorted(found, key=lambda candidate: -candidate.score)
        # The best of another family always stands among the five: it is the runner-up.
        other = next((c for c in best if c.family != best[0].family), None)
        shown = best[:5]
        if other is not None and other not in shown:
            shown[-1] = other
        return shown

    def _of_family(self, code: str, score: float, points: Mapping[str, float]) -> list[_Place]:
        """The places of one family: its three topics with the most points, or the family alone."""
        family = self.lexicon.family_of[code]
        topics = sorted((t for t in family.topics if t.code in points), key=lambda t: -points[t.code])
        if not topics:
            return [_Place("", code, score)]
        most = points[topics[0].code]
        return [_Place(topic.code, code, score * points[topic.code] / most) for topic in topics[:3]]

    def _matched(self, read: _Read, family: str, code: str) -> tuple[Matched, ...]:
        return self._spoken.matched(
            read.clean, read.title, read.finds, read.hand, read.heard.mass, family, code
        )


def _head(clean: Clean, title: int) -> int:
    """Up to where words of `clean.text` count as title: the title, else what reads like one."""
    if not title:
        return head_of(clean.text)
    if clean.places is None:
        return title
    return sum(place < title for place in clean.places[: title + 1])


def _other(families: Mapping[str, float], order: Sequence[str], family: str) -> float:
    """The best score of any other family."""
    return families[order[1] if family == order[0] else order[0]]
