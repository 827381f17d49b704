"""What lies where in a center's folder."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class CenterFolder:
    """The folder of one center, and the names in it."""

    path: Path

    @property
    def database(self) -> Path:
        """Everything that is recorded, encrypted."""
        return self.path / "center.db"

    @property
    def keys(self) -> Path:
        """The slots of everyone who may open it."""
        return self.path / "center.keys"

    @property
    def former_keys(self) -> Path:
        """The key file before the last change."""
        return self.path / "center.keys.1"

    @property
    def head(self) -> Path:
        """The anchor of the record."""
        return self.path / "center.head"

    @property
    def lock(self) -> Path:
        """Who has the center open."""
        return self.path / "center.lock"

    @property
    def tries(self) -> Path:
        """Wrong passwords, counted."""
        return self.path / "center.tries"

    @property
    def reserve(self) -> Path:
        """Room set aside for the day the disk is full."""
        return self.path / "reserve.bin"

    @property
    def backups(self) -> Path:
        """The copies."""
        return self.path / "backups"

    @property
    def restoring(self) -> Path:
        """A restore that is being made ready, or was interrupted."""
        return self.path / "restoring"

    @property
    def set_aside(self) -> Path:
        """Former databases, moved out of the way by a restore."""
        return self.path / "set-aside"

    @property
    def journals(self) -> tuple[Path, ...]:
        """The files the engine keeps beside the database while it is open or after a crash."""
        return tuple(self.database.with_name(self.database.name + end) for end in ("-wal", "-shm", "-journal"))
