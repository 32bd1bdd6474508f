"""Precision and recall of likeness between messages, at several thresholds, and what ranking 50 candidates costs.

    python bench/nlp_similar.py [FILE.jsonl [RETOLD.jsonl]]

The same matter told again is made from a message: clauses shuffled, a third left out, 6 % of the characters wrong,
a request added. The others are its nearest neighbours by search terms, which is what storage would hand over.
Some of those are true repeats, so the share of them over a threshold is an upper bound of the false finds.

With a file of messages also hot topics: pairs that are one incident by other means than the likeness. They have
one label and a run of nine letters in the first 45, where the name of the place or firm stands, or twenty letters word
for word that no more than three messages have.
RETOLD has lines with `first` and `again`: one person, the same matter, other words.
"""

import json
import random
import re
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

from nlp import rarity
from nlp.messages import Message, parse
from nlp.reader import Reader
from nlp.similar import (
    CANDIDATES,
    CandidateCase,
    MatchKind,
    Query,
    Thresholds,
    essence,
    likeness,
    rank,
    search_terms,
)

SAMPLES = Path(__file__).parent.parent / "tests" / "nlp" / "samples.tsv"
CLAUSE = re.compile("[，。；！？,!?\n]")
THRESHOLDS = (0.12, 0.18, 0.21, 0.24, 0.30, 0.40, 0.5)
Pair = tuple[int, int]


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


def runs(texts: Sequence[str], length: int, most: int) -> Iterator[Pair]:
    """Pairs of texts that share a run of letters which at most `most` texts have."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for at, text in enumerate(texts):
        for start in range(len(text) - length + 1):
            found[text[start : start + length]].add(at)
    for those in found.values():
        if 2 <= len(those) <= most:
            yield from combinations(sorted(those), 2)


def hot(messages: Sequence[Message]) -> set[Pair]:
    """Pairs of messages that are about one incident, by other means than the likeness."""
    letters = [essence(f"{m.title}{m.text}") for m in messages]
    heads = runs([text[:45] for text in letters], 9, 5)
    named = {pair for pair in heads if messages[pair[0]].label == messages[pair[1]].label}
    return named | set(runs(letters, 20, 3))


def close(texts: Sequence[str]) -> set[Pair]:
    """Pairs that share at least three rare pairs of letters: all that can be over a line."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for at, text in enumerate(texts):
        for pair in rarity.telling(text):
            if rarity.weight(pair) == rarity.RAREST:
                places[pair].append(at)
    count: defaultdict[Pair, int] = defaultdict(int)
    for those in places.values():
        for pair in combinations(those, 2):
            count[pair] += 1
    return {pair for pair, n in count.items() if n >= 3}


def measured(messages: Sequence[Message]) -> tuple[set[Pair], dict[Pair, float]]:
    """The pairs that are one incident, and the likeness of all that come near."""
    texts = [f"{m.title}\n{m.text}" for m in messages]
    wanted = hot(messages)
    return wanted, {(one, other): likeness(texts[one], texts[other]) for one, other in close(texts) | wanted}


def from_line(wanted: set[Pair], values: Mapping[Pair, float], line: float) -> tuple[float, float]:
    """Recall and precision of a line."""
    over = {pair for pair, value in values.items() if value >= line}
    right = len(over & wanted)
    return right / len(wanted), right / max(len(over), 1)


def at_the_line(messages: Sequence[Message]) -> tuple[float, float, int]:
    """Recall and precision of the published line for the same incident, and the number of pairs."""
    wanted, values = measured(messages)
    return (*from_line(wanted, values, Thresholds().same_incident), len(wanted))


def print_hot(messages: Sequence[Message]) -> None:
    """Recall and precision of the line for the same incident, and of others."""
    wanted, values = measured(messages)
    print(f"{len(wanted)} pairs of {len(messages)} messages are one incident")
    for line in THRESHOLDS:
        recall, precision = from_line(wanted, values, line)
        print(f"from {line:.2f}: recall {recall:.3f}  precision {precision:.3f}")


def retold(reader: Reader, file: str) -> tuple[int, int]:
    """How many of the matters told again in other words are recognised as the sender's own, and of how many."""
    lines = [json.loads(line) for line in Path(file).read_text(encoding="utf-8").splitlines()]
    found = 0
    for line in lines:
        query = Query(line["again"], topic=reader.classify(line["again"]).code, person="me")
        case = CandidateCase(1, line["first"], topic=reader.classify(line["first"]).code, person="me")
        found += any(match.kind is MatchKind.REPEAT for match in rank(query, [case]))
    return found, len(lines)


def main() -> None:
    """Print the figures."""
    if len(sys.argv) > 2:
        found, of = retold(Reader.load(), sys.argv[2])
        print(f"told again in other words: {found} of {of} recognised")
    chance = random.Random(3)
    texts = own_texts()
    if len(sys.argv) > 1:
        with Path(sys.argv[1]).open(encoding="utf-8") as lines:
            messages = [m for m in parse(lines) if m.text]
        print_hot(messages)
        texts = [m.text for m in messages if 60 < len(m.text) < 900]
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
