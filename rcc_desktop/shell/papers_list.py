"""A list to choose one thing from, under the names of the plugins that offer it: papers, measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from rcc_desktop.api.ui.flow import SideBySide
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtGui import QResizeEvent

_, ngettext = words("rcc_desktop")

Index = QModelIndex | QPersistentModelIndex

_KEY = int(Qt.ItemDataRole.UserRole)
SIDE, TOP, GAP = 12, 10, 2


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing to choose. Without a key it is a heading; ``aside`` tells of a plugin that offers nothing now."""

    title: str
    key: str = ""
    text: str = ""
    aside: bool = False


def grouped(groups: Iterable[tuple[str, Iterable[Offer]]], aside: Iterable[str], told: str) -> list[Offer]:
    """What each plugin offers under its name, then the names of those set aside, of which the same is ``told``."""
    offers = [offer for title, offered in groups for offer in (Offer(title), *offered)]
    return [*offers, *(Offer(title, text=told, aside=True) for title in aside)]


class OfferList(QListView):
    """Headings and what stands under them. The arrows walk, and what they reach is chosen."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        mark(self, "bare")
        self._model = QStandardItemModel(self)
        self._offers: tuple[Offer, ...] = ()
        self.setAccessibleName(name)
        self.setModel(self._model)
        self.setItemDelegate(_OfferPainter(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.selectionModel().currentChanged.connect(self._moved)
        watch_look(self._measure)

    def offer(self, offers: Sequence[Offer]) -> None:
        """Show these; what is chosen stays so, without a signal, if it is still there."""
        if tuple(offers) == self._offers:
            return
        before = self.key()
        self._offers = tuple(offers)
        with QSignalBlocker(self.selectionModel()):  # while rows go, the current one wanders, and nobody chose it
            self._model.clear()
            for each in offers:
                self._model.appendRow(_item(each))
        self.choose(before)
        self._measure()

    def offered(self) -> list[str]:
        """The keys of what can be chosen, from the top."""
        return [each.key for each in self._offers if each.key]

    def key(self) -> str:
        """What is chosen; nothing where nothing is."""
        return str(self.currentIndex().data(_KEY) or "")

    def choose(self, key: str) -> None:
        """Choose by key, without a signal; one that is not offered leaves nothing chosen."""
        place = next((row for row, each in enumerate(self._offers) if key and each.key == key), -1)
        with QSignalBlocker(self.selectionModel()):
            self.setCurrentIndex(self._model.index(place, 0))
        self.viewport().update()

    def offer_at(self, index: Index) -> Offer:
        """The offer an index stands on."""
        return self._offers[index.row()]

    def _moved(self, current: Index) -> None:
        key = str(current.data(_KEY) or "")
        if key:
            self.chosen.emit(key)
        self.viewport().update()

    def _measure(self) -> None:
        """As tall as everything in it: the page scrolls, not the list."""
        self.scheduleDelayedItemsLayout()
        delegate, option = self.itemDelegate(), QStyleOptionViewItem()
        rows = (self._model.index(row, 0) for row in range(self._model.rowCount()))
        self.setFixedHeight(sum(delegate.sizeHint(option, row).height() for row in rows) + look().px(4))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._measure()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self.viewport().update()
        super().changeEvent(event)


class _OfferPainter(QStyledItemDelegate):
    """A title in strong letters and a line or two about it; headings small and quiet."""

    def __init__(self, view: OfferList) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        offer = self._view.offer_at(index)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if index == self._view.currentIndex() and offer.key:
            self._paint_chosen(painter, rect, has_keys=bool(state & QStyle.StateFlag.State_HasFocus))
        elif state & QStyle.StateFlag.State_MouseOver and offer.key:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().color("hover"))
            painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look().px(8), look().px(8))
        self._paint_words(painter, rect, offer)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        offer = self._view.offer_at(index)
        inner = self._view.viewport().width() - look().px(2 * SIDE)
        height = look().px(2 * TOP) + _height(offer.title, _title_font(offer), inner)
        if offer.text:
            height += look().px(GAP) + _height(offer.text, look().font("quiet"), inner)
        return QSize(look().px(120), height)

    def _paint_chosen(self, painter: QPainter, rect: QRect, *, has_keys: bool) -> None:
        pen = painter.pen()
        pen.setColor(look().color("focus" if has_keys else "accent"))
        pen.setWidth(2 if has_keys else 1)
        painter.setPen(pen)
        painter.setBrush(look().color("accent_soft"))
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), look().px(8), look().px(8))

    def _paint_words(self, painter: QPainter, rect: QRect, offer: Offer) -> None:
        inner = rect.adjusted(look().px(SIDE), look().px(TOP), -look().px(SIDE), -look().px(TOP))
        flags = int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        font = _title_font(offer)
        painter.setFont(font)
        painter.setPen(look().color("text" if offer.key or offer.aside else "text3"))
        painter.drawText(inner, flags, offer.title)
        if offer.text:
            used = _height(offer.title, font, inner.width()) + look().px(GAP)
            painter.setFont(look().font("quiet"))
            painter.setPen(look().color("text2"))
            painter.drawText(inner.adjusted(0, used, 0, 0), flags, offer.text)


def _title_font(offer: Offer) -> QFont:
    return look().font("name" if offer.key or offer.aside else "small")


def _height(text: str, font: QFont, width: int) -> int:
    room = QRect(0, 0, max(width, 40), 10_000)
    return QFontMetrics(font).boundingRect(room, int(Qt.TextFlag.TextWordWrap), text).height()


def _item(offer: Offer) -> QStandardItem:
    item = QStandardItem(offer.title)
    item.setData(offer.key, _KEY)
    item.setData(f"{offer.title}. {offer.text}" if offer.text else offer.title, int(Qt.ItemDataRole.AccessibleTextRole))
    if not offer.key:
        item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def beside(offers: OfferList, *parts: QWidget) -> SideBySide:
    """The page of a list: it stands at the side; the last of the other parts takes the room the ones above leave."""
    side, right = QWidget(), QWidget()
    alone = spaced(QVBoxLayout(side))
    alone.addWidget(offers)
    alone.addStretch(1)
    column = spaced(QVBoxLayout(right), gap=12)
    for part in parts:
        column.addWidget(part, 1 if part is parts[-1] else 0)
    return SideBySide(side, right, shares=(1, 4))
