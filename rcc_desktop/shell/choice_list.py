"""A list of the center's own: its words may change, its keys never do, and what is no longer used is kept."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.contributions import Choice
from rcc_desktop.api.ui.card import button, icon_button, label
from rcc_desktop.api.ui.fields import TextField
from rcc_desktop.api.ui.look import mark, spaced
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_, ngettext = words("rcc_desktop")


def new_key(title: str, taken: Iterable[str]) -> str:
    """A key for a new line, made of its words: ``peer group`` becomes ``peer_group``, a second one ``peer_group_2``."""
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    stem = re.sub(r"[^a-z0-9]+", "_", letters).strip("_") or "choice"
    known = set(taken)
    key, count = stem, 1
    while key in known:
        count += 1
        key = f"{stem}_{count}"
    return key


class Line(QWidget):
    """One entry: its words, whether it is offered, and the buttons to move it."""

    def __init__(self, owner: ChoiceList, choice: Choice | None) -> None:
        super().__init__()
        self.key = choice.key if choice else ""
        row = spaced(QHBoxLayout(self), gap=8)
        self.words = TextField(choice.title if choice else "")
        self.words.setAccessibleName(_("Words"))
        self.offered = QCheckBox(_("Offered"))
        self.offered.setChecked(choice.active if choice else True)
        row.addWidget(self.words, 1)
        row.addWidget(self.offered)
        row.addWidget(icon_button("arrow-up", _("Move up"), lambda: owner.move_line(self, -1)))
        row.addWidget(icon_button("arrow-down", _("Move down"), lambda: owner.move_line(self, 1)))
        self.words.textChanged.connect(owner.changed)
        self.offered.toggled.connect(owner.changed)


class ChoiceList(QWidget):
    """Edits a tuple of ``Choice``. A line that was ever used is not removed but no longer offered."""

    changed = Signal()

    def __init__(self, title: str, choices: Sequence[Choice], help_text: str = "") -> None:
        super().__init__()
        self._lines: list[Line] = []
        whole = spaced(QVBoxLayout(self), gap=4)
        whole.addWidget(mark(label(title), "field"))
        self._column = spaced(QVBoxLayout(), gap=4)
        whole.addLayout(self._column)
        self._note = label(help_text, "faint", wrap=True)
        whole.addWidget(self._note)
        self._note.setVisible(bool(help_text))
        row = QHBoxLayout()
        row.addWidget(button(_("Add a line"), "link", icon_name="plus", press=self.add_line))
        row.addStretch(1)
        whole.addLayout(row)
        for choice in choices:
            self._put(Line(self, choice))

    def value(self) -> tuple[Choice, ...]:
        """The list as it is now; an empty new line is left out."""
        taken = [line.key for line in self._lines if line.key]
        found = []
        for line in self._lines:
            title = line.words.value()
            if not line.key and not title:
                continue
            key = line.key or new_key(title, taken)
            taken.append(key)
            found.append(Choice(key, title, line.offered.isChecked()))
        return tuple(found)

    def line(self, at: int) -> Line:
        """The line at this place, from the top."""
        return self._lines[at]

    def add_line(self) -> None:
        """Add an empty line and put the keys on it."""
        line = Line(self, None)
        self._put(line)
        line.words.setFocus()

    def move_line(self, line: QWidget, by: int) -> None:
        """Move a line up (-1) or down (1)."""
        at = next(place for place, each in enumerate(self._lines) if each is line)
        to = at + by
        if 0 <= to < len(self._lines):
            moved = self._lines.pop(at)
            self._lines.insert(to, moved)
            self._column.removeWidget(moved)
            self._column.insertWidget(to, moved)
            self.changed.emit()

    def show_problem(self, problem: str) -> None:
        """Say what is wrong under the list."""
        self._note.setText(problem)
        self._note.setVisible(bool(problem))
        mark(self._note, "problem" if problem else "faint")

    def _put(self, line: Line) -> None:
        self._lines.append(line)
        self._column.addWidget(line)
