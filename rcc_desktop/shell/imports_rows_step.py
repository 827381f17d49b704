"""Third step of bringing in: what each row would do, before it does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.ui import Chips, Column, FlowRow, RowsModel, RowsTable, button, label, look, spaced, watch_look
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.imports import VerdictKind
    from rcc_desktop.api.ui import Tone
    from rcc_desktop.imports.plan import Plan, PlannedRow

_, ngettext = words("rcc_desktop")

ALL = "all"
MOST_COLUMNS = 8

KINDS: dict[VerdictKind, tuple[str, Tone]] = {
    "new": (_("New"), "ok"),
    "change": (_("Changes"), "info"),
    "look": (_("Look at this"), "warn"),
    "same": (_("Already here"), "neutral"),
    "problem": (_("Problem"), "danger"),
}


class RowsStep(QWidget):
    """``take`` asks for the rows to be written (True: without those that have problems), ``save`` for those rows."""

    take = Signal(bool)
    save = Signal()
    go_back = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.plan: Plan | None = None
        self.model: RowsModel[PlannedRow] = RowsModel(())
        self.table: RowsTable[PlannedRow] = RowsTable(self.model)
        self.kinds = Chips(one=True, at_least_one=True)
        self.kinds.changed.connect(self._filter)
        self._told = label("", "subtle", wrap=True)
        self._whole = spaced(QVBoxLayout(self), gap=12)
        self._whole.addWidget(self._told)
        self._whole.addWidget(self.kinds)
        self._whole.addWidget(self.table, 1)
        self._detail = label("", wrap=True)
        self._whole.addWidget(self._detail)
        self._whole.addWidget(self._buttons())
        watch_look(self._measure)

    def show_plan(self, plan: Plan) -> None:
        """Show what every row would do."""
        self.plan = plan
        self._replace_table(plan)
        counts = plan.counts
        offered = [(ALL, _("All {count}").format(count=f"{len(plan.rows):,}"))]
        offered += [(kind, f"{title} {counts[kind]:,}") for kind, (title, _tone) in KINDS.items() if counts[kind]]
        self.kinds.offer(offered)
        self.kinds.choose(["problem" if counts["problem"] else ALL])
        self._filter()
        self._say(plan)

    def first_focus(self) -> QWidget:
        """What goes on."""
        return self.on if self.on.isEnabled() else self.table

    def _buttons(self) -> FlowRow:
        self.save_rows = button(_("Save those rows to a file…"), icon_name="download", press=self.save.emit)
        self.on = button("", "primary", press=self._take)
        self.on.setAutoDefault(True)
        return FlowRow(self.on, self.save_rows, button(_("Back"), press=self.go_back.emit), gap=12)

    def _take(self) -> None:
        if self.plan is not None:
            self.take.emit(bool(self.plan.problem_rows))

    def _say(self, plan: Plan) -> None:
        problems, taken = len(plan.problem_rows), rows_taken(plan)
        self.save_rows.setVisible(bool(problems))
        self.on.setEnabled(bool(taken))
        if not taken:
            self.on.setText(_("Nothing to take in"))
        elif problems:
            told = ngettext(
                "Leave out the {count} row with a problem, take in {taken}",
                "Leave out the {count} rows with problems, take in {taken}",
                problems,
            )
            self.on.setText(told.format(count=f"{problems:,}", taken=f"{taken:,}"))
        else:
            self.on.setText(ngettext("Take in {count} row", "Take in {count} rows", taken).format(count=f"{taken:,}"))
        self.on.setAccessibleName(self.on.text())
        self._told.setText(" ".join((_said(problems, taken), *(read.words for read in plan.days.values()))))

    def _filter(self) -> None:
        if self.plan is None:
            return
        chosen = next(iter(self.kinds.chosen()), ALL)
        self.model.show([row for row in self.plan.rows if chosen in {ALL, row.verdict.kind}])
        self._say_why()

    def _replace_table(self, plan: Plan) -> None:
        self.model = RowsModel(_columns(plan))
        table = RowsTable(self.model, _("The rows of the file"))
        table.selectionModel().currentChanged.connect(self._say_why)
        self._whole.replaceWidget(self.table, table)
        self.table.hide()
        self.table.deleteLater()
        self.table = table
        self._measure()

    def _say_why(self) -> None:
        """All that is to be said of the row the keys are on; in its line there may be too little room."""
        row = self.table.current_row()
        said = why(row) if row is not None else ""
        self._detail.setText(_("Row {number}: {why}").format(number=row.number, why=said) if row and said else "")

    def _measure(self) -> None:
        self.table.setMinimumHeight(look().px(240))


def rows_taken(plan: Plan) -> int:
    """How many rows would be written."""
    counts = plan.counts
    return counts["new"] + counts["change"] + counts["look"]


def _said(problems: int, taken: int) -> str:
    if problems:
        return _("Nothing is written yet. Mend the rows with problems in your file, or save them apart and go on.")
    if not taken:
        return _("Everything in this file is here already.")
    return _("Nothing is written yet. All of these rows are taken in together, or none of them.")


def _columns(plan: Plan) -> tuple[Column[PlannedRow], ...]:
    first: tuple[Column[PlannedRow], ...] = (
        Column(_("Row"), lambda row: str(row.number), align="right", width=6, sort=lambda row: row.number),
        Column(_("What happens"), lambda row: KINDS[row.verdict.kind][0], width=14, tone=_tone),
        Column(_("Why"), why, width=44),
    )
    shown = [at for at in range(len(plan.source.headers)) if at in plan.mapping][:MOST_COLUMNS]
    return (*first, *(Column(plan.source.headers[at], _cell(at), width=16) for at in shown))


def why(row: PlannedRow) -> str:
    """The verdict's own words and all that is to be said of single cells, each once."""
    said = (row.verdict.words, *row.remarks)
    return " ".join(dict.fromkeys(word for word in said if word))


def _tone(row: PlannedRow) -> Tone:
    return KINDS[row.verdict.kind][1]


def _cell(at: int) -> Callable[[PlannedRow], str]:
    return lambda row: row.shown[at]
