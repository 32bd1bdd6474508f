"""What the citizen wants (信访目的), decided before the department.

Precedence and phrases follow the office's practice: a report on officials needs an accusing word *and* an official
or post; anything that only might be one is asked, never guessed. The machine pre-selects, the citizen confirms.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from casework.petition import Purpose
from nlp import matching
from nlp.accusation import Accusation, Accusations
from nlp.matching import Edges
from nlp.normalise import Clean
from nlp.patterns import Patterns
from nlp.piece_table import Weights
from nlp.reasons import Reason, Spots, occurrences, reason
from nlp.signs import ASKS, ASKS_UNNAMED, SignReading
from nlp.thanks import Thanks
from nlp.wants import PlainPurposes

STRONG, WEAK = 3, 1
_HEAD = 22
_OPENING = 2
"""Characters before which a strong word opens the text: 建议…, 感谢… name the purpose, and count double again."""
_STATEMENT = 6
"""Characters from which on a text that says nothing else states a problem."""
_NO_ACCUSERS = (Purpose.INQUIRY, Purpose.THANKS)
"""Who asks or thanks is asked about a report only where much says so."""
_EQUAL = 0.6
"""A purpose that reaches this share of the best score is about as likely: precedence decides then."""


@dataclass(frozen=True, slots=True)
class PurposeReading:
    """The likely purpose and why. `ask_if_report`: ask 举报 or 解决问题 before going on."""

    purpose: Purpose
    reasons: tuple[Reason, ...]
    ask_if_report: bool
    sure: bool
    ranked: tuple[tuple[Purpose, float], ...]


class Purposes:
    """Reads purposes with one lexicon (`purposes.toml`). Raises `PatternError`."""

    def __init__(self, table: Mapping[str, Any], knows: Callable[[str], bool], wants: Weights) -> None:
        self._knows = knows
        self._wants = PlainPurposes(wants)
        self._accusations = Accusations(table, knows)
        self._thanks = Thanks(table["thanks"])
        self._phrases: dict[Purpose, dict[str, int]] = {}
        patterns: list[str] = []
        self._says: list[Purpose] = []
        """What each of the patterns speaks for."""
        for entry in table["purpose"]:
            weights = dict.fromkeys(entry["weak"], WEAK) | dict.fromkeys(entry["strong"], STRONG)
            self._phrases[Purpose(entry["code"])] = weights
            patterns += entry["patterns"]
            self._says += [Purpose(entry["code"])] * len(entry["patterns"])
        self._patterns = Patterns(patterns, table["words"])
        rhetoric = table["rhetoric"]
        self._rhetoric = frozenset(rhetoric["always"])
        self._phrases[Purpose.REQUEST] |= dict.fromkeys(self._rhetoric, STRONG)
        self._complaining = matching.together(rhetoric["asks"], rhetoric["lacks"])

    @property
    def phrases(self) -> set[str]:
        """Every phrase to be spotted."""
        own = {phrase for group in self._phrases.values() for phrase in group}
        return own | self._accusations.phrases

    def read(
        self, clean: Clean, spots: Spots, edges: Edges, pairs: set[str], signs: SignReading
    ) -> PurposeReading:
        """Read the purpose of a message from the phrases spotted in it and the patterns along its word edges; `pairs`
        and `signs` are those of the clean text."""
        text = clean.text
        away = matching.marked(matching.not_about(text) + matching.greetings(text), text)
        report = self._accusations.read(clean, spots, edges, away, pairs)
        tally = self._tally(clean, spots, edges, away, pairs)
        self._hear_rhetoric(clean, spots, tally)
        self._hear_bitterness(clean, tally)
        scores = tally.scores()
        ranked = tuple(sorted(scores.items(), key=lambda pair: -pair[1]))
        if report is not None and report.certain:
            return PurposeReading(Purpose.REPORT, report.reasons, False, report.names_a_wrong, ())
        chosen = self._chosen(text, scores)
        report = report or self._like_a_report(clean, chosen, signs)
        if not scores and chosen is Purpose.REQUEST:
            chosen = self._wants.guess(text) or chosen
        lead = scores.get(chosen, 0.0) - max((s for p, s in scores.items() if p is not chosen), default=0.0)
        why = tuple(tally.reasons.get(chosen, ()))
        if report is not None:
            return PurposeReading(chosen, report.reasons + why, True, False, ranked)
        return PurposeReading(chosen, why, False, lead >= STRONG, ranked)

    def _like_a_report(self, clean: Clean, chosen: Purpose, signs: SignReading) -> Accusation | None:
        """What may be a report by its pieces, where no pattern hears one: sooner where somebody with power is named."""
        whole = signs.whole
        named = chosen not in _NO_ACCUSERS and self._accusations.names_power(clean.text)
        if chosen is Purpose.THANKS:
            return None  # 村书记帮我垫了两百块钱，特别感谢他
        if whole is None or whole.report < (ASKS if named else ASKS_UNNAMED):
            return None
        if self._accusations.denied(clean.text):
            return None
        return Accusation(False, (reason(clean, whole.start, whole.end, "purpose:JU"),), False)

    def _tally(self, clean: Clean, spots: Spots, edges: Edges, away: bytearray, pairs: set[str]) -> "_Tally":
        text = clean.text
        tally = _Tally(clean)
        said: dict[Purpose, list[tuple[int, int]]] = {}
        for match in self._patterns.find(text, pairs, edges, self._knows):
            said.setdefault(self._says[match.number], []).append((match.start, match.end))
        for purpose, weights in self._phrases.items():
            # Patterns first: a word inside one is counted with it.
            found = said.get(purpose, []) + occurrences(spots, weights)
            for start, end in found:
                if not (
                    away[start] or (purpose is Purpose.THANKS and self._thanks.manners(text, start, end))
                ):
                    tally.add(purpose, start, end, weights.get(text[start:end], STRONG))
        return tally

    def _hear_rhetoric(self, clean: Clean, spots: Spots, tally: "_Tally") -> None:
        """A question that wants no answer asks for a decision; the words of an inquiry say nothing beside it."""
        asked = [each.word for each in tally.reasons.get(Purpose.INQUIRY, ())]
        politely = any(self._phrases[Purpose.INQUIRY].get(word) == STRONG for word in asked)
        found = None if politely else self._complaining.search(clean.text)
        if found is not None:
            tally.add(Purpose.REQUEST, *found.span(), STRONG)
        if not politely and (found is not None or not self._rhetoric.isdisjoint(spots)):
            tally.drop(Purpose.INQUIRY)

    def _hear_bitterness(self, clean: Clean, tally: "_Tally") -> None:
        """Thanks that are none complain."""
        if self._thanks.bitter(clean.text, thanked=Purpose.THANKS in tally.reasons):
            tally.drop(Purpose.THANKS)
            tally.add(Purpose.REQUEST, 0, len(clean.text), STRONG)

    def _chosen(self, text: str, scores: Mapping[Purpose, float]) -> Purpose:
        """The first purpose in the order of precedence that is about as strong as the strongest."""
        if not scores:
            if text.rstrip().endswith(("?", "？", "吗", "呢")):
                return Purpose.INQUIRY
            return Purpose.REQUEST if len(text) >= _STATEMENT else Purpose.OTHER
        best = max(scores.values())
        return next(p for p in self._phrases if scores.get(p, 0.0) >= _EQUAL * best)


class _Tally:
    """What speaks for each purpose: words are counted once, the same place of the text too."""

    def __init__(self, clean: Clean) -> None:
        self.reasons: dict[Purpose, list[Reason]] = {}
        self._clean = clean
        self._points: dict[Purpose, float] = {}
        self._strong: set[Purpose] = set()
        self._counted: dict[Purpose, bytearray] = {}
        self._seen: set[tuple[Purpose, str]] = set()

    def add(self, purpose: Purpose, start: int, end: int, weight: int) -> None:
        """Count the words of a span, unless some of them are counted already."""
        words = self._clean.text[start:end]
        counted = self._counted.setdefault(purpose, bytearray(len(self._clean.text)))
        if (purpose, words) in self._seen or any(counted[start:end]):
            return
        self._seen.add((purpose, words))
        counted[start:end] = b"\1" * (end - start)
        if weight == STRONG:
            self._strong.add(purpose)
        points = weight * (2 if start < _HEAD else 1)
        if weight == STRONG and start <= _OPENING:
            points *= 2
        self._points[purpose] = self._points.get(purpose, 0.0) + points
        rule = f"purpose:{purpose.value}:{words[:_HEAD]}"
        self.reasons.setdefault(purpose, []).append(reason(self._clean, start, end, rule))

    def drop(self, purpose: Purpose) -> None:
        """Forget what speaks for a purpose."""
        self._points.pop(purpose, None)
        self.reasons.pop(purpose, None)
        self._strong.discard(purpose)

    def scores(self) -> dict[Purpose, float]:
        """The points of each purpose: weak words alone are worth half beside strong ones."""
        return {
            purpose: points / 2 if self._strong and purpose not in self._strong else points
            for purpose, points in self._points.items()
        }
