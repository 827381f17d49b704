"""The time the made-up mentors gave: clocked mostly, approved when it is a while ago."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day, to_millis
from rcc_mentors.hours.records import HoursAddendum, HoursEntry, MatchLine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.made_up import MadeUpCenter
    from rcc_mentors.made_up.bookings import Booking

CLOCKED, ESTIMATED, SCHEDULED = 0.74, 0.82, 0.93
FORGOT = 0.012
WAITING_DAYS = 12
_COLUMNS = (
    *("mentor", "assignment", "site", "role", "pay", "on_day", "clock_in", "clock_out", "minutes", "source", "entered"),
    *("state", "approved_minutes", "approved_by", "approved_at"),
)


@needs("mentors.keep")
def add_hours(made_up: MadeUpCenter, bookings: Sequence[Booking]) -> None:
    """Write an entry for every shift that was kept, a few corrections, and what the center pays for such work."""
    rows = [_row(made_up, each) for each in bookings if each.state in {"completed", "checked_in"}]
    ids = HoursEntry.add_many(_COLUMNS, rows)
    chance, today = made_up.chance, to_day(made_up.now.date())
    staff = made_up.staff[0] if made_up.staff else None
    approved = [row for row, values in zip(ids, rows, strict=True) if values[11] == "approved"]
    some = chance.sample(approved, min(6, len(approved)))
    corrections = [(row, today, chance.choice((90, 120, 150)), "Left early", staff) for row in some]
    HoursAddendum.add_many(("entry", "on_day", "minutes", "why", "by"), corrections)
    _add_match(made_up)


def _row(made_up: MadeUpCenter, booking: Booking) -> tuple[object, ...]:
    chance, shift = made_up.chance, booking.shift
    whole = shift.ends - shift.starts
    drawn = chance.random()
    came = shift.starts_at + timedelta(minutes=round(chance.gauss(-2, 6)))
    start = (booking.mentor.id, booking.id, shift.site, shift.need.role, shift.need.pay, to_day(shift.day))
    if booking.state == "checked_in":
        return *start, to_millis(min(came, made_up.now)), None, 0, "clocked", "desk", "open", None, None, None
    if drawn < CLOCKED:
        stayed = round(whole * 2.2) if chance.random() < FORGOT else max(20, round(whole + chance.gauss(4, 11)))
        entered = chance.choice(("desk", "desk", "kiosk", "mentor"))
        left = min(came + timedelta(minutes=stayed), made_up.now)
        minutes = max((to_millis(left) - to_millis(came)) // 60_000, 0)
        clocked = (to_millis(came), to_millis(left), minutes, "clocked", entered)
        return *start, *clocked, *_approval(made_up, booking, minutes)
    if drawn < ESTIMATED:
        ended = to_millis(shift.ends_at)
        minutes = max((ended - to_millis(came)) // 60_000, 0)
        approval = _approval(made_up, booking, minutes)
        return *start, to_millis(came), ended, minutes, "estimated", chance.choice(("desk", "kiosk")), *approval
    source, entered = ("scheduled", "desk") if drawn < SCHEDULED else ("written", "paper")
    return *start, None, None, whole, source, entered, *_approval(made_up, booking, whole)


def _approval(made_up: MadeUpCenter, booking: Booking, minutes: int) -> tuple[str, int | None, int | None, int | None]:
    """State, minutes, by whom, when."""
    chance, shift = made_up.chance, booking.shift
    age = (made_up.now.date() - shift.day).days
    drawn = chance.random()
    if age < WAITING_DAYS or drawn < 0.01:
        return "waiting", None, None, None
    staff = made_up.staff[shift.day.month % len(made_up.staff)] if made_up.staff else None
    at = to_millis(min(shift.ends_at + timedelta(days=WAITING_DAYS - 3), made_up.now))
    if drawn < 0.02:
        return "refused", None, staff, at
    whole = shift.ends - shift.starts
    return "approved", min(minutes, round(whole * 1.5)), staff, at


def _add_match(made_up: MadeUpCenter) -> None:
    """Two lines of an award: 19 dollars and 22.50 an hour with a tenth on top, for the year that began in July."""
    today = made_up.now.date()
    year = today.year if today.month >= 7 else today.year - 1
    first, last = to_day(date(year, 7, 1)), to_day(date(year + 1, 6, 30))
    columns = ("award", "role", "first_day", "last_day", "rate_cents", "fringe_hundredths")
    lines = [("State recovery grant", "peer_mentor", first, last, 1900, 1000)]
    lines.append(("State recovery grant", "meeting", first, last, 2250, 1000))
    MatchLine.add_many(columns, lines)
