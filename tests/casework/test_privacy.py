"""What is masked, and what may enter a group."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.privacy import group_safe, mask_address, mask_name, mask_phone, neutral_title, town_of


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王建国", "王＊＊"),
        ("欧阳锋", "欧阳＊"),
        ("欧阳", "欧＊"),
        ("李", "＊"),
        ("", ""),
        ("Ann Li", "A＊＊"),
        (" 王五 ", "王＊"),
    ],
)
def test_a_name_shows_the_family_name(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("13800000000", "138＊＊＊＊0000"),
        ("138 0000 0000", "138＊＊＊＊0000"),
        ("0597-7531234", "＊＊＊＊＊＊＊＊＊34"),
        ("110", "＊＊＊"),
        ("", ""),
    ],
)
def test_a_phone_shows_its_ends(phone: str, masked: str) -> None:
    assert mask_phone(phone) == masked


@pytest.mark.parametrize(
    ("place", "town"),
    [
        ("福建省漳平市菁城街道解放路12号", "菁城街道"), ("龙岩市新罗区西城街道", "西城街道"),
        ("永福镇李庄村3组", "永福镇"),
        ("上海市黄浦区南市街道", "南市街道"), ("我家在溪南镇那边", "溪南镇"),
        ("新桥镇市场旁", "新桥镇"), ("13号 拱桥镇", "拱桥镇"),
        ("经济开发区", "经济开发区"), ("漳平市解放路", ""), ("我的家乡", ""),
        ("城乡结合部", ""), ("我们乡镇", ""), ("", ""),
    ],
)  # fmt: skip
def test_the_town_is_found_without_what_stands_above_it(place: str, town: str) -> None:
    assert town_of(place) == town


def test_an_address_is_shown_to_the_town_only() -> None:
    assert mask_address("福建省漳平市菁城街道解放路12号301室") == "福建省漳平市菁城街道＊＊＊"
    assert mask_address("漳平市解放路12号") == "漳平市＊＊＊"
    assert mask_address("解放路12号") == "＊＊＊"
    assert mask_address("  ") == ""


def test_a_title_is_made_of_choices() -> None:
    assert neutral_title("拖欠工资", "菁城街道", 30) == "拖欠工资 · 菁城街道 · 30 人"
    assert neutral_title("", "", None) == "内容待分类"
    assert neutral_title("拖欠工资", "13800000000", 1) == "拖欠工资"


@pytest.mark.parametrize(
    "words",
    [
        "联系13800000000", "0597-7531234", "350881199001011234", "6222020200112233445", "闽F12345", "a@b.cn", "见 https://x.cn",
        "我叫王建国", "联系人：李四", "@wang_123",
    ],
)  # fmt: skip
def test_what_names_a_person_stays_out_of_groups(words: str) -> None:
    assert not group_safe(words)


def test_what_the_citizen_typed_stays_out_of_groups() -> None:
    story = "工地欠我们三十多个人三个月工资"
    assert not group_safe(f"拖欠工资：{story}", story)
    assert group_safe("拖欠工资 · 菁城街道 · 30 人", story, "工资")


@given(st.text(alphabet="王李张建国欧阳明 0123456789Ab", min_size=1, max_size=12))
def test_masking_never_shows_a_whole_name_or_phone(value: str) -> None:
    plain = value.strip()
    if plain:
        assert mask_name(plain) != plain
    digits = "".join(letter for letter in value if letter.isdigit())
    if digits:
        assert mask_phone(value) != digits
