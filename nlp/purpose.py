"""What the citizen wants (信访目的), decided before the department.

Precedence and phrases follow the office's practice: a report on officials needs an accusing word *and* an official
or post; anything that only might be one is asked, never guessed. The machine pre-selects, the citizen confirms.
"""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from casework.petition import Purpose
from nlp import matching
from nlp.normalise import Clean
from nlp.reasons import Reason, Spots, occurrences, reason

STRONG, WEAK = 3, 1
_NEAR_OFFICIAL = 30
_HEAD = 22
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
    """Reads purposes with one lexicon (`purposes.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._groups = {name: frozenset(phrases) for name, phrases in table["report"].items()}
        self._phrases: dict[Purpose, dict[str, int]] = {}
        for entry in table["purpose"]:
            weights = dict.fromkeys(entry["weak"], WEAK) | dict.fromkeys(entry["strong"], STRONG)
            self._phrases[Purpose(entry["code"])] = weights
        rhetoric = table["rhetoric"]
        self._rhetoric = frozenset(rhetoric["always"])
        self._phrases[Purpose.REQUEST] |= dict.fromkeys(self._rhetoric, STRONG)
        self._complaining = matching.together(rhetoric["asks"], rhetoric["lacks"])

    @property
    def phrases(self) -> set[str]:
        """Every phrase to be spotted."""
        return {phrase for group in (*self._groups.values(), *self._phrases.values()) for phrase in group}

    def read(self, clean: Clean, spots: Spots) -> PurposeReading:
        """Read the purpose of a message from the phrases spotted in it."""
        text = clean.text
        away = matching.marked(matching.not_about(text) + matching.greetings(text), text)
        report = self._accusation(clean, spots, away)
        scores, reasons = self._scores(clean, spots, away)
        self._hear_rhetoric(clean, spots, scores, reasons)
        ranked = tuple(sorted(scores.items(), key=lambda pair: -pair[1]))
        if report is not None and report.purpose is Purpose.REPORT:
            return report
        chosen = self._chosen(text, scores)
        lead = scores.get(chosen, 0.0) - max((s for p, s in scores.items() if p is not chosen), default=0.0)
        why = tuple(reasons.get(chosen, ()))
        if report is not None:
            return PurposeReading(chosen, report.reasons + why, True, False, ranked)
        return PurposeReading(chosen, why, False, lead >= STRONG, ranked)

    def _scores(
        self, clean: Clean, spots: Spots, away: bytearray
    ) -> tuple[dict[Purpose, float], dict[Purpose, list[Reason]]]:
        scores: dict[Purpose, float] = {}
        reasons: dict[Purpose, list[Reason]] = {}
        for purpose, weights in self._phrases.items():
            seen: set[str] = set()
            for start, end in occurrences(spots, weights):
                phrase = clean.text[start:end]
                if phrase in seen or away[start]:
                    continue
                seen.add(phrase)
                scores[purpose] = scores.get(purpose, 0.0) + weights[phrase] * (2 if start < _HEAD else 1)
                reasons.setdefault(purpose, []).append(
                    reason(clean, start, end, f"purpose:{purpose.value}:{phrase}")
                )
        return scores, reasons

    def _hear_rhetoric(
        self, clean: Clean, spots: Spots, scores: dict[Purpose, float], reasons: dict[Purpose, list[Reason]]
    ) -> None:
        """A question that wants no answer asks for a decision; weak words of an inquiry say nothing beside it."""
        asked = [each.word for each in reasons.get(Purpose.INQUIRY, ())]
        politely = any(self._phrases[Purpose.INQUIRY].get(word) == STRONG for word in asked)
        found = None if politely else self._complaining.search(clean.text)
        if found is not None:
            scores[Purpose.REQUEST] = scores.get(Purpose.REQUEST, 0.0) + STRONG
            rule = f"purpose:{Purpose.REQUEST.value}:{found[0]}"
            reasons.setdefault(Purpose.REQUEST, []).append(reason(clean, *found.span(), rule))
        if not politely and (found is not None or not self._rhetoric.isdisjoint(spots)):
            scores.pop(Purpose.INQUIRY, None)

    def _chosen(self, text: str, scores: Mapping[Purpose, float]) -> Purpose:
        """The first purpose in the order of precedence that is about as strong as the strongest."""
        if not scores:
            if text.rstrip().endswith(("?", "？", "吗", "呢")):
                return Purpose.INQUIRY
            return Purpose.REQUEST if len(text) >= _HEAD // 2 else Purpose.OTHER
        best = max(scores.values())
        return next(p for p in self._phrases if scores.get(p, 0.0) >= _EQUAL * best)

    def _accusation(self, clean: Clean, spots: Spots, away: bytearray) -> PurposeReading | None:
        """A report on officials (purpose REPORT), a possible one (another purpose), or None."""
        text = clean.text
        accusing = self._spans(spots, "accusing", away)
        wrongs = [s for s in self._spans(spots, "wrongs", away) if not matching.lacking(text, s[0])]
        mild = [s for s in self._spans(spots, "mild", away) if not matching.lacking(text, s[0])]
        posts = self._spans(spots, "posts", away)
        reasons = tuple(
            reason(clean, *span, f"purpose:JU:{text[slice(*span)]}")
            for span in (*accusing, *wrongs, *mild, *posts)[:8]
        )
        certain = _close(wrongs, posts) or (
            accusing and posts and (wrongs or mild or _close(accusing, posts))
        )
        if certain:
            return PurposeReading(Purpose.REPORT, reasons, False, bool(wrongs), ())
        private = not self._groups["private"].isdisjoint(spots)
        if wrongs or _close(mild, posts) or (accusing and not private):
            return PurposeReading(Purpose.OTHER, reasons, True, False, ())
        return None

    def _spans(self, spots: Spots, group: str, away: bytearray) -> list[tuple[int, int]]:
        return [span for span in occurrences(spots, self._groups[group]) if not away[span[0]]]


def _close(one: list[tuple[int, int]], other: list[tuple[int, int]]) -> bool:
    """Whether a span of one list lies within 30 characters of a span of the other."""
    starts = [start for start, _ in other]
    for start, _ in one:
        at = bisect_left(starts, start - _NEAR_OFFICIAL)
        if at < len(starts) and starts[at] <= start + _NEAR_OFFICIAL:
            return True
    return False
