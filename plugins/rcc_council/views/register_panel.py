"""The forms of the register open at the side, with one button, and say beside a field what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, Form, SidePanel, button, label, spaced

if TYPE_CHECKING:
    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")


class RegisterPanel(SidePanel):
    """A form under a few words; Ctrl+Enter keeps it, Esc leaves it."""

    saved = Signal()

    def __init__(self, page: PageWidget, title: str, told: str = "") -> None:
        content = QWidget()
        super().__init__(page, content, title)
        self.desk = page.desk
        self.column = spaced(QVBoxLayout(content), gap=16)
        if told:
            self.column.addWidget(label(told, "subtle", wrap=True))
        self.banner = Banner("danger")
        self.column.addWidget(self.banner)
        self.form = Form()
        self.column.addWidget(self.form)
        self.column.addStretch(1)
        self.form.submitted.connect(self.keep)
        self.form.changed.connect(lambda _name: self.set_dismissable(False))
        self.closed.connect(self.deleteLater)

    def add_button(self, text: str) -> None:
        """The button that keeps it, below the fields."""
        self.form.place(button(text, "primary", press=self.form.submit))

    def keep(self) -> None:
        """Keep what was filled in."""

    def finish(self) -> None:
        """It is kept."""
        self.saved.emit()
        self.close()

    def show_problem(self, problem: Problem) -> None:
        """Beside the field it is about, else above; what was typed stays."""
        self.banner.hide()
        if problem.field in self.form.values():
            self.form.problem(str(problem.field), str(problem))
        else:
            self.banner.say(problem.what, problem.way_out)
