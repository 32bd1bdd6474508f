"""Cross-validation that near duplicates cannot flatter: messages that share most words stay in one fold.

Needs the extra `learn`.
"""

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
import numpy.typing as npt

from nlp.evaluate import Judged
from nlp.learn import Counts, Fitted, LearningSettings, fit

Rows = npt.NDArray[np.int64]
_ALIKE = 0.5


def folds(counts: Counts, count: int, seed: int = 7) -> Rows:
    """The fold (0..count-1) of every row; rows that share half of their words get the same one."""
    groups = _groups(counts)
    order = np.random.RandomState(seed).permutation(len(groups))
    return np.asarray(order[groups] % count, dtype=np.int64)


def _groups(counts: Counts) -> Rows:
    """For every row the first row that it is connected to by near duplicates."""
    present = (counts.matrix > 0).astype(np.float64)
    often = np.asarray(present.sum(axis=0)).ravel()
    # Words that stand in more than a tenth of all messages connect nothing, and cost most.
    present = present[:, (often >= 2) & (often <= 0.1 * present.shape[0] + 2)]
    sizes = np.asarray(present.sum(axis=1)).ravel()
    shared = (present @ present.T).tocoo()
    above = shared.row < shared.col
    first, second, both = shared.row[above], shared.col[above], shared.data[above]
    alike = both / (sizes[first] + sizes[second] - both) > _ALIKE
    parent = list(range(present.shape[0]))
    for one, other in zip(first[alike].tolist(), second[alike].tolist(), strict=True):
        parent[_root(parent, other)] = _root(parent, one)
    return np.array([_root(parent, row) for row in range(len(parent))], dtype=np.int64)


def _root(parent: list[int], row: int) -> int:
    while parent[row] != row:
        parent[row] = parent[parent[row]]
        row = parent[row]
    return row


def fitted_out_of_fold(
    counts: Counts, labels: Sequence[str], fold: Rows, settings: LearningSettings
) -> Iterator[Fitted]:
    """For every fold the table that was fitted without it."""
    for number in range(int(fold.max()) + 1):
        yield fit(counts, labels, np.flatnonzero(fold != number), settings)


def judged_out_of_fold(
    counts: Counts, labels: Sequence[str], fold: Rows, settings: LearningSettings
) -> Iterator[tuple[int, Judged]]:
    """Every row judged by a table that was fitted without its fold: row number and judgement."""
    return judged_by(fitted_out_of_fold(counts, labels, fold, settings), counts, labels, fold)


def judged_by(
    tables: Iterable[Fitted], counts: Counts, labels: Sequence[str], fold: Rows
) -> Iterator[tuple[int, Judged]]:
    """Every row judged by the table of its fold: row number and judgement."""
    for number, table in enumerate(tables):
        place = {word: at for at, word in enumerate(counts.vocabulary)}
        weights = np.zeros((len(counts.vocabulary), len(table.labels)))
        for word, numbers in table.weights.items():
            weights[place[word]] = numbers
        used = np.asarray(weights.any(axis=1))
        for row in np.flatnonzero(fold == number).tolist():
            line = counts.matrix[row]
            mass = np.sqrt((line.data[used[line.indices]] ** 2).sum()) or 1.0
            scores = np.asarray(line @ weights).ravel() / mass
            order = np.argsort(-scores, kind="stable")
            lead = float(scores[order[0]] - scores[order[1]])
            yield row, Judged(labels[row], tuple(table.labels[at] for at in order), lead)
