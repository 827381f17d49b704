"""Who may import whom, as pyproject.toml says it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_that_every_room_keeps_to_what_it_may_know() -> None:
    told = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command as lint; lint()", "--no-cache"],
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    assert told.returncode == 0, told.stdout


def test_that_every_plugin_of_ours_is_under_contract() -> None:
    settings = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    contracts = settings[settings.index("[tool.importlinter]") :]
    plugins = sorted(each.name for each in (ROOT / "plugins").iterdir() if (each / "plugin.py").is_file())
    assert plugins
    for plugin in plugins:
        assert contracts.count(f'"{plugin}"') >= 3, f"{plugin}: root package, independence, and the api contract"


def test_that_pluggy_is_known_in_two_places_only() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "rcc_desktop").rglob("*.py")
        if "import pluggy" in path.read_text(encoding="utf-8")
    }
    assert found == {"rcc_desktop/api/hookspecs.py", "rcc_desktop/host/host.py"}
