"""Days, times and states of meetings in words, and the tone that helps to find them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.written import write_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from rcc_council.meetings.rows import ItemRow, MeetingNow, MotionRow
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")

MEETING_TONES: dict[str, Tone] = {
    "planned": "info",
    "open": "accent",
    "closed": "neutral",
    "cancelled": "warn",
    "no_quorum": "warn",
}
MOTION_TONES: dict[str, Tone] = {
    "moved": "info",
    "seconded": "info",
    "stated": "info",
    "put": "accent",
    "adopted": "ok",
    "lost": "danger",
}


def day_words(day: date) -> str:
    """A day as it is said: ``Wed, Nov 25, 2026``."""
    weekdays = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))
    months = (
        *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun")),
        *(_("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
    )
    return _("{weekday}, {month} {day}, {year}").format(
        weekday=weekdays[day.weekday()], month=months[day.month - 1], day=day.day, year=day.year
    )


def clock_words(moment: datetime) -> str:
    """A time of day: ``5:30 pm``."""
    return write_time(moment.time())


def hours_words(starts: datetime, ends: datetime) -> str:
    """From when to when: ``5:30 pm – 7:00 pm``."""
    return _("{starts} – {ends}").format(starts=clock_words(starts), ends=clock_words(ends))


def minutes_words(minutes: int) -> str:
    """A length of time: ``55 min``, ``2 h 20 min``."""
    hours, rest = divmod(minutes, 60)
    if not hours:
        return _("{minutes} min").format(minutes=rest)
    if not rest:
        return _("{hours} h").format(hours=hours)
    return _("{hours} h {minutes} min").format(hours=hours, minutes=rest)


def timer_words(seconds: int) -> str:
    """A running clock: ``4:07``, ``1:02:30``."""
    minutes, rest = divmod(max(0, seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def whole_agenda(agenda: Sequence[ItemRow]) -> Iterator[tuple[int, ItemRow]]:
    """Every line in the order it is printed, with how deep it stands."""
    for item in agenda:
        yield 0, item
        for depth, inner in whole_agenda(item.inside):
            yield depth + 1, inner


def whole_family(motions: Sequence[MotionRow]) -> Iterator[tuple[int, MotionRow]]:
    """Every motion, each followed by its amendments, with how deep it stands."""
    for motion in motions:
        yield 0, motion
        for depth, inner in whole_family(motion.amendments):
            yield depth + 1, inner


def item_of(now: MeetingNow, item: int | None) -> ItemRow | None:
    """A line of the agenda by its id."""
    return next((each for _depth, each in whole_agenda(now.agenda) if each.id == item), None)


def motion_of(now: MeetingNow, motion: int | None) -> MotionRow | None:
    """A motion of the meeting by its id."""
    every = (each for _depth, item in whole_agenda(now.agenda) for _deep, each in whole_family(item.motions))
    return next((each for each in every if each.id == motion), None)


def seconds_on(item: ItemRow, now: datetime) -> int:
    """How long an item has been talked about, what runs now counted in."""
    running = int((now - item.began).total_seconds()) if item.began is not None else 0
    return item.seconds_spent + max(0, running)
