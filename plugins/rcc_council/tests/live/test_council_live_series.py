"""Meetings that repeat, looked at and changed from the page of meetings."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from rcc_council.meetings.rows import TemplateLine
from rcc_council.meetings.service import add_series, all_meetings, series_of
from rcc_council.meetings.template_text import lines_of, text_of
from rcc_council.views.live_series import EndSeriesPanel, SeriesPanel

Town = Any
Open = Any
LINES = (TemplateLine("opening", "Round of names", 5), TemplateLine("report", "Van", 10))
BEGINS = date(2026, 12, 2)


@pytest.fixture
def series(town: Town, desk: Any) -> int:
    """Every Wednesday at 5:30 pm, four times from next week on."""
    made: int = town.do(
        add_series, town.body, "FREQ=WEEKLY;BYDAY=WE;COUNT=4", BEGINS, 1050, 60, desk.now(), template=LINES
    )
    return made


@pytest.fixture
def shown(open_page: Open, series: int, panel: Any) -> SeriesPanel:
    """The panel on that series."""
    page = open_page(on_meeting=False)
    page.show_series()
    found: SeriesPanel = panel(page, SeriesPanel)
    return found


def template(town: Town, desk: Any) -> tuple[TemplateLine, ...]:
    (row,) = desk.ask(lambda: series_of(town.body))
    lines: tuple[TemplateLine, ...] = row.template
    return lines


def test_that_the_series_is_told_with_its_hours_and_lines(shown: SeriesPanel) -> None:
    assert shown.form.row("series").control.currentText() == "Every week on Wednesday · 5:30 pm – 6:30 pm"  # type: ignore[attr-defined]
    assert shown.form.values()["lines"] == "Round of names, 5\nVan, 10"


def test_that_lines_are_kept_and_put_back_by_undo(shown: SeriesPanel, town: Town, desk: Any) -> None:
    shown.form.fill({"lines": "Round of names, 10\nGarden\n\nVan, 10"})
    shown.form.submit()
    assert template(town, desk) == (
        TemplateLine("opening", "Round of names", 10),
        TemplateLine("topic", "Garden", 0),
        TemplateLine("report", "Van", 10),
    )
    desk.undo_latest()
    assert template(town, desk) == LINES


def test_that_a_series_ends_and_what_was_planned_after_it_is_called_off_until_undone(
    shown: SeriesPanel, town: Town, desk: Any, panel: Any, open_page: Open
) -> None:
    shown.end.click()
    form = panel(shown.page, EndSeriesPanel).form
    form.fill({"last": date(2026, 12, 9), "why": "Summer break"})
    form.submit()
    rows = desk.ask(lambda: all_meetings(BEGINS, date(2027, 1, 31), desk.now()))
    assert [(row.day.day, row.state) for row in rows] == [
        (2, "planned"),
        (9, "planned"),
        (16, "cancelled"),
        (23, "cancelled"),
    ]
    assert desk.shell.notes[-1] == "The series ends. 2 meetings are called off."
    desk.undo_latest()
    rows = desk.ask(lambda: all_meetings(BEGINS, date(2027, 1, 31), desk.now()))
    assert {row.state for row in rows} == {"planned"}
    assert desk.ask(lambda: series_of(town.body))[0].rule == "FREQ=WEEKLY;BYDAY=WE;COUNT=4"


def test_that_a_series_that_is_over_is_not_offered(open_page: Open, series: int, panel: Any, clock: Any) -> None:
    clock.advance(days=60)
    page = open_page(on_meeting=False)
    page.show_series()
    found = panel(page, SeriesPanel)
    assert found.none.isVisible()
    assert not found.keep.isVisible()


def test_that_lines_read_as_they_are_written() -> None:
    assert lines_of(text_of(LINES), LINES) == LINES


def test_that_a_line_renamed_in_its_place_keeps_its_kind() -> None:
    assert lines_of("Welcome, 5\nVan, 10", LINES)[0] == TemplateLine("opening", "Welcome", 5)


def test_that_a_number_of_four_digits_is_a_year_and_no_minutes() -> None:
    assert lines_of("Plans, 2027", ()) == (TemplateLine("topic", "Plans, 2027", 0),)
