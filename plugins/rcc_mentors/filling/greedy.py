"""A plan at once: the slot fewest people can take goes first, to whoever costs least and breaks no rule."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from .answer import share_cost
from .conflicts import clash, stretches

if TYPE_CHECKING:
    from .answer import Pair
    from .problem import Problem, Slot, Worker


class Plan:
    """One person's slots so far, and whether one more may be added."""

    def __init__(self, problem: Problem, worker: Worker) -> None:
        self.worker = worker
        self.slots: list[Slot] = []
        self.totals = [limit.done for limit in worker.limits]
        self.shares = [share.done for share in worker.shares]
        self.days = Counter(work.day for work in worker.elsewhere)
        self.weekends = Counter(work.weekend for work in worker.elsewhere if work.weekend is not None)
        for key in worker.fixed:
            self.take(problem.by_key[key])

    def take(self, slot: Slot) -> None:
        """Add a slot, allowed or not."""
        self.slots.append(slot)
        self.days[slot.day] += 1
        if slot.weekend is not None:
            self.weekends[slot.weekend] += 1
        self.totals = [t + one.amounts.get(slot.key, 0) for t, one in zip(self.totals, self.worker.limits, strict=True)]
        self.shares = [t + one.amounts.get(slot.key, 0) for t, one in zip(self.shares, self.worker.shares, strict=True)]

    def allows(self, slot: Slot) -> bool:
        """Whether the rules that forbid too much allow this one; those on too little are for later."""
        worker = self.worker
        if any(slot.key == held.key or clash(worker, held, slot) for held in self.slots):
            return False
        if any(clash(worker, work, slot) for work in worker.elsewhere):
            return False
        for total, limit in zip(self.totals, worker.limits, strict=True):
            amount = limit.amounts.get(slot.key, 0)
            if amount and limit.most is not None and total + amount > limit.most:
                return False
        return self._fits_in_a_row(slot.day) and self._fits_weekends(slot.weekend)

    def _fits_weekends(self, weekend: int | None) -> bool:
        most = self.worker.most_weekends
        if most is None or weekend is None or self.weekends[weekend]:
            return True
        return len(+self.weekends) < most

    def _fits_in_a_row(self, day: int) -> bool:
        most = self.worker.most_days_in_a_row
        if most is None or self.days[day]:
            return True
        days = [*(+self.days), day]
        return all(last - first < most for first, last in stretches(days) if first <= day <= last)

    def cost(self, slot: Slot) -> int:
        """What taking this slot adds to the cost of the person's own part of the plan."""
        cost = self.worker.costs[slot.key]
        for total, share in zip(self.shares, self.worker.shares, strict=True):
            amount = share.amounts.get(slot.key, 0)
            if amount:
                cost += share_cost(share, total + amount) - share_cost(share, total)
        return cost


def fill_greedily(problem: Problem) -> tuple[Pair, ...]:
    """A plan that breaks no rule on too much; least amounts and too short stretches it does not look at."""
    plans = [Plan(problem, worker) for worker in problem.workers]
    open_to: dict[str, list[Plan]] = defaultdict(list)
    for plan in plans:
        for key in plan.worker.costs:
            open_to[key].append(plan)
    people = Counter(slot for worker in problem.workers for slot in worker.fixed)
    for slot in sorted(problem.slots, key=lambda slot: (len(open_to[slot.key]), slot.day, slot.starts, slot.key)):
        candidates = sorted(open_to[slot.key], key=lambda plan: (plan.cost(slot), len(plan.slots), plan.worker.key))
        for plan in candidates:
            gain = _gain(slot, people[slot.key])
            if gain <= 0:
                break
            if plan.cost(slot) < gain and plan.allows(slot):
                plan.take(slot)
                people[slot.key] += 1
    return tuple((plan.worker.key, slot.key) for plan in plans for slot in plan.slots)


def _gain(slot: Slot, people: int) -> int:
    """What one person more spares."""
    if people >= slot.most:
        return 0
    return slot.missing * (people < slot.least) + slot.wanting * (people < slot.wanted)
