"""Fits the weights of `intents_learned.tsv` to the sentences of `said.tsv`. Needs the extra `learn`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import sqrt
from pathlib import Path

import numpy
from scipy.sparse import csr_matrix
from sklearn.svm import LinearSVC

from nlp.intent import Intent
from nlp.intent_table import LEAD, IntentTable
from nlp.lexicons import LexiconError, rows
from nlp.normalise import clean
from nlp.piece_table import SCALE, START, pieces
from nlp.reader import Reader

FEWEST = 2
"""Sentences that a piece must stand in to be kept."""
COST = 2.0
NOTE = "Made by `jianjian learn-intents` from said.tsv. The weight of a piece for an intent, in hundredths."
LEAST = 10
"""Weights smaller than this (of a hundred) are left out."""

MOST_TOLD = 4_000
"""Sentences of messages that are used, at most."""
_END = re.compile(r"[。！？!?\n]")
_SHORTEST, _LONGEST = 6, 30

Sentence = tuple[str, str]
"""An intent and what somebody said."""
Weights = dict[str, dict[str, int]]


def sentences(file: Path, label: str = "intent") -> list[Sentence]:
    """The labelled sentences of a table; `label` heads their labels. Raises `LexiconError`."""
    found = [(row[label], row["text"]) for _, row in rows(file)]
    if not found:
        raise LexiconError(f"{file.name}: no sentences")
    return found


def told(messages: Iterable[str], reader: Reader) -> list[str]:
    """Short sentences of messages that tell a matter, without those that a pattern hears as something else."""
    found = []
    for message in messages:
        for sentence in map(str.strip, _END.split(message)):
            copy = clean(sentence)
            if not _SHORTEST <= len(sentence) <= _LONGEST:
                continue
            if not reader.intents.heard_by_patterns(copy, reader.words.edges(copy.text)):
                found.append(sentence)
    return found[:: max(1, len(found) // MOST_TOLD)][:MOST_TOLD]


def fit(said: Sequence[Sentence], told: Sequence[str] = ()) -> Weights:
    """The weights of every piece: one linear separator for each intent, over the root of the number of pieces.

    `told`: sentences of messages that tell a matter; they count against the other intents. Pieces that only stand
    there are not learned: nothing of such messages is kept but weights of our own sentences' pieces.
    """
    own = [pieces(clean(text).text) for _, text in said]
    counts = Counter(piece for text in own for piece in text)
    texts = own + [pieces(clean(text).text) for text in told]
    known = {piece: at for at, piece in enumerate(sorted(p for p, n in counts.items() if n >= FEWEST))}
    model = LinearSVC(C=COST, class_weight="balanced", random_state=0, max_iter=5_000)
    labels = [intent for intent, _ in said] + [Intent.FILE.value] * len(told)
    model.fit(matrix(texts, known), labels)
    columns = (numpy.column_stack([model.coef_, model.intercept_]) * SCALE).round().astype(int)
    names = [*known, START]
    return {
        name: of
        for at, name in enumerate(names)
        if (of := _weights(columns[:, at], model.classes_, 0 if name == START else LEAST))
    }


def cross_validated(said: Sequence[Sentence], told: Sequence[str], folds: int = 5) -> tuple[float, float]:
    """The share of sentences whose wider intent is found, fitted on the others; and of those that are believed."""
    right, believed = [], []
    for fold in range(folds):
        table = IntentTable(fit([each for at, each in enumerate(said) if at % folds != fold], told))
        for intent, text in said[fold::folds]:
            guess = table.guess(clean(text).text)
            hit = guess is not None and guess.intent.group is Intent(intent).group
            right.append(hit)
            if guess is not None and guess.lead >= LEAD:
                believed.append(hit)
    return sum(right) / len(right), sum(believed) / max(1, len(believed))


def _weights(column: numpy.ndarray, names: Sequence[str], least: int) -> dict[str, int]:
    return {
        str(name): int(weight) for name, weight in zip(names, column, strict=True) if abs(weight) >= least
    }


def matrix(texts: Sequence[set[str]], known: dict[str, int], floor: int = 0) -> csr_matrix:
    """One row a sentence: every known piece counts one over the root of their number, which is `floor` at least."""
    cells, places, ends = [], [], [0]
    for text in texts:
        found = sorted(known[piece] for piece in text if piece in known)
        places += found
        cells += [1 / sqrt(max(len(found), floor))] * len(found) if found else []
        ends.append(len(places))
    return csr_matrix((cells, places, ends), shape=(len(texts), len(known)))


def written(weights: Weights, note: str = NOTE) -> str:
    """The table as it is kept: a piece and its weights a line, those of the start first; `note` says what it is."""
    lines = [f"# {note}", "piece\tweights"]
    order = sorted(weights, key=lambda piece: (piece != START, piece))
    lines += [
        f"{piece}\t{' '.join(f'{name}:{weight}' for name, weight in sorted(weights[piece].items()))}"
        for piece in order
    ]
    return "\n".join(lines) + "\n"
