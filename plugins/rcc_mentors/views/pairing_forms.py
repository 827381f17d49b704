"""The short forms of walking together: in touch, the end, somebody asks for a mentor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Form, PersonLine, PersonPicker, SidePanel, button, label, look, spaced
from rcc_mentors.people.pairing_words import ENDED, HOW
from rcc_mentors.people.pairings import ask_for_mentor, close_asking, end_pairing, undo_close_asking, undo_end
from rcc_mentors.people.wording import TRAIT_TITLES, offered
from rcc_mentors.settings import LIVED, PATHWAYS, SPOKEN

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date, datetime

    from rcc_desktop.api import Choice, Desk, PersonFound, Problem, Setting
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.people.pairs import PairRow

_, ngettext = words("rcc_mentors")

ASKED: tuple[tuple[str, Setting[tuple[Choice, ...]]], ...] = (
    ("language", SPOKEN),
    ("pathway", PATHWAYS),
    ("lived", LIVED),
)
"""What somebody may ask of a mentor, by kind, and the center's list of it."""


class _FormPanel(SidePanel):
    """A form with one button; a problem is told beside its field, or beside ``otherwise``."""

    saved = Signal()

    def __init__(self, page: PageWidget, title: str, told: str, yes: str, otherwise: str) -> None:
        content = QWidget()
        super().__init__(page, content, title, width=480)
        self._otherwise = otherwise
        self.column = spaced(QVBoxLayout(content), gap=16)
        self.column.addWidget(label(told, "subtle", wrap=True))
        self.form = Form()
        self.column.addWidget(self.form)
        self.column.addWidget(button(yes, "primary", press=self.form.submit))
        self.column.addStretch(1)
        self.form.changed.connect(lambda _name: self.set_dismissable(False))
        self.closed.connect(self.deleteLater)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        named = problem.field if problem.field in self.form.values() else None
        self.form.problem(named or self._otherwise, str(problem))

    def finish(self) -> None:
        """It is kept."""
        self.saved.emit()
        self.close()


class ContactPanel(_FormPanel):
    """That two people were in touch. ``note`` and ``undo`` are the verbs of whoever asks: coordinator or mentor."""

    def __init__(
        self,
        page: PageWidget,
        row: PairRow,
        note: Callable[[int, date, str, int, datetime], int],
        undo: Callable[[int], None],
    ) -> None:
        told = _("Only the day, how, and how long. What you talked about is nobody else's.")
        super().__init__(page, _("In touch"), told, _("Keep it"), "on_day")
        self._desk, self._row, self._note, self._undo = page.desk, row, note, undo
        today = self._desk.now().date()
        self.form.date("on_day", _("Day"), today=lambda: today, value=today, required=True)
        self.form.choice("how", _("How"), list(HOW.items()), value="in_person", required=True)
        self.form.number("minutes", _("Minutes"), high=24 * 60, help_text=_("Leave it empty if you do not know."))
        self.form.submitted.connect(self._keep)

    def _keep(self) -> None:
        given, now, row = self.form.values(), self._desk.now(), self._row
        minutes = int(given["minutes"] or 0)

        def kept(contact: int) -> None:
            self._desk.note(_("Their contact is noted."), lambda: self._undo(contact))
            self.finish()

        self._desk.write(self, lambda: self._note(row.id, given["on_day"], str(given["how"]), minutes, now), kept)


class EndPanel(_FormPanel):
    """Two people go their own ways, with why."""

    def __init__(self, page: PageWidget, row: PairRow) -> None:
        told = _("{mentor} and {person} stay in the history, with the days they were in touch.")
        told = told.format(mentor=row.mentor_name, person=row.person_name)
        super().__init__(page, _("End a pairing"), told, _("End it"), "why")
        self._desk, self._row = page.desk, row
        self.form.choice("why", _("Why"), list(ENDED.items()), hint=_("Choose one"), required=True)
        self.form.submitted.connect(self._end)

    def _end(self) -> None:
        why, row, now = str(self.form.values()["why"]), self._row, self._desk.now()

        def ended(_nothing: None) -> None:
            self._desk.note(_("The pairing has ended."), lambda: undo_end(row.id))
            self.finish()

        self._desk.write(self, lambda: end_pairing(row.id, why, now, expected=row.version), ended)


class AskPanel(_FormPanel):
    """Somebody would like a mentor, and what kind of one."""

    def __init__(self, page: PageWidget) -> None:
        told = _("Find the person, then choose what they would like their mentor to bring. None of it has to be said.")
        super().__init__(page, _("Somebody asks for a mentor"), told, _("Put them on the list"), "language")
        self._desk = page.desk
        self._person: int | None = None
        self.picker = PersonPicker(self._find)
        self.picker.setFixedHeight(look().px(220))
        self.picker.chosen.connect(self._choose)
        self.chosen = label("", "heading3", wrap=True)
        self.chosen.hide()
        self.column.insertWidget(1, self.picker)
        self.column.insertWidget(2, self.chosen)
        for kind, setting in ASKED:
            choices = self._desk.setting(setting)
            self.form.choices(kind, TRAIT_TITLES[kind], offered(choices))
        self.form.submitted.connect(self._ask)

    def _find(self, text: str) -> None:
        desk = self._desk

        def show(found: Sequence[PersonFound]) -> None:
            self.picker.show_lines([PersonLine(each.id, each.name, side=each.born_in) for each in found], text)

        desk.read(self, lambda: desk.find_people(text) if text else (), show)

    def _choose(self, person: int) -> None:
        self._person = person
        line = next(line for line in self.picker.people.lines() if line.id == person)
        self.chosen.setText(line.name)
        self.chosen.show()
        self.picker.hide()
        self.form.setFocus()

    def _ask(self) -> None:
        person, now = self._person, self._desk.now()
        if person is None:
            self.form.problem("language", _("Nobody is chosen yet. Find the person above."))
            return
        wanted = {kind: tuple(str(code) for code in codes) for kind, codes in self.form.values().items()}

        def asked(row: int) -> None:
            self._desk.note(_("They are on the list of those who ask for a mentor."), lambda: close_asking(row, now))
            self.finish()

        self._desk.write(self, lambda: ask_for_mentor(person, wanted, now), asked)


def want_none(page: PageWidget, asked: int, then: Callable[[], None]) -> None:
    """Take somebody off the list of those who ask, with undo."""
    desk, now = page.desk, page.desk.now()

    def closed(_nothing: None) -> None:
        desk.note(_("They are off the list."), lambda: undo_close_asking(asked))
        then()

    desk.write(page, lambda: close_asking(asked, now), closed)


def wanted_words(desk: Desk, traits: Sequence[tuple[str, str]]) -> str:
    """What somebody asked for, or what fits, in the words of the center's lists."""
    titles = {(kind, choice.key): choice.title for kind, setting in ASKED for choice in desk.setting(setting)}
    return ", ".join(titles.get(trait, trait[1]) for trait in traits)
