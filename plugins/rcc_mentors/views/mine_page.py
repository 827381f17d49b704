"""My shifts: what a mentor who is signed in has taken on, is asked, and says of their own times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Banner, Card, FlowRow, PageWidget, SideBySide, button, label, spaced
from rcc_mentors.people.arrivals import Arrivals, day_at
from rcc_mentors.people.pairing_words import here_words
from rcc_mentors.people.pairs import my_pairs
from rcc_mentors.shifts.mine import (
    accept_mine,
    call_off_mine,
    come_after_all,
    decline_mine,
    my_absences,
    my_mentor,
    my_shifts,
    my_swaps,
    my_times,
)
from rcc_mentors.shifts.rows import COVERING
from rcc_mentors.shifts.swap_reading import SWAPPABLE
from rcc_mentors.views.board_words import refusal_words, short_day_words, time_range_words, when_words
from rcc_mentors.views.mine_away import AwayCard
from rcc_mentors.views.mine_swaps import SwapsCard
from rcc_mentors.views.mine_times import TimesCard
from rcc_mentors.views.swap_panel import SwapPanel

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rcc_desktop.api import Desk
    from rcc_mentors.people.pairs import PairRow
    from rcc_mentors.shifts.rows import AbsenceRow, PlaceRow, ShiftRow
    from rcc_mentors.shifts.swap_reading import SwapRow
    from rcc_mentors.shifts.times import MentorTimes

_, ngettext = words("rcc_mentors")

AHEAD = timedelta(weeks=6)


@dataclass(frozen=True, slots=True)
class Mine:
    """Everything of one's own."""

    mentor: int
    shifts: tuple[ShiftRow, ...]
    absences: tuple[AbsenceRow, ...]
    times: MentorTimes
    swaps: tuple[SwapRow, ...]
    pairs: tuple[PairRow, ...]


class MinePage(PageWidget):
    """Offers and swaps first, then what is taken on; at the side absences and times."""

    def __init__(self, desk: Desk, arrivals: Arrivals | None = None) -> None:
        super().__init__(desk, _("My shifts"))
        self._arrivals = arrivals or Arrivals()
        self.here = Banner("info")
        self.body.addWidget(self.here)
        self._rows: list[QWidget] = []
        self._mentor = 0
        self.offers = Card(_("Would you take these?"))
        self.swaps = SwapsCard(self)
        self.shifts = Card(_("My next shifts"))
        self.away = AwayCard(self)
        self.times = TimesCard(self)
        left, right = QWidget(), QWidget()
        first, second = spaced(QVBoxLayout(left), gap=16), spaced(QVBoxLayout(right), gap=16)
        for card in (self.offers, self.swaps, self.shifts):
            first.addWidget(card)
        first.addStretch(1)
        for card in (self.away, self.times):
            second.addWidget(card)
        second.addStretch(1)
        self._sides = SideBySide(left, right)
        self.body.addWidget(self._sides, 1)

    def refresh(self) -> None:
        """Ask for one's own shifts, absences and times."""
        now, today = self.desk.now(), day_at(self.desk)
        self.desk.read(self, lambda: _look(now, today), lambda mine: self._show(mine, now))

    def _show(self, mine: Mine, now: datetime) -> None:
        self._mentor = mine.mentor
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        offers: list[tuple[ShiftRow, PlaceRow]] = []
        taken: list[tuple[ShiftRow, PlaceRow]] = []
        for shift in mine.shifts:
            place = next((each for each in shift.places if each.mentor == mine.mentor), None)
            if place is not None and shift.ends > now and shift.state != "cancelled":
                (offers if place.state == "offered" else taken).append((shift, place))
        self._fill(self.offers, [self._offer_row(*each) for each in offers], "")
        self.offers.setVisible(bool(offers))
        empty = _("Nothing in the next weeks. If you would like a shift, tell your coordinator.")
        held = [each for each in taken if each[1].state in COVERING]
        self._fill(self.shifts, [self._taken_row(shift, place, now) for shift, place in held], empty)
        self.swaps.show_swaps(mine.swaps, mine.mentor)
        self.away.show_absences(mine.absences)
        self.times.show_times(mine.times)
        self._say_who_came(mine.pairs)

    def _say_who_came(self, pairs: Sequence[PairRow]) -> None:
        """Without a name: this page is open while others look on."""
        here = sum(row.is_here for row in pairs)
        if here:
            self.here.say(here_words(here), _("Their names are on “My people”."))
        else:
            self.here.hide()
        came = self._arrivals.just_came(pairs, day_at(self.desk))
        if came:
            self.desk.note(here_words(len(came)))

    def _fill(self, card: Card, rows: Sequence[QWidget], empty: str) -> None:
        for row in rows or ([label(empty, "subtle", wrap=True)] if empty else []):
            card.body.addWidget(row)
            self._rows.append(row)

    def _offer_row(self, shift: ShiftRow, place: PlaceRow) -> QWidget:
        row, column = _shift_lines(shift)
        yes = button(_("Yes, I take it"), "primary", press=lambda: self._accept(shift, place))
        yes.setAccessibleName(_("Yes, I take {role}, {when}").format(role=shift.role_title, when=when_words(shift)))
        no = button(_("No"), press=lambda: self._decline(shift, place))
        no.setAccessibleName(_("No to {role}, {when}").format(role=shift.role_title, when=when_words(shift)))
        column.addWidget(FlowRow(yes, no))
        return row

    def _taken_row(self, shift: ShiftRow, place: PlaceRow, now: datetime) -> QWidget:
        badge = Badge(place.state_words, "ok") if place.state != "confirmed" else None
        row, column = _shift_lines(shift, badge)
        others = ", ".join(each.name for each in shift.places if each.mentor != place.mentor and each.state in COVERING)
        if others:
            column.addWidget(label(_("With {names}").format(names=others), "faint", wrap=True))
        if place.refusals and not place.overrode_words:
            column.addWidget(label(refusal_words(place.refusals), "problem", wrap=True))
        if shift.starts > now:
            off = button(_("I cannot come"), "link", press=lambda: self._call_off(shift, place))
            off.setAccessibleName(
                _("I cannot come to {role}, {when}").format(role=shift.role_title, when=when_words(shift))
            )
            swap = button(_("Swap…"), "link", press=lambda: SwapPanel(self, place, shift).open())
            swap.setAccessibleName(_("Swap {role}, {when}").format(role=shift.role_title, when=when_words(shift)))
            offers = [off, swap] if place.state in SWAPPABLE else [off]
            column.addWidget(FlowRow(*offers))
        return row

    def _accept(self, shift: ShiftRow, place: PlaceRow) -> None:
        now = self.desk.now()
        said = _("Thank you. {role}, {when}, is yours.").format(role=shift.role_title, when=when_words(shift))
        self.desk.write(
            self,
            lambda: accept_mine(place.assignment, now, expected=place.version),
            lambda _closed: self._kept(said),
        )

    def _decline(self, shift: ShiftRow, place: PlaceRow) -> None:
        now = self.desk.now()
        said = _("Thank you for saying so. {role}, {when}, is not yours.")
        self.desk.write(
            self,
            lambda: decline_mine(place.assignment, now, expected=place.version),
            lambda _none: self._kept(said.format(role=shift.role_title, when=when_words(shift))),
        )

    def _call_off(self, shift: ShiftRow, place: PlaceRow) -> None:
        now = self.desk.now()

        def say(was_late: bool) -> None:
            said = _("{role}, {when}, is called off.").format(role=shift.role_title, when=when_words(shift))
            if was_late:
                said = _("{said} It is soon: the coordinator sees it on the call list.").format(said=said)
            self._kept(said, lambda: come_after_all(place.assignment, self.desk.now()))

        self.desk.write(self, lambda: call_off_mine(place.assignment, now, expected=place.version), say)

    def _kept(self, said: str, undo: object = None) -> None:
        self.desk.note(said, undo if callable(undo) else None)
        self.clear_problem()
        self.refresh()


def _look(now: datetime, today: date) -> Mine:
    return Mine(
        my_mentor(),
        my_shifts(now.date() - timedelta(days=1), now.date() + AHEAD, now),
        my_absences(now),
        my_times(),
        my_swaps(now),
        tuple(my_pairs(today)),
    )


def _shift_lines(shift: ShiftRow, badge: Badge | None = None) -> tuple[QWidget, QVBoxLayout]:
    """A shift in two lines, with room below."""
    row = QWidget()
    column = spaced(QVBoxLayout(row), (0, 4, 0, 8), 4)
    head = spaced(QHBoxLayout(), gap=8)
    when = f"{short_day_words(shift.day)} · {time_range_words(shift.starts, shift.ends)}"
    head.addWidget(label(when, "strong", wrap=True), 1)
    if badge is not None:
        head.addWidget(BadgeLabel(badge))
    column.addLayout(head)
    what = " · ".join(each for each in (shift.role_title, shift.site_name, shift.place) if each)
    column.addWidget(label(what, "subtle", wrap=True))
    return row, column
