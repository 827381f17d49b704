"""A council's pages in one window, pressed and typed in as its secretary does; for stories of many weeks."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QStackedWidget, QWidget
from rcc_council.views.agenda_panel import ItemPanel
from rcc_council.views.bodies_page import BodiesPage
from rcc_council.views.live_closing import ClosingPanel
from rcc_council.views.live_plan import PlanPanel
from rcc_council.views.meetings_page import MeetingsPage
from rcc_council.views.minutes_page import MinutesPage
from rcc_council.views.motion_panel import MotionPanel
from rcc_council.views.recommendations_page import RecommendationsPage
from rcc_council.views.register_page import RegisterPage
from rcc_council.views.vote_panel import VotePanel

from rcc_desktop.api import Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from rcc_council.meetings.rows import ItemRow, MeetingNow, MotionRow, VoteRow

    from rcc_desktop.api.ui import PageWidget
    from rcc_desktop.testing import Clock
    from rcc_desktop.testing_desk import TryOutDesk

Found = TypeVar("Found", bound=QWidget)

NEW_YORK = ZoneInfo("America/New_York")
ENTER = Qt.Key.Key_Return
PAGES = (MeetingsPage, BodiesPage, MinutesPage, RecommendationsPage, RegisterPage)


class CouncilWindow:
    """One window with every page of the councils; whoever is signed in as it is made works at it."""

    def __init__(self, desk: TryOutDesk, clock: Clock, qtbot: QtBot) -> None:
        self.desk, self.clock, self.qtbot = desk, clock, qtbot
        self.window = QStackedWidget()
        qtbot.addWidget(self.window)
        self.pages: dict[type[PageWidget], PageWidget] = {kind: kind(desk) for kind in PAGES}
        for page in self.pages.values():
            self.window.addWidget(page)
        self.window.resize(1262, 728)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def go(self, kind: type[Found]) -> Found:
        """Turn to a page."""
        page = self.pages[kind]  # type: ignore[index]
        self.window.setCurrentWidget(page)
        page.refresh()
        assert isinstance(page, kind)
        return page

    def press(self, *keys: Qt.Key | str) -> None:
        """Press keys, or type words, wherever the keys are."""
        for key in keys:
            at = QApplication.focusWidget()
            assert at is not None, "nothing has the keys"
            if not isinstance(key, str):
                QTest.keyClick(at, key)
            elif key.isascii():
                QTest.keyClicks(at, key)
            else:
                _type_letters(at, key)

    def panel(self, kind: type[Found]) -> Found:
        """The one panel of a kind that is open."""
        (shown,) = self.panels(kind)
        return shown

    def panels(self, kind: type[Found]) -> list[Found]:
        """Every panel of a kind that is open."""
        return [each for each in self.window.findChildren(kind) if each.isVisible()]

    def fill(self, kind: type[QWidget], /, **given: object) -> None:
        """Fill the form of the panel that is open and send it off; it closes."""
        panel: Any = self.panel(kind)
        panel.form.fill(given)
        panel.form.submit()
        assert not self.panels(kind), "the panel stays open with what went wrong"

    def click(self, text: str) -> None:
        """Click the button in sight that says this."""
        (found,) = [
            each for each in self.window.findChildren(QPushButton) if each.isVisible() and each.text().strip() == text
        ]
        assert found.isEnabled()
        found.click()

    def refused(self, work: Callable[[], object]) -> str:
        """What the ``Problem`` says that a verb raises."""
        with pytest.raises(Problem) as raised:
            self.desk.do(work)
        return raised.value.what


class Evening:
    """One meeting of a body on a day, run from the page of the meetings with the keys."""

    def __init__(self, window: CouncilWindow, body: str, day: date) -> None:
        self.of, self.day = window, day
        self.at(17, 45)
        self.page = window.go(MeetingsPage)
        self.page.show_all()
        rows = self.page.list.model.rows
        places = [at for at, row in enumerate(rows) if (row.day, row.body_name, row.state) == (day, body, "planned")]
        self.page.list.table.selectRow(places[0])
        window.press(ENTER)
        assert self.page.shown == "planned"
        assert self.page.meeting is not None
        self.id = self.page.meeting

    def at(self, hour: int, minute: int = 0) -> None:
        """It is that late."""
        self.of.clock.set(datetime.combine(self.day, time(hour, minute), tzinfo=NEW_YORK))

    @property
    def now(self) -> MeetingNow:
        """The meeting as the page shows it."""
        assert self.page.now is not None
        return self.page.now

    def plan(self, title: str, minutes: int = 15, **known: object) -> None:
        """Put an item on the agenda with Insert, before the meeting."""
        self.page.agenda.lines.setFocus()
        self.of.press(Qt.Key.Key_Insert)
        self.of.fill(ItemPanel, title=title, minutes=minutes, **known)

    def titles(self) -> list[str]:
        """The agenda: titles, with those under them."""
        return [item.title for item in self.items()]

    def items(self) -> list[ItemRow]:
        """Every line of the agenda."""
        return [line for item in self.now.agenda for line in (item, *item.inside)]

    def open(self, *names: str) -> None:
        """Six o'clock: the meeting is called to order, and names are typed as people come in."""
        self.at(18)
        self.of.click("Open the meeting")
        for name in names:
            self.of.press(name, ENTER)
        here = [each.name for each in self.now.people if each.is_here]
        assert all(any(each.startswith(name) for each in here) for name in names)

    def come_or_leave(self, *names: str) -> None:
        """Somebody who is here leaves, somebody who is not comes: the name, and Enter."""
        for name in names:
            self.keys("a")
            self.of.press(name, ENTER)

    def keys(self, *keys: Qt.Key | str) -> None:
        """Press keys where letters are keys of the meeting."""
        self.page.live.agenda.setFocus()
        self.of.press(*keys)

    def take_up(self, title: str) -> None:
        """Go to the first item that begins like this, and press Enter."""
        item = next(each for each in self.items() if each.title.startswith(title))
        self.take_up_item(item)

    def take_up_item(self, item: ItemRow) -> None:
        """Go to an item, and press Enter."""
        self.page.live.agenda.go_to(item.id)
        self.keys(ENTER)
        assert self._item().id == item.id

    def note(self, said: str) -> None:
        """Write in the notes of the item that is talked about."""
        self.keys("t")
        self.of.press(said, Qt.Key.Key_Escape)
        self.page.live.item.notes.keep_now()

    def move(self, words: str, mover: int, **known: object) -> MotionRow:
        """Somebody moves something: M, the words, who, Enter."""
        self.keys("m", words)
        self.of.fill(MotionPanel, mover=mover, **known)
        return self.motion()

    def motion(self) -> MotionRow:
        """The newest motion under the item that is talked about."""
        return self._item().motions[-1]

    def ask_vote(self, method: str | None = None) -> VotePanel:
        """V: the panel for a vote on the motion that has the keys."""
        self.keys("v")
        panel = self.of.panel(VotePanel)
        if method is not None:
            panel.methods.chip(method).click()
        return panel

    def hands(self, *counts: int) -> VoteRow:
        """A show of hands: yes, no, abstaining, each with Enter."""
        self.ask_vote("hands")
        return self._type(counts)

    def ballot(self, *counts: int) -> VoteRow:
        """A ballot: yes, no, abstaining, blank, illegal."""
        self.ask_vote("ballot")
        return self._type(counts)

    def by_name(self, method: str, *answers: str) -> VoteRow:
        """Each member in turn by one key; a block is followed by its reason."""
        panel = self.ask_vote(method)
        for each in answers:
            self.of.press(each)
            if len(each) > 1:
                self.of.press(ENTER)
        panel.take.click()
        return self.taken()

    def taken(self) -> VoteRow:
        """The vote that was taken now, after its result was read out loud and Enter pressed."""
        panel = self.of.panel(VotePanel)
        assert panel.result.isVisible(), panel.banner.accessibleName() or "no vote was taken"
        said = panel.result.sentence.text()
        self.of.press(ENTER)
        vote = self.votes()[-1]
        assert vote.arithmetic == said
        return vote

    def votes(self) -> list[VoteRow]:
        """Every vote under the item that is talked about, in the order they were taken."""
        return sorted((vote for motion in self._item().motions for vote in motion.votes), key=lambda vote: vote.id)

    def close(self, hour: int = 19, minute: int = 20) -> str:
        """The meeting is closed; the state it comes to."""
        self.at(hour, minute)
        self.of.click("Close the meeting")
        self.of.panel(ClosingPanel).yes.click()
        assert self.page.shown == "over"
        return self.now.meeting.state

    def _item(self) -> ItemRow:
        item = self.page.live.open_item()
        assert item is not None, "no item is open"
        return item

    def _type(self, counts: tuple[int, ...]) -> VoteRow:
        for count in counts:
            self.of.press(str(count), ENTER)
        return self.taken()


def _type_letters(at: QWidget, said: str) -> None:
    """Letters no key of an American keyboard has, which ``QTest`` does not know."""
    for letter in said:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(at, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter))


def plan_meeting(window: CouncilWindow, **given: object) -> int | None:
    """Plan a meeting, or a series, from the page of the meetings; the meeting that is open after it."""
    page = window.go(MeetingsPage)
    page.show_all()
    page.plan()
    window.fill(PlanPanel, **given)
    return page.meeting
