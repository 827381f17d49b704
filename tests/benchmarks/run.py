"""Every benchmark with a goal, one after another, and one table at the end.

Run: ``python tests/benchmarks/run.py [name ...]``, such as ``run.py startup checkin``. The exit status is 1 when a goal
was missed.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path

NAMES = ("startup", "checkin", "search", "lists", "demo", "import", "schedule", "nrp")
IPC_LOCK = 14  # the number of CAP_IPC_LOCK, as in capability.h


def locks_memory() -> bool:
    """Whether this process may lock any amount of memory: then the engine really does, 5 to 30 times slower."""
    status = Path("/proc/self/status")
    if not status.exists():
        return False
    held = next(line.split()[1] for line in status.read_text().splitlines() if line.startswith("CapEff"))
    return bool(int(held, 16) >> IPC_LOCK & 1)


def main(names: list[str]) -> int:
    """Run them; how many goals were missed."""
    if locks_memory():
        print(
            "CAP_IPC_LOCK is held (root): the engine locks its memory for good, and everything is slower than for an "
            "ordinary user. Like one: setpriv --bounding-set -ipc_lock --inh-caps -ipc_lock "
            "bash -c 'ulimit -l 0; exec python tests/benchmarks/run.py'"
        )
    rows: list[tuple[str, float, float]] = []
    for name in names or NAMES:
        print(f"\n{name}", flush=True)
        counts = (10_000, 100_000) if name == "import" else ()
        rows += importlib.import_module(f"bench_{name}").main(*counts)
    width = max(len(name) for name, *_figures in rows)
    load = f", load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores" if hasattr(os, "getloadavg") else ""
    print(f"\n{'':<{width}}{'measured':>10}{'goal':>8}   (Python {sys.version.split()[0]}{load})")
    for name, value, goal in rows:
        print(f"{name:<{width}}{value:>10.2f}{goal:>8g}   {'' if value <= goal else 'missed'}")
    return sum(value > goal for _name, value, goal in rows)


if __name__ == "__main__":
    raise SystemExit(1 if main(sys.argv[1:]) else 0)
