"""A paper as .docx, read back by python-docx; and as plain text."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from docx import Document
from docx.oxml.ns import qn

from rcc_desktop.api.documents import (
    Column,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Sheet,
    SignatureLines,
    Slip,
    Slips,
    Table,
)
from rcc_desktop.documents.hand_over import document_bytes

if TYPE_CHECKING:
    from docx.document import Document as Written

    from rcc_desktop.api.documents import Letterhead

BALLOT = Slip("Ballot", "Buy a coffee machine", ("Yes", "No"))
MINUTES = Sheet(
    "Minutes",
    (
        Heading("Attendance"),
        Paragraph("Members present: Maria Nuñez.\nAbsent: nobody."),
        Heading("Motion M1", 2),
        Paragraph("أحمد الخطيب"),
        Figures((Figure("Votes", 7),)),
        Table((Column("What"), Column("Hours", "minutes", total="sum")), [("Coffee", 65), ("Tea", 30)]),
        SignatureLines(("Secretary", "Date")),
    ),
    period_words="March 4, 2026",
    is_text=True,
)


def read(sheet: Sheet, letterhead: Letterhead) -> Written:
    return Document(BytesIO(document_bytes(sheet, letterhead, ".docx")))


def test_that_headings_stay_headings_and_every_line_is_there(letterhead: Letterhead) -> None:
    said = [(each.style.name if each.style else "", each.text) for each in read(MINUTES, letterhead).paragraphs]
    assert ("Title", "Minutes") in said
    assert ("Heading 1", "Attendance") in said
    assert ("Heading 2", "Motion M1") in said
    assert [text for _style, text in said if text in {"Members present: Maria Nuñez.", "Absent: nobody."}] == [
        "Members present: Maria Nuñez.",
        "Absent: nobody.",
    ]


def test_that_a_table_has_its_titles_on_every_page_and_its_total(letterhead: Letterhead) -> None:
    table = read(MINUTES, letterhead).tables[0]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["What", "Hours"],
        ["Coffee", "1:05"],
        ["Tea", "0:30"],
        ["", "1:35"],
    ]
    assert table.rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None


def test_that_arabic_runs_to_the_left_and_english_does_not(letterhead: Letterhead) -> None:
    by_text = {each.text: each for each in read(MINUTES, letterhead).paragraphs}
    assert by_text["أحمد الخطيب"]._p.find(f".//{qn('w:bidi')}") is not None
    assert by_text["Attendance"]._p.find(f".//{qn('w:bidi')}") is None


def test_that_the_file_says_the_center_made_it_and_when(letterhead: Letterhead) -> None:
    of = read(MINUTES, letterhead).core_properties
    assert (of.author, of.title, of.comments) == (letterhead.center, "Minutes", "")
    assert of.created == letterhead.made_on
    header = read(MINUTES, letterhead).sections[0].header
    assert header.paragraphs[0].text == letterhead.center


def test_that_the_same_paper_gives_the_same_bytes(letterhead: Letterhead) -> None:
    assert document_bytes(MINUTES, letterhead, ".docx") == document_bytes(MINUTES, letterhead, ".docx")


def test_that_what_no_file_may_hold_is_left_out(letterhead: Letterhead) -> None:
    sheet = Sheet("Minutes", (Paragraph("Bell\x07 and\x00 half \ud83d."),))
    assert "Bell and half ." in [each.text for each in read(sheet, letterhead).paragraphs]
    assert b"Bell and half ." in document_bytes(sheet, letterhead, ".txt")


def test_that_plain_text_holds_everything_in_lines_of_78(letterhead: Letterhead) -> None:
    long = replace(MINUTES, parts=(*MINUTES.parts, Paragraph("word " * 60)))
    lines = document_bytes(long, letterhead, ".txt").decode().split("\n")
    assert max(map(len, lines)) <= 78
    assert lines[lines.index("Attendance") + 1] == "----------"
    assert "Coffee | 1:05" in lines
    assert "Absent: nobody." in lines
    assert "Secretary" in lines


def test_that_slips_are_cut_apart_on_every_kind_of_paper(letterhead: Letterhead) -> None:
    sheet = Sheet("Ballots", (Slips(BALLOT, 25),))
    pdf = pypdfium2.PdfDocument(document_bytes(sheet, letterhead, ".pdf"))
    text = "".join(page.get_textpage().get_text_range() for page in pdf)
    assert text.count("Buy a coffee machine") == 25
    assert len(pdf) > 1
    pdf.close()
    table = read(sheet, letterhead).tables[0]
    cells = [cell.text for row in table.rows for cell in row.cells]
    assert sum("☐ Yes" in cell for cell in cells) == 25
    assert document_bytes(sheet, letterhead, ".txt").decode().count("[ ] No") == 25
