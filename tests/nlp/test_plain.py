"""Families that plain speech is like, where no word of a table stands in it."""

import pytest

from nlp import lexicons
from nlp.learn_intents import sentences
from nlp.piece_table import START
from nlp.plain import LEAD, LONGEST, NONE, PlainFamilies
from nlp.reader import Reader


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("干了八年单位一直没给缴养老", "LS"),
        ("教师编制被顶替了", "ZZ"),
    ],
)
def test_a_family_is_named_by_its_pieces(reader: Reader, text: str, family: str) -> None:
    assert reader.topics_alone(text).family != family
    found = reader.classify(text)
    assert found.family == family
    assert (found.sure, found.sure_topic) == (False, False)


def test_a_guess_fits_nothing_and_offers_nothing(reader: Reader) -> None:
    found = reader.classify("干了八年单位一直没给缴养老")
    assert (found.guessed, found.fits, found.code, found.offered) == (True, False, "", ())
    assert found.department == reader.lexicon.family_of["LS"].department


@pytest.mark.parametrize(
    "text", ["今天天气真好，我想吃火锅", "在吗", "你们几点下班", "他们都不管", "不知道咋说"]
)
def test_what_is_no_matter_is_of_no_family(reader: Reader, text: str) -> None:
    found = reader.classify(text)
    assert not found.guessed
    assert found.family == "QT"


def test_what_the_tables_are_confident_of_stays(reader: Reader) -> None:
    weights = {START: {"CJ": 0, "ZF": 0, NONE: 0}, "欠": {"ZF": 9_999}}
    plain = PlainFamilies(weights, reader.lexicon)
    text = "老板欠我三个月工资不给"
    found = reader.topics_alone(text)
    assert found.family == "LS"
    assert plain.read(text, found) is found


def test_pieces_must_lead_and_a_long_text_is_not_read(reader: Reader) -> None:
    nothing = reader.topics_alone("床前明月光")
    assert not nothing.fits

    def read(text: str, **scores: float) -> str:
        weights = {START: {name: round(score * 100) for name, score in scores.items()}, "床": {"CJ": 0}}
        return PlainFamilies(weights, reader.lexicon).read(text, nothing).family

    text = "床前明月光"
    assert read(text, CJ=0.5, ZF=0.0, none=0.0) == "CJ"
    assert read(text, CJ=0.5, ZF=0.5 - LEAD + 0.02, none=0.0) == "QT"
    assert read(text, CJ=0.5, ZF=0.0, none=0.7) == "QT"
    assert read(text, CJ=-0.4, ZF=-0.9, none=-0.9) == "QT"
    assert read(text * (LONGEST // 5 + 1), CJ=0.5, ZF=0.0, none=0.0) == "QT"


def test_the_same_sentences_teach_the_same_table(reader: Reader) -> None:
    learning = pytest.importorskip("nlp.learn_plain")
    said = sentences(lexicons.FOLDER / "plain.tsv", "family")
    families = {family for family, _ in said}
    assert families == {*reader.lexicon.family_of, NONE} - {"QT"}
    few = [each for each in said if each[0] in ("CJ", "LS", NONE)]
    beside = [learning.Known("拖欠工资", "LS", 1.0, True), learning.Known("某某某号来信", "CJ", 1.0, False)]
    first, again = learning.fit(few, beside), learning.fit(few, beside)
    assert first == again
    assert "某某" not in first, "pieces of messages are not kept"
    assert {name for of in first.values() for name in of} == {"CJ", "LS", NONE}
    assert learning.cross_validated(few, beside, folds=2) > 0.7


def test_words_and_sentences_around_teach_too(reader: Reader) -> None:
    learning = pytest.importorskip("nlp.learn_plain")
    wages, hours = "老板欠我三个月工资不给", "几点下班"
    beside = learning.around(reader, [], [(NONE, wages)], [("hours", hours)])
    known = [*learning.words(reader), *beside]
    assert any(each.family == "LS" and each.text == wages for each in known)
    assert any(each.family == NONE and each.text == hours for each in known)
    assert "QT" not in {each.family for each in known}
    assert len(known) > 4_000
