"""The papers of time given: the log that is signed, the match, a mentor's own year, and a thank-you for each."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from typing import TYPE_CHECKING

from rcc_desktop.api import Period, Problem, ReportingYear, words
from rcc_desktop.api.center import CENTER_NAME, FISCAL_YEAR_STARTS
from rcc_desktop.api.documents import (
    Answers,
    AskPeriod,
    AskSite,
    Column,
    Definition,
    Document,
    Figure,
    Heading,
    Paragraph,
    Sheet,
    SignatureLines,
    Table,
)
from rcc_desktop.api.documents import Figures as FigureRow
from rcc_desktop.api.records import Site, fetch
from rcc_mentors.hours.at_clock import my_hours
from rcc_mentors.hours.clock import NOT_A_MENTOR
from rcc_mentors.hours.match import budget_lines, entries_by_line, entries_to_match, match_of
from rcc_mentors.hours.money import hourly_cents, money_words
from rcc_mentors.hours.reading import entries_for_paper, figures_of
from rcc_mentors.hours.wording import hours_words, month_words, period_words, source_words, title_of
from rcc_mentors.measures import DEFINITIONS
from rcc_mentors.settings import ROLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, time

    from rcc_desktop.api import Choice, Desk
    from rcc_desktop.api.documents import Cell, Part
    from rcc_mentors.hours.rows import EntryRow, HourFigures, LineRow, MatchRows

_, ngettext = words("rcc_mentors")


def hours_documents(desk: Desk) -> list[Document]:
    """Every paper of the hours."""
    return [
        Document(
            "mentors.sign_in_log",
            _("Volunteer log to sign"),
            _("Every volunteer's days, times and hours, with lines to sign for them and their supervisor."),
            (AskPeriod("month"), AskSite()),
            lambda answers: sign_in_log(desk, answers),
            needs="mentors.report",
        ),
        Document(
            "mentors.match_log",
            _("In-kind match"),
            _("Approved volunteer hours under each budget line, at the center's own pay for such work."),
            (AskPeriod("quarter"),),
            lambda answers: match_log(desk, answers),
            needs="mentors.match",
        ),
        Document(
            "mentors.thanks",
            _("Thank-you certificates"),
            _("A word of thanks for each volunteer, with the hours they gave, to sign and cut out."),
            (AskPeriod("year"), AskSite()),
            lambda answers: thanks(desk, answers),
            needs="mentors.report",
        ),
        Document(
            "mentors.my_year",
            _("My time as a mentor"),
            _("Your own hours, month by month, with the center's thanks."),
            (AskPeriod("year"),),
            lambda answers: my_year(desk, answers),
            needs="mentors.mine",
        ),
    ]


def sign_in_log(desk: Desk, answers: Answers) -> Sheet:
    """A table and two lines to sign for every volunteer who gave time in the period."""
    period, roles = _period(desk, answers), desk.setting(ROLES)
    entries = [row for row in entries_for_paper(period, answers.site, answers.now) if row.pay == "volunteer"]
    parts: list[Part] = [_figure_row(figures_of(period, answers.site))]
    for rows in _by_mentor(entries):
        parts += [_log_table(rows, roles), SignatureLines((_("Volunteer, and date"), _("Supervisor, and date")))]
    if not entries:
        parts.append(Paragraph(_("No volunteer hours in these days.")))
    waiting = sum(row.state == "waiting" for row in entries)
    about = (Definition(_("Waiting: {count}").format(count=waiting), _("Entries that nobody approved yet.")),)
    return Sheet(
        _("Volunteer log"),
        tuple(parts),
        subtitle=_where(answers.site),
        period_words=period_words(period),
        about=about if waiting else (),
        definitions=_definitions(),
    )


def match_log(desk: Desk, answers: Answers) -> Sheet:
    """The lines with their hours and dollars, then every entry under them."""
    period, roles = _period(desk, answers), desk.setting(ROLES)
    found = match_of(period, as_of=answers.now.date())
    under = entries_by_line(period, answers.now.date())
    awards = {line.id: line.award for line in budget_lines()}
    entries = [row for row in entries_to_match(period, answers.now) if row.id in under]
    minutes = sum(line.minutes for line in found.lines)
    figures = FigureRow(
        (
            Figure(_("Hours under budget lines"), minutes, kind="minutes"),
            Figure(_("Value of match"), money_words(found.value), kind="text"),
            Figure(_("Hours outside every line"), found.outside, kind="minutes", note=_("They count nothing.")),
        )
    )
    columns = (
        *(
            Column(_("Day"), "date"),
            Column(_("Volunteer"), width=22),
            Column(_("In"), "time"),
            Column(_("Out"), "time"),
        ),
        *(Column(_("Hours"), "minutes", total="sum"), Column(_("Role"), width=16), Column(_("Award"), width=20)),
        Column(_("How we know"), width=14),
    )
    lines = [
        (
            *(row.day, row.name, _wall(row.clock_in), _wall(row.clock_out), row.counted, title_of(roles, row.role)),
            *(awards[under[row.id]], source_words(row.source)),
        )
        for row in entries
    ]
    table = Table(columns, lines, _("Hours that count"), empty=_("No approved hours under a budget line."))
    signed = SignatureLines((_("Prepared by, and date"), _("Approved by, and date")))
    return Sheet(
        _("In-kind match"),
        (figures, _line_table(found.lines, roles), table, signed),
        period_words=period_words(period),
        about=_about_match(found),
        definitions=(Definition(_("Value of match"), DEFINITIONS["match_value"]),),
        landscape=True,
    )


def thanks(desk: Desk, answers: Answers) -> Sheet:
    """A paragraph of thanks for every volunteer, by name; never by how much they gave."""
    period, center = _period(desk, answers), desk.setting(CENTER_NAME)
    entries = [row for row in entries_for_paper(period, answers.site, answers.now) if row.pay == "volunteer"]
    parts: list[Part] = []
    for rows in _by_mentor(entries):
        given = hours_words(sum(row.counted for row in rows))
        said = _("gave {hours} of their time as a mentor on {days} days. Thank you, from all of us.").format(
            hours=given, days=len({row.day for row in rows})
        )
        parts += [Heading(rows[0].name), Paragraph(said), SignatureLines((center or _("For the center"), _("Date")))]
    return Sheet(
        _("With thanks"),
        tuple(parts) or (Paragraph(_("No volunteer hours in these days.")),),
        subtitle=center,
        period_words=period_words(period),
    )


def my_year(desk: Desk, answers: Answers) -> Sheet:
    """The time of the mentor who is signed in, by month."""
    period, center = _period(desk, answers), desk.setting(CENTER_NAME)
    try:
        mine = my_hours(period, answers.now)
    except Problem as problem:
        if problem.code != NOT_A_MENTOR:
            raise
        return Sheet(_("With thanks"), (Paragraph(str(problem)),), subtitle=center)
    counted = [row for row in mine.entries if row.state in {"waiting", "approved"}]
    by_month: dict[tuple[int, int], list[EntryRow]] = defaultdict(list)
    for row in counted:
        by_month[row.day.year, row.day.month].append(row)
    columns = (
        *(Column(_("Month"), width=16), Column(_("Days"), "number"), Column(_("Hours"), "minutes", total="sum")),
        Column(_("Approved"), "minutes", total="sum"),
    )
    lines = [
        (
            f"{month_words(month)} {year}",
            len({row.day for row in rows}),
            sum(row.counted for row in rows),
            sum(row.approved or 0 for row in rows),
        )
        for (year, month), rows in sorted(by_month.items())
    ]
    total = sum(row.counted for row in counted)
    said = _("{name}, you gave {hours} of your time on {days} days. Thank you, from all of us.").format(
        name=mine.me.name, hours=hours_words(total), days=len({row.day for row in counted})
    )
    table = Table(columns, lines, _("Month by month"), empty=_("No hours in these days."))
    return Sheet(
        _("With thanks"),
        (Paragraph(said), table, SignatureLines((center or _("For the center"), _("Date")))),
        subtitle=center,
        period_words=period_words(period),
    )


def _log_table(rows: Sequence[EntryRow], roles: tuple[Choice, ...]) -> Table:
    columns = (
        *(Column(_("Day"), "date"), Column(_("In"), "time"), Column(_("Out"), "time")),
        Column(_("Hours"), "minutes", total="sum"),
        Column(_("Approved"), "minutes", total="sum"),
        *(Column(_("Role"), width=18), Column(_("How we know"), width=16)),
    )
    lines: list[tuple[Cell, ...]] = [
        (
            *(row.day, _wall(row.clock_in), _wall(row.clock_out), row.minutes, row.approved),
            *(title_of(roles, row.role), source_words(row.source)),
        )
        for row in rows
    ]
    return Table(columns, lines, rows[0].name)


def _line_table(lines: Sequence[LineRow], roles: tuple[Choice, ...]) -> Table:
    columns = (
        *(Column(_("Award"), width=24), Column(_("Role"), width=18), Column(_("From"), "date")),
        *(Column(_("To"), "date"), Column(_("Pay ($)"), "number", decimals=2)),
        *(Column(_("Fringe"), "percent"), Column(_("An hour ($)"), "number", decimals=4)),
        *(Column(_("Hours"), "minutes", total="sum"), Column(_("Value ($)"), "number", decimals=2, total="sum")),
    )
    rows = [
        (
            *(line.award, title_of(roles, line.role), line.first, line.last, Decimal(line.rate_cents).scaleb(-2)),
            *(Decimal(line.fringe_hundredths).scaleb(-4), hourly_cents(line.rate_cents, line.fringe_hundredths) / 100),
            *(line.minutes, line.value),
        )
        for line in lines
    ]
    return Table(columns, rows, _("Budget lines"), empty=_("No budget line holds volunteer hours yet."))


def _about_match(found: MatchRows) -> tuple[Definition, ...]:
    about = [
        Definition(
            _("Rate"),
            _("What this center pays for similar work, with fringe (2 CFR 200.306(e)). Published values of a volunteer "
              "hour are for statements of impact, and are not used here."),
        ),
        Definition(_("Counted once"), _("An hour stands under one line, and under none that another award uses.")),
        Definition(_("As of today"), _("Corrections made after approval are in these figures.")),
    ]  # fmt: skip
    if found.outside:
        said = _("{hours} of approved volunteer time lie outside every line.").format(hours=hours_words(found.outside))
        about.append(Definition(_("Left out"), said))
    return tuple(about)


def _figure_row(figures: HourFigures) -> FigureRow:
    return FigureRow(
        (
            Figure(_("Clocked"), figures.clocked, kind="minutes"),
            Figure(_("Written down"), figures.written, kind="minutes"),
            Figure(_("Estimated"), figures.estimated, kind="minutes", note=_("nobody saw the end")),
            Figure(_("Scheduled"), figures.scheduled, kind="minutes"),
            Figure(_("Approved"), figures.approved, kind="minutes", note=_("volunteer and paid")),
        )
    )


def _by_mentor(entries: Sequence[EntryRow]) -> list[list[EntryRow]]:
    """Entries by mentor, mentors by name."""
    found: dict[int, list[EntryRow]] = defaultdict(list)
    for row in entries:
        found[row.mentor].append(row)
    return sorted(found.values(), key=lambda rows: (rows[0].name.casefold(), rows[0].mentor))


def _definitions() -> tuple[Definition, ...]:
    return (
        Definition(_("Clocked"), DEFINITIONS["hours"]),
        Definition(_("Written down"), DEFINITIONS["hours.written"]),
        Definition(_("Estimated"), DEFINITIONS["hours.estimated"]),
        Definition(_("Scheduled"), DEFINITIONS["hours.scheduled"]),
        Definition(_("Approved"), DEFINITIONS["hours.approved"]),
    )


def _wall(moment: datetime | None) -> time | None:
    return None if moment is None else moment.time().replace(second=0, microsecond=0)


def _period(desk: Desk, answers: Answers) -> Period:
    if answers.period is not None:
        return answers.period
    return Period.parse(answers.now.date().isoformat(), ReportingYear(desk.setting(FISCAL_YEAR_STARTS)))


def _where(site: int | None) -> str:
    if site is None:
        return _("All sites")
    return next((str(name) for (name,) in fetch(Site.select(Site.name).where(Site.id == site))), "")
