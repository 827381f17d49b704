"""Somebody who works here and also comes: nobody they work beside reads what they are as a visitor, nor do they."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api import Problem, needs
from rcc_desktop.api.hats import closed_people, require_participant_side, why_closed
from rcc_desktop.api.imports import Verdict
from rcc_desktop.api.records import StaffMember
from rcc_desktop.people import service
from rcc_desktop.people.imports import judge_people, take_people
from rcc_desktop.people.rows import Alert
from rcc_desktop.staff import service as staff

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.testing_desk import TryOutDesk


@pytest.fixture
def colleague(desk: TryOutDesk, person: Callable[..., int]) -> int:
    """Somebody who came as a visitor and is on the staff now; answered a question, and left the desk a word."""
    somebody = person("Nia Brooks")
    desk.do(lambda: service.set_answers(somebody, "living_situation", ["116"]))
    desk.do(lambda: service.set_alerts(somebody, [Alert("Call her sister")]))
    member = desk.do(lambda: staff.add_member("nia", "Nia Brooks", ["peer_mentor"]))
    desk.do(lambda: staff.link_person(member.id, somebody))
    return somebody


def refusal_of(work: Callable[[], object]) -> str | None:
    with pytest.raises(Problem) as problem:
        work()
    return problem.value.code


@pytest.mark.parametrize("role", ["front_desk", "coordinator", "peer_specialist"])
def test_that_a_colleagues_file_tells_who_they_are_and_not_what_they_are_as_a_visitor(
    desk: TryOutDesk, colleague: int, role: str
) -> None:
    desk.acting_as(role)
    file = desk.ask(lambda: service.file_of(colleague))
    assert (file.name, file.closed) == ("Nia Brooks", "colleague")
    assert (file.answers, file.alerts, file.last_seen) == (None, (), None)


@pytest.mark.parametrize("role", ["supervisor", "director"])
def test_that_those_who_may_see_it_all(desk: TryOutDesk, colleague: int, role: str) -> None:
    desk.acting_as(role)
    file = desk.ask(lambda: service.file_of(colleague))
    assert (file.closed, file.answers) == ("", {"living_situation": ("116",)})
    assert [alert.words for alert in file.alerts] == ["Call her sister"]


def test_that_nobodys_own_side_is_open_to_them_whatever_they_may(desk: TryOutDesk, person: Callable[..., int]) -> None:
    me = person("Rosa Delgado")
    desk.do(lambda: service.set_alerts(me, [Alert("Was here in 2019")]))
    member = desk.ask(staff.staff_of_center)[0].id
    desk.do(lambda: staff.link_person(member, me))
    desk.acting_as("director")
    assert desk.ask(lambda: why_closed(me)) == "own"
    assert desk.ask(lambda: service.file_of(me)).alerts == ()
    assert refusal_of(lambda: desk.ask(lambda: service.history_of(me))) == "people.colleague"


def test_that_nobody_else_is_closed(desk: TryOutDesk, colleague: int, person: Callable[..., int]) -> None:
    visitor = person("Lou Visitor")
    desk.acting_as("front_desk")
    assert desk.ask(closed_people) == {colleague}
    desk.ask(lambda: require_participant_side(visitor))


def test_that_somebody_who_left_the_staff_is_a_visitor_again(desk: TryOutDesk, colleague: int) -> None:
    member = next(row for row in desk.ask(staff.staff_of_center) if row.login == "nia")
    desk.do(lambda: staff.remove_member(member.id))
    desk.acting_as("front_desk")
    assert desk.ask(closed_people) == frozenset()


def test_that_the_history_of_a_colleague_is_closed(desk: TryOutDesk, colleague: int) -> None:
    desk.acting_as("coordinator")
    assert refusal_of(lambda: desk.ask(lambda: service.history_of(colleague))) == "people.colleague"


def test_that_a_colleagues_answers_and_alerts_are_not_written_over(desk: TryOutDesk, colleague: int) -> None:
    desk.acting_as("coordinator")
    for verb in (
        lambda: service.set_answers(colleague, "living_situation", ["410"]),
        lambda: service.set_alerts(colleague, []),
    ):
        assert refusal_of(lambda verb=verb: desk.do(verb)) == "people.colleague"  # type: ignore[misc]


def test_that_what_was_written_before_somebody_came_to_work_here_is_not_undone_by_colleagues(
    desk: TryOutDesk, person: Callable[..., int]
) -> None:
    somebody = person("Nia Brooks")
    desk.do(lambda: service.set_alerts(somebody, [Alert("Call her sister")]))
    newest = 'SELECT MAX("seq") FROM "audit_entry"'
    (entry,) = desk.ask(lambda: desk.session.store.database.execute_sql(newest).fetchone())
    member = desk.do(lambda: staff.add_member("nia", "Nia", ["peer_mentor"]))
    desk.do(lambda: staff.link_person(member.id, somebody))
    desk.acting_as("front_desk")
    assert refusal_of(lambda: desk.do(lambda: service.undo(entry))) == "people.colleague"


def test_that_a_search_tells_of_a_colleague_only_that_they_are_here_today(desk: TryOutDesk, colleague: int) -> None:
    index = desk.session.store.database

    def was_here(days_ago: int) -> None:
        day = (desk.now() - timedelta(days=days_ago)).strftime("%Y%m%d")
        index.execute_sql(f'UPDATE "search_seen" SET "seen_on" = {day} WHERE "person" = {colleague}')

    desk.ask(lambda: was_here(1))
    desk.acting_as("front_desk")
    (found,) = desk.ask(lambda: service.find("Nia", 5, desk.now()))
    assert (found.name, found.last_seen, found.alert) == ("Nia Brooks", None, "")
    desk.ask(lambda: was_here(0))
    (found,) = desk.ask(lambda: service.find("Nia", 5, desk.now()))
    assert found.last_seen == desk.now().date()


def test_that_a_spreadsheet_neither_learns_nor_changes_a_colleagues_answers(desk: TryOutDesk, colleague: int) -> None:
    row = {"first_name": "Nia", "last_name": "Brooks", "living_situation": ("410",)}
    visitor_verdict = desk.ask(lambda: judge_people([row]))
    desk.acting_as("coordinator")
    assert visitor_verdict[0].kind == "new"  # a director is told that this is news
    assert desk.ask(lambda: judge_people([row])) == [Verdict("same")]
    desk.do(lambda: take_people([row], desk.now()))
    desk.acting_as("director")
    assert desk.ask(lambda: service.file_of(colleague)).answers == {"living_situation": ("116",)}


def test_that_two_members_of_the_staff_are_never_one_person(desk: TryOutDesk, colleague: int) -> None:
    other = desk.do(lambda: staff.add_member("lou", "Lou", ["front_desk"]))
    assert refusal_of(lambda: desk.do(lambda: staff.link_person(other.id, colleague))) == "staff.person_taken"


def test_that_whoever_may_not_see_people_links_nobody_and_is_told_no_name(desk: TryOutDesk, colleague: int) -> None:
    member = next(row for row in desk.ask(staff.staff_of_center) if row.login == "nia")
    assert member.person == "Nia Brooks"
    desk.acting_as("administrator")
    assert {row.person for row in desk.ask(staff.staff_of_center)} == {""}
    assert refusal_of(lambda: desk.do(lambda: staff.link_person(member.id, None))) == "permission"
    assert desk.ask(lambda: StaffMember.stored_row(member.id))["person_id"] == colleague


def test_that_the_hat_of_a_room_is_asked_anew_each_time(desk: TryOutDesk, colleague: int) -> None:
    @needs("testing")
    def go_on_leave() -> None:
        StaffMember.change(StaffMember.get(StaffMember.login == "nia").id, active=False)

    desk.do(go_on_leave)
    desk.acting_as("front_desk")
    assert desk.ask(lambda: why_closed(colleague)) == ""
