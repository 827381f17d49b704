"""The documentation says what the program does."""

from __future__ import annotations

import inspect
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api import center, hookspecs
from rcc_desktop.api.contributions import Setting
from rcc_desktop.host import discovery
from rcc_desktop.host.discovery import find_plugins
from rcc_desktop.host.host import PluginHost
from rcc_desktop.shell import choices
from rcc_desktop.testing import pytest_addoption

if TYPE_CHECKING:
    from collections.abc import Callable

DOCS = Path(__file__).parents[2] / "docs"
HOOKS = {
    name: hook for name, hook in inspect.getmembers(hookspecs, inspect.isfunction) if hasattr(hook, "rcc_desktop_spec")
}


def declared() -> list[Setting[Any]]:
    """Everything that may be chosen, of the program and of every plugin that starts."""
    host = PluginHost(find_plugins())
    host.start()
    ours = [each for module in (center, discovery, choices) for each in vars(module).values()]
    asked = [each for each in ours if isinstance(each, Setting) and each.title]  # the others are only remembered
    return [*asked, *host.settings()]


def shown(setting: Setting[Any]) -> str:
    """The default as the documentation writes it."""
    value = setting.default
    if isinstance(value, time):
        return value.isoformat("minutes")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return "a list"
    return str(value) or "nothing"


def test_that_there_are_five_hooks() -> None:
    assert len(HOOKS) == 5


@pytest.mark.parametrize(("name", "hook"), HOOKS.items(), ids=HOOKS.keys())
def test_that_each_hook_is_written_down_with_its_exact_arguments(name: str, hook: Callable[..., object]) -> None:
    arguments = ", ".join(inspect.signature(hook).parameters)
    text = (DOCS / "hooks.md").read_text(encoding="utf-8")
    assert f"`{name}({arguments})`" in text
    assert text.count(f"## `{name}(") == 1


def test_that_no_hook_is_written_down_that_there_is_not() -> None:
    headings = [
        line for line in (DOCS / "hooks.md").read_text(encoding="utf-8").splitlines() if line.startswith("## `")
    ]
    assert {line.split("`")[1].split("(")[0] for line in headings} == set(HOOKS)


@pytest.mark.parametrize("setting", declared(), ids=lambda setting: setting.key)
def test_that_each_setting_is_written_down(setting: Setting[Any]) -> None:
    text = (DOCS / "settings.md").read_text(encoding="utf-8")
    whose = "the center" if setting.shared else "this desk"
    assert f"| `{setting.key}` | {setting.title} | {shown(setting)} | {whose} |" in text


def test_that_no_setting_is_written_down_that_there_is_not() -> None:
    lines = [line for line in (DOCS / "settings.md").read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    assert {line.split("`")[1] for line in lines} == {setting.key for setting in declared()}


@pytest.mark.parametrize("fixture", ["clock", "desk", "host", "more_plugins", "person", "session", "store"])
def test_that_the_guide_names_the_fixtures(fixture: str) -> None:
    assert pytest_addoption.__module__ == "rcc_desktop.testing"
    assert f"`{fixture}`" in (DOCS / "plugin-guide.md").read_text(encoding="utf-8")


def test_that_the_guide_shows_the_plugin_that_is_built_and_loaded() -> None:
    guide = (DOCS / "plugin-guide.md").read_text(encoding="utf-8")
    rides = Path(__file__).parents[1] / "outside" / "rcc_rides"
    blocks = [block.split("\n", 1) for block in guide.split("```")[1::2]]
    quoted = [body.strip() for language, body in blocks if language == "python"]
    assert quoted
    sources = "\n".join(path.read_text(encoding="utf-8") for path in sorted(rides.rglob("*.py")))
    assert [body for body in quoted if body not in sources] == []
