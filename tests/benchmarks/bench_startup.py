"""Process start to the first paint of the sign-in window, beside an empty QMainWindow of the same interpreter.

Both are started in turn, many times, in one run; what counts is the ratio of the medians. Goal: at most 2.0.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 15

EMPTY = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event); print(time.time()); sys.stdout.flush(); QApplication.exit(0)
app = QApplication([]); window = Window(); window.resize(1280, 800); window.show(); app.exec()
"""

OURS = """
import sys, time
from pathlib import Path
from PySide6.QtWidgets import QApplication
from rcc_desktop import main
def painted():
    print(time.time()); sys.stdout.flush(); os._exit(0)
import os
app, doors = main.put_together()
doors.window.painted.connect(painted)
from rcc_desktop.shell.application import run
run(app, doors, Path(sys.argv[1]), "")
"""


def seconds(script: str, *arguments: str) -> float:
    """From the start of a fresh interpreter to the time it prints."""
    began = time.time()
    told = subprocess.run([sys.executable, "-c", script, *arguments], check=True, capture_output=True, text=True)
    return float(told.stdout.split()[0]) - began


def main() -> None:
    """Print both medians and their ratio."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["RCC_CONFIG_DIR"] = folder
        center = Path(folder) / "center"
        center.mkdir()
        (center / "center.db").touch()
        (center / "center.keys").touch()
        pairs = [(seconds(EMPTY), seconds(OURS, str(center))) for _round in range(ROUNDS + 1)][1:]
    empty = statistics.median(pair[0] for pair in pairs)
    ours = statistics.median(pair[1] for pair in pairs)
    print(f"empty QMainWindow       {empty * 1000:7.0f} ms   1.00")
    print(f"sign-in window          {ours * 1000:7.0f} ms   {ours / empty:.2f}   (goal: at most 2.00)")


if __name__ == "__main__":
    main()
