"""Workbooks of strangers: what stands in the cells, and what harmful ones get."""

from __future__ import annotations

import datetime
import io
import struct
import sys
import time
import zipfile
from collections.abc import Callable
from typing import TYPE_CHECKING

import openpyxl
import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.imports import archive, child, workbook
from rcc_desktop.imports.apart import read_apart
from rcc_desktop.imports.reading import read
from rcc_desktop.imports.workbook import read_workbook

if TYPE_CHECKING:
    from pathlib import Path

Pack = Callable[..., bytes]


def refused(content: bytes, code: str) -> Problem:
    with pytest.raises(Problem) as problem:
        read_workbook(content)
    assert problem.value.code == f"imports.{code}"
    assert problem.value.way_out.startswith("Nothing was changed.")
    return problem.value


def saved(*rows: list[object], change: Callable[[openpyxl.Workbook], None] | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    if change:
        change(book)
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


# What stands in the cells


def test_that_cells_are_read_as_a_person_sees_them(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    row = [
        " Ana\x09",
        datetime.date(1980, 3, 4),
        datetime.datetime.fromisoformat("2026-11-21T09:05"),
        7.0,
        2.5,
        "02134",
        True,
        None,
    ]
    path.write_bytes(saved(["Name", "Born", "Came", "Visits", "Hours", "ZIP", "Ok", "x"], row))
    rows = read(path)
    assert rows.headers[:3] == ("Name", "Born", "Came")
    assert rows.rows == (("Ana", "1980-03-04", "2026-11-21 09:05", "7", "2.5", "02134", "TRUE", ""),)
    assert rows.numbers == (2,)
    assert rows.sheets == ("Sheet",)


def test_that_zeros_in_front_are_kept_when_the_cell_shows_them() -> None:
    def as_zip(book: openpyxl.Workbook) -> None:
        book.worksheets[0]["A2"].number_format = "00000"

    assert read_workbook(saved(["ZIP"], [2134], [2134], change=as_zip)).rows[1:] == [(2, ("02134",)), (3, ("2134",))]


def test_that_a_formula_gives_its_result_and_without_one_its_text(pack: Pack) -> None:
    cells = '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>HYPERLINK("http://x")</f></c>'
    sheet = read_workbook(pack(f'<row r="1">{cells}</row>'))
    assert sheet.rows == [(1, ("2", '=HYPERLINK("http://x")'))]
    assert sheet.uncalculated == 1


@pytest.mark.parametrize("result", ["<v></v>", "<v/>", ""])
def test_that_a_formula_whose_result_is_blank_is_blank(pack: Pack, result: str) -> None:
    cells = f'<c r="A1"><v>7</v></c><c r="B1" t="str"><f>IF(A1&gt;9,A1,"")</f>{result}</c><c r="C1"><v>8</v></c>'
    sheet = read_workbook(pack(f'<row r="1">{cells}</row>'))
    assert sheet.rows == [(1, ("7", "", "8"))]
    assert sheet.uncalculated == 0


@pytest.mark.parametrize(
    "written", ["<f>B1+1</f>", "<f>B1+1</f><v/>", "<f>B1+1</f> <v></v>", '<x:f xmlns:x="{main}">B1+1</x:f>']
)
def test_that_a_formula_that_was_never_calculated_is_seen_however_it_is_written(pack: Pack, written: str) -> None:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = read_workbook(pack(f'<row r="1"><c r="A1">{written.format(main=main)}</c></row>'))
    assert sheet.rows == [(1, ("=B1+1",))]


def test_that_row_numbers_are_those_of_the_sheet(pack: Pack) -> None:
    assert [number for number, _ in read_workbook(pack('<row r="3"><c r="A3"><v>1</v></c></row>')).rows] == [3]


def test_that_the_first_visible_sheet_with_something_in_it_is_read_unless_one_is_chosen(tmp_path: Path) -> None:
    def more(book: openpyxl.Workbook) -> None:
        book.create_sheet("Hidden").append(["secret", "x"])
        book["Hidden"].sheet_state = "hidden"
        people = book.create_sheet("People")
        people.append(["Name", "City"])
        people.append(["Ana", "Rome"])

    path = tmp_path / "people.xlsx"
    path.write_bytes(saved(change=more))
    rows = read(path)
    assert (rows.sheets, rows.sheet, rows.rows) == (("Sheet", "Hidden", "People"), 2, (("Ana", "Rome"),))
    assert read(path, sheet=1, has_titles=False).rows == (("secret", "x"),)
    for missing in (3, -1):
        with pytest.raises(Problem, match="no sheet"):
            read(path, sheet=missing)


def test_that_200_columns_are_read_and_201_refused() -> None:
    assert len(read_workbook(saved(["x"] * 200)).rows[0][1]) == 200
    refused(saved(["x"] * 201), "too_many_columns")


def test_that_formatting_far_out_is_no_column(pack: Pack) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1" s="0"/></row>'
    assert read_workbook(pack(rows)).rows == [(1, ("1",))]


def test_that_more_than_100000_rows_are_refused(pack: Pack) -> None:
    refused(pack("".join(f"<row><c><v>{at}</v></c></row>" for at in range(100_002))), "too_many_rows")


def test_that_a_cell_longer_than_excel_allows_is_refused(pack: Pack) -> None:
    cell = f'<c r="A1" t="inlineStr"><is><t>{"x" * 32_768}</t></is></c>'
    assert "row 1, column 1" in refused(pack(f'<row r="1">{cell}</row>'), "cell_too_long").what


# What could harm


def test_that_openpyxl_parses_with_defusedxml(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    assert openpyxl.DEFUSEDXML is True
    monkeypatch.setattr(openpyxl, "DEFUSEDXML", False)
    refused(pack(), "unguarded")


def test_that_a_zip_bomb_is_refused_by_its_ratio(pack: Pack) -> None:
    refused(pack(parts={"xl/media/image1.bmp": b"\0" * 3_000_000}), "inflates")


def test_that_a_small_part_may_be_packed_well(pack: Pack) -> None:
    assert read_workbook(pack(parts={"xl/theme/x.bin": b"\0" * 900_000})).rows


def test_that_a_part_that_claims_a_gigabyte_is_refused_unread(pack: Pack) -> None:
    content = bytearray(pack(parts={"xl/media/a.bin": b"abc"}))
    entry = content.rindex(b"PK\x01\x02", 0, content.rindex(b"xl/media/a.bin"))
    struct.pack_into("<I", content, entry + 24, 1024**3)  # uncompressed size, APPNOTE.TXT 4.3.12
    refused(bytes(content), "inflates")


def test_that_what_is_inflated_is_counted_and_not_believed(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_INFLATED_IN_ALL", 9_000)
    refused(pack(parts={f"xl/media/{at}.bin": bytes(range(256)) * 16 for at in range(3)}), "inflates")


def test_that_too_many_parts_are_refused(pack: Pack) -> None:
    refused(pack(parts={f"xl/media/{at}": b"x" for at in range(2_000)}), "too_many_parts")


@pytest.mark.parametrize(
    "name", ["/etc/passwd", "../../x.xml", "xl/..\\..\\x.xml", "C:/x.xml", "c:x.xml", "\\\\host\\x"]
)
def test_that_a_part_that_would_land_elsewhere_is_refused(pack: Pack, name: str) -> None:
    refused(pack(parts={name: b"x"}), "unsafe_name")


def test_that_a_link_to_elsewhere_is_refused(pack: Pack) -> None:
    def add_link(zipped: zipfile.ZipFile) -> None:
        link = zipfile.ZipInfo("xl/media/link")
        link.external_attr = 0o120777 << 16
        zipped.writestr(link, "/etc/passwd")

    refused(pack(last=add_link), "unsafe_name")


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("name", ["xl/workbook.xml", "XL/Workbook.xml"])
def test_that_two_parts_of_one_name_are_refused(pack: Pack, name: str) -> None:
    refused(pack(last=lambda zipped: zipped.writestr(name, "<x/>")), "twice")


def test_that_an_encrypted_part_is_refused(pack: Pack) -> None:
    content = bytearray(pack())
    for mark, flags in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        content[content.index(mark) + flags] |= 1
    refused(bytes(content), "encrypted")


def test_that_other_packings_are_refused(pack: Pack) -> None:
    def add_lzma(zipped: zipfile.ZipFile) -> None:
        zipped.writestr("xl/media/a", b"x" * 100, zipfile.ZIP_LZMA)

    refused(pack(last=add_lzma), "packed_oddly")


def test_that_a_zip_of_zips_is_no_workbook_and_one_inside_is_never_opened(pack: Pack) -> None:
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as zipped:
        zipped.writestr("people.xlsx", pack())
    refused(outer.getvalue(), "not_a_workbook")
    bomb = pack(parts={"xl/media/image1.bmp": b"\0" * 3_000_000})
    assert read_workbook(pack(parts={"xl/embeddings/inner.xlsx": bomb})).rows == [(1, ("Name",)), (2, ("Ana",))]


def test_that_a_zip_without_a_workbook_is_refused(pack: Pack) -> None:
    with zipfile.ZipFile(io.BytesIO(pack())) as whole:
        names = [name for name in whole.namelist() if name != "xl/workbook.xml"]
        rest = io.BytesIO()
        with zipfile.ZipFile(rest, "w") as zipped:
            for name in names:
                zipped.writestr(name, whole.read(name))
    refused(rest.getvalue(), "not_a_workbook")


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet>&b;</worksheet>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><worksheet>&a;</worksheet>'


@pytest.mark.parametrize("xml", [LAUGHS, OUTSIDE, " " * 65_530 + LAUGHS, '<?xml version="1.0"?>' + LAUGHS])
def test_that_entities_are_refused_before_any_parser(pack: Pack, xml: str) -> None:
    refused(pack(parts={"xl/worksheets/sheet1.xml": xml}), "entities")


@pytest.mark.parametrize("letters", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp037", "utf-7"])
def test_that_xml_in_letters_that_hide_a_doctype_is_refused(pack: Pack, letters: str) -> None:
    xml = f'<?xml version="1.0" encoding="{letters}"?>{LAUGHS}'
    refused(pack(parts={"xl/worksheets/sheet1.xml": xml.encode(letters)}), "odd_xml")


def test_that_a_sheet_that_claims_sixteen_billion_cells_is_read_in_a_blink(pack: Pack) -> None:
    content = pack(before='<dimension ref="A1:XFD1048576"/>')
    before = time.monotonic()
    assert read_workbook(content).rows == [(1, ("Name",)), (2, ("Ana",))]
    assert time.monotonic() - before < 5


def test_that_a_cell_far_below_the_last_row_of_excel_is_refused(pack: Pack) -> None:
    refused(pack('<row r="4000000000"><c r="A1"><v>1</v></c></row>'), "too_many_rows")


def test_that_one_long_text_in_every_cell_is_refused(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rcc_desktop.imports.limits.MOST_TEXT", 100_000)
    shared = f'<c t="inlineStr"><is><t>{"x" * 30_000}</t></is></c>'
    refused(pack(f"<row>{shared * 4}</row>"), "too_much_text")


def test_that_a_damaged_sheet_says_where(pack: Pack) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2" t="s"><v>99</v></c></row>'
    problem = refused(pack(rows), "damaged_sheet")
    assert "after row 1 of sheet 1" in problem.what


@pytest.mark.parametrize("cut", [10, 200, 500])
def test_that_a_file_cut_short_is_refused(pack: Pack, cut: int) -> None:
    refused(pack()[:-cut], "damaged")


# The process apart


@pytest.fixture
def on_disk(tmp_path: Path, pack: Pack) -> Path:
    path = tmp_path / "people.xlsx"
    path.write_bytes(pack())
    return path


def _replace_child(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    monkeypatch.setattr("rcc_desktop.imports.apart._program", lambda: [sys.executable, "-c", code])


def test_that_a_child_that_hangs_is_ended(on_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_child(monkeypatch, "import time; time.sleep(60)")
    before = time.monotonic()
    with on_disk.open("rb") as source, pytest.raises(Problem, match="took too long"):
        read_apart(source, None, wall=0.3)
    assert time.monotonic() - before < 10


@pytest.mark.parametrize(
    "code", ["import os; os.abort()", "print('[1, [\"An')", "print('[1, [\"Ana\"]]')", "raise SystemExit(3)"]
)
def test_that_a_child_that_breaks_off_gives_no_half_of_a_file(
    on_disk: Path, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    _replace_child(monkeypatch, code)
    with on_disk.open("rb") as source, pytest.raises(Problem, match="broke off"):
        read_apart(source, None)


def test_that_nobody_waits_for_a_file_that_is_no_longer_wanted(on_disk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _replace_child(monkeypatch, "import time; time.sleep(60)")
    before = time.monotonic()
    with pytest.raises(Problem, match="stopped"):
        read(on_disk, cancelled=lambda: True)
    assert time.monotonic() - before < 10


@pytest.mark.skipif(sys.platform == "win32", reason="Windows lets no process bind itself")
@pytest.mark.parametrize(
    ("greedy", "words"),
    [("bytearray(2 * 1024**3)", "more memory"), ("all(iter(int, 1))", "took too long")],
)
def test_that_the_child_is_bound_in_memory_and_time(
    on_disk: Path, monkeypatch: pytest.MonkeyPatch, greedy: str, words: str
) -> None:
    code = f"""
from rcc_desktop.imports import child
child.CPU_SECONDS = 1
child.read_workbook = lambda content, sheet: [{greedy} for _ in iter(int, 1)]
child.run(["en", "-"])
"""
    _replace_child(monkeypatch, code)
    with on_disk.open("rb") as source, pytest.raises(Problem, match=words):
        read_apart(source, None)


def test_that_the_child_is_told_neither_passwords_nor_the_files_name(
    on_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RCC_PASSWORD", "secret")
    code = "import os, sys, json; print(json.dumps([1, [str(dict(os.environ)) + str(sys.argv)]])); print(json.dumps({'names': ['a'], 'chosen': 0, 'uncalculated': 0}))"  # noqa: E501
    _replace_child(monkeypatch, code)
    with on_disk.open("rb") as source:
        told = str(read_apart(source, None).rows)
    assert "secret" not in told
    assert "people.xlsx" not in told


def test_that_a_refusal_comes_back_from_the_child_in_its_words(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(pack(parts={"xl/worksheets/sheet1.xml": LAUGHS}))
    with pytest.raises(Problem) as problem:
        read(path)
    assert problem.value.code == "imports.entities"
    assert "Nothing was changed." in problem.value.way_out


def test_that_the_limits_are_the_ones_decided() -> None:
    assert (child.MEMORY, child.CPU_SECONDS) == (1024**3, 60)
    assert (archive.MOST_INFLATED, archive.MOST_INFLATED_IN_ALL) == (100 * 1024**2, 200 * 1024**2)
    assert (archive.MOST_MEMBERS, archive.MOST_RATIO) == (2000, 200)


def test_that_reading_needs_no_openpyxl_until_a_workbook_comes() -> None:
    assert "openpyxl" not in vars(workbook)
