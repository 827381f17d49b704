"""Agendas: numbers, order, time, papers, what is sealed, whose interests are touched, and what comes by itself."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from rcc_council.bodies.offices import declare_conflict, end_conflict
from rcc_council.meetings.agenda import (
    add_item,
    agenda,
    attach_paper,
    carry_over,
    change_item,
    indent_item,
    move_item,
    outdent_item,
    paper,
    put_on_consent,
    remove_item,
    remove_paper,
    seal_item,
)
from rcc_council.meetings.live import close_meeting, end_item, note_words, open_meeting
from rcc_council.meetings.rows import ItemWish
from rcc_council.meetings.rules import MOST_BYTES, clean_name, numbers_of, time_box, touches
from rcc_council.meetings.service import cancel_meeting
from rcc_council.minutes.records import Minutes
from rcc_council.motions.service import move
from rcc_council.register.records import ActionItem, Recommendation

from rcc_desktop.api import Problem, needs

ZONE = ZoneInfo("America/New_York")
MEETS = datetime(2026, 3, 4, 18, 0, tzinfo=ZONE)
WEEK = timedelta(weeks=1)


@needs("testing")
def _add(record: Any, values: dict[str, Any]) -> int:
    row: int = record.add(**values)
    return row


@needs("testing")
def _change(record: Any, row: int, values: dict[str, Any]) -> None:
    record.change(row, **values)


def put(body: Any, meeting: int, *titles: str, **more: Any) -> list[int]:
    return [body.do(add_item, meeting, ItemWish(title), **more) for title in titles]


def told(body: Any, meeting: int) -> list[tuple[str, str]]:
    """Numbers and titles, from top to bottom."""

    def of(rows: Any) -> list[tuple[str, str]]:
        return [each for row in rows for each in ((row.number, row.title), *of(row.inside))]

    return of(body.now(meeting).agenda)


def hold(body: Any, clock: Any, meeting: int, starts: datetime) -> None:
    """Open it, three come, close it."""
    clock.set(starts)
    body.do(open_meeting, meeting, clock.now)
    body.come(meeting, *body.people[:3])
    body.do(close_meeting, meeting, clock.advance(minutes=60))


def test_that_items_are_numbered_with_those_that_belong_under_them() -> None:
    lines = [(5, None), (7, None), (8, 7), (9, 8), (6, 7), (4, None), (3, 99)]
    assert numbers_of(lines) == {5: "1", 7: "2", 8: "2.1", 9: "2.1.1", 6: "2.2", 4: "3", 3: "4"}


def test_that_items_move_go_under_another_and_come_out_again(council: Any) -> None:
    body = council(3)
    meeting = body.plan()
    one, two, three = put(body, meeting, "One", "Two", "Three")
    body.do(move_item, three, 0)
    assert told(body, meeting) == [("1", "Three"), ("2", "One"), ("3", "Two")]
    assert [body.do(indent_item, each) for each in (three, one, two)] == [False, True, True]
    assert told(body, meeting) == [("1", "Three"), ("1.1", "One"), ("1.2", "Two")]
    assert body.do(outdent_item, one)
    assert told(body, meeting) == [("1", "Three"), ("1.1", "Two"), ("2", "One")]
    assert not body.do(outdent_item, one)


def test_that_something_new_comes_before_the_closing(council: Any) -> None:
    body = council(3)
    meeting = body.plan()
    body.do(add_item, meeting, ItemWish("Closing", "closing"))
    put(body, meeting, "Van")
    assert told(body, meeting) == [("1", "Van"), ("2", "Closing")]


def test_that_a_time_box_is_its_own_or_the_sum_of_what_it_is_made_of() -> None:
    assert [time_box(10, []), time_box(10, [5, 10]), time_box(20, [5, 10])] == [10, 15, 20]


def test_that_an_item_is_removed_with_what_belongs_under_it_but_not_when_something_was_moved(
    council: Any, clock: Any
) -> None:
    body = council(3)
    meeting = body.plan()
    one, two = put(body, meeting, "One", "Two")
    put(body, meeting, "Under one", inside=one)
    body.do(attach_paper, one, "offer.pdf", b"%PDF")
    body.do(remove_item, one)
    assert told(body, meeting) == [("1", "Two")]
    clock.set(MEETS)
    body.do(open_meeting, meeting, clock.now)
    body.come(meeting, *body.people)
    body.do(move, two, "Buy a van", clock.now)
    with pytest.raises(Problem) as problem:
        body.do(remove_item, two)
    assert problem.value.code == "council.item_has_motions"


@pytest.mark.parametrize(("wish", "field"), [(ItemWish("  "), "title"), (ItemWish("Van", minutes=1441), "minutes")])
def test_that_an_item_that_cannot_be_is_refused_beside_its_field(council: Any, wish: ItemWish, field: str) -> None:
    body = council(3)
    meeting = body.plan()
    with pytest.raises(Problem) as problem:
        body.do(add_item, meeting, wish)
    assert problem.value.field == field


def test_that_a_change_to_an_item_somebody_else_changed_is_refused(council: Any) -> None:
    body = council(3)
    meeting = body.plan()
    (item,) = put(body, meeting, "Van")
    version = body.now(meeting).agenda[0].version
    body.do(change_item, item, ItemWish("Van and bus", minutes=10), expected=version)
    with pytest.raises(Problem) as problem:
        body.do(change_item, item, ItemWish("Bus"), expected=version)
    assert problem.value.code == "changed_elsewhere"
    body.do(put_on_consent, item, True)
    assert body.now(meeting).agenda[0].is_consent


def test_that_a_paper_is_read_back_as_it_was_and_its_removal_can_be_undone(council: Any, desk: Any) -> None:
    body = council(3)
    meeting = body.plan()
    (item,) = put(body, meeting, "Van")
    content = bytes(range(256)) * 4
    row = body.do(attach_paper, item, "C:\\Users\\maria\\offer: van?.pdf", content)
    assert [(each.name, each.bytes) for each in body.now(meeting).agenda[0].papers] == [("offer van .pdf", 1024)]
    kept = desk.ask(lambda: paper(row))
    assert (kept.name, kept.content) == ("offer van .pdf", content)
    body.do(remove_paper, row)
    assert body.now(meeting).agenda[0].papers == ()
    with pytest.raises(Problem):
        desk.ask(lambda: paper(row))


@pytest.mark.parametrize(("size", "taken"), [(MOST_BYTES, True), (MOST_BYTES + 1, False), (0, False)])
def test_that_a_paper_has_at_most_ten_megabytes(council: Any, size: int, taken: bool) -> None:
    assert MOST_BYTES == 10 * 1024 * 1024
    body = council(3)
    meeting = body.plan()
    (item,) = put(body, meeting, "Van")
    if taken:
        body.do(attach_paper, item, "big.bin", b"x" * size)
    else:
        with pytest.raises(Problem) as problem:
            body.do(attach_paper, item, "big.bin", b"x" * size)
        assert problem.value.field == "paper"


@pytest.mark.parametrize(
    ("given", "clean"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\x00b\u202egpj.exe", "a bgpj.exe"),
        ("  .hidden.  ", "hidden"),
        ("Año Nuevo.pdf", "Año Nuevo.pdf"),
        ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
        ("..", ""),
    ],
)
def test_that_the_name_of_a_paper_is_cleaned(given: str, clean: str) -> None:
    assert clean_name(given) == clean


def test_that_what_is_sealed_is_left_out_for_whoever_may_not_see_it_and_numbers_stay(council: Any, desk: Any) -> None:
    body = council(3)
    meeting = body.plan()
    one, two, _three = put(body, meeting, "One", "A person", "Three")
    (inner,) = put(body, meeting, "Their matter", inside=two)
    row = body.do(attach_paper, inner, "letter.pdf", b"%PDF")
    body.do(seal_item, two, True)
    assert len(told(body, meeting)) == 4
    desk.acting_as("coordinator")
    assert told(body, meeting) == [("1", "One"), ("3", "Three")]
    assert body.now(meeting).has_sealed
    assert [each.title for each in desk.ask(lambda: agenda(meeting, MEETS))] == ["One", "Three"]
    with pytest.raises(Problem):
        desk.ask(lambda: paper(row))
    with pytest.raises(Problem):
        body.do(note_words, inner, "x", expected=1)
    body.do(note_words, one, "x", expected=body.now(meeting).agenda[0].version)


def test_that_a_declared_interest_is_shown_where_an_item_touches_it(council: Any, clock: Any) -> None:
    body = council(3)
    maria = body.people[0]
    conflict = body.do(declare_conflict, maria, "Harbor House, José's Garage", date(2026, 2, 1))
    meeting = body.plan()
    touched = put(body, meeting, "Offer of JOSE’S garage", "Rides", "Harbor houses")
    (paper_item,) = put(body, meeting, "Rent")
    body.do(attach_paper, paper_item, "Harbor House offer.pdf", b"%PDF")
    assert touched

    def shown() -> list[bool]:
        return [bool(each.conflicts) for each in body.now(meeting).agenda]

    assert shown() == [True, False, False, True]
    assert body.now(meeting).agenda[3].conflicts == ("Main00 Member declared an interest: Harbor House",)
    body.do(end_conflict, conflict, MEETS.date() - timedelta(days=1))
    assert shown() == [False] * 4


@pytest.mark.parametrize(
    ("words", "text", "found"),
    [("bus", "Busy week", ""), ("bus", "The bus.", "bus"), ("a b\nc", "xa b", ""), (" , ;", "anything", "")],
)
def test_that_interests_are_found_by_whole_words(words: str, text: str, found: str) -> None:
    assert touches(words, text) == found


@pytest.fixture
def two_weeks(council: Any, clock: Any) -> Any:
    """A meeting that was held and left things open, and the one a week later, planned."""
    body = council(5)
    first, second = body.plan(), body.plan(MEETS + WEEK)
    done, _begun, _waiting = put(body, first, "Finished", "Begun", "Not begun")
    clock.set(MEETS)
    body.do(end_item, done, clock.now)
    hold(body, clock, first, MEETS)
    return body, first, second


def test_that_what_waits_comes_on_the_next_agenda_by_itself_once(two_weeks: Any, desk: Any, clock: Any) -> None:
    body, first, second = two_weeks
    maria = body.people[0]
    action = {"body": body.body, "words": "Ask about the van", "made_on": MEETS.date(), "owner": maria}
    body.do(_add, ActionItem, {**action, "due_on": date(2026, 3, 11)})
    body.do(_add, ActionItem, {**action, "words": "Already done", "state": "done"})
    asked = {"body": body.body, "words": "Buy 20 bus passes", "to_whom": "The organization", "made_on": MEETS.date()}
    body.do(_add, Recommendation, asked)
    body.do(_add, Recommendation, {**asked, "words": "Answered", "answered_on": MEETS.date()})
    assert body.do(carry_over, second, desk.now()) == 5
    assert told(body, second) == [
        ("1", "Approve the minutes of 03/04/2026"),
        ("2", "Begun"),
        ("3", "Not begun"),
        ("4", "What we said we would do"),
        ("4.1", "Ask about the van (by 03/11/2026)"),
        ("5", "Answers we wait for"),
        ("5.1", "Buy 20 bus passes (The organization)"),
    ]
    rows = body.now(second).agenda
    assert rows[0].about == f"minutes:{first}"
    assert rows[1].carried_words == "Not finished on 03/04/2026"
    assert rows[3].inside[0].owner_id == maria
    assert body.do(carry_over, second, desk.now()) == 0


def test_that_what_was_taken_off_by_hand_does_not_come_again(two_weeks: Any, desk: Any) -> None:
    body, _first, second = two_weeks
    body.do(carry_over, second, desk.now())
    body.do(remove_item, body.now(second).agenda[1].id)
    assert body.do(carry_over, second, desk.now()) == 0
    assert [title for _number, title in told(body, second)] == ["Approve the minutes of 03/04/2026", "Not begun"]


def test_that_what_is_settled_meanwhile_goes_off_again(two_weeks: Any, desk: Any) -> None:
    body, first, second = two_weeks
    row = body.do(_add, ActionItem, {"body": body.body, "words": "Call", "made_on": MEETS.date()})
    body.do(carry_over, second, desk.now())
    body.do(_change, ActionItem, row, {"state": "done"})
    body.do(_add, Minutes, {"meeting": first, "state": "adopted"})
    assert body.do(carry_over, second, desk.now()) == 2
    assert "Call" not in [title for _number, title in told(body, second)]


def test_that_a_special_meeting_approves_no_minutes(two_weeks: Any, desk: Any) -> None:
    body, _first, _second = two_weeks
    special = body.plan(MEETS + timedelta(days=2), kind="special")
    body.do(carry_over, special, desk.now())
    assert [row.kind for row in body.now(special).agenda] == ["topic", "topic"]


def test_that_minutes_stay_on_the_agenda_until_they_are_adopted(two_weeks: Any, desk: Any, clock: Any) -> None:
    body, first, second = two_weeks
    body.do(_add, Minutes, {"meeting": first, "state": "circulated"})
    hold(body, clock, second, MEETS + WEEK)
    third = body.plan(MEETS + 2 * WEEK)
    body.do(carry_over, third, desk.now())
    assert [row.about for row in body.now(third).agenda if row.kind == "minutes"] == [
        f"minutes:{first}",
        f"minutes:{second}",
    ]


def test_that_the_agenda_of_a_canceled_meeting_comes_to_the_next_one_and_nothing_twice(
    two_weeks: Any, desk: Any
) -> None:
    body, _first, second = two_weeks
    body.do(carry_over, second, desk.now())
    put(body, second, "Planned for the second")
    body.do(cancel_meeting, second, "Snow")
    third = body.plan(MEETS + 2 * WEEK)
    body.do(carry_over, third, desk.now())
    titles = [title for _number, title in told(body, third)]
    assert sorted(titles) == ["Approve the minutes of 03/04/2026", "Begun", "Not begun", "Planned for the second"]


def test_that_an_item_ended_in_a_meeting_is_finished(two_weeks: Any, desk: Any, clock: Any) -> None:
    body, _first, second = two_weeks
    body.do(carry_over, second, desk.now())
    clock.set(MEETS + WEEK)
    body.do(open_meeting, second, clock.now)
    body.come(second, *body.people[:3])
    for row in body.now(second).agenda:
        body.do(end_item, row.id, clock.now)
    body.do(close_meeting, second, clock.advance(minutes=5))
    third = body.plan(MEETS + 2 * WEEK)
    body.do(carry_over, third, desk.now())
    assert {row.kind for row in body.now(third).agenda} == {"minutes"}
