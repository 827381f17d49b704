"""The language this desk has chosen holds from the first word, also for words looked up while a module is imported."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.center import LANGUAGE
from rcc_desktop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("language", "told"), [("en", "a day (2026-11-21), a month"), ("es", "un día (2026-11-21), un mes")]
)
def test_that_the_command_line_speaks_the_language_chosen_for_this_desk(
    tmp_path: Path, language: str, told: str
) -> None:
    desk = Settings(tmp_path / "config" / "desk.json")
    desk.declare([LANGUAGE])
    desk.choose_here(LANGUAGE, language)
    asked = subprocess.run(
        [sys.executable, "-m", "rcc_desktop", "tally", "--help"],
        env={**os.environ, "RCC_CONFIG_DIR": str(tmp_path), "COLUMNS": "200", "PYTHONUTF8": "1"},
        check=True,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert told in asked.stdout
