"""How good topics and their sureness are on messages that neither table nor line has seen.

    python -m bench.nlp_sure FILE.jsonl …

Ten folds, near duplicates in one; each fold is read with the table fitted on the other nine, and called sure by the
line drawn on them. Files whose messages have `tokens` only help to learn. Needs the extra `learn`.
"""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from nlp import publish
from nlp.evaluate import Judged, evaluate, safely_sure
from nlp.folds import fitted_out_of_fold, folds, judged_by
from nlp.messages import Message, parse
from nlp.proposal import SETTINGS, counts_of, in_order
from nlp.reader import Reader
from nlp.sureness import judged_families

FOLDS = 10
Sure = tuple[int, int, int]
"""Right ones of the sure ones, the sure ones, and all messages."""


@dataclass(frozen=True, slots=True)
class Unseen:
    """Macro-F1 of the seven labels; how many readings are sure and right, of the labels and among all families."""

    macro_f1: float
    labels: Sure
    families: Sure


def unseen(reader: Reader, files: Sequence[Path]) -> Unseen:
    """Read every message as one that was never seen."""
    messages = [message for file in files for message in _read(file)]
    labels = [message.label for message in messages]
    counts = counts_of(messages, reader, SETTINGS)
    fold = folds(counts, FOLDS)
    tables = list(fitted_out_of_fold(counts, labels, fold, SETTINGS))
    judged = dict(judged_by(tables, counts, labels, fold))
    whole: dict[int, Judged | None] = {at: judged[at] for at, one in enumerate(messages) if not one.tokens}
    known = [one for one in whole.values() if one]
    settings = dict(reader.lexicon.learned.settings) | {"unit": publish.calibrate(known).unit}
    scaled = replace(reader.lexicon.learned, settings=settings)
    learned = [replace(scaled, weights=in_order(table, scaled.labels)) for table in tables]
    among_all = dict(judged_families(messages, fold.tolist(), learned, reader))
    return Unseen(
        evaluate(known).macro_f1,
        _sure(whole, fold.tolist()),
        _sure(among_all, fold.tolist()),
    )


def _sure(judged: Mapping[int, Judged | None], fold: Sequence[int]) -> Sure:
    """Count the sure ones of each fold by the line of the other folds."""
    right = sure = 0
    for number in range(FOLDS):
        _, line = safely_sure([one for at, one in judged.items() if one and fold[at] != number])
        own = [one for at, one in judged.items() if one and fold[at] == number and one.lead >= line]
        sure += len(own)
        right += sum(one.ranked[0] == one.truth for one in own)
    return right, sure, len(judged)


def _read(file: Path) -> list[Message]:
    with file.open(encoding="utf-8") as lines:
        return [message for message in parse(lines, file.name) if message.label]


def main(files: Sequence[str]) -> None:
    """Print the figures."""
    if not files:
        print("no labelled messages: name their files")
        return
    found = unseen(Reader.load(), [Path(file) for file in files])
    print(f"macro-F1 {found.macro_f1:.4f}")
    for name, (right, sure, of) in (("seven labels", found.labels), ("all families", found.families)):
        print(f"{name}: {sure / of:.3f} sure, {right / sure:.3f} of them right")


if __name__ == "__main__":
    main(sys.argv[1:])
