"""Meetings on the local clock: moments of a wall clock, and the days that an RFC 5545 rule gives. No store."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from dateutil.rrule import rrulestr

from rcc_desktop.api import Problem, words

if TYPE_CHECKING:
    from datetime import tzinfo

_, ngettext = words("rcc_council")

DAY_MINUTES = 24 * 60
WEEKS_AHEAD = 13
_EVERY = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "BYMONTH", "WKST"})


def moment(day: date, minutes: int, zone: tzinfo) -> datetime:
    """The moment when the local clock shows ``minutes`` after midnight of ``day``; more than a day leads on.

    A time that the clocks jump over in spring is the moment they would have shown it; one that comes twice in autumn is
    the first.
    """
    ahead, minute = divmod(minutes, DAY_MINUTES)
    wall = datetime.combine(day + timedelta(days=ahead), time(minute // 60, minute % 60), tzinfo=zone)
    return wall.astimezone(UTC).astimezone(zone)


def horizon(today: date) -> date:
    """The last day up to which meetings are made: a Sunday, so that it moves once a week."""
    return today - timedelta(days=today.weekday()) + timedelta(weeks=WEEKS_AHEAD, days=6)


def days_of(rule: str, first: date, since: date, until: date) -> list[date]:
    """The days a rule gives from ``since`` to ``until``, when ``first`` is the day it begins."""
    if not rule:
        return [first] if since <= first <= until else []
    found = rrulestr(rule, dtstart=datetime.combine(first, time()))
    between = found.between(datetime.combine(since, time()), datetime.combine(until, time()), inc=True)
    return [each.date() for each in between]


def checked_rule(rule: str) -> str:
    """The rule as it is kept. Raises ``Problem`` (field ``rule``) for one that no meetings repeat by."""
    parts = _parts(rule)
    if parts.get("FREQ") not in _EVERY or not set(parts) <= _KNOWN or {"COUNT", "UNTIL"} <= set(parts):
        raise _refused()
    if "UNTIL" in parts:
        parts["UNTIL"] = parts["UNTIL"][:8]
    made = _joined(parts)
    try:
        rrulestr(made, dtstart=datetime(2026, 1, 1))  # noqa: DTZ001 (a local day without a clock)
    except ValueError as cause:
        raise _refused() from cause
    return made


def ending(rule: str, last: date) -> str:
    """The rule, over after ``last``; over sooner where it was to end sooner."""
    parts = _parts(rule)
    parts.pop("COUNT", None)
    until = f"{last:%Y%m%d}"
    return _joined({**parts, "UNTIL": min(parts.get("UNTIL", until), until)})


def rule_words(rule: str) -> str:
    """A rule in plain words: ``Every week on Wednesday``."""
    if not rule:
        return _("Once")
    parts = _parts(rule)
    days = [_weekday(each[-2:]) for each in parts.get("BYDAY", "").split(",") if each]
    every = int(parts.get("INTERVAL", "1"))
    said = {
        "DAILY": ngettext("Every day", "Every {count} days", every),
        "WEEKLY": ngettext("Every week", "Every {count} weeks", every),
        "MONTHLY": ngettext("Every month", "Every {count} months", every),
        "YEARLY": ngettext("Every year", "Every {count} years", every),
    }[parts["FREQ"]].format(count=every)
    return _("{every} on {days}").format(every=said, days=", ".join(days)) if days else said


def _weekday(code: str) -> str:
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return dict(zip(("MO", "TU", "WE", "TH", "FR", "SA", "SU"), names, strict=True)).get(code, code)


def _parts(rule: str) -> dict[str, str]:
    pairs = [each.partition("=") for each in rule.strip().upper().removeprefix("RRULE:").split(";") if each]
    parts = {key.strip(): value.strip() for key, _equals, value in pairs}
    if len(parts) < len(pairs) or not parts or not all(parts.values()):
        raise _refused()
    return parts


def _joined(parts: dict[str, str]) -> str:
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _refused() -> Problem:
    return Problem(
        _("Meetings cannot repeat like this."),
        _("Choose days, weeks or months, and when it ends if it does."),
        field="rule",
        code="council.rule",
    )
