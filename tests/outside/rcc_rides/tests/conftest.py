"""Our plugin runs besides the installed ones."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture
def more_plugins() -> dict[str, str]:
    """What to start, although it is not installed."""
    return {"rides": "rcc_rides.plugin"}
