"""The papers of time given, read back from the files they are handed over as."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from pypdfium2 import PdfDocument
from rcc_mentors import documents_hours
from rcc_mentors.hours import approval, match
from rcc_mentors.hours.money import Line
from rcc_mentors.people.records import Mentor

from rcc_desktop.api import Period, needs
from rcc_desktop.api.documents import Answers, Sheet
from rcc_desktop.api.records import StaffMember

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
Clock = Any
Add = Any
NOVEMBER = Period.month(2026, 11)
FRIDAY = date(2026, 11, 20)
PEERS = Line(0, "State grant", "peer_mentor", date(2026, 7, 1), date(2027, 6, 30), 1900, 1000)


@pytest.fixture
def paper(desk: Desk, clock: Clock) -> Callable[[str], Sheet]:
    """Build a paper of November by key."""

    def build(key: str) -> Sheet:
        found = {each.key: each for each in documents_hours.hours_documents(desk)}[f"mentors.{key}"]
        sheet: Sheet = desk.ask(lambda: found.build(Answers(NOVEMBER, None, now=clock.now)))
        return sheet

    return build


@pytest.fixture
def given(desk: Desk, mentor: Add, entry: Add, clock: Clock) -> None:
    """Two volunteers and somebody paid; one entry corrected after approval, one waiting."""
    maria, bo, ann = mentor("Maria Nunez"), mentor("Bo Ruiz"), mentor("Ann Lee")
    rows = [entry(maria, 9, 12, day=FRIDAY), entry(bo, 9, 10.5, day=FRIDAY), entry(ann, 9, 17, day=FRIDAY, pay="paid")]
    entry(maria, 13, 14, day=FRIDAY, source="estimated")
    desk.do(lambda: approval.approve(rows, clock.now))
    desk.do(lambda: approval.add_addendum(rows[0], 120, "Left at eleven", clock.now))
    desk.do(lambda: match.keep_line(PEERS))


def text_of(pdf: bytes) -> str:
    document = PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


@pytest.mark.usefixtures("given")
def test_that_the_log_has_a_line_to_sign_under_every_volunteers_days(paper: Any, written: Any) -> None:
    text = text_of(written(paper("sign_in_log"), ".pdf"))
    assert text.index("Bo Ruiz") < text.index("Maria Nunez")
    assert text.count("Volunteer, and date") == text.count("Supervisor, and date") == 2
    assert "Ann Lee" not in text
    assert "Waiting: 1" in text
    for said in ("9:00 am", "12:00 pm", "10:30 am", "Peer mentoring", "clocked", "estimated"):
        assert said in text


@pytest.mark.usefixtures("given")
def test_that_the_logs_spreadsheet_holds_hours_and_what_was_approved(paper: Any, written: Any) -> None:
    sheet = paper("sign_in_log")
    tables = {table.title: table for table in sheet.tables()}
    assert [row[3:5] for row in tables["Maria Nunez"].rows] == [(180, 120), (60, None)]
    assert tables["Maria Nunez"].totals()[3:5] == (240, 120)
    book = load_workbook(BytesIO(written(sheet, ".xlsx")))
    cells = [str(cell) for page in book for row in page.iter_rows(values_only=True) for cell in row if cell is not None]
    assert "Bo Ruiz" in book.sheetnames
    assert any("Supervisor" in cell for cell in cells)


@pytest.mark.usefixtures("given")
def test_that_the_match_log_adds_up_to_its_figures(paper: Any, written: Any) -> None:
    # 2 h (corrected) and 1.5 h at $20.90: $73.15
    sheet = paper("match_log")
    lines, entries = sheet.tables()
    assert str(lines.totals()[8]) == "1463/20"  # 73.15
    assert (lines.totals()[7], entries.totals()[4]) == (210, 210)
    text = text_of(written(sheet, ".pdf"))
    for said in ("$73.15", "20.9", "State grant", "200.306(e)", "Approved by, and date", "3:30"):
        assert said in text
    assert "31.80" not in text
    book = load_workbook(BytesIO(written(sheet, ".xlsx")))
    cells = [cell for page in book for row in page.iter_rows(values_only=True) for cell in row]
    assert any(isinstance(cell, float) and abs(cell - 41.80) < 0.001 for cell in cells) or 73.15 in cells


@pytest.mark.usefixtures("given")
def test_that_thanks_go_by_name_and_rank_nobody(paper: Any, written: Any) -> None:
    text = text_of(written(paper("thanks"), ".pdf"))
    assert text.index("Bo Ruiz") < text.index("Maria Nunez")
    assert "gave 1 h 30 min of their time as a mentor on 1 day" in text.replace("days", "day")
    assert "Ann Lee" not in text


@pytest.mark.usefixtures("given")
def test_that_a_mentors_own_year_is_their_own(desk: Desk, paper: Any, written: Any) -> None:
    @needs("testing")
    def join() -> None:
        StaffMember.change(desk.session.actor.staff, person=Mentor.stored_row(1)["person_id"])

    desk.do(join)
    desk.acting_as("peer_mentor")
    text = text_of(written(paper("my_year"), ".pdf"))
    assert "Maria Nunez, you gave 3 h of your time" in text
    assert "Nov 2026" in text
    assert "Bo Ruiz" not in text


@pytest.mark.parametrize("key", ["sign_in_log", "match_log", "thanks", "my_year"])
@pytest.mark.parametrize("suffix", [".pdf", ".xlsx"])
def test_that_a_month_without_hours_is_a_paper_too(paper: Any, written: Any, key: str, suffix: str) -> None:
    assert len(written(paper(key), suffix)) > 200
