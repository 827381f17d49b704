"""Match: budget lines with the center's own pay and what hours come to; worth for statements apart from it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import (
    Card,
    ChoiceField,
    Column,
    Figure,
    FlowRow,
    Form,
    RowsModel,
    RowsTable,
    SideBySide,
    button,
    label,
    spaced,
)
from rcc_desktop.api.written import write_date
from rcc_mentors.hours.match import drop_line, keep_line
from rcc_mentors.hours.money import NATION, Line, dollars, hourly_cents, money_words, required_match
from rcc_mentors.hours.wording import hours_words, title_of
from rcc_mentors.settings import ROLES
from rcc_mentors.views.match_panels import LinePanel, WorthPanel

if TYPE_CHECKING:
    from rcc_desktop.api import Desk
    from rcc_desktop.api.ui import PageWidget
    from rcc_mentors.hours.rows import LineRow, MatchRows

_, ngettext = words("rcc_mentors")


class MatchView(QWidget):
    """The lines are a table; below it, what an award asks for, and the published value that is for statements only."""

    moved = Signal()

    def __init__(self, desk: Desk, page: PageWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page
        self._rates: dict[tuple[str, int], int] = {}
        whole = spaced(QVBoxLayout(self), gap=12)
        self.value = Figure(_("Value of match"), accent=True)
        self.under = Figure(_("Hours under budget lines"))
        self.outside = Figure(_("Approved, outside every line"))
        whole.addWidget(FlowRow(self.value, self.under, self.outside, gap=12))
        self.model: RowsModel[LineRow] = RowsModel(self._columns())
        self.table = RowsTable(self.model, _("Budget lines"))
        self.table.set_empty(
            _("No budget line yet"), _("Add the line of an approved budget and what your center pays for such work.")
        )
        self.table.activated_row.connect(self._change)
        whole.addWidget(self.table, 1)
        self._drop = button(_("Take away"), icon_name="trash-2", press=self._take_away)
        self._edit = button(_("Change…"), icon_name="pencil", press=self._change_current)
        whole.addWidget(FlowRow(button(_("Add a line…"), icon_name="plus", press=self._add), self._edit, self._drop))
        whole.addWidget(SideBySide(self._asked(), self._worth(), shares=(1, 1)))

    def place(self) -> str:
        """Whose published value is shown: the country, or a state."""
        return str(self.places.value() or NATION)

    def show_match(self, found: MatchRows, rates: dict[tuple[str, int], int]) -> None:
        """Show what the hours of the period come to."""
        self._rates = rates
        states = sorted({place for place, _year in rates} - {NATION})
        self.places.offer([(NATION, _("United States")), *((state, state) for state in states)])
        self.model.show(found.lines)
        self.value.show_number(money_words(found.value))
        self.under.show_number(hours_words(sum(line.minutes for line in found.lines)))
        self.outside.show_number(hours_words(found.outside))
        for each in (self._edit, self._drop):
            each.setEnabled(bool(found.lines))
        if found.worth is None or found.worth_of is None:
            self.worth.setText(_("No value is known for these days."))
            return
        place, year, cents = found.worth_of
        self.worth.setText(
            _("{amount}, at {rate} an hour ({place}, {year}).").format(
                amount=money_words(found.worth), rate=money_words(Decimal(cents).scaleb(-2)), place=place, year=year
            )
        )

    def _columns(self) -> tuple[Column[LineRow], ...]:
        return (
            Column(_("Award"), lambda row: row.award),
            Column(_("Role"), lambda row: title_of(self._desk.setting(ROLES), row.role), width=16),
            Column(_("From"), lambda row: write_date(row.first), width=10),
            Column(_("To"), lambda row: write_date(row.last), width=10),
            Column(_("Pay and fringe"), _pay, width=18, align="right"),
            Column(_("An hour"), _hourly, width=9, align="right"),
            Column(_("Hours"), lambda row: hours_words(row.minutes), width=12, align="right"),
            Column(_("Value"), lambda row: money_words(row.value), width=12, align="right"),
        )

    def _asked(self) -> Card:
        card = Card(_("What an award asks for"))
        self.form = Form(labels="left")
        self.form.number("federal", _("Federal dollars"), low=1, high=999_999_999)
        self.form.number("share", _("are a share of (%)"), low=1, high=100)
        self.form.changed.connect(lambda _name: self._work_out())
        self.asked = label(_("The match is a share of the whole project, not of the grant."), "subtle", wrap=True)
        card.body.addWidget(self.form)
        card.body.addWidget(self.asked)
        return card

    def _worth(self) -> Card:
        card = Card(_("For impact statements only"))
        self.places = ChoiceField(((NATION, _("United States")),), NATION)
        self.places.setAccessibleName(_("Whose value"))
        self.places.activated.connect(lambda _index: self.moved.emit())
        self.worth = label("", "strong", wrap=True)
        told = label(
            _("A published value of a volunteer hour says what the time is worth. It may not be claimed as match."),
            "subtle",
            wrap=True,
        )
        for part in (self.worth, told):
            card.body.addWidget(part)
        card.body.addWidget(self.places)
        card.body.addWidget(FlowRow(button(_("Published values…"), "link", press=self._show_rates)))
        return card

    def _work_out(self) -> None:
        given = self.form.values()
        if given["federal"] is None or given["share"] is None:
            return
        whole, match = required_match(given["federal"] * 100, given["share"] * 100)
        self.asked.setText(
            _("The project costs {whole}; {match} of it must come from elsewhere.").format(
                whole=money_words(whole), match=money_words(match)
            )
        )

    def _add(self) -> None:
        self._ask(None)

    def _change(self, row: LineRow) -> None:
        self._ask(row)

    def _change_current(self) -> None:
        row = self.table.current_row()
        if row is not None:
            self._ask(row)

    def _ask(self, row: LineRow | None) -> None:
        panel = LinePanel(self._page, self._desk, row)
        panel.saved.connect(self.moved)
        panel.open()

    def _show_rates(self) -> None:
        panel = WorthPanel(self._page, self._desk, self._rates)
        panel.saved.connect(self.moved)
        panel.open()

    def _take_away(self) -> None:
        row = self.table.current_row()
        if row is None:
            return
        line = Line(0, row.award, row.role, row.first, row.last, row.rate_cents, row.fringe_hundredths)

        def say(_nothing: None) -> None:
            self._desk.note(_("The budget line is taken away."), lambda: keep_line(line))
            self.moved.emit()

        self._desk.write(self._page, lambda: drop_line(row.id), say)


def _pay(row: LineRow) -> str:
    pay = money_words(Decimal(row.rate_cents).scaleb(-2))
    fringe = Decimal(row.fringe_hundredths).scaleb(-2).normalize()
    return _("{pay} + {fringe:f} %").format(pay=pay, fringe=fringe)


def _hourly(row: LineRow) -> str:
    return money_words(dollars(hourly_cents(row.rate_cents, row.fringe_hundredths)))
