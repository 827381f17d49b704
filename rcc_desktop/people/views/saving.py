"""One write of a page: told once it is kept, with the way back; trouble goes to whoever asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import shiboken6

from rcc_desktop.people import service

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api.changes import Changes
    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.problems import Problem


@dataclass(slots=True, eq=False)
class Saving:
    """The owner of one write. It outlives its page, so that what was saved in leaving the page is told as well."""

    desk: Desk
    page: QWidget
    said: str
    failed: Callable[[Problem], None]

    def kept(self, changes: Changes) -> None:
        """Say that it is saved, and offer to take it back. The session calls this once the transaction is kept."""
        entry = changes.entry
        if entry is not None and changes.tables:
            self.desk.note(self.said, lambda: service.undo(entry))

    def show_problem(self, problem: Problem) -> None:
        """Let the page say it beside the field, if the page is still there."""
        if shiboken6.isValid(self.page):
            self.failed(problem)
        else:
            self.desk.note(str(problem))
