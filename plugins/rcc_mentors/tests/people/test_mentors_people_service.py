"""The verbs of the hat, as a coordinator calls them."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rcc_mentors.people.facts import mentor_facts
from rcc_mentors.people.file import file_of, mentor_of
from rcc_mentors.people.matching import MatchWish, matching_mentors
from rcc_mentors.people.records import Mentor
from rcc_mentors.people.service import (
    Details,
    add_mentor,
    change_details,
    mark_item,
    move_stage,
    set_sites,
    set_traits,
    undo_add,
    undo_move,
    unmark_item,
)
from rcc_mentors.people.standards import Standards

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.records import ContactWay, PersonAnswer, Site, StaffMember, StaffRole

Desk = Any
Made = Any
STANDARDS = Standards(warn_days=90, ethics_edition="2026", ethics_months=12, holidays_of="US")


@needs("testing")
def _add(record: Any, **values: Any) -> int:
    row: int = record.add(**values)
    return row


@pytest.fixture
def ana(person: Any) -> int:
    made: int = person("Ana Vega")
    return made


def file(desk: Desk, person: int) -> Any:
    now = desk.now()
    return desk.ask(lambda: file_of(person, now, STANDARDS))


def test_that_a_new_mentor_has_applied_today(desk: Desk, ana: int) -> None:
    now = desk.now()
    mentor = desk.do(lambda: add_mentor(ana, now))
    made = file(desk, ana)
    assert (made.id, made.stage, made.stage_on, made.active_on) == (mentor, "applied", date(2026, 11, 21), None)
    assert [move.stage for move in made.moves] == ["applied"]
    assert made.moves[0].moved_by == "Director"


def test_that_nobody_gets_two_hats(desk: Desk, ana: int) -> None:
    now = desk.now()
    desk.do(lambda: add_mentor(ana, now))
    with pytest.raises(Problem) as problem:
        desk.do(lambda: add_mentor(ana, now))
    assert problem.value.code == "mentors.already"


def test_that_somebody_who_served_before_is_added_as_active_by_saying_why(desk: Desk, ana: int) -> None:
    now = desk.now()
    with pytest.raises(Problem) as problem:
        desk.do(lambda: add_mentor(ana, now, stage="active"))
    assert problem.value.field == "why"
    desk.do(lambda: add_mentor(ana, now, stage="active", why="Here since 2019", on_day=date(2026, 1, 5)))
    made = file(desk, ana)
    assert (made.stage, made.active_on) == ("active", date(2026, 1, 5))
    assert len(made.moves[0].open_items) == 11


def test_that_adding_can_be_taken_back(desk: Desk, ana: int) -> None:
    now = desk.now()
    mentor = desk.do(lambda: add_mentor(ana, now))
    desk.do(lambda: set_traits(mentor, "role", ("driver",)))
    desk.do(lambda: undo_add(mentor))
    assert desk.ask(lambda: mentor_of(ana)) is None


def test_that_a_stage_with_open_items_is_entered_only_by_saying_why_and_both_are_kept(desk: Desk, ana: int) -> None:
    now = desk.now()
    mentor = desk.do(lambda: add_mentor(ana, now))
    desk.do(lambda: mark_item(mentor, "form_received", now))
    with pytest.raises(Problem, match="Somebody talked with them"):
        desk.do(lambda: move_stage(mentor, "references", now))
    desk.do(lambda: move_stage(mentor, "references", now, why="She has been a regular for years"))
    newest = file(desk, ana).moves[0]
    assert (newest.why, newest.open_items) == ("She has been a regular for years", ("talked_together",))


def test_that_a_finished_checklist_needs_no_reason(desk: Desk, ana: int) -> None:
    now = desk.now()
    mentor = desk.do(lambda: add_mentor(ana, now))
    for item in ("form_received", "talked_together"):
        desk.do(lambda item=item: mark_item(mentor, item, now, done_on=date(2026, 11, 20)))
    desk.do(lambda: move_stage(mentor, "references", now))
    made = file(desk, ana)
    assert made.stage == "references"
    assert made.marks["form_received"].done_on == date(2026, 11, 20)
    assert made.marks["form_received"].seen_by == "Director"


def test_that_a_tick_can_be_taken_off_and_set_anew_on_another_day(desk: Desk, ana: int) -> None:
    now = desk.now()
    mentor = desk.do(lambda: add_mentor(ana, now))
    desk.do(lambda: mark_item(mentor, "council_approved", now))
    desk.do(lambda: mark_item(mentor, "council_approved", now, done_on=date(2026, 11, 3), note="Minutes of November"))
    mark = file(desk, ana).marks["council_approved"]
    assert (mark.done_on, mark.note) == (date(2026, 11, 3), "Minutes of November")
    desk.do(lambda: unmark_item(mentor, "council_approved"))
    assert file(desk, ana).marks == {}


def test_that_a_step_that_cannot_follow_is_refused(desk: Desk, ana: int) -> None:
    now = desk.now()
    mentor = desk.do(lambda: add_mentor(ana, now))
    with pytest.raises(Problem) as problem:
        desk.do(lambda: move_stage(mentor, "on_leave", now, why="resting"))
    assert (problem.value.field, problem.value.code) == ("stage", "mentors.stage")


def test_that_nobody_moves_tomorrow_or_before_the_step_they_are_at(desk: Desk, ana: int, made_mentor: Made) -> None:
    now = desk.now()
    mentor = made_mentor(ana, day=date(2026, 11, 10))
    for day in (date(2026, 11, 22), date(2026, 11, 9)):
        with pytest.raises(Problem) as problem:
            desk.do(lambda day=day: move_stage(mentor, "on_leave", now, on_day=day))
        assert problem.value.field == "on_day"


def test_that_leaving_asks_why_and_keeps_everything(desk: Desk, ana: int, made_mentor: Made, certified: Made) -> None:
    now = desk.now()
    mentor = made_mentor(ana)
    certified(mentor, "cpr", date(2026, 1, 5), date(2028, 1, 5))
    with pytest.raises(Problem) as problem:
        desk.do(lambda: move_stage(mentor, "left", now))
    assert problem.value.field == "why"
    desk.do(lambda: move_stage(mentor, "left", now, why="moved"))
    made = file(desk, ana)
    assert (made.stage, made.left_why, len(made.credentials)) == ("left", "moved", 1)
    assert desk.ask(lambda: Mentor.get_by_id(mentor).left_on) == date(2026, 11, 21)


def test_that_somebody_who_left_comes_back_with_their_history(desk: Desk, ana: int, made_mentor: Made) -> None:
    now = desk.now()
    mentor = made_mentor(ana)
    desk.do(lambda: move_stage(mentor, "left", now, why="work"))
    desk.do(lambda: move_stage(mentor, "active", now, why="Back from school"))
    made = file(desk, ana)
    assert (made.stage, made.active_on, made.left_why) == ("active", date(2026, 11, 21), "")
    assert [move.stage for move in made.moves] == ["active", "left", "active"]


def test_that_the_end_of_a_leave_needs_no_reason(desk: Desk, ana: int, made_mentor: Made) -> None:
    now = desk.now()
    mentor = made_mentor(ana)
    desk.do(lambda: move_stage(mentor, "on_leave", now))
    desk.do(lambda: move_stage(mentor, "active", now))
    assert file(desk, ana).active_on == date(2026, 3, 2)


def test_that_the_newest_step_can_be_taken_back_and_no_other(desk: Desk, ana: int, made_mentor: Made) -> None:
    now = desk.now()
    mentor = made_mentor(ana)
    leave = desk.do(lambda: move_stage(mentor, "on_leave", now))
    left = desk.do(lambda: move_stage(mentor, "left", now, why="health"))
    with pytest.raises(Problem):
        desk.do(lambda: undo_move(mentor, leave))
    desk.do(lambda: undo_move(mentor, left))
    assert file(desk, ana).stage == "on_leave"
    desk.do(lambda: undo_move(mentor, leave))
    first = file(desk, ana).moves[0].id
    with pytest.raises(Problem):
        desk.do(lambda: undo_move(mentor, first))
    assert file(desk, ana).stage == "active"


def test_that_what_is_asked_for_is_changed_and_given_back_for_undo(desk: Desk, ana: int, made_mentor: Made) -> None:
    mentor = made_mentor(ana)
    wanted = Details("paid", 2, 6, 600, 660, "Mornings", "Keys to the van")
    before = desk.do(lambda: change_details(mentor, wanted, expected=1))
    assert before == Details()
    assert file(desk, ana).details == wanted
    with pytest.raises(Problem) as problem:
        desk.do(lambda: change_details(mentor, Details(most_shifts_week=-1)))
    assert problem.value.field == "most_shifts_week"
    with pytest.raises(Problem) as problem:
        desk.do(lambda: change_details(mentor, Details(), expected=1))
    assert problem.value.code == "changed_elsewhere"


def test_that_traits_and_sites_are_set_anew_and_given_back_for_undo(desk: Desk, ana: int, made_mentor: Made) -> None:
    mentor = made_mentor(ana, language=("english",))
    assert desk.do(lambda: set_traits(mentor, "language", ("english", "spanish"))) == ("english",)
    assert file(desk, ana).traits["language"] == ("english", "spanish")
    assert desk.do(lambda: set_traits(mentor, "language", ())) == ("english", "spanish")
    assert desk.do(lambda: set_sites(mentor, (1,))) == ()
    assert file(desk, ana).sites == (1,)
    assert desk.do(lambda: set_sites(mentor, ())) == (1,)


def test_that_facts_for_the_schedule_hold_what_it_needs_and_no_lived_experience(
    desk: Desk, ana: int, made_mentor: Made
) -> None:
    mentor = made_mentor(ana, role=("driver",), skill=("keys",), language=("spanish",), lived=("veteran",))
    desk.do(lambda: change_details(mentor, Details(most_shifts_week=2, best_times="Evenings")))
    desk.do(lambda: _add(ContactWay, person=ana, kind="phone", value="617-555-0101", digits="6175550101"))
    desk.do(lambda: set_sites(mentor, (1,)))
    now = desk.now()
    (fact,) = desk.ask(lambda: mentor_facts(now))
    assert (fact.roles, fact.skills, fact.languages) == ({"driver"}, {"keys"}, {"spanish"})
    assert (fact.most_shifts_week, fact.best_times, fact.phone) == (2, "Evenings", "617-555-0101")
    assert fact.serves
    assert fact.sites == {1}
    assert "veteran" not in repr(fact)


def test_that_a_mentor_at_the_desk_learns_no_telephone_numbers_of_others(
    desk: Desk, ana: int, made_mentor: Made
) -> None:
    made_mentor(ana)
    desk.do(lambda: _add(ContactWay, person=ana, kind="phone", value="617-555-0101", digits="6175550101"))
    desk.acting_as("peer_mentor")
    now = desk.now()
    (fact,) = desk.ask(lambda: mentor_facts(now))
    assert (fact.phone, fact.name) == ("", "Ana Vega")


def test_that_a_restricted_mentor_has_no_name_for_those_who_may_not_know(
    desk: Desk, person: Any, made_mentor: Made
) -> None:
    made_mentor(person("Hidden Holt", restricted=True))
    desk.acting_as("coordinator")
    now = desk.now()
    (fact,) = desk.ask(lambda: mentor_facts(now))
    assert (fact.name, fact.phone) == ("Name not shown", "")


def test_that_those_who_left_long_ago_are_no_facts_for_the_schedule(
    desk: Desk, ana: int, person: Any, made_mentor: Made
) -> None:
    now = desk.now()
    recent, old = made_mentor(ana), made_mentor(person("Bo Park"))
    desk.do(lambda: move_stage(recent, "left", now, why="work", on_day=date(2026, 10, 1)))
    desk.do(lambda: move_stage(old, "left", now, why="work", on_day=date(2026, 9, 1)))
    assert [(fact.id, fact.serves) for fact in desk.ask(lambda: mentor_facts(now))] == [(recent, False)]


def test_that_matching_goes_by_what_was_declared_and_best_first(
    desk: Desk, ana: int, person: Any, made_mentor: Made
) -> None:
    bo, cy = person("Bo Park"), person("Cy Stone")
    both = made_mentor(bo, language=("spanish",), lived=("veteran",))
    one = made_mentor(ana, language=("spanish",))
    made_mentor(cy)
    found = desk.ask(lambda: matching_mentors(MatchWish(languages=("spanish",), lived=("veteran",))))
    assert [(match.mentor, match.misses) for match in found] == [(both, ()), (one, ("lived",))]


def test_that_sex_is_matched_by_the_persons_own_answer_and_only_for_those_who_may_see_it(
    desk: Desk, ana: int, made_mentor: Made
) -> None:
    made_mentor(ana)
    wish = MatchWish(sexes=("0",))
    assert desk.ask(lambda: matching_mentors(wish)) == []
    desk.do(lambda: _add(PersonAnswer, person=ana, question="sex", code="0"))
    assert [match.name for match in desk.ask(lambda: matching_mentors(wish))] == ["Ana Vega"]
    assert desk.ask(lambda: matching_mentors(MatchWish(sexes=("1",)))) == []


def test_that_what_a_mentor_answered_as_a_visitor_stays_closed_to_colleagues(
    desk: Desk, ana: int, made_mentor: Made
) -> None:
    made_mentor(ana)
    desk.do(lambda: _add(PersonAnswer, person=ana, question="sex", code="0"))
    desk.acting_as("coordinator", "front_desk")
    assert desk.ask(lambda: matching_mentors(MatchWish(sexes=("0",)))) == []


def test_that_only_active_mentors_are_matched_and_no_site_means_any(
    desk: Desk, ana: int, person: Any, made_mentor: Made
) -> None:
    now = desk.now()
    second = desk.do(lambda: _add(Site, name="River House"))
    anywhere, here, away = (made_mentor(who) for who in (ana, person("Bo Park"), person("Cy Stone")))
    desk.do(lambda: set_sites(here, (second,)))
    desk.do(lambda: move_stage(away, "on_leave", now))
    assert [match.mentor for match in desk.ask(lambda: matching_mentors(MatchWish(site=1)))] == [anywhere]
    found = desk.ask(lambda: matching_mentors(MatchWish(site=second)))
    assert {match.mentor for match in found} == {anywhere, here}


def test_that_a_volunteer_who_is_staff_for_the_same_work_is_warned_of_and_not_refused(
    desk: Desk, ana: int, made_mentor: Made
) -> None:
    made_mentor(ana, role=("front_desk", "driver"))
    assert file(desk, ana).same_work == frozenset()
    staff = desk.do(lambda: _add(StaffMember, login="ana", name="Ana", person=ana))
    desk.do(lambda: _add(StaffRole, member=staff, role="front_desk"))
    assert file(desk, ana).same_work == {"front_desk"}


def test_that_somebody_without_the_permission_sees_and_changes_nothing(desk: Desk, ana: int, made_mentor: Made) -> None:
    mentor, now = made_mentor(ana), desk.now()
    desk.acting_as("front_desk")
    for work in (lambda: file_of(ana, now, STANDARDS), lambda: matching_mentors(MatchWish())):
        with pytest.raises(Problem, match="Your role does not include this"):
            desk.ask(work)
    with pytest.raises(Problem, match="Your role does not include this"):
        desk.do(lambda: move_stage(mentor, "left", now, why="work"))


def test_that_mentors_of_one_name_are_told_apart_by_when_they_began(desk: Desk, person: Any, made_mentor: Made) -> None:
    for name, day in (("Maria Lopez", 2), ("Maria Lopez", 9), ("Maria Lopez", 9), ("Ana Vega", 2)):
        made_mentor(person(name), day=date(2026, 3, day))
    now = desk.now()
    assert [fact.name for fact in desk.ask(lambda: mentor_facts(now))] == [
        "Maria Lopez (03/02/2026)",
        "Maria Lopez (03/09/2026)",
        "Maria Lopez (03/09/2026) 2",
        "Ana Vega",
    ]


def test_that_names_that_are_not_to_be_known_are_not_told_apart(desk: Desk, person: Any, made_mentor: Made) -> None:
    for name in ("Maria Lopez", "Ana Vega"):
        made_mentor(person(name, restricted=True))
    desk.acting_as("front_desk")
    now = desk.now()
    assert {fact.name for fact in desk.ask(lambda: mentor_facts(now))} == {"Name not shown"}
