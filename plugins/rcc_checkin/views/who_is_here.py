"""Who is here now: since when, what for, and out again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_checkin.leaving import Left, everyone_leaves
from rcc_checkin.service import check_out, undo_check_out
from rcc_checkin.settings import REASONS
from rcc_checkin.views.asking import Question
from rcc_checkin.views.lines import line_here
from rcc_checkin.wording import clock_words, left_people, shown_name
from rcc_desktop.api import Period, words
from rcc_desktop.api.documents import Answers
from rcc_desktop.api.ui import Card, Figure, PeopleList, button, look, spaced, watch_look

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_checkin.door import AtTheDoor
    from rcc_checkin.views.desk_page import DeskPage
    from rcc_checkin.visits import VisitRow
    from rcc_desktop.api import Desk

_, ngettext = words("rcc_checkin")


class WhoIsHere(QWidget):
    """Three figures, and a row for everybody who is here."""

    moved = Signal()
    """Somebody was checked out."""

    def __init__(self, desk: Desk, page: DeskPage) -> None:
        super().__init__()
        self._desk = desk
        self._page = page
        self._at_door: AtTheDoor | None = None
        whole = spaced(QVBoxLayout(self), gap=16)
        self.here = Figure(_("Here now"), accent=True)
        self.visits = Figure(_("Visits today"))
        self.first = Figure(_("First visits"))
        row = spaced(QHBoxLayout(), gap=12)
        for figure in (self.here, self.visits, self.first):
            row.addWidget(figure, 1)
        whole.addLayout(row)
        card = Card(_("Who is here"))
        self._print = button(_("Sign-in sheet"), "link", icon_name="printer", press=self._hand_over)
        self._everyone = button(_("Check out all…"), "link", press=self.ask_everyone)
        self._everyone.setToolTip(_("Check out everyone who is here (Alt+E)"))
        card.add_action(self._everyone)
        card.add_action(self._print)
        self.people = PeopleList(_("Who is here"), compact=True)
        self.people.setToolTip(_("Alt+W brings the keys here; Ctrl+Enter checks out, Enter opens the file"))
        self.people.acted.connect(self._check_out)
        self.people.chosen.connect(self._open)
        card.body.addWidget(self.people, 1)
        whole.addWidget(card, 1)
        watch_look(self._give_room)
        self._give_room()

    def _give_room(self) -> None:
        self.people.setMinimumHeight(look().px(180))

    def show_door(self, at_door: AtTheDoor, now: datetime) -> None:
        """Show how things stand."""
        self._at_door = at_door
        self.here.show_number(str(at_door.heads_here))
        self.visits.show_number(str(at_door.figures.visits))
        self.first.show_number(str(at_door.figures.new_people))
        self.people.set_empty(*_while_empty(at_door.closes, now))
        reasons = self._desk.setting(REASONS)
        self.people.show_lines([line_here(row, now, reasons) for row in at_door.here])
        self._everyone.setVisible(bool(at_door.here))
        self._print.setVisible(self._desk.may("checkin.report"))

    def ask_everyone(self) -> None:
        """Ask before everybody is checked out."""
        if self._at_door is None or not self._at_door.here:
            return
        count = self._at_door.heads_here
        question = Question(
            self._page,
            ngettext(
                "Check out the one person who is here?", "Check out all {count} people who are here?", count
            ).format(count=count),
            _("Their visits end now. You can take it back right after."),
            _("Check out everyone"),
        )
        question.agreed.connect(self._check_out_everyone)
        question.open()

    def _check_out_everyone(self) -> None:
        if self._at_door is None:
            return
        door, now = self._at_door.door, self._desk.now()
        self._desk.write(self._page, lambda: everyone_leaves(door, now), self._say_left)

    def _check_out(self, visit: int) -> None:
        now, row = self._desk.now(), self._row(visit)
        heads = row.heads if row else 1
        self._desk.write(
            self._page, lambda: check_out([visit], now), lambda ended: self._say_left(Left(ended, heads * len(ended)))
        )

    def _say_left(self, left: Left) -> None:
        row = self._row(left.visits[0]) if left.people == 1 else None
        said = _("{name} is checked out.").format(name=shown_name(row)) if row else left_people(left.people)
        self._desk.note(said, (lambda: undo_check_out(left.visits)) if left.visits else None)
        self.moved.emit()

    def _row(self, visit: int) -> VisitRow | None:
        """Who it is, while they are in the list."""
        return next((row for row in self._at_door.here if row.id == visit), None) if self._at_door else None

    def _open(self, visit: int) -> None:
        row = self._row(visit)
        if row is not None and row.person is not None:
            self._desk.open_person(row.person)

    def _hand_over(self) -> None:
        if self._at_door is not None:
            answers = Answers(Period.day(self._at_door.day), self._at_door.door.site, now=self._desk.now())
            self._desk.hand_over("checkin.sign_in_sheet", answers)


def _while_empty(closes: datetime | None, now: datetime) -> tuple[str, str]:
    """What an empty list says, by day and after closing time."""
    if closes is not None and now >= closes:
        return _("Nobody is here"), _("The center closed at {time}.").format(time=clock_words(closes))
    return _("Nobody is here yet"), _("Whoever you check in appears here, until they leave.")
