"""People from strangers' spreadsheets: nobody twice by accident, nobody overwritten, nobody refused for their name."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api import Problem
from rcc_desktop.people import service
from rcc_desktop.people.duplicates import Neighborhood
from rcc_desktop.people.import_fields import FIELDS, QUESTION_KEYS
from rcc_desktop.people.import_said import said_by
from rcc_desktop.people.imports import people_import
from rcc_desktop.people.rows import Code, Contact, NewPerson

if TYPE_CHECKING:
    from rcc_desktop.api.imports import Values, Verdict

    from .conftest import Room

FEBRL = Path(__file__).resolve().parents[4] / "shared" / "data" / "febrl" / "dataset1.csv"

MARIA: dict[str, object] = {
    "number": "17",
    "first_name": "María",
    "last_name": "Nuñez",
    "born": date(1980, 5, 3),
    "phone": "+15205551234",
    "email": "maria@example.org",
    "aliases": "Chata; Mari",
    "race": ("2135-2", "2106-3"),
    "language": ("spa",),
    "zip": "85701",
}


def judge(room: Room, *rows: Values) -> list[Verdict]:
    wanted = people_import(lambda: room.now)
    return list(room.read(lambda: wanted.judge(rows), "coordinator"))


def kinds(room: Room, *rows: Values) -> list[str]:
    return [verdict.kind for verdict in judge(room, *rows)]


def take(room: Room, *rows: Values) -> int:
    wanted = people_import(lambda: room.now)
    return room.write(lambda: wanted.take(rows), "coordinator")


def everything(room: Room) -> list[Any]:
    tables = ("person", "person_name", "person_contact", "person_code", "person_answer", "search_text", "search_word")
    return [room.rows(f'SELECT * FROM "{table}" ORDER BY 1') for table in tables]


def without(row: dict[str, object], *keys: str) -> dict[str, object]:
    return {key: value for key, value in row.items() if key not in keys}


def test_that_all_a_row_says_is_in_the_file(room: Room) -> None:
    assert take(room, MARIA) == 1
    (found,) = room.read(lambda: service.find("chata", 5, room.now))
    person = room.read(lambda: service.file_of(found.id))
    assert (person.name, person.birth_on, person.zip) == ("María Nuñez", date(1980, 5, 3), "85701")
    assert person.contacts == (Contact("phone", "+15205551234"), Contact("email", "maria@example.org"))
    assert person.codes == (Code("other", "17"),)
    assert person.answers == {"race": ("2135-2", "2106-3"), "language": ("spa",)}
    assert person.added_on == date(2026, 11, 21)
    assert room.rows('SELECT "verb" FROM "audit_entry"') == [("people.take_people",)]


@pytest.mark.parametrize("row", [MARIA, without(MARIA, "number"), {"first_name": "Cher"}, {"full_name": "Nuñez, Ana"}])
def test_that_the_same_file_a_second_time_changes_nothing(room: Room, row: dict[str, object]) -> None:
    assert take(room, row) == 1
    before = everything(room)
    assert kinds(room, row, row)[0] == "same"
    assert take(room, row) == 0
    assert everything(room) == before


def test_that_a_known_number_adds_what_is_new_and_blanks_overwrite_nothing(room: Room) -> None:
    take(room, MARIA)
    again = {"number": "17", "first_name": "MARIA", "last_name": "Nunez", "city": "Tucson", "phone": "520-555-9999"}
    (verdict,) = judge(room, again)
    assert (verdict.kind, verdict.words) == ("change", "New: City, Phone")
    assert take(room, again) == 1
    (found,) = room.read(lambda: service.find("nunez", 5, room.now))
    person = room.read(lambda: service.file_of(found.id))
    assert (person.name, person.city, person.zip) == ("María Nuñez", "Tucson", "85701")
    assert [way.value for way in person.contacts or ()] == ["+15205551234", "maria@example.org", "520-555-9999"]
    assert (person.answers or {})["race"] == ("2135-2", "2106-3")
    assert judge(room, again)[0].kind == "same"


def test_that_two_people_with_one_name_and_birth_date_are_both_kept_and_said(room: Room) -> None:
    first = without(MARIA, "number", "phone", "email")
    take(room, first)
    second = {**without(first, "aliases"), "phone": "5205550000"}
    (verdict,) = judge(room, second)
    assert verdict.kind == "look"
    assert verdict.words.startswith("May be the same person as María Nuñez (05/03/1980), who is here already")
    assert take(room, second) == 1
    assert room.read(service.count) == 2


def test_that_a_row_like_an_earlier_one_says_which(room: Room) -> None:
    swapped = {"first_name": "Nuñez", "last_name": "Maria", "born": date(1980, 3, 5)}
    new, look = judge(room, MARIA, swapped)
    assert (new.kind, look.kind) == ("new", "look")
    assert "María Nuñez (05/03/1980), earlier in this file" in look.words


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ({"city": "Tucson"}, "first_name"),
        ({"first_name": "John", "last_name": "Smith", "number": "17"}, "number"),
        ({"first_name": "Ana", "card": "C-1"}, "card"),
        ({"first_name": "Ana", "race": ("2106-3", "9")}, "race"),
    ],
)
def test_that_a_row_that_cannot_be_taken_says_why_and_nothing_is_written(
    room: Room, row: dict[str, object], field: str
) -> None:
    take(room, {**MARIA, "card": "C-1"})
    (verdict,) = judge(room, row)
    assert (verdict.kind, verdict.field) == ("problem", field)
    before = everything(room)
    with pytest.raises(Problem):
        take(room, {"first_name": "Somebody"}, row)
    assert everything(room) == before


def test_that_one_number_for_two_people_in_a_file_is_a_problem(room: Room) -> None:
    rows = [MARIA, MARIA, {**MARIA, "first_name": "John"}, {**MARIA, "system": "Other program"}]
    assert kinds(room, *rows) == ["new", "same", "problem", "look"]


def test_that_a_restricted_person_is_neither_shown_nor_changed(room: Room) -> None:
    hidden = NewPerson(first_name="Rosa", last_name="Hidalgo", birth_on=date(1980, 5, 3), restricted=True)
    person = room.write(lambda: service.add(hidden, room.now)).id
    room.write(lambda: service.set_codes(person, [Code("other", "99")]))
    alike = {"first_name": "Rosa", "last_name": "Hidalgo", "born": date(1980, 5, 3)}
    assert judge(room, alike)[0].kind == "new"
    assert judge(room, {**alike, "number": "99", "city": "Tucson"})[0].words == ""
    assert take(room, {**alike, "number": "99", "city": "Tucson"}) == 0


def test_that_nobody_without_the_permission_brings_people_in(room: Room) -> None:
    wanted = people_import(lambda: room.now)
    with pytest.raises(Problem):
        room.write(lambda: wanted.take([MARIA]), "front_desk")


def test_that_every_field_is_once_and_every_question_is_a_field() -> None:
    keys = [field.key for field in FIELDS]
    assert len(keys) == len(set(keys))
    assert set(QUESTION_KEYS) <= set(keys)


@pytest.mark.skipif(not FEBRL.exists(), reason="the files of strangers are not here")
def test_that_a_strangers_file_is_mapped_taken_whole_and_taken_once(room: Room) -> None:
    from rcc_desktop.imports.mapping import suggest
    from rcc_desktop.imports.plan import apply, plan_import
    from rcc_desktop.imports.reading import read

    rows = read(FEBRL)
    wanted = people_import(lambda: room.now)
    mapping = suggest(rows.headers, rows.rows[:50], wanted.fields)
    assert {rows.headers[at].strip(): key for at, key in mapping.items()} == {
        "rec_id": "number",
        "given_name": "first_name",
        "surname": "last_name",
        "street_number": "street",
        "address_1": "street",
        "address_2": "street",
        "suburb": "city",
        "postcode": "zip",
        "state": "state",
        "date_of_birth": "born",
    }
    plan = room.read(lambda: plan_import(wanted, rows, mapping, today=room.now.date()), "coordinator")
    no_days = sum(1 for row in _stranger() if row["date_of_birth"] and _as_values(row)["born"] is None)
    assert plan.counts["problem"] == no_days
    assert room.write(lambda: apply(plan, leave_out_problems=True), "coordinator") == 1000 - no_days
    assert room.read(service.count) == 1000 - no_days
    again = room.read(lambda: plan_import(wanted, rows, mapping, today=room.now.date()), "coordinator")
    assert again.counts["same"] == 1000 - no_days
    before = everything(room)
    assert room.write(lambda: apply(again, leave_out_problems=True), "coordinator") == 0
    assert everything(room) == before


@pytest.mark.skipif(not FEBRL.exists(), reason="the files of strangers are not here")
def test_that_nearly_all_pairs_of_a_strangers_file_are_seen_and_hardly_anybody_else() -> None:
    around = Neighborhood()
    right = wrong = 0
    for row in _stranger():
        said = said_by(_as_values(row))
        likeliest = around.likeliest(said.particulars)
        number = row["rec_id"].split("-")[1]
        if likeliest is not None:
            right += likeliest[0] == number
            wrong += likeliest[0] != number
        around.add(number, said.particulars)
    assert right >= 0.96 * 500  # most of the others share an address and a last name, but no first name: a family
    assert wrong <= 0.01 * right


def _stranger() -> list[dict[str, str]]:
    with FEBRL.open(encoding="utf-8", newline="") as file:
        return [{key.strip(): cell.strip() for key, cell in row.items()} for row in csv.DictReader(file)]


def _as_values(row: dict[str, str]) -> dict[str, object]:
    born = row["date_of_birth"]
    values: dict[str, object] = {
        "first_name": row["given_name"],
        "last_name": row["surname"],
        "street": " ".join((row["street_number"], row["address_1"], row["address_2"])),
        "zip": row["postcode"],
    }
    try:
        values["born"] = date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        values["born"] = None
    return values
