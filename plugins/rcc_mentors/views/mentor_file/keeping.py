"""Save one thing in a mentor's file, say so, offer the undo, and show the file anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.people.file import MentorFile

T = TypeVar("T")


class Keeping:
    """What every card of the tab is given: the desk, the page, and whether whoever looks may change anything."""

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        self.desk = desk
        self.page = page
        self.may = desk.may("mentors.keep")

    def keep(
        self,
        work: Callable[[], T],
        said: str | Callable[[T], str],
        undo: Callable[[T], object] | None = None,
        owner: QWidget | None = None,
    ) -> None:
        """Run a verb; its answer is what ``said`` and ``undo`` take. Problems go to ``owner``, or to the page."""

        def then(answer: T) -> None:
            self.desk.note(
                said if isinstance(said, str) else said(answer), None if undo is None else lambda: undo(answer)
            )
            if owner is not None:
                owner.close()
            self.page.refresh()

        self.desk.write(owner or self.page, work, then)


class Shown:
    """The file that is on screen, for buttons that act on it."""

    def __init__(self) -> None:
        self._file: MentorFile | None = None

    @property
    def file(self) -> MentorFile:
        """The file. Raises ``LookupError`` before there is one: nothing can be pressed then."""
        if self._file is None:
            raise LookupError("no file is shown yet")
        return self._file

    def show(self, file: MentorFile) -> None:
        """This one is on screen now."""
        self._file = file
