"""Where a center may live, who has it open, and how fast one may guess."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rcc_desktop.api.problems import Problem
from rcc_desktop.database import places, survey
from rcc_desktop.database.lock import FolderLock
from rcc_desktop.database.places import Mount, Place, cloud_over, is_unc, mount_under, place_of, read_mountinfo
from rcc_desktop.database.tries import Tries, wait_after

# The shape of proc(5), with an escaped space (\040), a disk mounted over another, a share and a stick.
MOUNTINFO = r"""
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:40 / /mnt/share rw,relatime - cifs //server/share rw,vers=3.0
31 22 0:41 / /srv/two\040words ro,relatime shared:5 master:1 - nfs4 server:/export rw
32 22 8:17 / /media/ana/STICK rw,nosuid - vfat /dev/sdb1 rw
33 22 0:42 / /mnt/windows rw - fuseblk /dev/sda2 rw
34 30 254:1 / /mnt/share rw - xfs /dev/vdb ro
"""

REFUSED = [
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "glusterfs", "lustre", "fuse.sshfs", "fuse.rclone",
    "fuse.davfs", "davfs", "vboxsf", "prl_fs", "drvfs",
]  # fmt: skip


def test_that_the_table_of_disks_is_read_as_the_system_writes_it() -> None:
    mounts = read_mountinfo(MOUNTINFO)
    assert mounts[0] == Mount("/", "ext4", is_read_only=False, device="254:0")
    assert mounts[2] == Mount("/srv/two words", "nfs4", is_read_only=True, device="0:41")
    assert [mount.file_system for mount in mounts] == ["ext4", "cifs", "nfs4", "vfat", "fuseblk", "xfs"]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/ana/center", "ext4"),
        ("/srv/two words/center", "nfs4"),
        ("/srv/two wordsmiths", "ext4"),
        ("/mnt/share", "xfs"),  # the disk mounted last over the same place is the one that is seen
        ("/media/ana/STICK/a/b", "vfat"),
    ],
)
def test_that_a_folder_lies_on_the_disk_nearest_above_it(path: str, expected: str) -> None:
    mount = mount_under(Path(path), read_mountinfo(MOUNTINFO))
    assert mount is not None
    assert mount.file_system == expected


@pytest.mark.parametrize("file_system", REFUSED)
def test_that_every_network_file_system_is_refused(
    file_system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [Mount("/", file_system, is_read_only=False)])
    with pytest.raises(Problem) as raised:
        survey.fit_place(tmp_path / "not" / "there" / "yet")
    assert raised.value.code == "store.network_folder"


@pytest.mark.parametrize("file_system", ["ext4", "xfs", "btrfs", "apfs", "vfat", "exfat", "fuseblk", "tmpfs"])
def test_that_a_disk_of_this_computer_is_accepted(
    file_system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [Mount("/", file_system, is_read_only=False)])
    assert survey.fit_place(tmp_path).file_system == file_system


@pytest.mark.parametrize(
    ("place", "journal"),
    [
        (Place("ext4"), "wal"),
        (Place("ext4", is_removable=True), "truncate"),
        (Place("fuseblk"), "truncate"),
        (Place("vfat"), "truncate"),
        (Place(""), "truncate"),
    ],
)
def test_that_only_a_known_fixed_disk_gets_the_write_ahead_log(place: Place, journal: str) -> None:
    assert place.journal == journal


def test_that_a_stick_is_warned_about(tmp_path: Path) -> None:
    assert len(survey.warnings_about(tmp_path, Place("vfat", is_removable=True))) == 1
    assert survey.warnings_about(tmp_path, Place("ext4")) == []


def test_that_a_mount_under_media_counts_as_a_stick(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(places, "_mounts", lambda: [Mount("/media/ana/STICK", "vfat", is_read_only=False)])
    monkeypatch.setattr(places, "nearest_existing", lambda folder: folder)
    assert place_of(Path("/media/ana/STICK/center")).is_removable


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\\server\share\center", True),
        ("//server/share/center", True),
        (r"\\?\UNC\server\share", True),
        (r"\\?\C:\center", False),
        (r"C:\Users\Ana\center", False),
        ("/home/ana/center", False),
    ],
)
def test_that_a_share_is_known_by_its_name(text: str, expected: bool) -> None:
    assert is_unc(text) is expected


def test_that_a_share_by_name_is_refused() -> None:
    with pytest.raises(Problem) as raised:
        survey.fit_place(Path("//server/share/center"))
    assert raised.value.code == "store.network_folder"


@pytest.mark.parametrize(
    "name",
    ["OneDrive", "OneDrive - Harbor RCC", "Dropbox", "Dropbox (Personal)", "Google Drive", "iCloud Drive", "Nextcloud"],
)
def test_that_a_folder_copied_by_a_cloud_service_is_known_by_its_name(name: str) -> None:
    assert cloud_over(Path("/home/ana") / name / "work" / "center") == name


@pytest.mark.parametrize("marker", [".dropbox.cache", ".nextcloudsync.log", ".stfolder"])
def test_that_a_folder_copied_by_a_cloud_service_is_known_by_its_marker(marker: str, tmp_path: Path) -> None:
    assert cloud_over(tmp_path / "center") is None
    (tmp_path / marker).touch()
    assert cloud_over(tmp_path / "center") == tmp_path.name


@pytest.mark.parametrize("name", ["Dropbox notes", "boxes", "My OneDrive", "asynchronous"])
def test_that_a_folder_only_named_a_little_like_one_is_none(name: str) -> None:
    assert cloud_over(Path("/home/ana") / name) is None


def test_that_mounts_are_read_on_a_mac() -> None:
    text = "/dev/disk3s1 on / (apfs, sealed, local, read-only)\n//ana@nas/center on /Volumes/center (smbfs, nodev)\n"
    assert places.read_mount_output(text) == [
        Mount("/", "apfs", is_read_only=True),
        Mount("/Volumes/center", "smbfs", is_read_only=False),
    ]


def test_that_trying_out_the_locks_leaves_nothing_behind(tmp_path: Path) -> None:
    survey.need_working_locks(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_that_a_disk_without_locks_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fcntl.fcntl", lambda *_anything: b"")  # says yes to everybody
    with pytest.raises(Problem) as raised:
        survey.need_working_locks(tmp_path)
    assert raised.value.code == "store.no_locks"
    assert list(tmp_path.iterdir()) == []


def test_that_the_lock_says_who_has_it_and_is_gone_after_release(tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "center.lock")
    lock.take()
    note = json.loads((tmp_path / "center.lock").read_text())
    assert note["host"] == socket.gethostname()
    with pytest.raises(Problem) as raised:
        FolderLock(tmp_path / "center.lock").take()
    assert raised.value.code == "store.open_elsewhere"
    assert socket.gethostname() in raised.value.what
    lock.release()
    lock.release()
    assert list(tmp_path.iterdir()) == []


def test_that_someone_elses_lock_is_never_removed(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path / "center.lock"), FolderLock(tmp_path / "center.lock")
    first.take()
    with pytest.raises(Problem):
        second.take()
    second.release()
    assert (tmp_path / "center.lock").exists()
    first.release()


def test_that_an_abandoned_lock_tells_the_next_one(tmp_path: Path) -> None:
    first, second = FolderLock(tmp_path / "center.lock"), FolderLock(tmp_path / "center.lock")
    first.take()
    assert not first.was_left_behind
    first.abandon()
    second.take()
    assert second.was_left_behind
    second.release()


@pytest.mark.parametrize("note", [b"", b"{", b"[]", b'{"pid": "x"}', b"\xff" * 2000])
def test_that_a_lock_with_an_unreadable_note_still_keeps_people_out(note: bytes, tmp_path: Path) -> None:
    lock = FolderLock(tmp_path / "center.lock")
    lock.take()
    (tmp_path / "center.lock").write_bytes(note)
    with pytest.raises(Problem) as raised:
        FolderLock(tmp_path / "center.lock").take()
    assert raised.value.code == "store.open_elsewhere"
    lock.release()


class Ticks:
    """The computer's own counter since it was started, in seconds."""

    def __init__(self, now: float = 10_000.0) -> None:
        self.now = now

    def __call__(self) -> float:
        return self.now


def waits(tries: Tries, who: str = "ana") -> bool:
    try:
        tries.check(who)
    except Problem as problem:
        if problem.code != "store.too_many_tries":
            raise
        return True
    return False


def test_that_three_tries_are_free_and_waiting_doubles_up_to_five_minutes() -> None:
    assert [wait_after(times) for times in range(14)] == [0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]
    assert wait_after(10_000) == 300


def test_that_one_may_try_again_after_waiting_and_nobody_is_locked_out_for_good(tmp_path: Path) -> None:
    ticks = Ticks()
    for _each in range(100):
        tries = Tries(tmp_path / "center.tries", ticks)  # the program started anew: what was counted stands in the file
        tries.failed("ana")
        ticks.now += 300
        assert not waits(Tries(tmp_path / "center.tries", ticks))


def test_that_the_fourth_try_waits_a_second_after_the_third(tmp_path: Path) -> None:
    ticks = Ticks()
    tries = Tries(tmp_path / "center.tries", ticks)
    for _each in range(3):
        assert not waits(tries)
        tries.failed("ana")
    ticks.now += 0.9
    assert waits(tries)
    ticks.now += 0.1
    assert not waits(tries)


def test_that_the_whole_desk_is_slowed_down_by_tries_on_many_names(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "center.tries", Ticks())
    for who in ("ana", "bo", "cy"):
        tries.failed(who)
    assert waits(tries, "dee")


@settings(deadline=None)  # each try waits for the disk
@given(moved_by_years=st.integers(-10, 10), seconds=st.floats(0, 0.99))
def test_that_moving_the_clock_gains_no_try(
    tmp_path_factory: pytest.TempPathFactory, moved_by_years: int, seconds: float
) -> None:
    path, ticks = tmp_path_factory.mktemp("tries") / "center.tries", Ticks()
    tries = Tries(path, ticks)
    for _each in range(3):
        tries.failed("ana")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("time.time", lambda: 1_800_000_000 + moved_by_years * 31_557_600)
        ticks.now += seconds
        assert waits(Tries(path, ticks))


def test_that_starting_the_computer_anew_gains_no_more_time_than_it_took(tmp_path: Path) -> None:
    path = tmp_path / "center.tries"
    tries = Tries(path, Ticks(10_000))
    for _each in range(20):
        tries.failed("ana")
    assert waits(Tries(path, Ticks(299)))
    assert not waits(Tries(path, Ticks(301)))


def test_that_opening_forgets_ones_own_failed_tries_and_tells_them(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "center.tries", Ticks())
    for who in ("ana", "ana", "bo", "bo", "bo"):
        tries.failed(who)
    assert Tries(tmp_path / "center.tries", Ticks()).succeeded("ana") == 2
    again = Tries(tmp_path / "center.tries", Ticks())
    assert (again.succeeded("ana"), waits(again, "ana"), waits(again, "bo")) == (0, False, True)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"ana": 3}', b'{"ana": ["x", 1]}'])
def test_that_a_damaged_count_is_no_count(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "center.tries").write_bytes(content)
    assert not waits(Tries(tmp_path / "center.tries", Ticks()))


def test_that_the_count_holds_no_name_and_stays_small(tmp_path: Path) -> None:
    tries = Tries(tmp_path / "center.tries", Ticks())
    for number in range(300):
        tries.failed(f"{number:032x}")
    assert len(json.loads((tmp_path / "center.tries").read_text())) == 200
