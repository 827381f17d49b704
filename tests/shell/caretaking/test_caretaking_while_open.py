"""While a center is open, its backups are made and its disk is watched, at the right moments and no others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.acting import PROGRAM
from rcc_desktop.api.records import Person
from rcc_desktop.host import copies
from rcc_desktop.host.caretaking import Caretaker
from rcc_desktop.shell.upkeep import Upkeep

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.host.session import Session

MINUTE, HALF_AN_HOUR = 60.0, 1800.0
GIGABYTE = 1024**3


@needs("testing")
def add(name: str) -> int:
    return Person.add(shown_name=name, sort_name=name, added_on=20261121)


@pytest.fixture
def write(session: Session) -> Callable[[], object]:
    """One more kept change."""
    return lambda: session.store.write(lambda: add("Ana"), PROGRAM)


@pytest.fixture
def free(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """``free(0.5)`` leaves half a gigabyte on the disk."""

    def leave(gigabytes: float) -> None:
        usage = SimpleNamespace(free=int(gigabytes * GIGABYTE))
        monkeypatch.setattr("rcc_desktop.database.survey.shutil.disk_usage", lambda _path: usage)

    leave(100)
    return leave


def made(session: Session) -> int:
    return len(session.store.center.backups())


@pytest.mark.usefixtures("free")
def test_that_a_backup_is_made_after_half_an_hour_with_changes(session: Session, write: Callable[[], object]) -> None:
    caretaker = Caretaker(session, 0)
    write()
    caretaker.tick(10)
    caretaker.tick(HALF_AN_HOUR - 1)
    assert made(session) == 0
    assert caretaker.tick(HALF_AN_HOUR) == ()
    assert made(session) == 1
    caretaker.tick(2 * HALF_AN_HOUR)
    assert made(session) == 1  # nothing was written since
    write()
    caretaker.tick(2 * HALF_AN_HOUR + 20)
    caretaker.tick(3 * HALF_AN_HOUR)
    assert made(session) == 2


@pytest.mark.usefixtures("free")
def test_that_a_backup_waits_until_nobody_is_being_checked_in_but_not_for_ever(
    session: Session, write: Callable[[], object]
) -> None:
    caretaker = Caretaker(session, 0)
    for second in range(int(HALF_AN_HOUR), int(HALF_AN_HOUR + 600), 10):
        write()
        caretaker.tick(second)
    assert made(session) == 0
    write()
    caretaker.tick(HALF_AN_HOUR + 600)
    assert made(session) == 1


@pytest.mark.usefixtures("free")
def test_that_the_last_backup_is_made_at_closing_only_if_something_changed(
    session: Session, write: Callable[[], object]
) -> None:
    write()
    Caretaker(session, 0).at_close()
    assert made(session) == 1
    Caretaker(session, 0).at_close()
    assert made(session) == 1
    write()
    Caretaker(session, 0).at_close()
    assert made(session) == 2


def no_backup(*_given: object) -> None:
    raise Problem("The disk is full.", "Free some space.", code="store.disk_full")


@pytest.mark.usefixtures("free")
def test_that_a_backup_that_cannot_be_made_is_said_and_tried_again_later(
    session: Session, write: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    caretaker = Caretaker(session, 0)
    write()
    with monkeypatch.context() as patched:
        patched.setattr(session.store.center, "backup", no_backup)
        caretaker.tick(10)
        (said,) = caretaker.tick(HALF_AN_HOUR)
        assert said == "No backup was made. The disk is full. Free some space."
        assert caretaker.tick(HALF_AN_HOUR + 30) == ()
    caretaker.tick(2 * HALF_AN_HOUR)
    assert made(session) == 1


@pytest.mark.usefixtures("free")
def test_that_a_full_disk_keeps_nobody_from_leaving(
    session: Session, write: Callable[[], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    write()
    monkeypatch.setattr(session.store.center, "backup", no_backup)
    Caretaker(session, 0).at_close()
    assert made(session) == 0


def test_that_a_disk_that_fills_up_is_said_once_until_there_is_room_again(
    session: Session, free: Callable[[float], None]
) -> None:
    caretaker = Caretaker(session, 0)
    free(0.5)
    assert caretaker.tick(MINUTE - 1) == ()
    assert caretaker.tick(MINUTE) == ("This drive is filling up: 512 MB are left.",)
    assert caretaker.tick(2 * MINUTE) == ()
    free(100)
    assert caretaker.tick(3 * MINUTE) == ()
    free(0.5)
    assert len(caretaker.tick(4 * MINUTE)) == 1


def test_that_what_opening_has_said_of_the_disk_is_not_said_again(
    session: Session, free: Callable[[float], None]
) -> None:
    free(0.5)
    assert Caretaker(session, 0).tick(MINUTE) == ()


def test_that_a_backup_goes_before_many_rows_and_not_before_a_few(session: Session) -> None:
    copies.before_import(session, 100)
    assert made(session) == 0
    copies.before_import(session, 101)
    assert made(session) == 1


def test_that_the_last_backup_is_the_newest_that_was_read_back(session: Session) -> None:
    assert copies.last_backup(session) is None
    session.sign_in(PROGRAM)
    first = copies.back_up(session)
    second = copies.back_up(session)
    latest = copies.last_backup(session)
    assert latest is not None
    assert latest.path == second
    second.write_bytes(b"cut short")
    latest = copies.last_backup(session)
    assert latest is not None
    assert latest.path == first


def test_that_a_check_of_the_whole_file_is_kept_and_is_nothing_to_back_up(session: Session) -> None:
    session.sign_in(PROGRAM)
    copies.back_up(session)
    assert copies.last_proven(session) is None
    copies.keep_proof(session, copies.prove(session))
    assert copies.last_proven(session) == session.now()
    Caretaker(session, 0).at_close()
    assert made(session) == 1


def test_that_a_file_that_is_not_sound_is_not_kept_as_proven(session: Session) -> None:
    copies.keep_proof(session, copies.Proof(False, 1, "A place is damaged."))
    assert copies.last_proven(session) is None


def test_that_a_backup_holds_the_entry_that_says_it_was_begun(session: Session) -> None:
    session.sign_in(PROGRAM)
    copies.back_up(session)
    latest = copies.last_backup(session)
    head = session.store.center.anchor.read()
    assert latest is not None
    assert head is not None
    assert latest.seq == head.seq


@pytest.mark.usefixtures("free")
def test_that_the_window_has_the_last_backup_made_and_says_what_is_to_be_said(
    qtbot: Any, desk: Any, session: Session, write: Callable[[], object], free: Callable[[float], None]
) -> None:
    upkeep = Upkeep(session)
    upkeep.start()
    free(0.5)
    upkeep._caretaker._disk_from = 0.0
    upkeep.ring()
    qtbot.waitUntil(lambda: bool(desk.notes))
    assert desk.notes == ["This drive is filling up: 512 MB are left."]
    free(100)
    write()
    upkeep.close(lambda: desk.note("closed"))
    assert made(session) == 1
    assert desk.notes[1:] == ["closed"]
