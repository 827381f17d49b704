"""A table of a paper on screen: the rows, the totals pinned under them, shares with a bar."""

from __future__ import annotations

from datetime import date, datetime, time
from math import ceil
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QVBoxLayout, QWidget

from rcc_desktop.api.documents import Table, is_number
from rcc_desktop.api.ui.look import look, watch_look
from rcc_desktop.api.ui.painting import write_line
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import shown, shown_total, stands_right, total_label

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api import documents
    from rcc_desktop.api.documents import Cell

_, ngettext = words("rcc_desktop")

Row = tuple["Cell", ...]
Index = QModelIndex | QPersistentModelIndex

MOST_IN_SIGHT = 15
WIDEST, NARROWEST = 40, 96
LOOKED_AT = 400
SIDE = 12
BAR = 60


class TableView(QWidget):
    """One table, as tall as its rows up to a screenful; the totals stand under it, whatever is scrolled or sorted."""

    def __init__(self, part: Table) -> None:
        super().__init__()
        self._part = part
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.table = RowsTable(_model_of(part), part.title or _("Table"))
        self.table.set_empty(part.empty or _("Nothing to show."))
        column.addWidget(self.table)
        self.totals: Totals | None = None
        if part.has_totals and part.rows:
            self.totals = Totals(self.table, part)
            column.addWidget(self.totals)
        for at, each in enumerate(part.columns):
            if each.kind == "percent":
                self.table.setItemDelegateForColumn(at, ShareBar(self.table, at))
        self.table.viewport().installEventFilter(self)
        watch_look(self._measure)
        self._measure()

    def _measure(self) -> None:
        rows = min(len(self._part.rows), MOST_IN_SIGHT) or 3
        self.table.setFixedHeight(look().px(38) + rows * look().px(40) + 4)
        self._wanted = [self.table.columnWidth(at) for at in range(len(self._part.columns))]
        self._share_out()

    def _share_out(self) -> None:
        """Numbers keep their width; columns of words share the rest."""
        worded = [at for at, column in enumerate(self._part.columns) if not stands_right(column)] or [0]
        fixed = sum(wanted for at, wanted in enumerate(self._wanted) if at not in worded)
        widths = _leveled([self._wanted[at] for at in worded], self.table.viewport().width() - fixed)
        for at, width in zip(worded, widths, strict=True):
            self.table.setColumnWidth(at, width)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._share_out()
        return super().eventFilter(watched, event)


class Totals(QWidget):
    """The figures under the columns of a table, moving along with them."""

    def __init__(self, table: RowsTable[Row], part: Table) -> None:
        super().__init__()
        self._table = table
        self._right = [stands_right(column) for column in part.columns]
        at, word = total_label(part.columns)
        self.texts = [shown_total(total, each) for total, each in zip(part.totals(), part.columns, strict=True)]
        if at >= 0 and word:
            self.texts[at] = word
        self.setAccessibleName(_told(part, self.texts))
        across = table.horizontalHeader()
        across.sectionResized.connect(lambda *_sizes: self.update())
        across.geometriesChanged.connect(self.update)
        table.horizontalScrollBar().valueChanged.connect(lambda _value: self.update())
        watch_look(self._measure)
        self._measure()

    def _measure(self) -> None:
        self.setFixedHeight(look().px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(look().font("body", QFont.Weight.DemiBold))
        painter.setPen(look().color("text"))
        across: QHeaderView = self._table.horizontalHeader()
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        left = self._table.viewport().x()
        for at, text in enumerate(self.texts):
            place = QRect(left + across.sectionViewportPosition(at), 0, across.sectionSize(at), self.height())
            inner = place.adjusted(look().px(SIDE), 0, -look().px(SIDE), 0)
            write_line(painter, inner, text, mirrored=mirrored, side="end" if self._right[at] else "start")
        painter.end()


class ShareBar(QStyledItemDelegate):
    """A share with a bar beside it, so that the largest is seen before it is read."""

    def __init__(self, table: RowsTable[Row], column: int) -> None:
        super().__init__(table)
        self._table, self._column = table, column

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self._table.itemDelegate().paint(painter, option, index)
        share = self._table.rows_model.rows[index.row()][self._column]
        if not is_number(share):
            return
        rect: QRect = option.rect
        room = QRectF(rect.x() + look().px(SIDE), rect.center().y() - look().px(4), look().px(BAR), look().px(8))
        if self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room.moveRight(rect.right() - look().px(SIDE))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().color("surface2"))
        painter.drawRoundedRect(room, look().px(4), look().px(4))
        painter.setBrush(look().color("accent"))
        filled = QRectF(room)
        filled.setWidth(room.width() * min(max(float(share), 0.0), 1.0))
        if self._table.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            filled.moveRight(room.right())
        painter.drawRoundedRect(filled, look().px(4), look().px(4))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._table.itemDelegate().sizeHint(option, index) + QSize(look().px(BAR), 0)


def _leveled(wanted: list[int], room: int) -> list[int]:
    """Widths that fill ``room``: the widest grows, or all but the first (the names) are cut to one level."""
    spare = room - sum(wanted)
    if spare >= 0:
        widest = wanted.index(max(wanted))
        return [width + (spare if at == widest else 0) for at, width in enumerate(wanted)]
    first, *others = wanted
    level, least = max(wanted), look().px(NARROWEST)
    while level > least and first + sum(min(width, level) for width in others) > room:
        level -= 1
    return [first, *(min(width, level) for width in others)]


class _SheetRows(RowsModel[Row]):
    """The rows of a sheet; resting on a cell tells the whole of it, should its column be too narrow."""

    def data(self, index: Index, role: int = 0) -> Any:
        if role == _TOOL_TIP:
            return self.columns[index.column()].text(self.rows[index.row()]) or None
        return super().data(index, role)


_TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)


def _model_of(part: Table) -> RowsModel[Row]:
    columns: list[Column[Row]] = []
    for at, column in enumerate(part.columns):
        text = _writing(at, column)
        side: Literal["left", "right"] = "right" if stands_right(column) else "left"
        width = _width(at, column, part, text)
        columns.append(Column(column.title, text, align=side, width=width, sort=_sorting(at)))
    model = _SheetRows(columns)
    model.show([tuple(row) for row in part.rows])
    return model


def _writing(at: int, column: documents.Column) -> Callable[[Row], str]:
    return lambda row: shown(row[at], column.kind, column.decimals)


def _width(at: int, column: documents.Column, part: Table, text: Callable[[Row], str]) -> int:
    """In digits: as wide as what stands in the first rows and under them; where nothing does, as the paper has it."""
    metrics = QFontMetrics(look().font("body"))
    texts = [text(row) for row in part.rows[:LOOKED_AT]]
    if column.total:
        texts.append(shown_total(part.totals()[at], column))
    widest = max((metrics.horizontalAdvance(each) for each in texts), default=0)
    digits = ceil(widest / metrics.horizontalAdvance("0")) if widest else column.width
    return min(digits, WIDEST) + (BAR // 7 if column.kind == "percent" else 0)


def _sorting(at: int) -> Callable[[Row], tuple[int, Any]]:
    """By value, kinds apart: empty cells first, then numbers, days and times, words."""

    def key(row: Row) -> tuple[int, Any]:
        cell = row[at]
        if cell is None or cell == "":
            return (0, 0)
        if isinstance(cell, datetime | date | time):
            return (2, cell.isoformat())
        return (3, cell.casefold()) if isinstance(cell, str) else (1, cell)

    return key


def _told(part: Table, texts: list[str]) -> str:
    pairs = zip(part.columns, texts, strict=True)
    return _("Totals: {totals}").format(
        totals=", ".join(f"{column.title} {text}" for column, text in pairs if column.total and text)
    )
