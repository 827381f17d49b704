"""Finding people as their names are typed: what only this database can do lies behind this one class."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api.fields import to_day
from rcc_desktop.database import search_query, search_tables, search_typos
from rcc_desktop.database.search_query import Wanted
from rcc_desktop.database.search_seen import Sightings
from rcc_desktop.database.search_words import card_word, words_typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from peewee import Database

    from rcc_desktop.api.ledger import Ledger
    from rcc_desktop.database.search_seen import Presence

_HANDFUL = 5
Attempt = tuple[str, list[Wanted]]
"""How somebody would be found ("" where the part that fits says it), and what to ask for."""

_NAMES_LIE_IN = frozenset({"person", "person_name", "person_contact", "person_code"})


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody found, and by what: ``name``, ``other_name``, ``phone``, ``code``, or ``alike`` (a typing mistake)."""

    person: int
    matched_on: str


class SearchIndex:
    """The index over every name, alias, phone and card, kept in the person's own transaction.

    ``seen_on`` is the newest day on which a plugin says the person was here; it breaks ties, because whoever was here
    last is likeliest to be at the desk now.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._ready = False
        self._sightings = Sightings(database)

    def ask_presence_of(self, presences: Sequence[Presence]) -> None:
        """Know from these who was here when. Called before ``prepare``."""
        self._sightings.ask_of(presences)

    def prepare(self) -> bool:
        """Make the index if it is missing, of an older shape, or not of these people, and say whether that was so."""
        sound = search_tables.is_sound(self._database)
        if not sound:
            self.rebuild()
        elif not self._sightings.are_of_today():
            with self._database.atomic():
                self._sightings.recall()
        self._ready = not self._database.in_transaction()
        return not sound

    def rebuild(self) -> None:
        """Make the index anew from the people's own tables."""
        with self._database.atomic():
            search_tables.create(self._database)
            search_tables.fill(self._database)
            self._sightings.recall()

    def follow(self, ledger: Ledger, now: datetime) -> None:
        """Bring the index up to date with what the open transaction moved."""
        if not self._ready and self.prepare():
            return
        tables = {change.table for change in ledger.rows}
        if not tables.isdisjoint(_NAMES_LIE_IN):
            people = set(ledger.people)
            for change in ledger.rows:
                if change.table == "person":
                    people.update(range(change.first, change.last + 1))
            search_tables.reindex(self._database, sorted(people))
        self._sightings.follow(ledger, to_day(now.date()))

    def find(self, text: str, limit: int = 20, *, restricted: bool = False) -> list[Hit]:
        """People who fit every word of ``text``, best first; restricted ones only if asked for.

        Whole words go before beginnings of words, then whoever was here last. Only when fewer than a handful fit as
        typed come those who fit but for one mistake; and only when nobody does, looser guesses: a mistake in a word not
        yet finished, one in each word, letters inside a word.
        """
        if not self._ready:
            self.prepare()
        typed = words_typed(text)
        found: dict[int, Hit] = {}
        enough = _HANDFUL
        for attempts in self._rounds(text, typed):
            for how, wanted in attempts:
                rows = search_query.ask(self._database, wanted, limit=limit, restricted=restricted)
                for person, part in rows:
                    found.setdefault(person, Hit(person, how or part))
            if len(found) >= enough:
                break
            enough = 1
        return list(found.values())[:limit]

    def _rounds(self, text: str, typed: list[str]) -> Iterator[list[Attempt]]:
        """What to ask for, the likeliest first; each round is worked out only when those before brought too little."""
        if not typed:
            return
        as_typed = [Wanted((word,)) for word in typed]
        yield [("", [Wanted((card_word(text),), whole=True)]), ("", as_typed)]
        names = [at for at, word in enumerate(typed) if not word.isdigit()]
        mistaken = {at: search_typos.alike(self._database, typed[at]) for at in names}
        for closeness in (0, 1):
            yield [
                ("alike", _instead(as_typed, at, mistaken[at][closeness])) for at in names if mistaken[at][closeness]
            ]
        if len(names) > 1:
            both = [Wanted((word, *(mistaken[at][0] if at in names else ()))) for at, word in enumerate(typed)]
            yield [("alike", both)]
        inside = {at: search_typos.containing(self._database, typed[at]) for at in names}
        yield [("alike", _instead(as_typed, at, inside[at])) for at in names if inside[at]]


def _instead(wanted: list[Wanted], at: int, others: Sequence[str]) -> list[Wanted]:
    """``wanted`` with any of ``others``, as a whole word, in one place."""
    return [*wanted[:at], Wanted(tuple(others), whole=True), *wanted[at + 1 :]]
