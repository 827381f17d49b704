"""The agenda as a list: numbers, titles, and under each how it stands. The keys walk it; others decide what they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from rcc_council.views.live_words import minutes_words, whole_agenda
from rcc_desktop.api import words
from rcc_desktop.api.ui import icon_pixmap, look, mark, paint_empty, watch_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.meetings.rows import ItemRow

_, ngettext = words("rcc_council")
Index = QModelIndex | QPersistentModelIndex
_ARROWS = {Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down}
_ACCESSIBLE_TEXT = int(Qt.ItemDataRole.AccessibleTextRole)


class AgendaLines(QListView):
    """Every item and what stands under it. Enter or a double click opens one; keys nobody here knows are told on."""

    opened = Signal(object)
    """The item that Enter was pressed on."""
    pressed_on = Signal(object, object)
    """A key event and the item it was pressed on, before the list takes it; accept it to keep it."""

    def __init__(self, name: str, *, with_plan: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.items: tuple[tuple[int, ItemRow], ...] = ()
        self.with_plan = with_plan
        self.going_on: int | None = None
        self._empty = ("", "")
        mark(self, "people")
        self.setAccessibleName(name)
        self._lines = _SpokenLines(self)
        self.setModel(self._lines)
        self.setItemDelegate(_LinePainter(self))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.doubleClicked.connect(lambda index: self.opened.emit(self.items[index.row()][1]))
        watch_look(self.scheduleDelayedItemsLayout)

    def show_agenda(self, agenda: Sequence[ItemRow], going_on: int | None = None) -> None:
        """Show these items; the one the keys were on keeps them."""
        before = self.current()
        self.going_on = going_on
        self.items = tuple(whole_agenda(agenda))
        self._lines.setStringList([item.title for _depth, item in self.items])
        wanted = before.id if before is not None else going_on
        at = next((at for at, (_depth, item) in enumerate(self.items) if item.id == wanted), 0)
        if self.items:
            self.setCurrentIndex(self._lines.index(at))
        self.viewport().update()

    def go_to(self, item: int) -> None:
        """Put the keys on an item."""
        for at, (_depth, each) in enumerate(self.items):
            if each.id == item:
                self.setCurrentIndex(self._lines.index(at))

    def current(self) -> ItemRow | None:
        """The item the keys are on."""
        at = self.currentIndex().row()
        return self.items[at][1] if 0 <= at < len(self.items) else None

    def set_empty(self, title: str, text: str) -> None:
        """What to say in place of items."""
        self._empty = (title, text)

    def event(self, event: QEvent) -> bool:
        """Where the order is written, Alt and the arrows are for the items and not for the page."""
        is_asked = self.with_plan and event.type() == QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and event.key() in _ARROWS:
            event.setAccepted(bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.current()
        if item is not None and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
            self.opened.emit(item)
            return
        event.ignore()
        self.pressed_on.emit(event, item)
        if not event.isAccepted():
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.items:
            painter = QPainter(self.viewport())
            paint_empty(painter, self.viewport().rect(), *self._empty)
            painter.end()


def spoken_item(item: ItemRow) -> str:
    """A line as one sentence for screen readers."""
    said = (f"{item.number} {item.title}", *below_words(item), *item.conflicts)
    return ", ".join(each for each in said if each)


def below_words(item: ItemRow, *, with_plan: bool = True) -> tuple[str, ...]:
    """What stands under a title: how it goes, whose it is, how long it may take."""
    state = STATE_WORDS.get(item.state, "")
    time_box = minutes_words(item.minutes) if item.minutes else ""
    papers = ngettext("{count} paper", "{count} papers", len(item.papers)).format(count=len(item.papers))
    said = (
        state,
        time_box,
        *((item.owner, item.carried_words, papers if item.papers else "") if with_plan else ()),
        _("consent") if item.is_consent else "",
        _("sealed") if item.is_sealed else "",
    )
    return tuple(each for each in said if each)


STATE_WORDS = {"open": _("Now"), "done": _("Done")}
_STATE_ICONS = {"open": ("arrow-right", "accent"), "done": ("check", "ok")}


class _SpokenLines(QStringListModel):
    """Titles, with the whole line for whoever listens."""

    def __init__(self, lines: AgendaLines) -> None:
        super().__init__(lines)
        self._of = lines

    def data(self, index: Index, role: int = 0) -> object:
        if role == _ACCESSIBLE_TEXT and index.row() < len(self._of.items):
            return spoken_item(self._of.items[index.row()][1])
        return super().data(index, role)


class _LinePainter(QStyledItemDelegate):
    """Draws one line of the agenda."""

    def __init__(self, lines: AgendaLines) -> None:
        super().__init__(lines)
        self._of = lines

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(look().px(120), look().px(56))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        depth, item = self._of.items[index.row()]
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        current = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        self._paint_ground(painter, rect, current=current, going_on=item.id == self._of.going_on)
        indent = look().px(16) * depth
        room = rect.adjusted(look().px(12) + indent, 0, -look().px(8), 0)
        if self._mirrored():
            room = rect.adjusted(look().px(8), 0, -look().px(12) - indent, 0)
        room = self._paint_sign(painter, room, item)
        self._paint_words(painter, room, item)
        painter.restore()

    def _paint_ground(self, painter: QPainter, rect: QRect, *, current: bool, going_on: bool) -> None:
        if going_on or (current and self._of.hasFocus()):
            painter.fillRect(rect.adjusted(0, 1, 0, -1), look().color("accent_soft" if going_on else "hover"))
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, look().color("border"))
        if current and self._of.hasFocus():
            wide = look().px(3)
            left = rect.right() + 1 - wide if self._mirrored() else rect.left()
            painter.fillRect(QRect(left, rect.top() + 1, wide, rect.height() - 2), look().color("focus"))

    def _paint_sign(self, painter: QPainter, room: QRect, item: ItemRow) -> QRect:
        """The icon of the state at the end of the line; returns the room that is left."""
        name, role = ("triangle-alert", "warn") if item.conflicts else _STATE_ICONS.get(item.state, ("", ""))
        if item.is_sealed and not name:
            name, role = "lock", "text2"
        if not name:
            return room
        side = look().px(16)
        picture = icon_pixmap(name, side, role, painter.device().devicePixelRatioF())
        left = room.left() if self._mirrored() else room.right() + 1 - side
        painter.drawPixmap(left, room.center().y() - side // 2, picture)
        taken = side + look().px(8)
        return room.adjusted(taken, 0, 0, 0) if self._mirrored() else room.adjusted(0, 0, -taken, 0)

    def _paint_words(self, painter: QPainter, room: QRect, item: ItemRow) -> None:
        tall = look().px(20)
        below = " · ".join(below_words(item, with_plan=self._of.with_plan))
        top = room.top() + (room.height() - tall * (2 if below else 1)) // 2
        font = look().font("body", QFont.Weight.DemiBold)
        above = QRect(room.left(), top, room.width(), tall)
        self._write(painter, above, f"{item.number}  {item.title}", font, "text2" if item.state == "done" else "text")
        self._write(painter, above.translated(0, tall), below, look().font("quiet"), "text3")

    def _write(self, painter: QPainter, room: QRect, text: str, font: QFont, role: str) -> None:
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        painter.setFont(font)
        painter.setPen(look().color(role))
        side = Qt.AlignmentFlag.AlignRight if self._mirrored() else Qt.AlignmentFlag.AlignLeft
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, int(flags) | int(Qt.TextFlag.TextSingleLine), shown)

    def _mirrored(self) -> bool:
        return self._of.layoutDirection() == Qt.LayoutDirection.RightToLeft
