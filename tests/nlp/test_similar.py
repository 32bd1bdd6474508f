"""Repeats, the same incident, the same cause: told apart, and never by accident."""

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
