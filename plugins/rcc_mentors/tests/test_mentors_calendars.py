"""Calendars out of the center's own shifts, written to a folder; and busy times into it."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
import recurring_ical_events
from icalendar import Calendar
from rcc_mentors.calendars.asking import read_content, read_file
from rcc_mentors.calendars.busy import preview_busy, take_busy
from rcc_mentors.calendars.out import calendar_name, rename_calendar, write_calendars
from rcc_mentors.calendars.reading import MOST_BYTES
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.booking import book, publish, unbook
from rcc_mentors.shifts.records import Absence, Shift
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.series import add_shift, cancel_shift

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import ClosedDay, fetch
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Desk = Any
Clock = Any
MONDAY = date(2026, 11, 23)
MORNING = ShiftWish(1, "front_desk", MONDAY, 9 * 60, 180, place="Hall", rule="FREQ=WEEKLY;BYDAY=MO")


@needs("testing")
def _add_mentor(person: int) -> int:
    day = date(2026, 1, 5)
    return Mentor.add(person=person, stage="active", stage_on=day, applied_on=day, active_on=day)


@pytest.fixture
def mentor(desk: Desk, person: Callable[[str], int]) -> Callable[[str], int]:
    """Add an active mentor by name."""

    def add(name: str) -> int:
        somebody = person(name)
        return int(desk.do(lambda: _add_mentor(somebody)))

    return add


@pytest.fixture
def mondays(desk: Desk, clock: Clock) -> list[int]:
    """Shifts on Mondays from 9 to 12; those of the next four weeks are published."""
    desk.do(lambda: add_shift(MORNING, clock.now))
    desk.do(lambda: publish(MONDAY, MONDAY + timedelta(days=27), clock.now))
    return [row for (row,) in desk.ask(lambda: fetch(Shift.select(Shift.id).order_by(Shift.on_day)))]


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """The folder that calendars are written to."""
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


def calendars(where: Path) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in sorted(where.glob("*.ics"))}


def days(content: bytes) -> list[date]:
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(MONDAY, MONDAY + timedelta(days=400))
    return sorted(event.start.date() for event in found if event["STATUS"] != "CANCELLED")


def of_mentor(desk: Desk, where: Path, mentor: int) -> bytes:
    return calendars(where)[desk.do(lambda: calendar_name(mentor))]


def test_that_each_mentor_each_site_and_the_whole_have_a_file_that_names_nobody(
    desk: Desk, clock: Clock, shared: Path, mondays: list[int], mentor: Callable[[str], int]
) -> None:
    ana = mentor("Ana Lee")
    desk.do(lambda: book(mondays[0], ana, clock.now))
    written = desk.do(lambda: write_calendars(shared, clock.now))
    found = calendars(shared)
    assert (written.files, written.mentors, written.sites, len(found)) == (3, 1, 1, 3)
    assert all(len(name) == 32 and not name.isdecimal() for name in found)
    assert not any(name in content for content in found.values() for name in (b"Ana", b"Lee"))
    assert days(of_mentor(desk, shared, ana)) == [MONDAY]
    assert [path.name for path in shared.iterdir() if path.suffix != ".ics"] == []


def test_that_only_what_is_published_is_told(desk: Desk, clock: Clock, shared: Path, mondays: list[int]) -> None:
    desk.do(lambda: write_calendars(shared, clock.now))
    assert len(mondays) > 4
    assert {tuple(days(content)) for content in calendars(shared).values()} == {
        tuple(MONDAY + timedelta(weeks=week) for week in range(4))
    }


def test_that_a_file_keeps_its_name_and_is_replaced(desk: Desk, clock: Clock, shared: Path, mondays: list[int]) -> None:
    desk.do(lambda: write_calendars(shared, clock.now))
    before = set(calendars(shared))
    desk.do(lambda: cancel_shift(mondays[1], "this", "Storm", clock.now, expected=2))
    desk.do(lambda: write_calendars(shared, clock.now))
    assert set(calendars(shared)) == before
    assert {len(days(content)) for content in calendars(shared).values()} == {3}
    assert all(b"STATUS:CANCELLED" in content for content in calendars(shared).values())


def test_that_a_day_the_site_is_closed_is_cancelled(desk: Desk, clock: Clock, shared: Path, mondays: list[int]) -> None:
    @needs("testing")
    def close() -> None:
        ClosedDay.add(site=None, on_day=MONDAY + timedelta(weeks=2), why="Snow")

    desk.do(close)
    desk.do(lambda: write_calendars(shared, clock.now))
    assert MONDAY + timedelta(weeks=2) not in days(next(iter(calendars(shared).values())))


def test_that_a_booking_that_was_given_up_is_cancelled_with_a_higher_sequence(
    desk: Desk, clock: Clock, shared: Path, mondays: list[int], mentor: Callable[[str], int]
) -> None:
    ana = mentor("Ana Lee")
    booked = desk.do(lambda: book(mondays[0], ana, clock.now))
    desk.do(lambda: write_calendars(shared, clock.now))
    (before,) = Calendar.from_ical(of_mentor(desk, shared, ana)).walk("VEVENT")
    desk.do(lambda: unbook(booked, clock.now))
    desk.do(lambda: write_calendars(shared, clock.now))
    (after,) = Calendar.from_ical(of_mentor(desk, shared, ana)).walk("VEVENT")
    assert (before["STATUS"], after["STATUS"]) == ("CONFIRMED", "CANCELLED")
    assert after["UID"] == before["UID"]
    assert int(str(after["SEQUENCE"])) > int(str(before["SEQUENCE"]))


def test_that_whoever_leaves_loses_the_file_and_other_files_stay(
    desk: Desk, clock: Clock, shared: Path, mondays: list[int], mentor: Callable[[str], int]
) -> None:
    ana = mentor("Ana Lee")
    (shared / "menu.ics").write_text("ours", encoding="utf-8")
    desk.do(lambda: write_calendars(shared, clock.now))

    @needs("testing")
    def leave() -> None:
        Mentor.change(ana, stage="left")

    desk.do(leave)
    written = desk.do(lambda: write_calendars(shared, clock.now))
    assert (written.mentors, written.removed) == (0, 1)
    assert (shared / "menu.ics").read_text(encoding="utf-8") == "ours"
    assert len(calendars(shared)) == 3


def test_that_a_full_disk_changes_nothing(
    desk: Desk, clock: Clock, shared: Path, mondays: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.do(lambda: write_calendars(shared, clock.now))
    before = calendars(shared)
    written: list[Path] = []

    def write(path: Path, content: bytes) -> int:
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)
        return len(content)

    monkeypatch.setattr(type(shared), "write_bytes", write)
    clock.advance(hours=1)
    with pytest.raises(Problem, match="No space left"):
        desk.do(lambda: write_calendars(shared, clock.now))
    assert calendars(shared) == before
    assert {path.suffix for path in shared.iterdir()} == {".ics"}


def test_that_a_folder_that_is_not_there_is_said(desk: Desk, clock: Clock, shared: Path) -> None:
    with pytest.raises(Problem, match="There is no folder"):
        desk.do(lambda: write_calendars(shared / "away", clock.now))


def test_that_an_address_in_wrong_hands_is_changed(
    desk: Desk, clock: Clock, shared: Path, mondays: list[int], mentor: Callable[[str], int]
) -> None:
    ana = mentor("Ana Lee")
    desk.do(lambda: write_calendars(shared, clock.now))
    old = desk.do(lambda: calendar_name(ana))
    new = desk.do(lambda: rename_calendar(ana, shared))
    assert old not in calendars(shared)
    desk.do(lambda: write_calendars(shared, clock.now))
    assert new in calendars(shared)
    assert new != old


BUSY = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20261101T000000Z\r\n"
    b"SUMMARY:Court at nine\r\nDTSTART;TZID=America/New_York:20261123T090000\r\nDURATION:PT1H\r\n"
    b"RRULE:FREQ=WEEKLY;COUNT=3\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def test_that_busy_times_are_shown_first_and_taken_once(
    desk: Desk, clock: Clock, mondays: list[int], mentor: Callable[[str], int]
) -> None:
    ana = mentor("Ana Lee")
    desk.do(lambda: book(mondays[0], ana, clock.now))
    read = read_content(BUSY, clock.now)
    seen = desk.ask(lambda: preview_busy(ana, read, clock.now))
    assert (len(seen.new), seen.same, seen.gone, seen.clashes) == (3, 0, 0, 1)
    taken = desk.do(lambda: take_busy(ana, read, clock.now))
    assert (taken.added, taken.removed, taken.clashes) == (3, 0, 1)
    again = desk.do(lambda: take_busy(ana, read_content(BUSY, clock.advance(hours=3)), clock.now))
    assert (again.added, again.removed) == (0, 0)


def test_that_of_somebodys_calendar_only_times_are_kept(desk: Desk, clock: Clock, mentor: Callable[[str], int]) -> None:
    ana = mentor("Ana Lee")
    desk.do(lambda: take_busy(ana, read_content(BUSY, clock.now), clock.now))
    rows = desk.ask(
        lambda: [(row.kind, row.why, row.starts_at) for row in Absence.select().order_by(Absence.starts_at)]
    )
    assert rows[0] == ("busy", "", datetime.combine(MONDAY, time(9), tzinfo=ZONE))
    assert {kind for kind, _why, _starts in rows} == {"busy"}
    assert "Court" not in repr(desk.ask(lambda: fetch(Absence.select())))


def test_that_what_the_calendar_no_longer_has_goes_and_other_absences_stay(
    desk: Desk, clock: Clock, mentor: Callable[[str], int]
) -> None:
    ana = mentor("Ana Lee")

    @needs("testing")
    def travel() -> None:
        starts = datetime(2026, 12, 1, tzinfo=ZONE)
        Absence.add(mentor=ana, starts_at=starts, ends_at=starts + timedelta(days=2), kind="away")

    desk.do(travel)
    desk.do(lambda: take_busy(ana, read_content(BUSY, clock.now), clock.now))
    shorter = BUSY.replace(b"COUNT=3", b"COUNT=1")
    taken = desk.do(lambda: take_busy(ana, read_content(shorter, clock.now), clock.now))
    assert (taken.added, taken.removed) == (0, 2)
    assert desk.ask(lambda: Absence.select().count()) == 2


def test_that_taking_ones_own_shifts_back_in_makes_nobody_busy(
    desk: Desk, clock: Clock, shared: Path, mondays: list[int], mentor: Callable[[str], int]
) -> None:
    ana = mentor("Ana Lee")
    desk.do(lambda: book(mondays[0], ana, clock.now))
    desk.do(lambda: write_calendars(shared, clock.now))
    read = read_content(of_mentor(desk, shared, ana), clock.now)
    assert read.times == ()


@pytest.mark.parametrize(
    ("content", "said"),
    [(b"not one", "not a calendar"), (BUSY + b"\r\n" * MOST_BYTES, "larger than one megabyte")],
)
def test_that_a_file_that_cannot_be_read_is_said_in_words(
    clock: Clock, tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "busy.ics"
    file.write_bytes(content)
    with pytest.raises(Problem, match=said):
        read_file(file, clock.now)
    with pytest.raises(Problem, match="cannot be opened"):
        read_file(tmp_path / "away.ics", clock.now)


def test_that_a_mentor_takes_only_their_own_calendar(desk: Desk, clock: Clock, mentor: Callable[[str], int]) -> None:
    ana = mentor("Ana Lee")
    read = read_content(BUSY, clock.now)
    desk.acting_as("peer_mentor")
    with pytest.raises(Problem):
        desk.do(lambda: take_busy(ana, read, clock.now))
    assert desk.ask(lambda: Absence.select().count()) == 0
