"""Days, times and visits as people read them."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.written import write_time

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_desktop.api import Period

    from .visits import VisitRow

_, ngettext = words("rcc_checkin")


def hour_words(hour: int) -> str:
    """An hour of the day: ``9 am``, ``12 pm``."""
    return write_time(time(hour)).replace(":00", "")


def time_words(moment: datetime) -> str:
    """A time of day: ``9:10 am``."""
    return write_time(moment.time())


def clock_words(moment: datetime) -> str:
    """A time of day without a needless ``:00``: ``8 pm``, ``8:30 pm``."""
    return time_words(moment) if moment.minute else hour_words(moment.hour)


def weekday_words(weekday: int) -> str:
    """The name of an ISO weekday."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[weekday - 1]


def month_words(month: int) -> str:
    """The name of a month."""
    names = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August")),
        *(_("September"), _("October"), _("November"), _("December")),
    )
    return names[month - 1]


def day_words(day: date) -> str:
    """A day in full: ``Saturday, November 21, 2026``."""
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=weekday_words(day.isoweekday()), month=month_words(day.month), day=day.day, year=day.year
    )


def short_day_words(day: date) -> str:
    """A day without its year: ``Saturday, November 21``."""
    return _("{weekday}, {month} {day}").format(
        weekday=weekday_words(day.isoweekday()), month=month_words(day.month), day=day.day
    )


def period_words(period: Period) -> str:
    """A period by its first and last day."""
    first, last = day_words(period.first), day_words(period.last)
    return first if period.first == period.last else _("{first} to {last}").format(first=first, last=last)


def since_day_words(day: date, today: date) -> str:
    """How long ago a day is, the way it is said at the door."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 7:
        return weekday_words(day.isoweekday())
    if days < 28:
        return ngettext("{count} week ago", "{count} weeks ago", days // 7).format(count=days // 7)
    return _("{month} {day}, {year}").format(month=month_words(day.month)[:3], day=day.day, year=day.year)


def span_words(whole_minutes: int) -> str:
    """A length of time: ``55 min``, ``2 h 20 min``."""
    hours, rest = divmod(whole_minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    return (
        _("{hours} h {minutes} min").format(hours=hours, minutes=rest) if rest else _("{hours} h").format(hours=hours)
    )


def left_people(people: int) -> str:
    """That people left. The door counts heads: who is here, who is checked out, and a visit for each who came."""
    return ngettext("{count} person is checked out.", "{count} people are checked out.", people).format(count=people)


def shown_name(row: VisitRow) -> str:
    """What stands for a visit in a list: the name, or that it was anonymous, with the group they came with."""
    name = row.name or _("Anonymous")
    return f"{name} · {row.group_name}" if row.group_name else name
