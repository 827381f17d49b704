"""A file is there whole, old or new, and never half: the one way this program writes a file."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = 0o600
_BINARY = getattr(os, "O_BINARY", 0)  # Windows would turn line ends about


def write_whole(path: Path, content: bytes, *, mode: int = PRIVATE, lasting: bool = True) -> None:
    """Replace ``path`` with ``content``; on disk when this returns, and after an ``OSError`` as it was before.

    Each of the four steps is needed: leaving one out lost or broke the file in simulated power cuts. What may be lost
    in one (a desk's own choices) and is written while somebody waits need not be ``lasting``. The name it has until it
    is finished says nothing of what is in it.
    """
    beside = path.with_name(f".{os.urandom(16).hex()}.part")
    try:
        write_through(beside, content, mode=mode, lasting=lasting)
        put_in_place(beside, path, lasting=lasting)
    except BaseException:
        with suppress(OSError):  # what matters is the first error, which goes on from here
            beside.unlink(missing_ok=True)
        raise


def write_through(path: Path, content: bytes, *, mode: int = PRIVATE, lasting: bool = True) -> None:
    """Write a new file and wait until it is on disk. Raises FileExistsError rather than touch one that is there."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, mode)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        if lasting:
            os.fsync(file.fileno())


def put_in_place(finished: Path, path: Path, *, lasting: bool = True) -> None:
    """Rename a finished file to its own name, and wait until the folder says so on disk."""
    os.replace(finished, path)
    if lasting:
        sync_folder(path.parent)


def sync_file(path: Path) -> None:
    """Wait until a file that somebody else wrote is on disk."""
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Wait until the names in ``folder`` are on disk; Windows keeps its own order and offers no such call."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
