"""Putting a backup in the place of the center's database, all of it or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.database.head import Head


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did: where the former database lies now, and the head the backup ends at."""

    set_aside: Path
    made_at: datetime
    head: Head | None
    keys_restored: bool


def restore_center(folder: Path, backup: Path, *, login: str, password: str, now: datetime) -> Restored:
    """Put ``backup`` in the place of the closed center in ``folder``; the former database is moved aside, never deleted."""
    raise NotImplementedError
