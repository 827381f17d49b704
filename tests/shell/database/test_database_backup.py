"""Backups that are known to open, kept as long as promised, and put back whole or not at all."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import zipfile
from contextlib import closing
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcc_desktop.api.problems import Problem
from rcc_desktop.database import schema
from rcc_desktop.database.backup import list_backups, prune
from rcc_desktop.database.backup_file import read_manifest
from rcc_desktop.database.center import Center, create_center, open_center
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.database.head import Head
from rcc_desktop.database.pruning import is_suspicious, kept_moments
from rcc_desktop.database.restore import restore_center, restore_with_recovery_code
from rcc_desktop.database.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Callable

CHEAP = Stretch(memory_kib=19456, passes=1, lanes=1)
ANA, BO, CY = "plenty of rainy tea days", "another rainy day with tea", "yet one more day with tea"
NOW = datetime(2026, 11, 23, 17, 2, tzinfo=ZoneInfo("America/New_York"))
HEAD = Head(41, bytes(range(32)))

pytestmark = pytest.mark.usefixtures("quick")


@pytest.fixture
def code(folder: Path) -> str:
    """A closed center with three visits by two people, and its recovery code."""
    created = create_center(folder, login="ana", password=ANA, stretch=CHEAP)
    with closing(created.center) as center:
        center.database.execute_sql("CREATE TABLE person (id INTEGER PRIMARY KEY)")
        center.database.execute_sql("CREATE TABLE visit (id INTEGER PRIMARY KEY, person REFERENCES person)")
        center.database.execute_sql("CREATE VIRTUAL TABLE words USING fts5(text)")
        center.database.execute_sql("INSERT INTO words VALUES ('maria')")
        center.database.execute_sql("INSERT INTO person VALUES (1), (2)")
        center.database.execute_sql("INSERT INTO visit VALUES (1, 1), (2, 1), (3, 2)")
        center.database.execute_sql("PRAGMA user_version=1")
    return created.recovery_code


def as_ana(folder: Path) -> closing[Center]:
    return closing(open_center(folder, login="ana", password=ANA))


def a_backup(folder: Path, now: datetime = NOW) -> Path:
    with as_ana(folder) as center:
        return center.backup(now, HEAD)


def visits(folder: Path, password: str = ANA) -> list[int]:
    with closing(open_center(folder, login="ana", password=password)) as center:
        return [row[0] for row in center.database.execute_sql("SELECT id FROM visit ORDER BY id")]


def refusal(act: Callable[[], object]) -> str | None:
    with pytest.raises(Problem) as raised:
        act()
    return raised.value.code


def contents(folder: Path) -> dict[str, str]:
    found = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "center.tries")
    return {str(path.relative_to(folder)): sha256(path.read_bytes()).hexdigest() for path in found}


def restored(folder: Path, backup: Path, password: str = ANA) -> object:
    return restore_center(folder, backup, login="ana", password=password, now=NOW)


@pytest.mark.usefixtures("code")
def test_that_a_backup_holds_the_database_the_keys_and_what_it_says_of_itself(folder: Path) -> None:
    backup = a_backup(folder)
    with zipfile.ZipFile(backup) as archive:
        assert sorted(archive.namelist()) == ["center.db", "center.keys", "manifest.json"]
        assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}
        keys = archive.read("center.keys")
        plain = json.loads(archive.read("manifest.json"))
        assert plain["sha256"]["center.db"] == sha256(archive.read("center.db")).hexdigest()
    assert keys == (folder / "center.keys").read_bytes()
    assert (plain["epoch"], plain["schema"], plain["made_at"]) == (1, 1, "2026-11-23T22:02:00+00:00")
    assert plain["head"] == {"seq": 41, "mac": bytes(range(32)).hex()}
    # fts5 keeps its words in four tables of its own, of which these three hold a row or more
    assert (plain["rows"]["person"], plain["rows"]["visit"]) == (2, 3)


@pytest.mark.usefixtures("code")
def test_that_nothing_readable_is_in_a_backup(folder: Path) -> None:
    content = a_backup(folder).read_bytes()
    assert b"maria" not in content
    assert b"SQLite format 3" not in content


@pytest.mark.usefixtures("code")
def test_that_a_backup_is_listed_once_it_was_read_back(folder: Path) -> None:
    with as_ana(folder) as center:
        assert center.backups() == []
        path = center.backup(NOW, HEAD)
        (row,) = center.backups()
    assert (row.path, row.made_at, row.epoch, row.seq, row.verified) == (path, NOW, 1, 41, True)
    assert row.size == path.stat().st_size
    assert sorted(each.name for each in (folder / "backups").iterdir()) == [path.name, "verified.json"]


@pytest.mark.usefixtures("code")
def test_that_a_backup_that_does_not_read_back_is_not_listed_as_good(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.replace

    def damaging(source: Path, target: Path) -> None:
        if Path(target).suffix == ".rcbak":
            content = bytearray(Path(source).read_bytes())
            content[len(content) // 2] ^= 1
            Path(source).write_bytes(content)
        real(source, target)

    with as_ana(folder) as center:
        monkeypatch.setattr(os, "replace", damaging)
        assert refusal(lambda: center.backup(NOW, HEAD)) == "store.backup_damaged"
        assert [row.verified for row in center.backups()] == [False]


@pytest.mark.usefixtures("code")
def test_that_a_backup_of_no_bytes_is_not_listed_as_good(folder: Path) -> None:
    backup = a_backup(folder)
    backup.write_bytes(b"")
    assert [row.verified for row in list_backups(CenterFolder(folder))] == [False]
    assert refusal(lambda: restored(folder, backup)) == "store.backup_damaged"


@pytest.mark.usefixtures("code")
def test_that_two_backups_in_one_second_are_two_files(folder: Path) -> None:
    with as_ana(folder) as center:
        assert center.backup(NOW, HEAD) != center.backup(NOW, HEAD)
        assert len(center.backups()) == 2


@pytest.mark.usefixtures("code")
def test_that_too_little_room_for_a_backup_is_said_before_one_is_begun(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with as_ana(folder) as center:
        size = (folder / "center.db").stat().st_size
        monkeypatch.setattr(shutil, "disk_usage", lambda _path: type("Usage", (), {"free": size * 2 - 1}))
        assert refusal(lambda: center.backup(NOW, HEAD)) == "store.backup_no_room"
    assert list((folder / "backups").iterdir()) == []


@pytest.mark.usefixtures("code")
def test_that_what_an_interrupted_backup_left_is_cleared_away(folder: Path) -> None:
    left = folder / "backups" / ".making-abc"
    left.mkdir()
    (left / "center.db").touch()
    with as_ana(folder):
        assert not left.exists()


@pytest.mark.usefixtures("code")
def test_that_a_backup_made_while_people_check_in_is_whole_and_restores(folder: Path) -> None:
    stop = threading.Event()

    def check_in() -> None:
        center.database.connect()
        number = 1000
        while not stop.is_set():
            number += 1
            with center.database.atomic():
                center.database.execute_sql("INSERT INTO person VALUES (?)", (number,))
                center.database.execute_sql("INSERT INTO visit VALUES (?, ?)", (number, number))
        center.database.close()

    with as_ana(folder) as center:
        desk = threading.Thread(target=check_in)
        desk.start()
        try:
            backups = [center.backup(NOW + timedelta(minutes=minute), HEAD) for minute in range(3)]
        finally:
            stop.set()
            desk.join()
    for backup in backups:
        rows = read_manifest(backup).rows
        assert rows["visit"] == rows["person"] + 1  # both or neither of each pair: 3 visits and 2 people at first
        restored(folder, backup)
        assert len(visits(folder)) == rows["visit"]


@pytest.mark.usefixtures("code")
def test_that_a_restore_brings_back_the_day_and_keeps_what_was_there(folder: Path) -> None:
    backup = a_backup(folder)
    with as_ana(folder) as center:
        center.database.execute_sql("DELETE FROM visit WHERE id = 2")
        center.database.execute_sql("INSERT INTO visit VALUES (4, 2)")
        center.anchor.write(55, bytes(32))
    done = restore_center(folder, backup, login="ana", password=ANA, now=NOW)
    assert visits(folder) == [1, 2, 3]
    assert (done.head, done.made_at, done.keys_restored) == (HEAD, NOW, False)
    with as_ana(folder) as center:
        assert center.anchor.read() == HEAD
        assert center.database.execute_sql("SELECT count(*) FROM words('maria')").fetchone() == (1,)
    former = folder.with_name("former")
    shutil.copytree(done.set_aside, former)
    assert visits(former) == [1, 3, 4]
    assert not (folder / "restoring").exists()


@pytest.mark.usefixtures("code")
def test_that_a_journal_left_by_a_crash_never_lies_beside_the_restored_database(folder: Path) -> None:
    backup = a_backup(folder)
    script = (
        "import os, sys; from pathlib import Path; from rcc_desktop.database.center import open_center\n"
        f"center = open_center(Path(sys.argv[1]), login='ana', password={ANA!r})\n"
        "center.database.execute_sql('INSERT INTO visit VALUES (4, 2)'); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert (folder / "center.db-wal").stat().st_size > 0
    done = restore_center(folder, backup, login="ana", password=ANA, now=NOW)
    assert not list(folder.glob("center.db-*"))
    assert visits(folder) == [1, 2, 3]
    former = folder.with_name("former")
    shutil.copytree(done.set_aside, former)
    assert visits(former) == [1, 2, 3, 4]


@pytest.mark.usefixtures("code")
def test_that_a_damaged_database_is_replaced_and_kept_with_its_journal(folder: Path) -> None:
    backup = a_backup(folder)
    (folder / "center.db").write_bytes(b"junk" * 2000)
    (folder / "center.db-wal").write_bytes(b"perhaps of use to someone")
    done = restore_center(folder, backup, login="ana", password=ANA, now=NOW)
    assert visits(folder) == [1, 2, 3]
    assert (done.set_aside / "center.db").read_bytes() == b"junk" * 2000
    assert (done.set_aside / "center.db-wal").read_bytes() == b"perhaps of use to someone"


@pytest.mark.usefixtures("code")
def test_that_a_lost_key_file_comes_back_with_the_backup(folder: Path) -> None:
    backup = a_backup(folder)
    for name in ("center.keys", "center.keys.1", "center.db"):
        (folder / name).unlink(missing_ok=True)
    assert restore_center(folder, backup, login="ana", password=ANA, now=NOW).keys_restored
    assert visits(folder) == [1, 2, 3]


def test_that_a_backup_is_restored_into_an_empty_folder_with_the_recovery_code(folder: Path, code: str) -> None:
    backup = a_backup(folder)
    new = folder.parent / "another computer"
    assert restore_with_recovery_code(new, backup, code=code, now=NOW).keys_restored
    assert visits(new) == [1, 2, 3]


@pytest.mark.usefixtures("code")
def test_that_an_older_backup_brings_no_old_password_back(folder: Path) -> None:
    backup = a_backup(folder)
    with as_ana(folder) as center:
        center.change_password("ana", ANA, CY)
    assert refusal(lambda: restored(folder, backup)) == "store.wrong_password"
    restored(folder, backup, CY)
    assert visits(folder, CY) == [1, 2, 3]


@pytest.mark.usefixtures("code")
def test_that_a_backup_from_before_a_key_change_brings_its_own_keys(folder: Path) -> None:
    with as_ana(folder) as center:
        bo = center.add_member("bo", BO)
        backup = center.backup(NOW, HEAD)
        center.remove_member(bo)
    assert restore_center(folder, backup, login="ana", password=ANA, now=NOW).keys_restored
    with as_ana(folder) as center:
        assert center.key_epoch == 1
        center.remove_member(bo)  # said plainly: whoever was removed since is back, and must be removed again
        assert refusal(lambda: center.check_password("bo", BO)) == "store.wrong_password"


@pytest.mark.usefixtures("code")
def test_that_a_restore_is_refused_while_the_center_is_open(folder: Path) -> None:
    with as_ana(folder) as center:
        backup = center.backup(NOW, HEAD)
        assert refusal(lambda: restored(folder, backup)) == "store.open_elsewhere"


@pytest.mark.usefixtures("code")
def test_that_a_backup_of_a_newer_program_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backup = a_backup(folder)
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 0)
    before = contents(folder)
    assert refusal(lambda: restored(folder, backup)) == "store.newer_schema"
    assert contents(folder) == before


@pytest.mark.usefixtures("code")
def test_that_any_flipped_bit_in_a_backup_is_noticed_and_nothing_is_touched(folder: Path) -> None:
    backup = a_backup(folder)
    whole, before = backup.read_bytes(), contents(folder)
    damaged = folder.parent / backup.name
    chance = random.Random(7)
    with as_ana(folder) as center:
        secrets = center._keyring.secrets
    refused = 0
    for _each in range(60):
        at = chance.randrange(len(whole))
        content = bytearray(whole)
        content[at] ^= 1 << chance.randrange(8)
        damaged.write_bytes(content)
        try:
            restored(folder.parent / "elsewhere", damaged)
        except Problem:
            refused += 1
            assert not (folder.parent / "elsewhere" / "center.db").exists()
        else:  # a bit of the zip's own bookkeeping (a time, an attribute) that says nothing of the center
            assert visits(folder.parent / "elsewhere") == [1, 2, 3]
            shutil.rmtree(folder.parent / "elsewhere")
    assert refused > 50
    assert contents(folder) == before
    assert secrets.dek.hex() not in str(contents(folder))


@pytest.mark.usefixtures("code")
def test_that_a_manifest_changed_by_hand_is_refused(folder: Path) -> None:
    backup = a_backup(folder)
    changed = folder.parent / "changed.rcbak"
    with zipfile.ZipFile(backup) as source, zipfile.ZipFile(changed, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content.replace(b'"seq": 41', b'"seq": 42') if name == "manifest.json" else content)
    assert refusal(lambda: restored(folder, changed)) == "store.backup_damaged"


RESTORE_AND_DIE = """
import os, sys
from datetime import datetime, UTC
from pathlib import Path
from rcc_desktop.database.restore import restore_center
folder, backup, deadly = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
calls = 0
def counted(real):
    def call(*arguments, **named):
        global calls
        calls += 1
        if calls == deadly:
            os._exit(9)
        return real(*arguments, **named)
    return call
os.fsync, os.replace, os.unlink, os.rmdir = map(counted, (os.fsync, os.replace, os.unlink, os.rmdir))
restore_center(folder, backup, login="ana", password="plenty of rainy tea days", now=datetime(2026, 11, 24, tzinfo=UTC))
os._exit(0)
"""


@pytest.mark.slow
@pytest.mark.usefixtures("code")
def test_that_a_crash_at_any_step_of_a_restore_leaves_the_old_day_or_the_restored_one(folder: Path) -> None:
    with as_ana(folder) as center:
        bo = center.add_member("bo", BO)
        backup = center.backup(NOW, HEAD)
        center.remove_member(bo)  # another epoch, so that keys and database must change together
        center.database.execute_sql("INSERT INTO visit VALUES (4, 2)")
    outcomes = []
    for deadly in range(1, 100):
        crashed = folder.with_name(f"crashed-{deadly}")
        shutil.copytree(folder, crashed)
        command = [sys.executable, "-c", RESTORE_AND_DIE, str(crashed), str(backup), str(deadly)]
        ended = subprocess.run(command, check=False, capture_output=True, text=True)
        assert ended.returncode in (0, 9), ended.stderr
        outcomes.append(visits(crashed))
        assert not (crashed / "restoring").exists()
        if outcomes[-1] == [1, 2, 3]:
            (aside,) = (crashed / "set-aside").iterdir()
            assert visits(aside) == [1, 2, 3, 4]
        if ended.returncode == 0:
            break
    old, new = [1, 2, 3, 4], [1, 2, 3]
    turn = outcomes.index(new)
    assert turn > 3
    assert outcomes[:turn] == [old] * turn
    assert outcomes[turn:] == [new] * (len(outcomes) - turn)
    assert ended.returncode == 0


def test_that_the_rule_for_old_backups_keeps_what_it_promises() -> None:
    # One backup every six hours for 400 days, the newest at 18:00 UTC on November 23, 2026 (a Monday).
    now = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
    moments = [now - timedelta(hours=6 * step) for step in range(1600)]
    kept = kept_moments(moments, now)
    all_of_two_days = {now - timedelta(hours=hours) for hours in range(0, 49, 6)}
    daily = {now - timedelta(days=days) for days in range(14)}  # each day's newest is the one at 18:00
    weekly = {now} | {datetime(2026, 11, 22, 18, tzinfo=UTC) - timedelta(weeks=weeks) for weeks in range(7)}  # Sundays
    last_days = [
        (2026, 10, 31),
        (2026, 9, 30),
        (2026, 8, 31),
        (2026, 7, 31),
        (2026, 6, 30),
        (2026, 5, 31),
        (2026, 4, 30),
    ]
    last_days += [(2026, 3, 31), (2026, 2, 28), (2026, 1, 31), (2025, 12, 31)]
    monthly = {now} | {datetime(*day, 18, tzinfo=UTC) for day in last_days}
    assert kept == all_of_two_days | daily | weekly | monthly


@given(
    ages=st.lists(st.integers(0, 60 * 24 * 900), min_size=1, max_size=60, unique=True),
    minutes=st.integers(0, 60 * 24 * 40),
)
def test_that_the_newest_three_and_the_last_two_days_are_always_kept(ages: list[int], minutes: int) -> None:
    now = datetime(2026, 11, 23, 18, 0, tzinfo=ZoneInfo("America/New_York")) + timedelta(minutes=minutes)
    moments = [(now - timedelta(minutes=age)).astimezone(UTC) for age in ages]
    kept = kept_moments(moments, now)
    assert set(sorted(moments)[-3:]) <= kept
    assert {moment for moment in moments if now - moment <= timedelta(days=2)} <= kept
    assert kept_moments(sorted(kept), now) == kept  # pruning twice is pruning once


def _listed_copies(folder: Path, days: list[int]) -> dict[int, Path]:
    """Verified backups of so many days ago, as copies of one under other names."""
    backup = a_backup(folder)
    listing = folder / "backups" / "verified.json"
    entry = json.loads(listing.read_text())[backup.name]
    paths = {}
    for day in days:
        name = (NOW - timedelta(days=day)).astimezone(UTC).strftime("center-%Y%m%dT%H%M%SZ.rcbak")
        paths[day] = folder / "backups" / name
        if day:
            shutil.copy(backup, paths[day])
    listing.write_text(json.dumps({path.name: entry for path in paths.values()}))
    return paths


@pytest.mark.usefixtures("code")
def test_that_pruning_removes_only_verified_backups_of_this_center(folder: Path) -> None:
    paths = _listed_copies(folder, [0, 1, 2, 500, *range(3, 20), *range(600, 615)])
    strange = folder / "backups" / "center-20200101T000000Z.rcbak"
    strange.write_bytes(b"not ours")
    other = folder / "backups" / "holiday.zip"
    other.touch()
    center = read_manifest(paths[0]).center
    assert prune(CenterFolder(folder), "another center", NOW) == []
    removed = prune(CenterFolder(folder), center, NOW)
    assert removed
    assert not any(path.exists() for path in removed)
    assert all(path.exists() for path in (strange, other, paths[0], paths[1], paths[2]))
    listed = json.loads((folder / "backups" / "verified.json").read_text())
    assert {path.name for path in paths.values() if path.exists()} == set(listed)


@pytest.mark.usefixtures("code")
def test_that_nothing_is_pruned_when_many_backups_vanished_or_changed(folder: Path) -> None:
    paths = _listed_copies(folder, [0, *range(600, 640)])
    center = read_manifest(paths[0]).center
    for day in range(600, 613):  # 13 of 41 are more than 30 %
        paths[day].write_bytes(b"locked by someone for money")
    assert prune(CenterFolder(folder), center, NOW) == []


@pytest.mark.parametrize(("gone", "listed", "expected"), [(0, 0, False), (3, 10, False), (4, 10, True), (1, 3, True)])
def test_that_more_than_thirty_percent_is_too_many(gone: int, listed: int, expected: bool) -> None:
    assert is_suspicious(gone, listed) is expected
