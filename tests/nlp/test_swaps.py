"""One thing said in place of another, without naming the question it answers."""

import pytest

from nlp import swaps
from nlp.swaps import Swap


@pytest.mark.parametrize(
    ("said", "old", "new", "field"),
    [
        ("我姓曹不姓赵", "赵", "曹", "surname"),
        ("不姓赵，我姓曹", "赵", "曹", "surname"),
        ("我不是李明我是李鸣", "李明", "李鸣", "name"),
        ("我叫李鸣，不叫李明", "李明", "李鸣", "name"),
        ("My name is Tom Smith not Tim Smith", "tim smith", "Tom Smith", "name"),
        ("不对，还是县医院", "", "县医院", "place"),
        ("不对啊是李家村", "", "李家村", "place"),
        ("No, it's Dongjie street", "", "Dongjie street", "place"),
        ("不是小学，是中学门口", "小学", "中学门口", "place"),
        ("赔钱改成赔50万", "赔钱", "赔50万", ""),
        ("是5万不是3万", "3万", "5万", "money"),
        ("说错了，是13912345678", "", "13912345678", "phone"),
        ("错了，是去年三月", "", "去年三月", "happened"),
    ],
)
def test_what_is_put_in_place_of_what(said: str, old: str, new: str, field: str) -> None:
    found = swaps.read(said)
    assert found is not None
    assert (found.old, found.new, found.field) == (old, new, field)


@pytest.mark.parametrize("said", ["我是农民不是工人", "是王局长不是李局长"])
def test_what_only_looks_like_a_name_is_not_ones_own(said: str) -> None:
    found = swaps.read(said)
    assert found is not None
    assert not found.about_oneself


@pytest.mark.parametrize("said", ["", "不对", "路灯坏了", "我们村的路不是去年修的，是村里自己凑钱修的，" * 3])
def test_words_that_change_nothing(said: str) -> None:
    assert swaps.read(said) is None


@pytest.mark.parametrize("said", ["不对啊，我没收到钱", "不对劲，是他们骗我", "不是要钱，是要个说法"])
def test_what_goes_on_telling_fits_no_question(said: str) -> None:
    found = swaps.read(said)
    assert found is not None
    assert found == Swap(found.old, found.new, "")
