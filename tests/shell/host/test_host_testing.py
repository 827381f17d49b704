"""The fixtures that plugin authors are given."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api.records import Person, StaffMember

if TYPE_CHECKING:
    from collections.abc import Callable


def test_that_a_test_gets_a_center_with_a_director_and_may_do_everything(desk: Any, person: Callable[..., int]) -> None:
    maria = person("Maria Nuñez")
    assert desk.ask(lambda: Person.get_by_id(maria).sort_name) == "Nuñez, Maria"
    assert desk.ask(StaffMember.select().count) == 1
    assert desk.may("anything at all")


def test_that_one_test_does_not_see_what_another_wrote(desk: Any) -> None:
    assert desk.ask(Person.select().count) == 0
