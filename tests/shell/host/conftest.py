"""Plugins made up on the spot, each with one way to go wrong."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.host.found import Found

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GOOD = """
from rcc_desktop.api import PluginInfo, hookimpl

@hookimpl
def rcc_plugin():
    return PluginInfo("{name}", "{title}", "", api=1)
"""


@pytest.fixture
def write_plugin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Found]:
    """``write_plugin("rides", source)`` writes a module and finds it; without a source, a plugin that just works."""
    folder = tmp_path / "modules"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))

    def write(name: str, source: str | None = None) -> Found:
        module = f"made_up_{name}"
        text = source if source is not None else GOOD.format(name=name, title=name.title())
        (folder / f"{module}.py").write_text(textwrap.dedent(text), encoding="utf-8")
        monkeypatch.delitem(sys.modules, module, raising=False)
        return Found(name, module)

    return write
