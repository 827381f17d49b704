"""The papers of a meeting, read back by other libraries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest
from docx import Document
from rcc_council.documents import documents_for, meetings_to_ask, minutes_to_ask
from rcc_council.meetings.live import begin_item
from rcc_council.minutes.adopting import adopt, amend
from rcc_council.minutes.drafting import add_part, save_part
from rcc_council.motions.service import move

from rcc_desktop.api.documents import Answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from rcc_desktop.api.documents import Sheet

Evening = Any
KEYS = ("agenda", "minutes", "minutes_public", "minutes_sealed", "sign_in", "ballots")


@pytest.fixture
def paper(evening: Evening) -> Callable[..., Sheet]:
    """``paper("minutes")`` is a paper about the evening of March 4; ``one`` is another meeting or other minutes."""
    offered = {each.key: each for each in documents_for(evening.desk)}

    def made(key: str, one: int | None = None) -> Sheet:
        of = evening.minutes if key.startswith("minutes") else evening.meeting
        answers = Answers(one=of if one is None else one, now=evening.clock.now)
        sheet: Sheet = evening.desk.ask(lambda: offered[f"council.{key}"].build(answers))
        return sheet

    return made


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.get_textpage().get_text_range() for page in document]
    document.close()
    return pages


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".txt", ".xlsx"])
@pytest.mark.parametrize("key", KEYS)
def test_that_every_paper_is_written_as_every_kind_of_file(
    paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes], key: str, suffix: str
) -> None:
    assert len(written(paper(key), suffix)) > 200


def test_that_minutes_on_paper_hold_every_part_and_lines_to_sign(
    evening: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    text = text_of(written(paper("minutes"), ".pdf"))
    for part in evening.seen().parts:
        for line in part.words.split("\n"):
            assert (" ".join(line.split()) in text) is not part.is_sealed or not line, line
    assert "Ben Okafor, secretary" in text
    assert "Approved: initials and date" in text
    assert "Quentin Blackwood" in text


def test_that_the_word_document_holds_what_the_paper_holds(
    evening: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    said = [each.text for each in Document(BytesIO(written(paper("minutes"), ".docx"))).paragraphs]
    for part in evening.seen().parts:
        if not part.is_sealed:
            assert part.heading in said
            assert set(part.words.split("\n")) <= {*said, ""}
    assert not any("landlord" in line for line in said)
    assert "Ben Okafor, secretary" in said


@pytest.mark.parametrize("suffix", [".pdf", ".txt"])
def test_that_the_public_minutes_name_no_guest_and_hold_nothing_sealed(
    paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes], suffix: str
) -> None:
    content = written(paper("minutes_public"), suffix)
    text = text_of(content) if suffix == ".pdf" else content.decode()
    assert "1 guest was there." in text
    assert "Executive session" in text
    for hidden in ("Quentin", "Blackwood", "landlord", "Offer two years"):
        assert hidden not in text


def test_that_the_sealed_minutes_are_a_paper_of_their_own(
    evening: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    text = text_of(written(paper("minutes_sealed"), ".pdf"))
    assert "landlord's letter" in text
    assert "Offer two years" in text
    assert "coffee" not in text.lower()
    needed = {each.key: each.needs for each in documents_for(evening.desk)}
    assert needed["council.minutes_sealed"] == "council.sealed"


def test_that_adopted_minutes_carry_their_digest_and_what_was_changed_after(
    sent: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    digest = sent.do(adopt, sent.minutes, sent.adopting_motion(date(2026, 3, 11)))
    motion = sent.adopting_motion(date(2026, 3, 18), motion_kind="amend_adopted")
    sent.do(amend, sent.minutes, motion, "The machine cost 380 dollars.")
    for key in ("minutes", "minutes_public"):
        text = text_of(written(paper(key), ".pdf"))
        assert digest in text.replace(" ", "")
        assert "Adopted on March 11, 2026 by motion M1." in text
        assert "March 18, 2026, motion M1: The machine cost 380 dollars." in text


def test_that_forty_pages_long_words_and_arabic_names_are_printed_whole(
    evening: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    part = evening.part("1. Coffee")
    long = "Donaudampfschifffahrtsgesellschaft" * 8
    evening.do(save_part, part.id, part.heading, f"{long}\nأحمد الخطيب\nМария Ёлкина", expected=part.version)
    for number in range(290):
        evening.do(add_part, evening.minutes, f"Report {number}", "Something was done about it. " * 14)
    pages = pages_of(written(paper("minutes"), ".pdf"))
    assert len(pages) >= 40
    text = " ".join("".join(pages).split())
    assert all(f"Report {number} " in text for number in range(290))
    assert long in "".join("".join(pages).split())
    assert "Мария Ёлкина" in text
    said = [each.text for each in Document(BytesIO(written(paper("minutes"), ".docx"))).paragraphs]
    assert {long, "أحمد الخطيب", "Мария Ёлкина", "Report 289"} <= set(said)


def test_that_the_agenda_is_numbered_and_keeps_executive_session_to_itself(
    evening: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    sheet = paper("agenda")
    rows = [row for table in sheet.tables() for row in table.rows]
    told = ["1. Coffee machine", "2. Recovery walk", "3. Executive session", "4. Music night"]
    assert [row[0] for row in rows] == told
    text = text_of(written(sheet, ".pdf"))
    assert "Wednesday, March 4, 2026, 6:00 pm to 7:00 pm" in text
    assert "landlord" not in text


def test_that_the_sign_in_sheet_has_every_member_and_room_for_guests(
    paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    text = text_of(written(paper("sign_in"), ".pdf"))
    for name in ("Ana Reyes", "Finn Halloran", "Gita Rao", "Guests and staff"):
        assert name in text


def test_that_there_is_a_ballot_for_each_member_on_what_is_not_decided(
    evening: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    """Seven members in office; the music night alone is not decided, and the lease is sealed."""
    text = text_of(written(paper("ballots"), ".pdf"))
    assert text.count("Hold a music night") == 7
    assert "Offer two years" not in text
    assert "coffee" not in text


def test_that_a_ballot_of_an_election_has_lines_for_names(
    evening: Evening, paper: Callable[..., Sheet], written: Callable[[Sheet, str], bytes]
) -> None:
    held = evening.meeting
    evening.plan(date(2026, 3, 11))
    evening.open_with("Ana", "Ben", "Cleo", "Dario")
    item = evening.item("Who is secretary", kind="election")
    evening.now(begin_item, item)
    evening.now(move, item, "Elect a secretary", kind="election")
    text = text_of(written(paper("ballots", evening.meeting), ".pdf"))
    assert text.count("________________________") == 7 * 3
    evening.meeting = held


def test_that_the_next_meeting_and_the_newest_minutes_are_offered_first(evening: Evening) -> None:
    held = evening.meeting
    later = evening.plan(date(2026, 3, 11))
    evening.clock.set(evening.clock.now.replace(day=9))
    meetings = evening.desk.ask(lambda: meetings_to_ask(evening.clock.now))
    assert [row for row, _words in meetings] == [later, held]
    assert evening.desk.ask(lambda: minutes_to_ask(evening.clock.now)) == (
        (evening.minutes, "Main Street Council · March 4, 2026 · Draft"),
    )


def test_that_a_center_without_meetings_gets_a_paper_that_says_so(desk: Any) -> None:
    for document in documents_for(desk):
        sheet = desk.ask(lambda document=document: document.build(Answers(now=desk.now())))
        assert sheet.parts


def test_that_a_draft_says_that_it_is_one(paper: Callable[..., Sheet]) -> None:
    assert replace(paper("minutes"), parts=()).about[0].term == "Draft"
