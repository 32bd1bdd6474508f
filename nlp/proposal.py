"""A proposal for a new learned table: fitted, cross-validated, calibrated, and shown as a difference to review.

Needs the extra `learn`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from nlp import evaluate, publish
from nlp.evaluate import Report
from nlp.folds import fitted_out_of_fold, folds, judged_by
from nlp.learn import Counts, Fitted, LearningSettings, fit
from nlp.lexicons import Learned
from nlp.messages import Message
from nlp.publish import Calibration
from nlp.reader import Reader
from nlp.sample import Sample, sample, sample_of_words
from nlp.sureness import Sureness, sureness
from nlp.vocabulary import Vocabulary

SETTINGS = LearningSettings()
_FOLDS = 10
_FEWEST = 5


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the messages teach. Nothing is changed before `write`."""

    labels: tuple[str, ...]
    weights: Mapping[str, tuple[int, ...]]
    report: Report
    calibration: Calibration
    families: Sureness
    settings: Mapping[str, Any]
    spoken: frozenset[str]
    """The words that may be told as reasons."""

    def difference(self, old: Learned) -> str:
        """The change of the table as a diff."""
        return publish.difference(old, self.weights, self.spoken)

    def write(self, folder: Path) -> None:
        """Write the table and its settings into a lexicon folder."""
        publish.write(
            folder,
            {
                publish.TABLE: publish.table_text(self.labels, self.weights, self.spoken),
                publish.SETTINGS: publish.settings_text(self.settings, self._values()),
            },
        )

    def _values(self) -> dict[str, Any]:
        return {
            "labels": list(self.labels),
            "title_times": SETTINGS.title_times,
            "unit": round(self.calibration.unit, 3),
            "confidence_slope": self.calibration.slope,
            "confidence_base": self.calibration.base,
            "sure_margin": round(self.calibration.sure_lead, 3),
            "sure_margin_families": round(self.families.lead, 3),
        }


def samples(messages: Sequence[Message], reader: Reader) -> list[Sample]:
    """The messages as they are read at run time."""
    return [
        sample_of_words(one.tokens, one.label)
        if one.tokens
        else sample(one.title, one.text, one.label, reader.words)
        for one in messages
    ]


def counts_of(messages: Sequence[Message], reader: Reader, settings: LearningSettings) -> Counts:
    """How often which candidate word counts in which message."""
    all_samples = samples(messages, reader)
    return Counts(all_samples, _vocabulary(reader).of(all_samples, settings.in_messages), settings)


def _vocabulary(reader: Reader) -> Vocabulary:
    return Vocabulary(reader.words, {rule.word for rule in reader.lexicon.hand})


def propose(messages: Sequence[Message], reader: Reader, settings: LearningSettings = SETTINGS) -> Proposal:
    """Fit, cross-validate and calibrate. Raises `ValueError` for too few messages or unknown labels."""
    labels = [one.label for one in messages]
    known = reader.lexicon.learned
    if unknown := sorted(set(labels) - set(known.labels)):
        raise ValueError(f"labels that learned.toml does not list: {', '.join(unknown)}")
    if few := [label for label in known.labels if labels.count(label) < _FEWEST]:
        raise ValueError(f"fewer than {_FEWEST} messages for: {', '.join(few)}")
    counts = counts_of(messages, reader, settings)
    fold = folds(counts, _FOLDS)
    tables = list(fitted_out_of_fold(counts, labels, fold, settings))
    judged = dict(judged_by(tables, counts, labels, fold))
    # Calibrated on whole messages where there are any: a list of words is not what citizens send.
    whole = [judged[at] for at, one in enumerate(messages) if not one.tokens] or list(judged.values())
    calibration = publish.calibrate(whole)
    scaled = replace(known, settings=dict(known.settings) | {"unit": calibration.unit})
    learned = [replace(scaled, weights=in_order(table, known.labels)) for table in tables]
    families = sureness(messages, fold.tolist(), learned, reader)
    weights = in_order(fit(counts, labels, np.arange(len(messages)), settings), known.labels)
    choice = _vocabulary(reader)
    spoken = frozenset(word for word, row in weights.items() if choice.reason(word, row))
    report = evaluate.evaluate(whole)
    return Proposal(known.labels, weights, report, calibration, families, known.settings, spoken)


def in_order(fitted: Fitted, labels: Sequence[str]) -> dict[str, tuple[int, ...]]:
    """The weights of a table with its columns in the order of these labels."""
    order = [fitted.labels.index(label) for label in labels]
    return {word: tuple(row[at] for at in order) for word, row in fitted.weights.items()}
