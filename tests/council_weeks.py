"""The first five Wednesdays of a council: every way there is to vote, and what comes of a meeting."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from rcc_council.motions.voting import take_roll_call
from rcc_council.views.actions_panels import CarryForm
from rcc_council.views.body_bylaws import BylawsPanel
from rcc_council.views.body_panels import ConflictPanel, LeavePanel
from rcc_council.views.live_action import ActionPanel
from rcc_council.views.recommendations_page import RecommendationsPage
from rcc_council.views.recommendations_panels import RecommendForm
from rcc_council.views.register_page import ACTIONS, RegisterPage

from tests.council_town import ALL_BUT_BO, ALL_BUT_MEI, BOARD, COUNCIL, EIGHT, WEDNESDAYS
from tests.council_window import ENTER

if TYPE_CHECKING:
    from tests.council_town import Town


def week_1(town: Town) -> int:
    """A motion by voice, one by a show of hands, and something somebody will do."""
    evening = town.evening(1)
    evening.plan("Coffee hour")
    evening.open(*EIGHT, "Visitor Vera")
    assert (evening.now.present, evening.now.needed) == (8, 6)

    evening.take_up("Reports")
    evening.note("Bettina Krüger asked for a quiet room.")
    evening.take_up("Coffee hour")
    evening.move("That the coffee hour begins at nine.", town.people["Grace"])
    evening.ask_vote("voice").voice.yes.click()
    heard = evening.taken()
    assert (heard.outcome, heard.was_counted) == ("adopted", False)

    evening.move("That two couches are bought.", town.people["Sam"])
    counted = evening.hands(5, 1, 1)  # eight here; the chair, who votes only to decide, is not among the seven
    assert counted.arithmetic == "5 yes, 1 no, 1 abstaining: a majority needs yes > no, 5 > 1, adopted."
    assert (counted.present, counted.needed, counted.in_office) == (8, 6, 10)
    evening.keys("d", "Ask for two offers")
    town.window.fill(ActionPanel, owner=town.people["Rosa"], due=WEDNESDAYS[1])
    assert evening.close() == "closed"
    return evening.id


def week_2(town: Town) -> None:
    """By roll call, without a member who declared an interest, and without a proxy: the bylaws know none."""
    town.on(date(2026, 1, 12))
    town.bodies(COUNCIL).conflicts.ask()
    town.window.fill(ConflictPanel, person=town.people["Sam"], words="Harbor Motors", note="His brother works there")
    evening = town.evening(2)
    evening.plan("The van of Harbor Motors")
    town.window.click("Bring in what is owed")
    assert any(title.startswith("Ask for two offers") for title in evening.titles())
    evening.open(*ALL_BUT_MEI)
    evening.take_up("The van")
    assert evening.page.live.item.conflicts.isVisible()
    motion = evening.move("That the council rents a van.", town.people["Devon"])
    steps = [code for code, _button in evening.page.live.item.with_keys().steps]  # type: ignore[union-attr]
    evening.keys(str(steps.index("recuse") + 1), "sam", ENTER)
    assert evening.motion().recused == ("Sam Whitehorse",)

    panel = evening.ask_vote("roll_call")
    assert not panel.proxies.isVisible()
    assert panel.standing is not None
    assert "Sam Whitehorse" not in {each.name for each in panel.standing.voters}
    panel.close()
    by_proxy, mei = {town.people["Mei"]: town.people["Grace"]}, town.people["Mei"]
    asked = town.window.refused(lambda: take_roll_call(motion.id, {mei: "yes"}, town.desk.now(), proxies=by_proxy))
    assert asked == "The bylaws do not have votes by proxy."

    vote = evening.by_name("roll_call", *"yyyyynn")  # nine here, less one who takes no part and the chair
    assert vote.arithmetic == "5 yes, 2 no: a majority needs yes > no, 5 > 2, adopted."
    assert sorted(each.choice for each in vote.ballots) == ["no"] * 2 + ["recused"] + ["yes"] * 5
    assert [each.name for each in vote.ballots if each.choice == "recused"] == ["Sam Whitehorse"]
    assert evening.close() == "closed"
    between_weeks(town)


def between_weeks(town: Town) -> None:
    """On Thursday an action is carried on to January 28, and something is recommended to the advisory board."""
    town.on(date(2026, 1, 15))
    page = town.window.go(RegisterPage)
    page.sections.chip(ACTIONS).click()
    page.actions_.table.selectRow(0)
    town.window.click("Carry on…")
    town.window.fill(CarryForm, due_on=WEDNESDAYS[3])
    council, board = town.body(COUNCIL), town.body(BOARD)
    town.window.go(RecommendationsPage)
    town.window.click("Recommend…")
    town.window.fill(RecommendForm, body=council, words="Open on Sundays.", to_body=board)


def week_3(town: Town) -> None:
    """By ballot: blank ones are no votes, illegal ones are, and help nobody; a member on leave is not in office."""
    town.on(date(2026, 1, 19))
    town.bodies(COUNCIL).leave.ask()
    town.window.fill(LeavePanel, person=town.people["Bo"], first_day=date(2026, 1, 19), last_day=date(2026, 2, 1))

    evening = town.evening(3)
    evening.plan("Newsletter")
    evening.open(*ALL_BUT_BO)
    assert (evening.now.present, evening.now.in_office, evening.now.needed) == (9, 9, 5)
    evening.take_up("Newsletter")
    evening.move("That the newsletter is printed.", town.people["Rosa"])
    lost = evening.ballot(4, 3, 0, 1, 1)  # 4 + 3 + 1 illegal = 8 cast, of which more than half is 5 (as 81 need 41)
    assert (lost.outcome, lost.blank, lost.illegal) == ("lost", 1, 1)
    assert "8 votes cast, a majority is 5, 4 < 5" in lost.arithmetic
    evening.move("That the newsletter is sent by mail.", town.people["Rosa"])
    assert evening.ballot(5, 2, 0, 1, 1).outcome == "adopted"  # 8 cast again: 5 are enough
    assert evening.close() == "closed"


def week_4(town: Town) -> None:
    """Two-thirds is twice as many for as against; a tie is lost, unless the chair decides it."""
    evening = town.evening(4)
    evening.plan("Summer hours")
    evening.open(*ALL_BUT_BO)
    evening.take_up("Summer hours")
    evening.move("That the question is put.", town.people["Grace"], kind="previous_question")
    assert evening.hands(5, 3, 0).outcome == "lost"  # ORACLE 7.3: 5 < 6, though 62.5 % are for it
    evening.move("That everybody speaks two minutes.", town.people["Grace"], kind="limit_debate")
    vote = evening.hands(4, 2, 2)  # as 10 to 5 in ORACLE 7.3: exactly twice as many
    assert vote.arithmetic == "4 yes, 2 no, 2 abstaining: two-thirds needs yes >= 2 x no, 4 >= 4, adopted."

    evening.move("That the center opens at noon.", town.people["Tomás"])
    tie = evening.hands(4, 4, 0)
    assert tie.arithmetic == "4 yes, 4 no: a majority needs yes > no, 4 = 4 is a tie, lost."
    evening.move("That the center opens at ten.", town.people["Tomás"])
    panel = evening.ask_vote("hands")
    town.window.press("4", ENTER, "4")
    assert "adopted" in panel.counts.chair.text()
    panel.counts.chair.click()
    decided = evening.taken()
    assert (decided.yes, decided.no, decided.outcome) == (5, 4, "adopted")
    assert decided.arithmetic.endswith("The chair voted yes.")
    assert any(title.startswith("Ask for two offers") for title in evening.titles()), "carried on to this evening"
    assert evening.close() == "closed"
    page = town.window.go(RegisterPage)
    page.actions_.table.selectRow(0)
    town.window.click("Done")


def week_5(town: Town) -> None:
    """By consensus: standing aside stops nothing, a block does; then three quarters of the others decide."""
    town.on(date(2026, 2, 3))
    town.bodies(COUNCIL).laws.ask()
    laws = {"decides_by": "consensus", "fallback_over": 3, "fallback_under": 4}
    town.window.fill(BylawsPanel, from_day=date(2026, 2, 4), **laws)
    evening = town.evening(5)
    evening.plan("Garden")
    evening.open(*ALL_BUT_MEI)
    assert evening.now.in_office == 10
    assert not any(title.startswith("Ask for two offers") for title in evening.titles()), "it is done"
    evening.take_up("Garden")
    evening.move("That we plant tomatoes.", town.people["Jordan"])
    free = evening.by_name("consensus", *"yyyyyyr", *"aa")
    assert free.arithmetic.endswith("nobody blocks, adopted by consensus.")
    evening.move("That we build a greenhouse.", town.people["Jordan"])
    blocked = evening.by_name("consensus", *"yyyyyyaab", "It takes the sun from the neighbors.")
    assert blocked.outcome == "adopted"  # ORACLE 7.5: 6 of 7 who do not stand aside, 85.7 %
    assert "6 of 7; three-quarters is 6, 6 >= 6, adopted by the fall-back vote" in blocked.arithmetic
    evening.move("That we keep bees.", town.people["Jordan"])
    stung = evening.by_name("consensus", *"yyyyyaab", "I am allergic.", "b", "So is my son.")
    assert stung.outcome == "lost"  # 5 of 7 are 71.4 %
    assert "5 of 7; three-quarters is 6, 5 < 6, not adopted" in stung.arithmetic
    assert [each.why for each in stung.ballots if each.choice == "block"] == ["I am allergic.", "So is my son."]
    assert evening.close() == "closed"
