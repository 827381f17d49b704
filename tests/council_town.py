"""A made-up council of eleven seats and the advisory board it sends members to, founded through their pages."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from rcc_council.views.bodies_page import BodiesPage
from rcc_council.views.body_delegates import DelegatesPanel
from rcc_council.views.body_panels import FoundPanel, NewSeatPanel, OfficePanel, SeatPanel
from rcc_council.views.minutes_page import MinutesPage

from tests.council_window import ENTER, NEW_YORK, Evening, plan_meeting

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.council_window import CouncilWindow

WEDNESDAYS = [date(2026, 1, 7) + timedelta(weeks=week) for week in range(10)]
COUNCIL, BOARD = "Main Street Council", "Advisory Board"
NAMES = (
    "Maria Nuñez", "Devon Price", "Aaliyah Brooks", "Sam Whitehorse", "Tomás Rivera", "Grace Lin", "Jordan Kim",
    "Rosa Medina", "Bo Ruiz", "Mei Chen",
)  # fmt: skip
SEATS = ("peer",) * 8 + ("professional", "community", "family")
FIRST = tuple(name.split()[0] for name in NAMES)
ALL_BUT_MEI, ALL_BUT_BO = FIRST[:9], (*FIRST[:8], "Mei")
EIGHT, SEVEN = FIRST[:8], FIRST[:7]


class Town:
    """The council's people by first name, and whoever sits at the window."""

    def __init__(self, window: CouncilWindow, person: Callable[..., int]) -> None:
        self.window, self.desk = window, window.desk
        self.person = person
        self.people = {name.split()[0]: person(name) for name in NAMES}

    def evening(self, week: int, body: str = COUNCIL, day: date | None = None) -> Evening:
        """The meeting of a week, counted from one."""
        return Evening(self.window, body, day or WEDNESDAYS[week - 1])

    def on(self, day: date, hour: int = 9) -> None:
        """It is the morning of a day."""
        self.window.clock.set(datetime.combine(day, time(hour), tzinfo=NEW_YORK))

    def bodies(self, name: str) -> BodiesPage:
        """The page of the bodies, at one of them."""
        page = self.window.go(BodiesPage)
        page.which.set_value(self.body(name))
        return page

    def body(self, name: str) -> int:
        """A body by its name."""
        return next(each.id for each in self.window.go(BodiesPage).bodies() if each.name == name)

    def minutes(self, meeting: int) -> MinutesPage:
        """The page of the minutes, at those of a meeting; where nobody began them, they are begun."""
        page = self.window.go(MinutesPage)
        page.show_one(meeting)
        return page

    def seat(self, page: BodiesPage, title: str, name: str) -> None:
        """Somebody comes into the first vacant seat of that title."""
        line = next(line for line in page.seats.model.rows if line.term is None and line.title.endswith(title))
        page.seats.open_line(line)
        self._choose(SeatPanel, name)

    def give_office(self, page: BodiesPage, office: str, name: str) -> None:
        """Somebody takes an office."""
        page.offices.ask()
        self._choose(OfficePanel, name, office=office)

    def _choose(self, kind: type[Any], name: str, /, **given: object) -> None:
        panel = self.window.panel(kind)
        panel.picker.field.setFocus()
        self.window.press(name, ENTER)
        assert panel.who.text() == name
        self.window.fill(kind, **given)


def found_council(town: Town) -> None:
    """Eleven seats, ten members: "6 of 10" (ORACLE 7.1); a chair, a secretary, and a meeting every Wednesday."""
    page = town.window.go(BodiesPage)
    page.found()
    town.window.fill(FoundPanel, name=COUNCIL, kind="council")
    for kind in SEATS:
        page.seats._add()
        town.window.fill(NewSeatPanel, kind=kind)
    for name, title in zip(NAMES, ["Person in recovery"] * 8 + ["Professional", "Community"], strict=True):
        town.seat(page, title, name)
    for office, name in (("chair", NAMES[0]), ("secretary", NAMES[1])):
        town.give_office(page, office, name)
    assert page.laws.lines[0].text() == "6 of 10 members must be here to decide."  # type: ignore[attr-defined]
    plan_meeting(town.window, day=WEDNESDAYS[0], starts=time(18), ends=time(19, 30), place="Room 2", repeat=("weekly",))


def found_board(town: Town) -> None:
    """Two delegates of the council, an alternate for the first of them, and a seat of its own: two are a quorum."""
    page = town.window.go(BodiesPage)
    page.found()
    town.window.fill(FoundPanel, name=BOARD, kind="advisory_board")
    page = town.bodies(BOARD)
    page.seats.add_delegates()
    town.window.fill(DelegatesPanel, count=2, alternates=1)
    page.seats._add()
    town.window.fill(NewSeatPanel, kind="community")
    town.person("Priya Stone")
    for title, name in (
        ("delegate 1", "Maria Nuñez"), ("delegate 2", "Grace Lin"), ("delegate 1", "Jordan Kim"),
        ("Community", "Priya Stone"),
    ):  # fmt: skip
        town.seat(page, title, name)
    assert page.laws.lines[0].text() == "2 of 3 members must be here to decide."  # type: ignore[attr-defined]
