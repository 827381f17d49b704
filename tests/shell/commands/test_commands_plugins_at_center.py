"""``plugins list`` at a center: what was let in, what was set aside, and why."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

import pytest

from rcc_desktop import cli, main
from rcc_desktop.host import approvals
from rcc_desktop.host.discovery import DROP_IN
from rcc_desktop.host.drop_in import dropped_in
from rcc_desktop.host.made_up import PASSWORD, Wanted, make_up
from rcc_desktop.places import drop_in_folder
from rcc_desktop.settings import Settings

if TYPE_CHECKING:
    from pathlib import Path

CapSys = pytest.CaptureFixture[str]
PLUGIN = """
from rcc_desktop.api import PluginInfo, hookimpl

@hookimpl
def rcc_plugin():
    return PluginInfo("birds", "Birds", "", api=1)
"""


@pytest.fixture
def birds_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The files of a plugin from outside, on a computer that looks for such."""
    monkeypatch.setenv("RCC_CONFIG_DIR", str(tmp_path / "computer"))
    wheel = drop_in_folder() / "rcc_birds"
    (wheel / "rcc_birds-1.0.dist-info").mkdir(parents=True)
    (wheel / "made_up_birds.py").write_text(PLUGIN, encoding="utf-8")
    named = "[rcc_desktop.plugins]\nbirds = made_up_birds\n"
    (wheel / "rcc_birds-1.0.dist-info" / "entry_points.txt").write_text(named, encoding="utf-8")
    about = "Metadata-Version: 2.1\nName: rcc_birds\nVersion: 1.0\n"
    (wheel / "rcc_birds-1.0.dist-info" / "METADATA").write_text(about, encoding="utf-8")
    Settings().choose_here(DROP_IN, True)
    monkeypatch.setenv("RCC_PASSWORD", PASSWORD)
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    monkeypatch.delitem(sys.modules, "made_up_birds", raising=False)
    return wheel


def states(folder: Path, capsys: CapSys) -> dict[str, str]:
    assert cli.main(["plugins", "list", "--json", "--data", str(folder), "--user", "rosa"]) == 0
    return {each["name"]: each["state"] for each in json.loads(capsys.readouterr().out)}


def test_that_the_list_at_a_center_says_what_was_let_in_and_why_another_was_not(
    birds_files: Path, tmp_path: Path, capsys: CapSys
) -> None:
    folder = make_up(tmp_path / "demo", Wanted(people=2, visits=2), main.clock).folder
    found = states(folder, capsys)
    assert (found["checkin"], found["birds"].split(".")[0]) == ("works", "birds waits until a director approves it")
    opened = main.open_headless(folder, "rosa", PASSWORD)
    (birds,) = dropped_in(drop_in_folder())
    opened.session.store.write(lambda: approvals.approve(birds, main.clock()), opened.session.actor)
    main.close_center(opened)
    assert states(folder, capsys)["birds"] == "from outside, approved: works"
    (birds_files / "more.py").write_text("", encoding="utf-8")
    assert "has changed since it was approved" in states(folder, capsys)["birds"]
