"""A folder for a center, and a center that is quick to make and to open wrongly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a center is to be; nothing is there yet."""
    return tmp_path / "center"


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Set little of the disk aside, and never have to wait after a wrong password."""
    monkeypatch.setattr("rcc_desktop.database.reserve.RESERVE_BYTES", 4096)
    monkeypatch.setattr("rcc_desktop.database.tries.wait_after", lambda _times: 0.0)
