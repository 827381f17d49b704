"""Chips: a few choices to press or to number, one or several at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QPushButton

from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import mark

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


class Chips(FlowRow):
    """Choices side by side. Alt+1 to Alt+9 press them, arrows walk, space turns one on or off.

    ``one=True`` keeps at most one chosen, ``at_least_one`` never lets the last go.
    """

    changed = Signal()

    def __init__(
        self,
        options: Sequence[tuple[Hashable, str]] = (),
        *,
        one: bool = False,
        at_least_one: bool = False,
        numbered: bool = True,
    ) -> None:
        super().__init__()
        self._one = one
        self._at_least_one = at_least_one
        self._numbered = numbered
        self._chips: dict[Hashable, QPushButton] = {}
        self._shortcuts: list[QShortcut] = []
        self.offer(options)

    def offer(self, options: Iterable[tuple[Hashable, str]]) -> None:
        """Replace the choices; those chosen before stay chosen where they are still offered."""
        before = self.chosen()
        for chip in self._chips.values():
            self.flow.removeWidget(chip)
            chip.deleteLater()
        for shortcut in self._shortcuts:
            shortcut.deleteLater()
        self._chips, self._shortcuts = {}, []
        for code, text in options:
            self._chips[code] = self._make(text, len(self._chips) + 1)
        self.choose(before)

    def chosen(self) -> tuple[Hashable, ...]:
        """The codes that are on, in the order offered."""
        return tuple(code for code, chip in self._chips.items() if chip.isChecked())

    def choose(self, codes: Iterable[Hashable]) -> None:
        """Turn exactly these on, without a signal."""
        wanted = set(codes)
        for code, chip in self._chips.items():
            chip.setChecked(code in wanted)

    def chip(self, code: Hashable) -> QPushButton:
        """The button of one choice, to give it a tip or to disable it."""
        return self._chips[code]

    def _make(self, text: str, number: int) -> QPushButton:
        chip = mark(QPushButton(text, self), "chip")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setAccessibleName(text)
        chip.clicked.connect(lambda: self._pressed(chip))
        chip.installEventFilter(self)
        self.flow.addWidget(chip)
        if self._numbered and number <= 9:
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(chip.click)
            chip.setToolTip(QKeySequence(f"Alt+{number}").toString(QKeySequence.SequenceFormat.NativeText))
            self._shortcuts.append(shortcut)
        return chip

    def _pressed(self, chip: QPushButton) -> None:
        if self._one and chip.isChecked():
            for other in self._chips.values():
                other.setChecked(other is chip)
        if self._at_least_one and not self.chosen():
            chip.setChecked(True)
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = _STEPS.get(Qt.Key(event.key()), 0)
            chips = list(self._chips.values())
            if step and isinstance(watched, QPushButton):
                if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                    step = -step
                chips[(chips.index(watched) + step) % len(chips)].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return super().eventFilter(watched, event)


_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
