"""The process that solves: asked a problem, it tells each better plan it finds, and answers with the best."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.apart import serve

if TYPE_CHECKING:
    from collections.abc import Callable

MODULE = "rcc_mentors.filling.child"


def answer(question: dict[str, Any], tell: Callable[[Any], None]) -> dict[str, Any]:
    """``question``: problem (``problem.to_plain``), seconds, seed. Answers ``answer.to_plain``."""
    from . import answer as answers
    from .engine import solve
    from .problem import from_plain

    def told(progress: answers.Progress, chosen: tuple[answers.Pair, ...]) -> None:
        tell({"seconds": progress.seconds, "cost": progress.cost, "bound": progress.bound, "chosen": chosen})

    problem = from_plain(question["problem"])
    return answers.to_plain(solve(problem, seconds=question["seconds"], seed=question["seed"], told=told))


def run(_arguments: list[str]) -> int:
    """Solve what is asked on standard input."""
    return serve(answer)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
