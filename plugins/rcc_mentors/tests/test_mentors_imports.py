"""Mentors and their hours from spreadsheets: nobody is guessed, nothing is lost, nothing comes in twice."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.import_matching import Files, OnFile, Said, minutes_in, name_of
from rcc_mentors.imports import imports_for
from rcc_mentors.people.records import Mentor, MentorTrait

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import ContactWay, Person, fetch

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
Rows = list[dict[str, object]]
CASA = Path(__file__).parents[4] / "shared" / "data" / "imports" / "casa"
ANA = {"full_name": "Ana Lee", "email": "ana@example.net", "roles": ("front_desk",), "best_times": "Mornings"}


@pytest.fixture
def judge(desk: Desk) -> Callable[..., list[str]]:
    """What each row would do, by kind."""

    def judged(rows: Rows, which: str = "mentors.people") -> list[str]:
        found = {each.key: each for each in imports_for(desk)}[which]
        return [verdict.kind for verdict in desk.ask(lambda: found.judge(rows))]

    return judged


@pytest.fixture
def take(desk: Desk) -> Callable[..., int]:
    """Take the rows in."""

    def taken(rows: Rows, which: str = "mentors.people") -> int:
        found = {each.key: each for each in imports_for(desk)}[which]
        return int(desk.do(lambda: found.take(rows)))

    return taken


def names(desk: Desk) -> list[str]:
    query = Mentor.select(Person.shown_name).join(Person).order_by(Person.sort_name, Person.id)
    return [name for (name,) in desk.ask(lambda: fetch(query))]


def count(desk: Desk, record: Any) -> int:
    return int(desk.ask(lambda: record.select().count()))


@needs("testing")
def _reach(person: int, kind: str, value: str) -> None:
    digits = "".join(letter for letter in value if letter.isdecimal()) if kind == "phone" else ""
    ContactWay.add(person=person, kind=kind, value=value, digits=digits)


def test_that_somebody_new_becomes_a_person_and_a_mentor(desk: Desk, judge: Any, take: Any) -> None:
    assert judge([ANA]) == ["new"]
    assert take([ANA]) == 1
    assert names(desk) == ["Ana Lee"]
    assert desk.ask(lambda: fetch(MentorTrait.select(MentorTrait.kind, MentorTrait.code))) == [("role", "front_desk")]
    assert desk.ask(lambda: fetch(Mentor.select(Mentor.stage, Mentor.best_times))) == [("active", "Mornings")]


def test_that_the_same_file_a_second_time_is_the_same(desk: Desk, judge: Any, take: Any) -> None:
    take([ANA])
    assert judge([ANA]) == ["same"]
    assert take([ANA]) == 0
    assert (count(desk, Person), count(desk, Mentor), count(desk, ContactWay)) == (1, 1, 1)


def test_that_the_only_one_of_a_name_is_given_the_hat(desk: Desk, judge: Any, take: Any, person: Any) -> None:
    person("Ana Lee")
    assert judge([ANA]) == ["new"]
    take([ANA])
    assert count(desk, Person) == 1


def test_that_of_two_marias_none_is_guessed(desk: Desk, judge: Any, take: Any, person: Any) -> None:
    person("Maria Nunez")
    person("María Núñez")
    row = {"full_name": "María Núñez"}
    assert judge([row]) == ["look"]
    take([row])
    assert count(desk, Person) == 3
    assert judge([row]) == ["same"]


def test_that_of_two_marias_the_one_with_that_email_is_meant(desk: Desk, judge: Any, take: Any, person: Any) -> None:
    person("Maria Nunez")
    second = person("Maria Nunez")
    desk.do(lambda: _reach(second, "email", "Maria@Example.net"))
    row = {"full_name": "Nunez, Maria", "email": "maria@example.net"}
    assert judge([row]) == ["new"]
    take([row])
    assert desk.ask(lambda: fetch(Mentor.select(Mentor.person))) == [(second,)]


def test_that_another_phone_makes_a_namesake_somebody_to_look_at(desk: Desk, judge: Any, person: Any) -> None:
    ana = person("Ana Lee")
    desk.do(lambda: _reach(ana, "phone", "(215) 555-0101"))
    assert judge([{"full_name": "Ana Lee", "phone": "2155550199"}]) == ["look"]
    assert judge([{"full_name": "Ana Lee", "phone": "+1 215 555 0101"}]) == ["new"]


def test_that_a_shared_phone_alone_is_nobody(desk: Desk, judge: Any, person: Any) -> None:
    ana = person("Ana Lee")
    desk.do(lambda: _reach(ana, "phone", "2155550101"))
    assert judge([{"full_name": "Bo Ruiz", "phone": "2155550101"}]) == ["look"]


def test_that_somebody_whose_file_is_restricted_is_not_given_away(desk: Desk, judge: Any, person: Any) -> None:
    person("Ana Lee", restricted=True)
    desk.acting_as("coordinator")
    assert judge([ANA]) == ["new"]


def test_that_a_blank_overwrites_nothing_and_what_is_new_is_added(desk: Desk, judge: Any, take: Any) -> None:
    take([ANA])
    assert judge([{"full_name": "Ana Lee"}]) == ["same"]
    more = {"full_name": "Ana Lee", "roles": ("meeting",), "phone": "2155550101"}
    assert judge([more]) == ["change"]
    assert take([more]) == 1
    codes = desk.ask(lambda: {code for (code,) in fetch(MentorTrait.select(MentorTrait.code))})
    assert codes == {"front_desk", "meeting"}
    assert desk.ask(lambda: Mentor.get().best_times) == "Mornings"
    assert count(desk, ContactWay) == 2


def test_that_a_row_without_a_name_and_one_that_may_be_two_people_are_problems(judge: Any, take: Any) -> None:
    rows: Rows = [{"email": "x@example.net"}, {"full_name": "Bo Ruiz"}, {"full_name": "Bo Ruiz", "best_times": "Late"}]
    assert judge(rows) == ["problem", "new", "problem"]
    assert judge([{"full_name": "Bo Ruiz"}, {"full_name": "Bo Ruiz"}]) == ["new", "same"]
    with pytest.raises(Problem, match="no name"):
        take(rows)


def test_that_only_those_who_keep_mentors_bring_them_in(desk: Desk, judge: Any) -> None:
    desk.acting_as("front_desk")
    with pytest.raises(Problem):
        judge([ANA])


@pytest.mark.skipif(not CASA.is_dir(), reason="the files of other programs are not here")
def test_that_the_volunteers_of_another_program_come_in_once(desk: Desk, judge: Any, take: Any) -> None:
    def rows(file: str) -> Rows:
        with (CASA / file).open(encoding="utf-8-sig", newline="") as opened:
            fields = {"display_name": "full_name", "email": "email", "phone_number": "phone"}
            read = csv.DictReader(opened)
            return [{fields[key]: text for key, text in row.items() if key in fields and text} for row in read]

    assert judge(rows("public_volunteers.csv")) == ["new"] * 3
    assert take(rows("public_volunteers.csv")) == 3
    assert judge(rows("spec_fixtures_files_volunteers.csv")) == ["same"] * 3
    assert judge(rows("spec_fixtures_files_volunteers_without_phone_numbers.csv")) == ["same"] * 2
    assert judge(rows("spec_fixtures_files_volunteers_without_display_names.csv")) == ["problem"] * 3
    assert names(desk) == ["Volunteer One", "Volunteer Three", "Volunteer Two"]


def test_that_hours_come_in_once_and_wait_for_approval(desk: Desk, judge: Any, take: Any) -> None:
    take([ANA])
    rows: Rows = [
        {"full_name": "Ana Lee", "day": date(2026, 11, 2), "hours": "2.5", "role": "front_desk"},
        {"email": "ana@example.net", "full_name": "Ana Lee", "day": date(2026, 11, 3), "hours": "1:45"},
    ]
    assert judge(rows, "mentors.hours") == ["new", "new"]
    assert take(rows, "mentors.hours") == 2
    columns = (HoursEntry.on_day, HoursEntry.minutes, HoursEntry.state, HoursEntry.entered)
    found = desk.ask(lambda: fetch(HoursEntry.select(*columns).order_by(HoursEntry.on_day)))
    assert found == [(20261102, 150, "waiting", "import"), (20261103, 105, "waiting", "import")]
    assert judge(rows, "mentors.hours") == ["same", "same"]
    assert take(rows, "mentors.hours") == 0


def test_that_hours_of_nobody_of_two_people_and_of_days_to_come_are_problems(
    desk: Desk, judge: Any, take: Any, person: Any
) -> None:
    take([ANA])
    for _number in range(2):
        person("Bo Ruiz")
    person("Cy Fox")
    fine = {"full_name": "Ana Lee", "day": date(2026, 11, 2), "hours": "2"}
    rows: Rows = [
        {**fine, "full_name": "Nobody Known"},
        {**fine, "full_name": "Bo Ruiz"},
        {**fine, "full_name": "Cy Fox"},
        {**fine, "day": date(2027, 1, 1)},
        {**fine, "hours": "a lot"},
        {**fine, "site": "Elsewhere"},
        {**fine, "site": "main street"},
    ]
    assert judge(rows, "mentors.hours") == ["problem"] * 6 + ["new"]


@pytest.mark.parametrize(
    ("typed", "minutes"),
    [
        *(("2.5", 150), ("2,25", 135), ("2:30", 150), ("3", 180), ("1.5 hours", 90), ("150 min", 150), ("24", 1440)),
        *(("25", None), ("0", None), ("", None), ("two", None), ("2:75", None), ("-3", None), ("1e3", None)),
    ],
)
def test_that_hours_are_read_as_people_write_them(typed: str, minutes: int | None) -> None:
    assert minutes_in(typed) == minutes


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ({"full_name": "Nuñez, María José"}, ("María José", "Nuñez")),
        ({"full_name": "María José Nuñez"}, ("María José", "Nuñez")),
        ({"full_name": "Cher"}, ("Cher", "")),
        ({"first_name": "Ana", "last_name": "Lee", "full_name": "Other"}, ("Ana", "Lee")),
        ({}, ("", "")),
    ],
)
def test_that_a_name_is_taken_apart(row: dict[str, object], name: tuple[str, str]) -> None:
    assert name_of(row) == name


def test_that_among_namesakes_the_only_mentor_is_meant() -> None:
    plain, mentor = OnFile(1, "Bo Ruiz", {"bo ruiz"}), OnFile(2, "Bo Ruiz", {"bo ruiz"}, mentor=9)
    assert Files([plain, mentor]).match(Said("Bo", "Ruiz")).found is mentor
    assert Files([plain, OnFile(3, "Bo Ruiz", {"bo ruiz"})]).match(Said("Bo", "Ruiz")).found is None
