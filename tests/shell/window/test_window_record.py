"""Who came to this desk, locked it, came back and left stands in the record: on their account, and without a name."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.database import audit
from rcc_desktop.database.center import open_center
from rcc_desktop.staff import at_desk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from rcc_desktop.host.session import Session
    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors

LOGIN, PASSWORD, NAME = "maria", "seven kind herons wade slowly", "Maria Reyes"
WRONG = "not the password at all"
Came = list[tuple[int | None, str, str, str]]


def came_and_went(session: Session) -> Came:
    """Account, verb, rows and remarks of each coming and going, oldest first."""
    places = ", ".join("?" for _verb in at_desk.VERBS)
    sql = f'SELECT "actor", "verb", "rows", "remarks" FROM "audit_entry" WHERE "verb" IN ({places}) ORDER BY "seq"'
    return session.store.read(
        lambda: session.store.database.execute_sql(sql, list(at_desk.VERBS)).fetchall(), session.actor
    )


def unlock(work: AtWork, password: str = PASSWORD) -> None:
    assert work.lock_screen is not None
    work.lock_screen.form.fill({"password": password})
    work.lock_screen.form.submit()


def test_that_a_day_at_the_desk_stands_in_the_record(doors: Doors, sign_in: Callable[..., AtWork]) -> None:
    work = sign_in()
    before = came_and_went(work.opened.session)
    work.lock()
    work.lock()
    unlock(work, WRONG)
    unlock(work)
    doors.sign_out()
    again = sign_in()
    told = came_and_went(again.opened.session)
    me = again.opened.signed.member.id
    assert before[-1] == (me, "staff.signed_in", "{}", "{}")
    assert told[len(before) :] == [
        (me, "staff.locked", "{}", "{}"),
        (me, "staff.unlocked", "{}", "{}"),
        (me, "staff.failed_tries", "{}", '{"count":"1"}'),
        (me, "staff.signed_out", "{}", "{}"),
        (me, "staff.signed_in", "{}", "{}"),
    ]
    whole = again.opened.session.store.database.execute_sql("SELECT * FROM audit_entry").fetchall()
    assert NAME not in str(whole)
    assert LOGIN not in str(whole)


def test_that_wrong_passwords_since_the_last_time_are_kept_by_their_count_on_their_own_account(
    doors: Doors, folder: Path, sign_in: Callable[..., AtWork]
) -> None:
    for _try in range(2):
        page = doors.show_sign_in(folder, LOGIN)
        page.password.setText(WRONG)
        page.submit()
    work = sign_in()
    me = work.opened.signed.member.id
    assert came_and_went(work.opened.session)[-2:] == [
        (me, "staff.signed_in", "{}", "{}"),
        (me, "staff.failed_tries", "{}", '{"count":"2"}'),
    ]


def test_that_each_comes_and_goes_on_their_own_account(
    doors: Doors, add_staff: Callable[..., None], sign_in: Callable[..., AtWork]
) -> None:
    add_staff("lou", "front_desk")
    work = sign_in("lou")
    lou = work.opened.signed.member.id
    work.lock()
    assert work.lock_screen is not None
    work.lock_screen.someone_else.emit()
    told = came_and_went(sign_in().opened.session)
    assert [verb for account, verb, *_rest in told if account == lou] == [
        "staff.signed_in",
        "staff.locked",
        "staff.signed_out",
    ]
    assert told[-1][0] != lou


@pytest.fixture
def _full_disk(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def full(*_given: object, **_named: object) -> None:
        raise Problem("The disk is full.", "Free some space.", code="store.disk_full")

    monkeypatch.setattr(audit, "append", full)
    yield
    monkeypatch.undo()


@pytest.mark.usefixtures("_full_disk")
def test_that_a_disk_that_is_full_shuts_nobody_out_and_locks_all_the_same(sign_in: Callable[..., AtWork]) -> None:
    work = sign_in()
    assert any("disk is full" in text for text in work.view.notices.texts())
    work.lock()
    assert work.is_locked()
    unlock(work)
    assert not work.is_locked()


def test_that_coming_and_going_alone_is_no_reason_for_a_backup(
    doors: Doors, folder: Path, sign_in: Callable[..., AtWork]
) -> None:
    def leave() -> int:
        doors.sign_out()
        with closing(open_center(folder, login=LOGIN, password=PASSWORD)) as center:
            return len(center.backups())

    sign_in()
    first = leave()
    sign_in()
    assert leave() == first
