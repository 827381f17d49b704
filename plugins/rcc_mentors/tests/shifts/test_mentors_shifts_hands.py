"""Shifts change hands: offers, swaps with two consents, and what mentors do for themselves."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_mentors.shifts import mine
from rcc_mentors.shifts.absences import add_absence
from rcc_mentors.shifts.booking import book, call_off, unbook
from rcc_mentors.shifts.offers import accept, decline, offer
from rcc_mentors.shifts.records import Assignment, Swap
from rcc_mentors.shifts.series import move_shift
from rcc_mentors.shifts.swap_reading import swap_choices
from rcc_mentors.shifts.swaps import agree, decline_swap, open_swaps, propose_swap, undo_swap
from rcc_mentors.shifts.taking_back import take_back
from rcc_mentors.shifts.times import Free, MentorTimes

from rcc_desktop.api import Problem

ZONE = ZoneInfo("America/New_York")
TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def booked(desk: Any) -> Any:
    """``booked(shift, mentor)`` is the booking."""
    return lambda shift, mentor, **more: desk.do(lambda: book(shift, mentor, desk.now(), **more))


@pytest.fixture
def state(desk: Any) -> Any:
    """How a booking stands."""
    return lambda row: desk.ask(lambda: Assignment.get_by_id(row).state)


def holders(row: Any) -> list[int]:
    return [place.mentor for place in row.places if place.state in {"accepted", "confirmed"}]


def code_of(desk: Any, work: Any) -> str | None:
    with pytest.raises(Problem) as problem:
        desk.do(work)
    return problem.value.code


# Offers


def test_that_the_first_yes_wins_and_the_others_are_told(
    desk: Any, need: Any, mentor: Any, seen: Any, state: Any
) -> None:
    shift, asked = need(TUESDAY, 9, 12), [mentor("Maria Nuñez"), mentor("Lou Park"), mentor("Ana Silva")]
    first, second, third = desk.do(lambda: offer(shift, asked, desk.now()))
    assert (seen(shift).covered, seen(shift).missing) == (0, 1)
    assert desk.do(lambda: accept(second, desk.now())) == 2
    assert [state(each) for each in (first, second, third)] == ["cancelled", "accepted", "cancelled"]
    assert desk.ask(lambda: Assignment.get_by_id(first).why) == "Somebody else said yes first."
    assert code_of(desk, lambda: accept(first, desk.now())) == "refused"
    assert holders(seen(shift)) == [asked[1]]


def test_that_offers_stay_open_while_there_is_room(desk: Any, need: Any, mentor: Any, state: Any) -> None:
    shift = need(TUESDAY, 9, 12, most=2)
    asked = [mentor(name) for name in ("Maria Nuñez", "Lou Park", "Ana Silva")]
    first, second, third = desk.do(lambda: offer(shift, asked, desk.now()))
    assert desk.do(lambda: accept(first, desk.now())) == 0
    assert state(third) == "offered"
    assert desk.do(lambda: accept(second, desk.now())) == 1
    assert state(third) == "cancelled"


def test_that_a_yes_is_judged_by_what_holds_when_it_is_said(
    desk: Any, need: Any, mentor: Any, booked: Any, state: Any
) -> None:
    maria, shift = mentor("Maria Nuñez"), need(TUESDAY, 9, 12)
    (offered,) = desk.do(lambda: offer(shift, [maria], desk.now()))
    clash = booked(need(TUESDAY, 11, 14), maria)
    assert code_of(desk, lambda: accept(offered, desk.now())) == "refused"
    assert state(offered) == "offered"
    desk.do(lambda: unbook(clash, desk.now()))
    desk.do(lambda: accept(offered, desk.now()))
    assert state(offered) == "accepted"


def test_that_what_was_set_aside_for_an_offer_stays_so_for_the_yes(
    desk: Any, need: Any, mentor: Any, booked: Any, state: Any
) -> None:
    maria, shift = mentor("Maria Nuñez"), need(TUESDAY, 11, 14)
    booked(need(TUESDAY, 9, 12), maria)
    (offered,) = desk.do(lambda: offer(shift, [maria], desk.now(), override_why="She leaves early"))
    desk.do(lambda: accept(offered, desk.now()))
    assert state(offered) == "accepted"


def test_that_a_no_is_a_no_until_it_is_a_yes(desk: Any, need: Any, mentor: Any, state: Any, seen: Any) -> None:
    shift, maria = need(TUESDAY, 9, 12), mentor("Maria Nuñez")
    (offered,) = desk.do(lambda: offer(shift, [maria], desk.now()))
    desk.do(lambda: decline(offered, desk.now(), "At work"))
    assert (state(offered), seen(shift).places) == ("declined", ())
    desk.do(lambda: accept(offered, desk.now()))
    assert state(offered) == "accepted"


# Swaps


@pytest.fixture
def two(need: Any, mentor: Any, booked: Any) -> dict[str, int]:
    """Maria is on Tuesday, Lou on Wednesday."""
    maria, lou = mentor("Maria Nuñez"), mentor("Lou Park")
    tuesday, wednesday = need(TUESDAY, 9, 12), need(WEDNESDAY, 9, 12)
    rows = {"maria": maria, "lou": lou, "tuesday": tuesday, "wednesday": wednesday}
    return {**rows, "marias": booked(tuesday, maria), "lous": booked(wednesday, lou)}


@pytest.mark.parametrize("order", [("giver", "taker"), ("taker", "giver")])
def test_that_a_swap_happens_with_the_second_yes_whoever_says_it(
    desk: Any, two: dict[str, int], seen: Any, state: Any, order: Any
) -> None:
    swap = desk.do(lambda: propose_swap(two["marias"], two["lou"], desk.now(), takes=two["lous"]))
    assert desk.do(lambda: agree(swap, order[0], desk.now())) is False
    assert holders(seen(two["tuesday"])) == [two["maria"]]
    assert desk.do(lambda: agree(swap, order[1], desk.now())) is True
    assert holders(seen(two["tuesday"])) == [two["lou"]]
    assert holders(seen(two["wednesday"])) == [two["maria"]]
    assert (state(two["marias"]), state(two["lous"])) == ("swapped", "swapped")


def test_that_a_yes_by_telephone_is_kept_as_one(desk: Any, two: dict[str, int]) -> None:
    swap = desk.do(lambda: propose_swap(two["marias"], two["lou"], desk.now()))
    desk.do(lambda: agree(swap, "taker", desk.now()))
    (row,) = desk.ask(lambda: open_swaps(desk.now()))
    assert (row.taker_agreed, row.taker_noted, row.giver_agreed, row.giver_noted) == (True, True, False, False)
    assert (row.giver_name, row.taker_name, row.takes) == ("Maria Nuñez", "Lou Park", None)
    kept = desk.ask(lambda: Swap.get_by_id(swap))
    assert kept.taker_noted_by_id == desk.session.actor.staff


def test_that_a_swap_can_be_undone(desk: Any, two: dict[str, int], seen: Any) -> None:
    swap = desk.do(lambda: propose_swap(two["marias"], two["lou"], desk.now(), takes=two["lous"]))
    for side in ("giver", "taker"):
        desk.do(lambda: agree(swap, side, desk.now()))  # noqa: B023
    desk.do(lambda: undo_swap(swap, desk.now()))
    assert holders(seen(two["tuesday"])) == [two["maria"]]
    assert holders(seen(two["wednesday"])) == [two["lou"]]
    assert code_of(desk, lambda: undo_swap(swap, desk.now())) == "shifts.swap"


def test_that_a_swap_is_not_undone_over_what_happened_since(desk: Any, two: dict[str, int], seen: Any) -> None:
    swap = desk.do(lambda: propose_swap(two["marias"], two["lou"], desk.now()))
    for side in ("giver", "taker"):
        desk.do(lambda: agree(swap, side, desk.now()))  # noqa: B023
    lous_now = seen(two["tuesday"]).places[0].assignment
    desk.do(lambda: call_off(lous_now, desk.now()))
    assert code_of(desk, lambda: undo_swap(swap, desk.now())) == "changed_elsewhere"


def test_that_a_swap_is_judged_as_if_it_had_happened(
    desk: Any, two: dict[str, int], need: Any, booked: Any, mentor: Any
) -> None:
    ana = mentor("Ana Silva")
    overlapping = booked(need(TUESDAY, 11, 14), ana)
    assert code_of(desk, lambda: propose_swap(two["marias"], ana, desk.now())) == "refused"
    swap = desk.do(lambda: propose_swap(two["marias"], ana, desk.now(), takes=overlapping))
    assert desk.ask(lambda: Swap.get_by_id(swap).state) == "asked"


def test_that_the_second_yes_is_refused_when_a_rule_has_come_between(
    desk: Any, two: dict[str, int], need: Any, booked: Any, seen: Any
) -> None:
    swap = desk.do(lambda: propose_swap(two["marias"], two["lou"], desk.now()))
    desk.do(lambda: agree(swap, "giver", desk.now()))
    booked(need(TUESDAY, 10, 13), two["lou"])
    assert code_of(desk, lambda: agree(swap, "taker", desk.now())) == "refused"
    assert holders(seen(two["tuesday"])) == [two["maria"]]


def test_that_only_the_free_qualified_and_under_limit_are_proposed(
    desk: Any, two: dict[str, int], need: Any, mentor: Any, booked: Any
) -> None:
    mentor("At Limit", most_shifts_week=0)
    mentor("On Leave", stage="on_leave")
    busy = mentor("Busy Bee")
    booked(need(TUESDAY, 10, 13), busy)
    choices = desk.ask(lambda: swap_choices(two["marias"], desk.now()))
    assert [(each.name, each.takes) for each in choices if each.takes is None] == [("Lou Park", None)]
    exchanges = {each.name: each.takes_shift.day for each in choices if each.takes_shift}
    assert exchanges == {"Busy Bee": TUESDAY, "Lou Park": WEDNESDAY}
    for each in choices:
        swap = desk.do(lambda: propose_swap(two["marias"], each.mentor, desk.now(), takes=each.takes))  # noqa: B023
        desk.do(lambda: decline_swap(swap, desk.now()))  # noqa: B023


def test_that_one_swap_of_a_shift_waits_at_a_time(desk: Any, two: dict[str, int]) -> None:
    swap = desk.do(lambda: propose_swap(two["marias"], two["lou"], desk.now()))
    again: Any = lambda: propose_swap(two["marias"], two["lou"], desk.now())  # noqa: E731 (asked twice)
    assert code_of(desk, again) == "shifts.swap"
    desk.do(lambda: decline_swap(swap, desk.now()))
    assert code_of(desk, lambda: agree(swap, "giver", desk.now())) == "shifts.swap"
    desk.do(again)


def test_that_nobody_gives_away_what_is_not_theirs(desk: Any, two: dict[str, int]) -> None:
    wrong: Any = lambda: propose_swap(two["marias"], two["lou"], desk.now(), takes=two["marias"])  # noqa: E731 (once)
    assert code_of(desk, wrong) == "shifts.swap"


# Mentors themselves


def test_that_a_mentor_answers_their_own_offers_and_no_others(
    desk: Any, need: Any, mentor: Any, signed_in_mentor: Any, state: Any
) -> None:
    me, other = signed_in_mentor("Maria Nuñez"), mentor("Lou Park")
    shift = need(TUESDAY, 9, 12, most=2)
    my_offer, others_offer = desk.do(lambda: offer(shift, [me, other], desk.now()))
    desk.acting_as("peer_mentor")
    for work in (accept, decline, call_off, mine.accept_mine, mine.decline_mine):
        assert code_of(desk, lambda: work(others_offer, desk.now())) == "permission", work  # noqa: B023
    desk.do(lambda: mine.accept_mine(my_offer, desk.now()))
    assert state(my_offer) == "accepted"
    assert [row.id for row in desk.ask(lambda: mine.my_shifts(TUESDAY, TUESDAY, desk.now()))] == [shift]
    assert code_of(desk, lambda: book(shift, me, desk.now())) == "permission"


def test_that_somebody_without_the_hat_is_told_so(desk: Any) -> None:
    assert code_of(desk, mine.my_mentor) == "mentors.nobody"


def test_that_a_coordinator_who_mentors_answers_there_for_themselves_alone(
    desk: Any, need: Any, mentor: Any, signed_in_mentor: Any
) -> None:
    signed_in_mentor("Maria Nuñez")
    shift, lou = need(TUESDAY, 9, 12), mentor("Lou Park")
    (offered,) = desk.do(lambda: offer(shift, [lou], desk.now()))
    assert code_of(desk, lambda: mine.accept_mine(offered, desk.now())) == "permission"
    desk.do(lambda: accept(offered, desk.now()))


def test_that_a_mentor_says_yes_to_a_swap_for_themselves_alone(
    desk: Any, need: Any, mentor: Any, signed_in_mentor: Any, booked: Any, seen: Any
) -> None:
    me, lou = signed_in_mentor("Maria Nuñez"), mentor("Lou Park")
    shift = need(TUESDAY, 9, 12)
    booking = booked(shift, lou)
    swap = desk.do(lambda: propose_swap(booking, me, desk.now()))
    desk.acting_as("peer_mentor")
    assert code_of(desk, lambda: agree(swap, "giver", desk.now())) == "permission"
    assert desk.do(lambda: agree(swap, "taker", desk.now())) is False
    (row,) = desk.ask(lambda: open_swaps(desk.now()))
    assert (row.taker_agreed, row.taker_noted) == (True, False)
    desk.acting_as("coordinator", "peer_mentor")
    assert desk.do(lambda: agree(swap, "giver", desk.now())) is True
    assert holders(seen(shift)) == [me]


def test_that_a_mentor_who_proposes_has_said_yes(
    desk: Any, need: Any, mentor: Any, signed_in_mentor: Any, booked: Any
) -> None:
    me, lou, other = signed_in_mentor("Maria Nuñez"), mentor("Lou Park"), mentor("Ana Silva")
    mine_booked, lous = booked(need(TUESDAY, 9, 12), me), booked(need(WEDNESDAY, 9, 12), lou)
    desk.acting_as("peer_mentor")
    desk.do(lambda: propose_swap(mine_booked, lou, desk.now()))
    (row,) = desk.ask(lambda: open_swaps(desk.now()))
    assert (row.giver_agreed, row.giver_noted, row.taker_agreed) == (True, False, False)
    assert code_of(desk, lambda: propose_swap(lous, other, desk.now())) == "permission"


def test_that_a_mentor_says_when_they_can_serve_and_takes_it_back(
    desk: Any, need: Any, signed_in_mentor: Any, booked: Any, seen: Any
) -> None:
    me = signed_in_mentor("Maria Nuñez")
    shift = need(TUESDAY, 9, 12)
    booked(shift, me)
    desk.acting_as("peer_mentor")
    before = desk.ask(mine.my_times)
    said = MentorTimes(free=(Free(2, 600, 720),), most_shifts_month=4, best_times="Evenings")
    assert desk.do(lambda: mine.change_my_times(said, expected=before.version)) == before
    assert [refusal.code for refusal in seen(shift).places[0].refusals] == ["unavailable"]
    now = desk.ask(mine.my_times)
    assert (now.free, now.most_shifts_month, now.best_times) == (said.free, 4, "Evenings")
    with pytest.raises(Problem) as problem:
        desk.do(lambda: mine.change_my_times(MentorTimes(free=(Free(2, 720, 600),))))
    assert problem.value.field == "free"
    desk.do(lambda: mine.change_my_times(before))
    assert seen(shift).places[0].refusals == ()


def test_that_a_mentor_enters_an_absence_and_is_told_what_it_freed(
    desk: Any, need: Any, signed_in_mentor: Any, booked: Any, seen: Any
) -> None:
    me = signed_in_mentor("Maria Nuñez")
    shift = need(TUESDAY, 9, 12)
    booked(shift, me)
    desk.acting_as("peer_mentor")
    starts = datetime(2026, 11, 24, tzinfo=ZONE)
    done = desk.do(lambda: mine.add_my_absence(starts, starts + timedelta(days=1), "Court", desk.now()))
    assert [each.words for each in done.freed] == ["Tue, Nov 24, 9:00 am to 12:00 pm"]
    assert seen(shift).missing == 1
    desk.do(lambda: take_back(done.undo))
    assert seen(shift).missing == 0
    done = desk.do(lambda: mine.add_my_absence(starts, starts + timedelta(days=1), "Court", desk.now()))
    assert [row.why for row in desk.ask(lambda: mine.my_absences(desk.now()))] == ["Court"]
    assert len(desk.do(lambda: mine.remove_my_absence(done.absence, desk.now()))) == 1
    assert seen(shift).missing == 1


def test_that_a_mentor_takes_nobody_elses_absence_back(
    desk: Any, need: Any, mentor: Any, signed_in_mentor: Any, booked: Any, seen: Any
) -> None:
    signed_in_mentor("Maria Nuñez")
    lou, shift, starts = mentor("Lou Park"), need(TUESDAY, 9, 12), datetime(2026, 11, 24, tzinfo=ZONE)
    booked(shift, lou)
    row = seen(shift)
    done = desk.do(lambda: add_absence(lou, starts, starts + timedelta(days=1), "away", "", desk.now()))
    moved = desk.do(
        lambda: move_shift(shift, row.starts, row.ends + timedelta(hours=1), desk.now(), expected=row.version)
    )
    desk.acting_as("peer_mentor")
    for undo in (done.undo, moved):
        assert code_of(desk, lambda: take_back(undo)) == "permission"  # noqa: B023
