"""Whatever is sent, a reading comes back: nothing raises, nothing grows without bound."""

import random
from collections.abc import Iterable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import identifiers, matching, times
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
    "brackets": "（【[{" * 10_000,
    "mixed scripts": "拖欠abc１２３工資😀的\u200bключ" * 4_000,
    "emergencies": "拿刀" * 25_000,
    "denied": "没有着火" * 12_000,
    "denied requests": "不是投诉" * 12_000,
    "thanks": "感谢" * 1_500,
    "companies": "有限公司" * 10_000,
    "places": "三号楼四单元" * 8_000,
    "times": "三年前" * 15_000,
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


async def test_a_gentle_reading_says_the_same_and_pauses_often(reader: Reader, today: date) -> None:
    text = "一、路灯坏了没人修。二、工地拖欠我们三十多个人工资5万元，去年三月到现在。" * 40
    whole = reader.read(text, title="两件事", today=today)
    pauses = sum(1 for _ in reader.steps(text, title="两件事", today=today))
    assert pauses >= 10
    assert await reader.read_gently(text, title="两件事", today=today) == whole
    assert whole.topics.matched == reader.read(text, title="两件事", today=today).topics.matched


def test_every_keyword_may_be_repeated(reader: Reader, today: date) -> None:
    words = sorted({rule.word for rule in reader.lexicon.hand} | reader.phrases)
    assert len(words) > 2_000
    for word in words[::60]:
        found = reader.read((word * 50_000)[:50_000], today=today)
        assert len(found.topics.matched) <= 12
        assert len(found.intent.reasons) <= 8
        assert all(len(each.reasons) <= 8 for each in found.urgency.dangers)


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


def test_a_word_that_counts_nowhere_is_looked_at_a_few_hundred_times(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """菜地 counts near 占 and the like only: repeated, its neighbours were searched 3,800 times in one step."""
    asked: list[int] = []

    def counted(text: str, start: int, end: int, words: Iterable[str]) -> bool:
        asked.append(start)
        return False

    monkeypatch.setattr(matching, "near", counted)
    assert not reader.classify("菜地" * 2_000 + "占").code
    assert 0 < len(asked) < 1_000
