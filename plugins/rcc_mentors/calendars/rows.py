"""What a calendar tells of: shifts and series of them, without anybody's name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

Status = Literal["CONFIRMED", "TENTATIVE", "CANCELLED"]


@dataclass(frozen=True, slots=True)
class ShiftTime:
    """One shift. ``set_for`` is the day its series gave it, None outside a series; moments are in the center's zone."""

    uid: str
    set_for: date | None
    starts: datetime
    ends: datetime
    title: str
    site: str
    place: str
    status: Status = "CONFIRMED"
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class SeriesTimes:
    """A need that repeats, and those of its shifts that are published, by day.

    ``starts`` and ``length`` are minutes of the local clock, ``rule`` an RRULE without its end.
    """

    uid: str
    first_day: date
    starts: int
    length: int
    rule: str
    title: str
    site: str
    place: str
    shifts: tuple[ShiftTime, ...]


@dataclass(frozen=True, slots=True)
class CalendarsWritten:
    """What came of writing: the folder, and how many files of each sort."""

    folder: Path
    mentors: int
    sites: int
    removed: int

    @property
    def files(self) -> int:
        """All of them, with the one of the whole schedule."""
        return self.mentors + self.sites + 1


@dataclass(frozen=True, slots=True)
class BusyTime:
    """A stretch in which somebody is busy; ``uid`` names it without saying anything of it."""

    uid: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True, slots=True)
class BusyRead:
    """What a calendar file from outside came to.

    ``guessed`` events named a zone nobody knows and are taken by the center's clock; ``unread`` ones are left out.
    """

    times: tuple[BusyTime, ...]
    guessed: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class BusyPreview:
    """What taking a file would do: times that are new, how many are known already or no longer in the file.

    ``clashes`` counts shifts the mentor holds that lie in the new times.
    """

    new: tuple[BusyTime, ...]
    same: int
    gone: int
    clashes: int
    guessed: int
    unread: int


@dataclass(frozen=True, slots=True)
class BusyTaken:
    """What came of taking a file: absences added and taken away, and shifts held that lie in the new ones."""

    added: int
    removed: int
    clashes: int
