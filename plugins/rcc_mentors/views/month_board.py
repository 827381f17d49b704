"""The month at a glance: for each day how many are covered of how many needed, site by site, and the holes in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import icon_pixmap, look, mark, watch_look
from rcc_mentors.views.board_layout import closed_words, days_between, is_on_board
from rcc_mentors.views.board_words import day_words, short_weekday_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from PySide6.QtGui import QFocusEvent, QPaintEvent, QResizeEvent

    from rcc_mentors.shifts.rows import BoardRows, ShiftRow

_, ngettext = words("rcc_mentors")


@dataclass(frozen=True, slots=True)
class SiteCount:
    """How many places of a site are covered on a day, of how many needed."""

    name: str
    covered: int
    needed: int


@dataclass(frozen=True, slots=True)
class MonthDay:
    """One day of the month board."""

    day: date
    is_inside: bool
    is_today: bool
    closed: str
    counts: tuple[SiteCount, ...]

    @property
    def open(self) -> int:
        """How many are missing."""
        return sum(count.needed - count.covered for count in self.counts)


def month_days(rows: BoardRows, shifts: Iterable[ShiftRow], month: date, sites: Mapping[int, str]) -> list[MonthDay]:
    """Every day of the weeks that a month touches, with its counts for each site that needs anybody."""
    by_day: dict[date, list[ShiftRow]] = {}
    for shift in shifts:
        if is_on_board(shift):
            by_day.setdefault(shift.day, []).append(shift)
    first, last = month_span(month)
    return [
        MonthDay(
            day,
            day.month == month.month,
            day == rows.today,
            closed_words(rows, day, sites),
            tuple(_counts(by_day.get(day, ()), sites)),
        )
        for day in days_between(first, last)
    ]


def month_span(month: date) -> tuple[date, date]:
    """The first and the last day of the weeks that a month touches, Monday to Sunday."""
    first = month.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first - timedelta(days=first.weekday()), last + timedelta(days=6 - last.weekday())


def _counts(shifts: Sequence[ShiftRow], sites: Mapping[int, str]) -> Iterable[SiteCount]:
    for site, name in sites.items():
        mine = [shift for shift in shifts if shift.site == site]
        if mine:
            yield SiteCount(name, sum(min(each.covered, each.least) for each in mine), sum(each.least for each in mine))


def spoken_day(cell: MonthDay) -> str:
    """Everything a day shows, as one sentence."""
    said = [day_words(cell.day), _("today") if cell.is_today else "", cell.closed]
    if cell.counts:
        said.append(open_words(cell) or _("everything is covered"))
    for count in cell.counts:
        said.append(
            _("{site}: {covered} of {needed} covered").format(
                site=count.name, covered=count.covered, needed=count.needed
            )
        )
    if not cell.counts and not cell.closed:
        said.append(_("no shifts"))
    return "; ".join(each for each in said if each)


def open_words(cell: MonthDay) -> str:
    """How many are missing, or nothing."""
    return ngettext("{count} open", "{count} open", cell.open).format(count=cell.open) if cell.open else ""


class DayCell(QAbstractButton):
    """One day; Enter and a click open it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.cell: MonthDay | None = None
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)

    def show_cell(self, cell: MonthDay) -> None:
        """Show another day."""
        if cell != self.cell:
            self.cell = cell
            self.setAccessibleName(spoken_day(cell))
            self.setToolTip(self.accessibleName())
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(look().px(110), look().px(80))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space} and not event.modifiers():
            self.click()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.cell is None:
            return
        cell, painter = self.cell, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, cell)
        pad, line = look().px(8), look().px(18)
        room = self.rect().adjusted(pad, look().px(5), -pad, -look().px(4))
        self._paint_number(painter, cell, QRect(room.left(), room.top(), room.width(), look().px(24)))
        top = room.top() + look().px(26)
        lines = [(f"{count.name} {count.covered}/{count.needed}", "text2") for count in cell.counts]
        if cell.closed:
            lines.insert(0, (cell.closed, "text3"))
        fits = max(0, (room.bottom() + 1 - top) // line)
        if len(lines) > fits and cell.counts and fits:
            covered, needed = (sum(getattr(count, each) for count in cell.counts) for each in ("covered", "needed"))
            lines = [(_("{covered} of {needed} covered").format(covered=covered, needed=needed), "text2")]
        for text, role in lines[:fits]:
            self._write(painter, QRect(room.left(), top, room.width(), line), text, look().font("small"), role)
            top += line
        painter.end()

    def _paint_ground(self, painter: QPainter, cell: MonthDay) -> None:
        inner = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        ground = "surface2" if cell.closed or not cell.is_inside else "surface"
        painter.setBrush(look().color("hover" if self.underMouse() else ground))
        painter.setPen(look().color("border"))
        painter.drawRect(inner)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(look().color("focus"), look().px(2)))
            painter.drawRoundedRect(inner.adjusted(1, 1, -1, -1), look().px(4), look().px(4))

    def _paint_number(self, painter: QPainter, cell: MonthDay, room: QRect) -> None:
        mirrored, side = self._mirrored(), look().px(24)
        circle = QRect(room.right() + 1 - side if mirrored else room.left(), room.top(), side, side)
        font = look().font("quiet", QFont.Weight.DemiBold)
        if cell.is_today:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("accent"))
            painter.drawEllipse(circle)
        painter.setFont(font)
        ink = "on_accent" if cell.is_today else "text" if cell.is_inside else "text3"
        painter.setPen(look().color(ink))
        painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(cell.day.day))
        text = open_words(cell)
        if not text:
            return
        sign = look().px(14)
        wide = QFontMetrics(font).horizontalAdvance(text)
        left = room.left() if mirrored else room.right() + 1 - wide - sign - look().px(4)
        picture = icon_pixmap("circle-alert", sign, "danger", self.devicePixelRatioF())
        painter.drawPixmap(left + (wide + look().px(4) if mirrored else 0), room.top() + (side - sign) // 2, picture)
        painter.setPen(look().color("danger"))
        start = left if mirrored else left + sign + look().px(4)
        painter.drawText(QRect(start, room.top(), wide + 2, side), int(Qt.AlignmentFlag.AlignVCenter), text)

    def _write(self, painter: QPainter, room: QRect, text: str, font: QFont, role: str) -> None:
        painter.setFont(font)
        painter.setPen(look().color(role))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        side = Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), shown)

    def _mirrored(self) -> bool:
        return self.layoutDirection() == Qt.LayoutDirection.RightToLeft


class MonthBoard(QFrame):
    """Weeks below each other, Monday first; arrows walk, Enter opens a day."""

    opened = Signal(object)
    """The day that was opened."""
    told = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        mark(self, "card")
        self._cells: list[DayCell] = []
        self._days: Sequence[MonthDay] = ()
        self._at = 0
        self.setMinimumHeight(look().px(240))
        watch_look(self._arrange)

    def show_days(self, days: Sequence[MonthDay], current: date) -> None:
        """Show these days; the keys come to ``current`` when they come."""
        had_keys = any(cell.hasFocus() for cell in self._cells)
        self._days = days
        while len(self._cells) < len(days):
            cell = DayCell(self)
            cell.clicked.connect(lambda _checked=False, cell=cell: self.opened.emit(cell.cell.day))
            self._cells.append(cell)
        for cell, day in zip(self._cells, days, strict=False):
            cell.show_cell(day)
        self._stand_on(next((at for at, day in enumerate(days) if day.day == current), 0))
        self._arrange()
        if had_keys:
            self.focus_current()

    def current_day(self) -> date | None:
        """The day the keys are on, or would come to."""
        return self._days[self._at].day if self._days else None

    def focus_current(self) -> None:
        """Put the keys on the current day."""
        if self._days:
            self._cells[self._at].setFocus(Qt.FocusReason.OtherFocusReason)

    def cells(self) -> Sequence[DayCell]:
        """The days shown, in order."""
        return self._cells[: len(self._days)]

    def _stand_on(self, at: int) -> None:
        for number, cell in enumerate(self._cells):
            here = number == at
            cell.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
        self._at = at

    def _arrange(self) -> None:
        head, inner = look().px(32), self.contentsRect().adjusted(1, 1, -1, -1)
        weeks = max(1, len(self._days) // 7)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for at, cell in enumerate(self._cells):
            cell.setVisible(at < len(self._days))
            week, weekday = divmod(at, 7)
            across = 6 - weekday if mirrored else weekday
            left, right = (inner.left() + inner.width() * number // 7 for number in (across, across + 1))
            tall = inner.height() - head
            top, foot = (inner.top() + head + tall * number // weeks for number in (week, week + 1))
            cell.setGeometry(left, top, right - left + 1, foot - top + 1)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        across = -1 if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else 1
        steps = {
            Qt.Key.Key_Left: -across, Qt.Key.Key_Right: across, Qt.Key.Key_Up: -7, Qt.Key.Key_Down: 7,
        }  # fmt: skip
        by = steps.get(Qt.Key(event.key()), 0)
        if not by or event.modifiers():
            event.ignore()
        elif 0 <= self._at + by < len(self._days):
            self._stand_on(self._at + by)
            self.focus_current()
            self.told.emit(spoken_day(self._days[self._at]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setFont(look().font("small"))
        painter.setPen(look().color("text3"))
        inner = self.contentsRect()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for weekday in range(7):
            across = 6 - weekday if mirrored else weekday
            left = inner.left() + inner.width() * across // 7
            room = QRect(left, inner.top(), inner.width() // 7, look().px(32))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), short_weekday_words(weekday + 1))
        painter.end()
