"""Several matters in one text are offered apart; one matter with several requests is not."""

from datetime import date

import pytest

from nlp import demands
from nlp.completeness import PetitionPart
from nlp.facts import FactKind
from nlp.reader import Reader


def test_two_matters_are_offered_apart(reader: Reader, today: date) -> None:
    text = "小区物业费乱涨，业委会不管。另外，我的退休养老金少发了两个月，社保局不给说法。"
    found = reader.read(text, today=today).demands
    assert found.offer_split
    assert {matter.family for matter in found.matters} == {"CJ", "LS"}
    for matter in found.matters:
        assert matter.text == text[matter.start : matter.end].strip()


def test_numbered_matters_are_offered_apart(reader: Reader, today: date) -> None:
    text = "反映以下问题：\n一、出租车拒载打表乱收费\n二、医院误诊不赔偿医疗事故\n三、学校老师体罚学生"
    assert len(reader.read(text, today=today).demands.matters) == 3


def test_several_requests_in_one_matter_stay_together(reader: Reader, today: date) -> None:
    text = "公司拖欠工资，诉求：1、补发拖欠的工资；2、支付加班费和经济补偿金；3、补缴社保。"
    found = reader.read(text, today=today).demands
    assert not found.offer_split


def test_an_ordinary_story_is_one_matter(reader: Reader, today: date) -> None:
    found = reader.read("小区电梯坏了两个月，物业不修，请尽快处理。", today=today).demands
    assert found.matters == ()
    assert [request.text for request in found.requests] == ["请尽快处理"]


def test_what_is_missing_is_named(reader: Reader, today: date) -> None:
    assert set(reader.read("欠薪", today=today).missing) == set(PetitionPart)
    text = "2026年3月起，宏达公司在城关镇工地拖欠我们工资，违反劳动合同约定，请求补发。"
    assert reader.read(text, today=today).missing == ()


def test_each_part_has_its_own_words_topic_and_facts(reader: Reader, today: date) -> None:
    text = "一、工地拖欠农民工工资五万元，涉及12人。二、小区电梯坏了两个月，物业公司不修。"
    wages, lift = reader.read(text, today=today).demands.matters
    assert (wages.code[:2], lift.code[:2]) == ("LS", "CJ")
    assert {fact.kind for fact in wages.facts} == {FactKind.MONEY, FactKind.PEOPLE}
    assert FactKind.MONEY not in {fact.kind for fact in lift.facts}
    assert "电梯" in lift.words
    assert not set(wages.words) & set(lift.words)


def test_demands_in_one_matter_are_listed_one_by_one(reader: Reader, today: date) -> None:
    text = "公司拖欠工资，诉求：1、补发拖欠的工资；2、支付加班费和经济补偿金；3、补缴社保。"
    found = reader.read(text, today=today).demands
    assert found.matters == ()
    assert [each.text for each in found.every] == [
        "补发拖欠的工资；",
        "支付加班费和经济补偿金；",
        "补缴社保。",
    ]


def test_reasons_are_no_demands(reader: Reader, today: date) -> None:
    text = "我不服这个处罚，理由：一、我没有占道；二、执法人员没有出示证件。"
    found = reader.read(text, today=today).demands
    assert (found.matters, found.listed) == ((), ())


def test_an_answer_names_its_demands() -> None:
    assert demands.listed("1、补发工资；2、赔偿损失") == ("补发工资", "赔偿损失")
    assert demands.listed("第一，修好电梯，第二，退物业费。") == ("修好电梯", "退物业费")
    assert demands.listed(" 把工资发了 ") == ("把工资发了",)


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("低保停了没人管，自来水管爆了三天，工地半夜施工睡不着", 3),
        ("路灯坏了，垃圾没人清，低保也停了", 3),
        ("我有三个事，低保没发，房子漏水没人管，还有孩子上不了学", 3),
        ("青山镇张家村的路坏了，还有村里的垃圾没人清，另外村口的路灯也不亮", 3),
        ("路灯坏了，晚上看不见，老人摔了", 0),
        ("老板欠我工资，天天拖，电话也不接，我没钱吃饭了", 0),
    ],
)
def test_several_matters_need_no_numbers(reader: Reader, said: str, parts: int) -> None:
    assert len(reader.read(said, today=date(2026, 11, 21)).demands.matters) == parts
