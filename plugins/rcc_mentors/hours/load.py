"""Who gives how much, who may need a rest, who left; and whether paid hours push volunteer hours aside or replace them.

Nobody is ranked: whoever needs care comes first, then everybody by name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from peewee import fn

from rcc_desktop.api import Period, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch
from rcc_mentors.hours.counting import approved_minutes, within
from rcc_mentors.hours.fairness import Care, Given, care_for, crowding
from rcc_mentors.hours.records import HoursEntry
from rcc_mentors.hours.rows import COUNTS, FunctionRow, Load, LoadRow
from rcc_mentors.hours.rules import longest_run
from rcc_mentors.hours.wording import day_words, hours_words, title_of
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.records import Assignment, Shift
from rcc_mentors.shifts.rows import COVERING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rcc_desktop.api import Choice
    from rcc_mentors.hours.fairness import Thresholds

_, ngettext = words("rcc_mentors")

_LOOKED_BACK = timedelta(days=62)
_QUARTERS = 4


@needs("mentors.report")
def load_of(now: datetime, thresholds: Thresholds, roles: tuple[Choice, ...], why_left: tuple[Choice, ...]) -> Load:
    """The load of everybody who serves as of ``now``; ``roles`` and ``why_left`` are the center's own lists."""
    today = now.date()
    quarter = Period.quarter(today.year, (today.month + 2) // 3)
    mentors = sorted(_mentors(today, quarter, thresholds), key=lambda row: not row.care)
    return Load(tuple(mentors), _left(quarter, why_left), _functions(today, thresholds.shift, roles))


def _mentors(today: date, quarter: Period, thresholds: Thresholds) -> list[LoadRow]:
    month = Period.month(today.year, today.month)
    of_month, of_quarter = _minutes(month), _minutes(quarter)
    days, shifts = _days(Period(today - _LOOKED_BACK, today, "")), _shifts(quarter)
    query = (
        Mentor.select(Mentor.id, Mentor.person, shown_name_of(), Mentor.pay, Mentor.active_on)
        .join(Person)
        .where(Mentor.stage.in_(("active", "on_leave")))
        .order_by(Person.sort_name, Mentor.id)
    )
    rows = []
    for mentor, person, name, pay, since in fetch(query):
        run, ended = longest_run(days[mentor])
        booked, cover = shifts[mentor]
        given = Given(of_month[mentor], run, booked, cover)
        care = care_for(given, thresholds)
        began = None if since is None else from_day(since)
        rows.append(
            LoadRow(
                mentor, person, name, pay, began, given.month, of_quarter[mentor], run, ended, booked, cover,
                _sentences(care, given, ended),
            )
        )  # fmt: skip
    return rows


def _sentences(care: Sequence[Care], given: Given, run_ended: date | None) -> tuple[str, ...]:
    said = {
        "hours": _("Gave {hours} this month.").format(hours=hours_words(given.month)),
        "days": _("Served {count} days in a row, up to {day}.").format(
            count=given.run, day=day_words(run_ended) if run_ended else "–"
        ),
        "cover": _("Stepped in for others in {cover} of {shifts} shifts this quarter.").format(
            cover=given.cover, shifts=given.shifts
        ),
    }
    return tuple(said[each] for each in care)


def _minutes(period: Period) -> Counter[int]:
    query = HoursEntry.select(HoursEntry.mentor, fn.SUM(_counted()))
    query = query.where(within(HoursEntry.on_day, period) & HoursEntry.state.in_(COUNTS)).group_by(HoursEntry.mentor)
    return Counter({mentor: int(minutes) for mentor, minutes in fetch(query)})


def _days(period: Period) -> dict[int, list[date]]:
    query = HoursEntry.select(HoursEntry.mentor, HoursEntry.on_day).distinct()
    query = query.where(within(HoursEntry.on_day, period) & (HoursEntry.state != "refused"))
    found: dict[int, list[date]] = defaultdict(list)
    for mentor, day in fetch(query):
        found[mentor].append(from_day(day))
    return found


def _shifts(period: Period) -> dict[int, tuple[int, int]]:
    """Shifts of the period by mentor, and how many of them were taken over from somebody."""
    query = Assignment.select(Assignment.mentor, Assignment.is_cover).join(Shift)
    query = query.where(within(Shift.on_day, period) & Assignment.state.in_(COVERING) & (Shift.state == "planned"))
    found: dict[int, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for mentor, is_cover in fetch(query):
        shifts, cover = found[mentor]
        found[mentor] = (shifts + 1, cover + bool(is_cover))
    return found


def _left(quarter: Period, why_left: tuple[Choice, ...]) -> tuple[tuple[str, int], ...]:
    query = Mentor.select(Mentor.left_why, fn.COUNT(Mentor.id))
    query = query.where((Mentor.stage == "left") & within(Mentor.left_on, quarter)).group_by(Mentor.left_why)
    known = [(title_of(why_left, why) if why else _("Not said"), int(count)) for why, count in fetch(query)]
    return tuple(sorted(known))


def _functions(today: date, percent: int, roles: tuple[Choice, ...]) -> tuple[FunctionRow, ...]:
    """Volunteer and paid minutes by function, the last whole quarters and this one; only whole ones are compared."""
    quarters = _last_quarters(today)
    sums: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0] * len(quarters))
    for place, quarter in enumerate(quarters):
        query = HoursEntry.select(HoursEntry.role, HoursEntry.pay, fn.SUM(_counted()))
        query = query.where(within(HoursEntry.on_day, quarter) & HoursEntry.state.in_(COUNTS))
        for role, pay, minutes in fetch(query.group_by(HoursEntry.role, HoursEntry.pay)):
            sums[role, pay][place] += int(minutes or 0)
    order = [choice.key for choice in roles]
    found = sorted({role for role, _pay in sums}, key=lambda role: (order.index(role) if role in order else 99, role))
    names = tuple(quarter.code for quarter in quarters)
    rows = []
    for role in found:
        volunteer, paid = tuple(sums[role, "volunteer"]), tuple(sums[role, "paid"])
        warning = _crowding_words(crowding((volunteer[-3], paid[-3]), (volunteer[-2], paid[-2]), percent), names[-2])
        rows.append(FunctionRow(role, title_of(roles, role), names, volunteer, paid, warning))
    return tuple(rows)


def _last_quarters(today: date) -> list[Period]:
    number = today.year * 4 + (today.month - 1) // 3
    return [Period.quarter(each // 4, each % 4 + 1) for each in range(number - _QUARTERS + 1, number + 1)]


def _crowding_words(which: str, quarter: str) -> str:
    said = {
        "paid": _("In {quarter} paid hours rose while volunteer hours fell. Are volunteers still wanted here?"),
        "volunteer": _("In {quarter} volunteer hours rose while paid hours fell. Is paid work being replaced?"),
    }
    return said[which].format(quarter=quarter) if which else ""


def _counted() -> Any:
    return fn.COALESCE(approved_minutes(), HoursEntry.minutes)
