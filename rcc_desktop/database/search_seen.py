"""When people were last here: the newest day any plugin says so, and not what the shape of its tables may suggest.

A seat on the council or a ride is a hat of its own; only what a plugin declares as ``PluginInfo.presence`` counts as
having been here, and no longer once it is undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from peewee import Database

    from rcc_desktop.api.ledger import Ledger
    from rcc_desktop.database.search_people import Known

TABLES = (
    'CREATE TABLE "search_seen" ("person" INTEGER PRIMARY KEY, "recent_on" INTEGER NOT NULL, '
    '"seen_on" INTEGER NOT NULL, "restricted" INTEGER NOT NULL)',
    'CREATE INDEX "search_recent" ON "search_seen" ("recent_on", "person", "restricted")',
    'CREATE TABLE "search_presence" ("question" TEXT NOT NULL)',
)

_ENTER = (
    'INSERT INTO "search_seen" VALUES (?, ?, 0, ?) ON CONFLICT ("person") DO UPDATE SET '
    '"restricted" = excluded."restricted"'
)
_FORGET = (
    'UPDATE "search_seen" SET "seen_on" = 0, '
    '"recent_on" = (SELECT p."added_on" FROM "person" p WHERE p."id" = "search_seen"."person")'
)
_SEE = (
    'UPDATE "search_seen" SET "seen_on" = ?1, '
    '"recent_on" = max(?1, (SELECT p."added_on" FROM "person" p WHERE p."id" = ?2)) WHERE "person" = ?2'
)
_SEE_LATER = 'UPDATE "search_seen" SET "seen_on" = ?1, "recent_on" = max("recent_on", ?1) WHERE "person" = ?2'


@dataclass(frozen=True, slots=True)
class Presence:
    """A question for the ``person`` and ``on_day`` of each time somebody was here; its answer moves with ``tables``."""

    tables: frozenset[str]
    sql: str
    parameters: tuple[object, ...] = ()


def enter(database: Database, people: Mapping[int, Known]) -> None:
    """Put people in; those already there keep the day they were seen."""
    rows = [(person, known.added_on, known.restricted) for person, known in people.items()]
    database.cursor().executemany(_ENTER, rows)


def leave(database: Database, people: str) -> None:
    """Take out whoever of these has no row any longer; ``people`` are ids with commas between."""
    database.execute_sql(
        f'DELETE FROM "search_seen" WHERE "person" IN ({people}) AND "person" NOT IN (SELECT "id" FROM "person")'
    )


class Sightings:
    """Keeps the day each person was last here in step with what the plugins say."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._presences: Sequence[Presence] | None = None
        self._tables: frozenset[str] = frozenset()
        self._here_on = self._newest = ""

    def ask_of(self, presences: Sequence[Presence]) -> None:
        """Go by these from here on. Until it is called, nothing is known of who was here, and nothing is changed."""
        self._presences = tuple(presences)
        self._tables = frozenset().union(*(each.tables for each in presences))
        here = (f'EXISTS (SELECT 1 FROM ({each.sql}) w WHERE w."person" = ? AND w."on_day" = ?)' for each in presences)
        self._here_on = (
            'UPDATE "search_seen" SET "seen_on" = ?, "recent_on" = max("recent_on", ?) '
            f'WHERE "person" = ? AND "seen_on" < ? AND ({" OR ".join(here)})'
        )
        days = (
            f'COALESCE((SELECT w."on_day" FROM ({each.sql}) w WHERE w."person" = ? AND w."on_day" <= ? '
            'ORDER BY w."on_day" DESC LIMIT 1), 0)'
            for each in presences
        )
        self._newest = f'SELECT max(0, {", ".join(days)}), "seen_on" FROM "search_seen" WHERE "person" = ?'

    def are_of_today(self) -> bool:
        """Whether the days there are answers to the questions that are asked now."""
        if self._presences is None:
            return True
        asked = self._database.execute_sql('SELECT "question" FROM "search_presence" ORDER BY "question"').fetchall()
        return [question for (question,) in asked] == self._questions()

    def follow(self, ledger: Ledger, today: int) -> None:
        """See anew when the people of this transaction were here, if anything moved that says so."""
        if self._presences is None or self._tables.isdisjoint(ledger.tables):
            return
        for person in ledger.people:
            asked = [value for each in self._presences for value in (*each.parameters, person, today)]
            came_today = self._database.execute_sql(self._here_on, (today, today, person, today, *asked)).rowcount
            if not came_today:  # which is the quick answer to nearly every check-in
                self._see_anew(person, asked)

    def recall(self) -> None:
        """Ask every plugin about everybody, up to the newest day anything was written on."""
        if self._presences is None:
            return
        (newest,) = self._database.execute_sql('SELECT COALESCE(MAX("on_day"), 0) FROM "audit_entry"').fetchone()
        days: dict[int, int] = {}
        for each in self._presences:
            sql = f'SELECT w."person", MAX(w."on_day") FROM ({each.sql}) w WHERE w."on_day" <= ? GROUP BY w."person"'
            for person, day in self._database.execute_sql(sql, [*each.parameters, newest]).fetchall():
                days[person] = max(day, days.get(person, 0))
        self._database.execute_sql(_FORGET)
        cursor = self._database.cursor()
        cursor.executemany(_SEE_LATER, ((day, person) for person, day in days.items()))
        self._database.execute_sql('DELETE FROM "search_presence"')
        cursor.executemany('INSERT INTO "search_presence" VALUES (?)', ((each,) for each in self._questions()))

    def _see_anew(self, person: int, asked: Sequence[object]) -> None:
        found = self._database.execute_sql(self._newest, (*asked, person)).fetchone()
        if found is not None and found[0] != found[1]:
            self._database.execute_sql(_SEE, (found[0], person))

    def _questions(self) -> list[str]:
        return sorted(f"{each.sql} {each.parameters}" for each in self._presences or ())


def last_seen(database: Database, people: Iterable[int]) -> dict[int, int]:
    """The day (YYYYMMDD) each of these people was last here; without those who never were."""
    some = ", ".join(str(int(person)) for person in people)
    rows = database.execute_sql(f'SELECT "person", "seen_on" FROM "search_seen" WHERE "person" IN ({some})')
    return {person: day for person, day in rows.fetchall() if day}
