"""Papers to write, and programs that are not ours to read them back."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction
from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl import Workbook

from rcc_desktop.api.documents import Cell, Column, Definition, Letterhead, Part, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

NAMES = ("María José Wiśniewska", "محمد عبد الله", "王小明", "ᏣᎳᎩ", "Łukasz Żółć", "Zoë O'Neil")
COLUMNS = (
    Column("Day", "date"),
    Column("Person", total="count"),
    Column("Came", "time"),
    Column("Stayed", "minutes", total="sum", note="Hours and minutes."),
    Column("Visits", "number", total="sum"),
    Column("Score", "number", total="average", decimals=1),
    Column("Share", "percent"),
)


def visit_rows(count: int) -> list[tuple[Cell, ...]]:
    """Rows whose totals can be said in advance: 90 minutes each, 2 visits each, scores 1, 2, 3, 4, 1 …"""
    first = date(2026, 11, 1)
    return [
        (
            first + timedelta(days=at % 30),
            NAMES[at % len(NAMES)],
            time(9 + at % 8, 5),
            90,
            2,
            at % 4 + 1,
            Fraction(1, 8),
        )
        for at in range(count)
    ]


@pytest.fixture
def visits() -> Callable[[int], Table]:
    """A table of so many visits."""
    return lambda count: Table(COLUMNS, visit_rows(count), "Visits", empty="Nobody came.")


@pytest.fixture
def paper() -> Callable[..., Sheet]:
    """A sheet of the given parts."""

    def sheet(*parts: Part, definitions: tuple[Definition, ...] = ()) -> Sheet:
        return Sheet("Attendance", parts, period_words="November 2026", definitions=definitions)

    return sheet


@pytest.fixture
def letterhead() -> Letterhead:
    made = datetime(2026, 11, 30, 17, 5, tzinfo=timezone(timedelta(hours=-5)))
    return Letterhead("Main Street Recovery Community Center", made)


@pytest.fixture
def attendance(visits: Callable[[int], Table], paper: Callable[..., Sheet]) -> Sheet:
    """Forty visits: 60 hours, 80 visits, a score of 2.5 on average."""
    return paper(visits(40), definitions=(Definition("Visit", "One arrival at the center."),))


@pytest.fixture
def recalculated(tmp_path: Path) -> Callable[[bytes], Workbook]:
    """A workbook as LibreOffice sees it after it has computed every formula."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed, so nothing can compute the formulas")

    def recalculate(book: bytes) -> Workbook:
        (tmp_path / "in.xlsx").write_bytes(book)
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        order = [office, profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"]
        subprocess.run([*order, str(tmp_path / "out"), str(tmp_path / "in.xlsx")], check=True, capture_output=True)
        return openpyxl.load_workbook(BytesIO((tmp_path / "out" / "in.xlsx").read_bytes()), data_only=True)

    return recalculate
