"""Text files of strangers: letters, separators, quotation marks, limits."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.imports.reading import read
from rcc_desktop.imports.rows import Rows

if TYPE_CHECKING:
    from pathlib import Path

Reader = Callable[..., Rows]


@pytest.fixture
def read_text(tmp_path: Path) -> Reader:
    def reader(content: bytes, name: str = "people.csv", **said: object) -> Rows:
        path = tmp_path / name
        path.write_bytes(content)
        return read(path, **said)  # type: ignore[arg-type]

    return reader


def refused(read_text: Reader, content: bytes, name: str = "people.csv", **said: object) -> Problem:
    with pytest.raises(Problem) as problem:
        read_text(content, name, **said)
    assert problem.value.way_out.startswith("Nothing was changed.")
    return problem.value


def test_that_titles_and_cells_lose_their_outer_blanks(read_text: Reader) -> None:
    rows = read_text(b"First name,  Last   name \n Ana ,  Lopez\n")
    assert rows.headers == ("First name", "Last name")
    assert rows.rows == (("Ana", "Lopez"),)
    assert rows.numbers == (2,)


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_that_the_separator_is_found(read_text: Reader, separator: str) -> None:
    lines = ["Name|City", "Ana, the elder|Rome" if separator != "," else "Ana|Rome", "Bo|Paris"]
    rows = read_text("\n".join(lines).replace("|", separator).encode())
    assert rows.headers == ("Name", "City")
    assert [row[1] for row in rows.rows] == ["Rome", "Paris"]


def test_that_excels_own_separator_line_is_obeyed_and_counted(read_text: Reader) -> None:
    rows = read_text(b"sep=;\r\nName;Note\r\nAna;a,b,c\r\n")
    assert rows.headers == ("Name", "Note")
    assert rows.numbers == (3,)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_that_every_line_end_ends_a_row(read_text: Reader, end: str) -> None:
    assert read_text(f"Name{end}Ana{end}Bo{end}".encode()).rows == (("Ana",), ("Bo",))


def test_that_titles_may_end_in_lf_and_rows_in_crlf(read_text: Reader) -> None:
    assert read_text(b"Name,City\nAna,Rome\r\nBo,Paris\r\n").rows == (("Ana", "Rome"), ("Bo", "Paris"))


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-32", "utf-32"),
    ],
)
def test_that_names_come_through_in_every_unicode(read_text: Reader, encoding: str, said: str) -> None:
    rows = read_text("Name,City\nZoë Núñez,Łódź\n".encode(encoding))
    assert rows.rows == (("Zoë Núñez", "Łódź"),)
    assert rows.encoding == said


def test_that_windows_letters_are_a_guess_that_is_said_and_can_be_changed(read_text: Reader) -> None:
    content = "Name,City\nJosé,Köln\n".encode("cp1252")
    rows = read_text(content)
    assert rows.rows == (("José", "Köln"),)
    assert rows.encoding == "cp1252"
    assert any("cp1252" in note for note in rows.notes)
    # 0xE9 is é in cp1252 and È in Mac Roman (Unicode mapping tables ROMAN.TXT and CP1252.TXT)
    changed = read_text(content, encoding="mac-roman")
    assert changed.rows[0][0] == "JosÈ"
    assert not changed.notes


def test_that_letters_nobody_uses_are_refused_with_a_way_out(read_text: Reader) -> None:
    problem = refused(read_text, b"Name\nJos\x81\n")  # 0x81 stands for nothing in cp1252
    assert "save the file as “CSV UTF-8”" in problem.way_out
    refused(read_text, "Name\nJosé\n".encode("cp1252"), encoding="utf-8")
    refused(read_text, b"Name\nAna\n", encoding="no-such-letters")


def test_that_a_cell_may_hold_separators_quotation_marks_and_lines(read_text: Reader) -> None:
    rows = read_text(b'Name,Address\n"Lopez, Ana ""Nita""","1 Main St\r\nApt 2"\nBo,x\n')
    assert rows.rows[0] == ('Lopez, Ana "Nita"', "1 Main St\nApt 2")
    assert rows.numbers == (2, 3), "a row of two lines is one row, as in a spreadsheet program"


def test_that_a_quotation_mark_in_an_odd_place_is_told(read_text: Reader) -> None:
    rows = read_text(b'Name,City\nAna,"Rome" x\nBo,Paris\n')
    assert len(rows.rows) == 2
    assert any("Row 2" in note for note in rows.notes)


@pytest.mark.parametrize("before", [b"", b'Ana,"Rome" x\n'])
def test_that_an_open_quotation_mark_does_not_swallow_the_rest(read_text: Reader, before: bytes) -> None:
    problem = refused(read_text, b"Name,City\n" + before + b'Bo,"Paris\nCy,Oslo\nDi,Kiel\n')
    assert "quotation mark" in problem.what


def test_that_nuls_and_control_characters_are_dropped(read_text: Reader) -> None:
    assert read_text(b"Name,City\nA\0n\x07a,Ro\x1bme\n").rows == (("Ana", "Rome"),)


def test_that_marks_that_turn_the_writing_order_are_dropped_and_joiners_kept(read_text: Reader) -> None:
    rows = read_text("Name,City\n\u202eana\u202c,\u0645\u06cc\u200c\u062e\u0648\n".encode())
    assert rows.rows == (("ana", "\u0645\u06cc\u200c\u062e\u0648"),)


def test_that_the_apostrophe_of_our_own_exports_is_taken_off(read_text: Reader) -> None:
    rows = read_text(b"Name,Phone,Note\n'=Ana,'+1 410 555 0123,'tis\n")
    assert rows.rows == (("=Ana", "+1 410 555 0123", "'tis"),)


def test_that_blank_rows_are_skipped_and_still_counted(read_text: Reader) -> None:
    assert read_text(b"Name,City\n\n,,\nAna,Rome\n  ,\nBo,Paris\n").numbers == (4, 6)


def test_that_rows_that_are_too_long_are_kept_and_told(read_text: Reader) -> None:
    rows = read_text(b"Name,City\nAna,Rome,extra\nBo\n")
    assert rows.headers == ("Name", "City", "Column 3")
    assert rows.rows == (("Ana", "Rome", "extra"), ("Bo", "", ""))
    assert any("Row 2" in note for note in rows.notes)


def test_that_a_file_without_titles_loses_no_row(read_text: Reader) -> None:
    rows = read_text(b"Ana,3/4/1980\nBo,5/6/1990\n")
    assert rows.headers == ("Column 1", "Column 2")
    assert rows.numbers == (1, 2)
    assert not rows.has_titles
    assert rows.notes


def test_that_a_column_counted_with_a_number_sign_is_a_title_all_the_same(read_text: Reader) -> None:
    assert read_text(b"#,Name,City\n1,Ana,Rome\n").headers == ("#", "Name", "City")


def test_that_a_person_may_say_that_there_are_no_titles(read_text: Reader) -> None:
    assert read_text(b"Ana,Lopez\nBo,Ek\n", has_titles=False).rows == (("Ana", "Lopez"), ("Bo", "Ek"))


def test_that_a_heading_above_the_titles_is_left_out_and_told(read_text: Reader) -> None:
    rows = read_text(b"Our people\n\nFirst,Last,City\nAna,Lopez,Rome\n")
    assert rows.headers == ("First", "Last", "City")
    assert rows.numbers == (4,)
    assert rows.notes


def test_that_two_columns_of_one_title_are_told(read_text: Reader) -> None:
    rows = read_text(b"Phone,phone\n1,2\n", has_titles=True)
    assert rows.headers == ("Phone", "phone")
    assert any("same title" in note for note in rows.notes)


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "people.csv"),
        (b"\n\n,,\n", "people.csv"),
        (b"Name,City\n", "people.csv"),
        (b"%PDF-1.7\n", "people.csv"),
        (b"\x01\x02\x03\x04\x05\x06" * 40, "people.csv"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "people.xlsx"),
        (b"Name\nAna\n", "people.xlsx"),
        (b"Name\nAna\n", "people.ods"),
        (b"PK\x03\x04" + bytes(40), "people.csv"),
    ],
)
def test_that_what_is_not_a_table_is_refused(read_text: Reader, content: bytes, name: str) -> None:
    refused(read_text, content, name)


def test_that_a_missing_file_and_a_folder_are_refused_without_their_names(tmp_path: Path) -> None:
    (tmp_path / "Maria.csv").mkdir()
    for name in ("Maria.csv", "Maria Lopez.csv"):
        with pytest.raises(Problem) as problem:
            read(tmp_path / name)
        assert "Maria" not in str(problem.value)


def test_that_200_columns_are_read_and_201_refused(read_text: Reader) -> None:
    def wide(count: int) -> bytes:
        return (",".join(["t"] * count) + "\n" + ",".join(["v"] * count) + "\n").encode()

    assert len(read_text(wide(200)).headers) == 200
    assert "200 columns" in refused(read_text, wide(201)).what


def test_that_100000_rows_are_read_and_100001_refused(read_text: Reader) -> None:
    assert len(read_text(b"Name\n" + b"Ana\n" * 100_000).rows) == 100_000
    assert "100,000 rows" in refused(read_text, b"Name\n" + b"Ana\n" * 100_001).what


def test_that_a_cell_of_32767_characters_is_read_and_a_longer_one_refused(read_text: Reader) -> None:
    assert len(read_text(b"Name,Note\nAna," + b"x" * 32_767 + b"\n").rows[0][1]) == 32_767
    problem = refused(read_text, b"Name,Note\nAna," + b"x" * 32_768 + b"\n")
    assert "row 2, column 2" in problem.what
    refused(read_text, b"Name,Note\nAna," + b"x" * 100_001 + b"\n")


def test_that_a_file_over_50_megabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    with path.open("wb") as huge:
        huge.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(Problem, match="50 MB"):
        read(path)


def test_that_reading_can_be_stopped(read_text: Reader) -> None:
    problem = refused(read_text, b"Name\n" + b"Ana\n" * 2_000, cancelled=lambda: True)
    assert "stopped" in problem.what
