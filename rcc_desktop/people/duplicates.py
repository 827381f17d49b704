"""Who may be the same person as somebody being typed in, or as another row of a file: shown, never refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.record import fetch
from rcc_desktop.api.records import ContactWay, Person, PersonName
from rcc_desktop.api.words import words
from rcc_desktop.database.search import SearchIndex
from rcc_desktop.database.search_words import folded, telephone_digits
from rcc_desktop.people import files, finding
from rcc_desktop.people.rules import LIKELY, Likeness, Particulars, likeness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from rcc_desktop.api.people_found import PersonFound
    from rcc_desktop.people.rows import NewPerson

_, ngettext = words("rcc_desktop")

_NAMES_ALONE = 0.45
"""From here on somebody is worth a look where there is no more than a name to go by."""

_CANDIDATES = 40
_MOST_IN_A_GROUP = 12

_REASONS = {
    "names": _("similar name"),
    "birth": _("same or similar birth date"),
    "phone": _("same phone"),
    "address": _("same address"),
}


def likely_same(typed: NewPerson, limit: int, today: date) -> tuple[PersonFound, ...]:
    """People here who may be the one being typed in, the likeliest first, each with what speaks for it."""
    mine = particulars_of(typed)
    compared = [(person, theirs, likeness(mine, theirs, similar)) for person, theirs in _candidates(mine).items()]
    worth = [(person, alike) for person, theirs, alike in compared if _worth_a_look(mine, theirs, alike)]
    likely = sorted(worth, key=lambda one: (-one[1].score, one[0]))
    return finding.as_found([(person, reasons(alike)) for person, alike in likely[:limit]], today)


def reasons(alike: Likeness) -> str:
    """What makes two files alike, in words."""
    return ", ".join(_REASONS[reason] for reason in alike.reasons)


@cache
def _jaro_winkler() -> Callable[[str, str], float]:
    from rapidfuzz.distance import JaroWinkler  # takes a moment to load, so not before it is needed

    return partial(JaroWinkler.similarity, score_cutoff=0.8)


def similar(one: str, other: str) -> float:
    """How alike two words are, 0 to 1, by Jaro-Winkler; 0 below .8."""
    return _jaro_winkler()(one, other)


def street_words(street: str) -> str:
    """An address for comparing: its words in one order, because the house and the street change places."""
    return " ".join(sorted(folded(street).split()))


def particulars_of(typed: NewPerson) -> Particulars:
    """What somebody typed, made comparable."""
    digits = telephone_digits(typed.phone)
    return Particulars(
        first=folded(typed.first_name),
        last=folded(typed.last_name),
        others=tuple(folded(name) for name in (typed.goes_by, *typed.aliases) if name),
        born=typed.birth_on,
        birth_year=typed.birth_year,
        phones=frozenset({digits} if digits else ()),
        street=street_words(typed.street),
        zip=typed.zip[:5],
    )


def particulars_here(people: Sequence[int] | None = None) -> Iterator[tuple[int, Particulars]]:
    """The same of people who are here: those given, or everybody."""
    rows = Person.select(
        Person.id,
        Person.first_name,
        Person.last_name,
        Person.goes_by,
        Person.birth_on,
        Person.birth_year,
        Person.street,
        Person.zip,
    )
    names = PersonName.select(PersonName.person, PersonName.name)
    numbers = ContactWay.select(ContactWay.person, ContactWay.digits).where(ContactWay.digits != "")
    if people is not None:
        rows = rows.where(Person.id.in_(people))
        names = names.where(PersonName.person.in_(people))
        numbers = numbers.where(ContactWay.person.in_(people))
    others = files.grouped(fetch(names))
    phones = files.grouped(fetch(numbers))
    for person, first, last, goes_by, birth_on, birth_year, street, zip_code in fetch(rows):
        yield (
            person,
            Particulars(
                folded(first),
                folded(last),
                tuple(folded(name) for name in (goes_by, *others.get(person, ())) if name),
                None if birth_on is None else from_day(birth_on),
                birth_year,
                frozenset(phones.get(person, ())),
                street_words(street),
                zip_code[:5],
            ),
        )


@dataclass(slots=True)
class Neighborhood:
    """People grouped so that only those with something in common are compared. ``keys`` limits who is worth keeping."""

    keys: frozenset[object] | None = None
    _groups: dict[object, list[tuple[Any, Particulars]]] = field(default_factory=dict)

    def add(self, who: object, theirs: Particulars) -> None:
        """Put somebody among the others."""
        for key in keys_of(theirs):
            if self.keys is None or key in self.keys:
                self._groups.setdefault(key, []).append((who, theirs))

    def likeliest(self, mine: Particulars) -> tuple[Any, Likeness] | None:
        """Whoever is most alike, if alike enough to be shown."""
        best: tuple[Any, Likeness] | None = None
        for who, theirs in self._near(mine):
            alike = likeness(mine, theirs, similar)
            if alike.score >= LIKELY and (best is None or alike.score > best[1].score):
                best = (who, alike)
        return best

    def _near(self, mine: Particulars) -> Iterable[tuple[Any, Particulars]]:
        """Whoever shares a group with ``mine``; a group too large to say anything is looked at in part."""
        found: dict[Any, Particulars] = {}
        for key in keys_of(mine):
            found.update(self._groups.get(key, [])[-_MOST_IN_A_GROUP:])
        return found.items()


def keys_of(mine: Particulars) -> set[object]:
    """The groups somebody belongs to: birth date (day and month in either order), phone, names, beginnings of names."""
    keys: set[object] = set(mine.phones)
    if mine.born is not None:
        keys.add((mine.born.year, *sorted((mine.born.month, mine.born.day))))
        keys.update((mine.born.replace(year=2000), name[:3]) for name in (mine.first, mine.last) if name)
    if mine.first and mine.last:
        keys.add(frozenset((mine.first, mine.last)))
        keys.update(((mine.first[:3], mine.last[:3]), (mine.last[:3], mine.first[:3])))
    if mine.street:
        keys.add(("street", mine.street))
    if mine.zip:
        keys.update((mine.zip, name) for name in (mine.first, mine.last) if name)
    keys.update((name, mine.born or mine.birth_year) for name in mine.others)
    return keys


def _worth_a_look(mine: Particulars, theirs: Particulars, alike: Likeness) -> bool:
    """A name is enough as long as nothing else was typed, or the birth date that was typed has none to stand beside."""
    if alike.score >= LIKELY:
        return True
    only_a_name = not (mine.knows_birth or mine.phones)
    no_birth_to_compare = "names" in alike.reasons and not (mine.knows_birth and theirs.knows_birth)
    return alike.score >= _NAMES_ALONE and (only_a_name or no_birth_to_compare)


def _candidates(mine: Particulars) -> dict[int, Particulars]:
    people: set[int] = set()
    names = " ".join(name for name in (mine.first, mine.last) if name) or " ".join(mine.others[:1])
    if len(names) > 1:
        hits = SearchIndex(files.center).find(names, _CANDIDATES, restricted=files.sees_restricted())
        people.update(hit.person for hit in hits)
    if mine.phones:
        numbers = ContactWay.select(ContactWay.person).where(ContactWay.digits.in_(mine.phones))
        people.update(person for (person,) in fetch(numbers.limit(_CANDIDATES)))
    if mine.born is not None:
        born = Person.select(Person.id).where(Person.birth_on.in_(_days_like(mine.born)))
        people.update(person for (person,) in fetch(born.limit(5 * _CANDIDATES)))
    return dict(particulars_here(sorted(people))) if people else {}


def _days_like(born: date) -> list[int]:
    """The day, and the one with day and month swapped."""
    days = [to_day(born)]
    if born.day <= 12:
        days.append(to_day(date(born.year, born.day, born.month)))
    return days
