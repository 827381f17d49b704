"""Which column of the file is which field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import Card, button, label
from rcc_desktop.api.ui.fields import ChoiceField
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import words
from rcc_desktop.imports.mapping import left_alone, suggest

if TYPE_CHECKING:
    from rcc_desktop.api.imports import Import, ImportField
    from rcc_desktop.imports.rows import Rows

_, ngettext = words("rcc_desktop")

SAMPLES = 200
SHOWN = 3
LEFT_OUT = ""
ASK_THE_COLUMN, MONTH_FIRST, DAY_FIRST = "column", "month", "day"


class ColumnsStep(QWidget):
    """A line for each column: its title, a few of its cells, and the field it fills."""

    agreed = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: Rows | None = None
        self.choices: list[ChoiceField] = []
        column = spaced(QVBoxLayout(self), gap=16)
        self._notes = label("", "subtle", wrap=True)
        column.addWidget(self._notes)
        self._card = Card(_("Columns"))
        column.addWidget(self._card)
        self._grid_home: QWidget | None = None
        self.dates = ChoiceField(
            [
                (ASK_THE_COLUMN, _("Dates: as the file shows")),
                (MONTH_FIRST, _("Dates: month first (3/4 is March 4)")),
                (DAY_FIRST, _("Dates: day first (3/4 is April 3)")),
            ],
            ASK_THE_COLUMN,
        )
        self.dates.setAccessibleName(_("How dates are written"))
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Back"), press=self.left.emit))
        row.addWidget(self.dates)
        row.addStretch(1)
        self.go = button(_("Look at what each row would do"), "primary", press=self.agreed.emit)
        row.addWidget(self.go)
        column.addLayout(row)
        column.addStretch(1)

    def show_rows(self, wanted: Import, rows: Rows) -> None:
        """Show the columns of a file with what we take them for."""
        self.rows = rows
        sample = rows.rows[:SAMPLES]
        guessed = suggest(rows.headers, sample, wanted.fields)
        reasons = left_alone(rows.headers, sample)
        self._notes.setText(" ".join(rows.notes))
        self._notes.setVisible(bool(rows.notes))
        count = ngettext("{count} row", "{count} rows", len(rows.rows)).format(count=f"{len(rows.rows):,}")
        self._card.set_title(_("{count} in the file").format(count=count))
        self._replace_grid(wanted, guessed, reasons)

    def mapping(self) -> dict[int, str]:
        """Column -> the key of the field it fills, without those left out."""
        return {at: str(field.value()) for at, field in enumerate(self.choices) if field.value()}

    def day_first(self) -> bool | None:
        """How dates are read; None lets each column tell."""
        return {MONTH_FIRST: False, DAY_FIRST: True}.get(str(self.dates.value()))

    def _replace_grid(self, wanted: Import, guessed: dict[int, str], reasons: dict[int, str]) -> None:
        home = QWidget()
        grid = spaced(QGridLayout(home), gap=8)
        grid.setColumnStretch(1, 1)
        for at, title in enumerate((_("Column"), _("What it holds"), _("Take it as"))):
            grid.addWidget(label(title, "faint"), 0, at)
        self.choices = []
        options = [(LEFT_OUT, _("Leave out")), *((field.key, _title(field)) for field in wanted.fields)]
        assert self.rows is not None
        for at, header in enumerate(self.rows.headers):
            chosen = ChoiceField(options, guessed.get(at, LEFT_OUT))
            chosen.setAccessibleName(_("Take column {column} as").format(column=header))
            chosen.setMinimumContentsLength(22)
            self.choices.append(chosen)
            grid.addWidget(label(header, "strong", wrap=True), at + 1, 0)
            grid.addWidget(label(reasons.get(at) or self._examples(at), "faint", wrap=True), at + 1, 1)
            grid.addWidget(chosen, at + 1, 2)
        before, self._grid_home = self._grid_home, home
        self._card.body.addWidget(home)
        if before is not None:
            self._card.body.removeWidget(before)
            before.hide()
            before.deleteLater()

    def _examples(self, at: int) -> str:
        assert self.rows is not None
        found = [row[at] for row in self.rows.rows[:SAMPLES] if row[at]]
        return " · ".join(list(dict.fromkeys(found))[:SHOWN])


def _title(field: ImportField) -> str:
    return f"{field.title} *" if field.required else field.title
