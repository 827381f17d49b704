"""Second step of bringing in: how the file is read, and which of its columns is which."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui import Banner, Card, ChoiceField, FieldRow, button, label, look, spaced, watch_look
from rcc_desktop.api.words import words
from rcc_desktop.imports.delimited import ENCODINGS
from rcc_desktop.shell.imports_work import order_of_days_is_open, samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from rcc_desktop.api.imports import Import
    from rcc_desktop.shell.imports_work import Table

_, ngettext = words("rcc_desktop")

LEAVE_OUT = ""
LETTERS = {
    "utf-8": _("Unicode (UTF-8)"),
    "cp1252": _("Windows, western"),
    "utf-16": _("Unicode (UTF-16)"),
    "mac-roman": _("Mac, western"),
    "cp437": _("DOS"),
}


class ColumnsStep(QWidget):
    """``reread`` asks for the file in another way; ``go_on`` and ``go_back`` leave the step."""

    reread = Signal(object)
    go_on = Signal()
    go_back = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._table: Table | None = None
        self._wanted: Import | None = None
        self.combos: dict[int, ChoiceField] = {}
        self._notes = Banner("info")
        self._reading = Card(_("How the file is read"))
        self._columns = Card(_("Which column is which"))
        self._grid_room = QWidget()
        self._columns.body.addWidget(self._grid_room)
        self._build_reading()
        whole = spaced(QVBoxLayout(self), gap=16)
        for each in (self._notes, self._columns, self._reading):
            whole.addWidget(each)
        whole.addLayout(self._buttons())
        whole.addStretch(1)
        watch_look(self._measure)

    def show_table(self, table: Table, wanted: Import) -> None:
        """Show the columns of a file with what they seem to be."""
        self._table, self._wanted = table, wanted
        self._fill_reading(table)
        self._fill_columns(table, wanted)
        if table.rows.notes:
            self._notes.say(table.rows.notes[0], "\n".join(table.rows.notes[1:]))
        else:
            self._notes.hide()
        self._look_at_days()

    def mapping(self) -> dict[int, str]:
        """Which column fills which field."""
        chosen = {at: str(combo.value() or LEAVE_OUT) for at, combo in self.combos.items()}
        return {at: key for at, key in chosen.items() if key != LEAVE_OUT}

    def day_first(self) -> bool | None:
        """Whether 3/4/1980 is the third of April; None leaves it to each column."""
        return cast("bool | None", self.days.value()) if not self._days_row.isHidden() else None

    def first_focus(self) -> QWidget:
        """The button that goes on: most files need nothing changed."""
        return self.on

    def _build_reading(self) -> None:
        row = spaced(QHBoxLayout(), gap=12)
        self.letters = ChoiceField([(each, LETTERS.get(each, each)) for each in ENCODINGS])
        self.letters.activated.connect(lambda _at: self._read_again())
        self._letters_row = FieldRow(_("Letters"), self.letters, help_text=_("Try another if the accents look wrong."))
        self.sheet = ChoiceField([])
        self.sheet.activated.connect(lambda _at: self._read_again())
        self._sheet_row = FieldRow(_("Sheet"), self.sheet)
        self.days = ChoiceField(((None, _("March 4 (month first)")), (True, _("April 3 (day first)"))))
        self._days_row = FieldRow(_("3/4/1980 means"), self.days, help_text=_("The file does not tell."))
        self._days_row.hide()
        for each in (self._letters_row, self._sheet_row, self._days_row):
            row.addWidget(each, 1, Qt.AlignmentFlag.AlignTop)
        self.titles = QCheckBox(_("The first row holds the titles of the columns"))
        self.titles.clicked.connect(self._read_again)
        self._reading.body.addLayout(row)
        self._reading.body.addWidget(self.titles)

    def _buttons(self) -> QHBoxLayout:
        row = spaced(QHBoxLayout(), gap=12)
        row.addWidget(button(_("Back"), press=self.go_back.emit))
        row.addStretch(1)
        self.on = button(_("Show what each row would do"), "primary", press=self.go_on.emit)
        self.on.setAutoDefault(True)
        row.addWidget(self.on)
        return row

    def _fill_reading(self, table: Table) -> None:
        rows = table.rows
        self._letters_row.setVisible(rows.encoding is not None)
        self.letters.set_value((rows.encoding or "").removesuffix("-sig"))
        self._sheet_row.setVisible(len(rows.sheets) > 1)
        self.sheet.offer(list(enumerate(rows.sheets)))
        self.sheet.set_value(rows.sheet)
        self.titles.setChecked(rows.has_titles)
        told = _("{columns} columns, {rows} rows")
        self._columns.set_title(
            _("Which column is which") + " · " + told.format(columns=len(rows.headers), rows=f"{len(rows.rows):,}")
        )

    def _fill_columns(self, table: Table, wanted: Import) -> None:
        fresh = QWidget()
        self._columns.body.replaceWidget(self._grid_room, fresh)
        self._grid_room.hide()
        self._grid_room.deleteLater()
        self._grid_room = fresh
        self.combos = {}
        grid = spaced(QGridLayout(fresh), gap=12)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 3)
        for at, header in enumerate(table.rows.headers):
            title = label(header, "strong", wrap=True)
            title.setMinimumWidth(1)
            # What is left alone is nobody's business, so it is not shown either.
            shown = _("not shown") if at in table.left_alone else samples(table.rows, at) or _("blank")
            said = label(shown, "subtle", wrap=True)
            said.setMinimumWidth(1)
            grid.addWidget(title, at, 0)
            grid.addWidget(said, at, 1)
            grid.addWidget(self._answer(table, wanted, at), at, 2)
        fresh.show()
        self._measure()

    def _answer(self, table: Table, wanted: Import, at: int) -> QWidget:
        """What a column may be; for one that is left alone, why."""
        if at in table.left_alone:
            return label(_("Left out.") + " " + table.left_alone[at], "subtle", wrap=True)
        fields = [(field.key, field.title + (" *" if field.required else "")) for field in wanted.fields]
        combo = ChoiceField([(LEAVE_OUT, _("Leave this column out")), *fields], table.suggested.get(at, LEAVE_OUT))
        combo.setAccessibleName(_("{column} is").format(column=table.rows.headers[at]))
        combo.currentIndexChanged.connect(self._look_at_days)
        self.combos[at] = combo
        return combo

    def _look_at_days(self) -> None:
        if self._table is not None and self._wanted is not None:
            is_open = order_of_days_is_open(self._table, self.mapping(), self._wanted, self._today())
            self._days_row.setVisible(is_open)

    def _read_again(self) -> None:
        if self._table is None:
            return
        chosen = self._table.chosen
        rows = self._table.rows
        self.reread.emit(
            replace(
                chosen,
                encoding=str(self.letters.value()) if rows.encoding is not None and self.letters.value() else None,
                sheet=cast("int", self.sheet.value()) if rows.sheets else None,
                has_titles=self.titles.isChecked(),
            )
        )

    def _measure(self) -> None:
        for combo in self.combos.values():
            combo.setMinimumWidth(look().px(200))
