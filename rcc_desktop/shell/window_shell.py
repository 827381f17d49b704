"""The window as the host sees it: where notes, problems, people and papers go."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.documents import Answers
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.logs import Report
    from rcc_desktop.shell.center_view import CenterView


class WindowShell:
    """Hands what the host says to the view of the open center."""

    def __init__(self, view: CenterView) -> None:
        self._view = view

    def open_person(self, person: int, page: str | None) -> None:
        """Show a person's file."""
        self._view.open_person(person, page)

    def open_page(self, page: str, one: int | None) -> None:
        """Open the place with this key, and let its page show one of its things."""
        opened = self._view.open_place(page)
        if opened is not None and one is not None:
            opened.show_one(one)

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        """Open the short form at the side."""
        self._view.add_person(typed, then)

    def note(self, text: str, undo: Callable[[], None] | None) -> None:
        """Say it at the foot."""
        self._view.notices.note(text, undo)

    def hand_over(self, document: str, answers: Answers | None) -> None:
        """Open the papers page at this paper."""
        self._view.open_paper(document, answers)

    def show_problem(self, problem: Problem) -> None:
        """Keep it at the foot until it is solved."""
        self._view.notices.problem(problem)

    def broke(self, report: Report) -> None:
        """Say that something broke."""
        self._view.show_mistake(report)
