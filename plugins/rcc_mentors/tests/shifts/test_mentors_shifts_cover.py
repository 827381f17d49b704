"""An absence frees what was booked, a hole is filled in two minutes, and whoever must be called is on a list."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.absences import absences_of, add_absence, change_absence, leaves_to_review, remove_absence
from rcc_mentors.shifts.booking import book, call_off, lock, mark, unbook
from rcc_mentors.shifts.cover import call_list, candidates, note_asked, take_back_asking
from rcc_mentors.shifts.records import Absence, Asked, Assignment, Liking
from rcc_mentors.shifts.series import cancel_shift
from rcc_mentors.shifts.taking_back import take_back

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import ContactWay

ZONE = ZoneInfo("America/New_York")
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


@needs("testing")
def _phone(mentor: int, number: str, ok_to_message: bool | None) -> None:
    ContactWay.add(person=Mentor.get_by_id(mentor).person, kind="phone", value=number, ok_to_message=ok_to_message)


@needs("testing")
def _like(mentor: int, liking: int) -> None:
    Liking.add(mentor=mentor, weekday=2, liking=liking)


@needs("testing")
def _stand_at(mentor: int, stage: str) -> None:
    Mentor.change(mentor, stage=stage)


@needs("testing")
def _come_back(mentor: int) -> None:
    Mentor.change(mentor, stage="active")


@pytest.fixture
def phone(desk: Any) -> Any:
    """A telephone number of a mentor's."""
    return lambda mentor, number, ok=None: desk.do(lambda: _phone(mentor, number, ok))


@pytest.fixture
def booked(desk: Any) -> Any:
    """``booked(shift, mentor)`` is the booking."""
    return lambda shift, mentor, **more: desk.do(lambda: book(shift, mentor, desk.now(), **more))


@pytest.fixture
def away(desk: Any) -> Any:
    """``away(mentor, at(24), at(25))`` enters an absence."""
    return lambda mentor, starts, ends, kind="away", why="": desk.do(
        lambda: add_absence(mentor, starts, ends, kind, why, desk.now())
    )


@pytest.fixture
def asked(desk: Any) -> Any:
    """Who could be asked, best first."""
    return lambda shift: desk.ask(lambda: candidates(shift, desk.now()))


def stored(desk: Any, assignment: int) -> Any:
    return desk.ask(lambda: Assignment.get_by_id(assignment))


# Absences


def test_that_an_absence_frees_what_it_covers_opens_the_hole_and_says_which(
    desk: Any, need: Any, mentor: Any, booked: Any, away: Any, seen: Any, entries: Any
) -> None:
    maria, lou = mentor("Maria Nuñez"), mentor("Lou Park")
    inside, outside = need(TUESDAY, 9, 12, most=2), need(WEDNESDAY, 9, 12)
    first, second, lous = booked(inside, maria), booked(outside, maria), booked(inside, lou)
    desk.do(lambda: lock(first, True))
    before = entries()
    done = away(maria, at(24), at(25), why="Court")
    assert entries() == before + 1
    assert [(each.assignment, each.words) for each in done.freed] == [(first, "Tue, Nov 24, 9:00 am to 12:00 pm")]
    assert (stored(desk, first).state, stored(desk, first).why) == ("excused", "Court")
    assert (stored(desk, second).state, stored(desk, lous).state) == ("confirmed", "confirmed")
    assert [place.mentor for place in seen(inside).places] == [lou]
    desk.do(lambda: take_back(done.undo))
    assert stored(desk, first).state == "confirmed"
    assert desk.ask(lambda: Absence.select().count()) == 0


def test_that_an_absence_that_touches_a_shift_frees_nothing(
    need: Any, mentor: Any, booked: Any, away: Any, seen: Any
) -> None:
    maria, shift = mentor("Maria Nuñez"), need(TUESDAY, 9, 12)
    booked(shift, maria)
    assert away(maria, at(24, 12), at(24, 15)).freed == ()
    assert away(maria, at(24, 7), at(24, 9)).freed == ()
    assert seen(shift).covered == 1
    assert [each.shift for each in away(maria, at(24, 11), at(24, 12)).freed] == [shift]


def test_that_what_is_over_is_not_freed(need: Any, mentor: Any, booked: Any, away: Any, desk: Any) -> None:
    maria, shift = mentor("Maria Nuñez"), need(date(2026, 11, 20), 9, 12)
    booking = booked(shift, maria, override_why="She was there")
    assert away(maria, at(20), at(22)).freed == ()
    assert stored(desk, booking).state == "confirmed"


def test_that_an_absence_on_short_notice_is_late(
    desk: Any, need: Any, mentor: Any, booked: Any, away: Any, clock: Any
) -> None:
    maria, shift = mentor("Maria Nuñez"), need(TUESDAY, 9, 12)
    booked(shift, maria)
    clock.set(at(24, 7))
    assert [each.was_late for each in away(maria, at(24), at(25)).freed] == [True]
    assert [(row.kind, row.name) for row in desk.ask(lambda: call_list(desk.now()))] == [("late", "Maria Nuñez")]


def test_that_busy_times_of_a_calendar_free_nothing_and_show_the_clash(
    need: Any, mentor: Any, booked: Any, away: Any, seen: Any
) -> None:
    maria, shift = mentor("Maria Nuñez"), need(TUESDAY, 9, 12)
    booked(shift, maria)
    assert away(maria, at(24, 9), at(24, 12), "busy").freed == ()
    assert [refusal.code for refusal in seen(shift).places[0].refusals] == ["absent"]


def test_that_taking_an_absence_out_puts_nobody_back_and_says_so(
    desk: Any, need: Any, mentor: Any, booked: Any, away: Any, seen: Any
) -> None:
    maria, shift = mentor("Maria Nuñez"), need(TUESDAY, 9, 12)
    booked(shift, maria)
    done = away(maria, at(24), at(25))
    still_free = desk.do(lambda: remove_absence(done.absence, desk.now()))
    assert [each.shift for each in still_free] == [shift]
    assert seen(shift).missing == 1
    booked(shift, maria)
    with pytest.raises(Problem) as problem:
        desk.do(lambda: remove_absence(done.absence, desk.now()))
    assert problem.value.code == "shifts.gone"


def test_that_an_absence_that_is_made_longer_frees_what_lies_in_it_now_and_goes_back_whole(
    desk: Any, need: Any, mentor: Any, booked: Any, away: Any, seen: Any
) -> None:
    maria, shift = mentor("Maria Nuñez"), need(TUESDAY, 9, 12)
    booked(shift, maria)
    done = away(maria, at(25), at(26))
    assert done.freed == ()
    (row,) = desk.ask(lambda: absences_of(maria, desk.now()))
    longer = desk.do(lambda: change_absence(row.id, at(24), at(26), "Family", desk.now(), expected=row.version))
    assert [each.shift for each in longer.freed] == [shift]
    assert seen(shift).missing == 1
    with pytest.raises(Problem):
        desk.do(lambda: change_absence(row.id, at(24), at(27), "", desk.now(), expected=row.version))
    desk.do(lambda: take_back(longer.undo))
    assert seen(shift).missing == 0
    (again,) = desk.ask(lambda: absences_of(maria, desk.now()))
    assert (again.starts, again.ends, again.why) == (row.starts, row.ends, row.why)


def test_that_an_absence_ends_after_it_starts(mentor: Any, away: Any) -> None:
    maria = mentor("Maria Nuñez")
    for ends in (at(24), at(23)):
        with pytest.raises(Problem) as problem:
            away(maria, at(24), ends)
        assert problem.value.field == "ends"


@pytest.mark.parametrize("year", [2006, 2062])
def test_that_a_year_that_was_mistyped_is_asked_about(mentor: Any, away: Any, year: int) -> None:
    with pytest.raises(Problem) as problem:
        away(mentor("Maria Nuñez"), datetime(year, 11, 24, tzinfo=ZONE), datetime(year, 11, 25, tzinfo=ZONE))
    assert (problem.value.field, problem.value.way_out) == ("starts", "Look at the year once more.")


def test_that_a_leave_is_looked_at_again_when_it_ends(desk: Any, mentor: Any, away: Any, clock: Any) -> None:
    maria = mentor("Maria Nuñez", stage="on_leave")
    review: Any = lambda: [row.name for row in desk.ask(lambda: leaves_to_review(desk.now()))]  # noqa: E731 (asked often)
    away(maria, at(1), at(30), "leave", "Family")
    assert review() == []
    clock.set(at(23, 10))
    assert review() == ["Maria Nuñez"]
    clock.set(datetime(2026, 12, 20, 10, tzinfo=ZONE))
    assert review() == ["Maria Nuñez"], "still marked as on leave"
    desk.do(lambda: _come_back(maria))
    assert review() == []


# Cover


def test_that_those_who_may_come_first_by_when_they_were_asked_then_by_hours_then_by_name(
    desk: Any, need: Any, mentor: Any, booked: Any, asked: Any, clock: Any
) -> None:
    hole, earlier = need(WEDNESDAY, 9, 12), need(TUESDAY, 9, 12)
    names = ("Zoe Abel", "Ana Zorn", "Worked Already", "Asked Lately", "Cannot Come")
    zoe, ana, worked, lately, cannot = (mentor(name) for name in names)
    booked(earlier, worked)
    desk.do(lambda: note_asked(earlier, lately, "no", desk.now()))
    booked(need(WEDNESDAY, 11, 14), cannot)
    found = asked(hole)
    assert [each.mentor for each in found] == [zoe, ana, worked, lately, cannot], "Abel comes before Zorn"
    assert [bool(each.refusals) for each in found] == [False, False, False, False, True]
    assert found[2].minutes_this_week == 180
    assert found[3].last_asked == clock.now.date()
    assert found[4].refusals[0].sentence == "Already booked Wed, Nov 25, 11:00 am to 2:00 pm."


def test_that_the_longest_not_asked_comes_before_one_asked_yesterday(
    desk: Any, need: Any, mentor: Any, asked: Any, clock: Any
) -> None:
    hole, other = need(TUESDAY, 9, 12), need(WEDNESDAY, 9, 12)
    ana, zoe = mentor("Ana Zorn"), mentor("Zoe Abel")
    desk.do(lambda: note_asked(other, zoe, "no", desk.now()))
    clock.advance(days=1)
    desk.do(lambda: note_asked(other, ana, "", desk.now()))
    assert [each.mentor for each in asked(hole)] == [zoe, ana]


def test_that_an_answer_goes_to_the_asking_and_books_nobody(
    desk: Any, need: Any, mentor: Any, asked: Any, seen: Any
) -> None:
    hole, maria = need(TUESDAY, 9, 12), mentor("Maria Nuñez")
    first = desk.do(lambda: note_asked(hole, maria, "", desk.now()))
    assert [each.was_asked for each in asked(hole)] == ["Asked, no answer yet"]
    assert desk.do(lambda: note_asked(hole, maria, "yes", desk.now())) == first
    assert [each.was_asked for each in asked(hole)] == ["Said yes"]
    assert seen(hole).covered == 0
    desk.do(lambda: take_back_asking(first))
    assert (desk.ask(lambda: Asked.select().count()), asked(hole)[0].was_asked) == (0, "")


def test_that_whoever_is_on_the_shift_or_not_a_mentor_yet_is_not_asked(
    need: Any, mentor: Any, booked: Any, asked: Any
) -> None:
    hole = need(TUESDAY, 9, 12, least=2, most=2)
    booked(hole, mentor("Maria Nuñez"))
    mentor("New Face", stage="applied")
    mentor("Gone Away", stage="left", left_on=date(2026, 11, 1))
    mentor("On Leave", stage="on_leave")
    assert [(each.name, [refusal.code for refusal in each.refusals]) for each in asked(hole)] == [
        ("On Leave", ["leave"])
    ]


def test_that_likes_and_paid_work_are_said_and_rank_nobody(desk: Any, need: Any, mentor: Any, asked: Any) -> None:
    hole = need(TUESDAY, 9, 12)
    ana, zoe = mentor("Ana Abel"), mentor("Zoe Zorn", pay="paid")
    desk.do(lambda: _like(ana, -1))
    desk.do(lambda: _like(zoe, 1))
    first, second = asked(hole)
    assert (first.mentor, first.reasons[0]) == (ana, "Would rather not take this kind of shift.")
    assert second.reasons[0] == "Likes this kind of shift."
    assert second.reasons[-1] == "They are paid for this kind of work, and the shift is for volunteers."
    assert second.refusals == ()


def test_that_numbers_are_for_those_who_may_see_them_and_only_where_a_call_is_welcome(
    desk: Any, need: Any, mentor: Any, phone: Any, asked: Any
) -> None:
    hole = need(TUESDAY, 9, 12)
    ana, zoe = mentor("Ana Abel", best_times="After six"), mentor("Zoe Zorn")
    phone(ana, "413 555 0101")
    phone(zoe, "413 555 0102", False)
    assert [(each.phone, each.best_times) for each in asked(hole)] == [("413 555 0101", "After six"), ("", "")]
    desk.session.sign_in(type(desk.session.actor)(desk.session.actor.staff, frozenset({"mentors.schedule_see"})))
    assert [(each.phone, each.best_times) for each in asked(hole)] == [("", ""), ("", "")]


def test_that_restricted_people_are_offered_to_nobody_who_may_not_know_of_them(
    desk: Any, need: Any, mentor: Any, asked: Any
) -> None:
    hole = need(TUESDAY, 9, 12)
    mentor("Zenobia Quill", restricted=True)
    assert [each.name for each in asked(hole)] == ["Zenobia Quill"]
    desk.acting_as("coordinator")
    assert asked(hole) == ()


# The call list


def test_that_the_call_list_holds_late_call_offs_and_no_shows_with_numbers(
    desk: Any, need: Any, mentor: Any, booked: Any, phone: Any, clock: Any
) -> None:
    maria, lou, ana = mentor("Maria Nuñez", best_times="Mornings"), mentor("Lou Park"), mentor("Ana Silva")
    phone(maria, "413 555 0101")
    first, second, third = need(TUESDAY, 9, 12), need(TUESDAY, 13, 16), need(WEDNESDAY, 9, 12)
    missed, late, early = booked(first, maria), booked(second, lou), booked(third, ana)
    desk.do(lambda: call_off(early, desk.now()))
    clock.set(at(24, 10))
    desk.do(lambda: mark(missed, "no_show", desk.now()))
    desk.do(lambda: call_off(late, desk.now(), "Flu"))
    rows = desk.ask(lambda: call_list(desk.now()))
    assert [(row.kind, row.name, row.words) for row in rows] == [
        ("late", "Lou Park", "Called off late"),
        ("no_show", "Maria Nuñez", "Did not come"),
    ]
    assert (rows[1].phone, rows[1].best_times, rows[1].no_shows) == ("413 555 0101", "Mornings", 1)
    assert (rows[1].role_title, rows[1].site_name, rows[1].starts) == ("Front desk", "Main Street", at(24, 9))
    clock.advance(days=15)
    assert desk.ask(lambda: call_list(desk.now())) == ()


def test_that_a_late_call_off_leaves_the_call_list_once_its_hole_is_filled(
    desk: Any, need: Any, mentor: Any, booked: Any, clock: Any
) -> None:
    shift = need(TUESDAY, 13, 16, least=2, most=2)
    lou, maria, ana = mentor("Lou Park"), mentor("Maria Nuñez"), mentor("Ana Silva")
    late = booked(shift, lou)
    clock.set(at(24, 10))
    desk.do(lambda: call_off(late, desk.now(), "Flu"))
    calls: Any = lambda: [(row.kind, row.name) for row in desk.ask(lambda: call_list(desk.now()))]  # noqa: E731 (thrice)
    booked(shift, maria)
    assert calls() == [("late", "Lou Park")], "one of two is missing yet"
    again = booked(shift, ana)
    assert calls() == []
    desk.do(lambda: mark(again, "excused", desk.now()))
    assert ("late", "Lou Park") in calls()


def test_that_whoever_must_be_told_of_a_closed_day_or_a_shift_called_off_is_on_it_until_then(
    desk: Any, need: Any, mentor: Any, booked: Any, close: Any, seen: Any, clock: Any
) -> None:
    maria, lou = mentor("Maria Nuñez"), mentor("Lou Park")
    first, second = need(TUESDAY, 9, 12), need(WEDNESDAY, 9, 12)
    booked(first, maria)
    booked(second, lou)
    close(TUESDAY)
    version = seen(second).version
    desk.do(lambda: cancel_shift(second, "this", "Snow", desk.now(), expected=version))
    calls: Any = lambda: [(row.kind, row.name) for row in desk.ask(lambda: call_list(desk.now()))]  # noqa: E731 (twice)
    assert calls() == [("closed", "Maria Nuñez"), ("cancelled", "Lou Park")]
    clock.set(at(24, 10))
    assert calls() == [("cancelled", "Lou Park")]
    clock.set(at(25, 10))
    assert calls() == []


def test_that_whoever_left_with_shifts_ahead_is_on_the_call_list_until_somebody_else_holds_them(
    desk: Any, need: Any, mentor: Any, booked: Any
) -> None:
    maria, lou = mentor("Maria Nuñez"), mentor("Lou Park")
    first = booked(need(TUESDAY, 9, 12), maria)
    booked(need(WEDNESDAY, 9, 12), lou)
    calls: Any = lambda: desk.ask(lambda: call_list(desk.now()))  # noqa: E731 (often)
    assert calls() == ()
    desk.do(lambda: _stand_at(maria, "left"))
    (row,) = calls()
    assert (row.kind, row.name, row.words, row.starts) == ("broken", "Maria Nuñez", "May not hold it now", at(24, 9))
    assert row.why
    desk.do(lambda: unbook(first, desk.now()))
    assert calls() == ()


def test_that_a_booking_somebody_stands_by_is_not_on_the_call_list(
    desk: Any, need: Any, mentor: Any, booked: Any
) -> None:
    maria = mentor("Maria Nuñez")
    desk.do(lambda: _stand_at(maria, "on_leave"))
    booked(need(TUESDAY, 9, 12), maria, override_why="She asked for it")
    assert desk.ask(lambda: call_list(desk.now())) == ()


def test_that_moments_are_in_the_centers_time(need: Any, seen: Any) -> None:
    row = seen(need(TUESDAY, 9, 12))
    assert (row.starts.hour, row.starts.astimezone(UTC).hour) == (9, 14)
    assert row.ends - row.starts == timedelta(hours=3)
