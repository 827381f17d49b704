"""What stands where on a board: its columns, and the piece of each shift in each of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING

from rcc_mentors.shifts.rows import STANDING
from rcc_mentors.shifts.rules import WARNINGS
from rcc_mentors.views.lanes import Lane, lay_lanes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime

    from rcc_mentors.shifts.rows import AbsenceRow, BoardRows, PlaceRow, ShiftRow
    from rcc_mentors.views.board_axis import Axis

LEAST_ROWS = 0.4
"""However short a shift is, its block is this many hours high."""
OPEN = -1
"""The column of shifts that nobody stands in, on a board with a column for each mentor."""


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """One column: a day, or somebody's or some site's part of a day. ``number`` is the date of the day where ``small``
    is its weekday. ``closed`` says why it is grey; ``absences`` are drawn behind the shifts.
    """

    day: date
    title: str
    small: str = ""
    spoken: str = ""
    is_today: bool = False
    closed: str = ""
    site: int = 0
    mentor: int = 0
    absences: tuple[AbsenceRow, ...] = ()


@dataclass(frozen=True, slots=True)
class Piece:
    """The part of a shift that stands in a column, from ``top`` to ``bottom`` in rows of the axis."""

    shift: ShiftRow
    column: int
    top: float
    bottom: float
    lane: Lane
    from_before: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """What of the shifts is shown; 0 and empty for everything."""

    site: int = 0
    role: str = ""
    mentor: int = 0
    only_open: bool = False

    def takes(self, shift: ShiftRow) -> bool:
        """Whether a shift is shown."""
        return (
            self.site in (0, shift.site)
            and self.role in ("", shift.role)
            and (not self.mentor or self.mentor in standing(shift))
            and (not self.only_open or shift.missing > 0)
        )


def standing(shift: ShiftRow) -> frozenset[int]:
    """The mentors who hold a place or were offered one."""
    return frozenset(place.mentor for place in shift.places if place.state in STANDING)


def has_conflict(shift: ShiftRow) -> bool:
    """Whether somebody stands in it against a rule, and nobody said that this is all right."""
    return bool(conflicts(shift))


def conflicts(shift: ShiftRow) -> list[PlaceRow]:
    """The places held against a rule that nobody set aside; a word of warning is none."""
    return [
        place
        for place in shift.places
        if place.state in STANDING
        and not place.overrode_words
        and any(refusal.code not in WARNINGS for refusal in place.refusals)
    ]


def is_on_board(shift: ShiftRow) -> bool:
    """Whether a shift is shown at all: not one that was called off, nor an empty one on a closed day."""
    return shift.state == "planned" or (shift.state == "closed" and bool(standing(shift)))


def shown(rows: BoardRows, which: Filter) -> list[ShiftRow]:
    """The shifts to show, by time."""
    kept = [shift for shift in rows.shifts if is_on_board(shift) and which.takes(shift)]
    return sorted(kept, key=lambda shift: (shift.starts, shift.site_name, shift.role_title, shift.id))


def holes_first(shifts: Iterable[ShiftRow], now: datetime) -> list[ShiftRow]:
    """The shifts that still need somebody and have not ended, soonest first."""
    return [shift for shift in shifts if shift.missing and shift.ends > now]


def days_between(first: date, last: date) -> list[date]:
    """Every day from the first to the last."""
    return [first + timedelta(days=days) for days in range((last - first).days + 1)]


def closed_words(rows: BoardRows, day: date, sites: Iterable[int]) -> str:
    """Why a day is closed for all of these sites, or nothing."""
    if (0, day) in rows.closed:
        return rows.closed[0, day]
    reasons = [rows.closed.get((site, day), "") for site in sites]
    return reasons[0] if reasons and all(reasons) else ""


def pieces_of(
    shifts: Sequence[ShiftRow],
    columns: Sequence[BoardColumn],
    axis: Axis,
    belongs: Callable[[ShiftRow, BoardColumn], bool] = lambda _shift, _column: True,
) -> list[Piece]:
    """Every piece of every shift in reading order: column by column, by time, lane by lane."""
    pieces: list[Piece] = []
    for number, column in enumerate(columns):
        mine = [each for each in shifts if belongs(each, column) and _touches(each, column.day, axis)]
        pieces += _in_column(mine, number, column.day, axis)
    return pieces


def _in_column(shifts: Sequence[ShiftRow], number: int, day: date, axis: Axis) -> list[Piece]:
    spans = []
    for shift in shifts:
        top = axis.place(shift.starts, day)
        bottom = max(axis.place(shift.ends, day), top + LEAST_ROWS)
        spans.append((min(top, len(axis.rows) - LEAST_ROWS), min(bottom, float(len(axis.rows)))))
    pieces = []
    for shift, (top, bottom), lane in zip(shifts, spans, lay_lanes(spans), strict=True):
        before = shift.starts.astimezone(axis.zone).date() < day
        pieces.append(Piece(shift, number, top, bottom, lane, before, _touches(shift, day + timedelta(days=1), axis)))
    return sorted(pieces, key=lambda piece: (piece.top, piece.lane.at))


def _touches(shift: ShiftRow, day: date, axis: Axis) -> bool:
    first, last = shift.starts.astimezone(axis.zone), shift.ends.astimezone(axis.zone)
    if not first.date() <= day <= last.date():
        return False
    return day == first.date() or day < last.date() or last.time() > time.min
