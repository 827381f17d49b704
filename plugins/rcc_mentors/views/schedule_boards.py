"""The three boards in one place: hands each what it shows, and says on what the keys are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget

from rcc_mentors.views.board_axis import axis_of
from rcc_mentors.views.board_bar import BY_MENTOR, DAY, MONTH
from rcc_mentors.views.board_columns import belongs, day_columns, mentor_columns, site_columns
from rcc_mentors.views.board_faces import face_of
from rcc_mentors.views.board_keys import SHORT
from rcc_mentors.views.board_layout import BoardColumn, Piece, days_between, pieces_of, shown, standing
from rcc_mentors.views.board_view import BoardView
from rcc_mentors.views.month_board import MonthBoard, month_days

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from rcc_mentors.shifts.rows import ShiftRow
    from rcc_mentors.views.board_faces import Face
    from rcc_mentors.views.board_layout import Filter
    from rcc_mentors.views.schedule_reading import Looked


class ScheduleBoards(QStackedWidget):
    """Week and day share one board of columns; the month has its own."""

    day_opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.view = BoardView()
        self.month = MonthBoard()
        self.addWidget(self.view)
        self.addWidget(self.month)
        self.shifts: Sequence[ShiftRow] = ()
        self.kind = ""
        self._faces: dict[tuple[int, int, bool], tuple[ShiftRow, Face]] = {}
        self.view.header.opened.connect(self._open_column)
        self.month.opened.connect(self.day_opened)

    def show_looked(
        self, looked: Looked, kind: str, days: tuple[date, date], which: Filter, by: str, now: datetime
    ) -> None:
        """Draw these days on a board."""
        self.kind = kind
        self.shifts = shown(looked.rows, which)
        if kind == MONTH:
            inside = days_between(*days)[len(days_between(*days)) // 2]
            sites = {which.site: looked.sites.get(which.site, "")} if which.site else looked.sites
            current = self.month.current_day()
            at = current if current and days[0] <= current <= days[1] else now.date()
            self.month.show_days(month_days(looked.rows, self.shifts, inside, sites), at)
            self.setCurrentWidget(self.month)
            return
        columns = self._columns(looked, kind, days, which, by)
        zone = now.tzinfo
        assert zone is not None
        axis = axis_of({column.day for column in columns}, zone)
        pieces = pieces_of(self.shifts, columns, axis, belongs)
        tones = {role: number for number, role in enumerate(looked.roles)}
        several = len({shift.site for shift in self.shifts}) > 1 and not any(column.site for column in columns)
        self.view.show_board(axis, columns, pieces, lambda piece: self._face(piece, tones, several=several), now)
        self.setCurrentWidget(self.view)

    def has_keys(self) -> bool:
        """Whether the keys are on the board."""
        return self.view.canvas.has_keys() or any(cell.hasFocus() for cell in self.month.cells())

    def focus_current(self) -> None:
        """Put the keys on the shift, or the day, they were on last."""
        if self.kind == MONTH:
            self.month.focus_current()
        else:
            self.view.canvas.focus_current(Qt.FocusReason.OtherFocusReason)

    def current_shift(self) -> ShiftRow | None:
        """The shift the keys are on."""
        piece = self.view.canvas.current() if self.kind != MONTH else None
        return piece.shift if piece else None

    def current_column(self) -> BoardColumn | None:
        """The column the keys are in; the first in sight where they are in none."""
        canvas = self.view.canvas
        piece = canvas.current()
        if piece is not None:
            return canvas.columns[piece.column]
        in_sight = self.view.columns_in_sight()
        return in_sight[0] if in_sight else None

    def current_day(self) -> date | None:
        """The day the keys are on."""
        if self.kind == MONTH:
            return self.month.current_day()
        column = self.current_column()
        return column.day if column else None

    def _columns(
        self, looked: Looked, kind: str, days: tuple[date, date], which: Filter, by: str
    ) -> Sequence[BoardColumn]:
        sites = [which.site] if which.site else list(looked.sites)
        if kind != DAY:
            return day_columns(looked.rows, days_between(*days), sites, mentor=which.mentor)
        if by == BY_MENTOR:
            here = {mentor for shift in self.shifts if shift.starts.date() <= days[0] for mentor in standing(shift)}
            names = {fact.id: fact.name for fact in looked.mentors if fact.id in here or fact.serves}
            names = dict(sorted(names.items(), key=lambda one: one[0] not in here))
            if which.mentor:
                names = {which.mentor: names.get(which.mentor, "")}
            return mentor_columns(looked.rows, days[0], names)
        shown_sites = {site: name for site, name in looked.sites.items() if site in sites}
        return site_columns(looked.rows, days[0], shown_sites)

    def _face(self, piece: Piece, tones: Mapping[str, int], *, several: bool) -> Face:
        """A face is worked out once for a shift as it stands."""
        key = (piece.shift.id, piece.column, several)
        known = self._faces.get(key)
        if known is None or known[0] != piece.shift:
            known = (piece.shift, face_of(piece.shift, tones, with_site=several, keys="\n".join(SHORT)))
            self._faces[key] = known
        return known[1]

    def _open_column(self, column: BoardColumn) -> None:
        if self.kind != DAY:
            self.day_opened.emit(column.day)
