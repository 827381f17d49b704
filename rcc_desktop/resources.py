"""Where the icons, fonts, words and theme files are, in a checkout, a wheel and a frozen build."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parent


@cache
def _home() -> Path:
    packaged = _PACKAGE / "_resources"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "resources"


def resource(*parts: str) -> Path:
    """The path of a resource, such as ``resource("icons", "sprout.svg")``; it is not checked that it exists."""
    return _home().joinpath(*parts)


@cache
def font_files() -> Mapping[str, Path]:
    """Every shipped TrueType face by name, in the order they are to be tried for a letter.

    Inter first (the names are ``Inter-Regular``, ``Inter-Medium``, ``Inter-SemiBold``, ``Inter-Bold``), then
    ``NotoSans-Regular``, one ``NotoSans<Script>-Regular`` for each other script, ``DroidSansFallback`` for Chinese and
    Japanese, and ``NanumSquare-Regular`` for Korean last: it says that it has Chinese letters, and draws them empty.
    """
    faces = {path.stem: path for path in sorted(resource("fonts").glob("*.ttf"), key=_turn)}
    return MappingProxyType(faces)


def _turn(face: Path) -> tuple[int, str]:
    families = ("Inter-", "NotoSans-", "Noto", "Droid", "")
    return next(at for at, family in enumerate(families) if face.stem.startswith(family)), face.stem
