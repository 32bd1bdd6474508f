"""Case numbers that notice a slip of the tongue, and query codes that nobody guesses."""

import random
import re
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.numbering import (
    CODE_LENGTH,
    CODE_SYMBOLS,
    Partial,
    Slip,
    case_number,
    check_digit,
    new_query_code,
    normalise_code,
    parse,
    serial_of,
)

DAY = date(2026, 11, 21)
NUMBER = "350881-261121-00042-5"
serials = st.integers(1, 49_999)
regions = st.from_regex(r"[1-9][0-9]{5}", fullmatch=True)
days = st.dates(date(2020, 1, 1), date(2099, 12, 31))


def test_the_number_reads_as_documented() -> None:
    assert case_number("350881", DAY, 42) == NUMBER


@given(regions, days, serials)
def test_a_number_is_digits_only_and_found_again(region: str, day: date, serial: int) -> None:
    number = case_number(region, day, serial)
    assert re.fullmatch(r"\d{6}-\d{6}-\d{5}-\d", number)
    assert parse(number) == number
    assert serial_of(number) % 50_000 == serial % 50_000


def test_no_two_serials_of_a_day_share_a_number() -> None:
    made = {case_number("350881", DAY, n) for n in range(1, 60_001)}
    assert len(made) == 60_000
    busy = [case_number("350881", DAY, n) for n in (49_999, 50_000, 50_001, 499_999)]
    assert [len(number) for number in busy] == [21, 22, 22, 22]
    assert [parse(number) for number in busy] == busy


def wrong_forms(digits: str) -> set[str]:
    """Every single wrong digit, every swap of neighbours, every swap across one digit."""
    forms = {digits[:n] + other + digits[n + 1 :] for n in range(len(digits)) for other in "0123456789"}
    for gap in (1, 2):
        for n in range(len(digits) - gap):
            swapped = list(digits)
            swapped[n], swapped[n + gap] = swapped[n + gap], swapped[n]
            forms.add("".join(swapped))
    return forms - {digits}


@given(regions, days, serials)
def test_every_single_slip_and_every_swap_is_noticed(region: str, day: date, serial: int) -> None:
    digits = case_number(region, day, serial).replace("-", "")
    for wrong in wrong_forms(digits):
        assert check_digit(wrong[:-1]) != int(wrong[-1]), wrong


@pytest.mark.parametrize(
    "typed",
    [
        NUMBER, "350881261121000425", "３５０８８１－２６１１２１－０００４２－５", "350881 261121 00042 5",
        "XF350881-261121-00042-5",
        "我的件350881—261121—00042—5怎么样了", "350881－261121－00042－5。", "350881.261121.00042.5",
        "350881一261121一00042一5",
        " 350881 - 261121 - 00042 - 5 ",
    ],
)  # fmt: skip
def test_a_number_is_read_however_it_is_typed(typed: str) -> None:
    assert parse(typed) == NUMBER


@pytest.mark.parametrize(
    ("said", "serial"), [("42号那个怎么样了", 42), ("00042號", 42), ("４２号", 42), ("7 号的事", 7)]
)
def test_a_spoken_serial_is_partial(said: str, serial: int) -> None:
    assert parse(said) == Partial(serial)


@pytest.mark.parametrize(
    "typed", ["350881-261121-00024-5", "350881-261121-00042-6", "350881-261131-00042-0", "350881261121000426"]
)
def test_a_slip_is_recognised_as_a_number_that_cannot_be(typed: str) -> None:
    found = parse(typed)
    assert isinstance(found, Slip)
    assert found.typed.count("-") == 3


@pytest.mark.parametrize(
    "words", ["", "工地欠我们工资", "13800000000", "2026年11月21日", "35088126112100042512345", "12345"]
)
def test_other_words_and_numbers_are_no_case_number(words: str) -> None:
    assert parse(words) is None


@given(st.text(max_size=60))
def test_reading_never_fails(words: str) -> None:
    parse(words)
    normalise_code(words)


@pytest.mark.parametrize(
    ("region", "serial"), [("35088", 1), ("35088a", 1), ("350881", 0), ("３５０８８１", 1)]
)
def test_a_number_is_not_made_from_nonsense(region: str, serial: int) -> None:
    with pytest.raises(ValueError, match="no case number"):
        case_number(region, DAY, serial)


def test_a_query_code_has_sixty_bits_and_no_letters_that_look_alike() -> None:
    assert len(set(CODE_SYMBOLS)) ** CODE_LENGTH == 2**60
    assert not set("ILOU") & set(CODE_SYMBOLS)
    code = new_query_code(random.Random(1).choice)
    assert re.fullmatch(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}", code)


@given(st.lists(st.sampled_from(CODE_SYMBOLS), min_size=12, max_size=12).map("".join))
def test_a_code_is_read_however_it_is_typed(symbols: str) -> None:
    code = "-".join((symbols[:4], symbols[4:8], symbols[8:]))
    for typed in (
        code,
        code.lower(),
        symbols,
        code.replace("-", " "),
        code.replace("0", "O").replace("1", "l"),
    ):
        assert normalise_code(typed) == code


@pytest.mark.parametrize("typed", ["", "7KQM-2RXT", "7KQM-2RXT-W9PD-1", "7KQM-2RXT-W9PU", "查询码"])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert normalise_code(typed) is None


def test_codes_differ() -> None:
    chooser = random.Random(2)
    codes = [new_query_code(chooser.choice) for _ in range(1000)]
    assert all(one != other for one, other in pairwise(sorted(codes)))
