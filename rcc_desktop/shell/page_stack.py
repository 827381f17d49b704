"""One page at a time: built when it is first visited, kept, and told when what it watches has moved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from rcc_desktop.api.ui.look import mark

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.ui.page import PageWidget
    from rcc_desktop.shell.navigation import Place
    from rcc_desktop.work.refresher import Refresher


class PageStack(QStackedWidget):
    """Holds the pages. ``failed`` stands in for a page whose ``build`` raised, and is told why."""

    shown = Signal(str)

    def __init__(self, refresher: Refresher, failed: Callable[[Place, Exception], PageWidget]) -> None:
        super().__init__()
        self._refresher = refresher
        self._failed = failed
        self._built: dict[str, tuple[PageWidget, QScrollArea]] = {}
        self._current = ""

    def open(self, place: Place) -> PageWidget:
        """Show a page, building it on the first visit, and give it the keys."""
        first = place.key not in self._built
        if first:
            self._keep(place)
        page, frame = self._built[place.key]
        self._current = place.key
        self.setCurrentWidget(frame)
        if first:
            self._refresher.begin(page)
        focus = page.first_focus()
        if focus is not None:
            focus.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shown.emit(place.key)
        return page

    def current_key(self) -> str:
        """The place in sight."""
        return self._current

    def current_page(self) -> PageWidget | None:
        """The page in sight."""
        built = self._built.get(self._current)
        return built[0] if built else None

    def forget(self, key: str) -> None:
        """Let go of a page; it is built anew at its next visit."""
        built = self._built.pop(key, None)
        if built is not None:
            self.removeWidget(built[1])
            built[1].deleteLater()

    def refresh_current(self) -> None:
        """Show the page in sight anew."""
        page = self.current_page()
        if page is not None:
            page.refresh()

    def _keep(self, place: Place) -> None:
        try:
            page = place.build()
        except Exception as error:  # noqa: BLE001 (a border: a page that cannot be built must not end the window)
            page = self._failed(place, error)
        frame = mark(QScrollArea(), "bare")
        frame.setWidgetResizable(True)
        frame.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        frame.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        frame.setWidget(page)
        self._built[place.key] = (page, frame)
        self._refresher.watch(page, place.watches, place.person, people=place.people)
        self.addWidget(frame)

    def pages(self) -> list[QWidget]:
        """Every page that was built."""
        return [page for page, _frame in self._built.values()]
