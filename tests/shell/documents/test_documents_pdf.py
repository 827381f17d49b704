"""The .pdf, read back by PDFium."""

from __future__ import annotations

import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

import pypdfium2
import pytest

from rcc_desktop.api.documents import (
    Blank,
    Chart,
    Column,
    Definition,
    Figure,
    Figures,
    Heading,
    Letterhead,
    Paragraph,
    Series,
    Sheet,
    SignatureLines,
    Table,
)
from rcc_desktop.documents.pdf import pdf_bytes
from rcc_desktop.documents.typesetting import REGULAR, SEMIBOLD, set_line, width_of, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

FOREIGN = ("محمد عبد الله", "שלום", "王小明", "ᏣᎳᎩ", "Łukasz Żółć", "Nguyễn Văn An", "Ελλάδα", "Привет", "Diné ą́ą́")


def pages_of(book: bytes) -> list[str]:
    """The text of each page; joined letters of Arabic and the like taken apart again."""
    with pypdfium2.PdfDocument(book) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    return [unicodedata.normalize("NFKC", text).replace("\r\n", "\n") for text in texts]


def test_that_every_page_says_which_of_how_many(
    visits: Callable[[int], Table], paper: Callable[..., Sheet], letterhead: Letterhead
) -> None:
    pages = pages_of(pdf_bytes(paper(visits(200)), letterhead))
    assert len(pages) > 3
    for number, text in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in " ".join(text.split())
        assert "Main Street Recovery Community Center" in text
        assert "Made Nov 30, 2026, 5:05 pm" in text


def test_that_titles_stand_on_every_page_and_the_totals_at_the_end(
    visits: Callable[[int], Table], paper: Callable[..., Sheet], letterhead: Letterhead
) -> None:
    pages = pages_of(pdf_bytes(paper(visits(200)), letterhead))
    assert all("Stayed" in text and "Share" in text for text in pages)
    last = pages[-1]
    assert "Total" in last
    assert "300:00" in last  # 200 x 90 minutes
    assert "200 in all" in last
    assert "400" in last  # 200 x 2 visits
    assert "average 2.50" in last
    assert "Total" not in pages[0]


def test_that_ten_thousand_rows_are_all_there(paper: Callable[..., Sheet], letterhead: Letterhead) -> None:
    table = Table((Column("Number", "number"), Column("Name")), [(at, f"row-{at}") for at in range(10_000)])
    seen = " ".join(pages_of(pdf_bytes(paper(table), letterhead))).split()
    assert [word for word in seen if word.startswith("row-")] == [f"row-{at}" for at in range(10_000)]


@pytest.mark.parametrize("name", FOREIGN)
def test_that_a_name_in_any_script_is_printed(name: str, letterhead: Letterhead) -> None:
    text = pages_of(pdf_bytes(Sheet("Names", (Table((Column("Name"),), [(name,)]),)), letterhead))[0]
    wanted = Counter(unicodedata.normalize("NFKC", name).replace(" ", ""))
    assert not wanted - Counter(text)
    assert "[U+" not in text


def test_that_arabic_letters_join_and_run_to_the_left() -> None:
    line = set_line("Ali محمد", REGULAR, 10)
    assert [run.face for run in line.runs] == [REGULAR, "NotoSansArabic-Regular"]
    assert [unicodedata.name(letter) for letter in line.runs[1].letters] == [
        "ARABIC LETTER DAL FINAL FORM",  # the last letter is drawn first
        "ARABIC LETTER MEEM MEDIAL FORM",
        "ARABIC LETTER HAH MEDIAL FORM",
        "ARABIC LETTER MEEM INITIAL FORM",
    ]


def test_that_a_sentence_in_hebrew_begins_at_the_right() -> None:
    runs = [run.letters.strip() for run in set_line("שלום Maria", REGULAR, 10).runs]
    assert runs[0] == "Maria"


def test_that_brackets_are_turned_in_writing_to_the_left() -> None:
    drawn = "".join(run.letters for run in set_line("(שלום)", SEMIBOLD, 10).runs)
    assert (drawn[0], drawn[-1]) == ("(", ")")


def test_that_no_vowels_are_put_into_a_name_written_without() -> None:
    drawn = unicodedata.normalize("NFKC", "".join(run.letters for run in set_line("محمد", REGULAR, 10).runs))
    assert sorted(drawn) == sorted("محمد")


def test_that_a_letter_no_face_has_is_printed_as_its_code(letterhead: Letterhead) -> None:
    table = Table((Column("Name"),), [("Zoë \U0001f600",), ("\ue000",)])
    text = pages_of(pdf_bytes(Sheet("Names", (table,)), letterhead))[0]
    assert "Zoë [U+1F600]" in text
    assert "[U+E000]" in text


def test_that_an_accent_typed_apart_is_printed_as_one() -> None:
    assert set_line("Jose\u0301", REGULAR, 10) == set_line("José", REGULAR, 10)


def test_that_marks_without_a_shape_do_not_disguise_a_name() -> None:
    assert set_line("ab\u202ecd\u200b", REGULAR, 10).runs[0].letters == "abcd"


def test_that_wrapped_lines_fit_and_lose_nothing() -> None:
    text = "Peer support, and a ride to the county building\n" + "x" * 90
    lines = wrap(text, REGULAR, 9, 80)
    assert all(line.width <= 80 for line in lines)
    said = "".join(run.letters for line in lines for run in line.runs)
    assert said.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize("text", ["Zoë", "", "1,234.5", *FOREIGN])
def test_that_a_width_is_the_width_of_the_line(text: str) -> None:
    assert width_of(text, REGULAR, 9) == pytest.approx(set_line(text, REGULAR, 9).width)


def test_that_a_cell_longer_than_a_page_goes_on_over_pages(letterhead: Letterhead) -> None:
    words = [f"word{at}" for at in range(3_000)]
    table = Table((Column("Day"), Column("Minutes of the meeting")), [("Monday", " ".join(words))])
    pages = pages_of(pdf_bytes(Sheet("Minutes", (table,)), letterhead))
    assert len(pages) > 1
    assert [word for word in " ".join(pages).split() if word.startswith("word")] == words


def test_that_numbers_and_days_are_never_broken(letterhead: Letterhead) -> None:
    columns = (
        Column("When it was", "time"),
        *(Column("A long title here", "number") for _at in range(5)),
        Column("Note"),
    )
    table = Table(columns, [(None, *(1_234_567,) * 5, "words " * 60)])
    assert pages_of(pdf_bytes(Sheet("Wide", (table,)), letterhead))[0].count("1,234,567") == 5


def test_that_a_table_without_rows_says_so(
    visits: Callable[[int], Table], paper: Callable[..., Sheet], letterhead: Letterhead
) -> None:
    (text,) = pages_of(pdf_bytes(paper(visits(0)), letterhead))
    assert "Nobody came." in text
    assert "Total" not in text


def test_that_every_part_of_a_sheet_is_printed(letterhead: Letterhead) -> None:
    sheet = Sheet(
        "Report",
        (
            Heading("At a glance"),
            Figures((Figure("People", 1480, "each counted once"), Figure("Came back", 0.5, kind="percent"))),
            Paragraph("First line\nSecond line"),
            Chart("line", "By month", ("Jan", "Feb", "Mar"), (Series("Visits", (3, None, 5)),), "visits"),
            Blank((Column("Name", width=30), Column("Time in")), 3, "Sign in"),
            SignatureLines(("Director", "Date", "Board chair")),
        ),
        subtitle="Main Street",
        period_words="November 2026",
        about=(Definition("Left out", "Staff on their shifts."),),
        definitions=(Definition("Visit", "One arrival."),),
    )
    text = " ".join(" ".join(pages_of(pdf_bytes(sheet, letterhead))).split())
    for words in (
        "Report", "Main Street", "November 2026", "At a glance", "1,480", "each counted once", "50.0%", "First line",
        "Second line", "By month", "Jan", "visits", "Sign in", "Time in", "Director", "Board chair",
        "Staff on their shifts.", "What the words mean", "One arrival.",
    ):  # fmt: skip
        assert words in text


def test_that_the_file_says_its_title_and_language(attendance: Sheet, letterhead: Letterhead) -> None:
    spanish = Letterhead(letterhead.center, letterhead.made_on, "Zoë Quinn", "es")
    book = pdf_bytes(attendance, spanish)
    with pypdfium2.PdfDocument(book) as document:
        told = document.get_metadata_dict()
    assert (told["Title"], told["Author"]) == ("Attendance · November 2026", "Main Street Recovery Community Center")
    assert told["CreationDate"] == "D:20261130170500"
    assert b"/Lang (es)" in book


def test_that_the_same_sheet_gives_the_same_bytes(attendance: Sheet, letterhead: Letterhead) -> None:
    assert pdf_bytes(attendance, letterhead) == pdf_bytes(attendance, letterhead)


def test_that_the_page_turns_when_asked(letterhead: Letterhead, visits: Callable[[int], Table]) -> None:
    for landscape, size in ((False, (612, 792)), (True, (792, 612))):  # Letter: 8.5 x 11 inches
        with pypdfium2.PdfDocument(pdf_bytes(Sheet("A", (visits(90),), landscape=landscape), letterhead)) as document:
            assert {page.get_size() for page in document} == {size}


def test_that_the_meanings_of_words_stand_on_one_page_however_full_the_one_before_is(
    visits: Callable[[int], Table], paper: Callable[..., Sheet], letterhead: Letterhead
) -> None:
    meanings = tuple(Definition(f"Word {number}", f"What number {number} means.") for number in range(4))
    pages_taken = set()
    for count in range(12, 40):
        pages = pages_of(pdf_bytes(paper(visits(count), definitions=meanings), letterhead))
        (told,) = [text for text in pages if any(each.meaning in text for each in meanings)]
        assert all(each.meaning in told for each in meanings)
        assert "What the words mean" in told
        pages_taken.add(len(pages))
    assert pages_taken == {1, 2}


def test_that_a_poster_is_set_twice_as_large_and_head_and_foot_are_not(
    letterhead: Letterhead, visits: Callable[[int], Table]
) -> None:
    def letters(poster: bool) -> dict[str, float]:
        sheet = Sheet("Week", (Paragraph("Quartz"),), landscape=True, poster=poster)
        with pypdfium2.PdfDocument(pdf_bytes(sheet, letterhead)) as document:
            page = document[0].get_textpage()
            text = page.get_text_range()
            found = {word: page.get_charbox(text.index(word)) for word in ("Quartz", letterhead.center)}
        return {word: top - bottom for word, (_left, bottom, _right, top) in found.items()}

    small, large = letters(False), letters(True)
    assert large["Quartz"] == pytest.approx(2 * small["Quartz"], rel=0.02)
    assert large[letterhead.center] == pytest.approx(small[letterhead.center], rel=0.02)


def test_that_a_long_poster_loses_no_row(letterhead: Letterhead, visits: Callable[[int], Table]) -> None:
    table = Table((Column("Number", "number"), Column("Who")), [(number, f"row{number}") for number in range(60)])
    text = "".join(pages_of(pdf_bytes(Sheet("Week", (table,), landscape=True, poster=True), letterhead)))
    assert [number for number in range(60) if f"row{number}" not in text] == []
