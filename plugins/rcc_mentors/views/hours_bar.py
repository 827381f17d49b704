"""Which days the hours are shown for: a week, a month, a quarter or a fiscal year, and the one before or after."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal

from rcc_desktop.api import Period, ReportingYear, words
from rcc_desktop.api.ui import Chips, FlowRow, icon_button, label, look, watch_look
from rcc_mentors.hours.wording import period_words

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtWidgets import QWidget

_, ngettext = words("rcc_mentors")

WEEK, MONTH, QUARTER, YEAR = "week", "month", "quarter", "year"


class HoursBar(FlowRow):
    """Chips for the kind of period, arrows to walk. ``changed`` tells that other days are meant."""

    changed = Signal()

    def __init__(
        self, today: Callable[[], date], year: Callable[[], ReportingYear], *, before: QWidget | None = None
    ) -> None:
        """``before`` stands in the same row."""
        super().__init__()
        self._today, self._year = today, year
        self.kind = MONTH
        self.period = self._around(today())
        self.chips = Chips(
            ((WEEK, _("Week")), (MONTH, _("Month")), (QUARTER, _("Quarter")), (YEAR, _("Fiscal year"))),
            one=True,
            at_least_one=True,
            numbered=False,
        )
        self.chips.choose((MONTH,))
        self.chips.changed.connect(self._turn_to_kind)
        self.told = label("", "strong")
        self.told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._days = (
            self.chips,
            icon_button("chevron-left", _("The one before (Alt+Left)"), lambda: self.step(-1)),
            self.told,
            icon_button("chevron-right", _("The one after (Alt+Right)"), lambda: self.step(1)),
        )
        for part in (before, *self._days):
            if part is not None:
                self.flow.addWidget(part)
        watch_look(self._measure)
        self._measure()
        self._tell()

    def ask_days(self, *, asked: bool) -> None:
        """Whether days matter to what is shown."""
        for part in self._days:
            part.setVisible(asked)

    def step(self, by: int) -> None:
        """The period before or after."""
        edge = self.period.last + timedelta(days=1) if by > 0 else self.period.first - timedelta(days=1)
        self._show(self._around(edge))

    def _turn_to_kind(self) -> None:
        self.kind = str(self.chips.chosen()[0])
        today = self._today()
        self._show(self._around(today if today in self.period else self.period.first))

    def _around(self, day: date) -> Period:
        if self.kind == WEEK:
            return Period.week(day)
        if self.kind == QUARTER:
            return Period.quarter(day.year, (day.month + 2) // 3)
        if self.kind == YEAR:
            year = self._year()
            return year.period(year.of(day))
        return Period.month(day.year, day.month)

    def _show(self, period: Period) -> None:
        self.period = period
        self._tell()
        self.changed.emit()

    def _tell(self) -> None:
        self.told.setText(period_words(self.period))

    def _measure(self) -> None:
        self.told.setMinimumSize(look().px(280), look().px(36))
