"""A linear or integer model, put together column by column and row by row, and handed to HiGHS."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

import highspy
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    Values = NDArray[np.float64]

INFINITE = highspy.kHighsInf
NEAR = 1e-6


@dataclass(frozen=True, slots=True)
class Found:
    """What HiGHS came back with: the values of the best solution (None: none), its cost, and the proven bound."""

    values: Values | None
    cost: float
    bound: float
    optimal: bool
    impossible: bool = False


class Model:
    """Columns with costs and bounds, rows with bounds; everything minimized."""

    def __init__(self) -> None:
        self.constant = 0.0
        self.costs, self.lower, self.upper = array("d"), array("d"), array("d")
        self.whole = array("B")
        self.row_lower, self.row_upper = array("d"), array("d")
        self.starts, self.columns, self.amounts = array("i", [0]), array("i"), array("d")

    def column(self, cost: float, lower: float, upper: float, *, whole: bool = False) -> int:
        """Add a column; its number."""
        self.costs.append(cost)
        self.lower.append(lower)
        self.upper.append(upper)
        self.whole.append(whole)
        return len(self.costs) - 1

    def row(self, lower: float, upper: float, terms: Mapping[int, float]) -> None:
        """Add ``lower <= sum of terms <= upper``."""
        self.row_lower.append(lower)
        self.row_upper.append(upper)
        self.columns.extend(terms.keys())
        self.amounts.extend(terms.values())
        self.starts.append(len(self.columns))

    def highs(self, *, seed: int, threads: int) -> highspy.Highs:
        """The model loaded, silent; a solver of its own."""
        highs = quiet(seed=seed, threads=threads)
        highs.passModel(
            len(self.costs),
            len(self.row_lower),
            len(self.columns),
            int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize),
            self.constant,
            np.array(self.costs),
            np.array(self.lower),
            np.array(self.upper),
            np.array(self.row_lower),
            np.array(self.row_upper),
            np.array(self.starts, dtype=np.int32),
            np.array(self.columns, dtype=np.int32),
            np.array(self.amounts),
            np.array(self.whole, dtype=np.int32),
        )
        return highs


def forget_threads() -> None:
    """Let the next solver say how many threads this process uses."""
    highspy.Highs.resetGlobalScheduler(True)


def quiet(*, seed: int, threads: int) -> highspy.Highs:
    """A solver that prints nothing. All solvers of a process share one number of threads."""
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("random_seed", seed)
    highs.setOptionValue("threads", threads)
    return highs


def solve_whole(
    highs: highspy.Highs,
    *,
    seconds: float,
    start: Sequence[float] | Values | None = None,
    stop: Callable[[], bool] | None = None,
    better: Callable[[Values, float, float], None] | None = None,
    absolute_gap: float = 1e-6,
) -> Found:
    """Solve with whole-number columns; `better` hears values, cost and bound of every better solution."""
    highs.setOptionValue("time_limit", max(0.01, highs.getRunTime() + seconds))
    highs.setOptionValue("mip_rel_gap", 0.0)
    highs.setOptionValue("mip_abs_gap", absolute_gap)
    if start is not None:
        highs.setSolution(len(start), np.arange(len(start), dtype=np.int32), np.asarray(start, dtype=np.float64))
    if stop is not None:
        highs.cbMipInterrupt += lambda event: event.interrupt(stop())
    if better is not None:
        highs.cbMipImprovingSolution += lambda event: better(
            np.array(event.data_out.mip_solution),
            event.data_out.objective_function_value,
            event.data_out.mip_dual_bound,
        )
    highs.run()
    return _found(highs)


def _found(highs: highspy.Highs) -> Found:
    facts = highs.getInfo()
    status = highs.getModelStatus()
    optimal = status == highspy.HighsModelStatus.kOptimal
    impossible = status in (highspy.HighsModelStatus.kInfeasible, highspy.HighsModelStatus.kUnboundedOrInfeasible)
    solved = facts.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.array(highs.getSolution().col_value) if solved else None
    cost = facts.objective_function_value if solved else INFINITE
    return Found(values, cost, facts.mip_dual_bound, optimal, impossible)


@dataclass(frozen=True, slots=True)
class Eased:
    """The best of the linear relaxation: cost, values, and each column's reduced cost."""

    cost: float
    values: Values
    reduced: Values


def solve_relaxed(highs: highspy.Highs, *, seconds: float, stop: Callable[[], bool] | None = None) -> Eased | None:
    """Solve without asking for whole numbers; None when time ran out or there is no plan at all."""
    columns = highs.getNumCol()
    places = np.arange(columns, dtype=np.int32)
    highs.changeColsIntegrality(columns, places, np.zeros(columns, dtype=np.uint8))
    highs.setOptionValue("time_limit", max(0.01, highs.getRunTime() + seconds))
    if stop is not None:
        highs.cbSimplexInterrupt += lambda event: event.interrupt(stop())
    highs.run()
    if highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = highs.getSolution()
    return Eased(highs.getInfo().objective_function_value, np.array(solution.col_value), np.array(solution.col_dual))
