"""Saves the parts of one file, one after another, so that no save trips over the one before it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Signal

from rcc_desktop.people import service
from rcc_desktop.people.views.saving import Saving

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api.desk import Desk
    from rcc_desktop.api.problems import Problem
    from rcc_desktop.people.rows import PersonFile
    from rcc_desktop.people.views.part import Part


class Keeper(QObject):
    """Hears when a field is left, saves its part, and shows every part what is stored now."""

    shown = Signal(object)
    """The file as it is stored now."""
    conflicts = Signal(object)
    """What was changed elsewhere while it was being typed here; empty once all is decided."""

    def __init__(self, desk: Desk, page: QWidget, person: int) -> None:
        super().__init__(page)
        self._desk, self._page, self._person = desk, page, person
        self._parts: list[Part] = []
        self._waiting: list[Part] = []
        self._file: PersonFile | None = None
        self._busy = False
        self._to_put_back: dict[str, object] = {}

    def add(self, part: Part) -> None:
        """Look after one more part."""
        self._parts.append(part)
        part.left.connect(lambda: self._save(part))
        if self._file is not None:
            part.show(self._file)
            self._put_back(part)

    def unsaved(self) -> dict[str, object]:
        """What is typed and not stored, by part."""
        typed = {part.key: part.unsaved() for part in self._parts}
        return {key: words for key, words in {**self._to_put_back, **typed}.items() if words is not None}

    def put_back(self, typed: Mapping[str, object]) -> None:
        """Have what an earlier ``unsaved`` gave in the fields again, as soon as they are there."""
        self._to_put_back = dict(typed)
        for part in self._parts:
            self._put_back(part)

    def show(self, file: PersonFile) -> None:
        """Show the file as it is stored now; what is being typed stays."""
        self._file = file
        met = [conflict for part in self._parts for conflict in part.show(file)]
        if met:
            self.conflicts.emit(tuple(met))
        self.shown.emit(file)

    def save(self) -> None:
        """Save everything that was changed."""
        for part in self._parts:
            self._save(part)

    def keep_mine(self) -> None:
        """Save what was typed here over what was changed elsewhere."""
        for part in self._parts:
            part.keep_mine()
        self.conflicts.emit(())
        self.save()

    def take_theirs(self) -> None:
        """Let what was changed elsewhere stand."""
        for part in self._parts:
            part.take_theirs()
        self.conflicts.emit(())

    def _put_back(self, part: Part) -> None:
        typed = self._to_put_back.pop(part.key, None)
        if typed is not None:
            part.put_back(typed)

    def _save(self, part: Part) -> None:
        if part not in self._waiting:
            self._waiting.append(part)
        if not self._busy:
            self._next()

    def _next(self) -> None:
        while self._waiting:
            part = self._waiting.pop(0)
            verb = part.verb()
            if verb is not None:
                self._write(part, verb)
                return

    def _write(self, part: Part, verb: Callable[[], object]) -> None:
        self._busy = True
        person = self._person

        def write() -> PersonFile:
            verb()
            return service.file_of(person)

        saving = Saving(self._desk, self._page, part.said, lambda problem: self._failed(part, problem))
        self._desk.write(saving, write, lambda file: self._kept(part, file))

    def _kept(self, part: Part, file: PersonFile) -> None:
        if not shiboken6.isValid(self._page):
            return
        self._busy = False
        part.accept()
        self.show(file)
        self._next()

    def _failed(self, part: Part, problem: Problem) -> None:
        self._busy = False
        if problem.code == "changed_elsewhere":
            self._desk.read(self._page, lambda: service.file_of(self._person), lambda file: self._meet(part, file))
            return
        part.show_problem(problem)
        self._next()

    def _meet(self, part: Part, file: PersonFile) -> None:
        """Somebody saved first. Where they changed something else, ours goes beside it; else a person decides."""
        self.show(file)
        self._save(part)
