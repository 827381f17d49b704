"""Hours, their sources, states and flags as people read them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.written import write_time

if TYPE_CHECKING:
    from datetime import date, datetime

    from rcc_desktop.api import Choice, Period
    from rcc_mentors.hours.rows import EntryRow

_, ngettext = words("rcc_mentors")


def hours_words(minutes: int) -> str:
    """Minutes as hours and minutes: ``2 h 20 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=f"{hours:,}")
    return _("{hours} h {minutes} min").format(hours=f"{hours:,}", minutes=rest)


def source_words(source: str) -> str:
    """Where hours come from."""
    known = {
        "clocked": _("clocked"),
        "written": _("written down"),
        "scheduled": _("scheduled"),
        "estimated": _("estimated"),
    }
    return known.get(source, source)


def entered_words(entered: str) -> str:
    """Who or what entered them."""
    known = {
        "desk": _("at the desk"),
        "mentor": _("by the mentor"),
        "kiosk": _("at the time clock"),
        "paper": _("from a paper sheet"),
        "import": _("from a file"),
    }
    return known.get(entered, entered)


def state_words(state: str) -> str:
    """How far an entry has come."""
    known = {
        "open": _("clocked in"),
        "waiting": _("waiting"),
        "approved": _("approved"),
        "refused": _("not counted"),
    }
    return known.get(state, state)


def pay_words(pay: str) -> str:
    """Whether the time is given or paid."""
    return {"volunteer": _("Volunteer"), "paid": _("Paid")}.get(pay, pay)


def flag_words(flag: str) -> str:
    """What cannot be right, in a few words."""
    known = {
        "too_long": _("longer than the shift by half or more"),
        "day_over_24": _("more than 24 hours on one day"),
        "overlap": _("shares time with another entry"),
        "future": _("lies in the future"),
    }
    return known.get(flag, flag)


def flag_short(flag: str) -> str:
    """What cannot be right, in a word."""
    known = {
        "too_long": _("Too long"),
        "day_over_24": _("Over 24 hours"),
        "overlap": _("Overlap"),
        "future": _("In the future"),
    }
    return known.get(flag, flag)


def notes_words(row: EntryRow) -> str:
    """What to know of an entry before approving it: flags first."""
    said = [flag_words(flag) for flag in row.flags]
    if row.source == "estimated":
        said.append(_("nobody saw the end") if row.minutes else _("nobody saw the end, and there was no shift"))
    if row.addenda:
        said.append(ngettext("{count} addendum", "{count} addenda", row.addenda).format(count=row.addenda))
    if row.claimed_for:
        said.append(_("counts for {award}").format(award=row.claimed_for))
    said += [part for part in (row.note, row.approved_why) if part]
    return " · ".join(said)


def title_of(choices: tuple[Choice, ...], key: str) -> str:
    """The words for a stored key; the key itself where the center's list no longer knows it."""
    return next((choice.title for choice in choices if choice.key == key), key)


def clock_words(moment: datetime | None) -> str:
    """A time of day: ``9:10 am``; nothing for None."""
    return "" if moment is None else write_time(moment.time())


def weekday_words(weekday: int) -> str:
    """The short name of an ISO weekday."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[weekday - 1]


def month_words(month: int) -> str:
    """The short name of a month."""
    names = (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct")),
        *(_("Nov"), _("Dec")),
    )
    return names[month - 1]


def day_words(day: date) -> str:
    """A day, short: ``Sat, Nov 21, 2026``."""
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=weekday_words(day.isoweekday()), month=month_words(day.month), day=day.day, year=day.year
    )


def period_words(period: Period) -> str:
    """A period by its first and last day."""
    if period.first == period.last:
        return day_words(period.first)
    return _("{first} to {last}").format(first=day_words(period.first), last=day_words(period.last))
