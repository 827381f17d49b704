"""Long lists: first paint and page down at a million rows, and a window that goes on while its lane waits.

The people table and the list of who is here stand beside a plain QTableView over a QStandardItemModel of as many rows
as that one can hold in reason, in one run; then the real page of people on a made-up center, whose reading lane is made
to wait half a second before each answer. Goals: first paint 0.2 s, page down 60 ms, and the window's loop never stands
still for more than 50 ms. Run: ``python tests/benchmarks/bench_lists.py [people]``; nobody in it is real.
"""

from __future__ import annotations

import os
import sys
import tempfile
from datetime import date, datetime
from pathlib import Path
from statistics import median
from time import perf_counter, sleep
from typing import TYPE_CHECKING, Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QElapsedTimer, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QTableView

from rcc_desktop.api.people_found import PersonFound
from rcc_desktop.api.ui import Badge, PeopleList, PersonLine, RowsModel, RowsTable
from rcc_desktop.host.made_up import PASSWORD, Wanted, make_up
from rcc_desktop.main import clock, close_center, open_headless
from rcc_desktop.people.service import found, people_after
from rcc_desktop.people.views.people_page import Listed, PeoplePage, _columns
from rcc_desktop.shell.application import make_application
from rcc_desktop.shell.theme import learn_scripts
from rcc_desktop.work.jobs import Lanes

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from rcc_desktop.host.session import Session
    from rcc_desktop.shell.open_center import OpenCenter

ROWS = 1_000_000
PLAIN_ROWS = 20_000
PAGES = 40
FIRST_PAINT, PAGE_DOWN, STANDSTILL = 200.0, 60.0, 50.0
Measured = list[tuple[str, float, float]]


def milliseconds(work: Callable[[], object]) -> float:
    begun = perf_counter()
    work()
    return (perf_counter() - begun) * 1000


def p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def first_paint(app: QApplication, make: Callable[[], QAbstractItemView]) -> tuple[float, QAbstractItemView]:
    """How long from nothing to a painted list, and the list."""
    kept: list[QAbstractItemView] = []

    def show() -> None:
        view = make()
        view.resize(1100, 800)
        view.show()
        app.processEvents()
        view.viewport().repaint()
        kept.append(view)

    return milliseconds(show), kept[0]


def pages_down(app: QApplication, view: QAbstractItemView) -> list[float]:
    """Key to painted, page after page."""

    def page() -> None:
        QTest.keyClick(view, Qt.Key.Key_PageDown)
        app.processEvents()
        view.viewport().repaint()

    return [milliseconds(page) for _page in range(PAGES)]


def somebody(number: int) -> Listed:
    name = f"Person {number}"
    day = date(2020, 1 + number % 12, 1 + number % 28)
    return Listed(
        PersonFound(id=number, name=name, pronouns="they/them", born="May 4, 1980", last_seen=day, added_on=day)
    )


SOME = [somebody(number) for number in range(1, 5001)]
PRESENT = (
    ROWS
    // 5000
    * [
        PersonLine(number, f"Person {number}", "since 9:05 AM", "Meeting", (Badge("Volunteer", "info"),), action="Out")
        for number in range(5000)
    ]
)


def plain() -> QTableView:
    """What Qt offers by itself."""
    columns = _columns(lambda: date(2026, 11, 21))
    model = QStandardItemModel(0, len(columns))
    for number in range(PLAIN_ROWS):
        row = SOME[number % len(SOME)]
        model.appendRow([QStandardItem(column.text(row)) for column in columns])
    view = QTableView()
    view.setModel(model)
    return view


def fetching() -> RowsTable[Listed]:
    """The people table, each page from a made-up store of a million."""

    def fetch(after: Listed | None, limit: int) -> None:
        at = model.rowCount()
        model.append([SOME[(at + step) % len(SOME)] for step in range(limit)], more=at + limit < ROWS)

    model: RowsModel[Listed] = RowsModel(_columns(lambda: date(2026, 11, 21)), fetch)
    table = RowsTable(model)
    model.start_over()
    return table


def loaded() -> RowsTable[Listed]:
    """The people table with all of the million fetched, at the end of it."""
    table = RowsTable(RowsModel(_columns(lambda: date(2026, 11, 21))))
    table.rows_model.show([SOME[number % len(SOME)] for number in range(ROWS)])
    table.setCurrentIndex(table.rows_model.index(ROWS - PAGES * 25, 0))
    return table


def here() -> PeopleList:
    """Who is here, if a million were."""
    view = PeopleList("Who is here", compact=True)
    view.show_lines(PRESENT)
    return view


class SlowDesk:
    """A desk whose reading lane waits before every answer, as behind a busy disk."""

    def __init__(self, session: Session, lanes: Lanes, wait: float) -> None:
        self._session, self._lanes, self._wait = session, lanes, wait

    def read(self, owner: object, work: Callable[[], Any], then: Callable[[Any], None]) -> None:
        def waited() -> Any:
            sleep(self._wait)
            return self._session.store.read(work, self._session.actor)

        self._lanes.run("read", owner, waited, then)

    def now(self) -> datetime:
        return self._session.now()

    def may(self, _permission: str) -> bool:
        return True


def bench_views(app: QApplication) -> Measured:
    print(f"{'':<34}{'first paint':>12}{'page down p50':>15}{'p95':>8}{'to plain':>10}")
    measured: Measured = []
    beside = 1.0
    for name, make in (
        (f"plain QTableView, {PLAIN_ROWS:,} rows", plain),
        ("people, fetching", fetching),
        (f"people, all {ROWS:,} fetched", loaded),
        (f"who is here, {ROWS:,}", here),
    ):
        shown, view = first_paint(app, make)
        pages = pages_down(app, view)
        beside = median(pages) if make is plain else beside
        print(f"{name:<34}{shown:>9.0f} ms{median(pages):>12.1f} ms{p95(pages):>8.1f}{median(pages) / beside:>10.1f}")
        view.close()
        if make is not plain:
            measured.append((f"{name}: page down p95, ms", p95(pages), PAGE_DOWN))
        if make in {fetching, here}:
            measured.append((f"{name}: first paint, ms", shown, FIRST_PAINT))
    return measured


def bench_store(session: Session) -> Measured:
    """Pages of the list as the real store gives them, from the first to the last."""
    times: list[float] = []
    after, page = ("", 0), True
    while page:

        def read(after: tuple[str, int] = after) -> tuple[Any, ...]:
            rows = people_after(*after, 200)
            found([row.id for row in rows], session.now())
            return rows

        begun = perf_counter()
        rows = session.store.read(read, session.actor)
        times.append((perf_counter() - begun) * 1000)
        page = len(rows) == 200
        after = (rows[-1].sort_name, rows[-1].id) if rows else after
    print(f"a page of 200 from the store: first {times[0]:.1f} ms, p95 of {len(times)} {p95(times):.1f} ms")
    return [("a page of people from the store, p95 ms", p95(times), PAGE_DOWN)]


def bench_waiting(app: QApplication, opened: OpenCenter) -> Measured:
    """The longest the window's loop stands still while each answer takes half a second to come."""
    lanes = Lanes()
    lanes.listen(_Ear(), opened.center.database.close)
    page = PeoplePage(SlowDesk(opened.session, lanes, 0.5))  # type: ignore[arg-type]
    page.resize(1100, 800)
    page.show()
    app.processEvents()
    still, since = [], QElapsedTimer()
    ticks = QTimer(interval=5)
    ticks.timeout.connect(lambda: still.append(since.restart()))
    since.start()
    ticks.start()
    page.refresh()
    QTimer.singleShot(1500, lambda: QTest.keyClick(page.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier))
    QTimer.singleShot(3000, app.quit)
    app.exec()
    ticks.stop()
    fetched = page.model.rowCount()
    page.close()
    lanes.close()
    print(f"while the lane waits 0.5 s: {len(still)} ticks, longest standstill {max(still)} ms, {fetched} rows came")
    assert fetched >= 400, "the page asked, and its answers came"
    return [("longest standstill of the window, ms", float(max(still)), STANDSTILL)]


class _Ear:
    def show_problem(self, problem: Exception) -> None:
        raise problem

    def broke(self, report: object) -> None:
        raise RuntimeError(str(report))


def main(people: int = 100_000) -> Measured:
    """Measure, print, and give what was measured: its name, the figure, and the goal."""
    with tempfile.TemporaryDirectory() as scratch:
        os.environ["RCC_CONFIG_DIR"] = scratch
        app = make_application("light", 100)
        learn_scripts(app)
        measured = bench_views(app)
        made = make_up(Path(scratch, "center"), Wanted(people=people, visits=people, years=1), clock)
        opened = open_headless(made.folder, made.director, PASSWORD)
        print(f"a made-up center of {people:,} people")
        measured += bench_store(opened.session)
        measured += bench_waiting(app, opened)
        close_center(opened)
    return measured


if __name__ == "__main__":
    raise SystemExit(any(value > goal for _name, value, goal in main(*map(int, sys.argv[1:]))))
