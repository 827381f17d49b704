"""Which plugin was at work when the program was closed under it, and which ones were left off here.

Before a plugin's code runs, its name is written to a small file; afterwards the file is removed. A file that is still
there at the next start names the plugin that took the program down, unless the whole computer went down: then it was
the power, most likely, and nobody is blamed.
"""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rcc_desktop.logs import log
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

UNDER_WAY = "under-way"
OFF = "left-off.json"
SAME_START = 120
"""Seconds by which two reckonings of when the computer was started may differ: its clock is set now and then."""
CLOSED_PROGRAM, LEFT_OFF = "closed_program", "left_off"


class Marker:
    """The two files of one center, in ``folder`` on this computer. Makes the folder when it first writes.

    Plugins may be at work on several threads at once; ``started`` tells when this computer was.
    """

    def __init__(self, folder: Path, started: Callable[[], float] | None = None) -> None:
        self._under_way = folder / UNDER_WAY
        self._off = folder / OFF
        self._started = started or computer_started
        self._names: list[str] = []
        self._lock = threading.Lock()
        self._here = threading.local()

    def off(self) -> dict[str, str]:
        """The plugins that are not to be started, each with why: ``closed_program`` or ``left_off``."""
        off = self._read_off()
        if self._under_way.exists():
            for name in self._blamed():
                log.warning("plugin %s was at work when the program closed", name)
                off.setdefault(name, CLOSED_PROGRAM)
            self._write_off(off)
            self._under_way.unlink()
        return off

    def leave_off(self, name: str) -> None:
        """Do not start ``name`` from the next opening on."""
        self._write_off({**self._read_off(), name: LEFT_OFF})

    def is_left_off(self, name: str) -> bool:
        """Whether ``name`` will not be started at the next opening."""
        return name in self._read_off()

    def try_again(self, name: str) -> None:
        """Start ``name`` again from the next opening on."""
        self._write_off({key: why for key, why in self._read_off().items() if key != name})

    @contextmanager
    def at_work(self, name: str) -> Iterator[None]:
        """While the block runs, ``name`` is the one to blame if the process ends."""
        if getattr(self._here, "at_work", False):  # asked from within another's work: the outer one stays to blame
            yield
            return
        self._here.at_work = True
        with self._lock:
            self._names.append(name)
            self._write_under_way()
        try:
            yield
        finally:
            self._here.at_work = False
            with self._lock:
                self._names.remove(name)
                self._write_under_way()

    def _write_under_way(self) -> None:
        """On a full disk nobody is blamed: a plugin's work does not fail for want of this file."""
        try:
            if self._names:
                self._under_way.parent.mkdir(parents=True, exist_ok=True)
                self._under_way.write_text("\n".join((str(self._started()), *self._names)), encoding="utf-8")
            else:
                self._under_way.unlink(missing_ok=True)
        except OSError as trouble:
            log.warning("who is at work was not written down: %s", type(trouble).__name__)

    def _blamed(self) -> list[str]:
        started, *names = self._under_way.read_text(encoding="utf-8").splitlines() or [""]
        try:
            is_same = abs(float(started) - self._started()) < SAME_START
        except ValueError:  # cut short as it was written
            return []
        return names if is_same else []

    def _read_off(self) -> dict[str, str]:
        try:
            found = json.loads(self._off.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            log.warning("the list of plugins left off cannot be read; all are started")
            return {}
        return {str(name): str(why) for name, why in found.items()} if isinstance(found, dict) else {}

    def _write_off(self, off: dict[str, str]) -> None:
        self._off.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._off, json.dumps(off, indent=1).encode("utf-8"))


def computer_started() -> float:
    """When this computer was started, in seconds since 1970; sleep counts as running wherever the system tells."""
    awake_or_not = getattr(time, "CLOCK_BOOTTIME", None)
    return time.time() - (time.monotonic() if awake_or_not is None else time.clock_gettime(awake_or_not))
