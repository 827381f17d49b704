"""Meetings that repeat, on the local clock; planned ahead, moved, canceled, typed in afterwards; notice."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_council.meetings.rows import TemplateLine
from rcc_council.meetings.service import (
    add_meeting,
    add_series,
    all_meetings,
    cancel_meeting,
    change_template,
    end_series,
    keep_ahead,
    meetings_of,
    move_meeting,
    notice_due,
    put_back_meeting,
    series_of,
)
from rcc_council.meetings.timing import days_of, rule_words

from rcc_desktop.api import Problem

ZONE = ZoneInfo("America/New_York")
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)
SIX, HOUR_AND_HALF = 18 * 60, 90


def seen(desk: Any, body: Any) -> Any:
    return desk.ask(lambda: meetings_of(body.body, FIRST, LAST, desk.now()))


def repeat(desk: Any, body: Any, rule: str, first: date, **more: Any) -> int:
    series: int = body.do(add_series, body.body, rule, first, SIX, HOUR_AND_HALF, desk.now(), **more)
    return series


def entries(desk: Any, store: Any) -> int:
    count: int = desk.ask(lambda: store.database.execute_sql("SELECT count(*) FROM audit_entry").fetchone()[0])
    return count


def test_that_a_series_keeps_its_local_hour_over_the_change_of_the_clock(council: Any, desk: Any) -> None:
    """ORACLE of section 6: Mondays and Wednesdays of March 2026 from the 2nd on are 9; the clocks change on the 8th."""
    body = council(3)
    repeat(desk, body, "FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20260331", date(2026, 3, 2))
    rows = seen(desk, body)
    assert [row.day.day for row in rows] == [2, 4, 9, 11, 16, 18, 23, 25, 30]
    assert {row.starts.hour for row in rows} == {18}
    assert [row.starts.astimezone(UTC).hour for row in rows] == [23, 23, *[22] * 7]
    assert {row.ends - row.starts for row in rows} == {timedelta(minutes=90)}


def test_that_meetings_are_planned_thirteen_weeks_ahead_holidays_too(council: Any, desk: Any, clock: Any) -> None:
    body = council(3)
    clock.set(datetime(2026, 3, 2, 9, tzinfo=ZONE))
    repeat(desk, body, "FREQ=WEEKLY;BYDAY=MO", date(2026, 3, 2))
    rows = seen(desk, body)
    assert [row.day for row in rows] == [date(2026, 3, 2) + timedelta(weeks=each) for each in range(14)]
    assert date(2026, 5, 25) in [row.day for row in rows], "Memorial Day"


def test_that_planning_ahead_writes_nothing_when_nothing_is_due(
    council: Any, desk: Any, store: Any, clock: Any
) -> None:
    body = council(3)
    clock.set(datetime(2026, 3, 2, 9, tzinfo=ZONE))
    repeat(desk, body, "FREQ=WEEKLY;BYDAY=MO", date(2026, 3, 2))
    before = entries(desk, store)
    clock.set(datetime(2026, 3, 8, 23, 59, tzinfo=ZONE))
    assert desk.do(lambda: keep_ahead(desk.now())) == 0
    assert entries(desk, store) == before
    clock.set(datetime(2026, 3, 9, 0, 1, tzinfo=ZONE))
    assert [desk.do(lambda: keep_ahead(desk.now())) for _again in range(2)] == [1, 0]
    assert entries(desk, store) == before + 1


def test_that_a_meeting_that_was_moved_is_not_planned_anew(council: Any, desk: Any, clock: Any) -> None:
    body = council(3)
    repeat(desk, body, "FREQ=WEEKLY;BYDAY=WE;COUNT=3", date(2026, 3, 4))
    first = seen(desk, body)[0]
    day = timedelta(days=1)
    body.do(move_meeting, first.id, first.starts + day, first.ends + day, desk.now(), place="Upstairs")
    clock.set(datetime(2026, 3, 9, 9, tzinfo=ZONE))
    desk.do(lambda: keep_ahead(desk.now()))
    assert [(row.day.day, row.place) for row in seen(desk, body)] == [(5, "Upstairs"), (11, ""), (18, "")]


def test_that_agendas_begin_with_the_lines_of_the_template(council: Any, desk: Any) -> None:
    body = council(3)
    lines = (TemplateLine("opening", "Round of names", 5), TemplateLine("closing", "Closing", 5))
    series = repeat(desk, body, "FREQ=WEEKLY;BYDAY=WE;COUNT=2", date(2026, 3, 4), template=lines)
    told = [(each.number, each.kind, each.title, each.minutes) for each in body.now(seen(desk, body)[0].id).agenda]
    assert told == [("1", "opening", "Round of names", 5), ("2", "closing", "Closing", 5)]
    body.do(change_template, series, lines[:1])
    (row,) = desk.ask(lambda: series_of(body.body))
    assert (row.template, row.rule_words) == (lines[:1], "Every week on Wednesday")
    assert len(body.now(seen(desk, body)[1].id).agenda) == 2, "what is planned keeps its own"


def test_that_nothing_is_planned_on_days_that_are_over(council: Any, desk: Any, clock: Any) -> None:
    body = council(3)
    clock.set(datetime(2026, 3, 12, 9, tzinfo=ZONE))
    repeat(desk, body, "FREQ=WEEKLY;BYDAY=WE;COUNT=3", date(2026, 3, 4))
    assert [row.day.day for row in seen(desk, body)] == [18]


@pytest.mark.parametrize(
    "rule", ["", "every week", "FREQ=HOURLY", "FREQ=WEEKLY;BYDAY=XX", "FREQ=WEEKLY;COUNT=2;UNTIL=20260401"]
)
def test_that_a_rule_no_meetings_repeat_by_is_refused(council: Any, desk: Any, rule: str) -> None:
    body = council(3)
    with pytest.raises(Problem) as problem:
        repeat(desk, body, rule, date(2026, 3, 4))
    assert problem.value.field == "rule"


def test_that_a_series_that_ends_leaves_what_was_held_and_cancels_what_was_planned(council: Any, desk: Any) -> None:
    body = council(3)
    series = repeat(desk, body, "FREQ=WEEKLY;BYDAY=WE;COUNT=4", date(2026, 3, 4))
    assert len(body.do(end_series, series, date(2026, 3, 11), "Summer break")) == 2
    assert [row.state for row in seen(desk, body)] == ["planned", "planned", "cancelled", "cancelled"]


def test_that_a_canceled_meeting_leaves_its_stub_and_can_be_put_back(council: Any, desk: Any) -> None:
    body = council(3)
    meeting = body.plan()
    body.do(cancel_meeting, meeting, "Snow")
    (row,) = seen(desk, body)
    assert (row.state, row.state_words) == ("cancelled", "Canceled")
    with pytest.raises(Problem):
        body.come(meeting, body.people[0])
    body.do(put_back_meeting, meeting)
    assert seen(desk, body)[0].state == "planned"


def test_that_a_meeting_looked_at_before_somebody_moved_it_is_not_canceled_unseen(council: Any, desk: Any) -> None:
    body = council(3)
    meeting = body.plan()
    (row,) = seen(desk, body)
    body.do(move_meeting, meeting, row.starts, row.ends + timedelta(minutes=30), desk.now())
    with pytest.raises(Problem) as problem:
        body.do(cancel_meeting, meeting, "Snow", expected=row.version)
    assert problem.value.code == "changed_elsewhere"


def test_that_a_meeting_of_the_past_is_typed_in_as_held(council: Any, desk: Any) -> None:
    body = council(3)
    then = datetime(2026, 2, 4, 18, tzinfo=ZONE)
    with pytest.raises(Problem):
        body.plan(then)
    meeting = body.plan(then, was_held=True, kind="special", source="Binder of 2026")
    (row,) = desk.ask(lambda: all_meetings(FIRST, LAST, desk.now()))
    assert (row.id, row.state, row.kind_words, row.minutes_words) == (
        meeting,
        "closed",
        "Special meeting",
        "Not written yet",
    )


def test_that_a_meeting_that_is_not_over_cannot_be_typed_in_as_held(council: Any) -> None:
    with pytest.raises(Problem):
        council(3).plan(was_held=True)


def test_that_a_series_without_a_rule_is_its_one_day() -> None:
    day = date(2026, 3, 4)
    assert (days_of("", day, FIRST, LAST), days_of("", day, FIRST, date(2026, 3, 3)), rule_words("")) == (
        [day],
        [],
        "Once",
    )


@pytest.mark.parametrize("hours", [0, -1, 25])
def test_that_a_meeting_ends_after_it_begins_and_within_a_day(council: Any, desk: Any, hours: int) -> None:
    body = council(3)
    starts = datetime(2026, 3, 4, 18, tzinfo=ZONE)
    with pytest.raises(Problem) as problem:
        body.do(add_meeting, body.body, starts, starts + timedelta(hours=hours), desk.now())
    assert problem.value.field == "ends"


def test_that_notice_is_due_so_many_days_before_as_the_bylaws_say(council: Any, desk: Any, clock: Any) -> None:
    """Ten days before March 20 is March 10; it is shown from a week before that on."""
    body = council(3, notice_days=10)
    body.plan(datetime(2026, 3, 20, 18, tzinfo=ZONE))

    def due(day: int) -> Any:
        clock.set(datetime(2026, 3, day, 9, tzinfo=ZONE))
        return [(each.by, each.is_late) for each in desk.ask(lambda: notice_due(desk.now()))]

    assert due(2) == []
    assert due(3) == due(10) == [(date(2026, 3, 10), False)]
    assert due(11) == [(date(2026, 3, 10), True)]
    assert due(21) == []
