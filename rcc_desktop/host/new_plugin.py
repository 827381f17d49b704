"""A new plugin that works from the first minute: the one from outside that our own tests build, under another name."""

from __future__ import annotations

import re
from keyword import iskeyword
from pathlib import Path

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")

_PACKAGE = Path(__file__).resolve().parent.parent
LEFT_OUT = frozenset({"__pycache__", ".pytest_cache", ".ruff_cache", ".mypy_cache", ".hypothesis", "dist", "build"})


def template_folder() -> Path:
    """Where the plugin that is copied lies: beside the program, or among the tests of a checkout."""
    packaged = _PACKAGE / "_plugin_template"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "tests" / "outside" / "rcc_rides"


def write_new(name: str, into: Path) -> Path:
    """Write the plugin ``name`` into a new folder ``rcc_<name>`` of ``into``, and give that folder.

    Raises ``Problem`` for a name that cannot be one, or a folder that is there already.
    """
    if not re.fullmatch(r"[a-z][a-z0-9_]{1,30}", name) or iskeyword(name) or name == "desktop":
        raise Problem(
            _("“{name}” cannot be the name of a plugin.").format(name=name),
            _("Use 2 to 31 small letters, digits and _, and begin with a letter: book_club."),
            field="name",
        )
    folder = into / f"rcc_{name}"
    if folder.exists():
        raise Problem(_("{folder} is there already.").format(folder=folder), _("Choose another name or folder."))
    template = template_folder()
    for file in sorted(each for each in template.rglob("*") if each.is_file()):
        inside = file.relative_to(template)
        if LEFT_OUT.isdisjoint(inside.parts):
            written = folder / _renamed_path(inside.as_posix(), name)
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(renamed(file.read_text(encoding="utf-8"), name), encoding="utf-8")
    return folder


def renamed(text: str, name: str) -> str:
    """The template's words with ``rides`` as ``name``, and each ride as an entry."""
    title = name.replace("_", " ").capitalize()
    in_capitals = "".join(part.capitalize() for part in name.split("_"))
    for pattern, instead in (
        (r"rcc-rides", f"rcc-{name.replace('_', '-')}"),
        (r"rcc_rides", f"rcc_{name}"),
        (r"rides_ride\b", f"{name}_entry"),
        (r"(?<=\")rides(?=[\".])", name),
        (r"^rides(?= = )", name),
        (r"rides_page\b", f"{name}_page"),
        (r"RidesPage\b", f"{in_capitals}Page"),
        (r"\bRides\b", title),
        (r"\bA ride\b", "An entry"),
        (r"\ba ride\b", "an entry"),
        (r"(?<![a-z])Ride(?![a-z])", "Entry"),
        (r"(?<![A-Z])RIDE(?![A-Z])", "ENTRY"),
        (r"(?<![A-Za-z])rides(?![a-z])", "entries"),
        (r"(?<![A-Za-z])ride(?![a-z])", "entry"),
    ):
        text = re.sub(pattern, instead, text, flags=re.MULTILINE)
    return text


def _renamed_path(path: str, name: str) -> str:
    return path.replace("rcc_rides", f"rcc_{name}").replace("rides", name)
