"""What was said need not be asked again."""

from datetime import date
from pathlib import Path

import pytest

from nlp import festivals, headcount, numerals, times
from nlp.facts import FactKind
from nlp.reader import Reader

SAMPLES = Path(__file__).parent / "samples.tsv"


def test_numbers_are_tried_only_where_one_can_begin_and_none_is_missed() -> None:
    # In 一千六一年 the two part on purpose.
    said = [line for line in SAMPLES.read_text(encoding="utf-8").splitlines() if "一千六一" not in line]
    assert len(said) > 3_000
    for text in [
        *said,
        "早上百货打折",
        "上百户",
        "x.5",
        "1,200.50元",
        "3万5千",
        "壹拾贰万",
        "半年",
        "12345678901",
    ]:
        whole = [match.span() for match in numerals._AMOUNT.finditer(text)]
        assert [match.span() for match in numerals._matches(text)] == whole, text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("30", 30),
        ("三十", 30),
        ("两千五", 2_500),
        ("三万五", 35_000),
        ("一百二十", 120),
        ("十五", 15),
        ("3.5万", 35_000),
        ("1,200", 1_200),
        ("二〇一九", 2019),
        ("半", 0.5),
        ("甲", None),
        ("一亿", 100_000_000),
        ("三千万", 30_000_000),
        ("三万亿", 3_000_000_000_000),
        ("两亿三千万", 230_000_000),
        ("1万5", 15_000),
        ("2万3千", 23_000),
        ("1.5w", 15_000),
        ("壹拾贰万捌仟", 128_000),
    ],
)
def test_numbers_as_people_write_them(text: str, value: float | None) -> None:
    assert numerals.value(text) == value


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("去年三月", "2025-03-01", "2025-03-31"),
        ("上个月", "2026-10-01", "2026-10-31"),
        ("2019年3月5日", "2019-03-05", "2019-03-05"),
        ("二〇一八年", "2018-01-01", "2018-12-31"),
        ("昨天", "2026-11-20", "2026-11-20"),
        ("12月份", "2025-12-01", "2025-12-31"),
        ("三年前", "2023-01-01", "2023-12-31"),
        ("上周三", "2026-11-11", "2026-11-11"),
        ("去年腊月", "2026-01-01", "2026-01-31"),
        ("2020.5.1", "2020-05-01", "2020-05-01"),
    ],
)
def test_times_as_people_write_them(today: date, text: str, first: str, last: str) -> None:
    (found,) = times.find(f"从{text}开始", today)
    assert (found.first.isoformat(), found.last.isoformat()) == (first, last)


def test_a_day_that_does_not_exist_is_no_time(today: date) -> None:
    assert times.find("2019年13月41日", today) == []
    assert times.find("今天天气", today) == []


def _found(reader: Reader, text: str, today: date) -> dict[FactKind, str]:
    return {fact.kind: fact.value for fact in reader.read(text, today=today).facts}


def test_the_story_of_unpaid_wages_gives_its_facts(reader: Reader, today: date) -> None:
    text = "工地欠我们三十多个人三个月工资，共计5.6万元，去年腊月到现在，电话13800000000"
    found = _found(reader, text, today)
    assert found[FactKind.PEOPLE] == "30"
    (people,) = (f for f in reader.read(text, today=today).facts if f.kind is FactKind.PEOPLE)
    assert (people.text, people.more) == ("三十多个人", True)
    assert found[FactKind.MONEY] == "56000"
    assert found[FactKind.PHONE] == "13800000000"
    assert found[FactKind.TIME].startswith("2026-01-01")


@pytest.mark.parametrize(
    ("said", "least", "more"),
    [
        ("三十多个人", 30, True),
        ("30余户", 30, True),
        ("一百来人", 100, True),
        ("三十个人", 30, False),
        ("12户", 12, True),  # a household is at least one person
        ("二十几个工人", 20, True),
    ],
)
def test_and_more_is_not_exactly(reader: Reader, today: date, said: str, least: int, more: bool) -> None:
    (found,) = (f for f in reader.read(f"欠我们{said}的钱", today=today).facts if f.kind is FactKind.PEOPLE)
    assert (found.text, found.value, found.more) == (said, str(least), more)


def test_facts_stand_where_the_citizen_wrote_them(reader: Reader, today: date) -> None:
    text = "電話：１３８００００００００，欠款３萬元"
    for fact in reader.read(text, today=today).facts:
        assert text[fact.start : fact.end] == fact.text


def test_an_id_number_needs_its_check_digit(reader: Reader, today: date) -> None:
    assert FactKind.ID_NUMBER in _found(reader, "身份证11010519491231002X", today)
    assert FactKind.ID_NUMBER not in _found(reader, "身份证110105194912310021", today)


def test_a_bank_card_needs_its_check_digit(reader: Reader, today: date) -> None:
    assert FactKind.BANK_CARD in _found(reader, "卡号6222 0212 3456 7894 没到账", today)
    assert FactKind.BANK_CARD in _found(reader, "卡号4111 1111 1111 1111", today)
    assert FactKind.BANK_CARD not in _found(reader, "卡号4111 1111 1111 1112", today)


def test_plates_mails_links_and_case_numbers_are_found(reader: Reader, today: date) -> None:
    text = "车牌闽F12345，邮箱zhang.san@example.com，见 https://example.com/a?b=1 ，件号350881-261121-00042-5"
    found = _found(reader, text, today)
    assert found[FactKind.PLATE] == "闽F12345"
    assert found[FactKind.EMAIL] == "zhang.san@example.com"
    assert found[FactKind.URL] == "https://example.com/a?b=1"
    assert found[FactKind.CASE_NUMBER] == "350881-261121-00042-5"


def test_organisations_and_places_lose_the_words_of_the_sentence(reader: Reader, today: date) -> None:
    found = _found(reader, "我在宏达建筑有限公司上班，住在城关镇", today)
    assert found[FactKind.ORGANISATION] == "宏达建筑有限公司"
    assert found[FactKind.PLACE] == "城关镇"


def test_sensitive_facts_are_marked_for_masking(reader: Reader, today: date) -> None:
    facts = reader.read("我叫张三，电话13800000000，欠薪5000元", today=today).facts
    assert {fact.kind for fact in facts if fact.sensitive} == {FactKind.NAME, FactKind.PHONE}


@pytest.mark.parametrize(
    ("said", "least", "more"),
    [
        ("七八", 7, True),
        ("二〇二三", 2023, False),
        ("一百二三十", 120, True),
        ("三四十", 30, True),
        ("几百", 200, True),
        ("上万", 10_000, True),
        ("百把", 100, True),
    ],
)
def test_a_rough_number_has_a_least(said: str, least: int, more: bool) -> None:
    assert numerals.least(said) == (least, more)


@pytest.mark.parametrize("said", ["几", "万", "千万", "万一"])
def test_a_unit_alone_is_no_number(said: str) -> None:
    assert numerals.least(said) is None


def test_an_address_is_a_place_too(reader: Reader, today: date) -> None:
    found = _found(reader, "我家住青山镇福安小区3号楼502，楼道灯坏了", today)
    assert found[FactKind.ADDRESS] == "青山镇福安小区3号楼502"
    assert found[FactKind.PLACE] == "青山镇福安小区3号楼502"


def test_one_message_fills_a_form(reader: Reader, today: date) -> None:
    text = "我叫王小明，家住城关镇东门街8号，包工头李大勇拖欠我们七八个人工资三万五，找过镇里，没人管，电话13800000000"
    found = _found(reader, text, today)
    assert found[FactKind.NAME] == "王小明"
    assert found[FactKind.ADDRESS] == "城关镇东门街8号"
    assert found[FactKind.AGAINST] == "包工头李大勇"
    assert found[FactKind.PEOPLE] == "7"
    assert found[FactKind.MONEY] == "35000"
    assert found[FactKind.HANDLED] == "镇里"
    assert found[FactKind.PHONE] == "13800000000"


def test_festivals_have_their_days() -> None:
    assert festivals.day("春节", 2026) == date(2026, 2, 17)
    assert festivals.day("除夕", 2026) == date(2026, 2, 16)
    assert festivals.day("元宵", 2026) == date(2026, 3, 3)
    assert festivals.day("中秋", 1990) is None
    assert festivals.day("国庆", 1990) == date(1990, 10, 1)


def test_a_lunar_day_is_not_taken_for_a_solar_one(today: date) -> None:
    (found,) = times.find("2019年三月初五定的", today)
    assert (found.first, found.last) == (date(2019, 3, 1), date(2019, 4, 30))


def test_a_hotline_inside_a_telephone_number_is_no_topic(reader: Reader) -> None:
    assert "12345" in {each.word for each in reader.classify("打了12345没人管").matched}
    found = reader.classify("路灯坏了没人修，电话13912345678")
    assert "12345" not in {each.word for each in found.matched}


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("七八个", (7, True)),
        ("30多", (30, True)),
        ("三十", (30, False)),
        ("大约五十人", (50, False)),
        ("一家三口", (3, False)),
        ("就我自己", (1, False)),
        ("1", (1, False)),
        ("１２户", (12, True)),
        ("一百来号", (100, True)),
        ("十人以上", (10, True)),
        ("很多", None),
        ("几个", None),
        ("路灯坏了", None),
    ],
)
def test_an_answer_about_how_many_is_counted(words: str, count: tuple[int, bool] | None) -> None:
    assert headcount.said(words) == count
