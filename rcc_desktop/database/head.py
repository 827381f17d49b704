"""The anchor: the last entry of the record of who did what, kept beside the database.

A damaged write-ahead log loses the last commits without a word from the engine; the anchor is what notices.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Head:
    """The number and the 32-byte seal of the last entry."""

    seq: int
    mac: bytes


class Anchor:
    """``center.head``, held open while the center is."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def write(self, seq: int, mac: bytes) -> None:
        """Remember that ``seq`` is kept, after its commit has returned; on disk when this returns."""
        raise NotImplementedError

    def read(self) -> Head | None:
        """The last one written, or None where there is none yet."""
        raise NotImplementedError

    def close(self) -> None:
        """Let go of the file."""
        raise NotImplementedError
