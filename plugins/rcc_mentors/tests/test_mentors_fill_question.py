"""What the engine is asked, and why a slot stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from rcc_mentors.filling.engine import solve
from rcc_mentors.shifts import fill_question as asking
from rcc_mentors.shifts.fill_question import Hold, Place, Serving, Taste, Wishes, question
from rcc_mentors.shifts.fill_reasons import WEIGHED, gap
from rcc_mentors.shifts.rules import Broken, Limits, MentorFacts, ShiftFacts

MONDAY = date(2026, 11, 30).toordinal()
LIMITS = Limits()


def limits_on(_day: int) -> Limits:
    return LIMITS


def shift(key: int, day: int = MONDAY, starts: int = 9 * 60, hours: int = 3, **more: object) -> ShiftFacts:
    """A shift on one local day of a zone without daylight saving, as rules see it."""
    begins = day * 1440 + starts
    weekday = (day - MONDAY) % 7 + 1
    clock = ((weekday, starts, starts + hours * 60),)
    return ShiftFacts(key, 1, "front_desk", day, 202612, begins, begins + hours * 60, clock, **more)  # type: ignore[arg-type]


def covered(places: list[Place], people: list[Serving], wishes: Wishes | None = None) -> dict[str, set[str]]:
    """Who is on what in the best schedule, which must be proven to be the best."""
    days = (min(place.facts.day for place in places), max(place.facts.day for place in places))
    answer = solve(question(places, people, limits_on, wishes or Wishes(), days), seconds=20, seed=1)
    assert answer.proven
    found: dict[str, set[str]] = {}
    for worker, slot in answer.chosen:
        found.setdefault(slot, set()).add(worker)
    return found


def test_that_what_refuses_a_booking_keeps_a_place_closed_to_the_fill() -> None:
    spanish = Place(shift(1, skills=frozenset({"spanish"})), 1)
    speaks, does_not = MentorFacts(1, skills=frozenset({"spanish"})), MentorFacts(2)
    on_leave = MentorFacts(3, stage="on_leave", skills=frozenset({"spanish"}))
    assert covered([spanish], [Serving(speaks), Serving(does_not), Serving(on_leave)]) == {"1": {"1"}}
    assert covered([spanish], [Serving(does_not), Serving(on_leave)]) == {}


def test_that_touching_shifts_go_together_and_overlapping_ones_do_not() -> None:
    one = Serving(MentorFacts(1))
    touching = [Place(shift(1, starts=9 * 60), 1), Place(shift(2, starts=12 * 60), 1)]
    assert covered(touching, [one]) == {"1": {"1"}, "2": {"1"}}
    overlapping = [Place(shift(1, starts=9 * 60), 1), Place(shift(2, starts=11 * 60 + 59), 1)]
    assert len(covered(overlapping, [one])) == 1


@pytest.mark.parametrize(("starts", "both"), [(7 * 60, False), (8 * 60, True)])
def test_that_ten_hours_of_rest_lie_between_two_days(starts: int, both: bool) -> None:
    """ORACLE 8.3: to 22:00 and from 7:00 leaves nine hours, from 8:00 ten."""
    evening, morning = Place(shift(1, starts=19 * 60), 1), Place(shift(2, MONDAY + 1, starts), 1)
    assert (len(covered([evening, morning], [Serving(MentorFacts(1))])) == 2) is both


def test_that_the_week_holds_what_somebody_asked_for_with_what_they_hold_elsewhere() -> None:
    places = [Place(shift(day + 1, MONDAY + day), 1) for day in range(5)]
    elsewhere = shift(90, MONDAY + 5)
    asked = MentorFacts(1, most_shifts_week=3)
    assert len(covered(places, [Serving(asked)])) == 3
    assert len(covered(places, [Serving(asked, [elsewhere])])) == 2
    hours = MentorFacts(1, most_minutes_week=6 * 60)
    assert len(covered(places, [Serving(hours)])) == 2


def test_that_the_center_gives_a_day_off_in_seven() -> None:
    places = [Place(shift(day + 1, MONDAY + day, hours=2), 1) for day in range(7)]
    assert len(covered(places, [Serving(MentorFacts(1))])) == 6


def test_that_a_locked_booking_stays_even_against_a_rule() -> None:
    place = Place(shift(1, skills=frozenset({"spanish"})), 1, held={1: Hold(True, True)})
    assert covered([place], [Serving(MentorFacts(1)), Serving(MentorFacts(2, skills=frozenset({"spanish"})))]) == {
        "1": {"1"}
    }


def test_that_what_was_told_stays_where_others_are_as_good() -> None:
    place = Place(shift(1), 1, held={2: Hold(False, True)})
    assert covered([place], [Serving(MentorFacts(number)) for number in (1, 2, 3)]) == {"1": {"2"}}


def test_that_who_likes_it_goes_before_who_does_not_and_only_if_that_weighs() -> None:
    likes, dislikes = Taste(1, 1, 0, 1440, ""), Taste(-1, 1, 0, 1440, "front_desk")
    other_day = Taste(-1, 2, 0, 1440, "")
    people = [
        Serving(MentorFacts(1), tastes=[dislikes]),
        Serving(MentorFacts(2), tastes=[likes]),
        Serving(MentorFacts(3), tastes=[other_day]),
    ]
    assert covered([Place(shift(1), 1)], people) == {"1": {"2"}}
    assert asking.price(people[0], Place(shift(1), 1), Wishes(liking=0)) == 0


def test_that_work_is_shared_out_evenly_with_what_was_given_lately() -> None:
    """Eight shifts of three hours for four mentors are two each; whoever gave twelve hours lately is asked for none."""
    places = [Place(shift(day + 1, MONDAY + day // 2, 9 * 60 + day % 2 * 240), 1) for day in range(8)]
    even = covered(places, [Serving(MentorFacts(number)) for number in range(1, 5)])
    counts = sorted(sum(worker in workers for workers in even.values()) for worker in "1234")
    assert counts == [2, 2, 2, 2]
    gave = [Serving(MentorFacts(1), lately=(48, 0, 0)), *(Serving(MentorFacts(number)) for number in (2, 3, 4))]
    uneven = covered(places, gave)
    assert sum("1" in workers for workers in uneven.values()) == 0


def test_that_people_find_whom_they_walk_beside_where_they_expect_them() -> None:
    place = Place(shift(1), 1, series=7)
    assert covered([place], [Serving(MentorFacts(1)), Serving(MentorFacts(2), familiar=frozenset({7}))]) == {"1": {"2"}}


def test_that_two_open_the_center() -> None:
    place = Place(shift(1, most=2), 2)
    assert covered([place], [Serving(MentorFacts(1)), Serving(MentorFacts(2)), Serving(MentorFacts(3))])["1"] <= {
        "1",
        "2",
        "3",
    }
    assert len(covered([place], [Serving(MentorFacts(1)), Serving(MentorFacts(2)), Serving(MentorFacts(3))])["1"]) == 2


def test_that_what_lies_outside_the_days_counts_for_rest() -> None:
    before = replace(shift(90, MONDAY - 1, 19 * 60), id=90)
    assert covered([Place(shift(1, MONDAY, 7 * 60), 1)], [Serving(MentorFacts(1), [before])]) == {}


def test_that_both_spanish_speakers_at_their_monthly_limit_is_one_reason() -> None:
    month = Broken("own_month_limit", 5, 4)
    found = gap(1, 1, {1: (month,), 2: (month, Broken("week_limit")), 3: (Broken("skill", codes=("spanish",)),)})
    assert (found.able, found.reasons) == (2, (("own_month_limit", 2),))


def test_that_the_fewest_reasons_are_given_that_rule_everybody_out() -> None:
    a, b, c = (Broken(code) for code in ("absent", "overlap", "rest"))
    found = gap(1, 2, {1: (a, c), 2: (b, c), 3: (c,), 4: (a, b)})
    assert len(found.reasons) == 2
    assert sum(count for _code, count in found.reasons) == 4
    assert "rest" in dict(found.reasons)


def test_that_what_nobody_has_is_named_when_nobody_is_able() -> None:
    lacks = Broken("skill", codes=("arabic",))
    found = gap(1, 1, {1: (lacks,), 2: (lacks, Broken("site")), 3: (Broken("stage"), lacks)})
    assert (found.able, found.reasons, found.lacking) == (0, (("skill", 3),), ("arabic",))


def test_that_somebody_free_whom_other_wishes_kept_away_is_said_so() -> None:
    assert gap(1, 1, {1: (Broken("pay"),)}).reasons == ((WEIGHED, 1),)
