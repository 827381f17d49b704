"""Fill open slots: a plan at once, a better one as time goes, and the proof that none is better still."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .compact import Compact
from .core import relax, solve_core
from .greedy import fill_greedily
from .improve import improve
from .linear import forget_threads
from .patterns import suits
from .pricing import Pricing
from .watch import Watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answer import Answer
    from .problem import Problem, Worker
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

    `told` hears of every better plan and every better bound; `cancelled` is asked between steps, and the best plan so
    far comes back when it says so. Steps end by their own count of work and not by the clock, so the same problem, seed
    and number of workers give the same answer whenever it is proven. Two things are cut by the clock: the search as a
    whole by `seconds`, and finding patterns by half of it; the answer then is what was found by then.
    """
    watch = Watch(problem, seconds=seconds, seed=seed, workers=workers, told=told, cancelled=cancelled)
    forget_threads()
    bound_together = any(needs_patterns(worker) for worker in problem.workers)
    if bound_together and all(suits(problem, worker) for worker in problem.workers):
        _fill_by_patterns(problem, watch)
    else:
        _fill_by_core(problem, watch)
    return watch.answer()


def needs_patterns(worker: Worker) -> bool:
    """Whether least stretches or amounts bind this person's days together: the whole model's bound is weak then."""
    stretches = worker.least_days_in_a_row > 1 or worker.least_days_off_in_a_row > 1
    return stretches or any(limit.least > limit.done for limit in worker.limits)


def _fill_by_core(problem: Problem, watch: Watch) -> None:
    watch.offer(fill_greedily(problem))
    if watch.over():
        return
    compact = Compact(problem)
    relaxed = relax(compact, watch)
    if relaxed is not None:
        solve_core(compact, relaxed, watch)


def _fill_by_patterns(problem: Problem, watch: Watch) -> None:
    pricing = Pricing(problem, watch)
    if not pricing.start():
        return
    converged = pricing.converge()
    improve(pricing)
    if watch.over() or watch.proven() or not converged:
        return
    compact = Compact(problem)
    relaxed = pricing.relaxed(compact)
    if relaxed is not None:
        solve_core(compact, relaxed, watch)
