"""Proof by a small core: most pairs of person and slot are so dear that no best plan can hold them.

The linear relaxation gives a bound and, for every pair, how much dearer than the bound each plan with it must be (its
reduced cost). Solving with the cheap pairs alone gives a plan; every pair that could still be part of a better one is then
let in, and no other. Costs are whole numbers, which rounds bounds up.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

import numpy as np

from .linear import NEAR, solve_relaxed, solve_whole

if TYPE_CHECKING:
    from .compact import Compact
    from .linear import Found, Values
    from .watch import Watch

FIRST_RADIUS = 0.5


@dataclass(frozen=True, slots=True)
class Relaxed:
    """The linear relaxation's cost, and every column's reduced cost."""

    cost: float
    reduced: Values


def solve_by_core(compact: Compact, watch: Watch) -> None:
    """Bring `watch` to the best plan of the whole model, and to the proof if time allows."""
    relaxed = _relax(compact, watch)
    if relaxed is None:
        return
    watch.raise_bound(round_up(relaxed.cost))
    radius = FIRST_RADIUS
    while not watch.over():
        found = _solve_within(compact, watch, relaxed, radius)
        inside = round_up(found.bound) if not found.impossible else watch.no_bound
        outside = round_up(relaxed.cost + radius)
        watch.raise_bound(min(inside, outside))
        if watch.proven() or (found.impossible and np.all(relaxed.reduced <= radius)):
            return
        needed = watch.cost - 1 - relaxed.cost if watch.feasible else 8 * radius
        if not found.optimal and not found.impossible:
            return
        radius = max(needed, radius + 1.0)


def round_up(bound: float) -> int:
    """The least whole cost that is not below a bound known to rounding."""
    return ceil(bound - 1e-5)


def _relax(compact: Compact, watch: Watch) -> Relaxed | None:
    highs = compact.model.highs(seed=watch.seed, threads=watch.workers)
    solved = solve_relaxed(highs, seconds=watch.left(), stop=watch.over)
    if solved is None:
        return None
    return Relaxed(solved.cost, solved.reduced)


def _solve_within(compact: Compact, watch: Watch, relaxed: Relaxed, radius: float) -> Found:
    model = compact.model
    lower, upper = np.array(model.lower), np.array(model.upper)
    whole = np.array(model.whole, dtype=bool)
    dear, sure = whole & (relaxed.reduced > radius + NEAR), whole & (relaxed.reduced < -radius - NEAR)
    highs = model.highs(seed=watch.seed, threads=watch.workers)
    places = np.arange(len(lower), dtype=np.int32)
    highs.changeColsBounds(len(lower), places, np.where(sure, upper, lower), np.where(dear, lower, upper))

    def better(values: Values, _cost: float, _bound: float) -> None:
        watch.offer(compact.chosen(values))

    found = solve_whole(highs, seconds=watch.left(), stop=watch.over, better=better)
    if found.values is not None:
        watch.offer(compact.chosen(found.values))
    return found
