"""Fair load: who gives how much, who may need a rest, paid beside volunteer hours. In words, and never a ranking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api import words
from rcc_desktop.api.ui import Banner, Card, Column, RowsModel, RowsTable, SideBySide, label, spaced
from rcc_mentors.hours.wording import day_words, hours_words

if TYPE_CHECKING:
    from rcc_desktop.api.ui import Tone
    from rcc_mentors.hours.rows import FunctionRow, Load, LoadRow

_, ngettext = words("rcc_mentors")


class LoadView(QWidget):
    """Those who need care first, then everybody by name; the columns do not sort, so that nobody is lined up."""

    def __init__(self) -> None:
        super().__init__()
        whole = spaced(QVBoxLayout(self), gap=12)
        self.notice = Banner("warn")
        whole.addWidget(self.notice)
        self.care = label("", "strong", wrap=True)
        whole.addWidget(self.care)
        self.model: RowsModel[LoadRow] = RowsModel(_columns())
        self.table = RowsTable(self.model, _("Load of mentors"))
        self.table.setSortingEnabled(False)
        self.table.set_empty(_("No mentor serves yet"), _("Once somebody is active, they stand here."))
        whole.addWidget(self.table, 3)
        self.functions: RowsModel[FunctionRow] = RowsModel(())
        self._paid = Card(_("Volunteer and paid hours by function"))
        self._left = Card(_("Left this quarter"))
        self.left = label("", wrap=True)
        self._left.body.addWidget(self.left)
        self._left.body.addStretch(1)
        self.paid = RowsTable(self.functions, _("Volunteer and paid hours by function"))
        self._paid.body.addWidget(self.paid)
        whole.addWidget(SideBySide(self._paid, self._left, shares=(10, 3)), 2)

    def show_load(self, load: Load) -> None:
        """Show how things stand."""
        self.model.show(load.mentors)
        asked = sum(bool(row.care) for row in load.mentors)
        said = ngettext(
            "{count} mentor may need a rest. Ask how they are.",
            "{count} mentors may need a rest. Ask how they are.",
            asked,
        )
        self.care.setText(
            said.format(count=asked) if asked else _("Nobody gives more than your center asks to look at.")
        )
        warnings = [f"{row.title}: {row.warning}" for row in load.functions if row.warning]
        if warnings:
            self.notice.say(_("Paid and volunteer hours push each other aside."), "\n".join(warnings))
        else:
            self.notice.hide()
        left = [_("{why}: {count}").format(why=why, count=count) for why, count in load.left]
        self.left.setText("\n".join(left) or _("Nobody left."))
        self._show_functions(load.functions)

    def _show_functions(self, functions: tuple[FunctionRow, ...]) -> None:
        quarters = functions[0].quarters if functions else ()
        title: Column[FunctionRow] = Column(_("Function"), lambda row: row.title, width=15)
        columns = (title, *(_quarter_column(quarter, at) for at, quarter in enumerate(quarters)))
        model: RowsModel[FunctionRow] = RowsModel(columns)
        model.show(functions)
        table = RowsTable(model, _("Volunteer and paid hours by function"))
        table.setSortingEnabled(False)
        table.set_empty(_("No hours yet"))
        self._paid.body.replaceWidget(self.paid, table)
        self.paid.hide()
        self.paid.deleteLater()
        self.functions, self.paid = model, table


def _columns() -> tuple[Column[LoadRow], ...]:
    return (
        Column(_("Name"), lambda row: row.name, width=20),
        Column(_("This month"), lambda row: hours_words(row.month), width=11, align="right"),
        Column(_("This quarter"), lambda row: hours_words(row.quarter), width=11, align="right"),
        Column(_("Days in a row"), lambda row: str(row.run), width=11, align="right"),
        Column(_("Stepped in"), _cover, width=12, align="right"),
        Column(_("Mentor since"), lambda row: day_words(row.since) if row.since else "–", width=17),
        Column(_("To look after"), lambda row: " ".join(row.care), tone=_care_tone),
    )


def _cover(row: LoadRow) -> str:
    return _("{cover} of {shifts}").format(cover=row.cover, shifts=row.shifts) if row.shifts else "–"


def _care_tone(row: LoadRow) -> Tone | None:
    return "warn" if row.care else None


def _quarter_column(quarter: str, at: int) -> Column[FunctionRow]:
    return Column(quarter, lambda row: _beside(row, at), width=16)


def _beside(row: FunctionRow, at: int) -> str:
    volunteer, paid = row.volunteer[at], row.paid[at]
    if not volunteer and not paid:
        return "–"
    return _("{volunteer} · {paid} paid").format(
        volunteer=hours_words(round(volunteer / 60) * 60), paid=hours_words(round(paid / 60) * 60)
    )
