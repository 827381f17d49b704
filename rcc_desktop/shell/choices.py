"""What this desk and the center may choose about the window: colors, text size, and when it locks."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from rcc_desktop.api.contributions import Setting
from rcc_desktop.api.words import words

if TYPE_CHECKING:
    from rcc_desktop.shell.theme import Scheme

_, ngettext = words("rcc_desktop")

SCHEME: Setting[Scheme] = Setting(
    "desk.scheme",
    _("Colors"),
    "system",
    shared=False,
    choices={
        "system": _("As the computer"),
        "light": _("Light"),
        "dark": _("Dark"),
        "contrast": _("High contrast"),
    },
    section="desk",
)
TEXT_SIZES = (100, 110, 125, 150, 175, 200)
TEXT_SIZE = Setting(
    "desk.text_size",
    _("Text size"),
    100,
    help=_("Ctrl+plus and Ctrl+minus change it too."),
    shared=False,
    choices={size: f"{size} %" for size in TEXT_SIZES},
    section="desk",
)
COVER_AFTER = Setting(
    "lock.cover_seconds",
    _("Cover the front desk's screen after"),
    90,
    help=_("Nobody can read it in passing; any key brings it back."),
    least=15,
    most=600,
    unit=_("seconds"),
    section="lock",
)
LOCK_DESK_AFTER = Setting(
    "lock.desk_minutes", _("Lock the front desk after"), 3, least=1, most=30, unit=_("minutes"), section="lock"
)
LOCK_OFFICE_AFTER = Setting(
    "lock.office_minutes", _("Lock other desks after"), 10, least=1, most=60, unit=_("minutes"), section="lock"
)

SHELL_SETTINGS = (SCHEME, TEXT_SIZE, COVER_AFTER, LOCK_DESK_AFTER, LOCK_OFFICE_AFTER)

LAST_CENTER = Setting("desk.last_center", "", "", shared=False)
WINDOW_SIZE = Setting("desk.window_size", "", "1280x800", shared=False)
LAST_PAGE = Setting("desk.last_page", "", "", shared=False)
"""Remembered here, asked nowhere; nothing of them is about anybody the center serves."""


def page_of(remembered: str, slot: str) -> str:
    """The page that is remembered for whoever holds the key in ``slot``; none where somebody else was here last."""
    whose, _space, page = remembered.partition(" ")
    return page if whose == _mark_of(slot) else ""


def remember_page(page: str, slot: str) -> str:
    """A page to be remembered for one person, without their name."""
    return f"{_mark_of(slot)} {page}"


def _mark_of(slot: str) -> str:
    return hashlib.sha256(slot.encode()).hexdigest()[:12]


def next_size(now: int, steps: int) -> int:
    """The text size ``steps`` larger or smaller than ``now``, within those offered."""
    at = min(range(len(TEXT_SIZES)), key=lambda place: abs(TEXT_SIZES[place] - now))
    return TEXT_SIZES[min(max(at + steps, 0), len(TEXT_SIZES) - 1)]
