"""What stands in the place of a tab about what a colleague is as a visitor: that it is closed, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.hats import closed_words
from rcc_desktop.api.ui import EmptyState, spaced

if TYPE_CHECKING:
    from rcc_desktop.api.hats import Closed


class ClosedSide(QWidget):
    """Says why it is closed and who may look; it holds nothing else."""

    def __init__(self, why: Closed) -> None:
        super().__init__()
        what, way_out = closed_words(why)
        column = spaced(QVBoxLayout(self), (0, 16, 12, 0))
        self.said = EmptyState("lock", what, way_out)
        column.addWidget(self.said, 1)
