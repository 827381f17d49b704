"""Pages that watch what moved are refreshed: soon if seen, later if not, never by their own change."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtWidgets import QWidget

from rcc_desktop.api.changes import Changes
from rcc_desktop.work.refresher import Refresher

VISITS = frozenset({"checkin_visit"})


class Page(QWidget):
    """Counts its refreshes."""

    refreshed = 0

    def refresh(self) -> None:
        self.refreshed += 1


class Broken(Page):
    """Cannot be refreshed."""

    def refresh(self) -> None:
        super().refresh()
        raise RuntimeError


@pytest.fixture
def failed() -> list[QWidget]:
    return []


@pytest.fixture
def refresher(qtbot: Any, failed: list[QWidget]) -> Refresher:
    return Refresher(lambda page, _error: failed.append(page))


def shown(qtbot: Any, refresher: Refresher, page: Page, **watch: Any) -> Page:
    qtbot.addWidget(page)
    refresher.watch(page, VISITS, **watch)
    page.show()
    return page


def test_that_many_changes_make_one_refresh(qtbot: Any, refresher: Refresher) -> None:
    page = shown(qtbot, refresher, Page())
    for _time in range(5):
        refresher.changed(Changes(VISITS))
    assert page.refreshed == 0
    qtbot.waitUntil(lambda: page.refreshed == 1)


def test_that_a_page_that_does_not_watch_is_left_alone(qtbot: Any, refresher: Refresher) -> None:
    page = shown(qtbot, refresher, Page())
    refresher.changed(Changes(frozenset({"person"})))
    refresher.settle()
    assert page.refreshed == 0


def test_that_the_page_that_made_the_change_is_skipped(qtbot: Any, refresher: Refresher) -> None:
    page, other = shown(qtbot, refresher, Page()), shown(qtbot, refresher, Page())
    refresher.changed(Changes(VISITS, origin=page))
    refresher.settle()
    assert (page.refreshed, other.refreshed) == (0, 1)


def test_that_a_hidden_page_is_refreshed_when_it_is_next_shown(qtbot: Any, refresher: Refresher) -> None:
    page = shown(qtbot, refresher, Page())
    page.hide()
    refresher.changed(Changes(VISITS))
    refresher.settle()
    assert page.refreshed == 0
    page.show()
    assert page.refreshed == 1
    page.hide()
    page.show()
    assert page.refreshed == 1


def test_that_a_tab_of_one_person_waits_for_that_person(qtbot: Any, refresher: Refresher) -> None:
    page = shown(qtbot, refresher, Page(), person=7)
    refresher.changed(Changes(VISITS, people=frozenset({8})))
    refresher.settle()
    assert page.refreshed == 0
    refresher.changed(Changes(VISITS, people=frozenset({7, 8})))
    refresher.settle()
    assert page.refreshed == 1


def test_that_one_page_that_breaks_does_not_keep_the_others_stale(
    qtbot: Any, refresher: Refresher, failed: list[QWidget]
) -> None:
    broken, page = shown(qtbot, refresher, Broken()), shown(qtbot, refresher, Page())
    for _time in range(2):
        refresher.changed(Changes(VISITS))
        refresher.settle()
    assert (broken.refreshed, page.refreshed) == (1, 2)
    assert failed == [broken]


def test_that_a_closed_page_is_forgotten(qtbot: Any, refresher: Refresher) -> None:
    page = Page()
    refresher.watch(page, VISITS)
    page.show()
    page.deleteLater()
    del page
    qtbot.wait(1)
    refresher.changed(Changes(VISITS))
    refresher.settle()


def test_that_everything_seen_is_refreshed_when_somebody_else_signs_in(qtbot: Any, refresher: Refresher) -> None:
    page = shown(qtbot, refresher, Page())
    refresher.refresh_all()
    assert page.refreshed == 1


def test_that_a_page_about_people_hears_that_somebody_was_touched_whatever_table_moved(
    refresher: Refresher, qtbot: Any
) -> None:
    page = Page()
    qtbot.addWidget(page)
    refresher.watch(page, frozenset({"mentors_pairing"}), people=True)
    page.show()
    refresher.changed(Changes(VISITS, frozenset({7})))
    refresher.settle()
    assert page.refreshed == 1
    refresher.changed(Changes(VISITS))
    refresher.settle()
    assert page.refreshed == 1
