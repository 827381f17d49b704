"""The published shift-scheduling benchmark, instances 1 to 7: cost, bound and time with two workers and 120 s each.

Goals: instances 1 to 4 proven optimal, 5 to 7 within one percent of the best known. Every plan is costed and checked by
the file alone (`nrp.cost_of`). Another folder with more instances may be given; a ``best_known.csv`` in it is read.
Run: ``python tests/benchmarks/bench_nrp.py [folder] [seconds] [instance ...]``
"""

from __future__ import annotations

import csv
import sys
import time
from pathlib import Path

import nrp
from rcc_mentors.filling.engine import solve

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "data" / "nrp"
SECONDS = 120.0
PROVEN = (1, 2, 3, 4)
INSTANCES = (1, 2, 3, 4, 5, 6, 7)


def main(
    folder: Path = FOLDER, seconds: float = SECONDS, instances: tuple[int, ...] = INSTANCES
) -> list[tuple[str, float, float]]:
    """Measure, print, and give how far above the bound (1 to 4) or the best known (others) each plan is, in percent."""
    if not folder.exists():
        print(f"The instances are not here ({folder}): nothing measured")
        return []
    known = _best_known(folder)
    print("instance    cost   bound   known   seconds  processor")
    return [row for number in instances for row in _measure(folder, number, seconds, known.get(number))]


def _measure(folder: Path, number: int, seconds: float, known: int | None) -> list[tuple[str, float, float]]:
    instance = nrp.read(folder / f"Instance{number}.txt")
    asked = nrp.problem_of(instance)
    began, worked = time.perf_counter(), time.process_time()
    got = solve(asked, seconds=seconds, workers=2)
    took, worked = time.perf_counter() - began, time.process_time() - worked
    plan = [(worker, asked.by_key[slot].day, asked.by_key[slot].kind) for worker, slot in got.chosen]
    cost = nrp.cost_of(instance, plan)
    if cost != got.cost:
        raise ValueError(f"instance {number}: the engine says {got.cost}, the file says {cost}")
    mark = "  proven" if got.proven else ""
    print(f"{number:>8}{cost:>8}{got.bound:>8}{known or '-':>8}{took:>10.1f}{worked:>11.1f}{mark}", flush=True)
    if number in PROVEN:
        return [(f"nrp {number}, % above its bound", 100 * got.gap, 0.0)]
    return [(f"nrp {number}, % above the best known", 100 * (cost - known) / known, 1.0)] if known else []


def _best_known(folder: Path) -> dict[int, int]:
    path = folder / "best_known.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as lines:
        return {int(row["instance"]): int(row["best_known"]) for row in csv.DictReader(lines)}


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        Path(given[0]) if given else FOLDER,
        float(given[1]) if given[1:] else SECONDS,
        tuple(map(int, given[2:])) or INSTANCES,
    )
