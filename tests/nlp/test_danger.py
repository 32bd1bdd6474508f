"""Danger: three answers, patterns as data, the whole text read, and what a long story tells."""

from datetime import date

import pytest

from nlp.exclusions import Context, Exclusion
from nlp.needed import Sieve, pairs_of
from nlp.patterns import PatternError, ready
from nlp.reader import Reader

FILLER = "小区门口的路灯坏了，物业一直说在联系厂家，我们等了很久，希望有人来看看。" * 3


@pytest.mark.parametrize("before", [0, 10, 50, 400])
def test_danger_is_heard_anywhere_in_a_text(reader: Reader, before: int) -> None:
    """Characters between 1,500 and the last 400 were never read once."""
    text = FILLER * before + "再没人管我就跳楼。" + FILLER * 20
    reading = reader.urgency(text)
    assert reading.kinds == ("mind",)
    word = reading.reasons[0]
    assert text[word.start : word.end] == word.word


def test_a_danger_on_the_edge_of_two_pieces_is_heard_once(reader: Reader) -> None:
    for lead in range(280, 305):
        reading = reader.urgency("嗯" * lead + "，我不想活了")
        assert [len(danger.reasons) for danger in reading.dangers if danger.certain] == [1], lead


def test_the_title_counts(reader: Reader) -> None:
    reading = reader.read("请领导重视", title="我不想活了", today=date(2026, 11, 27))
    assert reading.urgency.kinds == ("mind",)


def test_who_may_be_in_danger_is_asked_and_nobody_is_woken(reader: Reader) -> None:
    reading = reader.urgency("我怕他报复我")
    assert (reading.possible, reading.wakes, reading.kinds) == (True, False, ())
    assert [(danger.kind, danger.certain) for danger in reading.dangers] == [("revenge", False)]
    assert not reader.urgency("路灯坏了").possible


def test_the_first_numbers_are_those_of_the_kind(reader: Reader) -> None:
    first = {
        "我要跳楼": "12356",
        "老公天天打我": "110",
        "厨房着火了": "119",
        "我爸晕倒了": "120",
        "刚才撞了人": "122",
        "家里断粮了": "12345",
    }
    assert {text: reader.urgency(text).numbers[0] for text in first} == first


def test_an_event_in_a_long_story_is_told_unless_it_is_now(reader: Reader) -> None:
    story = FILLER + "上面那家着火了，" + FILLER
    now = FILLER + "上面那家现在着火了，" + FILLER
    assert (reader.urgency(story).wakes, reader.urgency(now).wakes) == (False, True)


def test_words_of_another_told_in_a_long_story_wake_nobody(reader: Reader) -> None:
    told = FILLER + "当着大家的面他喊我要杀了他全家，" + FILLER
    own = FILLER + "我要杀了他全家，" + FILLER
    assert (reader.urgency(told).wakes, reader.urgency(own).wakes) == (False, True)


def test_a_word_may_be_missing_and_a_gap_ends_with_the_clause() -> None:
    pattern = ready("{i} 真? ~3 跳楼 !价", {"i": ["我", "我们"]})
    for text in ("我跳楼", "我真跳楼", "我们要去跳楼"):
        assert pattern.regex.search(text)
    for text in ("我看，跳楼", "我说的是要去跳楼", "我要跳楼价"):
        assert not pattern.regex.search(text)
    assert ready("带着刀 +6 算账", {}).regex.search("带着刀，去找他算账")
    assert not ready("带着刀 +6 算账", {}).regex.search("带着刀。去算账")


def test_a_pattern_is_looked_at_where_its_rarest_word_begins() -> None:
    sieve = Sieve([ready("我|他 ~3 跳楼|跳河", {}).needs])
    assert not sieve.touched(pairs_of("我跳舞，他上楼"))
    assert sieve.touched(pairs_of("我要跳河")) == [0]
    assert frozenset({"打我", "打你"}) in ready("打 我|你", {}).needs


@pytest.mark.parametrize("source", ["~3 跳楼", "{nobody} 跳楼", "我||他 跳楼", "跳楼?", "$"])
def test_a_pattern_that_cannot_be_read_is_refused(source: str) -> None:
    with pytest.raises(PatternError):
        ready(source, {})


def test_what_is_laughed_about_is_asked_and_a_threat_is_not(reader: Reader) -> None:
    assert reader.urgency("我不想活了，作业太多了哈哈").possible
    assert reader.urgency("我不想活了，作业太多了").wakes
    assert reader.urgency("哈哈，我不想活了").wakes
    assert reader.urgency("我要砍死他全家，哈哈").wakes


def test_now_behind_something_long_ago_is_something_else(reader: Reader) -> None:
    assert not reader.urgency("我妈三年前喝农药走的 现在想问补偿").wakes
    assert reader.urgency("我妈现在喝农药了").wakes
    assert reader.urgency("去年就想跳楼，现在还想跳").wakes


def test_a_single_character_behind_a_phrase_must_follow_at_once(reader: Reader) -> None:
    """机 of 跳楼机 is none of 手机."""
    assert reader.urgency("我弟被他们关着，手机也收了").wakes
    assert reader.urgency("我弟被他们关着手机也收了").wakes


def test_a_denial_reaches_three_characters(reader: Reader) -> None:
    context = Context(reader.lexicon.urgency["context"])

    def denied(between: int) -> bool:
        start = 2 + between
        text = f"没有{'啊' * between}着火"
        return context.kept_off(text, start, start + 2, frozenset({Exclusion.DENIED}))

    assert [denied(between) for between in (0, 3, 4)] == [True, True, False]
