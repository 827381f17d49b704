"""Nobody does or reads what their role does not include: every verb is tried by somebody without its permission."""

from __future__ import annotations

import ast
import inspect
from dataclasses import replace
from functools import partial
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING, Any

import pytest

import rcc_desktop
from rcc_desktop.api import Period, Problem
from rcc_desktop.api.acting import NOBODY, PROGRAM, Actor
from rcc_desktop.host import papers
from rcc_desktop.host.checks_source import imported, sources_of
from rcc_desktop.host.discovery import find_plugins
from rcc_desktop.host.permissions import PERMISSIONS as PAPERS
from rcc_desktop.people.permissions import PERMISSIONS as PEOPLE
from rcc_desktop.staff.permissions import PERMISSIONS as STAFF
from rcc_desktop.staff.service import staff_of_center

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from rcc_desktop.host.session import Session
    from rcc_desktop.testing_desk import TryOutDesk

PLUGINS = tuple(found.module.split(".")[0] for found in find_plugins())
OURS = ("rcc_desktop.people", "rcc_desktop.staff", "rcc_desktop.sites", "rcc_desktop.host")
APART = {"views", "migrations", "tests", "filling"}
"""Rooms that hold no verbs, or (filling, but for what asks it) run in a process of their own without the store."""
NEVER_GIVEN = {"center.look_over"}
"""Held by the program itself alone, as it opens a center."""


def rooms() -> Iterator[ModuleType]:
    """Every module beside ``rcc_desktop.settings`` in which verbs may be, views and migrations left out."""
    yield import_module("rcc_desktop.settings")
    for name in (*OURS, *PLUGINS):
        package = import_module(name)
        for each in walk_packages(package.__path__, f"{name}."):
            if not each.ispkg and APART.isdisjoint(each.name.split(".")):
                yield import_module(each.name)


def functions_of(room: ModuleType) -> dict[str, Callable[..., Any]]:
    """The public functions that are made in a module."""
    made = inspect.getmembers(room, inspect.isfunction)
    return {name: each for name, each in made if each.__module__ == room.__name__ and not name.startswith("_")}


def needed(verb: Callable[..., Any]) -> str:
    return str(getattr(verb, "__needs__", ""))


ROOMS = tuple(rooms())
VERBS = [verb for room in ROOMS for verb in functions_of(room).values() if needed(verb)]
ROOMS_OF_VERBS = [room for room in ROOMS if any(needed(verb) for verb in functions_of(room).values())]

UNGUARDED = {
    "rcc_desktop.settings": {
        "check": "pure: whether a setting takes a value",
        "to_text": "pure: a value as JSON",
        "from_text": "pure: JSON as a value",
    },
    "rcc_desktop.people.imports": {"people_import": "says what can be brought in; its two verbs are guarded"},
    "rcc_desktop.staff.service": {
        "sign_in": "asked before anybody is signed in; whoever asks has opened the center with that key",
        "failed_tries_told": "pure: words for a count",
    },
    "rcc_desktop.sites.service": {
        "sites_of_center": "the names and hours of the sites hang at their doors; every desk says where it stands",
        "closed_days": "so do these",
    },
    "rcc_desktop.host.approvals": {
        "approved": "read as the center is opened, before anybody is signed in; names of plugins",
        "not_let_in": "the same, compared with the files that are there",
    },
    "rcc_desktop.host.copies": {
        "back_up": "writes by note_backup, which is guarded, before anything is copied",
        "before_import": "the program's own backup, asked for by a guarded import",
        "last_backup": "when the newest backup was made: a file name beside the center's file",
        "keep_proof": "writes by note_proof, as the program where somebody only asked by command",
        "last_proven": "a moment",
        "prove": "whether the file is whole: a count of entries, and nobody in it",
    },
    "rcc_desktop.host.look_over": {"look_over": "the program's own, as it opens a center; what it keeps is guarded"},
    "rcc_desktop.host.papers": {
        "papers_by_plugin": "which papers this person may have",
        "measures_by_plugin": "which measures this person may count",
        "plugin_of": "pure: a part of a key",
        "title_of": "a plugin's title",
        "failure_for": "why a plugin is set aside",
        "paper": "a paper's questions, not what is in it",
        "absent": "words for a paper that is not here",
        "usual_answers": "this day, this site, the first of what a paper offers",
        "ones_to_ask": "asks the paper, whose own verbs are guarded",
        "period_of": "pure: the period around a day",
        "sites_to_ask": "the names of the sites, as above",
        "counted_tables": "names of tables",
        "build": "asks for the permission of the paper itself; tried below with every paper",
        "letterhead": "the center's name and the hour",
        "write_paper": "by way of build and note_hand_over",
    },
    "rcc_checkin.door": {"door_of": "the rules of this desk's door, out of the settings"},
    "rcc_checkin.measures": {
        "measures_for": "what can be counted, not the counts; tallying asks each measure's permission, tried below",
        "presence": "a question that is not asked yet; people.presence says who sees what comes of it",
        **dict.fromkeys(
            ("visits", "named", "anonymous", "new_people", "new_this_year", "hours", "with_reasons"),
            "a question that is not asked yet; whoever tallies it is asked for the measure's permission",
        ),
    },
    "rcc_council.imports": {"imports_for": "says what can be brought in; its verbs are guarded"},
    "rcc_council.imports_decisions": {"decisions_import": "so does this"},
    "rcc_mentors.imports": {"imports_for": "says what can be brought in; its verbs are guarded"},
    "rcc_mentors.imports_hours": {"hours_import": "so does this"},
}
"""Every public function without a guard in a module that has verbs, and why it needs none."""

BEHIND_THE_VERBS = {
    "changes",
    "duplicates",
    "files",
    "finding",
    "import_judging",
    "import_known",
    "import_said",
    "past",
}
"""Rooms of people's files without a guard of their own: only the verbs of ``people`` go in there."""


def declared(session: Session) -> frozenset[str]:
    everything = (*STAFF, *PAPERS, *PEOPLE, *session.host.permissions())
    return frozenset(permission.key for permission in everything)


def rows_in(session: Session) -> dict[str, int]:
    """How many rows each table has, and what the record holds."""
    database = session.store.database

    def count() -> dict[str, int]:
        return {
            table: database.execute_sql(f'SELECT count(*) FROM "{table}"').fetchone()[0]
            for table in database.get_tables()
        }

    return session.store.read(count, PROGRAM)


def with_nothing_said(verb: Callable[..., Any]) -> Callable[[], object]:
    """The verb with nothing for each argument that must be given; a guard refuses before it is looked at."""
    given = [each for each in inspect.signature(verb).parameters.values() if each.default is each.empty]
    by_place = [each for each in given if each.kind in {each.POSITIONAL_ONLY, each.POSITIONAL_OR_KEYWORD}]
    by_name = [each.name for each in given if each.kind is each.KEYWORD_ONLY]
    return partial(verb, *[None] * len(by_place), **dict.fromkeys(by_name))


def refused(session: Session, work: Callable[[], object], actor: Actor) -> bool:
    """Whether ``work`` is refused for want of a permission, reading and writing."""
    codes = []
    for run in (session.store.read, session.store.write):
        with pytest.raises(Problem) as problem:
            run(work, actor)
        codes.append(problem.value.code)
    return codes == ["permission", "permission"]


@pytest.mark.usefixtures("desk")
def test_that_a_verb_is_refused_to_whoever_holds_everything_but_its_permission_and_writes_nothing(
    session: Session,
) -> None:
    everything, before = declared(session), rows_in(session)
    heard: list[object] = []
    session.on_changes(heard.append)
    for verb in VERBS:
        others = Actor(session.actor.staff, everything - {needed(verb)})
        for actor in (others, NOBODY):
            assert refused(session, with_nothing_said(verb), actor), verb
    assert rows_in(session) == before
    assert heard == []


def test_that_the_verbs_of_every_room_were_tried() -> None:
    tried = {verb.__module__ for verb in VERBS}
    assert tried >= {
        "rcc_desktop.people.service",
        "rcc_desktop.people.imports",
        "rcc_desktop.staff.service",
        "rcc_desktop.staff.at_desk",
        "rcc_desktop.sites.service",
        "rcc_desktop.settings",
        "rcc_desktop.host.papers",
        "rcc_desktop.host.copies",
        "rcc_desktop.host.approvals",
        "rcc_desktop.host.look_over",
        "rcc_checkin.service",
    }


def test_that_a_permission_that_is_asked_for_can_be_held(session: Session) -> None:
    asked = {needed(verb) for verb in VERBS}
    assert asked - declared(session) == NEVER_GIVEN


@pytest.mark.parametrize("room", ROOMS_OF_VERBS, ids=lambda room: room.__name__)
def test_that_a_public_function_beside_verbs_is_guarded_or_has_a_reason(room: ModuleType) -> None:
    unguarded = {name for name, each in functions_of(room).items() if not needed(each)}
    assert unguarded == set(UNGUARDED.get(room.__name__, {}))


def test_that_no_reason_is_kept_for_a_room_without_verbs() -> None:
    assert set(UNGUARDED) <= {room.__name__ for room in ROOMS_OF_VERBS}


def test_that_only_the_verbs_of_people_go_into_their_files() -> None:
    package = Path(rcc_desktop.__file__).parent
    behind = {f"rcc_desktop.people.{room}" for room in BEHIND_THE_VERBS}
    for source in sources_of(package):
        if "people" not in source.path.relative_to(package).parts[:1]:
            inside = {module for _node, module in imported(source.tree)} & behind
            named = {
                f"rcc_desktop.people.{alias.name}"
                for node in ast.walk(source.tree)
                if isinstance(node, ast.ImportFrom) and node.module == "rcc_desktop.people"
                for alias in node.names
            }
            assert inside | (named & behind) == set(), source.name


def test_that_a_paper_is_not_made_or_taken_by_somebody_who_may_not_have_it(desk: TryOutDesk, session: Session) -> None:
    everything = declared(session)
    for paper in session.documents():
        answers = desk.ask(partial(papers.usual_answers, session, paper))
        without = Actor(session.actor.staff, everything - {paper.needs or ""})
        assert paper.needs in everything, paper.key
        assert refused(session, partial(papers.build, session, paper, answers), without), paper.key
        assert refused(session, partial(papers.note_hand_over, paper, answers, ".pdf"), without), paper.key


def test_that_a_measure_is_not_counted_by_somebody_who_may_not_see_it(desk: TryOutDesk, session: Session) -> None:
    everything, today = declared(session), Period.day(desk.now().date())
    assert session.measures()
    for measure in session.measures():
        assert measure.needs in everything, measure.key
        for permission in ("numbers.see", measure.needs or ""):
            without = Actor(session.actor.staff, everything - {permission})
            assert refused(session, partial(session.tally, measure.key, today), without), measure.key


def test_that_the_permission_alone_is_enough_to_be_let_in(session: Session, desk: TryOutDesk) -> None:
    """So that the refusals above are not for another reason."""
    alone = replace(NOBODY, permissions=frozenset({"staff.see"}))
    assert [row.name for row in session.store.read(staff_of_center, alone)] == ["Director"]
    assert desk.problems == []
