"""Approving hours, locking them, correcting them afterward; and hours that no clock saw."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.hours import approval, by_hand, reading
from rcc_mentors.hours.rows import ByHand

from rcc_desktop.api import Period, Problem, needs
from rcc_desktop.api.records import StaffMember
from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
Clock = Any
Add = Any
Kept = Any
NOVEMBER = Period.month(2026, 11)
FRIDAY = date(2026, 11, 20)


@pytest.fixture
def hours(desk: Desk, clock: Clock) -> Callable[[], Any]:
    """The hours of November as the page shows them."""
    return lambda: desk.ask(lambda: reading.hours_of(NOVEMBER, None, clock.now))


def at(hour: int, day: date = FRIDAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=ZONE)


def test_that_some_are_approved_without_the_others(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept, hours: Any
) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    first, second = entry(maria, 9, 12, day=FRIDAY), entry(bo, 9, 10, day=FRIDAY)
    assert desk.do(lambda: approval.approve([first], clock.now)) == (first,)
    assert (kept(first)["state"], kept(first)["approved_minutes"]) == ("approved", 180)
    assert kept(second)["state"] == "waiting"
    figures = hours().figures
    assert (figures.clocked, figures.approved, figures.waiting) == (240, 180, 1)


def test_that_approving_again_changes_nothing(desk: Desk, mentor: Add, entry: Add, clock: Clock) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    desk.do(lambda: approval.approve([row], clock.now))
    assert desk.do(lambda: approval.approve([row], clock.now)) == ()


def test_that_everything_without_a_flag_is_approved_at_once(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, hours: Any
) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz")
    entry(maria, 9, 12, day=FRIDAY)
    entry(maria, 11, 13, day=FRIDAY)
    fine = entry(bo, 9, 12, day=FRIDAY)
    assert desk.do(lambda: approval.approve_without_flags(NOVEMBER, None, clock.now)) == (fine,)
    assert sorted(row.state for row in hours().entries) == ["approved", "waiting", "waiting"]


def test_that_a_flagged_entry_is_approved_only_with_a_reason(
    desk: Desk, mentor: Add, entry: Add, shift: Add, clock: Clock, kept: Kept
) -> None:
    maria = mentor("Maria Nunez")
    booked = shift(maria, 9, 11, day=FRIDAY)
    row = entry(maria, 9, 13, day=FRIDAY, assignment=booked)
    with pytest.raises(Problem, match="longer than the shift"):
        desk.do(lambda: approval.approve([row], clock.now))
    assert kept(row)["state"] == "waiting"
    desk.do(lambda: approval.approve([row], clock.now, "Stayed for a person in crisis"))
    assert (kept(row)["state"], kept(row)["approved_why"]) == ("approved", "Stayed for a person in crisis")


def test_that_an_hour_two_entries_share_is_approved_once_whatever_the_reason(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept
) -> None:
    maria = mentor("Maria Nunez")
    first, second = entry(maria, 9, 12, day=FRIDAY), entry(maria, 11, 13, day=FRIDAY)
    with pytest.raises(Problem, match="approved already"):
        desk.do(lambda: approval.approve([first, second], clock.now, "Both are right"))
    assert kept(first)["state"] == "waiting"
    desk.do(lambda: approval.approve([first], clock.now, "This one is right"))
    desk.do(lambda: approval.approve_as(second, 60, "From 12 on", clock.now))
    assert kept(second)["approved_minutes"] == 60


def test_that_no_day_is_approved_with_more_than_24_hours(desk: Desk, mentor: Add, entry: Add, clock: Clock) -> None:
    maria = mentor("Maria Nunez")
    without_times = {"clock_in": None, "clock_out": None, "day": FRIDAY}
    first, second = (entry(maria, 0, 13, **without_times) for _each in range(2))
    with pytest.raises(Problem, match="day is full"):
        desk.do(lambda: approval.approve([first, second], clock.now, "Two people wrote"))


def test_that_the_future_cannot_be_approved(desk: Desk, mentor: Add, entry: Add, clock: Clock) -> None:
    row = entry(mentor("Maria Nunez"), 12, 13)
    with pytest.raises(Problem, match="future"):
        desk.do(lambda: approval.approve([row], clock.now, "They will come"))


def test_that_other_minutes_need_a_reason_and_keep_what_was_clocked(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept
) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    with pytest.raises(Problem, match="say why"):
        desk.do(lambda: approval.approve_as(row, 120, " ", clock.now))
    desk.do(lambda: approval.approve_as(row, 120, "An hour was a break", clock.now))
    assert (kept(row)["minutes"], kept(row)["approved_minutes"]) == (180, 120)


def test_that_refused_hours_stay_on_file_and_count_nowhere(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept, hours: Any
) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    desk.do(lambda: approval.refuse([row], "Was at home", clock.now))
    assert kept(row)["state"] == "refused"
    assert hours().figures.clocked == 0


def test_that_approved_hours_are_locked(desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    desk.do(lambda: approval.approve([row], clock.now))
    before = kept(row)
    for change in (
        lambda: by_hand.correct_times(row, at(9), at(10), "Left early", clock.now),
        lambda: approval.approve_as(row, 60, "Left early", clock.now),
    ):
        with pytest.raises(Problem):
            desk.do(change)
    desk.do(lambda: approval.refuse([row], "Left early", clock.now))
    desk.do(lambda: by_hand.undo_written([row]))
    assert kept(row) == before


def test_that_a_later_correction_is_a_dated_addendum_and_counts_from_then_on(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept, hours: Any
) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    desk.do(lambda: approval.approve([row], clock.now))
    clock.advance(days=3)
    desk.do(lambda: approval.add_addendum(row, 120, "Left at eleven", clock.now))
    clock.advance(days=1)
    desk.do(lambda: approval.add_addendum(row, 150, "Half past eleven, she says", clock.now))
    assert kept(row)["approved_minutes"] == 180
    (shown,) = hours().entries
    assert (shown.approved, shown.addenda) == (150, 2)
    assert hours().figures.approved == 150
    first, second = desk.ask(lambda: reading.addenda_of(row))
    assert (first.day, first.minutes, first.why, first.by) == (date(2026, 11, 24), 120, "Left at eleven", "Jo Kim")
    assert second.day == date(2026, 11, 25)


def test_that_only_approved_hours_have_addenda_and_only_with_a_reason(
    desk: Desk, mentor: Add, entry: Add, clock: Clock
) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    with pytest.raises(Problem, match="Only approved"):
        desk.do(lambda: approval.add_addendum(row, 60, "Left early", clock.now))
    desk.do(lambda: approval.approve([row], clock.now))
    with pytest.raises(Problem, match="say why"):
        desk.do(lambda: approval.add_addendum(row, 60, "", clock.now))


def test_that_an_approval_can_be_taken_back_at_once_and_not_later(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept
) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    desk.do(lambda: approval.approve([row], clock.now))
    clock.advance(minutes=15)
    desk.do(lambda: approval.undo_approval([row], clock.now))
    assert (kept(row)["state"], kept(row)["approved_minutes"]) == ("waiting", None)
    desk.do(lambda: approval.approve([row], clock.now))
    clock.advance(minutes=16)
    with pytest.raises(Problem, match="locked"):
        desk.do(lambda: approval.undo_approval([row], clock.now))


def test_that_an_approval_with_an_addendum_is_not_taken_back(desk: Desk, mentor: Add, entry: Add, clock: Clock) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    desk.do(lambda: approval.approve([row], clock.now))
    desk.do(lambda: approval.add_addendum(row, 60, "Left early", clock.now))
    with pytest.raises(Problem, match="locked"):
        desk.do(lambda: approval.undo_approval([row], clock.now))


def test_that_nobody_approves_their_own_hours(desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept) -> None:
    from rcc_mentors.people.records import Mentor

    maria = mentor("Maria Nunez")
    row = entry(maria, 9, 12, day=FRIDAY)

    @needs("testing")
    def join() -> None:
        StaffMember.change(desk.session.actor.staff, person=Mentor.stored_row(maria)["person_id"])

    desk.do(join)
    with pytest.raises(Problem, match="your own hours"):
        desk.do(lambda: approval.approve([row], clock.now))
    assert desk.do(lambda: approval.approve_without_flags(NOVEMBER, None, clock.now)) == ()
    assert kept(row)["state"] == "waiting"


def test_that_somebody_elses_newer_version_is_not_overwritten(
    desk: Desk, mentor: Add, entry: Add, clock: Clock
) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY)
    desk.do(lambda: by_hand.correct_times(row, at(9), at(11), "Left at eleven", clock.now, expected=1))
    with pytest.raises(Problem, match="Somebody changed this"):
        desk.do(lambda: approval.approve_as(row, 60, "Left early", clock.now, expected=1))


def test_that_a_correction_before_approval_keeps_what_was_there(
    desk: Desk, mentor: Add, entry: Add, clock: Clock, kept: Kept
) -> None:
    row = entry(mentor("Maria Nunez"), 9, 12, day=FRIDAY, source="estimated")
    desk.do(lambda: by_hand.correct_times(row, at(9), at(11), "She says eleven", clock.now))
    stored = kept(row)
    assert (stored["minutes"], stored["source"]) == (120, "written")
    assert "09:00" in stored["note"]
    assert stored["note"].endswith("She says eleven")


def paper(mentor: int, first: int, last: int, **more: Any) -> ByHand:
    return ByHand(mentor, 1, "peer_mentor", FRIDAY, at(first), at(last), **more)


def test_that_a_paper_sheet_is_written_once(desk: Desk, mentor: Add, clock: Clock, kept: Kept) -> None:
    maria, bo = mentor("Maria Nunez"), mentor("Bo Ruiz", pay="paid")
    sheet = [paper(maria, 9, 12), ByHand(bo, 1, "peer_mentor", FRIDAY, minutes=90), paper(maria, 13, 14)]
    made = desk.do(lambda: by_hand.write_down(sheet, clock.now))
    assert len(made.entries) == 3
    first, second = kept(made.entries[0]), kept(made.entries[1])
    assert (first["minutes"], first["source"], first["entered"], first["state"]) == (180, "written", "paper", "waiting")
    assert (second["minutes"], second["clock_in"], second["pay"]) == (90, None, "paid")
    again = desk.do(lambda: by_hand.write_down(sheet, clock.now))
    assert (again.entries, again.already) == ((), (0, 1, 2))


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (lambda row: paper(row, 12, 12), "left"),
        (lambda row: paper(row, 12, 9), "left"),
        (lambda row: ByHand(row, 1, "x", FRIDAY, at(9, date(2026, 11, 21)), at(11, date(2026, 11, 21))), "left"),
        (lambda row: ByHand(row, 1, "x", FRIDAY, minutes=1441), "minutes"),
        (lambda row: ByHand(row, 1, "x", FRIDAY, minutes=0), "minutes"),
        (lambda row: ByHand(row, 1, "x", FRIDAY + timedelta(days=2), minutes=60), "day"),
    ],
    ids=["no time", "backwards", "still to come", "over 24 hours", "none", "tomorrow"],
)
def test_that_time_that_cannot_be_is_not_written_and_nothing_beside_it(
    desk: Desk, mentor: Add, clock: Clock, entries: Any, line: Any, field: str
) -> None:
    maria = mentor("Maria Nunez")
    with pytest.raises(Problem) as problem:
        desk.do(lambda: by_hand.write_down([paper(maria, 9, 10), line(maria)], clock.now))
    assert problem.value.field == field
    assert entries() == []


def test_that_booked_shifts_without_an_entry_can_be_counted_as_planned_once(
    desk: Desk, mentor: Add, shift: Add, entry: Add, clock: Clock, kept: Kept, hours: Any
) -> None:
    maria = mentor("Maria Nunez")
    clocked = shift(maria, 9, 10, day=FRIDAY)
    entry(maria, 9, 10, day=FRIDAY, assignment=clocked)
    planned = shift(maria, 12, 15, day=FRIDAY)
    shift(maria, 16, 18, day=FRIDAY, state="no_show")
    shift(maria, 12, 15)
    (row,) = desk.do(lambda: by_hand.take_from_schedule(NOVEMBER, None, clock.now))
    assert (kept(row)["assignment_id"], kept(row)["minutes"], kept(row)["source"]) == (planned, 180, "scheduled")
    assert desk.do(lambda: by_hand.take_from_schedule(NOVEMBER, None, clock.now)) == ()
    figures = hours().figures
    assert (figures.clocked, figures.scheduled) == (60, 60 + 180 + 180)


def test_that_every_source_is_a_figure_of_its_own(desk: Desk, mentor: Add, entry: Add, hours: Any) -> None:
    maria = mentor("Maria Nunez")
    for place, source in enumerate(("clocked", "written", "estimated", "scheduled")):
        entry(maria, 2 * place, 2 * place + 1, day=FRIDAY, source=source)
    figures = hours().figures
    assert (figures.clocked, figures.written, figures.estimated, figures.approved) == (60, 60, 60, 0)
