"""People who do not exist, for a made-up center: written through the same tables, the same each time by seed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.acting import needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.made_up import MadeUpPerson
from rcc_desktop.api.records import ContactWay, Person, PersonAnswer, PersonCode, PersonName
from rcc_desktop.people.made_up_names import NAMINGS, NICKNAMES, STREETS
from rcc_desktop.people.rules import shown_name, sort_name

if TYPE_CHECKING:
    from random import Random

PERSON_COLUMNS = (
    "shown_name",
    "sort_name",
    "first_name",
    "last_name",
    "goes_by",
    "pronouns",
    "birth_on",
    "birth_year",
    "street",
    "city",
    "state",
    "zip",
    "restricted",
    "added_on",
)
SAME_PERSON_TWICE = 0.015  # about what a busy desk makes of itself in a few years
PRONOUNS = ("", "", "", "", "she/her", "he/him", "they/them")
RACES = ("2106-3", "2106-3", "2106-3", "2054-5", "2054-5", "2135-2", "2028-9", "1002-5", "2118-8", "9", "8")
SEXES = ("0", "1", "1", "9")
LIVING = ("410", "410", "335", "336", "329", "101", "116", "435", "8", "9")


@needs("people.import")
def make_people(chance: Random, count: int, first_day: date, today: date) -> list[MadeUpPerson]:
    """Add ``count`` made-up people who came first between the two days; a few of them are on file twice."""
    days = max(1, (today - first_day).days)
    drafts: list[tuple[Any, ...]] = []
    arrivals: list[date] = []
    for _number in range(count):
        if drafts and chance.random() < SAME_PERSON_TWICE:
            drafts.append(_again(chance, chance.choice(drafts)))
        else:
            drafts.append(_someone(chance))
        arrivals.append(first_day + timedelta(days=int(days * chance.random() ** 0.85)))
    rows = [(*draft, to_day(day)) for draft, day in zip(drafts, arrivals, strict=True)]
    ids = Person.add_many(PERSON_COLUMNS, rows)
    _add_around(chance, ids)
    return [MadeUpPerson(person, day, _how_often(chance)) for person, day in zip(ids, arrivals, strict=True)]


def _someone(chance: Random) -> tuple[Any, ...]:
    naming = chance.choices(NAMINGS, weights=[naming.share for naming in NAMINGS])[0]
    first, last = chance.choice(naming.first), chance.choice(naming.last)
    goes_by = chance.choice(NICKNAMES) if chance.random() < 0.12 else ""
    born = date(1943, 1, 1) + timedelta(days=int(chance.triangular(0, 23_000, 14_500)))
    known = chance.random()
    birth_on, birth_year = (to_day(born), None) if known < 0.6 else (None, born.year) if known < 0.75 else (None, None)
    lives = chance.random() < 0.55
    return (
        shown_name(first, "", last, goes_by),
        sort_name(first, "", last, goes_by),
        first,
        last,
        goes_by,
        chance.choice(PRONOUNS),
        birth_on,
        birth_year,
        f"{chance.randrange(1, 9900)} {chance.choice(STREETS)} Street" if lives else "",
        "Springfield" if lives else "",
        "PA" if lives else "",
        f"191{chance.randrange(1, 55):02}" if lives else "",
        int(chance.random() < 0.004),
    )


def _again(chance: Random, draft: tuple[Any, ...]) -> tuple[Any, ...]:
    """The same person as written down a second time: a letter short, or without a birth date."""
    first, last = str(draft[2]), str(draft[3])
    if chance.random() < 0.5 and len(last) > 4:
        at = chance.randrange(1, len(last) - 1)
        last = last[:at] + last[at + 1 :]
    return (shown_name(first, "", last, ""), sort_name(first, "", last, ""), first, last, "", "", None, *draft[7:])


def _add_around(chance: Random, ids: range) -> None:
    names, ways, codes, answers = [], [], [], []
    for person in ids:
        if chance.random() < 0.05:
            names.append((person, "alias", chance.choice(NICKNAMES)))
        if chance.random() < 0.62:
            number = f"215555{chance.randrange(10_000):04}"
            told = chance.choice((None, 1, 1, 0))
            ways.append((person, "phone", f"({number[:3]}) {number[3:6]}-{number[6:]}", number, told))
        if chance.random() < 0.2:
            codes.append((person, "card", "", f"C{person:06}"))
        answers.extend(_answers(chance, person))
    PersonName.add_many(("person", "kind", "name"), names)
    ContactWay.add_many(("person", "kind", "value", "digits", "ok_to_message"), ways)
    PersonCode.add_many(("person", "kind", "source", "code"), codes)
    PersonAnswer.add_many(("person", "question", "code"), answers)


def _answers(chance: Random, person: int) -> list[tuple[int, str, str]]:
    if chance.random() < 0.35:
        return []
    races = {chance.choice(RACES), chance.choice(RACES)} if chance.random() < 0.1 else {chance.choice(RACES)}
    alone = races & {"8", "9"}
    chosen = sorted(alone)[:1] or sorted(races)
    return [
        *((person, "race", code) for code in chosen),
        (person, "sex", chance.choice(SEXES)),
        (person, "living_situation", chance.choice(LIVING)),
    ]


def _how_often(chance: Random) -> float:
    """Visits a month: many come once or twice, some nearly every day."""
    return min(24.0, chance.paretovariate(0.9) * 0.25)
