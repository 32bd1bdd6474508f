"""Our own sentences: every topic, purpose, urgency and intent is reached by what people say."""

import csv
from datetime import date
from pathlib import Path

import pytest

from casework.petition import Purpose
from nlp.reader import Reader

FRIDAY = date(2026, 11, 27)
FILE = Path(__file__).parent / "samples.tsv"


def _rows(kind: str) -> list[tuple[str, str]]:
    lines = (line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t")
    return [(row["expected"], row["text"]) for row in rows if row["kind"] == kind]


def _asked() -> list[tuple[str, str, str]]:
    """What is said to the open question of a form: its name, the intent, the text."""
    kinds = [line.partition("\t")[0] for line in FILE.read_text(encoding="utf-8").splitlines()]
    forms = dict.fromkeys(kind for kind in kinds if kind.startswith("intent:"))
    return [(kind.partition(":")[2], *row) for kind in forms for row in _rows(kind)]


@pytest.mark.parametrize(("code", "text"), _rows("topic"))
def test_a_sentence_has_its_topic(reader: Reader, code: str, text: str) -> None:
    found = reader.classify(text)
    assert (found.code if found.fits else "none") == code


@pytest.mark.parametrize(("purpose", "text"), _rows("purpose"))
def test_a_sentence_has_its_purpose(reader: Reader, today: date, purpose: str, text: str) -> None:
    found = reader.read(text, today=today).purpose
    if purpose == "noask":
        assert not found.ask_if_report
        assert found.purpose is not Purpose.REPORT
        return
    assert ("ask" if found.ask_if_report else found.purpose.value) == purpose


@pytest.mark.parametrize(("urgency", "text"), _rows("urgency"))
def test_a_sentence_is_as_urgent_as_it_is(reader: Reader, today: date, urgency: str, text: str) -> None:
    found = reader.read(text, today=today).urgency
    wanted, _, number = urgency.partition(":")
    assert found.urgency.value == wanted
    assert not number or number in found.numbers
    assert found.wakes == (wanted == "emergency")


@pytest.mark.parametrize(("fact", "text"), _rows("fact"))
def test_what_was_said_is_a_fact_and_nothing_else_is(reader: Reader, fact: str, text: str) -> None:
    kind, _, wanted = fact.partition("=")
    found = [each for each in reader.read(text, today=FRIDAY).facts if each.kind.value == kind]
    if wanted == "none":
        assert found == []
        return
    # A time may say less than a day: it begins with what is wanted; everything else is exactly that.
    same = str.startswith if kind == "time" else str.__eq__
    right = [each for each in found if same(each.value, wanted.removesuffix("+"))]
    assert right, found
    assert any(each.more for each in right) == wanted.endswith("+")


@pytest.mark.parametrize(("danger", "text"), _rows("danger"))
def test_danger_is_heard_and_what_is_none_is_not(reader: Reader, danger: str, text: str) -> None:
    found = reader.urgency(text)
    wanted, _, kind = danger.partition(":")
    said = "certain" if found.wakes else "possible" if found.possible else "none"
    # What only the learned table hears may be asked about or be certain, as it is learned anew.
    assert said in (("certain", "possible") if wanted == "heard" else (wanted,))
    assert not kind or kind in found.kinds


@pytest.mark.parametrize(("count", "text"), _rows("matters"))
def test_several_matters_are_told_from_one(reader: Reader, count: str, text: str) -> None:
    assert max(len(reader.read(text, today=FRIDAY).demands.matters), 1) == int(count)


@pytest.mark.parametrize(("intent", "text"), _rows("intent"))
def test_a_chat_message_is_for_something(reader: Reader, today: date, intent: str, text: str) -> None:
    assert reader.read(text, today=today).intent.intent.value == intent


@pytest.mark.parametrize(("asked", "intent", "text"), _asked())
def test_an_answer_or_something_else_is_said_in_a_form(
    reader: Reader, today: date, asked: str, intent: str, text: str
) -> None:
    assert reader.read(text, today=today, asked=asked).intent.intent.value == intent


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
