"""What filling proposes: what stays open and why, every change with what spoke for it, and everybody's share."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, Card, Column, Figure, FlowRow, RowsModel, RowsTable, button, label, look, spaced
from rcc_mentors.shifts.fill_wording import joined
from rcc_mentors.shifts.filling import take_proposal, undo_filling
from rcc_mentors.shifts.wording import hours_words, span_words

if TYPE_CHECKING:
    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.shifts.fill_rows import LoadLine, Proposal, ProposedChange, Taken

_, ngettext = words("rcc_mentors")

MOST_GAPS = 12
"""So many open shifts are explained one by one; the rest is counted."""


class ProposalView(QWidget):
    """Take all of it, or the rows that are chosen. ``taken`` is told after, ``again`` asks to choose anew."""

    taken = Signal()
    again = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        whole = spaced(QVBoxLayout(self), gap=16)
        self._banner = Banner("danger")
        self._banner.hide()
        self.proof = label("", "strong", wrap=True)
        self.gaps = Card(_("What stays open, and why"))
        self._gap_words = label("", wrap=True)
        self.gaps.body.addWidget(self._gap_words)
        self.load = RowsModel(_load_columns())
        shares = RowsTable(self.load, _("What each would have"))
        shares.setMinimumHeight(look().px(240))
        for each in (self._banner, self.proof, self._figures(), self.gaps, self._changes(), self._ends()):
            whole.addWidget(each)
        whole.addWidget(label(_("What each would have in these weeks"), "heading3"))
        whole.addWidget(shares, 1)

    def _figures(self) -> QWidget:
        self.before, self.after, self.count = Figure(_("Open now")), Figure(_("Open then")), Figure(_("Changes"))
        row = FlowRow(gap=12)
        for figure in (self.before, self.after, self.count):
            row.flow.addWidget(figure)
        return row

    def _changes(self) -> QWidget:
        self.model = RowsModel(_change_columns())
        self.table = RowsTable(self.model, _("Changes"))
        self.table.setMinimumHeight(look().px(320))
        self.table.set_empty(_("Nothing to change"), _("What stands already is the best there is."))
        self.table.chosen_rows_changed.connect(self._count)
        return self.table

    def _ends(self) -> QWidget:
        self.take_all = button(_("Take all"), "primary", press=lambda: self._take(self.model.rows))
        self.take_chosen = button("", press=lambda: self._take(self.table.chosen_rows()))
        row = FlowRow()
        for each in (self.take_all, self.take_chosen, button(_("Choose again"), "link", press=self.again.emit)):
            row.flow.addWidget(each)
        return row

    def show_proposal(self, proposed: Proposal) -> None:
        """Show it with nothing chosen: what is taken is taken on purpose."""
        self._banner.hide()
        self.proof.setText(proposed.proof_words)
        self.before.show_number(str(proposed.missing_before))
        self.after.show_number(str(proposed.missing_after))
        self.count.show_number(str(len(proposed.changes)))
        self.gaps.setVisible(bool(proposed.gaps))
        said = [gap.sentence for gap in proposed.gaps[:MOST_GAPS]]
        more = len(proposed.gaps) - len(said)
        if more:
            said.append(
                ngettext("{count} more is like these.", "{count} more are like these.", more).format(count=more)
            )
        self._gap_words.setText("\n".join(said))
        self.model.show(proposed.changes)
        self.load.show(proposed.load)
        self.take_all.setEnabled(bool(proposed.changes))
        self.table.clearSelection()
        self._count()

    def show_problem(self, problem: Problem) -> None:
        """Say why nothing was taken."""
        self._banner.say(problem.what, problem.way_out)

    def _count(self) -> None:
        chosen = len(self.table.chosen_rows())
        self.take_chosen.setText(ngettext("Take {count} chosen", "Take {count} chosen", chosen).format(count=chosen))
        self.take_chosen.setEnabled(chosen > 0)

    def _take(self, changes: list[ProposedChange]) -> None:
        chosen, now = tuple(changes), self._desk.now()
        self._desk.write(self, lambda: take_proposal(chosen, now), self._say)

    def _say(self, taken: Taken) -> None:
        desk, made = self._desk, len(taken.made)
        said = ngettext("{count} booking made.", "{count} bookings made.", made).format(count=made)
        desk.note("\n".join([said, *taken.left_out]), lambda: undo_filling(taken, desk.now()))
        self.taken.emit()


def _change_columns() -> tuple[Column[ProposedChange], ...]:
    return (
        Column(_("Change"), lambda row: _("Book") if row.frees is None else _("Free"), width=8, tone=_tone),
        Column(_("Shift"), lambda row: span_words(row.shift.starts, row.shift.ends), width=30, sort=_when),
        Column(_("Role"), lambda row: row.shift.role_title, width=14),
        Column(_("Mentor"), lambda row: row.name, width=18),
        Column(_("Why"), lambda row: joined(row.cost_words)),
    )


def _tone(row: ProposedChange) -> Tone:
    return "ok" if row.frees is None else "warn"


def _when(row: ProposedChange) -> tuple[object, ...]:
    return (row.shift.starts, row.shift.id, row.name)


def _load_columns() -> tuple[Column[LoadLine], ...]:
    return (
        Column(_("Mentor"), lambda row: row.name),
        Column(_("Now"), lambda row: hours_words(row.minutes_now), width=10, align="right", sort=_now),
        Column(_("Then"), lambda row: hours_words(row.minutes_then), width=10, align="right", sort=_then),
        Column(_("Weekends"), lambda row: str(row.weekends), width=9, align="right"),
        Column(_("Evenings"), lambda row: str(row.evenings), width=9, align="right"),
    )


def _now(row: LoadLine) -> int:
    return row.minutes_now


def _then(row: LoadLine) -> int:
    return row.minutes_then
