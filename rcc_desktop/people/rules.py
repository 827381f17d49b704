"""Decisions about people: what they are called, where they stand in a list, and who may be the same person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.database.search_words import folded  # of the standard library's, all of it

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

LIKELY = 0.58
"""From this likeness on, two files are shown as perhaps the same person. Never more than shown."""

_NAMES, _BIRTH, _PHONE, _ADDRESS = 0.5, 0.3, 0.3, 0.34
_SAME_ZIP = 0.4
_OTHER_BIRTH = 0.2
_OTHER_NAME_AT_MOST = 0.55
_ALIKE = 0.8  # below this likeness (Jaro-Winkler, Winkler 1990), two words are two words


def shown_name(first: str, middle: str, last: str, goes_by: str) -> str:
    """What somebody goes by comes first, always; "Chata Ruiz" for Esperanza Ruiz who goes by Chata.

    Whoever goes by more than one word has said all of it. The middle name is shown only where nothing else is known.
    """
    if goes_by and (" " in goes_by or not last):
        return goes_by
    return " ".join(part for part in (goes_by or first or middle, last) if part)


def legal_name(first: str, middle: str, last: str) -> str:
    """The name on a card or a letter from the court."""
    return " ".join(part for part in (first, middle, last) if part)


def sort_name(first: str, middle: str, last: str, goes_by: str) -> str:
    """What a list of people is sorted by: last name, then what they go by, without accents or case. Never shown."""
    given = goes_by or first or middle
    words = f"{last} {given}".strip()
    return folded(words) or words


def birth_words(born: date | None, year: int | None) -> str:
    """The birth date or year as text; "" when neither is known."""
    if born is not None:
        return born.isoformat()
    return "" if year is None else str(year)


def split_name(name: str) -> tuple[str, str]:
    """First and last name of one typed name: "Ruiz, Esperanza" and "Esperanza Ruiz" are the same person."""
    if "," in name:
        last, _comma, first = name.partition(",")
        return " ".join(first.split()), " ".join(last.split())
    words = name.split()
    if len(words) < 2:
        return (words[0] if words else ""), ""
    return " ".join(words[:-1]), words[-1]


@dataclass(frozen=True, slots=True)
class Particulars:
    """What two files are compared by. Names and address are folded (no accents, no case); digits are bare."""

    first: str = ""
    last: str = ""
    others: tuple[str, ...] = ()
    born: date | None = None
    birth_year: int | None = None
    phones: frozenset[str] = frozenset()
    street: str = ""
    zip: str = ""

    @property
    def knows_birth(self) -> bool:
        """Whether there is a birth date or year to compare by."""
        return self.born is not None or self.birth_year is not None


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two files are, 0 to 1, and which parts say so (``names``, ``birth``, ``phone``, ``address``)."""

    score: float
    reasons: tuple[str, ...]


def likeness(one: Particulars, other: Particulars, similar: Callable[[str, str], float]) -> Likeness:
    """How likely two files are the same person, by all that both of them say.

    Only what both have is weighed, and names alone never reach ``LIKELY``: there is more than one Maria Garcia. A birth
    date that differs beyond a slip of the pen counts against, a matching phone or address for it; but those are shared
    by a family, so an unlike first name needs the birth date. Weights: found on FEBRL's pairs (Christen 2008), rounded.
    """
    names = _names_alike(one, other, similar)
    birth = _birth_alike(one, other)
    phone = _phones_alike(one, other)
    address = _address_alike(one, other, similar)
    score = _NAMES * names + _PHONE * (phone or 0.0) + _ADDRESS * (address or 0.0)
    if birth is not None:
        score += _BIRTH * birth if birth else -_OTHER_BIRTH
    if not birth and names <= 0.5 and one.first and other.first:
        score = min(score, _OTHER_NAME_AT_MOST)
    parts = (("names", names), ("birth", birth), ("phone", phone), ("address", address))
    return Likeness(max(0.0, min(1.0, score)), tuple(name for name, part in parts if part and part >= _ALIKE))


def _names_alike(one: Particulars, other: Particulars, similar: Callable[[str, str], float]) -> float:
    """The better of straight and swapped; a nickname counts as a first name, one missing part as half alike."""
    firsts = (one.first, *one.others)
    straight = (_best(firsts, (other.first, *other.others), similar) + _word(one.last, other.last, similar)) / 2
    swapped = (_word(one.first, other.last, similar) + _word(one.last, other.first, similar)) / 2
    return max(straight, swapped)


def _best(some: tuple[str, ...], others: tuple[str, ...], similar: Callable[[str, str], float]) -> float:
    return max(_word(one, other, similar) for one in some for other in others)


def _word(one: str, other: str, similar: Callable[[str, str], float]) -> float:
    if not one or not other:
        return 0.5
    alike = 1.0 if one == other else similar(one, other)
    return alike if alike >= _ALIKE else 0.0


def _birth_alike(one: Particulars, other: Particulars) -> float | None:
    if one.born is not None and other.born is not None:
        return _days_alike(one.born, other.born)
    years = [person.born.year if person.born else person.birth_year for person in (one, other)]
    if None in years:
        return None
    return 0.6 if years[0] == years[1] else 0.0


def _days_alike(one: date, other: date) -> float:
    """1 for the same day, .9 for day and month swapped, .85 for one digit wrong or two neighbors swapped, else 0."""
    if one == other:
        return 1.0
    if one.year == other.year and (one.month, one.day) == (other.day, other.month):
        return 0.9
    this, that = one.strftime("%Y%m%d"), other.strftime("%Y%m%d")
    differ = [at for at, (left, right) in enumerate(zip(this, that, strict=True)) if left != right]
    if len(differ) == 1:
        return 0.85
    first, *rest = differ
    swapped = rest == [first + 1] and this[first] == that[first + 1] and this[first + 1] == that[first]
    return 0.85 if swapped else 0.0


def _phones_alike(one: Particulars, other: Particulars) -> float | None:
    if not one.phones or not other.phones:
        return None
    return 1.0 if one.phones & other.phones else 0.0


def _address_alike(one: Particulars, other: Particulars, similar: Callable[[str, str], float]) -> float | None:
    """The street if both have one; a ZIP code alone says a little."""
    same_zip = bool(one.zip) and one.zip == other.zip
    if not one.street or not other.street:
        return _SAME_ZIP if same_zip else None
    street = _word(one.street, other.street, similar)
    return max(street if same_zip or not (one.zip and other.zip) else 0.9 * street, _SAME_ZIP if same_zip else 0.0)
