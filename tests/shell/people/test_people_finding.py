"""Anybody is found by any part of any name they have, however it is typed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rcc_desktop.api import Problem, needs
from rcc_desktop.database import search_query
from rcc_desktop.database.search import SearchIndex
from rcc_desktop.database.search_seen import Presence
from rcc_desktop.database.search_words import folded, telephone_digits, words_of_name, words_typed
from rcc_desktop.people import service
from rcc_desktop.people.rows import Code, NewPerson, OtherName

if TYPE_CHECKING:
    from .conftest import Room


def add(room: Room, **said: object) -> int:
    return room.write(lambda: service.add(NewPerson(**said), room.now)).id  # type: ignore[arg-type]


def find(room: Room, text: str, by: str = "front_desk") -> list[int]:
    return [one.id for one in room.read(lambda: service.find(text, 20, room.now), by)]


@pytest.fixture
def maria(room: Room) -> int:
    person = add(
        room,
        first_name="María Elena",
        last_name="Nuñez",
        aliases=("Chata",),
        former_names=("Marisol Ibarra",),
        phone="(520) 555-1234",
        card="A-0042",
    )
    for first, last in (("John", "Smith"), ("Mario", "Lopez"), ("Ana", "Torres")):
        add(room, first_name=first, last_name=last)
    return person


@pytest.mark.parametrize(
    "typed",
    ["nunez", "NUNE", "maria nune", "nunez maria", "nuñez", "elena", "m n", "nunez, maria", "Nu"]
    + ["chata", "chat", "marisol", "ibarra", "marisol ibarra", "maria chata"]
    + ["1234", "5551234", "555-1234", "(520) 555-1234", "+1 520 555 1234", "520", "5512"]
    + ["A-0042", "a0042", "a-0042"]
    + ["nunz", "nuenz", "mria nunez", "nunnez", "maria munez", "ibara", "unez"],
)
def test_that_somebody_is_found_by_any_name_number_or_card_they_have(room: Room, maria: int, typed: str) -> None:
    assert find(room, typed)[:1] == [maria]


@pytest.mark.parametrize("typed", ["nunezz maria x", "9999", "A-004", "zebra", "maria smith", ""])
def test_that_words_nobody_has_find_nobody(room: Room, maria: int, typed: str) -> None:
    assert maria not in find(room, typed)


@pytest.mark.parametrize(
    ("names", "typed"),
    [
        (("أحمد", "الحسن"), "احمد"),
        (("فاطمة", "الزهراء"), "فاطمه"),
        (("小明", "王"), "王小明"),
        (("小明", "王"), "小明"),
        (("小明", "王"), "明"),
        (("민수", "김"), "김민수"),
        (("さくら", "田中"), "田中さくら"),
        (("Văn Đức", "Nguyễn"), "nguyen duc"),
        (("Kaʻiulani", "Kealoha"), "kaiulani"),
        (("Kaʻiulani", "Kealoha"), "ka'iulani"),
        (("Siobhán", "O'Brien"), "obrien"),
        (("Siobhán", "O'Brien"), "o’brien"),
        (("Siobhán", "O'Brien"), "o brien"),
        (("Siobhán", "O'Brien"), "brien siobhan"),
        (("Mary-Kate", "Smith-Jones"), "jones"),
        (("Mary-Kate", "Smith-Jones"), "smith-jones"),
        (("Mary-Kate", "Smith-Jones"), "smithjones marykate"),
        (("Ana", "De La Cruz"), "delacruz"),
        (("Ana", "De La Cruz"), "cruz"),
        (("Jürgen", "Weiß"), "weiss jurgen"),
        (("Łukasz", "Żółć"), "lukasz zolc"),
        (("Søren", "Ærø"), "soren aero"),
        (("Ｍａｒｙ", "Ｄｏｅ"), "mary doe"),
        (("Іван", "Коваленко"), "коваленко"),
        (("राम", "कुमार"), "राम"),
        (("𞤀𞤣𞤤𞤢𞤥", "𞤄𞤢𞤸"), "𞤀𞤣𞤤"),
    ],
)
def test_that_names_of_every_script_are_found(room: Room, names: tuple[str, str], typed: str) -> None:
    add(room, first_name="Somebody", last_name="Else")
    person = add(room, first_name=names[0], last_name=names[1])
    assert find(room, typed) == [person]


def test_that_a_whole_word_goes_before_a_beginning_and_a_later_visit_breaks_the_tie(room: Room) -> None:
    annette = add(room, first_name="Annette", last_name="Lee")
    first_ann = add(room, first_name="Ann", last_name="Lee")
    second_ann = add(room, first_name="Ann", last_name="Lee")
    assert find(room, "ann lee") == [second_ann, first_ann, annette]
    room.store.database.execute_sql('UPDATE "search_seen" SET "recent_on" = 20261231 WHERE "person" = ?', [first_ann])
    assert find(room, "ann lee") == [first_ann, second_ann, annette]


@pytest.mark.parametrize("walk", [8000, 10])
def test_that_among_very_many_the_latest_come_first_and_all_of_them_fit(
    room: Room, monkeypatch: pytest.MonkeyPatch, walk: int
) -> None:
    monkeypatch.setattr(search_query, "_LONGEST_WALK", walk)

    @needs("people.import")
    def add_many() -> None:
        from rcc_desktop.api.records import Person

        rows = [(f"Mar{n} Garcia", f"garcia mar{n}", f"Mar{n}", "Garcia", 20250101 + n % 28) for n in range(3000)]
        Person.add_many(("shown_name", "sort_name", "first_name", "last_name", "added_on"), rows)

    room.write(add_many)
    latest = room.rows('SELECT "id" FROM "person" ORDER BY "added_on" DESC, "id" DESC LIMIT 20')
    assert find(room, "mar") == [person for (person,) in latest]
    assert find(room, "garcia") == [person for (person,) in latest]


@pytest.mark.parametrize("by", ["front_desk", "coordinator", "council_secretary"])
def test_that_a_restricted_person_is_never_found_by_those_who_may_not_know(room: Room, maria: int, by: str) -> None:
    row = room.read(lambda: service.file_of(maria))
    room.write(lambda: service.change(maria, row.version, room.now, restricted=True))
    for typed in ("nunez", "maria nunez", "1234", "A-0042", "chata", "nunz"):
        assert maria not in find(room, typed, by)
        assert maria in find(room, typed, "supervisor")
    assert maria not in [one.id for one in room.read(service.people_after, by)]
    assert room.read(service.count, by) == room.read(service.count, "director") - 1
    typed_again = NewPerson(first_name="María", last_name="Nuñez", phone="5205551234")
    if by != "council_secretary":  # who adds nobody
        assert room.read(lambda: service.likely_same(typed_again, room.now), by) == ()
    for verb in (service.file_of, service.history_of):
        with pytest.raises(Problem) as refused:
            room.read(lambda verb=verb: verb(maria), by)  # type: ignore[misc]
        assert refused.value.code == "people.not_here"


def test_that_a_council_secretary_finds_by_name_and_card_and_learns_no_number(room: Room, maria: int) -> None:
    by = "council_secretary"
    assert find(room, "maria nunez", by) == find(room, "A-0042", by) == [maria]
    for typed in ("5551234", "520", "1234", "maria 520"):
        assert maria in find(room, typed)
        assert find(room, typed, by) == []


def test_that_an_administrator_finds_nobody(room: Room, maria: int) -> None:
    asked = (
        lambda: service.find("maria", 5, room.now),
        lambda: service.file_of(maria),
        lambda: service.found([maria], room.now),
        lambda: service.history_of(maria),
        service.people_after,
        service.count,
    )
    for verb in asked:
        with pytest.raises(Problem) as refused:
            room.read(verb, "administrator")
        assert refused.value.code == "permission"


def test_that_a_name_taken_away_is_no_longer_found_and_leaves_no_trace_in_the_index(room: Room, maria: int) -> None:
    room.write(lambda: service.set_names(maria, [OtherName("Chata")]))
    assert maria not in find(room, "ibarra")
    assert room.rows("SELECT count(*) FROM search_word WHERE word IN ('ibarra', 'marisol')") == [(0,)]
    assert room.rows("SELECT count(*) FROM search_near WHERE near = 'ibarra'") == [(0,)]
    assert room.rows("SELECT count(*) FROM search_word WHERE word = 'chata'") == [(1,)]


def test_that_what_fits_is_said_and_a_former_name_is_not_spelled_out(room: Room, maria: int) -> None:
    def said(typed: str) -> str:
        return room.read(lambda: service.find(typed, 5, room.now))[0].matched

    assert said("maria") == ""
    assert said("chat") == "Chata"
    assert said("ibarra") == "a former name"
    assert said("1234") == "phone ending in 1234"
    assert said("A-0042") == "card"


def test_that_an_index_that_is_missing_or_of_another_shape_is_made_anew(room: Room, maria: int) -> None:
    room.store.database.execute_sql('UPDATE "search_shape" SET "shape" = 0')
    index = SearchIndex(room.store.database)
    index.prepare()
    assert [hit.person for hit in index.find("nunez")] == [maria]
    for table in ("search_words", "search_shape", "search_text", "search_seen", "search_word", "search_near"):
        room.store.database.execute_sql(f'DROP TABLE "{table}"')
    assert [hit.person for hit in SearchIndex(room.store.database).find("nunez")] == [maria]


def test_that_an_undone_transaction_leaves_the_index_as_it_was(room: Room, maria: int) -> None:
    def add_and_fail() -> None:
        service.add(NewPerson(first_name="Ghost"), room.now)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        room.write(add_and_fail)
    assert find(room, "ghost") == []


@pytest.fixture
def club(room: Room) -> Any:
    """A plugin's table with a person and a day, and ``club.last_seen()`` of whoever is called Nuñez."""
    from peewee import ForeignKeyField

    from rcc_desktop.api.records import DayField, Person, Record

    class ClubVisit(Record):
        person = ForeignKeyField(Person)
        on_day = DayField()

        class Meta:
            table_name = "club_visit"

        @staticmethod
        @needs("people.change")
        def come(person: int, day: date) -> int:
            return ClubVisit.add(person=person, on_day=day)

        @staticmethod
        @needs("people.change")
        def move(row: int, day: date) -> None:
            ClubVisit.change(row, on_day=day)

        @staticmethod
        @needs("people.change")
        def take_back(row: int) -> None:
            ClubVisit.remove(row)

        @staticmethod
        def last_seen() -> date | None:
            return room.read(lambda: service.find("nunez", 5, room.now))[0].last_seen

    room.store.database.create_tables([ClubVisit])
    return ClubVisit


PRESENCE = Presence(frozenset({"club_visit"}), 'SELECT "person_id" AS "person", "on_day" FROM "club_visit"')


def test_that_a_visit_says_when_somebody_was_here_and_one_yet_to_come_does_not(
    room: Room, maria: int, club: Any
) -> None:
    room.store.search_index.ask_presence_of([PRESENCE])
    assert club.last_seen() is None
    today = room.now.date()
    for day, seen in ((date(2026, 3, 2), date(2026, 3, 2)), (date(2025, 1, 1), date(2026, 3, 2)), (today, today)):
        room.write(lambda day=day: club.come(maria, day))  # type: ignore[misc]
        assert club.last_seen() == seen
    room.write(lambda: club.come(maria, today + timedelta(days=7)))
    assert club.last_seen() == today
    room.store.search_index.rebuild()
    assert club.last_seen() == today


def test_that_a_visit_that_moves_or_is_removed_takes_the_day_along(room: Room, maria: int, club: Any) -> None:
    room.store.search_index.ask_presence_of([PRESENCE])
    room.write(lambda: club.come(maria, date(2026, 3, 2)))
    last = room.write(lambda: club.come(maria, date(2026, 5, 4)))
    room.write(lambda: club.move(last, date(2026, 4, 3)))
    assert club.last_seen() == date(2026, 4, 3)
    room.write(lambda: club.take_back(last))
    assert club.last_seen() == date(2026, 3, 2)


def test_that_a_row_with_a_day_is_no_visit_unless_its_plugin_says_so(room: Room, maria: int, club: Any) -> None:
    room.store.search_index.ask_presence_of([])
    room.write(lambda: club.come(maria, date(2026, 3, 2)))
    assert club.last_seen() is None
    room.store.search_index.rebuild()
    assert club.last_seen() is None


@pytest.mark.parametrize(
    ("by", "day"),
    [("front_desk", date(2026, 3, 2)), ("peer_specialist", date(2026, 3, 2)), ("council_secretary", None)],
)
def test_that_a_council_secretary_is_not_told_who_was_here(
    room: Room, maria: int, club: Any, by: str, day: date | None
) -> None:
    room.store.search_index.ask_presence_of([PRESENCE])
    room.write(lambda: club.come(maria, date(2026, 3, 2)))
    assert room.read(lambda: service.find("nunez", 5, room.now), by)[0].last_seen == day
    assert room.read(lambda: service.found([maria], room.now), by)[0].last_seen == day
    assert room.read(lambda: service.file_of(maria), by).last_seen == day


def test_that_a_plugin_that_comes_or_goes_brings_or_takes_its_days(room: Room, maria: int, club: Any) -> None:
    room.write(lambda: club.come(maria, date(2026, 3, 2)))
    for presences, seen in (([PRESENCE], date(2026, 3, 2)), ([], None), ([PRESENCE], date(2026, 3, 2))):
        index = SearchIndex(room.store.database)
        index.ask_presence_of(presences)
        index.prepare()
        assert club.last_seen() == seen


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_that_no_text_whatever_breaks_the_search(room: Room, text: str) -> None:
    index = SearchIndex(room.store.database)
    assert isinstance(index.find(text), list)


@pytest.mark.parametrize(
    "text", ['"', "*", "a*", '"a" OR "b"', "NEAR(a b)", "a AND", "-a", "^a", "a:b", "(", "'", ";--", "/"]
)
def test_that_the_index_own_language_is_only_ever_words(room: Room, maria: int, text: str) -> None:
    assert isinstance(find(room, text), list)
    assert room.rows("SELECT count(*) FROM person") == [(4,)]


@given(st.text(max_size=40))
def test_that_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(max_size=30))
def test_that_a_name_is_found_by_itself(name: str) -> None:
    known = words_of_name(name)
    typed = folded(name).split()
    assert all(any(word.startswith(piece) for word in known) for piece in typed)


def test_that_endless_text_is_cut_short() -> None:
    assert len(words_typed(" ".join(f"w{n}" for n in range(500)))) == 12
    assert words_typed("x" * 100_000) == ["x" * 64]


@pytest.mark.parametrize(
    ("written", "digits"),
    [("(520) 555-1234", "5205551234"), ("+1 520.555.1234", "5205551234"), ("520-555-1234 x77", "5205551234")]
    + [("555-1234", "5551234"), ("+44 20 7946 0958", "442079460958"), ("٥٢٠٥٥٥١٢٣٤", "5205551234")],
)
def test_that_a_telephone_number_is_its_digits(written: str, digits: str) -> None:
    assert telephone_digits(written) == digits


def test_that_a_card_is_found_only_whole_and_set_cards_replace_the_old(room: Room, maria: int) -> None:
    room.write(lambda: service.set_codes(maria, [Code("card", "77-B")]))
    assert find(room, "77b") == [maria]
    assert find(room, "A-0042") == []
