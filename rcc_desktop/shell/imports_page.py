"""Bringing in a file: choose it, say which column is which, look at every row, take it in. All of it, or nothing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.ui import EmptyState, PageWidget, button, label, mark, spaced
from rcc_desktop.api.words import words
from rcc_desktop.shell.imports_busy import BusyLine
from rcc_desktop.shell.imports_columns_step import ColumnsStep
from rcc_desktop.shell.imports_file_step import FileStep
from rcc_desktop.shell.imports_files import ask_where_to_save
from rcc_desktop.shell.imports_rows_step import RowsStep
from rcc_desktop.shell.imports_work import read_table

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeVar

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.host.session import Session
    from rcc_desktop.imports.plan import Plan
    from rcc_desktop.shell.imports_work import Chosen, Table
    from rcc_desktop.work.lanes import Errand, Lane

    T = TypeVar("T")

_, ngettext = words("rcc_desktop")

FILE, COLUMNS, ROWS, DONE = range(4)


class ImportsPage(PageWidget):
    """Four steps, one after another; going back changes nothing. Ctrl+Enter goes on, Alt+Left goes back."""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__(desk, _("Bring in"), _("People and records from a spreadsheet"))
        self._session = session
        self._errand: Errand | None = None
        self._table: Table | None = None
        self._offered = [each for each in session.imports() if desk.may(each.needs)]
        self.trail = _Trail([_("File"), _("Columns"), _("Rows"), _("Done")])
        self.busy = BusyLine()
        self.steps = _Steps()
        self.file = FileStep(self._offered)
        self.columns = ColumnsStep(lambda: desk.now().date())
        self.rows = RowsStep()
        self.done = EmptyState("circle-check", "", "", button(_("Bring in another file"), press=self.start_over))
        for step in (self.file, self.columns, self.rows, self.done):
            self.steps.add(step)
        for each in (self.trail, self.busy):
            self.body.addWidget(each)
        self.body.addWidget(self.steps, 1)
        self._connect()
        self._go_to(FILE)

    def first_focus(self) -> QWidget | None:
        """Where the step wants the keys."""
        step = self.steps.current
        return {FILE: self.file.path, COLUMNS: self.columns.first_focus(), ROWS: self.rows.first_focus()}.get(step)

    def show_problem(self, problem: Problem) -> None:
        """Say it where it is met: beside the file, or above the step."""
        self._over()
        if self.steps.current == FILE:
            self.file.show_problem(problem)
        else:
            super().show_problem(problem)

    def start_over(self) -> None:
        """Begin again with another file."""
        self.file.path.clear()
        self._go_to(FILE)

    def _connect(self) -> None:
        self.file.chosen.connect(self._read)
        self.columns.reread.connect(self._read)
        self.columns.go_back.connect(lambda: self._go_to(FILE))
        self.columns.go_on.connect(self._plan)
        self.rows.go_back.connect(lambda: self._go_to(COLUMNS))
        self.rows.take.connect(self._take)
        self.rows.save.connect(self._ask_where)
        for keys, run in (("Ctrl+Return", self._forward), ("Ctrl+Enter", self._forward), ("Alt+Left", self._back)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    def _forward(self) -> None:
        forward: tuple[Callable[[], object], ...] = (
            self.file.go_on,
            self.columns.on.click,
            self.rows.on.click,
            self.start_over,
        )
        forward[self.steps.current]()

    def _back(self) -> None:
        if self.steps.current in {COLUMNS, ROWS} and self.steps.isEnabled():
            self._go_to(self.steps.current - 1)

    def _go_to(self, step: int) -> None:
        self.clear_problem()
        self.steps.show_step(step)
        self.trail.show_step(step)
        focus = self.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, chosen: Chosen) -> None:
        wanted = self.file.wanted()
        self._long("read", _("Reading the file…"), lambda told: read_table(chosen, wanted, told), self._show_columns)

    def _show_columns(self, table: Table) -> None:
        self._over()
        self.columns.show_table(table, self.file.wanted())
        self._table = table
        self._go_to(COLUMNS)

    def _plan(self) -> None:
        from rcc_desktop.imports.plan import plan_import

        session, wanted, table = self._session, self.file.wanted(), self._table
        if table is None:
            return
        mapping, day_first, today = self.columns.mapping(), self.columns.day_first(), self.desk.now().date()
        actor, source = session.actor, table.rows

        def plan(_told: Callable[[float], None]) -> Plan:
            return session.store.read(
                lambda: plan_import(wanted, source, mapping, today=today, day_first=day_first), actor
            )

        self._long("read", _("Looking at every row…"), plan, self._show_rows)

    def _show_rows(self, plan: Plan) -> None:
        self._over()
        self.rows.show_plan(plan)
        self._go_to(ROWS)

    def _take(self, leave_out: bool) -> None:
        from rcc_desktop.host.copies import before_import
        from rcc_desktop.imports.plan import apply

        plan, session = self.rows.plan, self._session
        if plan is None or not self.steps.isEnabled():
            return
        actor = session.actor

        def take(_told: Callable[[float], None]) -> int:
            before_import(session, len(plan.rows))
            return session.store.write(lambda: apply(plan, leave_out_problems=leave_out), actor, origin=self)

        self._long("write", _("Taking in the rows…"), take, self._show_done, may_stop=False)

    def _show_done(self, count: int) -> None:
        self._over()
        told = ngettext("{count} row was taken in", "{count} rows were taken in", count).format(count=f"{count:,}")
        plan = self.rows.plan
        left = len(plan.problem_rows) if plan is not None else 0
        more = ngettext(
            "{count} row with a problem was left out. Mend it in your file and bring the file in again.",
            "{count} rows with problems were left out. Mend them in your file and bring the file in again.",
            left,
        ).format(count=left)
        self.done.say(told, more if left else _("Find them in their place now."))
        self.desk.note(f"{told}.")
        self._go_to(DONE)

    def _ask_where(self) -> None:
        ask_where_to_save(self, _("rows to mend.xlsx"), self.save_problem_rows)

    def save_problem_rows(self, path: str) -> None:
        """Write the rows with problems, and what to mend in each, to a file of their own."""
        from rcc_desktop.imports.mending import write_problem_rows

        plan = self.rows.plan
        if plan is not None:
            self._session.lanes.run("read", self, lambda: write_problem_rows(plan, Path(path)), self._tell_saved)

    def _tell_saved(self, count: int) -> None:
        self.clear_problem()
        told = ngettext("{count} row is saved to mend.", "{count} rows are saved to mend.", count)
        self.desk.note(told.format(count=f"{count:,}"))

    def _long(
        self,
        lane: Lane,
        said: str,
        work: Callable[[Callable[[float], None]], T],
        then: Callable[[T], None],
        *,
        may_stop: bool = True,
    ) -> None:
        self.clear_problem()
        self.steps.setEnabled(False)
        self.busy.begin(said, self._stop if may_stop else None)
        self._errand = self._session.lanes.long(lane, self, work, then, lambda _share: None)

    def _stop(self) -> None:
        if self._errand is not None:
            self._errand.cancel()
        self._over()

    def _over(self) -> None:
        self.busy.end()
        self.steps.setEnabled(True)


class _Steps(QWidget):
    """One step in sight; unlike in a stack, the page is only as tall as that one."""

    def __init__(self) -> None:
        super().__init__()
        self.current = 0
        self._steps: list[QWidget] = []
        self._column = spaced(QVBoxLayout(self))

    def add(self, step: QWidget) -> None:
        """Put one more step after the others."""
        step.setVisible(not self._steps)
        self._steps.append(step)
        self._column.addWidget(step)

    def show_step(self, step: int) -> None:
        """Show one and hide the others."""
        self.current = step
        for at, each in enumerate(self._steps):
            each.setVisible(at == step)


class _Trail(QWidget):
    """Where in the steps one is."""

    def __init__(self, titles: list[str]) -> None:
        super().__init__()
        row = spaced(QHBoxLayout(self), gap=8)
        self._titles = titles
        self._labels = [label(f"{number}  {title}", "badge") for number, title in enumerate(titles, 1)]
        for each in self._labels:
            row.addWidget(each)
        row.addStretch(1)

    def show_step(self, step: int) -> None:
        """Mark the step one is at."""
        for at, each in enumerate(self._labels):
            mark(each, tone="accent" if at == step else "neutral")
        told = _("Step {number} of {all}: {title}")
        self.setAccessibleName(told.format(number=step + 1, all=len(self._titles), title=self._titles[step]))
