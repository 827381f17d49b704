"""When a mentor cannot come: said in a line, changed and taken back as easily."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, FlowRow, Form, button, label, spaced
from rcc_mentors.calendars.asking import read_file
from rcc_mentors.calendars.busy import preview_busy, take_busy
from rcc_mentors.calendars.rows import BusyRead
from rcc_mentors.shifts.mine import add_my_absence, change_my_absence, my_mentor, remove_my_absence
from rcc_mentors.shifts.taking_back import take_back
from rcc_mentors.views.board_words import clock_words, short_day_words
from rcc_mentors.views.busy_panel import BusyPanel
from rcc_mentors.views.file_asking import ask_for_calendar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.calendars.rows import BusyPreview, BusyTaken
    from rcc_mentors.shifts.absences import AbsenceDone
    from rcc_mentors.shifts.rows import AbsenceRow

_, ngettext = words("rcc_mentors")


@dataclass(frozen=True, slots=True)
class AwayVerbs:
    """How absences are kept: ``add`` takes the times, the kind, why and now; ``change`` the absence that is meant."""

    add: Callable[[datetime, datetime, str, str, datetime], AbsenceDone]
    change: Callable[[AbsenceRow, datetime, datetime, str, datetime], AbsenceDone]
    remove: Callable[[int, datetime], object]
    whose: Callable[[], int]
    """The mentor; asked among the reads."""


MINE = AwayVerbs(
    lambda starts, ends, _kind, why, now: add_my_absence(starts, ends, why, now),
    change_my_absence,
    remove_my_absence,
    my_mentor,
)


class AwayCard(Card):
    """The absences to come, and a short form for another; “Change” puts one of them into the form."""

    def __init__(self, page: PageWidget, verbs: AwayVerbs = MINE, *, is_own: bool = True) -> None:
        super().__init__(_("When I cannot come") if is_own else _("When they cannot come"))
        self._page, self._desk, self._verbs, self._is_own = page, page.desk, verbs, is_own
        self._rows: list[QWidget] = []
        self._changing: AbsenceRow | None = None
        self.form = Form()
        today = lambda: self._desk.now().date()  # noqa: E731 (asked when it is needed)
        self.form.date("starts", _("From"), today=today, required=True)
        self.form.date("ends", _("Last day"), today=today, help_text=_("Empty: that day alone."))
        self.form.time("from_time", _("From what time"), help_text=_("Empty: the whole day."))
        self.form.time("until_time", _("Until what time"))
        if not is_own:
            kinds = (("away", _("Away")), ("leave", _("Leave of absence")))
            self.form.choices("kind", _("What it is"), kinds, one=True, value=("away",))
        self.form.text("why", _("Why, if you like"), hint=_("For example: vacation"))
        self.form.submitted.connect(self._save)
        page.register_form(self.form)
        self.body.addWidget(self.form)
        self.save = button(self._save_words(), press=self.form.submit)
        self.leave = button(_("Leave it as it was"), "link", press=self._empty)
        self.leave.hide()
        self.calendar = button(_("From a calendar file…"), "link", press=lambda: ask_for_calendar(self, self.read))
        self.calendar.setToolTip(_("An .ics file of one's own calendar; only the times are kept."))
        self.body.addWidget(FlowRow(self.save, self.leave, self.calendar))

    def show_absences(self, absences: Sequence[AbsenceRow]) -> None:
        """Show what was said before."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        busy = [each for each in absences if each.kind == "busy"]
        self._rows = [self._row(each) for each in absences if each.kind != "busy"]
        if busy:
            self._rows.append(self._busy_row(busy))
        for at, row in enumerate(self._rows):
            self.body.insertWidget(at, row)

    def read(self, file: Path) -> None:
        """Read a calendar from outside, and show what taking it would do."""
        now, whose = self._desk.now(), self._verbs.whose

        def look() -> tuple[int, BusyRead, BusyPreview]:
            mentor, found = whose(), read_file(file, now)
            return mentor, found, preview_busy(mentor, found, now)

        self._page.clear_problem()
        self._desk.read(self._page, look, lambda seen: BusyPanel(self._page, *seen).open())

    def _save_words(self) -> str:
        return _("Say that I cannot come") if self._is_own else _("Write it down")

    def _row(self, absence: AbsenceRow) -> QWidget:
        row = QWidget()
        line = spaced(QHBoxLayout(row), gap=8)
        said = away_words(absence)
        line.addWidget(label(f"{said} · {absence.why}" if absence.why else said, wrap=True), 1)
        if absence.kind == "away" or not self._is_own:
            change = button(_("Change"), "link", press=lambda: self._change(absence))
            change.setAccessibleName(_("Change: {when}").format(when=said))
            off = button(_("Remove"), "link", press=lambda: self._remove(absence))
            off.setAccessibleName(_("Remove: {when}").format(when=said))
            line.addWidget(change)
            line.addWidget(off)
        return row

    def _busy_row(self, busy: Sequence[AbsenceRow]) -> QWidget:
        """All that came out of a calendar, in one line: there may be hundreds."""
        row = QWidget()
        line = spaced(QHBoxLayout(row), gap=8)
        said = ngettext("{count} busy time from a calendar", "{count} busy times from a calendar", len(busy))
        soonest = min(each.starts for each in busy)
        when = _("next: {when}").format(when=f"{short_day_words(soonest.date())}, {clock_words(soonest)}")
        line.addWidget(label(f"{said.format(count=len(busy))} · {when}", wrap=True), 1)
        off = button(_("Remove"), "link", press=self._remove_busy)
        off.setAccessibleName(_("Remove the busy times from a calendar"))
        line.addWidget(off)
        return row

    def _remove_busy(self) -> None:
        now, whose = self._desk.now(), self._verbs.whose

        def kept(_taken: BusyTaken) -> None:
            self._desk.note(_("The busy times are taken out. The file can be read again at any time."))
            self._page.refresh()

        self._desk.write(self._page, lambda: take_busy(whose(), BusyRead(()), now), kept)

    def _change(self, absence: AbsenceRow) -> None:
        """Put an absence into the form."""
        self._changing = absence
        last = (absence.ends - timedelta(minutes=1)).date()
        hours = {"from_time": _hour(absence.starts), "until_time": _hour(absence.ends)}
        self.form.fill({"starts": absence.starts.date(), "ends": last, "why": absence.why, **hours})
        if not self._is_own:
            self.form.row("kind").setEnabled(False)
        self.save.setText(_("Save the change"))
        self.leave.show()
        self.form.row("starts").control.setFocus()

    def _empty(self) -> None:
        """The form for another one."""
        self._changing = None
        self.form.fill({"starts": None, "ends": None, "from_time": None, "until_time": None, "why": ""})
        if not self._is_own:
            self.form.row("kind").setEnabled(True)
            self.form.fill({"kind": ("away",)})
        self.save.setText(self._save_words())
        self.leave.hide()

    def _save(self) -> None:
        given, now, changing = self.form.values(), self._desk.now(), self._changing
        starts, ends = self._times(given)
        kind = next(iter(given.get("kind", ())), "away")
        if changing is None:
            work = partial(self._verbs.add, starts, ends, kind, given["why"], now)
        else:
            work = partial(self._verbs.change, changing, starts, ends, given["why"], now)
        self._desk.write(self._page, work, self._kept)

    def _times(self, given: Mapping[str, Any]) -> tuple[datetime, datetime]:
        """Whole days where no hours are given."""
        zone, first = self._desk.now().tzinfo, given["starts"]
        last, until = given["ends"] or first, given["until_time"]
        starts = datetime.combine(first, given["from_time"] or time(), tzinfo=zone)
        ends = datetime.combine(last if until else last + timedelta(days=1), until or time(), tzinfo=zone)
        return starts, ends

    def _kept(self, done: AbsenceDone) -> None:
        freed = ngettext(
            "{count} shift is free again: {when}", "{count} shifts are free again: {when}", len(done.freed)
        )
        said = _("Noted. No shift of yours is in it.") if self._is_own else _("Noted. No shift of theirs is in it.")
        if done.freed:
            when = "; ".join(each.words for each in done.freed)
            said = _("Noted. {freed}.").format(freed=freed.format(count=len(done.freed), when=when))
        self._desk.note(said, lambda: take_back(done.undo))
        self._empty()
        self._page.clear_problem()
        self._page.refresh()

    def _remove(self, absence: AbsenceRow) -> None:
        now, verbs = self._desk.now(), self._verbs
        said = _("Removed. Shifts that were freed stay free; ask the coordinator if you want one back.")
        if not self._is_own:
            said = _("Removed. Shifts that were freed stay free; book them again on the board.")

        def again() -> None:
            verbs.add(absence.starts, absence.ends, absence.kind, absence.why, self._desk.now())

        def kept(_freed: object) -> None:
            self._desk.note(said, again)
            self._empty()
            self._page.refresh()

        self._desk.write(self._page, lambda: verbs.remove(absence.id, now), kept)


def _hour(moment: datetime) -> time | None:
    """The hour to show in the form; midnight is where a whole day begins and ends."""
    return moment.time() if moment.time() != time() else None


def away_words(absence: AbsenceRow) -> str:
    """The days of an absence; with the hours where it is not whole days."""
    whole = absence.starts.time() == time() and absence.ends.time() == time()
    last = absence.ends - timedelta(minutes=1)
    if whole and last.date() == absence.starts.date():
        return short_day_words(absence.starts.date())
    if whole:
        return _("{first} to {last}").format(
            first=short_day_words(absence.starts.date()), last=short_day_words(last.date())
        )
    return _("{day} {starts} to {last_day} {ends}").format(
        day=short_day_words(absence.starts.date()),
        starts=clock_words(absence.starts),
        last_day=short_day_words(absence.ends.date()),
        ends=clock_words(absence.ends),
    )
