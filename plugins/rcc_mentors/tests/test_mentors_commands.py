"""The schedule without a window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.commands import COMMANDS
from rcc_mentors.people.records import Credential, Mentor
from rcc_mentors.shifts.booking import book
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.series import add_shift

from rcc_desktop.api import Problem, needs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

Desk = Any
Clock = Any
MONDAY = date(2026, 11, 23)
NEEDS_PAPER = ShiftWish(1, "front_desk", MONDAY, 9 * 60, 180, least=2, most=2, credentials=("cpr",))


@pytest.fixture
def typed(desk: Desk) -> Callable[..., tuple[Mapping[str, Any], str, int]]:
    """Run a command as the command line does: the answer, what is told, the exit status."""
    by_name = {command.name: command for command in COMMANDS}

    def run(name: str, **given: Any) -> tuple[Mapping[str, Any], str, int]:
        command = by_name[name]
        answer = desk.do(lambda: command.run(desk, given))
        return answer, command.told(answer), command.status(answer) if command.status else 0

    return run


@needs("testing")
def _add_mentor(person: int) -> tuple[int, int]:
    day = date(2026, 1, 5)
    mentor = Mentor.add(person=person, stage="active", stage_on=day, applied_on=day, active_on=day)
    return mentor, Credential.add(mentor=mentor, kind="cpr", issued_on=day, expires_on=date(2027, 1, 5))


@pytest.fixture
def booked(desk: Desk, clock: Clock, person: Callable[[str], int]) -> int:
    """Ana holds one of two places on Monday; the credential that it needs is given back."""
    ana = person("Ana Lee")
    mentor, credential = desk.do(lambda: _add_mentor(ana))
    shift = desk.do(lambda: add_shift(NEEDS_PAPER, clock.now))
    desk.do(lambda: book(shift, mentor, clock.now))
    return int(credential)


def test_that_a_schedule_that_keeps_the_rules_passes_though_a_place_is_open(typed: Any, booked: int) -> None:
    answer, told, status = typed("schedule check", weeks="2026-W48")
    assert (answer["first"], answer["last"], answer["shifts"], status) == ("2026-11-23", "2026-11-29", 1, 0)
    assert [each["missing"] for each in answer["open"]] == [1]
    assert "11/23/2026, 9:00 am: Front desk, Main Street. 1 person is missing." in told
    assert told.endswith("1 shift looked at. 0 rules broken. 1 place open.")


def test_that_a_broken_rule_is_printed_and_fails_the_check(desk: Desk, typed: Any, booked: int) -> None:
    @needs("testing")
    def expire() -> None:
        Credential.change(booked, expires_on=date(2026, 11, 1))

    desk.do(expire)
    answer, told, status = typed("schedule check", weeks="2026-W48..2026-W49")
    (broken,) = answer["broken"]
    assert (broken["rule"], broken["name"], broken["overridden"], status) == ("credential", "Ana Lee", False, 1)
    assert "Ana Lee" in told.splitlines()[0]
    assert "1 rule broken." in told


def test_that_paid_work_in_a_volunteer_shift_is_told_and_passes(desk: Desk, typed: Any, booked: int) -> None:
    @needs("testing")
    def hire() -> None:
        Mentor.change(1, pay="paid")

    desk.do(hire)
    answer, told, status = typed("schedule check", weeks="2026-W48")
    assert [(each["rule"], each["warning"]) for each in answer["broken"]] == [("pay", True)]
    assert "0 rules broken." in told
    assert status == 0


def test_that_a_rule_set_aside_with_a_reason_is_told_and_passes(
    desk: Desk, clock: Clock, typed: Any, person: Callable[[str], int]
) -> None:
    bo = person("Bo Ruiz")

    @needs("testing")
    def add() -> int:
        day = date(2026, 1, 5)
        return Mentor.add(person=bo, stage="active", stage_on=day, applied_on=day, active_on=day)

    mentor = desk.do(add)
    shift = desk.do(lambda: add_shift(NEEDS_PAPER, clock.now))
    desk.do(lambda: book(shift, mentor, clock.now, override_why="Card is in the mail"))
    answer, told, status = typed("schedule check", weeks="2026-W48")
    assert ([each["overridden"] for each in answer["broken"]], status) == ([True], 0)
    assert "(overridden)" in told


def test_that_without_weeks_four_weeks_from_today_are_looked_at(typed: Any) -> None:
    answer, _told, _status = typed("schedule check")  # Saturday, 2026-11-21
    assert (answer["first"], answer["last"]) == ("2026-11-21", "2026-12-13")


@pytest.mark.parametrize("weeks", ["soon", "2026-W54", "9999-W52", "0001-W01"])
def test_that_weeks_that_are_none_are_refused(typed: Any, weeks: str) -> None:
    with pytest.raises(Problem, match="no week"):
        typed("schedule check", weeks=weeks)


def test_that_calendars_go_where_they_are_told_to(typed: Any, booked: int, tmp_path: Path) -> None:
    folder = tmp_path / "shared"
    folder.mkdir()
    answer, told, _status = typed("schedule calendars", to=str(folder))
    assert answer["files"] == len(list(folder.glob("*.ics"))) == 3
    assert told == f"3 calendars written to {folder}."


def test_that_calendars_need_a_folder(typed: Any) -> None:
    with pytest.raises(Problem, match="No folder is chosen"):
        typed("schedule calendars")


def test_that_the_front_desk_writes_no_calendars(desk: Desk, typed: Any, tmp_path: Path) -> None:
    desk.acting_as("front_desk")
    with pytest.raises(Problem):
        typed("schedule calendars", to=str(tmp_path))


@pytest.fixture
def busy_file(tmp_path: Path) -> str:
    """Somebody's calendar with one event on Monday at nine."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:x",
        "BEGIN:VEVENT",
        "UID:1",
        "DTSTAMP:20261101T000000Z",
        "SUMMARY:Court",
    ]
    lines += ["DTSTART:20261123T140000Z", "DTEND:20261123T150000Z", "END:VEVENT", "END:VCALENDAR"]
    file = tmp_path / "busy.ics"
    file.write_bytes("\r\n".join([*lines, ""]).encode())
    return str(file)


def test_that_a_mentors_busy_times_are_taken_by_name_and_once(typed: Any, booked: int, busy_file: str) -> None:
    _answer, told, _status = typed("schedule busy", person="ana", file=busy_file)
    assert told == "1 busy time added. 1 shift they hold lies in them."
    assert typed("schedule busy", person="Ana Lee", file=busy_file)[1] == "0 busy times added."


@pytest.mark.parametrize("name", ["Nobody", "99", "Bo Ruiz"])
def test_that_busy_times_of_nobody_here_are_refused(
    typed: Any, booked: int, busy_file: str, name: str, person: Callable[[str], int]
) -> None:
    person("Bo Ruiz")
    with pytest.raises(Problem, match="exactly one mentor"):
        typed("schedule busy", person=name, file=busy_file)
