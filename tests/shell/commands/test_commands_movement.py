"""What goes in and what comes out without a window: a paper of no site, a file with a bad row, papers by role."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from rcc_desktop import cli, main
from rcc_desktop.commands import at_center
from rcc_desktop.host.made_up import PASSWORD, Wanted, make_up
from rcc_desktop.sites.views.hours_grid import USUAL_HOURS

if TYPE_CHECKING:
    from pathlib import Path

CapSys = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up center with somebody in every role."""
    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path / "computer"))
    monkeypatch.setenv("RCC_PASSWORD", PASSWORD)
    return make_up(tmp_path / "demo", Wanted(people=5, visits=10), main.clock).folder


def test_that_a_paper_of_a_site_that_is_not_there_is_refused_and_not_written_empty(
    folder: Path, tmp_path: Path, capsys: CapSys
) -> None:
    sheet, at = tmp_path / "sheet.pdf", ["--data", str(folder), "--user", "rosa"]
    assert cli.main(["export", "checkin.sign_in_sheet", "--site", "99", "--to", str(sheet), *at]) == 1
    told = capsys.readouterr().err
    assert "There is no site 99 here." in told
    assert "Sites: 1 " in told
    assert not sheet.exists()
    assert cli.main(["export", "checkin.sign_in_sheet", "--site", "1", "--to", str(sheet), *at]) == 0
    assert sheet.exists()


@pytest.mark.parametrize(("login", "offered"), [("rosa", True), ("pat", False)])
def test_that_only_the_papers_a_role_may_have_are_listed(
    folder: Path, login: str, capsys: CapSys, *, offered: bool
) -> None:
    assert cli.main(["export", "--list", "--json", "--data", str(folder), "--user", login]) == 0
    listed = {each["key"] for each in json.loads(capsys.readouterr().out)}
    assert ("checkin.sign_in_sheet" in listed) == offered


def test_that_a_file_with_a_bad_row_is_refused_with_the_way_to_take_the_others(
    folder: Path, tmp_path: Path, capsys: CapSys
) -> None:
    file, mend = tmp_path / "people.csv", tmp_path / "mend.csv"
    file.write_text("First name,Last name,Birth date\nAna,Lee,1980-02-03\nBo,Ruiz,1980-02-31\n", encoding="utf-8")
    at = ["--data", str(folder), "--user", "rosa"]
    assert cli.main(["import", "people", str(file), *at]) == 1
    assert "--errors FILE" in capsys.readouterr().err
    assert cli.main(["import", "people", str(file), "--errors", str(mend), *at]) == 0
    assert "1 row taken in." in capsys.readouterr().out
    assert "Ruiz" in mend.read_text(encoding="utf-8-sig")


def test_that_bringing_in_says_which_column_fills_which_field(folder: Path, tmp_path: Path, capsys: CapSys) -> None:
    file = tmp_path / "people.csv"
    file.write_text("given_name,surname,born\nAna,Lee,1980\n", encoding="utf-8")
    at = ["--map", "given_name=first_name", "--data", str(folder), "--user", "rosa"]
    assert cli.main(["import", "people", str(file), "--dry-run", *at]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:3] == ["given_name = first_name", "surname = last_name", "born = born"]


def test_that_a_named_column_puts_one_guess_right_and_an_empty_name_leaves_a_column_out(
    folder: Path, tmp_path: Path, capsys: CapSys
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("called,first name,surname,born\nAna,Anna Maria,Lee,1980\n", encoding="utf-8")
    at = ["--map", "called=first_name", "born=", "--data", str(folder), "--user", "rosa"]
    assert cli.main(["import", "people", str(file), "--dry-run", *at]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[:4] == ["called = first_name", "first name = –", "surname = last_name", "born = –"]


def dry_run(folder: Path, file: Path, capsys: CapSys, *more: str) -> tuple[int, str]:
    at = ["--data", str(folder), "--user", "rosa"]
    status = cli.main(["import", "people", str(file), "--dry-run", *more, *at])
    return status, capsys.readouterr().out


def test_that_one_odd_birth_date_is_a_problem_row_and_the_order_of_days_is_said(
    folder: Path, tmp_path: Path, capsys: CapSys
) -> None:
    file = tmp_path / "people.csv"
    file.write_text("First name,Last name,Birth date\nAna,Lee,3/4/1980\nBo,Ruiz,31/12/1980\n", encoding="utf-8")
    status, told = dry_run(folder, file, capsys)
    assert status == 1
    assert "Dates in “Birth date” are read as month/day/year." in told
    assert "--day-first" in told
    assert "New 1, changed 0, already here 0, worth a look 0, with a problem 1." in told
    status, told = dry_run(folder, file, capsys, "--day-first")
    assert (status, "Dates in “Birth date” are read as day/month/year." in told) == (0, True)
    status, told = dry_run(folder, file, capsys, "--json", "--month-first")
    assert json.loads(told)["dates"] == {"born": "month/day"}


@pytest.mark.parametrize(
    ("key", "near"),
    [("visits", "Did you mean checkin.visits? See --list"), ("checkin.vists", "checkin.visits"), ("zzz", "See --list")],
)
def test_that_a_measure_that_is_not_known_is_answered_with_those_like_it(
    folder: Path, capsys: CapSys, key: str, near: str
) -> None:
    assert cli.main(["tally", key, "--period", "2026-11", "--data", str(folder), "--user", "rosa"]) == 1
    told = capsys.readouterr().err
    assert f"“{key}” cannot be counted: nothing of that name is here." in told
    assert near in told


def test_that_what_is_no_period_is_said_in_a_whole_sentence(folder: Path, capsys: CapSys) -> None:
    assert cli.main(["tally", "checkin.visits", "--period", "2026-13", "--data", str(folder), "--user", "rosa"]) == 1
    assert capsys.readouterr().err.startswith("“2026-13” is not a period. Write a day")


def test_that_a_center_made_here_opens_when_one_made_in_the_window_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: CapSys
) -> None:
    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path / "computer"))
    monkeypatch.setenv("RCC_PASSWORD", PASSWORD)
    center = tmp_path / "center"
    assert cli.main(["init", str(center), "--user", "rosa"]) == 0
    capsys.readouterr()
    opened = main.open_headless(center, "rosa", PASSWORD)
    hours = opened.session.store.read(opened.session.opening, opened.session.actor).hours
    main.close_center(opened)
    assert hours == USUAL_HOURS


def test_that_what_a_password_must_be_is_said_before_one_is_asked_for(
    monkeypatch: pytest.MonkeyPatch, capsys: CapSys
) -> None:
    told: list[str] = []

    def ask(_prompt: str) -> str:
        told.append(capsys.readouterr().err)
        return PASSWORD

    monkeypatch.delenv("RCC_PASSWORD", raising=False)
    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("getpass.getpass", ask)
    assert at_center.new_password() == PASSWORD
    assert "at least 12 characters" in told[0]
