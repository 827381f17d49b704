"""Which plugin was at work when the program was closed under it, and which ones were left off here.

Before a plugin's code runs, its name is written to a small file; afterwards the file is removed. A file that is still
there at the next start names the plugin that took the program down.
"""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rcc_desktop.logs import log
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

UNDER_WAY = "under-way"
OFF = "left-off.json"
CLOSED_PROGRAM, LEFT_OFF = "closed_program", "left_off"


class Marker:
    """The two files of one center, in ``folder`` on this computer. Makes the folder when it first writes."""

    def __init__(self, folder: Path) -> None:
        self._under_way = folder / UNDER_WAY
        self._off = folder / OFF
        self._depth = 0

    def off(self) -> dict[str, str]:
        """The plugins that are not to be started, each with why: ``closed_program`` or ``left_off``."""
        off = self._read_off()
        if self._under_way.exists():
            name = self._under_way.read_text(encoding="utf-8")
            log.warning("plugin %s was at work when the program closed", name)
            off.setdefault(name, CLOSED_PROGRAM)
            self._write_off(off)
            self._under_way.unlink()
        return off

    def leave_off(self, name: str) -> None:
        """Do not start ``name`` from the next opening on."""
        self._write_off({**self._read_off(), name: LEFT_OFF})

    def try_again(self, name: str) -> None:
        """Start ``name`` again from the next opening on."""
        self._write_off({key: why for key, why in self._read_off().items() if key != name})

    @contextmanager
    def at_work(self, name: str) -> Iterator[None]:
        """While the block runs, ``name`` is the one to blame if the process ends."""
        if self._depth:  # a plugin asked from within another's work: the outer one stays to blame
            yield
            return
        self._depth += 1
        self._under_way.parent.mkdir(parents=True, exist_ok=True)
        self._under_way.write_text(name, encoding="utf-8")
        try:
            yield
        finally:
            self._depth -= 1
            self._under_way.unlink(missing_ok=True)

    def _read_off(self) -> dict[str, str]:
        try:
            found = json.loads(self._off.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return {}
        except ValueError:
            log.warning("the list of plugins left off cannot be read; all are started")
            return {}
        return {str(name): str(why) for name, why in found.items()} if isinstance(found, dict) else {}

    def _write_off(self, off: dict[str, str]) -> None:
        self._off.parent.mkdir(parents=True, exist_ok=True)
        write_whole(self._off, json.dumps(off, indent=1).encode("utf-8"))
