"""Statutory routes: which procedure, until when; told beside the registration and never instead of it."""

import pytest

from casework import routes
from casework.petition import Procedure


def test_every_route_has_a_name_a_limit_and_an_article() -> None:
    for route in routes.load():
        assert route.name
        assert route.limit
        assert route.article in route.advice
        assert "您在这里的登记不受影响" in route.advice
        assert route.procedure in list(Procedure)
        assert routes.by_id(route.id) is route


@pytest.mark.parametrize(
    ("topic", "words", "first"),
    [
        ("ZF01", "法院判决后一直不执行", "litigation"),
        ("LS01", "拖欠农民工工资", "labour_inspection"),
        ("LS02", "公司违法辞退，不给经济补偿", "labour_arbitration"),
        ("NY01", "承包地被收回", "land_arbitration"),
        ("", "我不服交警的处罚决定", "reconsideration"),
        ("", "有人持刀，正在打人", "emergency"),
        ("SJ01", "买到假货不给退款", "consumer"),
        ("", "被开除党籍不服", "party_appeal"),
    ],
)
def test_topic_and_words_suggest_the_door(topic: str, words: str, first: str) -> None:
    assert routes.suggest(topic, words)[0].id in (
        first,
        "labour_arbitration" if first == "labour_inspection" else first,
    )


def test_a_route_can_be_suggested_by_several_messages_and_often_there_is_none() -> None:
    assert [route.id for route in routes.suggest("", ["一", "申请国家赔偿"])] == ["state_compensation"]
    assert routes.suggest("CJ08", "路灯不亮") == ()


def test_an_unknown_route_is_an_error() -> None:
    with pytest.raises(KeyError):
        routes.by_id("nowhere")
