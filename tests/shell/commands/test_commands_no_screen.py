"""A computer whose Qt lacks a library of the system is told so in a sentence, not by the end of the program."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from rcc_desktop import main
from rcc_desktop.commands import window

if TYPE_CHECKING:
    from pathlib import Path

CURSOR = "libxcb-cursor.so.0"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux leaves Qt's libraries to the system")


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """A screen of the usual kind, and no library to draw its mouse pointer with."""

    def lacks(_path: str) -> None:
        raise OSError(f"{CURSOR}: cannot open shared object file: No such file or directory")

    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("ctypes.CDLL", lacks)


def test_that_the_packages_to_install_are_named(bare: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert window.open_window_or_say_why(window.WindowAsked()) == 1
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 1
    assert CURSOR in said[0]
    assert "libxcb-cursor0" in said[0]


def test_that_the_made_up_day_is_run_without_a_window_then(
    bare: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("rcc_desktop.commands.day.run_a_day", lambda beside, _clock: beside)
    monkeypatch.setattr(main, "take_pictures", lambda _args, _size: None)
    assert window.open_window_or_say_why(window.WindowAsked(demo=True)) == 0
    said = capsys.readouterr()
    assert CURSOR in said.err
    assert "rcc-desktop-demo" in said.out


def test_that_a_screen_that_can_be_reached_another_way_is_enough(bare: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setattr(window, "_lacking", lambda plugin: CURSOR if "xcb" in plugin.name else "")
    assert window.why_no_window() == ""


def test_that_the_loader_itself_is_asked(tmp_path: Path) -> None:
    """With a file in the library's place that is none, in a process of its own, as a bare computer would have it."""
    if window.missing_library():
        pytest.skip("this computer lacks a library itself")
    (tmp_path / CURSOR).write_bytes(b"")
    asked = "from rcc_desktop.commands.window import missing_library; print(missing_library())"
    bare = {"DISPLAY": ":0", "LD_LIBRARY_PATH": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", asked], env=bare, capture_output=True, text=True, check=True).stdout
    assert CURSOR in said
