"""A sheet as .docx on Letter paper: text that whoever gets it can go on writing in."""

from __future__ import annotations

import unicodedata
from datetime import UTC
from functools import singledispatch
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as Written
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches, Pt, RGBColor

from rcc_desktop.api.documents import Blank, Chart, Figures, Heading, Paragraph, SignatureLines, Slips, Table
from rcc_desktop.api.words import words
from rcc_desktop.documents import colors
from rcc_desktop.documents.cells import made_words, plain, shown, shown_total, stands_right

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.table import _Row as WrittenRow
    from docx.text.paragraph import Paragraph as WrittenParagraph

    from rcc_desktop.api.documents import Column, Definition, Letterhead, Part, Sheet

_, _ngettext = words("rcc_desktop")

_WIDE = Inches(6.9)


def word_bytes(sheet: Sheet, letterhead: Letterhead) -> bytes:
    """The whole file. The same sheet and letterhead give the same bytes. Charts are left out: their table says it."""
    written = Document()
    _lay_out(written, sheet, letterhead)
    _say(written, sheet.title, "Title")
    for line in (sheet.subtitle, sheet.period_words):
        if line:
            _say(written, line, "Subtitle")
    _terms(written, sheet.about)
    for part in sheet.parts:
        add(part, written)
    if sheet.definitions:
        add(Heading(_("What the words mean")), written)
        _terms(written, sheet.definitions)
    into = BytesIO()
    written.save(into)
    return _made_on(into.getvalue(), letterhead)


@singledispatch
def add(part: Part, to: Written) -> None:
    """Add one part of a sheet below what is there."""
    raise TypeError(f"no part of a sheet: {type(part).__name__}")


@add.register
def _heading(part: Heading, to: Written) -> None:
    _say(to, part.text, f"Heading {part.level}")


@add.register
def _paragraph(part: Paragraph, to: Written) -> None:
    for line in part.text.split("\n"):
        _say(to, line)


@add.register
def _figures(part: Figures, to: Written) -> None:
    for each in part.figures:
        _say(to, f"{each.label}: {shown(each.value, each.kind, each.decimals)}")


@add.register
def _table(part: Table, to: Written) -> None:
    if part.title:
        _say(to, part.title, "Heading 2")
    if not part.rows:
        _say(to, part.empty or _("Nothing to show."))
        return
    rows = [
        [shown(cell, column.kind, column.decimals) for cell, column in zip(row, part.columns, strict=True)]
        for row in part.rows
    ]
    if part.has_totals:
        rows.append([shown_total(*each) for each in zip(part.totals(), part.columns, strict=True)])
    _grid(to, part.columns, rows)


@add.register
def _chart(part: Chart, to: Written) -> None:
    """What a chart shows stands in a table."""


@add.register
def _signatures(part: SignatureLines, to: Written) -> None:
    for label in part.labels:
        said = _say(to, "\t")
        said.paragraph_format.space_before = Pt(30)
        said.paragraph_format.keep_with_next = True
        said.paragraph_format.space_after = Pt(0)
        said.paragraph_format.tab_stops.add_tab_stop(Inches(3.2))
        for run in said.runs:
            run.underline = True
        _say(to, label)


@add.register
def _blank(part: Blank, to: Written) -> None:
    if part.title:
        _say(to, part.title, "Heading 2")
    _grid(to, part.columns, [[""] * len(part.columns)] * part.rows, row_height=Pt(26))


@add.register
def _slips(part: Slips, to: Written) -> None:
    rows = -(-part.copies // 2)
    table = to.add_table(rows=rows, cols=2)
    table.style = "Table Grid"
    lines = (part.slip.title, *part.slip.text.split("\n"), *(f"☐ {choice}" for choice in part.slip.choices))
    for number in range(part.copies):
        cell = table.cell(number // 2, number % 2)
        for at, line in enumerate(lines):
            _fill(cell.paragraphs[0] if at == 0 else cell.add_paragraph(), line, bold=at == 0)
    for row in table.rows:
        _mark_row(row, "w:cantSplit")


def _lay_out(written: Written, sheet: Sheet, letterhead: Letterhead) -> None:
    """Letter paper, our colors, the center above and the page's number below, and the file's own properties."""
    section = written.sections[0]
    width, height = Inches(8.5), Inches(11)
    section.page_width, section.page_height = (height, width) if sheet.landscape else (width, height)
    section.left_margin = section.right_margin = Inches(0.8)
    section.top_margin = section.bottom_margin = Inches(0.9)
    for name, size in (("Normal", 11), ("Title", 22), ("Subtitle", 12), ("Heading 1", 15), ("Heading 2", 12)):
        style = written.styles[name]
        style.font.size = Pt(size)
        style.font.color.rgb = RGBColor.from_string(colors.INK.removeprefix("#").upper())
    _fill(section.header.paragraphs[0], letterhead.center)
    foot = section.footer.paragraphs[0]
    foot.paragraph_format.tab_stops.add_tab_stop(_WIDE, WD_TAB_ALIGNMENT.RIGHT)
    _number_pages(foot)
    foot.add_run(f"\t{made_words(letterhead)}")
    _sign(written, sheet, letterhead)


def _sign(written: Written, sheet: Sheet, letterhead: Letterhead) -> None:
    """The center made it; no person is named."""
    properties = written.core_properties
    properties.author = properties.last_modified_by = plain(letterhead.center)[:255]
    properties.title, properties.comments = plain(sheet.title)[:255], ""
    properties.created = properties.modified = letterhead.made_on.astimezone(UTC).replace(microsecond=0)
    properties.language = letterhead.language


def _say(to: Written, text: str, style: str | None = None) -> WrittenParagraph:
    said = to.add_paragraph(style=style)
    _fill(said, text)
    if style is None:
        said.paragraph_format.space_after = Pt(4)
    return said


def _fill(said: WrittenParagraph, text: str, *, bold: bool = False) -> None:
    """Put text into a paragraph; one that begins in writing that runs to the left runs to the left."""
    run = said.add_run(plain(text))
    run.bold = bold or None
    if _runs_left(text):
        said.paragraph_format.element.get_or_add_pPr().append(OxmlElement("w:bidi"))
        run.font.rtl = True


def _runs_left(text: str) -> bool:
    strong = next((unicodedata.bidirectional(char) for char in text if unicodedata.bidirectional(char) in "L R AL"), "")
    return strong in {"R", "AL"}


def _grid(to: Written, columns: Sequence[Column], rows: Iterable[Sequence[str]], row_height: Pt | None = None) -> None:
    """A table whose titles come again on every page and whose rows stay whole."""
    table = to.add_table(rows=1, cols=len(columns))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for cell, column in zip(table.rows[0].cells, columns, strict=True):
        _fill(cell.paragraphs[0], column.title, bold=True)
    _mark_row(table.rows[0], "w:tblHeader")
    for each in rows:
        row = table.add_row()
        _mark_row(row, "w:cantSplit")
        if row_height is not None:
            row.height = row_height
        for cell, text, column in zip(row.cells, each, columns, strict=True):
            _fill(cell.paragraphs[0], text)
            if stands_right(column):
                cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    to.add_paragraph().paragraph_format.space_after = Pt(0)


def _mark_row(row: WrittenRow, tag: str) -> None:
    """Say of a row that it is repeated on every page (``w:tblHeader``), or never torn apart (``w:cantSplit``)."""
    cell = row.cells[0].paragraphs[0].paragraph_format.element.getparent()
    cell.getparent().get_or_add_trPr().append(OxmlElement(tag))


def _terms(written: Written, terms: Iterable[Definition]) -> None:
    for each in terms:
        said = written.add_paragraph()
        _fill(said, f"{each.term}: ", bold=True)
        said.add_run(plain(each.meaning))


def _number_pages(foot: WrittenParagraph) -> None:
    """``Page 1 of 4`` as fields that the reader's program counts."""
    before, _mark, rest = _("Page {page} of {pages}").partition("{page}")
    between, _mark, after = rest.partition("{pages}")
    for text, code in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        foot.add_run(text)
        if code:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), code)
            foot.paragraph_format.element.append(field)


def _made_on(content: bytes, letterhead: Letterhead) -> bytes:
    """The same file with every part of it dated when the paper was made, and not by the clock of this moment."""
    into = BytesIO()
    moment = letterhead.made_on.timetuple()[:6]
    with ZipFile(BytesIO(content)) as before, ZipFile(into, "w", ZIP_DEFLATED) as after:
        for each in before.infolist():
            part = ZipInfo(each.filename, moment)
            part.compress_type = ZIP_DEFLATED
            after.writestr(part, before.read(each))
    return into.getvalue()
