"""Which days: a day, a week, a month, a quarter, a year, the fiscal year, or from one day to another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_desktop.api.periods import Period, ReportingYear
from rcc_desktop.api.ui.card import icon_button, label
from rcc_desktop.api.ui.fields import ChoiceField, DateField
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import language, words

if TYPE_CHECKING:
    from collections.abc import Callable

_, ngettext = words("rcc_desktop")

DAY, WEEK, MONTH, QUARTER, YEAR, FISCAL_YEAR, OWN = (
    "day", "week", "month", "quarter", "year", "reporting_year", "own",
)  # fmt: skip


def period_around(kind: str, day: date, year: ReportingYear) -> Period:
    """The period of this kind that ``day`` lies in."""
    made: dict[str, Callable[[], Period]] = {
        DAY: lambda: Period.day(day),
        WEEK: lambda: Period.week(day),
        MONTH: lambda: Period.month(day.year, day.month),
        QUARTER: lambda: Period.quarter(day.year, (day.month + 2) // 3),
        YEAR: lambda: ReportingYear(1).period(day.year),
        FISCAL_YEAR: lambda: year.period(year.of(day)),
    }
    return made[kind]()


def kind_of(period: Period, year: ReportingYear) -> str:
    """Which kind of period this is; ``own`` for one that is none of the others."""
    kinds = (DAY, WEEK, MONTH, QUARTER, YEAR, FISCAL_YEAR)
    return next((kind for kind in kinds if _same_days(period_around(kind, period.first, year), period)), OWN)


def period_words(period: Period, kind: str) -> str:
    """The period the way people say it: November 2026."""
    locale = QLocale(language())
    if kind == MONTH:
        month = locale.standaloneMonthName(period.first.month)
        return f"{month[:1].upper()}{month[1:]} {period.first.year}"
    if kind == QUARTER:
        return _("Quarter {number} of {year}").format(number=(period.first.month + 2) // 3, year=period.first.year)
    if kind == YEAR:
        return str(period.first.year)
    if kind == FISCAL_YEAR:
        return _("Fiscal year {year}").format(year=period.last.year)
    if kind == DAY:
        return day_words(period.first)
    return _("{first} to {last}").format(first=day_words(period.first), last=day_words(period.last))


def day_words(day: date) -> str:
    """A day with its weekday: Sat, Nov 21, 2026."""
    return QLocale(language()).toString(day, _("ddd, MMM d, yyyy"))  # type: ignore[call-overload,no-any-return]


class PeriodPicker(FlowRow):
    """A kind of period, and two arrows to the one before and after; own days have two fields instead."""

    changed = Signal()

    def __init__(self, today: Callable[[], date], year: Callable[[], ReportingYear]) -> None:
        super().__init__()
        spaced(self.flow, gap=8)
        self._today, self._year = today, year
        self.kind = ChoiceField(
            [
                (DAY, _("Day")),
                (WEEK, _("Week")),
                (MONTH, _("Month")),
                (QUARTER, _("Quarter")),
                (YEAR, _("Calendar year")),
                (FISCAL_YEAR, _("Fiscal year")),
                (OWN, _("From … to …")),
            ],
            MONTH,
        )
        self.kind.setAccessibleName(_("Kind of period"))
        self._period = period_around(MONTH, today(), year())
        self.before = icon_button("chevron-left", _("The one before"), lambda: self.step(-1))
        self.after = icon_button("chevron-right", _("The one after"), lambda: self.step(1))
        self._told = label("", "strong")
        self.first, self.last = DateField(today), DateField(today)
        self.first.setAccessibleName(_("From"))
        self.last.setAccessibleName(_("To"))
        self._stepper = _row(self.before, self._told, self.after)
        self._own = _row(self.first, label(_("to"), "faint"), self.last)
        for part in (self.kind, self._stepper, self._own):
            self.flow.addWidget(part)
        self.kind.activated.connect(self._take_kind)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._take_own)
            field.picked.connect(self._take_own)
        self._show(MONTH)

    def period(self) -> Period:
        """The days that are chosen."""
        return self._period

    def set_period(self, period: Period) -> None:
        """Show these days, without a signal."""
        self._period = period
        self._show(kind_of(period, self._year()))

    def step(self, by: int) -> None:
        """Go to the period before (-1) or after (1)."""
        edge = self._period.first - timedelta(days=1) if by < 0 else self._period.last + timedelta(days=1)
        kind = str(self.kind.value())
        self._period = period_around(kind, edge, self._year())
        self._show(kind)
        self.changed.emit()

    def _take_kind(self) -> None:
        kind = str(self.kind.value())
        if kind != OWN:
            today = self._today()
            self._period = period_around(kind, today if today in self._period else self._period.last, self._year())
        self._show(kind)
        self.changed.emit()

    def _take_own(self) -> None:
        first, last = self.first.value(), self.last.value()
        if first is None or last is None:
            return
        first, last = min(first, last), max(first, last)
        period = Period(first, last, f"{first}..{last}")
        if not _same_days(period, self._period):
            self._period = period
            self._show(OWN)
            self.changed.emit()

    def _show(self, kind: str) -> None:
        self.kind.set_value(kind)
        self._stepper.setVisible(kind != OWN)
        self._own.setVisible(kind == OWN)
        self._told.setText(period_words(self._period, kind))
        self.first.set_value(self._period.first)
        self.last.set_value(self._period.last)


def _same_days(one: Period, other: Period) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _row(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = spaced(QHBoxLayout(made), gap=4)
    for part in parts:
        row.addWidget(part)
    return made
