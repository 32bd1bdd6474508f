"""How many labelled messages are heard as what they are for.

Files are JSON lines (`text`, `means`: any of these names; perhaps `asked`, `field`, `value`) or tables with
the same columns (`means` parted by |). A message is right when its intent or the wider one is among `means`;
fields and values are counted apart. Run: python bench/nlp_intents.py tests/nlp/intents.tsv FILE… [--wrong]
"""

import csv
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from nlp.reader import Reader

DAY = date(2026, 11, 27)


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The labelled messages of a file."""
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line and line[0] != "#"]
    if file.suffix == ".jsonl":
        yield from map(json.loads, lines)
        return
    for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        yield {**row, "means": row["means"].split("|")}


def score(reader: Reader, file: Path, *, show: bool) -> None:
    """Print the share of the file's messages that are heard right, and the wrong ones if asked."""
    count = right = asked_for = given = 0
    wrong = []
    for row in rows(file):
        found = reader.read(row["text"], today=DAY, asked=row.get("asked") or "").intent
        heard = bool({found.intent.value, found.intent.group.value} & set(row["means"]))
        count, right = count + 1, right + heard
        needs = [(row[name], getattr(found, name)) for name in ("field", "value") if row.get(name)]
        asked_for += len(needs)
        given += sum(wanted in (got, found.number) for wanted, got in needs)
        if not heard:
            wrong.append(f"  {'|'.join(row['means'])} > {found.intent.value}: {row['text']}")
    values = f", fields and values {given}/{asked_for}" if asked_for else ""
    print(f"{file.name}: {right}/{count} = {right / count:.3f}{values}")
    if show and wrong:
        print("\n".join(wrong))


def main(arguments: list[str]) -> None:
    """Score every file named."""
    reader = Reader.load()
    for name in (each for each in arguments if not each.startswith("-")):
        score(reader, Path(name), show="--wrong" in arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
