"""Makes a whole made-up center, written through the same tables as a real one."""

from __future__ import annotations

import importlib
import shutil
from dataclasses import dataclass
from datetime import date, time, timedelta
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from rcc_desktop.api.acting import PROGRAM, needs
from rcc_desktop.api.center import CENTER_NAME, OPENED_ON
from rcc_desktop.api.made_up import MadeUpCenter
from rcc_desktop.api.opening import OpenHours
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import language, words
from rcc_desktop.database.center import create_center
from rcc_desktop.database.stretch import LEAST_READ_KIB, Stretch
from rcc_desktop.host.opening import begin
from rcc_desktop.people import service as people_service
from rcc_desktop.people.made_up import make_people
from rcc_desktop.places import state_folder
from rcc_desktop.settings import Settings, choose
from rcc_desktop.sites import service as sites
from rcc_desktop.staff import service as staff
from rcc_desktop.work.lanes import PlainLanes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime
    from pathlib import Path

    from rcc_desktop.api.made_up import MadeUpPerson
    from rcc_desktop.database.center import Center
    from rcc_desktop.host.session import Session

_, ngettext = words("rcc_desktop")

PASSWORD = "just looking around the center"  # a made-up center keeps nobody's secrets
CHEAP = Stretch(LEAST_READ_KIB, 1, 1)
"""A made-up center opens at once: there is nothing in it to guess a password for."""

STAFF = (
    ("jordan", "Jordan Kim", "front_desk"),
    ("aisha", "Aisha Coleman", "coordinator"),
    ("sam", "Sam Whitehorse", "council_secretary"),
    ("devon", "Devon Price", "peer_specialist"),
    ("nia", "Nia Brooks", "peer_mentor"),
    ("grace", "Grace Lin", "supervisor"),
    ("rosa", "Rosa Delgado", "director"),
    ("pat", "Pat O'Neill", "administrator"),
)
DIRECTOR = "rosa"
MENTOR = "nia"
"""Came as a visitor first, as mentors do: one of the made-up people is hers."""
SITES = ("Main Street", "North Side")
WEEK = {day: OpenHours(time(9), time(20)) for day in range(1, 6)} | {6: OpenHours(time(10), time(18))}


@dataclass(frozen=True, slots=True)
class Wanted:
    """How large the made-up center is to be; the same ``seed`` makes the same center."""

    people: int = 400
    visits: int = 12000
    years: int = 1
    seed: int = 1


@dataclass(frozen=True, slots=True)
class MadeUpStaff:
    """Somebody made up who may sign in."""

    login: str
    name: str
    role: str


_STAFF = tuple(MadeUpStaff(*row) for row in STAFF)


@dataclass(frozen=True, slots=True)
class MadeUp:
    """What was made, and how to sign in to it."""

    folder: Path
    staff: tuple[MadeUpStaff, ...]
    director: str
    password: str


def make_up(
    folder: Path, wanted: Wanted, clock: Callable[[], datetime], told: Callable[[float], None] = lambda _share: None
) -> MadeUp:
    """Make the center in ``folder``; ``told`` hears 0.0 to 1.0. Raises ``Problem`` when the folder is not free."""
    if min(wanted.people, wanted.visits, wanted.years) < 1:
        raise Problem(_("A made-up center needs at least one of each."), _("Nothing was made. Ask for more."))
    center = create_center(folder, login=DIRECTOR, password=PASSWORD, stretch=CHEAP).center
    try:
        _furnish_and_fill(center, wanted, clock, told)
    except BaseException:
        center.close()
        shutil.rmtree(folder)  # ours alone, and half a made-up center is of no use to anybody
        raise
    center.close()
    return MadeUp(folder, _STAFF, DIRECTOR, PASSWORD)


def _furnish_and_fill(
    center: Center, wanted: Wanted, clock: Callable[[], datetime], told: Callable[[float], None]
) -> None:
    choices_of_this_desk = center.folder / "desk.json"  # so that the made-up center takes the defaults
    session = begin(center, lanes=PlainLanes(), settings=Settings(choices_of_this_desk), clock=clock)
    try:
        first_day = session.now().date() - timedelta(days=365 * wanted.years)
        _furnish(session, center, first_day)
        _fill(session, wanted, first_day, told)
    finally:
        session.close()


def login_of(role: str) -> str:
    """How whoever holds a role signs in to a made-up center. Raises ``Problem`` for a role that nobody holds there."""
    found = next((login for login, _name, held in STAFF if held == role), None)
    if found is None:
        known = ", ".join(held for _login, _name, held in STAFF)
        raise Problem(
            _("Nobody in the made-up center is “{role}”.").format(role=role),
            _("Choose one of these: {roles}.").format(roles=known),
            code="made_up.role",
        )
    return found


def made_up_of_today(clock: Callable[[], datetime], told: Callable[[float], None]) -> MadeUp:
    """The made-up center to look around in: made once a day, so that its visits end today; older ones are removed."""
    home = state_folder() / "made-up"
    folder = home / f"{clock().date()}" / language()  # its own words, such as its name, are in one language
    for older in home.glob("????-??-??"):
        if older != folder.parent:
            shutil.rmtree(older)
    if (folder / "complete").exists():
        return MadeUp(folder / "center", _STAFF, DIRECTOR, PASSWORD)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, mode=0o700)
    made = make_up(folder / "center", Wanted(), clock, told)
    (folder / "complete").touch()
    return made


def _furnish(session: Session, center: Center, first_day: date) -> None:
    """Give the center its name, sites, hours and staff, each with a key of their own."""

    @needs("center.change")
    def furnish() -> None:
        choose(OPENED_ON, first_day)
        choose(CENTER_NAME, _("Harbor Light Recovery Center (made up)"))
        for name in SITES:
            sites.set_hours(sites.add_site(name), WEEK)
        for holiday in _holidays(session.now().date()):
            sites.close_on(holiday)

    session.store.write(furnish, PROGRAM)
    slots = {
        login: center.slot_uid if login == DIRECTOR else center.add_member(login, PASSWORD) for login, *_rest in STAFF
    }

    @needs("staff.manage")
    def employ() -> None:
        for login, name, role in STAFF:
            staff.give_key(staff.add_member(login, name, [role]).id, slots[login])

    session.store.write(employ, PROGRAM)


def _fill(session: Session, wanted: Wanted, first_day: date, told: Callable[[float], None]) -> None:
    chance = Random(wanted.seed)
    now = session.now()
    people = session.store.write(lambda: make_people(chance, wanted.people, first_day, now.date()), PROGRAM)
    session.store.write(lambda: _give_mentor_a_file(people, now), PROGRAM)
    told(0.2)
    plugins = [info for info in session.host.infos.values() if info.demo]
    for done, info in enumerate(plugins):
        made_up = MadeUpCenter(
            chance=Random(f"{wanted.seed}/{info.name}"),
            people=people,
            sites=session.store.read(_site_ids, PROGRAM),
            staff=session.store.read(_staff_ids, PROGRAM),
            opening=session.store.read(session.opening, PROGRAM),
            first_day=first_day,
            now=now,
            wanted=wanted.visits,
            told=_part_of(told, done, len(plugins)),
        )
        fill = importlib.import_module(str(info.demo)).fill
        session.store.write(partial(fill, made_up), PROGRAM)
    told(1.0)


@needs("staff.manage")
def _give_mentor_a_file(people: Sequence[MadeUpPerson], now: datetime) -> None:
    """Whoever of the made-up people comes most often is the peer mentor on the staff list."""
    theirs = max(people, key=lambda each: (each.visits_a_month, each.id)).id
    mentor = next(row for row in staff.staff_of_center() if row.login == MENTOR)
    first, _space, last = mentor.name.partition(" ")
    version = people_service.file_of(theirs).version
    people_service.change(
        theirs, version, now, first_name=first, last_name=last, middle_name="", goes_by="", restricted=False
    )
    staff.link_person(mentor.id, theirs)


def _part_of(told: Callable[[float], None], done: int, plugins: int) -> Callable[[float], None]:
    """Progress within one plugin, told as progress of the whole: people are the first fifth of it."""
    return lambda share: told(0.2 + 0.8 * (done + share) / plugins)


def _site_ids() -> tuple[int, ...]:
    return tuple(row.id for row in sites.sites_of_center())


def _staff_ids() -> tuple[int, ...]:
    return tuple(row.id for row in staff.staff_of_center())


def _holidays(today: date) -> list[date]:
    """New Year's Day, Independence Day and Christmas of this year and the last few: days this center stays closed."""
    years = range(today.year - 10, today.year + 2)
    return [date(year, month, day) for year in years for month, day in ((1, 1), (7, 4), (12, 25))]
