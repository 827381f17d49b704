"""When people were last here: the newest day on which a row of any plugin has them.

Core knows no plugin, so this goes by the shape of their tables: a key to ``person`` and a column ``on_day``. A row
without a day moves somebody up the list without saying that they were here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from peewee import Database

    from rcc_desktop.api.ledger import Ledger
    from rcc_desktop.database.search_people import Known

TABLES = (
    'CREATE TABLE "search_seen" ("person" INTEGER PRIMARY KEY, "recent_on" INTEGER NOT NULL, '
    '"seen_on" INTEGER NOT NULL, "restricted" INTEGER NOT NULL)',
    'CREATE INDEX "search_recent" ON "search_seen" ("recent_on", "person", "restricted")',
)

_OURS = frozenset(
    {"person", "person_name", "person_contact", "person_code", "person_answer", "person_alert", "site", "open_on"}
    | {"closed_day", "staff_member", "staff_role", "setting_value"}
)
_ENTER = (
    'INSERT INTO "search_seen" VALUES (?, ?, 0, ?) ON CONFLICT ("person") DO UPDATE SET '
    '"restricted" = excluded."restricted"'
)
_SEEN = (
    'UPDATE "search_seen" SET "seen_on" = ?1, "recent_on" = max("recent_on", ?1) WHERE "person" = ?2 AND "seen_on" < ?1'
)
_TOUCHED = 'UPDATE "search_seen" SET "recent_on" = ?1 WHERE "person" = ?2 AND "recent_on" < ?1'


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
    """Reads from plugins' tables who was here when."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._questions: dict[str, tuple[str, bool] | None] = {}

    def follow(self, ledger: Ledger, today: int) -> None:
        """Note the people whom rows added in this transaction are about."""
        for change in ledger.rows:
            if change.kind != "add" or change.table in _OURS:
                continue
            question = self._question(change.table)
            if question is None:
                continue
            sql, has_day = question
            rows = self._database.execute_sql(sql, (change.first, change.last, today)).fetchall()
            self._note(_SEEN if has_day else _TOUCHED, rows)

    def recall(self) -> None:
        """Go through every plugin's rows up to the newest day anything was written on."""
        self._questions.clear()
        (newest,) = self._database.execute_sql('SELECT COALESCE(MAX("on_day"), 0) FROM "audit_entry"').fetchone()
        for table in self._database.get_tables():
            question = None if table in _OURS else self._question(table)
            if question is not None and question[1]:
                everything = (0, 2**62, newest)
                self._note(_SEEN, self._database.execute_sql(question[0], everything).fetchall())

    def _note(self, statement: str, rows: Iterable[tuple[int, int]]) -> None:
        self._database.cursor().executemany(statement, rows)

    def _question(self, table: str) -> tuple[str, bool] | None:
        if table not in self._questions:
            self._questions[table] = self._ask(table)
        return self._questions[table]

    def _ask(self, table: str) -> tuple[str, bool] | None:
        """The query for (day, person) of a range of rows, and whether the rows have a day; None: no key to people."""
        keys = self._database.execute_sql(f'PRAGMA foreign_key_list("{table}")').fetchall()
        person = next((key[3] for key in keys if key[2] == "person"), None)
        if person is None:
            return None
        columns = {row[1] for row in self._database.execute_sql(f'PRAGMA table_info("{table}")').fetchall()}
        has_day = "on_day" in columns
        day = 'max("on_day")' if has_day else "?3"
        until = 'AND "on_day" <= ?3' if has_day else ""
        return (
            f'SELECT {day}, "{person}" FROM "{table}" WHERE "id" BETWEEN ?1 AND ?2 AND "{person}" IS NOT NULL {until} '
            f'GROUP BY "{person}"',
            has_day,
        )


def last_seen(database: Database, people: Iterable[int]) -> dict[int, int]:
    """The day (YYYYMMDD) each of these people was last here; without those who never were."""
    some = ", ".join(str(int(person)) for person in people)
    rows = database.execute_sql(f'SELECT "person", "seen_on" FROM "search_seen" WHERE "person" IN ({some})')
    return {person: day for person, day in rows.fetchall() if day}
