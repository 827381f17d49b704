"""Days, times, shifts and mentors in words, for the boards and for screen readers."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.written import write_time
from rcc_mentors.shifts.rows import STANDING
from rcc_mentors.views.board_layout import conflicts, has_conflict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from rcc_mentors.shifts.rows import PlaceRow, Refusal, ShiftRow

_, ngettext = words("rcc_mentors")


def weekday_words(weekday: int) -> str:
    """The name of an ISO weekday."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[weekday - 1]


def short_weekday_words(weekday: int) -> str:
    """The name of an ISO weekday over a column."""
    return (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))[weekday - 1]


def month_words(month: int) -> str:
    """The name of a month."""
    names = (
        *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June"), _("July"), _("August")),
        *(_("September"), _("October"), _("November"), _("December")),
    )
    return names[month - 1]


def day_words(day: date) -> str:
    """A day without its year: ``Saturday, November 21``."""
    return _("{weekday}, {month} {day}").format(
        weekday=weekday_words(day.isoweekday()), month=month_words(day.month), day=day.day
    )


def short_day_words(day: date) -> str:
    """A day in a list: ``Sat, Nov 21``."""
    return _("{weekday}, {month} {day}").format(
        weekday=short_weekday_words(day.isoweekday()), month=month_words(day.month)[:3], day=day.day
    )


def range_words(first: date, last: date) -> str:
    """The days a board shows: ``Nov 16 – 22, 2026``, ``Nov 30 – Dec 6, 2026``, ``Sat, Nov 21, 2026``."""
    if first == last:
        return _("{day}, {year}").format(day=short_day_words(first), year=first.year)
    start, end = month_words(first.month)[:3], month_words(last.month)[:3]
    if first.month == last.month:
        return _("{month} {first} – {last}, {year}").format(month=start, first=first.day, last=last.day, year=last.year)
    return _("{month} {day} – {last_month} {last_day}, {year}").format(
        month=start, day=first.day, last_month=end, last_day=last.day, year=last.year
    )


def month_year_words(day: date) -> str:
    """A month with its year: ``November 2026``."""
    return _("{month} {year}").format(month=month_words(day.month), year=day.year)


def hour_words(hour: int) -> str:
    """An hour of the day: ``9 am``, ``12 pm``."""
    return write_time(time(hour)).replace(":00", "")


def clock_words(moment: datetime) -> str:
    """A time of day without a needless ``:00``: ``8 pm``, ``8:30 pm``."""
    return write_time(moment.time()).replace(":00", "")


def time_range_words(starts: datetime, ends: datetime) -> str:
    """The hours of a shift: ``9 am – 1 pm``; one that ends on another day says which."""
    if ends.date() != starts.date() and ends.time() != time.min:
        return _("{starts} – {ends} {weekday}").format(
            starts=clock_words(starts), ends=clock_words(ends), weekday=short_weekday_words(ends.isoweekday())
        )
    return _("{starts} – {ends}").format(starts=clock_words(starts), ends=clock_words(ends))


def spoken_range_words(starts: datetime, ends: datetime) -> str:
    """The hours of a shift to be read aloud: ``9 am to 1 pm``."""
    if ends.date() != starts.date() and ends.time() != time.min:
        return _("{starts} to {ends} on {weekday}").format(
            starts=clock_words(starts), ends=clock_words(ends), weekday=weekday_words(ends.isoweekday())
        )
    return _("{starts} to {ends}").format(starts=clock_words(starts), ends=clock_words(ends))


def when_words(shift: ShiftRow) -> str:
    """Day and hours of a shift: ``Monday, November 16, 9 am to 1 pm``."""
    return _("{day}, {hours}").format(day=day_words(shift.day), hours=spoken_range_words(shift.starts, shift.ends))


def span_words(minutes: int) -> str:
    """A length of time: ``55 min``, ``2 h 20 min``, ``4 h``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def name_words(place: PlaceRow) -> str:
    """A mentor in a shift: the name, with what is not settled yet."""
    if place.state == "offered":
        return _("{name} (asked)").format(name=place.name)
    return place.name


def in_a_row(parts: Iterable[str]) -> str:
    """Words of one line, kept apart by U+2068 and U+2069: no time runs into a name written from right to left."""
    return " · ".join(f"\u2068{part}\u2069" for part in parts)


def names_words(shift: ShiftRow) -> str:
    """Everybody who stands in a shift."""
    return ", ".join(name_words(place) for place in shift.places if place.state in STANDING)


def missing_words(shift: ShiftRow) -> str:
    """How many are still needed, or nothing."""
    if not shift.missing:
        return ""
    if not shift.covered:
        return _("Open slot") if shift.missing == 1 else _("{count} open slots").format(count=shift.missing)
    return ngettext("{count} more needed", "{count} more needed", shift.missing).format(count=shift.missing)


def needs_words(shift: ShiftRow) -> str:
    """What a shift asks for, or nothing."""
    return ", ".join(shift.needs)


def refusal_words(refusals: Iterable[Refusal]) -> str:
    """The sentences of the rules that say no, each once: a leave may be both a stage and an absence."""
    return " ".join(dict.fromkeys(refusal.sentence for refusal in refusals))


def spoken_shift(shift: ShiftRow) -> str:
    """Everything a block shows, as one sentence for screen readers and for the line under the board."""
    said = [_("{role}, {when}").format(role=shift.role_title, when=when_words(shift))]
    said += [shift.site_name if not shift.place else f"{shift.site_name}, {shift.place}"]
    said += [names_words(shift), missing_words(shift)]
    if shift.needs:
        said += [_("asks for: {what}").format(what=needs_words(shift))]
    if has_conflict(shift):
        said += [_("conflict: {why}").format(why=" ".join(refusal_words(p.refusals) for p in conflicts(shift)))]
    if any(place.is_locked for place in shift.places):
        said += [_("locked")]
    if not shift.is_published:
        said += [_("not published yet")]
    return "; ".join(each.rstrip(".") for each in said if each)
