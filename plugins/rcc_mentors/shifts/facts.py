"""What the rules have to know, read in a handful of queries for a stretch of days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from rcc_desktop.api.fields import from_day, to_millis
from rcc_desktop.api.records import ClosedDay, fetch
from rcc_mentors.people.facts import MentorFact, mentor_facts
from rcc_mentors.people.records import Credential, Mentor
from rcc_mentors.shifts.records import Absence, Assignment, Availability, Policy, Shift
from rcc_mentors.shifts.rows import COVERING, STANDING
from rcc_mentors.shifts.rules import Away, Broken, Held, Limits, MentorFacts, ShiftFacts, broken
from rcc_mentors.shifts.timing import clock_parts, monday_of, month_end, real_minutes

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from rcc_mentors.shifts.rows import ShiftRow

_MINUTE = 60_000
_FAR = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Scene:
    """Mentors, what they hold between two days and a margin around them, and the limits in force on each day."""

    known: Mapping[int, MentorFact]
    mentors: Mapping[int, MentorFacts]
    booked: Mapping[int, Sequence[ShiftFacts]]
    policies: Sequence[tuple[int, Limits]]

    def limits_on(self, day: int) -> Limits:
        """The newest policy that has begun on the day with this ordinal."""
        return in_force(self.policies, day)

    def others(self, mentor: int, *leaving_out: int) -> list[ShiftFacts]:
        """What a mentor holds, without these shifts."""
        return [other for other in self.booked.get(mentor, ()) if other.id not in leaving_out]

    def judge(self, mentor: int, shift: ShiftFacts, *leaving_out: int, now: int | None = None) -> tuple[Broken, ...]:
        """The rules ``mentor`` would break, or breaks, by holding ``shift``, were they not on those left out."""
        facts = self.mentors.get(mentor)
        if facts is None:
            return ()
        return broken(facts, shift, self.others(mentor, shift.id, *leaving_out), self.limits_on(shift.day), now)


def scene(first: date, last: date, now: datetime, only: Iterable[int] | None = None) -> Scene:
    """All that is needed to judge any shift from ``first`` to ``last``; ``only`` these mentors, or all."""
    policies = policies_by_day()
    margin = timedelta(days=max(limits.most_days_running for _day, limits in policies))
    since = min(monday_of(first), first.replace(day=1), first - margin)
    until = max(monday_of(last) + timedelta(days=6), month_end(last), last + margin)
    wanted = None if only is None else frozenset(only)
    facts = mentor_facts(now, even_if_left=_left_and_booked(now))
    known = {each.id: each for each in facts if wanted is None or each.id in wanted}
    return Scene(known, _mentors(known, since, until, now), booked(since, until, wanted), policies)


def in_force(policies: Sequence[tuple[int, Limits]], day: int) -> Limits:
    """The newest of ``policies`` (by day, oldest first) that has begun on the day with this ordinal."""
    return next((limits for begun, limits in reversed(policies) if begun <= day), policies[0][1])


def policies_by_day() -> list[tuple[int, Limits]]:
    """The center's policies by the ordinal of their first day, oldest first; the usual limits hold before them."""
    columns = (
        Policy.from_day,
        Policy.most_minutes_day,
        Policy.most_minutes_week,
        Policy.rest_minutes,
        Policy.most_days_running,
        Policy.two_to_open,
    )
    rows = fetch(Policy.select(*columns).order_by(Policy.from_day))
    dated = [
        (from_day(day).toordinal(), Limits(in_day, in_week, rest, running, bool(two)))
        for day, in_day, in_week, rest, running, two in rows
    ]
    return [(0, Limits()), *dated]


def booked(since: date, until: date, only: frozenset[int] | None = None) -> dict[int, list[ShiftFacts]]:
    """What each mentor holds between two days: only its times, which is what other shifts are judged by."""
    query = (
        Assignment.select(Assignment.mentor, Shift.id, Shift.on_day, Shift.starts_at, Shift.ends_at)
        .join(Shift)
        .where(
            Shift.on_day.between(since, until),
            Shift.state == "planned",
            Assignment.state.in_(sorted(COVERING)),
        )
        .order_by(Shift.starts_at)
    )
    shifts: dict[int, ShiftFacts] = {}
    found: dict[int, list[ShiftFacts]] = {}
    for mentor, shift, day, starts, ends in fetch(query):
        if only is None or mentor in only:
            if shift not in shifts:
                at = from_day(day).toordinal()
                shifts[shift] = ShiftFacts(shift, 0, "", at, day // 100, starts // _MINUTE, ends // _MINUTE)
            found.setdefault(mentor, []).append(shifts[shift])
    return found


def closed_days(first: date, last: date) -> dict[tuple[int, date], str]:
    """Why sites are closed, by site (0 for all) and day."""
    query = ClosedDay.select(ClosedDay.site, ClosedDay.on_day, ClosedDay.why)
    rows = fetch(query.where(ClosedDay.on_day.between(first, last)))
    return {(site or 0, from_day(day)): why for site, day, why in rows}


def facts_of(row: ShiftRow, taken: int) -> ShiftFacts:
    """A shift as the rules need it, of which others hold ``taken`` places."""
    return ShiftFacts(
        row.id,
        row.site,
        row.role,
        row.day.toordinal(),
        row.day.year * 100 + row.day.month,
        real_minutes(row.starts),
        real_minutes(row.ends),
        clock_parts(row.starts, row.ends),
        row.most,
        frozenset(row.skills),
        frozenset(row.credentials),
        row.pay,
        taken,
    )


def _mentors(known: Mapping[int, MentorFact], since: date, until: date, now: datetime) -> dict[int, MentorFacts]:
    stages = {row: from_day(day).toordinal() for row, day in fetch(Mentor.select(Mentor.id, Mentor.stage_on))}
    held, away, free = _held(), _away(since, until, now), _available()
    return {
        each.id: MentorFacts(
            each.id,
            each.stage,
            stages.get(each.id, 0),
            each.pay,
            each.roles,
            each.skills | each.languages,
            each.sites,
            tuple(held.get(each.id, ())),
            tuple(away.get(each.id, ())),
            free.get(each.id),
            each.most_shifts_week,
            each.most_shifts_month,
            each.most_minutes_week,
            each.rest_minutes,
        )
        for each in known.values()
    }


def _left_and_booked(now: datetime) -> list[int]:
    """Mentors who left and stand on a shift to come, which somebody else has to take."""
    query = Assignment.select(Assignment.mentor).distinct().join(Mentor).switch(Assignment).join(Shift)
    ahead = (Shift.ends_at > now) & (Shift.state == "planned") & Assignment.state.in_(sorted(STANDING))
    return [mentor for (mentor,) in fetch(query.where(ahead, Mentor.stage == "left"))]


def _held() -> dict[int, list[Held]]:
    columns = (Credential.mentor, Credential.kind, Credential.issued_on, Credential.expires_on)
    found: dict[int, list[Held]] = {}
    for mentor, kind, issued, expires in fetch(Credential.select(*columns)):
        last = _FAR if expires is None else from_day(expires).toordinal()
        found.setdefault(mentor, []).append(Held(kind, from_day(issued).toordinal(), last))
    return found


def _away(since: date, until: date, now: datetime) -> dict[int, list[Away]]:
    """Absences that touch the days; a day more on either side is read than any zone can be off."""
    begins = to_millis(datetime.combine(since - timedelta(days=1), datetime.min.time(), tzinfo=now.tzinfo))
    finishes = to_millis(datetime.combine(until + timedelta(days=2), datetime.min.time(), tzinfo=now.tzinfo))
    columns = (Absence.mentor, Absence.starts_at, Absence.ends_at, Absence.kind)
    query = Absence.select(*columns).where(Absence.ends_at > begins, Absence.starts_at < finishes)
    found: dict[int, list[Away]] = {}
    for mentor, starts, ends, kind in fetch(query):
        found.setdefault(mentor, []).append(Away(starts // _MINUTE, ends // _MINUTE, kind))
    return found


def _available() -> dict[int, dict[int, tuple[tuple[int, int], ...]]]:
    columns = (Availability.mentor, Availability.weekday, Availability.starts, Availability.ends)
    found: dict[int, dict[int, tuple[tuple[int, int], ...]]] = {}
    for mentor, weekday, starts, ends in fetch(Availability.select(*columns).order_by(*columns)):
        of_mentor: dict[int, tuple[tuple[int, int], ...]] = found.setdefault(mentor, {})
        of_mentor[weekday] = (*of_mentor.get(weekday, ()), (starts, ends))
    return found


def codes(stored: str) -> tuple[str, ...]:
    """A list of codes as it lies in one column."""
    return tuple(stored.split()) if stored else ()
