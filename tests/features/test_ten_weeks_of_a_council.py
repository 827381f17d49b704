"""Ten Wednesdays of a made-up council, run through the pages of the window by its secretary.

Eleven seats, one of them vacant: ten members in office, of whom six are a quorum. What is expected is of the rules of
order, or arithmetic that is written where it is asked for.
"""

from __future__ import annotations

from datetime import date, datetime, time
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from rcc_council.minutes.drafting import save_part
from rcc_council.motions.voting import void_vote
from rcc_council.views.body_bylaws import BylawsPanel
from rcc_council.views.live_action import ActionPanel
from rcc_council.views.live_plan import CancelPanel
from rcc_council.views.meetings_page import MeetingsPage
from rcc_council.views.minutes_panels import AdoptPanel, AmendPanel, AskCorrectionPanel, MakeCorrectionPanel
from rcc_council.views.motion_panel import MotionPanel
from rcc_council.views.recommendations_page import RecommendationsPage
from rcc_council.views.recommendations_panels import AnswerPanel

from rcc_desktop.api import Period
from tests.council_reading import (
    choose,
    everything_to_read,
    figures,
    paper,
    stored,
    text_of_docx,
    text_of_pdf,
    words_of,
)
from tests.council_town import (
    ALL_BUT_MEI,
    BOARD,
    COUNCIL,
    EIGHT,
    SEVEN,
    WEDNESDAYS,
    Town,
    found_board,
    found_council,
)
from tests.council_weeks import week_1, week_2, week_3, week_4, week_5
from tests.council_window import ENTER, NEW_YORK, CouncilWindow, Evening, plan_meeting

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from rcc_council.views.minutes_page import MinutesPage

    from rcc_desktop.testing import Clock
    from rcc_desktop.testing_desk import TryOutDesk
    from tests.council_reading import Written

BOTH_OPEN = ("minutes", "minutes_public")
SAID_IN_SESSION = ("landlord", "two years", "more rent")


@pytest.fixture
def town(desk: TryOutDesk, clock: Clock, qtbot: QtBot, person: Callable[..., int]) -> Town:
    clock.set(datetime(2026, 1, 5, 10, tzinfo=NEW_YORK))
    made = Town(CouncilWindow(desk, clock, qtbot), person)
    found_council(made)
    found_board(made)
    return made


def test_that_ten_weeks_of_a_council_are_run_through_the_window(town: Town, written: Written) -> None:
    first = week_1(town)
    week_2(town)
    week_3(town)
    week_4(town)
    week_5(town)
    week_6(town)
    week_7(town)
    frozen = week_8(town, first)
    week_9(town, first)
    the_board_meets(town)
    last = week_10(town)

    kept = stored(town, first)
    assert (kept.frozen, kept.digest) == frozen, "nothing changed the minutes of January 7 once they were adopted"
    numbers_agree(town)
    papers_say_what_was_decided(town, written, first, last)
    executive_session_is_sealed(town, written, last)


def week_6(town: Town) -> None:
    """Two members leave, and with them the quorum: only to end, to rest, to set a time, to send for members is left."""
    town.on(date(2026, 2, 10))
    town.bodies(COUNCIL).laws.ask()
    town.window.fill(BylawsPanel, from_day=date(2026, 2, 11), decides_by="vote")
    evening = town.evening(6)
    evening.plan("Art night")
    evening.open(*SEVEN)
    evening.take_up("Art night")
    evening.move("That there is an art night in March.", town.people["Devon"])
    assert evening.hands(4, 2, 0).outcome == "adopted"
    evening.move("That paint is bought for 200 dollars.", town.people["Devon"])
    evening.at(18, 30)
    evening.come_or_leave("Jordan", "Grace")
    assert (evening.now.present, evening.now.needed, evening.now.has_quorum) == (5, 6, False)
    assert evening.page.live.banner.isVisible()

    panel = evening.ask_vote("hands")
    town.window.press("3", ENTER, "1", ENTER, "0", ENTER)
    assert panel.banner.isVisible()
    assert (panel.counts.fields["yes"].text(), evening.motion().votes) == ("3", ())
    panel.close()
    evening.keys("m")
    kind = town.window.panel(MotionPanel).form.row("kind").control
    offered = {kind.itemText(at) for at in range(kind.count())}  # type: ignore[attr-defined]  # a ChoiceField
    assert offered == {"End the meeting", "Take a recess", "Set when to go on", "Send for members"}
    town.window.panel(MotionPanel).close()
    evening.move("That we rest for ten minutes.", town.people["Devon"], kind="recess")
    assert evening.hands(3, 1, 0).outcome == "adopted"

    evening.at(18, 45)
    evening.come_or_leave("Grace")
    assert evening.now.has_quorum
    assert not evening.page.live.banner.isVisible()
    assert evening.hands(4, 1, 0).outcome == "adopted"  # the motion on paint, which waited
    evening.at(19)
    evening.come_or_leave("Grace")
    evening.move("That we go home.", town.people["Devon"], kind="adjourn")
    assert evening.hands(4, 0, 0).outcome == "adopted"
    taken = evening.votes()
    assert evening.close() == "closed"
    assert [(vote.present, vote.needed) for vote in taken] == [(7, 6), (5, 6), (6, 6), (5, 6)]
    items = [item for item in evening.items() if item.title == "Art night"]
    kept = sorted((vote for motion in items[0].motions for vote in motion.votes), key=lambda vote: vote.id)
    assert kept == taken, "the votes keep the room of their moment, though nobody is in it any more"

    town.window.click("Minutes")
    assert town.desk.shell.pages[-1] == ("council.minutes", evening.id)
    quorum = words_of(town.minutes(evening.id), "Quorum")
    assert "From 6:30 pm there was no quorum, 5 being present." in quorum
    assert "From 6:45 pm there was a quorum again, 6 being present." in quorum


def week_7(town: Town) -> None:
    """Three come: a stub. Another meeting is called off for snow."""
    evening = town.evening(7)
    evening.plan("Summer picnic")
    evening.open("Maria", "Devon", "Sam")
    assert not evening.now.has_quorum
    assert evening.close(18, 20) == "no_quorum"
    assert "For want of a quorum no business was done." in words_of(town.minutes(evening.id), "Quorum")
    day = date(2026, 2, 20)
    body = town.body(COUNCIL)
    plan_meeting(town.window, body=body, day=day, starts=time(12), ends=time(13), kind="special")
    town.window.click("Call off…")
    town.window.fill(CancelPanel, why="Snow")
    page = town.window.go(MeetingsPage)
    assert page.now is not None
    assert page.now.meeting.state == "cancelled"


def week_8(town: Town, first: int) -> tuple[str, str]:
    """The minutes of the first week: sent around, corrected, adopted as corrected, and frozen; their text and digest.

    They were due on January 14, the day of the next meeting, which is sooner than 60 days after.
    """
    town.on(date(2026, 2, 19))
    town.person("Bettina Krüger")
    page = town.minutes(first)
    page.show_all()
    row = next(row for row in page.model.rows if row.meeting == first)
    assert (row.due, row.is_late) == (date(2026, 1, 14), True)
    page.show_one(first)
    send_around_without_names(town, page)
    correct(town, page)

    evening = town.evening(8)
    town.window.click("Bring in what is owed")
    titles = evening.titles()
    assert "Summer picnic" in titles, "planned for the evening that had no quorum"
    assert any(title.startswith("Open on Sundays.") for title in titles), "still without an answer"
    evening.open(*EIGHT)
    evening.take_up_item(next(item for item in evening.items() if item.about == f"minutes:{first}"))
    motion = evening.move("That the minutes of January 7 are approved as corrected.", town.people["Devon"])
    assert (motion.number, motion.kind) == ("M1", "adopt_minutes")
    assert evening.hands(5, 0, 2).outcome == "adopted"
    assert evening.close() == "closed"
    return adopt_and_freeze(town, first, motion.id)


def send_around_without_names(town: Town, page: MinutesPage) -> None:
    """The name of somebody who uses the center stops the draft until it is taken out."""
    town.window.click("Send around")
    assert page.view.now is not None
    assert page.view.now.state == "draft"
    choose(page, "Reports")
    page.view.editor.text.setFocus()
    page.view.editor.text.selectAll()
    town.window.press("A visitor asked for a quiet room.")
    town.window.click("Send around")
    assert page.view.now.state == "circulated"


def correct(town: Town, page: MinutesPage) -> None:
    """A member who was there asks for a correction, and it is made in the text."""
    choose(page, "Motion M2")
    town.window.click("Correction…")
    town.window.fill(AskCorrectionPanel, asked_by=town.people["Grace"], words="It was three couches.")
    page.view.corrections.table.selectRow(0)
    town.window.click("Make it…")
    said = words_of(page, "Motion M2")
    assert "two couches" in said
    town.window.fill(MakeCorrectionPanel, words=said.replace("two couches", "three couches"))
    assert page.view.now is not None
    assert page.view.now.state == "corrected"


def adopt_and_freeze(town: Town, first: int, motion: int) -> tuple[str, str]:
    """The motion of the later meeting adopts them; after that no page and no verb changes a word."""
    page = town.minutes(first)
    part = page.view.model.rows[0]
    town.window.click("Adopt…")
    assert town.window.panel(AdoptPanel).form.values()["motion"] == motion
    town.window.fill(AdoptPanel)
    now = page.view.now
    assert now is not None
    assert now.adopted_words == "Adopted as corrected on February 25, 2026 by motion M1."
    kept = stored(town, first)
    assert kept.digest == sha256(kept.frozen.encode()).hexdigest()
    assert "three couches" in kept.frozen

    choose(page, "Motion M2")
    assert page.view.editor.text.isReadOnly()
    assert "adopted" in town.window.refused(lambda: save_part(part.id, "", "Otherwise.", expected=part.version))
    meetings = town.window.go(MeetingsPage)
    meetings.open_meeting_of(first)
    assert meetings.minutes.isVisible()
    assert not meetings.correct.isVisible(), "the record stays as it is"
    assert meetings.now is not None
    vote = next(item for item in meetings.now.agenda if item.title == "Coffee hour").motions[1].votes[0]
    assert "adopted" in town.window.refused(lambda: void_vote(vote.id, "A mistake", town.desk.now()))
    assert stored(town, first).frozen == kept.frozen
    return kept.frozen, kept.digest


def week_9(town: Town, first: int) -> None:
    """What was adopted is changed: without notice by two-thirds or most of all members, with notice by a majority."""
    town.on(date(2026, 3, 2))
    town.person("Nora Field")
    town.seat(town.bodies(COUNCIL), "Family", "Nora Field")
    evening = town.evening(9)
    evening.plan("Coffee hour again")
    evening.open(*ALL_BUT_MEI, "Nora")
    assert (evening.now.present, evening.now.in_office, evening.now.needed) == (10, 11, 6)  # ORACLE 7.1
    evening.take_up("Coffee hour again")
    words, grace = "That the coffee hour begins at ten.", town.people["Grace"]
    evening.move(words, grace, kind="amend_adopted", find_changed="begins at nine")
    lost = evening.hands(5, 3, 1)
    assert lost.arithmetic == (
        "5 yes, 3 no, 1 abstaining: two-thirds needs yes >= 2 x no, 5 < 6; or "
        "a majority of 11 members in office is 6, 5 < 6, lost."
    )
    evening.move(words, grace, kind="amend_adopted", find_changed="begins at nine", notice=True)
    adopted = evening.hands(5, 3, 1)
    assert adopted.arithmetic == "5 yes, 3 no, 1 abstaining: a majority needs yes > no, 5 > 3, adopted."
    assert evening.close() == "closed"

    page = town.minutes(first)
    town.window.click("Change…")
    town.window.fill(AmendPanel, words="The coffee hour begins at ten.")
    assert page.view.now is not None
    assert [(each.day, each.motion, each.words) for each in page.view.now.addenda] == [
        (WEDNESDAYS[8], "M2", "The coffee hour begins at ten.")
    ]
    assert page.view.now.is_sound


def the_board_meets(town: Town) -> None:
    """An alternate counts for a delegate who is not there; what was asked on January 15 is answered late."""
    day = date(2026, 3, 10)
    board = town.body(BOARD)
    town.on(day)
    plan_meeting(town.window, body=board, day=day, starts=time(18), ends=time(19))
    evening = Evening(town.window, BOARD, day)
    evening.open("Grace")
    assert (evening.now.present, evening.now.in_office, evening.now.needed) == (1, 3, 2)
    evening.come_or_leave("Jordan")
    assert evening.now.present == 2
    evening.come_or_leave("Maria")
    counting = {each.name for each in evening.now.people if each.counts}
    assert counting == {"Grace Lin", "Maria Nuñez"}, "whom Jordan stands in for is there"
    assert evening.close(18, 40) == "closed"

    page = town.window.go(RecommendationsPage)
    assert figures(page) == ["1", "1", "–", "–"]  # one waits, and is late since February 14
    page.table.setFocus()
    page.table.selectRow(0)
    town.window.press(ENTER)
    town.window.fill(AnswerPanel, kind=("in_part",), said="Every second Sunday.")
    assert figures(page) == ["0", "0", "0 of 1", "54 days"]  # 16 days of January, 28 and 10


def week_10(town: Town) -> int:
    """Executive session, with a motion and an action of its own; then one in the open."""
    evening = town.evening(10)
    evening.plan("Lamp")
    town.window.click("Bring in what is owed")
    assert not any(title.startswith("Open on Sundays.") for title in evening.titles()), "it was answered"
    evening.open(*EIGHT, "Nora")
    evening.take_up("Reports")
    evening.at(18, 20)
    evening.keys("e")
    evening.note("The landlord wants more rent.")
    assert evening.move("That we offer two years.", town.people["Devon"]).is_sealed
    evening.ask_vote("voice").voice.yes.click()
    evening.taken()
    evening.keys("d", "Call the landlord")
    town.window.fill(ActionPanel, owner=town.people["Devon"])
    evening.at(18, 50)
    evening.keys("e")
    evening.take_up("Lamp")
    evening.move("That a lamp is hung at the door.", town.people["Rosa"])
    assert evening.hands(6, 1, 1).outcome == "adopted"
    assert evening.close() == "closed"
    town.minutes(evening.id)
    return evening.id


def numbers_agree(town: Town) -> None:
    """Counted by hand: ten Wednesdays and the board.

    Who came: 8, 9, 9, 9, 9, 7, 3, 8, 10, 9, and 2 delegates. Who was expected: 10 members, 9 while Bo was on leave, 11
    once the last seat was filled, and 3 of the board.
    """
    expected = {
        "meetings_held": 11,
        "meetings_with_quorum": 10,
        "meetings_cancelled": 1,
        "members_present": 8 + 9 + 9 + 9 + 9 + 7 + 3 + 8 + 10 + 9 + 2,
        "places_at_meetings": 10 + 10 + 9 + 9 + 10 + 10 + 10 + 10 + 11 + 11 + 3,
        "members": 11 + 1,
        "consumers": 8 + 1,
        "recommendations": 1,
        "recommendations_answered": 1,
        "recommendations_in_time": 0,
        "actions_done": 1,
    }
    quarter, desk = Period.quarter(2026, 1), town.desk
    counted = {key: desk.ask(lambda key=key: desk.tally(f"council.{key}", quarter)).amount for key in expected}  # type: ignore[misc]
    assert counted == expected


def papers_say_what_was_decided(town: Town, written: Written, first: int, last: int) -> None:
    """The minutes of the first and the last week, read back from PDF and from a document of Word."""
    early, late = stored(town, first), stored(town, last)
    for read, suffix in ((text_of_pdf, ".pdf"), (text_of_docx, ".docx")):
        text = read(written(paper(town.desk, "minutes", early.id), suffix))
        for said in (
            "Grace Lin moved: “That the coffee hour begins at nine.”",
            "That three couches are bought.",
            "5 yes, 1 no, 1 abstaining: a majority needs yes > no, 5 > 1, adopted.",
            "A visitor asked for a quiet room.",
            "Adopted as corrected on February 25, 2026 by motion M1.",
            "March 4, 2026, motion M2: The coffee hour begins at ten.",
            "Devon Price, secretary",
        ):
            assert said in text
        assert early.digest in text.replace(" ", "")
        assert "Krüger" not in text
        text = read(written(paper(town.desk, "minutes", late.id), suffix))
        assert "Held from 6:20 pm to 6:50 pm." in text
        assert "That a lamp is hung at the door." in text
        assert not [said for said in SAID_IN_SESSION if said in text]
    whole, public = (text_of_pdf(written(paper(town.desk, key, early.id), ".pdf")) for key in BOTH_OPEN)
    assert ("Visitor Vera" in whole, "Visitor Vera" in public) == (True, False)
    sealed = text_of_pdf(written(paper(town.desk, "minutes_sealed", late.id), ".pdf"))
    assert all(said in sealed for said in SAID_IN_SESSION)


def executive_session_is_sealed(town: Town, written: Written, last: int) -> None:
    """A coordinator, who may record and not see what is sealed, finds nothing of it on any page or paper."""
    desk = town.desk
    whole = everything_to_read(town, written, last)
    assert all(said in whole for said in (*SAID_IN_SESSION, "Call the"))
    town.window.window.hide()
    desk.acting_as("coordinator")
    town.window = CouncilWindow(desk, town.window.clock, town.window.qtbot)
    seen = everything_to_read(town, written, last)
    assert "That a lamp is hung at the door." in seen
    assert "Held from 6:20 pm to 6:50 pm." in seen
    assert not [said for said in (*SAID_IN_SESSION, "Call the") if said in seen]
    sealed = next(each for each in desk.session.documents() if each.key == "council.minutes_sealed")
    assert not desk.may(sealed.needs)
