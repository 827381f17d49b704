"""How a need repeats: RFC 5545 rules as days, as a few plain choices, and as words. No store.

Rules here speak of local days and nothing smaller; the time of day lies beside them, on the local clock.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from dateutil.rrule import rrulestr

from rcc_desktop.api import Problem, words
from rcc_desktop.api.written import write_date
from rcc_mentors.shifts.timing import monday_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_, ngettext = words("rcc_mentors")

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MOST_TIMES = 520
MOST_APART = 52
_EVERY = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month"}
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYSETPOS", "WKST"})


@dataclass(frozen=True, slots=True)
class Repeat:
    """The choices of the form. ``every`` is day, week or month, ``apart`` how many of them.

    ``weekdays`` (ISO) are for weeks, and for months the one weekday that ``nth`` speaks of (1 to 4, -1 for the last).
    ``nth`` 0 is the day of the month that the first one has. ``until`` is the last day it may fall on.
    """

    every: str
    apart: int = 1
    weekdays: tuple[int, ...] = ()
    nth: int = 0
    until: date | None = None
    times: int | None = None


def days(rule: str, first: date, since: date, until: date) -> list[date]:
    """The days the rule gives from ``since`` to ``until``, when ``first`` is the day it begins."""
    if not rule:
        return [first] if since <= first <= until else []
    found = rrulestr(rule, dtstart=datetime.combine(first, time()))
    between = found.between(datetime.combine(since, time()), datetime.combine(until, time()), inc=True)
    return [each.date() for each in between]


def checked(rule: str) -> str:
    """The rule in the form it is kept in. Raises ``Problem`` (field ``rule``) for one that no need repeats by."""
    if not rule.strip():
        return ""
    parts = _parts(rule)
    _check_numbers(parts)
    if "UNTIL" in parts:
        parts["UNTIL"] = f"{_until(parts['UNTIL']):%Y%m%d}"
    made = _joined(parts)
    try:
        rrulestr(made, dtstart=datetime(2026, 1, 1))  # noqa: DTZ001 (a local day without a clock)
    except ValueError as cause:
        raise _refused() from cause
    return made


def rule_of(repeat: Repeat) -> str:
    """The rule that the choices mean. Raises ``Problem`` (field ``rule``) where they mean none."""
    freq = next((key for key, every in _EVERY.items() if every == repeat.every), "")
    parts = {"FREQ": freq}
    if repeat.apart != 1:
        parts["INTERVAL"] = str(repeat.apart)
    names = [WEEKDAYS[each - 1] for each in sorted(set(repeat.weekdays))]
    if repeat.every == "week" and names:
        parts["BYDAY"] = ",".join(names)
    if repeat.every == "month" and repeat.nth and names:
        parts["BYDAY"] = f"{repeat.nth}{names[0]}"
    if repeat.times is not None:
        parts["COUNT"] = str(repeat.times)
    elif repeat.until is not None:
        parts["UNTIL"] = f"{repeat.until:%Y%m%d}"
    return checked(_joined(parts))


def repeat_of(rule: str) -> Repeat | None:
    """The choices that a rule means; None for none, and for one that is richer than the choices."""
    if not rule:
        return None
    parts = _parts(rule)
    by_day = [each for each in parts.get("BYDAY", "").split(",") if each]
    every = _EVERY[parts["FREQ"]]
    if set(parts) & {"BYMONTHDAY", "BYSETPOS"} or (every == "day" and by_day):
        return None
    numbered = [each for each in by_day if each not in WEEKDAYS]
    if (every == "week" and numbered) or (every == "month" and (len(by_day) > 1 or len(numbered) < len(by_day))):
        return None
    return Repeat(
        every,
        int(parts.get("INTERVAL", "1")),
        tuple(WEEKDAYS.index(each[-2:]) + 1 for each in by_day),
        int(numbered[0][:-2]) if numbered else 0,
        _until(parts["UNTIL"]) if "UNTIL" in parts else None,
        int(parts["COUNT"]) if "COUNT" in parts else None,
    )


def rule_words(rule: str) -> str:
    """A rule in plain words: ``Every week on Tuesday and Thursday``."""
    if not rule:
        return _("Once")
    repeat = repeat_of(rule)
    said = _("By a rule of its own") if repeat is None else _repeat_words(repeat)
    if repeat is not None and repeat.times is not None:
        return ngettext("{said}, {count} time", "{said}, {count} times", repeat.times).format(
            said=said, count=repeat.times
        )
    if repeat is not None and repeat.until is not None:
        return _("{said}, until {day}").format(said=said, day=write_date(repeat.until))
    return said


def ending(rule: str, last: date) -> str:
    """The rule, over after ``last``."""
    parts = _parts(rule)
    parts.pop("COUNT", None)
    known = _until(parts["UNTIL"]) if "UNTIL" in parts else last
    return _joined({**parts, "UNTIL": f"{min(known, last):%Y%m%d}"})


def remaining(rule: str, first: date, from_day: date) -> str:
    """The rule for what is left of it from a day on: a number of times is less those that were."""
    parts = _parts(rule)
    if "COUNT" in parts:
        gone = [each for each in days(rule, first, first, from_day) if each < from_day]
        parts["COUNT"] = str(max(1, int(parts["COUNT"]) - len(gone)))
    return _joined(parts)


def moved(rule: str, old: date, new: date) -> str:
    """The rule when what fell on ``old`` is to fall on ``new``: Tuesdays become Wednesdays, a second one a third."""
    parts = _parts(rule)
    by_day = [each for each in parts.get("BYDAY", "").split(",") if each]
    if not by_day or old == new:
        return rule
    if parts["FREQ"] == "MONTHLY":
        last = by_day[0].startswith("-") and (new.toordinal() - old.toordinal()) % 7 == 0
        parts["BYDAY"] = f"{-1 if last else min(4, (new.day - 1) // 7 + 1)}{WEEKDAYS[new.weekday()]}"
    else:
        names = {WEEKDAYS[new.weekday()] if each == WEEKDAYS[old.weekday()] else each for each in by_day}
        parts["BYDAY"] = ",".join(each for each in WEEKDAYS if each in names)
    return _joined(parts)


def matched(old: Sequence[date], new: Iterable[date], away: timedelta) -> dict[date, date]:
    """Which day of a changed series each day of the old one becomes, each new day at most once.

    That many days away; else the same day; else the next one left in the same week. What is missing has no day.
    """
    left, found = list(new), dict[date, date]()
    for near in (lambda day, to: to == day + away, lambda day, to: to == day, _same_week):
        for day in old:
            to = next((each for each in left if day not in found and near(day, each)), None)
            if to is not None:
                found[day] = to
                left.remove(to)
    return found


def weekday_words(weekday: int) -> str:
    """The name of an ISO weekday."""
    names = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
    return names[weekday - 1]


def _same_week(day: date, other: date) -> bool:
    return monday_of(day) == monday_of(other)


def _repeat_words(repeat: Repeat) -> str:
    on = _listed([weekday_words(each) for each in repeat.weekdays])
    if repeat.every == "day":
        return ngettext("Every day", "Every {count} days", repeat.apart).format(count=repeat.apart)
    if repeat.every == "week":
        said = ngettext("Every week", "Every {count} weeks", repeat.apart).format(count=repeat.apart)
        said = _("Every second week") if repeat.apart == 2 else said
        return _("{said} on {days}").format(said=said, days=on) if on else said
    said = ngettext("Every month", "Every {count} months", repeat.apart).format(count=repeat.apart)
    nths = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), -1: _("last")}
    if repeat.nth in nths and on:
        return _("{said} on the {nth} {weekday}").format(said=said, nth=nths[repeat.nth], weekday=on)
    return said


def _listed(names: list[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return _("{most} and {last}").format(most=", ".join(names[:-1]), last=names[-1])


def _parts(rule: str) -> dict[str, str]:
    """The rule by its words. Raises ``Problem`` for what is no rule, or none that a need repeats by."""
    pairs = [each.partition("=") for each in rule.strip().upper().removeprefix("RRULE:").split(";") if each]
    parts = {key.strip(): value.strip() for key, _equals, value in pairs}
    if len(parts) < len(pairs) or not all(parts.values()) or not set(parts) <= _KNOWN:
        raise _refused()
    if parts.get("FREQ") not in _EVERY or {"COUNT", "UNTIL"} <= set(parts):
        raise _refused()
    return parts


def _check_numbers(parts: Mapping[str, str]) -> None:
    for key, most in (("INTERVAL", MOST_APART), ("COUNT", MOST_TIMES)):
        if key in parts and not (parts[key].isdecimal() and 1 <= int(parts[key]) <= most):
            raise Problem(
                _("A need cannot repeat like this."),
                _("Choose a number from 1 to {most}.").format(most=most),
                field="rule",
                code="shifts.rule",
            )


def _until(text: str) -> date:
    try:
        return datetime.strptime(text[:8], "%Y%m%d").date()  # noqa: DTZ007 (a local day without a clock)
    except ValueError as cause:
        raise _refused() from cause


def _joined(parts: Mapping[str, str]) -> str:
    return ";".join(f"{key}={value}" for key, value in parts.items())


def _refused() -> Problem:
    return Problem(
        _("A need cannot repeat like this."),
        _("Choose days, weeks or months, and when it ends if it does."),
        field="rule",
        code="shifts.rule",
    )
