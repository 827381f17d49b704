"""What the fixtures of ``rcc_desktop.testing`` are made of; imported only once a test asks for one."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from rcc_desktop.api.acting import PROGRAM, Actor, needs
from rcc_desktop.api.fields import to_day
from rcc_desktop.api.records import OpenOn, Person, Site, StaffMember, StaffRole
from rcc_desktop.host.desk import PluginDesk
from rcc_desktop.host.discovery import find_plugins
from rcc_desktop.host.found import Found
from rcc_desktop.host.opening import begin
from rcc_desktop.host.permissions import PERMISSIONS as PAPERS
from rcc_desktop.host.shell import HeadlessShell
from rcc_desktop.people.permissions import PERMISSIONS as PEOPLE
from rcc_desktop.settings import Settings
from rcc_desktop.staff.permissions import PERMISSIONS as STAFF
from rcc_desktop.work.jobs import Lanes

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date, datetime

    from rcc_desktop.api.problems import Problem
    from rcc_desktop.database.center import Center
    from rcc_desktop.host.session import Session
    from rcc_desktop.logs import Report

T = TypeVar("T")

OPENS, CLOSES = 9 * 60, 17 * 60


class TryOutShell(HeadlessShell):
    """Remembers what a person would have been told; a mistake of the program fails the test at once."""

    def __init__(self) -> None:
        super().__init__()
        self.problems: list[Problem] = []

    def show_problem(self, problem: Problem) -> None:
        """Keep it for the test to look at."""
        self.problems.append(problem)

    def broke(self, report: Report) -> None:
        """Fail; the traceback is in the captured log."""
        raise AssertionError(report.text())


class TryOutDesk(PluginDesk):
    """A ``Desk`` for tests: everything is done before the call returns, unless it is told to ``hold``.

    ``do`` and ``ask`` write and read directly and raise what the verb raises.
    """

    def __init__(self, session: Session) -> None:
        super().__init__("tests", session)
        self.session = session
        self.shell = TryOutShell()
        session.shell = self.shell
        self._held: list[Callable[[], None]] | None = None
        self._director = self.ask(lambda: StaffMember.get(StaffMember.name == "Director").id)
        session.sign_in(Actor(self._director, frozenset(), everything=True))

    @property
    def notes(self) -> list[str]:
        """What was said quietly, oldest first."""
        return self.shell.notes

    @property
    def problems(self) -> list[Problem]:
        """The problems that no page showed."""
        return self.shell.problems

    def acting_as(self, *roles: str) -> None:
        """From here on, somebody with just these roles is signed in; with none, somebody who may do nothing."""
        declared = (*STAFF, *PAPERS, *PEOPLE, *self.session.host.permissions())
        held = frozenset(each.key for each in declared if not set(roles).isdisjoint(each.roles))
        self.session.sign_in(Actor(self._director, held))

    def read(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._in_turn(lambda: PluginDesk.read(self, owner, work, then))

    def write(self, owner: object, work: Callable[[], T], then: Callable[[T], None]) -> None:
        self._in_turn(lambda: PluginDesk.write(self, owner, work, then))

    def hold(self) -> None:
        """Keep what pages ask for from here on, as a slow store would."""
        self._held = []

    def let_go(self) -> None:
        """Answer everything that was held, and whatever those answers ask for."""
        while self._held:
            self._held.pop(0)()
        self._held = None

    def do(self, work: Callable[[], T]) -> T:
        """Run a verb in one transaction on the account of whoever is signed in."""
        return self.session.store.write(work, self.session.actor)

    def ask(self, work: Callable[[], T]) -> T:
        """Read on the account of whoever is signed in."""
        return self.session.store.read(work, self.session.actor)

    def undo_latest(self) -> None:
        """Press Undo in the newest note that has it."""
        self.shell.undos.pop()()

    def add_made_up(self, name: str, *, born: date | None = None, **known: object) -> int:
        """Somebody made up, by first and last name; ``known`` are further columns of ``Person``."""
        today = to_day(self.now().date())
        return self.session.store.write(lambda: _add_person(name, born, {"added_on": today, **known}), PROGRAM)

    def _in_turn(self, asked: Callable[[], None]) -> None:
        if self._held is None:
            asked()
        else:
            self._held.append(asked)


def begin_session(center: Center, clock: Callable[[], datetime], more: Mapping[str, str]) -> Session:
    """The center at work with the installed plugins and ``more``; lanes wait for each answer."""
    found = [*find_plugins(), *(Found(name, module) for name, module in more.items())]
    return begin(center, lanes=Lanes(inline=True), settings=Settings(), clock=clock, found=found)


def furnish(session: Session, login: str) -> None:
    """One site, open Monday to Saturday from nine to five, and one director."""
    session.store.write(lambda: _furnish(login, session.store.center.slot_uid), PROGRAM)


@needs("testing")
def _furnish(login: str, slot: str) -> None:
    site = Site.add(name="Main Street")
    for weekday in range(1, 7):
        OpenOn.add(site=site, weekday=weekday, opens=OPENS, closes=CLOSES)
    director = StaffMember.add(login=login, name="Director", slot=slot)
    StaffRole.add(member=director, role="director")


@needs("testing")
def _add_person(name: str, born: date | None, known: Mapping[str, object]) -> int:
    first, _space, last = name.rpartition(" ")
    sort_name = f"{last}, {first}" if first else last
    return Person.add(shown_name=name, sort_name=sort_name, first_name=first, last_name=last, birth_on=born, **known)
