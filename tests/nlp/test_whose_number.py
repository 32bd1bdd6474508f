"""A telephone of somebody else is never the writer's: the office would call the accused."""

import re

import pytest

from nlp.bystander import speaks_of_another
from nlp.whose_number import is_anothers


@pytest.mark.parametrize(
    "text",
    [
        "举报村主任王富贵套取补贴，他电话13988887777",
        "我叫他还钱他不还 包工头电话是13988887777",
        "老板电话13988887777 他天天躲俺",
        "王经理13988887777一直不接",
        "房东的手机号：13988887777",
    ],
)
def test_of_another(text: str) -> None:
    assert is_anothers(text, text.index("139"))


@pytest.mark.parametrize(
    "text",
    [
        "我叫陈玉兰，电话13988887777",
        "包工头不给钱，他手机号13700000000，我手机13988887777",
        "我是李经理13988887777",
        "我在万达工地，13988887777",
        "路灯坏了，王小明 13988887777",
        "13988887777",
    ],
)
def test_of_ones_own(text: str) -> None:
    assert not is_anothers(text, text.index("139"))


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("再不给钱我就从楼上跳下去", False),
        ("我跟老公吵架了，我想死", False),
        ("农药我都买好了", False),
        ("我同事站在楼顶要跳", True),
        ("我儿子吃了安眠药叫不醒", True),
        ("有人要跳楼", True),
    ],
)
def test_who_wants_to_die(text: str, other: bool) -> None:
    assert speaks_of_another(text) is other


def test_a_number_in_the_middle_is_looked_at_where_it_stands() -> None:
    text = "他电话13700000000，我电话13988887777"
    assert [is_anothers(text, found.start()) for found in re.finditer(r"1\d{10}", text)] == [True, False]
