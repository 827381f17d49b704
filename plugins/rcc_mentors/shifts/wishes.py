"""A need as typed: whether it can be, and what is stored of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, words
from rcc_desktop.api.fields import from_day, from_millis
from rcc_desktop.api.records import Site, fetch
from rcc_mentors.shifts.facts import closed_days, codes
from rcc_mentors.shifts.repeating import checked
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.rules import DOORS
from rcc_mentors.shifts.timing import MINUTES_OF_DAY, clock_minutes, moment, wall_length

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime, tzinfo

_, ngettext = words("rcc_mentors")

MOST_PEOPLE = 99
_LONGEST_AGO = timedelta(days=366)
_LONGEST_AHEAD = timedelta(days=5 * 366)


def checked_wish(wish: ShiftWish, now: datetime) -> str:
    """The rule of a wish as it is kept. Raises ``Problem``, beside the field that the wish calls by that name."""
    if not fetch(Site.select(Site.id).where(Site.id == wish.site)):
        raise _refused(_("There is no such site."), _("Choose one of the list."), "site")
    if not wish.role:
        raise _refused(_("Nobody knows what is to be done."), _("Choose what mentors do in this shift."), "role")
    if not now.date() - _LONGEST_AGO <= wish.day <= now.date() + _LONGEST_AHEAD:
        raise _refused(_("This day is too far away."), _("Look at the year once more."), "day")
    if not (0 <= wish.starts < MINUTES_OF_DAY and 0 < wish.length <= MINUTES_OF_DAY):
        raise _refused(_("The shift does not end after it starts."), _("Change one of the two times."), "starts")
    if not 0 <= wish.least <= wish.most <= MOST_PEOPLE or not wish.most:
        raise _refused(_("The least is more than the most."), _("Change one of the two numbers."), "most")
    if wish.door not in {"", *DOORS} or wish.pay not in {"volunteer", "paid"}:
        raise _refused(_("This is not one of the choices."), _("Choose one of the list."), "door")
    return checked(wish.rule)


def require_open_day(wish: ShiftWish) -> None:
    """Raise ``Problem`` (field ``day``) for a single shift on a day its site is closed."""
    closed = closed_days(wish.day, wish.day)
    if (wish.site, wish.day) in closed or (0, wish.day) in closed:
        raise _refused(_("The site is closed on this day."), _("Choose another day, or another site."), "day")


def needed(wish: ShiftWish) -> dict[str, Any]:
    """What a shift and its series both store of a wish: all but the time."""
    return {
        "site": wish.site,
        "role": wish.role,
        "place": wish.place.strip(),
        "least": wish.least,
        "most": wish.most,
        "skills": " ".join(wish.skills),
        "credentials": " ".join(wish.credentials),
        "door": wish.door,
        "pay": wish.pay,
    }


def placed(day: date, starts: int, length: int, zone: tzinfo) -> dict[str, Any]:
    """What a shift stores of its time."""
    begins, ends = moment(day, starts, zone), moment(day, starts + length, zone)
    return {"on_day": begins.date(), "starts_at": begins, "ends_at": max(begins, ends)}


def wish_from(shift: Mapping[str, Any], series: Mapping[str, Any] | None, zone: tzinfo) -> ShiftWish:
    """The wish that a stored shift, with its series, would have come from."""
    starts, ends = (from_millis(shift[name]).astimezone(zone) for name in ("starts_at", "ends_at"))
    return ShiftWish(
        site=shift["site_id"],
        role=shift["role"],
        day=from_day(shift["on_day"]),
        starts=clock_minutes(starts),
        length=wall_length(starts, ends),
        place=shift["place"],
        rule="" if series is None else series["rule"],
        least=shift["least"],
        most=shift["most"],
        skills=codes(shift["skills"]),
        credentials=codes(shift["credentials"]),
        door=shift["door"],
        pay=shift["pay"],
        on_holidays=bool(series and series["on_holidays"]),
    )


def _refused(what: str, way_out: str, field: str) -> Problem:
    return Problem(what, way_out, field=field, code=f"shifts.{field}")
