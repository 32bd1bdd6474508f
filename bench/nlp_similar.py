"""Precision and recall of likeness between messages, at several thresholds, and what ranking 50 candidates costs.

    python bench/nlp_similar.py [FILE.jsonl]

The same matter told again is made from a message: clauses shuffled, a third left out, 6 % of the characters wrong,
a request added. The others are its nearest neighbours by search terms, which is what storage would hand over.
Some of those are true repeats, so the share of them over a threshold is an upper bound of the false finds.
"""

import random
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from nlp.messages import parse
from nlp.similar import CANDIDATES, CandidateCase, Query, likeness, rank, search_terms

SAMPLES = Path(__file__).parent.parent / "tests" / "nlp" / "samples.tsv"
CLAUSE = re.compile("[，。；！？,!?\n]")
THRESHOLDS = (0.22, 0.28, 0.35, 0.42, 0.5, 0.6)


def own_texts() -> list[str]:
    """Our own sentences joined to messages."""
    rows = [line.split("\t") for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    said = [row[2] for row in rows if len(row) == 3 and row[0] == "topic"]
    chosen = random.Random(1)
    return ["。".join(chosen.sample(said, 4)) for _ in range(300)]


def told_again(text: str, chance: random.Random) -> str:
    """The same matter in a hurry."""
    clauses = [clause for clause in CLAUSE.split(text) if clause]
    chance.shuffle(clauses)
    kept = [clause for clause in clauses if chance.random() > 1 / 3] or clauses
    letters = [chance.choice(text) if chance.random() < 0.06 else char for char in "，".join(kept)]
    return "".join(letters) + chance.choice(["，请尽快处理", "。请领导重视", "，希望解决", ""])


def neighbours(texts: Sequence[str], at: int, terms: Sequence[set[str]]) -> list[int]:
    """The ten other texts that share most search terms."""
    order = sorted(range(len(texts)), key=lambda other: -len(terms[at] & terms[other]))
    return [other for other in order if other != at][:10]


def main() -> None:
    """Print the figures."""
    chance = random.Random(3)
    texts = own_texts()
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open(encoding="utf-8") as lines:
            texts = [m.text for m in parse(lines) if 60 < len(m.text) < 900]
    terms = [set(search_terms(text)) for text in texts]
    chosen = chance.sample(range(len(texts)), min(300, len(texts)))
    again = [likeness(texts[at], told_again(texts[at], chance)) for at in chosen]
    other = [likeness(texts[at], texts[near]) for at in chosen for near in neighbours(texts, at, terms)]
    print(f"{len(again)} told again, {len(other)} nearest others")
    for line in THRESHOLDS:
        found, false = sum(v >= line for v in again), sum(v >= line for v in other)
        precision = found / (found + false) if found else 0.0
        print(
            f"from {line:.2f}: recall {found / len(again):.3f}  others over it {false / len(other):.4f}  "
            f"precision at least {precision:.3f}"
        )
    cases = [CandidateCase(n, texts[at]) for n, at in enumerate(chosen[:CANDIDATES])]
    start = time.process_time()
    rank(Query(texts[chosen[0]]), cases)
    print(f"ranking {len(cases)} candidates: {(time.process_time() - start) * 1e3:.1f} ms")


if __name__ == "__main__":
    main()
