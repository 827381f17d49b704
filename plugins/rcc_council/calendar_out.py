"""Meetings as an iCalendar file (RFC 5545) for the calendars people have: when and where, and nobody's name.

Each meeting is an event of its own with a UID that never changes; one that is moved or called off counts up its
SEQUENCE, so that a calendar which knows it already follows.
"""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar, Event

from rcc_council.bodies.records import Body
from rcc_council.meetings.records import Meeting
from rcc_desktop.api import Problem, needs, remark, words
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

_, ngettext = words("rcc_council")

PRODUCT = "-//RCC Desktop//Councils//EN"
DOMAIN = "@council.rcc-desktop"
DAYS_BACK = 90
"""How long meetings that are over stay in the file."""


@needs("council.see")
def calendar_of(now: datetime, *, body: int | None = None) -> bytes:
    """The calendar of a body, or of all of them: the meetings of the last 90 days and all to come."""
    since = now - timedelta(days=DAYS_BACK)
    names = ("uid", "sequence", "starts_at", "ends_at", "place", "state", "kind")
    query = Meeting.select(Body.name, *(getattr(Meeting, name) for name in names)).join(Body)
    chosen = query.where(Meeting.ends_at >= since)
    if body is not None:
        chosen = chosen.where(Meeting.body == body)
    calendar = Calendar()
    calendar.add("PRODID", PRODUCT)
    calendar.add("VERSION", "2.0")
    calendar.add("CALSCALE", "GREGORIAN")
    calendar.add("X-WR-CALNAME", _title(body))
    for title, *values in fetch(chosen.order_by(Meeting.starts_at, Meeting.id)):
        calendar.add_component(_event(title, dict(zip(names, values, strict=True)), now))
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


@needs("council.report")
def write_calendar(file: Path, now: datetime, *, body: int | None = None) -> None:
    """Write the calendar of a body, or of all, to a file. Raises ``Problem`` where it cannot be written."""
    content = calendar_of(now, body=body)
    aside = file.with_name(f"{file.name}.part")
    try:
        aside.write_bytes(content)
        aside.replace(file)
    except OSError as trouble:
        aside.unlink(missing_ok=True)
        raise Problem(
            _("The calendar could not be written."),
            _("Look whether the folder may be written to and has room, or choose another one."),
            code="council.calendar",
        ) from trouble
    remark(calendars="1")


def _event(title: str, stored: dict[str, Any], now: datetime) -> Event:
    starts, ends = (from_millis(stored[name]).astimezone(now.tzinfo) for name in ("starts_at", "ends_at"))
    event = Event()
    event.add("UID", f"{stored['uid']}{DOMAIN}")
    event.add("DTSTAMP", now.astimezone(UTC).replace(microsecond=0))
    event.add("SUMMARY", title)
    if stored["place"]:
        event.add("LOCATION", stored["place"])
    event.add("DTSTART", starts)
    event.add("DTEND", ends)
    event.add("SEQUENCE", stored["sequence"])
    event.add("STATUS", "CANCELLED" if stored["state"] == "cancelled" else "CONFIRMED")
    return event


def _title(body: int | None) -> str:
    found = fetch(Body.select(Body.name).where(Body.id == body)) if body is not None else []
    return str(found[0][0]) if found else _("Council meetings")
