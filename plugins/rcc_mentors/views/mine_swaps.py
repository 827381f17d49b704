"""The swaps a mentor is part of: answered with a yes or a no, or taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Card, FlowRow, button, label, spaced
from rcc_mentors.shifts.swaps import agree, decline_swap
from rcc_mentors.views.board_words import when_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.shifts.swap_reading import SwapRow
    from rcc_mentors.shifts.swaps import Side

_, ngettext = words("rcc_mentors")


class SwapsCard(Card):
    """Hidden while there is none."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(_("Swaps"))
        self._page, self._desk = page, page.desk
        self._rows: list[QWidget] = []
        self.hide()

    def show_swaps(self, swaps: Sequence[SwapRow], mentor: int) -> None:
        """Show those that wait."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = [self._row(swap, mentor) for swap in swaps]
        for row in self._rows:
            self.body.addWidget(row)
        self.setVisible(bool(self._rows))

    def _row(self, swap: SwapRow, mentor: int) -> QWidget:
        row = QWidget()
        column = spaced(QVBoxLayout(row), (0, 4, 0, 8), 4)
        side: Side = "giver" if swap.giver == mentor else "taker"
        column.addWidget(label(_asked_words(swap, side), wrap=True))
        agreed = swap.giver_agreed if side == "giver" else swap.taker_agreed
        if agreed:
            other = swap.taker_name if side == "giver" else swap.giver_name
            column.addWidget(label(_("Waits for {name} to say yes.").format(name=other), "faint", wrap=True))
            column.addWidget(FlowRow(button(_("Take it back"), "link", press=lambda: self._decline(swap))))
        else:
            yes = button(_("Yes, swap"), "primary", press=lambda: self._agree(swap, side))
            column.addWidget(FlowRow(yes, button(_("No"), press=lambda: self._decline(swap))))
        return row

    def _agree(self, swap: SwapRow, side: Side) -> None:
        now = self._desk.now()
        done, waits = _("The swap is done. Thank you both."), _("Your yes is noted; the other one is still needed.")
        self._desk.write(
            self._page,
            lambda: agree(swap.id, side, now, expected=swap.version),
            lambda happened: self._say(done if happened else waits),
        )

    def _decline(self, swap: SwapRow) -> None:
        now = self._desk.now()
        said = _("There is no swap. Everybody keeps the shifts they had.")
        self._desk.write(self._page, lambda: decline_swap(swap.id, now), lambda _none: self._say(said))

    def _say(self, said: str) -> None:
        self._desk.note(said)
        self._page.clear_problem()
        self._page.refresh()


def _asked_words(swap: SwapRow, side: Side) -> str:
    """What is asked, from where one stands."""
    gives = f"{swap.gives.role_title}, {when_words(swap.gives)}"
    takes = f"{swap.takes.role_title}, {when_words(swap.takes)}" if swap.takes else ""
    if side == "giver":
        said = _("You give {gives} to {name}.").format(gives=gives, name=swap.taker_name)
        return _("{said} You take {takes} for it.").format(said=said, takes=takes) if takes else said
    said = _("{name} would like you to take {gives}.").format(name=swap.giver_name, gives=gives)
    return _("{said} They take {takes} for it.").format(said=said, takes=takes) if takes else said
