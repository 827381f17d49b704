"""A panel of the schedule: at the side, with its own words for what goes wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.ui import Banner, SidePanel, spaced
from rcc_mentors.views.board_deeds import Deeds

if TYPE_CHECKING:
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget


class SchedulePanel(SidePanel):
    """Works with the same deeds as the board, and looks again after each."""

    def __init__(self, page: PageWidget, title: str, *, width: int = 520) -> None:
        content = QWidget()
        super().__init__(page, content, title, width=width)
        self.page, self.desk = page, page.desk
        self.deeds = Deeds(self.desk, self, self.reload)
        self.body = spaced(QVBoxLayout(content), gap=16)
        self._banner = Banner("danger")
        self.body.addWidget(self._banner)
        self.closed.connect(self.deleteLater)

    def reload(self) -> None:
        """Ask again for what is shown."""

    def show_problem(self, problem: Problem) -> None:
        """Say it at the top of the panel; what was typed stays."""
        self._banner.say(problem.what, problem.way_out)

    def clear_problem(self) -> None:
        """Take it back."""
        self._banner.hide()
