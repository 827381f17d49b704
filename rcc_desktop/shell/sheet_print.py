"""A drawn sheet on a printer, in memory: nothing of it is written to a file on the way."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QUrl
from PySide6.QtGui import QImage, QPainter, QTextDocument
from PySide6.QtSvg import QSvgRenderer

from rcc_desktop.api.documents import Blank, Chart, Figures, Heading, Paragraph, SignatureLines, Table
from rcc_desktop.documents.cells import made_words, shown, shown_total, stands_right

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_desktop.api.documents import Figure, Letterhead, Sheet
    from rcc_desktop.shell.sheet_view import DrawnSheet

SHARPNESS = 3
"""Pixels for each point of a chart: a printer shows more than a screen."""


def print_sheet(drawn: DrawnSheet, letterhead: Letterhead, printer: object) -> None:
    """Print the sheet under its letterhead on a ``QPrinter``."""
    document = QTextDocument()
    for number, svg in enumerate(drawn.charts):
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl(f"chart{number}"), _picture(svg))
    document.setHtml(sheet_html(drawn.sheet, letterhead))
    document.print_(printer)  # type: ignore[arg-type]  # a QPrinter, imported only when it is wanted


def sheet_html(sheet: Sheet, letterhead: Letterhead) -> str:
    """The sheet as the little HTML that Qt sets; every word is escaped."""
    parts = "".join(_parts(sheet))
    lines = "".join(f"<p>{escape(line)}</p>" for line in (sheet.subtitle, sheet.period_words) if line)
    about = "".join(f"<p><small>{escape(each.term)}: {escape(each.meaning)}</small></p>" for each in sheet.about)
    meant = "".join(f"<p><small>{escape(each.term)}: {escape(each.meaning)}</small></p>" for each in sheet.definitions)
    head = f"<p>{escape(letterhead.center)}<br><small>{escape(made_words(letterhead))}</small></p>"
    return f"{head}<h1>{escape(sheet.title)}</h1>{lines}{about}{parts}{meant}"


def _parts(sheet: Sheet) -> Iterator[str]:
    charts = 0
    for part in sheet.parts:
        if isinstance(part, Chart):
            yield f'<h3>{escape(part.title)}</h3><p><img src="chart{charts}" width="480"></p>'
            charts += 1
        elif isinstance(part, Heading):
            yield f"<h{part.level + 1}>{escape(part.text)}</h{part.level + 1}>"
        elif isinstance(part, Paragraph):
            yield f"<p>{escape(part.text)}</p>"
        else:
            yield _table_like(part)


def _table_like(part: object) -> str:
    if isinstance(part, Table):
        return _table(part)
    if isinstance(part, Figures):
        told = (
            f"<b>{escape(shown(each.value, each.kind, each.decimals))}</b> {escape(each.label)}"
            for each in part.figures
        )
        return f"<p>{' &nbsp; '.join(told)}</p>"
    if isinstance(part, SignatureLines):
        return "".join(f"<p><br>________________________ {escape(each)}</p>" for each in part.labels)
    if isinstance(part, Blank):
        return _rows([column.title for column in part.columns], [[""] * len(part.columns)] * part.rows)
    return ""


def _figure(each: Figure) -> str:
    return f"<b>{escape(shown(each.value, each.kind, each.decimals))}</b> {escape(each.label)}"


def _table(part: Table) -> str:
    titles = [column.title for column in part.columns]
    rows = [
        [shown(cell, column.kind, column.decimals) for cell, column in zip(row, part.columns, strict=True)]
        for row in part.rows
    ]
    if part.has_totals and part.rows:
        rows.append([shown_total(total, column) for total, column in zip(part.totals(), part.columns, strict=True)])
    right = [stands_right(column) for column in part.columns]
    heading = f"<h3>{escape(part.title)}</h3>" if part.title else ""
    return heading + (_rows(titles, rows, right) if part.rows else f"<p>{escape(part.empty)}</p>")


def _rows(titles: list[str], rows: list[list[str]], right: list[bool] | None = None) -> str:
    sides = ["right" if at_end else "left" for at_end in right or [False] * len(titles)]
    head = "".join(f'<th align="{side}">{escape(title)}</th>' for title, side in zip(titles, sides, strict=True))
    body = "".join(
        "<tr>"
        + "".join(f'<td align="{side}">{escape(cell) or "&nbsp;"}</td>' for cell, side in zip(row, sides, strict=True))
        + "</tr>"
        for row in rows
    )
    return (
        f'<table border="1" cellspacing="0" cellpadding="4" width="100%"><thead><tr>{head}</tr></thead>{body}</table>'
    )


def _picture(svg: bytes) -> QImage:
    renderer = QSvgRenderer(QByteArray(svg))
    picture = QImage(renderer.defaultSize() * SHARPNESS, QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    renderer.render(painter)
    painter.end()
    return picture
