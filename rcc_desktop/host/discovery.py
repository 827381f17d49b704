"""Which plugins there are: the installed ones, then those in the drop-in folder.

Scanning every installed distribution takes half as long as opening an empty window, so the answer is kept in the cache
folder until something was installed or removed.
"""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING

from rcc_desktop import __version__
from rcc_desktop.api.contributions import Setting
from rcc_desktop.api.words import words
from rcc_desktop.host.found import Found
from rcc_desktop.logs import log
from rcc_desktop.places import cache_folder, drop_in_folder
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

_, ngettext = words("rcc_desktop")

GROUP = "rcc_desktop.plugins"

DROP_IN = Setting(
    "desk.plugins_from_outside",
    _("Look for plugins from outside"),
    False,
    help=_("A director approves each one before it runs. Takes effect when RCC Desktop is next opened."),
    shared=False,
    section="desk",
)


def find_plugins(*, outside: bool = False, cache: Path | None = None, folder: Path | None = None) -> list[Found]:
    """Every plugin that was found, the installed ones by name first; none of their code runs.

    ``outside`` also looks into the drop-in folder.
    """
    found = installed(cache or cache_folder() / "plugins.json")
    if outside:
        from rcc_desktop.host.drop_in import dropped_in

        found += dropped_in(folder or drop_in_folder())
    return found


def installed(cache: Path) -> list[Found]:
    """The installed plugins by name, from ``cache`` where nothing was installed since."""
    state = _state()
    known = _read(cache, state)
    if known is not None:
        return known
    from importlib.metadata import entry_points

    entries = sorted(entry_points(group=GROUP), key=lambda entry: entry.name)
    found = [Found(each.name, each.value, each.dist.version if each.dist else "") for each in entries]
    _write(cache, state, found)
    return found


def _state() -> list[list[object]]:
    """What must be as it was for the cache to hold: this program, this Python, and when each folder was changed."""
    folders = [[entry, os.stat(entry).st_mtime_ns] for entry in sys.path if entry and os.path.exists(entry)]
    return [[__version__, sys.executable, sys.version], *folders]


def _read(cache: Path, state: list[list[object]]) -> list[Found] | None:
    try:
        kept = json.loads(cache.read_text(encoding="utf-8"))
        if kept["state"] == state:
            return [Found(name, module, version) for name, module, version in kept["found"]]
    except (OSError, ValueError, KeyError, TypeError):
        return None  # no cache yet, or one that a former version wrote
    return None


def _write(cache: Path, state: list[list[object]], found: list[Found]) -> None:
    kept = {"state": state, "found": [[each.name, each.module, each.version] for each in found]}
    try:
        cache.parent.mkdir(parents=True, exist_ok=True)
        write_whole(cache, json.dumps(kept).encode(), lasting=False)
    except OSError:
        log.warning("the list of plugins cannot be kept; starting takes longer")
