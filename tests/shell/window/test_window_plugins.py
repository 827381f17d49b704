"""The plugins page: what somebody chose there is shown at once, though it takes effect at the next opening."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from rcc_desktop.host import failures
from rcc_desktop.host.discovery import DROP_IN
from rcc_desktop.places import drop_in_folder
from rcc_desktop.shell.plugins_section import PluginsSection
from rcc_desktop.shell.settings_page import SettingsPage
from tests.window import everything_readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.shell.at_work import AtWork
    from rcc_desktop.shell.doors import Doors

NEXT_TIME = "Takes effect when RCC Desktop is next opened."
MODULE = """
from rcc_desktop.api import PluginInfo, hookimpl

@hookimpl
def rcc_plugin():
    return PluginInfo("bikes", "Bikes", "Who borrowed a bike", api=1)
"""


@pytest.fixture
def bikes(computer: object) -> None:
    """A plugin in the drop-in folder that nobody has let in."""
    root = drop_in_folder() / "bikes"
    about = root / "rcc_bikes-1.0.dist-info"
    about.mkdir(parents=True)
    (root / "rcc_bikes.py").write_text(MODULE)
    (about / "METADATA").write_text("Metadata-Version: 2.1\nName: rcc-bikes\nVersion: 1.0\n")
    (about / "entry_points.txt").write_text("[rcc_desktop.plugins]\nbikes = rcc_bikes\n")


@pytest.fixture
def section(bikes: None, doors: Doors, sign_in: Callable[..., AtWork]) -> PluginsSection:
    doors.settings.declare([DROP_IN])
    doors.settings.choose_here(DROP_IN, True)
    return section_of(sign_in())


def section_of(work: AtWork) -> PluginsSection:
    page = work.view.open_place("settings")
    assert isinstance(page, SettingsPage)
    section = page.open_section("plugins")
    assert isinstance(section, PluginsSection)
    return section


def cards(section: PluginsSection) -> QWidget:
    """The cards of this moment; those before them are on their way out."""
    assert section._shown is not None
    return section._shown


def told(section: PluginsSection) -> str:
    return everything_readable(cards(section))


def buttons(section: PluginsSection) -> dict[str, QPushButton]:
    return {each.text(): each for each in cards(section).findChildren(QPushButton)}


def press(section: PluginsSection, words: str) -> None:
    buttons(section)[words].click()


def test_that_letting_a_plugin_in_is_shown_on_its_card_at_once(section: PluginsSection, doors: Doors) -> None:
    assert "Let it in" in buttons(section)
    assert NEXT_TIME not in told(section)
    press(section, "Let it in")
    assert "Starts next time" in told(section)
    assert NEXT_TIME in told(section)
    assert "Let it in" not in buttons(section)
    assert doors.work is not None
    assert doors.work.view.notices.texts() == [], "nothing lies over the next button"
    press(section, "Let it in no more")
    assert "Let it in" in buttons(section)
    assert "Starts next time" not in told(section)


def test_that_a_plugin_that_was_let_in_runs_at_the_next_opening(
    section: PluginsSection, doors: Doors, sign_in: Callable[..., AtWork]
) -> None:
    press(section, "Let it in")
    doors.sign_out()
    again = section_of(sign_in())
    assert "Who borrowed a bike" in told(again)
    assert "Set aside" not in told(again)


def test_that_leaving_a_plugin_off_is_shown_at_once_and_can_be_taken_back(section: PluginsSection) -> None:
    press(section, "Leave off")
    assert "Stops next time" in told(section)
    press(section, "Try again")
    assert "Stops next time" not in told(section)


def test_that_a_choice_is_still_shown_when_the_page_is_built_anew(section: PluginsSection, doors: Doors) -> None:
    press(section, "Let it in")
    assert doors.work is not None
    doors.work.view.stack.forget("settings")
    assert "Starts next time" in told(section_of(doors.work))
    assert failures.SAFE not in told(section_of(doors.work))
