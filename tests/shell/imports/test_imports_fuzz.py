"""Whatever the bytes, a Problem or rows: nothing else comes out, and it does not hang.

RCC_FUZZ=long pytest tests/shell/imports/test_imports_fuzz.py runs the long campaign: 5,000 text files, 5,000 made-up
workbooks and 20,000 damaged ones, about five minutes.
"""

from __future__ import annotations

import io
import os
import random
import time
import zipfile
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcc_desktop.api.imports import ImportField
from rcc_desktop.api.problems import Problem
from rcc_desktop.imports.delimited import read_delimited
from rcc_desktop.imports.mapping import convert, suggest
from rcc_desktop.imports.rows import Rows, arrange
from rcc_desktop.imports.workbook import read_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

LONG = os.environ.get("RCC_FUZZ") == "long"
MADE_UP = 5_000 if LONG else 150
DAMAGED = 20_000 if LONG else 400
FIELDS = (
    ImportField("name", "Name"),
    ImportField("born", "Born", "date or year"),
    ImportField("phone", "Phone", "phone"),
    ImportField("zip", "ZIP", "zip"),
    ImportField("visits", "Visits", "whole number"),
    ImportField("likes", "Likes", "choices", choices={"a": "Art", "b": "Bread, butter"}),
)
quietly = settings(
    max_examples=MADE_UP,
    deadline=5_000,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

separated = st.lists(
    st.sampled_from([*"\",;\t|\n\r\0=+-@'", "\r\n", "Name", "Born", "1980", "3/4/80", "\ufeff", "é", "\x1b", "Ana"]),
    max_size=80,
).map("".join)


def take_through(gathered: list[tuple[int, tuple[str, ...]]]) -> None:
    table = arrange(gathered)
    rows = Rows(table.headers, table.rows, table.numbers)
    assert all(len(row) == len(rows.headers) for row in rows.rows)
    suggest(rows.headers, rows.rows, FIELDS)
    mapping = dict(zip(range(len(rows.headers)), [wanted.key for wanted in FIELDS], strict=False))
    assert len(convert(rows, mapping, FIELDS, today=date(2026, 11, 21))) == len(rows.rows)


def _read_through(content: bytes) -> None:
    take_through(read_workbook(content).rows)


def only_problems(work: Callable[[], None]) -> bool:
    started = time.monotonic()
    problem = problem_of(work)
    assert time.monotonic() - started < 5
    if problem is None:
        return True
    assert problem.what
    assert problem.way_out.startswith("Nothing was changed.")
    return False


def problem_of(work: Callable[[], None]) -> Problem | None:
    try:
        work()
    except Problem as problem:
        return problem
    return None


@quietly
@given(
    content=st.one_of(st.binary(max_size=400), separated.map(str.encode), separated.map(lambda t: t.encode("utf-16")))
)
def test_that_any_text_file_gives_rows_or_a_problem(content: bytes) -> None:
    only_problems(lambda: take_through(read_delimited(content).rows))


@quietly
@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from(["n", "s", "str", "inlineStr", "b", "d", "e", "x"]),
            st.sampled_from(["A1", "B2", "XFD1", "A1048576", "ZZZ9", "1A", "A-1", "", "A99999999999"]),
            st.sampled_from(["", "1", "-1", "1e308", "nan", "inf", "x", "99", "2026-01-01", "1e999", "0x10"]),
            st.sampled_from(["", "<f>1+1</f>", '<f t="shared" si="0"/>', '<f t="array">A1</f>', '<f t="dataTable"/>']),
        ),
        max_size=6,
    ),
    row=st.sampled_from(["", 'r="1"', 'r="0"', 'r="-5"', 'r="x"', 'r="1.5"', 'r="99999999999"']),
)
def test_that_any_sheet_gives_rows_or_a_problem(
    pack: Callable[..., bytes], cells: list[tuple[str, str, str, str]], row: str
) -> None:
    xml = "".join(f'<c t="{kind}" r="{at}">{formula}<v>{value}</v></c>' for kind, at, value, formula in cells)
    content = pack(f"<row {row}>{xml}</row>")
    only_problems(lambda: take_through(read_workbook(content).rows))


@pytest.fixture(scope="module")
def whole() -> bytes:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["Name", "Born", "Phone", "Formula"])
    for at in range(20):
        book.worksheets[0].append([f"Ana {at}", date(1980, 3, 4), "410-555-0123", "=1+1"])
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def bitten(content: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut out, doubled, or cut off."""
    damaged = bytearray(content)
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(damaged))
        match chance.randrange(4):
            case 0:
                damaged[at] = chance.randrange(256)
            case 1:
                del damaged[at : at + chance.randint(1, 20)]
            case 2:
                damaged[at:at] = damaged[at : at + chance.randint(1, 20)]
            case _:
                damaged[at] ^= 1 << chance.randrange(8)
        damaged = damaged or bytearray(b"PK")
    return bytes(damaged)


def repacked(content: bytes, chance: random.Random) -> bytes:
    """One part damaged, the zip around it sound, so that the damage reaches the parser."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        unlucky = chance.choice(source.namelist())
        for name in source.namelist():
            part = source.read(name)
            target.writestr(name, bitten(part, chance) if name == unlucky and part else part)
    return written.getvalue()


@pytest.mark.timeout(1800)
@pytest.mark.parametrize("damage", [bitten, repacked])
def test_that_a_damaged_workbook_gives_rows_or_a_problem(
    whole: bytes, damage: Callable[[bytes, random.Random], bytes]
) -> None:
    chance = random.Random(20261121)
    read, refused = 0, 0
    for _ in range(DAMAGED // 2):
        content = damage(whole, chance)
        if only_problems(partial(_read_through, content)):
            read += 1
        else:
            refused += 1
    assert refused > DAMAGED // 20
    assert read + refused == DAMAGED // 2
