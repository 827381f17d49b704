"""A file where somebody wants it: whole, or not at all."""

from __future__ import annotations

import errno
import os
import stat
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.documents.hand_over import document_bytes, file_name, write_document

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.api.documents import Letterhead, Sheet
    from rcc_desktop.api.periods import Period


@dataclass(frozen=True)
class November:
    first: date = date(2026, 11, 1)
    last: date = date(2026, 11, 30)
    code: str = "2026-11"

    def words(self) -> str:
        return "November 2026"


NOVEMBER: Period = November()  # type: ignore[assignment]


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        (".xlsx", b"PK"),
        (".pdf", b"%PDF"),
        (".csv", b"\xef\xbb\xbf"),
        (".PDF", b"%PDF"),
        (".docx", b"PK"),
        (".txt", b"Main"),
    ],
)
def test_that_the_suffix_decides(
    suffix: str, begins: bytes, attendance: Sheet, letterhead: Letterhead, tmp_path: Path
) -> None:
    to = tmp_path / f"attendance{suffix}"
    write_document(attendance, letterhead, to)
    assert to.read_bytes().startswith(begins)
    assert [path.name for path in tmp_path.iterdir()] == [to.name]


def test_that_nobody_else_may_read_it(attendance: Sheet, letterhead: Letterhead, tmp_path: Path) -> None:
    write_document(attendance, letterhead, tmp_path / "a.csv")
    assert stat.S_IMODE((tmp_path / "a.csv").stat().st_mode) == 0o600


def test_that_an_unknown_suffix_is_refused(attendance: Sheet, letterhead: Letterhead, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        write_document(attendance, letterhead, tmp_path / "attendance.odt")
    assert caught.value.code == "documents.suffix"
    assert not list(tmp_path.iterdir())


def test_that_a_folder_is_not_written_over(attendance: Sheet, letterhead: Letterhead, tmp_path: Path) -> None:
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(Problem) as caught:
        write_document(attendance, letterhead, tmp_path / "a.csv")
    assert caught.value.code == "documents.folder"


def test_that_a_folder_that_is_gone_is_said(attendance: Sheet, letterhead: Letterhead, tmp_path: Path) -> None:
    with pytest.raises(Problem) as caught:
        write_document(attendance, letterhead, tmp_path / "stick" / "a.csv")
    assert caught.value.code == "documents.folder-gone"


@pytest.mark.parametrize("step", ["open", "fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "documents.disk-full"),
        (errno.EDQUOT, "documents.disk-full"),
        (errno.EACCES, "documents.not-allowed"),
        (errno.EROFS, "documents.not-allowed"),
        (errno.ENAMETOOLONG, "documents.name"),
        (errno.EIO, f"documents.os-{errno.EIO}"),
    ],
)
def test_that_an_older_file_stays_whole_when_writing_fails(
    step: str,
    number: int,
    code: str,
    attendance: Sheet,
    letterhead: Letterhead,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_arguments: Any, **_named: Any) -> NoReturn:
        raise OSError(number, os.strerror(number))

    to = tmp_path / "attendance.csv"
    to.write_bytes(b"older")
    with monkeypatch.context() as patched:
        patched.setattr(os, step, fail)
        with pytest.raises(Problem) as caught:
            write_document(attendance, letterhead, to)
    assert caught.value.code == code
    assert caught.value.way_out
    assert to.read_bytes() == b"older"
    assert [path.name for path in tmp_path.iterdir()] == ["attendance.csv"]


def test_that_a_file_open_elsewhere_on_windows_is_said(
    attendance: Sheet, letterhead: Letterhead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_arguments: Any) -> NoReturn:
        error = PermissionError(errno.EACCES, "in use")
        error.winerror = 32  # type: ignore[attr-defined]
        raise error

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(Problem) as caught:
        write_document(attendance, letterhead, tmp_path / "a.csv")
    assert caught.value.code == "documents.open-elsewhere"


def test_that_the_file_and_its_name_are_on_the_disk_before_we_say_so(
    attendance: Sheet, letterhead: Letterhead, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps: list[str] = []
    sync, move = os.fsync, os.replace

    def noted_sync(opened: int) -> None:
        steps.append("folder" if stat.S_ISDIR(os.fstat(opened).st_mode) else "file")
        sync(opened)

    def noted_move(path: Path, to: Path) -> None:
        steps.append("move")
        move(path, to)

    monkeypatch.setattr(os, "fsync", noted_sync)
    monkeypatch.setattr(os, "replace", noted_move)
    write_document(attendance, letterhead, tmp_path / "a.csv")
    assert steps == ["file", "move", "folder"]


def test_that_the_preview_is_the_file(attendance: Sheet, letterhead: Letterhead, tmp_path: Path) -> None:
    write_document(attendance, letterhead, tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == document_bytes(attendance, letterhead, ".pdf")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Sign-in sheet", "sign-in-sheet-2026-11"),
        ("Hoja de asistencia: año", "hoja-de-asistencia-ano-2026-11"),
        ("../../etc/passwd", "etc-passwd-2026-11"),
        ("出席", "document-2026-11"),
        ("CON " * 40, "con-" * 14 + "con-2026-11"),
    ],
)
def test_that_a_file_name_is_made_of_title_and_period(title: str, name: str) -> None:
    assert file_name(title, NOVEMBER) == name


def test_that_a_paper_without_a_period_is_named_by_its_title() -> None:
    assert file_name("Sign-in sheet") == "sign-in-sheet"
