"""Opening a center: each thing that can be wrong has its own words, and nothing is written before all is well."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from contextlib import closing
from hashlib import sha256
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import peewee
import pytest
from sqlcipher3 import dbapi2 as sqlcipher

from rcc_desktop.api.problems import Problem
from rcc_desktop.database import engine, faults, places, schema
from rcc_desktop.database.center import Center, create_center, open_center, open_with_recovery_code
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.keyfile import decode
from rcc_desktop.database.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

CHEAP = Stretch(memory_kib=19456, passes=1, lanes=1)
LOGIN, PASSWORD = "ana", "plenty of rainy tea days"
SECOND = "another rainy day with tea"


@pytest.fixture(autouse=True)
def _small_reserve(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("rcc_desktop.database.reserve.RESERVE_BYTES", 4096)


@pytest.fixture
def code(folder: Path) -> str:
    """A closed center with one row, and its recovery code."""
    created = create_center(folder, login=LOGIN, password=PASSWORD, stretch=CHEAP)
    with closing(created.center) as center:
        center.database.execute_sql("CREATE TABLE visit (id INTEGER PRIMARY KEY, note TEXT)")
        center.database.execute_sql("INSERT INTO visit VALUES (1, 'first')")
    return created.recovery_code


def made_at(folder: Path) -> object:
    return create_center(folder, login=LOGIN, password=PASSWORD, stretch=CHEAP)


def reopened(folder: Path, password: str = PASSWORD, login: str = LOGIN) -> Center:
    return open_center(folder, login=login, password=password)


def refusal(act: Callable[[], object]) -> str | None:
    with pytest.raises(Problem) as raised:
        act()
    assert raised.value.what
    assert raised.value.way_out
    return raised.value.code


def contents(folder: Path) -> dict[str, str]:
    """Every file with its hash, but for the count of wrong passwords, which is meant to change."""
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "center.tries")
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def in_another_program(script: str, *arguments: object) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


HOLD_OPEN = """
import sys
from pathlib import Path
from rcc_desktop.database.center import open_center
center = open_center(Path(sys.argv[1]), login="ana", password="plenty of rainy tea days")
print("open", flush=True)
sys.stdin.readline()
"""


@pytest.mark.usefixtures("code")
def test_that_what_was_written_is_there_after_closing_and_opening(folder: Path) -> None:
    with closing(reopened(folder)) as center:
        assert center.database.execute_sql("SELECT note FROM visit").fetchall() == [("first",)]


def test_that_the_recovery_code_opens_the_center_however_it_is_typed(folder: Path, code: str) -> None:
    with closing(open_with_recovery_code(folder, code.lower().replace("-", " "))) as center:
        assert center.database.execute_sql("SELECT count(*) FROM visit").fetchone() == (1,)


@pytest.mark.usefixtures("code")
def test_that_everything_in_the_folder_is_for_its_owner_only(folder: Path) -> None:
    with closing(reopened(folder)):
        assert {
            path.name: path.stat().st_mode & 0o077
            for path in [folder, *folder.iterdir()]
            if path.stat().st_mode & 0o077
        } == {}


@pytest.mark.usefixtures("code")
def test_that_nothing_readable_is_in_the_database_file(folder: Path) -> None:
    content = (folder / "center.db").read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"first" not in content
    assert b"visit" not in content


@pytest.mark.usefixtures("code")
def test_that_closing_leaves_one_database_file_that_can_be_copied_by_hand(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    assert names == {"center.db", "center.keys", "center.head", "reserve.bin", "backups"}


@pytest.mark.usefixtures("code")
def test_that_every_setting_holds_on_the_connection_of_every_thread(folder: Path) -> None:
    found: list[dict[str, Any]] = []

    def look() -> None:
        names = [name for name, _asked, _expected in engine.SETTINGS]
        found.append(
            {name: center.database.pragma(name) for name in [*names, "journal_mode", "cipher_memory_security"]}
        )

    def look_from_another_thread() -> None:
        center.database.connect()
        look()
        center.database.close()

    with closing(reopened(folder)) as center:
        look()
        thread = threading.Thread(target=look_from_another_thread)
        thread.start()
        thread.join()
    # synchronous 2 is FULL, temp_store 2 is MEMORY (sqlite.org/pragma.html); cache_size is in KiB where negative
    expected = {
        "synchronous": 2, "wal_autocheckpoint": 200, "foreign_keys": 1, "secure_delete": 1, "temp_store": 2,
        "cell_size_check": 1, "trusted_schema": 0, "busy_timeout": 5000, "mmap_size": 0, "cache_size": -65536,
        "journal_size_limit": 0, "journal_mode": "wal", "cipher_memory_security": "1",
    }  # fmt: skip
    assert found == [expected, expected]


@pytest.mark.usefixtures("code")
def test_that_a_setting_that_does_not_take_stops_the_opening(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(engine, "SETTINGS", (("synchronous", "FULL", 1),))
    with pytest.raises(engine.WrongEngine):
        reopened(folder)


@pytest.mark.usefixtures("code")
def test_that_a_transaction_takes_the_write_lock_at_once(folder: Path) -> None:
    with closing(reopened(folder)) as center, center.database.atomic():
        other = center.database.second_connection()
        other.execute("PRAGMA busy_timeout=0")
        with pytest.raises(sqlcipher.OperationalError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        center.database.give_back(other)


@pytest.mark.usefixtures("code")
def test_that_a_thread_that_did_not_connect_is_told_so(folder: Path) -> None:
    seen: list[BaseException] = []

    def read() -> None:
        try:
            center.database.execute_sql("SELECT 1")
        except peewee.InterfaceError as error:
            seen.append(error)

    with closing(reopened(folder)) as center:
        thread = threading.Thread(target=read)
        thread.start()
        thread.join()
    assert len(seen) == 1


def test_that_a_failed_creation_leaves_nothing_behind(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_path: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("rcc_desktop.database.creation.keep_reserve", full)
    assert refusal(lambda: made_at(folder)) == "store.disk_full"
    assert not folder.exists()


@pytest.mark.usefixtures("code")
def test_that_a_center_is_never_made_over_another(folder: Path) -> None:
    before = contents(folder)
    assert refusal(lambda: made_at(folder)) == "store.already_a_center"
    assert contents(folder) == before


def test_that_a_center_is_not_made_in_the_midst_of_other_files(folder: Path) -> None:
    folder.mkdir()
    (folder / "taxes.txt").touch()
    assert refusal(lambda: made_at(folder)) == "store.folder_not_empty"


@pytest.mark.parametrize(
    ("login", "password", "expected"),
    [
        ("", PASSWORD, "store.login_empty"),
        (LOGIN, "short", "store.password_short"),
        (LOGIN, "password1234", "store.password_common"),
    ],
)
def test_that_a_center_is_not_made_with_an_empty_name_or_a_weak_password(
    folder: Path, login: str, password: str, expected: str
) -> None:
    assert refusal(lambda: create_center(folder, login=login, password=password, stretch=CHEAP)) == expected
    assert not folder.exists()


# Every way an opening is refused: what is done to the folder, and the code of the Problem.


def _remove_database(folder: Path) -> None:
    (folder / "center.db").unlink()


def _empty_database(folder: Path) -> None:
    (folder / "center.db").write_bytes(b"")


def _damage_first_page(folder: Path) -> None:
    flip(folder / "center.db", 100)


def _put_plain_database(folder: Path) -> None:
    (folder / "center.db").write_bytes(b"SQLite format 3\x00" + bytes(4080))


def _remove_keys(folder: Path) -> None:
    (folder / "center.keys").unlink()


def _damage_keys(folder: Path) -> None:
    flip(folder / "center.keys", 200)


def _empty_folder(folder: Path) -> None:
    shutil.rmtree(folder)
    folder.mkdir()


def _remove_folder(folder: Path) -> None:
    shutil.rmtree(folder)


REFUSALS = [
    (_remove_database, "store.database_missing"),
    (_empty_database, "store.database_damaged"),
    (_damage_first_page, "store.database_damaged"),
    (_put_plain_database, "store.not_encrypted"),
    (_remove_keys, "store.keys_missing"),
    (_damage_keys, "store.keys_damaged"),
    (_empty_folder, "store.not_a_center"),
    (_remove_folder, "store.not_a_center"),
]


@pytest.mark.usefixtures("code")
@pytest.mark.parametrize(("harm", "expected"), REFUSALS, ids=lambda value: getattr(value, "__name__", ""))
def test_that_each_fault_of_the_folder_has_its_own_words_and_changes_nothing(
    folder: Path, harm: Callable[[Path], None], expected: str
) -> None:
    harm(folder)
    before = contents(folder) if folder.exists() else {}
    assert refusal(lambda: reopened(folder)) == expected
    assert (contents(folder) if folder.exists() else {}) == before


@pytest.mark.usefixtures("code")
def test_that_a_wrong_password_and_an_unknown_name_read_the_same(folder: Path) -> None:
    before = contents(folder)
    with pytest.raises(Problem) as wrong:
        reopened(folder, "not the right password")
    with pytest.raises(Problem) as unknown:
        reopened(folder, login="nobody")
    assert wrong.value.code == unknown.value.code == "store.wrong_password"
    assert str(wrong.value) == str(unknown.value)
    assert contents(folder) == before


@pytest.mark.usefixtures("code")
def test_that_another_centers_recovery_code_does_not_open(folder: Path, tmp_path: Path) -> None:
    other = create_center(tmp_path / "other", login=LOGIN, password=PASSWORD, stretch=CHEAP)
    other.center.close()
    assert refusal(lambda: open_with_recovery_code(folder, other.recovery_code)) == "store.wrong_recovery_code"


@pytest.mark.usefixtures("code")
def test_that_a_file_from_a_newer_program_is_refused_untouched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with closing(reopened(folder)) as center:
        center.database.execute_sql("PRAGMA user_version=5")
    before = contents(folder)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 4)
    assert refusal(lambda: reopened(folder)) == "store.newer_schema"
    assert contents(folder) == before
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 5)
    reopened(folder).close()


@pytest.mark.usefixtures("code")
def test_that_an_encrypted_file_of_another_program_is_refused(folder: Path) -> None:
    with closing(reopened(folder)) as center:
        center.database.execute_sql("PRAGMA application_id=7")
    assert refusal(lambda: reopened(folder)) == "store.not_a_center"


@pytest.mark.usefixtures("code")
def test_that_a_center_open_in_another_program_is_not_opened(folder: Path) -> None:
    other = in_another_program(HOLD_OPEN, folder)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        assert refusal(lambda: reopened(folder)) == "store.open_elsewhere"
    finally:
        other.communicate("\n")
    reopened(folder).close()


@pytest.mark.usefixtures("code")
def test_that_the_engine_itself_keeps_a_second_program_out(folder: Path) -> None:
    other = in_another_program(HOLD_OPEN, folder)
    try:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        (folder / "center.lock").unlink()  # someone "helped": the advisory note is gone
        assert refusal(lambda: reopened(folder)) == "store.open_elsewhere"
    finally:
        other.communicate("\n")


@pytest.mark.usefixtures("code")
def test_that_a_center_open_in_this_program_is_not_opened_twice(folder: Path) -> None:
    with closing(reopened(folder)):
        assert refusal(lambda: reopened(folder)) == "store.open_elsewhere"
        assert (folder / "center.lock").exists()


@pytest.mark.usefixtures("code")
def test_that_the_lock_left_by_a_killed_program_does_not_keep_anyone_out(folder: Path) -> None:
    other = in_another_program(HOLD_OPEN, folder)
    assert other.stdout is not None
    assert other.stdout.readline() == "open\n"
    other.kill()
    other.communicate()
    note = json.loads((folder / "center.lock").read_text())
    assert note["pid"] == other.pid
    with closing(reopened(folder)) as center:
        assert center.database.execute_sql("SELECT count(*) FROM visit").fetchone() == (1,)
    assert not (folder / "center.lock").exists()


@pytest.mark.usefixtures("code")
def test_that_a_page_damaged_by_a_crash_is_found_at_the_next_opening(folder: Path) -> None:
    with closing(reopened(folder)) as center, center.database.atomic():
        for number in range(2, 500):
            center.database.execute_sql("INSERT INTO visit VALUES (?, ?)", (number, "x" * 200))
    flip(folder / "center.db", 4096 * 10 + 100)
    (folder / "center.lock").write_text("left behind")
    assert refusal(lambda: reopened(folder)) == "store.database_damaged"
    assert refusal(lambda: reopened(folder)) == "store.database_damaged"  # and again: the crash is not forgotten


@pytest.mark.usefixtures("code")
def test_that_faults_are_found_when_asked_for(folder: Path) -> None:
    with closing(reopened(folder)) as center:
        with center.database.atomic():
            for number in range(2, 500):
                center.database.execute_sql("INSERT INTO visit VALUES (?, ?)", (number, "x" * 200))
        assert center.faults() == []
        assert center.faults(thorough=True) == []
    flip(folder / "center.db", 4096 * 10 + 100)
    with closing(reopened(folder)) as center:
        assert center.faults()


@pytest.fixture
def read_only_mount(folder: Path) -> Iterator[Path]:
    """The center on a file system mounted read-only; needs the right to mount, as in a container run by root."""
    mounted = folder.parent / "mounted"
    mounted.mkdir()
    bound = subprocess.run(["mount", "--bind", folder, mounted], capture_output=True, check=False)
    if bound.returncode:
        pytest.skip("may not mount here")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", mounted], check=True, capture_output=True)
        yield mounted
    finally:
        subprocess.run(["umount", mounted], check=True, capture_output=True)


@pytest.mark.usefixtures("code")
def test_that_a_read_only_disk_is_said_to_be_one(read_only_mount: Path, tmp_path: Path) -> None:
    assert refusal(lambda: reopened(read_only_mount)) == "store.read_only"
    assert refusal(lambda: made_at(read_only_mount / "new")) == "store.read_only"


@pytest.mark.usefixtures("code")
def test_that_a_folder_without_the_right_to_write_is_said_to_be_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Root may write anywhere, so the answer of the system is replaced here; the test above asks it in earnest.
    monkeypatch.setattr(os, "access", lambda *_anything: False)
    assert refusal(lambda: reopened(folder)) == "store.read_only"


@pytest.mark.usefixtures("code")
def test_that_a_network_folder_is_refused_before_anything_is_written(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = contents(folder)
    monkeypatch.setattr(places, "_mounts", lambda: [places.Mount("/", "nfs4", is_read_only=False)])
    assert refusal(lambda: reopened(folder)) == "store.network_folder"
    assert contents(folder) == before
    new = folder.parent / "new"
    assert refusal(lambda: made_at(new)) == "store.network_folder"
    assert not new.exists()


def _free(monkeypatch: pytest.MonkeyPatch, megabytes: int) -> None:
    usage = SimpleNamespace(free=megabytes * 1024 * 1024)
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: usage)


@pytest.mark.usefixtures("code")
def test_that_an_almost_full_disk_is_refused_and_a_filling_one_warned_about(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _free(monkeypatch, 49)
    assert refusal(lambda: reopened(folder)) == "store.disk_almost_full"
    _free(monkeypatch, 199)
    assert refusal(lambda: made_at(folder.parent / "n")) == "store.disk_almost_full"
    _free(monkeypatch, 300)
    with closing(reopened(folder)) as center:
        assert len(center.warnings) == 1
        assert "300 MB" in center.warnings[0]
    _free(monkeypatch, 5000)
    with closing(reopened(folder)) as center:
        assert center.warnings == ()


@pytest.mark.usefixtures("code")
def test_that_a_folder_a_cloud_service_copies_is_warned_about(folder: Path) -> None:
    synced = folder.parent / "OneDrive - Harbor RCC" / "center"
    shutil.copytree(folder, synced)
    with closing(reopened(synced)) as center:
        assert ["OneDrive - Harbor RCC" in warning for warning in center.warnings] == [True]


@pytest.mark.usefixtures("code")
def test_that_a_drive_that_cannot_be_trusted_with_a_log_gets_the_safer_journal(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [places.Mount("/", "fuseblk", is_read_only=False)])
    with closing(reopened(folder)) as center:
        assert center.database.pragma("journal_mode") == "truncate"
        center.database.execute_sql("INSERT INTO visit VALUES (2, 'second')")
    with closing(reopened(folder)) as center:
        assert center.database.execute_sql("SELECT count(*) FROM visit").fetchone() == (2,)


def test_that_a_damaged_key_file_is_replaced_by_its_former_copy_and_said_so(folder: Path, code: str) -> None:
    with closing(reopened(folder)) as center:
        center.add_member("bo", SECOND)
    flip(folder / "center.keys", 300)
    with closing(open_with_recovery_code(folder, code)) as center:
        assert len(center.warnings) == 1
    assert decode((folder / "center.keys").read_bytes()).seq == 1
    assert refusal(lambda: reopened(folder, SECOND, "bo")) == "store.wrong_password"


@pytest.mark.usefixtures("code")
def test_that_a_former_key_file_too_old_for_the_database_is_said_to_be(folder: Path) -> None:
    first = (folder / "center.keys").read_bytes()
    with closing(reopened(folder)) as center:
        center.remove_member(center.add_member("bo", SECOND))
    flip(folder / "center.keys", 300)
    (folder / "center.keys.1").write_bytes(first)
    assert refusal(lambda: reopened(folder)) == "store.keys_outdated"


@pytest.mark.usefixtures("code")
def test_that_wrong_tries_are_slowed_down_and_told_to_whoever_opens_next(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _each in range(3):
        assert refusal(lambda: reopened(folder, "not the right password")) == "store.wrong_password"
    assert refusal(lambda: reopened(folder)) == "store.too_many_tries"
    monkeypatch.setattr("rcc_desktop.database.tries.wait_after", lambda _times: 0.0)
    with closing(reopened(folder)) as center:
        assert center.failed_tries == 3
    with closing(reopened(folder)) as center:
        assert center.failed_tries == 0


class Raised:
    """The driver's error with a code, as the engine gives it."""

    @staticmethod
    def by(code: int) -> sqlcipher.DatabaseError:
        error = sqlcipher.OperationalError("what was being written: Maria")
        error.sqlite_errorcode = code
        return error


@pytest.mark.parametrize(
    ("code", "expected"),
    [  # sqlite.org/rescode.html
        (5, "store.busy"), (6, "store.busy"), (8, "store.read_only"), (10, "store.disk_error"),
        (11, "store.database_damaged"), (13, "store.disk_full"), (14, "store.disk_error"),
        (26, "store.database_damaged"), (10 | 3 << 8, "store.disk_error"),
    ],
)  # fmt: skip
def test_that_each_error_of_the_engine_becomes_words_without_what_was_written(code: int, expected: str) -> None:
    def fail() -> None:
        with mapped_errors():
            original = Raised.by(code)
            raise peewee.OperationalError(original, *original.args)

    with pytest.raises(Problem) as raised:
        fail()
    assert raised.value.code == expected
    assert "Maria" not in str(raised.value)
    assert raised.value.__cause__ is None
    assert raised.value.__suppress_context__


def test_that_our_own_mistakes_are_not_turned_into_problems() -> None:
    def fail() -> None:
        with mapped_errors():
            raise peewee.IntegrityError("UNIQUE constraint failed")

    with pytest.raises(peewee.IntegrityError):
        fail()


@pytest.mark.usefixtures("code")
def test_that_the_room_set_aside_is_given_up_when_the_disk_is_full(folder: Path) -> None:
    with closing(reopened(folder)) as center:
        assert (folder / "reserve.bin").exists()
        pages = center.database.pragma("page_count")
        center.database.execute_sql(f"PRAGMA max_page_count={pages}")  # SQLITE_FULL without filling a disk

        def fill() -> None:
            with mapped_errors(), center.database.atomic():
                center.database.execute_sql("INSERT INTO visit VALUES (2, ?)", ("x" * 20_000,))

        assert refusal(fill) == "store.disk_full"
        assert not (folder / "reserve.bin").exists()
        assert center.database.execute_sql("SELECT count(*) FROM visit").fetchone() == (1,)
    with closing(reopened(folder)):
        assert (folder / "reserve.bin").exists()


def test_that_an_engine_without_encryption_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    import sqlite3

    monkeypatch.setattr(engine, "sqlcipher", sqlite3)
    assert refusal(engine.check_engine) == "store.wrong_engine"


def test_that_an_old_engine_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    engine.check_engine()
    monkeypatch.setattr(engine, "OLDEST_SQLITE", (99, 0, 0))
    assert refusal(engine.check_engine) == "store.wrong_engine"


@pytest.mark.usefixtures("code")
def test_that_someone_elses_password_can_be_checked_while_the_center_is_open(folder: Path) -> None:
    with closing(reopened(folder)) as center:
        uid = center.add_member("bo", SECOND)
        assert center.check_password("BO", SECOND) == uid
        assert refusal(lambda: center.check_password("bo", PASSWORD)) == "store.wrong_password"


def test_that_problems_of_the_disk_itself_are_words_too() -> None:
    import errno

    codes = {
        errno.ENOSPC: "store.disk_full",
        errno.EROFS: "store.read_only",
        errno.EACCES: "store.read_only",
        errno.EIO: "store.disk_error",
    }
    for number, expected in codes.items():
        problem = faults.problem_of(OSError(number, os.strerror(number)))
        assert problem is not None
        assert problem.code == expected
    assert faults.problem_of(FileNotFoundError(2, "gone")) is None
