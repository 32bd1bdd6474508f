"""Every figure of the reading in one run, beside what it must reach.

    python -m bench.reading [FOLDER] [--quick]

FOLDER has the labelled files (`danger.dev.jsonl`, `plain.dev.jsonl`, `wild.dev.jsonl`, `facts.dev.jsonl`,
`intents.dev.jsonl`, `retold.dev.jsonl`, `messages.dev.jsonl`, `messages_words.dev.jsonl`). Without it only what our own
sentences and the two intent tables say is printed. `--quick` leaves out the cross-validation (needs the
extra `learn`, a minute of CPU) and the texts made to be slow. Ends with 1 where a figure misses its line.
"""

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import jieba

from bench import nlp_facts, nlp_heard, nlp_intents, nlp_similar, nlp_speed
from nlp.evaluate import at_least
from nlp.messages import Message, parse
from nlp.reader import Reader

TESTS = Path(__file__).parent.parent / "tests" / "nlp"
DAY = nlp_heard.DAY
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured figure, and the line it must not fall below (`most`: not rise above)."""

    name: str
    value: float
    line: float
    note: str = ""
    most: bool = False

    @property
    def met(self) -> bool:
        return self.value <= self.line if self.most else self.value >= self.line

    def __str__(self) -> str:
        mark = "ok " if self.met else "LOW" if not self.most else "HIGH"
        sign = "≤" if self.most else "≥"
        return f"{mark:4} {self.name:52} {self.value:8.3f}  {sign} {self.line:<6g} {self.note}"


def share(name: str, right: int, of: int, line: float) -> Figure:
    """A share with its counts, and what it shows at least (Wilson, one in ten below)."""
    return Figure(name, right / of, line, f"{right} of {of}; shows {at_least(right, of):.3f} or more")


def heard(reader: Reader, file: Path) -> nlp_heard.HeardTally:
    """What is heard of danger, purposes and reports in a labelled file."""
    tally = nlp_heard.HeardTally()
    for row in nlp_heard.rows(file):
        if row.get("text"):
            reading = reader.read(row["text"], title=row.get("title") or "", today=DAY)
            nlp_heard.judge(row, reading, tally)
    return tally


def dangers(reader: Reader, file: Path) -> Iterator[Figure]:
    """Danger heard, and certain alarms where there is none."""
    tally = heard(reader, file)
    for what, line in (("danger heard (certain or possible)", 0.95), ("danger certain", 0.90)):
        yield share(f"{file.name}: {what}", tally.right[what], tally.asked[what], line)
    calm = "no certain alarm where there is none"
    false = tally.asked[calm] - tally.right[calm]
    yield Figure(f"{file.name}: false certain alarms", false, 0, f"of {tally.asked[calm]}", most=True)


def alarms(reader: Reader, file: Path) -> Iterator[Figure]:
    """How many real messages would wake somebody: worth it or not."""
    tally = heard(reader, file)
    what = "messages that wake nobody"
    woke = tally.asked[what] - tally.right[what]
    yield Figure(
        f"{file.name}: certain alarms, % of messages",
        100 * woke / tally.asked[what],
        0.3,
        f"{woke} of {tally.asked[what]}, those that are worth it included",
        most=True,
    )


def families(reader: Reader, file: Path) -> Iterator[Figure]:
    """Whether the best family fits."""
    rows = [row for row in nlp_heard.rows(file) if row.get("family") or row.get("families")]
    fits = [reader.classify(row["text"]).family in (row.get("families") or [row["family"]]) for row in rows]
    yield share(f"{file.name}: families", sum(fits), len(fits), 0.92)


def purposes(reader: Reader, file: Path) -> Iterator[Figure]:
    """Purposes, and reports asked about where there is one and nowhere else."""
    tally = heard(reader, file)
    for what, line in (
        ("purpose", 0.92),
        ("report question", 0.9),
        ("no report question where nobody reports", 0.95),
    ):
        if tally.asked[what]:
            yield share(f"{file.name}: {what}", tally.right[what], tally.asked[what], line)


def facts(reader: Reader, files: Sequence[Path]) -> Iterator[Figure]:
    """Facts found."""
    for file in files:
        right = [nlp_facts.right(reader, *wanted) for wanted in nlp_facts.of_file(str(file))]
        yield share(f"{file.name}: facts", sum(right), len(right), 0.92)


def intents(reader: Reader, file: Path, line: float) -> Figure:
    """Messages heard as what they are for."""
    right = []
    for row in nlp_intents.rows(file):
        found = reader.read(row["text"], today=DAY, asked=row.get("asked") or "").intent
        right.append(bool({found.intent.value, found.intent.group.value} & set(row["means"])))
    return share(f"{file.name}: intents", sum(right), len(right), line)


def retold(reader: Reader, file: Path) -> Figure:
    """The same person's matter in other words."""
    found, of = nlp_similar.retold(reader, str(file))
    return share("retold matters recognised", found, of, 0.8)


def hot(messages: Sequence[Message]) -> Iterator[Figure]:
    """Pairs of one incident, found by other means than the likeness."""
    recall, precision, pairs = nlp_similar.at_the_line(messages)
    yield Figure("hot-topic pairs: recall", recall, 0.5, f"{pairs} pairs")
    yield Figure("hot-topic pairs: precision", precision, 0.85)


def learned(reader: Reader, folder: Path) -> Iterator[Figure]:
    """Macro-F1 and sureness on messages that no table or line was fitted on."""
    from bench.nlp_sure import unseen

    found = unseen(reader, [folder / "messages.dev.jsonl", folder / "messages_words.dev.jsonl"])
    yield Figure("unseen messages: macro-F1 of the seven labels", found.macro_f1, 0.915, "ten folds")
    for name, each in (("seven labels", found.labels), ("19 families", found.families)):
        right, sure, of = each
        yield share(f"unseen, {name}: sure readings right", right, sure, 0.97)
        yield Figure(f"unseen, {name}: share called sure", sure / of, 0.75, f"{sure} of {of}")


def pace(reader: Reader, texts: Sequence[str]) -> Iterator[Figure]:
    """CPU time over jieba alone, the best of several rounds over all texts, turn by turn."""
    calls: dict[str, Callable[[str], object]] = {
        "": nlp_speed.jieba_alone,
        "a topic, × jieba alone": reader.classify,
        "a whole reading, × jieba alone": lambda text: reader.read(text, today=DAY),
    }
    best = dict.fromkeys(calls, float("inf"))
    for _ in range(ROUNDS):
        for name, call in calls.items():
            start = time.process_time()
            for text in texts:
                call(text)
            best[name] = min(best[name], time.process_time() - start)
    for (name, seconds), line in zip(list(best.items())[1:], (1.3, 2.5), strict=True):
        yield Figure(name, seconds / best[""], line, most=True)


def hostile(reader: Reader) -> Figure:
    """The longest stretch that a text made to be slow holds others up."""
    keywords = sorted({rule.word for rule in reader.lexicon.hand} | reader.phrases)
    texts = nlp_speed.hostile(keywords)
    longest = {name: max(nlp_speed.stretches(reader, text)) for name, text in texts.items()}
    worst = max(longest, key=longest.__getitem__)
    return Figure("hostile texts: longest step, ms", longest[worst] * 1e3, 10, worst, most=True)


def _whole(file: Path) -> list[Message]:
    with file.open(encoding="utf-8") as lines:
        return [message for message in parse(lines, file.name) if message.text]


def figures(reader: Reader, folder: Path | None, *, quick: bool) -> Iterator[Figure]:
    """All figures, as they are measured."""
    # The pace first: what is read later lies in memory, and the collector walks it.
    # Our own sentences say something in every word and are no measure of it.
    if folder:
        yield from pace(reader, nlp_speed.texts_of(str(folder / "messages.dev.jsonl")))
    own = heard(reader, nlp_heard.SAMPLES)
    for what in own.asked:
        yield share(f"own sentences: {what}", own.right[what], own.asked[what], 0.8)
    yield intents(reader, TESTS / "intents.tsv", 0.95)
    yield intents(reader, TESTS / "intents_unseen.tsv", 0.65)
    if folder:
        yield from dangers(reader, folder / "danger.dev.jsonl")
        yield from alarms(reader, folder / "messages.dev.jsonl")
        for name in ("plain.dev.jsonl", "wild.dev.jsonl"):
            yield from families(reader, folder / name)
        yield from purposes(reader, folder / "wild.dev.jsonl")
        yield from facts(reader, [folder / "facts.dev.jsonl", folder / "wild.dev.jsonl"])
        yield intents(reader, folder / "intents.dev.jsonl", 0.95)
        yield retold(reader, folder / "retold.dev.jsonl")
        messages = _whole(folder / "messages.dev.jsonl")
        yield from hot(messages)
        if not quick:
            yield from learned(reader, folder)
    if not quick:
        yield hostile(reader)


def main(arguments: Sequence[str]) -> int:
    """Print the figures; 1 where one misses its line."""
    folder = next((Path(each) for each in arguments if not each.startswith("-")), None)
    nlp_speed.prepare()
    reader = Reader.load()
    nlp_speed.settle()
    met = True
    for figure in figures(reader, folder, quick="--quick" in arguments):
        print(figure, flush=True)
        met = met and figure.met
    return 0 if met else 1


if __name__ == "__main__":
    jieba.setLogLevel("WARNING")
    sys.exit(main(sys.argv[1:]))
