"""A counted measure as a sheet: the same one is shown on screen, copied, and written to a file."""

from __future__ import annotations

from fractions import Fraction
from math import isclose
from typing import TYPE_CHECKING

from rcc_desktop.api.documents import (
    Chart,
    Column,
    Definition,
    Figure,
    Figures,
    Series,
    Sheet,
    Table,
)
from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import looks_like_formula, shown

if TYPE_CHECKING:
    from rcc_desktop.api.contributions import Measure, Tally
    from rcc_desktop.api.documents import Cell, Part, Total

_, ngettext = words("rcc_desktop")

MOST_BARS = 31


def sheet_of(tally: Tally, measure: Measure, period_words: str, group: str = "") -> Sheet:
    """The tally of ``measure``; ``group`` is the title of what it is broken down by."""
    return Sheet(
        measure.title,
        (_figures(tally), *(_broken_down(tally, measure, group) if tally.by else ())),
        subtitle=_("Broken down by: {group}").format(group=group) if tally.by else "",
        period_words=period_words,
        about=_about(tally, measure),
    )


def as_tsv(sheet: Sheet) -> str:
    """The figures and the tables of a sheet for the clipboard: one row a line, tabs between, numbers as they are."""
    lines = [[sheet.title, sheet.period_words]]
    for part in sheet.parts:
        if isinstance(part, Figures):
            lines += [[figure.label, _bare(figure.value)] for figure in part.figures]
        elif isinstance(part, Table):
            lines += [[], [column.title for column in part.columns]]
            lines += [[_bare(cell) for cell in row] for row in part.rows]
    return "\n".join("\t".join(_one_line(cell) for cell in line) for line in lines)


def _figures(tally: Tally) -> Figures:
    average = tally.per_day_open
    open_days = ngettext("{count} day open", "{count} days open", tally.days_open).format(count=tally.days_open)
    per_day: Cell = _("no data") if average is None else Fraction(repr(tally.amount)) / tally.days_open
    return Figures(
        (
            _amount(_("Total"), tally.amount, tally.unit),
            _amount(_("With a name"), tally.identified),
            _amount(_("Anonymous"), tally.anonymous),
            Figure(_("People, each once"), tally.people),
            Figure(_("Average per day open"), per_day, note=open_days, decimals=1),
        )
    )


def _broken_down(tally: Tally, measure: Measure, group: str) -> tuple[Part, ...]:
    """The groups, with the share each has of the total; and a picture of them where they are not too many."""
    decimals = max((_decimals(row.amount) for row in tally.rows), default=0)
    adds_up = measure.additive and isclose(sum(row.amount for row in tally.rows), tally.amount)
    total: Total | None = "sum" if adds_up else None
    columns = (
        Column(group, width=28),
        Column(measure.unit.capitalize() or _("Amount"), "number", total=total, decimals=decimals),
        Column(_("Share of the total"), "percent", note="" if adds_up else not_added_up()),
        Column(_("People, each once"), "number"),
        Column(_("Anonymous"), "number", total=total, decimals=decimals),
    )
    rows = [(row.title, row.amount, _share(row.amount, tally.amount), row.people, row.anonymous) for row in tally.rows]
    table = Table(columns, rows, group, empty=_("Nothing was counted in these days."))
    if not 0 < len(tally.rows) <= MOST_BARS:
        return (table,)
    labels = tuple(row.title for row in tally.rows)
    series = Series(measure.title, tuple(row.amount for row in tally.rows))
    return (Chart("bar", measure.title, labels, (series,), measure.unit), table)


def not_added_up() -> str:
    """Why the groups may come to more than the total."""
    return _("The groups may come to more than the total: somebody can be in several.")


def _about(tally: Tally, measure: Measure) -> tuple[Definition, ...]:
    said = []
    if measure.definition:
        said.append(Definition(_("What is counted"), measure.definition))
    if not measure.additive:
        said.append(
            Definition(
                _("Not to be added up"),
                _("Each person counts once in the days asked for, so months or groups do not add up to the whole."),
            )
        )
    if tally.anonymous:
        said.append(
            Definition(_("Anonymous"), _("They are part of the total and are never turned into a number of people."))
        )
    return tuple(said)


def _amount(label: str, amount: float, note: str = "") -> Figure:
    return Figure(label, amount, note=note, decimals=_decimals(amount))


def _decimals(amount: float) -> int:
    return 0 if float(amount).is_integer() else 1


def _share(part: float, whole: float) -> Cell:
    return Fraction(repr(part)) / Fraction(repr(whole)) if whole else _("no data")


def _bare(cell: Cell) -> str:
    """A number without what sets its thousands apart; a text that a spreadsheet cannot take for a formula."""
    if isinstance(cell, str):
        return f"'{cell}" if looks_like_formula(cell) else cell
    if isinstance(cell, Fraction | float):
        return f"{float(cell):.12g}"
    return str(cell) if isinstance(cell, int) else shown(cell, "text")


def _one_line(text: str) -> str:
    return " ".join(text.split())
