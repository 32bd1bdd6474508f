"""How good the topic classifier is: cross-validated, beside jieba TF-IDF + LinearSVC on the same folds.

    python bench/nlp_accuracy.py [FILE.jsonl …]

Messages that share most of their words stay in one fold. Files whose messages have `tokens` only help to learn:
figures are for messages with text. Without a file our own sentences are read with the published lexicon, which says
only that everything works. Needs the extra `learn`.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC

from nlp.evaluate import Judged, Report, evaluate
from nlp.folds import Rows, folds, judged_out_of_fold
from nlp.lexicons import Learned
from nlp.messages import Message, parse
from nlp.normalise import clean
from nlp.proposal import SETTINGS, counts_of
from nlp.reader import Reader
from nlp.topics import Topics

SAMPLES = Path(__file__).parent.parent / "tests" / "nlp" / "samples.tsv"
FOLDS = 10
WORD = re.compile(r"[\w]+")


def main(files: Sequence[str]) -> None:
    """Print the figures."""
    reader = Reader.load()
    if not files:
        _own_sentences(reader)
        return
    messages = [m for file in files for m in _read(file)]
    labels = [m.label for m in messages]
    whole = [at for at, m in enumerate(messages) if m.text]
    counts = counts_of(messages, reader, SETTINGS)
    fold = folds(counts, FOLDS)
    print(
        f"{len(messages)} messages, {len(whole)} with text, {FOLDS} folds, {len(counts.vocabulary)} candidate words"
    )
    learned = dict(judged_out_of_fold(counts, labels, fold, SETTINGS))
    baseline = dict(_tfidf_svm(messages, labels, fold, reader))
    _print(
        f"learned table, {SETTINGS.words} words, whole numbers", evaluate(learned[at] for at in whole), True
    )
    _print("jieba TF-IDF + LinearSVC", evaluate(baseline[at] for at in whole))
    _print("hand rules only", evaluate(_by_hand(messages[at] for at in whole)))
    for words in (1_000, 3_000, 10_000):
        smaller = dict(judged_out_of_fold(counts, labels, fold, replace(SETTINGS, words=words)))
        _print(f"learned table, {words} words", evaluate(smaller[at] for at in whole))


def _read(file: str) -> list[Message]:
    with Path(file).open(encoding="utf-8") as lines:
        return [message for message in parse(lines, file) if message.label]


def _tfidf_svm(
    messages: Sequence[Message], labels: Sequence[str], fold: Rows, reader: Reader
) -> Iterator[tuple[int, Judged]]:
    """The black box to beat: jieba words, title twice, TF-IDF, linear support vector machine."""
    documents = [
        list(m.tokens)
        or WORD.findall(" ".join(reader.words.cut(clean(f"{m.title} {m.title} {m.text}").text)))
        for m in messages
    ]
    known = np.array(labels)
    for number in range(FOLDS):
        train, test = np.flatnonzero(fold != number), np.flatnonzero(fold == number)
        vectors = TfidfVectorizer(analyzer=list, min_df=2, sublinear_tf=True)
        fitted = vectors.fit_transform([documents[at] for at in train])
        machine = LinearSVC(C=1.0, random_state=0).fit(fitted, known[train])
        scores = machine.decision_function(vectors.transform([documents[at] for at in test]))
        for at, row in zip(test.tolist(), scores, strict=True):
            order = np.argsort(-row)
            lead = float(row[order[0]] - row[order[1]])
            yield at, Judged(labels[at], tuple(machine.classes_[n] for n in order), lead)


def _by_hand(messages: Iterable[Message]) -> Iterator[Judged]:
    """The hand rules alone: the learned table left empty."""
    reader = Reader.load()
    old = reader.lexicon.learned
    topics = Topics(replace(reader.lexicon, learned=Learned(old.labels, {}, old.settings)))
    names = reader.lexicon.label_of_family
    for m in messages:
        copy = clean(f"{m.title}\n{m.text}" if m.title else m.text)
        found = topics.read(copy, reader.words.edges(copy.text), len(m.title), labelled_only=True)
        ranked = tuple(dict.fromkeys(names[c.family] for c in found.ranked)) or ("",)
        yield Judged(m.label, ranked, found.margin)


def _print(name: str, report: Report, each: bool = False) -> None:
    print(
        f"{name:42} macro-F1 {report.macro_f1:.4f}  accuracy {report.accuracy:.4f}  top-2 {report.top_two:.4f}  "
        f"coverage at 97 % {report.coverage:.3f}"
    )
    for score in report.labels if each else ():
        print(
            f"    {score.f1:.3f}  precision {score.precision:.3f}  recall {score.recall:.3f}  {score.label}"
        )


def _own_sentences(reader: Reader) -> None:
    rows = [line.split("\t") for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    said = [(row[1], row[2]) for row in rows if len(row) == 3 and row[0] == "topic" and row[1] != "none"]
    right = sum(reader.classify(text).code == code for code, text in said)
    print(
        f"own sentences: {right} of {len(said)} have their topic (the words were written with them in view)"
    )
    print(f"{len(reader.lexicon.hand)} hand words, {len(reader.lexicon.learned.weights)} learned words")


if __name__ == "__main__":
    main(sys.argv[1:])
