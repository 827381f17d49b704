"""People from a spreadsheet by the command line: 10,000 rows and 100,000, and how the time grows with the rows.

The whole command is timed: reading the file, judging each row against those already here and those above it, the copy
made before, writing, and the index. Beside it stands the bare minimum: the same file read by the csv module and put
raw into one SQLCipher table. Run: ``python tests/benchmarks/bench_import.py [few] [many]``; nobody in it is real.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from random import Random

import sqlcipher3
from bench_search import made_up_people

GOALS = {10_000: 10.0, 100_000: 120.0}
HEADERS = ("First name", "Last name", "Date of birth", "Phone", "Street", "City", "State", "ZIP")
PASSWORD = "seven kind herons wade slowly"


def write_file(path: Path, count: int) -> None:
    """A file of ``count`` made-up people, one in a hundred of them twice."""
    chance = Random(count)
    with path.open("w", newline="", encoding="utf-8") as file:
        sheet = csv.writer(file)
        sheet.writerow(HEADERS)
        row: tuple[str, ...] = ()
        for first, last, phone in made_up_people(chance, count):
            if not row or chance.random() >= 0.01:
                born = date(1940, 1, 1) + timedelta(days=chance.randrange(24_000))
                street = f"{chance.randrange(1, 9900)} {chance.choice('ABCDEFGH')} Street"
                row = (
                    first,
                    last,
                    born.isoformat(),
                    phone,
                    street,
                    "Springfield",
                    "PA",
                    f"191{chance.randrange(55):02}",
                )
            sheet.writerow(row)


def command(*typed: str) -> float:
    """How many seconds one command of the program takes."""
    began = time.perf_counter()
    subprocess.run([sys.executable, "-m", "rcc_desktop", *typed], check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def raw(path: Path, into: Path) -> float:
    """The same rows put raw into a table of eight columns, in one transaction."""
    began = time.perf_counter()
    connection = sqlcipher3.connect(str(into))
    connection.execute(f"PRAGMA key = \"x'{bytes(range(48)).hex()}'\"")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, a, b, c, d, e, f, g, h)")
    with path.open(newline="", encoding="utf-8") as file:
        connection.executemany(
            "INSERT INTO person (a, b, c, d, e, f, g, h) VALUES (?, ?, ?, ?, ?, ?, ?, ?)", csv.reader(file)
        )
    connection.commit()
    connection.close()
    return time.perf_counter() - began


def main(*counts: int) -> list[tuple[str, float, float]]:
    """Measure, print, and give what was measured: its name, the seconds, and the goal."""
    measured = []
    with tempfile.TemporaryDirectory() as scratch:
        os.environ.update(RCC_PASSWORD=PASSWORD, RCC_CONFIG_DIR=f"{scratch}/desk")
        for count in counts:
            file, center = Path(scratch, f"{count}.csv"), f"{scratch}/{count}"
            write_file(file, count)
            command("init", center, "--user", "bench")
            ours = command("import", "--data", center, "--user", "bench", "people", str(file))
            theirs = raw(file, Path(scratch, f"{count}.db"))
            goal = GOALS.get(count, count / 1000)
            print(f"{count:>9,} rows {ours:6.1f} s, raw {theirs:.2f} s, ratio {ours / theirs:.0f} (goal: {goal:.0f} s)")
            measured.append((f"import of {count:,} people, s", ours, goal))
    return measured


if __name__ == "__main__":
    wanted = [int(each) for each in sys.argv[1:]] or [10_000, 100_000]
    raise SystemExit(any(value > goal for _name, value, goal in main(*wanted)))
