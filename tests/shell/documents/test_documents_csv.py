"""The .csv, read back by the csv module."""

from __future__ import annotations

import csv
from datetime import date, datetime, time
from fractions import Fraction
from io import StringIO

import pytest

from rcc_desktop.api.documents import Column, Paragraph, Sheet, Table
from rcc_desktop.api.problems import Problem
from rcc_desktop.documents.csv_table import csv_bytes

COLUMNS = (
    Column("Day", "date"),
    Column("Came", "time"),
    Column("Name"),
    Column("Visits", "number", total="sum"),
    Column("Share", "percent"),
)


def rows_of(book: bytes) -> list[list[str]]:
    assert book.startswith(b"\xef\xbb\xbf")  # the mark by which Excel knows UTF-8
    return list(csv.reader(StringIO(book.decode("utf-8-sig"), newline=""), strict=True))


def test_that_days_are_iso_days_and_nothing_is_added_up() -> None:
    row = (date(2026, 11, 3), time(9, 5), "محمد", 3, Fraction(1, 8))
    moment = (datetime(2026, 11, 4, 13, 0), datetime(2026, 11, 4, 13, 0), "", None, 0.5)  # noqa: DTZ001
    assert rows_of(csv_bytes(Sheet("Visits", (Table(COLUMNS, [row, moment]),)))) == [
        ["Day", "Came", "Name", "Visits", "Share"],
        ["2026-11-03", "09:05", "محمد", "3", "0.125"],
        ["2026-11-04", "13:00", "", "", "0.5"],
    ]


def test_that_every_field_is_quoted() -> None:
    text = csv_bytes(Sheet("Visits", (Table((Column("A"), Column("B", "number")), [('say "hi"', 1)]),))).decode(
        "utf-8-sig"
    )
    assert text == '"A","B"\r\n"say ""hi""","1"\r\n'


@pytest.mark.parametrize("probe", ["=1+1", "+1", "-1", "@A1", "\t=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠A1"])
def test_that_no_field_begins_like_a_formula(probe: str) -> None:
    (_titles, (field,)) = rows_of(csv_bytes(Sheet("Names", (Table((Column("Name"),), [(probe,)]),))))
    assert field == "'" + probe


def test_that_a_number_below_zero_stays_a_number() -> None:
    assert rows_of(csv_bytes(Sheet("A", (Table((Column("N", "number"),), [(-3,)]),))))[1] == ["-3"]


def test_that_a_second_table_follows_an_empty_line_and_its_title() -> None:
    first, second = Table((Column("A"),), [("1",)]), Table((Column("B"),), [("2",)], "By site")
    assert rows_of(csv_bytes(Sheet("Both", (first, second)))) == [["A"], ["1"], [], ["By site"], ["B"], ["2"]]


def test_that_a_paper_without_a_table_is_refused_with_a_way_out() -> None:
    with pytest.raises(Problem) as caught:
        csv_bytes(Sheet("Letter", (Paragraph("Dear friend"),)))
    assert ".pdf" in caught.value.way_out
