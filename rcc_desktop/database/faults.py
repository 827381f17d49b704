"""What the engine says went wrong, in words a person can act on: the one place where that is decided."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def mapped_errors() -> Iterator[None]:
    """Turn the engine's and the disk's errors inside into a ``Problem``; broken constraints pass as they are."""
    yield
