"""Where this computer keeps what is not the center's: the desk's own choices, what can be made again, traces."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import platformdirs

if TYPE_CHECKING:
    from collections.abc import Callable

PROGRAM = "rcc-desktop"
ELSEWHERE = "RCC_CONFIG_DIR"
"""When set, everything below lies in this folder instead: for tests, and for a program on a stick."""


def config_folder() -> Path:
    """The desk's own settings."""
    return _place("config", platformdirs.user_config_path)


def cache_folder() -> Path:
    """What can be made again at any time."""
    return _place("cache", platformdirs.user_cache_path)


def state_folder() -> Path:
    """Traces of how the program fared here: the log, the plugin that closed it."""
    return _place("state", platformdirs.user_state_path)


def drop_in_folder() -> Path:
    """Where plugins from outside are put, each an unzipped wheel in a folder of its own."""
    return _place("plugins", lambda program, author: platformdirs.user_data_path(program, author) / "plugins")


def _place(name: str, usual: Callable[[str, Literal[False]], Path]) -> Path:
    elsewhere = os.environ.get(ELSEWHERE)
    if elsewhere:
        return Path(elsewhere) / name
    return usual(PROGRAM, False)
