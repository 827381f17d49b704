"""Meetings as iCalendar, read back by other readers than the one that wrote them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.tz import tzical
from icalendar import Calendar
from rcc_council.calendar_out import calendar_of, write_calendar
from rcc_council.meetings.room import arrive
from rcc_council.meetings.service import add_series, cancel_meeting, meetings_of, move_meeting

from rcc_desktop.api import Problem

if TYPE_CHECKING:
    from pathlib import Path

ZONE = ZoneInfo("America/New_York")


def read(desk: Any, body: Any) -> Calendar:
    return Calendar.from_ical(desk.ask(lambda: calendar_of(desk.now(), body=body.body)))


def event_of(calendar: Calendar, day: date) -> Any:
    (event,) = recurring_ical_events.of(calendar, components=["VEVENT"]).at(day)
    return event


@pytest.fixture
def weekly(council: Any, clock: Any, desk: Any) -> Any:
    body = council(3)
    rule = "FREQ=WEEKLY;BYDAY=WE;COUNT=3"
    body.do(add_series, body.body, rule, date(2026, 3, 4), 18 * 60, 90, desk.now(), place="Room 2, upstairs; rear")
    return body


def meetings(desk: Any, body: Any) -> Any:
    return desk.ask(lambda: meetings_of(body.body, date(2026, 1, 1), date(2026, 12, 31), desk.now()))


def test_that_another_reader_finds_every_meeting_at_its_local_hour_over_the_change_of_the_clock(
    desk: Any, weekly: Any
) -> None:
    calendar = read(desk, weekly)
    told = [event_of(calendar, day) for day in (date(2026, 3, 4), date(2026, 3, 11), date(2026, 3, 18))]
    assert [each.start.hour for each in told] == [18, 18, 18]
    assert [each.start.astimezone(UTC).hour for each in told] == [23, 22, 22], "the clocks change on March 8"
    assert {str(each["LOCATION"]) for each in told} == {"Room 2, upstairs; rear"}


def test_that_a_reader_that_knows_only_the_zone_in_the_file_agrees(desk: Any, weekly: Any) -> None:
    text = desk.ask(lambda: calendar_of(desk.now(), body=weekly.body)).decode()
    assert "\r\nBEGIN:VTIMEZONE\r\n" in text
    zone = tzical(io.StringIO(text)).get()
    for month, day, hour in ((3, 4, 18), (3, 8, 12), (3, 11, 18), (11, 4, 18)):
        told, known = (datetime(2026, month, day, hour, tzinfo=each).utcoffset() for each in (zone, ZONE))
        assert told == known, (month, day)


def test_that_a_meeting_keeps_its_uid_and_counts_up_when_it_is_moved_or_called_off(desk: Any, weekly: Any) -> None:
    first, second, _third = meetings(desk, weekly)
    before = read(desk, weekly)
    weekly.do(move_meeting, first.id, first.starts + timedelta(hours=1), first.ends + timedelta(hours=1), desk.now())
    weekly.do(cancel_meeting, second.id, "Snow")
    after = read(desk, weekly)
    told = [(str(each["STATUS"]), str(each["SEQUENCE"])) for each in after.events]
    assert told == [("CONFIRMED", "1"), ("CANCELLED", "1"), ("CONFIRMED", "0")]
    assert [str(each["UID"]) for each in after.events] == [str(each["UID"]) for each in before.events]
    assert len({str(each["UID"]) for each in after.events}) == 3


def test_that_a_meeting_that_is_moved_to_where_it_was_does_not_count_up(desk: Any, weekly: Any) -> None:
    first, *_rest = meetings(desk, weekly)
    weekly.do(move_meeting, first.id, first.starts, first.ends, desk.now())
    assert str(read(desk, weekly).events[0]["SEQUENCE"]) == "0"


def test_that_nobody_is_named(desk: Any, weekly: Any, person: Any) -> None:
    first, *_rest = meetings(desk, weekly)
    weekly.do(arrive, first.id, person("Zenobia Quillfeather"), first.starts)
    text = desk.ask(lambda: calendar_of(desk.now())).decode()
    assert "Zenobia" not in text
    assert "Member" not in text


def test_that_the_file_is_written_whole_or_not_at_all(desk: Any, weekly: Any, tmp_path: Path) -> None:
    desk.do(lambda: write_calendar(tmp_path / "council.ics", desk.now(), body=weekly.body))
    assert len(Calendar.from_ical((tmp_path / "council.ics").read_bytes()).events) == 3
    with pytest.raises(Problem):
        desk.do(lambda: write_calendar(tmp_path / "nowhere" / "council.ics", desk.now()))
    assert [each.name for each in tmp_path.glob("*.ics*")] == ["council.ics"]
