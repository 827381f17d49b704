"""One number: in which days, by what, how much; with the words that say what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.ui.card import Card, Figure, label
from rcc_desktop.api.ui.fields import ChoiceField
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import look, spaced
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.words import words
from rcc_desktop.measures import groups_of
from rcc_desktop.shell.period_picker import PeriodPicker

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api.contributions import Measure, Tally, TallyRow
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

NOTHING = ""


def amount_words(amount: float) -> str:
    """A count with its thousands apart, one decimal where it is no whole number."""
    return f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.1f}"


class NumbersPanel(Card):
    """Counts one measure."""

    def __init__(self, page: PageWidget, session: Session, measure: Measure) -> None:
        super().__init__(measure.title)
        self._page, self._session, self._key = page, session, measure.key
        if measure.definition:
            self.body.addWidget(label(measure.definition, "subtle", wrap=True))
        self.period = PeriodPicker(lambda: session.now().date(), lambda: session.year)
        self.by = ChoiceField([(NOTHING, _("In all")), *groups_of(measure, session.questions()).items()], NOTHING)
        self.by.setAccessibleName(_("By"))
        row = FlowRow()
        spaced(row.flow, gap=12)
        row.flow.addWidget(self.period)
        row.flow.addWidget(self.by)
        self.body.addWidget(row)
        self.figures = {
            "amount": Figure(measure.unit or measure.title, accent=True),
            "people": Figure(_("People, once each")),
            "anonymous": Figure(_("Without a name")),
            "average": Figure(_("For each day open")),
        }
        self.body.addWidget(self._figure_row())
        self._model: RowsModel[TallyRow] = RowsModel(_columns(measure.unit or measure.title))
        self.table = RowsTable(self._model, measure.title)
        self.table.setMinimumHeight(look().px(280))
        self.body.addWidget(self.table, 1)
        self.period.changed.connect(self.ask)
        self.by.activated.connect(self.ask)

    def ask(self) -> None:
        """Count."""
        desk, key, period = self._page.desk, self._key, self.period.period()
        by = str(self.by.value() or "") or None
        desk.read(self, lambda: desk.tally(key, period, by), self._show)

    def show_problem(self, problem: object) -> None:
        """A problem is the page's to show."""
        self._page.show_problem(problem)  # type: ignore[arg-type]  # a Problem, as the lanes hand it

    def _show(self, tally: Tally) -> None:
        self._page.clear_problem()
        average = tally.per_day_open
        self.figures["amount"].show_number(amount_words(tally.amount))
        self.figures["people"].show_number(amount_words(tally.people))
        self.figures["anonymous"].show_number(amount_words(tally.anonymous))
        self.figures["average"].show_number("–" if average is None else f"{average:,.1f}")
        self._model.show(list(tally.rows))
        self.table.setVisible(tally.by is not None)

    def _figure_row(self) -> QWidget:
        row = FlowRow()
        spaced(row.flow, gap=12)
        for figure in self.figures.values():
            row.flow.addWidget(figure)
        return row


def _columns(unit: str) -> tuple[Column[TallyRow], ...]:
    return (
        Column(_("Group"), lambda row: row.title),
        Column(unit, lambda row: amount_words(row.amount), align="right", sort=lambda row: row.amount),
        Column(_("People"), lambda row: amount_words(row.people), align="right", sort=lambda row: row.people),
        Column(
            _("Without a name"), lambda row: amount_words(row.anonymous), align="right", sort=lambda row: row.anonymous
        ),
    )
