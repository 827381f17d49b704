"""What a repeat comes to: the days it gives next, in words."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_mentors.shifts.repeating import days
from rcc_mentors.views.board_words import short_day_words

if TYPE_CHECKING:
    from datetime import date

_, ngettext = words("rcc_mentors")

SHOWN = 5
YEAR = timedelta(days=400)


def next_days(rule: str, first: date) -> str:
    """The first five days: ``Next: Tue, Nov 24 · Tue, Dec 1 …``."""
    found = days(rule, first, first, first + YEAR)[:SHOWN]
    if not found:
        return _("It gives no day.")
    return _("Next: {days}").format(days=" · ".join(short_day_words(day) for day in found))


def nth_words(nth: int) -> str:
    """Which of a month's weekdays: ``second``, ``last``."""
    return {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}[nth]
