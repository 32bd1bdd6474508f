"""Repeats, the same incident, the same cause: told apart, and never by accident."""

import pytest

from nlp import rarity
from nlp.similar import CandidateCase, MatchKind, Query, fingerprint, likeness, rank, search_terms

STORY = "宏达工地拖欠三十多名农民工三个月工资，去年腊月到现在没有发，老板电话打不通"
RETOLD = "宏达工地欠了我们三十多个农民工三个月的工资，从去年腊月到现在一直没发，老板的电话也打不通"
OTHER = "小区电梯坏了两个月，物业公司不修，老人上下楼很不方便"
ELSEWHERE = "城东另一个工地拖欠农民工工资半年，包工头联系不上"


def test_spelling_and_punctuation_do_not_change_a_fingerprint() -> None:
    assert fingerprint("拖欠工资，三个月！") == fingerprint(" 拖\u200b欠工資 三个月 ")
    assert fingerprint("拖欠工资") != fingerprint("拖欠货款")


def test_search_terms_are_few_and_leave_out_what_everybody_says() -> None:
    terms = search_terms(STORY * 20)
    assert len(terms) <= 64
    assert "工资" in terms
    assert "我们" not in search_terms("我们我们希望领导解决工资")


def test_given_words_come_first() -> None:
    assert search_terms("拖欠工资", words=["拖欠", "工资", "，"])[:2] == ("拖欠", "工资")


def test_the_same_person_with_the_same_story_is_a_repeat() -> None:
    query = Query(RETOLD, topic="LS01", person="p1")
    (match,) = rank(query, [CandidateCase(1, STORY, topic="LS01", person="p1")])
    assert match.kind is MatchKind.REPEAT
    assert "person" in match.signals


def test_another_person_with_the_same_story_reports_the_same_incident() -> None:
    (match,) = rank(
        Query(RETOLD, topic="LS01", place="城关镇", person="p2"),
        [CandidateCase(1, STORY, topic="LS01", place="城关镇", person="p1")],
    )
    assert match.kind is MatchKind.SAME_INCIDENT


def test_the_same_story_in_another_place_is_not_the_same_incident() -> None:
    found = rank(
        Query(RETOLD, topic="LS01", place="城关镇", person="p2"),
        [CandidateCase(1, STORY, topic="LS01", place="河西镇", person="p1")],
    )
    assert [match.kind for match in found] == [MatchKind.SAME_CAUSE]


def test_another_matter_of_the_same_person_is_no_repeat() -> None:
    assert (
        rank(Query(OTHER, topic="CJ04", person="p1"), [CandidateCase(1, STORY, topic="LS01", person="p1")])
        == ()
    )


def test_the_most_alike_comes_first() -> None:
    found = rank(
        Query(RETOLD, topic="LS01", person="p1"),
        [
            CandidateCase(1, ELSEWHERE, topic="LS01", person="p9"),
            CandidateCase(2, STORY, topic="LS01", person="p1"),
        ],
    )
    assert found[0].id == 2


def test_likeness_runs_from_nothing_to_one() -> None:
    assert likeness(STORY, STORY) == 1.0
    assert likeness("", STORY) == 0.0
    assert likeness(STORY, OTHER) < likeness(STORY, ELSEWHERE) < likeness(STORY, RETOLD) < 1.0


def test_what_is_rare_weighs_more_than_what_everybody_writes() -> None:
    asked = "请政府加快建设，希望有关部门解决问题"
    assert likeness(f"丰泰路{asked}", f"丰泰路的路灯坏了{asked}") > likeness(
        f"丰泰路{asked}", f"学校食堂的饭菜不干净{asked}"
    )
    assert rarity.weight("建设") < rarity.weight("丰泰") == rarity.RAREST


@pytest.mark.parametrize(
    ("first", "again", "topic"),
    [
        ("公交12路总是不准点，等一个小时", "12路车又等了五十分钟，能不能管管公交公司", "JT03"),
        ("村里的水一直是黄的，没法喝，水厂不管", "李家村自来水发黄发臭，已经半年了", "CJ08"),
        ("低保申请交了四个月没有结果", "我那个低保的材料今年七月就交了，民政所还没批", "MZ01"),
    ],
)
def test_the_same_person_in_other_words_is_a_repeat_and_another_one_is_not(
    first: str, again: str, topic: str
) -> None:
    case = CandidateCase(1, first, topic=topic, person="p1")
    (match,) = rank(Query(again, topic=topic, person="p1"), [case])
    assert match.kind is MatchKind.REPEAT
    others = rank(Query(again, topic=topic, person="p2"), [case])
    assert [m.kind for m in others] in ([], [MatchKind.SAME_CAUSE])


def test_a_retelling_of_another_topic_needs_more() -> None:
    first = "城东安置房项目的老板张大强欠我工资"
    case = CandidateCase(1, first, topic="LS01", person="p1")
    (match,) = rank(Query("城东安置房那个张大强还没给钱", topic="CJ01", person="p1"), [case])
    assert match.kind is MatchKind.REPEAT
    cadres = CandidateCase(1, "村干部把低保给了亲戚", topic="JC02", person="p1")
    assert rank(Query("村干部占了我家的地", topic="NY03", person="p1"), [cadres]) == ()


def test_one_village_has_more_than_one_trouble() -> None:
    case = CandidateCase(1, "青山镇大桥村的路灯坏了", topic="CJ08", place="青山镇", person="p1")
    found = rank(Query("青山镇大桥村没有自来水", topic="CJ08", place="青山镇", person="p2"), [case])
    assert MatchKind.SAME_INCIDENT not in [match.kind for match in found]


def test_other_topics_are_not_the_same_incident() -> None:
    case = CandidateCase(1, STORY, topic="LS01", person="p1")
    assert rank(Query(RETOLD, topic="CJ04", person="p2"), [case]) == ()


def test_common_words_alone_are_shown_to_nobody() -> None:
    case = CandidateCase(1, "路灯坏了一个月没人修", topic="CJ08", person="p1")
    assert rank(Query("自来水管爆了没人修", topic="CJ08", person="p2"), [case]) == ()


def test_an_earlier_text_inside_a_longer_one_is_the_same() -> None:
    longer = STORY + "。另外我们还住在漏雨的工棚，伙食很差，老板说年底才结账，大家过年回家的路费都没有着落"
    assert likeness(STORY, longer) >= 0.9


def test_of_equals_the_one_with_more_shared_words_stands_first() -> None:
    cases = [CandidateCase(1, STORY, topic="LS01"), CandidateCase(2, STORY, topic="LS01", shared=9)]
    assert [match.id for match in rank(Query(RETOLD, topic="LS01"), cases)] == [2, 1]


def test_the_table_of_common_pairs_is_made_again_from_texts() -> None:
    table = rarity.learn(["拖欠工资", "拖欠货款", "路灯坏了"] * 10)
    assert "0.5\t拖欠" in table
    assert table.startswith("#")
