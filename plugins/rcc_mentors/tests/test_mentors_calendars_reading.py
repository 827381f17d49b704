"""Calendars from outside: hostile until read, and nothing but times comes out of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_mentors.calendars.reading import MOST_BYTES, Unreadable, read_busy
from rcc_mentors.calendars.rows import BusyRead, ShiftTime
from rcc_mentors.calendars.writing import calendar_of

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZONE)
WORK = "UID:work\r\nDTSTART:20261201T140000Z\r\nDTEND:20261201T160000Z\r\nSUMMARY:Dr. Lee about the liver\r\n"


def file_of(*events: str, head: str = "") -> bytes:
    bodies = "".join(f"BEGIN:VEVENT\r\nDTSTAMP:20261101T000000Z\r\n{event}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Else//EN\r\n{head}{bodies}END:VCALENDAR\r\n".encode()


def read(*events: str, head: str = "") -> BusyRead:
    return read_busy(file_of(*events, head=head), ZONE, NOW)


def local(found: BusyRead) -> list[tuple[str, str]]:
    return [(f"{each.starts:%m-%d %H:%M}", f"{each.ends:%m-%d %H:%M}") for each in found.times]


def test_that_a_busy_time_is_read_on_the_centers_clock_and_says_nothing_else() -> None:
    found = read(WORK)
    assert local(found) == [("12-01 09:00", "12-01 11:00")]
    assert "work" not in found.times[0].uid
    assert "Lee" not in repr(found)


def test_that_the_same_file_gives_the_same_names_again() -> None:
    assert read(WORK) == read_busy(file_of(WORK), ZONE, NOW + timedelta(hours=5))


def test_that_a_repeating_event_keeps_its_hour_and_ends_with_the_13_weeks() -> None:
    # Mondays at 9 from 2026-11-30: 13 weeks from Monday 2026-11-23 9:00 end on 2027-02-22 9:00, so 12 times
    found = read(
        "UID:r\r\nDTSTART;TZID=America/New_York:20250106T090000\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\n"
    )
    assert {f"{each.starts:%a %H:%M}" for each in found.times} == {"Mon 09:00"}
    assert [found.times[0].starts.date().isoformat(), found.times[-1].starts.date().isoformat(), len(found.times)] == [
        "2026-11-23",
        "2027-02-15",
        13,
    ]


def test_that_a_day_left_out_and_one_called_off_are_free() -> None:
    daily = (
        "UID:d\r\nDTSTART:20261201T150000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY;COUNT=4\r\nEXDATE:20261202T150000Z\r\n"
    )
    off = "UID:d\r\nRECURRENCE-ID:20261203T150000Z\r\nDTSTART:20261203T150000Z\r\nDURATION:PT1H\r\nSTATUS:CANCELLED\r\n"
    assert [each[0][:5] for each in local(read(daily, off))] == ["12-01", "12-04"]


@pytest.mark.parametrize("line", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "TRANSP:transparent"])
def test_that_what_takes_no_time_is_left_out(line: str) -> None:
    assert read(f"{WORK}{line}\r\n").times == ()


def test_that_a_whole_day_is_the_centers_day() -> None:
    whole = "UID:a\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261226\r\n"
    assert local(read(whole)) == [("12-24 00:00", "12-26 00:00")]


def test_that_a_time_without_a_zone_is_the_centers_and_of_a_named_calendar_that_calendars() -> None:
    floating = "UID:f\r\nDTSTART:20261201T090000\r\nDURATION:PT1H\r\n"
    assert local(read(floating)) == [("12-01 09:00", "12-01 10:00")]
    assert local(read(floating, head="X-WR-TIMEZONE:America/Los_Angeles\r\n")) == [("12-01 12:00", "12-01 13:00")]
    assert local(read(floating, head="X-WR-TIMEZONE:Mars/Olympus\r\n")) == [("12-01 09:00", "12-01 10:00")]


def test_that_a_zone_nobody_knows_is_taken_for_the_centers_and_said() -> None:
    found = read("UID:m\r\nDTSTART;TZID=Mars/Olympus:20261201T090000\r\nDURATION:PT1H\r\n", WORK)
    assert (local(found)[0], found.guessed) == (("12-01 09:00", "12-01 10:00"), 1)


def test_that_a_zone_the_file_explains_itself_is_taken_as_it_says() -> None:
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Ours\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    found = read("UID:o\r\nDTSTART;TZID=Ours:20261201T150000\r\nDURATION:PT1H\r\n", head=zone)
    assert local(found) == [("12-01 09:00", "12-01 10:00")]


def test_that_our_own_shifts_make_nobody_busy() -> None:
    starts = datetime(2026, 12, 1, 9, tzinfo=ZONE)
    ours = ShiftTime("abc", None, starts, starts + timedelta(hours=3), "Front desk", "Main Street", "")
    assert read_busy(calendar_of("Mine", [], [ours], ZONE, NOW), ZONE, NOW).times == ()


def test_that_what_is_over_or_far_away_is_left_out_and_what_is_under_way_is_not() -> None:
    past = "UID:p\r\nDTSTART:20261123T120000Z\r\nDTEND:20261123T140000Z\r\n"  # ends at nine, now
    under_way = "UID:u\r\nDTSTART:20261123T120000Z\r\nDTEND:20261123T150000Z\r\n"
    far = "UID:f\r\nDTSTART:20270601T120000Z\r\nDTEND:20270601T150000Z\r\n"
    assert local(read(past, under_way, far)) == [("11-23 07:00", "11-23 10:00")]


def test_that_nothing_is_longer_than_a_year() -> None:
    (endless,) = read("UID:e\r\nDTSTART:20261201T000000Z\r\nDURATION:P36500D\r\n").times
    assert endless.ends.astimezone(UTC) - endless.starts.astimezone(UTC) == timedelta(days=366)


@pytest.mark.parametrize(
    "event",
    [
        "UID:s\r\nDTSTART:20261201T090000Z\r\nRRULE:FREQ=SECONDLY\r\n",
        "UID:h\r\nDTSTART:20261201T090000Z\r\nRRULE:FREQ=HOURLY\r\n",
        "UID:b\r\nDTSTART:20261201T090000Z\r\nRRULE:FREQ=DAILY;BYMINUTE=1,2,3\r\n",
        "UID:g\r\nDTSTART:garbage\r\n",
        "UID:n\r\nSUMMARY:no start\r\n",
        "UID:r\r\nDTSTART:20261201T090000Z\r\nRRULE:INTERVAL=2\r\n",
        "UID:z\r\nDTSTART:20261201T090000Z\r\nRRULE:FREQ=DAILY;INTERVAL=0\r\n",
    ],
)
def test_that_what_cannot_be_understood_is_counted_and_the_rest_is_read(event: str) -> None:
    found = read(event, WORK)
    assert (len(found.times), found.unread) == (1, 1)


def test_that_an_event_that_ends_before_it_begins_takes_no_time() -> None:
    found = read("UID:x\r\nDTSTART:20261201T090000Z\r\nDTEND:20261130T090000Z\r\n")
    assert (found.times, found.unread) == ((), 1)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "format"),
        (b"PK\x03\x04 not a calendar", "format"),
        (b"BEGIN:VCALENDAR\r\n" * 3000, "format"),
        (file_of("UID:x\r\nDTSTART;TZID=America:20261201T090000\r\n"), "format"),
        (file_of(*["UID:x\r\n"] * 5001), "events"),
        (file_of(WORK) + b" " * MOST_BYTES, "size"),
        (
            file_of(
                "UID:x\r\nDTSTART:20261201T000000Z\r\nDURATION:PT1H\r\nRDATE:"
                + ",".join(
                    f"202612{day:02}T{hour:02}{minute:02}00Z"
                    for day in range(1, 29)
                    for hour in range(24)
                    for minute in (0, 20, 40)
                )
                + "\r\n"
            ),
            "times",
        ),
    ],
    ids=["empty", "no calendar", "never ends", "a folder for a zone", "too many events", "too large", "too many times"],
)
def test_that_a_file_that_asks_too_much_is_refused(content: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_busy(content, ZONE, NOW)
    assert refused.value.code == code


@given(st.binary(max_size=300), st.integers(0, 400))
def test_that_any_damage_is_read_or_refused(damage: bytes, place: int) -> None:
    whole = file_of(WORK, "UID:r\r\nDTSTART:20261101T090000Z\r\nDURATION:PT1H\r\nRRULE:FREQ=WEEKLY\r\n")
    with suppress(Unreadable):
        read_busy(whole[:place] + damage + whole[place + len(damage) :], ZONE, NOW)
