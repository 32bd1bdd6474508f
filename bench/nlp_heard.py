"""How well danger, purposes and reports are heard: figures for labelled files, and what was missed.

    python bench/nlp_heard.py FILE.jsonl …

A line's keys say what it is for: `wakes` (true or false) and `kinds` for danger; `purposes` for the purpose; `ask`
(0 or 1, alone or in `facts`) for the report question. Lines with none of these are messages as people send them:
of those it counts how many would wake a person. Without a file our own sentences are read.
"""

import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from casework.petition import Purpose
from nlp.reader import Reader, Reading

SAMPLES = Path(__file__).parent.parent / "tests" / "nlp" / "samples.tsv"
DAY = date(2026, 11, 27)


class HeardTally:
    """What was asked of the reader, how often it was right, and where it was not."""

    def __init__(self) -> None:
        self.asked: Counter[str] = Counter()
        self.right: Counter[str] = Counter()
        self.wrong: list[str] = []

    def add(self, what: str, text: str, got: object, *, right: bool) -> None:
        self.asked[what] += 1
        self.right[what] += right
        if not right:
            self.wrong.append(f"  {what}: {text[:60]!r} -> {got}")


def rows(file: Path) -> Iterator[dict[str, Any]]:
    """The lines of a JSON-lines file, or of our own sentences, as mappings."""
    if file.suffix != ".tsv":
        yield from (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line)
        return
    lines = [line for line in file.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    for row in csv.DictReader(lines, delimiter="\t"):
        if row["kind"] == "danger":
            answer = row["expected"].partition(":")[0]
            yield {
                "text": row["text"],
                "wakes": answer in ("certain", "heard"),
                "possible": answer == "possible",
            }
        elif row["kind"] == "purpose":
            purposes = {} if row["expected"] in ("ask", "noask") else {"purposes": [row["expected"]]}
            yield {"text": row["text"], "ask": int(row["expected"] in ("ask", "JU"))} | purposes


def judge(row: Mapping[str, Any], reading: Reading, tally: HeardTally) -> None:
    """Compare one reading with what the line says is right."""
    text, urgency, purpose = row["text"], reading.urgency, reading.purpose
    dangers = [f"{danger.kind}{'' if danger.certain else '?'}" for danger in urgency.dangers]
    if "wakes" in row:
        if row["wakes"]:
            tally.add("danger heard (certain or possible)", text, dangers, right=bool(dangers))
            tally.add("danger certain", text, dangers, right=urgency.wakes)
        else:
            tally.add("no certain alarm where there is none", text, dangers, right=not urgency.wakes)
    asks = row.get("ask", row.get("facts", {}).get("ask") if isinstance(row.get("facts"), dict) else None)
    report = purpose.ask_if_report or purpose.purpose is Purpose.REPORT
    if asks is not None:
        tally.add("report question", text, purpose.purpose.value, right=report == bool(asks))
    if "purposes" in row:
        fits = purpose.purpose.value in row["purposes"] or (asks == 1 and report)
        tally.add("purpose", text, purpose.purpose.value, right=fits)
        if asks is None and "JU" not in row["purposes"]:
            tally.add("no report question where nobody reports", text, "ask", right=not report)
    if not {"wakes", "purposes", "ask"} & set(row):
        tally.add("messages that wake nobody", text, dangers, right=not urgency.wakes)
        tally.add("messages that are not asked about danger", text, dangers, right=not urgency.possible)


def main(files: Sequence[str]) -> None:
    """Print the figures of every file."""
    reader = Reader.load()
    for file in map(Path, files or [str(SAMPLES)]):
        tally = HeardTally()
        for row in rows(file):
            if row.get("text"):
                reading = reader.read(row["text"], title=row.get("title") or "", today=DAY)
                judge(row, reading, tally)
        print(file.name)
        for what, asked in tally.asked.items():
            print(f"  {what:45} {tally.right[what]:5} of {asked:5}  {tally.right[what] / asked:6.1%}")
        print("\n".join(tally.wrong[:40]))


if __name__ == "__main__":
    main(sys.argv[1:])
