"""Our own sentences: every topic, purpose, urgency and intent is reached by what people say."""

import csv
from datetime import date
from pathlib import Path

import pytest

from casework.petition import Purpose
from nlp.reader import Reader

FILE = Path(__file__).parent / "samples.tsv"


def _rows(kind: str) -> list[tuple[str, str]]:
    lines = (line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("#"))
    rows = csv.DictReader(lines, delimiter="\t")
    return [(row["expected"], row["text"]) for row in rows if row["kind"] == kind]


@pytest.mark.parametrize(("code", "text"), _rows("topic"))
def test_a_sentence_has_its_topic(reader: Reader, code: str, text: str) -> None:
    found = reader.classify(text)
    assert (found.code if found.fits else "none") == code


@pytest.mark.parametrize(("purpose", "text"), _rows("purpose"))
def test_a_sentence_has_its_purpose(reader: Reader, today: date, purpose: str, text: str) -> None:
    found = reader.read(text, today=today).purpose
    assert ("ask" if found.ask_if_report else found.purpose.value) == purpose


@pytest.mark.parametrize(("urgency", "text"), _rows("urgency"))
def test_a_sentence_is_as_urgent_as_it_is(reader: Reader, today: date, urgency: str, text: str) -> None:
    found = reader.read(text, today=today).urgency
    wanted, _, number = urgency.partition(":")
    assert found.urgency.value == wanted
    assert not number or number in found.numbers
    assert found.wakes == (wanted == "emergency")


@pytest.mark.parametrize(("intent", "text"), _rows("intent"))
def test_a_chat_message_is_for_something(reader: Reader, today: date, intent: str, text: str) -> None:
    assert reader.read(text, today=today).intent.intent.value == intent


def test_the_sentences_cover_all_topics_and_purposes(reader: Reader) -> None:
    assert {code for code, _ in _rows("topic")} - {"none"} == set(reader.lexicon.topics)
    assert len(reader.lexicon.topics) == 83
    assert len(reader.lexicon.families) == 19
    assert {p for p, _ in _rows("purpose")} - {"ask"} == {p.value for p in Purpose}
