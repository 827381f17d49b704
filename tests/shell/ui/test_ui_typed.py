"""Dates and times as people type them."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rcc_desktop.api.ui import DateField, NumberField, TimeField, read_date, read_time, write_date, write_time
from rcc_desktop.api.written import write_birth
from rcc_desktop.documents.cells import shown

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("3/4/1980", date(1980, 3, 4)),
        ("03/04/1980", date(1980, 3, 4)),
        ("3-4-80", date(1980, 3, 4)),
        ("3.4.1980", date(1980, 3, 4)),
        ("3 4 1980", date(1980, 3, 4)),
        ("03041980", date(1980, 3, 4)),
        ("1980-03-04", date(1980, 3, 4)),
        ("1980/3/4", date(1980, 3, 4)),
        ("3/4", date(2026, 3, 4)),
        ("2/29/2024", date(2024, 2, 29)),
        (" t ", TODAY),
        ("+1", date(2026, 11, 22)),
        ("-21", date(2026, 10, 31)),
        ("1/1/26", date(2026, 1, 1)),
        ("1/1/27", date(1927, 1, 1)),
        ("1/1/00", date(2000, 1, 1)),
    ],
)
def test_that_a_date_is_read_as_it_is_meant(typed: str, meant: date) -> None:
    assert read_date(typed, TODAY) == meant


@pytest.mark.parametrize("typed", ["", "13/1/1980", "2/29/2025", "3/4/0080", "1980", "march", "3/4/198", "12/31/19800"])
def test_that_what_is_no_date_is_not_guessed_at(typed: str) -> None:
    assert read_date(typed, TODAY) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_that_a_date_written_out_reads_back_the_same(day: date) -> None:
    assert read_date(write_date(day), TODAY) == day


@given(st.text(max_size=12))
def test_that_nothing_typed_for_a_date_or_time_can_break_the_field(typed: str) -> None:
    read_date(typed, TODAY)
    read_time(typed)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("9", time(9)),
        ("930", time(9, 30)),
        ("9:30", time(9, 30)),
        ("9.30", time(9, 30)),
        ("9:30 pm", time(21, 30)),
        ("9p", time(21)),
        ("12", time(12)),
        ("12 am", time(0)),
        ("12p.m.", time(12)),
        ("1", time(13)),
        ("630", time(18, 30)),
        ("0630", time(6, 30)),
        ("6 a", time(6)),
        ("14:00", time(14)),
        ("1400", time(14)),
    ],
)
def test_that_a_time_is_read_as_it_is_meant(typed: str, meant: time) -> None:
    assert read_time(typed) == meant


@pytest.mark.parametrize("typed", ["", "25", "9:60", "13 pm", "0 am", "noonish", "9:3"])
def test_that_what_is_no_time_is_not_guessed_at(typed: str) -> None:
    assert read_time(typed) is None


@given(st.integers(0, 23), st.integers(0, 59))
def test_that_a_time_written_out_reads_back_the_same(hour: int, minute: int) -> None:
    assert read_time(write_time(time(hour, minute))) == time(hour, minute)


def test_that_plus_and_minus_move_a_day_only_when_nothing_is_half_typed(qtbot: QtBot) -> None:
    field = DateField(lambda: TODAY)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "t++")
    assert field.value() == TODAY + timedelta(days=2)
    QTest.keyClicks(field, "-")
    assert field.value() == TODAY + timedelta(days=1)
    field.clear()
    QTest.keyClicks(field, "3-4-80")
    assert field.value() == date(1980, 3, 4)


def two_fields(qtbot: QtBot) -> tuple[QWidget, DateField, NumberField]:
    window = QWidget()
    qtbot.addWidget(window)
    row = QHBoxLayout(window)
    field, other = DateField(lambda: TODAY), NumberField()
    row.addWidget(field)
    row.addWidget(other)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    return window, field, other


def test_that_a_typed_date_is_written_out_when_the_keys_leave(qtbot: QtBot) -> None:
    _window, field, other = two_fields(qtbot)
    field.setFocus()
    QTest.keyClicks(field, "3/4/80")
    other.setFocus()
    assert field.text() == "03/04/1980"


def test_that_a_date_that_cannot_be_read_stays_as_it_was_typed(qtbot: QtBot) -> None:
    _window, field, other = two_fields(qtbot)
    field.setFocus()
    QTest.keyClicks(field, "13/45/80")
    other.setFocus()
    assert field.text() == "13/45/80"
    assert field.value() is None
    assert not field.is_readable()


def test_that_a_number_outside_its_bounds_is_not_taken(qtbot: QtBot) -> None:
    field = NumberField(low=0, high=12)
    qtbot.addWidget(field)
    QTest.keyClicks(field, "13")
    assert field.value() is None
    assert not field.is_readable()
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == 12


def test_that_arrows_move_a_time_by_quarters_round_the_clock(qtbot: QtBot) -> None:
    field = TimeField(time(23, 45))
    qtbot.addWidget(field)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.value() == time(0, 0)


@pytest.mark.parametrize(
    ("moment", "written"),
    [(time(0, 5), "12:05 am"), (time(10, 50), "10:50 am"), (time(12), "12:00 pm"), (time(23, 59), "11:59 pm")],
)
def test_that_a_time_is_written_one_way_at_the_desk_and_on_paper(moment: time, written: str) -> None:
    assert (write_time(moment), shown(moment, "time")) == (written, written)


@pytest.mark.parametrize(("born", "written"), [("1948-11-29", "11/29/1948"), ("1948", "1948"), ("", "")])
def test_that_a_birth_date_is_written_as_dates_are(born: str, written: str) -> None:
    assert write_birth(born) == written
