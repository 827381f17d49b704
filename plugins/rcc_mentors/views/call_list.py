"""The call list: who called off late or did not come, the swaps that wait for a yes, and the leaves that end soon."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, BadgeLabel, Card, FlowRow, button, label, spaced
from rcc_mentors.shifts.absences import leaves_to_review
from rcc_mentors.shifts.board import shift_row
from rcc_mentors.shifts.cover import call_list
from rcc_mentors.shifts.series import put_back_shift
from rcc_mentors.shifts.swaps import agree, decline_swap, open_swaps, undo_swap
from rcc_mentors.views.board_words import short_day_words, time_range_words, when_words
from rcc_mentors.views.cover_panel import CoverPanel
from rcc_mentors.views.mine_away import away_words
from rcc_mentors.views.schedule_panel import SchedulePanel
from rcc_mentors.views.shift_panel import ShiftPanel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.shifts.cover import CallRow
    from rcc_mentors.shifts.rows import AbsenceRow, ShiftRow
    from rcc_mentors.shifts.swap_reading import SwapRow

_, ngettext = words("rcc_mentors")

FILE = "mentors.file"
"""The key of a mentor's tab in a person's file."""


class CallListPanel(SchedulePanel):
    """Whom to call, the soonest shift first, with numbers and best times for those who may see them."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__(page, _("Call list"))
        self.calls = Card(_("To call"))
        self.swaps = Card(_("Swaps waiting for a yes"))
        self.leaves = Card(_("Leaves to look at again"))
        self._rows: list[QWidget] = []
        for card in (self.calls, self.swaps, self.leaves):
            self.body.addWidget(card)
        self.body.addStretch(1)
        self.reload()

    def reload(self) -> None:
        """Look again."""
        now = self.desk.now()
        self.desk.read(self, lambda: (call_list(now), open_swaps(now), leaves_to_review(now)), self._show)

    def _show(self, known: tuple[Sequence[CallRow], Sequence[SwapRow], Sequence[AbsenceRow]]) -> None:
        calls, swaps, leaves = known
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        self._fill_card(
            self.calls, [self._call_row(call) for call in calls], _("Nobody to call. Nothing was called off late.")
        )
        self._fill_card(self.swaps, [self._swap_row(swap) for swap in swaps], _("No swap waits for an answer."))
        self._fill_card(self.leaves, [self._leave_row(leave) for leave in leaves], _("No leave ends within a week."))

    def _fill_card(self, card: Card, rows: list[QWidget], empty: str) -> None:
        for row in rows or [label(empty, "subtle", wrap=True)]:
            card.body.addWidget(row)
            self._rows.append(row)

    def _call_row(self, call: CallRow) -> QWidget:
        row, column = _row(call.name, Badge(call.words, "danger" if call.kind == "no_show" else "warn"))
        day = short_day_words(call.starts.date())
        what = f"{call.role_title} · {day} · {time_range_words(call.starts, call.ends)} · {call.site_name}"
        column.addWidget(label(what, "subtle", wrap=True))
        reach = " · ".join(each for each in (call.phone, call.best_times) if each)
        if reach:
            column.addWidget(label(reach, "strong", wrap=True))
        if call.why:
            column.addWidget(label(call.why, "problem", wrap=True))
            give = button(_("Open the shift"), "link", press=lambda: self._open_shift(call.shift))
            give.setAccessibleName(_("Open the shift of {name}").format(name=call.name))
            column.addWidget(FlowRow(give))
        if call.kind == "cancelled":
            back = button(_("Put the shift back"), "link", press=lambda: self._put_back(call))
            back.setAccessibleName(_("Put the shift of {name} back").format(name=call.name))
            column.addWidget(FlowRow(back))
        if call.no_shows > 1:
            said = ngettext("{count} time in a year", "{count} times in a year", call.no_shows)
            column.addWidget(label(_("Did not come: {times}.").format(times=said.format(count=call.no_shows)), "faint"))
        if call.starts > self.desk.now() and call.kind == "late":
            find = button(_("Find somebody"), "link", icon_name="user-plus", press=lambda: self._find(call.shift))
            column.addWidget(FlowRow(find))
        return row

    def _swap_row(self, swap: SwapRow) -> QWidget:
        row, column = _row(_("{giver} to {taker}").format(giver=swap.giver_name, taker=swap.taker_name), None)
        gives = f"{swap.gives.role_title}, {when_words(swap.gives)}"
        if swap.takes is not None:
            gives = _("{gives}; for {takes}").format(
                gives=gives, takes=f"{swap.takes.role_title}, {when_words(swap.takes)}"
            )
        column.addWidget(label(gives, "subtle", wrap=True))
        buttons: list[QWidget] = []
        for side, agreed, name in (
            ("giver", swap.giver_agreed, swap.giver_name),
            ("taker", swap.taker_agreed, swap.taker_name),
        ):
            if not agreed:
                text = _("{name} said yes").format(name=name)
                buttons.append(button(text, "link", press=partial(self._agree, swap, side)))
        buttons.append(button(_("Withdraw"), "link", press=lambda: self._decline(swap)))
        column.addWidget(FlowRow(*buttons, gap=4))
        return row

    def _leave_row(self, leave: AbsenceRow) -> QWidget:
        over = leave.ends <= self.desk.now()
        row, column = _row(leave.name, Badge(_("Leave is over") if over else _("Leave ends soon"), "warn"))
        said = away_words(leave)
        column.addWidget(label(f"{said} · {leave.why}" if leave.why else said, "subtle", wrap=True))
        if self.desk.may("mentors.see"):
            look_at = button(_("Open their file"), "link", press=lambda: self._open_file(leave.person))
            look_at.setAccessibleName(_("Open the file of {name}").format(name=leave.name))
            column.addWidget(FlowRow(look_at))
        return row

    def _open_file(self, person: int) -> None:
        self.close()
        self.desk.open_person(person, FILE)

    def _put_back(self, call: CallRow) -> None:
        now = self.desk.now()

        def kept(back: int) -> None:
            said = ngettext(
                "The shift is back, with {count} person on it.", "The shift is back, with {count} people on it.", back
            )
            self.desk.note(said.format(count=back))
            self.reload()
            self.page.refresh()

        self.desk.write(self, lambda: put_back_shift(call.shift, now), kept)

    def _find(self, shift: int) -> None:
        now = self.desk.now()
        self.desk.read(self, lambda: shift_row(shift, now), self._open_cover)

    def _open_shift(self, shift: int) -> None:
        now = self.desk.now()
        self.desk.read(self, lambda: shift_row(shift, now), lambda row: self._turn_to(ShiftPanel(self.page, row)))

    def _open_cover(self, shift: ShiftRow) -> None:
        self._turn_to(CoverPanel(self.page, shift))

    def _turn_to(self, panel: SchedulePanel) -> None:
        """Another panel in place of this one."""
        page = self.page
        self.close()
        panel.closed.connect(page.refresh)
        panel.open()

    def _agree(self, swap: SwapRow, side: str) -> None:
        now = self.desk.now()

        def kept(happened: bool) -> None:
            if happened:
                self.desk.note(_("The swap is done."), lambda: undo_swap(swap.id, self.desk.now()))
            else:
                self.desk.note(_("The yes is noted; the other one is still needed."))
            self.page.refresh()
            self.reload()

        self.desk.write(self, lambda: agree(swap.id, "giver" if side == "giver" else "taker", now), kept)

    def _decline(self, swap: SwapRow) -> None:
        now = self.desk.now()

        def kept(_nothing: None) -> None:
            self.desk.note(_("The swap is withdrawn. Nothing on the board has changed."))
            self.reload()

        self.desk.write(self, lambda: decline_swap(swap.id, now), kept)


def _row(name: str, badge: Badge | None) -> tuple[QWidget, QVBoxLayout]:
    """A name with a mark at its end, and room below."""
    row = QWidget()
    column = spaced(QVBoxLayout(row), (0, 4, 0, 8), 4)
    head = spaced(QHBoxLayout(), gap=8)
    head.addWidget(label(name, "strong", wrap=True), 1)
    if badge is not None:
        head.addWidget(BadgeLabel(badge))
    column.addLayout(head)
    return row, column
