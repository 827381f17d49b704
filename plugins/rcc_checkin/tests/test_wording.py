"""Days and times as people read them."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from rcc_checkin import wording

from rcc_desktop.api import Period

ZONE = ZoneInfo("America/New_York")
SATURDAY = date(2026, 11, 21)


@pytest.mark.parametrize(("hour", "said"), [(0, "12 am"), (9, "9 am"), (12, "12 pm"), (20, "8 pm")])
def test_that_hours_are_written_as_people_say_them(hour: int, said: str) -> None:
    assert wording.hour_words(hour) == said


@pytest.mark.parametrize(("minute", "said"), [(0, "8 pm"), (5, "8:05 pm")])
def test_that_a_full_hour_is_short(minute: int, said: str) -> None:
    assert wording.clock_words(datetime(2026, 11, 21, 20, minute, tzinfo=ZONE)) == said


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2026, 11, 21), "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 17), "Tuesday"),
        (date(2026, 11, 14), "1 week ago"),
        (date(2026, 10, 31), "3 weeks ago"),
        (date(2026, 10, 24), "Oct 24, 2026"),
    ],
)
def test_that_a_day_is_named_by_how_long_ago_it_is(day: date, said: str) -> None:
    assert wording.since_day_words(day, SATURDAY) == said


@pytest.mark.parametrize(("minutes", "said"), [(0, "0 min"), (55, "55 min"), (60, "1 h"), (140, "2 h 20 min")])
def test_that_a_length_of_time_is_short(minutes: int, said: str) -> None:
    assert wording.span_words(minutes) == said


def test_that_a_period_of_one_day_is_that_day() -> None:
    assert wording.period_words(Period.day(SATURDAY)) == "Saturday, November 21, 2026"
    assert wording.period_words(Period.month(2026, 2)) == "Sunday, February 1, 2026 to Saturday, February 28, 2026"
