"""The keys of the live meeting: letters where nothing is typed, the same with Alt wherever the keys are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Overlay, label, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_, ngettext = words("rcc_council")


def live_keys() -> Iterator[tuple[str, str]]:
    """Each key, and what it does."""
    yield "A", _("somebody comes: type the name, press Enter")
    yield "L", _("somebody leaves: choose them, press Enter")
    yield "T", _("write the notes of this item; they are kept by themselves")
    yield "S", _("somebody asks to speak")
    yield "W", _("the next on the list has the word; pressed again, has spoken")
    yield "M", _("somebody moves something")
    yield "V", _("vote on the motion that has the keys")
    yield "1 – 9", _("the steps of the motion that has the keys")
    yield "D", _("somebody says what they will do, and until when")
    yield "N", _("this item is done, on to the next")
    yield "G", _("the agenda at the right; Enter takes an item up")
    yield "I", _("add an item")
    yield "E", _("into executive session, and out of it")
    yield "Esc", _("out of a field, so that letters are keys again")
    yield _("Ctrl and Z"), _("take the last thing back, where the notice offers it")
    yield "?", _("these keys")


def show_live_keys(over: QWidget) -> Overlay:
    """Show them over the page."""
    content = QWidget()
    grid = spaced(QGridLayout(content), gap=8)
    told = label(_("While something is typed, hold Alt: Alt and A, Alt and N, Alt and 1."), "subtle", wrap=True)
    grid.addWidget(told, 0, 0, 1, 2)
    for row, (key, what) in enumerate(live_keys(), 1):
        grid.addWidget(label(key, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(what, "subtle", wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    panel = Overlay(over, content, _("Keys of the meeting"), place="middle", width=600)
    panel.closed.connect(panel.deleteLater)
    panel.open()
    return panel
