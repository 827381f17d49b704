"""Mentors at the clock as rows of a list, and what is said to whoever pressed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, PersonLine
from rcc_mentors.hours.rules import real_minutes
from rcc_mentors.hours.wording import clock_words, day_words, hours_words, title_of

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_desktop.api import Choice
    from rcc_mentors.hours.rows import AtClock, Pressed

_, ngettext = words("rcc_mentors")


def line_found(each: AtClock, now: datetime, roles: tuple[Choice, ...]) -> PersonLine:
    """Somebody who was looked for."""
    if each.since is not None:
        since = _("In since {time}").format(time=clock_words(each.since))
        below = f"{hours_words(real_minutes(each.since, now))} · {title_of(roles, each.role)}"
        return _line(each, below, Badge(since, "ok"), _("Enter to clock out"))
    return _line(each, _shift_words(each, roles) or _("No shift now"), None, _("Enter to clock in"))


def line_expected(each: AtClock, roles: tuple[Choice, ...]) -> PersonLine:
    """Somebody whose shift begins, or has begun without them."""
    return _line(each, _shift_words(each, roles), None, _("Enter to clock in"))


def line_here(each: AtClock, now: datetime, roles: tuple[Choice, ...]) -> PersonLine:
    """Somebody who is clocked in."""
    assert each.since is not None
    below = _("{time} · {hours} · {role}").format(
        time=clock_words(each.since),
        hours=hours_words(real_minutes(each.since, now)),
        role=title_of(roles, each.role),
    )
    return PersonLine(each.mentor, each.name, below=below, action=_("Clock out"), color=each.person)


def pressed_words(pressed: Pressed) -> str:
    """What became of a press."""
    time = clock_words(pressed.at)
    said = {
        "in": _("{name} is clocked in since {time}."),
        "out": _("{name} is clocked out at {time}: {hours}."),
        "in_already": _("{name} is already clocked in since {time}."),
        "out_already": _("{name} is already clocked out at {time}: {hours}."),
    }[pressed.how].format(name=pressed.name, time=time, hours=hours_words(pressed.minutes))
    if pressed.forgot is not None:
        forgot = _("The end on {day} was forgotten; it is estimated and waits to be looked at.")
        said = f"{said} {forgot.format(day=day_words(pressed.forgot))}"
    return said


def _line(each: AtClock, below: str, badge: Badge | None, hint: str) -> PersonLine:
    badges = (badge,) if badge else ()
    return PersonLine(each.mentor, each.name, below=below, badges=badges, hint=hint, color=each.person)


def _shift_words(each: AtClock, roles: tuple[Choice, ...]) -> str:
    if each.shift_at is None or each.shift_ends is None:
        return ""
    return _("{first} to {last} · {role}").format(
        first=clock_words(each.shift_at), last=clock_words(each.shift_ends), role=title_of(roles, each.role)
    )
