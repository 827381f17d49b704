"""Seats on a board that a council fills with its own members, and alternates who stand in for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.seats import add_delegates, remove_seat
from rcc_council.views.body_panels import BodyPanel
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.bodies.rows import BodyRow
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

MOST = 20


class DelegatesPanel(BodyPanel):
    """So many delegates of one council, all at once; every seat is vacant at first."""

    def __init__(self, page: PageWidget, board: int, bodies: Sequence[BodyRow]) -> None:
        super().__init__(page, _("Delegates"))
        self._board = board
        self._names = {each.id: each.name for each in bodies if each.id != board and each.last_day is None}
        only = next(iter(self._names)) if len(self._names) == 1 else None
        self.form.choice("council", _("Who sends them"), list(self._names.items()), value=only, required=True)
        self.form.number("count", _("Delegates"), value=2, low=1, high=MOST, required=True)
        told = _("Each stands in for one delegate: the first for the first.")
        self.form.number("alternates", _("Alternates"), value=0, low=0, high=MOST, help_text=told)
        self.form.date("first_day", _("Since"), today=self.today, value=self.today(), required=True)
        self.add_button(_("Add the seats"))

    def save(self) -> None:
        """Add the seats."""
        given, board = self.form.values(), self._board
        count, alternates = given["count"], given["alternates"] or 0
        if alternates > count:
            self.form.problem("alternates", _("There are fewer delegates than that."))
            return

        def kept(seats: tuple[int, ...]) -> None:
            said = ngettext("{count} seat for {name} is added.", "{count} seats for {name} are added.", len(seats))
            name = self._names[given["council"]]
            self.desk.note(said.format(count=len(seats), name=name), lambda: _take_back(seats))
            self.saved.emit()
            self.close()

        self.desk.write(
            self,
            lambda: add_delegates(board, given["council"], count, given["first_day"], alternates=alternates),
            kept,
        )


def _take_back(seats: Sequence[int]) -> None:
    """Alternates first: while they are there, so is whom they stand in for."""
    for seat in reversed(seats):
        remove_seat(seat)
