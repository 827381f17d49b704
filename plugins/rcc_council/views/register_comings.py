"""How often members came, and which minutes are owed: two quiet lists beside the decisions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_council.minutes.reading import owed
from rcc_council.register.attendance import attendance
from rcc_desktop.api import words
from rcc_desktop.api.ui import Column, RowsModel, RowsTable, label, spaced, write_date

if TYPE_CHECKING:
    from rcc_council.minutes.rows import MinutesRow
    from rcc_council.register.rows import MemberAttendance
    from rcc_desktop.api.ui import PageWidget

_, ngettext = words("rcc_council")

DAYS_BACK = 365


class AttendanceView(QWidget):
    """Members of one body by name; nobody is ranked."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        whole = spaced(QVBoxLayout(self), gap=12)
        self.told = label("", "subtle", wrap=True)
        whole.addWidget(self.told)
        self.model: RowsModel[MemberAttendance] = RowsModel(
            (
                Column(_("Member"), lambda row: row.name),
                Column(_("Came to"), _came_words, width=16, align="right", sort=lambda row: row.came),
                Column(_("In a row"), _row_words, width=16, align="right", sort=lambda row: row.in_a_row),
            )
        )
        self.table = RowsTable(self.model, _("Who comes"))
        self.table.set_empty(_("Nobody is counted yet"), _("Members appear here once a meeting with them was held."))
        whole.addWidget(self.table, 1)

    def ask(self, body: int | None, name: str) -> None:
        """Ask about one body; there is no count over several, and none where there is no body."""
        self.told.setVisible(body is not None)
        if body is None:
            self.model.show(())
            return
        last = self.desk.now().date()
        first = last - timedelta(days=DAYS_BACK)
        self.told.setText(
            _("{body}, meetings since {day}. Only meetings while somebody was a member and not on leave count.").format(
                body=name, day=write_date(first)
            )
        )
        self.desk.read(self.page, lambda: attendance(body, first, last), self.model.show)


class MinutesOwedView(QWidget):
    """Minutes that nobody sent around yet, the longest due first."""

    def __init__(self, page: PageWidget) -> None:
        super().__init__()
        self.page, self.desk = page, page.desk
        self._body_name = ""
        self.model: RowsModel[MinutesRow] = RowsModel(
            (
                Column(
                    _("Due"),
                    lambda row: write_date(row.due) if row.due else "",
                    width=14,
                    tone=lambda row: "warn" if row.is_late else None,
                    sort=lambda row: row.due or row.day,
                ),
                Column(_("Meeting"), lambda row: write_date(row.day), width=14, sort=lambda row: row.day),
                Column(_("Body"), lambda row: row.body_name),
                Column(_("State"), lambda row: row.state_words, width=14),
            )  # fmt: skip
        )
        self.table = RowsTable(self.model, _("Minutes that are owed"))
        self.table.set_empty(
            _("No minutes are owed"),
            _("They are due by the next meeting, and no later than the bylaws say."),
        )
        spaced(QVBoxLayout(self), gap=12).addWidget(self.table, 1)

    def ask(self, name: str) -> None:
        """Ask what is owed, by the body of this name or by all."""
        self._body_name = name
        now = self.desk.now()
        self.desk.read(self.page, lambda: owed(now), self._show)

    def _show(self, rows: tuple[MinutesRow, ...]) -> None:
        shown = [row for row in rows if self._body_name in {"", row.body_name}]
        self.model.show(shown)
        late = sum(row.is_late for row in shown)
        told = ngettext("{count} meeting without minutes sent around", "{count} meetings without minutes sent around",
                        len(shown)).format(count=len(shown))  # fmt: skip
        self.page.set_subtitle(f"{told} · {ngettext('{count} late', '{count} late', late).format(count=late)}"
                               if late else told)  # fmt: skip


def _came_words(row: MemberAttendance) -> str:
    return _("{came} of {held}").format(came=row.came, held=row.held)


def _row_words(row: MemberAttendance) -> str:
    return str(row.in_a_row) if row.in_a_row > 1 else ""
