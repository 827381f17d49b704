"""A center's four weeks filled: the engine beside a plain greedy fill and a plain CP-SAT model, in the same run.

Sixty mentors, four sites, six shifts a day; enough mentors and too few, three seeds each. The goal is the proof within
three seconds on two cores. CP-SAT runs in a process of its own, for OR-Tools and HiGHS cannot be loaded in one, and
only where OR-Tools is installed. Run: ``python tests/benchmarks/bench_schedule.py [seeds] [seconds of CP-SAT]``
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path

from rcc_mentors.filling.answer import answer_for
from rcc_mentors.filling.conflicts import broken
from rcc_mentors.filling.engine import solve
from rcc_mentors.filling.greedy import fill_greedily
from rcc_mentors.filling.problem import Problem, to_plain
from schedule_center import made_up_center

GOAL = 3.0
PLAIN_CP_SAT = Path(__file__).with_name("schedule_cp_sat.py")


def main(seeds: int = 3, cp_sat_seconds: float = 20.0) -> list[tuple[str, float, float]]:
    """Measure, print, and give the slowest proof of each sort."""
    rows = []
    if find_spec("ortools") is None:
        print("OR-Tools is not installed here: no CP-SAT beside it (pip install ortools, in an environment of its own)")
    for enough in (True, False):
        took = [_measure(seed, enough=enough, cp_sat_seconds=cp_sat_seconds) for seed in range(seeds)]
        rows.append((f"proven, {'enough' if enough else 'too few'} mentors, s", max(took), GOAL))
    return rows


def _measure(seed: int, *, enough: bool, cp_sat_seconds: float) -> float:
    asked = made_up_center(seed, enough=enough)
    began = time.perf_counter()
    greedy = answer_for(asked, fill_greedily(asked), bound=-(10**9), seconds=0)
    greedy_took = time.perf_counter() - began
    began, worked = time.perf_counter(), time.process_time()
    got = solve(asked, seconds=60)
    took, worked = time.perf_counter() - began, time.process_time() - worked
    assert broken(asked, got.chosen) == ()
    assert broken(asked, greedy.chosen) == ()
    print(f"seed {seed}, {'enough' if enough else 'too few'}: {len(asked.slots)} slots")
    print(f"  greedy  cost {greedy.cost:>7}  unfilled {sum(greedy.uncovered.values()):>3}  {greedy_took:6.2f} s")
    proof = "proven" if got.proven else f"bound {got.bound}"
    print(
        f"  engine  cost {got.cost:>7}  unfilled {sum(got.uncovered.values()):>3}  {took:6.2f} s "
        f"({worked:.2f} s of processor)  {proof}",
        flush=True,
    )
    if find_spec("ortools") is not None:
        _cp_sat(asked, cp_sat_seconds)
    return took if got.proven else float("inf")


def _cp_sat(asked: Problem, seconds: float) -> None:
    said = subprocess.run(
        [sys.executable, str(PLAIN_CP_SAT), str(seconds)],
        input=json.dumps(to_plain(asked)),
        capture_output=True,
        text=True,
        check=True,
    )
    got = json.loads(said.stdout)
    print(f"  CP-SAT  cost {got['cost']:>7}  unfilled {got['unfilled']:>3}  {got['seconds']:6.2f} s  {got['status']}")


if __name__ == "__main__":
    print(main(*(int(argument) for argument in sys.argv[1:])))
