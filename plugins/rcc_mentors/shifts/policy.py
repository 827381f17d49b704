"""The center's limits: dated, so that last month is judged by last month's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.records import fetch
from rcc_mentors.shifts.facts import in_force, policies_by_day
from rcc_mentors.shifts.records import Policy
from rcc_mentors.shifts.rules import Limits

if TYPE_CHECKING:
    from datetime import date, datetime

_, ngettext = words("rcc_mentors")

_BOUNDS = {
    "most_minutes_day": (60, 24 * 60),
    "most_minutes_week": (60, 7 * 24 * 60),
    "rest_minutes": (0, 24 * 60),
    "most_days_running": (1, 31),
}


@dataclass(frozen=True, slots=True)
class PolicyRow:
    """The limits from a day on."""

    id: int
    from_day: date
    limits: Limits
    version: int


@needs("mentors.schedule_see")
def limits_on(day: date) -> Limits:
    """The limits in force on a day: the newest that have begun, or the usual ones."""
    return in_force(policies_by_day(), day.toordinal())


@needs("mentors.schedule_see")
def policies() -> tuple[PolicyRow, ...]:
    """Every policy the center has set, the newest first."""
    return tuple(
        PolicyRow(
            row.id,
            row.from_day,
            Limits(
                row.most_minutes_day,
                row.most_minutes_week,
                row.rest_minutes,
                row.most_days_running,
                row.two_to_open,
            ),
            row.version,
        )
        for row in Policy.select().order_by(Policy.from_day.desc())
    )


@needs("mentors.schedule")
def set_policy(from_day: date, limits: Limits, now: datetime, *, expected: int | None = None) -> int:
    """Set the limits from a day on, today at the earliest: what was booked before keeps the limits of its day.

    Bookings stay, and the board shows which break the new limits. Raises ``Problem`` (field of the limit's name).
    """
    if from_day < now.date():
        raise Problem(
            _("A policy begins today at the earliest."),
            _("Shifts that are over keep the limits they were made by."),
            field="from_day",
            code="shifts.policy",
        )
    _check(limits)
    values = {name: getattr(limits, name) for name in (*_BOUNDS, "two_to_open")}
    known = fetch(Policy.select(Policy.id).where(Policy.from_day == from_day))
    if not known:
        return Policy.add(from_day=from_day, **values)
    Policy.change(known[0][0], expected=expected, **values)
    return int(known[0][0])


@needs("mentors.schedule")
def remove_policy(policy: int, now: datetime) -> None:
    """Take a policy out that has not begun, or begins today. Raises ``Problem`` for an older one."""
    if from_day(int(str(Policy.stored_row(policy)["from_day"]))) < now.date():
        raise Problem(
            _("This policy has been in force."),
            _("It stays, so that what was booked can be explained. Set a new one from today on."),
            code="shifts.policy",
        )
    Policy.remove(policy)


def _check(limits: Limits) -> None:
    for name, (least, most) in _BOUNDS.items():
        if not least <= getattr(limits, name) <= most:
            raise Problem(
                _("This limit cannot be kept."),
                _("Choose a number from {least} to {most}.").format(least=least, most=most),
                field=name,
                code="shifts.policy",
            )
