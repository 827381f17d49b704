"""The papers of the schedule: a site's week for the wall, and every mentor's own shifts. Those of hours are beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_desktop.api import Period, Problem, ReportingYear, words
from rcc_desktop.api.center import FISCAL_YEAR_STARTS
from rcc_desktop.api.documents import (
    Answers,
    AskPeriod,
    AskSite,
    Column,
    Definition,
    Document,
    Heading,
    Paragraph,
    Sheet,
    Table,
)
from rcc_desktop.api.written import write_date, write_time
from rcc_mentors.documents_due import due_documents
from rcc_mentors.documents_hours import hours_documents
from rcc_mentors.people.wall_names import wall_names
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.judging import own_mentor
from rcc_mentors.shifts.rows import COVERING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_desktop.api import Desk
    from rcc_desktop.api.documents import Cell, Part
    from rcc_mentors.shifts.rows import PlaceRow, ShiftRow

_, ngettext = words("rcc_mentors")

_DAYS = (_("Mon"), _("Tue"), _("Wed"), _("Thu"), _("Fri"), _("Sat"), _("Sun"))


def documents_for(desk: Desk) -> list[Document]:
    """Every paper of the mentors."""
    return [
        Document(
            "mentors.poster",
            _("Schedule for the wall"),
            _("A site's published shifts in large type: first names and a letter, and the places that are open."),
            (AskPeriod("week"), AskSite()),
            lambda answers: poster(desk, answers),
            needs="mentors.report",
        ),
        Document(
            "mentors.schedule",
            _("Each mentor's shifts"),
            _("One part for every mentor, to cut apart and hand out."),
            (AskPeriod("month"), AskSite()),
            lambda answers: schedules(desk, answers),
            needs="mentors.report",
        ),
        Document(
            "mentors.my_schedule",
            _("My shifts"),
            _("Your own shifts, with the place and the time."),
            (AskPeriod("month"),),
            lambda answers: my_schedule(desk, answers),
            needs="mentors.mine",
        ),
        *hours_documents(desk),
        *due_documents(desk),
    ]


def poster(desk: Desk, answers: Answers) -> Sheet:
    """What stands on the wall; of all sites together, one part for each. It holds no whole name."""
    period = _period(desk, answers)
    shifts = board(period.first, period.last, answers.now, site=answers.site).shifts
    published = [shift for shift in shifts if shift.is_published]
    names = wall_names(place.person for shift in published for place in shift.places)
    sites = sorted({shift.site_name for shift in published})
    parts: list[Part] = []
    for site in sites:
        if len(sites) > 1:
            parts.append(Heading(site))
        parts.append(_wall_table([shift for shift in published if shift.site_name == site], names))
    waiting = len(shifts) - len(published)
    return Sheet(
        _("Who is here"),
        tuple(parts) or (Paragraph(_("No shifts are published for these days.")),),
        subtitle=sites[0] if len(sites) == 1 else "",
        period_words=_days_words(period),
        about=(_not_published(waiting),) if waiting else (),
        landscape=True,
        poster=True,
    )


def schedules(desk: Desk, answers: Answers) -> Sheet:
    """Every mentor's shifts, one part for each mentor who has any, by name."""
    period = _period(desk, answers)
    shifts = board(period.first, period.last, answers.now, site=answers.site).shifts
    held: dict[tuple[str, int], list[ShiftRow]] = {}
    for shift in shifts:
        for place in shift.places:
            if shift.is_published and _is_held(shift, place):
                held.setdefault((place.name, place.mentor), []).append(shift)
    several = len({shift.site for shift in shifts}) > 1
    parts: list[Part] = [
        _own_table(found, mentor, name, with_site=several)
        for (name, mentor), found in sorted(held.items(), key=lambda item: item[0])
    ]
    empty = Paragraph(_("No mentor has a published shift in these days."))
    return Sheet(_("Each mentor's shifts"), tuple(parts) or (empty,), period_words=_days_words(period))


def my_schedule(desk: Desk, answers: Answers) -> Sheet:
    """The shifts of the mentor who is signed in. Raises ``Problem`` for somebody who is none."""
    period = _period(desk, answers)
    mentor = own_mentor()
    if mentor is None:
        raise Problem(
            _("You are not on file as a mentor."),
            _("Ask an administrator to link your sign-in to your own file."),
            code="mentors.not_a_mentor",
        )
    shifts = board(period.first, period.last, answers.now, mentor=mentor).shifts
    mine = [
        shift
        for shift in shifts
        if shift.is_published and any(place.mentor == mentor and _is_held(shift, place) for place in shift.places)
    ]
    table = _own_table(mine, mentor, _("My shifts"), with_site=True)
    return Sheet(_("My shifts"), (table,), period_words=_days_words(period))


def _wall_table(shifts: Sequence[ShiftRow], names: dict[int, str]) -> Table:
    columns = (
        Column(_("Day"), width=11),
        Column(_("Time"), width=18),
        Column(_("What"), width=18),
        Column(_("Who"), width=24),
    )
    rows = [(_day_words(shift), _span_words(shift), _what(shift), _who(shift, names)) for shift in shifts]
    return Table(columns, rows)


def _own_table(shifts: Sequence[ShiftRow], mentor: int, title: str, *, with_site: bool) -> Table:
    columns = (
        Column(_("Day"), "date"),
        Column(_("Weekday"), width=10),
        Column(_("From"), "time"),
        Column(_("To"), "time"),
        Column(_("What"), width=28),
        *((Column(_("Where"), width=20),) if with_site else ()),
        Column(_("To know"), width=24),
    )
    rows: list[tuple[Cell, ...]] = []
    for shift in shifts:
        waiting = any(place.mentor == mentor and place.state == "offered" for place in shift.places)
        known = _("Waits for your answer") if waiting else ""
        site = (shift.site_name,) if with_site else ()
        times = (shift.starts.time(), shift.ends.time())
        rows.append((shift.day, _DAYS[shift.day.weekday()], *times, _what(shift), *site, known))
    return Table(columns, rows, title, empty=_("No published shifts in these days."))


def _is_held(shift: ShiftRow, place: PlaceRow) -> bool:
    return shift.state == "planned" and place.state in COVERING | {"offered"}


def _who(shift: ShiftRow, names: dict[int, str]) -> str:
    if shift.state == "cancelled":
        return _("Called off")
    if shift.state == "closed":
        return _("Closed")
    here = ", ".join(names[place.person] for place in shift.places if place.state in COVERING)
    if not shift.missing:
        return here
    gaps = ngettext("{count} place open", "{count} places open", shift.missing).format(count=shift.missing)
    return f"{here}\n{gaps}" if here else gaps


def _what(shift: ShiftRow) -> str:
    if shift.place and shift.place != shift.role_title:
        return _("{role}, {place}").format(role=shift.role_title, place=shift.place)
    return shift.role_title


def _day_words(shift: ShiftRow) -> str:
    return f"{_DAYS[shift.day.weekday()]} {shift.day.month}/{shift.day.day}"


def _span_words(shift: ShiftRow) -> str:
    starts, ends = (write_time(moment.time()).replace(":00", "") for moment in (shift.starts, shift.ends))
    return f"{starts} – {ends}"


def _days_words(period: Period) -> str:
    if period.first == period.last:
        return write_date(period.first)
    return f"{write_date(period.first)} – {write_date(period.last)}"


def _not_published(count: int) -> Definition:
    term = ngettext("{count} shift is not here", "{count} shifts are not here", count).format(count=count)
    return Definition(term, _("Not published yet."))


def _period(desk: Desk, answers: Answers) -> Period:
    if answers.period is not None:
        return answers.period
    return Period.parse(answers.now.date().isoformat(), ReportingYear(desk.setting(FISCAL_YEAR_STARTS)))
