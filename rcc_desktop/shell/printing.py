"""Prints the sheet on screen: drawn on the reading lane straight to the printer, with no file in between."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEventLoop, QRectF, QSizeF, Qt, QUrl
from PySide6.QtGui import QFont, QImage, QPageLayout, QPainter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog, QPrinter, QPrinterInfo
from PySide6.QtSvg import QSvgRenderer

from rcc_desktop.api.documents import Blank, Chart, Figures, Heading, Paragraph, SignatureLines, Slips, Table
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import made_words, shown, shown_total, stands_right, total_label
from rcc_desktop.documents.colors import ACCENT, INK, PAPER_COLORS, QUIET, RULE, SOFT
from rcc_desktop.shell.papers_chart import draw_for_qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api import documents
    from rcc_desktop.api.documents import Definition, Letterhead, Part, Sheet

_, ngettext = words("rcc_desktop")

UNITS = 144
"""The page is laid out in units of half a point, so that whole numbers set type finely enough."""
CHART_HEIGHT = 170.0
SHARPNESS = 4
HEAD, FOOT = 44.0, 40.0


def no_printer() -> Problem | None:
    """The problem of a computer without a printer; None where there is one."""
    if QPrinterInfo.availablePrinterNames():
        return None
    return Problem(
        _("This computer has no printer."),
        _("Save the paper as PDF, and print that file where there is a printer."),
        code="documents.no-printer",
    )


def ask_printer(over: QWidget, sheet: Sheet) -> QPrintDialog:
    """The question for printer and pages, not yet opened; its ``printer()`` is ready once it was accepted."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    turned = QPageLayout.Orientation.Landscape if sheet.landscape else QPageLayout.Orientation.Portrait
    printer.setPageOrientation(turned)
    printer.setDocName(_("Paper"))
    asked = QPrintDialog(printer, over)
    asked.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    asked.setOption(QPrintDialog.PrintDialogOption.PrintToFile, False)
    return asked


def print_sheet(sheet: Sheet, letterhead: Letterhead, printer: QPrinter) -> int:
    """Print every page and say how many there were. Raises ``Problem`` when the printer does not take them."""
    scale = printer.resolution() / UNITS
    page = printer.pageRect(QPrinter.Unit.DevicePixel)
    room = QSizeF(page.width() / scale, page.height() / scale - HEAD - FOOT)
    _turns = QEventLoop()  # lays the ground for the timers that a text document starts on any thread
    document = _document(sheet, room)
    painter = QPainter()
    if not painter.begin(printer):
        raise Problem(
            _("The printer did not answer."),
            _("Look whether it is on and has paper, and try again; or save the paper as PDF."),
            code="documents.printer",
        )
    painter.scale(scale, scale)
    pages = document.pageCount()
    for number in range(pages):
        if number:
            printer.newPage()
        _draw_page(painter, document, number, room)
        _draw_edges(painter, room, letterhead, _("Page {page} of {pages}").format(page=number + 1, pages=pages))
    painter.end()
    return pages


def sheet_html(sheet: Sheet, width: int) -> str:
    """The sheet in the little HTML that Qt sets, charts ``width`` wide; every word is escaped, so none is markup."""
    lines = [f"<h1>{escape(sheet.title)}</h1>"]
    if sheet.subtitle:
        lines.append(f'<p class="quiet">{escape(sheet.subtitle)}</p>')
    if sheet.period_words:
        lines.append(f'<p class="period">{escape(sheet.period_words)}</p>')
    lines.append(_terms(sheet.about))
    lines += [_part(part, number, width) for number, part in enumerate(sheet.parts)]
    if sheet.definitions:
        lines += [f"<h2>{escape(_('What the words mean'))}</h2>", _terms(sheet.definitions)]
    return "".join(lines)


def _document(sheet: Sheet, room: QSizeF) -> QTextDocument:
    document = QTextDocument()
    document.setUseDesignMetrics(True)
    font = QFont("Inter")
    font.setPixelSize(18)
    document.setDefaultFont(font)
    document.setDocumentMargin(0)
    document.setDefaultStyleSheet(_STYLE)
    for number, part in enumerate(sheet.parts):
        if isinstance(part, Chart):
            picture = _picture(part, room.width() / 2)
            document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"part{number}"), picture)
    document.setHtml(sheet_html(sheet, int(room.width())))
    document.setPageSize(room)
    return document


def _draw_page(painter: QPainter, document: QTextDocument, number: int, room: QSizeF) -> None:
    painter.save()
    painter.translate(0, HEAD - number * room.height())
    document.drawContents(painter, QRectF(0, number * room.height(), room.width(), room.height()))
    painter.restore()


def _draw_edges(painter: QPainter, room: QSizeF, letterhead: Letterhead, page: str) -> None:
    """The center's name over the page; which page it is, and when it was made, under it."""
    font = QFont("Inter")
    font.setPixelSize(16)
    painter.setFont(font)
    painter.setPen(ACCENT)
    left, right = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
    painter.drawText(QRectF(0, 0, room.width(), 24), left, letterhead.center)
    painter.setPen(QUIET)
    foot = QRectF(0, HEAD + room.height() + FOOT - 24, room.width(), 24)
    painter.drawText(foot, left, page)
    painter.drawText(foot, right, made_words(letterhead))


def _part(part: Part, number: int, width: int) -> str:
    if isinstance(part, Heading):
        return f"<h{part.level + 1}>{escape(part.text)}</h{part.level + 1}>"
    if isinstance(part, Paragraph):
        return "".join(f"<p>{escape(line)}</p>" for line in part.text.splitlines())
    if isinstance(part, Figures):
        return _figures(part.figures)
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Chart):
        size = f'width="{width}" height="{round(CHART_HEIGHT * 2)}"'
        return f'<h3>{escape(part.title)}</h3><p><img src="part{number}" {size}></p>'
    if isinstance(part, SignatureLines):
        return "".join(f"<p><br><br>________________________________<br>{escape(each)}</p>" for each in part.labels)
    return _slips(part) if isinstance(part, Slips) else _blank(part)


def _slips(part: Slips) -> str:
    """Two to a row, as on paper."""
    boxes = "".join(f"<p>☐ {escape(choice)}</p>" for choice in part.slip.choices)
    text = "".join(f"<p>{escape(line)}</p>" for line in part.slip.text.splitlines())
    cell = f'<td width="50%"><h3>{escape(part.slip.title)}</h3>{text}{boxes}</td>'
    rows = [f"<tr>{cell * min(2, part.copies - first)}</tr>" for first in range(0, part.copies, 2)]
    return f'<table width="100%" cellspacing="0" cellpadding="14" border="1">{"".join(rows)}</table>'


def _figures(figures: Sequence[documents.Figure]) -> str:
    """Four to a row, the word over the number."""
    rows = []
    for first in range(0, len(figures), 4):
        cells = "".join(
            f'<td width="25%" bgcolor="{SOFT}"><span class="quiet">{escape(each.label)}</span><br>'
            f'<span class="number">{escape(shown(each.value, each.kind, each.decimals)) or "–"}</span>'
            f'<br><span class="note">{escape(each.note)}</span></td>'
            for each in figures[first : first + 4]
        )
        rows.append(f"<tr>{cells}</tr>")
    return f'<table width="100%" cellspacing="8" cellpadding="10" border="0">{"".join(rows)}</table>'


def _table(part: Table) -> str:
    title = f"<h3>{escape(part.title)}</h3>" if part.title else ""
    if not part.rows:
        return f"{title}<p>{escape(part.empty)}</p>"
    rows = [
        [escape(shown(cell, column.kind, column.decimals)) for cell, column in zip(row, part.columns, strict=True)]
        for row in part.rows
    ]
    if part.has_totals:
        rows.append(_totals(part))
    notes = "".join(
        f'<p class="note">{escape(each.title)}: {escape(each.note)}</p>' for each in part.columns if each.note
    )
    return title + _grid(part.columns, rows) + notes


def _totals(part: Table) -> list[str]:
    at, word = total_label(part.columns)
    texts = [shown_total(total, column) for total, column in zip(part.totals(), part.columns, strict=True)]
    if at >= 0 and word:
        texts[at] = word
    return [f"<b>{escape(text)}</b>" for text in texts]


def _blank(part: Blank) -> str:
    title = f"<h3>{escape(part.title)}</h3>" if part.title else ""
    return title + _grid(part.columns, [[_TO_WRITE_ON] * len(part.columns)] * part.rows, line=QUIET)


def _grid(columns: Sequence[documents.Column], rows: Sequence[Sequence[str]], line: str = RULE) -> str:
    """A table whose heads stand on every page, with a ``line`` under each row; the cells are HTML already."""
    sides = ["right" if stands_right(column) else "left" for column in columns]
    in_all = sum(column.width for column in columns) if all(column.width for column in columns) else 0
    heads = "".join(
        f'<th align="{side}" bgcolor="{SOFT}"{_share(column.width, in_all)}>{escape(column.title)}</th>'
        for column, side in zip(columns, sides, strict=True)
    )
    under = f'style="border-bottom: 1px solid {line}"'
    body = "".join(
        "<tr>"
        + "".join(f'<td align="{side}" {under}>{cell}</td>' for cell, side in zip(row, sides, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table width="100%" border="0" cellspacing="0" cellpadding="6"><thead><tr>{heads}</tr></thead>{body}</table>'
    )


def _share(width: int, in_all: int) -> str:
    """How much of the paper's width a column takes, where every column says its own."""
    return f' width="{width * 100 // in_all}%"' if in_all else ""


def _terms(terms: Sequence[Definition]) -> str:
    return "".join(f'<p class="note"><b>{escape(each.term)}</b>&nbsp; {escape(each.meaning)}</p>' for each in terms)


def _picture(chart: Chart, width: float) -> QImage:
    picture = QImage(round(width * SHARPNESS), round(CHART_HEIGHT * SHARPNESS), QImage.Format.Format_RGB32)
    picture.fill(0xFFFFFF)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(draw_for_qt(chart, width, CHART_HEIGHT, PAPER_COLORS))).render(painter)
    painter.end()
    return picture


_TO_WRITE_ON = '<span style="font-size: 30px">&nbsp;</span>'

_STYLE = f"""
body {{ color: {INK}; }}
h1 {{ font-size: 36px; font-weight: 600; margin: 0 0 4px 0; }}
h2 {{ font-size: 24px; font-weight: 600; margin: 20px 0 6px 0; }}
h3 {{ font-size: 21px; font-weight: 600; margin: 18px 0 6px 0; }}
p {{ margin: 0 0 8px 0; }}
.quiet {{ color: {QUIET}; }}
.period {{ color: {ACCENT}; font-weight: 500; }}
.number {{ font-size: 36px; font-weight: 600; color: {ACCENT}; }}
.note {{ font-size: 16px; color: {QUIET}; }}
"""
