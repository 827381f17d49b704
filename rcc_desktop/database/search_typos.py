"""Names with one letter missing, added, changed, or two letters swapped.

Every distinct name word is kept with all it becomes when one letter is left out, and so are its first four to seven
letters; what is typed is treated the same, and the two meet there (the idea is Wolf Garbe's SymSpell). Whatever meets
is then checked letter by letter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from peewee import Database

_SHORTEST = 3
_BEGINNINGS = (4, 5, 6, 7)
_LONGEST = _BEGINNINGS[-1]
_MOST_ALIKE = 24

TABLES = (
    'CREATE TABLE "search_word" ("id" INTEGER PRIMARY KEY, "word" TEXT NOT NULL UNIQUE)',
    'CREATE TABLE "search_near" ("near" TEXT, "word_id" INTEGER, PRIMARY KEY ("near", "word_id")) WITHOUT ROWID',
)


def learn(database: Database, words: Iterable[str]) -> None:
    """Keep these name words; those already kept stay as they are."""
    fresh = [(word,) for word in sorted(set(words)) if len(word) >= _SHORTEST]
    cursor = database.cursor()
    (last,) = database.execute_sql('SELECT COALESCE(MAX("id"), 0) FROM "search_word"').fetchone()
    cursor.executemany('INSERT OR IGNORE INTO "search_word" ("word") VALUES (?)', fresh)
    learned = database.execute_sql('SELECT "id", "word" FROM "search_word" WHERE "id" > ?', (last,)).fetchall()
    pairs = sorted((near, row) for row, word in learned for near in _kept_by(word))
    cursor.executemany('INSERT INTO "search_near" ("near", "word_id") VALUES (?, ?)', pairs)


def forget(database: Database, word: str) -> None:
    """Leave no trace of a name word that nobody has any longer."""
    found = database.execute_sql('SELECT "id" FROM "search_word" WHERE "word" = ?', (word,)).fetchone()
    if found is None:
        return
    rows = [(near, found[0]) for near in _kept_by(word)]
    database.cursor().executemany('DELETE FROM "search_near" WHERE "near" = ? AND "word_id" = ?', rows)
    database.execute_sql('DELETE FROM "search_word" WHERE "id" = ?', found)


def alike(database: Database, typed: str) -> tuple[list[str], list[str]]:
    """Name words one mistake away from ``typed``; and those that begin with something one mistake away."""
    from rapidfuzz.distance import OSA

    if len(typed) < _SHORTEST - 1:
        return [], []
    nears = sorted(_shortened(typed[:_LONGEST]))
    places = ", ".join("?" for _near in nears)
    sql = (
        'SELECT DISTINCT w."word" FROM "search_near" n JOIN "search_word" w ON w."id" = n."word_id" '
        f'WHERE n."near" IN ({places})'
    )
    whole: list[str] = []
    begun: list[str] = []
    for (word,) in database.execute_sql(sql, nears):
        if word.startswith(typed):
            continue
        if OSA.distance(typed, word, score_cutoff=1) <= 1:
            whole.append(word)
        elif any(
            OSA.distance(typed, word[:length], score_cutoff=1) <= 1 for length in range(len(typed) - 1, len(typed) + 2)
        ):
            begun.append(word)
    return _likeliest(typed, whole), _likeliest(typed, begun)


def containing(database: Database, piece: str) -> list[str]:
    """Name words with ``piece`` somewhere inside."""
    if len(piece) < _SHORTEST:
        return []
    sql = 'SELECT "word" FROM "search_word" WHERE instr("word", ?) > 1 LIMIT ?'
    return [word for (word,) in database.execute_sql(sql, (piece, _MOST_ALIKE))]


def _likeliest(typed: str, words: list[str]) -> list[str]:
    """People rarely get the first letter wrong."""
    return sorted(words, key=lambda word: (word[0] != typed[0], abs(len(word) - len(typed)), word))[:_MOST_ALIKE]


def _kept_by(word: str) -> set[str]:
    """Everything ``word`` is found under."""
    beginnings = {word[:length] for length in _BEGINNINGS} if len(word) > _SHORTEST else {word}
    return {near for beginning in beginnings for near in _shortened(beginning)}


def _shortened(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}
