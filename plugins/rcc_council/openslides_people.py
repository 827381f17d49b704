"""The names of people in an OpenSlides export."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.openslides_file import number_of, text_of
from rcc_desktop.api import words

if TYPE_CHECKING:
    from rcc_council.openslides_file import Slides

_, ngettext = words("rcc_council")


def name_of_user(slides: Slides, user: int) -> str:
    """First and last name, else the name they signed in with."""
    row = slides.row("user", user)
    parts = (text_of(row, name) for name in ("title", "first_name", "last_name"))
    return " ".join(part for part in parts if part) or text_of(row, "username") or _("Without a name")


def name_of_member(slides: Slides, member: int | None) -> str:
    """The name of somebody as a member of a meeting; some are gone from the file."""
    if member is None:
        return _("Without a name")
    user = number_of(slides.row("meeting_user", member), "user_id")
    return _("Without a name") if user is None else name_of_user(slides, user)
