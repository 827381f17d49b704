"""The door without a window."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

import pytest
from rcc_checkin import plugin, visits
from rcc_checkin.commands import COMMANDS

from rcc_desktop.api import PersonPage, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from rcc_checkin.rules import Door

Run = Any
Clock = Any
Desk = Any


@pytest.fixture
def type_command(desk: Desk, run: Run) -> Callable[..., tuple[Mapping[str, Any], str]]:
    """Run a command as the command line does: what a program may read, and what a person is told."""
    by_name = {command.name: command for command in COMMANDS}

    def typed(name: str, **given: Any) -> tuple[Mapping[str, Any], str]:
        answer = run(lambda: by_name[name].run(desk, given))
        return answer, by_name[name].told(answer)

    return typed


def test_that_a_name_that_fits_one_person_is_enough(
    type_command: Any, ask: Run, door: Door, person: Callable[[str], int]
) -> None:
    person("Maria Nunez")
    answer, told = type_command("checkin", person="maria", reason=["food", "Job help"])
    assert (answer["how"], told) == ("new", "Maria Nunez is checked in, 9:00 am.")
    (row,) = ask(lambda: visits.here_now(door))
    assert row.reasons == ("food", "jobs")
    assert type_command("checkin", person="maria", reason=[])[1] == "Maria Nunez is already here since 9:00 am."


def test_that_a_number_is_a_person_and_an_exact_name_wins(type_command: Any, person: Callable[[str], int]) -> None:
    person("Maria Nunez Ortega")
    maria = person("Maria Nunez")
    assert type_command("checkin", person=str(maria))[0]["name"] == "Maria Nunez"
    assert type_command("checkin", person="maria nunez")[0]["how"] == "here"


@pytest.mark.parametrize(("typed", "said"), [("zoe", "Nobody is called"), ("m", "several people")])
def test_that_nobody_and_several_are_refused_in_words(
    type_command: Any, person: Callable[[str], int], typed: str, said: str
) -> None:
    person("Maria Nunez")
    person("Mario Nunez")
    with pytest.raises(Problem, match=said):
        type_command("checkin", person=typed)


def test_that_a_reason_that_is_not_on_the_list_is_refused(type_command: Any, person: Callable[[str], int]) -> None:
    person("Maria Nunez")
    with pytest.raises(Problem, match="not on the center"):
        type_command("checkin", person="maria", reason=["skydiving"])


def test_that_people_are_counted_without_names(type_command: Any, ask: Run, door: Door) -> None:
    assert type_command("anonymous", count="2", reason=["food"])[1] == "2 anonymous visits counted."
    assert type_command("anonymous")[1] == "1 anonymous visit counted."
    assert sum(row.heads for row in ask(lambda: visits.here_now(door))) == 3
    with pytest.raises(Problem):
        type_command("anonymous", count="many")


def test_that_checking_out_taking_back_and_closing_the_day_work_without_a_window(
    type_command: Any, person: Callable[[str], int], clock: Clock
) -> None:
    for name in ("Maria Nunez", "Bo Ruiz", "Ana Lee"):
        person(name)
        type_command("checkin", person=name)
    assert type_command("checkout", person="bo")[1] == "1 person is checked out."
    assert type_command("checkout", person="bo")[1] == "Nobody was here who could be checked out."
    assert type_command("undo-checkin", person="ana", why="Wrong Ana")[0]["count"] == 1
    with pytest.raises(Problem, match="no visit today"):
        type_command("undo-checkin", person="ana", why="Again")
    clock.at(20, 30)
    answer, told = type_command("close-day")
    assert (answer["count"], answer["estimated"], told) == (1, 1, "1 person is checked out.")


def test_that_closing_the_day_counts_people_as_the_desk_does(type_command: Any, person: Callable[[str], int]) -> None:
    # 1 by name and a group of 3 without names: 4 people here, 4 visits today, 4 people checked out
    person("Bo Ruiz")
    type_command("checkin", person="bo")
    type_command("anonymous", count="3")
    answer, told = type_command("close-day")
    assert (answer["count"], len(answer["visits"]), told) == (4, 2, "4 people are checked out.")


def test_that_the_table_of_contents_names_what_is_there(desk: Desk) -> None:
    info = plugin.rcc_plugin()
    assert info.records is not None
    assert info.commands is not None
    tables = {record._meta.table_name for record in info.records()}
    assert tables == plugin.VISITS
    assert all(table.startswith("checkin_") for table in tables)
    assert {setting.key.split(".")[0] for setting in info.settings} == {"checkin"}
    assert [command.name for command in info.commands()][0] == "checkin"
    declared = {permission.key for permission in info.permissions}
    asked = {page.needs for page in plugin.rcc_pages(desk)} | {paper.needs for paper in plugin.rcc_documents(desk)}
    assert asked <= declared
    assert {measure.needs for measure in plugin.rcc_measures(desk)} <= declared
    assert importlib.import_module(str(info.demo)).fill


def test_that_every_page_can_be_built(desk: Desk, qtbot: Any, person: Callable[[str], int]) -> None:
    somebody = person("Maria Nunez")
    for page in plugin.rcc_pages(desk):
        built = page.build(somebody) if isinstance(page, PersonPage) else page.build()
        qtbot.addWidget(built)
        built.refresh()
        assert built.accessibleName() or isinstance(page, PersonPage)
