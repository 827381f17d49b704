"""What drags, keys and panels have done to the schedule: tried, said with a way back, or refused with the reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rcc_desktop.api import words
from rcc_mentors.shifts.board import shift_row
from rcc_mentors.shifts.booking import book, book_again, call_off, confirm, lock, mark, move_booking, publish, unbook
from rcc_mentors.shifts.series import cancel_shift, move_shift
from rcc_mentors.shifts.taking_back import take_back
from rcc_mentors.views.board_layout import conflicts
from rcc_mentors.views.board_words import day_words, refusal_words, spoken_range_words, when_words
from rcc_mentors.views.refused_box import REFUSED, Attempt, RefusedBox

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date, datetime

    from PySide6.QtCore import QPoint

    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.shifts.rows import PlaceRow, ShiftRow
    from rcc_mentors.shifts.standing import Undo
    from rcc_mentors.views.schedule_panel import SchedulePanel

_, ngettext = words("rcc_mentors")
T = TypeVar("T")


class Deeds:
    """Works on the schedule for a page or a panel. ``done`` is called after each thing that was kept or refused."""

    def __init__(self, desk: Desk, page: PageWidget | SchedulePanel, done: Callable[[], object]) -> None:
        self._page, self._desk, self._done = page, desk, done
        self.box: RefusedBox | None = None

    def move(self, shift: ShiftRow, starts: datetime, ends: datetime, site: int | None = None) -> None:
        """Give a shift another time or another site."""
        now = self._desk.now()
        said = _("{role} is now {day}, {hours}.").format(
            role=shift.role_title, day=day_words(starts.date()), hours=spoken_range_words(starts, ends)
        )

        def moved() -> tuple[Undo, ShiftRow]:
            return move_shift(shift.id, starts, ends, now, expected=shift.version, site=site), shift_row(shift.id, now)

        def say(answer: tuple[Undo, ShiftRow]) -> None:
            undo, stands = answer
            self._say(" ".join((said, *_against_rules(shift, stands))), lambda: take_back(undo))

        self._try(moved, say)

    def cancel(self, shift: ShiftRow) -> None:
        """Call one shift off."""
        now = self._desk.now()
        said = _("{role} on {when} is called off.").format(role=shift.role_title, when=when_words(shift))
        self._try(
            lambda: cancel_shift(shift.id, "this", "", now, expected=shift.version),
            lambda undo: self._say(said, lambda: take_back(undo)),
        )

    def book(
        self, shift: ShiftRow, mentor: int, name: str, spot: QPoint, why: str = "", *, offer: bool = False
    ) -> None:
        """Give somebody a place; where a rule says no, say why at ``spot`` of the page."""
        now = self._desk.now()
        said = _("{name} takes {role}, {when}.") if not offer else _("{name} is offered {role}, {when}.")
        words_now = said.format(name=name, role=shift.role_title, when=when_words(shift))
        self._try(
            lambda: book(shift.id, mentor, now, override_why=why, state="offered" if offer else "confirmed"),
            lambda made: self._say(words_now, lambda: unbook(made, self._desk.now())),
            lambda problem: self._refuse(
                problem, spot, lambda reason: self.book(shift, mentor, name, spot, reason, offer=offer)
            ),
        )

    def give(self, place: PlaceRow, old: ShiftRow, new: ShiftRow, spot: QPoint, why: str = "") -> None:
        """Move somebody from one shift to another."""
        now = self._desk.now()
        said = _("{name} moves to {role}, {when}.").format(name=place.name, role=new.role_title, when=when_words(new))
        self._try(
            lambda: move_booking(place.assignment, new.id, now, expected=place.version, override_why=why),
            lambda made: self._say(said, lambda: move_booking(made, old.id, self._desk.now())),
            lambda problem: self._refuse(problem, spot, lambda reason: self.give(place, old, new, spot, reason)),
        )

    def replace(self, place: PlaceRow, shift: ShiftRow, mentor: int, name: str, spot: QPoint, why: str = "") -> None:
        """Give somebody's place in a shift to somebody else."""
        now = self._desk.now()

        def exchange() -> int:
            unbook(place.assignment, now, expected=place.version)
            return book(shift.id, mentor, now, override_why=why)

        def back(made: int) -> None:
            unbook(made, self._desk.now())
            book_again(place.assignment, self._desk.now())

        said = _("{name} takes over from {before}: {role}, {when}.").format(
            name=name, before=place.name, role=shift.role_title, when=when_words(shift)
        )
        self._try(
            exchange,
            lambda made: self._say(said, lambda: back(made)),
            lambda problem: self._refuse(
                problem, spot, lambda reason: self.replace(place, shift, mentor, name, spot, reason)
            ),
        )

    def take_out(self, place: PlaceRow, shift: ShiftRow) -> None:
        """Take somebody off a shift."""
        now = self._desk.now()
        said = _("{name} is taken out of {role}, {when}.").format(
            name=place.name, role=shift.role_title, when=when_words(shift)
        )
        self._try(
            lambda: unbook(place.assignment, now, expected=place.version),
            lambda _none: self._say(said, lambda: book_again(place.assignment, self._desk.now())),
        )

    def call_off(self, place: PlaceRow, shift: ShiftRow) -> None:
        """Somebody cannot come after all."""
        now = self._desk.now()
        soon = _("{name} called off {role}, {when}. It is soon: look at the call list.")
        early = _("{name} called off {role}, {when}.")

        def say(was_late: bool) -> None:
            said = (soon if was_late else early).format(name=place.name, role=shift.role_title, when=when_words(shift))
            self._say(said, lambda: book_again(place.assignment, self._desk.now()))

        self._try(lambda: call_off(place.assignment, now, expected=place.version), say)

    def mark(self, place: PlaceRow, state: str, said: str) -> None:
        """Say what became of a booking; ``said`` is what the note says."""
        now = self._desk.now()
        self._try(
            lambda: mark(place.assignment, state, now, expected=place.version),
            lambda _none: self._say(said, lambda: book_again(place.assignment, self._desk.now())),
        )

    def confirm(self, place: PlaceRow) -> None:
        """Somebody who was offered a shift said yes."""
        now = self._desk.now()
        said = _("{name} is confirmed.").format(name=place.name)
        self._try(lambda: confirm(place.assignment, now, expected=place.version), lambda _none: self._say(said))

    def lock(self, place: PlaceRow) -> None:
        """Keep somebody where they are when open slots are filled, or let them go again."""
        locked = not place.is_locked
        said = (
            _("{name} stays in this shift when open slots are filled.") if locked else _("{name} may be moved again.")
        )
        self._try(
            lambda: lock(place.assignment, locked, expected=place.version),
            lambda _none: self._say(said.format(name=place.name), lambda: lock(place.assignment, not locked)),
        )

    def publish(self, first: date, last: date, site: int | None) -> None:
        """Make the shifts of these days known."""
        now = self._desk.now()

        def say(count: int) -> None:
            said = ngettext("{count} shift is published.", "{count} shifts are published.", count)
            self._say(said.format(count=count) if count else _("Everything was published before."))

        self._try(lambda: publish(first, last, now, site), say)

    def _try(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Problem], None] | None = None
    ) -> None:
        self.close_box()
        self._page.clear_problem()
        attempt = Attempt(self._page, failed or self._show)

        def kept(answer: T) -> None:
            attempt.deleteLater()
            then(answer)
            self._done()

        self._desk.write(attempt, work, kept)

    def _say(self, said: str, undo: Callable[[], object] | None = None) -> None:
        self._desk.note(said, undo)

    def _show(self, problem: Problem) -> None:
        self._page.show_problem(problem)
        self._done()

    def close_box(self) -> None:
        """Take a refusal that was not answered away."""
        if self.box is not None:
            box, self.box = self.box, None
            box.hide()
            box.deleteLater()

    def _refuse(self, problem: Problem, spot: QPoint, again: Callable[[str], None]) -> None:
        if problem.code != REFUSED:
            self._show(problem)
            return
        self.close_box()
        self.box = RefusedBox(self._page, problem, may_override=self._desk.may("mentors.override"))
        self.box.agreed.connect(again)
        self.box.closed.connect(self._forget_box)
        self.box.open_beside(spot)

    def _forget_box(self) -> None:
        self.box = None
        self._done()


def _against_rules(before: ShiftRow, now: ShiftRow) -> list[str]:
    """Whom a move has put against a rule, and which: a move keeps bookings, and is never silent about it."""
    already = {(place.assignment, refusal.code) for place in conflicts(before) for refusal in place.refusals}
    return [
        _("Against a rule now: {name}. {why}").format(name=place.name, why=refusal_words(place.refusals))
        for place in conflicts(now)
        if any((place.assignment, refusal.code) not in already for refusal in place.refusals)
    ]
