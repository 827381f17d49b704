"""First step of bringing in: what it is, and from which file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui import Card, ChoiceField, FieldRow, TextField, button, label, spaced
from rcc_desktop.api.words import words
from rcc_desktop.shell.imports_files import ask_for_spreadsheet
from rcc_desktop.shell.imports_work import Chosen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.imports import Import
    from rcc_desktop.api.problems import Problem

_, ngettext = words("rcc_desktop")


class FileStep(QWidget):
    """``chosen`` tells the file once there is one to read."""

    chosen = Signal(object)

    def __init__(self, offered: Sequence[Import]) -> None:
        super().__init__()
        self._offered = tuple(offered)
        self.what = ChoiceField([(each.key, each.title) for each in offered], offered[0].key if offered else None)
        self.what.currentIndexChanged.connect(self._say_summary)
        self._summary = label("", "subtle", wrap=True)
        self.path = TextField(hint=_("/home/me/people.xlsx"))
        self.path.returnPressed.connect(self.go_on)
        self.row = FieldRow(
            _("Where the file is"), self.path, help_text=_("A spreadsheet (.xlsx), or text (.csv, .tsv, .txt).")
        )
        self.choose = button(_("Choose a file…"), icon_name="folder-open", press=self._ask)
        self.on = button(_("Read the file"), "primary", press=self.go_on)
        self.on.setAutoDefault(True)
        self._lay_out()
        self._say_summary()

    def wanted(self) -> Import:
        """What is to be brought in."""
        return next(each for each in self._offered if each.key == self.what.value())

    def go_on(self) -> None:
        """Read the file that is named."""
        typed = self.path.value().strip('"')
        if not typed:
            self.row.show_problem(_("Choose the file first, or type where it is."))
            self.path.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.row.show_problem("")
        self.chosen.emit(Chosen(Path(typed).expanduser()))

    def show_problem(self, problem: Problem) -> None:
        """Say beside the file why it cannot be taken."""
        self.row.show_problem(str(problem))
        self.path.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        whole = spaced(QVBoxLayout(self), gap=16)
        card = Card(_("What to bring in"))
        card.body.addWidget(FieldRow(_("The rows are about"), self.what))
        card.body.addWidget(self._summary)
        whole.addWidget(card)
        file = Card(_("From which file"))
        across = spaced(QHBoxLayout(), gap=12)
        across.addWidget(self.row, 1)
        # Beside the field, below its label: the label's line is taken by an empty one.
        beside = spaced(QVBoxLayout(), gap=4)
        beside.addWidget(label(" ", "field"))
        beside.addWidget(self.choose)
        beside.addStretch(1)
        across.addLayout(beside)
        file.body.addLayout(across)
        told = _("The file is only read. Before anything is written you see what each of its rows would do.")
        file.body.addWidget(label(told, "subtle", wrap=True))
        whole.addWidget(file)
        whole.addWidget(self.on, 0, Qt.AlignmentFlag.AlignRight)
        whole.addStretch(1)

    def _say_summary(self) -> None:
        self._summary.setText(self.wanted().summary if self._offered else "")

    def _ask(self) -> None:
        ask_for_spreadsheet(self, self._take)

    def _take(self, path: str) -> None:
        self.path.setText(path)
        self.go_on()
