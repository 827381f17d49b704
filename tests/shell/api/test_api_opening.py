"""Opening hours, closed days, and which day the small hours belong to."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from rcc_desktop.api import OpenHours, Opening, Period

NEW_YORK = ZoneInfo("America/New_York")
NINE_TO_FIVE = OpenHours(time(9), time(17))
WEEKDAYS = Opening(NEW_YORK, dict.fromkeys(range(1, 6), NINE_TO_FIVE), frozenset({date(2026, 11, 26)}))


def test_that_days_open_leave_out_weekends_and_closed_days() -> None:
    # November 2026 has 21 weekdays; Thanksgiving (the 26th) is one of them.
    assert WEEKDAYS.days_open(Period.month(2026, 11)) == 20


def test_that_a_site_that_closes_after_midnight_closes_the_next_day() -> None:
    late = Opening(NEW_YORK, {6: OpenHours(time(18), time(2))})
    assert late.closing(date(2026, 11, 21)) == datetime(2026, 11, 22, 2, tzinfo=NEW_YORK)


def test_that_a_closed_day_has_no_closing_time() -> None:
    assert WEEKDAYS.closing(date(2026, 11, 26)) is None
    assert WEEKDAYS.closing(date(2026, 11, 22)) is None


def test_that_the_small_hours_count_for_the_evening_before() -> None:
    # 08:30 UTC on the 22nd is 03:30 in New York; 09:00 UTC is 04:00, when the new day begins.
    assert WEEKDAYS.local_day(datetime(2026, 11, 22, 8, 30, tzinfo=UTC)) == date(2026, 11, 21)
    assert WEEKDAYS.local_day(datetime(2026, 11, 22, 9, 0, tzinfo=UTC)) == date(2026, 11, 22)
