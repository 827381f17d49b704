"""A mentor's own file, as a tab in the file of the person who wears the hat."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, EmptyState, PageWidget, SideBySide, button, spaced
from rcc_mentors.people.file import file_of
from rcc_mentors.people.service import add_mentor, undo_add
from rcc_mentors.people.standards import standards_of
from rcc_mentors.people.wording import owed_words, same_work_words, titles_of
from rcc_mentors.settings import CREDENTIALS, ROLES
from rcc_mentors.views.mentor_file.asks_card import AsksCard
from rcc_mentors.views.mentor_file.away_card import MentorAwayCard
from rcc_mentors.views.mentor_file.brings_card import BringsCard
from rcc_mentors.views.mentor_file.calendar_card import CalendarCard
from rcc_mentors.views.mentor_file.check_card import CheckCard
from rcc_mentors.views.mentor_file.credentials_card import CredentialsCard
from rcc_mentors.views.mentor_file.ethics_card import EthicsCard
from rcc_mentors.views.mentor_file.keeping import Keeping
from rcc_mentors.views.mentor_file.moves_card import MovesCard
from rcc_mentors.views.mentor_file.stage_card import StageCard
from rcc_mentors.views.mentor_file.times_card import MentorTimesCard
from rcc_mentors.views.mentor_file.training_card import TrainingCard

if TYPE_CHECKING:
    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import Card
    from rcc_mentors.people.file import MentorFile

_, ngettext = words("rcc_mentors")


class MentorTab(PageWidget):
    """What is kept of a mentor, and what is owed; for anybody else, the way to give them the hat."""

    def __init__(self, desk: Desk, person: int) -> None:
        super().__init__(desk, "")
        self._person = person
        keeping = Keeping(desk, self)
        self.owed = Banner("warn")
        self.pay = Banner("info")
        self.stage, self.brings, self.asks = StageCard(keeping), BringsCard(keeping), AsksCard(keeping)
        self.credentials, self.training = CredentialsCard(keeping), TrainingCard(keeping)
        self.ethics, self.check, self.moves = EthicsCard(keeping), CheckCard(keeping), MovesCard(keeping)
        self._cards = (self.stage, self.credentials, self.training, self.brings)
        self.times, self.away = MentorTimesCard(keeping), MentorAwayCard(keeping)
        self.calendar = CalendarCard(keeping)
        self._more_cards = (
            *(self.times, self.away, self.asks, self.ethics),
            *(self.check, self.calendar, self.moves),
        )
        whole = QWidget()
        column = spaced(QVBoxLayout(whole), (0, 0, 12, 12), 16)
        for part in (self.owed, self.pay, SideBySide(_below(*self._cards), _below(*self._more_cards))):
            column.addWidget(part)
        column.addStretch(1)
        self.room = QStackedWidget()
        self.room.addWidget(whole)
        self.room.addWidget(self._no_hat(may=keeping.may))
        self.room.hide()
        self.body.addWidget(self.room, 1)

    def refresh(self) -> None:
        """Ask for the file."""
        now, standards, person = self.desk.now(), standards_of(self.desk), self._person
        self.desk.read(self, lambda: file_of(person, now, standards), self._show)

    def make_mentor(self) -> None:
        """Give this person the hat, at the first step."""
        now, person = self.desk.now(), self._person

        def say(mentor: int) -> None:
            self.desk.note(_("They are on the list of mentors."), lambda: undo_add(mentor))
            self.refresh()

        self.desk.write(self, lambda: add_mentor(person, now), say)

    def _show(self, file: MentorFile | None) -> None:
        self.room.show()
        self.room.setCurrentIndex(0 if file else 1)
        if file is None:
            return
        for card in (*self._cards, *self._more_cards):
            card.show_file(file)
        self._say_owed(file)

    def _say_owed(self, file: MentorFile) -> None:
        credentials = self.desk.setting(CREDENTIALS)
        lines = [owed_words(each, credentials) for each in file.owed]
        if lines:
            pressing = any(each.is_pressing for each in file.owed)
            closes = _("Shifts that ask for it are closed until it is renewed.")
            expired = any(each.code == "expired" for each in file.owed)
            self.owed.say(". ".join(lines) + ".", closes if expired else "", "danger" if pressing else "warn")
        else:
            self.owed.hide()
        if file.same_work:
            roles = self.desk.setting(ROLES)
            said = same_work_words(titles_of(roles, file.same_work))
            self.pay.say(_("Volunteer and paid for the same work?"), said)
        else:
            self.pay.hide()

    def _no_hat(self, *, may: bool) -> EmptyState:
        if not may:
            return EmptyState("heart-handshake", _("Not a mentor"), _("A coordinator can make them one."))
        give = button(_("Make them a mentor"), "primary", icon_name="heart-handshake", press=self.make_mentor)
        text = _("They begin with an application; the list of steps leads on from there.")
        return EmptyState("heart-handshake", _("Not a mentor"), text, give)


def _below(*cards: Card) -> QWidget:
    column = QWidget()
    layout = spaced(QVBoxLayout(column), gap=16)
    for card in cards:
        layout.addWidget(card)
    layout.addStretch(1)
    return column
