"""Ctrl+K: find any person, page, paper or command by name, and go there with Enter."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import label
from rcc_desktop.api.ui.icons import icon
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.ui.person_picker import SearchField
from rcc_desktop.api.ui.sheet import Overlay
from rcc_desktop.api.words import words
from rcc_desktop.shell.ranking import best_first

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtCore import QEvent

    from rcc_desktop.api.people_found import PersonFound

_, ngettext = words("rcc_desktop")

PAUSE_MS = 60
PEOPLE_SHOWN = 6


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing the palette can do. ``hint`` stands quieter beside the title (a key, what kind of thing it is)."""

    title: str
    icon: str
    run: Callable[[], object]
    hint: str = ""


class Palette(QWidget):
    """The field and the list. ``find`` asks for people; it is answered by ``show_people``."""

    def __init__(self, entries: Callable[[], Sequence[Entry]], find: Callable[[str], None]) -> None:
        super().__init__()
        self._entries = entries
        self._find = find
        self._overlay: Overlay | None = None
        self._shown: list[Entry] = []
        self._people: list[Entry] = []
        self._open_person: Callable[[int], object] = lambda _person: None
        column = spaced(QVBoxLayout(self), gap=8)
        self.field = SearchField(_("Find a person, a page, a paper, a command"))
        column.addWidget(self.field)
        self.list = mark(QListWidget(), "bare")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._run_item)
        column.addWidget(self.list, 1)
        self._nothing = label(_("Nothing fits. Try part of the name."), "subtle")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._nothing)
        self.setFocusProxy(self.field)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self.ask_now)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        watch_look(self._measure)
        self._measure()

    def open_over(self, window: QWidget, open_person: Callable[[int], object]) -> Overlay:
        """Open in the middle of ``window``; Enter on a person calls ``open_person`` with their id."""
        self._open_person = open_person
        if self._overlay is None:
            self._overlay = Overlay(window, self, place="middle", width=560)
        self.field.clear()
        self._people = []
        self._show()
        self._overlay.open()
        return self._overlay

    def close(self) -> bool:
        """Close the overlay around it."""
        self._pause.stop()
        return self._overlay.close() if self._overlay is not None else super().close()

    def show_people(self, typed: str, people: Sequence[PersonFound]) -> None:
        """Answer a search; one for an older text is dropped."""
        if typed != self.field.text().strip():
            return
        self._people = [self._entry_of(person) for person in people[:PEOPLE_SHOWN]]
        self._show()

    def titles(self) -> list[str]:
        """What is listed, from the top."""
        return [entry.title for entry in self._shown]

    def run_current(self) -> None:
        """Go where the highlighted line leads."""
        row = self.list.currentRow()
        if 0 <= row < len(self._shown):
            entry = self._shown[row]
            self.close()
            entry.run()

    def _entry_of(self, person: PersonFound) -> Entry:
        side = " · ".join(part for part in (person.goes_by, person.pronouns, person.born_in) if part)
        return Entry(person.name, "user", lambda: self._open_person(person.id), side)

    def _typed(self) -> None:
        self._pause.start()
        self._people = []
        self._show()

    def ask_now(self) -> None:
        """Ask for people without waiting for the keys to rest."""
        self._pause.stop()
        typed = self.field.text().strip()
        if typed:
            self._find(typed)

    def _show(self) -> None:
        typed = self.field.text().strip()
        self._shown = [*self._people, *best_first(typed, self._entries(), lambda entry: entry.title)]
        self.list.clear()
        for entry in self._shown:
            text = f"{entry.title}    {entry.hint}" if entry.hint else entry.title
            item = QListWidgetItem(icon(entry.icon, "text2"), text)
            item.setSizeHint(QSize(0, look().px(44)))
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self._shown else -1)
        self._nothing.setVisible(not self._shown)
        self.list.setVisible(bool(self._shown))

    def _run_item(self, item: QListWidgetItem) -> None:
        self.list.setCurrentItem(item)
        self.run_current()

    def _measure(self) -> None:
        self.list.setIconSize(QSize(look().px(22), look().px(22)))
        self.setMinimumHeight(look().px(440))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QKeyEvent.Type.KeyPress and watched is self.field:
            return self._take_key(event) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.run_current()
        elif key in _STEPS and self._shown:
            row = (self.list.currentRow() + _STEPS[key]) % len(self._shown)
            self.list.setCurrentRow(row)
        else:
            return False
        return True


_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}
