"""Each thing a plugin must keep to is found when it is broken, and a sound plugin is left in peace."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import rcc_desktop.api
from rcc_desktop.host.checks import check_folder
from rcc_desktop.host.new_plugin import renamed, write_new

if TYPE_CHECKING:
    from collections.abc import Iterator

SERVICE = "rcc_garden/service.py"

BROKEN = {
    "an inside of the program": (SERVICE, "\nimport rcc_desktop.database.store\n", "imports rcc_desktop.database"),
    "the program's own account": (
        SERVICE,
        "\nfrom rcc_desktop.api.acting import PROGRAM, act_as\n",
        "reaches for rcc_desktop.api.acting.act_as",
    ),
    "the room of accounts": (SERVICE, "\nimport rcc_desktop.api.acting\n", "reaches for rcc_desktop.api.acting"),
    "the ledger": (SERVICE, "\nfrom rcc_desktop.api import ledger\n", "reaches for rcc_desktop.api.ledger"),
    "a ledger of its own": (SERVICE, "\ndef hide(api):\n    api.ledger.keep_ledger()\n", "reaches for keep_ledger"),
    "another plugin": (SERVICE, "\nimport rcc_checkin\n", "imports another plugin"),
    "a library": (SERVICE, "\nimport openpyxl\n", "imports openpyxl"),
    "Qt outside views": (SERVICE, "\nfrom PySide6.QtCore import QObject\n", "Qt outside views"),
    "peewee in a rule": ("rcc_garden/rules.py", "\nimport peewee\n", "rules know peewee"),
    "peewee in a page": ("rcc_garden/views/garden_page.py", "\nimport peewee\n", "outside its rooms"),
    "a record in a page": (
        "rcc_garden/views/garden_page.py",
        "\nfrom rcc_garden.records import Entry\n",
        "a page knows records",
    ),
    "SQL by hand": (SERVICE, "\ndef count():\n    return Entry.raw('SELECT 1')\n", "SQL by hand"),
    "a verb for everybody": (SERVICE, "\ndef forget(entry):\n    Entry.remove(entry)\n", "does not say who may"),
    "a verb for everybody, one step away": (
        SERVICE,
        "\ndef forget(entry):\n    _gone(entry)\n\ndef _gone(entry):\n    Entry.remove(entry)\n",
        "does not say who may",
    ),
    "a permission nobody holds": (
        SERVICE,
        '\n@needs("garden.weed")\ndef weed(entry):\n    Entry.remove(entry)\n',
        "which nobody can hold",
    ),
    "a long file": (SERVICE, "\n" * 400, "400 is the most"),
    "a long function": (SERVICE, "\ndef long():\n" + "    int()\n" * 50, "50 is the most"),
    "a wide class": (
        SERVICE,
        "\nclass Wide:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(16)),
        "15 is the most",
    ),
    "a misspelt hook": (
        "rcc_garden/plugin.py",
        "\n@hookimpl\ndef rcc_pagez(desk):\n    return []\n",
        "a question the program does not ask",
    ),
    "not Python": (SERVICE, "\ndef def\n", "is not Python"),
    "a column without a migration": (
        "rcc_garden/records.py",
        "\n\nEntry._meta.add_field('seats', TextField())\n",
        "is in the records and not in the table",
    ),
}
REPLACED = {
    "a table of another name": ("records.py", 'table_name = "garden_entry"', 'table_name = "entry"', "do not belong"),
    "an index without a migration": ("records.py", "place = TextField()", "place = TextField(index=True)", "the index"),
    "an empty column": ("records.py", "place = TextField()", "place = TextField(null=True)", "may be empty"),
    "a column of another type": ("records.py", "place = TextField()", "place = BooleanField()", "is TEXT in the table"),
    "a key of another name": ("settings.py", '"garden.days_ahead"', '"days_ahead"', "the program cannot use"),
    "a role there is not": ("settings.py", '"supervisor", "director"', '"gardener"', "roles there are not"),
    "a presence without a day": (
        "plugin.py",
        "permissions=PERMISSIONS,",
        "permissions=PERMISSIONS, presence=lambda: _records()[0].select(_records()[0].id),",
        "not person and on_day",
    ),
    "hats of no person": (
        "plugin.py",
        "permissions=PERMISSIONS,",
        "permissions=PERMISSIONS, hats=lambda: _records()[0].select(_records()[0].id),",
        "not person",
    ),
    "a slow presence": (
        "plugin.py",
        "permissions=PERMISSIONS,",
        "permissions=PERMISSIONS, presence=lambda: _records()[0].select("
        "(_records()[0].person + 0).alias('person'), _records()[0].on_day.alias('on_day')),",
        "reads every row for one person",
    ),
    "no migrations": ("plugin.py", 'migrations="rcc_garden.migrations",', "", "has no migrations"),
}


@pytest.fixture
def garden(tmp_path: Path) -> Iterator[Path]:
    folder = write_new("garden", tmp_path)
    yield folder
    for name in [each for each in sys.modules if each.split(".")[0] == "rcc_garden"]:
        del sys.modules[name]


def test_that_a_new_plugin_has_nothing_to_mend(garden: Path) -> None:
    assert check_folder(garden) == []


@pytest.mark.parametrize(("file", "added", "told"), BROKEN.values(), ids=BROKEN.keys())
def test_that_it_is_found(garden: Path, file: str, added: str, told: str) -> None:
    path = garden / file
    path.write_text(path.read_text(encoding="utf-8") + added, encoding="utf-8")
    findings = check_folder(garden)
    assert [finding for finding in findings if told in finding.what], findings
    assert all(finding.mend for finding in findings)


@pytest.mark.parametrize(("file", "was", "becomes", "told"), REPLACED.values(), ids=REPLACED.keys())
def test_that_it_is_found_too(garden: Path, file: str, was: str, becomes: str, told: str) -> None:
    path = garden / "rcc_garden" / file
    text = path.read_text(encoding="utf-8")
    assert was in text
    path.write_text(text.replace(was, becomes), encoding="utf-8")
    assert [finding for finding in check_folder(garden) if told in finding.what]


def test_that_the_api_offers_no_account_but_the_signed_in_persons() -> None:
    assert {"PROGRAM", "act_as", "keep_ledger", "open_ledger"}.isdisjoint(dir(rcc_desktop.api))


def test_that_a_folder_without_a_plugin_is_said_to_be_one(tmp_path: Path) -> None:
    assert "names no plugin" in check_folder(tmp_path)[0].what


def test_that_a_new_plugins_own_tests_pass(garden: Path) -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:randomly",
            "-p",
            "no:cacheprovider",
            "-p",
            "rcc_desktop.testing",
        ],
        cwd=garden,
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout
    assert "15 passed" in told.stdout


def test_that_nothing_of_the_template_shows_through() -> None:
    text = 'rcc_rides "rides.see" RidesPage a ride, rides, RideRow, override, PersonRidesPage, _("Rides")'
    assert renamed(text, "book_club") == (
        'rcc_book_club "book_club.see" BookClubPage an entry, entries, EntryRow, override, PersonBookClubPage, '
        '_("Book club")'
    )


def test_that_the_template_is_the_plugin_our_own_tests_build() -> None:
    outside = Path(__file__).parents[2] / "outside" / "rcc_rides"
    from rcc_desktop.host.new_plugin import template_folder

    assert template_folder() == outside
