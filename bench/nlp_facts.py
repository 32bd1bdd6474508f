"""How many facts are found: in our own sentences, and in labelled files.

    python bench/nlp_facts.py [FILE.jsonl …]

Lines of a file have `text` with `kind` and `value` (null: no such fact), or with `facts` (kind: value). A fact is right
when its value or its words begin with what is wanted. Our own sentences are those of `tests/nlp/samples.tsv`.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from nlp.reader import Reader

SAMPLES = Path(__file__).parent.parent / "tests" / "nlp" / "samples.tsv"
DAY = date(2026, 11, 27)
Wanted = tuple[str, str, str | None]


def own() -> Iterator[Wanted]:
    """Text, kind and value of our own sentences."""
    for line in SAMPLES.read_text(encoding="utf-8").splitlines():
        name, _, rest = line.partition("\t")
        if name == "fact":
            wanted, _, text = rest.partition("\t")
            kind, _, value = wanted.partition("=")
            yield text, kind, None if value == "none" else value.removesuffix("+")


def of_file(file: str) -> Iterator[Wanted]:
    """The same of a labelled file; what is no fact (`split`, `ask`) is left out."""
    for line in Path(file).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for kind, value in row.get("facts", {row.get("kind"): row.get("value")}).items():
            if kind not in ("split", "ask"):
                yield row["text"], kind, None if value is None else str(value)


def right(reader: Reader, text: str, kind: str, value: str | None) -> bool:
    """Whether the facts of this kind are as wanted."""
    found = [each for each in reader.read(text, today=DAY).facts if each.kind.value == kind]
    if value is None:
        return not found
    return any(each.value.startswith(value) or each.text.startswith(value) for each in found)


def main(files: list[str]) -> None:
    """Print the figures, and what was not found."""
    reader = Reader.load()
    for name, lines in [("own sentences", own()), *((file, of_file(file)) for file in files)]:
        every, found = Counter[str](), Counter[str]()
        for text, kind, value in lines:
            every[kind] += 1
            if right(reader, text, kind, value):
                found[kind] += 1
            else:
                print(f"    {kind} {value}: {text}")
        print(f"{name}: {found.total()} of {every.total()}")
        print("    " + ", ".join(f"{kind} {found[kind]} of {n}" for kind, n in sorted(every.items())))


if __name__ == "__main__":
    main(sys.argv[1:])
