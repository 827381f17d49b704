"""Which person a member of the staff is: their own file, found by name and linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import button, label
from rcc_desktop.api.ui.cards_list import PersonLine
from rcc_desktop.api.ui.look import look, spaced
from rcc_desktop.api.ui.person_picker import PersonPicker
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.people_found import PersonFound

_, ngettext = words("rcc_desktop")


class OwnFile(QWidget):
    """Says whose file is linked, and asks for another; ``chosen`` gives the person."""

    chosen = Signal(int)
    unlinked = Signal()

    def __init__(self, name: str, find: Callable[[str, Callable[[Sequence[PersonFound]], None]], None]) -> None:
        super().__init__()
        self._find = find
        column = spaced(QVBoxLayout(self), gap=8)
        column.addWidget(label(_("Their own file"), "heading3"))
        told = _("Where somebody on the staff also comes as a visitor, what they are as one is closed to colleagues.")
        column.addWidget(label(told, "subtle", wrap=True))
        self.said = label(name or _("No file is linked."), wrap=True)
        column.addWidget(self.said)
        self.unlink = button(_("Take the link away"), press=self.unlinked.emit)
        self.unlink.setVisible(bool(name))
        column.addWidget(self.unlink)
        self.picker = PersonPicker(self._ask, _("Find their file by name"))
        self.picker.setFixedHeight(look().px(220))
        self.picker.setVisible(not name)
        self.picker.chosen.connect(self.chosen)
        column.addWidget(self.picker)

    def _ask(self, text: str) -> None:
        def show(found: Sequence[PersonFound]) -> None:
            self.picker.show_lines([PersonLine(each.id, each.name, side=each.born_in) for each in found], text)

        self._find(text, show)
