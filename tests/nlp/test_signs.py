"""Signs of danger and of reports in words that no pattern foresees: the table, its lines, and what patterns say."""

from datetime import date

import pytest

from nlp import signs
from nlp.accusation import Accusations
from nlp.danger import Danger, DangersHeard
from nlp.danger_verdict import verdict
from nlp.exclusions import Context
from nlp.normalise import clean
from nlp.piece_table import START, PieceTable
from nlp.reader import Reader
from nlp.signs import SignReading, Signs, SignTable

TODAY = date(2026, 11, 27)
NOBODY = DangersHeard((), kept_off=False)
STRICT = 0.01


def _kinds(
    reader: Reader, score: float, heard: DangersHeard = NOBODY, text: str = "随便一句话"
) -> list[tuple[str, bool]]:
    reading = SignReading(Signs(score, "fire", -9.0, 0, len(text)))
    context = Context(reader.lexicon.urgency["context"])
    return [(each.kind, each.certain) for each in verdict(heard, reading, clean(text), context)]


def test_a_cry_that_no_pattern_foresees_is_heard(reader: Reader) -> None:
    """Not a sentence of `signs.tsv`, and none that patterns hear."""
    for text in (
        "天一黑我就把绳子往梁上一搭",
        "他把我堵在屋里拿擀面杖招呼",
        "灶台那边火苗子蹿起来了我提水浇不住",
    ):
        assert reader.urgency(text).dangers, text


def test_a_report_that_no_pattern_foresees_is_asked_about(reader: Reader) -> None:
    for text in ("副镇长家的鱼塘也算进了征地面积", "文书他妹子没种地也领粮补"):
        assert reader.read(text, today=TODAY).purpose.ask_if_report, text


def test_the_lines_of_danger(reader: Reader) -> None:
    assert _kinds(reader, signs.POSSIBLE - STRICT) == []
    assert _kinds(reader, signs.POSSIBLE) == [("fire", False)]
    assert _kinds(reader, signs.CERTAIN - STRICT) == [("fire", False)]
    assert _kinds(reader, signs.CERTAIN) == [("fire", True)]
    assert (signs.POSSIBLE, signs.CERTAIN, signs.UNLIKE, signs.IN_STORY) == (-0.2, 0.5, -0.65, 0.2)


def test_what_a_pattern_hears_is_asked_about_where_the_text_is_unlike_a_cry(reader: Reader) -> None:
    heard = DangersHeard((Danger("violence", True, ()),), kept_off=False)
    assert _kinds(reader, signs.UNLIKE, heard) == [("violence", True)]
    assert _kinds(reader, signs.UNLIKE - STRICT, heard) == [("violence", False)]


def test_what_a_pattern_holds_possible_the_table_does_not_make_certain(reader: Reader) -> None:
    heard = DangersHeard((Danger("mind", False, ()),), kept_off=False)
    assert _kinds(reader, 2.0, heard) == [("mind", False)]


def test_what_a_pattern_keeps_off_needs_more_and_is_asked_about(reader: Reader) -> None:
    off = DangersHeard((), kept_off=True)
    assert _kinds(reader, signs.IN_STORY - STRICT, off) == []
    assert _kinds(reader, 2.0, off) == [("fire", False)]
    assert not reader.urgency("我没有想自杀").dangers


@pytest.mark.parametrize("text", ["去年的事，早就赔偿了", "新闻里的事", "说着玩的哈哈"])
def test_what_is_over_told_of_or_laughed_about_is_never_certain(reader: Reader, text: str) -> None:
    assert _kinds(reader, 2.0, text=text) == [("fire", False)]


def test_a_long_text_is_read_in_windows() -> None:
    table = SignTable(
        {START: {"danger": -100, "report": -100, "fire": 0, "gas": -10}, "火火": {"danger": 900}}
    )
    quiet = "路灯坏了。" * 40
    assert table.read(quiet) == SignReading()
    found = table.read(quiet + "火火火火火" + quiet)
    assert found.whole is None
    assert {each.kind for each in found.windows} == {"fire"}
    assert all(each.start <= 204 and each.end >= 201 for each in found.windows)
    assert table.read("火火火火").whole is not None
    assert table.read("火火").whole is None  # too few characters to be like anything


def test_another_language_has_no_signs(reader: Reader) -> None:
    table = SignTable(reader.lexicon.signs)
    assert table.read("please help me with my pension").whole is None
    assert table.read("我想问一下 wifi 密码").whole is not None


def test_danger_in_the_middle_of_a_long_story_is_asked_about(reader: Reader) -> None:
    story = "我家的地是九八年分的，村里后来说要修路，量了三次，每次都不一样，我找过镇里，镇里说等一等。"
    cry = "天天堵我门口骂，昨晚拿锄头把我爸脑壳打破了，血流了一地，"
    assert reader.urgency(story * 3 + cry + story * 3).dangers
    assert not reader.urgency(story * 6).dangers


def test_a_table_adds_up_over_the_root_of_its_known_pieces() -> None:
    table = PieceTable({START: {"a": -50, "b": 0}, "水": {"a": 80}, "火": {"b": 60}})
    assert table.scores("水") == pytest.approx({"a": 0.3, "b": 0.0})
    assert table.scores("水火") == pytest.approx({"a": -0.5 + 0.8 / 2**0.5, "b": 0.6 / 2**0.5})
    assert table.scores("土") == {}
    assert PieceTable({}).scores("水") == {}


def test_signs_are_learned_from_our_own_sentences() -> None:
    learning = pytest.importorskip("nlp.learn_signs")
    said = [
        ("fire", "着火了快来"),
        ("fire", "家里着火"),
        ("gas", "漏气了快来"),
        ("gas", "家里漏气"),
        ("mind", "不想活了"),
        ("mind", "我不想活"),
        ("report", "支书收钱"),
        ("report", "支书贪钱"),
        ("none", "路灯坏了"),
        ("none", "路灯不亮"),
    ]
    weights = learning.fit(said, ["星沙的路不好走", "星沙很远很远"])
    assert "星沙" not in weights
    table = SignTable(weights)
    cry, report, plain = (table.read(text).whole for text in ("家里着火", "支书要钱", "路灯不好"))
    assert cry is not None and report is not None and plain is not None
    assert cry.kind == "fire"
    assert cry.danger > plain.danger
    assert report.report > plain.report
    assert weights == learning.fit(said, ["星沙的路不好走", "星沙很远很远"])


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("书记没有收钱，就是办事慢", True),
        ("所长从没收过谁的东西", True),
        ("书记没有批地，钱倒是收了", False),
        ("班主任是我亲戚", True),
        ("班主任是校长亲戚", False),
        ("我没有要举报谁", True),
        ("我要举报村长", False),
    ],
)
def test_what_denies_a_report_is_no_question(reader: Reader, text: str, denied: bool) -> None:
    heard = Accusations(reader.lexicon.purposes, reader.words.knows)
    assert heard.denied(text) is denied
