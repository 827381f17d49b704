"""The mentors of a made-up center: all stages, all states, the rules kept, the same by seed."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
import recurring_ical_events
from icalendar import Calendar
from rcc_mentors import demo
from rcc_mentors.calendars.out import write_calendars
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.made_up.hats import STAGES
from rcc_mentors.people.records import Credential, Mentor, Pairing, PairingContact
from rcc_mentors.people.rules import STAGES as KNOWN_STAGES
from rcc_mentors.records import RECORDS
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.records import Assignment, Shift

from rcc_desktop.api import OpenHours, Opening, needs
from rcc_desktop.api.fields import to_day, to_millis
from rcc_desktop.api.made_up import MadeUpCenter, MadeUpPerson
from rcc_desktop.api.records import Person, Site, StaffMember, StaffRole, fetch
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Desk = Any
FIRST = date(2026, 7, 1)
NOW = datetime(2026, 11, 23, 14, 20, tzinfo=ZONE)
TODAY = NOW.date()
WEEKDAYS = {weekday: OpenHours(time(9), time(20)) for weekday in range(1, 6)}
OPENING = Opening(ZONE, {**WEEKDAYS, 6: OpenHours(time(10), time(18))})


@needs("testing")
def _furnish(people: int) -> range:
    Site.add(name="River House")
    names = ((f"P {n}", f"P {n}", 20260501) for n in range(people))
    added = Person.add_many(("shown_name", "sort_name", "added_on"), names)
    mentor = StaffMember.add(login="nia", name="Nia Brooks", person=added[0])
    StaffRole.add(member=mentor, role="peer_mentor")
    return added


@pytest.fixture
def filled(desk: Desk) -> Callable[..., list[float]]:
    """Fill the center's mentors; 400 people since July, now being Monday afternoon."""

    def fill(people: int = 400, opening: Opening = OPENING) -> list[float]:
        told: list[float] = []
        known = [MadeUpPerson(row, FIRST, 4) for row in desk.do(lambda: _furnish(people))]
        made_up = MadeUpCenter(Random("1/mentors"), known, [1, 2], [1], opening, FIRST, NOW, 100, told.append)
        desk.do(lambda: demo.fill(made_up))
        return told

    return fill


def rows(desk: Desk, *columns: Any) -> list[tuple[Any, ...]]:
    found: list[tuple[Any, ...]] = desk.ask(lambda: fetch(columns[0].model.select(*columns)))
    return found


def test_that_sixty_mentors_stand_at_every_stage(desk: Desk, filled: Any) -> None:
    told = filled()
    stages = Counter(stage for (stage,) in rows(desk, Mentor.stage))
    assert (sum(stages.values()), set(stages)) == (60, set(KNOWN_STAGES))
    assert stages == Counter(STAGES)
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_that_there_is_something_in_every_table(desk: Desk, filled: Any) -> None:
    filled()
    empty = {record.__name__ for record in RECORDS if not desk.ask(lambda table=record: table.select().count())}
    # the center's own terms and rates, and the names of files that were not written yet
    assert empty == {"CredentialTerm", "WorthRate", "CalendarFile"}


def test_that_two_credentials_have_expired_and_others_are_about_to(desk: Desk, filled: Any) -> None:
    filled()
    newest: dict[tuple[int, str], int] = {}
    for mentor, kind, expires in rows(desk, Credential.mentor, Credential.kind, Credential.expires_on):
        newest[mentor, kind] = max(newest.get((mentor, kind), 0), expires or 20991231)
    assert sum(last < to_day(TODAY) for last in newest.values()) == 2
    assert sum(to_day(TODAY) <= last <= to_day(TODAY + timedelta(days=90)) for last in newest.values()) >= 5


def test_that_some_pairs_have_been_quiet_for_a_month(desk: Desk, filled: Any) -> None:
    filled()
    last: dict[int, int] = dict.fromkeys((row for row, until in rows(desk, Pairing.id, Pairing.until) if not until), 0)
    for pairing, day in rows(desk, PairingContact.pairing, PairingContact.on_day):
        if pairing in last:
            last[pairing] = max(last[pairing], day)
    quiet = sum(day < to_day(TODAY - timedelta(days=30)) for day in last.values())
    assert 0 < quiet < len(last) / 2


def test_that_every_open_day_has_about_six_shifts_a_site(desk: Desk, filled: Any) -> None:
    filled()
    days = Counter((site, day) for site, day in rows(desk, Shift.site, Shift.on_day))
    assert {count for (_site, _day), count in days.items()} <= {5, 6, 7}
    assert max(day for _site, day in days) == to_day(TODAY + timedelta(days=28))
    assert to_day(date(2026, 11, 26)) not in {day for _site, day in days}  # Thanksgiving


def test_that_past_shifts_are_settled_and_the_weeks_to_come_have_holes(desk: Desk, filled: Any) -> None:
    filled()
    query = Assignment.select(Assignment.state, Shift.ends_at).join(Shift)
    found = desk.ask(lambda: fetch(query))
    past = Counter(state for state, ends in found if ends <= to_millis(NOW))
    assert set(past) == {"completed", "no_show", "excused", "cancelled"}
    assert past["completed"] > 0.85 * sum(past.values())
    ahead = desk.ask(lambda: board(TODAY + timedelta(days=1), TODAY + timedelta(days=27), NOW)).shifts
    missing, least = sum(shift.missing for shift in ahead), sum(shift.least for shift in ahead)
    assert 0.15 < missing / least < 0.6
    assert {shift.is_published for shift in ahead} == {True, False}
    assert {place.state for shift in ahead for place in shift.places} >= {"confirmed", "accepted", "offered"}


def test_that_what_is_booked_keeps_the_rules_but_for_what_expired(desk: Desk, filled: Any) -> None:
    filled()
    ahead = desk.ask(lambda: board(TODAY, TODAY + timedelta(days=27), NOW)).shifts
    broken = Counter(refusal.code for shift in ahead for place in shift.places for refusal in place.refusals)
    assert set(broken) <= {"credential", "own_week_limit"}
    assert sum(broken.values()) < 12


def test_that_hours_are_clocked_estimated_and_written_and_some_wait(desk: Desk, filled: Any) -> None:
    filled()
    sources = Counter(source for (source,) in rows(desk, HoursEntry.source))
    states = Counter(state for (state,) in rows(desk, HoursEntry.state))
    assert set(sources) == {"clocked", "estimated", "scheduled", "written"}
    assert sources["clocked"] > sum(sources.values()) / 2
    assert set(states) == {"approved", "waiting", "refused", "open"}
    assert max(moment or 0 for (moment,) in rows(desk, HoursEntry.clock_out)) <= to_millis(NOW)


def test_that_whoever_signs_in_as_a_mentor_is_one(desk: Desk, filled: Any) -> None:
    filled()
    query = StaffMember.select(StaffMember.person).where(StaffMember.login == "nia")
    ((person,),) = desk.ask(lambda: fetch(query))
    assert desk.ask(lambda: Mentor.get(Mentor.person == person).stage) == "active"


@pytest.mark.parametrize("people", [1, 3])
def test_that_a_tiny_center_is_filled_too(desk: Desk, filled: Any, people: int) -> None:
    filled(people)
    assert len(rows(desk, Mentor.id)) == 1


def test_that_a_center_that_never_opens_needs_nobody(desk: Desk, filled: Any) -> None:
    filled(20, Opening(ZONE))
    assert rows(desk, Shift.id) == []


def test_that_the_calendars_of_such_a_center_tell_every_published_shift(
    desk: Desk, filled: Any, tmp_path: Path
) -> None:
    filled()
    folder = tmp_path / "shared"
    folder.mkdir()
    written = desk.do(lambda: write_calendars(folder, NOW))
    published = rows(desk, Shift.starts_at, Shift.published_at)
    expected = sorted(starts for starts, moment in published if moment is not None)
    whole = max(folder.glob("*.ics"), key=lambda file: file.stat().st_size)
    events = recurring_ical_events.of(Calendar.from_ical(whole.read_bytes())).between(FIRST, date(2027, 12, 31))
    assert sorted(to_millis(event.start.astimezone(UTC)) for event in events) == expected
    assert len(list(folder.glob("*.ics"))) == written.files == 39 + 2 + 1  # active and on leave, two sites, the whole
