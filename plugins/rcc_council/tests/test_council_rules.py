"""Quorum, thresholds and consensus against rules.md 7 and against fractions."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as some
from rcc_council.bodies.rules import (
    is_in_term,
    is_majority_in_recovery,
    quorum_needed,
    shown_count,
    term_end,
)
from rcc_council.minutes.rules import minutes_due
from rcc_council.motions.rules import (
    THRESHOLDS,
    Counts,
    Room,
    Threshold,
    Views,
    chair_decides,
    chosen,
    settle,
    settle_consensus,
)


def room(counts: Counts, present: int | None = None, in_office: int = 100) -> Room:
    here = counts.cast + counts.abstain + counts.blank if present is None else present
    return Room(here, in_office, 1)


def adopted(threshold: str, yes: int, no: int, **more: int) -> bool:
    counts = Counts(yes, no, **more)
    return settle(THRESHOLDS[threshold], counts, room(counts)).is_adopted


@pytest.mark.parametrize(("in_office", "needed"), [(10, 6), (11, 6), (12, 7), (5, 3)])
def test_that_a_quorum_is_more_than_half_of_the_members_in_office(in_office: int, needed: int) -> None:
    """ORACLE 7.1."""
    assert quorum_needed("in_office", in_office) == needed


def test_that_bylaws_may_ask_for_another_quorum() -> None:
    assert quorum_needed("share", 11, 1, 3) == 4
    assert quorum_needed("share", 12, 1, 3) == 4
    assert quorum_needed("number", 11, 5) == 5
    assert quorum_needed("present", 11) == 1


def test_that_a_majority_of_ballots_counts_illegal_ones_and_not_blanks() -> None:
    """ORACLE 7.2: 85 ballots, 4 blank, 10 illegal: 81 are cast, 41 decide."""
    assert not adopted("majority", 40, 31, blank=4, illegal=10)
    assert adopted("majority", 41, 30, blank=4, illegal=10)
    counts = Counts(41, 30, blank=4, illegal=10)
    assert settle(THRESHOLDS["majority"], counts, room(counts)).needed == 41


def test_that_half_of_a_thousand_is_no_majority() -> None:
    """ORACLE 7.2."""
    assert not adopted("majority", 500, 500)
    assert adopted("majority", 501, 499)


def test_that_a_tie_is_lost_and_abstentions_are_not_votes() -> None:
    """ORACLE 7.2."""
    assert not adopted("majority", 6, 6)
    assert adopted("majority", 5, 4, abstain=3)


@pytest.mark.parametrize(
    ("yes", "no", "result"),
    [(17, 8, True), (16, 9, False), (10, 5, True), (5, 3, False), (0, 0, False), (33, 17, False), (34, 17, True)],
)
def test_that_two_thirds_is_twice_as_many_for_as_against(yes: int, no: int, result: bool) -> None:
    """ORACLE 7.3 and its TRAP: 33 to 17 is 66 % and lost."""
    assert adopted("two_thirds", yes, no) is result


def test_that_two_thirds_of_the_members_is_eight_of_eleven_whoever_came() -> None:
    """ORACLE 7.4."""
    for present in (8, 9, 11):
        seven, eight = Counts(7, 0), Counts(8, 0)
        assert not settle(THRESHOLDS["two_thirds_in_office"], seven, Room(present, 11, 6)).is_adopted
        assert settle(THRESHOLDS["two_thirds_in_office"], eight, Room(present, 11, 6)).is_adopted


def test_that_a_block_stops_a_consensus_unless_the_fall_back_carries_it() -> None:
    """ORACLE 7.5: 6 agree, 2 stand aside, 1 blocks; 6 of 7 are more than three quarters."""
    views = Views(6, aside=2, block=1)
    assert not settle_consensus(views, None).is_adopted
    carried = settle_consensus(views, Threshold(3, 4))
    assert carried.is_adopted
    assert carried.by_fallback
    assert carried.fallback is not None
    assert (carried.fallback.yes, carried.fallback.base) == (6, 7)
    assert settle_consensus(Views(6, reservations=1, aside=2), None).is_adopted
    assert not settle_consensus(Views(0, aside=3), None).is_adopted


COUNTS = some.builds(
    Counts,
    *[some.integers(0, 60) for _each in range(2)],
    abstain=some.integers(0, 20),
    blank=some.integers(0, 20),
    illegal=some.integers(0, 20),
)


@given(COUNTS, some.sampled_from(sorted(THRESHOLDS)), some.integers(0, 40), some.integers(0, 40))
def test_that_every_threshold_agrees_with_fractions(counts: Counts, name: str, idle: int, absent: int) -> None:
    present = counts.cast + counts.abstain + counts.blank + idle
    here = Room(present, present + absent, 1)
    rule = THRESHOLDS[name]
    base = {"cast": counts.cast, "present": here.present, "in_office": here.in_office}[rule.of]
    share = Fraction(counts.yes, base) if base else Fraction(0)
    wanted = Fraction(rule.over, rule.under)
    expected = base > 0 and (share > wanted if rule.is_more else share >= wanted)
    assert settle(rule, counts, here).is_adopted is expected


@given(COUNTS, some.sampled_from(sorted(THRESHOLDS)))
def test_that_the_needed_number_is_the_smallest_that_carries(counts: Counts, name: str) -> None:
    settled = settle(THRESHOLDS[name], counts, room(counts))
    rule = THRESHOLDS[name]
    wanted = Fraction(rule.over, rule.under) * settled.base
    smallest = next(n for n in range(settled.base + 2) if (n > wanted if rule.is_more else n >= wanted))
    assert settled.needed == smallest


@given(some.integers(0, 30), some.integers(0, 30), some.sampled_from(["majority", "two_thirds", "four_fifths"]))
def test_that_the_chair_decides_only_where_one_vote_turns_it(yes: int, no: int, name: str) -> None:
    counts = Counts(yes, no)
    rule = THRESHOLDS[name]
    said = chair_decides(rule, counts, room(counts, yes + no + 1))
    before = adopted(name, yes, no)
    assert (said == "yes") is (not before and adopted(name, yes + 1, no))
    assert (said == "no") is (before and not adopted(name, yes, no + 1))


def test_that_more_votes_than_people_are_refused() -> None:
    with pytest.raises(ValueError, match="more votes"):
        settle(THRESHOLDS["majority"], Counts(5, 4), Room(8, 10, 6))


def test_that_an_election_needs_a_majority_and_a_tie_for_the_last_place_elects_nobody_tied() -> None:
    assert chosen({1: 7, 2: 5, 3: 2}, 1, 12) == (1,)
    assert chosen({1: 6, 2: 6}, 1, 12) == ()
    assert chosen({1: 9, 2: 7, 3: 7}, 2, 12) == (1,)
    assert chosen({1: 9, 2: 8, 3: 7}, 2, 12) == (1, 2)


@pytest.mark.parametrize(("in_recovery", "members", "passes"), [(5, 10, False), (6, 11, True), (0, 0, False)])
def test_that_more_than_half_must_be_in_recovery(in_recovery: int, members: int, passes: bool) -> None:
    assert is_majority_in_recovery(in_recovery, members) is passes


def test_that_small_groups_are_not_shown_and_nobody_is() -> None:
    assert [shown_count(count, 3) for count in (0, 1, 2, 3, 9)] == [0, None, None, 3, 9]


def test_that_minutes_are_due_sixty_days_after_or_at_the_next_meeting() -> None:
    assert minutes_due(date(2026, 3, 4), date(2026, 6, 3)) == date(2026, 5, 3)
    assert minutes_due(date(2026, 3, 4), date(2026, 3, 11)) == date(2026, 3, 11)
    assert minutes_due(date(2026, 3, 4), None) == date(2026, 5, 3)


def test_that_a_term_ends_the_day_before_it_begins_again() -> None:
    assert term_end(date(2026, 1, 1), 12) == date(2026, 12, 31)
    assert term_end(date(2026, 3, 15), 24) == date(2028, 3, 14)
    assert term_end(date(2026, 8, 31), 6) == date(2027, 2, 28)


def test_that_somebody_is_in_office_through_the_last_day() -> None:
    first, until = date(2026, 1, 1), date(2026, 12, 31)
    assert is_in_term(until, first, until, None)
    assert not is_in_term(date(2027, 1, 1), first, until, None)
    assert is_in_term(date(2026, 5, 4), first, until, date(2026, 5, 4))
    assert not is_in_term(date(2026, 5, 5), first, until, date(2026, 5, 4))
    assert is_in_term(date(2030, 1, 1), first, None, None)
    assert not is_in_term(date(2025, 12, 31), first, None, None)
