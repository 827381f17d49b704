"""Propose that somebody takes a shift over, perhaps for one of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import PersonLine, PersonPicker, label, look
from rcc_mentors.people.sorting import folded
from rcc_mentors.shifts.swap_reading import swap_choices
from rcc_mentors.shifts.swaps import decline_swap, propose_swap
from rcc_mentors.views.board_words import when_words
from rcc_mentors.views.schedule_panel import SchedulePanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.shifts.rows import PlaceRow, ShiftRow
    from rcc_mentors.shifts.swap_reading import SwapChoice

_, ngettext = words("rcc_mentors")


class SwapPanel(SchedulePanel):
    """Only those are offered who may take it, by every rule; nothing happens before both have said yes."""

    def __init__(self, page: PageWidget, place: PlaceRow, shift: ShiftRow) -> None:
        super().__init__(page, _("Swap"), width=560)
        self._booked = place
        self._found: list[SwapChoice] = []
        what = _("{name} would give {role}, {when}.").format(
            name=place.name, role=shift.role_title, when=when_words(shift)
        )
        self.body.addWidget(label(what, "strong", wrap=True))
        self.body.addWidget(label(_("It happens once both have said yes."), "subtle", wrap=True))
        self.picker = PersonPicker(self._filter, _("Type a name; Enter proposes it"))
        self.picker.people.set_empty(
            _("Nobody may take it"), _("By the center's rules there is nobody to swap with. Try “Find somebody”.")
        )
        self.picker.chosen.connect(self._propose)
        self.picker.setMinimumHeight(look().px(360))
        self.body.addWidget(self.picker, 1)
        self.reload()

    def reload(self) -> None:
        """Ask with whom it could be swapped."""
        booking, now = self._booked.assignment, self.desk.now()
        self.desk.read(self, lambda: swap_choices(booking, now), self._show)

    def _show(self, found: Sequence[SwapChoice]) -> None:
        self._found = list(found)
        self._filter(self.picker.text())

    def _filter(self, text: str) -> None:
        typed = folded(text)
        lines = [
            PersonLine(number, each.name, below=_takes_words(each), color=each.person)
            for number, each in enumerate(self._found)
            if typed in folded(each.name)
        ]
        self.picker.show_lines(lines, text)

    def _propose(self, number: int) -> None:
        choice, now = self._found[number], self.desk.now()
        said = _("The swap is proposed. It is on the call list until both have said yes.")
        if not self.desk.may("mentors.schedule"):
            said = _("The swap is proposed. {name} finds it on “My shifts”.").format(name=choice.name)

        def kept(swap: int) -> None:
            self.desk.note(said, lambda: decline_swap(swap, self.desk.now()))
            self.page.refresh()
            self.close()

        booking = self._booked.assignment
        self.desk.write(self, lambda: propose_swap(booking, choice.mentor, now, takes=choice.takes), kept)


def _takes_words(choice: SwapChoice) -> str:
    """What they would give for it."""
    if choice.takes_shift is None:
        return _("takes it over")
    return _("for {role}, {when}").format(role=choice.takes_shift.role_title, when=when_words(choice.takes_shift))
