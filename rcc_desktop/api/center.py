"""What every feature may know of the center: its name, its clock, its year, its hours."""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING

from rcc_desktop.api.contributions import Setting
from rcc_desktop.api.opening import OpenHours, Opening
from rcc_desktop.api.words import LANGUAGES, words

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_, ngettext = words("rcc_desktop")

MONTHS = {
    1: _("January"),
    4: _("April"),
    7: _("July"),
    10: _("October"),
}

CENTER_NAME = Setting("center.name", _("Name of the center"), "", section="center")
TIME_ZONE = Setting("center.time_zone", _("Time zone"), "America/New_York", section="center")
FISCAL_YEAR_STARTS = Setting(
    "center.fiscal_year_starts",
    _("The fiscal year starts in"),
    7,
    help=_("Reports by fiscal year begin on the first of this month."),
    choices=MONTHS,
    section="center",
)
DAY_TURNS = Setting(
    "center.day_turns",
    _("A new day starts at"),
    time(4, 0),
    help=_("A visit after midnight and before this time counts for the evening before."),
    section="center",
)
OPENED_ON = Setting("center.opened_on", "", date.min)
"""The day the center was made here: remembered, not asked. See ``Opening.days_open``."""
THIS_SITE = Setting("desk.site", _("This desk stands at"), 1, shared=False, section="desk")
LANGUAGE = Setting(
    "desk.language",
    _("Language"),
    "en",
    help=_("Takes effect when RCC Desktop is next opened."),
    shared=False,
    choices=LANGUAGES,
    section="desk",
)

CENTER_SETTINGS = (CENTER_NAME, TIME_ZONE, FISCAL_YEAR_STARTS, DAY_TURNS)


def opening_of(
    site: int | None, zone: ZoneInfo, day_turns: time = DAY_TURNS.default, opened_on: date = OPENED_ON.default
) -> Opening:
    """The opening hours and closed days of ``site`` (None: of all sites together). Reads the store."""
    from rcc_desktop.api.fields import from_day
    from rcc_desktop.api.records import ClosedDay, OpenOn, fetch

    hours = OpenOn.select(OpenOn.weekday, OpenOn.opens, OpenOn.closes)
    closed = ClosedDay.select(ClosedDay.on_day)
    if site is None:
        closed = closed.where(ClosedDay.site.is_null())
    else:
        hours = hours.where(OpenOn.site == site)
        closed = closed.where(ClosedDay.site.is_null() | (ClosedDay.site == site))
    by_weekday: dict[int, OpenHours] = {}
    for weekday, opens, closes in fetch(hours):
        known = by_weekday.get(weekday)
        these = OpenHours(_clock(opens), _clock(closes))
        by_weekday[weekday] = these if known is None else _widest(known, these)
    return Opening(zone, by_weekday, frozenset(from_day(day) for (day,) in fetch(closed)), day_turns, opened_on)


def _widest(one: OpenHours, other: OpenHours) -> OpenHours:
    return OpenHours(min(one.opens, other.opens), max(one.closes, other.closes))


def _clock(minutes: int) -> time:
    return time(minutes // 60 % 24, minutes % 60)
