"""What a changed lexicon would do is shown before it is published."""

from dataclasses import replace

from nlp.lexicons import HandRule
from nlp.reader import Reader
from nlp.replay import effect

TEXTS = [("", "小区的共享单车乱放"), ("", "工地拖欠农民工工资"), ("", "共享单车押金不退")]


def test_the_same_lexicon_moves_nothing(reader: Reader) -> None:
    found = effect(reader, reader, TEXTS)
    assert (found.total, found.moved) == (3, ())
    assert found.sure_before == found.sure_after


def test_a_new_word_moves_what_it_stands_in(reader: Reader) -> None:
    rule = HandRule("JT02", "共享单车", 9)
    changed = Reader(replace(reader.lexicon, hand=(*reader.lexicon.hand, rule)), reader.words)
    found = effect(reader, changed, TEXTS)
    assert {move.at for move in found.moved} <= {0, 2}
    assert found.moved
    assert all(move.now.code == "JT02" for move in found.moved)
    assert found.between()[0][1] == "JT02"


async def test_a_gentle_reading_is_the_same_reading(reader: Reader, today) -> None:  # type: ignore[no-untyped-def]
    text = "工地拖欠农民工工资三个月，30多人"
    assert await reader.read_gently(text, today=today) == reader.read(text, today=today)
