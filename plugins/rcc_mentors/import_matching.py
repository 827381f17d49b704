"""What a row of a spreadsheet says: who it is about (never guessed), and how long. No store."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

DIGITS_OF_A_PHONE = 10
DAY_MINUTES = 24 * 60
_CLOCK = re.compile(r"(\d{1,2}):([0-5]\d)")
_HOURS = re.compile(r"(\d{1,2}(?:[.,]\d{1,2})?)\s*(?:h|hr|hrs|hours|horas)?", re.IGNORECASE)
_MINUTES = re.compile(r"(\d{1,4})\s*(?:min|mins|minutes|minutos)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Said:
    """What a row says of who it is about."""

    first: str
    last: str
    email: str = ""
    phone: str = ""

    @property
    def shown(self) -> str:
        """The name as it is written in a list."""
        return f"{self.first} {self.last}".strip()

    @property
    def ways(self) -> frozenset[str]:
        """Ways to reach them, in the form they are compared in."""
        return frozenset(way for way in (email_key(self.email), phone_key(self.phone)) if way)


@dataclass(slots=True)
class OnFile:
    """Somebody here whom a row may be about; ``mentor`` is their hat, if they wear one."""

    person: int
    name: str
    names: set[str] = field(default_factory=set)
    ways: set[str] = field(default_factory=set)
    mentor: int | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """Who a row is about, if that is certain; else those it may be about, so that somebody looks."""

    found: OnFile | None
    alike: tuple[OnFile, ...] = ()


class Files:
    """Everybody the acting person may know of, by name and by ways to reach them."""

    def __init__(self, people: Sequence[OnFile]) -> None:
        self._by_name: dict[str, list[OnFile]] = defaultdict(list)
        self._by_way: dict[str, list[OnFile]] = defaultdict(list)
        for one in people:
            for name in one.names:
                self._by_name[name].append(one)
            for way in one.ways:
                self._by_way[way].append(one)

    def match(self, said: Said) -> Match:
        """The one with that name and that way to reach them; else the only one of that name, if nothing speaks
        against it; among several of one name, the only mentor. A phone alone is nobody: families share them.
        """
        named = self._by_name.get(name_key(said.shown), [])
        reached = [one for way in sorted(said.ways) for one in self._by_way.get(way, ())]
        certain = [one for one in named if one in reached]
        if len(certain) == 1:
            return Match(certain[0])
        open_ones = [one for one in named if not _contradicts(said, one)]
        mentors = [one for one in open_ones if one.mentor is not None]
        for only in (open_ones, mentors):
            if len(only) == 1 and (len(named) == 1 or only is mentors):
                return Match(only[0])
        return Match(None, tuple({one.person: one for one in named or reached}.values()))


def name_key(name: str) -> str:
    """A name without accents, case and doubled spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    return " ".join("".join(letter for letter in plain if not unicodedata.combining(letter)).split())


def email_key(email: str) -> str:
    """An e-mail address without case."""
    return email.strip().casefold()


def phone_key(phone: str) -> str:
    """The last ten digits; nothing for what is no phone."""
    digits = "".join(letter for letter in phone if letter.isdecimal())
    return digits[-DIGITS_OF_A_PHONE:] if len(digits) >= DIGITS_OF_A_PHONE else ""


def name_of(row: Mapping[str, object]) -> tuple[str, str]:
    """First and last name, from their own columns or out of "Nuñez, María" or "María Nuñez"."""
    first, last = (str(row.get(key, "")).strip() for key in ("first_name", "last_name"))
    if first or last:
        return first, last
    whole = str(row.get("full_name", "")).strip()
    if "," in whole:
        last, _comma, first = (part.strip() for part in whole.partition(","))
        return first, last
    first, _space, last = whole.rpartition(" ")
    return (first.strip(), last) if first else (last, "")


def said_by(row: Mapping[str, object]) -> Said:
    """What a row of either file says of who it is about."""
    return Said(*name_of(row), str(row.get("email", "")).strip(), str(row.get("phone", "")).strip())


def minutes_in(text: str) -> int | None:
    """``2.5``, ``2,5``, ``2:30``, ``2.5 h`` or ``150 min`` as whole minutes; None for anything else, or over a day."""
    typed = text.strip()
    if found := _CLOCK.fullmatch(typed):
        minutes = int(found[1]) * 60 + int(found[2])
    elif found := _MINUTES.fullmatch(typed):
        minutes = int(found[1])
    elif found := _HOURS.fullmatch(typed):
        minutes = round(Fraction(found[1].replace(",", ".")) * 60)
    else:
        return None
    return minutes if 0 < minutes <= DAY_MINUTES else None


def _contradicts(said: Said, one: OnFile) -> bool:
    """Whether both have an address, or both have a phone, and nothing in common."""
    kinds = [{"@" in way for way in ways} for ways in (said.ways, one.ways)]
    return bool(kinds[0] & kinds[1]) and said.ways.isdisjoint(one.ways)
