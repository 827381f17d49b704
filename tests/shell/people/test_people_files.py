"""A person's file: what may be said of somebody, who may see it, and what is kept of every change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api import Problem
from rcc_desktop.people import codes, service
from rcc_desktop.people.permissions import PERMISSIONS
from rcc_desktop.people.rows import Alert, Code, Contact, NewPerson, OtherName

if TYPE_CHECKING:
    from rcc_desktop.people.rows import PersonFile, PersonValues

    from .conftest import Room

MARIA = NewPerson(
    first_name="Esperanza",
    last_name="Quintanilla",
    goes_by="Lola",
    birth_on=date(1980, 5, 3),
    phone="(520) 555-1234",
    phone_ok=True,
    email="zanza@example.org",
    aliases=("Pelusa",),
    former_names=("Vandersmoot",),
    languages=("spa", "eng"),
    card="C-77",
    street="Rosebriar Lane",
)
SECRETS = ("Esperanza", "Quintanilla", "Lola", "Pelusa", "Vandersmoot", "555", "zanza", "Rosebriar", "1980", "C-77")


def add(room: Room, new: NewPerson = MARIA, by: str = "front_desk") -> int:
    return room.write(lambda: service.add(new, room.now), by).id


def file_of(room: Room, person: int, by: str = "director") -> PersonFile:
    return room.read(lambda: service.file_of(person), by)


def test_that_all_that_was_said_is_in_the_file_as_it_was_said(room: Room) -> None:
    found = file_of(room, add(room))
    assert (found.first_name, found.last_name, found.goes_by) == ("Esperanza", "Quintanilla", "Lola")
    assert found.birth_on == date(1980, 5, 3)
    assert found.names == (OtherName("Pelusa"), OtherName("Vandersmoot", "former"))
    assert found.contacts == (Contact("phone", "(520) 555-1234", True), Contact("email", "zanza@example.org", None))
    assert found.codes == (Code("card", "C-77"),)
    assert found.languages == ("spa", "eng")
    assert found.added_on == date(2026, 11, 21)
    assert found.last_seen is None


def test_that_what_somebody_goes_by_is_shown_first_everywhere(room: Room) -> None:
    person = add(room)
    assert file_of(room, person).name == "Lola Quintanilla"
    (listed,) = room.read(service.people_after)
    assert listed.name == "Lola Quintanilla"
    (found,) = room.read(lambda: service.find("esperanza", 5, room.now))
    assert (found.name, found.born, found.matched) == ("Lola Quintanilla", "1980-05-03", "legal name")


def test_that_two_marias_with_the_same_birth_date_may_both_be_kept(room: Room) -> None:
    maria = NewPerson(first_name="Maria", last_name="Garcia", birth_on=date(1980, 5, 3))
    first, second = add(room, maria), add(room, maria)
    assert first != second
    alike = room.read(lambda: service.likely_same(maria, room.now))
    assert {one.id for one in alike} == {first, second}
    assert alike[0].matched == "similar name, same or similar birth date"


@pytest.mark.parametrize(
    "typed",
    [
        NewPerson(first_name="Esperanza", last_name="Quintanilla"),
        NewPerson(first_name="Esperansa", last_name="Quintanila", birth_on=date(1980, 5, 3)),
        NewPerson(first_name="Quintanilla", last_name="Esperanza", birth_on=date(1980, 3, 5)),
        NewPerson(first_name="Lola", last_name="Quintanilla", birth_on=date(1980, 5, 8)),
        NewPerson(first_name="Esperanza", phone="520 555 1234"),
        NewPerson(first_name="Esperanza", birth_on=date(1980, 5, 3)),
        NewPerson(first_name="Pelusa", last_name="Quintanilla", birth_year=1980),
    ],
)
def test_that_somebody_here_already_is_shown_while_typing(room: Room, typed: NewPerson) -> None:
    person = add(room)
    add(room, NewPerson(first_name="John", last_name="Smith", birth_on=date(1980, 5, 3)))
    assert [one.id for one in room.read(lambda: service.likely_same(typed, room.now))] == [person]


@pytest.mark.parametrize(
    "typed",
    [
        NewPerson(first_name="Ana", last_name="Torres", birth_on=date(1980, 5, 3)),
        NewPerson(first_name="Ana", last_name="Torres", birth_year=1980),
        NewPerson(first_name="Ana", last_name="Torres", phone="520 555 0000"),
    ],
)
def test_that_the_same_name_is_shown_where_their_birth_date_is_not_known(room: Room, typed: NewPerson) -> None:
    person = add(room, NewPerson(first_name="Ana", last_name="Torres"))
    add(room, NewPerson(first_name="Ana", last_name="Lopez"))
    assert [one.id for one in room.read(lambda: service.likely_same(typed, room.now))] == [person]


@pytest.mark.parametrize(
    "typed",
    [
        NewPerson(first_name="Esperanza", last_name="Quintanilla", birth_on=date(1951, 12, 24)),
        NewPerson(first_name="John", last_name="Smith", birth_on=date(1980, 5, 3)),
        NewPerson(first_name="E"),
    ],
)
def test_that_somebody_else_is_not_shown(room: Room, typed: NewPerson) -> None:
    add(room)
    assert room.read(lambda: service.likely_same(typed, room.now)) == ()


def test_that_one_name_of_any_kind_is_enough_and_none_is_not(room: Room) -> None:
    assert file_of(room, add(room, NewPerson(goes_by="Slim"))).name == "Slim"
    with pytest.raises(Problem) as refused:
        add(room, NewPerson(first_name="  "))
    assert refused.value.field == "first_name"


def test_that_a_birth_year_alone_is_kept_as_that_and_takes_the_place_of_a_day(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.change(person, 1, room.now, birth_year=1981))
    found = file_of(room, person)
    assert (found.birth_on, found.birth_year) == (None, 1981)
    room.write(lambda: service.change(person, found.version, room.now, birth_on=date(1981, 5, 3)))
    assert (file_of(room, person).birth_on, file_of(room, person).birth_year) == (date(1981, 5, 3), None)
    with pytest.raises(Problem, match="has not come"):
        add(room, replace(MARIA, card="", birth_on=date(2026, 11, 22)))


@pytest.mark.parametrize("ahead", [{"birth_on": date(2026, 11, 22)}, {"birth_year": 2027}])
def test_that_a_birth_to_come_is_refused_beside_its_field_in_a_file_too(room: Room, ahead: PersonValues) -> None:
    person = add(room)
    with pytest.raises(Problem, match="has not come") as refused:
        room.write(lambda: service.change(person, 1, room.now, **ahead))
    assert (refused.value.field, file_of(room, person).birth_on) == ("birth_on", date(1980, 5, 3))
    room.write(lambda: service.change(person, 1, room.now, birth_on=room.now.date()))
    assert file_of(room, person).birth_on == date(2026, 11, 21)


def test_that_a_change_over_somebody_elses_is_refused(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.change(person, 1, room.now, city="Tucson"))
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.change(person, 1, room.now, city="Phoenix"))
    assert refused.value.code == "changed_elsewhere"
    assert file_of(room, person).city == "Tucson"


def test_that_a_card_belongs_to_one_person_only(room: Room) -> None:
    add(room)
    other = add(room, NewPerson(first_name="Ana"))
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.set_codes(other, [Code("card", "C-77")]))
    assert (refused.value.field, file_of(room, other).codes) == ("card", ())


@pytest.mark.parametrize(
    ("way", "field"), [(Contact("phone", "none"), "phone"), (Contact("email", "at home"), "email")]
)
def test_that_a_way_that_cannot_be_is_said_beside_its_field(room: Room, way: Contact, field: str) -> None:
    person = add(room)
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.set_contacts(person, [way]))
    assert refused.value.field == field
    assert len(file_of(room, person).contacts or ()) == 2


def test_that_never_asked_does_not_know_and_prefers_not_to_answer_are_three_things(room: Room) -> None:
    person = add(room)
    for question in ("race", "sex", "veteran"):
        assert question not in (file_of(room, person).answers or {})
    room.write(lambda: service.set_answers(person, "sex", ["8"]))
    room.write(lambda: service.set_answers(person, "veteran", ["9"]))
    answers = file_of(room, person).answers or {}
    exported = {key: codes.for_export(answers.get(key, ())) for key in ("race", "sex", "veteran")}
    assert exported == {"race": ("99",), "sex": ("8",), "veteran": ("9",)}
    room.write(lambda: service.set_answers(person, "sex", []))
    assert "sex" not in (file_of(room, person).answers or {})


def test_that_race_is_one_question_with_several_answers_and_seven_categories_of_their_own(room: Room) -> None:
    race = codes.question("race")
    expected = {"1002-5", "2028-9", "2054-5", "2135-2", "2118-8", "2076-8", "2106-3"}
    assert {choice.key for choice in race.choices} == expected
    assert race.title_of("2118-8") == "Middle Eastern or North African"
    person = add(room)
    room.write(lambda: service.set_answers(person, "race", ["2135-2", "2106-3"]))
    assert (file_of(room, person).answers or {})["race"] == ("2135-2", "2106-3")


@pytest.mark.parametrize(
    ("question", "answered"),
    [("race", ["2135-2", "9"]), ("race", ["8", "9"]), ("race", ["2186-5"]), ("race", ["99"]), ("sex", ["0", "1"])],
)
def test_that_answers_that_do_not_go_together_are_refused(room: Room, question: str, answered: list[str]) -> None:
    person = add(room)
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.set_answers(person, question, answered))
    assert refused.value.field == question


def test_that_questions_are_dated(room: Room) -> None:
    assert "sex" not in {one.key for one in codes.questions_on(date(2025, 9, 30))}
    assert "sex" in {one.key for one in codes.questions_on(date(2025, 10, 1))}
    assert "race" not in {one.key for one in codes.questions_on(date(2024, 3, 27))}


def test_that_the_desk_does_not_see_or_change_optional_answers(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.set_answers(person, "sex", ["0"]))
    assert file_of(room, person, "front_desk").answers is None
    assert file_of(room, person, "front_desk").languages == ("spa", "eng")
    with pytest.raises(Problem):
        room.write(lambda: service.set_answers(person, "sex", ["1"]), "front_desk")
    tables = {line.table for line in room.read(lambda: service.history_of(person), "front_desk")}
    assert "person_answer" not in tables


def test_that_an_alert_is_shown_until_the_end_of_its_day(room: Room) -> None:
    person = add(room)
    alerts = [Alert("Message waiting"), Alert("Until today", date(2026, 11, 21)), Alert("Over", date(2026, 11, 20))]
    room.write(lambda: service.set_alerts(person, alerts), "front_desk")
    (found,) = room.read(lambda: service.find("lola", 5, room.now))
    assert found.alert == "Message waiting · Until today"
    assert file_of(room, person).alerts == tuple(alerts)


def test_that_alerts_are_for_those_who_see_people_come(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.set_alerts(person, [Alert("Message waiting")]), "front_desk")
    (found,) = room.read(lambda: service.find("lola", 5, room.now), "council_secretary")
    assert found.alert == ""
    assert file_of(room, person, "council_secretary").alerts == ()


def test_that_every_verb_makes_one_entry_with_its_name_and_nobodys_name_in_it(room: Room) -> None:
    person = add(room)
    verbs = [
        lambda: service.change(person, 1, room.now, city="Rosebriar"),
        lambda: service.set_names(person, [OtherName("Pelusa")]),
        lambda: service.set_contacts(person, []),
        lambda: service.set_codes(person, []),
        lambda: service.set_languages(person, ["eng"]),
        lambda: service.set_answers(person, "race", ["2106-3"]),
        lambda: service.set_alerts(person, [Alert("Quintanilla: message")]),
    ]
    for verb in verbs:
        room.write(verb)
    entries = room.rows('SELECT "verb", "rows", "fields", "remarks" FROM "audit_entry" ORDER BY "seq"')
    assert [entry[0] for entry in entries] == [
        "people.add",
        "people.change",
        "people.set_names",
        "people.set_contacts",
        "people.set_codes",
        "people.set_languages",
        "people.set_answers",
        "people.set_alerts",
    ]
    assert len(room.news) == len(entries)
    for secret in SECRETS:
        assert secret not in str(entries)


def test_that_answers_given_at_another_desk_are_not_overwritten_in_silence(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.set_answers(person, "sex", ["0"], []))
    room.write(lambda: service.set_languages(person, ["eng"], ["spa", "eng"]))
    for late in (
        lambda: service.set_answers(person, "sex", ["1"], []),
        lambda: service.set_languages(person, ["spa"], ["spa", "eng"]),
        lambda: service.set_languages(person, [], ["spa", "eng"]),
    ):
        with pytest.raises(Problem) as refused:
            room.write(late)
        assert refused.value.code == "changed_elsewhere"
    found = file_of(room, person)
    assert (found.languages, found.answers) == (("eng",), {"language": ("eng",), "sex": ("0",)})


def test_that_looking_at_a_file_is_kept_with_its_number_and_only_for_those_who_may(room: Room) -> None:
    person = add(room)
    assert room.write(lambda: service.look_at(person), "front_desk") == file_of(room, person, "front_desk")
    looked = ("people.look_at", "{}", f'{{"person":"{person}"}}')
    assert room.rows('SELECT "verb", "rows", "remarks" FROM "audit_entry"')[-1] == looked
    room.write(lambda: service.change(person, 1, room.now, restricted=True))
    entries = room.rows('SELECT count(*) FROM "audit_entry"')
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.look_at(person), "front_desk")
    assert refused.value.code == "people.not_here"
    assert room.rows('SELECT count(*) FROM "audit_entry"') == entries
    assert room.write(lambda: service.look_at(person), "supervisor").id == person


def test_that_setting_what_is_there_already_changes_nothing(room: Room) -> None:
    person = add(room)
    found = file_of(room, person)
    room.news.clear()
    room.write(lambda: service.set_names(person, found.names))
    room.write(lambda: service.set_contacts(person, found.contacts or ()))
    room.write(lambda: service.set_codes(person, found.codes))
    room.write(lambda: service.set_languages(person, found.languages))
    room.write(lambda: service.change(person, found.version, room.now, first_name="Esperanza "))
    assert room.news == []


def test_that_a_change_is_undone_by_its_entry_and_the_search_follows(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.change(person, 1, room.now, last_name="Zapata", goes_by=""))
    entry = room.news[-1].entry
    assert entry is not None
    assert room.read(lambda: service.find("zapata", 5, room.now))
    room.write(lambda: service.undo(entry))
    assert file_of(room, person).name == "Lola Quintanilla"
    assert not room.read(lambda: service.find("zapata", 5, room.now))
    with pytest.raises(Problem):
        room.write(lambda: service.undo(entry))


@pytest.mark.parametrize("answered", [["2106-3"], []])
def test_that_an_answer_is_taken_back_only_by_those_who_may_change_it(room: Room, answered: list[str]) -> None:
    person = add(room)
    room.write(lambda: service.set_answers(person, "race", ["2054-5"]))
    room.write(lambda: service.set_answers(person, "race", answered))
    entry = room.news[-1].entry or 0
    before = file_of(room, person).answers
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.undo(entry), "front_desk")
    assert refused.value.code == "permission"
    assert file_of(room, person).answers == before
    room.write(lambda: service.undo(entry), "coordinator")
    assert (file_of(room, person).answers or {})["race"] == ("2054-5",)


def test_that_languages_are_taken_back_by_everybody_at_the_desk(room: Room) -> None:
    person = add(room)
    before = file_of(room, person).languages
    room.write(lambda: service.set_languages(person, ["spa"]), "front_desk")
    entry = room.news[-1].entry or 0
    room.write(lambda: service.undo(entry), "front_desk")
    assert file_of(room, person).languages == before


def test_that_what_was_added_to_a_restricted_file_is_not_taken_back_by_those_who_may_not_know_of_it(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.set_alerts(person, [Alert("Call")]))
    entry = room.news[-1].entry or 0
    room.write(lambda: service.change(person, 1, room.now, restricted=True))
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.undo(entry), "front_desk")
    assert refused.value.code == "people.not_here"


def test_that_adding_somebody_is_undone_whole_unless_something_was_built_on_it(room: Room) -> None:
    person = add(room)
    entry = room.news[-1].entry or 0
    room.write(lambda: service.set_alerts(person, [Alert("Call")]))
    with pytest.raises(Problem) as refused:
        room.write(lambda: service.undo(entry))
    assert refused.value.code == "people.built_upon"
    assert file_of(room, person).name == "Lola Quintanilla"
    room.write(lambda: service.set_alerts(person, []))
    room.write(lambda: service.undo(entry))
    assert room.read(service.count) == 0
    assert room.read(lambda: service.find("lola", 5, room.now)) == ()
    assert room.rows('SELECT count(*) FROM "search_word"') == [(0,)]


def test_that_the_history_says_who_what_and_when_newest_first(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.change(person, 1, room.now, city="Tucson"))
    room.write(lambda: service.set_names(person, []))
    lines = room.read(lambda: service.history_of(person))
    assert [(line.verb, line.table, line.kind) for line in lines[:3]] == [
        ("people.set_names", "person_name", "remove"),
        ("people.set_names", "person_name", "remove"),
        ("people.change", "person", "change"),
    ]
    assert (lines[2].before, lines[2].after) == ({"city": ""}, {"city": "Tucson"})
    assert lines[2].at == room.now
    assert lines[-1].verb == "people.add"


def test_that_the_history_says_what_was_added_though_it_was_changed_or_removed_since(room: Room) -> None:
    person = add(room)
    room.write(lambda: service.change(person, 1, room.now, city="Tucson", last_name="Zapata"))
    room.write(lambda: service.change(person, 2, room.now, city="Phoenix"))
    room.write(lambda: service.set_names(person, []))
    entry = room.news[-1].entry or 0
    room.write(lambda: service.undo(entry))
    lines = room.read(lambda: service.history_of(person))
    (person_added,) = (line.after for line in lines if line.table == "person" and line.kind == "add")
    assert (person_added["last_name"], person_added["city"]) == ("Quintanilla", "")
    assert (person_added["birth_on"], person_added["shown_name"]) == (19800503, "Lola Quintanilla")
    names = [line.after["name"] for line in lines if line.table == "person_name" and line.kind == "add"]
    assert sorted(map(str, names)) == ["Pelusa", "Pelusa", "Vandersmoot", "Vandersmoot"]
    (phone, mail) = (line.after for line in lines if line.table == "person_contact")
    assert {phone["value"], mail["value"]} == {"(520) 555-1234", "zanza@example.org"}
    assert room.rows('SELECT count(*) FROM "history" WHERE "kind" = \'add\' AND "after" IS NOT NULL') == [(0,)]


def test_that_the_list_is_read_on_from_where_it_ended(room: Room) -> None:
    for name in ("Zoe", "ánna", "Anna", "Bob", "Çelik"):
        add(room, NewPerson(first_name=name))
    first = room.read(lambda: service.people_after(limit=3))
    rest = room.read(lambda: service.people_after(first[-1].sort_name, first[-1].id, 3))
    assert [row.name for row in (*first, *rest)] == ["ánna", "Anna", "Bob", "Çelik", "Zoe"]


@pytest.mark.parametrize(
    ("by", "told"),
    [(role, True) for role in ("front_desk", "coordinator", "peer_specialist", "supervisor", "director")]
    + [("council_secretary", False)],
)
def test_that_where_somebody_lives_and_how_to_reach_them_is_told_only_at_the_desk(
    room: Room, by: str, told: bool
) -> None:
    person = add(room)
    room.write(lambda: service.change(person, 1, room.now, street="5 Elm Street", city="Tucson", zip="85701"))
    room.write(lambda: service.change(person, 2, room.now, zip="85702"))
    file = room.read(lambda: service.file_of(person), by)
    (row,) = room.read(service.people_after, by)
    everything = repr((file, row, room.read(lambda: service.history_of(person), by)))
    assert (file.contacts is not None) == told
    for kept_back in ("5 Elm Street", "Tucson", "8570", "555-1234", "zanza@example.org"):
        assert (kept_back in everything) == told, kept_back
    assert file.name == row.name == "Lola Quintanilla"


@pytest.mark.parametrize("by", ["administrator", "council_secretary"])
def test_that_those_without_the_permission_change_nothing(room: Room, by: str) -> None:
    person = add(room)
    for verb in (
        lambda: service.add(NewPerson(first_name="X"), room.now),
        lambda: service.change(person, 1, room.now, city="X"),
        lambda: service.set_alerts(person, []),
        lambda: service.undo(1),
    ):
        with pytest.raises(Problem) as refused:
            room.write(verb, by)
        assert refused.value.code == "permission"


def test_that_only_those_who_see_restricted_files_make_one(room: Room) -> None:
    person = add(room)
    with pytest.raises(Problem):
        room.write(lambda: service.change(person, 1, room.now, restricted=True), "front_desk")
    with pytest.raises(Problem):
        add(room, NewPerson(first_name="X", restricted=True), "front_desk")


def test_that_every_permission_asked_for_is_declared() -> None:
    asked = {getattr(verb, "__needs__", None) for verb in vars(service).values()} - {None}
    assert asked <= {one.key for one in PERMISSIONS}
