"""Whatever is sent, a reading comes back: nothing raises, nothing grows without bound."""

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import identifiers, times
from nlp.reader import Reader
from nlp.redact import redact
from nlp.similar import fingerprint, likeness, search_terms

_random = random.Random(5)
HOSTILE = {
    "one character": "啊" * 100_000,
    "rare characters": "".join(chr(_random.randrange(0x4E00, 0x9FA5)) for _ in range(100_000)),
    "digits": "1" * 100_000,
    "numerals": "一二三" * 30_000,
    "letters": "a" * 100_000,
    "surrogates": "\ud800\udfff" * 50_000,
    "right to left": "\u202e拖欠工资\u202c" * 10_000,
    "emoji": "😀👨‍👩‍👧‍👦" * 10_000,
    "zero width": "\u200b" * 100_000,
    "commas": "，" * 100_000,
    "line ends": "\n" * 100_000,
    "blanks": " " * 100_000,
    "openings": "（【《" * 30_000,
    "items": "一、" * 50_000,
    "mails": "a@" * 50_000,
    "links": "http://" * 20_000,
    "negations": "不是" * 50_000,
    "names": "我叫张" * 30_000,
    "one keyword": "拖欠工资" * 25_000,
    "money": "3万元" * 30_000,
    "dates": "2019年1月" * 20_000,
    "greetings": "尊敬的" * 30_000,
    "empty": "",
    "nul": "\x00" * 1_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_read(reader: Reader, today: date, text: str) -> None:
    found = reader.read(text, title=text[:300], today=today)
    assert 0 <= found.topics.confidence <= 1
    assert redact(text).text is not None
    assert fingerprint(text)
    assert len(search_terms(text)) <= 64
    assert 0 <= likeness(text[:5_000], text[:5_000][::-1]) <= 1


@pytest.mark.parametrize("text", ["1" * 3_000, "一" * 3_000, "1-" * 1_500, "0" * 3_000, "1.1." * 800])
def test_patterns_end_on_long_runs_of_numbers(today: date, text: str) -> None:
    assert identifiers.find(text) == []
    assert isinstance(times.find(text, today), list)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300), st.text(max_size=40))
def test_any_text_is_read_and_every_place_is_real(text: str, title: str) -> None:
    found = _shared().read(text, title=title, today=date(2026, 11, 21))
    for word in found.topics.matched:
        assert word.word == (title if word.in_title else text)[word.start : word.end]
    joined = f"{title}\n{text}" if title else text
    for fact in found.facts:
        assert fact.text == joined[fact.start : fact.end]


_READER: list[Reader] = []


def _shared() -> Reader:
    if not _READER:
        _READER.append(Reader.load())
    return _READER[0]
