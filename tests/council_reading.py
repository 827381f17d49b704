"""What the pages and papers of a council say, read back from the window, from PDF and from documents of Word."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import pypdfium2
from docx import Document
from rcc_council.minutes.records import Minutes
from rcc_council.views.meetings_page import MeetingsPage
from rcc_council.views.recommendations_page import RecommendationsPage
from rcc_council.views.register_page import ACTIONS, DECISIONS, RegisterPage

from rcc_desktop.api.documents import Answers
from tests.window import everything_readable

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_council.views.minutes_page import MinutesPage

    from rcc_desktop.api.documents import Sheet
    from rcc_desktop.testing_desk import TryOutDesk
    from tests.council_town import Town

    Written = Callable[[Sheet, str], bytes]


def everything_to_read(town: Town, written: Written, last: int) -> str:
    """Whatever the pages and papers show to whoever is at the window of that evening and what came of it."""
    town.window.go(MeetingsPage).open_meeting_of(last)
    minutes, seen = town.minutes(last), []
    for part in minutes.view.model.rows:
        seen.append(words_of(minutes, part.heading))
    register = town.window.go(RegisterPage)
    town.window.go(RecommendationsPage)
    for section in (DECISIONS, ACTIONS):
        register.sections.choose([section])
        register.sections.changed.emit()
        seen.append(everything_readable(town.window.window))
    assert minutes.minutes is not None
    for key in ("minutes", "minutes_public", "minutes_sealed"):
        seen.append(text_of_pdf(written(paper(town.desk, key, minutes.minutes), ".pdf")))
    return "\n".join(seen)


def choose(page: MinutesPage, heading: str) -> None:
    """Put the keys on the part whose heading says this."""
    rows = page.view.model.rows
    page.view.parts.selectRow(next(at for at, part in enumerate(rows) if heading in part.heading))


def words_of(page: MinutesPage, heading: str) -> str:
    """The words of a part, as the page shows them."""
    choose(page, heading)
    return page.view.editor.text.toPlainText()


def figures(page: RecommendationsPage) -> list[str]:
    """How many wait, how many are late, how many were answered in time, and after how long."""
    return [each._number.text() for each in page.figures]


def stored(town: Town, meeting: int) -> Minutes:
    """The minutes of a meeting as they are kept."""
    kept: Minutes = town.desk.ask(lambda: Minutes.get(Minutes.meeting == meeting))
    return kept


def paper(desk: TryOutDesk, key: str, minutes: int) -> Sheet:
    """A paper of these minutes."""
    document = next(each for each in desk.session.documents() if each.key == f"council.{key}")
    return desk.ask(lambda: document.build(Answers(one=minutes, now=desk.now())))


def text_of_pdf(content: bytes) -> str:
    """What a reader of the file finds in it."""
    document = pypdfium2.PdfDocument(content)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def text_of_docx(content: bytes) -> str:
    """Its paragraphs, and what stands in its tables."""
    document = Document(BytesIO(content))
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(each.text for each in document.paragraphs), *cells])
