"""Make the table of common pairs anew from messages, and print it.

python bench/nlp_rarity.py FILE.jsonl > nlp/lexicon/common_pairs.tsv
"""

import sys
from pathlib import Path

from nlp import rarity
from nlp.messages import parse


def main(file: str) -> None:
    """Print the table."""
    with Path(file).open(encoding="utf-8") as lines:
        texts = [f"{m.title}\n{m.text}" for m in parse(lines, file) if m.text]
    sys.stdout.write(rarity.learn(texts))


if __name__ == "__main__":
    main(sys.argv[1])
