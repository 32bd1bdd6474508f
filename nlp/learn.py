"""Fits whole-number word weights to labelled messages: the learned half of the lexicon.

Needs the extra `learn` (scikit-learn); nothing here runs when a message is read. One linear separator for each
label is fitted on tf-idf of the words, scaled by how much a word distinguishes the label (NB-SVM, Wang & Manning
2012), without an intercept and on length-normalised rows: so its weights times idf are a plain table of numbers,
and a message's score is a plain sum. The numbers are then rounded, the weakest words left out, and the rest
fitted again. Deterministic: the same files give the same table.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.evidence import REPEAT
from nlp.matching import Find, Index
from nlp.sample import Sample

_TIMES_AT_MOST = len(REPEAT) - 1
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class LearningSettings:
    """What can be turned. The defaults were chosen by cross-validation; see docs/understanding.md."""

    title_times: int = 4
    in_messages: int = 3
    """A word must occur in this many messages."""
    words: int = 7_500
    """How many words the table keeps."""
    largest: int = 99
    """The largest weight."""
    cost: float = 0.5
    """Misclassification cost C of the separators."""
    scaling: float = 0.3
    """How far weights follow the log-count ratio (0 not at all, 1 wholly)."""
    smoothing: float = 0.02


@dataclass(frozen=True, slots=True)
class Fitted:
    """The table: for each word one whole number for each label."""

    labels: tuple[str, ...]
    weights: dict[str, tuple[int, ...]]


def counted(finds: Iterable[Find], head: int, title_times: int) -> Counter[str]:
    """How often each word counts: in the title several times."""
    counts: Counter[str] = Counter()
    for word, start, _ in finds:
        counts[word] += title_times if start < head else 1
    return counts


class Counts:
    """How often which word counts in which sample, as a sparse matrix."""

    def __init__(
        self, samples: Sequence[Sample], vocabulary: Sequence[str], settings: LearningSettings
    ) -> None:
        from scipy import sparse

        place = {word: at for at, word in enumerate(vocabulary)}
        index = Index(vocabulary)
        rows: list[int] = []
        columns: list[int] = []
        values: list[float] = []
        for row, one in enumerate(samples):
            found = counted(index.find(one.text, one.edges), one.head, settings.title_times)
            for word, count in found.items():
                rows.append(row)
                columns.append(place[word])
                values.append(REPEAT[min(count, _TIMES_AT_MOST)])
        self.vocabulary = list(vocabulary)
        self.matrix: Any = sparse.csr_matrix(
            (values, (rows, columns)), shape=(len(samples), len(vocabulary)), dtype=np.float64
        )

    def only(self, columns: npt.NDArray[np.int64]) -> "Counts":
        """The same samples with some of the words."""
        narrow = object.__new__(Counts)
        narrow.vocabulary = [self.vocabulary[column] for column in columns]
        narrow.matrix = self.matrix[:, columns]
        return narrow


def fit(
    counts: Counts, labels: Sequence[str], rows: npt.NDArray[np.int64], settings: LearningSettings
) -> Fitted:
    """Fit the table on some rows of `counts`: all words first, then again on those that carry the most."""
    names = tuple(sorted(set(labels)))
    wanted = np.array([names.index(label) for label in labels])[rows]
    raw = _weights(counts.matrix[rows], wanted, len(names), settings)
    carried = np.abs(raw - raw.mean(axis=0)).max(axis=0) * np.sqrt(
        np.asarray((counts.matrix[rows] > 0).sum(axis=0)).ravel()
    )
    kept = np.sort(np.argsort(-carried, kind="stable")[: settings.words])
    narrow = counts.only(kept)
    table = _weights(narrow.matrix[rows], wanted, len(names), settings)
    table = table - table.mean(axis=0)
    scale = settings.largest / np.quantile(np.abs(table).max(axis=0), 0.999)
    whole = np.clip(np.rint(table * scale), -settings.largest, settings.largest).astype(int)
    weights = {
        word: tuple(int(n) for n in whole[:, at])
        for at, word in enumerate(narrow.vocabulary)
        if whole[:, at].any()
    }
    return Fitted(names, weights)


def _weights(matrix: Any, wanted: npt.NDArray[np.int64], labels: int, settings: LearningSettings) -> Floats:
    """One row of weights for each label, for plain counts (idf and scaling are folded in)."""
    from scipy import sparse
    from sklearn.preprocessing import normalize
    from sklearn.svm import LinearSVC

    in_messages = np.asarray((matrix > 0).sum(axis=0)).ravel()
    idf = np.where(in_messages > 0, np.log((1 + matrix.shape[0]) / (1 + in_messages)) + 1, 0.0)
    rows = normalize(matrix @ sparse.diags(idf))
    table = np.zeros((labels, matrix.shape[1]))
    for label in range(labels):
        own = wanted == label
        with_label = np.asarray(rows[own].sum(axis=0)).ravel() + settings.smoothing
        without = np.asarray(rows[~own].sum(axis=0)).ravel() + settings.smoothing
        ratio = np.abs(np.log((with_label / with_label.sum()) / (without / without.sum())))
        scaling = (1 - settings.scaling) + settings.scaling * ratio / ratio.mean()
        separator = LinearSVC(
            C=settings.cost, class_weight="balanced", fit_intercept=False, random_state=0, max_iter=5_000
        )
        separator.fit(rows @ sparse.diags(scaling), own)
        table[label] = separator.coef_.ravel() * scaling * idf
    return table
