"""Each line of sureness holds where it is drawn: a reading on it is sure, one below is not, and none is looser."""

from dataclasses import replace

import pytest

from nlp.candidates import TopicReading
from nlp.lexicons import HandRule
from nlp.messages import Message
from nlp.normalise import clean
from nlp.reader import Reader
from nlp.scores import Scored
from nlp.sureness import judged_families
from nlp.topics import Topics


def _with(reader: Reader, **settings: float) -> Topics:
    old = reader.lexicon.learned
    learned = replace(old, settings=dict(old.settings) | settings)
    return Topics(replace(reader.lexicon, learned=learned))


def _read(topics: Topics, reader: Reader, text: str, *, labelled_only: bool = False) -> TopicReading:
    copy = clean(text)
    return topics.read(copy, reader.words.edges(copy.text), labelled_only=labelled_only)


@pytest.mark.parametrize(
    ("setting", "text", "labelled_only"),
    [
        ("sure_margin", "出租车司机拒载不打表，绕路多收钱", True),
        ("sure_margin_families", "出租车司机拒载不打表，绕路多收钱", False),
        ("hand_sure_margin", "派出所不立案，小偷偷了电动车", False),
    ],
)
def test_a_reading_is_sure_from_its_line_on(
    reader: Reader, setting: str, text: str, labelled_only: bool
) -> None:
    lead = reader.classify(text, labelled_only=labelled_only).lead
    assert lead > 0
    for line, sure in ((lead, True), (lead * 1.01, False), (lead * 1.9, False)):
        drawn = _with(reader, **{setting: line})
        found = _read(drawn, reader, text, labelled_only=labelled_only)
        assert found.sure is sure
        assert found.ranked[0].sure is sure


@pytest.mark.parametrize(
    ("text", "labelled_only", "sure"),
    [
        ("买的房子交了首付楼盖一半就停了，老板跑了", False, False),
        ("孩子到上学年纪了，学校说没位子", False, False),
        ("垃圾堆在路口半个月没人来拉，臭死了", False, True),
        ("工地半夜打桩，吵得睡不着", False, True),
        ("我想提公积金交房租，窗口说不行", True, False),
        ("化工厂晚上偷着放烟，味道刺鼻，孩子直咳嗽", True, True),
        ("承包田确权的时候给我少量了两亩", False, False),
        ("儿子要结婚想盖房，村里不给批地基", False, False),
    ],
)
def test_the_published_lines_part_these(reader: Reader, text: str, labelled_only: bool, sure: bool) -> None:
    """Leads between half of the published lines and the lines are not sure; those above are."""
    assert reader.classify(text, labelled_only=labelled_only).sure is sure


def test_a_family_that_borrows_a_label_is_judged_and_one_on_hand_points_is_not(reader: Reader) -> None:
    said = [
        Message("跟团旅游，导游强迫购物，旅行社不退团费", "", "商贸旅游"),
        Message("派出所不立案，小偷偷了电动车", "", "城乡建设"),
        Message("化工厂晚上偷着放烟，味道刺鼻", "", "教育文体"),
    ]
    found = dict(judged_families(said, [0, 0, 0], [reader.lexicon.learned], reader))
    tourism, police, smoke = found[0], found[1], found[2]
    assert tourism is not None
    assert tourism.ranked == ("商贸旅游",)
    assert police is None
    assert smoke is not None
    assert smoke.ranked == ("环境保护",)


def test_a_lead_is_the_smaller_of_the_two() -> None:
    labels = {"CJ": "城乡建设", "HJ": "环境保护"}
    scored = Scored({}, {"城乡建设": 1.0, "环境保护": 0.9, "交通运输": 0.2}, labels)
    assert scored.lead("CJ", 2.0) == pytest.approx(0.1)
    assert scored.lead("CJ", 0.05) == 0.05
    assert scored.lead("HJ", 2.0) == pytest.approx(-0.1)
    assert scored.lead("ZF", 2.0) == 2.0


def test_a_family_need_not_lead_the_label_it_is_filed_under() -> None:
    scored = Scored(
        {}, {"城乡建设": 1.0, "交通运输": -0.5, "环境保护": 0.2}, {"JT": "城乡建设", "CJ": "城乡建设"}
    )
    assert scored.lead("JT", 0.9) == pytest.approx(0.8)


def test_a_topic_is_sure_by_a_strong_word_that_leads_all_others(reader: Reader) -> None:
    text = "出租车司机拒载不打表，物业也不管，打车难"

    def topic_of(*rules: HandRule) -> tuple[str, bool, bool]:
        topics = Topics(replace(_with(reader, sure_margin_families=0.0).lexicon, hand=rules))
        found = _read(topics, reader, text)
        return found.code, found.sure, found.sure_topic

    strong = HandRule("JT02", "拒载", 3)
    assert topic_of(strong) == ("JT02", True, True)
    assert topic_of(HandRule("JT02", "拒载", 2)) == ("JT02", True, False)
    assert topic_of(strong, HandRule("JT03", "司机", 1)) == ("JT02", True, True)
    assert topic_of(strong, HandRule("JT03", "司机", 2)) == ("JT02", True, False)
    assert topic_of(strong, HandRule("CJ04", "物业", 2))[2] is False


def test_transport_is_transport_whatever_older_messages_called_it(reader: Reader) -> None:
    for text in ("建议增开一趟公交线路到景区", "地铁早高峰挤不上去，能不能加几趟", "高铁站没有到我们镇的车"):
        found = reader.classify(text)
        assert (found.family, found.code) == ("JT", "JT03")
