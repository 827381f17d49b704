"""What every plugin that is found must keep to, and what the program's own rooms must."""

from __future__ import annotations

import ast
import inspect
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import peewee
import pytest

import rcc_desktop
from rcc_desktop.api import records as core
from rcc_desktop.api.record import Record
from rcc_desktop.database.migrate import SHELL
from rcc_desktop.host.checks import check_folder, check_plugin, drift
from rcc_desktop.host.checks_source import OPEN_ROOMS, imported, sources_of, unguarded_verbs
from rcc_desktop.host.discovery import find_plugins
from rcc_desktop.host.host import PluginHost
from rcc_desktop.host.records import PluginApproval

if TYPE_CHECKING:
    from rcc_desktop.host.found import Found

PACKAGE = Path(rcc_desktop.__file__).parent
OUTSIDE = Path(__file__).parents[1] / "outside"
FOUND = find_plugins()
CORE = [
    each
    for _name, each in inspect.getmembers(core, inspect.isclass)
    if issubclass(each, Record) and each is not Record and each is not peewee.Model
]
PLUGIN_TESTS = sorted([*PACKAGE.parent.glob("plugins/*/tests/*.py"), *OUTSIDE.glob("*/tests/*.py")])
VERB_ROOMS = ("people", "staff", "sites", "host")


@pytest.mark.parametrize("found", FOUND, ids=lambda found: found.name)
def test_that_a_plugin_keeps_to_the_contract(found: Found) -> None:
    assert [str(finding) for finding in check_plugin(found)] == []


def test_that_the_plugin_from_outside_keeps_to_the_contract() -> None:
    known = set(sys.modules)
    assert [str(finding) for finding in check_folder(OUTSIDE / "rcc_rides")] == []
    for name in set(sys.modules) - known:
        if name.split(".")[0] == "rcc_rides":
            del sys.modules[name]


@pytest.mark.parametrize("path", PLUGIN_TESTS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
def test_that_a_plugin_can_be_tested_without_reaching_into_the_program(path: Path) -> None:
    asked = {module for _node, module in imported(ast.parse(path.read_text(encoding="utf-8")))}
    ours = {module for module in asked if module.split(".")[0] == "rcc_desktop"}
    assert {module for module in ours if not f"{module}.".startswith(tuple(f"{room}." for room in OPEN_ROOMS))} == set()


@pytest.mark.parametrize("absent", FOUND, ids=lambda found: found.name)
def test_that_the_others_start_without(absent: Found) -> None:
    host = PluginHost([found for found in FOUND if found != absent])
    host.start()
    assert {failure.kind for failure in host.failures.values()} <= {"missing_plugin"}


@pytest.mark.parametrize("record", [*CORE, PluginApproval], ids=lambda record: record.__name__)
def test_that_the_programs_own_migrations_end_where_its_records_begin(record: type[Record]) -> None:
    assert [str(finding) for finding in drift([SHELL], [record])] == []


@pytest.mark.parametrize("room", VERB_ROOMS)
def test_that_a_verb_of_the_program_says_who_may(room: str) -> None:
    sources = sources_of(PACKAGE / room)
    services = [source for source in sources if source.room != "views"]
    assert [str(finding) for source in services for finding in unguarded_verbs(source)] == []
