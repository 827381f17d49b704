"""The engine against every plan there is, on problems small enough to try them all."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rcc_mentors.filling import answer, problem
from rcc_mentors.filling.answer import answer_for
from rcc_mentors.filling.conflicts import breaches_of, broken
from rcc_mentors.filling.engine import solve
from rcc_mentors.filling.greedy import fill_greedily
from rcc_mentors.filling.problem import Limit, Problem, Share, Slot, Step, Work, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_mentors.filling.answer import Pair, Progress

HOUR = 60
LIVELY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def cheapest_by_trying(asked: Problem) -> int | None:
    """The cost of the best plan, by trying every one; None when every plan breaks a rule."""
    best: int | None = None
    for plan in product(*(list(_plans_of(asked, worker)) for worker in asked.workers)):
        chosen = list(chain.from_iterable(plan))
        if any(breach.rule == "full" for breach in broken(asked, chosen)):
            continue
        cost = answer_for(asked, chosen, bound=-(10**9), seconds=0).cost
        best = cost if best is None else min(best, cost)
    return best


def _plans_of(asked: Problem, worker: Worker) -> Iterator[list[Pair]]:
    before = breaches_of(asked, worker, worker.fixed)
    known: dict[tuple[str, str], int] = {(one.rule, one.where): one.by for one in before if one.rule != "limit under"}
    free = [key for key in worker.costs if key not in worker.fixed]
    for count in range(len(free) + 1):
        for added in combinations(free, count):
            keys = [*worker.fixed, *added]
            if all(one.by <= known.get((one.rule, one.where), 0) for one in breaches_of(asked, worker, keys)):
                yield [(worker.key, key) for key in keys]


@st.composite
def shifts(draw: st.DrawFn, days: int = 4, most: int = 6) -> tuple[Slot, ...]:
    made = []
    for number in range(draw(st.integers(2, most))):
        day = draw(st.integers(0, days - 1))
        starts = draw(st.sampled_from([9, 12, 15, 20])) * HOUR
        least = draw(st.integers(0, 2))
        made.append(
            Slot(
                f"s{number}",
                day,
                day * 24 * HOUR + starts,
                day * 24 * HOUR + starts + draw(st.sampled_from([3, 6])) * HOUR,
                least,
                max(1, least) + draw(st.integers(0, 1)),
                draw(st.integers(1, 30)),
                wanted=draw(st.integers(0, 3)),
                wanting=draw(st.integers(0, 5)),
                surplus=draw(st.sampled_from([None, 0, 7])),
                weekend=day // 2 if draw(st.booleans()) else None,
            )
        )
    return tuple(made)


@st.composite
def mentors(draw: st.DrawFn, key: str, slots: tuple[Slot, ...]) -> Worker:
    open_to = [slot for slot in slots if draw(st.integers(0, 3))]
    hours = {slot.key: (slot.ends - slot.starts) // HOUR for slot in slots}
    steps = st.lists(st.builds(Step, st.integers(0, 4), st.integers(1, 4)), max_size=2).map(tuple)
    return Worker(
        key,
        {slot.key: draw(st.integers(-6, 9)) for slot in open_to},
        fixed=tuple(slot.key for slot in slots if not draw(st.integers(0, 7))),
        rest=draw(st.sampled_from([0, 10, 14])) * HOUR,
        one_a_day=draw(st.booleans()),
        most_days_in_a_row=draw(st.sampled_from([None, 1, 2])),
        most_weekends=draw(st.sampled_from([None, 0, 1])),
        limits=(
            Limit("hours", hours, draw(st.integers(3, 20)), done=draw(st.integers(0, 3))),
            Limit("late", {slot.key: 1 for slot in slots if slot.starts % (24 * HOUR) >= 15 * HOUR}, 1),
        ),
        shares=(Share("hours", hours, draw(st.integers(0, 12)), draw(steps), draw(steps), draw(st.integers(0, 3))),),
        elsewhere=tuple(
            Work(day, day * 1440 + 8 * HOUR, day * 1440 + 10 * HOUR)
            for day in draw(st.sets(st.integers(-1, 4), max_size=1))
        ),
    )


@st.composite
def centers(draw: st.DrawFn) -> Problem:
    slots = draw(shifts())
    return Problem(
        slots, tuple(draw(mentors(f"m{number}", slots)) for number in range(2)), 0, 3, draw(st.integers(-5, 5))
    )


@st.composite
def wards(draw: st.DrawFn) -> Problem:
    """Rules on stretches: early and late, one a day, over five days and an earliest and a latest sort of shift."""
    days, kinds = 5, ("early", "late")
    slots = tuple(
        Slot(
            f"{day}{kind}",
            day,
            day * 1440,
            day * 1440 + 480,
            least,
            least,
            draw(st.integers(1, 30)),
            0,
            0,
            draw(st.integers(0, 5)),
            kind,
            0 if day in (3, 4) else None,
        )
        for day in range(days)
        for kind in kinds
        for least in [draw(st.integers(0, 2))]
    )
    return Problem(slots, tuple(draw(nurses(f"n{number}", slots)) for number in range(2)), 0, days - 1)


@st.composite
def nurses(draw: st.DrawFn, key: str, slots: tuple[Slot, ...]) -> Worker:
    open_to = [slot for slot in slots if draw(st.integers(0, 4))]
    length = {"early": 8, "late": draw(st.sampled_from([8, 12]))}
    return Worker(
        key,
        {slot.key: draw(st.integers(-4, 4)) for slot in open_to},
        one_a_day=True,
        most_days_in_a_row=draw(st.integers(2, 4)),
        least_days_in_a_row=draw(st.integers(1, 2)),
        least_days_off_in_a_row=draw(st.integers(1, 3)),
        most_weekends=draw(st.sampled_from([None, 0, 1])),
        never_next_day=draw(st.sampled_from([(), (("late", "early"),)])),
        limits=(
            Limit(
                "hours",
                {slot.key: length[slot.kind] for slot in slots},
                draw(st.integers(16, 40)),
                draw(st.integers(0, 24)),
            ),
            Limit("late", {slot.key: 1 for slot in slots if slot.kind == "late"}, draw(st.integers(0, 3))),
        ),
    )


@LIVELY
@given(centers())
def test_that_no_plan_of_a_center_is_better_and_no_rule_is_broken(asked: Problem) -> None:
    best = cheapest_by_trying(asked)
    got = solve(asked, seconds=20)
    assert got.proven
    assert (got.cost, got.bound) == (best, best)
    assert broken(asked, got.chosen) == ()


@LIVELY
@given(wards())
def test_that_no_plan_with_rules_on_stretches_is_better_and_no_rule_is_broken(asked: Problem) -> None:
    best = cheapest_by_trying(asked)
    got = solve(asked, seconds=20)
    assert got.feasible == (best is not None)
    if best is not None:
        assert got.proven
        assert (got.cost, got.bound) == (best, best)
        assert broken(asked, got.chosen) == ()


@LIVELY
@given(centers())
def test_that_the_plan_at_once_breaks_no_rule(asked: Problem) -> None:
    assert broken(asked, fill_greedily(asked)) == ()


@LIVELY
@given(centers(), st.integers(0, 3))
def test_that_the_same_seed_gives_the_same_plan(asked: Problem, seed: int) -> None:
    assert solve(asked, seconds=20, seed=seed).chosen == solve(asked, seconds=20, seed=seed).chosen


@LIVELY
@given(centers())
def test_that_a_problem_and_its_answer_cross_a_process_border_unchanged(asked: Problem) -> None:
    assert problem.from_plain(json.loads(json.dumps(problem.to_plain(asked)))) == asked
    got = answer_for(asked, fill_greedily(asked), bound=-99, seconds=1.5)
    assert answer.from_plain(json.loads(json.dumps(answer.to_plain(got)))) == got


@LIVELY
@given(centers())
def test_that_the_cost_is_the_sum_of_its_parts(asked: Problem) -> None:
    got = solve(asked, seconds=20)
    parts = sum(one.cost for one in got.assignments) + sum(got.slot_costs.values()) + sum(got.share_costs.values())
    assert got.cost == asked.constant + parts


def two_shifts(first: tuple[int, int], second: tuple[int, int], **rules: object) -> Problem:
    """One person, a shift on day 0 and one on day 0 or 1, by hours on one axis; each is worth 10 to the center."""
    slots = tuple(
        Slot(key, starts // 24, starts * HOUR, ends * HOUR, 1, 1, 10)
        for key, (starts, ends) in (("a", first), ("b", second))
    )
    return Problem(slots, (replace(Worker("m", {"a": 0, "b": 0}), **rules),), 0, 1)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("first", "second", "rest", "taken"),
    [
        ((9, 12), (12, 15), 10, 2),  # touching is no overlap, and rest is not asked for within a day
        ((9, 12), (11, 14), 0, 1),
        ((18, 22), (31, 35), 10, 1),  # Friday 22:00 to Saturday 07:00 is 9 hours
        ((18, 22), (32, 36), 10, 2),  # to 08:00 it is 10
        ((18, 22), (31, 35), 9, 2),  # the night the clocks go forward, 22:00 to 08:00 is 9 real hours
    ],
)
def test_that_rest_is_real_time_between_days(
    first: tuple[int, int], second: tuple[int, int], rest: int, taken: int
) -> None:
    got = solve(two_shifts(first, second, rest=rest * HOUR), seconds=5)
    assert len(got.chosen) == taken
    assert got.proven


def test_that_a_fixed_slot_is_kept_even_where_it_breaks_a_rule() -> None:
    asked = two_shifts((9, 12), (11, 14), fixed=("a", "b"), limits=(Limit("hours", {"a": 3, "b": 3}, 2),))
    got = solve(asked, seconds=5)
    assert got.chosen == (("m", "a"), ("m", "b"))
    assert got.feasible
    assert got.proven


def test_that_a_least_out_of_reach_is_said() -> None:
    asked = two_shifts((9, 12), (33, 36), limits=(Limit("hours", {"a": 3, "b": 3}, None, 9),))
    got = solve(asked, seconds=5)
    assert not got.feasible
    assert not got.proven


def test_that_two_people_open_and_close() -> None:
    slot = Slot("open", 0, 480, 660, 2, 2, 100)
    workers = tuple(Worker(key, {"open": 1}) for key in "abc")
    got = solve(Problem((slot,), workers, 0, 0), seconds=5)
    assert len(got.chosen) == 2
    assert got.uncovered == {}
    alone = solve(Problem((slot,), workers[:1], 0, 0), seconds=5)
    assert alone.uncovered == {"open": 1}
    assert alone.slot_costs == {"open": 100}


def test_that_cancelling_gives_the_best_so_far() -> None:
    heard: list[tuple[Progress, tuple[Pair, ...]]] = []
    asked = two_shifts((9, 12), (33, 36))
    got = solve(
        asked, seconds=5, told=lambda progress, chosen: heard.append((progress, chosen)), cancelled=lambda: True
    )
    assert got.chosen == (("m", "a"), ("m", "b"))
    assert heard[-1][1] == got.chosen
    assert got.seconds < 5
