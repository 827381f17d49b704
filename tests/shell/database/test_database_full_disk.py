"""A disk filled to the last byte, in earnest: a small file system in memory; needs the right to mount."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import closing
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.database.center import Center, create_center, open_center
from rcc_desktop.database.faults import mapped_errors
from rcc_desktop.database.stretch import Stretch

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

CHEAP = Stretch(memory_kib=19456, passes=1, lanes=1)
ANA = "plenty of rainy tea days"
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256m", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("may not mount here")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True, capture_output=True)


def fill(disk: Path) -> Path:
    """Leave not one byte."""
    filler = disk / "holiday film"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free // 4096 * 4096)
    assert shutil.disk_usage(disk).free == 0
    return filler


def check_in(center: Center, number: int) -> str | None:
    """The code of the Problem, or None where the visit was kept."""
    try:
        with mapped_errors(), center.database.atomic():
            center.database.execute_sql("INSERT INTO visit VALUES (?, ?)", (number, "x" * 2000))
    except Problem as problem:
        return problem.code
    return None


def kept(center: Center) -> set[int]:
    return {row[0] for row in center.database.execute_sql("SELECT id FROM visit")}


def test_that_a_full_disk_loses_nothing_and_the_reserve_lets_work_go_on(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rcc_desktop.database.reserve.KEPT_FREE", 0)
    folder = small_disk / "center"
    with closing(create_center(folder, login="ana", password=ANA, stretch=CHEAP).center) as center:
        center.database.execute_sql("CREATE TABLE visit (id INTEGER PRIMARY KEY, note TEXT)")
        filler = fill(small_disk)
        answers = {number: check_in(center, number) for number in range(400)}
        acknowledged = {number for number, answer in answers.items() if answer is None}
        assert {answer for answer in answers.values() if answer} == {"store.disk_full"}
        assert not (folder / "reserve.bin").exists()
        assert kept(center) == acknowledged
        assert max(acknowledged) == 399  # the room set aside was enough to go on
        fill(small_disk).rename(small_disk / "second film")
        with pytest.raises(Problem) as raised:
            center.backup(NOW, None)
        assert raised.value.code == "store.backup_no_room"
    with pytest.raises(Problem) as raised:
        open_center(folder, login="ana", password=ANA)
    assert raised.value.code == "store.disk_almost_full"
    filler.unlink(missing_ok=True)
    (small_disk / "second film").unlink(missing_ok=True)
    with closing(open_center(folder, login="ana", password=ANA)) as center:
        assert kept(center) == acknowledged
        assert center.faults() == []
        assert (folder / "reserve.bin").exists()


def test_that_a_key_change_on_a_full_disk_is_refused_or_finished_later(
    small_disk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rcc_desktop.database.reserve.KEPT_FREE", 2**60)  # none is kept
    folder = small_disk / "center"
    with closing(create_center(folder, login="ana", password=ANA, stretch=CHEAP).center) as center:
        center.database.execute_sql("CREATE TABLE visit (id INTEGER PRIMARY KEY, note TEXT)")
        with center.database.atomic():
            for number in range(2000):
                center.database.execute_sql("INSERT INTO visit VALUES (?, ?)", (number, "x" * 2000))
        center.database.checkpoint()
        bo = center.add_member("bo", "another rainy day with tea")
        filler = fill(small_disk)
        os.truncate(filler, filler.stat().st_size - 2 * 1024 * 1024)  # room for the key file, not for the database
        monkeypatch.setattr("rcc_desktop.database.rotate.NEEDED_ROOM", 0)
        with pytest.raises(Problem) as raised, mapped_errors():
            center.remove_member(bo)
        assert raised.value.code == "store.key_unchanged"
        filler.unlink()
        backup = center.backup(NOW, None)
        assert center.verify_backup(backup).epoch == 1
        assert len(kept(center)) == 2000
        assert check_in(center, 2000) is None
    with closing(open_center(folder, login="ana", password=ANA)) as center:
        assert (center.key_epoch, len(center.warnings)) == (2, 2)  # that it was finished, and that the disk is small
        assert kept(center) == set(range(2001))
        with pytest.raises(Problem):
            center.check_password("bo", "another rainy day with tea")
