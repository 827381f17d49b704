"""One plugin whose tables cannot be brought forward never keeps the center from opening."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api import Problem
from rcc_desktop.host.discovery import find_plugins
from rcc_desktop.host.found import Found
from rcc_desktop.host.opening import begin
from rcc_desktop.settings import Settings
from rcc_desktop.work.lanes import PlainLanes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from rcc_desktop.database.center import Center
    from rcc_desktop.host.session import Session
    from rcc_desktop.testing import Clock

PLUGIN = """
from rcc_desktop.api import PluginInfo, hookimpl

@hookimpl
def rcc_plugin():
    return PluginInfo("{name}", "{title}", "", api=1, migrations="{package}", requires={requires})
"""
MAKES_A_TABLE = """
def up(migrator, db):
    db.execute_sql('CREATE TABLE {name}_ride (id INTEGER PRIMARY KEY)')
"""


@pytest.fixture
def plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Found]:
    """``plugin("rides", *steps)`` is a plugin whose numbered steps are these."""
    folder = tmp_path / "modules"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))

    def write(name: str, *sources: str, requires: tuple[str, ...] = ()) -> Found:
        package = folder / f"made_up_{name}_steps"
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
        for number, source in enumerate(sources, 1):
            (package / f"{number:04}_step.py").write_text(source.replace("{name}", name), encoding="utf-8")
        text = PLUGIN.format(name=name, title=name.title(), package=package.name, requires=requires)
        (folder / f"made_up_{name}.py").write_text(text, encoding="utf-8")
        for module in (package.name, f"made_up_{name}"):
            monkeypatch.delitem(sys.modules, module, raising=False)
        return Found(name, f"made_up_{name}")

    return write


@pytest.fixture
def open_with(center: Center, clock: Clock) -> Callable[..., Session]:
    """Begin work at the center with these plugins and those installed."""

    def opened(*more: Found) -> Session:
        return begin(center, lanes=PlainLanes(), settings=Settings(), clock=clock, found=[*find_plugins(), *more])

    return opened


def tables(center: Center) -> set[str]:
    return set(center.database.get_tables())


@pytest.mark.parametrize("fault", ["1 / 0", "raise SystemExit(3)", "db.execute_sql('nonsense')"])
def test_that_a_plugin_whose_step_fails_is_set_aside_and_the_others_go_on(
    fault: str, center: Center, plugin: Callable[..., Found], open_with: Callable[..., Session]
) -> None:
    bad = plugin("rides", MAKES_A_TABLE, f"def up(migrator, db):\n    {fault}\n")
    session = open_with(bad, plugin("walks", MAKES_A_TABLE))
    assert "walks" in session.host.running()
    assert "rides" not in session.host.running()
    assert session.host.failures["rides"].words.endswith("Its records are safe, and everything else works.")
    assert "walks_ride" in tables(center)
    assert tables(center).isdisjoint({"rides_ride", "schema_steps_rides"})
    assert center.database.pragma("foreign_keys") == 1


def test_that_a_plugin_is_told_from_its_own_file_when_its_tables_are_newer(
    center: Center, plugin: Callable[..., Found], open_with: Callable[..., Session]
) -> None:
    open_with(plugin("rides", MAKES_A_TABLE))
    center.database.execute_sql("INSERT INTO schema_steps_rides (name, applied) VALUES ('0007_later', '2030-01-01')")
    session = open_with(plugin("rides", MAKES_A_TABLE))
    failure = session.host.failures["rides"]
    assert failure.kind == "wrong_tables"
    assert "newer version" in failure.words
    assert "checkin" in session.host.running()
    assert "rides_ride" in tables(center)


def test_that_a_plugin_that_needs_one_set_aside_is_set_aside_too(
    center: Center, plugin: Callable[..., Found], open_with: Callable[..., Session]
) -> None:
    bad = plugin("rides", "def up(migrator, db):\n    1 / 0\n")
    session = open_with(bad, plugin("walks", MAKES_A_TABLE, requires=("rides",)))
    assert session.host.failures["walks"].kind == "missing_plugin"
    assert "walks_ride" not in tables(center)


def test_that_a_center_with_newer_tables_of_the_program_is_refused(
    center: Center, plugin: Callable[..., Found], open_with: Callable[..., Session]
) -> None:
    center.database.execute_sql("INSERT INTO schema_steps_shell (name, applied) VALUES ('9999_later', '2030-01-01')")
    with pytest.raises(Problem) as refused:
        open_with(plugin("rides", MAKES_A_TABLE))
    assert refused.value.code == "store.newer_schema"
    assert "rides_ride" not in tables(center)
    assert center.backups() == []


def test_that_one_backup_is_made_before_several_owners_take_steps(
    center: Center, plugin: Callable[..., Found], open_with: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    tables_then: list[set[str]] = []
    make: Any = center.backup

    def noted(*given: object) -> None:
        tables_then.append(tables(center))
        make(*given)

    monkeypatch.setattr(center, "backup", noted)
    open_with(plugin("rides", MAKES_A_TABLE), plugin("walks", MAKES_A_TABLE))
    (then,) = tables_then
    assert then.isdisjoint({"rides_ride", "walks_ride"})
    (backup,) = center.backups()
    assert backup.verified


def test_that_a_backup_that_cannot_be_made_keeps_every_step_from_being_taken(
    center: Center, plugin: Callable[..., Found], open_with: Callable[..., Session], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise Problem("The disk is full.", "Make room.", code="store.disk_full")

    monkeypatch.setattr(center, "backup", full)
    with pytest.raises(Problem, match="disk is full"):
        open_with(plugin("rides", MAKES_A_TABLE))
    assert "rides_ride" not in tables(center)


def test_that_a_center_that_is_up_to_date_makes_no_backup(center: Center, open_with: Callable[..., Session]) -> None:
    open_with()
    assert center.backups() == []
