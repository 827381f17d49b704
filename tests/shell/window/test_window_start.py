"""The start: nothing heavy before the first paint; and a picture of every page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import PySide6
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from rcc_desktop import __main__ as entry
from rcc_desktop.api.problems import Problem
from rcc_desktop.commands.window import WindowAsked, window_asked
from rcc_desktop.shell.open_center import MadeUp
from rcc_desktop.shell.tour import Tour

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from rcc_desktop.shell.doors import Doors

LOGIN, PASSWORD = "maria", "seven kind herons wade slowly"
HEAVY = (
    "peewee",
    "sqlcipher3",
    "cryptography",
    "argon2",
    "psycopg",
    "openpyxl",
    "reportlab",
    "icalendar",
    "numpy",
    "pandas",
    "highspy",
    "ortools",
    "rapidfuzz",
    "phonenumbers",
    "uharfbuzz",
    "rcc_checkin",
)
FIRST_PAINT = """
import os, sys
from pathlib import Path
from rcc_desktop import main
app, doors = main.put_together()
doors.window.painted.disconnect()
def painted():
    print("\\n".join(sys.modules)); sys.stdout.flush(); os._exit(0)
doors.window.painted.connect(painted)
doors.start(Path(sys.argv[1]))
doors.window.show()
app.exec()
"""


def test_that_nothing_heavy_is_imported_before_the_sign_in_page_is_on_screen(folder: Path) -> None:
    told = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(folder)], check=True, capture_output=True, text=True, timeout=60
    )
    modules = set(told.stdout.split())
    assert "rcc_desktop.staff.views.sign_in" in modules
    assert not [name for name in HEAVY if name in modules]


def test_that_what_is_wanted_next_is_there_before_somebody_has_signed_in() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "import sys; from rcc_desktop import main; main.bring_in(); print(*sys.modules)"],
        check=True,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert {"peewee", "argon2", "rcc_desktop.shell.at_work"} <= set(told.stdout.split())


@pytest.fixture
def tour(doors: Doors, folder: Path, tmp_path: Path) -> Tour:
    return Tour(doors, MadeUp(folder, LOGIN, PASSWORD), tmp_path / "pictures")


def test_that_a_window_leaves_room_for_its_title_bar_on_a_small_screen(doors: Doors) -> None:
    screen = doors.window.screen().availableSize()
    doors.window.fit(f"{screen.width() + 500}x{screen.height() + 500}")
    assert doors.window.height() <= screen.height() - 40


def test_that_the_tour_takes_a_picture_of_every_page_of_the_size_asked_for(tour: Tour, doors: Doors) -> None:
    doors.window.resize(1024, 640)
    written = tour.take()
    names = {path.stem for path in written}
    assert {"first_start", "sign_in", "checkin.desk", "people", "settings.staff", "palette", "locked"} <= names
    assert len(names) == len(written) > 25
    for path in written:
        picture = QImage(str(path))
        assert (picture.width(), picture.height()) == (1024, 640), path.name


def test_that_the_tour_can_take_one_page_and_refuses_one_that_is_not_there(tour: Tour) -> None:
    with pytest.raises(Problem):
        tour.take(["sign_in", "no_such_page"])
    assert [path.stem for path in tour.out.iterdir()] == ["sign_in"]


@pytest.mark.parametrize(
    ("python", "qt", "refused"),
    [((3, 11), "6.12.0", True), ((3, 11), "6.11.3", False), ((3, 12), "6.12.0", False), ((3, 13), "6.13.1", False)],
)
def test_that_a_qt_that_ends_this_python_is_refused_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch, python: tuple[int, int], qt: str, refused: bool
) -> None:
    monkeypatch.setattr(sys, "version_info", (*python, 0))
    monkeypatch.setattr(entry, "version_of_qt", lambda: qt)
    assert bool(entry.refused()) is refused


def test_that_the_version_of_qt_is_read_without_importing_it() -> None:
    assert entry.version_of_qt() == PySide6.__version__


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ([], WindowAsked()),
        (["--data", "here", "--user", "rosa"], WindowAsked(Path("here"), "rosa")),
        (["--demo"], WindowAsked(demo=True)),
        (["--data"], None),
        (["--data", "--user"], None),
        (["--data=here"], None),
        (["--help"], None),
        (["--demo", "tally"], None),
    ],
)
def test_that_the_window_opens_without_the_verbs_only_where_nothing_else_was_typed(
    typed: list[str], asked: WindowAsked | None
) -> None:
    assert window_asked(typed) == asked


def test_that_the_look_is_settled_anew_when_the_system_turns_dark_until_the_window_is_closed(
    doors: Doors, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_on: list[object] = []
    monkeypatch.setattr("rcc_desktop.shell.doors.apply_theme", lambda _app, scheme, _percent: put_on.append(scheme))
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Dark)
    assert put_on == ["system"]
    doors.close()
    qapp.styleHints().colorSchemeChanged.emit(Qt.ColorScheme.Light)
    assert put_on == ["system"]
