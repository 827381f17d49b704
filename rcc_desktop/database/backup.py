"""Copies of the whole center that are known to open."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BackupRow:
    """A backup we made, as the list of backups shows it."""

    path: Path
    made_at: datetime
    size: int
    epoch: int
    seq: int
    verified: bool
