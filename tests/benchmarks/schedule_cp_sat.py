"""The same problem as a plain CP-SAT model, for comparison: read from standard input, answered on standard output."""

from __future__ import annotations

import json
import sys
from typing import Any

from ortools.sat.python import cp_model
from rcc_mentors.filling.conflicts import clash
from rcc_mentors.filling.problem import Problem, Share, Slot, Worker, from_plain


class Plain:
    """One Boolean for each person and open slot; every rule as it is said."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        self.model = cp_model.CpModel()
        self.costs: list[Any] = [problem.constant]
        self.missing: list[Any] = []
        self.take = {(w.key, key): self.model.new_bool_var("") for w in problem.workers for key in w.costs}
        for worker in problem.workers:
            self._worker(worker)
        for slot in problem.slots:
            self._cover(slot)
        self.model.minimize(sum(self.costs))

    def _cover(self, slot: Slot) -> None:
        people = [self.take[w.key, slot.key] for w in self.problem.workers if slot.key in w.costs]
        short = self.model.new_int_var(0, slot.least, "")
        self.model.add(sum(people) + short >= slot.least)
        self.model.add(sum(people) <= slot.most)
        self.missing.append(short)
        self.costs.append(slot.missing * short)

    def _worker(self, worker: Worker) -> None:
        slots = [self.problem.by_key[key] for key in worker.costs]
        taken = {slot.key: self.take[worker.key, slot.key] for slot in slots}
        self.costs += [worker.costs[key] * variable for key, variable in taken.items()]
        for place, one in enumerate(slots):
            for other in slots[place + 1 :]:
                if clash(worker, one, other):
                    self.model.add_at_most_one(taken[one.key], taken[other.key])
        for limit in worker.limits:
            total = sum(amount * taken[key] for key, amount in limit.amounts.items() if key in taken)
            if limit.most is not None:
                self.model.add(total + limit.done <= limit.most)
        for share in worker.shares:
            self._share(share, taken)
        self._days(worker, slots, taken)

    def _share(self, share: Share, taken: dict[str, Any]) -> None:
        total = share.done + sum(amount * taken[key] for key, amount in share.amounts.items() if key in taken)
        for step in share.over:
            off = self.model.new_int_var(0, 10_000, "")
            self.model.add(off >= total - share.target - step.beyond)
            self.costs.append(step.weight * off)
        for step in share.under:
            off = self.model.new_int_var(0, 10_000, "")
            self.model.add(off >= share.target - step.beyond - total)
            self.costs.append(step.weight * off)

    def _days(self, worker: Worker, slots: list[Slot], taken: dict[str, Any]) -> None:
        days = range(self.problem.first_day, self.problem.last_day + 1)
        worked = {day: self.model.new_bool_var("") for day in days}
        weekends = {slot.weekend: self.model.new_bool_var("") for slot in slots if slot.weekend is not None}
        for slot in slots:
            self.model.add_implication(taken[slot.key], worked[slot.day])
            if slot.weekend is not None:
                self.model.add_implication(taken[slot.key], weekends[slot.weekend])
        if worker.most_days_in_a_row is not None:
            for first in days[: -worker.most_days_in_a_row]:
                window = [worked[day] for day in range(first, first + worker.most_days_in_a_row + 1)]
                self.model.add(sum(window) <= worker.most_days_in_a_row)
        if worker.most_weekends is not None:
            self.model.add(sum(weekends.values()) <= worker.most_weekends)


def main(seconds: float) -> None:
    """Solve with two workers and print what came of it."""
    plain = Plain(from_plain(json.load(sys.stdin)))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds = seconds
    solver.parameters.num_workers = 2
    status = solver.solve(plain.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        print(json.dumps({"cost": "none", "unfilled": "-", "seconds": solver.wall_time, "status": "no plan"}))
        return
    unfilled = sum(solver.value(short) for short in plain.missing)
    word = "proven" if status == cp_model.OPTIMAL else f"bound {solver.best_objective_bound:.0f}"
    print(
        json.dumps(
            {"cost": round(solver.objective_value), "unfilled": unfilled, "seconds": solver.wall_time, "status": word}
        )
    )


if __name__ == "__main__":
    main(float(sys.argv[1]))
