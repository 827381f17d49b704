"""A paper on screen before it is paper: its headings, figures, tables and charts, from the same sheet as the files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtSvgWidgets import QSvgWidget
from PySide6.QtWidgets import QVBoxLayout, QWidget

from rcc_desktop.api.documents import Blank, Chart, Figures, Heading, Paragraph, SignatureLines, Table
from rcc_desktop.api.ui.card import Figure, label
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.look import look, spaced
from rcc_desktop.api.ui.rows import Column, RowsModel
from rcc_desktop.api.ui.rows_table import RowsTable
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.documents import Cell, Definition, Sheet
    from rcc_desktop.documents.colors import ChartColors

_, ngettext = words("rcc_desktop")

CHART_SIZE = (640.0, 240.0)
ROWS_IN_SIGHT = 14

Row = tuple["Cell", ...]


@dataclass(frozen=True, slots=True)
class DrawnSheet:
    """A sheet and its charts as SVG, in their order; made away from the window's thread."""

    sheet: Sheet
    charts: tuple[bytes, ...]


def chart_colors() -> ChartColors:
    """The colors of charts in the look in use."""
    from rcc_desktop.documents.colors import ChartColors

    now = look()
    return ChartColors(now.text, now.text2, now.border, now.surface, (now.accent, now.warn, now.info, now.danger))


def draw_sheet(sheet: Sheet, colors: ChartColors) -> DrawnSheet:
    """Draw the charts; takes a moment the first time."""
    charts = [part for part in sheet.parts if isinstance(part, Chart)]
    if not charts:
        return DrawnSheet(sheet, ())
    from rcc_desktop.documents.chart import chart_svg

    return DrawnSheet(sheet, tuple(chart_svg(chart, *CHART_SIZE, colors) for chart in charts))


class SheetView(QWidget):
    """Shows one drawn sheet, from top to bottom."""

    def __init__(self) -> None:
        super().__init__()
        self._column = spaced(QVBoxLayout(self), gap=12)
        self._shown: QWidget | None = None

    def show_sheet(self, drawn: DrawnSheet) -> None:
        """Show this sheet in place of the one before."""
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), gap=12)
        for part in _widgets(drawn):
            column.addWidget(part)
        column.addStretch(1)
        before, self._shown = self._shown, inside
        self._column.addWidget(inside)
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()


def _widgets(drawn: DrawnSheet) -> list[QWidget]:
    sheet = drawn.sheet
    found: list[QWidget] = [label(sheet.title, "heading2", wrap=True)]
    for line in (sheet.subtitle, sheet.period_words):
        if line:
            found.append(label(line, "subtle", wrap=True))
    found += _terms(sheet.about)
    charts = iter(drawn.charts)
    for part in sheet.parts:
        found += _chart(part, next(charts)) if isinstance(part, Chart) else _part(part)
    if sheet.definitions:
        found.append(label(_("What the words mean"), "heading3"))
        found += _terms(sheet.definitions)
    return found


def _part(part: object) -> list[QWidget]:
    for kind, made in _MADE.items():
        if isinstance(part, kind):
            return made(part)
    return []


def _heading(part: Heading) -> list[QWidget]:
    return [label(part.text, "heading3", wrap=True)]


def _paragraph(part: Paragraph) -> list[QWidget]:
    return [label(part.text, wrap=True)]


def _figures(part: Figures) -> list[QWidget]:
    from rcc_desktop.documents.cells import shown

    row = FlowRow()
    spaced(row.flow, gap=12)
    for figure in part.figures:
        made = Figure(figure.label, shown(figure.value, figure.kind, figure.decimals) or "–")
        if figure.note:
            made.setToolTip(figure.note)
        row.flow.addWidget(made)
    return [row]


def _table(part: Table) -> list[QWidget]:
    from rcc_desktop.documents.cells import shown_total

    found: list[QWidget] = [label(part.title, "heading3", wrap=True)] if part.title else []
    model: RowsModel[Row] = RowsModel(_columns(part))
    table = RowsTable(model, part.title or _("Table"))
    table.set_empty(part.empty or _("Nothing to show."))
    model.show(list(part.rows))
    in_sight = max(2, min(len(part.rows), ROWS_IN_SIGHT))
    table.setMinimumHeight(look().px(44 + 40 * in_sight))
    found.append(table)
    if part.has_totals and part.rows:
        totals = zip(part.columns, part.totals(), strict=True)
        told = [f"{column.title}: {shown_total(total, column)}" for column, total in totals if total is not None]
        found.append(label(_("In all: {totals}").format(totals=" · ".join(told)), "strong", wrap=True))
    return found


def _columns(part: Table) -> Sequence[Column[Row]]:
    from rcc_desktop.documents.cells import stands_right

    return [
        Column(
            column.title,
            _writes(at, column.kind, column.decimals),
            align="right" if stands_right(column) else "left",
            sort=_sorts(at),
        )
        for at, column in enumerate(part.columns)
    ]


def _writes(at: int, kind: object, decimals: int) -> Callable[[Row], str]:
    from rcc_desktop.documents.cells import shown

    return lambda row: shown(row[at], kind, decimals)  # type: ignore[arg-type]  # a Kind, as the column has it


def _sorts(at: int) -> Callable[[Row], tuple[str, object]]:
    """By value, kinds apart: a word in a column of numbers stands with the words, nothing at all first."""
    return lambda row: ("", "") if row[at] is None else (_rank(row[at]), row[at])


def _rank(cell: Cell) -> str:
    return "word" if isinstance(cell, str) else "number"


def _chart(part: Chart, svg: bytes) -> list[QWidget]:
    picture = QSvgWidget()
    picture.load(QByteArray(svg))
    picture.setFixedSize(*(look().px(side) for side in CHART_SIZE))
    picture.setAccessibleName(part.title)
    picture.setAccessibleDescription(_("The numbers stand in the table as well."))
    return [label(part.title, "heading3", wrap=True), picture]


def _signatures(part: SignatureLines) -> list[QWidget]:
    return [label(_("To sign: {lines}").format(lines=" · ".join(part.labels)), "subtle", wrap=True)]


def _blank(part: Blank) -> list[QWidget]:
    told = ngettext("{count} empty line to write on", "{count} empty lines to write on", part.rows)
    titles = " · ".join(column.title for column in part.columns)
    return [label(f"{told.format(count=part.rows)}: {titles}", "subtle", wrap=True)]


def _terms(terms: Sequence[Definition]) -> list[QWidget]:
    return [label(f"{each.term}: {each.meaning}", "faint", wrap=True) for each in terms]


_MADE: dict[type, Callable[..., list[QWidget]]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Figures: _figures,
    Table: _table,
    SignatureLines: _signatures,
    Blank: _blank,
}
