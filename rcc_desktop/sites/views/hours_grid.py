"""Opening hours, a line for each day of the week."""

from __future__ import annotations

from datetime import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from rcc_desktop.api.opening import OpenHours
from rcc_desktop.api.ui.card import label
from rcc_desktop.api.ui.fields import TimeField
from rcc_desktop.api.ui.look import spaced
from rcc_desktop.api.words import language, words

if TYPE_CHECKING:
    from collections.abc import Mapping

_, ngettext = words("rcc_desktop")

WORKDAY = OpenHours(time(9), time(17))
USUAL_HOURS = dict.fromkeys(range(1, 6), WORKDAY)


def weekday_name(weekday: int) -> str:
    """The name of an ISO weekday (1 Monday to 7 Sunday) in the language in use."""
    name = QLocale(language()).standaloneDayName(weekday)
    return name[:1].upper() + name[1:]


class HoursGrid(QWidget):
    """A tick for each day that is open, and its two times; ``hours`` reads them, ``problem`` says what is wrong."""

    changed = Signal()

    def __init__(self, hours: Mapping[int, OpenHours] | None = None) -> None:
        super().__init__()
        whole = spaced(QVBoxLayout(self), gap=4)
        grid = spaced(QGridLayout(), gap=8)
        self._days: dict[int, tuple[QCheckBox, TimeField, TimeField]] = {}
        for weekday in range(1, 8):
            self._add_day(grid, weekday)
        grid.setColumnStretch(0, 1)
        whole.addLayout(grid)
        self._problem = label("", "problem", wrap=True)
        self._problem.hide()
        whole.addWidget(self._problem)
        self.show_hours(USUAL_HOURS if hours is None else hours)

    def hours(self) -> dict[int, OpenHours]:
        """The hours by ISO weekday; a day without a tick is closed. Only to be read where ``check`` is content."""
        found = {}
        for weekday, (is_open, opens, closes) in self._days.items():
            first, last = opens.value(), closes.value()
            if is_open.isChecked() and first is not None and last is not None:
                found[weekday] = OpenHours(first, last)
        return found

    def show_hours(self, hours: Mapping[int, OpenHours]) -> None:
        """Show these hours."""
        for weekday, (is_open, opens, closes) in self._days.items():
            span = hours.get(weekday)
            is_open.setChecked(span is not None)
            opens.set_value((span or WORKDAY).opens)
            closes.set_value((span or WORKDAY).closes)
            opens.setEnabled(span is not None)
            closes.setEnabled(span is not None)
        self.check()

    def day(self, weekday: int) -> tuple[QCheckBox, TimeField, TimeField]:
        """The tick and the two fields of an ISO weekday."""
        return self._days[weekday]

    def check(self) -> bool:
        """Whether every open day has two times that differ; says which day does not."""
        wrong = next((weekday for weekday in self._days if not self._is_right(weekday)), None)
        told = ""
        if wrong is not None:
            told = _("{day}: type two times, such as 9 am and 5 pm.").format(day=weekday_name(wrong))
        self._problem.setText(told)
        self._problem.setVisible(bool(told))
        return wrong is None

    def _is_right(self, weekday: int) -> bool:
        is_open, opens, closes = self._days[weekday]
        first, last = opens.value(), closes.value()
        return not is_open.isChecked() or (first is not None and last is not None and first != last)

    def _add_day(self, grid: QGridLayout, weekday: int) -> None:
        name = weekday_name(weekday)
        is_open = QCheckBox(name)
        opens, closes = TimeField(), TimeField()
        opens.setAccessibleName(_("{day} opens at").format(day=name))
        closes.setAccessibleName(_("{day} closes at").format(day=name))
        row = weekday - 1
        grid.addWidget(is_open, row, 0)
        grid.addWidget(opens, row, 1)
        grid.addWidget(label(_("to"), "faint"), row, 2)
        grid.addWidget(closes, row, 3)
        self._days[weekday] = (is_open, opens, closes)
        is_open.toggled.connect(lambda on: self._toggle(weekday, on))
        opens.textChanged.connect(self.changed)
        closes.textChanged.connect(self.changed)

    def _toggle(self, weekday: int, on: bool) -> None:
        _is_open, opens, closes = self._days[weekday]
        opens.setEnabled(on)
        closes.setEnabled(on)
        self.changed.emit()
