"""The open center on screen: the rail, one page, the notices over it, and the line at the foot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from rcc_desktop.api.center import CENTER_NAME
from rcc_desktop.api.problems import Problem
from rcc_desktop.api.ui.look import mark
from rcc_desktop.api.words import words
from rcc_desktop.host.failures import failure_of
from rcc_desktop.logs import log_mistake
from rcc_desktop.shell import own_pages
from rcc_desktop.shell.navigation import Place, allowed_places
from rcc_desktop.shell.notices import Notices
from rcc_desktop.shell.page_stack import PageStack
from rcc_desktop.shell.problem_dialog import show_mistake
from rcc_desktop.shell.rail import Rail
from rcc_desktop.shell.set_aside_page import SetAsidePage
from rcc_desktop.shell.status_foot import StatusFoot
from rcc_desktop.sites.service import sites_of_center
from rcc_desktop.work.refresher import Refresher

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.changes import Changes
    from rcc_desktop.api.documents import Answers
    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.host.failures import Failure
    from rcc_desktop.logs import Report
    from rcc_desktop.shell.open_center import OpenCenter
    from rcc_desktop.sites.service import SiteRow

_, ngettext = words("rcc_desktop")

STANDING = frozenset({"setting_value", "site"})
"""What the line at the foot says hangs on these tables."""


class CenterView(QWidget):
    """Everything one signed-in person works with. ``moved`` tells which place is shown.

    ``put_back`` asks for the center to be closed, for a backup to take its place: the file chosen, or None.
    """

    moved = Signal(str)
    put_back = Signal(object)

    def __init__(self, opened: OpenCenter) -> None:
        super().__init__()
        self.opened = opened
        self.session = opened.session
        self.desk = opened.session.desk_of("shell")
        self._places: dict[str, Place] = {}
        self.refresher = Refresher(self._refresh_failed, at_once=_is_inline(opened))
        self.rail = Rail()
        self.stack = PageStack(self.refresher, self._build_failed)
        self.foot = StatusFoot()
        self._lay_out()
        self.notices = Notices(self._page_room)
        self.rail.chosen.connect(self.open_place)
        self.session.on_changes(self.refresher.changed)
        self.session.on_changes(self._follow)
        self.session.host.on_set_aside = lambda _failure: self.session.lanes.post(self.show_places)
        self.show_places()
        self.show_standing()

    def show_places(self) -> None:
        """Show what this person may open, as it is now."""
        allowed = allowed_places(own_pages.places_for(self), self.session.actor.may)
        self._places = {place.key: place for place in allowed}
        self.rail.show_places(allowed)
        self.rail.show_current(self.stack.current_key())

    def places(self) -> list[Place]:
        """The places in the rail, from the top."""
        return list(self._places.values())

    def open_place(self, key: str) -> PageWidget | None:
        """Open a place by its key; None when there is no such place for this person."""
        place = self._places.get(key)
        if place is None:
            return None
        page = self.stack.open(place)
        self.rail.show_current(key)
        self.moved.emit(key)
        return page

    def open_number(self, number: int) -> None:
        """Open the place that Ctrl+``number`` stands for."""
        keys = list(self._places)
        if number <= len(keys):
            self.open_place(keys[number - 1])

    def open_first(self, wanted: str = "") -> None:
        """Open the place this desk was at last, else the first."""
        if self.open_place(wanted) is None and self._places:
            self.open_number(1)

    def open_person(self, person: int, tab: str | None = None) -> None:
        """Show a person's file in place of the page."""
        from rcc_desktop.shell.person_room import person_place

        place = person_place(self, person, tab)
        self.stack.forget(place.key)
        self.stack.open(place)
        self.rail.show_current(own_pages.PEOPLE)

    def add_person(self, typed: str, then: Callable[[int], None]) -> None:
        """Open the short form for somebody new at the side."""
        from rcc_desktop.shell.person_room import open_add_form

        open_add_form(self, typed, then)

    def open_paper(self, key: str, answers: Answers | None) -> None:
        """Open the papers page at one paper, with its questions answered."""
        page = self.open_place(own_pages.PAPERS)
        if page is not None:
            page.show_paper(key, answers)  # type: ignore[attr-defined]  # the papers page, built only when visited

    def show_mistake(self, report: Report) -> None:
        """Say that something broke, and in which plugin; what was typed is still there."""
        show_mistake(self.window(), report, self.session.host.title_at(reversed(report.places)))

    def show_standing(self) -> None:
        """Say at the foot where this desk is and who is signed in."""
        self.foot.show_member(self.opened.signed.member.name)
        self.desk.read(self, sites_of_center, self._show_desk)

    def _show_desk(self, sites: list[SiteRow]) -> None:
        """The center's name, and the site where it has more than one."""
        center = self.session.settings.get(CENTER_NAME)
        here = next((site.name for site in sites if site.id == self.session.site), "")
        self.foot.show_desk(f"{center} · {here}" if here and len(sites) > 1 else center)

    def _follow(self, changes: Changes) -> None:
        if changes.touches(STANDING):
            self.show_standing()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        across = QHBoxLayout()
        self._page_room = mark(QWidget(), "page")
        room = QVBoxLayout(self._page_room)
        room.addWidget(self.stack)
        across.addWidget(self.rail)
        across.addWidget(self._page_room, 1)
        whole.addLayout(across, 1)
        whole.addWidget(self.foot)
        for layout in (whole, across, room):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)

    def _build_failed(self, place: Place, error: Exception) -> PageWidget:
        """A page of our own that cannot be built says so in its place, as a plugin's does."""
        log_mistake(error)
        return self._told(failure_of(place.key, place.title, error, loading=True))

    def _refresh_failed(self, _page: QWidget, error: Exception) -> None:
        if isinstance(error, Problem):
            self.notices.problem(error)
        else:
            self.show_mistake(log_mistake(error))

    def _told(self, failure: Failure) -> PageWidget:
        return SetAsidePage(self.desk, failure)


def _is_inline(opened: OpenCenter) -> bool:
    return bool(getattr(opened.session.lanes, "inline", False))
