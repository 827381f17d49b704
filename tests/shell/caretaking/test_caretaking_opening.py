"""What is wrong with an opened center is said once, and kept in the record."""

from __future__ import annotations

import json
import shutil
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.acting import PROGRAM
from rcc_desktop.api.records import Person
from rcc_desktop.database import audit
from rcc_desktop.database.center import open_center
from rcc_desktop.database.restore import restore_center
from rcc_desktop.host import copies
from rcc_desktop.testing import LOGIN, PASSWORD
from rcc_desktop.testing_desk import begin_session

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rcc_desktop.database.center import Center
    from rcc_desktop.host.session import Session
    from rcc_desktop.testing import Clock


@needs("testing")
def add(name: str) -> int:
    return Person.add(shown_name=name, sort_name=name, added_on=20261121)


@pytest.fixture
def reopen(center: Center, clock: Clock) -> Iterator[Callable[..., Any]]:
    """Close the center and open it again; the session, and what is to be said."""
    now_open: list[Any] = [center]

    def close() -> None:
        for each in reversed(now_open):
            each.close()
        now_open.clear()

    def again(meanwhile: Callable[[], object] = lambda: None) -> tuple[Session, tuple[str, ...]]:
        close()
        meanwhile()
        opened = open_center(center.folder, login=LOGIN, password=PASSWORD)
        now_open.append(opened)
        session = begin_session(opened, clock, {})
        now_open.append(session)
        return session, opened.warnings

    yield again
    close()


def entries(session: Session, verb: str) -> list[dict[str, str]]:
    rows = session.store.database.execute_sql("SELECT remarks FROM audit_entry WHERE verb = ?", [verb]).fetchall()
    return [json.loads(remarks) for (remarks,) in rows]


def newest(session: Session) -> int:
    return audit.newest(session.store.database).seq


def write(session: Session, *names: str) -> None:
    for name in names:
        session.store.write(partial(add, name), PROGRAM)


def test_that_a_center_in_which_all_is_well_opens_without_a_word_or_an_entry(reopen: Callable[..., Any]) -> None:
    session, warnings = reopen()
    before = newest(session)
    session, warnings_again = reopen()
    assert warnings == warnings_again == ()
    assert newest(session) == before


def test_that_a_record_that_ends_too_early_is_said_once_and_kept(reopen: Callable[..., Any]) -> None:
    session, _warnings = reopen()
    write(session, "Ana", "Bo", "Cy")
    end = newest(session)
    session.store.database.execute_sql("DELETE FROM audit_entry WHERE seq > ?", [end - 2])
    session, warnings = reopen()
    (said,) = warnings
    assert "ends earlier than it should" in said
    assert f"entry {end - 1} " in said
    assert entries(session, "center.record_broken") == [{"how": "cut", "entry": str(end - 1), "anchor": str(end)}]
    session, warnings = reopen()
    assert warnings == ()
    assert len(entries(session, "center.record_broken")) == 1


@pytest.mark.parametrize(
    "tamper", ["UPDATE audit_entry SET actor = 99 WHERE seq = ?", "DELETE FROM audit_entry WHERE seq = ?"]
)
def test_that_a_record_changed_from_outside_is_said_once_and_looked_at_from_there_on(
    tamper: str, reopen: Callable[..., Any]
) -> None:
    session, _warnings = reopen()
    write(session, "Ana", "Bo", "Cy")
    changed = newest(session) - 1
    session.store.database.execute_sql(tamper, [changed])
    session, warnings = reopen()
    assert len(warnings) == 1
    assert f"from entry {changed} on" in warnings[0]
    session, warnings = reopen()
    assert warnings == ()
    assert not copies.prove(session).sound  # whoever asks for the whole record still hears of it
    write(session, "Dee", "Eva")
    later = newest(session) - 1
    session.store.database.execute_sql(tamper, [later])
    session, warnings = reopen()
    assert f"from entry {later} on" in warnings[0]
    assert len(entries(session, "center.record_broken")) == 2


def test_that_a_forged_place_to_begin_from_hides_nothing(reopen: Callable[..., Any]) -> None:
    session, _warnings = reopen()
    write(session, "Ana", "Bo", "Cy")
    database = session.store.database
    end = newest(session)
    (value,) = database.execute_sql("SELECT value FROM setting_value WHERE key = 'center.seen'").fetchone()
    forged = json.dumps({**json.loads(value), "broken_at": end})
    database.execute_sql("UPDATE setting_value SET value = ? WHERE key = 'center.seen'", [forged])
    database.execute_sql("UPDATE audit_entry SET actor = 99 WHERE seq = ?", [end - 1])
    _session, warnings = reopen()
    assert f"from entry {end - 1} on" in warnings[0]


def test_that_a_missing_anchor_is_said(center: Center, reopen: Callable[..., Any]) -> None:
    reopen()
    session, warnings = reopen((center.folder / "center.head").unlink)
    assert "cannot be noticed this once" in warnings[0]
    assert entries(session, "center.record_broken")[0]["how"] == "anchor"
    assert reopen()[1] == ()


def test_that_only_the_latest_thousand_entries_are_looked_at(
    reopen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int | None] = []
    verify = audit.verify

    def noted(*given: Any, last: int | None = None) -> Any:
        asked.append(last)
        return verify(*given, last=last)

    monkeypatch.setattr("rcc_desktop.host.look_over.LATEST", 2)
    monkeypatch.setattr(audit, "verify", noted)
    session, _warnings = reopen()
    write(session, "Ana", "Bo", "Cy")
    session.store.database.execute_sql("UPDATE audit_entry SET actor = 99 WHERE seq = ?", [newest(session) - 2])
    assert reopen()[1] == ()
    assert asked[-1] == 2


def test_that_an_older_key_file_is_said_once_and_kept(center: Center, reopen: Callable[..., Any]) -> None:
    session, _warnings = reopen()
    older = (center.folder / "center.keys").read_bytes()
    session.store.center.add_member("bo", "a fine long lake weekend")
    session, warnings = reopen()
    assert warnings == ()
    seq = session.store.center.keyfile_seq
    session, warnings = reopen(lambda: (center.folder / "center.keys").write_bytes(older))
    assert "key file is older" in warnings[0]
    (kept,) = entries(session, "center.older_keys")
    assert kept["keyfile"] == f"{seq} to {seq - 1}"
    assert reopen()[1] == ()


def test_that_the_opening_after_a_restore_keeps_that_it_was_restored(
    center: Center, clock: Clock, reopen: Callable[..., Any]
) -> None:
    session, _warnings = reopen()
    write(session, "Ana")
    session.sign_in(PROGRAM)
    backup = copies.back_up(session)
    write(session, "Bo", "Cy")
    restored: list[Any] = []

    def restore() -> None:
        restored.append(restore_center(center.folder, backup, login=LOGIN, password=PASSWORD, now=clock()))

    session, warnings = reopen(restore)
    assert warnings == ()
    assert entries(session, "center.restored") == [{"set_aside": restored[0].set_aside.name}]
    session, _warnings = reopen()
    assert len(entries(session, "center.restored")) == 1
    session, _warnings = reopen(restore)
    assert len(entries(session, "center.restored")) == 2  # the same backup again, which knows of neither
    assert audit.verify(session.store.database, session.store.audit_key, session.store.center.anchor.read()) is None


def test_that_an_older_database_put_in_place_by_hand_is_noticed(
    center: Center, tmp_path: Path, reopen: Callable[..., Any]
) -> None:
    session, _warnings = reopen()
    write(session, "Ana")
    copy = tmp_path / "older.db"
    session, _warnings = reopen(lambda: shutil.copy(center.folder / "center.db", copy))
    write(session, "Bo")
    _session, warnings = reopen(lambda: shutil.copy(copy, center.folder / "center.db"))
    assert "ends earlier than it should" in warnings[0]


def test_that_a_disk_that_takes_no_entry_does_not_keep_a_center_from_opening(
    reopen: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    session, _warnings = reopen()
    write(session, "Ana")
    session.store.database.execute_sql("DELETE FROM audit_entry WHERE seq = ?", [newest(session)])

    def full(*_given: object, **_named: object) -> None:
        raise Problem("The disk is full.", "Free some space.", code="store.disk_full")

    monkeypatch.setattr("rcc_desktop.database.store.Store.write", full)
    _session, warnings = reopen()
    assert warnings == ("The disk is full. Free some space.",)
