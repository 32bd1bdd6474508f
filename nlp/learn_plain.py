"""Fits `plain_learned.tsv` and `wants_learned.tsv` to sentences of known family or purpose. Needs the extra `learn`.

Known are our own sentences (`plain.tsv`) and the hand-made words; sentences and titles of messages, and what is said
elsewhere in the lexicon, count with the family that the tables are confident of. Only pieces of our own sentences and
words are learned: nothing of messages is kept.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import numpy
from sklearn.svm import LinearSVC

from casework.petition import Purpose
from nlp.intent import Intent
from nlp.learn_intents import Sentence, Weights, matrix
from nlp.messages import Message
from nlp.normalise import clean
from nlp.piece_table import SCALE, START, PieceTable, pieces
from nlp.plain import FLOOR, NONE
from nlp.reader import Reader

WANTS_NOTE = (
    "Made by `jianjian learn-plain` from wants.tsv. The weight of a piece for a purpose, in hundredths."
)
NOTE = "Made by `jianjian learn-plain` from plain.tsv. The weight of a piece for a family, in hundredths."
FEWEST = 2
"""Sentences and words that a piece must stand in to be kept."""
COST = 1.0
LEAST = 8
"""Weights smaller than this (of a hundred) are left out."""
CONFIDENT = 0.95
"""From this confidence on the tables' family of a sentence is believed."""
_OWN, _WORD, _SAID, _TITLE, _TOLD, _CHAT = 3.0, 1.0, 1.0, 1.0, 0.5, 0.5
"""What a sentence of each source counts for."""
_NEAR = 6
"""Words of `near` that a hand-made word is learned with."""
_EVERY = 3
"""Of so many sentences of messages, and of the chat, one is learned from."""
_END = re.compile(r"[。！？!?\n]")
_SHORTEST, _LONGEST = 8, 50
_REST = "QT"
"""What is nothing else is no family to be named by pieces."""
_WANTED = {Intent.LAW.value: Purpose.INQUIRY.value, Intent.THANKS.value: Purpose.THANKS.value}
"""The purpose of what is said in the chat."""
_ANY_DAY = date(2026, 1, 1)
_MATTERS = frozenset({Intent.FILE.value, Intent.ANSWER.value, Intent.SUPPLEMENT.value})


@dataclass(frozen=True, slots=True)
class Known:
    """A text with its family, what it counts for, and whether its pieces may be kept."""

    text: str
    family: str
    weight: float
    own: bool


def words(reader: Reader) -> Iterator[Known]:
    """The hand-made words, those that want a neighbour with it."""
    families = {code: topic.family for code, topic in reader.lexicon.topics.items()}
    for rule in reader.lexicon.hand:
        family = families[rule.topic]
        if family == _REST:
            continue
        if rule.near:
            for other in rule.near[:_NEAR]:
                yield Known(rule.word + other, family, _WORD, True)
        elif rule.weight >= 2 and not rule.with_any:
            yield Known(rule.word, family, _WORD, True)


def around(
    reader: Reader, messages: Iterable[Message], signs: Sequence[Sentence], said: Sequence[Sentence]
) -> Iterator[Known]:
    """What is learned from beside our own sentences: the harmless ones of `signs.tsv`, `said.tsv`, and messages."""
    chat = [text for intent, text in said if intent not in _MATTERS]
    yield from (Known(text, NONE, _CHAT, False) for text in chat[::_EVERY])
    others = [text for _, text in signs] + [text for intent, text in said if intent == Intent.FILE.value]
    yield from _believed(reader, dict.fromkeys(others), _SAID, own=True)
    told: list[str] = []
    for message in messages:
        if message.title:
            whole = reader.topics_alone(message.text, title=message.title)
            if whole.sure and whole.family != _REST:
                yield Known(message.title, whole.family, _TITLE, False)
        told += _sentences(message.text)
    yield from _believed(reader, told[::_EVERY], _TOLD, own=False)


def wanting(
    reader: Reader, messages: Iterable[Message], signs: Sequence[Sentence], said: Sequence[Sentence]
) -> Iterator[Known]:
    """The same for purposes: what the lists of phrases are sure of, questions about the law, and thanks."""
    yield from (Known(text, _WANTED[intent], _CHAT, True) for intent, text in said if intent in _WANTED)
    others = [text for _, text in signs] + [text for intent, text in said if intent == Intent.FILE.value]
    for text in dict.fromkeys(others):
        found = reader.read(text, today=_ANY_DAY).purpose
        if found.sure and found.purpose is not Purpose.REPORT:
            yield Known(text, found.purpose.value, _SAID, True)
    told = [s for each in messages for s in _sentences(each.text)]
    for text in told[::_EVERY]:
        found = reader.read(text, today=_ANY_DAY).purpose
        if found.sure and found.purpose is not Purpose.REPORT:
            yield Known(text, found.purpose.value, _TOLD, False)


def _sentences(text: str) -> Iterator[str]:
    return (s for s in map(str.strip, _END.split(text)) if _SHORTEST <= len(s) <= _LONGEST)


def _believed(reader: Reader, texts: Iterable[str], weight: float, *, own: bool) -> Iterator[Known]:
    for text in texts:
        found = reader.topics_alone(text)
        if found.fits and found.family != _REST and found.confidence >= CONFIDENT:
            yield Known(text, found.family, weight, own)


def fit(said: Sequence[Sentence], beside: Sequence[Known]) -> Weights:
    """The weights of every piece: one linear separator for each family, over the root of the number of pieces."""
    known = [*(Known(text, family, _OWN, True) for family, text in said), *beside]
    texts = [pieces(clean(each.text).text) for each in known]
    counts = Counter(piece for each, text in zip(known, texts, strict=True) if each.own for piece in text)
    place = {piece: at for at, piece in enumerate(sorted(p for p, n in counts.items() if n >= FEWEST))}
    model = LinearSVC(C=COST, class_weight="balanced", random_state=0, max_iter=5_000)
    model.fit(
        matrix(texts, place, FLOOR),
        [each.family for each in known],
        sample_weight=[each.weight for each in known],
    )
    columns = (numpy.column_stack([model.coef_, model.intercept_]) * SCALE).round().astype(int)
    names = [*place, START]
    return {
        name: of
        for at, name in enumerate(names)
        if (of := _weights(columns[:, at], model.classes_, 0 if name == START else LEAST))
    }


def cross_validated(said: Sequence[Sentence], beside: Sequence[Known], folds: int = 5) -> float:
    """The share of our own sentences whose family is found by pieces alone, fitted on the others."""
    right = []
    for fold in range(folds):
        own = [each for at, each in enumerate(said) if at % folds != fold]
        left = {text for _, text in said[fold::folds]}
        table = PieceTable(fit(own, [each for each in beside if each.text not in left]), FLOOR)
        for family, text in said[fold::folds]:
            scores = table.scores(clean(text).text)
            right.append(max(scores, key=scores.__getitem__, default=NONE) == family)
    return sum(right) / len(right)


def _weights(column: numpy.ndarray, names: Sequence[str], least: int) -> dict[str, int]:
    return {
        str(name): int(weight) for name, weight in zip(names, column, strict=True) if abs(weight) >= least
    }
