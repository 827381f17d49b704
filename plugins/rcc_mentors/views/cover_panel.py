"""Who could take a shift, best first; type to find somebody, Enter books them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, Card, FlowRow, PersonLine, PersonPicker, button, label, look
from rcc_mentors.people.sorting import folded
from rcc_mentors.shifts.board import shift_row
from rcc_mentors.shifts.cover import candidates, note_asked, take_back_asking
from rcc_mentors.views.board_words import (
    missing_words,
    needs_words,
    refusal_words,
    span_words,
    when_words,
)
from rcc_mentors.views.schedule_panel import SchedulePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.shifts.rows import Candidate, ShiftRow

_, ngettext = words("rcc_mentors")

ANSWERS = {"yes": _("Said yes"), "no": _("Said no"), "no_answer": _("No answer")}


class CoverPanel(SchedulePanel):
    """Candidates ranked with their reasons; those a rule refuses below, with the rule."""

    def __init__(self, page: PageWidget, shift: ShiftRow) -> None:
        super().__init__(page, _("Find somebody for {role}").format(role=shift.role_title), width=600)
        self.shift = shift
        self._found: dict[int, Candidate] = {}
        about = (when_words(shift), shift.site_name, shift.place, missing_words(shift), needs_words(shift))
        self.body.addWidget(label(" · ".join(each for each in about if each), "subtle", wrap=True))
        self.picker = PersonPicker(self._filter, _("Type a name; Enter books"))
        self.picker.people.set_empty(_("Nobody of this name"), _("Everybody who serves now is on this list."))
        self.picker.chosen.connect(self.book)
        self.picker.people.current_changed.connect(self._tell)
        self.picker.setMinimumHeight(look().px(320))
        self.body.addWidget(self.picker, 1)
        self.card = Card(" ")
        self.reasons = label("", wrap=True)
        self.reach = label("", "strong", wrap=True)
        self.times = label("", "subtle", wrap=True)
        for each in (self.reasons, self.reach, self.times):
            self.card.body.addWidget(each)
        self.card.body.addWidget(self._buttons())
        self.body.addWidget(self.card)
        self.reload()

    def reload(self) -> None:
        """Ask who could take it."""
        shift, now = self.shift.id, self.desk.now()
        self.desk.read(self, lambda: (shift_row(shift, now), candidates(shift, now)), self._show)
        self.page.refresh()

    def book(self, mentor: int, *, offer: bool = False) -> None:
        """Give this mentor the place; a rule that says no is told with a way to book anyway."""
        candidate = self._found.get(mentor)
        if candidate is not None:
            spot = self.panel.pos() + QPoint(look().px(40), look().px(200))
            self.deeds.book(self.shift, mentor, candidate.name, spot, offer=offer)

    def _show(self, known: tuple[ShiftRow, Sequence[Candidate]]) -> None:
        shift, found = known
        was_missing = self.shift.missing
        self.shift = shift
        self._found = {candidate.mentor: candidate for candidate in found}
        if was_missing and not shift.missing:
            self.close()
            return
        self._filter(self.picker.text())

    def _filter(self, text: str) -> None:
        typed = folded(text)
        fits = [each for each in self._found.values() if typed in folded(each.name)]
        self.picker.show_lines([_line(each) for each in fits], text)
        self._tell(fits[0].mentor if fits else 0)

    def _tell(self, mentor: int) -> None:
        candidate = self._found.get(mentor)
        self.card.setVisible(candidate is not None)
        if candidate is None:
            return
        self.card.set_title(candidate.name)
        refused = refusal_words(candidate.refusals)
        self.reasons.setText(refused or " ".join(candidate.reasons))
        self.reach.setText(candidate.phone)
        self.reach.setVisible(bool(candidate.phone))
        self.times.setText(_("Best times: {times}").format(times=candidate.best_times))
        self.times.setVisible(bool(candidate.best_times))
        self.yes.setText(_("Said yes: book anyway") if refused else _("Said yes: book"))

    def _buttons(self) -> FlowRow:
        self.yes = button(_("Said yes: book"), "primary", press=self._said_yes)
        self.no = button(ANSWERS["no"], press=lambda: self._answered("no"))
        self.no_answer = button(ANSWERS["no_answer"], press=lambda: self._answered("no_answer"))
        self.offer = button(_("Offer it"), press=lambda: self.book(self._current(), offer=True))
        self.offer.setToolTip(_("It waits for their answer under “My shifts”."))
        return FlowRow(self.yes, self.no, self.no_answer, self.offer)

    def _current(self) -> int:
        line = self.picker.people.current_line()
        return line.id if line else 0

    def _said_yes(self) -> None:
        shift, mentor, now = self.shift.id, self._current(), self.desk.now()
        if mentor:
            self.desk.write(self, lambda: note_asked(shift, mentor, "yes", now), lambda _asked: self.book(mentor))

    def _answered(self, answer: str) -> None:
        shift, mentor, now = self.shift.id, self._current(), self.desk.now()
        if not mentor:
            return
        said = _("{name}: {answer}.").format(name=self._found[mentor].name, answer=ANSWERS[answer].casefold())

        def kept(asked: int) -> None:
            self.desk.note(said, lambda: take_back_asking(asked))
            self.reload()

        self.desk.write(self, lambda: note_asked(shift, mentor, answer, now), kept)


def _line(candidate: Candidate) -> PersonLine:
    """A candidate in the list: how much they serve and the reason to ask them, or the rule that says no."""
    refused = refusal_words(candidate.refusals)
    return PersonLine(
        candidate.mentor,
        candidate.name,
        below=refused or " · ".join((load_words(candidate), *candidate.reasons)),
        badges=(Badge(candidate.was_asked, "info"),) if candidate.was_asked else (),
        alert=_("Against a rule") if refused else None,
        color=candidate.person,
    )


def load_words(candidate: Candidate) -> str:
    """How much somebody serves already in that week."""
    if not candidate.minutes_this_week:
        return _("free this week")
    return _("{hours} this week").format(hours=span_words(candidate.minutes_this_week))
