"""What a sheet of paper promises before anybody writes it."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from decimal import Decimal
from fractions import Fraction

import pytest

from rcc_desktop.api.documents import Chart, Column, Letterhead, Series, Sheet, Table


def test_that_a_row_with_a_cell_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="2 cells"):
        Table((Column("A"), Column("B")), [("one",)])


def test_that_a_series_with_a_value_too_few_is_refused() -> None:
    with pytest.raises(ValueError, match="2 values"):
        Chart("bar", "Visits", ("Mon", "Tue"), (Series("Visits", (1,)),))


def test_that_a_letterhead_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        Letterhead("Main Street", datetime(2026, 11, 30, 17, 5))  # noqa: DTZ001


def test_that_a_word_among_numbers_is_not_added_up() -> None:
    table = Table((Column("People", "number", total="sum"),), [(14,), ("< 5",), (61,), (None,)])
    assert table.totals() == (75,)


def test_that_a_sum_of_tenths_is_exact_when_they_are_decimals() -> None:
    table = Table((Column("Miles", "number", total="sum", decimals=1),), [(Decimal("0.1"),)] * 3)
    assert table.totals() == (Fraction(3, 10),)


def test_that_an_average_leaves_out_what_is_empty() -> None:
    table = Table((Column("Score", "number", total="average"),), [(1,), (None,), (2,)])
    assert table.totals() == (Fraction(3, 2),)


def test_that_an_average_of_nothing_is_nothing_and_a_sum_of_nothing_is_zero() -> None:
    columns = (Column("A", "number", total="average"), Column("B", "number", total="sum"))
    assert Table(columns, [("-", "-")]).totals() == (None, 0)


def test_that_a_count_is_of_cells_that_are_not_empty() -> None:
    table = Table((Column("Name", total="count"), Column("Note")), [("Zoë", "x"), ("", "y"), (None, "z"), ("0", "")])
    assert table.totals() == (2, None)


def test_that_a_sheet_names_its_tables_in_order() -> None:
    first, second = Table((Column("A"),), []), Table((Column("B"),), [])
    assert list(Sheet("Both", (first, second)).tables()) == [first, second]


def test_that_saying_what_a_paper_is_loads_no_writer() -> None:
    asked = (
        "import sys, rcc_desktop.documents.hand_over, rcc_desktop.api.documents;"
        "print(sorted({'openpyxl', 'reportlab', 'PIL', 'bidi'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], check=True, capture_output=True, text=True)
    assert answer.stdout.strip() == "[]"
