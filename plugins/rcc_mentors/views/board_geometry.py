"""Where columns and hours lie on a board, in pixels, in either reading direction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from rcc_mentors.views.board_layout import Piece

GAP = 3
"""Pixels left free on both sides of a block."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """``count`` columns from number ``first`` on share ``width`` pixels, less the ``gutter`` with the hours."""

    width: int
    gutter: int
    row: int
    first: int
    count: int
    mirrored: bool = False

    def column(self, number: int) -> QRect:
        """Left edge and width of a column; its height says nothing."""
        each = (self.width - self.gutter) / max(1, self.count)
        left = self.gutter + round((number - self.first) * each)
        right = self.gutter + round((number - self.first + 1) * each)
        if self.mirrored:
            left, right = self.width - right, self.width - left
        return QRect(left, 0, right - left, 1)

    def shows(self, number: int) -> bool:
        """Whether a column is among those in sight."""
        return self.first <= number < self.first + self.count

    def y(self, place: float) -> int:
        """How far down a place of the axis is."""
        return round(place * self.row)

    def block(self, piece: Piece) -> QRect:
        """Where a piece stands: in its lane of its column."""
        column = self.column(piece.column)
        room = column.width() - 2 * GAP
        start = room * piece.lane.at // piece.lane.of
        end = room * (piece.lane.at + piece.lane.wide) // piece.lane.of - (GAP if piece.lane.of > 1 else 0)
        left = column.right() + 1 - GAP - end if self.mirrored else column.left() + GAP + start
        top, foot = self.y(piece.top) + 1, self.y(piece.bottom) - 1
        return QRect(left, top, max(8, end - start), max(8, foot - top))

    def column_at(self, x: int) -> int:
        """The column nearest to a spot."""
        across = (self.width - x if self.mirrored else x) - self.gutter
        number = across * self.count // max(1, self.width - self.gutter)
        return self.first + min(max(number, 0), max(0, self.count - 1))

    def place_at(self, y: int) -> float:
        """The place of the axis at a spot."""
        return y / self.row
