"""What a message is about: one of 19 families and 83 topics, with the words that say so.

Two tables speak. The *learned* table has whole-number weights of words for the seven labels that labelled messages
exist for; the *hand* table has strong and weak words for every topic. A family's score is its learned sum (made
comparable between long and short messages) plus its hand points; the topic inside the family is chosen by hand
points. A text for which nothing speaks clearly fits no topic, and says so.
"""

import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial

from nlp import matching
from nlp.lexicons import OTHER, HandRule, Lexicon
from nlp.matching import Edges, Find
from nlp.normalise import Clean

REPEAT = tuple(round(math.sqrt(times), 1) for times in range(41))
"""What a word counts for that occurs n times: the root of n; more than forty times counts as forty."""

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


@dataclass(frozen=True, slots=True)
class Matched:
    """A word that spoke for the chosen topic, as the citizen wrote it and where."""

    word: str
    start: int
    end: int
    in_title: bool
    weight: float
    """How much it adds to the chosen family's score, in points of the table it comes from."""
    rule: str
    """`hand:<topic>:<word>` or `learned:<word>`."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A topic that could be meant. `code` is empty when only the family is known."""

    code: str
    name: str
    family: str
    label: str
    department: str
    score: float


@dataclass(frozen=True, slots=True)
class TopicReading:
    """What the message is about, why, and how sure that is."""

    label: str
    family: str
    code: str
    name: str
    department: str
    confidence: float
    sure: bool
    fits: bool
    margin: float
    ranked: tuple[Candidate, ...]
    lead: float = 0.0
    """What `sure` is decided by: the margin, or the learned table's own lead where that is smaller."""
    explain: Callable[[], tuple[Matched, ...]] = field(default=tuple, compare=False, repr=False)

    @property
    def matched(self) -> tuple[Matched, ...]:
        """The words that spoke for the choice, strongest kind first; worked out only when asked for."""
        return self.explain()

    @property
    def runner_up(self) -> Candidate | None:
        """The best candidate of another family."""
        return next((c for c in self.ranked if c.family != self.family), None)


def head_of(text: str) -> int:
    """Up to where clean text without a title reads like a title: until a greeting, 我 or the end of a sentence."""
    end = _HEAD_END.search(text, _HEAD_SHORTEST, _HEAD_LONGEST)
    return end.start() if end else HEAD


class Topics:
    """Reads topics with one lexicon. Immutable after it was made, so a new one can be swapped in at any time."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self._rules: dict[str, list[tuple[int, HandRule]]] = {}
        for number, rule in enumerate(lexicon.hand):
            self._rules.setdefault(rule.word, []).append((number, rule))
        self._weights = lexicon.learned.weights
        self._labels = lexicon.learned.labels
        self._settings = lexicon.learned.settings
        self._title_times = int(self._settings["title_times"])
        self._packed = {word: _packed(weights) for word, weights in self._weights.items()}
        any_edge = {rule.word for rule in lexicon.hand if rule.any_edge}
        self.index = matching.Index({*self._rules, *self._weights}, any_edge)

    def read(
        self, clean: Clean, edges: Edges, title: int = 0, *, labelled_only: bool = False
    ) -> TopicReading:
        """Read `clean`, whose first `title` original characters are the title; `edges` from `Words.edges`.

        `labelled_only`: choose among the families that labelled messages exist for, by the learned table (hand
        points decide only where it knows no word): what `evaluate` and `classify --legacy-labels` score.
        """
        finds = self.index.find(clean.text, edges)
        away = matching.not_about(clean.text)
        if away:
            unsaid = matching.marked(away, clean.text)
            finds = [find for find in finds if not unsaid[find[1]]]
        head = self._head(clean, title)
        learned, mass = self.learned_scores(finds, head)
        hand = self._hand(clean.text, edges, finds, head)
        points = {code: sum(p for _, _, p in found) for code, found in hand.items()}
        labelled = self._labelled_scores(learned, mass, points)
        families = labelled if labelled_only else self._family_scores(learned, mass, points)
        return self._decide(clean, title, finds, hand, points, families, labelled)

    def _head(self, clean: Clean, title: int) -> int:
        """Up to where words of `clean.text` count as title: the title, else what reads like one."""
        if not title:
            return head_of(clean.text)
        if clean.places is None:
            return title
        return sum(place < title for place in clean.places[: title + 1])

    def learned_scores(self, finds: Sequence[Find], head: int) -> tuple[tuple[float, ...], float]:
        """The learned sum of every label, and the weight of evidence they are measured against.

        The weights of a word for all labels lie side by side in one integer, so that one multiplication and one
        addition a word sum them all; `_unpacked` takes them apart.
        """
        counts: dict[str, int] = {}
        packed = self._packed
        for word, start, _ in finds:
            if word in packed:
                counts[word] = counts.get(word, 0) + (self._title_times if start < head else 1)
        total = mass = 0
        for word, count in counts.items():
            times = _TENTHS[count] if count < len(_TENTHS) else _TENTHS[-1]
            mass += times * times
            total += packed[word] * times
        return tuple(value / 10 for value in _unpacked(total, len(self._labels))), math.sqrt(mass) / 10

    def _hand(
        self, text: str, edges: Edges, finds: Sequence[Find], head: int
    ) -> dict[str, list[tuple[Find, HandRule, float]]]:
        """The hand rules that hold, by topic, with the points each gives."""
        greetings = matching.greetings(text)
        kept: dict[str, list[tuple[Find, HandRule, float]]] = {}
        counts: dict[int, int] = {}
        meant: dict[int, bool] = {}
        longest: Find = ("", 0, 0)
        for find in finds:
            if find[0] not in self._rules:
                continue
            # The longest word wins, whatever its topic: 广告 does not count inside 小广告.
            word, start, end = find
            inside = end <= longest[2] and (start, end) != longest[1:]
            for number, rule in () if inside else self._rules[word]:
                if number not in meant:
                    meant[number] = _meant(rule, text)
                count = counts.get(number, 0)
                if not meant[number] or (
                    count < _ENOUGH and not self._holds(rule, find, text, edges, greetings)
                ):
                    continue
                longest = find
                counts[number] = count = count + 1
                if count < len(_HAND_REPEAT):
                    times = _HAND_REPEAT[count] - _HAND_REPEAT[count - 1]
                    points = rule.weight * times * (2 if start < head else 1)
                    kept.setdefault(rule.topic, []).append((find, rule, points))
        return kept

    @staticmethod
    def _holds(
        rule: HandRule, find: Find, text: str, edges: Edges, greetings: Sequence[tuple[int, int]]
    ) -> bool:
        """Whether the conditions of a hand rule are met at this place (`_meant`: in this text at all)."""
        _, start, end = find
        if rule.dropped_by_negation and matching.lacking(text, start):
            return False
        if rule.near and not matching.near(text, start, end, rule.near):
            return False
        if greetings and matching.within(greetings, start):
            return False
        return not matching.only_a_place(text, edges, start, end)

    def _decide(
        self,
        clean: Clean,
        title: int,
        finds: Sequence[Find],
        hand: Mapping[str, list[tuple[Find, HandRule, float]]],
        points: Mapping[str, float],
        families: Mapping[str, float],
        labelled: Mapping[str, float],
    ) -> TopicReading:
        order = sorted(families, key=lambda code: -families[code])
        best = order[0]
        margin = families[best] - families[order[1]]
        ranked = self._ranked(order[:5], families, points)
        spoken_for = any(self.lexicon.topics[code].family == best for code in points)
        line = self._settings["fit_line" if spoken_for else "fit_line_without_hand"]
        if families is labelled:
            line = 0.0
        if families[best] <= line or not ranked:
            other = self.lexicon.family_of["QT"]
            return TopicReading(OTHER, "QT", "", "", other.department, 0.0, False, False, margin, ranked)
        chosen = ranked[0]
        lead = _lead(best, margin, labelled)
        return TopicReading(
            chosen.label,
            best,
            chosen.code,
            chosen.name,
            chosen.department,
            self._confidence(margin),
            lead >= self._line_of_sureness(best, families, labelled),
            True,
            margin,
            ranked,
            lead,
            partial(self._matched, clean, title, finds, hand, best),
        )

    def _line_of_sureness(
        self, best: str, families: Mapping[str, float], labelled: Mapping[str, float]
    ) -> float:
        """The lead from which readings of this kind were right in 97 % of messages."""
        if best not in labelled:
            return float(self._settings["hand_sure_margin"])
        return float(self._settings["sure_margin" if families is labelled else "sure_margin_families"])

    def _labelled_scores(
        self, learned: tuple[float, ...], mass: float, points: Mapping[str, float]
    ) -> dict[str, float]:
        """The learned score of each family that has a label; without learned words the hand points, in small."""
        families = self._settings["families"]
        if mass:
            unit = float(self._settings["unit"]) * mass
            return {
                code: total / unit
                for label, total in zip(self._labels, learned, strict=True)
                for code in families[label]
            }
        scores = {code: 0.0 for label in self._labels for code in families[label]}
        for topic, value in points.items():
            for code in families.get(self.lexicon.topics[topic].legacy, ()):
                scores[code] += 0.01 * value
        return scores

    def _family_scores(
        self, learned: tuple[float, ...], mass: float, points: Mapping[str, float]
    ) -> dict[str, float]:
        """One comparable score for each family.

        A family with labelled messages has its learned score, and a little for hand points; one without lives on
        its hand points alone, which level off, so that no long list of weak words outweighs what was learned.
        """
        by_label = dict(zip(self._labels, learned, strict=True))
        unit = float(self._settings["unit"]) * (mass or 1.0)
        scores = dict.fromkeys(self.lexicon.family_of, 0.0)
        for family, label in self.lexicon.label_of_family.items():
            scores[family] = by_label[label] / unit + self._settings["without_hand"]
        by_family: dict[str, dict[str, float]] = {}
        for code, value in points.items():
            by_family.setdefault(self.lexicon.topics[code].family, {})[code] = value
        for family, own in by_family.items():
            total = sum(own.values())
            level = total / (total + self._settings["hand_half"])
            # A family without a label of its own may borrow one by its strongest topic (旅游 is 商贸旅游).
            legacy = self.lexicon.topics[max(own, key=own.__getitem__)].legacy
            if legacy in by_label:
                scores[family] = by_label[legacy] / unit + level * self._settings["hand_beside_learned"]
            else:
                scores[family] = level * self._settings["hand_scale"]
        return scores

    def _confidence(self, margin: float) -> float:
        """The share of messages with such a lead that are right, from the calibration of the learned table."""
        slope, base = self._settings["confidence_slope"], self._settings["confidence_base"]
        return round(1 / (1 + math.exp(-(base + slope * margin))), 3)

    def _ranked(
        self, order: Sequence[str], families: Mapping[str, float], points: Mapping[str, float]
    ) -> tuple[Candidate, ...]:
        """Up to five candidate topics; the best family's best topic leads, a weaker topic counts by its points."""
        found: list[tuple[float, Candidate]] = []
        for code in order:
            if families[code] <= 0 and len({candidate.family for _, candidate in found}) > 1:
                break
            family = self.lexicon.family_of[code]
            topics = sorted((t for t in family.topics if t.code in points), key=lambda t: -points[t.code])
            if not topics:
                whole = Candidate("", "", code, family.name, family.department, families[code])
                found.append((families[code], whole))
            for topic in topics[:3]:
                score = families[code] * points[topic.code] / points[topics[0].code]
                found.append(
                    (score, Candidate(topic.code, topic.name, code, family.name, topic.department, score))
                )
        if families[order[0]] <= 0:
            return ()
        found.sort(key=lambda entry: -entry[0])
        best = [candidate for _, candidate in found]
        # The best of another family always stands among the five: it is the runner-up.
        other = next((c for c in best if c.family != best[0].family), None)
        shown = best[:5]
        if other is not None and other not in shown:
            shown[-1] = other
        return tuple(shown)

    def _matched(
        self,
        clean: Clean,
        title: int,
        finds: Sequence[Find],
        hand: Mapping[str, list[tuple[Find, HandRule, float]]],
        family: str,
    ) -> tuple[Matched, ...]:
        """The words that spoke for `family`, strongest first; a word inside a stronger longer one is left out."""
        spoke: dict[tuple[int, int], tuple[float, str]] = {}
        for code, found in hand.items():
            if self.lexicon.topics[code].family == family:
                for find, rule, value in found:
                    spoke[find[1:]] = (value, rule.id)
        column = next(
            (n for n, label in enumerate(self._labels) if family in self._settings["families"][label]), None
        )
        if column is not None:
            for find in finds:
                weight = self._weights.get(find[0], ())
                if weight and weight[column] > 0:
                    spoke.setdefault(find[1:], (float(weight[column]), f"learned:{find[0]}"))
        return tuple(self._shown(clean, title, spoke))

    @staticmethod
    def _shown(clean: Clean, title: int, spoke: Mapping[tuple[int, int], tuple[float, str]]) -> list[Matched]:
        shown: list[Matched] = []
        taken: list[tuple[int, int]] = []
        hand_first = sorted(
            spoke, key=lambda p: (spoke[p][1].startswith("learned"), -spoke[p][0], p[0] - p[1])
        )
        for start, end in hand_first:
            if any(start < last and first < end for first, last in taken):
                continue
            taken.append((start, end))
            weight, rule = spoke[start, end]
            first, last = clean.span(start, end)
            in_title = first < title
            away = 0 if in_title or not title else title + 1
            shown.append(
                Matched(clean.original[first:last], first - away, last - away, in_title, weight, rule)
            )
            if len(shown) == 12:
                break
        return shown


def _lead(best: str, margin: float, labelled: Mapping[str, float]) -> float:
    """How far the choice leads; where the learned table knows the family, it must lead by itself as well."""
    if best not in labelled:
        return margin
    return min(margin, labelled[best] - max(score for code, score in labelled.items() if code != best))


def _meant(rule: HandRule, text: str) -> bool:
    """Whether the words that a hand rule wants, or does not want, somewhere in the text allow it."""
    if rule.with_any and not any(word in text for word in rule.with_any):
        return False
    return not any(word in text for word in rule.without)


def _packed(weights: Sequence[int]) -> int:
    """Several signed numbers in one; sums and multiples of such numbers hold for each of them."""
    return sum(weight << (_LANE * at) for at, weight in enumerate(weights))


def _unpacked(total: int, lanes: int) -> list[int]:
    """The numbers of a packed sum."""
    half = 1 << (_LANE - 1)
    # Adding half of every lane makes all lanes positive, so that none borrows from its neighbour.
    total += sum(half << (_LANE * at) for at in range(lanes))
    return [((total >> (_LANE * at)) & ((1 << _LANE) - 1)) - half for at in range(lanes)]
