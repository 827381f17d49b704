"""Room set aside on the disk: given up when it is full, so that what was begun can be saved and the center closed."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from rcc_desktop.whole_file import PRIVATE

if TYPE_CHECKING:
    from pathlib import Path

RESERVE_BYTES = 32 * 1024 * 1024
KEPT_FREE = 500 * 1024 * 1024  # no reserve is made where it would itself crowd the disk
_CHUNK = bytes(1024 * 1024)


def keep_reserve(path: Path) -> None:
    """Set the room aside, unless it is already or the disk has little to spare."""
    if path.exists() and path.stat().st_size == RESERVE_BYTES:
        return
    if shutil.disk_usage(path.parent).free < KEPT_FREE:
        return
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, PRIVATE)
    try:
        if hasattr(os, "posix_fallocate"):
            os.posix_fallocate(descriptor, 0, RESERVE_BYTES)
        else:
            for _chunk in range(RESERVE_BYTES // len(_CHUNK)):
                os.write(descriptor, _CHUNK)
    finally:
        os.close(descriptor)
