"""What identifies a person is masked; what the matter is about stays readable."""

import pytest

from nlp.redact import redact


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("我叫王小明，住东门", "王小明"),
        ("电话 138 0013 8000", "138 0013 8000"),
        ("电话：１３８００１３８０００", "１３８００１３８０００"),
        ("身份证11010519491231002X", "11010519491231002X"),
        ("卡号4111 1111 1111 1111", "4111 1111 1111 1111"),
        ("车牌 粤B·12345", "12345"),
        ("发到 a.b@example.com", "a.b@example.com"),
        ("见 https://example.com/x", "example.com"),
        ("座机 010-62345678", "62345678"),
        ("电话1\u200b3800138000", "3800138000"),
        ("电话1 3 8 0 0 1 3 8 0 0 0", "1 3 8 0 0 1"),
        ("电话138-0013-8000", "138-0013-8000"),
        ("打0086 13800138000", "13800138000"),
        ("手机幺三八零零幺三八零零零", "八零零零"),
        ("13800138000或者13900139000", "13900139000"),
        ("香港电话+852 9123 4567", "9123"),
        ("座机(0591)83456789转801", "转801"),
        ("座机：8345678", "8345678"),
        ("回乡证H12345678", "12345678"),
        ("护照E12345678", "12345678"),
        ("台胞证12345678", "12345678"),
        ("香港身份证A123456(7)", "123456"),
        ("港澳居住证810000199408230021", "199408"),
        ("老身份证110105491231002", "491231"),
        ("我姓陈，陈玉兰", "玉兰"),
    ],
)
def test_a_secret_does_not_survive(text: str, secret: str) -> None:
    assert secret not in redact(text).text


def test_companies_and_sums_stay() -> None:
    text = "宏达建筑有限公司欠我5000元"
    assert redact(text).text == text
    assert redact(text).masks == ()


def test_the_whole_text_is_masked_however_long() -> None:
    text = "很长的话。" * 5_000 + "电话13800138000"
    assert "13800138000" not in redact(text).text


def test_masks_point_into_the_original() -> None:
    text = "我叫王小明，电话13800138000"
    found = redact(text)
    assert [text[mask.start : mask.end] for mask in found.masks] == ["王小明", "13800138000"]
    assert found.text == "我叫王＊＊，电话138＊＊＊＊8000"


def test_a_farmer_is_not_a_name() -> None:
    assert redact("我是农民，没有地").masks == ()


def test_the_number_of_a_firm_stays_and_so_do_other_numbers() -> None:
    text = "客服400-800-1234不接，订单2023072512345678901，一共欠120000元，2024年9月30日"
    assert redact(text).text == text


def test_the_name_of_the_accused_is_not_taken_for_the_writers() -> None:
    assert redact("被投诉人：王强").masks == ()
    assert redact("我叫张师傅来修").masks == ()


def test_a_number_with_a_slip_is_masked_and_is_no_telephone() -> None:
    """A digit too many or wrong makes a card no less somebody's card."""
    for said in ("卡号6222 0212 3456 7890 123", "身份证330102199001011235", "打到6217003810012345679这张卡"):
        found = redact(said)
        assert [mask.kind for mask in found.masks] == ["slip"], said
        assert not any(char.isdigit() for char in found.text)
    assert redact("订单号6222021234567890").text == "订单号6222021234567890"
