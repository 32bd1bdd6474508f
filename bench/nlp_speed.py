"""How long a reading takes, as a multiple of jieba alone on the same text in the same run; and hostile texts.

    python bench/nlp_speed.py [FILE.jsonl]

CPU time, best of several rounds for every text, summed: other work on the machine disturbs that least. Aim: a
topic costs at most 1.15 times jieba alone, and no text takes more than 10 ms.
"""

import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from nlp.messages import parse
from nlp.normalise import clean
from nlp.reader import Reader

SAMPLES = Path(__file__).parent.parent / "tests" / "nlp" / "samples.tsv"
ROUNDS = 7
TEXTS = 200
DAY = date(2026, 11, 21)


def own_texts() -> list[str]:
    """Our own sentences, joined to messages of about 200 characters."""
    rows = [line.split("\t") for line in SAMPLES.read_text(encoding="utf-8").splitlines()]
    said = [row[2] for row in rows if len(row) == 3 and row[0] in ("topic", "purpose")]
    chosen = random.Random(1)
    return ["。".join(chosen.sample(said, 8))[:220] for _ in range(TEXTS)]


def texts_of(file: str) -> list[str]:
    """The texts of a file of messages, with their titles."""
    with Path(file).open(encoding="utf-8") as lines:
        return [f"{m.title}\n{m.text}" for m in parse(lines, file) if m.text][:TEXTS]


def best(call: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """The best time of each text in seconds."""
    return [min(_timed(call, text) for _ in range(ROUNDS)) for text in texts]


def _timed(call: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    call(text)
    return time.process_time() - start


def hostile() -> dict[str, str]:
    """Texts made to be slow."""
    rare = random.Random(5)
    return {
        "one character": "啊" * 100_000,
        "rare characters": "".join(chr(rare.randrange(0x4E00, 0x9FA5)) for _ in range(100_000)),
        "digits": "1" * 100_000,
        "numerals": "一二三" * 30_000,
        "sums": "3万元" * 30_000,
        "dates": "2019年1月" * 20_000,
        "items": "一、" * 50_000,
        "names": "我叫张" * 30_000,
        "one keyword": "拖欠工资" * 25_000,
        "negations": "不是" * 50_000,
        "emoji": "😀" * 50_000,
        "invisible": "停\u200b水" * 30_000,
        "surrogates": "\ud800" * 100_000,
    }


def main() -> None:
    """Print the ratios."""
    reader = Reader.load()
    texts = texts_of(sys.argv[1]) if len(sys.argv) > 1 else own_texts()
    steps: dict[str, Callable[[str], object]] = {
        "jieba alone": lambda text: reader.words.cut(text),
        "normalise": clean,
        "topic (classify)": lambda text: reader.classify(text),
        "everything (read)": lambda text: reader.read(text, today=DAY),
    }
    times = {name: sum(best(call, texts)) for name, call in steps.items()}
    base = times["jieba alone"]
    print(f"{len(texts)} texts, {sum(map(len, texts)) // len(texts)} characters on average")
    for name, seconds in times.items():
        print(f"{name:20} {seconds / len(texts) * 1e6:8.0f} µs a text   {seconds / base:6.2f} × jieba alone")
    print("\nhostile texts, one reading:")
    for name, text in hostile().items():
        print(f"{name:20} {len(text):7} characters   {_best_of_three(reader, text) * 1e3:6.1f} ms")


def _best_of_three(reader: Reader, text: str) -> float:
    return min(_timed(lambda t: reader.read(t, today=DAY), text) for _ in range(3))


if __name__ == "__main__":
    main()
