"""A part of minutes as it is written from what was recorded, and how days and times read in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.written import write_time

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

_, ngettext = words("rcc_council")

_MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), _("May"), _("June")),
    *(_("July"), _("August"), _("September"), _("October"), _("November"), _("December")),
)
_WEEKDAYS = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday")),
    *(_("Friday"), _("Saturday"), _("Sunday")),
)


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """A heading and its words; ``made_of`` says what they were written from, as ``MinutesPart.made_of``."""

    made_of: str
    heading: str
    words: str
    item: int | None = None
    is_sealed: bool = False
    is_inner: bool = False


def day_words(day: date) -> str:
    """``Wednesday, March 4, 2026``."""
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=_WEEKDAYS[day.weekday()], month=_MONTHS[day.month - 1], day=day.day, year=day.year
    )


def short_day(day: date) -> str:
    """``March 4, 2026``."""
    return _("{month} {day}, {year}").format(month=_MONTHS[day.month - 1], day=day.day, year=day.year)


def clock(moment: datetime) -> str:
    """``6:10 pm``."""
    return write_time(moment.time())


def lines(*said: str) -> str:
    """What is said, each on a line of its own; nothing where there is nothing."""
    return "\n".join(each for each in said if each)


def listed(names: Iterable[str]) -> str:
    """Names one after the other."""
    return ", ".join(names)


def quoted(said: str) -> str:
    """Words as they were put."""
    return _("“{words}”").format(words=said)
