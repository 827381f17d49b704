"""A paper of one of several things, such as a meeting: asked for on the page, and offered as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from docx import Document as Written

from rcc_desktop.api.documents import Answers, AskOne, Document, Paragraph, Sheet, Slip, Slips
from rcc_desktop.host import papers
from rcc_desktop.host.session import Session

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.shell.papers_page import PapersPage
    from rcc_desktop.testing_desk import TryOutDesk

MEETINGS = ((7, "March 11"), (3, "March 4"))


def build(answers: Answers) -> Sheet:
    parts = (Paragraph(f"Meeting {answers.one}"), Slips(Slip("Ballot", "Coffee", ("Yes", "No")), 5))
    return Sheet("Minutes", parts, is_text=True)


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch) -> Document:
    """The one paper there is asks for a meeting."""
    asks = (AskOne("Meeting", lambda _now: MEETINGS),)
    paper = Document("checkin.minutes", "Minutes", "What was done.", asks, build)
    monkeypatch.setattr(Session, "documents", lambda _session: [paper])
    return paper


def test_that_the_first_is_meant_until_another_is_chosen(offered: Document, page: PapersPage) -> None:
    page.show_paper(offered.key)
    assert [page.one.itemText(at) for at in range(page.one.count())] == ["March 11", "March 4"]
    assert page.one.accessibleName() == "Meeting"
    paper = page.in_hand()
    assert paper is not None
    assert paper.sheet.parts[0] == Paragraph("Meeting 7")
    page.one.setCurrentIndex(1)
    page.one.activated.emit(1)
    paper = page.in_hand()
    assert paper is not None
    assert (paper.answers.one, paper.sheet.parts[0]) == (3, Paragraph("Meeting 3"))


def test_that_the_one_a_page_asked_for_is_shown(offered: Document, page: PapersPage) -> None:
    page.show_paper(offered.key, Answers(one=3, now=page.desk.now()))
    assert page.one.value() == 3


def test_that_only_a_paper_of_text_is_offered_as_text(offered: Document, page: PapersPage, tmp_path: Path) -> None:
    page.show_paper(offered.key)
    assert not page.buttons[".docx"].isHidden()
    paper = page.in_hand()
    assert paper is not None
    page.saving.save(paper, tmp_path / "minutes.docx")
    assert "Meeting 7" in [each.text for each in Written(str(tmp_path / "minutes.docx")).paragraphs]


def test_that_a_paper_of_figures_is_not_offered_as_text(page: PapersPage) -> None:
    page.show_paper("checkin.month")
    assert page.buttons[".docx"].isHidden()
    assert page.buttons[".txt"].isHidden()


def test_that_the_usual_answer_is_the_first_and_none_where_there_is_none(
    offered: Document, desk: TryOutDesk, session: Session
) -> None:
    assert desk.ask(lambda: papers.usual_answers(session, offered)).one == 7
    empty = Document("checkin.none", "None", "", (AskOne("Meeting", lambda _now: ()),), build)
    assert desk.ask(lambda: papers.usual_answers(session, empty)).one is None
