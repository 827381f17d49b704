"""Minutes on screen: their parts, the one that is being written, and beside it names, corrections and adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from rcc_council.minutes.rules import OPEN_STATES, SENT
from rcc_council.views.minutes_beside import CorrectionsCard, FrozenCard, NamesCard
from rcc_council.views.minutes_editor import PartEditor
from rcc_desktop.api import words
from rcc_desktop.api.ui import Column, RowsModel, RowsTable, SideBySide, look, mark, spaced

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.minutes.rows import MinutesNow, NameRow, PartRow
    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")


class MinutesView(QWidget):
    """Up and Down choose a part, Enter goes into its words, Esc comes back to the parts."""

    part_chosen = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.now: MinutesNow | None = None
        self._may_edit = False
        columns = (
            Column["PartRow"](_("Part"), lambda row: row.heading or _("(no heading)")),
            Column["PartRow"](_("State"), _part_words, width=16, tone=_part_tone),
        )
        self.model = RowsModel(columns)
        self.parts = RowsTable(self.model, _("Parts of the minutes"))
        self.parts.setMinimumHeight(look().px(220))
        self.editor = PartEditor(desk)
        self.names, self.corrections, self.frozen = NamesCard(), CorrectionsCard(), FrozenCard()
        self._lay_out()
        self.parts.chosen_rows_changed.connect(self._choose)
        self.parts.activated_row.connect(lambda _row: self.editor.text.setFocus(Qt.FocusReason.OtherFocusReason))
        self.names.shown.connect(self.go_to)

    def show_minutes(self, of: MinutesNow, *, may_record: bool) -> None:
        """Show them as they stand; the chosen part stays chosen, and what is typed in it stays."""
        is_same = self.now is not None and self.now.id == of.id
        chosen = self.chosen() if is_same else None
        at = self.parts.currentIndex().row() if is_same else 0
        self.now = of
        self._may_edit = may_record and of.state in OPEN_STATES
        with QSignalBlocker(self.parts):
            self.model.show(of.parts)
            ids = [part.id for part in of.parts]
            row = ids.index(chosen.id) if chosen is not None and chosen.id and chosen.id in ids else at
            if of.parts:
                self.parts.selectRow(min(max(row, 0), len(of.parts) - 1))
        self._choose()
        self.names.setVisible(self._may_edit)
        self.corrections.setVisible(of.state in SENT or bool(of.corrections))
        self.corrections.show_corrections(of.corrections, may_answer=self._may_edit)
        self.frozen.setVisible(of.state == "adopted")
        if of.state == "adopted":
            self.frozen.show_minutes(of)

    def show_names(self, rows: Sequence[NameRow]) -> None:
        """The names found in the draft."""
        self.names.show_names(rows)

    def chosen(self) -> PartRow | None:
        """The part the keys are on."""
        return self.parts.current_row()

    def part(self, part: int | None) -> PartRow | None:
        """A part by its id."""
        return next((each for each in self.now.parts if each.id == part), None) if self.now is not None else None

    def go_to(self, row: NameRow) -> None:
        """Show the part a name stands in, and the name marked in it."""
        if self.now is None:
            return
        ids = [part.id for part in self.now.parts]
        if row.part in ids:
            self.parts.selectRow(ids.index(row.part))
            self.editor.select(row.start, row.end)

    def _choose(self) -> None:
        self.editor.show_part(self.chosen(), may_edit=self._may_edit)
        self.part_chosen.emit()

    def _lay_out(self) -> None:
        first, second = QWidget(), QWidget()
        left, right = spaced(QVBoxLayout(first), gap=16), spaced(QVBoxLayout(second), gap=16)
        left.addWidget(self.parts, 1)
        left.addWidget(self.editor)
        for card in (self.frozen, self.names, self.corrections):
            right.addWidget(card)
        right.addStretch(1)
        scroll = mark(QScrollArea(), "bare")
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(SideBySide(first, second))
        spaced(QVBoxLayout(self)).addWidget(scroll, 1)


def _part_words(row: PartRow) -> str:
    if row.moved or row.is_gone:
        return _("Record changed")
    if row.is_sealed:
        return _("Sealed")
    if row.is_inner:
        return _("Not public")
    return _("Edited") if row.is_edited else ""


def _part_tone(row: PartRow) -> Tone | None:
    if row.moved or row.is_gone:
        return "warn"
    return "accent" if row.is_sealed else "neutral" if row.is_inner or row.is_edited else None
