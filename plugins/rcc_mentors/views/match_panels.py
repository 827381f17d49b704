"""A budget line to fill in, and the published values of a volunteer hour."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Column, Form, RowsModel, RowsTable, SidePanel, button, label, spaced
from rcc_mentors.hours.match import keep_line, keep_worth_rate
from rcc_mentors.hours.money import Line, money_words
from rcc_mentors.settings import ROLES

if TYPE_CHECKING:
    from rcc_desktop.api import Desk, Problem
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.hours.rows import LineRow

_, ngettext = words("rcc_mentors")


class LinePanel(SidePanel):
    """Which award, whose work, which days, and what the center pays for it by the hour."""

    saved = Signal()

    def __init__(self, page: PageWidget, desk: Desk, row: LineRow | None) -> None:
        content = QWidget()
        super().__init__(page, content, _("Budget line"), width=480)
        self._desk, self._row = desk, row
        whole = spaced(QVBoxLayout(content), gap=16)
        told = _(
            "Type what this center pays its own people for similar work. If nobody is paid for it here, take what "
            "others nearby pay."
        )
        whole.addWidget(label(told, "subtle", wrap=True))
        self.form = self._fields(row)
        self.form.submitted.connect(self._save)
        whole.addWidget(self.form)
        whole.addWidget(button(_("Save the line"), "primary", press=self.form.submit))
        whole.addStretch(1)
        self.form.changed.connect(lambda _name: self.set_dismissable(False))
        self.closed.connect(self.deleteLater)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        field = problem.field if problem.field in self.form.values() else "award"
        self.form.problem(str(field), str(problem))

    def _fields(self, row: LineRow | None) -> Form:
        form, desk = Form(), self._desk
        form.text("award", _("Award"), value=row.award if row else "", required=True)
        roles = [(choice.key, choice.title) for choice in desk.setting(ROLES)]
        form.choice("role", _("Role"), roles, value=row.role if row else None, required=True)
        form.date("first", _("From"), today=lambda: desk.now().date(), value=row.first if row else None, required=True)
        form.date("last", _("To"), today=lambda: desk.now().date(), value=row.last if row else None, required=True)
        form.text(
            "rate", _("Pay by the hour ($)"), value=_typed(row.rate_cents) if row else "", hint="19.00", required=True,
            check=_not_money,
        )  # fmt: skip
        form.text(
            "fringe", _("Fringe (%)"), value=_typed(row.fringe_hundredths) if row else "0", hint="10", required=True,
            check=_not_money,
        )  # fmt: skip
        return form

    def _save(self) -> None:
        given, row = self.form.values(), self._row
        line = Line(
            row.id if row else 0,
            str(given["award"]),
            str(given["role"]),
            given["first"],
            given["last"],
            hundredths_of(given["rate"]) or 0,
            hundredths_of(given["fringe"]) or 0,
        )
        expected = row.version if row else None
        self._desk.write(self, lambda: keep_line(line, expected=expected), lambda _line: self._done())

    def _done(self) -> None:
        self._desk.note(_("The budget line is kept."))
        self.saved.emit()
        self.close()


class WorthPanel(SidePanel):
    """The values by place and year; the next one can be typed in when it is published."""

    saved = Signal()

    def __init__(self, page: PageWidget, desk: Desk, rates: dict[tuple[str, int], int]) -> None:
        content = QWidget()
        super().__init__(page, content, _("Published values of a volunteer hour"), width=480)
        self._desk = desk
        whole = spaced(QVBoxLayout(content), gap=16)
        told = _("From Independent Sector. They are for statements of impact and may not be claimed as match.")
        whole.addWidget(label(told, "subtle", wrap=True))
        rows = sorted(
            ((place, year, cents) for (place, year), cents in rates.items()), key=lambda row: (row[0] != "US", row)
        )
        model: RowsModel[tuple[str, int, int]] = RowsModel(_rate_columns())
        model.show(rows)
        self.table = RowsTable(model, _("Published values of a volunteer hour"))
        whole.addWidget(self.table, 1)
        self.form = Form()
        self.form.text("place", _("State, or US"), value="US", required=True)
        self.form.number("year", _("Year"), low=1990, high=2100, required=True)
        self.form.text("rate", _("An hour ($)"), hint="31.80", required=True, check=_not_money)
        self.form.submitted.connect(self._save)
        whole.addWidget(self.form)
        whole.addWidget(button(_("Save the value"), "primary", press=self.form.submit))
        self.closed.connect(self.deleteLater)

    def show_problem(self, problem: Problem) -> None:
        """Say it beside the field it is about."""
        self.form.problem(problem.field if problem.field in {"year", "rate"} else "place", str(problem))

    def _save(self) -> None:
        given, now = self.form.values(), self._desk.now()
        place, year, cents = str(given["place"]), int(given["year"]), hundredths_of(given["rate"]) or 0
        self._desk.write(self, lambda: keep_worth_rate(place, year, cents, now), lambda _nothing: self._done())

    def _done(self) -> None:
        self._desk.note(_("The value is kept, for statements only."))
        self.saved.emit()
        self.close()


def hundredths_of(typed: str) -> int | None:
    """Hundredths of what was typed (``19.00``, ``$19``, ``7.65``), or None where that is no such number."""
    try:
        number = Decimal(typed.strip().lstrip("$").rstrip("%").replace(",", "").strip())
    except InvalidOperation:
        return None
    cents = number.scaleb(2) if number.is_finite() else Decimal(-1)
    return int(cents) if cents >= 0 and cents == cents.to_integral_value() else None


def _not_money(typed: str) -> str | None:
    return None if hundredths_of(typed) is not None else _("Type a number like 19.00.")


def _typed(hundredths: int) -> str:
    return f"{Decimal(hundredths).scaleb(-2):.2f}"


def _rate_columns() -> tuple[Column[tuple[str, int, int]], ...]:
    return (
        Column(_("Place"), lambda row: row[0]),
        Column(_("Year"), lambda row: str(row[1]), width=8),
        Column(_("An hour"), lambda row: money_words(Decimal(row[2]).scaleb(-2)), width=10, align="right"),
    )
