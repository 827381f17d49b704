"""Declared once, typed by the default, the center's own in its file, a desk's own on this computer."""

from __future__ import annotations

import json
from datetime import time
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api import Choice, Problem, Setting, needs
from rcc_desktop.api.records import SettingValue
from rcc_desktop.settings import Settings, choose

if TYPE_CHECKING:
    from pathlib import Path

REASONS = (Choice("coffee", "Coffee"), Choice("meeting", "Meeting", active=False))

DAY_ENDS = Setting("tests.day_ends", "The day ends at", time(4, 0))
MINUTES = Setting("tests.minutes", "Minutes", 60, least=0, most=240)
ASK = Setting("tests.ask", "Ask", True)
LIST = Setting("tests.reasons", "Reasons", REASONS)
SIDE = Setting("tests.side", "Side", "left", choices={"left": "Left", "right": "Right"})
HERE = Setting("tests.here", "Beep", False, shared=False)
ALL: tuple[Setting[Any], ...] = (DAY_ENDS, MINUTES, ASK, LIST, SIDE, HERE)


@needs("center.change")
def spoil(key: str, text: str) -> None:
    SettingValue.add(key=key, value=text)


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (DAY_ENDS, time(22, 30)),
        (MINUTES, 0),
        (ASK, False),
        (LIST, (Choice("nap", "Siesta – ¡ya!"),)),
        (LIST, ()),
        (SIDE, "right"),
    ],
)
def test_that_what_the_center_chose_is_read_with_its_type(desk: Any, setting: Setting[Any], value: object) -> None:
    assert desk.setting(setting) == setting.default
    desk.do(lambda: choose(setting, value))
    assert desk.setting(setting) == value
    assert type(desk.setting(setting)) is type(setting.default)
    desk.do(lambda: choose(setting, setting.default))
    assert desk.setting(setting) == setting.default


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        (MINUTES, -1),
        (MINUTES, 241),
        (SIDE, "top"),
        (LIST, (Choice("a", " "),)),
        (LIST, (Choice("a", "A"), Choice("a", "B"))),
    ],
)
def test_that_a_value_the_setting_does_not_take_is_refused(desk: Any, setting: Setting[Any], value: object) -> None:
    with pytest.raises(Problem) as refused:
        desk.do(lambda: choose(setting, value))
    assert refused.value.field == setting.key
    assert desk.setting(setting) == setting.default


def test_that_only_those_who_may_choose_for_the_center(desk: Any) -> None:
    desk.acting_as("front_desk")
    with pytest.raises(Problem, match="role"):
        desk.do(lambda: choose(ASK, False))
    desk.acting_as("director")
    desk.do(lambda: choose(ASK, False))
    assert desk.setting(ASK) is False


@pytest.mark.parametrize("text", ["", "{", '"4 in the morning"', "null", "[1]"])
def test_that_a_value_that_cannot_be_read_counts_as_none_and_only_its_key_is_logged(
    desk: Any, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    desk.do(lambda: spoil(DAY_ENDS.key, text))
    assert desk.setting(DAY_ENDS) == time(4, 0)
    assert DAY_ENDS.key in caplog.text
    assert "morning" not in caplog.text


def test_that_a_desks_own_choice_stays_on_its_computer(tmp_path: Path) -> None:
    file = tmp_path / "deep" / "desk.json"
    Settings(file).choose_here(HERE, True)
    assert Settings(file).get(HERE) is True
    assert json.loads(file.read_text(encoding="utf-8")) == {HERE.key: "true"}
    assert [each.name for each in file.parent.iterdir()] == ["desk.json"]


def test_that_a_spoiled_file_of_this_desk_does_not_keep_it_from_opening(tmp_path: Path) -> None:
    file = tmp_path / "desk.json"
    file.write_text('{"tests.here": tr', encoding="utf-8")
    assert Settings(file).get(HERE) is False


def test_that_the_centers_choice_cannot_be_made_for_one_desk(desk: Any, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="center"):
        Settings(tmp_path / "desk.json").choose_here(ASK, False)
    with pytest.raises(ValueError, match="desk"):
        desk.do(lambda: choose(HERE, True))


def test_that_a_key_is_declared_once_and_only_with_types_that_can_be_kept(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "desk.json")
    settings.declare(ALL)
    settings.declare(ALL)
    assert settings.declared() == ALL
    with pytest.raises(ValueError, match="twice"):
        settings.declare([Setting(ASK.key, "Another", 1)])
    with pytest.raises(TypeError, match="float"):
        settings.declare([Setting("tests.float", "Share", 0.5)])
