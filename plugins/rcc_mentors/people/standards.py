"""What this center asks of its mentors, out of the settings."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

import holidays

from rcc_mentors.settings import ETHICS_EDITION, ETHICS_MONTHS, HOLIDAYS, LAST_DAY, WARN_DAYS

if TYPE_CHECKING:
    from datetime import date

    from rcc_desktop.api import Desk
    from rcc_mentors.people.rules import LastDay


@dataclass(frozen=True, slots=True)
class Standards:
    """How early the center warns, how it counts a last day, which ethics code is in force, whose holidays it keeps."""

    warn_days: int = WARN_DAYS.default
    last_day: LastDay = "same_date"
    ethics_edition: str = ETHICS_EDITION.default
    ethics_months: int = ETHICS_MONTHS.default
    holidays_of: str = HOLIDAYS.default

    def closed_days(self, day: date) -> frozenset[date]:
        """Public holidays of the year of ``day`` and the next, as they are observed."""
        return public_holidays(self.holidays_of, (day.year, day.year + 1))


def standards_of(desk: Desk) -> Standards:
    """What was chosen."""
    return Standards(
        desk.setting(WARN_DAYS),
        cast("LastDay", desk.setting(LAST_DAY)),
        desk.setting(ETHICS_EDITION),
        desk.setting(ETHICS_MONTHS),
        desk.setting(HOLIDAYS),
    )


@cache
def public_holidays(place: str, years: tuple[int, ...]) -> frozenset[date]:
    """The public holidays of ``US`` or ``US-MA``; none for nothing or for a place nobody knows."""
    country, _dash, state = place.strip().upper().partition("-")
    try:
        return frozenset(holidays.country_holidays(country, subdiv=state or None, years=years))
    except NotImplementedError:
        return frozenset()
