"""Our own sentences: every topic, purpose, urgency and intent is reached by what people say."""

import csv
from collections.abc import Callable, Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from casework.petition import Purpose
from nlp.reader import Reader

FRIDAY = date(2026, 11, 27)
FILE = Path(__file__).parent / "samples.tsv"


Row = tuple[str, str]


@cache
def _all() -> tuple[tuple[str, str, str], ...]:
    """Kind, what is expected, and the text of every line."""
    lines = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    rows = csv.DictReader(lines, delimiter="\t")
    return tuple((row["kind"], row["expected"], row["text"]) for row in rows)


def _rows(kind: str) -> list[Row]:
    return [(expected, text) for each, expected, text in _all() if each == kind]


def _groups(kind: str, name: Callable[[str], str] = str) -> list[Any]:
    """The lines of a kind, those of one name together: a test for each line cost more than the reading."""
    groups: dict[str, list[Row]] = {}
    for expected, text in _rows(kind):
        groups.setdefault(name(expected), []).append((expected, text))
    return [pytest.param(rows, id=f"{kind}-{each}-{len(rows)}") for each, rows in groups.items()]


def _family(code: str) -> str:
    return code[:2] if code != "none" else code


def _kind(fact: str) -> str:
    return fact.partition("=")[0]


def _forms() -> list[str]:
    """The questions of a form that something is said to."""
    return list(dict.fromkeys(kind.partition(":")[2] for kind, _, _ in _all() if kind.startswith("intent:")))


def _read_each(rows: Iterable[Row], said: Callable[[str, str], object]) -> None:
    """Every text is read as its line expects: `said` is what is expected, or what was read instead."""
    wrong = [
        f"{text} -> {got}, not {expected}"
        for expected, text in rows
        if (got := said(expected, text)) != expected
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("rows", _groups("topic", _family))
def test_a_sentence_has_its_topic(reader: Reader, rows: list[Row]) -> None:
    def said(_: str, text: str) -> str:
        found = reader.classify(text)
        return found.code if found.fits else "none"

    _read_each(rows, said)


@pytest.mark.parametrize("rows", _groups("purpose"))
def test_a_sentence_has_its_purpose(reader: Reader, today: date, rows: list[Row]) -> None:
    def said(purpose: str, text: str) -> str:
        found = reader.read(text, today=today).purpose
        if found.ask_if_report:
            return "ask"
        if purpose == "noask" and found.purpose is not Purpose.REPORT:
            return purpose
        return found.purpose.value

    _read_each(rows, said)


@pytest.mark.parametrize("rows", _groups("urgency"))
def test_a_sentence_is_as_urgent_as_it_is(reader: Reader, today: date, rows: list[Row]) -> None:
    def said(urgency: str, text: str) -> object:
        found = reader.read(text, today=today).urgency
        wanted, _, number = urgency.partition(":")
        fits = found.urgency.value == wanted and found.wakes == (wanted == "emergency")
        return urgency if fits and (not number or number in found.numbers) else found

    _read_each(rows, said)


@pytest.mark.parametrize("rows", _groups("fact", _kind))
def test_what_was_said_is_a_fact_and_nothing_else_is(reader: Reader, rows: list[Row]) -> None:
    def said(fact: str, text: str) -> object:
        kind, _, wanted = fact.partition("=")
        found = [each for each in reader.read(text, today=FRIDAY).facts if each.kind.value == kind]
        if wanted == "none":
            return found or fact
        # A time may say less than a day: it begins with what is wanted; everything else is exactly that.
        same = str.startswith if kind == "time" else str.__eq__
        right = [each for each in found if same(each.value, wanted.removesuffix("+"))]
        return fact if right and any(each.more for each in right) == wanted.endswith("+") else found

    _read_each(rows, said)


@pytest.mark.parametrize("rows", _groups("danger"))
def test_danger_is_heard_and_what_is_none_is_not(reader: Reader, rows: list[Row]) -> None:
    def said(danger: str, text: str) -> object:
        found = reader.urgency(text)
        wanted, _, kind = danger.partition(":")
        answer = "certain" if found.wakes else "possible" if found.possible else "none"
        # What only the learned table hears may be asked about or be certain, as it is learned anew.
        fits = answer in (("certain", "possible") if wanted == "heard" else (wanted,))
        return danger if fits and (not kind or kind in found.kinds) else (answer, found.kinds)

    _read_each(rows, said)


@pytest.mark.parametrize("rows", _groups("matters"))
def test_several_matters_are_told_from_one(reader: Reader, rows: list[Row]) -> None:
    _read_each(rows, lambda _, text: str(max(len(reader.read(text, today=FRIDAY).demands.matters), 1)))


@pytest.mark.parametrize("rows", _groups("intent"))
def test_a_chat_message_is_for_something(reader: Reader, today: date, rows: list[Row]) -> None:
    _read_each(rows, lambda _, text: reader.read(text, today=today).intent.intent.value)


@pytest.mark.parametrize("asked", _forms())
def test_an_answer_or_something_else_is_said_in_a_form(reader: Reader, today: date, asked: str) -> None:
    _read_each(
        _rows(f"intent:{asked}"),
        lambda _, text: reader.read(text, today=today, asked=asked).intent.intent.value,
    )


def test_what_is_read_otherwise_is_named() -> None:
    with pytest.raises(AssertionError, match="二 -> read, not wanted"):
        _read_each([("read", "一"), ("wanted", "二")], lambda _, text: "read")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("42号那个怎么样了", "42"),
        ("00042号的进度", "42"),
        ("催一下42号", "42"),
        ("催办42号，等了好久", "42"),
        ("3号楼的事办得怎么样了，催一下", ""),
        ("3号院的进度怎么样了", ""),
        ("催一下3号线的事", ""),
        ("我5月12号反映的事怎么样了", ""),
        ("我12号反映的事怎么样了", ""),
    ],
)
def test_only_what_is_said_of_a_case_names_one(reader: Reader, today: date, text: str, number: str) -> None:
    assert reader.read(text, today=today).intent.short_number == number


def test_a_story_with_a_house_number_is_a_story(reader: Reader, today: date) -> None:
    text = "我想查一下，我家住3号楼2单元，楼道的灯坏了，物业公司一直不管"
    found = reader.read(text, today=today).intent
    assert (found.intent.value, found.short_number) == ("file", "")


def test_the_sentences_cover_all_topics_and_purposes(reader: Reader) -> None:
    assert {code for code, _ in _rows("topic")} - {"none"} == set(reader.lexicon.topics)
    assert len(reader.lexicon.topics) == 83
    assert len(reader.lexicon.families) == 19
    assert {p for p, _ in _rows("purpose")} - {"ask", "noask"} == {p.value for p in Purpose}
