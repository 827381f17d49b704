"""A center with one site, open Monday to Friday from 9 to 20, and a desk where everything happens at once."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest
from playhouse.sqlcipher_ext import SqlCipherDatabase
from rcc_checkin.rules import Door
from rcc_checkin.settings import PERMISSIONS

from rcc_desktop.api import Actor, OpenHours, Opening, PersonFound, Problem, needs
from rcc_desktop.api.records import DeskAlert, OpenOn, Person, Site, StaffMember, fetch
from rcc_desktop.database.migrate import SHELL, Steps, migrate
from rcc_desktop.database.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

ZONE = ZoneInfo("America/New_York")
SATURDAY = datetime(2026, 11, 21, 9, 0, tzinfo=ZONE)
"""A Saturday; the center of these tests opens on Saturdays as well."""


class Clock:
    """The time of the test, set and moved by hand."""

    def __init__(self) -> None:
        self.now = SATURDAY

    def __call__(self) -> datetime:
        return self.now

    def at(self, hour: int, minute: int = 0) -> datetime:
        """Set the clock to a time of the same day."""
        self.now = self.now.replace(hour=hour, minute=minute)
        return self.now

    def move(self, **span: int) -> datetime:
        """Let time pass."""
        self.now = (self.now.astimezone(ZoneInfo("UTC")) + timedelta(**span)).astimezone(ZONE)
        return self.now


class SameThreadDesk:
    """A desk whose lanes answer before the question returns, unless it is told to ``hold`` them."""

    def __init__(self, store: Store, clock: Clock, staff: int) -> None:
        self.store, self.clock = store, clock
        self.actor = Actor(staff, frozenset(permission.key for permission in PERMISSIONS))
        self.notes: list[tuple[str, Callable[[], object] | None]] = []
        self.opened: list[tuple[int, str | None]] = []
        self.handed: list[tuple[str, Any]] = []
        self.asked_to_add: list[tuple[str, Callable[[int], None]]] = []
        self.values: dict[str, Any] = {}
        self.held: list[Callable[[], None]] | None = None
        self.writes = 0

    def read(self, owner: Any, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self._soon(lambda: self._answer(owner, lambda: self.store.read(work, self.actor), then))

    def write(self, owner: Any, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        self.writes += 1
        self._soon(lambda: self._answer(owner, lambda: self.store.write(work, self.actor, origin=owner), then))

    def hold(self) -> None:
        """Keep what is asked from here on, as a slow store would."""
        self.held = []

    def let_go(self) -> None:
        """Answer everything that was held, and whatever those answers ask for."""
        while self.held:
            self.held.pop(0)()
        self.held = None

    def _soon(self, answer: Callable[[], None]) -> None:
        if self.held is None:
            answer()
        else:
            self.held.append(answer)

    def _answer(self, owner: Any, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        try:
            result = work()
        except Problem as problem:
            owner.show_problem(problem)
            return
        then(result)

    def now(self) -> datetime:
        return self.clock()

    def setting(self, which: Any) -> Any:
        return self.values.get(which.key, which.default)

    def may(self, permission: str) -> bool:
        return self.actor.may(permission)

    def site(self) -> int:
        return 1

    def find_people(self, text: str, limit: int = 20) -> list[PersonFound]:
        """Every person whose shown name holds every word typed."""
        wanted = text.casefold().split()
        rows = fetch(Person.select(Person.id, Person.shown_name, Person.goes_by).order_by(Person.sort_name))
        alerts = dict(fetch(DeskAlert.select(DeskAlert.person, DeskAlert.words)))
        return [
            PersonFound(row, name, goes_by=goes_by, alert=alerts.get(row, ""))
            for row, name, goes_by in rows
            if all(word in name.casefold() for word in wanted)
        ][:limit]

    def measures(self) -> list[Any]:
        return []

    def tally(self, key: str, period: Any, by: str | None = None) -> Any:
        raise NotImplementedError

    def open_person(self, person: int, page: str | None = None) -> None:
        self.opened.append((person, page))

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        self.asked_to_add.append((typed, then))

    def note(self, text: str, undo: Callable[[], object] | None = None) -> None:
        self.notes.append((text, undo))

    def undo_last(self) -> None:
        """Press Undo in the newest notice."""
        undo = self.notes[-1][1]
        assert undo is not None
        self.store.write(undo, self.actor)

    def hand_over(self, document: str, answers: Any = None) -> None:
        self.handed.append((document, answers))


@needs("people.add")
def _add_person(name: str) -> int:
    return Person.add(shown_name=name, sort_name=" ".join(reversed(name.split())), added_on=SATURDAY.date())


@needs("center.set_up")
def _set_up() -> int:
    Site.add(name="Main Street")
    Site.add(name="River House")
    for weekday in range(1, 8):
        OpenOn.add(site=1, weekday=weekday, opens=9 * 60, closes=20 * 60)
    return StaffMember.add(login="jo", name="Jo Kim")


OWNER = Actor(None, frozenset({"people.add", "center.set_up"}), everything=True)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    database = SqlCipherDatabase(
        str(tmp_path / "center.db"), passphrase="x'" + "ab" * 32 + "'", pragmas={"foreign_keys": 1}
    )
    database.connect()
    steps = [SHELL, Steps("checkin", "rcc_checkin.migrations")]
    migrate(database, steps, backup=lambda: None)
    anchor = SimpleNamespace(write=lambda seq, mac: None)
    center = cast("Any", SimpleNamespace(database=database, audit_key=bytes(32), anchor=anchor))
    opened = Store(center, clock, lambda changes: None)
    opened.write(_set_up, OWNER)
    yield opened
    database.close()


@pytest.fixture
def desk(store: Store, clock: Clock) -> SameThreadDesk:
    return SameThreadDesk(store, clock, staff=1)


@pytest.fixture
def person(store: Store) -> Callable[..., int]:
    """Add somebody by name; gives their id."""

    def add(name: str) -> int:
        return store.write(lambda: _add_person(name), OWNER)

    return add


@pytest.fixture
def door() -> Door:
    """The first site, open every day from 9:00 to 20:00."""
    hours = {weekday: OpenHours(time(9), time(20)) for weekday in range(1, 8)}
    return Door(1, Opening(ZONE, hours))


@pytest.fixture
def run(desk: SameThreadDesk) -> Callable[..., Any]:
    """Call verbs in one transaction on the desk's account and give what they give."""
    return lambda work: desk.store.write(work, desk.actor)


@pytest.fixture
def ask(desk: SameThreadDesk) -> Callable[..., Any]:
    """Read on the desk's account."""
    return lambda work: desk.store.read(work, desk.actor)
