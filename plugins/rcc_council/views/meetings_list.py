"""The meetings in a table: those to come, the soonest first, and those before, the latest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_council.views.live_words import MEETING_TONES, day_words, hours_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import Chips, ChoiceField, Column, RowsModel, RowsTable, look, spaced

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from datetime import date

    from PySide6.QtGui import QResizeEvent

    from rcc_council.meetings.rows import MeetingRow
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")

COMING, BEFORE, OWED = "coming", "before", "owed"
_MINUTES_TONES: dict[str, Tone] = {"adopted": "ok", "circulated": "info", "corrected": "info", "draft": "warn"}


class MeetingsList(QWidget):
    """Enter opens a meeting: its agenda before, the live page while it goes on, what came of it after."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[MeetingRow, ...] = ()
        self._today: date | None = None
        whole = spaced(QVBoxLayout(self), gap=12)
        bar = spaced(QHBoxLayout(), gap=12)
        self.which = Chips(
            [(COMING, _("To come")), (BEFORE, _("Before")), (OWED, _("Minutes not adopted"))], one=True,
            at_least_one=True,
        )  # fmt: skip
        self.which.choose([COMING])
        self.which.changed.connect(self._narrow)
        self.body = ChoiceField([(None, _("Every council"))], None)
        self.body.setAccessibleName(_("Who meets"))
        self.body.setMinimumContentsLength(20)
        self.body.setCurrentIndex(0)
        self.body.currentIndexChanged.connect(self._narrow)
        bar.addWidget(self.which, 1)
        bar.addWidget(self.body)
        whole.addLayout(bar)
        self.model: RowsModel[MeetingRow] = RowsModel(_columns())
        self.table = RowsTable(self.model, _("Meetings"))
        self.table.activated_row.connect(self.opened)
        whole.addWidget(self.table, 1)

    def show_meetings(self, rows: Sequence[MeetingRow], bodies: Sequence[tuple[Hashable, str]], today: date) -> None:
        """Show these meetings."""
        self._rows, self._today = tuple(rows), today
        self.body.blockSignals(True)
        chosen = self.body.value()
        self.body.offer([(None, _("Every council")), *bodies])
        self.body.set_value(chosen)
        self.body.setVisible(len(bodies) > 1)
        self.body.blockSignals(False)
        for which, title in ((COMING, _("To come")), (BEFORE, _("Before")), (OWED, _("Minutes not adopted"))):
            count = sum(self._is_in(row, which) for row in rows)
            self.which.chip(which).setText(f"{title} · {count}")
        self._narrow()

    def chosen_body(self) -> int | None:
        """The council the list is narrowed to."""
        body = self.body.value()
        return body if isinstance(body, int) else None

    def _narrow(self) -> None:
        which, body = str(self.which.chosen()[0]), self.chosen_body()
        rows = [row for row in self._rows if self._is_in(row, which) and body in {None, row.body}]
        self.model.show(rows if which == COMING else rows[::-1])
        self._fit()
        empty = {
            COMING: (_("No meeting is planned"), _("Plan one with Ctrl+N, alone or every week.")),
            BEFORE: (_("No meeting was held yet"), _("One held without the program can be typed in.")),
            OWED: (_("Every meeting has its minutes"), _("Minutes that are not adopted yet appear here.")),
        }
        self.table.set_empty(*empty[which])

    def _is_in(self, row: MeetingRow, which: str) -> bool:
        is_over = row.state in {"closed", "no_quorum"} or (self._today is not None and row.day < self._today)
        if which == OWED:
            return row.state in {"closed", "no_quorum"} and row.minutes_state != "adopted"
        return (is_over and row.state != "open") == (which == BEFORE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Columns that say nothing here, or have no room, give way to who meets."""
        is_coming = COMING in self.which.chosen()
        for at, least in _LEAST_ROOM.items():
            says_nothing = is_coming and at in _SAID_AFTER
            self.table.setColumnHidden(at, says_nothing or self.width() < look().px(least))


def _columns() -> tuple[Column[MeetingRow], ...]:
    return (
        Column(_("Day"), lambda row: day_words(row.day), width=18, sort=lambda row: row.starts),
        Column(_("Time"), lambda row: hours_words(row.starts, row.ends), width=19, sort=lambda row: row.starts),
        Column(_("Who meets"), lambda row: row.body_name),
        Column(_("Kind"), lambda row: row.kind_words, width=17),
        Column(_("Where"), lambda row: row.place, width=14),
        Column(_("State"), lambda row: row.state_words, width=12, tone=lambda row: MEETING_TONES.get(row.state)),
        Column(_("Came"), _came, width=13, align="right", sort=lambda row: row.present),
        Column(
            _("Minutes"), lambda row: row.minutes_words, width=16,
            tone=lambda row: _MINUTES_TONES.get(row.minutes_state, "warn") if row.minutes_words else None,
        ),
    )  # fmt: skip


_LEAST_ROOM = {1: 620, 3: 1500, 4: 1160, 6: 960, 7: 560}
"""Columns that give way where there is little room, and the room they need; with the text they grow."""
_SAID_AFTER = frozenset({6, 7})
"""Columns that say nothing of a meeting to come."""


def _came(row: MeetingRow) -> str:
    if row.state in {"planned", "cancelled"}:
        return ""
    return _("{present} ({needed} needed)").format(present=row.present, needed=row.needed)
