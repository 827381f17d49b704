"""The time left, whether to stop, and the best plan and bound so far."""

from __future__ import annotations

from time import monotonic
from typing import TYPE_CHECKING

from .answer import Progress, answer_for
from .conflicts import broken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from .answer import Answer, Pair
    from .problem import Problem

    Told = Callable[[Progress, tuple[Pair, ...]], None]


class Watch:
    """One run of the engine: what it may use, and how far it has come."""

    no_bound = 2**62  # the bound of a part of the problem that holds no plan at all

    def __init__(
        self,
        problem: Problem,
        *,
        seconds: float,
        seed: int,
        workers: int,
        told: Told | None,
        cancelled: Callable[[], bool] | None,
    ) -> None:
        self.problem, self.seed, self.workers = problem, seed, workers
        self._began, self._seconds = monotonic(), seconds
        self._told, self._cancelled = told, cancelled
        self.chosen: tuple[Pair, ...] = ()
        self.cost = self.no_bound
        self.feasible = False
        gains = (min(0, cost) for worker in problem.workers for cost in worker.costs.values())
        self.bound = problem.constant + sum(gains)

    def spent(self) -> float:
        """Seconds since the start."""
        return monotonic() - self._began

    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self._seconds - self.spent())

    def over(self) -> bool:
        """Whether time is up or somebody said stop."""
        return self.left() <= 0 or (self._cancelled is not None and self._cancelled())

    def proven(self) -> bool:
        """Whether no plan can be better than the best so far."""
        return self.feasible and self.bound >= self.cost

    def offer(self, chosen: Sequence[Pair]) -> bool:
        """Take a plan if it is better: one that keeps the rules is better than any that does not. Say whether."""
        plan = tuple(chosen)
        cost = answer_for(self.problem, plan, bound=self.bound, seconds=0).cost
        if self.feasible and cost >= self.cost:
            return False
        kept = not broken(self.problem, plan)
        if not kept and (self.feasible or self.chosen):
            return False
        self.chosen, self.cost, self.feasible = plan, cost, kept
        self._tell()
        return True

    def raise_bound(self, bound: int) -> None:
        """No plan costs less than `bound`."""
        if self.bound < bound < self.no_bound:
            self.bound = bound
            self._tell()

    def answer(self) -> Answer:
        """The best plan so far."""
        return answer_for(
            self.problem,
            self.chosen,
            bound=self.bound,
            seconds=self.spent(),
            feasible=self.feasible,
            proven=self.proven(),
        )

    def _tell(self) -> None:
        if self._told is not None:
            self._told(Progress(self.spent(), self.cost, min(self.bound, self.cost)), self.chosen)
