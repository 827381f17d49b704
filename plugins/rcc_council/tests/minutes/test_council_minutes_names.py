"""Names of participants in a draft are found in any script, and stay only for a reason."""

from __future__ import annotations

import random
import time
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rcc_council.minutes.circulating import circulate
from rcc_council.minutes.drafting import save_part
from rcc_council.minutes.matching import Matcher, Named, named
from rcc_council.minutes.names import ask_again_of, keep_name, names_in

from rcc_desktop.api import Problem
from rcc_desktop.api.records import Person, PersonName

if TYPE_CHECKING:
    from collections.abc import Callable

Evening = Any
_SYLLABLES = "ba be bi do du fa fe gu ka ke li lo ma mi na ne pa ra re sa so ta te vi za"
ON_FILE = (
    named(1, "María", "Teresa", "Nuñez", others=["Mari"]),
    named(2, "أحمد", "", "الخطيب"),
    named(3, "Фёдор", "", "Ёлкин"),
    named(4, "Sean", "", "O'Brien"),
    named(5, "Rosa", "", "De la Cruz Peña"),
    named(6, "Jean-Luc", "", "Hall"),
    named(7, "May", "", "Grace"),
)


def found(text: str, *allowed: int) -> list[str]:
    return [each.words for each in Matcher([text], ON_FILE, allowed).find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("maria nunez was thanked", ["maria nunez"]),
        ("MARÍA TERESA NUÑEZ", ["MARÍA TERESA NUÑEZ"]),
        ("Maria T. Nuñez came", ["Maria T. Nuñez"]),
        ("Nuñez, María", ["Nuñez, María"]),
        ("thanks to Mari Nunez", ["Mari Nunez"]),
        ("Mari\u0301a Nun\u0303ez", ["Mari\u0301a Nun\u0303ez"]),
        ("شكر أَحْمَد الخطيب", ["أَحْمَد الخطيب"]),
        ("Спасибо ФЕДОР ЕЛКИН", ["ФЕДОР ЕЛКИН"]),
        ("Sean O’Brien’s idea", ["Sean O’Brien"]),
        ("Rosa De la Cruz spoke", ["Rosa De la Cruz"]),
        ("Rosa De la Cruz Peña spoke", ["Rosa De la Cruz Peña"]),
        ("Jean Luc Hall and jean-luc hall", ["Jean Luc Hall", "jean-luc hall"]),
        ("We met in the hall in May. Grace was said.", []),
        ("Marian Nunezz and Nuñezita", []),
        ("the mari river, a rosa color", []),
        ("Maria\nNunez", ["Maria", "Nunez"]),
        ("was told to Maria. Nunez street", ["Maria", "Nunez"]),
        ("Maria's cup", ["Maria"]),
    ],
)
def test_that_whole_words_are_found_without_regard_to_accents_and_case(text: str, names: list[str]) -> None:
    assert found(text) == names


def test_that_who_was_there_in_a_council_role_is_not_flagged_and_neither_is_their_namesake() -> None:
    assert found("Maria Nuñez moved; Maria agreed with Sean O'Brien.", 1) == ["Sean O'Brien"]


def test_that_a_members_own_restricted_file_is_flagged_all_the_same() -> None:
    member = Named(1, ("Ana Reyes",), ("Ana", "Reyes"), is_restricted=True)
    flags = list(Matcher(["Ana Reyes"], [member], [1]).find("Ana Reyes"))
    assert [each.is_restricted for each in flags] == [True]


@given(st.text(max_size=80))
def test_that_no_text_breaks_it_and_what_is_found_stands_there(text: str) -> None:
    for each in Matcher([text], ON_FILE, ()).find(text):
        assert text[each.start : each.end] == each.words


def test_that_twenty_thousand_people_are_looked_for_in_a_forty_page_draft_at_once() -> None:
    """Twenty thousand words against twenty thousand people in under three seconds, on a slow and busy machine."""
    dice = random.Random(7)
    syllables = _SYLLABLES.split()
    pool = ["".join(dice.choices(syllables, k=dice.randint(2, 4))).title() for _name in range(3000)]
    people = [named(at, dice.choice(pool), "", f"{dice.choice(pool)}é") for at in range(20000)]
    text = " ".join(dice.choice(pool) if dice.random() < 0.1 else "word" for _word in range(20000))
    began = time.process_time()
    flags = list(Matcher([text], people, range(50)).find(text))
    assert time.process_time() - began < 3
    assert len(flags) > 500


def test_that_a_text_made_to_take_long_does_not() -> None:
    text = "a'" * 20000 + " " + "Ana " * 5000
    began = time.process_time()
    list(Matcher([text], [named(1, "Ana", "", "Ana"), *ON_FILE], ()).find(text))
    assert time.process_time() - began < 3


def _write(evening: Evening, said: str) -> int:
    part = evening.part("1. Coffee")
    evening.do(save_part, part.id, part.heading, said, expected=part.version)
    return int(part.id)


def test_that_names_on_file_and_guests_are_flagged_where_they_stand(
    evening: Evening, person: Callable[..., int]
) -> None:
    stranger = person("Bettina Krüger")
    evening.add(PersonName, person=stranger, kind="alias", name="Tina Blume")
    said = "Ana Reyes thanked bettina kruger, Tina Blume and Quentin Blackwood. Tina went."
    part = _write(evening, said)
    rows = evening.do(names_in, evening.minutes)
    assert [(each.part, each.words, each.is_whole) for each in rows] == [
        (part, "bettina kruger", True),
        (part, "Tina Blume", True),
        (part, "Quentin Blackwood", True),
    ]
    assert all(said[each.start : each.end] == each.words for each in rows)


def test_that_a_draft_is_not_sent_around_before_each_whole_name_is_settled(
    evening: Evening, person: Callable[..., int]
) -> None:
    person("Bettina Krüger")
    _write(evening, "Bettina Krüger reported on the walk.")
    with pytest.raises(Problem) as caught:
        evening.now(circulate, evening.minutes)
    assert caught.value.code == "council.names"
    today = evening.clock.now.date()
    with pytest.raises(Problem) as caught:
        evening.do(keep_name, evening.minutes, "Bettina Krüger", "  ", today)
    assert caught.value.field == "why"
    evening.do(keep_name, evening.minutes, "Bettina Krüger", "She reported to the council.", today)
    assert [each.kept_why for each in evening.do(names_in, evening.minutes)] == ["She reported to the council."]
    evening.do(ask_again_of, evening.minutes, "BETTINA KRUGER")
    assert [each.kept_why for each in evening.do(names_in, evening.minutes)] == [""]
    evening.do(keep_name, evening.minutes, "Bettina Krüger", "She reported to the council.", today)
    evening.now(circulate, evening.minutes)
    assert evening.seen().state == "circulated"


def test_that_nobody_learns_of_a_restricted_file_by_writing_names(
    evening: Evening, person: Callable[..., int], desk: Any
) -> None:
    stranger = person("Bettina Krüger")
    evening.change(Person, stranger, restricted=True)
    _write(evening, "Bettina Krüger came by.")
    assert [each.is_restricted for each in evening.do(names_in, evening.minutes)] == [True]
    desk.acting_as("council_secretary")
    assert evening.do(names_in, evening.minutes) == ()
