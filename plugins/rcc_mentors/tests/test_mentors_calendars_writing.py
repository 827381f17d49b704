"""The calendar files by themselves: read back by other readers, over the nights when the clocks change."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from io import StringIO
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from dateutil.rrule import rrulestr
from dateutil.tz import tzical
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from rcc_mentors.calendars.rows import SeriesTimes, ShiftTime
from rcc_mentors.calendars.writing import DOMAIN, calendar_of
from rcc_mentors.calendars.zones import zone_between

ZONE = ZoneInfo("America/New_York")
NOW = datetime(2026, 11, 23, 9, 0, 0, 5, tzinfo=ZONE)
NAME = re.compile(r"[A-Z][A-Z0-9-]*")


def strictly(content: bytes) -> list[tuple[str, dict[str, str], str]]:
    """Lines by RFC 5545, 3.1: name, parameters, value. Fails on anything the grammar does not allow."""
    assert content.endswith(b"\r\n")
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"\r" not in content.replace(b"\r\n", b"")
    lines = content.removesuffix(b"\r\n").split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    for line in lines:
        line.decode()  # no letter is cut in two by a fold
    found = []
    for whole in content.decode().replace("\r\n ", "").removesuffix("\r\n").split("\r\n"):
        head, colon, value = whole.partition(":")
        name, *parameters = head.split(";")
        assert colon
        assert NAME.fullmatch(name)
        found.append((name, dict(each.split("=", 1) for each in parameters), value))
    return found


def components(content: bytes) -> list[tuple[str, list[tuple[str, dict[str, str], str]]]]:
    """The components in their order, BEGIN matched by END, each with its own lines."""
    open_ones: list[tuple[str, list[Any]]] = []
    closed = []
    for name, parameters, value in strictly(content):
        if name == "BEGIN":
            open_ones.append((value, []))
        elif name == "END":
            assert open_ones[-1][0] == value
            closed.append(open_ones.pop())
        else:
            open_ones[-1][1].append((name, parameters, value))
    assert open_ones == []
    return closed


def events(content: bytes) -> list[dict[str, str]]:
    found = []
    for kind, lines in components(content):
        if kind == "VEVENT":
            names = [name for name, _parameters, _value in lines]
            once = {"UID", "DTSTAMP", "DTSTART", "DTEND", "SEQUENCE", "STATUS", "SUMMARY"}
            assert all(names.count(name) == 1 for name in once)
            found.append({name: value for name, _parameters, value in lines})
    return found


def shift(day: date, hour: float = 9, hours: float = 3, **more: Any) -> ShiftTime:
    starts = datetime.combine(day, time(), tzinfo=ZONE) + timedelta(hours=hour)
    told = {"uid": "abc", "set_for": day, "title": "Front desk", "site": "Main Street", "place": "", **more}
    ends = (starts.astimezone(UTC) + timedelta(hours=hours)).astimezone(ZONE)
    return ShiftTime(starts=starts, ends=told.pop("ends", ends), **told)


def series(*shifts: ShiftTime, rule: str = "FREQ=WEEKLY;BYDAY=MO", first: date = date(2026, 10, 26)) -> SeriesTimes:
    return SeriesTimes("abc", first, 9 * 60, 180, rule, "Front desk", "Main Street", "", shifts)


def written(*shifts: ShiftTime, **more: Any) -> bytes:
    return calendar_of("Main Street", [series(*shifts, **more)], [], ZONE, NOW)


def starts_of(content: bytes, first: date, last: date) -> list[datetime]:
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(first, last)
    told = [event for event in found if event["STATUS"] != "CANCELLED"]
    return sorted(event.start.astimezone(UTC) for event in told)


def mondays(count: int) -> list[date]:
    return [date(2026, 10, 26) + timedelta(weeks=week) for week in range(count)]


def test_that_a_series_keeps_its_hour_when_the_clocks_change() -> None:
    # New York leaves summer time on 2026-11-01: nine o'clock is 13:00 UTC before and 14:00 UTC after
    content = written(*(shift(day) for day in mondays(3)))
    (one,) = events(content)
    assert one["RRULE"] == "FREQ=WEEKLY;UNTIL=20261109T140000Z;BYDAY=MO"
    expected = [datetime(2026, 10, 26, 13, tzinfo=UTC), datetime(2026, 11, 2, 14, tzinfo=UTC)]
    expected.append(datetime(2026, 11, 9, 14, tzinfo=UTC))
    assert starts_of(content, date(2026, 1, 1), date(2027, 12, 31)) == expected


def test_that_dateutil_reads_the_same_days_out_of_the_rule() -> None:
    content = written(*(shift(day) for day in mondays(4)))
    (one,) = events(content)
    begins = datetime.strptime(one["DTSTART"], "%Y%m%dT%H%M%S").replace(tzinfo=ZONE)
    assert [each.date() for each in rrulestr(one["RRULE"], dtstart=begins)] == mondays(4)


def test_that_what_is_not_published_is_not_told() -> None:
    published = [shift(day) for day in mondays(2)]
    assert len(starts_of(written(*published), date(2026, 1, 1), date(2027, 12, 31))) == 2


def test_that_a_day_without_a_shift_is_left_out() -> None:
    content = written(*(shift(day) for day in mondays(4) if day != date(2026, 11, 9)))
    (one,) = events(content)
    assert one["EXDATE"] == "20261109T090000"
    days = [start.date() for start in starts_of(content, date(2026, 1, 1), date(2027, 12, 31))]
    assert days == [date(2026, 10, 26), date(2026, 11, 2), date(2026, 11, 16)]


def test_that_a_shift_that_was_moved_is_told_once_and_where_it_was_moved_to() -> None:
    moved = shift(date(2026, 11, 3), 15, set_for=date(2026, 11, 2), sequence=2)
    content = written(shift(date(2026, 10, 26)), moved, shift(date(2026, 11, 9)))
    repeating, instead = events(content)
    assert instead["RECURRENCE-ID"] == "20261102T090000"
    assert (instead["UID"], instead["SEQUENCE"]) == (repeating["UID"], "2")
    assert [start.day for start in starts_of(content, date(2026, 1, 1), date(2027, 12, 31))] == [26, 3, 9]


def test_that_a_shift_that_was_called_off_stays_as_cancelled() -> None:
    off = shift(date(2026, 11, 2), status="CANCELLED", sequence=1)
    content = written(shift(date(2026, 10, 26)), off, shift(date(2026, 11, 9)))
    assert [event["STATUS"] for event in events(content)] == ["CONFIRMED", "CANCELLED"]
    assert [start.day for start in starts_of(content, date(2026, 1, 1), date(2027, 12, 31))] == [26, 9]


def test_that_every_change_raises_the_sequence_of_the_series() -> None:
    sequences = []
    for changed in ({}, {"sequence": 1}, {"sequence": 2, "status": "CANCELLED"}):
        content = written(shift(date(2026, 10, 26)), shift(date(2026, 11, 2), **changed))
        sequences.append(int(events(content)[0]["SEQUENCE"]))
    longer = written(*(shift(day) for day in mondays(3)))
    assert sequences == sorted(set(sequences))
    assert int(events(longer)[0]["SEQUENCE"]) > sequences[0]


def test_that_a_shift_on_a_day_the_rule_does_not_have_stands_alone() -> None:
    extra = shift(date(2026, 11, 5))
    content = written(shift(date(2026, 10, 26)), extra, shift(date(2026, 11, 9)))
    (alone,) = [event for event in events(content) if "RRULE" not in event]
    assert alone["UID"] == f"abc-20261105{DOMAIN}"
    assert "RECURRENCE-ID" not in alone


@pytest.mark.parametrize(("rule", "count"), [("FREQ=WEEKLY;BYDAY=MO;COUNT=3", 3), ("FREQ=WEEKLY;UNTIL=20261109", 3)])
def test_that_a_rule_with_an_end_of_its_own_ends_there(rule: str, count: int) -> None:
    content = written(*(shift(day) for day in mondays(3)), rule=rule)
    assert "COUNT" not in events(content)[0]["RRULE"]
    assert events(content)[0]["RRULE"].count("UNTIL") == 1
    assert len(starts_of(content, date(2026, 1, 1), date(2027, 12, 31))) == count


def test_that_the_night_when_an_hour_comes_twice_is_told_in_utc() -> None:
    # 2026-11-01: the clock shows 1:30 at 05:30 and again at 06:30 UTC
    starts = datetime(2026, 11, 1, 1, 30, tzinfo=ZONE, fold=1)
    late = ShiftTime(
        "x", None, starts, (starts.astimezone(UTC) + timedelta(hours=2)).astimezone(ZONE), "Phone", "A", ""
    )
    content = calendar_of("A", [], [late], ZONE, NOW)
    (one,) = events(content)
    assert (one["DTSTART"], one["DTEND"]) == ("20261101T063000Z", "20261101T083000Z")


def test_that_a_shift_through_the_night_of_spring_is_as_long_as_it_really_is() -> None:
    # ORACLE 8.3: 2026-03-07 22:00 to 03-08 08:00 in New York is nine hours
    night = shift(date(2026, 3, 7), 22, 9, uid="n", set_for=None)
    assert night.ends.hour == 8
    (found,) = recurring_ical_events.of(Calendar.from_ical(calendar_of("A", [], [night], ZONE, NOW))).at(2026)
    assert found.end - found.start == timedelta(hours=9)
    assert found.start == datetime(2026, 3, 8, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "key", ["America/New_York", "America/Phoenix", "Europe/London", "Australia/Lord_Howe", "Africa/Casablanca"]
)
def test_that_a_reader_that_knows_no_zones_finds_the_same_offset_at_every_hour(key: str) -> None:
    zone = ZoneInfo(key)
    text = zone_between(zone, 2025, 2027).to_ical().decode()
    theirs = tzical(StringIO(f"BEGIN:VCALENDAR\r\n{text}END:VCALENDAR\r\n")).get(key)
    assert theirs is not None
    hours = (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=hour, minutes=30) for hour in range(365 * 24))
    local = (moment.astimezone(zone) for moment in hours)
    certain = [each for each in local if each.replace(fold=0).utcoffset() == each.replace(fold=1).utcoffset()]
    differing = [each for each in certain if each.replace(tzinfo=theirs).utcoffset() != each.utcoffset()]
    assert differing == []


def test_that_each_onset_is_the_time_on_the_clock_before_the_change() -> None:
    # RFC 5545, 3.6.5, the example of New York: both changes are at 02:00 by the clock before
    text = zone_between(ZONE, 2026, 2026).to_ical().decode()
    assert re.findall(r"DTSTART:(2026\d{4}T\d{6})", text) == ["20260308T020000", "20261101T020000"]


def test_that_the_file_says_what_every_calendar_must() -> None:
    content = written(shift(date(2026, 10, 26)))
    whole = dict(components(content))["VCALENDAR"]
    assert [(name, value) for name, _parameters, value in whole if name in {"VERSION", "CALSCALE"}] == [
        ("VERSION", "2.0"),
        ("CALSCALE", "GREGORIAN"),
    ]
    assert {name for name, _parameters, _value in whole} >= {"PRODID", "X-WR-CALNAME"}
    assert events(content)[0]["DTSTAMP"] == "20261123T140000Z"
    zones = {parameters["TZID"] for name, parameters, _value in strictly(content) if "TZID" in parameters}
    assert zones == {"America/New_York"}
    assert ("TZID", {}, "America/New_York") in dict(components(content))["VTIMEZONE"]


def test_that_an_empty_calendar_is_one_too() -> None:
    assert [kind for kind, _lines in components(calendar_of("A", [], [], ZONE, NOW))] == ["VCALENDAR"]


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=120), st.sampled_from(["", "غرفة ", "🌲" * 30]))
def test_that_any_name_of_a_place_is_folded_between_letters_and_read_back(name: str, before: str) -> None:
    place = (before + name).strip()
    content = calendar_of(place, [], [shift(date(2026, 11, 2), place=place, title=place)], ZONE, NOW)
    strictly(content)
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    assert str(found["LOCATION"]) == ", ".join(part for part in (place, "Main Street") if part)
    assert str(found["SUMMARY"]) == place
