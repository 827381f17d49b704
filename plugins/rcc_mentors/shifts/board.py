"""The board: shifts as they stand between two days, who holds them, and which rules that breaks now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, tzinfo
from typing import TYPE_CHECKING, Any

from rcc_desktop.api import Problem, needs, words
from rcc_desktop.api.fields import from_day, from_millis
from rcc_desktop.api.known_people import shown_name_of
from rcc_desktop.api.records import Person, fetch
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.chosen import Titles, holidays_of, titles
from rcc_mentors.shifts.closing import holidays_between
from rcc_mentors.shifts.facts import Scene, closed_days, codes, scene
from rcc_mentors.shifts.records import Absence, Assignment, Shift
from rcc_mentors.shifts.rows import COVERING, STANDING, AbsenceRow, BoardRows, PlaceRow, Refusal, ShiftRow
from rcc_mentors.shifts.rules import Broken, ShiftFacts, least_needed
from rcc_mentors.shifts.timing import MINUTES_OF_DAY, clock_parts, moment
from rcc_mentors.shifts.wording import STATE_WORDS, needs_words, overrode_words, refusals_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_, ngettext = words("rcc_mentors")

_SHOWN = STANDING | {"no_show"}


@needs("mentors.schedule_see")
def board(
    first: date, last: date, now: datetime, *, site: int | None = None, role: str = "", mentor: int | None = None
) -> BoardRows:
    """The shifts from ``first`` to ``last``, by time; of one site, one role or one mentor where asked for.

    Cancelled shifts are among them. A shift on a day its site is closed has the state ``closed`` and needs nobody.
    """
    which = Shift.on_day.between(first, last)
    if site is not None:
        which &= Shift.site == site
    if role:
        which &= Shift.role == role
    if mentor is not None:
        mine = Assignment.select(Assignment.shift).where(
            Assignment.mentor == mentor, Assignment.state.in_(sorted(_SHOWN))
        )
        which &= Shift.id.in_(mine)
    closed = closed_days(first, last)
    return BoardRows(
        first=first,
        last=last,
        today=now.date(),
        shifts=_rows(which, first, last, now, closed),
        closed=closed,
        absences=_absences(first, last, now, mentor),
        holidays=holidays_between(first, last, holidays_of()),
    )


@needs("mentors.schedule_see")
def holes(first: date, last: date, now: datetime, *, site: int | None = None, role: str = "") -> tuple[ShiftRow, ...]:
    """The shifts that still need somebody, the soonest first; what is over needs nobody."""
    shifts = board(first, last, now, site=site, role=role).shifts
    return tuple(row for row in shifts if row.missing and row.ends > now)


@needs("mentors.schedule_see")
def shift_row(shift: int, now: datetime) -> ShiftRow:
    """One shift as it stands. Raises ``Problem`` when there is no such shift."""
    found = fetch(Shift.select(Shift.on_day).where(Shift.id == shift))
    if not found:
        raise Problem(_("This shift is no longer here."), _("Look at the board again."), code="shifts.gone")
    day = from_day(found[0][0])
    return _rows(Shift.id == shift, day, day, now, closed_days(day, day))[0]


def _rows(
    which: Any, first: date, last: date, now: datetime, closed: Mapping[tuple[int, date], str]
) -> tuple[ShiftRow, ...]:
    shifts = _shifts(which)
    places = _places(which)
    judged = scene(first, last, now)
    names = titles()
    return tuple(_row(each, places.get(each[0], ()), judged, names, now, closed) for each in shifts)


def _shifts(which: Any) -> list[tuple[Any, ...]]:
    columns = (
        *(Shift.id, Shift.series, Shift.site, Shift.role, Shift.place, Shift.starts_at, Shift.ends_at),
        *(Shift.least, Shift.most, Shift.skills, Shift.credentials, Shift.door, Shift.pay, Shift.state),
        *(Shift.published_at, Shift.version),
    )
    return fetch(Shift.select(*columns).where(which).order_by(Shift.starts_at, Shift.site, Shift.id))


def _places(which: Any) -> dict[int, list[tuple[Any, ...]]]:
    columns = (
        *(Assignment.shift, Assignment.id, Assignment.mentor, Mentor.person, shown_name_of(), Assignment.state),
        *(Assignment.is_locked, Assignment.is_cover, Assignment.overrode, Assignment.override_why),
        Assignment.version,
    )
    query = Assignment.select(*columns).join(Mentor).join(Person).switch(Assignment).join(Shift)
    found: dict[int, list[tuple[Any, ...]]] = {}
    for shift, *place in fetch(
        query.where(which, Assignment.state.in_(sorted(_SHOWN))).order_by(Assignment.shift, Person.sort_name)
    ):
        found.setdefault(shift, []).append(tuple(place))
    return found


def _row(
    stored: tuple[Any, ...],
    places: Sequence[tuple[Any, ...]],
    judged: Scene,
    names: Titles,
    now: datetime,
    closed: Mapping[tuple[int, date], str],
) -> ShiftRow:
    row, series, site, role, place, starts_at, ends_at, least, most, *rest = stored
    skills, credentials, door, pay, state, published, version = rest
    starts, ends = from_millis(starts_at).astimezone(now.tzinfo), from_millis(ends_at).astimezone(now.tzinfo)
    day = starts.date()
    if state == "planned" and ((site, day) in closed or (0, day) in closed):
        state = "closed"
    least = least_needed(least, door, judged.limits_on(day.toordinal()))
    skills, credentials = codes(skills), codes(credentials)
    return ShiftRow(
        id=row,
        series=series,
        site=site,
        site_name=names.sites.get(site, ""),
        role=role,
        role_title=names.role(role),
        place=place,
        day=day,
        starts=starts,
        ends=ends,
        least=least,
        most=max(least, most),
        skills=skills,
        credentials=credentials,
        needs=needs_words(skills, credentials, door, pay, least, names),
        door=door,
        pay=pay,
        state=state,
        is_published=published is not None,
        places=_place_rows(stored, places, (state, starts, ends, max(least, most)), judged, names) if places else (),
        version=version,
    )


def _place_rows(
    stored: tuple[Any, ...],
    places: Sequence[tuple[Any, ...]],
    stands: tuple[str, datetime, datetime, int],
    judged: Scene,
    names: Titles,
) -> tuple[PlaceRow, ...]:
    """The places of a shift; ``stands`` are its state, its start and end, and the most it takes."""
    row, _series, site, role, _place_words, starts_at, ends_at, _least, _most, skills, credentials, _door, pay, *_ = (
        stored
    )
    state, starts, ends, most = stands
    holding = sum(held[4] in COVERING for held in places)
    facts = ShiftFacts(
        id=row,
        site=site,
        role=role,
        day=starts.toordinal(),
        month=starts.year * 100 + starts.month,
        begins=starts_at // 60_000,
        finishes=ends_at // 60_000,
        clock=clock_parts(starts, ends),
        most=most,
        skills=frozenset(codes(skills)),
        credentials=frozenset(codes(credentials)),
        pay=pay,
        taken=max(0, holding - 1),
    )
    among = _Among(state, facts, holding, judged, names, starts.tzinfo or UTC)
    return tuple(_place(held, among) for held in places)


@dataclass(frozen=True, slots=True)
class _Among:
    """What a place of a shift is judged by: the shift as those who hold it see it, and how many they are."""

    state: str
    facts: ShiftFacts
    holding: int
    judged: Scene
    names: Titles
    zone: tzinfo


def _place(held: tuple[Any, ...], among: _Among) -> PlaceRow:
    assignment, mentor, person, name, state, locked, cover, overrode, why, version = held
    return PlaceRow(
        assignment=assignment,
        mentor=mentor,
        person=person,
        name=name,
        state=state,
        state_words=STATE_WORDS.get(state, state),
        is_locked=bool(locked),
        is_cover=bool(cover),
        overrode_words=overrode_words(codes(overrode), why) if overrode else "",
        refusals=_refusals(mentor, state, among) if state in STANDING else (),
        version=version,
    )


def _refusals(mentor: int, state: str, among: _Among) -> tuple[Refusal, ...]:
    if among.state == "cancelled":
        return ()
    facts = among.facts if state in COVERING else replace(among.facts, taken=among.holding)
    broken = among.judged.judge(mentor, facts)
    if among.state == "closed":
        broken = (Broken("closed"), *broken)
    return refusals_of(broken, among.zone, among.names) if broken else ()


def _absences(first: date, last: date, now: datetime, mentor: int | None) -> tuple[AbsenceRow, ...]:
    begins = moment(first, 0, now.tzinfo or UTC)
    finishes = moment(last, MINUTES_OF_DAY, now.tzinfo or UTC)
    which = (Absence.ends_at > begins) & (Absence.starts_at < finishes)
    if mentor is not None:
        which &= Absence.mentor == mentor
    columns = (Absence.id, Absence.mentor, shown_name_of(), Absence.starts_at, Absence.ends_at, Absence.kind)
    query = Absence.select(*columns, Absence.why).join(Mentor).join(Person).where(which)
    return tuple(
        AbsenceRow(
            id=row,
            mentor=of,
            name=name,
            starts=from_millis(starts).astimezone(now.tzinfo),
            ends=from_millis(ends).astimezone(now.tzinfo),
            kind=kind,
            why=why,
        )
        for row, of, name, starts, ends, kind, why in fetch(query.order_by(Absence.starts_at, Absence.id))
    )
