"""The command line meets the same permissions as the window, wherever the folder's name or the role might lead it."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop import cli, main
from rcc_desktop.api import Period, Problem
from rcc_desktop.commands import window
from rcc_desktop.database.backup import list_backups
from rcc_desktop.database.folder import CenterFolder
from rcc_desktop.host.made_up import PASSWORD, Wanted, make_up

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.testing_desk import TryOutDesk


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A made-up center with somebody in every role, in a folder that is called like a verb."""
    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path / "computer"))
    monkeypatch.setenv("RCC_PASSWORD", PASSWORD)
    return make_up(tmp_path / "demo", Wanted(people=20, visits=60), main.clock).folder


def test_that_a_plugins_verb_is_known_though_the_folder_is_called_like_a_verb(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(folder.parent)
    assert cli.main(["--data", "demo", "--user", "jordan", "anonymous", "2"]) == 0
    assert "2 anonymous visits counted." in capsys.readouterr().out


@pytest.mark.parametrize(("login", "status"), [("jordan", 1), ("sam", 1), ("rosa", 0)])
def test_that_only_those_who_may_make_backups_put_one_in_the_centers_place(
    folder: Path, login: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backup", "--data", str(folder), "--user", "rosa"]) == 0
    (backup,) = list_backups(CenterFolder(folder))
    assert cli.main(["restore", str(backup.path), "--data", str(folder), "--user", login]) == status
    assert (folder / "set-aside").exists() == (status == 0)
    assert ("Your role does not include this." in capsys.readouterr().err) == (status == 1)


def test_that_somebody_who_was_removed_puts_no_older_backup_in_the_centers_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["backup", "--data", str(folder), "--user", "rosa"]) == 0
    (backup,) = list_backups(CenterFolder(folder))
    opened = main.open_headless(folder, "grace", PASSWORD)
    removed = opened.center.slot_uid
    main.close_center(opened)
    opened = main.open_headless(folder, "rosa", PASSWORD)
    opened.center.remove_member(removed)
    main.close_center(opened)
    assert cli.main(["restore", str(backup.path), "--data", str(folder), "--user", "grace"]) == 1
    assert not (folder / "set-aside").exists()
    assert "password" in capsys.readouterr().err


def test_that_a_center_that_does_not_open_is_put_right_by_whoever_holds_a_password(folder: Path) -> None:
    assert cli.main(["backup", "--data", str(folder), "--user", "rosa"]) == 0
    (backup,) = list_backups(CenterFolder(folder))
    (folder / "center.db").write_bytes(b"not a database")
    assert cli.main(["restore", str(backup.path), "--data", str(folder), "--user", "jordan"]) == 0


@pytest.mark.parametrize(("login", "status"), [("aisha", 0), ("rosa", 0), ("jordan", 1), ("pat", 1)])
def test_that_the_numbers_are_counted_for_those_who_report_them_and_nobody_else(
    folder: Path, login: str, status: int, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data", str(folder), "--user", login]
    assert cli.main(["tally", "checkin.visits", "--period", f"{main.clock().date():%Y-%m}", *at]) == status
    assert ("Your role does not include this." in capsys.readouterr().err) == (status == 1)
    assert cli.main(["tally", "--list", "--json", *at]) == 0
    assert bool(json.loads(capsys.readouterr().out)) == (status == 0)


def test_that_answers_are_counted_only_for_those_who_may_see_them(desk: TryOutDesk) -> None:
    may_count = replace(desk.session.actor, permissions=frozenset({"numbers.see", "checkin.report"}), everything=False)
    day = Period.day(desk.now().date())
    desk.session.sign_in(may_count)
    assert desk.ask(lambda: desk.tally("checkin.visits", day, "kind")).amount == 0
    with pytest.raises(Problem) as problem:
        desk.ask(lambda: desk.tally("checkin.visits", day, "race"))
    assert problem.value.code == "permission"


def test_that_a_computer_without_a_screen_gets_a_picture_of_every_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[Any, tuple[int, int]]] = []
    monkeypatch.chdir(tmp_path)
    for name in (*window.SCREENS, "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("rcc_desktop.commands.day.run_a_day", lambda beside, _clock: beside)
    monkeypatch.setattr(main, "take_pictures", lambda args, size: asked.append((args, size)))
    assert window.open_window_or_say_why(window.WindowAsked(demo=True)) == 0
    ((wanted, size),) = asked
    assert (wanted.out, wanted.page, size) == (tmp_path / "rcc-desktop-demo" / "pictures", None, (1366, 768))


@pytest.mark.parametrize(("role", "offered"), [("front_desk", False), ("coordinator", True)])
def test_that_answers_are_offered_for_counting_only_to_those_who_may_see_them(
    desk: Any, role: str, *, offered: bool
) -> None:
    desk.acting_as(role)
    visits = next(each for each in desk.session.measures() if each.key == "checkin.visits")
    groups = desk.session.groups_of(visits)
    assert ("race" in groups, "kind" in groups) == (offered, True)


def test_that_a_backup_that_is_not_there_is_said_and_not_crashed_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data", str(folder), "--user", "rosa"]
    for gone in (folder / "gone.rcbak", folder):
        assert cli.main(["restore", str(gone), *at]) == 1
        assert "The file could not be opened." in capsys.readouterr().err


def test_that_everything_that_can_be_counted_is_listed_with_every_way_to_break_it_down(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["tally", "--list", "--json", "--data", str(folder), "--user", "aisha"]) == 0
    by_key = {each["key"]: set(each["by"]) for each in json.loads(capsys.readouterr().out)}
    assert {"month", "weekday", "site", "age_band", "race", "reason", "kind", "hour"} <= by_key["checkin.visits"]


@pytest.mark.parametrize(
    ("login", "told"),
    [("jordan", True), ("aisha", True), ("devon", True), ("grace", True), ("rosa", True), ("sam", False)],
)
def test_that_the_last_visit_is_told_to_the_desk_and_not_to_the_council_secretary(
    folder: Path, login: str, told: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["people", "find", "a", "--data", str(folder), "--user", login]
    assert cli.main(asked) == 0
    assert ("last here" in capsys.readouterr().out) == told
    assert cli.main([*asked, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found
    assert all(("last_seen" in each) == told for each in found)


def test_that_an_administrator_finds_nobody(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["people", "find", "a", "--data", str(folder), "--user", "pat"]) == 1
    captured = capsys.readouterr()
    assert "Your role does not include this." in captured.err
    assert captured.out == ""


def test_that_taking_a_check_in_back_says_first_that_a_role_does_not_include_it(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    at = ["--data", str(folder), "--user", "devon"]
    assert cli.main(["undo-checkin", "1", "--why", "Wrong person", *at]) == 1
    assert "Your role does not include this." in capsys.readouterr().err
