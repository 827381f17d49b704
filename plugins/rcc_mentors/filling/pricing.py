"""Patterns found as they are needed: the master program prices slots, each person answers with the best pattern.

Where nobody has a pattern that is worth more than its price, the master's cost is a bound on every plan, much closer
than the one of the whole model: every pattern in it already keeps every rule of its person.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from .answer import slot_cost
from .core import Relaxed, round_up
from .linear import NEAR
from .master import Master, steps_of
from .patterns import Patterns

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .answer import Pair
    from .compact import Compact
    from .linear import Values
    from .master import Pattern
    from .problem import Problem
    from .watch import Watch

PATTERNS_AT_ONCE = 3  # of each person and round
FULL = 1e6  # the price of one person more in a slot that takes no more


class Pricing:
    """The master program with the people who answer its prices."""

    def __init__(self, problem: Problem, watch: Watch) -> None:
        self.problem, self.watch = problem, watch
        places = {slot.key: place for place, slot in enumerate(problem.slots)}
        self.people = [Patterns(problem, worker, places) for worker in problem.workers]
        self.steps = [list(steps_of(slot, len(problem.workers))) for slot in problem.slots]
        self.master = Master(problem, seed=watch.seed, threads=watch.workers)
        self.plan: list[Pattern] = []  # the best so far
        self.prices: Values = np.zeros(len(problem.slots))
        self.worth: Values = np.zeros(len(self.people))

    def start(self) -> bool:
        """One after the other takes the best pattern for what is still uncovered; False when somebody has none."""
        taken: Values = np.zeros(len(self.problem.slots), dtype=np.intp)
        plan: list[Pattern] = []
        for owner, patterns in enumerate(self.people):
            gains = [self._one_more(place, int(people)) for place, people in enumerate(taken)]
            _bound, best = patterns.best(np.array(gains), 1)
            if not best or self.watch.over():
                return False
            pattern = best[0][1]
            self._add(owner, pattern)
            plan.append(pattern)
            taken[list(pattern)] += 1
        self.offer(plan)
        return True

    def offer(self, plan: list[Pattern]) -> bool:
        """Offer a whole plan, and keep it as the best if it is."""
        if not self.watch.offer(self.pairs(plan)):
            return False
        self.plan = plan
        return True

    def pairs(self, plan: list[Pattern]) -> tuple[Pair, ...]:
        """Everybody's pattern as (worker, slot) pairs."""
        slots = self.problem.slots
        return tuple(
            (worker.key, slots[place].key)
            for worker, pattern in zip(self.problem.workers, plan, strict=True)
            for place in pattern
        )

    def converge(self) -> bool:
        """Find patterns until none is worth its price; False when half the time was too short for it."""
        while self.watch.left() > self.watch.spent() and not self.watch.over():
            cost, prices, worth = self.master.solve()
            bound, added = self._round(prices, worth, range(len(self.people)))
            if bound is None:
                return False
            self.watch.raise_bound(round_up(bound))
            self.prices, self.worth = prices, worth
            if not added or cost - bound < NEAR:
                return True
        return False

    def catch_up(self, rounds: int) -> float:
        """Find patterns for whoever is not held, a few rounds; the master's cost after it."""
        for _round in range(rounds):
            cost, prices, worth = self.master.solve()
            free = [owner for owner in range(len(self.people)) if owner not in self.master.held]
            _bound, added = self._round(prices, worth, free)
            if not added or self.watch.over():
                return cost
        return self.master.solve()[0]

    def _round(self, prices: Values, worth: Values, owners: Iterable[int]) -> tuple[float | None, int]:
        """Ask owners for patterns at these prices: the bound that follows if all were asked, and how many are new."""
        bound, added = self.master.constant + self._slack_bound(prices), 0
        for owner in owners:
            if self.watch.over():
                return None, added
            least, found = self.people[owner].best(-prices, PATTERNS_AT_ONCE)
            bound += least
            for value, pattern in found:
                if value < worth[owner] - NEAR:
                    added += self._add(owner, pattern)
        return bound, added

    def relaxed(self, compact: Compact) -> Relaxed | None:
        """How much dearer every pair makes a plan, by the cheapest pattern through it, and the cheapest without it."""
        taking = np.zeros(len(compact.model.costs))
        leaving = np.zeros(len(compact.model.costs))
        slots = self.problem.slots
        bound = self.master.constant + self._slack_bound(self.prices)
        for patterns in self.people:
            if self.watch.over():
                return None
            through, resting = patterns.through(-self.prices)
            least = min(min(through.values(), default=np.inf), *resting.values())
            bound += least
            on: dict[int, list[tuple[float, int]]] = {}
            for place, cost in through.items():
                on.setdefault(slots[place].day, []).append((cost, place))
            for key in patterns.worker.costs:
                slot = self.problem.by_key[key]
                column = compact.taking[patterns.worker.key, key]
                others = [cost for cost, place in on.get(slot.day, ()) if slots[place] is not slot]
                mine = [cost for cost, place in on.get(slot.day, ()) if slots[place] is slot]
                taking[column] = (mine[0] if mine else np.inf) - least
                leaving[column] = min(resting[slot.day], *others) - least if others else resting[slot.day] - least
        return Relaxed(bound, taking, leaving)

    def _add(self, owner: int, pattern: Pattern) -> bool:
        return self.master.add(owner, pattern, sum(self.people[owner].costs[place] for place in pattern))

    def _one_more(self, place: int, people: int) -> float:
        slot = self.problem.slots[place]
        if slot.surplus is None and people >= slot.most:
            return FULL
        return slot_cost(slot, people + 1) - slot_cost(slot, people)

    def _slack_bound(self, prices: Values) -> float:
        """The least the slots themselves can cost when people in them are paid for at `prices`."""
        bound = 0.0
        for price, steps in zip(prices, self.steps, strict=True):
            bound += sum(min(0.0, slope + float(price)) * width for slope, width in steps)
        return bound
