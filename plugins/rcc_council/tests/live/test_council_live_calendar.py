"""The calendar of the meetings, written from the page of meetings to a file that the secretary chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton

if TYPE_CHECKING:
    from pathlib import Path

Town = Any
Open = Any


def offered(page: Any) -> QPushButton:
    found: QPushButton = next(each for each in page.findChildren(QPushButton) if "Write calendar" in each.text())
    return found


@pytest.mark.usefixtures("town")
def test_that_the_calendar_is_written_where_the_secretary_says(
    open_page: Open, panel: Any, desk: Any, tmp_path: Path
) -> None:
    page = open_page(on_meeting=False)
    offered(page).click()
    panel(page, QFileDialog).fileSelected.emit(str(tmp_path / "meetings.ics"))
    (event,) = Calendar.from_ical((tmp_path / "meetings.ics").read_bytes()).events
    assert f"{event.start:%H}" == "17"
    assert str(event["SUMMARY"]) == "Main Street Council"
    assert desk.problems == []


@pytest.mark.usefixtures("town")
def test_that_a_folder_that_is_not_there_is_said(open_page: Open, panel: Any, desk: Any, tmp_path: Path) -> None:
    page = open_page(on_meeting=False)
    offered(page).click()
    panel(page, QFileDialog).fileSelected.emit(str(tmp_path / "nowhere" / "meetings.ics"))
    assert any("could not be written" in each.text() for each in page.findChildren(QLabel) if each.isVisible())
    assert desk.notes == []


@pytest.mark.usefixtures("town")
def test_that_whoever_may_not_print_is_not_asked(open_page: Open, desk: Any) -> None:
    desk.acting_as("front_desk")
    assert not offered(open_page(on_meeting=False)).isVisible()
