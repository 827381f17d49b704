"""A list of people: a circle with initials, the name, a line beside, a line below, and marks at the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from rcc_desktop.api.ui.card import Badge
from rcc_desktop.api.ui.look import look, mark, watch_look
from rcc_desktop.api.ui.painting import badge_width, paint_badge, paint_empty, paint_initials, write_line

if TYPE_CHECKING:
    from collections.abc import Sequence

Index = QModelIndex | QPersistentModelIndex
AT_ONCE = 5000
"""Lines that are laid out at a time: more than ever stand in one room, and no list takes long to appear."""
_ROOT = QModelIndex()
SHORTEST_BADGE = 72
"""Room for the first letters of what somebody is here for; with less, a badge says nothing."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What one row of a list of people says."""

    id: int
    """Whatever the list is to hand back when the row is chosen: a person's id, or a visit's."""
    name: str
    side: str = ""
    """Beside the name, quieter."""
    below: str = ""
    badges: tuple[Badge, ...] = ()
    alert: str | None = None
    """Something to look at before going on; shown as a marked badge."""
    hint: str = ""
    """At the end of the row the keys are on: what Enter does."""
    action: str = ""
    """A link at the end of every row, such as “Check out”; pressed, the list emits ``acted``."""
    color: int | None = None
    """The person's id, for the circle's color, where ``id`` is something else."""

    def spoken(self) -> str:
        """The whole row as one sentence for screen readers."""
        said = (self.name, self.side, self.below, self.alert or "", *(badge.text for badge in self.badges))
        return ", ".join(part for part in said if part)


class PeopleList(QListView):
    """Rows of people. Enter, a double click (or one click, if ``one_click``) chooses; Ctrl+Enter takes the action."""

    chosen = Signal(int)
    acted = Signal(int)
    current_changed = Signal(int)

    def __init__(
        self, name: str = "", *, compact: bool = False, one_click: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lines = _LinesModel()
        self._empty = ("", "")
        self._one_click = one_click
        self.compact = compact
        self.hovered = -1
        mark(self, "people")
        self.setAccessibleName(name)
        self.setModel(self._lines)
        self.setItemDelegate(_LinePainter(self))
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: None if one_click else self._choose(index))
        self.selectionModel().currentChanged.connect(self._tell_current)
        watch_look(self._measure)
        self._measure()

    def show_lines(self, lines: Sequence[PersonLine], keep_current: bool = True) -> None:
        """Show these rows. The row the keys were on stays current if it is still there, else the first is."""
        before = self.current_line()
        self._lines.show(lines)
        self.hovered = -1
        if not lines:
            self.viewport().update()
            return
        at = 0
        if before is not None and keep_current:
            at = next((at for at, line in enumerate(lines) if line.id == before.id), 0)
        self._lines.reach(at)
        self.setCurrentIndex(self._lines.index(at))

    def lines(self) -> tuple[PersonLine, ...]:
        """The rows shown."""
        return self._lines.lines

    def set_empty(self, title: str, text: str = "") -> None:
        """What to say in place of rows: what would be here, and what to do first."""
        self._empty = (title, text)
        self.viewport().update()

    def current_line(self) -> PersonLine | None:
        """The row the keys are on."""
        return self._lines.line_at(self.currentIndex())

    def choose_current(self) -> None:
        """Choose the row the keys are on, as Enter does."""
        self._choose(self.currentIndex())

    def step(self, rows: int) -> None:
        """Move up or down, for a search field above the list that keeps the keys."""
        count = self._lines.rowCount()
        if count:
            to = min(max(self.currentIndex().row() + rows, 0), count - 1)
            self.setCurrentIndex(self._lines.index(to))

    def action_area(self, rect: QRect, line: PersonLine) -> QRect:
        """Where a row's link stands and takes clicks."""
        width = QFontMetrics(look().font("body", _BOLD)).horizontalAdvance(line.action) + look().px(24)
        left = rect.left() if self.layoutDirection() == Qt.LayoutDirection.RightToLeft else rect.right() + 1 - width
        return QRect(left, rect.top(), width, rect.height())

    def _measure(self) -> None:
        self.setMinimumHeight(look().px(2 * (56 if self.compact else 72)))
        self.scheduleDelayedItemsLayout()

    def _choose(self, index: Index) -> None:
        line = self._lines.line_at(index)
        if line is not None:
            self.chosen.emit(line.id)

    def _tell_current(self, index: Index) -> None:
        line = self._lines.line_at(index)
        if line is not None:
            self.current_changed.emit(line.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            line = self.current_line()
            if line is not None and line.action and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.acted.emit(line.id)
            else:
                self.choose_current()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        spot = event.position().toPoint()
        index = self.indexAt(spot)
        line = self._lines.line_at(index)
        if line is None or event.button() != Qt.MouseButton.LeftButton:
            return
        if line.action and self.action_area(self.visualRect(index), line).contains(spot):
            self.acted.emit(line.id)
        elif self._one_click:
            self._choose(index)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hovered = self.indexAt(event.position().toPoint()).row()
        self.viewport().update()
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: Any) -> None:
        self.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._lines.lines:
            painter = QPainter(self.viewport())
            paint_empty(painter, self.viewport().rect(), *self._empty)
            painter.end()


class _LinesModel(QStringListModel):
    """The lines of a list of people, laid out so many at a time as somebody scrolls down to them.

    Qt asks for their number once for each line, so it keeps empty ones to count.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[PersonLine, ...] = ()

    def show(self, lines: Sequence[PersonLine]) -> None:
        self.lines = tuple(lines)
        self.setStringList([""] * min(len(lines), AT_ONCE))

    def reach(self, row: int) -> None:
        """Lay out as far as ``row``."""
        while self.rowCount() <= row:
            self.fetchMore()

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return not parent.isValid() and self.rowCount() < len(self.lines)

    def fetchMore(self, parent: Index = _ROOT) -> None:
        laid_out = self.rowCount()
        self.insertRows(laid_out, min(AT_ONCE, len(self.lines) - laid_out))

    def line_at(self, index: Index) -> PersonLine | None:
        return self.lines[index.row()] if index.isValid() and index.row() < len(self.lines) else None

    def data(self, index: Index, role: int = 0) -> Any:
        if not role:
            return self.lines[index.row()].name
        if role == _ACCESSIBLE_TEXT:
            return self.lines[index.row()].spoken()
        return None


class _LinePainter(QStyledItemDelegate):
    """Draws one person's row."""

    def __init__(self, people: PeopleList) -> None:
        super().__init__(people)
        self._people = people

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(200), look().px(56 if self._people.compact else 72))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = self._people.lines()[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected) and (
            not self._people.compact or self._people.hasFocus()
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, rect, current, index.row() == self._people.hovered)
        pad = look().px(8 if self._people.compact else 12)
        room = rect.adjusted(pad, 0, -pad, 0)
        room = self._paint_end(painter, room, line, current)
        self._paint_person(painter, room, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, current: bool, hovered: bool) -> None:
        if self._people.compact:
            painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look().color("border"))
        if not (current or hovered):
            return
        painter.setPen(QPen(look().color("focus"), look().px(1.5)) if current else Qt.PenStyle.NoPen)
        painter.setBrush(look().color("accent_soft" if current else "hover"))
        radius = look().px(8 if self._people.compact else 12)
        painter.drawRoundedRect(QRectF(rect).adjusted(1, 3, -1, -3), radius, radius)

    def _paint_end(self, painter: QPainter, room: QRect, line: PersonLine, current: bool) -> QRect:
        """The link, the hint and the badges, from the end of the row inward; returns the room that is left."""
        if line.action:
            area = self._people.action_area(room, line)
            self._paint_link(painter, area, line.action, "center")
            room = self._without_end(room, area.width() + look().px(4))
        spare = room.width() - self._needed(line)
        if line.alert:
            # However little room there is, the sign stays: an alert nobody sees is none.
            words = line.alert if badge_width(line.alert, _ALERT) <= spare else ""
            room, spare = self._paint_mark(painter, room, spare, Badge(words, "warn"), _ALERT)
        if line.hint and current:
            width = QFontMetrics(look().font("body", _BOLD)).horizontalAdvance(line.hint) + look().px(8)
            if width <= spare:
                self._paint_link(painter, self._end(room, width), line.hint, "end")
                room, spare = self._without_end(room, width + look().px(8)), spare - width - look().px(8)
        for badge in reversed(line.badges):
            if min(badge_width(badge.text), look().px(SHORTEST_BADGE)) > spare:
                break
            room, spare = self._paint_mark(painter, room, spare, badge, most=spare)
        return room

    def _paint_mark(
        self, painter: QPainter, room: QRect, spare: int, badge: Badge, icon_name: str = "", most: int | None = None
    ) -> tuple[QRect, int]:
        width = badge_width(badge.text, icon_name)
        width = width if most is None else min(width, most)
        paint_badge(painter, self._end(room, width), badge.text, badge.tone, icon_name=icon_name)
        taken = width + look().px(8)
        return self._without_end(room, taken), spare - taken

    def _needed(self, line: PersonLine) -> int:
        """Room that marks may not take: the circle and the name, or most of a long one."""
        name = QFontMetrics(look().font("name")).horizontalAdvance(line.name)
        return look().px(40 + 14 + 8) + min(name, look().px(110 if self._people.compact else 200))

    def _paint_person(self, painter: QPainter, room: QRect, line: PersonLine) -> None:
        side = look().px(36 if self._people.compact else 40)
        circle = self._start(room, side)
        circle.setTop(room.top() + (room.height() - side) // 2)
        circle.setHeight(side)
        paint_initials(painter, circle, line.id if line.color is None else line.color, line.name)
        words = self._without_start(room, side + look().px(14))
        compact = self._people.compact
        line_height = look().px(19 if compact else 22)
        top = words.top() + (words.height() - (2 * line_height if line.below else line_height)) // 2
        above = QRect(words.left(), top, words.width(), line_height)
        used = self._paint_text(painter, above, line.name, look().font("body" if compact else "name", _BOLD), "text")
        beside = self._without_start(above, used + look().px(10))
        if line.side and beside.width() > look().px(40):
            self._paint_text(painter, beside, line.side, look().font("quiet" if compact else "body"), "text2")
        if line.below:
            below = above.translated(0, line_height)
            self._paint_text(painter, below, line.below, look().font("quiet" if compact else "body"), "text3")

    def _paint_text(self, painter: QPainter, room: QRect, text: str, font: QFont, color: str) -> int:
        """One line of text from the start of ``room``, shortened if it must be; returns its width."""
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(look().color(color))
        write_line(painter, room, shown, mirrored=self._mirrored())
        return metrics.horizontalAdvance(shown)

    def _paint_link(self, painter: QPainter, room: QRect, text: str, side: Literal["center", "end"]) -> None:
        painter.setFont(look().font("body", _BOLD))
        painter.setPen(look().color("accent"))
        write_line(painter, room, text, mirrored=self._mirrored(), side=side)

    def _mirrored(self) -> bool:
        return self._people.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def _start(self, room: QRect, width: int) -> QRect:
        left = room.right() + 1 - width if self._mirrored() else room.left()
        return QRect(left, room.top(), width, room.height())

    def _end(self, room: QRect, width: int) -> QRect:
        left = room.left() if self._mirrored() else room.right() + 1 - width
        return QRect(left, room.top(), width, room.height())

    def _without_start(self, room: QRect, width: int) -> QRect:
        return room.adjusted(0, 0, -width, 0) if self._mirrored() else room.adjusted(width, 0, 0, 0)

    def _without_end(self, room: QRect, width: int) -> QRect:
        return room.adjusted(width, 0, 0, 0) if self._mirrored() else room.adjusted(0, 0, -width, 0)


_ALERT = "triangle-alert"
_BOLD = QFont.Weight.DemiBold
_ACCESSIBLE_TEXT = int(Qt.ItemDataRole.AccessibleTextRole)
