"""Words in the language of whoever reads them, through gettext.

The language is chosen once, when the program starts, before any plugin is imported; changing it takes a restart.
"""

from __future__ import annotations

import gettext
import importlib.util
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

LANGUAGES = {"en": "English", "es": "Español"}

_chosen = "en"


def speak(language: str) -> None:
    """Choose the language of every word from here on; a language that is not in ``LANGUAGES`` becomes English."""
    global _chosen  # noqa: PLW0603 (the one switch of the process, set before anything is drawn)
    _chosen = language if language in LANGUAGES else "en"


def language() -> str:
    """The two-letter code of the language in use."""
    return _chosen


def words(package: str) -> tuple[Callable[[str], str], Callable[[str, str, int], str]]:
    """The ``_`` and ``ngettext`` of ``package``, whose words lie in ``<package>/locale`` (the shell: resources)."""

    def _(text: str) -> str:
        return _catalog(package, _chosen).gettext(text)

    def ngettext(one: str, many: str, count: int) -> str:
        return _catalog(package, _chosen).ngettext(one, many, count)

    return _, ngettext


@cache
def _catalog(package: str, chosen: str) -> gettext.NullTranslations:
    return gettext.translation(package, _locale_folder(package), languages=[chosen], fallback=True)


def _locale_folder(package: str) -> Path:
    spec = importlib.util.find_spec(package)
    home = Path(spec.origin).parent if spec and spec.origin else Path(__file__).parent
    beside = home / "locale"
    if beside.is_dir():
        return beside
    packaged = home / "_resources" / "locale"
    return packaged if packaged.is_dir() else home.parent / "resources" / "locale"
