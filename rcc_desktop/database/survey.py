"""Everything that can be known about a folder before anything in it is touched."""

from __future__ import annotations

import os
import shutil
import uuid
from contextlib import suppress
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.database import faults
from rcc_desktop.database.places import Place, cloud_over, nearest_existing, place_of
from rcc_desktop.whole_file import put_in_place, write_through

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.database.folder import CenterFolder

_, ngettext = words("rcc_desktop")

MEGABYTE = 1024 * 1024
TOO_FULL = 50 * MEGABYTE
RATHER_FULL = 200 * MEGABYTE
FILLING = 1024 * MEGABYTE
SMALLEST_DATABASE = 512
PLAIN_SQLITE = b"SQLite format 3\x00"


def look_at(folder: CenterFolder) -> tuple[Place, list[str]]:
    """The disk an existing center lies on and what to warn about; a Problem when it should not be opened there."""
    if not folder.path.is_dir() or not any(path.exists() for path in (folder.database, folder.keys, folder.restoring)):
        raise Problem(
            _("There is no center in this folder."),
            _("Choose the folder that holds the file center.db, or set up a new center."),
            code="store.not_a_center",
        )
    place = fit_place(folder.path)
    _need_writable(folder, place)
    _need_room(folder.path, TOO_FULL)
    return place, [*warnings_about(folder.path, place), *room_warnings(folder)]


def look_where_to_create(folder: CenterFolder) -> Place:
    """The disk under a folder where a center is to be made; a Problem when that is no place for one."""
    if folder.database.exists() or folder.keys.exists():
        raise Problem(
            _("There is a center in this folder already. It was not changed."),
            _("Open it, or choose an empty folder for a new one."),
            code="store.already_a_center",
        )
    if folder.path.exists() and (not folder.path.is_dir() or any(folder.path.iterdir())):
        raise Problem(
            _("This folder is not empty."),
            _("Choose an empty folder, or type the name of a new one: a center needs a folder to itself."),
            code="store.folder_not_empty",
        )
    place = fit_place(folder.path)
    parent = nearest_existing(folder.path)
    if place.is_read_only or not os.access(parent, os.W_OK):
        raise faults.read_only()
    _need_room(parent, RATHER_FULL)
    return place


def fit_place(folder: Path) -> Place:
    """The disk under ``folder``, which must be one of this computer."""
    place = place_of(folder)
    if place.is_network:
        raise Problem(
            _("This folder lies on another computer. A center's file can be damaged there."),
            _("Choose a folder on this computer. For several desks, set up RCC Desktop with PostgreSQL."),
            code="store.network_folder",
        )
    return place


def warnings_about(folder: Path, place: Place) -> list[str]:
    """What may go well but often does not."""
    found = []
    cloud = cloud_over(folder)
    if cloud:
        found.append(
            _(
                "This folder is copied by {service}. Copies made while the center is open may not open later. "
                "A folder outside it is safer; keep the backups there instead."
            ).format(service=cloud)
        )
    if place.is_removable:
        found.append(_("This center is on a drive that can be unplugged. Close RCC Desktop before taking it out."))
    return found


def room_warnings(folder: CenterFolder) -> list[str]:
    """Nothing, or that the disk under a center is filling up."""
    free = shutil.disk_usage(folder.path).free
    size = folder.database.stat().st_size if folder.database.exists() else 0
    if free < max(FILLING, 5 * size):
        return [_("This drive is filling up: {free} MB are left.").format(free=free // MEGABYTE)]
    return []


def need_sound_header(folder: CenterFolder) -> None:
    """A Problem when the database is missing, cut short or not encrypted."""
    try:
        with folder.database.open("rb") as file:
            start = file.read(SMALLEST_DATABASE)
    except FileNotFoundError:
        raise Problem(
            _("The center's database is missing from this folder; its keys are here."),
            _("Put center.db back, or restore the newest backup."),
            code="store.database_missing",
        ) from None
    if start.startswith(PLAIN_SQLITE):
        raise Problem(
            _("The database in this folder is not encrypted, so it was not written by RCC Desktop."),
            _("Restore the newest backup of your center."),
            code="store.not_encrypted",
        )
    if len(start) < SMALLEST_DATABASE:
        raise faults.damaged()


def need_working_locks(folder: Path) -> None:
    """Try in earnest whether this disk renames, syncs and locks; leaves nothing behind."""
    name = folder / f".probe-{uuid.uuid4().hex}"
    try:
        write_through(name.with_suffix(".new"), b"probe")
        put_in_place(name.with_suffix(".new"), name)
        if not _locks_exclude(name):
            raise Problem(
                _("This drive does not keep two programs from writing at once. A center's file can be damaged there."),
                _("Choose a folder on this computer's own disk."),
                code="store.no_locks",
            )
    finally:
        for each in (name, name.with_suffix(".new")):
            with suppress(FileNotFoundError):
                each.unlink()


def _locks_exclude(name: Path) -> bool:
    """Two opens of a file stand in for two programs: Linux keeps such locks (OFD) apart just as it does processes."""
    try:
        import fcntl
    except ImportError:
        return True
    if not hasattr(fcntl, "F_OFD_SETLK"):
        return True
    with name.open("r+b") as first, name.open("r+b") as second:
        fcntl.fcntl(first, fcntl.F_OFD_SETLK, _whole_file_lock(fcntl.F_WRLCK))
        try:
            fcntl.fcntl(second, fcntl.F_OFD_SETLK, _whole_file_lock(fcntl.F_WRLCK))
        except (BlockingIOError, PermissionError):
            return True
    return False


def _whole_file_lock(kind: int) -> bytes:
    import struct

    return struct.pack("hhqqi4x", kind, os.SEEK_SET, 0, 0, 0)


def _need_writable(folder: CenterFolder, place: Place) -> None:
    must_be_writable = [folder.path, *(path for path in (folder.database, folder.keys) if path.exists())]
    if place.is_read_only or not all(os.access(path, os.W_OK) for path in must_be_writable):
        raise faults.read_only()


def _need_room(folder: Path, least: int) -> None:
    free = shutil.disk_usage(folder).free
    if free < least:
        raise Problem(
            _("This drive is almost full: {free} MB are left. Nothing was changed.").format(free=free // MEGABYTE),
            _("Free at least {needed} MB, then try again.").format(needed=least // MEGABYTE),
            code="store.disk_almost_full",
        )
