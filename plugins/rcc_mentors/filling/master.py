"""The plan as a choice of one pattern per person: a linear program over the patterns found so far."""

from __future__ import annotations

from itertools import groupby, pairwise
from typing import TYPE_CHECKING

import highspy
import numpy as np

from .answer import slot_cost
from .linear import INFINITE, quiet, solve_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .linear import Values
    from .problem import Problem, Slot
    from .watch import Watch

    Pattern = tuple[int, ...]


class Master:
    """Rows: one per slot (people in it less the steps of its cost is 0), then one per person (patterns add up to 1)."""

    def __init__(self, problem: Problem, *, seed: int, threads: int) -> None:
        self.problem = problem
        self.slots, self.people = len(problem.slots), len(problem.workers)
        self.owners: list[int] = []
        self.patterns: list[Pattern] = []
        self.costs: list[float] = []
        self.number: dict[tuple[int, Pattern], int] = {}
        self.held: dict[int, Pattern] = {}  # by owner: patterns taken as given for now
        self._steps: list[tuple[int, float]] = []
        self.constant = float(problem.constant)
        self.highs = quiet(seed=seed, threads=threads)
        rows = self.slots + self.people
        empty = np.array([], dtype=np.int32)
        sides = np.concatenate([np.zeros(self.slots), np.ones(self.people)])
        self.highs.addRows(rows, sides, sides, 0, np.zeros(rows, dtype=np.int32), empty, np.array([]))
        for place, slot in enumerate(problem.slots):
            self.constant += slot_cost(slot, 0)
            for slope, width in steps_of(slot, self.people):
                self._steps.append((place, width))
                self.highs.addCol(slope, 0.0, width, 1, np.array([place], dtype=np.int32), np.array([-1.0]))
        self.first = self.highs.getNumCol()

    def add(self, owner: int, pattern: Pattern, cost: float) -> bool:
        """Add a pattern of a person, unless it is known; say whether."""
        if (owner, pattern) in self.number:
            return False
        self.number[owner, pattern] = len(self.patterns)
        rows = np.array([*pattern, self.slots + owner], dtype=np.int32)
        self.highs.addCol(cost, 0.0, INFINITE, len(rows), rows, np.ones(len(rows)))
        self.owners.append(owner)
        self.patterns.append(pattern)
        self.costs.append(cost)
        return True

    def solve(self) -> tuple[float, Values, Values]:
        """The least cost over the patterns so far, every slot's dual value, and every person's."""
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise RuntimeError(f"the master program ended as {self.highs.getModelStatus()}")
        duals = np.array(self.highs.getSolution().row_dual)
        cost = self.highs.getInfo().objective_function_value + self.constant
        return cost, duals[: self.slots], duals[self.slots : self.slots + self.people]

    def hold(self, held: dict[int, Pattern]) -> None:
        """Take these patterns as given, and only these."""
        for owner, pattern in self.held.items():
            self.highs.changeColBounds(self.first + self.number[owner, pattern], 0.0, INFINITE)
        for owner, pattern in held.items():
            self.highs.changeColBounds(self.first + self.number[owner, pattern], 1.0, INFINITE)
        self.held = dict(held)

    def choose(self, start: Sequence[Pattern], *, below: float, nodes: int, watch: Watch) -> list[Pattern] | None:
        """The best whole choice of patterns found by now that costs less than `below`, within `nodes` branchings.

        Patterns so dear that no choice below `below` holds them are left out first, by their reduced costs.
        """
        solution = self.highs.getSolution()
        reach = below - self.constant - self.highs.getInfo().objective_function_value
        dear = np.array(solution.col_dual)[self.first :] > reach
        for owner, pattern in enumerate(start):
            dear[self.number[owner, pattern]] = False
        highs = quiet(seed=watch.seed, threads=watch.workers)
        highs.passModel(self.highs.getModel())
        total = highs.getNumCol()
        whole = np.zeros(total, dtype=np.uint8)
        whole[self.first :] = 1
        highs.changeColsIntegrality(total, np.arange(total, dtype=np.int32), whole)
        out = np.flatnonzero(dear).astype(np.int32) + self.first
        if len(out):
            highs.changeColsBounds(len(out), out.astype(np.int32), np.zeros(len(out)), np.zeros(len(out)))
        highs.setOptionValue("mip_max_nodes", nodes)
        highs.setOptionValue("objective_bound", below - self.constant)
        first = self._values(start)
        found = solve_whole(highs, seconds=watch.left(), stop=watch.over, start=first)
        if found.values is None:
            return None
        chosen: dict[int, Pattern] = {}
        for number in np.flatnonzero(found.values[self.first :] > 0.5):
            chosen[self.owners[number]] = self.patterns[number]
        return [chosen[owner] for owner in range(self.people)]

    def _values(self, plan: Sequence[Pattern]) -> Values:
        """The columns of a whole choice: its patterns, and the steps of every slot's cost."""
        values: Values = np.zeros(self.highs.getNumCol())
        people = np.zeros(self.slots)
        for owner, pattern in enumerate(plan):
            values[self.first + self.number[owner, pattern]] = 1.0
            people[list(pattern)] += 1
        for column, (place, width) in enumerate(self._steps):
            values[column] = min(width, people[place])
            people[place] -= values[column]
        return values

    def weights(self) -> Values:
        """How much of each pattern the last solution takes."""
        return np.array(self.highs.getSolution().col_value)[self.first :]


def steps_of(slot: Slot, people: int) -> Iterator[tuple[float, float]]:
    """What one person more costs in this slot, and for how many in a row: costs rise, so the first are taken first."""
    most = people if slot.surplus is not None else min(people, slot.most)
    costs = [slot_cost(slot, count) for count in range(most + 1)]
    for slope, run in groupby(after - before for before, after in pairwise(costs)):
        yield float(slope), float(len(list(run)))
