"""An election by secret ballot: names, what each got, and who has more than half."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QGridLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import FieldRow, FlowRow, NumberField, TextField, button, label, look, spaced, watch_look

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.views.vote_floor import Voter

_, ngettext = words("rcc_council")

LINES_AT_FIRST = 3


@dataclass(frozen=True, slots=True)
class ElectionGiven:
    """What was counted: votes by person, or by name for somebody who is no member."""

    votes: dict[int | str, int]
    places: int
    ballots: int | None
    blank: int
    illegal: int


class ElectionWay(QWidget):
    """A line for each candidate; the last one filled in brings another."""

    given = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._people: dict[str, int] = {}
        whole = spaced(QVBoxLayout(self), gap=12)
        self.places = NumberField(1, low=1, high=99)
        self.ballots = NumberField(low=0, high=9999)
        self.blank, self.illegal = NumberField(low=0, high=9999), NumberField(low=0, high=9999)
        rows = [
            FieldRow(_("Places to fill"), self.places),
            FieldRow(_("Ballots with a vote"), self.ballots),
            FieldRow(_("Blank"), self.blank),
            FieldRow(_("Illegal"), self.illegal),
        ]
        self._rows = rows
        watch_look(self._measure)
        self._measure()
        self._ballots_row = rows[1]
        whole.addWidget(FlowRow(*rows, gap=12))
        self._grid = spaced(QGridLayout(), gap=8)
        self._grid.addWidget(label(_("Candidate"), "faint"), 0, 0)
        self._grid.addWidget(label(_("Votes"), "faint"), 0, 1)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 1)
        whole.addLayout(self._grid)
        self.lines: list[tuple[TextField, NumberField]] = []
        self.sum = label("", "subtle", wrap=True)
        whole.addWidget(self.sum)
        self.take = button(_("Keep the election"), "primary", icon_name="vote", press=self._give)
        whole.addWidget(FlowRow(self.take))
        for field in (self.places, self.ballots, self.blank, self.illegal):
            field.textChanged.connect(self._weigh)
        for _line in range(LINES_AT_FIRST):
            self._add_line()
        self._weigh()

    def offer(self, members: Sequence[Voter]) -> None:
        """Complete the names of these members as they are typed."""
        self._people = {each.name: each.person for each in members}
        for name, _votes in self.lines:
            self._complete(name)

    def given_now(self) -> ElectionGiven:
        """What is typed."""
        votes: dict[int | str, int] = {}
        for name, count in self.lines:
            if name.value():
                votes[self._people.get(name.value(), name.value())] = count.value() or 0
        places = self.places.value() or 1
        ballots = self.ballots.value() if places > 1 else None
        return ElectionGiven(votes, places, ballots, self.blank.value() or 0, self.illegal.value() or 0)

    def _add_line(self) -> None:
        name, count = TextField(), NumberField(low=0, high=9999)
        at = len(self.lines) + 1
        name.setAccessibleName(_("Candidate {number}").format(number=at))
        count.setAccessibleName(_("Votes of candidate {number}").format(number=at))
        self._grid.addWidget(name, at, 0)
        self._grid.addWidget(count, at, 1)
        self.lines.append((name, count))
        self._complete(name)
        name.textChanged.connect(self._typed)
        count.textChanged.connect(self._weigh)
        name.returnPressed.connect(count.setFocus)
        count.returnPressed.connect(lambda: self._next_after(count))

    def _complete(self, name: TextField) -> None:
        completer = QCompleter(list(self._people), name)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        name.setCompleter(completer)

    def _typed(self) -> None:
        if all(name.value() for name, _count in self.lines):
            self._add_line()
        self._weigh()

    def _next_after(self, count: NumberField) -> None:
        at = next(at for at, (_name, each) in enumerate(self.lines) if each is count)
        if at + 1 < len(self.lines) and self.lines[at][0].value():
            self.lines[at + 1][0].setFocus()

    def _measure(self) -> None:
        for row in self._rows:
            row.setFixedWidth(look().px(150))

    def _weigh(self) -> None:
        given = self.given_now()
        self._ballots_row.setVisible(given.places > 1)
        cast = (given.ballots if given.places > 1 else sum(given.votes.values())) or 0
        cast += given.illegal
        told = ngettext("{count} ballot cast: {needed} elect.", "{count} ballots cast: {needed} elect.", cast)
        self.sum.setText(told.format(count=cast, needed=cast // 2 + 1) if cast else "")
        self.take.setEnabled(bool(given.votes) and cast > 0)

    def _give(self) -> None:
        self.given.emit(self.given_now())
