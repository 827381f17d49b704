"""The papers of the register: decisions, recommendations with their answers, and a council's year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.bodies.service import body_list
from rcc_council.meetings.service import meetings_of
from rcc_council.motions.reading import motion_now
from rcc_council.register.actions import all_actions
from rcc_council.register.attendance import attendance
from rcc_council.register.decisions import Sought, decisions
from rcc_council.register.recommendations import recommendations_made, response_times, waiting
from rcc_council.register.wording import days_words, names_words
from rcc_desktop.api import Period, ReportingYear, words
from rcc_desktop.api.center import FISCAL_YEAR_STARTS
from rcc_desktop.api.documents import (
    Answers,
    AskOne,
    AskPeriod,
    Column,
    Definition,
    Document,
    Figure,
    Figures,
    Heading,
    Sheet,
    Table,
)
from rcc_desktop.api.written import write_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rcc_council.meetings.rows import MeetingRow
    from rcc_council.register.rows import DecisionRow, RecommendationRow
    from rcc_desktop.api import Desk
    from rcc_desktop.api.documents import Cell, Part

_, ngettext = words("rcc_council")

EVERY = 1_000_000
"""A paper holds every decision of its period, however many."""


def register_documents(desk: Desk) -> list[Document]:
    """The papers of what came of meetings."""
    return [
        Document(
            "council.decisions",
            _("Register of decisions"),
            _("What every body decided, with the arithmetic of its votes, and the names where votes were by name."),
            (AskPeriod("reporting_year"),),
            lambda answers: decisions_paper(desk, answers),
            needs="council.report",
        ),
        Document(
            "council.recommendations",
            _("Recommendations and answers"),
            _("What councils recommended, who had to answer, what the answer was, and how long it took."),
            (AskPeriod("reporting_year"),),
            lambda answers: recommendations_paper(desk, answers),
            needs="council.report",
        ),
        Document(
            "council.year",
            _("The council's year"),
            _("One body: its meetings, who came, what it decided, recommended and did."),
            (AskPeriod("reporting_year"), AskOne(_("Which council"), _bodies)),
            lambda answers: year_paper(desk, answers),
            needs="council.report",
        ),
    ]


def decisions_paper(desk: Desk, answers: Answers) -> Sheet:
    """Every decision of the period, oldest first, a part for each body."""
    period = _period(desk, answers)
    found = decisions(Sought(first=period.first, last=period.last, is_open=True, most=EVERY))
    parts: list[Part] = []
    for body in sorted({row.body_name for row in found.rows}):
        rows = [row for row in reversed(found.rows) if row.body_name == body]
        parts.append(Heading(body))
        parts.append(_decisions_table(rows, answers.now))
    return Sheet(
        _("Register of decisions"),
        tuple(parts) or (_decisions_table((), answers.now),),
        period_words=_days_words(period),
        about=(_adopted_and_lost(),),
        landscape=True,
    )


def recommendations_paper(desk: Desk, answers: Answers) -> Sheet:
    """The recommendations made in the period, and those from before that still have no answer."""
    period, today = _period(desk, answers), answers.now.date()
    made = recommendations_made(period.first, period.last, today)
    before = tuple(row for row in waiting(today, is_open=True) if row.made_on < period.first)
    times = response_times(period.first, period.last, today, is_open=True)
    figures = Figures(
        (
            Figure(_("Made"), times.made),
            Figure(_("Answered"), times.answered, note=_in_time_words(times.in_time)),
            Figure(_("Half answered within"), _median_words(times.median_days), kind="text"),
            Figure(_("Waiting now"), times.waiting, note=_late_words(times.late)),
        )
    )
    parts: list[Part] = [figures, _recommendations_table(made)]
    if before:
        parts += [Heading(_("From before, still waiting")), _recommendations_table(before)]
    return Sheet(
        _("Recommendations and answers"),
        tuple(parts),
        period_words=_days_words(period),
        definitions=(
            Definition(
                _("In time"),
                _("The answer came by the day it was due. Asking for more time does not move that day."),
            ),
            Definition(_("Half answered within"), _("The median: half of the answers took no longer.")),
        ),
        landscape=True,
    )


def year_paper(desk: Desk, answers: Answers) -> Sheet:
    """One body in one period, on a few pages."""
    period, now = _period(desk, answers), answers.now
    bodies = dict(_bodies(now))
    body = answers.one if answers.one in bodies else next(iter(bodies), 0)
    if not body:
        return Sheet(_("The council's year"), (_decisions_table((), now),), period_words=_days_words(period))
    meetings = meetings_of(body, period.first, min(period.last, now.date()), now)
    decided = decisions(Sought(body=body, first=period.first, last=period.last, is_open=True, most=EVERY)).rows[::-1]
    made = [row for row in recommendations_made(period.first, period.last, now.date()) if row.body == body]
    return Sheet(
        _("The council's year"),
        (
            _year_figures(body, period, now, meetings, decided),
            Heading(_("Decisions"), 2),
            _decisions_table(decided, now),
            Heading(_("Recommendations"), 2),
            _recommendations_table(made),
            Heading(_("Meetings"), 2),
            _meetings_table(meetings),
            Heading(_("Who came"), 2),
            _attendance_table(body, period),
            Heading(_("What was done"), 2),
            _actions_table(body, period, now),
        ),
        subtitle=bodies[body],
        period_words=_days_words(period),
        about=(_adopted_and_lost(),),
        landscape=True,
    )


def _year_figures(
    body: int, period: Period, now: datetime, meetings: Sequence[MeetingRow], decided: Sequence[DecisionRow]
) -> Figures:
    times = response_times(period.first, period.last, now.date(), body=body, is_open=True)
    held = [row for row in meetings if row.state in {"closed", "no_quorum"}]
    return Figures(
        (
            Figure(_("Meetings held"), len(held), note=_quorum_words(sum(row.state == "closed" for row in held))),
            Figure(_("Called off"), sum(row.state == "cancelled" for row in meetings)),
            Figure(_("Adopted"), sum(row.outcome == "adopted" for row in decided)),
            Figure(_("Recommended"), times.made, note=_answered_words(times.answered)),
        )
    )


def _decisions_table(rows: Sequence[DecisionRow], now: datetime) -> Table:
    columns = (
        Column(_("Day"), "date"),
        Column(_("No."), width=7),
        Column(_("Decision"), width=52),
        Column(_("Outcome"), width=12),
        Column(_("Vote"), width=52),
    )
    cells: list[tuple[Cell, ...]] = [
        (row.day, row.number, _decided_words(row), row.outcome_words, _vote_words(row, now)) for row in rows
    ]
    return Table(columns, cells, empty=_("Nothing was decided in these days."))


def _decided_words(row: DecisionRow) -> str:
    if row.changed_on is None:
        return row.words
    changed = _("Changed or taken back on {day}.").format(day=write_date(row.changed_on))
    return f"{row.words}\n{changed}"


def _vote_words(row: DecisionRow, now: datetime) -> str:
    """The arithmetic and, where votes were by name, who voted how."""
    if row.motion is None or not row.is_by_name:
        return row.arithmetic
    votes = [vote for vote in motion_now(row.motion, now).votes if vote.ballots and not vote.is_void]
    names = names_words(votes[-1].ballots) if votes else ""
    return "\n".join(each for each in (row.arithmetic, names) if each)


def _recommendations_table(rows: Sequence[RecommendationRow]) -> Table:
    columns = (
        Column(_("Day"), "date"),
        Column(_("From and to"), width=26),
        Column(_("Recommendation"), width=46),
        Column(_("Due"), "date"),
        Column(_("Answered"), "date"),
        Column(_("Days"), "number"),
        Column(_("Answer"), width=34),
        Column(_("Done"), "date"),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            row.made_on,
            _("{body}\nto {whom}").format(body=row.body_name, whom=row.to_whom),
            *(row.words, row.answer_due, row.answered_on, row.waited),
            "\n".join(each for each in (row.answer_title or row.stands_words, row.answer_words) if each),
            row.done_on,
        )
        for row in rows
    ]
    return Table(columns, cells, empty=_("Nothing was recommended in these days."))


def _meetings_table(rows: Sequence[MeetingRow]) -> Table:
    columns = (
        Column(_("Day"), "date"),
        Column(_("Kind"), width=20),
        Column(_("State"), width=16),
        Column(_("Came"), "number"),
        Column(_("Needed"), "number"),
        Column(_("Minutes"), width=16),
    )
    cells: list[tuple[Cell, ...]] = [
        (
            *(row.day, row.kind_words, row.state_words),
            *((row.present, row.needed) if row.state in {"closed", "no_quorum"} else (None, None)),
            row.minutes_words,
        )
        for row in rows
    ]
    return Table(columns, cells, empty=_("No meeting was planned in these days."))


def _attendance_table(body: int, period: Period) -> Table:
    columns = (
        Column(_("Member"), width=34),
        Column(_("Came to"), "number"),
        Column(_("Meetings while in office"), "number"),
    )
    rows = [(row.name, row.came, row.held) for row in attendance(body, period.first, period.last)]
    return Table(columns, rows, empty=_("No meeting with its members was held in these days."))


def _actions_table(body: int, period: Period, now: datetime) -> Table:
    columns = (
        Column(_("Since"), "date"),
        Column(_("What"), width=50),
        Column(_("Who"), width=26),
        Column(_("Due"), "date"),
        Column(_("State"), width=14),
        Column(_("Ended"), "date"),
    )
    today = now.date()
    every = (
        *all_actions(today, body=body, closed=True, is_open=True),
        *all_actions(today, body=body, is_open=True),
    )
    rows = [row for row in every if row.made_on in period or (row.ended_on is not None and row.ended_on in period)]
    cells: list[tuple[Cell, ...]] = [
        (row.made_on, row.words, row.owner_name, row.due_on, row.state_words, row.ended_on)
        for row in sorted(rows, key=lambda row: (row.made_on, row.id))
    ]
    return Table(columns, cells, empty=_("Nothing was promised or done in these days."))


def _adopted_and_lost() -> Definition:
    return Definition(
        _("What is here"),
        _(
            "Motions that were adopted or lost, and decisions brought in from before this program. "
            "What was laid aside or withdrawn stands in the minutes. Executive session is left out."
        ),
    )


def _median_words(days: float | None) -> str:
    if days is None:
        return "–"
    return days_words(int(days)) if days == int(days) else _("{count} days").format(count=days)


def _late_words(late: int) -> str:
    return ngettext("{count} late", "{count} late", late).format(count=late) if late else ""


def _in_time_words(in_time: int) -> str:
    return ngettext("{count} in time", "{count} in time", in_time).format(count=in_time)


def _quorum_words(with_quorum: int) -> str:
    return ngettext("{count} with a quorum", "{count} with a quorum", with_quorum).format(count=with_quorum)


def _answered_words(answered: int) -> str:
    return ngettext("{count} answered", "{count} answered", answered).format(count=answered)


def _bodies(now: datetime) -> list[tuple[int, str]]:
    return [(row.id, row.name) for row in body_list(now)]


def _days_words(period: Period) -> str:
    return f"{write_date(period.first)} – {write_date(period.last)}"


def _period(desk: Desk, answers: Answers) -> Period:
    if answers.period is not None:
        return answers.period
    year = ReportingYear(desk.setting(FISCAL_YEAR_STARTS))
    return year.period(year.of(answers.now.date()))
