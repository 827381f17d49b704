"""A block in somebody's hand: where it would go, and the outline that shows it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QWidget

from rcc_desktop.api.ui import look
from rcc_mentors.views.board_axis import SNAP, Axis, moved
from rcc_mentors.views.board_words import short_weekday_words, time_range_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from PySide6.QtGui import QPaintEvent

    from rcc_mentors.views.board_geometry import Geometry
    from rcc_mentors.views.board_layout import BoardColumn, Piece

LEAST = timedelta(minutes=SNAP)


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a shift would stand if it were let go now."""

    starts: datetime
    ends: datetime
    column: int

    def is_like(self, piece: Piece) -> bool:
        """Whether letting go would change nothing."""
        return (self.starts, self.ends, self.column) == (piece.shift.starts, piece.shift.ends, piece.column)


def aim_of(piece: Piece) -> Aim:
    """Where a piece stands now."""
    return Aim(piece.shift.starts, piece.shift.ends, piece.column)


def carried(piece: Piece, columns: Sequence[BoardColumn], axis: Axis, column: int, rows: float) -> Aim:
    """The whole shift carried to ``column`` and ``rows`` down; it keeps its hours on the clock."""
    shift, to = piece.shift, columns[column]
    long = shift.ends.replace(tzinfo=None) - shift.starts.replace(tzinfo=None)
    if piece.from_before:
        days = (to.day - columns[piece.column].day).days
        starts = moved(shift.starts, days=days, minutes=round(rows * 60 / SNAP) * SNAP)
    else:
        starts = axis.moment(to.day, max(0.0, piece.top + rows))
    return Aim(starts, moved(starts, minutes=round(long.total_seconds() / 60)), column)


def stretched(piece: Piece, columns: Sequence[BoardColumn], axis: Axis, part: str, place: float) -> Aim:
    """One end of the shift taken to a place of its column; a quarter of an hour is the least that stays."""
    day, shift = columns[piece.column].day, piece.shift
    moment = axis.moment(day, max(0.0, place))
    if part == "top":
        return Aim(min(moment, shift.ends - LEAST), shift.ends, piece.column)
    return Aim(shift.starts, max(moment, moved(shift.starts, minutes=SNAP)), piece.column)


def nudged(aim: Aim, *, days: int = 0, minutes: int = 0) -> Aim:
    """The shift moved by keys."""
    starts, ends = (moved(each, days=days, minutes=minutes) for each in (aim.starts, aim.ends))
    return replace(aim, starts=starts, ends=ends)


def pulled(aim: Aim, *, start: int = 0, end: int = 0) -> Aim:
    """An end of the shift moved by keys, by so many minutes; never past the other."""
    made = replace(aim, starts=moved(aim.starts, minutes=start), ends=moved(aim.ends, minutes=end))
    return made if made.ends - made.starts >= LEAST else aim


class Ghost(QWidget):
    """The outline of where a shift would go, with its new hours."""

    def __init__(self, board: QWidget) -> None:
        super().__init__(board)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._words = ""
        self.hide()

    def show_aim(self, aim: Aim, columns: Sequence[BoardColumn], axis: Axis, geometry: Geometry) -> None:
        """Stand where the shift would; on the day it begins, as far as that day goes."""
        number = _column_of(aim, columns, axis)
        day = columns[number].day
        self._words = f"{short_weekday_words(aim.starts.isoweekday())} {time_range_words(aim.starts, aim.ends)}"
        column = geometry.column(number)
        top, foot = geometry.y(axis.place(aim.starts, day)), geometry.y(axis.place(aim.ends, day))
        self.setGeometry(column.left() + 2, top, column.width() - 4, max(look().px(22), foot - top))
        self.setVisible(geometry.shows(number))
        self.raise_()
        self.update()

    def words(self) -> str:
        """The day and the hours it stands for."""
        return self._words

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = look().color("accent_soft")
        ground.setAlpha(225)
        painter.setBrush(ground)
        painter.setPen(QPen(look().color("accent"), look().px(2)))
        radius = look().px(6)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
        painter.setFont(look().font("quiet", QFont.Weight.DemiBold))
        painter.setPen(look().color("text"))
        room = self.rect().adjusted(look().px(10), look().px(3), -look().px(6), -look().px(3))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), self._words)
        painter.end()


def is_far(start: QPoint, now: QPoint, distance: int) -> bool:
    """Whether the mouse moved far enough to mean it."""
    return (now - start).manhattanLength() >= distance


def _column_of(aim: Aim, columns: Sequence[BoardColumn], axis: Axis) -> int:
    """The column the shift begins in: the one aimed at, or the one of its day."""
    day = aim.starts.astimezone(axis.zone).date()
    if columns[aim.column].day == day:
        return aim.column
    return next((number for number, column in enumerate(columns) if column.day == day), aim.column)
