"""A plugin that took the whole program down is not started again until somebody says so."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.host.host import PluginHost
from rcc_desktop.host.marker import Marker
from tests.shell.host.conftest import GOOD

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

KILLER = (
    GOOD.format(name="bad", title="Bad")
    + """
@hookimpl
def rcc_pages(desk):
    import os
    os._exit(7)
"""
)
PROGRAM = """
import sys
from pathlib import Path
from rcc_desktop.host.found import Found
from rcc_desktop.host.host import PluginHost
from rcc_desktop.host.marker import Marker

host = PluginHost([Found("bad", "made_up_bad"), Found("good", "made_up_good")], Marker(Path(sys.argv[1])))
host.start()
list(host.ask("rcc_pages", desk=None))
"""


def start(state: Path, *found: Any) -> PluginHost:
    host = PluginHost(found, Marker(state))
    host.start()
    return host


@pytest.mark.parametrize("source", [KILLER, "import os; os._exit(7)"], ids=["in a hook", "at import"])
def test_that_a_plugin_that_killed_the_process_is_set_aside_at_the_next_start(
    source: str, write_plugin: Callable[..., Any], tmp_path: Path
) -> None:
    bad, good = write_plugin("bad", source), write_plugin("good")
    state = tmp_path / "state"
    there = os.pathsep.join((str(tmp_path / "modules"), *sys.path))
    ended = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(state)], env={**os.environ, "PYTHONPATH": there}, check=False
    )
    assert ended.returncode == 7

    again = start(state, bad, good)
    assert again.running() == ("good",)
    assert again.failures["bad"].kind == "closed_program"
    assert "closed the program last time" in again.failures["bad"].words
    assert start(state, bad, good).failures["bad"].kind == "closed_program"


def test_that_a_plugin_can_be_tried_again_or_left_off(write_plugin: Callable[..., Any], tmp_path: Path) -> None:
    good = write_plugin("good")
    host = start(tmp_path, good)
    host.leave_off("good")
    assert host.running() == ("good",)  # takes effect at the next opening
    off = start(tmp_path, good)
    assert off.running() == ()
    assert off.failures["good"].kind == "left_off"
    off.try_again("good")
    assert start(tmp_path, good).running() == ("good",)


def test_that_an_ordinary_failure_is_not_taken_for_a_killed_process(
    write_plugin: Callable[..., Any], tmp_path: Path
) -> None:
    bad = write_plugin("bad", "1 / 0")
    assert start(tmp_path, bad).failures["bad"].kind == "cannot_load"
    assert start(tmp_path, bad).failures["bad"].kind == "cannot_load"


def test_that_a_spoiled_list_of_plugins_left_off_keeps_nobody_out(
    write_plugin: Callable[..., Any], tmp_path: Path
) -> None:
    (tmp_path / "left-off.json").write_text("{", encoding="utf-8")
    assert start(tmp_path, write_plugin("good")).running() == ("good",)
