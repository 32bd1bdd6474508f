"""A topic is explained by the citizen's own words, and what does not count does not count."""

from dataclasses import replace

from nlp import lexicons, matching
from nlp.evidence import head_of, packed, unpacked
from nlp.lexicons import HandRule
from nlp.matching import Index, whole
from nlp.reader import Reader
from nlp.topics import Topics


def _with_rules(reader: Reader, *rules: HandRule) -> Topics:
    learned = replace(reader.lexicon.learned, weights={})
    return Topics(replace(reader.lexicon, hand=rules, learned=learned))


def _points(reader: Reader, text: str, *rules: HandRule) -> bool:
    return (
        _with_rules(reader, *rules)
        .read(reader_clean := _clean(text), reader.words.edges(reader_clean.text))
        .fits
    )


def _clean(text: str):  # type: ignore[no-untyped-def]
    from nlp.normalise import clean

    return clean(text)


def test_matched_words_stand_where_the_citizen_wrote_them(reader: Reader) -> None:
    title, text = "討薪", "老板拖\u200b欠工資三个月"
    found = reader.classify(text, title=title)
    assert found.matched
    for word in found.matched:
        assert word.word == (title if word.in_title else text)[word.start : word.end]
    assert any("拖\u200b欠" in word.word for word in found.matched)


def test_every_matched_word_names_its_rule_and_weight(reader: Reader) -> None:
    found = reader.classify("工地拖欠农民工工资")
    assert all(word.rule.startswith(("hand:", "learned:")) and word.weight > 0 for word in found.matched)


def test_the_runner_up_is_of_another_family(reader: Reader) -> None:
    found = reader.classify("学校门口的公交车站噪音太大，垃圾没人清")
    assert found.runner_up is not None
    assert found.runner_up.family != found.family
    assert found.margin >= 0


def test_a_text_that_fits_no_topic_says_so_and_is_never_sure(reader: Reader) -> None:
    found = reader.classify("床前明月光，疑是地上霜")
    assert not found.fits
    assert found.label == lexicons.OTHER
    assert not found.sure
    assert found.confidence == 0


def test_sureness_has_a_line_of_its_own_for_each_kind_of_reading(reader: Reader) -> None:
    text = "出租车司机拒载不打表，绕路多收钱"
    lines = {"sure_margin": 0.0, "sure_margin_families": 99.0, "hand_sure_margin": 99.0}
    learned = reader.lexicon.learned
    strict = replace(learned, settings=dict(learned.settings) | lines)
    topics = Topics(replace(reader.lexicon, learned=strict))
    copy = _clean(text)
    edges = reader.words.edges(copy.text)
    assert topics.read(copy, edges, labelled_only=True).sure
    found = topics.read(copy, edges)
    assert not found.sure
    assert 0 < found.lead <= found.margin < 99
    assert reader.classify(text).sure


def test_what_the_matter_is_not_about_does_not_count(reader: Reader) -> None:
    rule = HandRule("CJ01", "拆迁", 3)
    assert _points(reader, "我要反映拆迁的事", rule)
    assert not _points(reader, "我不是反映拆迁", rule)
    assert _points(reader, "不是没有拆迁", rule)


def test_after_but_the_matter_counts_again(reader: Reader) -> None:
    found = reader.classify("我不是反映拆迁，而是反映物业费乱涨")
    assert found.code == "CJ04"


def test_a_lack_is_the_complaint_unless_the_rule_says_otherwise(reader: Reader) -> None:
    assert _points(reader, "家里没有供水", HandRule("CJ08", "供水", 3))
    assert not _points(reader, "老板没有拖欠", HandRule("LS01", "拖欠", 3, dropped_by_negation=True))
    assert _points(reader, "老板一直拖欠", HandRule("LS01", "拖欠", 3, dropped_by_negation=True))


def test_where_something_is_does_not_say_what_it_is_about(reader: Reader) -> None:
    rule = HandRule("WJ01", "医院", 3)
    assert not _points(reader, "人民医院旁边的路灯不亮", rule)
    assert not _points(reader, "医院路的路灯不亮", rule)
    assert _points(reader, "医院不给看病", rule)


def test_addressing_somebody_does_not_count(reader: Reader) -> None:
    rule = HandRule("JY03", "教育局", 3)
    assert not _points(reader, "尊敬的教育局领导，路灯坏了", rule)
    assert _points(reader, "路灯坏了，教育局不管", rule)


def test_conditions_of_a_rule_hold(reader: Reader) -> None:
    text = "学校收费太高"
    assert _points(reader, text, HandRule("JY02", "收费", 2, with_any=("学校",)))
    assert not _points(reader, text, HandRule("JY02", "收费", 2, with_any=("医院",)))
    assert not _points(reader, text, HandRule("JY02", "收费", 2, without=("学校",)))
    assert _points(reader, text, HandRule("JY02", "收费", 2, near=("学校",)))
    assert not _points(
        reader, "学校在东边。我说的是另外一件事，收费太高", HandRule("JY02", "收费", 2, near=("学校",))
    )


def test_a_word_that_cuts_through_another_is_not_found(reader: Reader) -> None:
    text = "第二人民医院"
    edges = reader.words.edges(text)
    assert [find[0] for find in Index({"二人", "医院"}).find(text, edges)] == ["医院"]
    assert [find[0] for find in Index({"二人"}, any_edge={"二人"}).find(text, edges)] == ["二人"]
    assert whole(edges, 0, len(text))


def test_traditional_text_reads_as_simplified_text(reader: Reader) -> None:
    one, other = reader.classify("請問養老保險怎麼補繳"), reader.classify("请问养老保险怎么补缴")
    assert (one.code, one.margin) == (other.code, other.margin)


def test_only_labels_with_labelled_messages_when_asked(reader: Reader) -> None:
    found = reader.classify("法院判决三年不执行，医院也不管", labelled_only=True)
    assert found.family in reader.lexicon.label_of_family
    nothing = reader.classify("asdf", labelled_only=True)
    assert nothing.label == lexicons.OTHER


def test_a_title_ends_where_the_letter_begins() -> None:
    text = "投诉物业乱收费尊敬的领导您好我家住在东门"
    assert text[: head_of(text)] == "投诉物业乱收费"


def test_packed_weights_add_up_for_every_label() -> None:
    first, second = (99, -99, 0, 5), (-3, 42, -99, 0)
    total = 33 * packed(first) + 10 * packed(second)
    assert unpacked(total, 4) == [33 * a + 10 * b for a, b in zip(first, second, strict=True)]


def test_what_the_matter_is_not_about_ends_ten_characters_on() -> None:
    assert matching.not_about("我不是来说" + "啊" * 30) == [(3, 13)]
    assert matching.not_about("我不是来说拆迁，是修路") == [(3, 7)]
