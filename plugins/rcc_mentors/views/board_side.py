"""Beside the board: open slots, the soonest first, and the mentors, to be dragged onto a shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, Chips, PeopleList, PersonLine, TextField, label, look, spaced, watch_look
from rcc_mentors.people.sorting import folded
from rcc_mentors.views.board_layout import standing
from rcc_mentors.views.board_words import span_words
from rcc_mentors.views.hole_list import HoleList
from rcc_mentors.views.name_drag import NameList

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rcc_mentors.people.facts import MentorFact
    from rcc_mentors.shifts.rows import ShiftRow

_, ngettext = words("rcc_mentors")

OPEN, MENTORS = "open", "mentors"


class BoardSide(Card):
    """Two lists, one at a time."""

    name_taken = Signal(int, object)
    """A mentor is dragged out of the list: who, and where on the screen."""
    mentor_chosen = Signal(int)
    """Enter on a mentor: show only their shifts."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: Sequence[MentorFact] = ()
        self._minutes: Mapping[int, int] = {}
        self.tabs = Chips(
            ((OPEN, _("Open slots")), (MENTORS, _("Mentors"))), one=True, at_least_one=True, numbered=False
        )
        self.tabs.choose((OPEN,))
        self.tabs.changed.connect(self._turn)
        self.body.addWidget(self.tabs)
        self.holes = HoleList()
        self.field = TextField(hint=_("Find a mentor"))
        self.field.setAccessibleName(_("Find a mentor"))
        self.field.textChanged.connect(self._find)
        self.people = PeopleList(_("Mentors; drag one onto a shift, or press A on the shift"), compact=True)
        self.people.set_empty(_("Nobody of this name"))
        self.people.chosen.connect(self.mentor_chosen)
        names = NameList(self.people)
        names.taken.connect(self.name_taken)
        mentors = QWidget()
        column = spaced(QVBoxLayout(mentors), gap=8)
        column.addWidget(self.field)
        column.addWidget(self.people, 1)
        column.addWidget(label(_("Drag a name onto a shift."), "faint", wrap=True))
        self._mentors = mentors
        self.body.addWidget(self.holes, 1)
        self.body.addWidget(mentors, 1)
        self._turn()
        watch_look(self._measure)
        self._measure()

    def show_mentors(self, facts: Iterable[MentorFact], shifts: Iterable[ShiftRow]) -> None:
        """Offer those who serve now, with the hours they have on this board."""
        self._facts = [fact for fact in facts if fact.serves]
        minutes: dict[int, int] = {}
        for shift in shifts:
            for mentor in standing(shift):
                minutes[mentor] = minutes.get(mentor, 0) + round((shift.ends - shift.starts).total_seconds() / 60)
        self._minutes = minutes
        self._show_mentors()

    def show_list(self, which: str) -> None:
        """Turn to a list."""
        self.tabs.choose((which,))
        self._turn()

    def name_of(self, mentor: int) -> str:
        """The name of somebody in the list."""
        return next((fact.name for fact in self._facts if fact.id == mentor), "")

    def _show_mentors(self) -> None:
        typed = folded(self.field.value())
        lines = [
            PersonLine(fact.id, fact.name, below=self._load(fact.id), color=fact.person)
            for fact in self._facts
            if typed in folded(fact.name)
        ]
        self.people.show_lines(lines)

    def _find(self, _typed: str) -> None:
        self._show_mentors()

    def _load(self, mentor: int) -> str:
        minutes = self._minutes.get(mentor, 0)
        return _("{hours} on this board").format(hours=span_words(minutes)) if minutes else _("free on this board")

    def _turn(self) -> None:
        self._mentors.setVisible(self.tabs.chosen() == (MENTORS,))
        self.holes.setVisible(self.tabs.chosen() == (OPEN,))

    def _measure(self) -> None:
        self.setFixedWidth(look().px(248))
