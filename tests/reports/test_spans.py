"""Periods as the office counts them, and as people write them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.petition import Refusal
from casework.spans import Span, SpanKind, parse, span

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("week", date(2026, 11, 16), date(2026, 11, 23)),
        ("本月", date(2026, 11, 1), date(2026, 12, 1)),
        ("上月", date(2026, 10, 1), date(2026, 11, 1)),
        ("quarter", date(2026, 10, 1), date(2027, 1, 1)),
        ("上季度", date(2026, 7, 1), date(2026, 10, 1)),
        ("去年", date(2025, 1, 1), date(2026, 1, 1)),
        ("2026-02", date(2026, 2, 1), date(2026, 3, 1)),
        ("2026年2月", date(2026, 2, 1), date(2026, 3, 1)),
        ("2026Q4", date(2026, 10, 1), date(2027, 1, 1)),
        ("2026", date(2026, 1, 1), date(2027, 1, 1)),
        ("2026W53", date(2026, 12, 28), date(2027, 1, 4)),
        ("2026-01-01..2026-03-31", date(2026, 1, 1), date(2026, 4, 1)),
    ],
)
def test_what_people_write(words: str, start: date, end: date) -> None:
    found = parse(words, TODAY)
    assert (found.start, found.end) == (start, end)


@pytest.mark.parametrize(
    "words", ["", "2026-13", "2025W53", "2026Q5", "昨天", "2026-03-31..2026-01-01", "2026-02-30..2026-03-01"]
)
def test_what_is_no_period_is_refused_with_the_forms_that_are(words: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(words, TODAY)
    assert "2026Q4" in refused.value.sentence


def test_a_month_begins_at_midnight_in_the_office() -> None:
    month = span(SpanKind.MONTH, TODAY)
    assert month.since.astimezone(UTC) == datetime(2026, 10, 31, 16, 0, tzinfo=UTC)
    assert month.until.astimezone(UTC) == datetime(2026, 11, 30, 16, 0, tzinfo=UTC)


@given(
    st.sampled_from([SpanKind.WEEK, SpanKind.MONTH, SpanKind.QUARTER, SpanKind.YEAR]),
    st.dates(date(2005, 1, 1), date(2060, 12, 31)),
)
def test_a_day_lies_in_its_period_whose_code_is_read_back_and_whose_neighbour_ends_where_it_begins(
    kind: SpanKind, day: date
) -> None:
    found: Span = span(kind, day)
    assert found.start <= day < found.end
    assert parse(found.code, TODAY) == found
    assert found.before().end == found.start
    assert found.name
