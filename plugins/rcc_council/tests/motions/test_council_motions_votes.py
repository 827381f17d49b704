"""Votes of every kind, each with the room as it was and the sentence that proves it; rules.md section 7."""

from __future__ import annotations

from typing import Any

import pytest
from rcc_council.motions.records import Ballot, MotionStep, Vote, VoteChoice
from rcc_council.motions.rules import Counts, Views
from rcc_council.motions.service import recuse
from rcc_council.motions.voting import (
    chair_could,
    take_back_vote,
    take_ballot,
    take_consensus,
    take_election,
    take_roll_call,
    take_vote,
    void_vote,
)

from rcc_desktop.api import Problem
from rcc_desktop.api.records import fetch


def hands(room: Any, motion: int, **counts: Any) -> Any:
    return room.do(lambda now: take_vote(motion, "hands", now, **counts))


def rows(room: Any, record: Any) -> list[Any]:
    found: list[Any] = room.desk.ask(lambda: fetch(record.select(record.id)))
    return found


@pytest.mark.parametrize(
    ("threshold", "yes", "no", "told"),
    [
        ("two_thirds", 17, 8, "17 yes, 8 no: two-thirds needs yes >= 2 x no, 17 >= 16, adopted."),
        ("two_thirds", 16, 9, "16 yes, 9 no: two-thirds needs yes >= 2 x no, 16 < 18, lost."),
        ("two_thirds", 10, 5, "10 yes, 5 no: two-thirds needs yes >= 2 x no, 10 >= 10, adopted."),
        ("two_thirds", 5, 3, "5 yes, 3 no: two-thirds needs yes >= 2 x no, 5 < 6, lost."),
        ("two_thirds", 0, 0, "0 yes, 0 no: nobody voted, lost."),
        ("majority", 6, 6, "6 yes, 6 no: a majority needs yes > no, 6 = 6 is a tie, lost."),
        ("majority", 3, 4, "3 yes, 4 no: a majority needs yes > no, 3 < 4, lost."),
        ("four_fifths", 12, 3, "12 yes, 3 no: four-fifths needs yes >= 4 x no, 12 >= 12, adopted."),
        ("unanimous", 12, 1, "12 yes, 1 no: 13 votes cast, every vote is 13, 12 < 13, lost."),
        ("two_thirds_present", 16, 0, "16 yes, 0 no: two-thirds of 25 members who may vote here is 17, 16 < 17, lost."),
        ("majority_in_office", 14, 0, "14 yes, 0 no: a majority of 28 members in office is 15, 14 < 15, lost."),
        ("four_fifths_in_office", 23, 1, "23 yes, 1 no: four-fifths of 28 members in office is 23, 23 >= 23, adopted."),
    ],
)
def test_that_a_vote_prints_the_arithmetic_that_settles_it(
    council: Any, threshold: str, yes: int, no: int, told: str
) -> None:
    """ORACLE 7.2 and 7.3 in the words of the issue."""
    room = council(28, here=25, chair_votes="always", threshold=threshold)
    motion = room.move()
    vote = hands(room, motion, yes=yes, no=no)
    assert vote.arithmetic == told
    assert (vote.present, vote.needed, vote.in_office) == (25, 15, 28)
    assert room.seen(motion).state == vote.outcome == told.rpartition(" ")[2].rstrip(".")


def test_that_abstentions_are_not_votes(council: Any) -> None:
    """ORACLE 7.2: 5 to 4 with 3 abstaining is adopted."""
    room = council(12, chair_votes="always")
    vote = hands(room, room.move(), yes=5, no=4, abstain=3)
    assert vote.arithmetic == "5 yes, 4 no, 3 abstaining: a majority needs yes > no, 5 > 4, adopted."


def test_that_illegal_ballots_are_cast_and_blank_ones_are_not(council: Any) -> None:
    """ORACLE 7.2: 85 ballots, 4 blank and 10 illegal, are 81 cast, and 41 decide."""
    room = council(85)
    for yes, outcome in ((40, "lost"), (41, "adopted")):
        motion = room.move()
        vote = room.do(
            lambda now, motion=motion, yes=yes: take_ballot(motion, now, yes=yes, no=71 - yes, blank=4, illegal=10)
        )
        assert "81 votes cast, a majority is 41" in vote.arithmetic
        assert vote.outcome == outcome
    assert rows(room, Ballot) == []


def test_that_two_thirds_of_all_members_is_eight_of_eleven_whoever_came(council: Any) -> None:
    """ORACLE 7.4."""
    room = council(11, here=8, threshold="two_thirds_in_office", chair_votes="always")
    assert hands(room, room.move(), yes=7).outcome == "lost"
    vote = hands(room, room.move(), yes=8)
    assert vote.arithmetic == "8 yes, 0 no: two-thirds of 11 members in office is 8, 8 >= 8, adopted."


def test_that_more_votes_than_members_in_the_room_are_refused(council: Any) -> None:
    room = council(10, here=8, chair_votes="always")
    motion = room.move()
    with pytest.raises(Problem, match="9 votes were entered, but only 8 members"):
        hands(room, motion, yes=5, no=4)
    room.leaves(room.here[7])
    with pytest.raises(Problem, match="8 votes were entered, but only 7 members"):
        hands(room, motion, yes=4, no=4)
    assert hands(room, motion, yes=4, no=3).outcome == "adopted"
    assert [each.present for each in room.seen(motion).votes] == [7]


def test_that_counts_below_zero_are_refused(council: Any) -> None:
    room = council()
    with pytest.raises(Problem, match="below zero"):
        hands(room, room.move(), yes=-1, no=3)


def test_that_a_vote_by_voice_is_what_the_chair_heard_and_has_no_counts(council: Any) -> None:
    room = council()
    motion = room.move()
    vote = room.do(lambda now: take_vote(motion, "voice", now, yes=1))
    assert (vote.outcome, vote.yes, vote.no, vote.was_counted) == ("adopted", 0, 0, False)
    other = room.move()
    assert room.do(lambda now: take_vote(other, "voice", now, no=1)).outcome == "lost"
    unclear = room.move()
    for counts in ({}, {"yes": 1, "no": 1}, {"yes": 1, "abstain": 1}):
        with pytest.raises(Problem, match="not counted"):
            room.do(lambda now, counts=counts: take_vote(unclear, "voice", now, **counts))


def test_that_two_thirds_cannot_be_heard(council: Any) -> None:
    room = council()
    motion = room.move(kind="previous_question")
    with pytest.raises(Problem, match="show of hands"):
        room.do(lambda now: take_vote(motion, "voice", now, yes=1))


def test_that_one_objection_ends_unanimous_consent(council: Any) -> None:
    room = council()
    motion = room.move(kind="suspend_rules")
    with pytest.raises(Problem, match="objected"):
        room.do(lambda now: take_vote(motion, "unanimous", now, no=1))
    vote = room.do(lambda now: take_vote(motion, "unanimous", now))
    assert (vote.outcome, vote.was_counted) == ("adopted", False)


def test_that_the_chair_votes_only_where_it_turns_the_result(council: Any) -> None:
    """RONR 44:12: to break a tie, to make one, or to make or spoil two thirds."""
    room = council(11, chair_votes="deciding")
    motion = room.move()

    def could(yes: int, no: int) -> Any:
        return room.do(lambda now: chair_could(motion, Counts(yes, no), now))

    assert (could(5, 5), could(6, 5 - 1), could(5, 4), could(4, 5)) == ("yes", "", "no", "")
    with pytest.raises(Problem, match="would not") as refused:
        hands(room, motion, yes=6, no=4, chair_vote="no")
    assert refused.value.field == "chair_vote"
    vote = hands(room, motion, yes=5, no=5, chair_vote="yes")
    assert vote.arithmetic == "6 yes, 5 no: a majority needs yes > no, 6 > 5, adopted. The chair voted yes."
    spoiled = room.move()
    assert hands(room, spoiled, yes=5, no=4, chair_vote="no").outcome == "lost"


def test_that_a_chair_who_only_decides_is_not_among_the_hands(council: Any) -> None:
    room = council(8)
    motion = room.move()
    with pytest.raises(Problem, match="only 7 members"):
        hands(room, motion, yes=4, no=4)
    assert room.do(lambda now: take_ballot(motion, now, yes=5, no=3)).outcome == "adopted"


def test_that_bylaws_may_keep_the_chair_from_voting_or_let_them_always(council: Any) -> None:
    never = council(9, chair_votes="never")
    motion = never.move()
    with pytest.raises(Problem, match="no vote here"):
        hands(never, motion, yes=4, no=4, chair_vote="yes")
    with pytest.raises(Problem, match="only 8 members"):
        never.do(lambda now: take_ballot(motion, now, yes=5, no=4))
    assert never.do(lambda now: chair_could(motion, Counts(4, 4), now)) == ""


def test_that_a_recused_chair_has_no_vote(council: Any) -> None:
    room = council(9)
    motion = room.move()
    room.do(lambda now: recuse(motion, room.here[0], "Owns the shop", now))
    with pytest.raises(Problem, match="no vote here"):
        hands(room, motion, yes=4, no=4, chair_vote="yes")


def test_that_a_recused_member_leaves_those_who_may_vote_but_not_the_quorum(council: Any) -> None:
    """Six are needed and six are here; one takes no part, and five vote."""
    room = council(10, here=6, threshold="majority_present", chair_votes="always")
    motion = room.move()
    room.do(lambda now: recuse(motion, room.here[5], "Sells coffee", now))
    with pytest.raises(Problem, match="only 5 members"):
        hands(room, motion, yes=6)
    vote = hands(room, motion, yes=3, no=2)
    assert vote.arithmetic == "3 yes, 2 no: a majority of 5 members who may vote here is 3, 3 >= 3, adopted."
    assert (vote.present, vote.needed) == (6, 6)


def test_that_a_roll_call_keeps_every_name(council: Any) -> None:
    room = council(10, here=7, chair_votes="always")
    motion = room.move()
    room.do(lambda now: recuse(motion, room.here[6], "Sells coffee", now))
    said = {room.here[0]: "yes", room.here[1]: "yes", room.here[2]: "no", room.here[3]: "yes", room.here[4]: "abstain"}
    vote = room.do(lambda now: take_roll_call(motion, said, now))
    assert (vote.yes, vote.no, vote.abstain, vote.outcome) == (3, 1, 2, "adopted")
    assert [(each.name, each.choice) for each in vote.ballots] == [
        ("Member00 Council", "yes"),
        ("Member01 Council", "yes"),
        ("Member02 Council", "no"),
        ("Member03 Council", "yes"),
        ("Member04 Council", "abstain"),
        ("Member05 Council", "abstain"),
        ("Member06 Council", "recused"),
    ]


def test_that_nobody_who_takes_no_part_or_is_not_here_is_called(council: Any) -> None:
    room = council(10, here=7, chair_votes="always")
    motion = room.move()
    room.do(lambda now: recuse(motion, room.here[6], "Sells coffee", now))
    for person, code in ((room.here[6], "council.recused"), (room.people[8], "council.not_in_room")):
        with pytest.raises(Problem) as refused:
            room.do(lambda now, person=person: take_roll_call(motion, {person: "yes"}, now))
        assert refused.value.code == code


def test_that_the_chair_is_called_last_and_only_where_it_matters(council: Any) -> None:
    room = council(9)
    motion = room.move()
    chair, *others = room.here
    split = {each: ("yes" if at < 4 else "no") for at, each in enumerate(others)}
    lopsided = dict.fromkeys(others, "yes")
    with pytest.raises(Problem, match="would not"):
        room.do(lambda now: take_roll_call(motion, {**lopsided, chair: "yes"}, now))
    vote = room.do(lambda now: take_roll_call(motion, {**split, chair: "yes"}, now))
    assert (vote.yes, vote.no, vote.outcome) == (5, 4, "adopted")
    silent = room.move()
    vote = room.do(lambda now: take_roll_call(silent, split, now))
    assert (vote.yes, vote.no, vote.abstain, len(vote.ballots)) == (4, 4, 0, 8)


def test_that_a_proxy_votes_for_one_absent_member_where_the_bylaws_have_them(council: Any) -> None:
    room = council(10, here=7, proxies=True, chair_votes="always")
    motion = room.move()
    away, also_away = room.people[8], room.people[9]
    yes = dict.fromkeys(room.here, "yes")
    vote = room.do(
        lambda now: take_roll_call(motion, {**yes, away: "no"}, now, proxies={away: room.here[2]}, threshold="majority")
    )
    assert (vote.yes, vote.no) == (7, 1)
    assert "1 vote was by proxy." in vote.arithmetic
    by_proxy = [each for each in vote.ballots if each.cast_for]
    assert [(each.name, each.cast_for, each.choice) for each in by_proxy] == [
        ("Member02 Council", "Member08 Council", "no")
    ]
    other = room.move()
    for proxies, said in (
        ({away: room.here[2], also_away: room.here[2]}, "two proxies"),
        ({room.here[1]: room.here[2]}, "in the room"),
        ({away: also_away}, "may not vote here"),
    ):
        with pytest.raises(Problem, match=said):
            room.do(
                lambda now, proxies=proxies: take_roll_call(
                    other, {**yes, **dict.fromkeys(proxies, "yes")}, now, proxies=proxies
                )
            )


def test_that_there_are_no_proxies_where_the_bylaws_have_none(council: Any) -> None:
    room = council(10, here=7)
    motion = room.move()
    with pytest.raises(Problem, match="do not have votes by proxy"):
        room.do(
            lambda now: take_roll_call(motion, {room.people[8]: "yes"}, now, proxies={room.people[8]: room.here[1]})
        )


def test_that_a_block_stops_a_consensus_and_the_fall_back_may_carry_it(council: Any) -> None:
    """ORACLE 7.5: 9 of 12 here, 6 agree, 2 stand aside, 1 blocks; then 6 to 1 of 7 is more than three quarters."""
    for laws, outcome in (({}, "lost"), ({"fallback_over": 3, "fallback_under": 4}, "adopted")):
        room = council(12, here=9, decides_by="consensus", **laws)
        motion = room.move()
        block, *aside = room.here[:3]
        views = {block: "block", **dict.fromkeys(aside, "aside")}
        why = {block: "It leaves out the night group.", aside[0]: "I was away."}
        vote = room.do(lambda now, m=motion, v=views, w=why: take_consensus(m, v, now, why=w, rest="agree"))
        assert (vote.outcome, vote.needed, vote.present) == (outcome, 7, 9)
        assert (vote.yes, vote.abstain, vote.no) == (6, 2, 1)
        told = {each.choice: each.why for each in vote.ballots if each.name == "Member00 Council"}
        assert told == {"block": "It leaves out the night group."}
        if laws:
            assert "6 of 7; three-quarters is 6, 6 >= 6, adopted by the fall-back vote." in vote.arithmetic
        else:
            assert vote.arithmetic == "6 agree, 2 stand aside, 1 blocks: a block stops it, not adopted."


def test_that_a_consensus_without_a_block_is_adopted_with_reservations(council: Any) -> None:
    room = council(6, decides_by="consensus")
    motion = room.move()
    vote = room.do(lambda now: take_consensus(motion, Views(3, 1, 2), now))
    assert vote.arithmetic == (
        "3 agree, 1 agrees with reservations, 2 stand aside: nobody blocks, adopted by consensus."
    )
    other = room.move()
    with pytest.raises(Problem, match="7 votes"):
        room.do(lambda now: take_consensus(other, Views(7), now))


def test_that_a_block_is_kept_with_name_and_reason(council: Any) -> None:
    room = council(6, decides_by="consensus")
    motion = room.move()
    for views, why in (
        (Views(5, block=1), {}),
        ({room.here[1]: "block"}, {}),
        ({room.here[1]: "block"}, {room.here[1]: " "}),
    ):
        with pytest.raises(Problem, match="name and reason"):
            room.do(lambda now, views=views, why=why: take_consensus(motion, views, now, why=why))


def test_that_an_election_takes_a_majority_of_the_ballots_and_goes_on_without_one(council: Any) -> None:
    room = council(12)
    motion = room.move("Elect the secretary", kind="election")
    one, two = room.people[1], room.people[2]
    vote = room.do(lambda now: take_election(motion, {one: 5, two: 5, "Somebody New": 1}, 1, now, blank=1))
    assert (vote.outcome, room.seen(motion).state) == ("lost", "put")
    assert "11 ballots cast, a majority is 6, nobody is chosen." in vote.arithmetic
    vote = room.do(lambda now: take_election(motion, {one: 7, two: 4}, 1, now, illegal=1))
    assert (vote.outcome, room.seen(motion).state) == ("chosen", "adopted")
    assert [(each.words, each.yes, each.is_chosen) for each in vote.choices] == [
        ("Member01 Council", 7, True),
        ("Member02 Council", 4, False),
    ]
    assert vote.arithmetic == (
        "Member01 Council 7, Member02 Council 4, 1 illegal: 12 ballots cast, a majority is 7, chosen: Member01 Council."
    )
    assert rows(room, Ballot) == []


def test_that_several_places_leave_open_what_nobody_has_a_majority_for(council: Any) -> None:
    room = council(12)
    motion = room.move("Elect two delegates", kind="election")
    votes = dict(zip(room.people[1:4], (9, 6, 5), strict=True))
    with pytest.raises(Problem) as refused:
        room.do(lambda now: take_election(motion, votes, 2, now))
    assert refused.value.field == "ballots"
    with pytest.raises(Problem, match="more votes than"):
        room.do(lambda now: take_election(motion, votes, 2, now, ballots=9))
    with pytest.raises(Problem, match="13 votes"):
        room.do(lambda now: take_election(motion, votes, 2, now, ballots=13))
    vote = room.do(lambda now: take_election(motion, votes, 2, now, ballots=12))
    assert vote.outcome == "chosen"
    assert vote.arithmetic.endswith("chosen: Member01 Council. 1 place stays open.")
    assert room.seen(motion).state == "put"


def test_that_a_void_vote_stays_in_the_record_and_the_motion_is_put_again(council: Any) -> None:
    room = council()
    motion = room.move()
    vote = hands(room, motion, yes=6)
    with pytest.raises(Problem, match="not open now"):
        hands(room, motion, yes=6)
    with pytest.raises(Problem) as refused:
        room.do(lambda now: void_vote(vote.id, " ", now))
    assert refused.value.field == "why"
    room.do(lambda now: void_vote(vote.id, "Somebody voted twice.", now))
    assert room.seen(motion).state == "put"
    hands(room, motion, yes=3, no=5)
    seen = room.seen(motion)
    assert [(each.is_void, each.outcome) for each in seen.votes] == [(True, "adopted"), (False, "lost")]
    assert seen.state == "lost"
    with pytest.raises(Problem, match="does not stand"):
        room.do(lambda now: void_vote(vote.id, "Again", now))


def test_that_a_vote_entered_by_mistake_goes_with_its_names(council: Any) -> None:
    room = council(chair_votes="always")
    motion = room.move()
    before = rows(room, MotionStep)
    vote = room.do(lambda now: take_roll_call(motion, dict.fromkeys(room.here, "yes"), now))
    room.do(lambda now: take_back_vote(vote.id, now))
    assert (room.seen(motion).state, room.seen(motion).votes) == ("put", ())
    assert rows(room, Ballot) == rows(room, Vote) == rows(room, VoteChoice) == []
    assert len(rows(room, MotionStep)) == len(before) + 2
    assert hands(room, motion, yes=6).outcome == "adopted"


def test_that_a_restricted_member_is_not_named_to_those_who_may_not_know(council: Any) -> None:
    from rcc_desktop.api.records import Person

    room = council(chair_votes="always")
    motion = room.move(mover=room.here[1])
    room.do(lambda now: take_roll_call(motion, dict.fromkeys(room.here, "yes"), now))
    room.write(Person, room.here[1], restricted=True)
    room.desk.acting_as("council_secretary")
    seen = room.seen(motion)
    assert seen.mover == seen.votes[0].ballots[1].name == "Name not shown"


def test_that_a_past_meeting_takes_votes_without_a_room_and_at_its_own_hour(council: Any) -> None:
    room = council(10, here=0, meeting={"state": "closed", "was_typed_in": True})
    motion = room.move()
    vote = hands(room, motion, yes=17, no=8)
    assert (vote.outcome, vote.present) == ("adopted", 0)
    other = room.move(kind="main")
    with pytest.raises(Problem, match="Say who was there"):
        hands(room, other, yes=3, threshold="majority_in_office")
