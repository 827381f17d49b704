"""Proof by a small core: most pairs of person and slot are so dear that no best plan can hold them.

A relaxation gives a bound and, for every pair, how much dearer than the bound each plan with it (and each plan without
it) must be. Solving with the cheap pairs alone gives a plan; every pair that could still be part of a better one is
then let in, and no other. Costs are whole numbers, which rounds bounds up.
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
EDGE = 1e-4  # beyond rounding, so that a plan outside the core costs a whole unit more than the radius
GROWS_LITTLE = 1.5  # a core this much larger is worth going to at once


@dataclass(frozen=True, slots=True)
class Relaxed:
    """A bound on every plan's cost; for every column, how far above it plans are that take it, and that leave it."""

    bound: float
    taking: Values
    leaving: Values

    def free(self, radius: float) -> int:
        """How many columns may go either way in plans within `radius` of the bound."""
        return int(np.count_nonzero((self.taking <= radius) & (self.leaving <= radius)))


def relax(compact: Compact, watch: Watch) -> Relaxed | None:
    """The linear relaxation of the whole model, from reduced costs; None when there is no time for it."""
    highs = compact.model.highs(seed=watch.seed, threads=watch.workers)
    solved = solve_relaxed(highs, seconds=watch.left(), stop=watch.over)
    if solved is None:
        return None
    return Relaxed(solved.cost, np.maximum(solved.reduced, 0.0), np.maximum(-solved.reduced, 0.0))


def solve_core(compact: Compact, relaxed: Relaxed, watch: Watch) -> None:
    """Bring `watch` to the best plan of the whole model, and to the proof if time allows."""
    watch.raise_bound(round_up(relaxed.bound))
    radius = FIRST_RADIUS
    while not watch.over() and not watch.proven():
        found = _solve_within(compact, watch, relaxed, radius)
        if not found.optimal and not found.impossible:
            watch.raise_bound(min(round_up(found.bound), _outside(relaxed, radius, watch)))
            return
        inside = watch.no_bound if found.impossible else round_up(found.bound)
        watch.raise_bound(min(inside, _outside(relaxed, radius, watch)))
        if found.impossible and radius == np.inf:
            return
        radius = _next_radius(relaxed, watch, radius)


def _outside(relaxed: Relaxed, radius: float, watch: Watch) -> int:
    """The least that a plan outside the core costs."""
    return watch.no_bound if radius == np.inf else round_up(relaxed.bound + radius)


def _next_radius(relaxed: Relaxed, watch: Watch, radius: float) -> float:
    wider = 2 * radius
    if not watch.feasible:
        return np.inf
    needed = max(watch.cost - 1 - relaxed.bound, radius) + EDGE
    if relaxed.free(needed) <= GROWS_LITTLE * relaxed.free(radius) or needed < wider:
        return needed
    return wider


def round_up(bound: float) -> int:
    """The least whole cost that is not below a bound known to rounding."""
    return ceil(bound - 1e-5)


def _solve_within(compact: Compact, watch: Watch, relaxed: Relaxed, radius: float) -> Found:
    model = compact.model
    lower, upper = np.array(model.lower), np.array(model.upper)
    whole = np.array(model.whole, dtype=bool)
    dear, sure = whole & (relaxed.taking > radius + NEAR), whole & (relaxed.leaving > radius + NEAR)
    highs = model.highs(seed=watch.seed, threads=watch.workers)
    places = np.arange(len(lower), dtype=np.int32)
    highs.changeColsBounds(len(lower), places, np.where(sure, upper, lower), np.where(dear, lower, upper))

    def better(values: Values, _cost: float, _bound: float) -> None:
        watch.offer(compact.chosen(values))

    found = solve_whole(highs, seconds=watch.left(), stop=watch.over, better=better)
    if found.values is not None:
        watch.offer(compact.chosen(found.values))
    return found
