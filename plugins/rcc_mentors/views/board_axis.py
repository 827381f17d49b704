"""The hours down the side of a board, and where a moment stands on them, on days of 23 and 25 hours too.

Every hour of the local clock is one row. When the clocks go back on one of the days shown, the hour that comes twice
gets a second row; days that do not have a row (every other day, and the hour that is left out in spring) leave it
empty. Places are in rows from the top, so 9:30 is 9.5 on most boards.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, tzinfo

SNAP = 15
"""What is dragged moves in steps of so many minutes."""
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Axis:
    """The rows of a board: ``(hour, fold)``, where fold 1 is the hour that comes a second time."""

    rows: tuple[tuple[int, int], ...]
    zone: tzinfo

    def place(self, moment: datetime, day: date) -> float:
        """Where an aware moment stands on a day; the top for moments before it, the foot for those after."""
        local = moment.astimezone(self.zone)
        if local.date() != day:
            return 0.0 if local.date() < day else float(len(self.rows))
        row = self.rows.index((local.hour, local.fold if (local.hour, 1) in self.rows else 0))
        return row + local.minute / 60 + local.second / 3600

    def moment(self, day: date, place: float) -> datetime:
        """The moment at a place of a day; an hour that the day does not have gives the moment the clock jumps to."""
        quarters = round(place * 60 / SNAP)
        row, minutes = divmod(quarters * SNAP, 60)
        if row >= len(self.rows):
            return _real(datetime.combine(day + DAY, time(0, minutes), tzinfo=self.zone))
        if row < 0:
            return _real(datetime.combine(day, time(0), tzinfo=self.zone) + timedelta(minutes=quarters * SNAP))
        hour, fold = self.rows[row]
        return _real(datetime.combine(day, time(hour, minutes, fold=fold), tzinfo=self.zone))

    def missing(self, day: date) -> tuple[int, ...]:
        """The rows that a day does not have."""
        return tuple(row for row, (hour, fold) in enumerate(self.rows) if not _has(day, hour, fold, self.zone))


def axis_of(days: Iterable[date], zone: tzinfo) -> Axis:
    """The rows that all of the days need."""
    twice = {hour for day in set(days) for hour in range(24) if _has(day, hour, 1, zone)}
    rows = [(hour, fold) for hour in range(24) for fold in (0, 1) if not fold or hour in twice]
    return Axis(tuple(rows), zone)


def moved(moment: datetime, *, days: int = 0, minutes: int = 0) -> datetime:
    """The same moment so many days and minutes of the local clock on; one that does not exist goes on with the jump."""
    return _real(moment + timedelta(days=days, minutes=minutes))


def _real(wall: datetime) -> datetime:
    """A moment of the wall clock as it really is."""
    return wall.astimezone(UTC).astimezone(wall.tzinfo)


def _has(day: date, hour: int, fold: int, zone: tzinfo) -> bool:
    """Whether a day has an hour: at all, or a second time."""
    wall = datetime.combine(day, time(hour, 30, fold=fold), tzinfo=zone)
    real = _real(wall)
    return (real.date(), real.hour, real.fold) == (day, hour, fold)
