"""Small files, short functions, narrow classes, plain names: by law, so that nobody has to say it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import rcc_desktop
from rcc_desktop.host.checks_source import Source, proportion_findings, sources_of

ROOT = Path(rcc_desktop.__file__).parent.parent
PACKAGES = [ROOT / "rcc_desktop", *sorted(each for each in (ROOT / "plugins").iterdir() if each.is_dir())]
SOURCES = [source for package in PACKAGES for source in sources_of(package)]
BANNED = {"manager", "helper", "helpers", "util", "utils", "common", "base", "misc", "handler", "process"}
PLAIN = {"do", "info", "data"}
"""Words that are fine inside a longer name (``PluginInfo``), and banned as the whole of one."""
DATA_FILES = {"rcc_desktop/people/made_up_names.py", "rcc_desktop/people/languages.py"}
"""Lists of words, which nobody reads from top to bottom."""


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_that_proportions_are_kept(source: Source) -> None:
    if source.name not in DATA_FILES:
        assert [str(finding) for finding in proportion_findings(source)] == []


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_that_modules_and_classes_have_names_that_say_something(source: Source) -> None:
    names = [source.path.stem, *(node.name for node in ast.walk(source.tree) if isinstance(node, ast.ClassDef))]
    said = {word for name in names for word in _words(name)}
    assert said & BANNED == set()
    assert source.path.stem not in BANNED | PLAIN


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_that_every_module_says_what_it_is_for(source: Source) -> None:
    assert ast.get_docstring(source.tree), "one sentence at the top"
    if source.path.name == "__init__.py" and "api" not in source.path.parts:
        effects = [node for node in source.tree.body[1:] if not isinstance(node, ast.Assign)]
        assert effects == [], "an __init__.py holds a sentence, never an import with effects"


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_that_dialogs_are_opened_and_not_executed(source: Source) -> None:
    called = [
        source.at(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in {"exec", "exec_"}
    ]
    allowed = {"rcc_desktop/shell/application.py"}
    assert called == [] or source.name in allowed


@pytest.mark.parametrize("source", SOURCES, ids=lambda source: source.name)
def test_that_no_widget_brings_its_own_style_sheet(source: Source) -> None:
    set_here = [
        source.at(node)
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and node.attr == "setStyleSheet"
    ]
    assert set_here == [] or source.name.startswith("rcc_desktop/shell/")


def _words(name: str) -> list[str]:
    spaced = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return [word for word in spaced.split("_") if word]
