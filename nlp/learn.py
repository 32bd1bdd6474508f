"""Fits whole-number word weights to labelled messages: the learned half of the lexicon.

Needs the extra `learn` (scikit-learn); nothing here runs when a message is read. One linear separator for each
label is fitted on tf-idf of the words, scaled by how much a word distinguishes the label (NB-SVM, Wang & Manning
2012), without an intercept and on length-normalised rows: so its weights times idf are a plain table of numbers,
and a message's score is a plain sum. The numbers are then rounded, the weakest words left out, and the rest
fitted again. Deterministic: the same files give the same table.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from nlp.evidence import HEAD, REPEAT, head_of
from nlp.matching import Edges, Find, Index
from nlp.names import SURNAMES
from nlp.normalise import clean
from nlp.words import Words

_HAN_ONLY = re.compile("[\u4e00-\u9fff]+")
_LONGEST = 8
_TITLES = ("长", "书记", "主任", "老师", "医生", "先生", "女士", "同志", "总", "某")
_CODED_PLACE = "西地"
"""Messages for learning often have made-up names of provinces (西地省) in place of the real ones."""
_TIMES_AT_MOST = len(REPEAT) - 1
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Settings:
    """What can be turned. The defaults were chosen by cross-validation; see docs/understanding.md."""

    title_times: int = 4
    few_words: float = 3.0
    """Evidence that every text is given beside its own, so that one or two heavy words make nobody sure."""
    in_messages: int = 3
    """A word must occur in this many messages."""
    words: int = 6_000
    """How many words the table keeps."""
    largest: int = 99
    """The largest weight."""
    cost: float = 0.5
    """Misclassification cost C of the separators."""
    scaling: float = 0.3
    """How far weights follow the log-count ratio (0 not at all, 1 wholly)."""
    smoothing: float = 0.02


@dataclass(frozen=True, slots=True)
class Sample:
    """A labelled message: its text with word edges, and up to where words count as title."""

    text: str
    edges: Edges
    head: int
    label: str


@dataclass(frozen=True, slots=True)
class Fitted:
    """The table: for each word one whole number for each label."""

    labels: tuple[str, ...]
    weights: dict[str, tuple[int, ...]]


def sample(title: str, text: str, label: str, words: Words) -> Sample:
    """A message as it is read at run time."""
    copy = clean(f"{title}\n{text}" if title else text)
    head = len(clean(title).text) if title else head_of(copy.text)
    return Sample(copy.text, words.edges(copy.text), head, label)


def sample_of_words(tokens: Sequence[str], label: str) -> Sample:
    """A message that is only known as words without stop words and punctuation."""
    kept = [clean(token).text for token in tokens]
    text = "".join(kept)
    marks = bytearray(len(text) + 1)
    marks[0] = 1
    end = 0
    for token in kept:
        end += len(token)
        marks[end] = 1
    # Three quarters: about what is left of a title without its stop words.
    return Sample(text, marks, HEAD * 3 // 4, label)


def vocabulary(samples: Iterable[Sample], words: Words, settings: Settings) -> list[str]:
    """Words, dictionary words inside them and pairs of neighbours that occur in enough messages."""
    counts: Counter[str] = Counter()
    for one in samples:
        counts.update(set(_spoken(one, words)))
    enough = (word for word, count in counts.items() if count >= settings.in_messages)
    return sorted(word for word in enough if _CODED_PLACE not in word)


def _spoken(one: Sample, words: Words) -> Iterator[str]:
    """Candidate words of a message. Names of people and places, numbers and dates are not learned."""
    before = ""
    for word in _tokens(one):
        if not _HAN_ONLY.fullmatch(word) or words.is_name(word):
            before = ""
            continue
        if len(word) > 1:
            yield word
        yield from _inside(word, words)
        if before and len(before + word) <= _LONGEST and not _may_name(before, word):
            yield before + word
        before = word


def _may_name(before: str, word: str) -> bool:
    """Whether two neighbours may be a name that the dictionary does not know: 张 局长, 问题 张, 灰 埠."""
    if len(before) == len(word) == 1:
        return True
    surname = before in SURNAMES and word.endswith(_TITLES)
    return surname or (len(word) == 1 and word in SURNAMES)


def _inside(word: str, words: Words) -> Iterator[str]:
    for length in range(2, len(word)):
        for start in range(len(word) - length + 1):
            part = word[start : start + length]
            if words.knows(part) and not words.is_name(part):
                yield part


def _tokens(one: Sample) -> Iterator[str]:
    start = 0
    for end in range(1, len(one.text) + 1):
        if one.edges[end]:
            yield one.text[start:end]
            start = end


def counted(finds: Iterable[Find], head: int, title_times: int) -> Counter[str]:
    """How often each word counts: in the title several times."""
    counts: Counter[str] = Counter()
    for word, start, _ in finds:
        counts[word] += title_times if start < head else 1
    return counts


class Counts:
    """How often which word counts in which sample, as a sparse matrix."""

    def __init__(self, samples: Sequence[Sample], vocabulary: Sequence[str], settings: Settings) -> None:
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


def fit(counts: Counts, labels: Sequence[str], rows: npt.NDArray[np.int64], settings: Settings) -> Fitted:
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


def _weights(matrix: Any, wanted: npt.NDArray[np.int64], labels: int, settings: Settings) -> Floats:
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
