"""How rare two neighbouring characters are among petitions: what likeness is weighed by.

请加快 and 建设 stand in every tenth petition and say nothing; 丰泰 in none and says nearly everything. The table
(`lexicon/common_pairs.tsv`) lists the common pairs by weight: log2 of how many petitions there are to one with it.
"""

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from operator import add
from pathlib import Path

from nlp.normalise import HAN, clean

TABLE = Path(__file__).parent / "lexicon" / "common_pairs.tsv"

COMMON = 0.01
"""The share of petitions from which a pair is listed."""

RAREST = 7.0
"""The weight of every pair that is not listed, in bits: it stands in fewer than one of a hundred petitions."""

# Characters of grammar, number and address: a pair with one of them is no matter (不管, 我买, 两万, 了一).
_EMPTY = (
    "的了着过在把被没有不还直就都也又是我你他她们这那个一二三四五六七八九十两几百千万给让去来到从向"
    "和与及很太再可能要会想说问人家今年月天什么时候怎已经上下里"
)
_NOT_TELLING = re.compile(rf"(?:[^{HAN}a-z\d]|[{_EMPTY}])+")


def telling(text: str) -> frozenset[str]:
    """The pairs of neighbouring letters and digits that can say what a matter is about. `text` is clean."""
    runs = _NOT_TELLING.split(text)
    return frozenset(pair for run in runs if len(run) > 1 for pair in map(add, run, run[1:]))


def letters(text: str) -> frozenset[str]:
    """The single letters that can say what a matter is about. `text` is clean."""
    return frozenset(_NOT_TELLING.sub("", text))


def weight(pair: str) -> float:
    """How much a shared pair says, in bits."""
    return _table().get(pair, RAREST)


@lru_cache(maxsize=1)
def _table() -> dict[str, float]:
    found: dict[str, float] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            bits, _, listed = line.partition("\t")
            found |= {listed[at : at + 2]: float(bits) for at in range(0, len(listed), 2)}
    return found


@lru_cache(maxsize=1)
def squares() -> dict[str, float]:
    """The squares of the listed weights."""
    return {pair: bits**2 for pair, bits in _table().items()}


def learn(texts: Iterable[str]) -> str:
    """The table as a file, from the texts of petitions: pairs in at least `COMMON` of them, with half bits."""
    count: Counter[str] = Counter()
    total = 0
    for text in texts:
        total += 1
        count.update(telling(clean(text).text))
    by_bits: dict[float, list[str]] = {}
    for pair, n in count.items():
        if n >= COMMON * total:
            by_bits.setdefault(round(2 * math.log2(total / n)) / 2, []).append(pair)
    lines = [f"{bits}\t{''.join(sorted(listed))}" for bits, listed in sorted(by_bits.items())]
    return (
        "# Pairs of characters that are common in petitions: weight in bits, then the pairs.\n"
        + "\n".join(lines)
        + "\n"
    )
