"""What is let go on a board becomes a deed: a shift moved or stretched, a name put into a shift or a column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from rcc_mentors.shifts.rows import STANDING
from rcc_mentors.views.board_layout import OPEN
from rcc_mentors.views.name_drag import NameDrag

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rcc_mentors.shifts.rows import PlaceRow, ShiftRow
    from rcc_mentors.views.board_deeds import Deeds
    from rcc_mentors.views.board_drag import Aim
    from rcc_mentors.views.board_layout import Piece
    from rcc_mentors.views.board_side import BoardSide
    from rcc_mentors.views.schedule_boards import ScheduleBoards


class BoardHands(QObject):
    """Listens to the board and to the list of mentors beside it."""

    def __init__(self, page: QWidget, boards: ScheduleBoards, side: BoardSide, deeds: Deeds) -> None:
        super().__init__(page)
        self._page, self._boards, self._side, self._deeds = page, boards, side, deeds
        self._canvas = boards.view.canvas
        self._canvas.settled.connect(self._settle)
        self._canvas.carried_name.connect(self._take_name)
        side.name_taken.connect(self._take_mentor)

    def spot_of(self, shift: ShiftRow) -> QPoint:
        """Beside the block of a shift, on the page."""
        for block in self._canvas.blocks():
            if block.piece is not None and block.piece.shift.id == shift.id:
                return block.mapTo(self._page, QPoint(block.width() + 4, 0))
        return QPoint(self._page.width() // 2, self._page.height() // 3)

    def _settle(self, piece: Piece, aim: Aim) -> None:
        """A shift was let go. In a board of mentors, another column is another mentor."""
        old, new = self._canvas.columns[piece.column], self._canvas.columns[aim.column]
        if old.mentor and new.mentor != old.mentor:
            self._change_hands(piece.shift, old.mentor, new.mentor, new.title)
        else:
            site = new.site if new.site and new.site != piece.shift.site else None
            self._deeds.move(piece.shift, aim.starts, aim.ends, site)

    def _change_hands(self, shift: ShiftRow, old: int, new: int, name: str) -> None:
        place = next((each for each in shift.places if each.mentor == old and each.state in STANDING), None)
        if place is None:
            self._deeds.book(shift, new, name, self.spot_of(shift))
        elif new == OPEN:
            self._deeds.take_out(place, shift)
        else:
            self._deeds.replace(place, shift, new, name, self.spot_of(shift))

    def _take_name(self, shift: ShiftRow, number: int, spot: QPoint) -> None:
        place, block = shift.places[number], self._canvas.block_at(spot)
        if block is None:
            return
        block.is_taken_by_drag()
        drag = NameDrag(block, place.name, spot)
        drag.dropped.connect(lambda at: self._drop_place(place, shift, at))

    def _drop_place(self, place: PlaceRow, old: ShiftRow, spot: QPoint) -> None:
        new = self._shift_at(spot)
        if new is not None and new.id != old.id:
            self._deeds.give(place, old, new, self.spot_of(new))

    def _take_mentor(self, mentor: int, spot: QPoint) -> None:
        name = self._side.name_of(mentor)
        drag = NameDrag(self._side.people.viewport(), name, spot)
        drag.dropped.connect(lambda at: self._drop_mentor(mentor, name, at))

    def _drop_mentor(self, mentor: int, name: str, spot: QPoint) -> None:
        shift = self._shift_at(spot)
        if shift is not None:
            self._deeds.book(shift, mentor, name, self.spot_of(shift))

    def _shift_at(self, spot: QPoint) -> ShiftRow | None:
        block = self._canvas.block_at(spot)
        return block.piece.shift if block is not None and block.piece is not None else None
