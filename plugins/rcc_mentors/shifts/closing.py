"""Public holidays, from the library, for the country and state the center has chosen."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import holidays

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


def holidays_between(first: date, last: date, code: str) -> dict[date, str]:
    """Public holidays by day; ``code`` is US or US-MA. None for no code, and for one the library does not know."""
    if not code:
        return {}
    years = range(first.year, last.year + 1)
    return {day: name for year in years for day, name in _of_year(code, year).items() if first <= day <= last}


@cache
def _of_year(code: str, year: int) -> Mapping[date, str]:
    country, _dash, state = code.partition("-")
    known = holidays.list_supported_countries()
    if country not in known or (state and state not in known[country]):
        return {}
    return dict(holidays.country_holidays(country, subdiv=state or None, years=year))
