"""One program has a center open at a time.

The system lets go of the lock when the program ends, however it ends; what stands in the file is only for people.
"""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_time
from rcc_desktop.whole_file import PRIVATE

if TYPE_CHECKING:
    from pathlib import Path

_, ngettext = words("rcc_desktop")

_LONGEST_NOTE = 1024
_WINDOWS_LOCKED_BYTE = 1 << 20  # far behind the note, so that another program can still read it


@dataclass(frozen=True, slots=True)
class Holder:
    """Who says to have the center open."""

    pid: int
    host: str
    started: datetime


class FolderLock:
    """The lock of one center's folder. ``was_left_behind``: the program before us did not close the center."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor = -1
        self.was_left_behind = False

    def take(self) -> None:
        """Take the lock and say who has it; a Problem when somebody else does."""
        while True:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, PRIVATE)
            if not _locked(descriptor):
                holder = _holder(os.pread(descriptor, _LONGEST_NOTE, 0) if hasattr(os, "pread") else b"")
                os.close(descriptor)
                raise _open_elsewhere(holder)
            if self._is_still(descriptor):
                break
            os.close(descriptor)  # its owner removed it between our opening and our locking it
        self._descriptor = descriptor
        self.was_left_behind = os.fstat(descriptor).st_size > 0
        self._sign()

    def release(self) -> None:
        """Let go, and take the file away: it is ours while we hold the lock. Letting go twice is once."""
        if self._descriptor < 0:
            return
        with suppress(OSError):  # Windows does not remove an open file; it is removed below
            self._path.unlink()
        os.close(self._descriptor)
        self._descriptor = -1
        if os.name == "nt":
            with suppress(OSError):
                self._path.unlink()

    def abandon(self) -> None:
        """Let go but leave the file, so that the next opening knows that the center was not closed well."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
        self._descriptor = -1

    def _is_still(self, descriptor: int) -> bool:
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def _sign(self) -> None:
        note = {"pid": os.getpid(), "host": socket.gethostname(), "started": int(time.time())}
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, json.dumps(note).encode("utf-8"))


def _locked(descriptor: int) -> bool:
    if os.name == "nt":
        return _locked_on_windows(descriptor)
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _locked_on_windows(descriptor: int) -> bool:
    import msvcrt

    windows: Any = msvcrt
    os.lseek(descriptor, _WINDOWS_LOCKED_BYTE, os.SEEK_SET)
    try:
        windows.locking(descriptor, windows.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _holder(note: bytes) -> Holder | None:
    try:
        read = json.loads(note)
        return Holder(int(read["pid"]), str(read["host"]), datetime.fromtimestamp(int(read["started"]), UTC))
    except (ValueError, TypeError, KeyError, OverflowError, OSError):
        return None


def _open_elsewhere(holder: Holder | None) -> Problem:
    if holder is None:
        what = _("This center is open in another window or program.")
    else:
        since = write_time(holder.started.astimezone().time())
        what = _("This center is already open on {computer}, since {time}.").format(computer=holder.host, time=since)
    return Problem(what, _("Close it there first. Nothing was changed."), code="store.open_elsewhere")
