"""The register on paper: decisions, recommendations with answers, a council's year; read back as PDF and xlsx."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from openpyxl import load_workbook
from rcc_council.documents_register import register_documents
from rcc_council.register.actions import add_action
from rcc_council.register.decisions import add_past_decision
from rcc_council.register.recommendations import answer, recommend
from rcc_council.register.rows import ActionWish

from rcc_desktop.api import Period
from rcc_desktop.api.documents import Answers, Figures, Sheet, Table

if TYPE_CHECKING:
    from collections.abc import Callable

Desk = Any
YEAR = Period.parse("2026-07-01..2027-06-30", None)  # type: ignore[arg-type]
KEYS = ("council.decisions", "council.recommendations", "council.year")


@pytest.fixture
def paper(desk: Desk, clock: Any) -> Callable[..., Sheet]:
    def build(key: str, one: int | None = None) -> Sheet:
        found = {each.key: each for each in register_documents(desk)}[key]
        sheet: Sheet = desk.ask(lambda: found.build(Answers(YEAR, one=one, now=clock.now)))
        return sheet

    return build


@pytest.fixture
def year(desk: Desk, council: Any, meet: Any, decide: Any) -> int:
    """A meeting with a decision that was answered late, one that was lost, and a decision of before."""
    meeting = meet(council.id, date(2026, 9, 2), council.members[:7])
    motion = decide(meeting, "Buy bus passes.")
    decide(meeting, "Open on Sundays.", "lost")
    row = desk.do(lambda: recommend(council.id, "", desk.now(), to_whom="The board", motion=motion, answer_days=30))
    desk.do(lambda: answer(row, "in_part", "Fifteen a month.", date(2026, 10, 13), desk.now()))
    desk.do(lambda: add_past_decision(council.id, date(2019, 5, 1), "Found a council.", "adopted"))
    number: int = council.id
    return number


def cells(sheet: Sheet) -> list[Any]:
    return [cell for table in sheet.tables() for row in table.rows for cell in row]


@pytest.mark.usefixtures("year")
def test_that_the_register_holds_what_was_decided_in_the_period(paper: Any) -> None:
    told = cells(paper("council.decisions"))
    assert {"Buy bus passes.", "Open on Sundays.", "Adopted", "Lost"} <= set(told)
    assert "Found a council." not in told


@pytest.mark.usefixtures("year")
def test_that_recommendations_stand_with_their_answers_and_how_long_they_took(paper: Any) -> None:
    sheet = paper("council.recommendations")
    (table,) = sheet.tables()
    (row,) = table.rows
    assert row[5:7] == (41, "Accepted in part\nFifteen a month.")  # September 2 to October 13
    figures = next(part for part in sheet.parts if isinstance(part, Figures)).figures
    assert [figure.value for figure in figures] == [1, 1, "41 days", 0]


def test_that_a_year_tells_of_one_body_alone(paper: Any, year: int, board: int) -> None:
    sheet = paper("council.year", year)
    assert sheet.subtitle == "Main Street Council"
    figures = next(part for part in sheet.parts if isinstance(part, Figures)).figures
    assert [figure.value for figure in figures] == [1, 0, 1, 1]
    comings = [table for table in sheet.tables() if table.columns[0].title == "Member"]
    assert [row[1:] for row in comings[0].rows] == [(1, 1)] * 7 + [(0, 1)] * 2
    assert paper("council.year", board).subtitle == "Advisory Board"


@pytest.mark.parametrize("key", KEYS)
def test_that_no_paper_tells_of_executive_session(
    desk: Desk, paper: Any, council: Any, meet: Any, decide: Any, key: str
) -> None:
    """Whoever prints it may see it; whoever finds it on the table may not."""
    motion = decide(meet(council.id, date(2026, 9, 2)), "Look into the complaint.", item_sealed=True)
    desk.do(lambda: recommend(council.id, "", desk.now(), to_whom="The board", motion=motion, answer_days=30))
    desk.do(lambda: add_action(council.id, ActionWish("Talk with the member"), desk.now(), motion=motion))
    assert not {"Look into the complaint.", "Talk with the member"} & set(cells(paper(key, council.id)))


@pytest.mark.parametrize("key", KEYS)
def test_that_a_center_without_councils_gets_a_paper_that_says_so(paper: Any, key: str) -> None:
    tables = [part for part in paper(key).parts if isinstance(part, Table)]
    assert all(not table.rows and table.empty for table in tables)


@pytest.mark.parametrize("key", KEYS)
def test_that_they_are_written_as_spreadsheet_and_pdf(paper: Any, year: int, key: str, written: Any) -> None:
    sheet = paper(key, year)
    book = load_workbook(BytesIO(written(sheet, ".xlsx")))
    told = {str(cell.value) for page in book for row in page.iter_rows() for cell in row if cell.value is not None}
    assert "Buy bus passes." in told
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(written(sheet, ".pdf"))]
    assert "Buy bus passes." in " ".join(" ".join(pages).split())
