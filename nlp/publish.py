"""Writes the learned table as text files that a person can review, and calibrates how sure a lead makes us."""

import difflib
import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlp import evaluate
from nlp.evaluate import Judged
from nlp.lexicons import Learned

TABLE = "learned.tsv"
SETTINGS = "learned.toml"
_HEADER = (
    "# Learned words: what each adds to (or takes from) a label when it occurs. Made by `jianjian learn`; a person\n"
    "# reviews the difference before it is published. Names of people and places are not learned. `reason`: the words\n"
    "# that a clerk would give a citizen as a reason.\n"
)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How leads relate to being right, from messages the table was not fitted on."""

    unit: float
    """The median lead: scores are divided by it, so that leads of different tables compare."""
    slope: float
    base: float
    sure_lead: float
    coverage: float


def calibrate(judged: Sequence[Judged]) -> Calibration:
    """Fit the share of right answers as a logistic curve over the lead, and find the lead that makes us sure."""
    unit = sorted(one.lead for one in judged)[len(judged) // 2] or 1.0
    leads = [one.lead / unit for one in judged]
    right = [one.ranked[0] == one.truth for one in judged]
    coverage, lead = evaluate.safely_sure(judged)
    slope, base = _logistic(leads, right)
    return Calibration(unit, slope, base, lead / unit, coverage)


def _logistic(leads: Sequence[float], right: Sequence[bool]) -> tuple[float, float]:
    """Slope and base of a logistic curve by Newton's method (two unknowns: no library needed)."""
    slope, base = 1.0, 0.0
    for _ in range(50):
        g0 = g1 = h00 = h01 = h11 = 1e-9
        for x, y in zip(leads, right, strict=True):
            p = 1 / (1 + math.exp(-max(-30.0, min(30.0, base + slope * x))))
            g0, g1 = g0 + y - p, g1 + (y - p) * x
            w = p * (1 - p)
            h00, h01, h11 = h00 + w, h01 + w * x, h11 + w * x * x
        det = h00 * h11 - h01 * h01
        base += (h11 * g0 - h01 * g1) / det
        slope += (h00 * g1 - h01 * g0) / det
    return round(slope, 3), round(base, 3)


def table_text(
    labels: Sequence[str], weights: Mapping[str, Sequence[int]], spoken: Collection[str] = ()
) -> str:
    """The table as tab-separated text, one word a line, in the order of the words; zeros are left empty.

    `spoken` are the words that may be told as reasons.
    """
    lines = [_HEADER + "\t".join(("word", *labels, "reason"))]
    for word in sorted(weights):
        numbers = (str(n) if n else "" for n in weights[word])
        lines.append("\t".join((word, *numbers, "yes" if word in spoken else "")))
    return "\n".join(lines) + "\n"


def settings_text(old: Mapping[str, Any], values: Mapping[str, Any]) -> str:
    """The settings file with new values; the families of each label are kept."""
    merged = {key: value for key, value in old.items() if key != "families"} | dict(values)
    lines = ["# Made by `jianjian learn`; [families] and the hand_* lines are set by hand."]
    for key in sorted(merged):
        lines.append(f"{key} = {_toml(merged[key])}")
    lines.append("\n[families]")
    lines += [f'"{label}" = {_toml(codes)}' for label, codes in old["families"].items()]
    return "\n".join(lines) + "\n"


def _toml(value: Any) -> str:
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(item) for item in value) + "]"
    return f'"{value}"' if isinstance(value, str) else repr(value)


def difference(old: Learned, weights: Mapping[str, Sequence[int]], spoken: Collection[str] = ()) -> str:
    """The change of the table as a unified diff, without context lines."""
    before = table_text(old.labels, old.weights, old.spoken).splitlines()
    after = table_text(old.labels, weights, spoken).splitlines()
    return "\n".join(
        difflib.unified_diff(before, after, "learned.tsv", "learned.tsv (new)", lineterm="", n=0)
    )


def write(
    folder: Path, texts: Mapping[str, str], replace: Callable[[Path, Path], object] = Path.replace
) -> None:
    """Write the files of a lexicon folder, each whole or not at all."""
    for name, text in texts.items():
        fresh = folder / f".{name}.new"
        fresh.write_text(text, encoding="utf-8")
        replace(fresh, folder / name)
