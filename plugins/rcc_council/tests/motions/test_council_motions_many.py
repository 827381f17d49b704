"""Thousands of generated votes, each taken through its verb and held against fractions and a count by hand."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from rcc_council.motions.records import Motion, Vote
from rcc_council.motions.rules import THRESHOLDS
from rcc_council.motions.service import recuse
from rcc_council.motions.voting import take_ballot, take_consensus, take_roll_call, take_vote

from rcc_desktop.api import needs

HERE, MEMBERS = 13, 18
SHARES = {
    "majority": Fraction(1, 2),
    "two_thirds": Fraction(2, 3),
    "three_quarters": Fraction(3, 4),
    "four_fifths": Fraction(4, 5),
    "unanimous": Fraction(1),
}
MANY = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


@dataclass(frozen=True)
class Case:
    yes: int
    no: int
    abstain: int
    blank: int
    illegal: int
    threshold: str

    @property
    def is_adopted(self) -> bool:
        """By fractions alone, and nothing of the program's own arithmetic."""
        name, _sep, of = self.threshold.partition("_in_office")
        share, base = name.removesuffix("_present"), self.yes + self.no + self.illegal
        if self.threshold.endswith("_in_office"):
            base = MEMBERS
        elif self.threshold.endswith("_present"):
            base = HERE
        if not base:
            return False
        of_all = Fraction(self.yes, base)
        return of_all > SHARES[share] if share == "majority" else of_all >= SHARES[share]


@some.composite
def cases(draw: Any) -> Case:
    left, counts = HERE, []
    for most in draw(some.permutations((HERE, HERE, 3, 2, 3))):
        counts.append(draw(some.integers(0, min(left, most))))
        left -= counts[-1]
    yes, no, abstain, blank, illegal = counts
    return Case(yes, no, abstain, blank, illegal, draw(some.sampled_from(sorted(THRESHOLDS))))


@pytest.fixture
def room(council: Any) -> Any:
    return council(MEMBERS, here=HERE, chair_votes="always", proxies=True)


@needs("testing")
def _moved(room: Any, threshold: str = "majority") -> int:
    """A motion put to the vote, without the questions that moving one asks."""
    return Motion.add(
        meeting=room.meeting,
        item=room.item,
        number="M1",
        words="x",
        state="put",
        moved_at=room.now,
        threshold=threshold,
    )


@pytest.mark.slow
@settings(MANY, max_examples=25)
@given(drawn=some.lists(cases(), min_size=80, max_size=90))
def test_that_ballots_of_every_threshold_agree_with_fractions(room: Any, drawn: list[Case]) -> None:
    def take(case: Case) -> Any:
        motion = _moved(room, case.threshold)
        return take_vote(
            motion,
            "ballot",
            room.now,
            yes=case.yes,
            no=case.no,
            abstain=case.abstain,
            blank=case.blank,
            illegal=case.illegal,
        )

    votes = room.desk.do(lambda: [take(case) for case in drawn])
    for case, vote in zip(drawn, votes, strict=True):
        assert vote.outcome == ("adopted" if case.is_adopted else "lost"), (case, vote.arithmetic)
        assert vote.arithmetic.endswith("adopted." if case.is_adopted else "lost.")
        assert_that_the_comparison_is_true(vote.arithmetic)
        assert (vote.present, vote.needed, vote.in_office) == (HERE, 10, MEMBERS)


def assert_that_the_comparison_is_true(told: str) -> None:
    """The two numbers that the sentence compares do compare so, and carry its last word."""
    words = told.rstrip(".").replace(",", "").split()
    for at, sign in enumerate(words):
        if sign not in {">", ">=", "<", "="} or not words[at - 1].isdecimal() or not words[at + 1].isdecimal():
            continue
        left, right = int(words[at - 1]), int(words[at + 1])
        assert {">": left > right, ">=": left >= right, "<": left < right, "=": left == right}[sign], told
        assert words[-1] == ("adopted" if sign in {">", ">="} else "lost")


NAMES = some.sampled_from(["yes", "no", "abstain"])


@MANY
@given(
    said=some.lists(NAMES, min_size=HERE, max_size=HERE),
    silent=some.sets(some.integers(0, HERE - 1)),
    recused=some.sets(some.integers(0, HERE - 1), max_size=5),
    proxies=some.dictionaries(some.integers(HERE, MEMBERS - 1), some.tuples(some.integers(0, HERE - 1), NAMES)),
)
def test_that_a_roll_call_counts_everybody_once_with_recusals_and_proxies(
    room: Any,
    said: list[str],
    silent: set[int],
    recused: set[int],
    proxies: dict[int, tuple[int, str]],
) -> None:
    holders: set[int] = set()
    held: dict[int, tuple[int, str]] = {}
    for absent, (holder, choice) in proxies.items():
        if holder not in holders | recused:
            holders.add(holder)
            held[absent] = (holder, choice)
    people = room.people
    choices = {people[at]: said[at] for at in range(HERE) if at not in recused | silent}
    choices |= {people[absent]: choice for absent, (_holder, choice) in held.items()}

    def take() -> Any:
        motion = _moved(room)
        for at in recused:
            recuse(motion, people[at], "", room.now)
        by = {people[absent]: people[holder] for absent, (holder, _choice) in held.items()}
        return take_roll_call(motion, choices, room.now, proxies=by)

    vote = room.desk.do(take)
    expected = [said[at] if at not in silent else "abstain" for at in range(HERE) if at not in recused]
    expected += [choice for _holder, choice in held.values()]
    assert (vote.yes, vote.no, vote.abstain) == tuple(expected.count(each) for each in ("yes", "no", "abstain"))
    assert sorted(each.choice for each in vote.ballots) == sorted([*expected, *["recused"] * len(recused)])
    assert sum(bool(each.cast_for) for each in vote.ballots) == len(held)
    yes, no = expected.count("yes"), expected.count("no")
    assert (vote.outcome == "adopted") is (yes + no > 0 and Fraction(yes, max(1, yes + no)) > Fraction(1, 2))


@MANY
@given(views=some.lists(some.sampled_from(["agree", "reservations", "aside", "block"]), max_size=HERE))
def test_that_consensus_is_everybody_s_and_a_block_is_enough(room: Any, views: list[str]) -> None:
    named = dict(zip(room.here, views, strict=False))
    why = dict.fromkeys(named, "Because")
    vote = room.desk.do(lambda: take_consensus(_moved(room), named, room.now, why=why))
    agree = views.count("agree") + views.count("reservations")
    assert (vote.outcome == "adopted") is (agree > 0 and "block" not in views)
    assert (vote.yes, vote.abstain, vote.no) == (agree, views.count("aside"), views.count("block"))


def test_that_a_secret_ballot_leaves_nothing_but_counts(room: Any) -> None:
    vote = room.desk.do(lambda: take_ballot(_moved(room), room.now, yes=7, no=3, blank=1, illegal=2))
    stored = room.desk.ask(lambda: Vote.get_by_id(vote.id))
    assert (stored.yes, stored.no, stored.blank, stored.illegal) == (7, 3, 1, 2)
    assert vote.ballots == vote.choices == ()
