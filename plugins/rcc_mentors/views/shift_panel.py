"""A shift at the side: who is in it and what became of them, and the need itself to change or call off."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Card, Chips, FieldRow, FlowRow, button, label, spaced
from rcc_mentors.shifts.board import shift_row
from rcc_mentors.shifts.chosen import titles
from rcc_mentors.shifts.repeating import rule_words
from rcc_mentors.shifts.rows import STANDING, ShiftWish
from rcc_mentors.shifts.rules import may_move
from rcc_mentors.shifts.series import add_shift, cancel_shift, change_shift, wish_of
from rcc_mentors.shifts.taking_back import take_back
from rcc_mentors.views.board_words import missing_words, needs_words, refusal_words, when_words
from rcc_mentors.views.cover_panel import CoverPanel
from rcc_mentors.views.schedule_panel import SchedulePanel
from rcc_mentors.views.shift_form import ShiftForm
from rcc_mentors.views.swap_panel import SwapPanel

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, time

    from rcc_desktop.api import Problem
    from rcc_desktop.api.ui import PageWidget, Tone
    from rcc_mentors.shifts.rows import PlaceRow, ShiftRow
    from rcc_mentors.shifts.series import Scope

_, ngettext = words("rcc_mentors")

TONES: dict[str, Tone] = {
    "offered": "info", "accepted": "ok", "confirmed": "ok", "checked_in": "ok", "completed": "ok", "no_show": "danger",
}  # fmt: skip


class ShiftPanel(SchedulePanel):
    """Everything about one shift."""

    def __init__(self, page: PageWidget, shift: ShiftRow) -> None:
        super().__init__(page, shift.role_title)
        self.shift = shift
        self._may = self.desk.may("mentors.schedule")
        self._when = label("", "strong", wrap=True)
        self._asks = label("", "subtle", wrap=True)
        self.body.addWidget(self._when)
        self.body.addWidget(self._asks)
        self.people = PlacesCard(self)
        self.body.addWidget(self.people)
        self.find_button = button(_("Find somebody"), "primary", icon_name="user-plus", press=self._find)
        self.body.addWidget(self.find_button)
        self.need: NeedCard | None = None
        self.body.addStretch(1)
        self._show(shift)
        if self._may:
            self._ask_for_need()

    def reload(self) -> None:
        """Look at the shift again."""
        shift, now = self.shift.id, self.desk.now()
        self.desk.read(self, lambda: shift_row(shift, now), self._show)
        self.page.refresh()

    def show_problem(self, problem: Problem) -> None:
        """Beside the field it is about, where the form has one."""
        if self.need is None or not self.need.form.tell(problem):
            super().show_problem(problem)

    def swap(self, place: PlaceRow) -> None:
        """Open the list of those who might take a place over."""
        page, shift = self.page, self.shift
        self.close()
        SwapPanel(page, place, shift).open()

    def _show(self, shift: ShiftRow) -> None:
        self.shift = shift
        place = f"{shift.site_name}, {shift.place}" if shift.place else shift.site_name
        self._when.setText(f"{when_words(shift)} · {place}")
        told = _("published") if shift.is_published else _("not published yet")
        asks = _("asks for: {what}").format(what=needs_words(shift)) if shift.needs else ""
        self._asks.setText(" · ".join(each for each in (missing_words(shift), asks, told) if each))
        self.people.show_places(shift, may=self._may)
        self.find_button.setVisible(self._may and shift.covered < shift.most)

    def _find(self) -> None:
        page, shift = self.page, self.shift
        self.close()
        cover = CoverPanel(page, shift)
        cover.closed.connect(page.refresh)
        cover.open()

    def _ask_for_need(self) -> None:
        shift, now = self.shift.id, self.desk.now()
        self.desk.read(self, lambda: (wish_of(shift, now), titles().sites), self._show_need)

    def _show_need(self, known: tuple[ShiftWish, Mapping[int, str]]) -> None:
        wish, sites = known
        self.need = NeedCard(self, wish, sites)
        self.need.saved.connect(self._save)
        self.need.called_off.connect(self._call_off)
        self.body.insertWidget(self.body.count() - 1, self.need)

    def _save(self, wish: ShiftWish, scope: Scope) -> None:
        shift, now = self.shift, self.desk.now()
        said = _("{role} on {when} is changed.").format(role=shift.role_title, when=when_words(shift))
        self.clear_problem()
        self.desk.write(
            self,
            lambda: change_shift(shift.id, wish, scope, now, expected=shift.version),
            lambda undo: self._end(said, lambda: take_back(undo)),
        )

    def _call_off(self, scope: Scope) -> None:
        shift, now = self.shift, self.desk.now()
        said = _("{role} on {when} is called off.") if scope == "this" else _("{role} from {when} on is called off.")
        words_now = said.format(role=shift.role_title, when=when_words(shift))
        self.clear_problem()
        self.desk.write(
            self,
            lambda: cancel_shift(shift.id, scope, "", now, expected=shift.version),
            lambda undo: self._end(words_now, lambda: take_back(undo)),
        )

    def _end(self, said: str, undo: Callable[[], object]) -> None:
        self.desk.note(said, undo)
        self.close()


class PlacesCard(Card):
    """Who is in a shift, with what can be said of each."""

    def __init__(self, panel: ShiftPanel) -> None:
        super().__init__(_("Who is in it"))
        self._panel = panel
        self._rows: list[QWidget] = []
        self.nobody = label(_("Nobody yet."), "subtle")
        self.body.addWidget(self.nobody)

    def show_places(self, shift: ShiftRow, *, may: bool) -> None:
        """Show these places."""
        for row in self._rows:
            self.body.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [self._row(place, shift, may=may) for place in shift.places]
        for row in self._rows:
            self.body.addWidget(row)
        self.nobody.setVisible(not self._rows)

    def _row(self, place: PlaceRow, shift: ShiftRow, *, may: bool) -> QWidget:
        row = QWidget()
        column = spaced(QVBoxLayout(row), (0, 4, 0, 8), 4)
        head = spaced(QHBoxLayout(), gap=8)
        head.addWidget(label(place.name, "strong", wrap=True), 1)
        if place.is_locked:
            head.addWidget(BadgeLabel(Badge(_("Locked"))))
        head.addWidget(BadgeLabel(Badge(place.state_words, TONES.get(place.state, "neutral"))))
        column.addLayout(head)
        for text, kind in ((refusal_words(place.refusals), "problem"), (place.overrode_words, "faint")):
            if text and not (kind == "problem" and place.overrode_words):
                column.addWidget(label(text, kind, wrap=True))
        if may:
            column.addWidget(FlowRow(*self._offers(place, shift), gap=4))
        return row

    def _offers(self, place: PlaceRow, shift: ShiftRow) -> list[QWidget]:
        deeds, began = self._panel.deeds, shift.starts <= self._panel.desk.now()
        here, gone = _("{name} is here."), _("{name} did not come.")
        offered = (
            (_("Confirm"), "confirmed", place.state == "offered", lambda: deeds.confirm(place)),
            (_("Is here"), "checked_in", began, lambda: deeds.mark(place, "checked_in", here.format(name=place.name))),
            (_("Did not come"), "no_show", began, lambda: deeds.mark(place, "no_show", gone.format(name=place.name))),
            (_("Swap…"), "swapped", not began, lambda: self._panel.swap(place)),
            (_("Calls off"), "cancelled", not began, lambda: deeds.call_off(place, shift)),
            (_("Take out"), "cancelled", True, lambda: deeds.take_out(place, shift)),
        )
        buttons: list[QWidget] = [
            button(text, "link", press=press)
            for text, state, fits, press in offered
            if fits and may_move(place.state, state)
        ]
        if place.state in STANDING:
            lock = _("Unlock") if place.is_locked else _("Lock")
            buttons.append(button(lock, "link", press=lambda: deeds.lock(place)))
        return buttons


class NeedCard(Card):
    """The need as a form; of a repeating one it is asked which are meant."""

    saved = Signal(object, str)
    called_off = Signal(str)

    def __init__(self, panel: SchedulePanel, wish: ShiftWish, sites: Mapping[int, str]) -> None:
        super().__init__(_("The shift"))
        self._panel = panel
        repeats = bool(wish.rule)
        self.body.addWidget(label(rule_words(wish.rule), "subtle", wrap=True))
        self.scope = Chips(
            (("this", _("Only this one")), ("later", _("This and later")), ("all", _("All to come"))),
            one=True,
            at_least_one=True,
        )
        self.scope.choose(("this",))
        row = FieldRow(_("Change"), self.scope)
        row.setVisible(repeats)
        self.body.addWidget(row)
        self.form = ShiftForm(panel.desk, sites)
        self.form.show_wish(wish)
        self.form.submitted.connect(self._save)
        self.scope.changed.connect(self._follow)
        self.body.addWidget(self.form)
        self.save = button(_("Save"), "primary", press=self.form.submit)
        self.off = button(_("Call off"), icon_name="calendar-x", press=lambda: self.called_off.emit(self._chosen()))
        self.body.addWidget(FlowRow(self.save, self.off))
        self._repeats = repeats
        self._follow()

    def _chosen(self) -> str:
        return str(self.scope.chosen()[0]) if self._repeats else "this"

    def _follow(self) -> None:
        """How it repeats is for all of them, so it is not asked of one alone."""
        alone = self._repeats and self._chosen() == "this"
        for name in ("repeat", "weekdays", "until", "on_holidays"):
            self.form.row(name).setEnabled(not alone)

    def _save(self) -> None:
        try_wish(self._panel, self.form, lambda wish: self.saved.emit(wish, self._chosen()))


class NewShiftPanel(SchedulePanel):
    """A new need."""

    def __init__(self, page: PageWidget, day: date, site: int, at: time | None = None) -> None:
        super().__init__(page, _("New shift"))
        self._day, self._site, self._at = day, site, at
        self.form: ShiftForm | None = None
        self.set_dismissable(False)
        self.desk.read(self, lambda: titles().sites, self._show)

    def show_problem(self, problem: Problem) -> None:
        """Beside the field it is about, where the form has one."""
        if self.form is None or not self.form.tell(problem):
            super().show_problem(problem)

    def _show(self, sites: Mapping[int, str]) -> None:
        self.form = ShiftForm(self.desk, sites)
        self.form.fill({"day": self._day, "site": self._site if self._site in sites else None})
        if self._at is not None:
            later = self._at.replace(hour=(self._at.hour + 3) % 24)
            self.form.fill({"starts": self._at, "ends": later})
        self.form.submitted.connect(self._save)
        self.body.addWidget(self.form)
        self.body.addWidget(FlowRow(button(_("Add the shift"), "primary", press=self.form.submit)))
        self.body.addStretch(1)
        self.form.row("role").control.setFocus()

    def _save(self) -> None:
        try_wish(self, cast("ShiftForm", self.form), self._add)

    def _add(self, wish: ShiftWish) -> None:
        now = self.desk.now()
        self.clear_problem()
        self.desk.write(self, lambda: add_shift(wish, now), lambda shift: self._added(shift, wish))

    def _added(self, shift: int, wish: ShiftWish) -> None:
        desk = self.desk

        def undo() -> None:
            now = desk.now()
            cancel_shift(shift, "all" if wish.rule else "this", "", now, expected=shift_row(shift, now).version)

        desk.note(_("The shift is added."), undo)
        self.close()


def try_wish(panel: SchedulePanel, form: ShiftForm, then: Callable[[ShiftWish], object]) -> None:
    """The need as typed, or what is wrong with it beside its field."""
    from rcc_desktop.api import Problem as Refused

    try:
        wish = form.wish()
    except Refused as problem:
        panel.show_problem(problem)
        return
    then(wish)
