"""What each row would do, to look at before anything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui.card import button
from rcc_desktop.api.ui.chips import Chips
from rcc_desktop.api.ui.look import look, spaced
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.imports import VerdictKind
    from rcc_desktop.api.ui.look import Tone
    from rcc_desktop.imports.plan import Plan, PlannedRow

_, ngettext = words("rcc_desktop")

ALL = "all"
COLUMNS_SHOWN = 4
_TONES: dict[VerdictKind, Tone] = {
    "new": "ok", "change": "info", "same": "neutral", "look": "warn", "problem": "danger",
}  # fmt: skip


def verdict_words(kind: VerdictKind) -> str:
    """What a row would do, in a word or two."""
    told = {
        "new": _("New"),
        "change": _("Change"),
        "same": _("Same"),
        "look": _("Please look"),
        "problem": _("Problem"),
    }
    return told[kind]


class PreviewStep(QWidget):
    """The rows with their verdicts, filtered by kind, and the button that takes them in."""

    agreed = Signal()
    left = Signal()
    save_problems = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        column = spaced(QVBoxLayout(self), gap=12)
        self.kinds = Chips(one=True, at_least_one=True, numbered=False)
        self.kinds.changed.connect(self._filter)
        column.addWidget(self.kinds)
        self._home = QVBoxLayout()
        column.addLayout(self._home, 1)
        self.table: RowsTable[PlannedRow] | None = None
        self.leave_out = QCheckBox(_("Leave out the rows with problems"))
        self.leave_out.toggled.connect(self._label)
        column.addWidget(self.leave_out)
        row = spaced(QHBoxLayout(), gap=8)
        row.addWidget(button(_("Back"), press=self.left.emit))
        self.save = button(_("Save the rows to mend"), icon_name="download", press=self.save_problems.emit)
        row.addWidget(self.save)
        row.addStretch(1)
        self.go = button("", "primary", press=self.agreed.emit)
        row.addWidget(self.go)
        column.addLayout(row)

    def show_plan(self, plan: Plan) -> None:
        """Show what this import would do."""
        self.plan = plan
        counts = plan.counts
        kinds = [(ALL, _("All {count}").format(count=len(plan.rows)))]
        kinds += [(kind, f"{verdict_words(kind)} {counts[kind]}") for kind in _TONES if counts[kind]]
        self.kinds.offer(kinds)
        self.kinds.choose([ALL])
        problems = bool(counts["problem"])
        self.leave_out.setVisible(problems)
        self.leave_out.setChecked(False)
        self.save.setVisible(problems)
        self._make_table(plan)
        self._filter()
        self._label()

    def leaves_out_problems(self) -> bool:
        """Whether rows with problems are left out, so that the others can be taken."""
        return self.leave_out.isChecked()

    def _filter(self) -> None:
        if self.plan is None or self.table is None:
            return
        (kind,) = self.kinds.chosen() or (ALL,)
        self.table.rows_model.show([row for row in self.plan.rows if kind in {ALL, row.verdict.kind}])

    def _label(self) -> None:
        if self.plan is None:
            return
        counts = self.plan.counts
        taken = counts["new"] + counts["change"] + counts["look"]
        self.go.setText(ngettext("Take in {count} row", "Take in {count} rows", taken).format(count=taken))
        self.go.setEnabled(taken > 0 and (not counts["problem"] or self.leave_out.isChecked()))
        self.go.setToolTip("" if self.go.isEnabled() else _("Mend the rows with problems, or leave them out."))

    def _make_table(self, plan: Plan) -> None:
        before = self.table
        model: RowsModel[PlannedRow] = RowsModel(_columns(plan))
        self.table = RowsTable(model, _("What each row would do"))
        self.table.set_empty(_("No rows of this kind."))
        self.table.setMinimumHeight(look().px(240))
        self._home.addWidget(self.table)
        if before is not None:
            self._home.removeWidget(before)
            before.hide()
            before.deleteLater()


def _columns(plan: Plan) -> tuple[Column[PlannedRow], ...]:
    mapped = sorted(plan.mapping)[:COLUMNS_SHOWN]
    return (
        Column(_("Row"), lambda row: str(row.number), align="right", width=6, sort=lambda row: row.number),
        Column(
            _("Would be"),
            lambda row: verdict_words(row.verdict.kind),
            width=12,
            tone=lambda row: _TONES[row.verdict.kind],
        ),
        *(Column(plan.source.headers[at], _cell(at)) for at in mapped),
        Column(_("Why"), _why, width=40),
    )


def _cell(at: int) -> Callable[[PlannedRow], str]:
    return lambda row: row.shown[at]


def _why(row: PlannedRow) -> str:
    return " ".join(dict.fromkeys(part for part in (row.verdict.words, *row.remarks) if part))
