"""Fill open slots: a plan at once, a better one as time goes, and the proof that none is better still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compact import Compact
from .core import solve_by_core
from .greedy import fill_greedily
from .watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answer import Answer
    from .problem import Problem
    from .watch import Told


def solve(
    problem: Problem,
    *,
    seconds: float,
    seed: int = 0,
    workers: int = 2,
    told: Told | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Answer:
    """The best plan found within `seconds`, and how much better one could be at most.

    `told` hears of every better plan and every better bound; `cancelled` is asked between steps, and the best plan so far
    comes back when it says so. The same problem, seed and number of workers give the same answer whenever it is proven;
    where time or `cancelled` cut the search short, the answer is what was found by then.
    """
    watch = Watch(problem, seconds=seconds, seed=seed, workers=workers, told=told, cancelled=cancelled)
    watch.offer(fill_greedily(problem))
    if not watch.over() and not watch.proven():
        solve_by_core(Compact(problem), watch)
    return watch.answer()
