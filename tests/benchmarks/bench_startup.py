"""Process start to the first whole paint of the sign-in window, beside an empty QMainWindow of the same interpreter.

Both are started in turn, many times, in one run; what counts is the ratio of the medians. Goal: at most 2.0. The
command ``rcc-desktop`` is the second line: the same with its verbs declared. Byte code is kept in between, for both
sides, as it is for an installed program. Run: ``python tests/benchmarks/bench_startup.py [rounds]``
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

ROUNDS = 25
GOAL = 2.0

PAINTED = """
import os, sys, time
def painted():
    print(time.time(), flush=True)
    os._exit(0)
"""
EMPTY = f"""
{PAINTED}
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, painted)
app = QApplication([])
window = Window()
window.resize(1280, 800)
window.show()
app.exec()
"""
OURS = f"""
{PAINTED}
from rcc_desktop import main
put_together = main.put_together
def watched():
    app, doors = put_together()
    doors.window.painted.disconnect()  # what begins after the first paint is not of it
    doors.window.painted.connect(painted)
    return app, doors
main.put_together = watched
"""
WINDOW = f"{OURS}\nfrom pathlib import Path\nmain.open_window(Path(sys.argv[1]))"
COMMAND = f"{OURS}\nfrom rcc_desktop import __main__ as entry\nsys.argv[1:] = ['--data', sys.argv[1]]\nentry.run()"


def seconds(script: str, folder: Path) -> float:
    """From the start of a fresh interpreter to the time it prints, at a desk of its own in ``folder``."""
    desk = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    desk.setdefault("QT_QPA_PLATFORM", "offscreen")
    desk.update(RCC_CONFIG_DIR=str(folder), PYTHONPYCACHEPREFIX=str(folder / "bytecode"))
    typed = [sys.executable, "-c", script, str(folder / "center")]
    began = time.time()
    told = subprocess.run(typed, check=True, capture_output=True, text=True, env=desk)
    return float(told.stdout.split()[0]) - began


def make_center(folder: Path) -> None:
    """A center that is only looked at from outside."""
    folder.mkdir()
    for name in ("center.db", "center.keys"):
        (folder / name).touch()


def main(rounds: int = ROUNDS) -> list[tuple[str, float, float]]:
    """Measure, print, and give what was measured: its name, the ratio, and the goal."""
    with tempfile.TemporaryDirectory() as folder:
        make_center(Path(folder, "center"))
        turns = [
            [seconds(script, Path(folder)) for script in (EMPTY, WINDOW, COMMAND)] for _round in range(rounds + 1)
        ][1:]
    empty, window, command = (median(times) for times in zip(*turns, strict=True))
    print(f"empty QMainWindow              {empty * 1000:7.0f} ms   1.00")
    print(f"sign-in window                 {window * 1000:7.0f} ms   {window / empty:.2f}   (goal: at most {GOAL})")
    print(f"sign-in window, rcc-desktop    {command * 1000:7.0f} ms   {command / empty:.2f}   (goal: at most {GOAL})")
    return [
        ("sign-in window / empty window", window / empty, GOAL),
        ("the same by the command / empty window", command / empty, GOAL),
    ]


if __name__ == "__main__":
    raise SystemExit(any(ratio > goal for _name, ratio, goal in main(*map(int, sys.argv[1:]))))
