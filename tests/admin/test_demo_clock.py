"""The demo's clock stops where alarms ring, so that reminders are seen at their hour even at night."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.demo import to_ringing
from casework.petition import OFFICE_ZONE


@pytest.mark.parametrize(
    ("now", "until"),
    [
        (datetime(2026, 11, 23, 14, 0, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=OFFICE_ZONE)),
        (datetime(2026, 11, 23, 0, 0, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=OFFICE_ZONE)),
        (datetime(2026, 11, 23, 1, 0, tzinfo=UTC), datetime(2026, 11, 24, 9, tzinfo=OFFICE_ZONE)),
    ],
)
def test_the_next_stop_is_nine_in_the_morning_and_never_now(now: datetime, until: datetime) -> None:
    assert now + to_ringing(now) == until
    assert to_ringing(now) > timedelta()
