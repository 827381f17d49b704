"""Which days: a day, a week, a month, a quarter, a year, the fiscal year, or from one day to another."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, QLocale, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from rcc_desktop.api.periods import Period, ReportingYear
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.card import icon_button, label
from rcc_desktop.api.ui.fields import ChoiceField, DateField
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import language, words
from rcc_desktop.host.papers import period_of

if TYPE_CHECKING:
    from collections.abc import Callable

_, ngettext = words("rcc_desktop")

DAY, WEEK, MONTH, QUARTER, YEAR, FISCAL_YEAR, OWN = (
    "day", "week", "month", "quarter", "year", "reporting_year", "own",
)  # fmt: skip
KINDS = (DAY, WEEK, MONTH, QUARTER, YEAR, FISCAL_YEAR)
EARLIEST, LATEST = date(1900, 1, 1), date(2999, 12, 31)


def kind_of(period: Period, year: ReportingYear) -> str:
    """Which kind of period this is; ``own`` for one that is none of the others."""
    return next((kind for kind in KINDS if _same_days(period_of(kind, period.first, year), period)), OWN)


def stepped(period: Period, kind: str, by: int, year: ReportingYear) -> Period:
    """The period before (-1) or after (1). Own days move by as many days as they are; time has an end at both sides."""
    edge = period.first - timedelta(days=1) if by < 0 else period.last + timedelta(days=1)
    if not EARLIEST <= edge <= LATEST:
        return period
    if kind != OWN:
        return period_of(kind, edge, year)
    days = ((period.last - period.first).days + 1) * by
    return own_days(period.first + timedelta(days=days), period.last + timedelta(days=days))


def own_days(first: date, last: date) -> Period:
    """From one day to another, whichever was typed first."""
    first, last = min(first, last), max(first, last)
    return Period(first, last, f"{first}..{last}")


def period_words(period: Period, kind: str) -> str:
    """The period the way people say it: November 2026."""
    first, last = period.first, period.last
    if kind == MONTH:
        return month_words(first)
    if kind == QUARTER:
        return _("Quarter {number} of {year}").format(number=(first.month + 2) // 3, year=first.year)
    if kind == YEAR:
        return str(first.year)
    if kind == FISCAL_YEAR:
        return _("Fiscal year {year}").format(year=last.year)
    if kind == DAY:
        return day_words(first)
    return _("{first} to {last}").format(first=day_words(first), last=day_words(last))


def month_words(day: date) -> str:
    """A month with its year: November 2026."""
    month = QLocale(language()).standaloneMonthName(day.month)
    return f"{month[:1].upper()}{month[1:]} {day.year}"


def day_words(day: date) -> str:
    """A day with its weekday: Sat, Nov 21, 2026."""
    return QLocale(language()).toString(QDate(day.year, day.month, day.day), _("ddd, MMM d, yyyy"))


class PeriodPicker(FlowRow):
    """A kind of period, and two arrows to the one before and after; days are typed or picked.

    ``changed`` tells that other days are meant, ``refused`` hands over the ``Problem`` of a day nobody can read.
    """

    changed = Signal()
    refused = Signal(object)

    def __init__(self, today: Callable[[], date], year: Callable[[], ReportingYear]) -> None:
        super().__init__()
        self._today, self._year = today, year
        self._period = period_of(MONTH, today(), year())
        self.kind = ChoiceField(_kind_titles(), MONTH)
        self.kind.setAccessibleName(_("Kind of period"))
        self.before = icon_button("chevron-left", _("The one before (Alt+Left)"), lambda: self.step(-1))
        self.after = icon_button("chevron-right", _("The one after (Alt+Right)"), lambda: self.step(1))
        self.told = label("", "strong")
        self.told.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.first, self.last = DateField(today), DateField(today)
        self._to = label(_("to"), "faint")
        self.flow.addWidget(self.kind)
        self.flow.addWidget(_row(self.before, self.told, self.first, self._to, self.last, self.after))
        self.kind.activated.connect(self._take_kind)
        for field in (self.first, self.last):
            field.editingFinished.connect(self._take_days)
            field.picked.connect(self._take_days)
        watch_look(self._measure)
        self._measure()
        self._show(MONTH)

    def bind_keys(self, page: QWidget) -> None:
        """Let Alt+Left and Alt+Right step wherever the keys are in ``page``."""
        for keys, by in (("Alt+Left", -1), ("Alt+Right", 1)):
            shortcut = QShortcut(QKeySequence(keys), page)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda by=by: self.step(by))

    def period(self) -> Period:
        """The days that are chosen."""
        return self._period

    def set_period(self, period: Period, kind: str = "") -> None:
        """Show these days, without a signal, as this kind; without one, as the kind they are."""
        self._period = period
        self._show(kind or kind_of(period, self._year()))

    def step(self, by: int) -> None:
        """Go to the period before (-1) or after (1)."""
        if not self.isHidden():
            kind = str(self.kind.value())
            self._take(stepped(self._period, kind, by, self._year()), kind)

    def _take(self, period: Period, kind: str) -> None:
        moved = not _same_days(period, self._period)
        self._period = period
        self._show(kind)
        if moved:
            self.changed.emit()

    def _take_kind(self) -> None:
        """Another kind means the one around today where today is among the days, else around their last."""
        kind, period, today = str(self.kind.value()), self._period, self._today()
        if kind == OWN:
            self._take(own_days(period.first, period.last), OWN)
        else:
            self._take(period_of(kind, today if today in period else period.last, self._year()), kind)

    def _take_days(self) -> None:
        kind = str(self.kind.value())
        fields = (self.first,) if kind == DAY else (self.first, self.last)
        unread = [field for field in fields if not _is_day(field.value())]
        for field in fields:
            mark(field, invalid=field in unread)
        if unread:
            self.refused.emit(_not_a_day())
            return
        first, last = self.first.value(), self.last.value()
        if kind == DAY and first is not None:
            self._take(Period.day(first), DAY)
        elif kind == OWN and first is not None and last is not None:
            self._take(own_days(first, last), OWN)

    def _show(self, kind: str) -> None:
        self.kind.set_value(kind)
        self.told.setText(period_words(self._period, kind))
        self.told.setVisible(kind not in {DAY, OWN})
        self.first.setVisible(kind in {DAY, OWN})
        for part in (self._to, self.last):
            part.setVisible(kind == OWN)
        self.first.setAccessibleName(_("Day") if kind == DAY else _("From"))
        self.last.setAccessibleName(_("To"))
        for field, day in ((self.first, self._period.first), (self.last, self._period.last)):
            field.set_value(day)
            mark(field, invalid=False)

    def _measure(self) -> None:
        """Wide enough that the arrows stay where they are as one steps."""
        self.told.setMinimumWidth(look().px(168))
        for field in (self.first, self.last):
            field.setFixedWidth(look().px(148))


def _kind_titles() -> list[tuple[str, str]]:
    return [
        (DAY, _("Day")),
        (WEEK, _("Week")),
        (MONTH, _("Month")),
        (QUARTER, _("Quarter")),
        (YEAR, _("Calendar year")),
        (FISCAL_YEAR, _("Fiscal year")),
        (OWN, _("From … to …")),
    ]


def _is_day(day: date | None) -> bool:
    return day is not None and EARLIEST <= day <= LATEST


def _not_a_day() -> Problem:
    return Problem(
        _("This is not a day."), _("Type it like 11/21/2026, or t for today."), field="period", code="period.day"
    )


def _same_days(one: Period, other: Period) -> bool:
    return (one.first, one.last) == (other.first, other.last)


def _row(*parts: QWidget) -> QWidget:
    made = QWidget()
    row = spaced(QHBoxLayout(made), gap=4)
    for part in parts:
        row.addWidget(part)
    return made
