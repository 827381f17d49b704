"""What a colleague is as a visitor stays closed: every tab and every verb that takes a person is tried."""

from __future__ import annotations

import inspect
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest

from rcc_desktop.api.acting import Actor
from rcc_desktop.api.contributions import PersonPage
from rcc_desktop.api.problems import Problem
from rcc_desktop.host.permissions import PERMISSIONS as PAPERS
from rcc_desktop.people.permissions import PERMISSIONS as PEOPLE
from rcc_desktop.staff import service as staff
from rcc_desktop.staff.permissions import PERMISSIONS as STAFF

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rcc_desktop.host.session import Session
    from rcc_desktop.testing_desk import TryOutDesk

RIDES = Path(__file__).parents[1] / "outside" / "rcc_rides"
ROOMS = (
    "rcc_desktop.people",
    "rcc_desktop.staff",
    "rcc_desktop.host",
    "rcc_checkin",
    "rcc_council",
    "rcc_mentors",
    "rcc_rides",
)
APART = {"views", "migrations", "tests", "filling"}

CENTER_SIDE = {
    "rcc_desktop.people.service": {
        **dict.fromkeys(
            ("change", "set_names", "set_contacts", "set_codes", "set_languages"),
            "who they are and how to reach them, which is no side of anybody",
        ),
        **dict.fromkeys(
            ("file_of", "look_at"), "tell who they are and leave the rest out; tests/shell/people tries it"
        ),
        "people_after": "the person is where the list goes on; a line of it is who somebody is",
    },
    "rcc_desktop.staff.service": {"link_person": "says who works here"},
    "rcc_checkin.service": {"check_in": "that a colleague comes in today is the day's business"},
    "rcc_checkin.leaving": {"person_leaves": "so is that they leave"},
    "rcc_rides.service": {"ask_for_ride": "writes what they ask for now, and tells nothing"},
}
"""Verbs that take a person and are right to answer about a colleague, and why."""

ABOUT_THE_HAT = {
    "rcc_council": "who sits in a council does so as a colleague; what they declare there is for its make-up",
    "rcc_mentors": "what is kept of mentors is what they are as colleagues; who pairs must know both",
}
"""Plugins whose every verb is about what somebody is at the center, and why."""


@pytest.fixture
def more_plugins(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    monkeypatch.syspath_prepend(str(RIDES))
    yield {"rides": "rcc_rides.plugin"}
    for name in [each for each in sys.modules if each.split(".")[0] == "rcc_rides"]:
        del sys.modules[name]


@pytest.fixture
def colleague(desk: TryOutDesk, person: Callable[..., int]) -> int:
    """Somebody who comes as a visitor and is on the staff."""
    somebody = person("Zenobia Quillfeather")
    member = desk.do(lambda: staff.add_member("zenobia", "Zenobia", ["peer_mentor"]))
    desk.do(lambda: staff.link_person(member.id, somebody))
    return somebody


def may_all_but_see_colleagues(session: Session) -> Actor:
    declared = (*STAFF, *PAPERS, *PEOPLE, *session.host.permissions())
    return Actor(session.actor.staff, frozenset(each.key for each in declared) - {"people.colleagues"})


def verbs_about_one_person() -> Iterator[Callable[..., Any]]:
    for room in ROOMS:
        package = import_module(room)
        for each in walk_packages(package.__path__, f"{room}."):
            if not each.ispkg and APART.isdisjoint(each.name.split(".")):
                module = import_module(each.name)
                for name, verb in inspect.getmembers(module, inspect.isfunction):
                    if verb.__module__ == module.__name__ and not name.startswith("_") and _takes_person(verb):
                        yield verb


def _takes_person(verb: Callable[..., Any]) -> bool:
    return hasattr(verb, "__needs__") and "person" in inspect.signature(verb).parameters


def with_person(verb: Callable[..., Any], person: int) -> Callable[[], object]:
    """The verb about ``person``, with nothing for all else that must be given."""
    given = inspect.signature(verb).parameters.values()
    asked = {each.name: None for each in given if each.default is each.empty}
    return partial(verb, **{**asked, "person": person})


def refused(session: Session, work: Callable[[], object], actor: Actor) -> bool:
    with pytest.raises(Problem) as problem:
        session.store.read(work, actor)
    return problem.value.code == "people.colleague"


def test_that_a_verb_about_one_person_is_refused_of_a_colleague_or_has_a_reason(
    session: Session, colleague: int
) -> None:
    actor = may_all_but_see_colleagues(session)
    tried = []
    for verb in verbs_about_one_person():
        plugin = verb.__module__.split(".")[0]
        if plugin not in ABOUT_THE_HAT and verb.__name__ not in CENTER_SIDE.get(verb.__module__, {}):
            tried.append(verb.__name__)
            assert refused(session, with_person(verb, colleague), actor), verb
    assert set(tried) == {"set_answers", "set_alerts", "history_of", "visits_of", "rides_of"}


@pytest.mark.usefixtures("more_plugins")
def test_that_no_reason_is_kept_for_a_verb_that_is_gone() -> None:
    there = {(verb.__module__, verb.__name__) for verb in verbs_about_one_person()}
    kept = {(module, name) for module, names in CENTER_SIDE.items() for name in names}
    assert kept <= there


def test_that_a_tab_of_the_participant_side_shows_nothing_of_a_colleague_even_when_it_is_built(
    desk: TryOutDesk, session: Session, colleague: int, monkeypatch: pytest.MonkeyPatch, qtbot: Any
) -> None:
    session.sign_in(may_all_but_see_colleagues(session))
    for page in person_pages(session):
        widget = page.build(colleague)
        qtbot.addWidget(widget)
        codes: list[str | None] = []
        monkeypatch.setattr(
            type(widget), "show_problem", lambda _page, problem, codes=codes: codes.append(problem.code)
        )
        widget.refresh()
        assert bool(codes and set(codes) == {"people.colleague"}) == (page.side == "participant"), page.key


def test_that_a_tab_of_the_participant_side_opens_for_those_who_may(
    desk: TryOutDesk, session: Session, colleague: int, qtbot: Any
) -> None:
    """So that the refusals above are not for another reason."""
    for page in person_pages(session):
        widget = page.build(colleague)
        qtbot.addWidget(widget)
        widget.refresh()
    assert desk.problems == []


def person_pages(session: Session) -> list[PersonPage]:
    pages = [page for answer in session.pages() for page in answer.value if isinstance(page, PersonPage)]
    assert {"checkin.visits", "rides.of_person"} <= {page.key for page in pages}
    return pages
