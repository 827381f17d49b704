"""Files that strangers wrote."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from rcc_desktop.api.imports import ImportField
from rcc_desktop.api.problems import Problem
from rcc_desktop.imports.mapping import convert, left_alone, suggest
from rcc_desktop.imports.reading import read

STRANGERS = Path(__file__).resolve().parents[4] / "shared" / "data"
if not STRANGERS.is_dir():
    pytest.skip("the files of strangers are not beside this checkout", allow_module_level=True)

FILES = sorted(
    path for folder in ("imports", "ohana_sample", "hsds3_examples") for path in (STRANGERS / folder).rglob("*.csv")
)

PERSON = (
    ImportField("given_name", "First name", also_called=("given name", "nombre")),
    ImportField("family_name", "Last name", also_called=("surname", "family name", "apellido")),
    ImportField("born", "Birth date", "date or year", also_called=("date of birth", "dob")),
    ImportField("phone", "Phone", "phone", also_called=("phone number",)),
    ImportField("email", "E-mail", also_called=("email address",)),
    ImportField(
        "address",
        "Street address",
        several=True,
        also_called=("street number", "address", "address 1", "address 2", "street"),
    ),
    ImportField("city", "City", also_called=("suburb", "town")),
    ImportField("state", "State", also_called=("state province",)),
    ImportField("zip", "ZIP code", "zip", also_called=("postcode", "postal code", "zip")),
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: "/".join(path.parts[-3:]))
def test_that_every_file_is_read_or_refused_and_none_crashes(path: Path, today: date) -> None:
    try:
        rows = read(path)
    except Problem as problem:
        assert problem.way_out.startswith("Nothing was changed.")  # noqa: PT017 (either end is fine; both are checked)
        return
    assert rows.rows
    assert all(len(row) == len(rows.headers) for row in rows.rows)
    assert rows.encoding == "utf-8"
    mapping = suggest(rows.headers, rows.rows, PERSON)
    assert len(convert(rows, mapping, PERSON, today=today)) == len(rows.rows)


def test_that_there_are_files_to_read() -> None:
    assert len(FILES) > 150


def test_that_the_people_of_febrl_are_mapped_without_their_social_security_numbers(today: date) -> None:
    rows = read(STRANGERS / "febrl" / "dataset1.csv")
    mapping = suggest(rows.headers, rows.rows[:200], PERSON)
    assert {rows.headers[at]: key for at, key in mapping.items()} == {
        "given_name": "given_name",
        "surname": "family_name",
        "street_number": "address",
        "address_1": "address",
        "address_2": "address",
        "suburb": "city",
        "postcode": "zip",
        "state": "state",
        "date_of_birth": "born",
    }
    assert [rows.headers[at] for at in left_alone(rows.headers, rows.rows[:200])] == ["soc_sec_id"]
    checked = convert(rows, mapping, PERSON, today=today)
    assert checked[0].number == 2
    assert checked[0].values == {
        "family_name": "waller",
        "address": "6 tullaroop street willaroo",
        "city": "st james",
        "zip": "4011",
        "state": "wa",
        "born": date(1908, 12, 9),
    }
    # three birth dates of the file are on days that no month has: 19371233, 19729518, 19339026
    assert [row.problems[0].value for row in checked if row.problems] == ["19371233", "19729518", "19339026"]


def test_that_windows_files_of_casa_lose_their_mark_and_keep_odd_phones() -> None:
    rows = read(STRANGERS / "imports" / "casa" / "spec_fixtures_files_volunteers_invalid_phone_numbers.csv")
    assert not rows.headers[0].startswith("\ufeff")
    at = next(at for at, key in suggest(rows.headers, rows.rows, PERSON).items() if key == "phone")
    checked = convert(rows, {at: "phone"}, PERSON, today=date(2026, 11, 21))
    assert [row.values["phone"] for row in checked if row.marks] == [row.cells[at] for row in checked if row.marks]
    assert any(row.marks for row in checked)


def test_that_a_file_of_titles_alone_says_so() -> None:
    with pytest.raises(Problem, match="no rows under them"):
        read(STRANGERS / "imports" / "casa" / "spec_fixtures_files_no_rows.csv")
