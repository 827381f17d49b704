"""Turns the schedule into the engine's question: what must be covered, who may, and what weighs how much.

Values in, values out. Whatever refuses a booking is hard here as well; what the coordinator wishes for is a price. Half
hours are the unit of fair shares.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from rcc_mentors.filling.problem import Limit, Problem, Share, Slot, Step, Work, Worker
from rcc_mentors.shifts.rules import Limits, MentorFacts, ShiftFacts, broken, stopping

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

HALF_HOUR = 30
EVENING = 17 * 60
"""Minute of the local day from which a shift that ends later is an evening's."""
SATURDAY = 6

MISSING = (60, 300, 3000)
"""What a missing person costs where cover matters little, much, and more than everything else together."""
WEIGHTS = (0, 1, 3)
LIKED, DISLIKED = -4, 8
KEPT_TOLD, KEPT_QUIET = -40, -10
FAMILIAR = -3
OVER_HOURS = (Step(0, 1), Step(8, 2))
OVER_WEEKENDS = (Step(0, 4),)
OVER_EVENINGS = (Step(0, 2),)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How much each wish weighs to the coordinator: 0 not at all, 1 some, 2 a lot.

    ``cover`` open slots, ``liking`` what mentors like, ``fair`` shares of hours, weekends and evenings, ``familiar``
    mentors where the people they walk beside expect them, ``steady``: few changes to what stands already.
    """

    cover: int = 2
    liking: int = 1
    fair: int = 1
    familiar: int = 1
    steady: int = 1


@dataclass(frozen=True, slots=True)
class Hold:
    """How somebody holds a place: ``is_fixed`` is not to be touched, ``was_told`` has been published."""

    is_fixed: bool
    was_told: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A shift to be covered by at least ``least``, and who holds it now, by mentor."""

    facts: ShiftFacts
    least: int
    series: int | None = None
    held: Mapping[int, Hold] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """Its name in the question."""
        return str(self.facts.id)

    @property
    def is_weekend(self) -> bool:
        """Whether it begins on a Saturday or Sunday."""
        return bool(self.facts.clock) and self.facts.clock[0][0] >= SATURDAY

    @property
    def is_evening(self) -> bool:
        """Whether it lasts into the evening."""
        return any(ends > EVENING for _weekday, _starts, ends in self.facts.clock)


@dataclass(frozen=True, slots=True)
class Taste:
    """What one mentor likes (1) or dislikes (-1): a time of the week (ISO weekday or None for all), a role or any."""

    liking: int
    weekday: int | None
    starts: int
    ends: int
    role: str

    def is_about(self, facts: ShiftFacts) -> bool:
        """Whether a shift is of this role and touches this time."""
        if self.role and self.role != facts.role:
            return False
        return any(
            (self.weekday is None or self.weekday == weekday) and starts < self.ends and self.starts < ends
            for weekday, starts, ends in facts.clock
        )


@dataclass(frozen=True, slots=True)
class Serving:
    """One mentor: what the rules know, what they hold besides the places, and what they wish for.

    ``familiar`` are the series they served lately while walking beside somebody; ``lately`` is half hours, weekend
    shifts and evening shifts of the last weeks, so that whoever gave more then is asked for less now.
    """

    facts: MentorFacts
    outside: Sequence[ShiftFacts] = ()
    tastes: Sequence[Taste] = ()
    familiar: frozenset[int] = frozenset()
    lately: tuple[int, int, int] = (0, 0, 0)


def question(
    places: Sequence[Place],
    people: Sequence[Serving],
    limits_on: Callable[[int], Limits],
    wishes: Wishes,
    days: tuple[int, int],
) -> Problem:
    """The problem of covering ``places`` with ``people``; ``days`` are the ordinals of the first and last day."""
    slots = tuple(_slot(place, MISSING[wishes.cover]) for place in places)
    open_to = {each.facts.id: _open_to(each, places, limits_on, wishes) for each in people}
    targets = _targets(places, people, open_to)
    strictest = [limits_on(day) for day in sorted({place.facts.day for place in places} or {days[0]})]
    workers = tuple(
        _worker(each, places, open_to[each.facts.id], strictest, limits_on, targets[each.facts.id], wishes)
        for each in people
        if open_to[each.facts.id] or any(each.facts.id in place.held for place in places)
    )
    return Problem(slots, workers, *days)


def _slot(place: Place, missing: int) -> Slot:
    facts = place.facts
    held = sum(hold.is_fixed for hold in place.held.values())
    return Slot(
        key=place.key,
        day=facts.day,
        starts=facts.begins,
        ends=facts.finishes,
        least=place.least,
        most=max(place.least, facts.most, held),
        missing=missing,
        weekend=facts.week if place.is_weekend else None,
    )


def _open_to(
    each: Serving, places: Iterable[Place], limits_on: Callable[[int], Limits], wishes: Wishes
) -> dict[str, int]:
    """What each place would cost with this mentor in it; places that the rules close to them are left out."""
    return {
        place.key: price(each, place, wishes)
        for place in places
        if not stopping(broken(each.facts, replace(place.facts, taken=0), each.outside, limits_on(place.facts.day)))
    }


def price(each: Serving, place: Place, wishes: Wishes) -> int:
    """What it costs to have this mentor in this place; below 0 it is a reason for it."""
    cost = sum(
        (LIKED if taste.liking > 0 else DISLIKED) for taste in each.tastes if taste.is_about(place.facts)
    ) * WEIGHTS[wishes.liking]  # fmt: skip
    if place.series in each.familiar:
        cost += FAMILIAR * WEIGHTS[wishes.familiar]
    hold = place.held.get(each.facts.id)
    if hold is not None:
        cost += (KEPT_TOLD if hold.was_told else KEPT_QUIET) * WEIGHTS[wishes.steady]
    return cost


def _worker(
    each: Serving,
    places: Sequence[Place],
    costs: Mapping[str, int],
    strictest: Sequence[Limits],
    limits_on: Callable[[int], Limits],
    targets: tuple[int, int, int],
    wishes: Wishes,
) -> Worker:
    mentor = each.facts
    fixed = tuple(place.key for place in places if (hold := place.held.get(mentor.id)) and hold.is_fixed)
    mine = [place for place in places if place.key in costs or place.key in fixed]
    return Worker(
        key=str(mentor.id),
        costs=costs,
        fixed=fixed,
        rest=max(mentor.rest_minutes or 0, *(limits.rest_minutes for limits in strictest)),
        most_days_in_a_row=min(limits.most_days_running for limits in strictest),
        limits=tuple(_limits(mentor, mine, each.outside, limits_on)),
        shares=tuple(_shares(mine, targets, each.lately, WEIGHTS[wishes.fair])),
        elsewhere=tuple(Work(other.day, other.begins, other.finishes) for other in each.outside),
    )


def _limits(
    mentor: MentorFacts,
    mine: Sequence[Place],
    outside: Sequence[ShiftFacts],
    limits_on: Callable[[int], Limits],
) -> Iterable[Limit]:
    """Hours of a day and of a week, and the shifts of a week and of a month that somebody asked for at most.

    A sum that all their places together cannot reach is left out.
    """

    def summed(
        name: str, of: Callable[[ShiftFacts], int], when: int, amount: Callable[[ShiftFacts], int], most: int
    ) -> Iterable[Limit]:
        amounts = {place.key: amount(place.facts) for place in mine if of(place.facts) == when}
        done = sum(amount(other) for other in outside if of(other) == when)
        if amounts and done + sum(amounts.values()) > most:
            yield Limit(f"{name} {when}", amounts, most=most, done=done)

    for day in sorted({place.facts.day for place in mine}):
        yield from summed("day_limit", _day, day, _minutes, limits_on(day).most_minutes_day)
    for week in sorted({place.facts.week for place in mine}):
        monday = week * 7 + 1
        of_center = min(limits_on(day).most_minutes_week for day in range(monday, monday + 7))
        own = of_center if mentor.most_minutes_week is None else mentor.most_minutes_week
        yield from summed("week_limit", _week, week, _minutes, min(of_center, own))
        if mentor.most_shifts_week is not None:
            yield from summed("own_week_limit", _week, week, _one, mentor.most_shifts_week)
    if mentor.most_shifts_month is not None:
        for month in sorted({place.facts.month for place in mine}):
            yield from summed("own_month_limit", _month, month, _one, mentor.most_shifts_month)


def _shares(
    mine: Sequence[Place], targets: tuple[int, int, int], lately: tuple[int, int, int], weight: int
) -> Iterable[Share]:
    if not weight:
        return
    kinds = (
        ("hours", {place.key: half_hours(place.facts) for place in mine}, OVER_HOURS),
        ("weekends", {place.key: 1 for place in mine if place.is_weekend}, OVER_WEEKENDS),
        ("evenings", {place.key: 1 for place in mine if place.is_evening}, OVER_EVENINGS),
    )
    for (name, amounts, steps), target, done in zip(kinds, targets, lately, strict=True):
        if amounts:
            weighed = tuple(Step(step.beyond, step.weight * weight) for step in steps)
            yield Share(name, amounts, target, over=weighed, done=done)


def _targets(
    places: Sequence[Place], people: Sequence[Serving], open_to: Mapping[int, Mapping[str, int]]
) -> dict[int, tuple[int, int, int]]:
    """Each mentor's fair share of half hours, weekends and evenings, what they gave lately included.

    Everything there is to do and everything that was done lately, level among those who may take any of it.
    """
    sums = [0, 0, 0]
    for place in places:
        for at, amount in enumerate((half_hours(place.facts), place.is_weekend, place.is_evening)):
            sums[at] += place.least * amount
    serving = [each for each in people if open_to[each.facts.id]]
    if not serving:
        return {each.facts.id: (0, 0, 0) for each in people}
    level = [_level(total, [each.lately[at] for each in serving]) for at, total in enumerate(sums)]
    return {each.facts.id: (level[0], level[1], level[2]) for each in people}


def _level(total: int, lately: Sequence[int]) -> int:
    """How high everybody stands once ``total`` is shared out to those who stand lowest, rounded up."""
    standing = sorted(lately)
    for count, height in enumerate([*standing[1:], None], 1):
        reached = -(-(sum(standing[:count]) + total) // count)
        if height is None or reached <= height:
            return reached
    return 0


def half_hours(facts: ShiftFacts) -> int:
    """How long a shift is, in half hours, rounded up."""
    return -(-facts.minutes // HALF_HOUR)


def _day(facts: ShiftFacts) -> int:
    return facts.day


def _week(facts: ShiftFacts) -> int:
    return facts.week


def _month(facts: ShiftFacts) -> int:
    return facts.month


def _minutes(facts: ShiftFacts) -> int:
    return facts.minutes


def _one(_facts: ShiftFacts) -> int:
    return 1
