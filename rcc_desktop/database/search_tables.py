"""The tables of the search index: made, filled, and kept in step with the people they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.database import search_seen, search_typos
from rcc_desktop.database.search_people import Known, known_people, name_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from peewee import Database

SHAPE = 2
"""Counts on when the tables or the words in them change; an index of another shape is made anew."""

# The ascii tokenizer parts words at spaces and slashes only, whatever the script: the folding has parted them already.
_TABLES = (
    'CREATE TABLE "search_shape" ("shape" INTEGER NOT NULL)',
    'CREATE TABLE "search_text" ("person" INTEGER PRIMARY KEY, "words" TEXT NOT NULL)',
    "CREATE VIRTUAL TABLE \"search_words\" USING fts5(\"words\", content='search_text', content_rowid='person', "
    "tokenize='ascii', prefix='1 2 3', detail='none')",
    'INSERT INTO "search_words" ("search_words", "rank") VALUES (\'secure-delete\', 1)',
    *search_seen.TABLES,
    *search_typos.TABLES,
)
_NAMES = ("search_words", "search_shape", "search_text", "search_seen", "search_presence", "search_word", "search_near")
_ADD = 'INSERT INTO "search_words" (rowid, "words") VALUES (?, ?)'
_DROP = 'INSERT INTO "search_words" ("search_words", rowid, "words") VALUES (\'delete\', ?, ?)'
_AT_ONCE = 500


def is_sound(database: Database) -> bool:
    """Whether the index is there, of today's shape, and about as many people as there are."""
    there = database.execute_sql("SELECT 1 FROM sqlite_master WHERE name = 'search_shape'").fetchone()
    if there is None or database.execute_sql('SELECT "shape" FROM "search_shape"').fetchone() != (SHAPE,):
        return False
    counts = database.execute_sql('SELECT (SELECT count(*) FROM "person"), (SELECT count(*) FROM "search_text")')
    people, indexed = counts.fetchone()
    return bool(people == indexed)


def create(database: Database) -> None:
    """Make the tables, empty."""
    for name in _NAMES:
        database.execute_sql(f'DROP TABLE IF EXISTS "{name}"')
    for statement in _TABLES:
        database.execute_sql(statement)


def fill(database: Database) -> None:
    """Index everybody, into empty tables."""
    words: set[str] = set()
    for people in known_people(database):
        words |= _insert(database, people)
    search_typos.learn(database, words)
    database.execute_sql('INSERT INTO "search_shape" VALUES (?)', (SHAPE,))


def reindex(database: Database, people: Sequence[int]) -> None:
    """Index these people anew; whoever of them is gone is taken out, and no word of theirs stays behind."""
    gone: set[str] = set()
    for at in range(0, len(people), _AT_ONCE):
        gone |= _remove(database, people[at : at + _AT_ONCE])
    words: set[str] = set()
    for known in known_people(database, people):
        words |= _insert(database, known)
    search_typos.learn(database, words)
    for word in gone - words:
        if not _anybody_has(database, word):
            search_typos.forget(database, word)


def _insert(database: Database, people: Mapping[int, Known]) -> set[str]:
    lines = [(person, known.line()) for person, known in people.items()]
    cursor = database.cursor()
    cursor.executemany('INSERT INTO "search_text" ("person", "words") VALUES (?, ?)', lines)
    cursor.executemany(_ADD, lines)
    search_seen.enter(database, people)
    return {word for _person, line in lines for word in name_words(line)}


def _remove(database: Database, people: Iterable[int]) -> set[str]:
    some = ", ".join(map(str, people))
    lines = database.execute_sql(f'SELECT "person", "words" FROM "search_text" WHERE "person" IN ({some})').fetchall()
    if lines:
        database.cursor().executemany(_DROP, lines)
        database.execute_sql(f'DELETE FROM "search_text" WHERE "person" IN ({some})')
    search_seen.leave(database, some)
    return {word for _person, line in lines for word in name_words(line)}


def _anybody_has(database: Database, word: str) -> bool:
    sql = 'SELECT 1 FROM "search_words" WHERE "search_words" MATCH ? LIMIT 1'
    return database.execute_sql(sql, (f'"{word}"',)).fetchone() is not None
