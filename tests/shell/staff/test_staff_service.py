"""The staff list: who is on it, who may change it, and who stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from rcc_desktop.api.problems import Problem
from rcc_desktop.staff import service
from rcc_desktop.staff.permissions import PERMISSIONS

if TYPE_CHECKING:
    from rcc_desktop.testing_desk import TryOutDesk


def director_of(desk: TryOutDesk) -> service.MemberRow:
    return desk.ask(service.staff_of_center)[0]


def test_that_somebody_new_signs_in_with_what_their_roles_hold(desk: TryOutDesk) -> None:
    new = desk.do(lambda: service.add_member("lou", "Lou", ["front_desk", "supervisor"]))
    desk.do(lambda: service.give_key(new.id, "slot-of-lou"))

    signed = desk.ask(lambda: service.sign_in("slot-of-lou", PERMISSIONS))

    assert signed.member.name == "Lou"
    assert signed.actor.staff == new.id
    assert signed.actor.may("staff.see")
    assert not signed.actor.may("staff.manage")


def test_that_somebody_without_a_key_cannot_sign_in(desk: TryOutDesk) -> None:
    desk.do(lambda: service.add_member("lou", "Lou", ["front_desk"]))
    with pytest.raises(Problem) as refused:
        desk.ask(lambda: service.sign_in("", PERMISSIONS))
    assert refused.value.code == "staff.unknown"


def test_that_somebody_removed_signs_in_no_more_even_while_their_key_still_opens(desk: TryOutDesk) -> None:
    new = desk.do(lambda: service.add_member("lou", "Lou", ["front_desk"]))
    desk.do(lambda: service.give_key(new.id, "slot-of-lou"))
    desk.do(lambda: service.remove_member(new.id))
    with pytest.raises(Problem) as refused:
        desk.ask(lambda: service.sign_in("slot-of-lou", PERMISSIONS))
    assert refused.value.code == "staff.unknown"


def test_that_two_people_cannot_have_the_same_sign_in_name_in_another_case(desk: TryOutDesk) -> None:
    desk.do(lambda: service.add_member("Lou", "Lou Reyes", ["front_desk"]))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.add_member(" lou ", "Louise", ["front_desk"]))
    assert refused.value.field == "login"


@pytest.mark.parametrize(
    ("login", "name", "roles", "field"),
    [("", "Lou", ["director"], "login"), ("lou", " ", ["director"], "name"), ("lou", "Lou", [], "roles")],
)
def test_that_what_is_missing_is_said_beside_its_field(
    desk: TryOutDesk, login: str, name: str, roles: list[str], field: str
) -> None:
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.add_member(login, name, roles))
    assert refused.value.field == field
    assert refused.value.way_out


def test_that_a_role_nobody_knows_is_refused(desk: TryOutDesk) -> None:
    with pytest.raises(Problem):
        desk.do(lambda: service.add_member("lou", "Lou", ["owner"]))


def test_that_the_last_director_keeps_the_role(desk: TryOutDesk) -> None:
    director = director_of(desk)
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.change_member(director.id, director.name, ["front_desk"]))
    assert refused.value.code == "staff.last_keeper"
    assert director_of(desk).roles == ("director",)


def test_that_a_director_may_go_once_there_is_another(desk: TryOutDesk) -> None:
    director = director_of(desk)
    desk.do(lambda: service.add_member("lou", "Lou", ["administrator"]))
    changed = desk.do(lambda: service.change_member(director.id, "Dee", ["front_desk", "coordinator"]))
    assert (changed.name, changed.roles) == ("Dee", ("front_desk", "coordinator"))


def test_that_nobody_removes_themselves(desk: TryOutDesk) -> None:
    desk.do(lambda: service.add_member("lou", "Lou", ["director"]))
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.remove_member(director_of(desk).id))
    assert refused.value.code in {"staff.self"}


def test_that_the_list_of_those_who_left_comes_last_and_they_can_be_brought_back(desk: TryOutDesk) -> None:
    first = desk.do(lambda: service.add_member("abe", "Abe", ["front_desk"]))
    desk.do(lambda: service.remove_member(first.id))
    assert [row.name for row in desk.ask(service.staff_of_center)] == ["Director", "Abe"]
    desk.do(lambda: service.bring_back(first.id))
    assert [row.name for row in desk.ask(service.staff_of_center)] == ["Abe", "Director"]


@pytest.mark.parametrize("role", ["front_desk", "coordinator", "peer_specialist", "council_secretary"])
def test_that_the_staff_list_is_not_for_everybody(desk: TryOutDesk, role: str) -> None:
    desk.acting_as(role)
    with pytest.raises(Problem) as refused:
        desk.ask(service.staff_of_center)
    assert refused.value.code == "permission"


def test_that_a_supervisor_sees_the_staff_and_changes_nobody(desk: TryOutDesk) -> None:
    desk.acting_as("supervisor")
    assert len(desk.ask(service.staff_of_center)) == 1
    with pytest.raises(Problem) as refused:
        desk.do(lambda: service.add_member("lou", "Lou", ["director"]))
    assert refused.value.code == "permission"


@pytest.mark.parametrize(("count", "begins"), [(0, ""), (1, "Someone typed"), (4, "Someone typed")])
def test_that_wrong_passwords_are_told_to_the_person_they_were_typed_for(count: int, begins: str) -> None:
    told = service.failed_tries_told(count)
    assert told.startswith(begins)
    assert (str(count) in told) is (count > 0)
