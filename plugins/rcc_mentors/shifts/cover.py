"""Find somebody for a hole in two minutes: who could take it, best first, and whom to call."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import needs, words
from rcc_desktop.api.fields import from_millis
from rcc_desktop.api.records import ContactWay, fetch
from rcc_desktop.api.written import write_date
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.board import board, shift_row
from rcc_mentors.shifts.chosen import titles
from rcc_mentors.shifts.facts import Scene, closed_days, facts_of, scene
from rcc_mentors.shifts.judging import known_mentors
from rcc_mentors.shifts.records import Asked, Assignment, Liking, Shift
from rcc_mentors.shifts.rows import COVERING, STANDING, Candidate
from rcc_mentors.shifts.rules import WARNINGS, Broken, likes
from rcc_mentors.shifts.timing import real_minutes
from rcc_mentors.shifts.wording import refusals_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rcc_mentors.shifts.chosen import Titles
    from rcc_mentors.shifts.rows import ShiftRow

_, ngettext = words("rcc_mentors")

ANSWERS = ("", "yes", "no", "no_answer")
CALLED_FOR = timedelta(days=14)
"""How long a late call-off or a no-show stays on the call list."""
COUNTED_FOR = timedelta(days=365)
"""How far back no-shows are counted."""
TOLD_AHEAD = timedelta(weeks=13)
"""How far ahead the call list looks for days a site is closed."""
JUDGED_AHEAD = timedelta(weeks=4)
"""How far ahead it looks for bookings that a rule no longer allows."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """Somebody to call about a shift. ``kind`` is late, no_show, closed, cancelled or broken; ``words`` say it.

    ``why`` says which rule no longer allows a booking that is broken. ``no_shows`` is how many times in a year they did
    not come. ``phone`` is empty where it is not to be seen or used.
    """

    kind: str
    words: str
    assignment: int
    mentor: int
    person: int
    name: str
    phone: str
    best_times: str
    shift: int
    role_title: str
    site_name: str
    starts: datetime
    ends: datetime
    no_shows: int
    why: str = ""


@needs("mentors.schedule_see")
def candidates(shift: int, now: datetime) -> tuple[Candidate, ...]:
    """Everybody who could be asked to take a shift, best first; whoever stands on it already is left out.

    Those no rule stops come first: the least recently asked, then the fewest minutes that week, then by name. The
    others follow, with the reasons.
    """
    row = shift_row(shift, now)
    judged = scene(row.day, row.day, now)
    standing = {each.mentor for each in row.places if each.state in STANDING}
    asked, tastes, phones = _asked_lately(now), _tastes(), _phones()
    names, answers = titles(), _answers(shift)
    facts = facts_of(row, row.covered)
    found = []
    for mentor in known_mentors():
        if mentor in judged.known and mentor not in standing and judged.known[mentor].stage in {"active", "on_leave"}:
            broken = judged.judge(mentor, facts, now=real_minutes(now))
            broken = (Broken("closed"), *broken) if row.state == "closed" else broken
            mine = _Sort(mentor, asked.get(mentor), tastes.get(mentor, []), phones, answers.get(mentor, ""))
            found.append(_candidate(mine, row, judged, broken, names))
    return tuple(sorted(found, key=_rank))


@needs("mentors.schedule")
def note_asked(shift: int, mentor: int, answer: str, now: datetime) -> int:
    """Note that a mentor was asked to cover a shift, and what they said: nothing yet, yes, no or no_answer.

    An answer goes to the asking that waits for one. A yes books nobody.
    """
    if answer not in ANSWERS:
        raise ValueError(f"{answer} is no answer")
    waits = (Asked.shift == shift) & (Asked.mentor == mentor) & (Asked.answer == "")
    open_rows = fetch(Asked.select(Asked.id).where(waits).order_by(Asked.id.desc()).limit(1))
    if open_rows and answer:
        Asked.change(open_rows[0][0], answer=answer)
        return int(open_rows[0][0])
    return Asked.add(shift=shift, mentor=mentor, asked_at=now, answer=answer)


@needs("mentors.schedule")
def take_back_asking(asked: int) -> None:
    """Take back that somebody was asked."""
    Asked.remove(asked)


@needs("mentors.schedule_see")
def call_list(now: datetime) -> tuple[CallRow, ...]:
    """Whom to call: about shifts to come, the soonest first, then about those that were, the newest first.

    Late call-offs whose hole is open yet, and no-shows, of two weeks; whoever is booked for a day the site is closed,
    or was taken off because the shift was called off, until it would have begun; and whoever may no longer hold a shift
    of the next weeks, for they left, are on leave, or something of theirs expired.
    """
    since, phones = now - CALLED_FOR, _phones()
    judged = scene(now.date(), now.date(), now)
    missed = _no_shows(now)
    names = titles()
    known = frozenset(known_mentors())
    rows = [*_calls(_late_or_missing(), since, now), *_calls(_called_off(), now, now), *_on_closed_days(now)]
    against = _against_rules(now)
    rows += [row for row, _why in against]
    whys = {row[1]: why for row, why in against}
    found = []
    for kind, assignment, mentor, shift, site, role, starts, ends in rows:
        if mentor in known and mentor in judged.known:
            who = judged.known[mentor]
            found.append(
                CallRow(
                    kind=kind,
                    words=_call_words(kind),
                    assignment=assignment,
                    mentor=mentor,
                    person=who.person,
                    name=who.name,
                    phone=phones.get(who.person, "") if who.phone else "",
                    best_times=who.best_times,
                    shift=shift,
                    role_title=names.role(role),
                    site_name=names.sites.get(site, ""),
                    starts=starts,
                    ends=ends,
                    no_shows=missed.get(mentor, 0),
                    why=whys.get(assignment, "") if kind == "broken" else "",
                )
            )
    ahead = sorted((each for each in found if each.starts > now), key=lambda each: (each.starts, each.name))
    over = sorted((each for each in found if each.starts <= now), key=lambda each: (now - each.starts, each.name))
    return (*ahead, *over)


@dataclass(frozen=True, slots=True)
class _Sort:
    """What else is known of a mentor who could be asked."""

    mentor: int
    last_asked: date | None
    tastes: list[tuple[int, int | None, int, int, str]]
    phones: Mapping[int, str]
    answer: str


def _candidate(mine: _Sort, row: ShiftRow, judged: Scene, broken: tuple[Broken, ...], names: Titles) -> Candidate:
    who, facts = judged.known[mine.mentor], facts_of(row, 0)
    zone = row.starts.tzinfo or UTC
    others = judged.others(mine.mentor, row.id)
    stops = [each for each in broken if each.code not in WARNINGS]
    warns = refusals_of([each for each in broken if each.code in WARNINGS], zone, names)
    return Candidate(
        mentor=mine.mentor,
        person=who.person,
        name=who.name,
        refusals=refusals_of(stops, zone, names),
        reasons=(*_reasons(mine, likes(facts, mine.tastes)), *(each.sentence for each in warns)),
        minutes_this_week=sum(other.minutes for other in others if other.week == facts.week),
        shifts_this_month=sum(other.month == facts.month for other in others),
        last_asked=mine.last_asked,
        phone=mine.phones.get(who.person, "") if who.phone else "",
        best_times=who.best_times,
        was_asked=_answer_words(mine.answer),
    )


def _rank(each: Candidate) -> tuple[bool, date, int]:
    """What comes first; those alike stay in the order they came in, which is by name."""
    return (bool(each.refusals), each.last_asked or date.min, each.minutes_this_week)


def _reasons(mine: _Sort, liking: int) -> tuple[str, ...]:
    said = []
    if liking > 0:
        said.append(_("Likes this kind of shift."))
    if liking < 0:
        said.append(_("Would rather not take this kind of shift."))
    if mine.last_asked is None:
        said.append(_("Has not been asked yet."))
    else:
        said.append(_("Last asked on {day}.").format(day=write_date(mine.last_asked)))
    return tuple(said)


def _answer_words(answer: str) -> str:
    known = {
        "waiting": _("Asked, no answer yet"),
        "yes": _("Said yes"),
        "no": _("Said no"),
        "no_answer": _("Did not pick up"),
    }
    return known.get(answer, "")


def _call_words(kind: str) -> str:
    known = {
        "late": _("Called off late"),
        "no_show": _("Did not come"),
        "closed": _("Booked on a day the site is closed"),
        "cancelled": _("The shift was called off"),
        "broken": _("May not hold it now"),
    }
    return known[kind]


def _asked_lately(now: datetime) -> dict[int, date]:
    """The day each mentor was last asked."""
    rows = fetch(Asked.select(Asked.mentor, Asked.asked_at).order_by(Asked.asked_at))
    return {mentor: from_millis(at).astimezone(now.tzinfo).date() for mentor, at in rows}


def _answers(shift: int) -> dict[int, str]:
    rows = fetch(Asked.select(Asked.mentor, Asked.answer).where(Asked.shift == shift).order_by(Asked.id))
    return {mentor: answer or "waiting" for mentor, answer in rows}


def _tastes() -> dict[int, list[tuple[int, int | None, int, int, str]]]:
    columns = (Liking.mentor, Liking.liking, Liking.weekday, Liking.starts, Liking.ends, Liking.role)
    found: dict[int, list[tuple[int, int | None, int, int, str]]] = {}
    for mentor, liking, weekday, starts, ends, role in fetch(Liking.select(*columns)):
        found.setdefault(mentor, []).append((liking, weekday, starts, ends, role))
    return found


def _phones() -> dict[int, str]:
    """The first number of each mentor's person that they have not asked us to leave alone."""
    columns = (ContactWay.person, ContactWay.value, ContactWay.ok_to_message)
    query = ContactWay.select(*columns).join(Mentor, on=ContactWay.person == Mentor.person)
    rows = fetch(query.where(ContactWay.kind == "phone").order_by(ContactWay.id.desc()))
    return {person: number for person, number, welcome in rows if welcome is None or welcome}


def _no_shows(now: datetime) -> dict[int, int]:
    counted: dict[int, int] = {}
    query = Assignment.select(Assignment.mentor).join(Shift)
    for (mentor,) in fetch(query.where(Assignment.state == "no_show", Shift.starts_at > now - COUNTED_FOR)):
        counted[mentor] = counted.get(mentor, 0) + 1
    return counted


def _late_or_missing() -> Any:
    late = Assignment.was_late & Assignment.state.in_(("cancelled", "declined", "excused"))
    return (late | (Assignment.state == "no_show")) & (Shift.state == "planned")


def _called_off() -> Any:
    taken_off = (Assignment.state == "cancelled") & (Assignment.changed_at == Shift.cancelled_at)
    return (Shift.state == "cancelled") & taken_off


def _calls(which: Any, since: datetime, now: datetime) -> list[tuple[Any, ...]]:
    """Bookings of shifts that begin after ``since``, with what there is to say."""
    columns = (
        *(Shift.state, Assignment.state, Assignment.id, Assignment.mentor),
        *(Shift.id, Shift.site, Shift.role, Shift.starts_at, Shift.ends_at),
    )
    query = Assignment.select(*columns).join(Shift).where(which, Shift.starts_at > since)
    found, filled = [], _filled(since)
    for shift_state, state, *row, starts, ends in fetch(query):
        kind = "no_show" if state == "no_show" else "cancelled" if shift_state == "cancelled" else "late"
        if kind == "late" and row[2] in filled:
            continue
        local = (from_millis(each).astimezone(now.tzinfo) for each in (starts, ends))
        found.append((kind, *row, *local))
    return found


def _filled(since: datetime) -> set[int]:
    """The shifts that begin after ``since`` and have everybody they need."""
    covered = Assignment.state.in_(sorted(COVERING)) & (Shift.starts_at > since)
    held = Counter(shift for (shift,) in fetch(Assignment.select(Assignment.shift).join(Shift).where(covered)))
    wanted = fetch(Shift.select(Shift.id, Shift.least).where(Shift.starts_at > since))
    return {shift for shift, least in wanted if held[shift] >= least}


def _on_closed_days(now: datetime) -> list[tuple[Any, ...]]:
    """Whoever is booked for a day that the site is closed."""
    days = {day for _site, day in closed_days(now.date(), now.date() + TOLD_AHEAD)}
    return [
        ("closed", place.assignment, place.mentor, row.id, row.site, row.role, row.starts, row.ends)
        for day in sorted(days)
        for row in board(day, day, now).shifts
        if row.state == "closed" and row.starts > now
        for place in row.places
        if place.state in STANDING
    ]


def _against_rules(now: datetime) -> list[tuple[tuple[Any, ...], str]]:
    """Bookings to come that a rule no longer allows and nobody stands by, each with why."""
    found = []
    for row in board(now.date(), now.date() + JUDGED_AHEAD, now).shifts:
        if row.state == "planned" and row.starts > now:
            for place in row.places:
                why = " ".join(each.sentence for each in place.refusals if each.code not in WARNINGS)
                if why and not place.overrode_words:
                    about = (place.assignment, place.mentor, row.id, row.site, row.role, row.starts, row.ends)
                    found.append((("broken", *about), why))
    return found
