"""Beside the draft: names that should not stand there unasked, corrections, and what came after adoption."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.minutes.written_part import short_day
from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Column, FlowRow, RowsModel, RowsTable, button, label, look, spaced

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_council.minutes.rows import CorrectionRow, MinutesNow, NameRow
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")


class NamesCard(Card):
    """Enter goes to where a name stands; Leave it… keeps it for a reason."""

    shown = Signal(object)
    left = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Names"))
        columns = (
            Column["NameRow"](_("Name"), lambda row: f"{row.words} · {row.heading}"),
            Column["NameRow"](_("Why"), _why, width=14, tone=_name_tone),
        )
        self.model = RowsModel(columns)
        self.table = RowsTable(self.model, _("Names of people on file"))
        self.table.set_empty(_("No name needs a look"), _("Names of people who were not there in a council role."))
        self.table.setMinimumHeight(look().px(120))
        self.table.activated_row.connect(self.shown.emit)
        self.leave = button(_("Leave it…"), press=self._leave)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(FlowRow(self.leave))
        self.table.chosen_rows_changed.connect(self._offer)
        self._offer()

    def show_names(self, rows: Sequence[NameRow]) -> None:
        """Those without a reason first, whole names before parts of names."""
        self.model.show(sorted(rows, key=lambda row: (bool(row.kept_why), not row.is_restricted, not row.is_whole)))
        self._offer()

    def _offer(self) -> None:
        self.leave.setEnabled(self.table.current_row() is not None)

    def _leave(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self.left.emit(row)


class CorrectionsCard(Card):
    """What members asked to have corrected."""

    make_asked = Signal(object)
    turn_down_asked = Signal(object)
    reopen_asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(_("Corrections"))
        columns = (
            Column["CorrectionRow"](_("Asked by"), lambda row: row.asked_by, width=14),
            Column["CorrectionRow"](_("What"), lambda row: row.words),
            Column["CorrectionRow"](_("State"), lambda row: row.state_words, width=11, tone=_correction_tone),
        )
        self.model = RowsModel(columns)
        self.table = RowsTable(self.model, _("Corrections"))
        self.table.set_empty(_("No correction was asked for"))
        self.table.setMinimumHeight(look().px(120))
        self.make = button(_("Make it…"), press=lambda: self._emit(self.make_asked.emit))
        self.turn_down = button(_("Turn down"), press=lambda: self._emit(self.turn_down_asked.emit))
        self.reopen = button(_("Open again"), press=lambda: self._emit(self.reopen_asked.emit))
        self.body.addWidget(self.table, 1)
        self.ways = FlowRow(self.make, self.turn_down, self.reopen)
        self.body.addWidget(self.ways)
        self.table.activated_row.connect(lambda row: self.make_asked.emit(row) if row.state == "asked" else None)
        self.table.chosen_rows_changed.connect(self._offer)

    def show_corrections(self, rows: Sequence[CorrectionRow], *, may_answer: bool) -> None:
        """As they stand."""
        self.model.show(rows)
        self.ways.setVisible(may_answer and bool(rows))
        self._offer()

    def _offer(self) -> None:
        row = self.table.current_row()
        is_asked = row is not None and row.state == "asked"
        self.make.setEnabled(is_asked)
        self.turn_down.setEnabled(is_asked)
        self.reopen.setEnabled(row is not None and not is_asked)

    def _emit(self, tell: Callable[[CorrectionRow], object]) -> None:
        row = self.table.current_row()
        if row is not None:
            tell(row)


class FrozenCard(Card):
    """How minutes were adopted, their digest, and what a later meeting changed."""

    def __init__(self) -> None:
        super().__init__(_("Adopted"))
        self.told = label("", wrap=True)
        self.digest = label("", "faint", wrap=True)
        self.addenda = QWidget()
        self._column = spaced(QVBoxLayout(self.addenda), gap=8)
        for part in (self.told, self.digest, self.addenda):
            self.body.addWidget(part)

    def show_minutes(self, of: MinutesNow) -> None:
        """Say it."""
        sound = (
            _("The text agrees with its number.")
            if of.is_sound
            else _("The text does not agree with this number: it was changed outside the program.")
        )
        self.told.setText(f"{of.adopted_words} {sound}")
        self.digest.setText(_("SHA-256: {digest}").format(digest=_spaced(of.digest)))
        while (taken := self._column.takeAt(0)) is not None:
            widget = taken.widget()
            if widget is not None:
                widget.deleteLater()
        for each in of.addenda:
            said = _("{day}, motion {number}: {words}")
            text = said.format(day=short_day(each.day), number=each.motion, words=each.words)
            self._column.addWidget(label(text, wrap=True))


def _spaced(digest: str) -> str:
    """A digest in groups of eight, so that it can be compared by eye and wraps."""
    return " ".join(digest[at : at + 8] for at in range(0, len(digest), 8))


def _why(row: NameRow) -> str:
    if row.kept_why:
        return row.kept_why
    if row.is_restricted:
        return _("Restricted file")
    return _("Whole name") if row.is_whole else _("Part of a name")


def _name_tone(row: NameRow) -> Tone | None:
    if row.kept_why:
        return None
    if row.is_restricted:
        return "danger"
    return "warn" if row.is_whole else "neutral"


def _correction_tone(row: CorrectionRow) -> Tone | None:
    return {"asked": "warn", "made": "ok"}.get(row.state)  # type: ignore[return-value]
