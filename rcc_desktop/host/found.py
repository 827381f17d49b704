"""A plugin as it was found, before any of its code ran."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Found:
    """One entry point: its name, the module it names, and for a dropped-in one the folder its files lie in."""

    name: str
    module: str
    version: str = ""
    folder: Path | None = None

    def load(self) -> Any:
        """Import the module. Whatever a stranger's module raises at import comes out of here."""
        return import_module(self.module)
