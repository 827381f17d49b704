"""``python -m rcc_desktop``, and the command ``rcc-desktop``."""

from __future__ import annotations

import sys
from importlib.util import find_spec
from pathlib import Path

TOO_NEW_QT, TOO_OLD_PYTHON = (6, 12), (3, 12)
APART = "--apart"
"""``rcc_desktop.api.apart.ASKED``, without the milliseconds it takes to import it."""


def run() -> int:
    """Check that this Python and this Qt go together, choose the language, then hand over to the command line."""
    refusal = refused()
    if refusal:
        print(refusal, file=sys.stderr)  # noqa: T201 (there is no window yet, and none will come)
        return 1
    if sys.argv[1:2] == [APART]:
        from rcc_desktop.api.apart import run_module

        return run_module(sys.argv[2:])
    from rcc_desktop.api.words import speak
    from rcc_desktop.main import language_here

    # Some words are looked up as their module is imported, so the language is chosen before the command line is.
    speak(language_here())
    from rcc_desktop.cli import main

    return main(sys.argv[1:])


def refused() -> str:
    """Why the program cannot start here, or nothing. PySide6 6.12.0 ends Python 3.11 without a word."""
    if sys.version_info >= TOO_OLD_PYTHON:
        return ""
    found = version_of_qt()
    if not found or tuple(int(part) for part in found.split(".")[:2]) < TOO_NEW_QT:
        return ""
    python = ".".join(str(part) for part in sys.version_info[:2])
    return (
        f"RCC Desktop cannot start: PySide6 {found} does not work with Python {python}. "
        "Nothing was changed. Please run: pip install 'PySide6-Essentials<6.12'"
    )


def version_of_qt() -> str:
    """The version of PySide6 by the name of its folder of facts, or nothing: ``importlib.metadata`` takes 10 ms."""
    spec = find_spec("PySide6")
    if spec is None or spec.origin is None:
        return ""
    facts = Path(spec.origin).parent.parent.glob("[Pp]y[Ss]ide6_[Ee]ssentials-*.dist-info")
    return next((each.name.split("-")[1].removesuffix(".dist") for each in facts), "")


if __name__ == "__main__":
    sys.exit(run())
