"""Asking the index: which people fit, best first, without ever sorting a tenth of the center for three letters."""

from __future__ import annotations

import json
from dataclasses import dataclass
from math import isqrt
from typing import TYPE_CHECKING

from rcc_desktop.database.search_people import part_with

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peewee import Database

_WALK_COST = 3  # reading one person by recency costs about this many times sorting one who fits
_LONGEST_WALK = 8000


@dataclass(frozen=True, slots=True)
class Wanted:
    """One word that must be there: any of these, as the beginning of a word or as the whole of it."""

    any_of: tuple[str, ...]
    whole: bool = False

    @property
    def expression(self) -> str:
        """As the full-text index is asked. Words are quoted, so whatever was typed is only ever a word."""
        star = "" if self.whole else "*"
        return "(" + " OR ".join('"{}"{}'.format(word.replace('"', '""'), star) for word in self.any_of) + ")"

    @property
    def pieces(self) -> tuple[str, ...]:
        """As a line of words is searched for it."""
        end = " " if self.whole else ""
        return tuple(f" {word}{end}" for word in self.any_of)


def ask(database: Database, wanted: Sequence[Wanted], *, limit: int, restricted: bool) -> list[tuple[int, str]]:
    """The people who have every one of ``wanted``, and the part they have them in; whole words first, then recency."""
    expression = " AND ".join(one.expression for one in wanted)
    many = _many(database, limit)
    fitting = _fitting(database, expression, many + 1)
    if not fitting:
        return []
    rows = _walk(database, wanted, limit, restricted) if len(fitting) > many else []
    if len(rows) < limit:
        everybody = fitting if len(fitting) <= many else _fitting(database, expression, -1)
        rows = _sort(database, everybody, wanted, limit, restricted)
    return [(person, part_with(line, [one.pieces for one in wanted])) for person, line in rows]


def _fitting(database: Database, expression: str, most: int) -> list[int]:
    sql = 'SELECT rowid FROM "search_words" WHERE "search_words" MATCH ? LIMIT ?'
    return [person for (person,) in database.execute_sql(sql, (expression, most)).fetchall()]


def _many(database: Database, limit: int) -> int:
    """From how many on it is quicker to walk through people by recency than to sort those who fit.

    Sorting costs as many steps as fit; walking about ``limit * people / fit`` of three times the price.
    """
    (people,) = database.execute_sql('SELECT COALESCE(MAX("person"), 0) FROM "search_seen"').fetchone()
    return isqrt(_WALK_COST * limit * people) + 1


def _walk(database: Database, wanted: Sequence[Wanted], limit: int, restricted: bool) -> list[tuple[int, str]]:
    fits = " AND ".join("(" + " OR ".join('instr(t."words", ?)' for _piece in one.pieces) + ")" for one in wanted)
    sql = (
        'SELECT t."person", t."words" FROM (SELECT "person" FROM "search_seen" WHERE "restricted" <= ? '
        'ORDER BY "recent_on" DESC, "person" DESC LIMIT ?) s CROSS JOIN "search_text" t ON t."person" = s."person" '
        f"WHERE {fits} LIMIT ?"
    )
    pieces = [piece for one in wanted for piece in one.pieces]
    rows: list[tuple[int, str]] = database.execute_sql(sql, [restricted, _LONGEST_WALK, *pieces, limit]).fetchall()
    return rows


def _sort(
    database: Database, people: Sequence[int], wanted: Sequence[Wanted], limit: int, restricted: bool
) -> list[tuple[int, str]]:
    begun = [f" {one.any_of[0]} " for one in wanted if not one.whole]
    exact = " + ".join('(instr(t."words", ?) > 0)' for _word in begun) or "NULL"
    sql = (
        'SELECT s."person", t."words" FROM json_each(?) f CROSS JOIN "search_seen" s ON s."person" = f.value '
        'CROSS JOIN "search_text" t ON t."person" = f.value WHERE s."restricted" <= ? '
        f'ORDER BY {exact} DESC, s."recent_on" DESC, s."person" DESC LIMIT ?'
    )
    parameters = [json.dumps(people), restricted, *begun, limit]
    rows: list[tuple[int, str]] = database.execute_sql(sql, parameters).fetchall()
    return rows
