"""The second half of a restore: once everything lies ready, moving it into place, however often it is interrupted."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from rcc_desktop.whole_file import sync_folder, write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.database.folder import CenterFolder

READY = "ready"  # holds the name of the folder in set-aside/; written last, so what it stands beside is whole


def finish_interrupted(folder: CenterFolder) -> Path | None:
    """Carry a prepared restore through, or clear away one that was not ready; where the former database went.

    Every step can be taken again: it looks at what is still to be moved.
    """
    staged = folder.restoring
    if not staged.exists():
        return None
    marker = staged / READY
    if not marker.exists():
        shutil.rmtree(staged)
        return None
    aside = folder.set_aside / marker.read_text(encoding="ascii")
    folder.set_aside.mkdir(mode=0o700, exist_ok=True)
    aside.mkdir(mode=0o700, exist_ok=True)
    if (staged / folder.database.name).exists():
        _move_former(folder, aside)
        _install_keys(folder, staged)
        os.replace(staged / folder.database.name, folder.database)
        sync_folder(folder.path)
    if (staged / folder.head.name).exists():
        os.replace(staged / folder.head.name, folder.head)
    marker.unlink()
    shutil.rmtree(staged)
    sync_folder(folder.path)
    return aside


def _move_former(folder: CenterFolder, aside: Path) -> None:
    """The database with its journals, which must never lie beside the restored one; copies of the rest."""
    for path in (folder.database, *folder.journals):
        if path.exists():
            os.replace(path, aside / path.name)
    for path in (folder.keys, folder.former_keys, folder.head):
        if path.exists() and not (aside / path.name).exists():
            write_whole(aside / path.name, path.read_bytes())
    sync_folder(aside)
    sync_folder(folder.path)


def _install_keys(folder: CenterFolder, staged: Path) -> None:
    """The backup's own keys where today's do not open it; the former copy would open nothing either."""
    keys = staged / folder.keys.name
    if keys.exists():
        write_whole(folder.former_keys, keys.read_bytes())
        write_whole(folder.keys, keys.read_bytes())
