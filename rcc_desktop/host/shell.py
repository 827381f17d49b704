"""What the host asks of whatever is around the pages: a window, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from rcc_desktop.work.lanes import Silence

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.documents import Answers
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.logs import Report


class Shell(Protocol):
    """The window, as the host sees it. Everything is called on the window's thread."""

    def open_person(self, person: int, page: str | None) -> None:
        """Show a person's file, at a tab if one is named."""

    def open_page(self, page: str, one: int | None) -> None:
        """Go to a page, at one of its things if one is named."""

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        """Open the short form for somebody new."""

    def note(self, text: str, undo: Callable[[], None] | None) -> None:
        """Say quietly what happened; calling ``undo`` queues the undoing, and may be called once."""

    def hand_over(self, document: str, answers: Answers | None) -> None:
        """Open a paper by key."""

    def show_problem(self, problem: Problem) -> None:
        """Say what went wrong where no page can."""

    def broke(self, report: Report) -> None:
        """Say that the program made a mistake, once."""


class HeadlessShell(Silence):
    """No window: notes are kept in ``notes`` for whoever wants to read them, and nothing can be opened."""

    def __init__(self) -> None:
        self.notes: list[str] = []
        self.undos: list[Callable[[], None]] = []
        self.opened: list[tuple[int, str | None]] = []
        self.pages: list[tuple[str, int | None]] = []
        self.asked_to_add: list[tuple[str, Callable[[int], None]]] = []
        self.handed_over: list[tuple[str, Answers | None]] = []

    def open_person(self, person: int, page: str | None) -> None:
        """Remember who would be shown."""
        self.opened.append((person, page))

    def open_page(self, page: str, one: int | None) -> None:
        """Remember which page would be shown."""
        self.pages.append((page, one))

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        """Remember who would be added: nobody is there to fill in the form."""
        self.asked_to_add.append((typed, then))

    def note(self, text: str, undo: Callable[[], None] | None) -> None:
        """Keep what was said, and how it would be undone."""
        self.notes.append(text)
        if undo is not None:
            self.undos.append(undo)

    def hand_over(self, document: str, answers: Answers | None) -> None:
        """Remember which paper was asked for."""
        self.handed_over.append((document, answers))
