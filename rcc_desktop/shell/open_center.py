"""What the window is given once a center is open, and the ways it asks for that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.api.opening import OpenHours
    from rcc_desktop.database.backup import BackupRow
    from rcc_desktop.database.center import Center
    from rcc_desktop.database.restore import Restored
    from rcc_desktop.host.session import Session
    from rcc_desktop.staff.service import SignedIn

Told = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class OpenCenter:
    """An open center and who opened it. ``warnings`` are to be shown once."""

    center: Center
    session: Session
    signed: SignedIn
    failed_tries: int = 0
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCenter:
    """What the first start asked for. ``hours`` are by ISO weekday; the first site is where this desk stands."""

    folder: Path
    name: str
    time_zone: str
    hours: Mapping[int, OpenHours]
    sites: tuple[str, ...]
    director: str
    login: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A made-up center that was written, and how to sign in to it."""

    folder: Path
    login: str
    password: str


@dataclass(frozen=True, slots=True)
class Ways:
    """How the parts are put together, given by ``main``; each runs on a lane and may take a second or more."""

    open: Callable[[Path, str, str], OpenCenter]
    recover: Callable[[Path, str, str, str], OpenCenter]
    create: Callable[[NewCenter, Told], tuple[OpenCenter, str]]
    make_up: Callable[[Told], MadeUp]
    prove: Callable[[OpenCenter, str], int]
    close: Callable[[OpenCenter], None]
    is_center: Callable[[Path], bool]
    backups: Callable[[Path], list[BackupRow]]
    restore: Callable[[Path, Path, str, str], Restored]
    restore_by_code: Callable[[Path, Path, str], Restored]
    default_folder: Path
