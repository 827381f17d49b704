"""How one cell reads on paper."""

from __future__ import annotations

from datetime import date, datetime, time, timezone
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcc_desktop.api.documents import Cell, Column, Kind
from rcc_desktop.api.words import speak
from rcc_desktop.documents.cells import (
    hours_and_minutes,
    looks_like_formula,
    plain,
    round_half_up,
    rounded_words,
    shown,
    shown_total,
)


@pytest.mark.parametrize(
    ("cell", "kind", "decimals", "words"),
    [
        (None, "number", 0, ""),
        (1234567, "number", 0, "1,234,567"),
        ("< 5", "number", 0, "< 5"),
        (Fraction(1, 8), "percent", 0, "12.5%"),
        (Fraction(2, 3), "percent", 0, "66.7%"),
        (Fraction(1, 1600), "percent", 0, "0.1%"),  # 0.0625 %, half up at the first decimal
        (Fraction(1, 2000), "percent", 0, "0.1%"),  # exactly 0.05 %: the half goes up
        (0.145, "percent", 0, "14.5%"),
        (Decimal("2.5"), "number", 0, "3"),  # not 2, as banks round
        (-2.5, "number", 0, "-3"),
        (1.005, "number", 2, "1.01"),  # as written, not as the float lies below it
        (65, "minutes", 0, "1:05"),
        (-30, "minutes", 0, "-0:30"),
        (60 * 1234, "minutes", 0, "1,234:00"),
        (date(2026, 11, 3), "date", 0, "Nov 3, 2026"),
        (time(0, 5), "time", 0, "12:05 am"),
        (time(12, 0), "time", 0, "12:00 pm"),
        (time(13, 30), "time", 0, "1:30 pm"),
    ],
)
def test_that_a_cell_reads_as_its_kind_says(cell: Cell, kind: Kind, decimals: int, words: str) -> None:
    assert shown(cell, kind, decimals) == words


def test_that_a_moment_is_not_moved_to_another_zone() -> None:
    moment = datetime(2026, 11, 3, 23, 59, tzinfo=timezone.utc)  # noqa: UP017
    assert (shown(moment, "date"), shown(moment, "time")) == ("Nov 3, 2026", "11:59 pm")


def test_that_a_figure_under_a_column_says_when_it_is_no_sum() -> None:
    columns = [Column("V", "number", total="sum"), Column("P", total="count"), Column("S", "number", total="average")]
    assert [shown_total(1200, column) for column in columns] == ["1,200", "1,200 in all", "average 1,200.0"]


@given(st.fractions(min_value=-1000, max_value=1000))
def test_that_rounding_never_moves_a_number_by_more_than_a_half(number: Fraction) -> None:
    assert abs(round_half_up(number) - number) <= Fraction(1, 2)
    assert round_half_up(-number) == -round_half_up(number)


@given(st.integers(-(10**9), 10**9))
def test_that_hours_and_minutes_can_be_read_back(minutes: int) -> None:
    hours, rest = hours_and_minutes(minutes).replace(",", "").lstrip("-").split(":")
    assert int(hours) * 60 + int(rest) == abs(minutes)


@given(st.decimals(min_value=-1000, max_value=1000, places=4), st.integers(0, 3))
def test_that_a_rounded_number_has_the_places_asked_for(number: Decimal, places: int) -> None:
    _whole, _point, behind = rounded_words(number, places).partition(".")
    assert len(behind) == places


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "＋1", "－1", "＠A"]
)
def test_that_what_a_spreadsheet_would_compute_is_seen(text: str) -> None:
    assert looks_like_formula(text)


@pytest.mark.parametrize("text", ["Zoë", "", "3-4 pm", "a=b", "(555) 010-0100", "محمد", "«x»"])
def test_that_names_and_numbers_are_no_formulas(text: str) -> None:
    assert not looks_like_formula(text)


@given(st.text())
def test_that_plain_text_holds_nothing_a_file_refuses(text: str) -> None:
    clean = plain(text)
    assert all(char in "\n\t" or ord(char) >= 32 for char in clean)
    clean.encode("utf-8")


def test_that_line_ends_of_windows_become_line_breaks() -> None:
    assert plain("one\r\ntwo\x00\x1b") == "one\ntwo"


def test_that_a_spanish_center_reads_dates_as_before_where_no_words_are_there() -> None:
    speak("es")
    try:
        assert "2026" in shown(date(2026, 11, 3), "date")
    finally:
        speak("en")
