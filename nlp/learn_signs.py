"""Fits the weights of `signs_learned.tsv` to the sentences of `signs.tsv`. Needs the extra `learn`."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy
from sklearn.svm import LinearSVC

from nlp.learn_intents import Sentence, Weights, matrix
from nlp.normalise import clean
from nlp.piece_table import SCALE, START, PieceTable, pieces
from nlp.signs import ASKS, CERTAIN, DANGER, FLOOR, POSSIBLE, REPORT

NONE = "none"
NOTE = "Made by `jianjian learn-signs` from signs.tsv. The weight of a piece for a sign, in hundredths."
FEWEST = 2
"""Sentences that a piece must stand in to be kept."""
COST = 2.0
TWIN = 5.0
"""What one of our own sentences counts for that is no danger, or no report: it is the nearest twin of one that is."""
LEAST = 4
"""Weights smaller than this (of a hundred) are left out."""
MOST_TOLD = 7_000
"""Sentences of messages that count against danger, at most; a report may well be among them, so fewer count there."""
TOLD_NO_REPORT = 3_000
CHAT = 4
"""Of so many sentences of the chat one counts against danger."""
_END = re.compile(r"[。！？!?\n]")
_SHORTEST, _LONGEST = 8, 60


def told(messages: Iterable[str], chat: Sequence[str] = ()) -> list[str]:
    """Sentences of messages, evenly chosen, and some of what is said in the chat."""
    found = [
        sentence
        for message in messages
        for sentence in map(str.strip, _END.split(message))
        if _SHORTEST <= len(sentence) <= _LONGEST
    ]
    return [*found[:: max(1, -(-len(found) // MOST_TOLD))], *chat[::CHAT]]


def fit(said: Sequence[Sentence], told: Sequence[str] = ()) -> Weights:
    """The weights of every piece: a separator for danger, one for reports, and those that tell kinds of danger apart.

    `told`: sentences of messages; they count against both. Pieces that only stand there are not learned.
    """
    own = [pieces(clean(text).text) for _, text in said]
    counts = Counter(piece for text in own for piece in text)
    known = {piece: at for at, piece in enumerate(sorted(p for p, n in counts.items() if n >= FEWEST))}
    others = [pieces(clean(text).text) for text in told]
    signs = [sign for sign, _ in said]
    columns = {
        DANGER: _one(own, [sign not in (NONE, REPORT) for sign in signs], others, known),
        REPORT: _one(own, [sign == REPORT for sign in signs], _fewer(others), known),
    } | _kinds(own, signs, known)
    names = [*known, START]
    return {
        name: of
        for at, name in enumerate(names)
        if (of := _weights(columns, at, 0 if name == START else LEAST))
    }


def cross_validated(said: Sequence[Sentence], told: Sequence[str], folds: int = 5) -> dict[str, float]:
    """Shares, each fitted on the other sentences: danger that is heard and that is certain; what is no danger and heard
    as such; reports that are asked about and others that are."""
    hits: dict[str, list[bool]] = {}
    for fold in range(folds):
        table = PieceTable(fit([each for at, each in enumerate(said) if at % folds != fold], told), FLOOR)
        for sign, text in said[fold::folds]:
            scores = table.scores(clean(text).text)
            danger, report = scores.get(DANGER, -9.0), scores.get(REPORT, -9.0)
            kind = "danger" if sign not in (NONE, REPORT) else "no danger"
            hits.setdefault(f"{kind} heard", []).append(danger >= POSSIBLE)
            hits.setdefault(f"{kind} certain", []).append(danger >= CERTAIN)
            hits.setdefault("report asked" if sign == REPORT else "no report asked", []).append(
                report >= ASKS
            )
    return {name: sum(found) / len(found) for name, found in hits.items()}


def _fewer(others: Sequence[set[str]]) -> Sequence[set[str]]:
    return others[:: max(1, -(-len(others) // TOLD_NO_REPORT))]


def _one(
    own: Sequence[set[str]], yes: Sequence[bool], others: Sequence[set[str]], known: dict[str, int]
) -> numpy.ndarray:
    """The weights and the start of one separator."""
    model = LinearSVC(C=COST, random_state=0, max_iter=20_000)
    weights = [1.0 if each else TWIN for each in yes] + [1.0] * len(others)
    model.fit(matrix([*own, *others], known, FLOOR), [*yes, *(False for _ in others)], sample_weight=weights)
    return numpy.append(model.coef_[0], model.intercept_)


def _kinds(own: Sequence[set[str]], signs: Sequence[str], known: dict[str, int]) -> dict[str, numpy.ndarray]:
    """The weights that tell the kinds of danger apart, from sentences of danger alone."""
    chosen = [at for at, sign in enumerate(signs) if sign not in (NONE, REPORT, DANGER)]
    kinds = [signs[at] for at in chosen]
    if len(set(kinds)) < 3:
        return {}
    model = LinearSVC(C=COST, class_weight="balanced", random_state=0, max_iter=8_000)
    model.fit(matrix([own[at] for at in chosen], known, FLOOR), kinds)
    return {
        str(name): numpy.append(row, start)
        for name, row, start in zip(model.classes_, model.coef_, model.intercept_, strict=True)
    }


def _weights(columns: dict[str, numpy.ndarray], at: int, least: int) -> dict[str, int]:
    found = {name: round(float(column[at]) * SCALE) for name, column in columns.items()}
    return {name: weight for name, weight in found.items() if abs(weight) >= least}
