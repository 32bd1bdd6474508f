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
