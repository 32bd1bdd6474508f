"""What a message in the chat is for when no form is open: file, ask after a case, supplement, urge …"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from nlp import matching
from nlp.normalise import Clean
from nlp.reasons import Reason, Spots, occurrences, reason

_PUNCTUATION = re.compile(r"[\s，。！？、,.!?~～:：;；…\"'“”]+")
_STORY = 25
"""A text of this many characters tells a story: it files, unless it clearly asks for something else."""
_MOST_REASONS = 8
_SERIAL = re.compile(
    r"(?<![\d月])0{0,4}(\d{1,5})号(?=那|这|件|案|的(?:事|件|信访|投诉|进|结)|怎么|咋|到哪|到什么|进[度展]|办|有结果|[，。！？,.!?\s]|$)"
)
"""A serial and what is said of a case; 3号楼, 3号院 and 7号停的水 are places and days."""


class Intent(StrEnum):
    """What a free message is for."""

    FILE = "file"
    STATUS = "status"
    SUPPLEMENT = "supplement"
    URGE = "urge"
    WITHDRAW = "withdraw"
    RATE = "rate"
    HUMAN = "human"
    GREETING = "greeting"
    THANKS = "thanks"
    ABUSE = "abuse"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class IntentReading:
    """The likely intent, why, and a case it names by its short number (42号那个 → "42"), if any."""

    intent: Intent
    sure: bool
    reasons: tuple[Reason, ...] = ()
    short_number: str = ""


class Intents:
    """Reads intents with one lexicon (`intents.toml`)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._entries = tuple(
            (
                Intent(entry["code"]),
                frozenset(entry["whole"]),
                dict.fromkeys(entry["weak"], 1) | dict.fromkeys(entry["strong"], 3),
            )
            for entry in table["intent"]
        )

    @property
    def phrases(self) -> set[str]:
        """Every phrase to be spotted."""
        return {phrase for _, _, points in self._entries for phrase in points}

    def read(self, clean: Clean, spots: Spots, *, tells_something: bool = False) -> IntentReading:
        """Read the intent; `tells_something`: a topic, a purpose or an emergency was found in the text."""
        bare = _PUNCTUATION.sub("", clean.text)
        if not bare:
            return IntentReading(Intent.UNKNOWN, False)
        for intent, whole, _ in self._entries:
            if bare in whole:
                return IntentReading(
                    intent, True, (reason(clean, 0, len(clean.text), f"intent:{intent.value}"),)
                )
        scores, reasons = self._scores(clean, spots)
        short = _SERIAL.search(clean.text) if scores.get(Intent.STATUS) or scores.get(Intent.URGE) else None
        number = short.group(1) if short else ""
        return self._weigh(bare, scores, reasons, number, tells_something)

    def _weigh(
        self,
        bare: str,
        scores: Mapping[Intent, int],
        reasons: Mapping[Intent, tuple[Reason, ...]],
        number: str,
        tells_something: bool,
    ) -> IntentReading:
        other: dict[Intent, int] = {i: s for i, s in scores.items() if i is not Intent.FILE}
        best = max(other, key=other.__getitem__, default=Intent.UNKNOWN)
        # A long story that mentions 结果 or 撤回 in passing is still a story.
        clear = other.get(best, 0) >= (3 if len(bare) < _STORY else 6)
        if clear and (len(bare) < 2 * _STORY or best in (Intent.SUPPLEMENT, Intent.WITHDRAW)):
            return IntentReading(best, True, reasons[best], number)
        if len(bare) >= _STORY or tells_something or scores.get(Intent.FILE, 0) >= 3:
            return IntentReading(Intent.FILE, len(bare) >= 10, reasons.get(Intent.FILE, ()))
        if other.get(best, 0):
            return IntentReading(best, other[best] >= 3, reasons[best], number)
        return IntentReading(Intent.FILE if scores else Intent.UNKNOWN, False, reasons.get(Intent.FILE, ()))

    def _scores(
        self, clean: Clean, spots: Spots
    ) -> tuple[dict[Intent, int], dict[Intent, tuple[Reason, ...]]]:
        away = matching.marked(matching.not_about(clean.text), clean.text)
        scores: dict[Intent, int] = {}
        reasons: dict[Intent, tuple[Reason, ...]] = {}
        for intent, _, points in self._entries:
            found = [span for span in occurrences(spots, points) if not away[span[0]]]
            if found:
                scores[intent] = sum(points[clean.text[slice(*span)]] for span in found)
                reasons[intent] = tuple(
                    reason(clean, *span, f"intent:{intent.value}") for span in found[:_MOST_REASONS]
                )
        return scores, reasons
