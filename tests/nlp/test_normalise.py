"""The matching copy can always be traced back to what the citizen wrote."""

from hypothesis import given
from hypothesis import strategies as st

from nlp.normalise import HEAD_LIMIT, TAIL_LIMIT, clean


def test_full_width_letters_and_digits_become_half_width_and_lower_case() -> None:
    assert clean("ＫＴＶ２０楼").text == "ktv20楼"


def test_punctuation_of_clauses_keeps_its_chinese_form() -> None:
    assert clean("欠薪，没人管。").text == "欠薪，没人管。"


def test_traditional_characters_become_simplified_and_keep_their_places() -> None:
    found = clean("請問養老金")
    assert found.text == "请问养老金"
    assert found.shown(2, 5) == "養老金"


def test_invisible_characters_are_left_out_but_shown_where_the_citizen_typed_them() -> None:
    found = clean("拖\u200b欠\u2066工资\u2069")
    assert found.text == "拖欠工资"
    assert found.shown(0, 4) == "拖\u200b欠\u2066工资"


def test_lone_surrogates_and_control_characters_do_not_survive() -> None:
    assert clean("停\ud800水\x00了").text == "停水了"


def test_blanks_between_characters_do_not_break_words() -> None:
    assert clean("拖 欠 工 资 pay now").text == "拖欠工资 pay now"


def test_long_repeats_shrink_to_three() -> None:
    assert clean("急" * 40 + "停水").text == "急急急停水"


def test_a_long_text_is_read_at_both_ends_and_its_last_words_keep_their_places() -> None:
    text = "".join(chr(0x4E00 + n % 5000) for n in range(9_000)) + "电话在此"
    found = clean(text)
    assert found.cut
    assert len(found.text) <= HEAD_LIMIT + TAIL_LIMIT + 1
    at = found.text.index("电话在此")
    assert found.span(at, at + 4) == (9_000, 9_004)


@given(st.text(max_size=200))
def test_every_place_of_the_copy_points_into_the_original(text: str) -> None:
    found = clean(text)
    for at in range(len(found.text)):
        first, last = found.span(at, at + 1)
        assert 0 <= first < last <= len(text)
    if found.places is not None:
        assert list(found.places) == sorted(set(found.places))
