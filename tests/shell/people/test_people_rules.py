"""What people are called, and who may be the same person: tables of cases, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcc_desktop.people.duplicates import similar
from rcc_desktop.people.rules import (
    LIKELY,
    Particulars,
    birth_words,
    legal_name,
    likeness,
    shown_name,
    sort_name,
    split_name,
)

MAY_3 = date(1980, 5, 3)
MARIA = Particulars("maria", "nunez", born=MAY_3)


@pytest.mark.parametrize(
    ("first", "middle", "last", "goes_by", "shown", "key"),
    [
        ("María", "Elena", "Nuñez", "", "María Nuñez", "nunez maria"),
        ("María", "Elena", "Nuñez", "Chata", "Chata Nuñez", "nunez chata"),
        ("María", "", "Nuñez", "Chata Reyes", "Chata Reyes", "nunez chata reyes"),
        ("", "", "", "Slim", "Slim", "slim"),
        ("", "", "Nuñez", "", "Nuñez", "nunez"),
        ("", "Elena", "", "", "Elena", "elena"),
        ("明", "", "王", "", "明 王", "王 明"),
        ("?!", "", "", "", "?!", "?!"),
    ],
)
def test_that_what_somebody_goes_by_comes_first(
    first: str, middle: str, last: str, goes_by: str, shown: str, key: str
) -> None:
    assert shown_name(first, middle, last, goes_by) == shown
    assert sort_name(first, middle, last, goes_by) == key


def test_that_the_legal_name_leaves_nothing_out() -> None:
    assert legal_name("María", "Elena", "Nuñez") == "María Elena Nuñez"


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        ("Nuñez, María  Elena", ("María Elena", "Nuñez")),
        ("María Elena Nuñez", ("María Elena", "Nuñez")),
        ("Cher", ("Cher", "")),
        ("", ("", "")),
    ],
)
def test_that_a_typed_name_is_parted(typed: str, parts: tuple[str, str]) -> None:
    assert split_name(typed) == parts


@pytest.mark.parametrize(
    ("born", "year", "words"), [(MAY_3, None, "1980-05-03"), (None, 1980, "1980"), (None, None, "")]
)
def test_that_a_birth_is_a_day_a_year_or_unknown(born: date | None, year: int | None, words: str) -> None:
    assert birth_words(born, year) == words


@pytest.mark.parametrize(
    "other",
    [
        Particulars("maria", "nunez", born=MAY_3),
        Particulars("nunez", "maria", born=MAY_3),
        Particulars("maria", "nunes", born=MAY_3),
        Particulars("maria", "nunez", born=date(1980, 3, 5)),  # day and month swapped
        Particulars("maria", "nunez", born=date(1980, 5, 8)),  # one digit
        Particulars("maria", "nunez", born=date(1908, 5, 3)),  # two digits swapped
        Particulars("maria", "nunez", birth_year=1980),
        Particulars("maria", "", born=MAY_3),
    ],
)
def test_that_the_same_person_written_otherwise_is_likely(other: Particulars) -> None:
    assert likeness(MARIA, other, similar).score >= LIKELY


@pytest.mark.parametrize(
    "other",
    [
        Particulars("maria", "nunez"),  # names alone: there is more than one Maria Nunez
        Particulars("maria", "nunez", born=date(1951, 12, 24)),
        Particulars("maria", "nunez", birth_year=1951),
        Particulars("john", "smith", born=MAY_3),
        Particulars("john", "nunez", born=date(1979, 1, 30)),
    ],
)
def test_that_somebody_else_is_not_likely(other: Particulars) -> None:
    assert likeness(MARIA, other, similar).score < LIKELY


def test_that_a_family_at_one_address_and_phone_is_not_one_person() -> None:
    home = {"phones": frozenset({"5205551234"}), "street": "12 main", "zip": "85701"}
    maria, jose = Particulars("maria", "nunez", **home), Particulars("jose", "nunez", **home)  # type: ignore[arg-type]
    assert likeness(maria, jose, similar).score < LIKELY
    assert likeness(maria, maria, similar).reasons == ("names", "phone", "address")


def test_that_a_nickname_and_a_phone_are_enough_for_a_look() -> None:
    phone = frozenset({"5205551234"})
    known = Particulars("esperanza", "ruiz", others=("lola",), phones=phone)
    assert likeness(Particulars("lola", phones=phone), known, similar).score >= LIKELY


people = st.builds(
    Particulars,
    first=st.sampled_from(["", "maria", "mario", "john"]),
    last=st.sampled_from(["", "nunez", "smith"]),
    born=st.sampled_from([None, MAY_3, date(1980, 3, 5), date(1990, 1, 1)]),
    phones=st.sampled_from([frozenset(), frozenset({"1"}), frozenset({"2"})]),
    street=st.sampled_from(["", "1 main", "2 oak"]),
    zip=st.sampled_from(["", "85701", "85702"]),
)


@given(people, people)
def test_that_likeness_does_not_depend_on_who_comes_first(one: Particulars, other: Particulars) -> None:
    there, back = likeness(one, other, similar), likeness(other, one, similar)
    assert there.score == pytest.approx(back.score)
    assert 0 <= there.score <= 1
