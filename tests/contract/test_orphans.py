"""Every module is wanted by somebody: what nobody imports is deleted, not kept."""

from __future__ import annotations

import re

import grimp

PACKAGES = ("rcc_desktop", "rcc_checkin", "rcc_council", "rcc_mentors")
DOORS = (
    r"rcc_desktop\.__main__",
    r"rcc_desktop\.testing",
    r"rcc_desktop\.imports\.child",  # run as a process of its own
    r"rcc_\w+\.plugin",  # named by entry points
    r"rcc_mentors\.(filling|calendars)\.child",  # run as processes of their own
    r"rcc_\w+\.demo",  # named by PluginInfo.demo
    r"rcc_desktop(\.database)?\.migrations(\..*)?",
    r"rcc_\w+\.migrations(\..*)?",
    r"rcc_\w+\.tests(\..*)?",
)


def test_that_every_module_is_imported_by_another() -> None:
    graph = grimp.build_graph(*PACKAGES, include_external_packages=False, cache_dir=None)
    door = re.compile("|".join(f"(?:{each})" for each in DOORS))
    orphans = [
        module
        for module in sorted(graph.modules)
        if not graph.find_modules_that_directly_import(module)
        and not graph.find_children(module)
        and not door.fullmatch(module)
    ]
    assert orphans == []
