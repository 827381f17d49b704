"""Find a person by name, nickname, phone or card, without taking the hands off the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from rcc_desktop.api.ui.cards_list import PeopleList, PersonLine
from rcc_desktop.api.ui.fields import EndButton
from rcc_desktop.api.ui.look import mark, spaced
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_, _ngettext = words("rcc_desktop")

PAUSE_MS = 60
"""How long the keys must rest before a search is asked: below what is felt, above the speed of typing."""


class SearchField(QLineEdit):
    """The large search field, with its glass and a cross to empty it."""

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        mark(self, "hero")
        self.setPlaceholderText(hint)
        self.setAccessibleName(hint)
        self._glass = EndButton(self, "search", hint, start=True)
        self._glass.setEnabled(False)
        self._cross = EndButton(self, "x", _("Empty the field"))
        self._cross.clicked.connect(self.clear)
        self._cross.hide()
        self.textChanged.connect(lambda text: self._cross.setVisible(bool(text)))


class PersonPicker(QWidget):
    """A search field over a list of people. It asks ``find(text)`` and is answered by ``show_lines``.

    Up, Down and Page keys walk the list while typing goes on; Enter chooses. Enter pressed before the answer is here
    waits for it, so that fast hands and card scanners get who they typed, not who was on screen.
    """

    chosen = Signal(int)
    typed = Signal(str)
    """The text, when it changed and the keys rested."""

    def __init__(self, find: Callable[[str], None], hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._asked: str | None = None
        self._answered = ""
        self._enter_waits = False
        column = spaced(QVBoxLayout(self), gap=8)
        self.field = SearchField(hint or _("Name, nickname, phone or card"))
        self.people = PeopleList(_("People found"), one_click=True)
        self.people.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        column.addWidget(self.field)
        column.addWidget(self.people, 1)
        self.setFocusProxy(self.field)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)
        self.field.textChanged.connect(self._type)
        self.field.installEventFilter(self)
        self.people.chosen.connect(self.chosen)

    def text(self) -> str:
        """What is typed, without blanks at either end."""
        return self.field.text().strip()

    def show_lines(self, lines: Sequence[PersonLine], text: str | None = None) -> None:
        """Answer a search; ``text`` is what was searched for, and an answer to an older text is dropped."""
        if text is not None and text != self.text():
            return
        self._answered = self.text()
        self.people.show_lines(lines, keep_current=False)
        if self._enter_waits and not self._pause.isActive():
            self._enter_waits = False
            self.people.choose_current()

    def clear(self) -> None:
        """Empty the field and the list for the next person."""
        self._enter_waits = False
        self.field.setText("")  # unlike ``clear`` it leaves nothing to undo: Ctrl+Z is for what was done

    def _type(self) -> None:
        self._enter_waits = False
        self._pause.start()

    def _ask(self) -> None:
        self._pause.stop()
        text = self.text()
        if text != self._asked:
            self._asked = text
            self.typed.emit(text)
            self._find(text)

    def _enter(self) -> None:
        if self._answered == self.text() and self._asked == self.text():
            self.people.choose_current()
            return
        self._enter_waits = True
        self._ask()

    def hideEvent(self, event: QHideEvent) -> None:
        self._pause.stop()
        super().hideEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            steps = _STEPS.get(Qt.Key(event.key()))
            if steps is not None:
                self.people.step(steps)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and not event.modifiers():
                self._enter()
                return True
        return super().eventFilter(watched, event)


_STEPS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_PageUp: -5, Qt.Key.Key_PageDown: 5}
