"""A meeting while it goes on: items and their time, notes never overwritten, speakers, sealed parts."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_council.bodies.offices import set_officer
from rcc_council.meetings.agenda import add_item
from rcc_council.meetings.live import (
    ask_to_speak,
    begin_item,
    begin_speaking,
    close_meeting,
    end_item,
    end_speaking,
    enter_executive,
    leave_executive,
    note_words,
    open_meeting,
    set_chair,
    set_secretary,
)
from rcc_council.meetings.room import arrive
from rcc_council.meetings.rows import ItemWish
from rcc_council.meetings.service import cancel_meeting
from rcc_council.minutes.records import Minutes

from rcc_desktop.api import Problem, needs

ZONE = ZoneInfo("America/New_York")
MEETS = datetime(2026, 3, 4, 18, 0, tzinfo=ZONE)


@needs("testing")
def _adopt(meeting: int) -> None:
    Minutes.add(meeting=meeting, state="adopted")


@pytest.fixture
def meeting(council: Any, clock: Any) -> Any:
    """A council of five in its meeting, three of them here, with two items."""
    body = council(5)
    row = body.plan()
    items = [body.do(add_item, row, ItemWish(title, minutes=5)) for title in ("One", "Two")]
    clock.set(MEETS)
    body.do(open_meeting, row, clock.now)
    body.come(row, *body.people[:3])
    return body, row, items


def agenda(body: Any, row: int) -> Any:
    return body.now(row).agenda


def test_that_the_officers_of_the_day_chair_and_write_until_somebody_else_does(council: Any, clock: Any) -> None:
    body = council(5)
    body.do(set_officer, body.body, "chair", body.people[0], date(2026, 1, 1))
    body.do(set_officer, body.body, "chair", body.people[1], date(2026, 3, 1))
    body.do(set_officer, body.body, "secretary", body.people[2], date(2026, 1, 1))
    row = body.plan()
    clock.set(MEETS)
    body.do(open_meeting, row, clock.now)
    seen = body.now(row)
    assert (seen.chair_id, seen.secretary, seen.opened) == (body.people[1], "Main02 Member", MEETS)
    body.do(set_chair, row, body.people[3])
    body.do(set_secretary, row, None)
    seen = body.now(row)
    assert (seen.chair, seen.secretary_id) == ("Main03 Member", None)
    assert [each.office_words for each in seen.people[:3]] == ["", "Chair", "Secretary"]


def test_that_one_item_is_open_at_a_time_and_its_seconds_are_counted(meeting: Any, clock: Any) -> None:
    body, row, (one, two) = meeting
    body.do(begin_item, one, clock.now)
    body.do(begin_item, two, clock.advance(seconds=90))
    assert [(each.state, each.seconds_spent) for each in agenda(body, row)] == [("done", 90), ("open", 0)]
    body.do(begin_item, one, clock.advance(seconds=30))
    body.do(end_item, one, clock.advance(seconds=10))
    assert [(each.state, each.seconds_spent) for each in agenda(body, row)] == [("done", 100), ("done", 30)]


def test_that_an_item_begun_twice_does_not_begin_anew(meeting: Any, clock: Any) -> None:
    body, row, (one, _two) = meeting
    body.do(begin_item, one, clock.now)
    body.do(begin_item, one, clock.advance(seconds=60))
    assert agenda(body, row)[0].began == MEETS


def test_that_closing_ends_what_is_open(meeting: Any, clock: Any) -> None:
    body, row, (one, _two) = meeting
    body.do(begin_item, one, clock.now)
    speaker = body.do(ask_to_speak, one, body.people[0], clock.now)
    body.do(begin_speaking, speaker, clock.now)
    body.do(close_meeting, row, clock.advance(minutes=2))
    first = agenda(body, row)[0]
    assert (first.state, first.seconds_spent, first.speakers[0].ended) == ("done", 120, clock.now)
    assert body.now(row).closed == clock.now


@pytest.mark.parametrize("verb", [begin_item, close_meeting])
def test_that_a_meeting_that_is_not_open_cannot_go_on(council: Any, verb: Any) -> None:
    body = council(5)
    row = body.plan()
    item = body.do(add_item, row, ItemWish("One"))
    with pytest.raises(Problem) as problem:
        body.do(verb, item if verb is begin_item else row, MEETS)
    assert problem.value.code == "council.not_open"


def test_that_a_canceled_meeting_cannot_be_opened(council: Any) -> None:
    body = council(5)
    row = body.plan()
    body.do(cancel_meeting, row, "Snow")
    with pytest.raises(Problem) as problem:
        body.do(open_meeting, row, MEETS)
    assert problem.value.code == "council.cancelled"


def test_that_a_meeting_closed_by_mistake_goes_on_from_when_it_was_opened(meeting: Any, clock: Any) -> None:
    body, row, _items = meeting
    body.do(close_meeting, row, clock.advance(minutes=10))
    body.do(open_meeting, row, clock.advance(minutes=1))
    seen = body.now(row)
    assert (seen.meeting.state, seen.opened, seen.closed) == ("open", MEETS, None)


def test_that_nothing_changes_once_the_minutes_are_adopted(meeting: Any, clock: Any) -> None:
    body, row, (one, _two) = meeting
    body.do(close_meeting, row, clock.advance(minutes=10))
    body.do(_adopt, row)
    tries: list[tuple[Any, tuple[Any, ...]]] = [
        (arrive, (row, body.people[4], clock.now)),
        (begin_item, (one, clock.now)),
        (open_meeting, (row, clock.now)),
    ]
    for verb, given in tries:
        with pytest.raises(Problem) as problem:
            body.do(verb, *given)
        assert problem.value.code == "council.adopted"


def test_that_two_secretaries_never_overwrite_each_other(meeting: Any) -> None:
    body, row, (one, _two) = meeting
    looked_at = agenda(body, row)[0].version
    after = body.do(note_words, one, "Ann wrote this.", expected=looked_at)
    with pytest.raises(Problem) as problem:
        body.do(note_words, one, "Bob wrote that.", expected=looked_at)
    assert problem.value.code == "changed_elsewhere"
    assert agenda(body, row)[0].words == "Ann wrote this."
    body.do(note_words, one, "Ann wrote this. Bob wrote that.", expected=after)
    assert agenda(body, row)[0].words == "Ann wrote this. Bob wrote that."


def test_that_a_timer_that_moved_is_no_change_of_words(meeting: Any, clock: Any) -> None:
    body, row, (one, _two) = meeting
    looked_at = agenda(body, row)[0].version
    body.do(begin_item, one, clock.now)
    after = body.do(note_words, one, "Words", expected=looked_at, was="")
    assert (agenda(body, row)[0].words, agenda(body, row)[0].version) == ("Words", after)
    with pytest.raises(Problem):
        body.do(note_words, one, "Other words", expected=looked_at, was="")


def test_that_speakers_wait_in_the_order_they_asked_and_one_speaks(meeting: Any, clock: Any) -> None:
    body, row, (one, _two) = meeting
    first = body.do(ask_to_speak, one, body.people[0], clock.now)
    second = body.do(ask_to_speak, one, None, clock.advance(seconds=1), guest_name="A neighbor")
    third = body.do(ask_to_speak, one, body.people[1], clock.advance(seconds=1))
    body.do(begin_speaking, first, clock.now)
    body.do(begin_speaking, second, clock.advance(seconds=30))
    body.do(end_speaking, third, clock.now)
    told = [(each.name, each.began, each.ended) for each in agenda(body, row)[0].speakers]
    assert told == [
        ("Main00 Member", MEETS + timedelta(seconds=2), clock.now),
        ("A neighbor", clock.now, None),
    ], "whoever takes their name back goes off the list"


def test_that_executive_session_is_an_item_of_its_own_after_the_open_one_and_sealed(
    meeting: Any, clock: Any, desk: Any
) -> None:
    body, row, (one, _two) = meeting
    body.do(begin_item, one, clock.now)
    session = body.do(enter_executive, row, clock.advance(minutes=5))
    body.do(note_words, session, "What was said", expected=agenda(body, row)[1].version)
    body.do(leave_executive, row, clock.advance(minutes=10))
    rows = agenda(body, row)
    assert [(each.number, each.kind, each.state) for each in rows] == [
        ("1", "topic", "done"),
        ("2", "executive", "done"),
        ("3", "topic", "waiting"),
    ]
    assert (rows[1].is_sealed, rows[1].seconds_spent) == (True, 600)
    desk.acting_as("coordinator")
    seen = body.now(row)
    assert ([each.number for each in seen.agenda], seen.has_sealed) == (["1", "3"], True)
    assert "What was said" not in repr(seen)
    with pytest.raises(Problem) as problem:
        body.do(enter_executive, row, clock.now)
    assert problem.value.code == "permission"


def test_that_a_planned_executive_session_is_the_one_that_is_entered(meeting: Any, clock: Any) -> None:
    body, row, _items = meeting
    planned = body.do(add_item, row, ItemWish("A matter of staff", "executive"))
    assert body.do(enter_executive, row, clock.now) == planned


def test_that_somebody_whose_file_is_restricted_is_not_named_to_those_who_may_not_know(
    council: Any, desk: Any, person: Any, clock: Any
) -> None:
    body, hidden = council(3), person("Zenobia Quillfeather", restricted=True)
    row = body.plan()
    item = body.do(add_item, row, ItemWish("One", owner=hidden))
    clock.set(MEETS)
    body.do(open_meeting, row, clock.now)
    body.come(row, hidden)
    body.do(set_chair, row, hidden)
    body.do(ask_to_speak, item, hidden, clock.now)
    assert "Zenobia" in repr(body.now(row))
    desk.acting_as("coordinator")
    assert "Zenobia" not in repr(body.now(row))


def test_that_the_live_page_asks_the_store_a_handful_of_questions_however_long_the_agenda(
    meeting: Any, desk: Any, store: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, row, _items = meeting

    def questions() -> int:
        asked: list[str] = []
        run = store.database.execute_sql

        def noted(sql: str, *more: Any) -> Any:
            asked.append(sql)
            return run(sql, *more)

        with monkeypatch.context() as patch:
            patch.setattr(store.database, "execute_sql", noted)
            body.now(row)
        return len(asked)

    before = questions()
    for each in range(30):
        body.do(add_item, row, ItemWish(f"Item {each}"))
    assert questions() == before
    assert before <= 30
