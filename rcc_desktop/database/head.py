"""The anchor: the last entry of the record of who did what, kept beside the database.

A damaged write-ahead log loses the last commits without a word from the engine; the anchor is what notices.
"""

from __future__ import annotations

import hashlib
import os
import struct
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

MAC_BYTES = 32
_RECORD = struct.Struct(">4sQQ32s16s")  # mark, turn, seq, mac, check
_MARK = b"RCH1"
_APART = 4096  # each record in a sector of its own: a torn write never reaches the other
_FILE_BYTES = 2 * _APART


@dataclass(frozen=True, slots=True)
class Head:
    """The number and the 32-byte seal of the last entry."""

    seq: int
    mac: bytes


class Anchor:
    """``center.head``, held open while the center is. Two records take turns; the later whole one counts."""

    def __init__(self, path: Path) -> None:
        if not path.exists() or path.stat().st_size != _FILE_BYTES:
            write_whole(path, bytes(_FILE_BYTES))
        self._descriptor = os.open(path, os.O_RDWR | getattr(os, "O_BINARY", 0))
        self._lock = threading.Lock()
        latest = max(self._records(), key=lambda found: found[0], default=None)
        self._turn: int = latest[0] if latest else 0
        self._head: Head | None = latest[1] if latest else None

    def write(self, seq: int, mac: bytes) -> None:
        """Remember that ``seq`` is kept, after its commit has returned; on disk when this returns.

        Called with the number of an entry that is committed, so that the anchor is never ahead of the database.
        """
        if len(mac) != MAC_BYTES:
            raise ValueError("a seal has 32 bytes")
        with self._lock:
            turn = self._turn + 1
            body = _RECORD.pack(_MARK, turn, seq, mac, b"")[: -struct.calcsize("16s")]
            self._put(body + _check(body), (turn % 2) * _APART)
            self._turn, self._head = turn, Head(seq, mac)

    def read(self) -> Head | None:
        """The last one written, or None where there is none yet (or both records are damaged)."""
        return self._head

    def close(self) -> None:
        """Let go of the file."""
        with self._lock:
            if self._descriptor >= 0:
                os.close(self._descriptor)
            self._descriptor = -1

    def _put(self, record: bytes, at: int) -> None:
        if hasattr(os, "pwrite"):
            os.pwrite(self._descriptor, record, at)
        else:
            os.lseek(self._descriptor, at, os.SEEK_SET)
            os.write(self._descriptor, record)
        getattr(os, "fdatasync", os.fsync)(self._descriptor)

    def _records(self) -> list[tuple[int, Head]]:
        found = []
        for at in (0, _APART):
            os.lseek(self._descriptor, at, os.SEEK_SET)
            record = os.read(self._descriptor, _RECORD.size)
            mark, turn, seq, mac, check = _RECORD.unpack(record)
            if mark == _MARK and check == _check(record[: -len(check)]):
                found.append((turn, Head(seq, mac)))
        return found


def _check(body: bytes) -> bytes:
    return hashlib.sha256(body).digest()[:16]
