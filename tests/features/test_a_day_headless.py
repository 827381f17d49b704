"""The new user's first day, typed into a terminal: a center made, people brought in, the day's sheet handed over."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import openpyxl
import pytest

from rcc_desktop import cli, main
from rcc_desktop.database.stretch import LEAST_READ_KIB, Stretch

FEBRL = Path(__file__).resolve().parents[3] / "shared" / "data" / "febrl" / "dataset1.csv"
FRIDAY_MORNING = datetime(2026, 11, 20, 9, 30, tzinfo=ZoneInfo("America/New_York"))
LOGIN, PASSWORD = "rosa", "seven kind herons wade slowly"
Run = Callable[..., Any]


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[datetime]:
    """The one clock of the program, standing still; put another moment into the list to move it."""
    moments = [FRIDAY_MORNING]
    monkeypatch.setattr(main, "clock", lambda: moments[-1].astimezone(UTC))
    return moments


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], clock: object) -> Run:
    """Type a command at the center; its JSON answer, after checking the exit status (0 unless told)."""
    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path / "computer"))
    monkeypatch.setenv("RCC_PASSWORD", PASSWORD)
    monkeypatch.setattr(main, "create_at", partial(main.create_at, stretch=Stretch(LEAST_READ_KIB, 1, 1)))

    def typed(*words: str, status: int = 0) -> Any:
        there = () if words[0] == "init" else ("--data", str(tmp_path / "center"), "--user", LOGIN)
        capsys.readouterr()
        got = cli.main([*words, *there, "--json"])
        out, err = capsys.readouterr()
        assert got == status, err
        return json.loads(out) if status == 0 else err

    made = typed("init", str(tmp_path / "center"), "--name", "Harbor Light", "--user", LOGIN, "--director", "Rosa")
    assert len(made["recovery_code"]) > 30
    return typed


@pytest.mark.skipif(not FEBRL.exists(), reason="the strangers' files are not here")
def test_that_a_new_center_brings_in_strangers_people_and_runs_a_day(
    run: Run, tmp_path: Path, clock: list[datetime]
) -> None:
    mending = tmp_path / "mend.csv"
    taken = run("import", "people", str(FEBRL), "--errors", str(mending))
    # 1,000 records, of which three have a birth date that no calendar knows.
    assert (taken["problem"], taken["changed"]) == (3, 997)
    assert mending.exists()

    again = run("import", "people", str(FEBRL), "--errors", str(mending))
    assert again["changed"] == 0, "the same file twice changes nothing"

    came = [run("checkin", str(person), "--reason", "drop_in") for person in range(1, 11)]
    assert {visit["how"] for visit in came} == {"new"}
    assert run("checkin", "1")["how"] == "here", "a second Enter is no second visit"
    run("anonymous", "2")
    run("undo-checkin", "10", "--why", "wrong person")
    clock.append(FRIDAY_MORNING + timedelta(hours=6))
    run("close-day")

    day = "2026-11-20"
    visits = run("tally", "checkin.visits", "--period", day)
    assert (visits["amount"], visits["identified"], visits["anonymous"], visits["people"]) == (11, 9, 2, 9)

    for suffix in (".xlsx", ".pdf"):
        sheet = tmp_path / f"sheet{suffix}"
        run("export", "checkin.sign_in_sheet", "--period", day, "--to", str(sheet))
        assert sheet.stat().st_size > 1000
    rows = [row for ws in openpyxl.load_workbook(tmp_path / "sheet.xlsx") for row in ws.iter_rows(values_only=True)]
    assert any("drop_in" in str(row).lower() or "hang" in str(row).lower() for row in rows) or rows

    found = run("people", "find", "lachlan berry")
    assert found[0]["name"].casefold() == "lachlan berry"
    assert run("verify")["sound"] is True


def test_that_a_copy_brings_back_what_was_there(run: Run, tmp_path: Path) -> None:
    csv = tmp_path / "people.csv"
    csv.write_text("first name,last name\nMaría,Nuñez\nDevon,Price\n", encoding="utf-8")
    run("import", "people", str(csv))
    copy = run("backup")["file"]
    run("checkin", "1")
    assert run("tally", "checkin.visits", "--period", "2026-11-20")["amount"] == 1
    former = run("restore", copy)["former"]
    assert Path(former).exists()
    assert run("tally", "checkin.visits", "--period", "2026-11-20")["amount"] == 0
    assert len(run("people", "find", "nunez")) == 1


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("export", "checkin.nothing", "--to", "x.pdf"), "no paper"),
        (("tally", "checkin.visits"), "period"),
        (("tally", "checkin.visits", "--period", "soon"), "not a period"),
        (("tally", "rides.given", "--period", "2026"), "nothing of that name is here"),
        (("import", "people", "/nowhere/people.csv"), "could not be opened"),
        (("checkin", "Nobody Atall"), "Nobody is called"),
    ],
)
def test_that_what_cannot_be_done_is_said_and_fails(run: Run, typed: tuple[str, ...], said: str) -> None:
    assert said.lower() in run(*typed, status=1).lower()


def test_that_a_wrong_password_is_refused(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCC_PASSWORD", "not the right words at all")
    assert "password" in run("verify", status=1).lower()


def test_that_a_dry_run_changes_nothing(run: Run, tmp_path: Path) -> None:
    csv = tmp_path / "people.csv"
    csv.write_text("first name,last name\nMaría,Nuñez\n", encoding="utf-8")
    counts = run("import", "people", str(csv), "--dry-run")
    assert (counts["new"], counts["changed"]) == (1, 0)
    assert run("people", "find", "nunez") == []
