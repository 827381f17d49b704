"""The keys that work everywhere, and the page that tells them (F1)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import label
from rcc_desktop.api.ui.look import look, spaced
from rcc_desktop.api.ui.sheet import Overlay
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

_, ngettext = words("rcc_desktop")


def told_keys() -> list[tuple[str, str]]:
    """Each key and what it does, in the order they are told."""
    return [
        ("Ctrl+K", _("Find a person, a page, a paper or a command")),
        ("Ctrl+1", _("Open the first page; Ctrl+2 the second, and so on")),
        ("Ctrl+Z", _("Take back what was done last, while its line is at the foot")),
        ("Ctrl+L", _("Lock the desk")),
        ("Ctrl++", _("Larger text")),
        ("Ctrl+-", _("Smaller text")),
        ("Ctrl+0", _("Text at its usual size")),
        ("F1", _("Show these keys")),
        ("F5", _("Show the page anew")),
        ("Esc", _("Close what lies over the page")),
        ("Alt+1", _("Turn the first choice of a row on or off")),
        ("Tab", _("Go on to the next field; Enter does too, and saves from the last")),
    ]


def bind(window: QWidget, keys: str, run: Callable[[], object]) -> QShortcut:
    """Let ``keys`` call ``run`` wherever the keys are in ``window``."""
    shortcut = QShortcut(QKeySequence(keys), window)
    shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
    shortcut.setAutoRepeat(False)
    shortcut.activated.connect(run)
    return shortcut


class UndoPastFields(QObject):
    """Lets Ctrl+Z reach the notices from a field in which there is nothing to undo; fields keep it for themselves."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(watched, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Undo)
            and not watched.isUndoAvailable()
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)


def show_keys(window: QWidget) -> Overlay:
    """Tell the keys over ``window``."""
    overlay = Overlay(window, _KeysTold(), _("Keys"), place="middle", width=560)
    overlay.closed.connect(overlay.deleteLater)
    overlay.open()
    return overlay


class _KeysTold(QScrollArea):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Keys"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        grid = spaced(QGridLayout(), gap=12)
        grid.setColumnStretch(1, 1)
        for row, (keys, meaning) in enumerate(told_keys()):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(label(shown, "strong"), row, 0)
            grid.addWidget(label(meaning, wrap=True), row, 1)
        column.addLayout(grid)
        column.addStretch(1)
        self.setWidget(inside)
        self.setMinimumHeight(look().px(240))

    def sizeHint(self) -> QSize:
        inside = self.widget()
        return inside.sizeHint() if inside is not None else super().sizeHint()
