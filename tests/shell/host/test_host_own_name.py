"""Whatever a plugin offers is run in its name: one that ends the process is known for it, and so are mistakes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api import Period, Problem
from rcc_desktop.host import papers
from rcc_desktop.host.marker import Marker
from rcc_desktop.logs import report_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_desktop.testing import Turns
    from rcc_desktop.testing_desk import TryOutDesk

WAYS = ("paper", "measure", "judge", "take", "refresh")
PLUGIN = """
import os
from rcc_desktop.api import Measure, Page, PluginInfo, hookimpl
from rcc_desktop.api.documents import Document
from rcc_desktop.api.imports import Import

def ends(*_asked):
    {how}

class AnyPage:
    refresh = ends

@hookimpl
def rcc_plugin():
    return PluginInfo("ending", "Ending", "", api=1)

@hookimpl
def rcc_pages(desk):
    return [Page("ending.page", "Ending", "house", AnyPage)]

@hookimpl
def rcc_measures(desk):
    return [Measure("ending.measure", "Ending", "ends", ends)]

@hookimpl
def rcc_documents(desk):
    return [Document("ending.paper", "Ending", "", (), ends)]

@hookimpl
def rcc_imports(desk):
    return [Import("ending.import", "Ending", "", (), ends, ends, "people.import")]
"""
SCRIPT = """
from pathlib import Path
from rcc_desktop.api import Period
from rcc_desktop.host import papers

def work(desk, say, way, beside):
    session = desk.session
    if way == "paper":
        papers.write_paper(session, "ending.paper", Path(beside) / "paper.pdf", period=None, site=None)
    elif way == "measure":
        desk.ask(lambda: desk.tally("ending.measure", Period.month(2026, 11)))
    elif way == "refresh":
        (page,) = next(answer.value for answer in session.pages() if answer.plugin == "ending")
        page.build().refresh()
    else:
        brought = next(each for each in session.imports() if each.key == "ending.import")
        desk.do(lambda: getattr(brought, way)([]))
"""


@pytest.fixture
def how() -> str:
    return "os._exit(7)"


@pytest.fixture
def more_plugins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: str) -> Mapping[str, str]:
    """A plugin in which everything ends the process, or whatever ``how`` says."""
    module = f"made_up_ending_{len(how)}"
    folder = tmp_path / "modules"
    folder.mkdir()
    (folder / f"{module}.py").write_text(PLUGIN.format(how=how), encoding="utf-8")
    monkeypatch.syspath_prepend(str(folder))
    monkeypatch.delitem(sys.modules, module, raising=False)
    return {"ending": module}


@pytest.mark.parametrize("way", WAYS)
def test_that_a_plugin_that_ends_the_process_in_anything_it_offers_is_set_aside_next_time(
    turns: Turns, more_plugins: Mapping[str, str], tmp_path: Path, way: str
) -> None:
    script = tmp_path / "script.py"
    script.write_text(SCRIPT, encoding="utf-8")
    command = [sys.executable, "-m", "rcc_desktop.testing", str(tmp_path / "center"), json.dumps(dict(more_plugins))]
    there = os.pathsep.join((str(tmp_path / "modules"), *sys.path))
    ended = subprocess.run(
        [*command, str(script), way, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": there},
        capture_output=True,
        check=False,
    )
    assert ended.returncode == 7, ended.stderr
    with turns.here() as desk:
        host = desk.session.host
        assert host.failures["ending"].kind == "closed_program"
        assert "checkin" in host.running()


@pytest.mark.parametrize("how", ["raise SystemExit"])
def test_that_a_plugin_that_asks_to_end_the_program_is_set_aside_and_the_program_goes_on(
    desk: TryOutDesk, tmp_path: Path
) -> None:
    with pytest.raises(Problem, match="Ending tried to end the program"):
        papers.write_paper(desk.session, "ending.paper", tmp_path / "paper.pdf", period=None, site=None)
    assert desk.session.host.failures["ending"].kind == "ended_program"
    left = {answer.plugin for answer in desk.session.pages()}
    assert "checkin" in left
    assert "ending" not in left


@pytest.mark.parametrize("how", ["return 1 / 0"])
def test_that_a_mistake_passes_to_whoever_asked_and_tells_whose_it_was(desk: TryOutDesk) -> None:
    host = desk.session.host
    with pytest.raises(ZeroDivisionError) as raised:
        desk.ask(lambda: desk.tally("ending.measure", Period.month(2026, 11)))
    assert host.title_at(reversed(report_of(raised.value).places)) == "Ending"
    assert "ending" in host.running()
    assert not list(Path(os.environ["RCC_CONFIG_DIR"]).rglob("under-way"))


def test_that_nobody_is_blamed_when_the_whole_computer_went_down(tmp_path: Path) -> None:
    with Marker(tmp_path, lambda: 1_000_000.0).at_work("checkin"):  # its power is cut here; it starts 5 minutes later
        assert Marker(tmp_path, lambda: 1_000_300.0).off() == {}
    with Marker(tmp_path, lambda: 1_000_000.0).at_work("checkin"):  # the program is cut down; its clock was set by 3 s
        assert Marker(tmp_path, lambda: 1_000_003.0).off() == {"checkin": "closed_program"}


def test_that_a_plugin_works_on_though_there_is_no_room_to_write_who_is_at_work(tmp_path: Path) -> None:
    (tmp_path / "a file").write_text("", encoding="utf-8")
    with Marker(tmp_path / "a file" / "below").at_work("checkin"):
        pass
