"""The anchor: what was acknowledged is remembered, and a torn write never loses both records."""

from __future__ import annotations

import os
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rcc_desktop.database.head import Anchor, Head
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def mac(seq: int) -> bytes:
    return seq.to_bytes(32, "big")


def written(path: Path, *seqs: int) -> None:
    with closing(Anchor(path)) as anchor:
        for seq in seqs:
            anchor.write(seq, mac(seq))


def read(path: Path) -> Head | None:
    with closing(Anchor(path)) as anchor:
        return anchor.read()


def test_that_a_new_anchor_holds_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "center.head") is None


def test_that_the_last_entry_is_remembered_over_closing(tmp_path: Path) -> None:
    written(tmp_path / "center.head", 1, 2, 3)
    written(tmp_path / "center.head", 4)
    assert read(tmp_path / "center.head") == Head(4, mac(4))


def test_that_a_restore_may_set_the_anchor_back(tmp_path: Path) -> None:
    written(tmp_path / "center.head", 9, 5)
    assert read(tmp_path / "center.head") == Head(5, mac(5))


def test_that_what_was_written_is_read_without_closing(tmp_path: Path) -> None:
    with closing(Anchor(tmp_path / "center.head")) as anchor:
        anchor.write(7, mac(7))
        assert anchor.read() == Head(7, mac(7))
        assert read(tmp_path / "center.head") == Head(7, mac(7))


@given(at=st.integers(0, 8191), bit=st.integers(0, 7), count=st.integers(1, 4))
def test_that_damage_to_one_record_leaves_the_one_before(
    tmp_path_factory: pytest.TempPathFactory, at: int, bit: int, count: int
) -> None:
    path = tmp_path_factory.mktemp("head") / "center.head"
    written(path, *range(1, count + 1))
    content = bytearray(path.read_bytes())
    content[at] ^= 1 << bit
    path.write_bytes(content)
    found = read(path)
    assert (found.seq if found else 0) in (count, count - 1)
    assert found is None or found.mac == mac(found.seq)


def test_that_a_write_torn_anywhere_leaves_the_old_or_the_new(tmp_path: Path) -> None:
    path = tmp_path / "center.head"
    written(path, 1, 2)
    before = path.read_bytes()
    written(path, 3)
    after = path.read_bytes()
    changed = [at for at in range(len(before)) if before[at] != after[at]]
    for torn in range(changed[0], changed[-1] + 2):
        path.write_bytes(after[:torn] + before[torn:])
        found = read(path)
        assert found in (Head(2, mac(2)), Head(3, mac(3)))


def test_that_a_seal_of_another_length_is_refused(tmp_path: Path) -> None:
    with closing(Anchor(tmp_path / "center.head")) as anchor, pytest.raises(ValueError, match="32"):
        anchor.write(1, b"short")


def test_that_a_file_replaced_atomically_is_whole_or_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "center.keys"
    write_whole(path, b"old")

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["center.keys"]


def test_that_whoever_reads_during_a_replacement_reads_the_old_file_whole(tmp_path: Path) -> None:
    path = tmp_path / "center.keys"
    write_whole(path, b"old and whole")
    with path.open("rb") as reading:
        write_whole(path, b"new")
        assert reading.read() == b"old and whole"


def test_that_a_file_is_on_disk_before_its_name_and_its_name_before_we_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    order: list[str] = []
    sync, rename = os.fsync, os.replace

    def noted_sync(descriptor: int) -> None:
        order.append("folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file")
        sync(descriptor)

    def noted_rename(source: Path, target: Path) -> None:
        order.append("rename")
        rename(source, target)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_rename)
    write_whole(tmp_path / "center.keys", b"new")
    assert order == ["file", "rename", "folder"]
