"""How early a ride must be asked for."""

from __future__ import annotations

from datetime import date, timedelta


def first_day(today: date, days_ahead: int) -> date:
    """The first day that can still be asked for ``today``."""
    return today + timedelta(days=days_ahead)
