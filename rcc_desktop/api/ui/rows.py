"""Tables over frozen rows: columns as data, rows fetched a page at a time when there are many."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.ui.look import Tone

T = TypeVar("T")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
PAGE = 200
"""Rows asked for at a time: several screens, yet one short read."""


# Without slots: on Python 3.11 a frozen generic with slots cannot be made as Column[Row](...).
@dataclass(frozen=True)
class Column(Generic[T]):
    """One column: its heading and how a row is written in it."""

    title: str
    text: Callable[[T], str]
    key: str | None = None
    """A name for exports and remembered widths; the title where there is none."""
    align: Literal["left", "right", "center"] = "left"
    """Left means the side reading starts from."""
    width: int | None = None
    """In characters; columns without one share what is left."""
    tone: Callable[[T], Tone | None] | None = None
    """Draws the text as a badge in this tone where it is not None."""
    sort: Callable[[T], Any] | None = None
    """What to sort by; the text where there is none."""


class RowsModel(QAbstractTableModel, Generic[T]):
    """Rows to show in a table. It keeps the rows as they came and writes a cell only when it is painted.

    For a short list call ``show``. For a long one give ``fetch(after, limit)``: it asks the desk for up to ``limit``
    rows after the row ``after`` (None: from the start) and answers with ``append(rows, more)``; ask again from the
    start with ``start_over``.
    """

    def __init__(self, columns: Sequence[Column[T]], fetch: Callable[[T | None, int], None] | None = None) -> None:
        super().__init__()
        self.columns = tuple(columns)
        self.rows: list[T] = []
        self._fetch = fetch
        self._more = fetch is not None
        self._asked = False
        self._replace = False

    def show(self, rows: Sequence[T]) -> None:
        """Show exactly these rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self._more = self._asked = self._replace = False
        self.endResetModel()

    def start_over(self) -> None:
        """Ask ``fetch`` from the first row again; the rows on screen stay until the answer is here."""
        if self._fetch is not None:
            self._more = self._asked = self._replace = True
            self._fetch(None, max(PAGE, min(len(self.rows), 5 * PAGE)))

    def append(self, rows: Sequence[T], more: bool) -> None:
        """Answer a ``fetch``; ``more`` says whether there are rows after these."""
        self._asked, self._more = False, more
        if self._replace:
            self._replace = False
            self.beginResetModel()
            self.rows = list(rows)
            self.endResetModel()
        elif rows:
            first = len(self.rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self.rows.extend(rows)
            self.endInsertRows()

    def row_at(self, index: Index) -> T | None:
        """The row an index stands on."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def has_more(self) -> bool:
        """Whether rows are still to be fetched."""
        return self._more

    def data(self, index: Index, role: int = 0) -> Any:
        # DisplayRole is 0: answered first and without an enum, for tables are painted thousands of cells at a time.
        if not role:
            return self.columns[index.column()].text(self.rows[index.row()])
        if role == _TEXT_ALIGNMENT:
            return _ALIGNMENTS[self.columns[index.column()].align]
        if role == _ACCESSIBLE_TEXT:
            column = self.columns[index.column()]
            return f"{column.title}: {column.text(self.rows[index.row()])}"
        return None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation == Qt.Orientation.Horizontal and section < len(self.columns):
            if not role:
                return self.columns[section].title
            if role == _TEXT_ALIGNMENT:
                return _ALIGNMENTS[self.columns[section].align]
        return None

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return not parent.isValid() and self._more and not self._asked

    def fetchMore(self, parent: Index = _ROOT) -> None:
        if self._fetch is not None and self.canFetchMore(parent):
            self._asked = True
            self._fetch(self.rows[-1] if self.rows else None, PAGE)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort what is here; a list that is still being fetched keeps the order it comes in."""
        if not 0 <= column < len(self.columns) or self._more:
            return
        self.layoutAboutToBeChanged.emit()
        chosen = self.columns[column]
        before = self.persistentIndexList()
        kept = [self.rows[index.row()] for index in before]
        self.rows = sorted(
            self.rows, key=chosen.sort or _folded(chosen.text), reverse=order == Qt.SortOrder.DescendingOrder
        )
        place = {id(row): at for at, row in enumerate(self.rows)} if kept else {}
        self.changePersistentIndexList(
            before, [self.index(place[id(row)], index.column()) for row, index in zip(kept, before, strict=True)]
        )
        self.layoutChanged.emit()


def _folded(text: Callable[[T], str]) -> Callable[[T], str]:
    return lambda row: text(row).casefold()


_TEXT_ALIGNMENT = int(Qt.ItemDataRole.TextAlignmentRole)
_ACCESSIBLE_TEXT = int(Qt.ItemDataRole.AccessibleTextRole)
_ALIGNMENTS = {
    "left": int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    "right": int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
    "center": int(Qt.AlignmentFlag.AlignCenter),
}
