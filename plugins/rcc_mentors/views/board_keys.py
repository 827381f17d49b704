"""The keys of the boards, written out for whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Overlay, label, spaced

if TYPE_CHECKING:
    from collections.abc import Iterator

_, ngettext = words("rcc_mentors")


def board_keys() -> Iterator[tuple[str, str]]:
    """Each key, and what it does."""
    yield _("Arrows"), _("to the next shift: up and down by time, left and right by day")
    yield _("Enter"), _("open the shift")
    yield "A", _("find somebody for the shift")
    yield "N", _("new shift")
    yield "Delete", _("take somebody out of the shift, or call the shift off when nobody is in it")
    yield _("Alt and arrows"), _("move the shift: by a quarter of an hour, or by a day")
    yield _("Alt, Shift, up and down"), _("end it earlier or later")
    yield _("Alt, Shift, left and right"), _("begin it earlier or later")
    yield _("Let go of Alt, or Enter"), _("keep it where it is now")
    yield "Esc", _("leave it where it was")
    yield "T", _("today")
    yield _("Page Up, Page Down"), _("the days before, the days after")
    yield "1, 2, 3", _("day, week, month")
    yield "O", _("open slots, the soonest first")
    yield "L", _("the center's limits: hours, rest, days in a row")
    yield _("Plus, minus"), _("more detail, more hours")
    yield "?", _("these keys")


SHORT = (
    _("Enter opens · A finds somebody · Alt and arrows move · Alt+Shift and arrows stretch · Delete takes out"),
    _("Or drag: the middle to move, an edge to stretch, a name to give it to another shift"),
)


def show_board_keys(over: QWidget) -> Overlay:
    """Show them over the page."""
    content = QWidget()
    grid = spaced(QGridLayout(content), gap=8)
    for row, (key, what) in enumerate(board_keys()):
        grid.addWidget(label(key, "strong"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(what, "subtle", wrap=True), row, 1)
    grid.setColumnStretch(1, 1)
    panel = Overlay(over, content, _("Keys of the schedule"), place="middle", width=600)
    panel.closed.connect(panel.deleteLater)
    panel.open()
    return panel
