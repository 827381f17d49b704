"""Tells pages that what they watch has moved: those on screen soon, the others when they are next shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

from rcc_desktop.work.jobs import is_alive

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from rcc_desktop.api.changes import Changes


@dataclass(slots=True, eq=False)
class _Watch:
    page: QWidget
    tables: frozenset[str]
    person: int | None
    people: bool = False
    stale: bool = False


class Refresher(QObject):
    """Many changes in a row make one refresh. ``failed`` hears of a page whose refresh raised; it is asked no more.

    ``at_once`` refreshes without waiting for the event loop: for tests with inline lanes.
    """

    def __init__(self, failed: Callable[[QWidget, Exception], None], *, at_once: bool = False) -> None:
        super().__init__()
        self._failed = failed
        self._at_once = at_once
        self._watches: dict[int, _Watch] = {}
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.settle)

    def watch(self, page: QWidget, tables: frozenset[str], person: int | None = None, *, people: bool = False) -> None:
        """Refresh ``page`` when one of ``tables`` moves; a tab of one ``person`` only when they were touched.

        A page about ``people`` is refreshed as well whenever anybody was touched.
        """
        key = id(page)
        self._watches[key] = _Watch(page, tables, person, people)
        page.installEventFilter(self)
        page.destroyed.connect(lambda: self._watches.pop(key, None))

    def begin(self, page: QWidget) -> None:
        """Have a watched page show its first answer."""
        self._refresh(self._watches[id(page)])

    def changed(self, changes: Changes) -> None:
        """Hear what was kept; the page that asked for it has its answer already."""
        for watch in self._watches.values():
            if watch.page is not changes.origin and _concerns(watch, changes):
                watch.stale = True
        if self._at_once:
            self.settle()
        else:
            self._soon.start()

    def settle(self) -> None:
        """Refresh every page that is stale and can be seen."""
        for watch in tuple(self._watches.values()):
            if watch.stale and is_alive(watch.page) and watch.page.isVisible():
                self._refresh(watch)

    def refresh_all(self) -> None:
        """Everything may have moved: another person signed in, the day turned."""
        for watch in self._watches.values():
            watch.stale = True
        self.settle()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A stale page is refreshed as it is shown."""
        if event.type() == QEvent.Type.Show:
            watch = self._watches.get(id(watched))
            if watch is not None and watch.stale:
                self._refresh(watch)
        return False

    def _refresh(self, watch: _Watch) -> None:
        watch.stale = False
        try:
            watch.page.refresh()  # type: ignore[attr-defined]  # a PageWidget, which only views may name
        except Exception as error:  # noqa: BLE001 (a border: one page's mistake must not keep the others stale)
            self._watches.pop(id(watch.page), None)
            self._failed(watch.page, error)


def _concerns(watch: _Watch, changes: Changes) -> bool:
    if watch.people and changes.people:
        return True
    if not changes.touches(watch.tables):
        return False
    return watch.person is None or not changes.people or watch.person in changes.people
