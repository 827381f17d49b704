"""``rcc-desktop plugins``: what is here, what to mend, and a new one."""

from __future__ import annotations

import argparse
import json
import sys
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.commands import plugins

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path / "computer"))


def run(*typed: str) -> int:
    parser = argparse.ArgumentParser()
    plugins.add(parser)
    args = parser.parse_args(typed)
    return int(args.run(args))


def test_that_the_list_says_what_works(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("list", "--json") == 0
    told = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert told["checkin"]["state"] == "works"
    assert run("list") == 0
    assert "checkin" in capsys.readouterr().out


def test_that_new_and_check_go_together(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("new", "orchard", "--into", str(tmp_path)) == 0
    assert run("check", str(tmp_path / "rcc_orchard")) == 0
    assert "Nothing to mend." in capsys.readouterr().out
    service = tmp_path / "rcc_orchard" / "rcc_orchard" / "service.py"
    service.write_text(service.read_text(encoding="utf-8") + "\nimport openpyxl\n", encoding="utf-8")
    for name in [each for each in sys.modules if each.split(".")[0] == "rcc_orchard"]:
        del sys.modules[name]
    assert run("check", str(tmp_path / "rcc_orchard")) == 1
    assert "1 thing to mend." in capsys.readouterr().out


def test_that_a_folder_that_is_not_there_is_said_to_be_missing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("check", str(tmp_path / "nowhere")) == 1
    out = capsys.readouterr().out
    assert "nowhere: is not there" in out
    assert "names no plugin" not in out


@pytest.mark.parametrize("name", ["Book", "1st", "class", "a", "book-club", "../up", "desktop", "x" * 40])
def test_that_a_name_that_cannot_be_one_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Problem):
        run("new", name, "--into", str(tmp_path))
    assert list(tmp_path.iterdir()) == []


def test_that_nothing_is_written_over(tmp_path: Path) -> None:
    (tmp_path / "rcc_orchard").mkdir()
    with pytest.raises(Problem, match="already"):
        run("new", "orchard", "--into", str(tmp_path))
