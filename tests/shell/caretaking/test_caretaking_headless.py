"""A command without a window is over in a moment: it makes no backup, except before many rows come in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop import cli
from rcc_desktop.database.backup import list_backups
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.testing import LOGIN, PASSWORD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rcc_desktop.database.backup import BackupRow
    from rcc_desktop.database.center import Center


@pytest.fixture
def run(center: Center, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Any]:
    """Type a command at the closed center; its JSON answer and what went to stderr."""
    center.close()
    monkeypatch.setenv("RCC_PASSWORD", PASSWORD)

    def typed(*words: str) -> tuple[Any, str]:
        capsys.readouterr()
        status = cli.main([*words, "--data", str(center.folder), "--user", LOGIN, "--json"])
        out, err = capsys.readouterr()
        assert status == 0, err
        return json.loads(out), err

    return typed


def people(path: Path, count: int) -> str:
    rows = [f"Ana{number},Lake{number},19{number % 90 + 10}-01-02" for number in range(count)]
    path.write_text("\n".join(["First name,Last name,Date of birth", *rows]), encoding="utf-8")
    return str(path)


def backups(center: Center) -> list[BackupRow]:
    return list_backups(CenterFolder(center.folder))


def test_that_a_command_that_writes_makes_no_backup(run: Callable[..., Any], center: Center, tmp_path: Path) -> None:
    taken, _said = run("import", "people", people(tmp_path / "a-few.csv", 3))
    assert taken["changed"] == 3
    assert backups(center) == []


def test_that_a_backup_goes_before_an_import_of_many_rows_and_holds_none_of_them(
    run: Callable[..., Any], center: Center, tmp_path: Path
) -> None:
    before, _said = run("people", "find", "Ana7")
    taken, _said = run("import", "people", people(tmp_path / "many.csv", 101))
    assert taken["changed"] == 101
    assert before == []
    (backup,) = backups(center)
    assert backup.verified
    run("restore", str(backup.path))
    after, said = run("people", "find", "Ana7")
    assert after == []
    assert said == ""


def test_that_what_is_wrong_with_a_center_is_said_to_whoever_types_a_command(
    run: Callable[..., Any], center: Center
) -> None:
    (center.folder / "center.head").unlink()
    _found, said = run("people", "find", "Ana")
    assert "cannot be noticed this once" in said
    _found, said = run("people", "find", "Ana")
    assert said == ""
