"""Bring in a file: what it is, which column is what, what each row would do; then all of it or nothing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog

from rcc_desktop.api.ui.card import button
from rcc_desktop.api.ui.page import PageWidget
from rcc_desktop.api.words import words
from rcc_desktop.imports.plan import Plan, apply, plan_import
from rcc_desktop.shell.import_columns import ColumnsStep
from rcc_desktop.shell.import_preview import PreviewStep
from rcc_desktop.shell.import_start import DoneStep, StartStep, WaitStep
from rcc_desktop.staff.views.one_at_a_time import OneAtATime

if TYPE_CHECKING:
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.imports import Import
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.host.session import Session
    from rcc_desktop.imports.rows import Rows

_, ngettext = words("rcc_desktop")

START, WAIT, COLUMNS, PREVIEW, DONE = range(5)


class ImportsPage(PageWidget):
    """Leads from a file to its rows. Nothing is written before the last step, and then all of it or nothing."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, _("Bring in a file"))
        self._session = session
        self._wanted: Import | None = None
        self._back_to = START
        self._stop = threading.Event()
        self.start = StartStep([each for each in session.imports() if session.actor.may(each.needs)])
        self.wait, self.columns, self.preview, self.done = WaitStep(), ColumnsStep(), PreviewStep(), DoneStep()
        self._steps = OneAtATime()
        for step in (self.start, self.wait, self.columns, self.preview, self.done):
            self._steps.add(step)
        self.body.addWidget(self._steps, 1)
        self.start.wanted.connect(self.choose_file)
        self.wait.cancelled.connect(self.cancel)
        self.columns.agreed.connect(self.look)
        self.columns.left.connect(self.start_over)
        self.preview.left.connect(lambda: self._show(COLUMNS))
        self.preview.agreed.connect(self.take)
        self.preview.save_problems.connect(self._choose_problem_file)
        self.done.again.connect(self.start_over)
        self._again = button(_("Start over"), press=self.start_over)
        self.add_action(self._again)
        self._show(START)

    def step(self) -> int:
        """The step in sight."""
        return self._steps.at()

    def choose_file(self, wanted: Import) -> QFileDialog:
        """Ask for the file of what is to be brought in."""
        self._wanted = wanted
        asked = QFileDialog(self, _("Choose a file"), str(Path.home()), "*.csv *.tsv *.txt *.xlsx")
        asked.setFileMode(QFileDialog.FileMode.ExistingFile)
        asked.setHistory([])
        asked.fileSelected.connect(lambda path: self.read(wanted, Path(path)))
        asked.finished.connect(asked.deleteLater)
        asked.open()
        return asked

    def read(self, wanted: Import, path: Path) -> None:
        """Read the file; nothing of it runs and nothing of it is kept."""
        self._wanted = wanted
        self._stop = stop = threading.Event()

        def work() -> Rows:
            from rcc_desktop.imports.reading import read

            return read(path, cancelled=stop.is_set)

        self._wait_for(_("Reading the file"), START)
        self._session.lanes.run("read", self, work, lambda rows: self._read(rows, stop))

    def look(self) -> None:
        """Ask what each row would do."""
        wanted, rows, mapping = self._wanted, self.columns.rows, self.columns.mapping()
        if wanted is None or rows is None:
            return
        today, day_first = self._session.now().date(), self.columns.day_first()
        self._stop = stop = threading.Event()
        self._wait_for(_("Looking at each row"), COLUMNS)
        self.desk.read(
            self,
            lambda: plan_import(wanted, rows, mapping, today=today, day_first=day_first),
            lambda plan: self._planned(plan, stop),
        )

    def take(self) -> None:
        """Take the rows in."""
        plan, leave_out = self.preview.plan, self.preview.leaves_out_problems()
        if plan is None:
            return
        self._wait_for(_("Taking the rows in"), PREVIEW, may_cancel=False)
        self.desk.write(self, lambda: apply(plan, leave_out_problems=leave_out), self._taken)

    def cancel(self) -> None:
        """Stop waiting and go back to the step before."""
        self._stop.set()
        self._show(self._back_to)

    def start_over(self) -> None:
        """Begin again; nothing was changed."""
        self._stop.set()
        self._show(START)

    def show_problem(self, problem: Problem) -> None:
        """Go back to the step before and say what is wrong."""
        if self.step() == WAIT:
            self._show(self._back_to)
        super().show_problem(problem)

    def save_problems(self, path: Path) -> None:
        """Write the rows with problems to a file, to mend and bring back."""
        from rcc_desktop.imports.mending import write_problem_rows

        plan = self.preview.plan
        if plan is not None:
            self._session.lanes.run("read", self, lambda: write_problem_rows(plan, path), self._saved)

    def _read(self, rows: Rows, stop: threading.Event) -> None:
        if self._wanted is None or stop.is_set():
            return
        self.columns.show_rows(self._wanted, rows)
        self._show(COLUMNS)

    def _planned(self, plan: Plan, stop: threading.Event) -> None:
        if not stop.is_set():
            self.preview.show_plan(plan)
            self._show(PREVIEW)

    def _taken(self, count: int) -> None:
        plan = self.preview.plan
        left = len(plan.problem_rows) if plan is not None else 0
        self.done.tell(count, left)
        self._show(DONE)
        self.desk.note(ngettext("{count} row was taken in.", "{count} rows were taken in.", count).format(count=count))

    def _saved(self, count: int) -> None:
        self.desk.note(ngettext("{count} row was saved.", "{count} rows were saved.", count).format(count=count))

    def _choose_problem_file(self) -> None:
        name = str(Path.home() / _("rows to mend.xlsx"))
        asked = QFileDialog(self, _("Save the rows to mend"), name, "Excel (*.xlsx);;CSV (*.csv)")
        asked.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        asked.setDefaultSuffix("xlsx")
        asked.setHistory([])
        asked.fileSelected.connect(lambda path: self.save_problems(Path(path)))
        asked.finished.connect(asked.deleteLater)
        asked.open()

    def _wait_for(self, what: str, back_to: int, *, may_cancel: bool = True) -> None:
        self.clear_problem()
        self._back_to = back_to
        self.wait.tell(what, may_cancel=may_cancel)
        self._show(WAIT)

    def _show(self, step: int) -> None:
        self.clear_problem()
        self._again.setVisible(step in {COLUMNS, PREVIEW})
        subtitles = {
            START: _("Nothing is changed until you have seen what each row would do."),
            COLUMNS: _("Which column is what? We have guessed; change what is not right."),
            PREVIEW: _("This is what each row would do. Nothing has been changed yet."),
        }
        self.set_subtitle(subtitles.get(step, ""))
        self._steps.show_page(step)
