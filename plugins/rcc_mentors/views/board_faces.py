"""How a shift looks: its color by role, always with words, and the lines and signs on its block."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import look
from rcc_mentors.shifts.rows import STANDING
from rcc_mentors.views.board_layout import has_conflict
from rcc_mentors.views.board_words import missing_words, name_words, needs_words, spoken_shift, time_range_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtGui import QColor

    from rcc_mentors.shifts.rows import ShiftRow

_, ngettext = words("rcc_mentors")

TONES = ("accent", "warn", "info", "ok")
"""The first roles of the center's list, in its order; those after them take the colors of the circles."""


@dataclass(frozen=True, slots=True)
class FaceLine:
    """A line on a block; ``place`` is the place of the shift whose name it is, else -1."""

    text: str
    role: str = "text2"
    place: int = -1


@dataclass(frozen=True, slots=True)
class Face:
    """What a block shows and says. ``tone`` counts the roles in the center's order."""

    lines: tuple[FaceLine, ...] = ()
    signs: tuple[tuple[str, str], ...] = ()
    tone: int = 0
    is_open: bool = False
    is_wrong: bool = False
    spoken: str = ""
    tip: str = ""

    def ground(self, *, hovered: bool = False) -> QColor:
        """The color of the block."""
        if self.is_wrong:
            color = look().tone("danger")[0]
        elif self.is_open:
            color = look().color("surface2")
        else:
            color = role_colors(self.tone)[0]
        return color.darker(104) if hovered and look().scheme == "light" else color

    def ink(self, role: str) -> str:
        """The color of a line of this role: the colors of the circles take only full text."""
        plain = self.is_wrong or self.is_open or self.tone < len(TONES)
        return role if plain else "text"

    def edge(self) -> QColor:
        """The color of the bar at its side."""
        if self.is_wrong:
            return look().color("danger")
        return look().color("border_strong") if self.is_open else role_colors(self.tone)[1]


def role_colors(tone: int) -> tuple[QColor, QColor]:
    """Ground and bar of a role."""
    return look().tone(TONES[tone]) if tone < len(TONES) else look().avatar(tone)


def face_of(shift: ShiftRow, tones: Mapping[str, int], *, with_site: bool, keys: str = "") -> Face:
    """How a shift looks; ``with_site`` where several sites share the board. ``keys`` are added to the tip."""
    spoken = spoken_shift(shift)
    is_open = shift.covered == 0 and shift.missing > 0
    wrong = has_conflict(shift)
    return Face(
        tuple(_lines(shift, with_site=with_site)),
        tuple(_signs(shift, wrong=wrong)),
        tones.get(shift.role, len(tones)),
        is_open and not wrong,
        wrong,
        spoken,
        f"{spoken}\n{keys}" if keys else spoken,
    )


def _lines(shift: ShiftRow, *, with_site: bool) -> list[FaceLine]:
    names = [
        FaceLine(name_words(place), place=number)
        for number, place in enumerate(shift.places)
        if place.state in STANDING
    ]
    missing, needs = missing_words(shift), needs_words(shift)
    where = FaceLine(" · ".join(each for each in (shift.place, shift.site_name if with_site else "") if each))
    time = FaceLine(time_range_words(shift.starts, shift.ends), "text3")
    if shift.missing and not shift.covered:
        what = FaceLine(f"{shift.role_title} · {needs}" if needs else shift.role_title)
        return [line for line in (FaceLine(missing, "text"), what, *names, time, where) if line.text]
    short = FaceLine(missing, "text")
    lines = (FaceLine(shift.role_title, "text"), *names, short, time, where, FaceLine(needs))
    return [line for line in lines if line.text]


def _signs(shift: ShiftRow, *, wrong: bool) -> list[tuple[str, str]]:
    signs = [("triangle-alert", "danger")] if wrong else []
    if shift.missing and shift.covered:
        signs.append(("user-plus", "danger"))
    if any(place.is_locked for place in shift.places):
        signs.append(("lock", "text3"))
    if not shift.is_published:
        signs.append(("pencil", "text3"))
    return signs
