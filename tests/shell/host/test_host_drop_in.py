"""A plugin from outside: built as a wheel, unzipped into a folder, let in by a director, and only as it was then."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api.acting import PROGRAM, Actor
from rcc_desktop.api.problems import Problem
from rcc_desktop.host import approvals
from rcc_desktop.host.discovery import find_plugins, installed
from rcc_desktop.host.drop_in import DropInFinder, dropped_in, fingerprint
from rcc_desktop.host.found import Found
from rcc_desktop.host.opening import begin
from rcc_desktop.settings import Settings
from rcc_desktop.work.lanes import PlainLanes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rcc_desktop.database.center import Center

RIDES = Path(__file__).parents[2] / "outside" / "rcc_rides"
DIRECTOR = Actor(staff=1, permissions=frozenset({"plugins.approve"}))


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheels")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=RIDES,
        check=True,
        capture_output=True,
    )
    return next(folder.glob("*.whl"))


@pytest.fixture
def drop_in(wheel: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The drop-in folder with the plugin in it; what was imported from there is forgotten afterwards."""
    folder = tmp_path / "drop-in"
    zipfile.ZipFile(wheel).extractall(folder / "rcc_rides")
    monkeypatch.setattr(sys, "dont_write_bytecode", sys.dont_write_bytecode)
    yield folder
    sys.meta_path[:] = [finder for finder in sys.meta_path if not isinstance(finder, DropInFinder)]
    for name in [each for each in sys.modules if each.split(".")[0] == "rcc_rides"]:
        del sys.modules[name]


def opened(center: Center, clock: Any, drop_in: Path) -> Any:
    found = find_plugins(outside=True, folder=drop_in)
    return begin(center, lanes=PlainLanes(), settings=Settings(), clock=clock, found=found)


def rides_in(drop_in: Path) -> Any:
    return next(each for each in dropped_in(drop_in) if each.name == "rides")


def test_that_a_dropped_in_plugin_waits_until_a_director_lets_it_in(center: Center, clock: Any, drop_in: Path) -> None:
    session = opened(center, clock, drop_in)
    assert session.host.failures["rides"].kind == "not_approved"
    assert "rcc_rides.plugin" not in sys.modules

    session.store.write(lambda: approvals.approve(rides_in(drop_in), clock()), DIRECTOR)
    again = opened(center, clock, drop_in)
    assert "rides" in again.host.running()
    assert "rides_ride" in center.database.get_tables()
    assert [page.key for answer in again.pages() if answer.plugin == "rides" for page in answer.value] == [
        "rides.all",
        "rides.of_person",
    ]
    assert not list(drop_in.rglob("*.pyc"))

    (drop_in / "rcc_rides" / "rcc_rides" / "rules.py").write_text("'''Changed.'''\n", encoding="utf-8")
    changed = opened(center, clock, drop_in)
    assert changed.host.failures["rides"].kind == "changed"
    assert "has changed since it was approved" in changed.host.failures["rides"].words
    assert "rides_ride" in center.database.get_tables()  # its data stays


@pytest.mark.parametrize("file", ["extra.py", "rcc_rides/__pycache__/rules.cpython-311.pyc"])
def test_that_an_added_file_counts_as_a_change(drop_in: Path, file: str) -> None:
    before = fingerprint(drop_in / "rcc_rides")
    added = drop_in / "rcc_rides" / file
    added.parent.mkdir(exist_ok=True)
    added.write_bytes(b"")
    assert fingerprint(drop_in / "rcc_rides") != before


def test_that_only_whoever_may_lets_a_plugin_in(center: Center, clock: Any, drop_in: Path) -> None:
    session = opened(center, clock, drop_in)
    front_desk = Actor(staff=1, permissions=frozenset({"checkin.record"}))
    with pytest.raises(Problem):
        session.store.write(lambda: approvals.approve(rides_in(drop_in), clock()), front_desk)
    assert approvals.approved() == {}


def test_that_a_plugin_can_be_kept_out_again(center: Center, clock: Any, drop_in: Path) -> None:
    session = opened(center, clock, drop_in)
    session.store.write(lambda: approvals.approve(rides_in(drop_in), clock()), PROGRAM)
    session.store.write(lambda: approvals.withdraw("rides"), DIRECTOR)
    assert opened(center, clock, drop_in).host.failures["rides"].kind == "not_approved"


def test_that_approving_again_pins_the_files_as_they_are_now(center: Center, clock: Any, drop_in: Path) -> None:
    session = opened(center, clock, drop_in)
    session.store.write(lambda: approvals.approve(rides_in(drop_in), clock()), DIRECTOR)
    (drop_in / "rcc_rides" / "notes.txt").write_text("a newer version", encoding="utf-8")
    assert opened(center, clock, drop_in).host.failures["rides"].kind == "changed"
    session.store.write(lambda: approvals.approve(rides_in(drop_in), clock()), DIRECTOR)
    assert approvals.approved() == {"rides": fingerprint(drop_in / "rcc_rides")}
    assert "rides" in opened(center, clock, drop_in).host.running()


def test_that_what_came_with_the_program_needs_no_approval(center: Center, clock: Any, drop_in: Path) -> None:
    session = opened(center, clock, drop_in)
    with pytest.raises(Problem, match="came with"):
        session.store.write(lambda: approvals.approve(Found("checkin", "rcc_checkin.plugin"), clock()), DIRECTOR)


def test_that_a_dropped_in_file_shadows_nothing(drop_in: Path) -> None:
    (drop_in / "rcc_rides" / "json.py").write_text("raise RuntimeError", encoding="utf-8")
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from pathlib import Path; from rcc_desktop.host.drop_in import install\n"
            "for name in ('json', 'json.decoder'): sys.modules.pop(name, None)\n"
            "install([Path(sys.argv[1])]); import json, rcc_rides.rules\n"
            "from importlib.metadata import version; print(json.loads('[1]'), version('rcc-rides'))",
            str(drop_in / "rcc_rides"),
        ],
        check=True,
        capture_output=True,
        text=True,
    )
    assert told.stdout.split() == ["[1]", "1.0.0"]


def test_that_the_folder_is_not_looked_into_unless_asked(drop_in: Path, tmp_path: Path) -> None:
    names = [each.name for each in find_plugins(cache=tmp_path / "cache.json", folder=drop_in)]
    assert "rides" not in names
    assert "checkin" in names


def test_that_a_missing_folder_holds_no_plugins(tmp_path: Path) -> None:
    assert dropped_in(tmp_path / "nowhere") == []


def test_that_the_installed_plugins_are_scanned_once_until_something_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = tmp_path / "deep" / "plugins.json"
    first = installed(cache)
    kept = json.loads(cache.read_text(encoding="utf-8"))
    kept["found"].append(["made_up", "made_up.plugin", "1"])
    cache.write_text(json.dumps(kept), encoding="utf-8")
    assert [each.name for each in installed(cache)] == [*(each.name for each in first), "made_up"]

    another = tmp_path / "another"
    another.mkdir()
    monkeypatch.syspath_prepend(str(another))
    assert installed(cache) == first
    cache.write_text("{", encoding="utf-8")
    assert installed(cache) == first
