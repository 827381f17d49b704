"""The papers of the door: the day's sign-in sheet, the month's attendance, an empty sheet for a day without power."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from rcc_desktop.api import Period, ReportingYear, words
from rcc_desktop.api.center import DAY_TURNS, FISCAL_YEAR_STARTS, OPENED_ON, TIME_ZONE, opening_of
from rcc_desktop.api.documents import (
    Answers,
    AskPeriod,
    AskSite,
    Blank,
    Chart,
    Column,
    Definition,
    Document,
    Figure,
    Series,
    Sheet,
    Table,
)
from rcc_desktop.api.documents import Figures as FigureRow
from rcc_desktop.api.fields import from_day, to_day
from rcc_desktop.api.records import Site, fetch

from .door import door_of
from .measures import DEFINITIONS, Figures, Lengths, counted_by, figures, lengths
from .rules import length, minutes
from .settings import KINDS, REASONS, title_of, titles_of
from .visits import VisitRow, visits_on
from .wording import hour_words, period_words, shown_name, weekday_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime, time

    from rcc_desktop.api import Choice, Desk, Opening
    from rcc_desktop.api.documents import Cell

_, ngettext = words("rcc_checkin")

EMPTY_LINES = 30


def documents_for(desk: Desk) -> list[Document]:
    """Every paper of the door."""
    return [
        Document(
            "checkin.sign_in_sheet",
            _("Sign-in sheet"),
            _("Everybody who came on a day, with the time they came and left."),
            (AskPeriod("day"), AskSite()),
            lambda answers: sign_in_sheet(desk, answers),
            needs="checkin.report",
        ),
        Document(
            "checkin.month",
            _("Attendance"),
            _("Visits and people day by day, by hour and by what they came for. It names nobody."),
            (AskPeriod("month"), AskSite()),
            lambda answers: attendance(desk, answers),
            needs="checkin.report",
            identifies=False,
        ),
        Document(
            "checkin.blank_sheet",
            _("Empty sign-in sheet"),
            _("To write on when the power is out or the desk is away. Type it in later under Visits."),
            (AskPeriod("day"), AskSite()),
            empty_sheet,
            needs="checkin.see",
            identifies=False,
        ),
    ]


def sign_in_sheet(desk: Desk, answers: Answers) -> Sheet:
    """Every visit of the days asked for. Its figures are those of the measures."""
    period = _period(desk, answers)
    opening = door_of(desk).opening
    today = opening.local_day(answers.now)
    rows = [row for day in period.days() for row in visits_on(day, answers.site, opening.zone, today=today)]
    kinds, reasons = desk.setting(KINDS), desk.setting(REASONS)
    several_days = period.first != period.last
    columns = (
        *((Column(_("Day"), "date"),) if several_days else ()),
        Column(_("Name"), width=26),
        Column(_("In"), "time"),
        Column(_("Out"), "time"),
        Column(_("How we know"), note=_("“Closing time” means that nobody saw them leave.")),
        Column(_("Stay"), "minutes", note=_("Only where somebody said that they left, and without time away.")),
        Column(_("People"), "number", total="sum"),
        Column(_("Kind of visitor"), width=16),
        Column(_("Here for"), width=30),
    )
    lines = [(*((row.on_day,) if several_days else ()), *_line(row, kinds, reasons)) for row in rows]
    table = Table(columns, lines, _("Who came"), empty=_("Nobody was checked in."))
    return Sheet(
        _("Sign-in sheet"),
        (_figure_row(figures(period, answers.site)), table),
        subtitle=_where(answers.site),
        period_words=period_words(period),
        about=_about(rows),
        definitions=_definitions("visits", "people", "anonymous", "new_people"),
        landscape=True,
    )


def attendance(desk: Desk, answers: Answers) -> Sheet:
    """What a period's visits come to: by day, by hour, by weekday, by reason and kind, averages per day open."""
    period = _period(desk, answers)
    site = answers.site
    reasons, kinds = desk.setting(REASONS), desk.setting(KINDS)
    opening = opening_of(site, ZoneInfo(desk.setting(TIME_ZONE)), desk.setting(DAY_TURNS), desk.setting(OPENED_ON))
    total = figures(period, site)
    by_day = counted_by("on_day", period, site)
    by_hour = counted_by("hour", period, site)
    first_fact = from_day(min(by_day)) if by_day else date.max
    days_open = opening.days_open(period, today=answers.now.date(), first_fact=first_fact)
    parts = (
        _figure_row(total),
        _averages(total, days_open, by_hour, lengths(period, site)),
        _day_chart(period, by_day, opening),
        _hour_chart(by_hour),
        _day_table(period, by_day, opening),
        _group_table(_("Here for"), counted_by("reason", period, site), reasons),
        _group_table(_("Kind of visitor"), counted_by("kind", period, site), kinds),
    )
    return Sheet(
        _("Attendance"),
        parts,
        subtitle=_where(site),
        period_words=period_words(period),
        about=_about_attendance(total, days_open),
        definitions=_definitions("visits", "people", "person_days", "anonymous", "new_people", "hours"),
    )


def empty_sheet(answers: Answers) -> Sheet:
    """A sheet to write on by hand."""
    columns = (
        Column(_("Name, or “anonymous”"), width=34),
        Column(_("In"), width=9),
        Column(_("Out"), width=9),
        Column(_("How many"), width=9),
        Column(_("First visit?"), width=10),
        Column(_("Here for"), width=34),
    )
    period = answers.period
    return Sheet(
        _("Sign-in sheet"),
        (Blank(columns, EMPTY_LINES),),
        subtitle=_where(answers.site),
        period_words=period_words(period) if period else "",
        about=(
            Definition(
                _("Afterward"),
                _("Type this sheet in under Visits, then keep or shred it as your center decided."),
            ),
        ),
        landscape=True,
    )


def _line(row: VisitRow, kinds: tuple[Choice, ...], reasons: tuple[Choice, ...]) -> tuple[Cell, ...]:
    stay = length(row.stay)
    return (
        shown_name(row),
        _wall_time(row.arrived_at),
        None if row.left_at is None else _wall_time(row.left_at),
        {"": _("still here"), "said": _("checked out"), "estimated": _("closing time")}[row.left_how],
        None if stay is None else minutes(stay),
        row.heads,
        title_of(kinds, row.kind),
        titles_of(reasons, row.reasons),
    )


def _wall_time(moment: datetime) -> time:
    return moment.time().replace(second=0, microsecond=0)


def _figure_row(total: Figures) -> FigureRow:
    return FigureRow(
        (
            Figure(_("Visits"), total.visits),
            Figure(_("People"), total.people),
            Figure(_("Anonymous visits"), total.anonymous),
            Figure(_("New people"), total.new_people),
        )
    )


def _averages(total: Figures, days_open: int, by_hour: dict[int, Figures], stay: Lengths) -> FigureRow:
    busiest = max(by_hour, key=lambda hour: (by_hour[hour].visits, -hour), default=None)
    left_out = ngettext(
        "{count} visit left out: nobody saw the end", "{count} visits left out: nobody saw their end", stay.left_out
    ).format(count=stay.left_out)
    return FigureRow(
        (
            Figure(
                _("Visits per day open"),
                _ratio(total.visits, days_open),
                note=ngettext("{count} day open", "{count} days open", days_open).format(count=days_open),
                decimals=1,
            ),
            Figure(
                _("Visits per person"),
                _ratio(total.visits - total.anonymous, total.people),
                note=_("of those with a name"),
                decimals=2,
            ),
            Figure(_("Busiest hour"), hour_words(busiest) if busiest is not None else "–", kind="text"),
            Figure(
                _("Average stay"),
                round(stay.hours * 60 / stay.visits) if stay.visits else None,
                note=left_out if stay.left_out else "",
                kind="minutes",
            ),
        )
    )


def _ratio(part: int, whole: int) -> Fraction | None:
    return Fraction(part, whole) if whole else None


def _day_chart(period: Period, by_day: dict[int, Figures], opening: Opening) -> Chart:
    """Closed days without a visit stay empty rather than zero."""
    days = tuple(period.days())
    values = tuple(_visits_or_closed(by_day.get(to_day(day)), is_open=opening.is_open_on(day)) for day in days)
    return Chart(
        "bar", _("Visits by day"), tuple(str(day.day) for day in days), (Series(_("Visits"), values),), _("visits")
    )


def _visits_or_closed(found: Figures | None, *, is_open: bool) -> int | None:
    if found is not None:
        return found.visits
    return 0 if is_open else None


def _hour_chart(by_hour: dict[int, Figures]) -> Chart:
    hours = range(min(by_hour), max(by_hour) + 1) if by_hour else range(9, 18)
    values = tuple(by_hour[hour].visits if hour in by_hour else 0 for hour in hours)
    labels = tuple(hour_words(hour) for hour in hours)
    return Chart("bar", _("Visits by hour of arrival"), labels, (Series(_("Visits"), values),), _("visits"))


def _day_table(period: Period, by_day: dict[int, Figures], opening: Opening) -> Table:
    columns = (
        Column(_("Day"), "date"),
        Column(_("Weekday"), width=12),
        Column(_("Open")),
        Column(_("Visits"), "number", total="sum"),
        Column(_("With a name"), "number", total="sum"),
        Column(_("Anonymous"), "number", total="sum"),
        Column(_("People that day"), "number", note=_("Not added up: the same people come on several days.")),
    )
    none = Figures(0, 0, 0, 0, 0)
    rows = []
    for day in period.days():
        found = by_day.get(to_day(day), none)
        is_open = _("open") if opening.is_open_on(day) else _("closed")
        named = found.visits - found.anonymous
        rows.append((day, weekday_words(day.isoweekday()), is_open, found.visits, named, found.anonymous, found.people))
    return Table(columns, rows, _("Day by day"))


def _group_table(title: str, counted: dict[str | None, Figures], choices: tuple[Choice, ...]) -> Table:
    columns = (
        Column(title, width=28),
        Column(_("Visits"), "number"),
        Column(_("People"), "number"),
        Column(_("Anonymous visits"), "number"),
    )
    place = _place_in(choices)
    rows = [
        (title_of(choices, key) if key else _("Not said"), found.visits, found.people, found.anonymous)
        for key, found in sorted(counted.items(), key=lambda item: place(item[0]))
    ]
    return Table(columns, rows, title, empty=_("No visits in these days."))


def _place_in(choices: tuple[Choice, ...]) -> Callable[[str | None], int]:
    keys = [choice.key for choice in choices]
    return lambda key: keys.index(key) if key in keys else len(keys)


def _about(rows: Sequence[VisitRow]) -> tuple[Definition, ...]:
    open_still = sum(row.left_at is None for row in rows)
    closed = sum(row.left_how == "estimated" for row in rows)
    corrected = sum(row.corrected for row in rows)
    typed = sum(row.typed for row in rows)
    said = (
        (open_still, _("Still here"), _("They have not been checked out yet.")),
        (closed, _("Closing time"), _("Nobody saw them leave; closing time stands in, and their stay is not counted.")),
        (
            corrected,
            _("Corrected times"),
            _("Times that were changed later; the earlier ones are kept in the program."),
        ),
        (typed, _("Typed in later"), _("Taken from a paper sheet.")),
    )
    return tuple(Definition(f"{term}: {count}", meaning) for count, term, meaning in said if count)


def _about_attendance(total: Figures, days_open: int) -> tuple[Definition, ...]:
    return (
        Definition(
            _("Anonymous visits: {count}").format(count=total.anonymous),
            _("They are part of the visits and are never turned into a number of people."),
        ),
        Definition(
            _("Averages"),
            _("Divided by the {count} days the center was open up to today, not by the days of the calendar.").format(
                count=days_open
            ),
        ),
        Definition(
            _("Here for"),
            _("A visit for two reasons stands under both, so these lines may come to more than all visits."),
        ),
    )


def _definitions(*keys: str) -> tuple[Definition, ...]:
    titles = {
        "visits": _("Visits"),
        "people": _("People"),
        "person_days": _("Days people came"),
        "anonymous": _("Anonymous visits"),
        "new_people": _("New people"),
        "hours": _("Hours of visits"),
    }
    return tuple(Definition(titles[key], DEFINITIONS[key]) for key in keys)


def _period(desk: Desk, answers: Answers) -> Period:
    if answers.period is not None:
        return answers.period
    year = ReportingYear(desk.setting(FISCAL_YEAR_STARTS))
    return Period.parse(answers.now.date().isoformat(), year)


def _where(site: int | None) -> str:
    if site is None:
        return _("All sites")
    return next((str(name) for (name,) in fetch(Site.select(Site.name).where(Site.id == site))), "")
