"""Titles to fields, and cells to values."""

from __future__ import annotations

from datetime import date

import pytest

from rcc_desktop.api.imports import ImportField
from rcc_desktop.api.problems import Problem
from rcc_desktop.imports.cells import Asked, read_cell
from rcc_desktop.imports.dates import order_of_days, read_date, read_year
from rcc_desktop.imports.mapping import CheckedRow, convert, days_read, left_alone, suggest
from rcc_desktop.imports.rows import Rows

FIELDS = (
    ImportField("given_name", "First name", also_called=("nombre", "forename")),
    ImportField("family_name", "Last name", required=True, also_called=("surname", "apellido", "apellidos")),
    ImportField("born", "Birth date", "date or year", also_called=("date of birth", "dob", "fecha de nacimiento")),
    ImportField("phone", "Phone", "phone", also_called=("telephone", "cell", "teléfono")),
    ImportField("email", "E-mail", also_called=("email address", "correo")),
    ImportField("address", "Address", several=True, also_called=("street number", "address 1", "address 2")),
    ImportField("zip", "ZIP code", "zip", also_called=("postcode", "zip")),
)


def table(headers: tuple[str, ...], *rows: tuple[str, ...]) -> Rows:
    return Rows(headers, rows, tuple(range(2, len(rows) + 2)))


def titles(*headers: str) -> dict[str, str]:
    return {headers[at]: key for at, key in suggest(headers, [], FIELDS).items()}


# Titles


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("First name", "given_name"),
        ("FIRST_NAME*", "given_name"),
        ("firstName", "given_name"),
        ("Nombre", "given_name"),
        ("Surname", "family_name"),
        ("APELLIDO", "family_name"),
        ("Last  Name:", "family_name"),
        ("DOB", "born"),
        ("D.O.B.", "born"),
        ("DateOfBirth", "born"),
        ("Date-of-birth", "born"),
        ("Fecha de Nacimiento", "born"),
        ("Telefono", "phone"),
        ("e-mail", "email"),
        ("Zip Code", "zip"),
        ("Lsat name", "family_name"),
        ("Brith date", "born"),
        ("Name, last", "family_name"),
        ("Country", None),
        ("Date of death", None),
        ("Notes", None),
        ("", None),
    ],
)
def test_that_a_title_is_known_by_any_of_its_names(title: str, key: str | None) -> None:
    assert titles(title) == ({title: key} if key else {})


def test_that_one_field_takes_one_column_unless_it_may_take_several() -> None:
    assert titles("Surname", "Last name", "street_number", "Address 1", "address_2") == {
        "Surname": "family_name",
        "street_number": "address",
        "Address 1": "address",
        "address_2": "address",
    }


def test_that_a_fields_own_title_goes_before_what_another_is_also_called() -> None:
    fields = (ImportField("home", "Home", also_called=("place",)), ImportField("place", "Place"))
    assert suggest(["Place"], [], fields) == {0: "place"}


def test_that_the_likest_title_wins() -> None:
    assert suggest(["Frst name of all", "Frst name"], [], FIELDS) == {1: "given_name"}


def test_that_columns_without_titles_are_known_by_what_stands_in_them() -> None:
    rows = [["410-555-0123", "ana@example.org", "1980-03-04", "02134"], ["(410) 555 0199", "b@x.io", "3/4/80", "21201"]]
    headers = ["Column 1", "Column 2", "Column 3", "Column 4"]
    assert suggest(headers, rows, FIELDS) == {0: "phone", 1: "email", 2: "born", 3: "zip"}


def test_that_a_column_of_dates_or_numbers_with_a_title_of_its_own_is_not_guessed_at() -> None:
    rows = [["2026-01-02", "410-555-0123", "410-555-0123", "410-555-0123"]] * 3
    assert suggest(["Created at", "Fax", "Emergency phone", "Contact phone number"], rows, FIELDS) == {3: "phone"}


@pytest.mark.parametrize(
    "title",
    ["SSN", "ssn_last4", "soc_sec_id", "SocSecID", "Social Security Number", "Social Sec. #", "Seguro Social"],
)
def test_that_social_security_numbers_are_never_suggested_and_it_is_said_why(title: str) -> None:
    field = ImportField("number", title, also_called=(title, "SSN"))
    assert suggest([title], [["x"]], [field]) == {}
    assert "social security" in left_alone([title], [["x"]])[0]


def test_that_what_looks_like_social_security_numbers_is_left_alone_whatever_its_title() -> None:
    assert suggest(["Surname"], [["123-45-6789"], ["219 09 9999"]], FIELDS) == {}
    assert left_alone(["Column 1"], [["219099999"], ["123456789"]])
    assert not left_alone(["ZIP"], [["212015555"], ["212014444"]])
    assert not left_alone(["Phone"], [["410-555-0123"]])


def test_that_our_own_column_of_what_to_mend_is_left_alone() -> None:
    assert suggest(["What to mend"], [["x"]], [ImportField("what_to_mend", "What to mend")]) == {}


# Dates


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19800304", date(1980, 3, 4)),
        ("1980-03-04", date(1980, 3, 4)),
        ("1980/3/4", date(1980, 3, 4)),
        ("1980-03-04 00:00:00", date(1980, 3, 4)),
        ("1980-03-04T09:30:00Z", date(1980, 3, 4)),
        ("3/4/1980", date(1980, 3, 4)),
        ("3/4/1980 0:00", date(1980, 3, 4)),
        ("03-04-1980", date(1980, 3, 4)),
        ("3/4/80", date(1980, 3, 4)),
        ("29284", date(1980, 3, 4)),  # 1980-01-01 is day 29221 (ECMA-376), and 31 + 29 + 3 days on is March 4
        ("March 4, 1980", date(1980, 3, 4)),
        ("Mar 4 1980", date(1980, 3, 4)),
        ("Tuesday, March 4th, 1980", date(1980, 3, 4)),
        ("4 March 1980", date(1980, 3, 4)),
        ("4-Mar-80", date(1980, 3, 4)),
        ("4 de marzo de 1980", date(1980, 3, 4)),
        ("4 mar. 1980", date(1980, 3, 4)),
        ("February 29, 2000", date(2000, 2, 29)),
        ("11/21/26", date(2026, 11, 21)),
        ("11/22/26", date(1926, 11, 22)),
        ("2/29/28", date(1928, 2, 29)),  # 2028 has not come; 1928 was a leap year too
        ("19371233", None),
        ("2/30/1980", None),
        ("13/13/1980", None),
        ("3/4/0080", None),
        ("Marble 4, 1980", None),
        ("4/1980", None),
        ("soon", None),
        ("٣/٤/١٩٨٠", date(1980, 3, 4)),
    ],
)
def test_that_a_date_is_read_as_it_was_meant(text: str, expected: date | None, today: date) -> None:
    assert read_date(text, today=today) == expected


@pytest.mark.parametrize("year", range(100))
def test_that_a_year_of_two_digits_is_never_in_the_future(year: int, today: date) -> None:
    found = read_date(f"12/31/{year:02}", today=today)
    assert found is not None
    assert found <= today
    assert found.year % 100 == year
    assert found.year > today.year - 101


def test_that_a_person_may_say_that_the_day_comes_first(today: date) -> None:
    assert read_date("3/4/1980", today=today, day_first=True) == date(1980, 4, 3)
    assert read_date("1980-03-04", today=today, day_first=True) == date(1980, 3, 4)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["3/4/1980", "4/25/1980"], False),
        (["3/4/1980", "5/6/1980", "4/25/1980"], False),
        (["3/4/1980", "25/4/1980", "31/12/1980"], True),
        (["31/12/1980"], True),
        (["3/4/1980", "31/12/1980"], None),
        (["3/4/1980"], None),
        (["25/4/1980", "31/12/1980", "4/25/1980"], None),
        (["1980-25-04"], None),
    ],
)
def test_that_a_whole_column_tells_whether_the_day_comes_first(values: list[str], expected: bool | None) -> None:
    assert order_of_days(values).says is expected


def test_that_one_odd_date_is_a_problem_of_its_own_row_and_turns_no_other(today: date) -> None:
    rows = table(("Last name", "DOB"), ("Lopez", "3/4/1980"), ("Ek", "31/12/1980"), ("Bo", "4/25/1980"))
    first, odd, last = convert(rows, {0: "family_name", 1: "born"}, FIELDS, today=today)
    assert (first.values["born"], last.values["born"]) == (date(1980, 3, 4), date(1980, 4, 25))
    assert "are read as month/day/year" in odd.problems[0].words


def test_that_a_column_where_most_dates_can_only_be_day_first_is_read_so_and_says_it(today: date) -> None:
    rows = table(("Last name", "DOB"), ("Lopez", "03/04/1980"), ("Ek", "25/12/1990"), ("Bo", "31.12.1985"))
    mapping = {0: "family_name", 1: "born"}
    born = [row.values["born"] for row in convert(rows, mapping, FIELDS, today=today)]
    assert born == [date(1980, 4, 3), date(1990, 12, 25), date(1985, 12, 31)]
    assert days_read(rows, mapping, FIELDS)["born"].words == "Dates in “DOB” are read as day/month/year."


def test_that_a_month_first_date_is_a_problem_where_a_person_said_the_day_comes_first(today: date) -> None:
    rows = table(("Last name", "DOB"), ("Lopez", "3/4/1980"), ("Ek", "12/31/1980"))
    mapping = {0: "family_name", 1: "born"}
    days = days_read(rows, mapping, FIELDS, True)
    first, odd = convert(rows, mapping, FIELDS, today=today, days=days)
    assert first.values["born"] == date(1980, 4, 3)
    assert "are read as day/month/year" in odd.problems[0].words


@pytest.mark.parametrize(
    ("text", "year"),
    [("1980", 1980), ("1980-03", 1980), ("1980-13", None), ("80", None), ("1800", None), ("19800304", None)],
)
def test_that_a_year_may_be_all_that_is_known(text: str, year: int | None) -> None:
    assert read_year(text) == year


# Cells


def cell(text: str, kind: str, today: date, **more: object) -> tuple[object, bool, bool]:
    field = ImportField("x", "X", kind, **more)  # type: ignore[arg-type]
    found = read_cell(text, Asked(field, today))
    return found.value, bool(found.problem), bool(found.mark)


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("1980", "date or year", (1980, False, False)),
        ("1980-03", "date or year", (1980, False, True)),
        ("3/4/1980", "date or year", (date(1980, 3, 4), False, False)),
        ("2027", "date or year", (None, True, False)),
        ("1/1/2027", "date or year", (None, True, False)),
        ("1/1/2027", "date", (date(2027, 1, 1), False, False)),
        ("1980", "date", (None, True, False)),
        ("00/00/0000", "date", (None, False, False)),
        ("unknown", "date", (None, False, False)),
        ("1,234", "whole number", (1234, False, False)),
        ("12.0", "whole number", (12, False, False)),
        ("-3", "whole number", (-3, False, False)),
        ("12.5", "whole number", (None, True, False)),
        ("1e9", "whole number", (None, True, False)),
        ("Yes", "yes_no", (True, False, False)),
        ("sí", "yes_no", (True, False, False)),
        ("N", "yes_no", (False, False, False)),
        ("0", "yes_no", (False, False, False)),
        ("maybe", "yes_no", (None, True, False)),
        ("(410) 555-0123", "phone", ("+14105550123", False, False)),
        ("1-410-555-0123 ext 9", "phone", ("+14105550123 x9", False, False)),
        ("1-800-FLOWERS", "phone", ("+18003569377", False, False)),
        ("+52 55 1234 5678", "phone", ("+525512345678", False, False)),
        ("555-0123", "phone", ("555-0123", False, True)),
        ("1bc12345678", "phone", ("1bc12345678", False, True)),
        ("ask her sister", "phone", ("ask her sister", False, True)),
        ("n/a", "phone", (None, False, False)),
        ("02134", "zip", ("02134", False, False)),
        ("212015555", "zip", ("21201-5555", False, False)),
        ("21201 5555", "zip", ("21201-5555", False, False)),
        ("2134", "zip", ("2134", False, True)),
        ("Na", "text", ("Na", False, False)),  # a family name
        ("", "text", (None, False, False)),
    ],
)
def test_that_a_cell_is_read_as_its_field_wants(text: str, kind: str, expected: object, today: date) -> None:
    assert cell(text, kind, today) == expected


CHOICES = {"f": "Woman", "m": "Man", "bl": "Black, African American, or African", "u": "Does not know"}
ALSO = {"mujer": "f", "hombre": "m", "female": "f"}


@pytest.mark.parametrize(
    ("text", "expected"), [("f", "f"), ("F", "f"), ("woman", "f"), ("MUJER", "f"), ("Female", "f"), ("n/a", None)]
)
def test_that_a_choice_is_known_by_code_or_words(text: str, expected: str | None, today: date) -> None:
    assert cell(text, "choice", today, choices=CHOICES, choices_also_called=ALSO) == (expected, False, False)


def test_that_an_unknown_choice_says_which_there_are(today: date) -> None:
    found = read_cell("wombat", Asked(ImportField("x", "X", "choice", choices=CHOICES), today))
    assert found.problem == (
        "This is not one of the choices: Woman, Man, Black, African American, or African, Does not know."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Woman; Man", ("f", "m")),
        ("Woman, man, woman", ("f", "m")),
        ("Black, African American, or African", ("bl",)),
        ("Black, African American, or African; Man", ("bl", "m")),
    ],
)
def test_that_several_choices_are_told_apart(text: str, expected: tuple[str, ...], today: date) -> None:
    assert cell(text, "choices", today, choices=CHOICES) == (expected, False, False)


# Rows


def test_that_blank_cells_say_nothing_and_needed_ones_are_missed(today: date) -> None:
    rows = table(("First", "Last", "DOB"), ("Ana", "Lopez", ""), ("Bo", "", "x"))
    first, second = convert(rows, {0: "given_name", 1: "family_name", 2: "born"}, FIELDS, today=today)
    assert first == CheckedRow(2, ("Ana", "Lopez", ""), {"given_name": "Ana", "family_name": "Lopez"})
    assert [(note.header, note.field, note.value) for note in second.problems] == [
        ("Last", "family_name", ""),
        ("DOB", "born", "x"),
    ]
    assert second.number == 3


def test_that_several_columns_are_joined_in_the_files_order(today: date) -> None:
    rows = table(("Street", "Last", "Number", "Unit"), ("Main St", "Lopez", "6", ""))
    mapping = {2: "address", 0: "address", 1: "family_name", 3: "address"}
    assert convert(rows, mapping, FIELDS, today=today)[0].values["address"] == "Main St 6"


def test_that_a_mapping_that_cannot_be_followed_is_refused(today: date) -> None:
    rows = table(("a", "b"), ("1", "2"))
    for mapping in (
        {0: "no_such_field", 1: "family_name"},
        {7: "family_name"},
        {0: "given_name"},
        {0: "zip", 1: "zip"},
    ):
        with pytest.raises(Problem):
            convert(rows, mapping, FIELDS, today=today)
