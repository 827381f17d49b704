"""The plain steps of bringing in a file: what to bring in, waiting, and done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Card, EmptyState, button, label
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.staff.views.sign_in import WaitingLine

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.imports import Import

_, ngettext = words("rcc_desktop")


class StartStep(QWidget):
    """A card for everything that can be brought in."""

    wanted = Signal(object)

    def __init__(self, offered: Sequence[Import]) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self), gap=16)
        for each in offered:
            card = Card(each.title)
            card.body.addWidget(label(each.summary, "subtle", wrap=True))
            titles = ", ".join(field.title for field in each.fields)
            card.body.addWidget(label(_("It can hold: {fields}.").format(fields=titles), "faint", wrap=True))
            card.add_action(button(_("Choose a file"), "primary", icon_name="folder-open", press=self._offer(each)))
            column.addWidget(card)
        column.addStretch(1)

    def _offer(self, each: Import) -> Callable[[], None]:
        return lambda: self.wanted.emit(each)


class WaitStep(QWidget):
    """Says what is under way, and lets it be stopped."""

    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = spaced(QVBoxLayout(self), gap=16)
        column.addStretch(1)
        self._told = label("", "heading3")
        self._told.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._told)
        self._line = WaitingLine()
        column.addWidget(self._line)
        self.stop = button(_("Cancel"), press=self.cancelled.emit)
        column.addWidget(self.stop, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)

    def tell(self, what: str, *, may_cancel: bool) -> None:
        """Say what is under way."""
        self._told.setText(what)
        self._line.wait(True)
        self.stop.setVisible(may_cancel)


class DoneStep(QWidget):
    """Says what was taken in."""

    again = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._state = EmptyState("circle-check", "", "", button(_("Bring in another file"), press=self.again.emit))
        column.addWidget(self._state)

    def tell(self, taken: int, left_out: int) -> None:
        """Say how many rows changed something, and how many were left out."""
        told = ngettext("{count} row was taken in.", "{count} rows were taken in.", taken).format(count=taken)
        left = ngettext(
            "{count} row with a problem was left out.", "{count} rows with problems were left out.", left_out
        )
        self._state.say(told, left.format(count=left_out) if left_out else "")
