"""How early a ride must be asked for."""

from datetime import date

import pytest
from rcc_rides.rules import first_day


@pytest.mark.parametrize(
    ("ahead", "first"),
    [(0, date(2026, 12, 31)), (1, date(2027, 1, 1)), (30, date(2027, 1, 30))],
)
def test_that_a_ride_is_asked_for_days_ahead(ahead: int, first: date) -> None:
    assert first_day(date(2026, 12, 31), ahead) == first
