"""Fill open slots: a plan at once, a better one as time goes, and the proof that none is better still."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from .answer import Answer, Pair, Progress
    from .problem import Problem

    Told = Callable[[Progress, tuple[Pair, ...]], None]


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

    `told` hears of every better plan and every better bound, on this thread; `cancelled` is asked between steps, and the
    best plan so far comes back when it says so.
    """
    raise NotImplementedError
