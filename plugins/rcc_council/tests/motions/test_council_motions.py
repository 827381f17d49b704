"""The life of a motion: moved, seconded, amended, laid aside, taken up again, and who takes no part."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as some
from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.minutes.records import Minutes
from rcc_council.motions.reading import motions_of, waiting_motions
from rcc_council.motions.records import Motion, MotionStep
from rcc_council.motions.rules import STEPS
from rcc_council.motions.service import (
    amend_words,
    recuse,
    second,
    step,
    take_back_motion,
    take_back_step,
    take_up,
    unrecuse,
)
from rcc_council.motions.voting import take_back_vote, take_vote, void_vote

from rcc_desktop.api import Problem
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Callable


def test_that_motions_are_numbered_in_their_meeting_and_amendments_under_what_they_amend(council: Any) -> None:
    room = council()
    first, other = room.move(), room.move("Thank the volunteers")
    amendment = room.move("Strike one, insert two", amends=first)
    inner = room.move("Strike two, insert three", amends=amendment)
    seen = room.all()
    assert [each.number for each in seen] == ["M1", "M2"]
    assert [each.id for each in seen] == [first, other]
    assert [each.number for each in seen[0].amendments] == ["M1.1"]
    assert seen[0].amendments[0].amendments[0].id == inner
    assert seen[0].amendments[0].amendments[0].number == "M1.1.1"


def test_that_an_amendment_to_an_amendment_is_not_amended_again(council: Any) -> None:
    room = council()
    inner = room.move("b", amends=room.move("a", amends=room.move()))
    with pytest.raises(Problem, match="cannot be amended again"):
        room.move("c", amends=inner)


@pytest.mark.parametrize(
    ("kind", "decides"),
    [
        ("main", "four_fifths"),
        ("amendment", "majority"),
        ("previous_question", "two_thirds"),
        ("limit_debate", "two_thirds"),
        ("suspend_rules", "two_thirds"),
        ("objection", "two_thirds"),
        ("special_order", "two_thirds"),
        ("close_nominations", "two_thirds"),
        ("amend_adopted", "two_thirds_or_members"),
        ("adjourn", "majority"),
        ("adopt_minutes", "majority"),
    ],
)
def test_that_the_bylaws_decide_main_motions_and_the_kind_all_others(council: Any, kind: str, decides: str) -> None:
    """Section 7: what takes two thirds whatever the bylaws say of main motions."""
    room = council(threshold="four_fifths")
    assert room.seen(room.move(kind=kind)).threshold == decides


def test_that_what_was_adopted_is_taken_back_by_a_majority_only_after_notice(council: Any) -> None:
    room = council()
    motion = room.move()
    with pytest.raises(Problem, match="was not adopted"):
        room.move("Take back M1", rescinds=motion)
    room.do(lambda now: take_vote(motion, "hands", now, yes=6, no=1))
    assert room.seen(room.move("Take back M1", rescinds=motion, had_notice=True)).threshold == "majority"
    without = room.move("Take back M1", rescinds=motion)
    assert room.seen(without).threshold == "two_thirds_or_members"


def test_that_a_majority_of_all_members_takes_back_without_notice(council: Any) -> None:
    """Two thirds of the votes (6 >= 2 x 4 is not), or a majority of the entire membership: 10 in office need 6."""
    room = council(chair_votes="always")
    adopted = room.move()
    room.do(lambda now: take_vote(adopted, "hands", now, yes=10))
    motion = room.move("Take it back", rescinds=adopted)
    vote = room.do(lambda now: take_vote(motion, "hands", now, yes=6, no=4))
    assert vote.outcome == "adopted"
    assert "6 < 8; or a majority of 10 members in office is 6, 6 >= 6, adopted" in vote.arithmetic
    again = room.move("Take it back", rescinds=adopted)
    assert room.do(lambda now: take_vote(again, "hands", now, yes=5, no=3)).outcome == "lost"
    third = room.move("Take it back", rescinds=adopted)
    assert room.do(lambda now: take_vote(third, "hands", now, yes=4, no=2)).outcome == "adopted"


def test_that_without_a_quorum_the_meeting_may_only_end_rest_or_send_for_members(council: Any) -> None:
    room = council(10, here=5)
    with pytest.raises(Problem, match="5 of the 6 members needed"):
        room.move()
    for kind in ("adjourn", "recess", "fix_time", "get_quorum"):
        motion = room.move("Go home", kind=kind)
        assert room.do(lambda now, motion=motion: take_vote(motion, "hands", now, yes=3, no=1)).outcome == "adopted"


def test_that_a_motion_waits_when_the_quorum_is_lost_before_its_vote(council: Any) -> None:
    room = council(10, here=6)
    motion = room.move()
    room.do(lambda now: step(motion, "stated", now))
    room.leaves(room.here[5])
    with pytest.raises(Problem, match="no quorum"):
        room.do(lambda now: take_vote(motion, "hands", now, yes=4))
    for to in ("tabled", "postponed_indefinitely"):
        with pytest.raises(Problem, match="no quorum"):
            room.do(lambda now, to=to: step(motion, to, now))
    room.do(lambda now: step(motion, "withdrawn", now))
    assert room.seen(motion).state == "withdrawn"


def test_that_a_second_is_asked_for_only_where_the_bylaws_do(council: Any) -> None:
    room = council(seconds=True)
    motion = room.move(mover=room.here[1])
    with pytest.raises(Problem, match="no second"):
        room.do(lambda now: take_vote(motion, "hands", now, yes=3))
    with pytest.raises(Problem, match="own motion"):
        room.do(lambda now: second(motion, room.here[1], now))
    room.do(lambda now: second(motion, room.here[2], now))
    assert room.seen(motion).seconder == "Member02 Council"
    assert room.do(lambda now: take_vote(motion, "hands", now, yes=3)).outcome == "adopted"


def test_that_minutes_and_elections_need_no_second(council: Any) -> None:
    room = council(seconds=True)
    motion = room.move("Adopt the minutes of February 25", kind="adopt_minutes")
    assert room.do(lambda now: take_vote(motion, "unanimous", now)).outcome == "adopted"


def test_that_a_special_meeting_does_not_adopt_minutes(council: Any) -> None:
    """Section 7: special meetings do not approve minutes."""
    room = council(meeting={"kind": "special"})
    with pytest.raises(Problem, match="special meeting"):
        room.move("Adopt the minutes", kind="adopt_minutes")


def test_that_only_members_in_the_room_move_and_second(council: Any, person: Callable[..., int]) -> None:
    room = council(10, here=7)
    for stranger in (room.people[9], person("Guest Visitor")):
        with pytest.raises(Problem, match="not in the room") as refused:
            room.move(mover=stranger)
        assert refused.value.field == "mover"
    assert room.seen(room.move(mover_name="The finance committee")).mover == "The finance committee"


def test_that_an_amendment_is_decided_before_its_motion(council: Any) -> None:
    room = council()
    motion = room.move("Buy one machine")
    amendment = room.move("Strike one, insert two", amends=motion)
    with pytest.raises(Problem, match=r"Amendment M1\.1 has not been decided"):
        room.do(lambda now: take_vote(motion, "hands", now, yes=6))
    room.do(lambda now: take_vote(amendment, "hands", now, yes=6))
    room.do(lambda now: amend_words(motion, "Buy two machines", now))
    room.do(lambda now: take_vote(motion, "hands", now, yes=6))
    seen = room.seen(motion)
    assert (seen.words, seen.state) == ("Buy two machines", "adopted")
    with pytest.raises(Problem, match="stay as they are"):
        room.do(lambda now: amend_words(motion, "Buy three machines", now))


def test_that_a_motion_looked_at_too_early_is_not_overwritten(council: Any) -> None:
    room = council()
    motion = room.move()
    old = room.seen(motion).version
    room.do(lambda now: amend_words(motion, "Buy a kettle", now))
    for attempt in (
        lambda now: amend_words(motion, "Buy tea", now, expected=old),
        lambda now: take_vote(motion, "hands", now, yes=3, expected=old),
        lambda now: step(motion, "withdrawn", now, expected=old),
    ):
        with pytest.raises(Problem) as refused:
            room.do(attempt)
        assert refused.value.code == "changed_elsewhere"
    assert room.seen(motion).words == "Buy a kettle"


def test_that_only_a_vote_settles_a_motion(council: Any) -> None:
    room = council()
    motion = room.move()
    for to in ("adopted", "lost"):
        with pytest.raises(Problem, match="Only a vote"):
            room.do(lambda now, to=to: step(motion, to, now))
    assert "adopted" not in room.seen(motion).moves


def test_that_postponing_takes_a_day_and_referring_takes_somebody(council: Any) -> None:
    room = council()
    motion = room.move()
    room.do(lambda now: step(motion, "stated", now))
    for to, field in (("postponed", "until"), ("referred", "referred_to")):
        with pytest.raises(Problem) as refused:
            room.do(lambda now, to=to: step(motion, to, now))
        assert refused.value.field == field
    room.do(lambda now: step(motion, "postponed", now, until=date(2026, 4, 1)))
    assert room.seen(motion).state == "postponed"


def test_that_what_was_postponed_goes_on_in_a_later_meeting_and_keeps_its_place_in_the_first(council: Any) -> None:
    room = council()
    motion = room.move("Paint the hall", mover=room.here[1])
    room.do(lambda now: step(motion, "stated", now))
    room.do(lambda now: step(motion, "postponed", now, until=date(2026, 3, 11)))
    assert [each.id for each in room.desk.ask(lambda: waiting_motions(room.body, room.now))] == [motion]
    later = room.add(
        Meeting,
        body=room.body,
        uid="later",
        on_day=room.now.date(),
        starts_at=room.now,
        ends_at=room.now + timedelta(hours=1),
        state="open",
        kind="regular",
    )
    item = room.add(AgendaItem, meeting=later, place=1, title="Hall")
    with pytest.raises(Problem, match="no quorum"):
        room.do(lambda now: take_up(motion, item, now))
    room.desk.do(lambda: _come(room, later))
    going = room.do(lambda now: take_up(motion, item, now))
    assert (room.seen(going).words, room.seen(going).mover, room.seen(going).state) == (
        "Paint the hall",
        "Member01 Council",
        "stated",
    )
    assert room.seen(motion).state == "postponed"
    assert room.desk.ask(lambda: waiting_motions(room.body, room.now)) == ()
    with pytest.raises(Problem):
        room.do(lambda now: take_up(motion, item, now))
    room.desk.do(lambda: take_back_motion(going))
    assert len(room.desk.ask(lambda: waiting_motions(room.body, room.now))) == 1


def _come(room: Any, meeting: int) -> None:
    from rcc_council.meetings.room import arrive

    for each in room.people:
        arrive(meeting, each, room.now)


def test_that_a_recused_member_is_named_and_may_come_back_before_the_vote(council: Any) -> None:
    room = council()
    motion = room.move()
    room.do(lambda now: recuse(motion, room.here[3], "Sells coffee", now))
    assert room.seen(motion).recused == ("Member03 Council",)
    room.do(lambda now: unrecuse(motion, room.here[3], now))
    assert room.seen(motion).recused == ()
    room.do(lambda now: take_vote(motion, "hands", now, yes=6))
    with pytest.raises(Problem, match="already decided"):
        room.do(lambda now: recuse(motion, room.here[3], "Sells coffee", now))


def test_that_what_is_sealed_is_not_there_for_those_who_may_not_see_it(council: Any) -> None:
    room = council()
    session = room.add(AgendaItem, meeting=room.meeting, place=2, title="Executive session", is_sealed=True)
    inside = room.add(AgendaItem, meeting=room.meeting, place=1, inside=session, title="Staff")
    shown = room.move()
    hidden = [room.move("x", item=session), room.move("y", item=inside), room.move("z", is_sealed=True)]
    assert all(room.seen(each).is_sealed for each in hidden)
    room.desk.acting_as("coordinator")
    assert [each.id for each in room.all()] == [shown]
    for each in hidden:
        with pytest.raises(Problem, match="no longer here"):
            room.seen(each)
        with pytest.raises(Problem):
            room.do(lambda now, each=each: take_vote(each, "hands", now, yes=6))
    with pytest.raises(Problem, match="no longer on the agenda"):
        room.move("w", item=inside)


def test_that_a_motion_entered_by_mistake_goes_until_it_is_voted_on(council: Any) -> None:
    room = council()
    motion = room.move()
    room.move("Two", amends=motion)
    room.desk.do(lambda: take_back_motion(motion))
    assert room.all() == ()
    kept = room.move()
    room.do(lambda now: take_vote(kept, "hands", now, yes=6))
    with pytest.raises(Problem, match="voted on"):
        room.desk.do(lambda: take_back_motion(kept))


def test_that_a_step_is_taken_back_but_not_a_vote(council: Any) -> None:
    room = council()
    motion = room.move()
    room.do(lambda now: second(motion, room.here[1], now))
    room.do(lambda now: take_back_step(motion, now))
    assert (room.seen(motion).state, room.seen(motion).seconder) == ("moved", "")
    room.do(lambda now: step(motion, "stated", now))
    room.do(lambda now: step(motion, "referred", now, referred_to="Finance"))
    room.do(lambda now: take_back_step(motion, now))
    assert room.seen(motion).state == "stated"
    room.do(lambda now: take_vote(motion, "hands", now, yes=6))
    with pytest.raises(Problem, match="no step"):
        room.do(lambda now: take_back_step(motion, now))


def test_that_nothing_is_moved_in_a_meeting_that_is_not_open(council: Any) -> None:
    room = council(meeting={"state": "planned"})
    with pytest.raises(Problem, match="not open"):
        room.move()


def test_that_nothing_is_taken_back_once_the_minutes_are_adopted(council: Any) -> None:
    room = council()
    motion, other = room.move(), room.move("Paint the hall")
    vote = room.do(lambda now: take_vote(motion, "hands", now, yes=6))
    room.do(lambda now: step(other, "stated", now))
    room.add(Minutes, meeting=room.meeting, state="adopted")
    for attempt in (
        lambda now: take_back_vote(vote.id, now),
        lambda now: void_vote(vote.id, "Miscounted", now),
        lambda now: take_back_step(other, now),
        lambda _now: take_back_motion(other),
        lambda now: amend_words(other, "Paint the door", now),
    ):
        with pytest.raises(Problem, match="minutes of this meeting have been adopted"):
            room.do(attempt)


def test_that_readers_may_look_and_not_move(council: Any) -> None:
    room = council()
    room.move()
    room.desk.acting_as("supervisor")
    assert len(room.all()) == 1
    with pytest.raises(Problem) as refused:
        room.move()
    assert refused.value.code == "permission"
    room.desk.acting_as("front_desk")
    with pytest.raises(Problem):
        room.desk.ask(lambda: motions_of(room.meeting, room.now))


ATTEMPTS = some.lists(some.sampled_from([*STEPS, "vote yes", "vote no", "void", "take back"]), max_size=30)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(attempts=ATTEMPTS)
@example(attempts=["vote yes", "void", "take back"])
def test_that_no_sequence_of_steps_leaves_the_table_of_states(meeting: Any, attempts: list[str]) -> None:
    room = meeting
    motion = room.move()
    for attempt in attempts:
        before = room.seen(motion)
        try:
            room.do(lambda now, attempt=attempt: _attempt(room, motion, attempt, now))
        except Problem:
            assert room.seen(motion) == before
        after = room.seen(motion)
        holding = [vote for vote in after.votes if not vote.is_void]
        assert after.state in STEPS
        assert (after.state in {"adopted", "lost"}) == bool(holding)
        assert len(holding) <= 1
        if attempt in STEPS and after.state != before.state:
            assert after.state in STEPS[before.state]
            assert after.state in before.moves
    steps = room.desk.ask(lambda: fetch(MotionStep.select(MotionStep.step).where(MotionStep.motion == motion)))
    assert [each for (each,) in steps if each in STEPS][-1] == room.seen(motion).state
    assert (room.desk.ask(lambda: Motion.get_by_id(motion).settled_at) is None) == (
        room.seen(motion).state in {"moved", "seconded", "stated", "put"}
    )


@pytest.fixture
def meeting(council: Any) -> Any:
    return council()


def _attempt(room: Any, motion: int, attempt: str, now: Any) -> None:
    if attempt == "vote yes":
        take_vote(motion, "hands", now, yes=5, no=2)
    elif attempt == "vote no":
        take_vote(motion, "hands", now, yes=2, no=2)
    elif attempt == "void":
        void_vote(max((vote.id for vote in room.seen(motion).votes), default=0), "Miscounted", now)
    elif attempt == "take back":
        take_back_step(motion, now)
    elif attempt == "seconded":
        second(motion, room.here[1], now)
    else:
        step(motion, attempt, now, until=date(2026, 4, 1), referred_to="Finance")
