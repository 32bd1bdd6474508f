"""How good a classifier is on labelled messages: macro-F1, accuracy, top two, coverage at 97 %, confusion."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

SURE = 0.97
"""The share of right answers that "sure" promises."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A message's true label, the labels given (best first) and how far the first leads."""

    truth: str
    ranked: tuple[str, ...]
    lead: float


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 (0..1) of one label, and how many messages have it."""

    label: str
    precision: float
    recall: float
    f1: float
    messages: int


@dataclass(frozen=True, slots=True)
class Report:
    """The figures of one evaluation; shares are 0..1."""

    messages: int
    macro_f1: float
    accuracy: float
    top_two: float
    coverage: float
    """The largest share of messages, surest first, of which at least 97 % are right."""
    lead_for_coverage: float
    labels: tuple[Score, ...]
    confusion: tuple[tuple[str, str, int], ...]
    """True label, given label, count; most frequent mistakes first."""

    def as_dict(self) -> dict[str, Any]:
        """The report as JSON-able data."""
        return asdict(self)


def evaluate(judged: Iterable[Judged]) -> Report:
    """Compute the figures. Raises `ValueError` when there is nothing to judge."""
    all_judged = list(judged)
    if not all_judged:
        raise ValueError("no labelled messages to evaluate")
    scores = tuple(_score(label, all_judged) for label in sorted({one.truth for one in all_judged}))
    right = sum(one.ranked[0] == one.truth for one in all_judged)
    coverage, lead = sure_share(all_judged)
    mistakes = Counter((one.truth, one.ranked[0]) for one in all_judged if one.ranked[0] != one.truth)
    return Report(
        messages=len(all_judged),
        macro_f1=sum(score.f1 for score in scores) / len(scores),
        accuracy=right / len(all_judged),
        top_two=sum(one.truth in one.ranked[:2] for one in all_judged) / len(all_judged),
        coverage=coverage,
        lead_for_coverage=lead,
        labels=scores,
        confusion=tuple((*pair, count) for pair, count in mistakes.most_common()),
    )


def _score(label: str, judged: Sequence[Judged]) -> Score:
    given = sum(one.ranked[0] == label for one in judged)
    there = sum(one.truth == label for one in judged)
    both = sum(one.ranked[0] == label == one.truth for one in judged)
    f1 = 2 * both / (given + there) if both else 0.0
    return Score(label, both / given if given else 0.0, both / there if there else 0.0, f1, there)


def sure_share(judged: Sequence[Judged], wanted: float = SURE) -> tuple[float, float]:
    """The largest share of messages, surest first, that is right often enough, and the lead it takes."""
    ordered = sorted(judged, key=lambda one: -one.lead)
    right, best, lead = 0, 0, float("inf")
    for count, one in enumerate(ordered, 1):
        right += one.ranked[0] == one.truth
        if right / count >= wanted:
            best, lead = count, one.lead
    return best / len(ordered), lead


def safely_sure(judged: Sequence[Judged], wanted: float = SURE) -> tuple[float, float]:
    """The largest share of messages, surest first, that is right often enough *on others too*, and the lead it takes.

    Lines are judged on the messages they are chosen on. So not the share itself must reach what is promised, but the
    lower end of its confidence interval (`at_least`).
    """
    ordered = sorted(judged, key=lambda one: -one.lead)
    right, best, lead = 0, 0, float("inf")
    for count, one in enumerate(ordered, 1):
        right += one.ranked[0] == one.truth
        if at_least(right, count) >= wanted:
            best, lead = count, one.lead
    return best / len(ordered), lead


def at_least(right: int, of: int, confidence: float = 1.2816) -> float:
    """The share of right answers (0..1) that `right` of `of` show: the lower end of Wilson's score interval.

    `confidence` is the quantile of the normal distribution; 1.2816 leaves one in ten below. Wilson, JASA 22 (1927).
    """
    share, square = right / of, confidence**2
    middle = share + square / (2 * of)
    spread = confidence * math.sqrt(share * (1 - share) / of + square / (4 * of * of))
    return (middle - spread) / (1 + square / of)
