"""The papers of an item: attached from this computer, saved to it, taken away."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from rcc_council.meetings.agenda import paper
from rcc_desktop.api import Problem, words
from rcc_desktop.api.ui import FlowRow, button, icon_button, label, spaced

if TYPE_CHECKING:
    from rcc_council.meetings.rows import ItemRow, Paper, PaperRow
    from rcc_council.views.agenda_deeds import AgendaDeeds
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

KILOBYTE = 1024


class PapersPart(QWidget):
    """What goes with the item the keys are on."""

    def __init__(self, page: PageWidget, deeds: AgendaDeeds) -> None:
        super().__init__()
        self._page, self._desk, self._deeds = page, page.desk, deeds
        self._item: ItemRow | None = None
        self._rows: list[QWidget] = []
        self.column = spaced(QVBoxLayout(self), gap=4)
        self.attach_button = button(_("Attach a paper…"), icon_name="paperclip", press=self.attach)
        self.column.addWidget(FlowRow(self.attach_button))

    def show_item(self, item: ItemRow | None, *, may_record: bool) -> None:
        """Show the papers of an item."""
        self._item = item
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(each, may_record=may_record) for each in item.papers] if item is not None else []
        for at, row in enumerate(self._rows):
            self.column.insertWidget(at, row)
        self.attach_button.setVisible(may_record and item is not None)

    def attach(self) -> None:
        """Ask which file."""
        asked = self._ask(_("Attach a paper"))
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.fileSelected.connect(self.take)
        asked.open()

    def take(self, path: str) -> None:
        """Keep the file with the item."""
        if self._item is None:
            return
        try:
            content = Path(path).read_bytes()
        except OSError:
            self._page.show_problem(
                Problem(_("This file cannot be read."), _("Nothing was attached. Choose another one."))
            )
            return
        self._deeds.attach(self._item, Path(path).name, content)

    def save_copy(self, row: PaperRow) -> None:
        """Ask where a copy goes."""
        asked = self._ask(_("Save a copy"))
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.selectFile(row.name)
        asked.fileSelected.connect(lambda path: self._save_to(row, path))
        asked.open()

    def show_problem(self, problem: Problem) -> None:
        """Said on the page."""
        self._page.show_problem(problem)

    def _ask(self, title: str) -> QFileDialog:
        """A window of our own: the system's would keep the name in its list of recent files."""
        asked = QFileDialog(self._page, title)
        asked.setOption(QFileDialog.Option.DontUseNativeDialog)
        asked.setHistory([])
        asked.finished.connect(asked.deleteLater)
        return asked

    def _save_to(self, row: PaperRow, path: str) -> None:
        self._desk.read(self, lambda: paper(row.id), lambda kept: self._put(path, kept))

    def _put(self, path: str, kept: Paper) -> None:
        try:
            Path(path).write_bytes(kept.content)
        except OSError:
            self.show_problem(Problem(_("The copy cannot be saved there."), _("Choose another folder.")))
            return
        self._desk.note(_("A copy is saved."))

    def _row(self, row: PaperRow, *, may_record: bool) -> QWidget:
        made = QWidget()
        line = spaced(QHBoxLayout(made), gap=8)
        size = _("{count} KB").format(count=max(1, row.bytes // KILOBYTE))
        line.addWidget(label(row.name, wrap=True), 1)
        line.addWidget(label(size, "faint"))
        save = button(_("Save a copy"), "link", press=lambda: self.save_copy(row))
        save.setAccessibleName(_("Save a copy of {name}").format(name=row.name))
        line.addWidget(save)
        if may_record:
            item = self._item
            away = icon_button("x", _("Take {name} away").format(name=row.name))
            away.clicked.connect(lambda _checked=False: self._deeds.drop_paper(item, row) if item else None)
            line.addWidget(away)
        return made
