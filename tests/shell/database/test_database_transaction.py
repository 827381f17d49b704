"""One verb: one transaction, one audit entry, one history, one piece of news."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest
from peewee import IntegrityError
from playhouse.sqlcipher_ext import SqlCipherDatabase

from rcc_desktop.api import Actor, Changes, Problem, needs
from rcc_desktop.api.acting import PROGRAM
from rcc_desktop.api.ledger import remark
from rcc_desktop.api.records import ContactWay, Person, PersonName, Site, fetch
from rcc_desktop.database import audit, history
from rcc_desktop.database.head import Head
from rcc_desktop.database.migrate import SHELL, migrate
from rcc_desktop.database.store import Store

if TYPE_CHECKING:
    from pathlib import Path

KEY = bytes(range(32))
NOW = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("America/New_York"))
GREETER = Actor(staff=7, permissions=frozenset({"people.add"}), device="front desk")


class Anchor:
    """Remembers what was anchored, in order."""

    def __init__(self) -> None:
        self.heads: list[Head] = []

    def write(self, seq: int, mac: bytes) -> None:
        self.heads.append(Head(seq, mac))


@pytest.fixture
def news() -> list[Changes]:
    return []


@pytest.fixture
def store(tmp_path: Path, news: list[Changes]) -> Any:
    database = SqlCipherDatabase(
        str(tmp_path / "center.db"), passphrase="x'" + "ab" * 32 + "'", pragmas={"foreign_keys": 1}
    )
    database.connect()
    migrate(database, [SHELL], backup=lambda: None)
    center = cast("Any", SimpleNamespace(database=database, audit_key=KEY, anchor=Anchor()))
    opened = Store(center, lambda: NOW, news.append)
    yield opened
    database.close()


@needs("people.add")
def add(name: str) -> int:
    return Person.add(shown_name=name, sort_name=name, added_on=NOW.date())


@needs("people.add")
def rename(person: int, name: str, expected: int | None = None) -> bool:
    return Person.change(person, expected=expected, shown_name=name)


@needs("people.forget")
def forget(person: int) -> None:
    Person.remove(person)


def entries(store: Store) -> list[dict[str, Any]]:
    columns = ", ".join(f'"{name}"' for name in audit.COLUMNS)
    rows = store.database.execute_sql(f"SELECT {columns} FROM audit_entry ORDER BY seq").fetchall()
    return [dict(zip(audit.COLUMNS, row, strict=True)) for row in rows]


def test_that_a_verb_makes_one_entry_with_who_when_and_which_rows(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    (entry,) = entries(store)
    assert entry["verb"].endswith(".add")
    assert entry["actor"] == 7
    assert entry["device"] == "front desk"
    assert entry["on_day"] == 20261121
    assert entry["rows"] == f'{{"person":[[{person},{person}]]}}'


def test_that_the_audit_never_holds_a_name(store: Store) -> None:
    person = store.write(lambda: add("Zebulon"), GREETER)
    store.write(lambda: rename(person, "Zebedee"), GREETER)
    assert "Zeb" not in str(entries(store))
    assert entries(store)[1]["fields"] == '{"person":["shown_name"]}'


def test_that_news_is_told_after_the_commit_with_tables_and_people(store: Store, news: list[Changes]) -> None:
    person = store.write(lambda: add("Ana"), GREETER, origin="page")
    assert news == [Changes(frozenset({"person"}), frozenset({person}), "page", 1)]


def test_that_people_are_found_through_the_foreign_key(store: Store, news: list[Changes]) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    store.write(needs("people.add")(lambda: PersonName.add(person=person, kind="alias", name="Nita")), GREETER)
    assert news[-1].people == {person}


def test_that_a_verb_that_fails_leaves_nothing_behind(store: Store, news: list[Changes]) -> None:
    def add_and_stumble() -> None:
        add("Ana")
        raise Problem("No.")

    with pytest.raises(Problem):
        store.write(add_and_stumble, GREETER)
    assert fetch(Person.select(Person.id)) == []
    assert entries(store) == []
    assert news == []


def test_that_who_may_not_is_refused_before_anything_is_written(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    with pytest.raises(Problem) as refused:
        store.write(lambda: forget(person), GREETER)
    assert refused.value.code == "permission"
    assert len(entries(store)) == 1


def test_that_writing_without_a_guarded_verb_is_a_mistake(store: Store) -> None:
    with pytest.raises(RuntimeError, match="guarded verb"):
        store.write(lambda: Site.add(name="Main"), PROGRAM)


def test_that_writing_outside_a_transaction_is_a_mistake(store: Store) -> None:
    with pytest.raises(RuntimeError, match="outside"):
        store.read(lambda: add("Ana"), GREETER)


def test_that_a_change_that_moves_nothing_is_no_entry(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    assert not store.write(lambda: rename(person, "Ana"), GREETER)
    assert len(entries(store)) == 1


def test_that_the_later_of_two_savers_is_told(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    store.write(lambda: rename(person, "Anna", expected=1), GREETER)
    with pytest.raises(Problem) as refused:
        store.write(lambda: rename(person, "Anne", expected=1), GREETER)
    assert refused.value.code == "changed_elsewhere"


def test_that_a_repeated_request_changes_nothing(store: Store) -> None:
    store.write(lambda: add("Ana"), GREETER, request="r-1")
    with pytest.raises(IntegrityError):
        store.write(lambda: add("Ana"), GREETER, request="r-1")
    assert len(fetch(Person.select(Person.id))) == 1


def test_that_peewees_own_ways_of_writing_are_noted(store: Store) -> None:
    @needs("people.add")
    def by_hand() -> int:
        site = Site.create(name="North")
        site.name = "South"
        site.save()
        Site.insert_many([{"name": "East"}, {"name": "West"}]).execute()
        Site.update(active=False).where(Site.name == "East").execute()
        Site.delete().where(Site.name == "West").execute()
        return int(site.id)

    site = store.write(by_hand, GREETER)
    kinds = [(step.kind, step.first, step.last) for step in history.steps_of(store.database, 1)]
    assert kinds == [
        ("add", site, site),
        ("change", site, site),
        ("add", site + 1, site + 2),
        ("change", site + 1, site + 1),
        ("remove", site + 2, site + 2),
    ]


def test_that_many_rows_are_added_as_one_range(store: Store, news: list[Changes]) -> None:
    @needs("people.add")
    def add_many() -> range:
        return Person.add_many(
            ("shown_name", "sort_name", "added_on"), [(f"P{n}", f"P{n}", 20261121) for n in range(50)]
        )

    rows = store.write(add_many, GREETER)
    assert len(rows) == 50
    assert entries(store)[0]["rows"] == f'{{"person":[[{rows[0]},{rows[-1]}]]}}'


def test_that_the_anchor_follows_each_commit(store: Store) -> None:
    store.write(lambda: add("Ana"), GREETER)
    store.write(lambda: add("Bo"), GREETER)
    anchor = cast("Any", store.center.anchor)
    assert [head.seq for head in anchor.heads] == [1, 2]
    assert anchor.heads[-1] == audit.newest(store.database)


def test_that_an_untouched_chain_is_whole(store: Store) -> None:
    for name in "ABC":
        store.write(partial(add, name), GREETER)
    assert audit.verify(store.database, KEY, audit.newest(store.database)) is None
    assert audit.verify(store.database, KEY, audit.newest(store.database), last=2) is None


@pytest.mark.parametrize(
    ("tamper", "seq", "how"),
    [
        ("UPDATE audit_entry SET actor = 8 WHERE seq = 2", 2, "mac"),
        ("DELETE FROM audit_entry WHERE seq = 2", 2, "gap"),
        ("DELETE FROM audit_entry WHERE seq = 3", 3, "cut"),
        ("DELETE FROM audit_entry", 1, "cut"),
        ("UPDATE audit_entry SET seq = seq + 10 WHERE seq = 3", 3, "gap"),
        ("UPDATE audit_entry SET mac = prev_mac WHERE seq = 1", 1, "mac"),
    ],
)
def test_that_tampering_is_found_where_it_begins(store: Store, tamper: str, seq: int, how: str) -> None:
    for name in "ABC":
        store.write(partial(add, name), GREETER)
    anchor = audit.newest(store.database)
    store.database.execute_sql(tamper)
    assert audit.verify(store.database, KEY, anchor) == audit.Broken(seq, how)


def test_that_a_chain_sealed_again_without_the_key_is_found(store: Store) -> None:
    store.write(lambda: add("A"), GREETER)
    assert audit.verify(store.database, bytes(32), None) == audit.Broken(1, "mac")


def test_that_a_change_is_put_back_by_undo(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    store.write(lambda: rename(person, "Anna"), GREETER)
    undo = needs("people.add")(lambda: history.undo(store.database, 2, [Person]))
    store.write(undo, GREETER)
    assert fetch(Person.select(Person.shown_name)) == [("Ana",)]
    assert len(entries(store)) == 3


def test_that_a_removed_row_comes_back_whole(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    before = store.read(lambda: Person.stored_row(person), GREETER)
    store.write(lambda: forget(person), PROGRAM)
    undo = needs("people.add")(lambda: history.undo(store.database, 2, [Person]))
    store.write(undo, GREETER)
    assert store.read(lambda: Person.stored_row(person), GREETER) == before


def test_that_undo_refuses_when_somebody_changed_it_since(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    store.write(lambda: rename(person, "Anna"), GREETER)
    store.write(lambda: rename(person, "Anne"), GREETER)
    undo = needs("people.add")(lambda: history.undo(store.database, 2, [Person]))
    with pytest.raises(Problem):
        store.write(undo, GREETER)
    assert fetch(Person.select(Person.shown_name)) == [("Anne",)]


def test_that_what_was_looked_at_is_an_entry_without_rows(store: Store) -> None:
    look = needs("people.add")(lambda: remark(document="checkin.sheet"))
    store.write(look, GREETER)
    (entry,) = entries(store)
    assert entry["remarks"] == '{"document":"checkin.sheet"}'


def test_that_a_person_with_contact_ways_cannot_be_removed_from_under_them(store: Store) -> None:
    person = store.write(lambda: add("Ana"), GREETER)
    store.write(needs("people.add")(lambda: ContactWay.add(person=person, kind="phone", value="555")), GREETER)
    with pytest.raises(IntegrityError):
        store.write(lambda: forget(person), PROGRAM)
