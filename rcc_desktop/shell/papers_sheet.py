"""A paper on screen, from the same sheet its files are made of: headings, figures, tables, charts, definitions."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from rcc_desktop.api.desk import Desk
from rcc_desktop.api.documents import Blank, Chart, Figures, Heading, Paragraph, SignatureLines, Slips, Table
from rcc_desktop.api.ui.card import Card, Figure, button, label
from rcc_desktop.api.ui.flow import FlowRow
from rcc_desktop.api.ui.icons import icon
from rcc_desktop.api.ui.look import look, mark, spaced, watch_look
from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import shown
from rcc_desktop.shell.papers_chart import ChartView
from rcc_desktop.shell.papers_table import TableView

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QLayout

    from rcc_desktop.api import documents
    from rcc_desktop.api.documents import Definition, Part, Sheet

_, ngettext = words("rcc_desktop")

FIGURE_WIDTH = 164
NO_FIGURE = "–"


class SheetView(QWidget):
    """Shows one sheet from top to bottom. The same sheet shown again leaves everything where it is."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._sheet: Sheet | None = None
        self._column = spaced(QVBoxLayout(self), gap=16)
        self._inside: QWidget | None = None

    def sheet(self) -> Sheet | None:
        """What is shown."""
        return self._sheet

    def show_sheet(self, sheet: Sheet | None) -> None:
        """Show this one in place of the one before; None takes it away."""
        if sheet == self._sheet:
            return
        self._sheet = sheet
        before, self._inside = self._inside, self._filled(sheet) if sheet else None
        if before is not None:
            self._column.removeWidget(before)
            before.hide()
            before.deleteLater()
        if self._inside is not None:
            self._column.addWidget(self._inside)
            self._inside.show()  # a layout would show it only at its next turn, and the page would jump

    def _filled(self, sheet: Sheet) -> QWidget:
        inside = QWidget()
        column = spaced(QVBoxLayout(inside), gap=16)
        column.addWidget(_opening(sheet))
        for part in sheet.parts:
            column.addWidget(widget_of(part, self._desk))
        if sheet.definitions:
            column.addWidget(Folded(_("What the words mean"), _terms(sheet.definitions)))
        column.addStretch(1)
        return inside


class Folded(QWidget):
    """Words that are there for whoever wants them, under a button that opens and closes them."""

    def __init__(self, title: str, inside: QWidget) -> None:
        super().__init__()
        self._title = title
        self._inside = inside
        column = spaced(QVBoxLayout(self), gap=8)
        self.opener = button(title, "quiet", icon_name="chevron-right", press=self.turn)
        column.addWidget(self.opener, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(inside)
        self._show(is_open=False)

    def turn(self) -> None:
        """Open what is closed, close what is open."""
        self._show(is_open=self._inside.isHidden())

    def is_open(self) -> bool:
        """Whether the words can be read."""
        return not self._inside.isHidden()

    def _show(self, *, is_open: bool) -> None:
        self._inside.setVisible(is_open)
        self.opener.setIcon(icon("chevron-down" if is_open else "chevron-right", "text2"))
        self.opener.setAccessibleDescription(_("Open") if is_open else _("Closed"))


@singledispatch
def widget_of(part: Part, desk: Desk) -> QWidget:
    """One part of a sheet as it stands on screen."""
    raise TypeError(f"no part of a sheet: {type(part).__name__}")


@widget_of.register
def _heading(part: Heading, desk: Desk) -> QWidget:
    return label(part.text, "heading2" if part.level == 1 else "heading3", wrap=True)


@widget_of.register
def _paragraph(part: Paragraph, desk: Desk) -> QWidget:
    return label(part.text, wrap=True)


@widget_of.register
def _figures(part: Figures, desk: Desk) -> QWidget:
    noted = any(each.note for each in part.figures)
    return FigureRow([_figure(each, noted=noted) for each in part.figures])


@widget_of.register
def _table(part: Table, desk: Desk) -> QWidget:
    card = Card(part.title)
    card.body.addWidget(TableView(part))
    _add_notes(card.body, part.columns)
    return card


@widget_of.register
def _chart(part: Chart, desk: Desk) -> QWidget:
    card = Card(part.title)
    card.body.addWidget(ChartView(desk, part))
    return card


@widget_of.register
def _signatures(part: SignatureLines, desk: Desk) -> QWidget:
    return label(_("Lines to sign on: {lines}").format(lines=", ".join(part.labels)), "subtle", wrap=True)


@widget_of.register
def _blank(part: Blank, desk: Desk) -> QWidget:
    """The heads of the empty table, and how much room there is to write."""
    card = Card(part.title or _("To write on by hand"))
    card.body.addWidget(TableView(Table(part.columns, [(None,) * len(part.columns)] * 3)))
    told = ngettext("The paper has {count} empty row.", "The paper has {count} empty rows.", part.rows)
    card.body.addWidget(label(told.format(count=part.rows), "faint", wrap=True))
    return card


@widget_of.register
def _slips(part: Slips, desk: Desk) -> QWidget:
    """One of the small papers, and how many there will be."""
    card = Card(part.slip.title)
    card.body.addWidget(label(part.slip.text, wrap=True))
    for choice in part.slip.choices:
        card.body.addWidget(label(f"☐ {choice}", wrap=True))
    told = ngettext("The paper has {count} to cut out.", "The paper has {count} of these to cut out.", part.copies)
    card.body.addWidget(label(told.format(count=part.copies), "faint", wrap=True))
    return card


class FigureRow(FlowRow):
    """Figures side by side, as wide as each other."""

    def __init__(self, figures: Sequence[Figure]) -> None:
        super().__init__(gap=12)
        self._figures = tuple(figures)
        for figure in self._figures:
            self.flow.addWidget(figure)
        watch_look(self._measure)
        self._measure()

    def _measure(self) -> None:
        for figure in self._figures:
            figure.setMinimumWidth(look().px(FIGURE_WIDTH))


def _figure(figure: documents.Figure, *, noted: bool) -> Figure:
    """One card; where others beside it are ``noted``, it keeps a line free, so that they stand equally tall."""
    number = shown(figure.value, figure.kind, figure.decimals) or NO_FIGURE
    card = Figure(figure.label, number)
    if noted:
        card.setAccessibleDescription(figure.note)
        _layout_of(card).addWidget(label(figure.note or " ", "faint", wrap=True))
    return card


def _layout_of(widget: QWidget) -> QLayout:
    layout = widget.layout()
    if layout is None:
        raise TypeError("a figure keeps its lines in a layout")
    return layout


def _opening(sheet: Sheet) -> QWidget:
    """The title and whatever a reader must know to trust the numbers."""
    inside = QWidget()
    column = spaced(QVBoxLayout(inside), gap=4)
    column.addWidget(label(sheet.title, "heading2", wrap=True))
    where_and_when = " · ".join(line for line in (sheet.subtitle, sheet.period_words) if line)
    if where_and_when:
        column.addWidget(label(where_and_when, "subtle", wrap=True))
    if sheet.about:
        column.addWidget(_terms(sheet.about))
    return inside


def _terms(terms: Sequence[Definition]) -> QWidget:
    """A term at the left, what it means beside it."""
    inside = mark(QFrame(), "terms")
    grid = spaced(QGridLayout(inside), (0, 4, 0, 4), 8)
    grid.setColumnStretch(1, 1)
    for row, each in enumerate(terms):
        term = label(each.term, "faint")
        grid.addWidget(term, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(each.meaning, "faint", wrap=True), row, 1)
    return inside


def _add_notes(column: QVBoxLayout, columns: Sequence[documents.Column]) -> None:
    for each in columns:
        if each.note:
            column.addWidget(label(f"{each.title}: {each.note}", "faint", wrap=True))
