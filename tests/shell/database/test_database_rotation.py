"""Who may open the center after people come, go, forget and lose things; and what a crash in between leaves."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from rcc_desktop.api.problems import Problem
from rcc_desktop.database import engine
from rcc_desktop.database.center import Center, create_center, open_center, open_with_recovery_code
from rcc_desktop.database.keyfile import decode
from rcc_desktop.database.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CHEAP = Stretch(memory_kib=19456, passes=1, lanes=1)
ANA, BO, CY = "plenty of rainy tea days", "another rainy day with tea", "yet one more day with tea"
ROWS = 300

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def code(folder: Path) -> str:
    """A closed center of Ana and Bo with three hundred rows, and its recovery code."""
    created = create_center(folder, login="ana", password=ANA, stretch=CHEAP)
    with closing(created.center) as center:
        center.add_member("bo", BO)
        center.database.execute_sql("CREATE TABLE visit (id INTEGER PRIMARY KEY, note TEXT)")
        with center.database.atomic():
            for number in range(ROWS):
                center.database.execute_sql("INSERT INTO visit VALUES (?, ?)", (number, "x" * 100))
    return created.recovery_code


def opens(folder: Path, login: str, password: str) -> bool:
    try:
        open_center(folder, login=login, password=password).close()
    except Problem:
        return False
    return True


def code_opens(folder: Path, code: str) -> bool:
    try:
        open_with_recovery_code(folder, code).close()
    except Problem:
        return False
    return True


def as_ana(folder: Path) -> closing[Center]:
    return closing(open_center(folder, login="ana", password=ANA))


def uid_of(folder: Path, login: str, password: str) -> str:
    with closing(open_center(folder, login=login, password=password)) as center:
        return center.slot_uid


def rows_in(center: Center) -> int:
    return int(center.database.execute_sql("SELECT count(*) FROM visit").fetchone()[0])


def refusal(act: Callable[[], object]) -> str | None:
    with pytest.raises(Problem) as raised:
        act()
    return raised.value.code


@pytest.mark.usefixtures("code")
def test_that_a_login_is_taken_only_once(folder: Path) -> None:
    with as_ana(folder) as center:
        assert refusal(lambda: center.add_member(" BO ", CY)) == "store.login_taken"


@pytest.mark.usefixtures("code")
def test_that_changing_ones_password_changes_ones_own_slot_only(folder: Path) -> None:
    before = {slot.uid: slot for slot in decode((folder / "center.keys").read_bytes()).slots}
    with as_ana(folder) as center:
        center.change_password("bo", BO, CY)
    after = {slot.uid: slot for slot in decode((folder / "center.keys").read_bytes()).slots}
    assert before.keys() == after.keys()
    assert [uid for uid in before if before[uid] != after[uid]] == [uid_of(folder, "bo", CY)]
    assert not opens(folder, "bo", BO)
    assert opens(folder, "ana", ANA)


@pytest.mark.usefixtures("code")
def test_that_the_old_password_is_asked_for(folder: Path) -> None:
    with as_ana(folder) as center:
        assert refusal(lambda: center.change_password("bo", "not the right password", CY)) == "store.wrong_password"
    assert opens(folder, "bo", BO)


def test_that_the_recovery_code_gives_a_forgetful_member_a_new_password(folder: Path, code: str) -> None:
    before = uid_of(folder, "bo", BO)
    with closing(open_with_recovery_code(folder, code)) as center:
        center.set_password_with_recovery(code, "bo", CY)
        assert refusal(lambda: center.set_password_with_recovery(code, "dee", CY)) == "store.no_such_login"
    assert uid_of(folder, "bo", CY) == before
    assert not opens(folder, "bo", BO)


def test_that_a_newly_printed_recovery_code_replaces_the_old_one(folder: Path, code: str) -> None:
    with as_ana(folder) as center:
        newer = center.new_recovery_code()
    assert (code_opens(folder, newer), code_opens(folder, code)) == (True, False)


def test_that_whoever_stays_opens_the_center_after_someone_was_removed(folder: Path, code: str) -> None:
    bo = uid_of(folder, "bo", BO)
    with as_ana(folder) as center:
        center.remove_member(bo)
        assert center.key_epoch == 2
        assert rows_in(center) == ROWS
    assert opens(folder, "ana", ANA)
    assert code_opens(folder, code)
    assert not opens(folder, "bo", BO)


def test_that_the_record_keeps_its_key_when_the_center_changes_its_own(folder: Path, code: str) -> None:
    bo = uid_of(folder, "bo", BO)
    with as_ana(folder) as center:
        before = center.audit_key
        center.remove_member(bo)
        assert center.audit_key == before
    with closing(open_with_recovery_code(folder, code)) as center:
        assert center.audit_key == before


@pytest.mark.usefixtures("code")
def test_that_a_removed_member_who_kept_the_key_file_opens_nothing(folder: Path) -> None:
    kept = (folder / "center.keys").read_bytes()
    bo = uid_of(folder, "bo", BO)
    with as_ana(folder) as center:
        center.remove_member(bo)
    (folder / "center.keys").write_bytes(kept)
    assert refusal(lambda: open_center(folder, login="bo", password=BO)) == "store.database_damaged"


@pytest.mark.usefixtures("code")
def test_that_a_removed_member_who_kept_the_very_key_opens_nothing(folder: Path) -> None:
    with as_ana(folder) as center:
        former = center._keyring.secrets
    bo = uid_of(folder, "bo", BO)
    with as_ana(folder) as center:
        center.remove_member(bo)
    with (
        closing(engine.keyed(folder / "center.db", former)) as connection,
        pytest.raises(sqlcipher.DatabaseError, match="not a database"),
    ):
        engine.first_read(connection)


@pytest.mark.usefixtures("code")
def test_that_neither_the_recovery_code_nor_the_last_member_can_be_removed(folder: Path) -> None:
    recovery = decode((folder / "center.keys").read_bytes()).recovery_slot.uid
    bo = uid_of(folder, "bo", BO)
    with as_ana(folder) as center:
        assert refusal(lambda: center.remove_member(recovery)) == "store.recovery_slot_stays"
        assert refusal(lambda: center.remove_member("nobody")) == "store.no_such_slot"
        center.remove_member(bo)
        assert refusal(lambda: center.remove_member(center.slot_uid)) == "store.last_member"
        assert center.key_epoch == 2


@pytest.mark.usefixtures("code")
def test_that_other_threads_go_on_reading_after_the_key_was_changed(folder: Path) -> None:
    bo = uid_of(folder, "bo", BO)
    removed, ready = threading.Event(), threading.Event()
    counts: list[int] = []

    def read_twice() -> None:
        center.database.connect()
        counts.append(rows_in(center))
        ready.set()
        removed.wait(30)
        counts.append(rows_in(center))
        center.database.close()

    with as_ana(folder) as center:
        thread = threading.Thread(target=read_twice)
        thread.start()
        ready.wait(30)
        center.remove_member(bo)
        removed.set()
        thread.join()
    assert counts == [ROWS, ROWS]


@pytest.mark.usefixtures("code")
def test_that_too_little_room_is_found_before_anything_is_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = uid_of(folder, "bo", BO)
    with as_ana(folder) as center:
        seq = center.keyfile_seq
        size = (folder / "center.db").stat().st_size
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": int(size * 1.1)}))
        assert refusal(lambda: center.remove_member(bo)) == "store.rotation_no_room"
        assert (center.keyfile_seq, center.key_epoch) == (seq, 1)


# A crash between any two steps: a program removes Bo and ends without warning at its n-th call of something that
# reaches the disk. Whatever n, Ana opens the center afterwards, every row is there, and Bo is out if he was struck off.

REMOVE_BO_AND_DIE = """
import os, sys
from pathlib import Path
from rcc_desktop.database import connection, engine
from rcc_desktop.database.center import open_center
folder, uid, deadly = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
center = open_center(folder, login="ana", password="plenty of rainy tea days")
calls = 0
def counted(real):
    def call(*arguments, **named):
        global calls
        calls += 1
        if calls == deadly:
            os._exit(9)
        return real(*arguments, **named)
    return call
os.fsync, os.replace = counted(os.fsync), counted(os.replace)
engine.checkpointed, engine.faults_in = counted(engine.checkpointed), counted(engine.faults_in)
engine.first_read = counted(engine.first_read)
center.remove_member(uid)
os._exit(0)
"""


def remove_bo_and_die(folder: Path, uid: str, deadly: int) -> bool:
    """Whether the program came to its end."""
    command = [sys.executable, "-c", REMOVE_BO_AND_DIE, str(folder), uid, str(deadly)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.returncode in (0, 9), ended.stderr
    return ended.returncode == 0


@pytest.mark.slow
def test_that_a_crash_between_any_two_steps_of_a_key_change_locks_nobody_out(folder: Path, code: str) -> None:
    bo = uid_of(folder, "bo", BO)
    pending_seen = finished_seen = False
    for deadly in range(1, 100):
        crashed = folder.with_name(f"crashed-{deadly}")
        shutil.copytree(folder, crashed)
        ended = remove_bo_and_die(crashed, bo, deadly)
        struck_off = all(slot.uid != bo for slot in decode((crashed / "center.keys").read_bytes()).slots)
        with closing(open_center(crashed, login="ana", password=ANA)) as center:
            assert rows_in(center) == ROWS
            assert center.faults() == []
            assert center.key_epoch == (2 if struck_off else 1)
            pending_seen |= bool(center.warnings)
        assert code_opens(crashed, code)
        assert opens(crashed, "bo", BO) is not struck_off
        finished_seen |= struck_off
        if ended:
            break
    assert ended
    assert deadly > 10  # two key files of four steps each, and the database between them
    assert pending_seen
    assert finished_seen


CHECK_IN = """
import sys
from pathlib import Path
from rcc_desktop.database.center import open_center
center = open_center(Path(sys.argv[1]), login="ana", password="plenty of rainy tea days")
number = center.database.execute_sql("SELECT max(id) FROM visit").fetchone()[0]
while True:
    number += 1
    with center.database.atomic():
        center.database.execute_sql("INSERT INTO visit VALUES (?, 'one')", (number,))
        center.database.execute_sql("INSERT INTO pair VALUES (?)", (number,))
    center.anchor.write(number, number.to_bytes(32, "big"))
    print(number, flush=True)
"""


@pytest.mark.slow
@pytest.mark.usefixtures("code")
def test_that_no_acknowledged_check_in_is_lost_to_a_program_that_is_killed(folder: Path) -> None:
    with as_ana(folder) as center:
        center.database.execute_sql("CREATE TABLE pair (id INTEGER PRIMARY KEY)")
    chance = random.Random(20261123)
    for _each in range(8):
        desk = subprocess.Popen([sys.executable, "-c", CHECK_IN, str(folder)], stdout=subprocess.PIPE, text=True)
        assert desk.stdout is not None
        acknowledged = [int(desk.stdout.readline()) for _line in range(chance.randint(1, 60))][-1]
        desk.kill()
        rest, _errors = desk.communicate()
        acknowledged = max([acknowledged, *(int(line) for line in rest.split("\n")[:-1])])
        with as_ana(folder) as center:
            latest = center.database.execute_sql("SELECT max(id) FROM visit").fetchone()[0]
            halves = center.database.execute_sql(
                "SELECT count(*) FROM visit WHERE id >= 300 AND id NOT IN pair"
            ).fetchone()
            head = center.anchor.read()
        assert latest >= acknowledged
        assert halves == (0,)
        assert head is not None
        assert acknowledged <= head.seq <= latest
        assert head.mac == head.seq.to_bytes(32, "big")


def test_that_no_child_program_is_left_with_the_lock(folder: Path, code: str) -> None:
    with closing(open_with_recovery_code(folder, code)):
        child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert opens(folder, "ana", ANA)
    finally:
        child.communicate(b"\n")
    assert os.path.exists(folder / "center.db")
