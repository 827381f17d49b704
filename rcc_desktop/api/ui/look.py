"""The look in use: colors, sizes and spacing, from one place.

The shell sets it when the program starts and when somebody changes the colors or the text size. A widget that paints
itself asks ``look()`` each time it paints, so it never keeps an old color. Without a shell it is light at 100 %.
"""

from __future__ import annotations

import weakref
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import QLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

Tone = Literal["neutral", "info", "ok", "warn", "danger", "accent"]
"""What a mark says. A color never says it alone: a word or an icon stands with it."""

TextKind = Literal["small", "quiet", "body", "name", "heading3", "heading2", "heading1", "figure"]

_SIZES: dict[TextKind, int] = {
    "small": 12, "quiet": 13, "body": 14, "name": 15, "heading3": 16, "heading2": 20, "heading1": 26, "figure": 28,
}  # fmt: skip
_WEIGHTS: dict[TextKind, QFont.Weight] = {
    "name": QFont.Weight.DemiBold,
    "heading3": QFont.Weight.DemiBold,
    "heading2": QFont.Weight.DemiBold,
    "heading1": QFont.Weight.DemiBold,
    "figure": QFont.Weight.DemiBold,
}


@dataclass(frozen=True, slots=True)
class Look:
    """The tokens of one scheme at one text size. Colors are ``#RRGGBB``; the defaults are the light scheme."""

    scheme: str = "light"
    bg: str = "#F6F7F9"
    surface: str = "#FFFFFF"
    surface2: str = "#F0F2F5"
    hover: str = "#F4F6F8"
    rail: str = "#10333A"
    rail_text: str = "#CFE3E4"
    rail_on: str = "#1F4D56"
    rail_on_text: str = "#FFFFFF"
    rail_mark: str = "#7FE0B0"
    border: str = "#DDE1E7"
    border_strong: str = "#808A99"
    text: str = "#16202C"
    text2: str = "#4B5768"
    text3: str = "#5C6776"
    disabled: str = "#98A1AE"
    accent: str = "#0B6E75"
    accent_hover: str = "#095C62"
    accent_soft: str = "#E2F1F1"
    on_accent: str = "#FFFFFF"
    focus: str = "#0B6E75"
    ok: str = "#17703F"
    ok_soft: str = "#E3F4EA"
    warn: str = "#8A5A00"
    warn_soft: str = "#FFF3D6"
    danger: str = "#B3261E"
    danger_hover: str = "#8F1E18"
    danger_soft: str = "#FCE8E6"
    on_danger: str = "#FFFFFF"
    info: str = "#2457A6"
    info_soft: str = "#E6EEFA"
    notice: str = "#16202C"
    notice_text: str = "#FFFFFF"
    notice_accent: str = "#8FE3E0"
    backdrop: str = "#5910171F"
    avatars: tuple[tuple[str, str], ...] = (
        ("#CBE3EC", "#1C4B60"), ("#CBEBD3", "#1B5730"), ("#EBD5CB", "#6B3419"), ("#D9CDEB", "#48246E"),
        ("#EBE2CB", "#5E4A12"), ("#EBCBD9", "#6E1F45"), ("#CDD6EB", "#243F7A"), ("#D8E6C4", "#3C5412"),
    )  # fmt: skip
    """Background and letters of the circles with initials; a person keeps theirs, picked by id."""
    percent: int = 100
    families: tuple[str, ...] = ("Inter",)
    """The first is the typeface; the others are tried in turn for letters it lacks."""
    motion: bool = True
    """Whether things may move; nothing moves longer than 150 ms."""

    def px(self, at_100: float) -> int:
        """A length given for 100 % in logical pixels, as it is at the chosen text size."""
        return round(at_100 * self.percent / 100)

    def text_px(self, kind: TextKind) -> int:
        """The height of a kind of text in logical pixels."""
        return self.px(_SIZES[kind])

    def font(self, kind: TextKind = "body", weight: QFont.Weight | None = None) -> QFont:
        """The font to paint a kind of text with; its fallbacks for other scripts come by themselves."""
        font = QFont(list(self.families))
        font.setPixelSize(self.text_px(kind))
        font.setWeight(weight if weight is not None else _WEIGHTS.get(kind, QFont.Weight.Normal))
        return font

    def color(self, token: str) -> QColor:
        """A token by name as a color to paint with."""
        return QColor(getattr(self, token))

    def tone(self, tone: Tone | str) -> tuple[QColor, QColor]:
        """Background and text of a mark in this tone."""
        if tone == "neutral":
            return QColor(self.surface2), QColor(self.text2)
        return QColor(getattr(self, f"{tone}_soft")), QColor(getattr(self, tone))

    def avatar(self, person: int) -> tuple[QColor, QColor]:
        """Background and letters of a person's circle."""
        background, letters = self.avatars[person % len(self.avatars)]
        return QColor(background), QColor(letters)

    def tokens(self) -> dict[str, str]:
        """Every color by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, str) and value.startswith("#")}


class _Holder(QObject):
    """Keeps the look of the process and says when it changes."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.current = Look()
        self.spaced: list[tuple[weakref.ref[Any], Callable[[], None]]] = []

    def respace(self) -> None:
        alive = [(ref, apply) for ref, apply in self.spaced if _lives(ref)]
        self.spaced = alive
        for _ref, apply in alive:
            apply()


_holder = _Holder()


def look() -> Look:
    """The look in use now."""
    return _holder.current


def set_look(new: Look) -> None:
    """Change the look of every page; only the shell's theme calls this."""
    _holder.current = new
    _holder.respace()
    _holder.changed.emit()


def watch_look(changed: Callable[[], object]) -> None:
    """Call a bound method of a widget each time the look changes, for as long as the widget lives."""
    _holder.changed.connect(changed)


Layout = TypeVar("Layout", bound=QLayout)


def spaced(layout: Layout, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8) -> Layout:
    """Give a layout its margins (left, top, right, bottom) and gap on the 4-point grid, at every text size."""
    ref = weakref.ref(layout)

    def apply() -> None:
        if (target := ref()) is not None:
            target.setContentsMargins(*(look().px(side) for side in margins))
            target.setSpacing(look().px(gap))

    apply()
    _holder.spaced.append((ref, apply))
    return layout


Widget = TypeVar("Widget", bound=QWidget)


def mark(widget: Widget, kind: str | None = None, **properties: object) -> Widget:
    """Say what a widget is (``kind="primary"``, ``tone="warn"``), so that the theme draws it so.

    Buttons: primary, quiet, danger, link, chip, rail, icon. Labels: heading1, heading2, heading3, subtle, faint,
    problem, badge (with a tone). Frames: card, figure, banner (with a tone). Line edits: hero.
    """
    if kind is not None:
        properties["kind"] = kind
    changed = False
    for name, value in properties.items():
        if widget.property(name) != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):  # else it will be, when first shown
        widget.style().unpolish(widget)
        widget.style().polish(widget)
    return widget


def _lives(ref: weakref.ref[Any]) -> bool:
    layout = ref()
    return layout is not None and shiboken6.isValid(layout)
