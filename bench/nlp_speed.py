"""How long a reading takes, as a multiple of jieba alone on the same text in the same run; and hostile texts.

    python bench/nlp_speed.py [FILE.jsonl]

CPU time, best of several rounds for every text, summed: other work on the machine disturbs that least. Aim: a
topic costs at most 1.15 times jieba alone, and no text holds up others for more than 10 ms: the longest stretch
between two pauses of a gentle reading is what counts.
"""

import gc
import random
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import jieba

from nlp.messages import parse
from nlp.normalise import clean
from nlp.reader import Reader
from nlp.words import cache_folder

SAMPLES = Path(__file__).parent.parent / "tests" / "nlp" / "samples.tsv"
ROUNDS = 7
TEXTS = 200
DAY = date(2026, 11, 21)
DONE = object()


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


def jieba_alone(text: str) -> object:
    """What everything is compared with: jieba itself, as it comes, without its hidden Markov model."""
    return jieba.lcut(text, HMM=False)


def hostile(keywords: Sequence[str]) -> dict[str, str]:
    """Texts made to be slow; the longest ones have 140,000 characters."""
    rare = random.Random(5)
    mixed = rare.sample(keywords, 400)
    return {
        "one character": "啊" * 100_000,
        "rare characters": "".join(chr(rare.randrange(0x4E00, 0x9FA5)) for _ in range(100_000)),
        "digits": "1" * 100_000,
        "letters": "a" * 100_000,
        "brackets": "（【《" * 30_000,
        "commas": "，" * 50_000,
        "mixed scripts": "拖欠abc１２３工資😀的\u200bключ" * 4_000,
        "mixed keywords": "".join(mixed) * 20,
        "numerals": "一二三" * 30_000,
        "sums": "3万元" * 30_000,
        "dates": "2019年1月" * 20_000,
        "times": "三年前" * 20_000,
        "items": "一、路灯坏了没人修。" * 5_000,
        "one more": "另外还有路灯坏了没人修。" * 5_000,
        "names": "我叫张三，" * 10_000,
        "companies": "有限公司" * 10_000,
        "places": "三号楼四单元" * 8_000,
        "mails": "a@" * 30_000,
        "requests": "请求" * 25_000,
        "emergencies": "拿刀" * 25_000,
        "denied": "没有着火" * 12_000,
        "denied requests": "不是投诉" * 12_000,
        "negations": "不是" * 50_000,
        "emoji": "😀" * 50_000,
        "invisible": "停\u200b水" * 30_000,
        "surrogates": "\ud800" * 100_000,
    }


def stretches(reader: Reader, text: str) -> list[float]:
    """The seconds of CPU of each uninterrupted stretch of a gentle reading, the best of three."""
    return [min(each) for each in zip(*(_once(reader, text) for _ in range(3)), strict=True)]


def _once(reader: Reader, text: str) -> list[float]:
    steps = reader.steps(text, today=DAY)
    taken = []
    going = True
    while going:
        start = time.thread_time()
        going = next(steps, DONE) is not DONE
        taken.append(time.thread_time() - start)
    return taken


def prepare() -> None:
    """Have jieba itself ready, with our cache."""
    jieba.setLogLevel("WARNING")
    jieba.dt.tmp_dir = str(cache_folder())
    jieba.initialize()


def settle() -> None:
    """As the running process does: what was loaded is not walked again by the collector."""
    gc.collect()
    gc.freeze()


def main() -> None:
    """Print the ratios."""
    prepare()
    reader = Reader.load()
    settle()
    texts = texts_of(sys.argv[1]) if len(sys.argv) > 1 else own_texts()
    steps: dict[str, Callable[[str], object]] = {
        "jieba alone": jieba_alone,
        "normalise": clean,
        "word edges": lambda text: reader.words.edges(text),
        "topic (classify)": lambda text: reader.classify(text),
        "everything (read)": lambda text: reader.read(text, today=DAY),
    }
    times = {name: sum(best(call, texts)) for name, call in steps.items()}
    base = times["jieba alone"]
    print(f"{len(texts)} texts, {sum(map(len, texts)) // len(texts)} characters on average")
    for name, seconds in times.items():
        print(f"{name:20} {seconds / len(texts) * 1e6:8.0f} µs a text   {seconds / base:6.2f} × jieba alone")
    _print_hostile(reader)


def _print_hostile(reader: Reader) -> None:
    """The longest uninterrupted stretch of each hostile text, beside jieba on the part of it that is read."""
    keywords = sorted({rule.word for rule in reader.lexicon.hand} | reader.phrases)
    print(
        "\nhostile texts: longest uninterrupted stretch, CPU time (× jieba alone on the part that is read); all"
    )
    for name, text in hostile(keywords).items():
        taken = stretches(reader, text)
        alone = best(jieba_alone, [clean(text).text])[0]
        ratio = f"{max(taken) / alone:6.2f} ×" if alone else " " * 8
        print(
            f"{name:20} {len(text):7} characters  {max(taken) * 1e3:6.2f} ms {ratio}  {sum(taken) * 1e3:6.1f} ms"
        )
    repeated = {word: max(stretches(reader, (word * 50_000)[:5_000])) for word in keywords}
    slowest = sorted(repeated, key=lambda word: -repeated[word])[:5]
    print(f"each of {len(keywords)} keywords repeated to 5,000 characters; the slowest:")
    for word in slowest:
        print(f"{word:16} {repeated[word] * 1e3:6.2f} ms")


if __name__ == "__main__":
    main()
