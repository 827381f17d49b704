"""The council of these tests: ten members, a vacancy, and a meeting with four items; Wednesday, half past five."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any, TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from rcc_council.bodies.offices import set_officer
from rcc_council.bodies.seats import add_seat, begin_term
from rcc_council.bodies.service import add_body
from rcc_council.meetings.agenda import add_item
from rcc_council.meetings.live import begin_item, meeting_now, open_meeting
from rcc_council.meetings.room import arrive
from rcc_council.meetings.rows import ItemWish
from rcc_council.meetings.service import add_meeting
from rcc_council.motions.service import move
from rcc_council.views.meetings_page import MeetingsPage

from rcc_desktop.testing import ZONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rcc_council.meetings.rows import ItemRow, MeetingNow, MotionRow

Found = TypeVar("Found", bound=QWidget)

DAY = date(2026, 11, 25)
SINCE = date(2026, 1, 5)
NAMES = (
    "Maria Nuñez", "Devon Price", "Aaliyah Brooks", "Sam Whitehorse", "Tomás Rivera", "Grace Lin", "Jordan Kim",
    "Rosa Medina", "Bo Ruiz", "Mei Chen",
)  # fmt: skip
ITEMS = (("opening", "Welcome", 5), ("topic", "Budget", 20), ("topic", "Van", 15), ("closing", "Closing", 5))


@dataclass
class Town:
    """A council by its parts; ``people`` are its members by first name."""

    desk: Any
    clock: Any
    body: int
    meeting: int
    people: dict[str, int]
    items: dict[str, int] = field(default_factory=dict)

    def do(self, verb: Callable[..., Any], *given: Any, **known: Any) -> Any:
        """Let a verb run on the account of whoever is signed in."""
        return self.desk.do(lambda: verb(*given, **known))

    def now(self) -> MeetingNow:
        """The meeting as it is stored."""
        found: MeetingNow = self.desk.ask(lambda: meeting_now(self.meeting, self.desk.now()))
        return found

    def item(self, title: str) -> ItemRow:
        """An item as it is stored."""
        rows = [*self.now().agenda, *(inner for item in self.now().agenda for inner in item.inside)]
        return next(item for item in rows if item.title == title)

    def titles(self) -> list[str]:
        """The agenda as it is printed, with what stands under an item beside it."""
        return [
            f"{item.number} {item.title}" + "".join(f" / {inner.number} {inner.title}" for inner in item.inside)
            for item in self.now().agenda
        ]

    def come(self, *names: str) -> None:
        """Members come into the room."""
        for name in names:
            self.do(arrive, self.meeting, self.people[name], self.desk.now())

    def open(self, *names: str, item: str | None = "Budget") -> None:
        """Open the meeting with these members here (all of them if none is named), at an item."""
        self.do(open_meeting, self.meeting, self.desk.now())
        self.come(*(names or tuple(self.people)))
        if item is not None:
            self.do(begin_item, self.items[item], self.desk.now())

    def move(self, words: str = "That the council buys a van.", **known: Any) -> int:
        """Somebody moves something under the budget."""
        made: int = self.do(move, self.items["Budget"], words, self.desk.now(), **known)
        return made

    def motion(self) -> MotionRow:
        """The first motion under the budget."""
        return self.item("Budget").motions[0]

    def here(self) -> set[str]:
        """Who is in the room."""
        return {each.name for each in self.now().people if each.is_here}


@pytest.fixture
def town(desk: Any, clock: Any, person: Callable[..., int]) -> Town:
    """Main Street Council with its meeting of Wednesday."""
    clock.set(datetime(2026, 11, 25, 17, 30, tzinfo=ZONE))
    body = desk.do(lambda: add_body("Main Street Council", "council", SINCE, site=1))
    people = {name.split()[0]: person(name) for name in NAMES}
    for who in people.values():
        seat = desk.do(lambda: add_seat(body, "peer", SINCE))
        desk.do(lambda seat=seat, who=who: begin_term(seat, who, SINCE))
    desk.do(lambda: add_seat(body, "family", SINCE))
    desk.do(lambda: set_officer(body, "chair", people["Maria"], SINCE))
    starts = clock.now
    meeting = desk.do(lambda: add_meeting(body, starts, starts + timedelta(minutes=60), starts, place="Room 2"))
    made = Town(desk, clock, body, meeting, people)
    for kind, title, minutes in ITEMS:
        wish = ItemWish(title, kind, minutes)
        made.items[title] = desk.do(lambda wish=wish: add_item(meeting, wish))
    return made


@pytest.fixture
def open_page(qtbot: Any, desk: Any, town: Town) -> Iterator[Callable[..., MeetingsPage]]:
    """Opens the page in a window of the smallest screen we promise, on the meeting."""
    opened: list[MeetingsPage] = []

    def made(*, on_meeting: bool = True, width: int = 1262, height: int = 728) -> MeetingsPage:
        page = MeetingsPage(desk)
        qtbot.addWidget(page)
        page.resize(width, height)
        page.show()
        qtbot.waitExposed(page)
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.refresh()
        if on_meeting:
            page.open_meeting_of(town.meeting)
        opened.append(page)
        return page

    yield made
    for page in opened:
        page.hide()


@pytest.fixture
def press() -> Callable[..., None]:
    """Presses keys where the focus is, as a person does."""

    def pressed(*keys: Qt.Key | str, alt: bool = False) -> None:
        modifier = Qt.KeyboardModifier.AltModifier if alt else Qt.KeyboardModifier.NoModifier
        for key in keys:
            at = QApplication.focusWidget()
            assert at is not None, "nothing has the keys"
            if isinstance(key, str):
                QTest.keyClicks(at, key)
            else:
                QTest.keyClick(at, key, modifier)

    return pressed


@pytest.fixture
def panel() -> Callable[[QWidget, type[Found]], Found]:
    """The one open panel of a kind over a page."""

    def found(page: QWidget, kind: type[Found]) -> Found:
        shown = [each for each in page.window().findChildren(kind) if each.isVisible()]
        assert len(shown) == 1
        return shown[0]

    return found
