"""A made-up center of 20,000 people and 250,000 visits over five years by the command line; the goal is a minute.

Run: ``python tests/benchmarks/bench_demo.py [people] [visits] [years]``
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time

GOAL = 60.0


def main(people: int = 20_000, visits: int = 250_000, years: int = 5) -> list[tuple[str, float, float]]:
    """Measure, print, and give what was measured: its name, the seconds, and the goal."""
    size = ("--people", str(people), "--visits", str(visits), "--years", str(years))
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["RCC_CONFIG_DIR"] = f"{scratch}/desk"
        began = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "rcc_desktop", "demo", f"{scratch}/center", *size],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        took = time.perf_counter() - began
    print(f"{people:,} people and {visits:,} visits over {years} years: {took:.1f} s, {visits / took:,.0f} visits/s")
    return [("a made-up center, s", took, GOAL)]


if __name__ == "__main__":
    raise SystemExit(any(value > goal for _name, value, goal in main(*map(int, sys.argv[1:]))))
