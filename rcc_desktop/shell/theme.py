"""Puts the look on the program: fonts, palette, one style sheet; light, dark or high contrast, at any text size."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from string import Template
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLoggingCategory, Qt, QTemporaryDir
from PySide6.QtGui import QColor, QFontDatabase, QPalette

from rcc_desktop.api.ui.look import Look, look, set_look
from rcc_desktop.resources import font_files, resource
from rcc_desktop.shell.theme_tokens import CONTRAST, DARK, LIGHT

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

Scheme = Literal["system", "light", "dark", "contrast"]
SCHEMES: tuple[Scheme, ...] = ("system", "light", "dark", "contrast")
TYPEFACE = "Inter-"
TEXT_PERCENTS = (100, 125, 150, 200)

_TOKENS = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}
_LENGTH = re.compile(r"(\d+)dp\b")
_ICON = re.compile(r"\$icon\(([a-z-]+), ([a-z0-9_]+)\)")
_DOT = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<circle cx="12" cy="12" r="6" fill="currentColor"/></svg>'
)


def apply_theme(
    app: QApplication, scheme: Scheme = "system", text_percent: int = 100, families: tuple[str, ...] = ()
) -> None:
    """Give the whole program this look now; every open page follows. Without ``families``: all that are shipped."""
    families = families or load_fonts()
    chosen = replace(_TOKENS[_settled(app, scheme)], percent=text_percent, families=families)
    set_look(chosen)
    app.setFont(chosen.font("body"))
    app.setPalette(palette(chosen))
    app.setStyleSheet(style_sheet(chosen))


def follow_system(app: QApplication, changed: Callable[[], object]) -> None:
    """Call ``changed`` when the system turns dark, light, or to high contrast, where it tells.

    A method of a QObject, so that nobody is called who is gone.
    """
    hints = app.styleHints()
    hints.colorSchemeChanged.connect(changed)
    hints.accessibility().contrastPreferenceChanged.connect(changed)


def learn_scripts(app: QApplication) -> None:
    """Draw every script from here on: the first page needs the typeface alone, and is on screen sooner with less."""
    set_look(replace(look(), families=load_fonts()))
    app.setFont(look().font("body"))


def load_fonts() -> tuple[str, ...]:
    """Load every shipped face once; returns their families in the order a letter is looked for."""
    # Qt warns for each face that lacks a script while it looks for the one that has it; looking on is what we want.
    QLoggingCategory.setFilterRules("qt.text.font.db.warning=false")
    return _families(tuple(font_files()))


def load_typeface() -> tuple[str, ...]:
    """Load the faces of the typeface itself, and none of the other scripts'; returns its family."""
    return _families(tuple(name for name in font_files() if name.startswith(TYPEFACE)))


def palette(tokens: Look) -> QPalette:
    """The colors Qt uses where the style sheet says nothing."""
    roles = {
        QPalette.ColorRole.Window: tokens.bg,
        QPalette.ColorRole.WindowText: tokens.text,
        QPalette.ColorRole.Base: tokens.surface,
        QPalette.ColorRole.AlternateBase: tokens.surface2,
        QPalette.ColorRole.Text: tokens.text,
        QPalette.ColorRole.Button: tokens.surface,
        QPalette.ColorRole.ButtonText: tokens.text,
        QPalette.ColorRole.BrightText: tokens.on_accent,
        QPalette.ColorRole.Highlight: tokens.accent,
        QPalette.ColorRole.HighlightedText: tokens.on_accent,
        QPalette.ColorRole.Link: tokens.accent,
        QPalette.ColorRole.LinkVisited: tokens.accent,
        QPalette.ColorRole.PlaceholderText: tokens.text3,
        QPalette.ColorRole.ToolTipBase: tokens.notice,
        QPalette.ColorRole.ToolTipText: tokens.notice_text,
        QPalette.ColorRole.Mid: tokens.border,
        QPalette.ColorRole.Dark: tokens.border_strong,
        QPalette.ColorRole.Light: tokens.surface2,
        QPalette.ColorRole.Accent: tokens.accent,
    }
    made = QPalette()
    for role, color in roles.items():
        made.setColor(role, QColor(color))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens.disabled))
    return made


def style_sheet(tokens: Look) -> str:
    """The style template filled with colors, lengths and indicators of this look."""
    text = _template()
    text = _LENGTH.sub(lambda found: f"{tokens.px(int(found[1]))}px", text)
    text = _ICON.sub(lambda found: f'url("{_indicator(found[1], getattr(tokens, found[2]))}")', text)
    return Template(text).substitute(tokens.tokens())


def _families(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(family for name in names for family in _load(name)))


@cache
def _load(name: str) -> list[str]:
    """Load one face, once in the life of the program; its family, or none where Qt cannot read it."""
    number = QFontDatabase.addApplicationFont(str(font_files()[name]))
    return QFontDatabase.applicationFontFamilies(number)[:1]


def _settled(app: QApplication, scheme: Scheme) -> str:
    """The scheme that "system" means now."""
    if scheme != "system":
        return scheme
    hints = app.styleHints()
    if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() == Qt.ColorScheme.Dark else "light"


@cache
def _template() -> str:
    return resource("theme", "theme.qss").read_text(encoding="utf-8")


@cache
def _indicator_folder() -> QTemporaryDir:
    """Style sheets take pictures only from files, so the tinted ones live here as long as the program does."""
    return QTemporaryDir()


@cache
def _indicator(name: str, color: str) -> str:
    drawing = _DOT if name == "dot" else resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    target = Path(_indicator_folder().path()) / f"{name}-{color[1:]}.svg"
    target.write_text(drawing.replace("currentColor", color), encoding="utf-8")
    return target.as_posix()
