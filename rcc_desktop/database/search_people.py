"""What each person is found by, as one line of words.

A line has four parts, a slash between: the names they go by and have by law, other names, telephone digits, cards.
Every word has a space on both sides, so that " mar" finds words that begin so and " maria " the whole word.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rcc_desktop.database.search_words import card_word, joined, words_of_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from peewee import Database

PARTS = ("name", "other_name", "phone", "code")
"""What a word that fits says of itself, in the order of the parts of a line."""

_SHORTEST_DIGITS = 3
_AT_ONCE = 2000


@dataclass(slots=True)
class Known:
    """What one person is found by, as it lies in the tables."""

    names: Sequence[str]
    last_name: str
    added_on: int
    restricted: bool
    others: list[str] = field(default_factory=list)
    digits: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)

    def line(self) -> str:
        """The words of all four parts."""
        parts = (
            _words(self.names, self.last_name),
            _words(self.others, *self.others),
            [tail for digits in self.digits for tail in tails(digits)],
            [card_word(code) for code in self.codes],
        )
        return " " + " / ".join(" ".join(part) for part in parts) + " "


def known_people(database: Database, people: Sequence[int] | None = None) -> Iterator[dict[int, Known]]:
    """The people given, or everybody, some thousands at a time; whoever is not there is left out."""
    for where in _slices(database, people):
        names = database.execute_sql(
            'SELECT "id", "first_name", "middle_name", "last_name", "goes_by", "added_on", "restricted" FROM "person"'
            f' WHERE "id" {where}'
        )
        found = {
            person: Known((first, middle, last, goes_by), last, added_on, bool(restricted))
            for person, first, middle, last, goes_by, added_on, restricted in names.fetchall()
        }
        for person, name in _of_people(database, "person_name", "name", where):
            found[person].others.append(name)
        for person, digits in _of_people(database, "person_contact", "digits", where):
            found[person].digits.append(digits)
        for person, code in _of_people(database, "person_code", "code", where):
            found[person].codes.append(code)
        yield found


def tails(digits: str) -> list[str]:
    """Every end of a number that has three digits or more, so that the start of an end is any part of the number."""
    return [digits[at:] for at in range(len(digits) - _SHORTEST_DIGITS + 1)]


def name_words(line: str) -> set[str]:
    """The words of the first two parts of a line."""
    return {word for part in line.split("/")[:2] for word in part.split()}


def part_with(line: str, pieces: Sequence[Sequence[str]]) -> str:
    """The first part of a line in which a word begins with one of each list of ``pieces``; "" when they are spread."""
    for name, part in zip(PARTS, line.split("/"), strict=True):
        if all(any(piece in f"{part} " for piece in any_of) for any_of in pieces):
            return name
    return ""


def _words(names: Sequence[str], *run_together: str) -> list[str]:
    """The words of ``names``, each once; names of several words also as one, for those who type no space."""
    found = [word for name in names if name for word in words_of_name(name)]
    found += [joined(name) for name in run_together if " " in name]
    return list(dict.fromkeys(found))


def _slices(database: Database, people: Sequence[int] | None) -> Iterator[str]:
    if people is None:
        (last,) = database.execute_sql('SELECT COALESCE(MAX("id"), 0) FROM "person"').fetchone()
        for first in range(1, last + 1, _AT_ONCE):
            yield f"BETWEEN {first} AND {first + _AT_ONCE - 1}"
        return
    for at in range(0, len(people), _AT_ONCE):
        yield f"IN ({', '.join(map(str, people[at : at + _AT_ONCE]))})"


def _of_people(database: Database, table: str, column: str, where: str) -> list[tuple[int, str]]:
    sql = (
        f'SELECT "person_id", "{column}" FROM "{table}" WHERE "person_id" {where} AND "{column}" <> \'\' ORDER BY "id"'
    )
    rows: list[tuple[int, str]] = database.execute_sql(sql).fetchall()
    return rows
