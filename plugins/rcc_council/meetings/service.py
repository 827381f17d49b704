"""Meetings, alone or repeating: plan them, move them, cancel them, type in the ones that were held before."""

from __future__ import annotations

import uuid
from collections import defaultdict
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Any

from rcc_council.bodies.facts import facts_of, facts_of_bodies
from rcc_council.bodies.records import Body
from rcc_council.meetings.carrying import bring_on
from rcc_council.meetings.listing import meeting_rows
from rcc_council.meetings.records import AgendaItem, Meeting, MeetingSeries, TemplateItem
from rcc_council.meetings.rows import NoticeRow, SeriesRow, TemplateLine
from rcc_council.meetings.rules import notice_day
from rcc_council.meetings.stored import meeting_of
from rcc_council.meetings.timing import DAY_MINUTES, checked_rule, days_of, ending, horizon, moment, rule_words
from rcc_council.meetings.wording import ITEM_KINDS, MEETING_KINDS
from rcc_desktop.api import Problem, acting, needs, words
from rcc_desktop.api.fields import from_day, to_day, to_millis
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from rcc_council.meetings.rows import MeetingRow
    from rcc_council.meetings.stored import Stored

_, ngettext = words("rcc_council")

NOTICE_AHEAD = 7
"""Days before the last day of notice from which on it is shown as due."""
USUAL_LINES = (
    TemplateLine("opening", _("Welcome and check-in"), 5),
    TemplateLine("report", _("Reports"), 10),
    TemplateLine("actions", ITEM_KINDS["actions"], 10),
    TemplateLine("recommendations", ITEM_KINDS["recommendations"], 5),
    TemplateLine("closing", _("Next meeting and closing"), 5),
)
"""How an agenda begins where a series says nothing else."""


@needs("council.see")
def meetings_of(body: int, first: date, last: date, now: datetime) -> tuple[MeetingRow, ...]:
    """The meetings of a body between two days, in order of time."""
    return meeting_rows((Meeting.body == body) & Meeting.on_day.between(first, last), now)


@needs("council.see")
def all_meetings(first: date, last: date, now: datetime) -> tuple[MeetingRow, ...]:
    """The meetings of every body between two days, in order of time."""
    return meeting_rows(Meeting.on_day.between(first, last), now)


@needs("council.record")
def add_meeting(
    body: int,
    starts: datetime,
    ends: datetime,
    now: datetime,
    *,
    place: str = "",
    kind: str = "regular",
    was_held: bool = False,
    source: str = "",
) -> int:
    """Plan a meeting; or, with ``was_held``, type in one that was held without the program. Its id.

    Raises ``Problem`` (field ``starts`` or ``ends``) for times that cannot be.
    """
    facts_of(body)
    _require_times(starts, ends)
    if kind not in MEETING_KINDS:
        raise ValueError(f"{kind} is no kind of meeting")
    held: dict[str, Any] = {}
    if was_held:
        if ends > now:
            raise Problem(
                _("This meeting is not over yet."),
                _("Plan it, and open it when it begins."),
                field="ends",
                code="council.times",
            )
        held = {"state": "closed", "opened_at": starts, "closed_at": ends, "was_typed_in": True}
    elif starts.astimezone(now.tzinfo).date() < now.date():
        raise Problem(
            _("This day is over."), _("Type the meeting in as one that was held."), field="starts", code="council.times"
        )
    return Meeting.add(
        body=body,
        uid=uuid.uuid4().hex,
        kind=kind,
        place=place.strip(),
        source=source.strip(),
        **_when(starts, ends, now),
        **held,
    )


@needs("council.record")
def cancel_meeting(meeting: int, why: str, *, expected: int | None = None) -> None:
    """Call a planned meeting off; it stays in the list with the reason. Raises ``Problem`` once it was opened."""
    stored = _planned(meeting)
    Meeting.change(meeting, expected=expected, state="cancelled", why=why.strip(), sequence=stored["sequence"] + 1)


@needs("council.record")
def put_back_meeting(meeting: int) -> None:
    """Take back that a meeting was called off."""
    stored = meeting_of(meeting)
    if stored["state"] == "cancelled":
        Meeting.change(meeting, state="planned", why="", sequence=stored["sequence"] + 1)


@needs("council.record")
def move_meeting(
    meeting: int,
    starts: datetime,
    ends: datetime,
    now: datetime,
    *,
    place: str | None = None,
    expected: int | None = None,
) -> None:
    """Give a planned meeting another time or place. Raises ``Problem`` (field ``ends``), and once it was opened."""
    stored = _planned(meeting)
    _require_times(starts, ends)
    where = stored["place"] if place is None else place.strip()
    if Meeting.change(meeting, expected=expected, place=where, **_when(starts, ends, now)):
        Meeting.change(meeting, sequence=stored["sequence"] + 1)


@needs("council.record")
def add_series(
    body: int,
    rule: str,
    first_day: date,
    starts: int,
    length: int,
    now: datetime,
    *,
    place: str = "",
    template: Sequence[TemplateLine] = USUAL_LINES,
) -> int:
    """Let a body meet by an RFC 5545 rule from a day on, at ``starts`` for ``length`` minutes of the local clock.

    Its meetings of the next 13 weeks are planned, each with the lines of ``template``; none on days that are over.
    Raises ``Problem`` (field ``rule`` or ``length``).
    """
    facts_of(body)
    if not (0 <= starts < DAY_MINUTES and 0 < length <= DAY_MINUTES):
        raise Problem(
            _("This is no time for a meeting."),
            _("Choose when it begins and ends."),
            field="length",
            code="council.times",
        )
    series = MeetingSeries.add(
        uid=uuid.uuid4().hex,
        body=body,
        first_day=first_day,
        rule=checked_rule(rule),
        starts=starts,
        length=length,
        place=place.strip(),
    )
    for at, line in enumerate(template):
        TemplateItem.add(series=series, place=at, kind=line.kind, title=line.title, minutes=line.minutes)
    _make(series, now)
    return series


@needs("council.see")
def series_of(body: int) -> tuple[SeriesRow, ...]:
    """How a body meets, with the lines its agendas begin with."""
    lines: dict[int, list[TemplateLine]] = defaultdict(list)
    asked = TemplateItem.select(TemplateItem.series, TemplateItem.kind, TemplateItem.title, TemplateItem.minutes)
    of_body = asked.join(MeetingSeries).where(MeetingSeries.body == body)
    for series, *line in fetch(of_body.order_by(TemplateItem.place)):
        lines[series].append(TemplateLine(*line))
    names = ("id", "rule", "first_day", "starts", "length", "place", "version")
    query = MeetingSeries.select(Body.name, *(getattr(MeetingSeries, name) for name in names)).join(Body)
    return tuple(
        SeriesRow(
            series,
            body,
            name,
            rule,
            rule_words(rule),
            from_day(first),
            starts,
            length,
            place,
            tuple(lines[series]),
            version,
        )
        for name, series, rule, first, starts, length, place, version in fetch(
            query.where(MeetingSeries.body == body).order_by(MeetingSeries.id)
        )
    )


@needs("council.record")
def change_template(series: int, template: Sequence[TemplateLine]) -> None:
    """Say anew with which lines the agendas of a series begin; those that are planned already keep theirs."""
    for (row,) in fetch(TemplateItem.select(TemplateItem.id).where(TemplateItem.series == series)):
        TemplateItem.remove(row)
    for at, line in enumerate(template):
        TemplateItem.add(series=series, place=at, kind=line.kind, title=line.title.strip(), minutes=line.minutes)


@needs("council.record")
def end_series(series: int, last: date, why: str) -> tuple[int, ...]:
    """Let a series end after a day; planned meetings after it are called off with the reason. Which those are."""
    stored = MeetingSeries.stored_row(series)
    MeetingSeries.change(series, rule=ending(str(stored["rule"]), last))
    query = Meeting.select(Meeting.id).where(
        Meeting.series == series, Meeting.state == "planned", Meeting.on_day > to_day(last)
    )
    rows = tuple(row for (row,) in fetch(query))
    for row in rows:
        cancel_meeting(row, why)
    return rows


@needs("council.record")
def put_back_series(series: int, rule: str, meetings: Sequence[int]) -> None:
    """Take back that a series ended: it goes on by the rule it had, with the meetings that were called off for it."""
    MeetingSeries.change(series, rule=checked_rule(rule))
    for row in meetings:
        put_back_meeting(row)


@needs("council.see")
def keep_ahead(now: datetime) -> int:
    """Plan the meetings that series give for the next 13 weeks; how many.

    What waits comes on the agenda of each body's next meeting, where whoever asks may record. Writes nothing, and
    leaves nothing in the record, when nothing is due.
    """
    behind = MeetingSeries.made_until.is_null() | (MeetingSeries.made_until < horizon(now.date()))
    made = sum(_make(series, now) for (series,) in fetch(MeetingSeries.select(MeetingSeries.id).where(behind)))
    if acting().may("council.record"):
        for meeting in _next_meetings(now).values():
            bring_on(meeting)
    return made


@needs("council.see")
def notice_due(now: datetime) -> tuple[NoticeRow, ...]:
    """Planned meetings whose members must be told by a day within a week, or already had to be."""
    today = now.date()
    rows = meeting_rows((Meeting.state == "planned") & (Meeting.on_day >= today), now)
    facts = facts_of_bodies({row.body for row in rows})
    told = ((row, notice_day(row.day, facts[row.body].laws_on(row.day).notice_days)) for row in rows)
    return tuple(NoticeRow(row, by, by < today) for row, by in told if by <= today + timedelta(days=NOTICE_AHEAD))


def _make(series: int, now: datetime) -> int:
    """Plan the meetings of a series that are not there yet, up to the horizon; how many."""
    stored = MeetingSeries.get_by_id(series)
    until = horizon(now.date())
    since = max(stored.first_day, now.date())
    if stored.made_until is not None:
        since = max(since, stored.made_until + timedelta(days=1))
    there = {uid for (uid,) in fetch(Meeting.select(Meeting.uid).where(Meeting.series == series))}
    template = fetch(
        TemplateItem.select(TemplateItem.kind, TemplateItem.title, TemplateItem.minutes)
        .where(TemplateItem.series == series)
        .order_by(TemplateItem.place)
    )
    made = 0
    for day in days_of(stored.rule, stored.first_day, since, until):
        uid = f"{stored.uid}-{day:%Y%m%d}"
        if uid not in there:
            _make_one(stored, uid, day, template, now)
            made += 1
    MeetingSeries.change(series, made_until=until)
    return made


def _make_one(series: Any, uid: str, day: date, template: list[tuple[Any, ...]], now: datetime) -> None:
    zone = now.tzinfo or UTC
    starts, ends = moment(day, series.starts, zone), moment(day, series.starts + series.length, zone)
    meeting = Meeting.add(
        body=series.body_id, series=series.id, uid=uid, place=series.place, **_when(starts, ends, now)
    )
    for at, (kind, title, minutes) in enumerate(template):
        AgendaItem.add(meeting=meeting, place=at, kind=kind, title=title, minutes=minutes)


def _next_meetings(now: datetime) -> Mapping[int, int]:
    """The next planned meeting of each body."""
    query = Meeting.select(Meeting.body, Meeting.id).where(Meeting.state == "planned", Meeting.ends_at > now)
    soonest: dict[int, int] = {}
    for body, meeting in fetch(query.order_by(Meeting.starts_at, Meeting.id)):
        soonest.setdefault(body, meeting)
    return soonest


def _planned(meeting: int) -> Stored:
    stored = meeting_of(meeting)
    if stored["state"] == "planned":
        return stored
    raise Problem(
        _("This meeting is no longer a planned one."),
        _("Nothing was changed. Look at the list of meetings again."),
        code="council.not_planned",
    )


def _when(starts: datetime, ends: datetime, now: datetime) -> dict[str, Any]:
    """The columns of a meeting's time; its day is the local one on which it begins."""
    return {"on_day": starts.astimezone(now.tzinfo).date(), "starts_at": starts, "ends_at": ends}


def _require_times(starts: datetime, ends: datetime) -> None:
    if not 0 < to_millis(ends) - to_millis(starts) <= DAY_MINUTES * 60_000:
        raise Problem(
            _("A meeting ends after it begins, and within a day."),
            _("Look at the two times again."),
            field="ends",
            code="council.times",
        )
