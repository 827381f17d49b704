"""How days, names and answers are written in people's files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api.ui import read_date, write_date
from rcc_desktop.api.words import words
from rcc_desktop.people.rules import legal_name

if TYPE_CHECKING:
    from datetime import date

    from rcc_desktop.people.rows import PersonFile

_, ngettext = words("rcc_desktop")

EARLIEST_YEAR = 1880


def birth_text(born: date | None, year: int | None) -> str:
    """What stands in the field for the birth date."""
    return write_date(born) if born is not None else "" if year is None else str(year)


def read_birth(typed: str, today: date) -> tuple[date | None, int | None] | None:
    """A day, a year, or neither; None for what is none of these."""
    said = typed.strip()
    if not said:
        return None, None
    if len(said) == 4 and said.isdecimal():
        return (None, int(said)) if int(said) >= EARLIEST_YEAR else None
    day = read_date(said, today)
    return None if day is None else (day, None)


def is_ahead(birth: tuple[date | None, int | None], today: date) -> bool:
    """Whether a birth date or year lies after today."""
    born, year = birth
    return (born is not None and born > today) or (year is not None and year > today.year)


def seen_words(last_seen: date | None, today: date) -> str:
    """When somebody was last here, nearer days in words."""
    if last_seen is None:
        return ""
    days = (today - last_seen).days
    if days == 0:
        return _("Today")
    return _("Yesterday") if days == 1 else write_date(last_seen)


def under_the_name(file: PersonFile) -> str:
    """The line below somebody's name: what they go by, how to speak of them, when they were born."""
    legal = legal_name(file.first_name, file.middle_name, file.last_name)
    said = [
        file.pronouns,
        _("goes by {name}").format(name=file.goes_by) if file.goes_by and file.goes_by not in file.name else "",
        _("legal name {name}").format(name=legal) if legal and legal != file.name else "",
        _("born {day}").format(day=birth_text(file.birth_on, file.birth_year)) if _knows_birth(file) else "",
    ]
    return " · ".join(part for part in said if part)


def _knows_birth(file: PersonFile) -> bool:
    return file.birth_on is not None or file.birth_year is not None
