"""A chart on a worksheet: its numbers, and beside them the spreadsheet's own chart, which follows them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl.chart import BarChart, LineChart, Reference
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.marker import Marker
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.utils import get_column_letter

from rcc_desktop.api.documents import Column
from rcc_desktop.documents.colors import PAPER_COLORS
from rcc_desktop.documents.table_sheet import cell_at, fill, write_titles

if TYPE_CHECKING:
    from openpyxl.chart.series import Series as SheetSeries
    from openpyxl.worksheet.worksheet import Worksheet

    from rcc_desktop.api.documents import Chart

_HATCHINGS: tuple[Any, ...] = (None, "wdUpDiag", "narHorz", "wdDnDiag")
_WHITE: Any = "FFFFFF"
_DASHES = ("solid", "dash", "sysDot", "dashDot")
_MARKS: tuple[Any, ...] = ("circle", "square", "triangle", "diamond")


def write_chart(ws: Worksheet, chart: Chart) -> None:
    """Write labels and numbers from A1, the chart to their right."""
    number = Column("", "number", decimals=_decimals(chart))
    write_titles(ws, (Column(chart.unit or " "), *(Column(series.name, "number") for series in chart.series)))
    for row, label in enumerate(chart.labels, 2):
        fill(cell_at(ws, row, 1), label, Column(""))
        for at, series in enumerate(chart.series, 2):
            if series.values[row - 2] is not None:
                fill(cell_at(ws, row, at), series.values[row - 2], number)
    ws.column_dimensions["A"].width = max([len(label) for label in chart.labels] + [12]) + 2
    for at, series in enumerate(chart.series, 2):
        ws.column_dimensions[get_column_letter(at)].width = max(len(series.name) + 3, 10)
    if chart.labels and chart.series:
        ws.add_chart(_native(ws, chart), f"{get_column_letter(len(chart.series) + 3)}2")


def _native(ws: Worksheet, chart: Chart) -> BarChart | LineChart:
    native = BarChart() if chart.kind == "bar" else LineChart()
    native.title, native.width, native.height = chart.title, 22, 11
    native.y_axis.title = chart.unit or None
    native.x_axis.delete = native.y_axis.delete = False
    last = len(chart.labels) + 1
    native.add_data(
        Reference(ws, min_col=2, max_col=len(chart.series) + 1, min_row=1, max_row=last), titles_from_data=True
    )
    native.set_categories(Reference(ws, min_col=1, min_row=2, max_row=last))
    for number, series in enumerate(native.series):
        _dress(series, number, chart.kind)
    if len(chart.series) == 1:
        native.legend = None
        native.dataLabels = DataLabelList(showVal=True, showSerName=False, showCatName=False, showLegendKey=False)
    return native


def _dress(series: SheetSeries, number: int, kind: str) -> None:
    """Set a series apart by color and by hatching, or by dashes and marks."""
    paint: Any = PAPER_COLORS.series[number % len(PAPER_COLORS.series)].removeprefix("#")
    look = series.graphicalProperties
    if kind == "bar":
        hatching = _HATCHINGS[number % len(_HATCHINGS)]
        if hatching is None:
            look.solidFill = paint
        else:
            on_white: dict[str, Any] = {"fgClr": ColorChoice(srgbClr=paint), "bgClr": ColorChoice(srgbClr=_WHITE)}
            look.pattFill = PatternFillProperties(prst=hatching, **on_white)
        look.line.solidFill = paint
        return
    look.line.solidFill, look.line.dashStyle, look.line.width = paint, _DASHES[number % len(_DASHES)], 22_000
    series.smooth = False
    series.marker = Marker(symbol=_MARKS[number % len(_MARKS)], size=7)
    series.marker.graphicalProperties = GraphicalProperties(solidFill=paint)


def _decimals(chart: Chart) -> int:
    return (
        0 if all(value is None or isinstance(value, int) for series in chart.series for value in series.values) else 1
    )
