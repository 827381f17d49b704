"""The table that shows rows: one look, the same keys everywhere, smooth at a million rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from rcc_desktop.api.ui.icons import icon_pixmap
from rcc_desktop.api.ui.look import Look, look, watch_look
from rcc_desktop.api.ui.painting import paint_badge, paint_empty, write_line

if TYPE_CHECKING:
    from rcc_desktop.api.ui.rows import Column, RowsModel

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex


class RowsTable(QTableView, Generic[T]):
    """Shows a ``RowsModel``. Enter or a double click opens a row, Ctrl+C copies the chosen rows for a spreadsheet."""

    activated_row = Signal(object)
    """The row that was opened."""
    chosen_rows_changed = Signal()

    def __init__(self, model: RowsModel[T], name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows_model = model
        self.hovered = -1
        self._empty = ("", "")
        self.setAccessibleName(name)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setItemDelegate(_CellPainter(self))
        self.setModel(model)
        self._set_up_headers()
        self.selectionModel().selectionChanged.connect(self.chosen_rows_changed)
        self.selectionModel().currentRowChanged.connect(lambda _now, _before: self.viewport().update())
        self.doubleClicked.connect(self._open)
        model.modelReset.connect(self._start_at_first)
        watch_look(self._measure)
        self._measure()

    def set_empty(self, title: str, text: str = "") -> None:
        """What to say in place of rows: what would be here, and what to do first."""
        self._empty = (title, text)
        self.viewport().update()

    def current_row(self) -> T | None:
        """The row the keys are on."""
        return self.rows_model.row_at(self.currentIndex())

    def chosen_rows(self) -> list[T]:
        """The rows that are selected, from the top."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self.rows_model.rows[place] for place in places]

    def copy(self) -> None:
        """Put the selected rows on the clipboard, tab-separated, with the headings first."""
        columns = self.rows_model.columns
        lines = ["\t".join(column.title for column in columns)]
        lines += ["\t".join(_one_line(column.text(row)) for column in columns) for row in self.chosen_rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _set_up_headers(self) -> None:
        down = self.verticalHeader()
        down.hide()
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        across = self._heading = _Heading(self)
        self.setHorizontalHeader(across)
        across.setHighlightSections(False)
        across.setSectionsMovable(False)
        across.setSortIndicatorClearable(True)
        across.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        across.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for section, column in enumerate(self.rows_model.columns):
            stretch = column.width is None
            mode = QHeaderView.ResizeMode.Stretch if stretch else QHeaderView.ResizeMode.Interactive
            across.setSectionResizeMode(section, mode)

    def _measure(self) -> None:
        self.verticalHeader().setDefaultSectionSize(look().px(40))
        self.verticalHeader().setMinimumSectionSize(look().px(40))
        self.horizontalHeader().setFixedHeight(look().px(38))
        self.setMinimumHeight(look().px(38 + 3 * 40))
        digit = QFontMetrics(look().font("body")).horizontalAdvance("0")
        for section, column in enumerate(self.rows_model.columns):
            if column.width is not None:
                wanted = column.width * digit + look().px(2 * _SIDE)
                self.setColumnWidth(section, max(wanted, self._heading.width_of(column.title)))

    def _open(self, index: Index) -> None:
        row = self.rows_model.row_at(index)
        if row is not None:
            self.activated_row.emit(row)

    def _start_at_first(self) -> None:
        self.hovered = -1
        if self.rows_model.rows and not self.currentIndex().isValid():
            self.selectionModel().setCurrentIndex(
                self.rows_model.index(0, 0), self.selectionModel().SelectionFlag.NoUpdate
            )

    def _hover(self, row: int) -> None:
        if row != self.hovered:
            self.hovered = row
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        """Home and End go to the first and the last row: a table is a list of rows, and its cells take no keys."""
        ends = {QAbstractItemView.CursorAction.MoveHome: 0, QAbstractItemView.CursorAction.MoveEnd: -1}
        rows = self.rows_model.rowCount()
        if action in ends and rows:
            return self.rows_model.index(ends[action] % rows, max(self.currentIndex().column(), 0))
        return super().moveCursor(action, modifiers)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.indexAt(event.position().toPoint()).row())
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: Any) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.rows_model.rows and not self.rows_model.has_more():
            painter = QPainter(self.viewport())
            paint_empty(painter, self.viewport().rect(), *self._empty)
            painter.end()


_SIDE = 12
_ARROW = 18
SIDES: dict[str, Literal["start", "end", "center"]] = {"left": "start", "right": "end", "center": "center"}


class _Heading(QHeaderView):
    """The row of headings, with a small arrow beside the one the rows are sorted by."""

    def __init__(self, table: RowsTable[Any]) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._table = table
        self.setSectionsClickable(True)

    def width_of(self, title: str) -> int:
        """How wide a section must be for its heading and the arrow."""
        return QFontMetrics(self._letters()).horizontalAdvance(title) + look().px(2 * _SIDE + _ARROW)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        column = self._table.rows_model.columns[section]
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        inner = rect.adjusted(look().px(_SIDE), 0, -look().px(_SIDE), 0)
        painter.save()
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look().color("border"))
        painter.setFont(self._letters())
        painter.setPen(look().color("text2"))
        write_line(painter, inner, column.title, mirrored=mirrored, side=SIDES[column.align])
        if self.isSortIndicatorShown() and self.sortIndicatorSection() == section:
            self._paint_arrow(painter, inner, column.title, (column.align == "right") == mirrored)
        painter.restore()

    def _paint_arrow(self, painter: QPainter, inner: QRect, title: str, after: bool) -> None:
        side = look().px(14)
        used = QFontMetrics(self._letters()).horizontalAdvance(title) + look().px(4)
        left = inner.left() + used if after else inner.right() + 1 - used - side
        up = self.sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        picture = icon_pixmap("chevron-up" if up else "chevron-down", side, "text2", self.devicePixelRatioF())
        painter.drawPixmap(left, inner.center().y() - side // 2, picture)

    def _letters(self) -> QFont:
        return look().font("quiet", QFont.Weight.DemiBold)


class _CellPainter(QStyledItemDelegate):
    """Draws a cell straight from its row: a repaint asks the model nothing but the text."""

    def __init__(self, table: RowsTable[Any]) -> None:
        super().__init__(table)
        self._table = table
        self._look: Look | None = None
        self._font = QFont()
        self._metrics = QFontMetrics(self._font)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        now = look()
        if now is not self._look:
            self._look, self._font = now, now.font("body")
            self._metrics = QFontMetrics(self._font)
        model = self._table.rows_model
        row, column = model.rows[index.row()], model.columns[index.column()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        self._paint_ground(painter, rect, index.row(), bool(state & QStyle.StateFlag.State_Selected))
        if index.column() == 0 and self._table.hasFocus() and index.row() == self._table.currentIndex().row():
            left = rect.right() + 1 - now.px(3) if self._mirrored() else rect.left()
            painter.fillRect(QRect(left, rect.y(), now.px(3), rect.height()), now.color("focus"))
        inner = rect.adjusted(now.px(_SIDE), 0, -now.px(_SIDE), 0)
        self._paint_text(painter, inner, row, column)

    def _paint_ground(self, painter: QPainter, rect: QRect, row: int, chosen: bool) -> None:
        now = look()
        if chosen:
            painter.fillRect(rect, now.color("accent_soft"))
        elif row == self._table.hovered or (self._table.hasFocus() and row == self._table.currentIndex().row()):
            painter.fillRect(rect, now.color("hover"))
        painter.setPen(now.color("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())

    def _paint_text(self, painter: QPainter, inner: QRect, row: Any, column: Column[Any]) -> None:
        text = column.text(row)
        if not text:
            return
        tone = column.tone(row) if column.tone else None
        if tone is not None:
            paint_badge(painter, inner, text, tone, at_left=(column.align != "right") != self._mirrored())
            return
        if self._metrics.horizontalAdvance(text) > inner.width():
            text = self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
        painter.setFont(self._font)
        painter.setPen(look().color("text"))
        write_line(painter, inner, text, mirrored=self._mirrored(), side=SIDES[column.align])

    def _mirrored(self) -> bool:
        return self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        text = self._table.rows_model.data(index) or ""
        metrics = QFontMetrics(look().font("body"))
        return QSize(metrics.horizontalAdvance(text) + look().px(2 * _SIDE), look().px(40))


def _one_line(text: str) -> str:
    return " ".join(text.split())
