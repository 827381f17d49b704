"""Votes taken through the window, every way there is, with the arithmetic that is read out loud."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from rcc_council.bodies.facts import USUAL
from rcc_council.bodies.seats import add_seat, begin_term
from rcc_council.bodies.service import set_bylaws
from rcc_council.motions.service import recuse
from rcc_council.views.vote_panel import VotePanel

Town = Any
Press = Any
Open = Any
ENTER = Qt.Key.Key_Return
SINCE = date(2026, 1, 5)


@pytest.fixture
def vote(open_page: Open, town: Town, press: Press, panel: Any) -> Any:
    """Opens the vote on the one motion with V; who is here, and the bylaws, are said before."""

    def opened(method: str | None = None, *names: str, laws: dict[str, Any] | None = None, **moved: Any) -> Any:
        if laws:
            town.do(set_bylaws, town.body, town.clock.now.date(), replace(USUAL, **laws))
        town.open(*names)
        town.move(**moved)
        page = open_page()
        page.live.agenda.setFocus()
        press("v")
        found = panel(page, VotePanel)
        if method is not None:
            found.methods.chip(method).click()
        return found

    return opened


def outcome(panel: Any) -> tuple[str, str]:
    return panel.result.outcome.text(), panel.result.sentence.text()


def test_that_hands_are_counted_with_the_keys_alone(vote: Any, town: Town, press: Press) -> None:
    panel = vote(laws={"chair_votes": "always"})
    press("6", ENTER, "3", ENTER, "1", ENTER)
    assert outcome(panel) == ("Adopted", "6 yes, 3 no, 1 abstaining: a majority needs yes > no, 6 > 3, adopted.")
    assert town.motion().state == "adopted"


def test_that_a_tie_is_lost(vote: Any, press: Press) -> None:
    panel = vote(laws={"chair_votes": "always"})
    press("5", ENTER, "5", ENTER, "0", ENTER)
    assert outcome(panel)[0] == "Lost"


def test_that_what_is_typed_is_weighed_before_it_is_taken(vote: Any, press: Press) -> None:
    panel = vote(laws={"chair_votes": "always"}, kind="previous_question")
    press("6", ENTER, "3")
    assert panel.counts.proof.text() == "6 yes, 3 no: two-thirds needs yes >= 2 x no, 6 >= 6, adopted."
    assert panel.from_where.text() == "as always for this kind of motion"


def test_that_more_votes_than_members_here_cannot_be_taken(vote: Any, press: Press, town: Town) -> None:
    panel = vote(None, "Maria", "Devon", "Aaliyah", "Sam", "Tomás", "Grace", laws={"chair_votes": "always"})
    press("6", ENTER, "1", ENTER, ENTER)
    assert panel.counts.problem.isVisible()
    assert not panel.counts.take.isEnabled()
    assert town.motion().votes == ()


def test_that_the_chair_is_offered_a_vote_only_where_it_turns_the_result(vote: Any, press: Press, town: Town) -> None:
    panel = vote()  # ten here with the chair, who votes only to decide: nine hands
    press("5", ENTER, "3")
    assert not panel.counts.chair.isVisible()
    panel.counts.fields["yes"].setText("4")
    press(Qt.Key.Key_Backspace, "4")
    assert panel.counts.chair.isVisible()
    assert "adopted" in panel.counts.chair.text()
    panel.counts.chair.click()
    assert outcome(panel)[1].startswith("5 yes, 4 no: a majority needs yes > no, 5 > 4, adopted.")


def test_that_a_chair_without_a_vote_is_never_offered_one(vote: Any, press: Press) -> None:
    panel = vote(laws={"chair_votes": "never"})
    press("4", ENTER, "4")
    assert not panel.counts.chair.isVisible()
    assert "the chair has no vote" in panel.counts.total.text()


def test_that_a_roll_call_is_walked_with_y_n_and_a(vote: Any, press: Press, town: Town) -> None:
    panel = vote("roll_call", laws={"chair_votes": "always"})
    press(*"yyyyyynnna")
    assert panel.missing.text() == "Everybody has answered."
    panel.take.click()
    assert outcome(panel)[1] == "6 yes, 3 no, 1 abstaining: a majority needs yes > no, 6 > 3, adopted."
    (taken,) = town.motion().votes
    assert [each.choice for each in taken.ballots if each.name in {"Maria Nuñez", "Mei Chen"}] == ["yes", "abstain"]


def test_that_a_member_who_takes_no_part_is_not_called(
    vote: Any, press: Press, town: Town, open_page: Open, panel: Any
) -> None:
    town.open()
    motion = town.move()
    town.do(recuse, motion, town.people["Devon"], "His brother", town.clock.now)
    page = open_page()
    page.live.agenda.setFocus()
    press("v")
    found = panel(page, VotePanel)
    found.methods.chip("roll_call").click()
    assert "Devon Price" not in [line.name for line in found.roll.list.lines()]
    assert found.standing.most("roll_call") == 8


def test_that_only_the_one_of_two_members_of_one_name_takes_no_part(
    open_page: Open, town: Town, press: Press, panel: Any, person: Any
) -> None:
    namesake = person("Devon Price")
    seat = town.do(add_seat, town.body, "peer", SINCE)
    town.do(begin_term, seat, namesake, SINCE)
    town.people["Other"] = namesake
    town.open()
    motion = town.move()
    town.do(recuse, motion, namesake, "Her brother", town.clock.now)
    page = open_page()
    page.live.agenda.setFocus()
    press("v")
    voters = {each.person for each in panel(page, VotePanel).standing.voters}
    assert town.people["Devon"] in voters
    assert namesake not in voters


def test_that_an_absent_member_votes_by_proxy_where_the_bylaws_allow_it(vote: Any, press: Press, town: Town) -> None:
    names = ("Maria", "Devon", "Aaliyah", "Sam", "Tomás", "Grace")
    panel = vote("roll_call", *names, laws={"chair_votes": "always", "proxies": True})
    assert panel.proxies.isVisible()
    panel.proxies.absent.set_value(town.people["Mei"])
    panel.proxies.holder.set_value(town.people["Grace"])
    panel.proxies.add.click()
    panel.roll.list.setFocus()
    press(*"yyynnny")
    panel.take.click()
    (taken,) = town.motion().votes
    assert [(each.name, each.cast_for, each.choice) for each in taken.ballots if each.cast_for] == [
        ("Grace Lin", "Mei Chen", "yes")
    ]
    assert (taken.yes, taken.no) == (4, 3)


def test_that_nobody_is_offered_a_proxy_where_the_bylaws_have_none(vote: Any) -> None:
    assert not vote("roll_call").proxies.isVisible()


def test_that_blank_ballots_are_no_votes_and_illegal_ones_are(vote: Any, press: Press) -> None:
    panel = vote("ballot")
    press("4", ENTER, "3", ENTER, "0", ENTER, "2", ENTER, "1", ENTER)
    assert outcome(panel)[0] == "Lost"
    assert "8 votes cast, a majority is 5, 4 < 5" in outcome(panel)[1]


def test_that_what_the_chair_heard_is_not_counted(vote: Any, town: Town) -> None:
    panel = vote("voice")
    panel.voice.yes.click()
    assert outcome(panel)[0] == "Adopted"
    assert not town.motion().votes[0].was_counted


def test_that_one_objection_turns_unanimous_consent_into_a_show_of_hands(vote: Any, town: Town) -> None:
    panel = vote("unanimous")
    panel.consent.no.click()
    assert panel.methods.chosen() == ("hands",)
    panel.methods.chip("unanimous").click()
    panel.consent.yes.click()
    assert outcome(panel) == ("Adopted", "Nobody objected: adopted by unanimous consent.")


def test_that_a_block_needs_its_reason_and_stops_a_consensus(vote: Any, press: Press, town: Town) -> None:
    panel = vote(None, laws={"decides_by": "consensus"})
    assert panel.methods.chosen() == ("consensus",)
    press(*"yyyyyyra", "b")
    assert not panel.take.isEnabled()
    press("We cannot pay for gas.", ENTER, "y")
    assert panel.take.isEnabled()
    panel.take.click()
    assert outcome(panel)[0] == "Lost"
    blocks = [each for each in town.motion().votes[0].ballots if each.choice == "block"]
    assert [(each.name, each.why) for each in blocks] == [("Bo Ruiz", "We cannot pay for gas.")]


def test_that_after_a_block_the_fall_back_vote_of_the_bylaws_decides(vote: Any, press: Press) -> None:
    names = ("Maria", "Devon", "Aaliyah", "Sam", "Tomás", "Grace", "Jordan", "Rosa", "Bo")
    laws = {"decides_by": "consensus", "fallback_over": 3, "fallback_under": 4}
    panel = vote(None, *names, laws=laws)  # ORACLE 7.5: 6 agree, 2 stand aside, 1 blocks; 6 of 7 is 85.7 %
    press(*"yyyyyyaa", "b", "It costs too much.")
    panel.take.click()
    assert outcome(panel)[0] == "Adopted"
    assert "6 of 7" in outcome(panel)[1]


def test_that_everybody_else_agrees_with_one_press(vote: Any, press: Press, town: Town) -> None:
    panel = vote("consensus")
    press("a")
    panel.rest.click()
    panel.take.click()
    assert outcome(panel)[0] == "Adopted"
    assert sorted(each.choice for each in town.motion().votes[0].ballots) == ["agree"] * 9 + ["aside"]


def test_that_an_election_names_who_has_more_than_half(vote: Any, press: Press, town: Town) -> None:
    panel = vote(None, kind="election")
    assert panel.methods.chosen() == ("election",)
    press("Grace Lin", ENTER, "6", ENTER, "Somebody New", ENTER, "4", ENTER)
    assert panel.election.sum.text() == "10 ballots cast: 6 elect."
    panel.election.take.click()
    assert outcome(panel)[0] == "Chosen"
    chosen = [each.words for each in town.motion().votes[0].choices if each.is_chosen]
    assert chosen == ["Grace Lin"]


def test_that_a_vote_is_taken_back_by_undo(vote: Any, press: Press, town: Town, desk: Any) -> None:
    vote()
    press("6", ENTER, "3", ENTER, "0", ENTER)
    assert town.motion().state == "adopted"
    desk.undo_latest()
    assert (town.motion().state, town.motion().votes) == ("put", ())


def test_that_a_vote_is_voided_with_a_reason_only_and_stays_in_the_record(vote: Any, press: Press, town: Town) -> None:
    panel = vote()
    press("6", ENTER, "3", ENTER, "0", ENTER)
    panel.result.void_button.click()
    panel.result.void_now.click()
    assert panel.result.why_row.problem()
    press("A guest voted", ENTER)
    (taken,) = town.motion().votes
    assert taken.is_void
    assert town.motion().state == "put"
    assert not panel.isVisible()


def test_that_a_refused_vote_says_why_and_keeps_the_numbers(vote: Any, press: Press, town: Town, desk: Any) -> None:
    from rcc_council.meetings.room import leave

    panel = vote()
    press("6", ENTER, "3")
    for each in [row for row in town.now().people if row.is_here][:5]:
        town.do(leave, each.row, town.clock.now)
    panel.counts.take.click()
    assert panel.banner.isVisible()
    assert panel.counts.fields["yes"].text() == "6"
    assert town.motion().votes == ()
