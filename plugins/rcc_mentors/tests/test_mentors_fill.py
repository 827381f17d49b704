"""Filling from end to end: through the verbs, the panel and the command line, with the real engine apart."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtWidgets import QWidget
from rcc_mentors.commands_fill import FILL
from rcc_mentors.filling import answer as answers
from rcc_mentors.filling.engine import solve
from rcc_mentors.filling.problem import from_plain
from rcc_mentors.people.records import Credential, Mentor, MentorTrait
from rcc_mentors.shifts.absences import add_absence
from rcc_mentors.shifts.board import board
from rcc_mentors.shifts.booking import book, lock
from rcc_mentors.shifts.filling import fill_question, proposal, take_proposal, undo_filling
from rcc_mentors.shifts.rows import ShiftWish
from rcc_mentors.shifts.series import add_shift
from rcc_mentors.views.fill_panel import FillPanel

from rcc_desktop.api import Problem, needs

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot
    from rcc_mentors.shifts.fill_rows import Proposal
    from rcc_mentors.shifts.rows import ShiftRow

MONDAY = date(2026, 11, 30)
SUNDAY = date(2026, 12, 6)


@needs("testing")
def _wear(person: int, **more: Any) -> int:
    return Mentor.add(person=person, stage="active", stage_on=date(2026, 1, 1), applied_on=date(2026, 1, 1), **more)


@needs("testing")
def _bring(mentor: int, kind: str, code: str) -> int:
    return MentorTrait.add(mentor=mentor, kind=kind, code=code)


@needs("testing")
def _hold(mentor: int, kind: str, until: date) -> int:
    return Credential.add(mentor=mentor, kind=kind, issued_on=date(2026, 1, 1), expires_on=until)


@pytest.fixture
def mentor(desk: Any, person: Callable[..., int]) -> Callable[..., int]:
    """``mentor("Ana", month=2, spanish=True)`` is an active mentor."""

    def make(name: str, *, month: int | None = None, spanish: bool = False) -> int:
        somebody = person(name)
        made = int(desk.do(lambda: _wear(somebody, most_shifts_month=month)))
        if spanish:
            desk.do(lambda: _bring(made, "language", "spanish"))
        return made

    return make


@pytest.fixture
def shifts(desk: Any) -> Callable[..., list[int]]:
    """``shifts(3, skills=("spanish",))`` are shifts of three hours at 9 on the first three days of the week."""

    def make(days: int, *, first: date = MONDAY, **more: Any) -> list[int]:
        wishes = [ShiftWish(1, "front_desk", first + timedelta(days=ahead), 540, 180, **more) for ahead in range(days)]
        return [int(desk.do(lambda wish=wish: add_shift(wish, desk.now()))) for wish in wishes]

    return make


def proposed(desk: Any, first: date = MONDAY, last: date = SUNDAY) -> Proposal:
    asked = desk.ask(lambda: fill_question(first, last, desk.now()))
    found = solve(from_plain(asked.problem), seconds=20, seed=1)
    result: Proposal = desk.ask(lambda: proposal(asked, answers.to_plain(found), desk.now()))
    return result


def on_board(desk: Any, first: date = MONDAY, last: date = SUNDAY) -> list[ShiftRow]:
    return list(desk.ask(lambda: board(first, last, desk.now())).shifts)


def names(row: ShiftRow) -> list[str]:
    return [place.name for place in row.places]


def test_that_a_week_is_covered_and_every_booking_is_a_legal_one(desk: Any, mentor: Any, shifts: Any) -> None:
    for name in ("Ana", "Ben", "Cleo"):
        mentor(name)
    shifts(6)
    proposed_now = proposed(desk)
    assert (proposed_now.missing_before, proposed_now.missing_after, proposed_now.is_proven) == (6, 0, True)
    taken = desk.do(lambda: take_proposal(proposed_now.changes, desk.now()))
    assert (len(taken.made), taken.given_up, taken.left_out) == (6, (), ())
    rows = on_board(desk)
    assert [row.missing for row in rows] == [0] * 6
    assert [place.refusals for row in rows for place in row.places] == [()] * 6
    assert sorted(names(row)[0] for row in rows) == ["Ana", "Ana", "Ben", "Ben", "Cleo", "Cleo"]


def test_that_it_says_that_both_spanish_speakers_are_at_their_monthly_limit(
    desk: Any, mentor: Any, shifts: Any
) -> None:
    mentor("Ana", month=1, spanish=True)
    mentor("Ben", month=1, spanish=True)
    mentor("Cleo")
    shifts(3, first=date(2026, 12, 1), skills=("spanish",))
    (gap,) = proposed(desk).gaps
    assert "2 mentors could do it. Both are at their monthly limit." in gap.sentence


def test_that_it_says_what_nobody_has(desk: Any, mentor: Any, shifts: Any) -> None:
    expired = mentor("Ana")
    desk.do(lambda: _hold(expired, "cpr", date(2026, 11, 1)))
    shifts(1, skills=("spanish",))
    shifts(1, first=date(2026, 12, 1), credentials=("cpr",))
    said = [gap.sentence for gap in proposed(desk).gaps]
    assert "no mentor who could come has what it asks for: Spanish." in said[0]
    assert "nobody's CPR is valid on that day." in said[1]


def test_that_locked_bookings_stay_and_others_make_room(desk: Any, mentor: Any, shifts: Any) -> None:
    ana, ben = mentor("Ana", spanish=True), mentor("Ben")
    plain, spanish = shifts(1)[0], shifts(1, skills=("spanish",))[0]
    desk.do(lambda: book(plain, ana, desk.now()))
    found = proposed(desk)
    assert found.missing_after == 0
    assert sorted((change.name, change.frees is not None) for change in found.changes) == [
        ("Ana", False),
        ("Ana", True),
        ("Ben", False),
    ]
    (place,) = next(row for row in on_board(desk) if row.id == plain).places
    desk.do(lambda: lock(place.assignment, True))
    found = proposed(desk)
    assert found.missing_after == 1
    assert [(change.mentor, change.shift.id) for change in found.changes] == []
    assert [gap.shift.id for gap in found.gaps] == [spanish]
    assert ben


def test_that_what_changed_meanwhile_is_left_out_with_the_reason(desk: Any, mentor: Any, shifts: Any) -> None:
    ana = mentor("Ana")
    shifts(2)
    found = proposed(desk)
    zone = desk.now().tzinfo
    starts = datetime.combine(MONDAY, time(0), tzinfo=zone)
    desk.do(lambda: add_absence(ana, starts, starts + timedelta(days=1), "away", "", desk.now()))
    taken = desk.do(lambda: take_proposal(found.changes, desk.now()))
    assert len(taken.made) == 1
    assert len(taken.left_out) == 1
    assert "Away at this time." in taken.left_out[0]


def test_that_one_undo_takes_all_of_it_back(desk: Any, mentor: Any, shifts: Any) -> None:
    ana = mentor("Ana", spanish=True)
    mentor("Ben")
    plain = shifts(1)[0]
    shifts(1, skills=("spanish",))
    desk.do(lambda: book(plain, ana, desk.now()))
    before = [names(row) for row in on_board(desk)]
    found = proposed(desk)
    taken = desk.do(lambda: take_proposal(found.changes, desk.now()))
    assert [names(row) for row in on_board(desk)] != before
    desk.do(lambda: undo_filling(taken, desk.now()))
    assert [names(row) for row in on_board(desk)] == before


def test_that_the_night_the_clocks_change_is_an_hour_shorter(desk: Any, clock: Any, mentor: Any, shifts: Any) -> None:
    """ORACLE 8.3: 2026-03-07 to 22:00 and 03-08 from 8:00 in New York are nine real hours apart, not ten."""
    clock.set(datetime(2026, 3, 2, 9, tzinfo=UTC))
    mentor("Ana")
    night, morning = date(2026, 3, 7), date(2026, 3, 8)
    desk.do(lambda: add_shift(ShiftWish(1, "front_desk", night, 19 * 60, 180), desk.now()))
    desk.do(lambda: add_shift(ShiftWish(1, "front_desk", morning, 8 * 60, 180), desk.now()))
    found = proposed(desk, night, morning)
    assert found.missing_after == 1
    assert "would get too little rest" in found.gaps[0].sentence


@pytest.fixture
def panel(desk: Any, qtbot: QtBot) -> FillPanel:
    page = QWidget()
    page.resize(1366, 768)
    qtbot.addWidget(page)
    made = FillPanel(page, desk, MONDAY, [(1, "Main Street")])
    page.show()
    made.open()
    return made


def test_that_the_panel_fills_with_the_engine_apart(
    desk: Any, mentor: Any, shifts: Any, panel: FillPanel, qtbot: QtBot
) -> None:
    for name in ("Ana", "Ben"):
        mentor(name)
    shifts(4)
    panel.form.submit()
    qtbot.waitUntil(lambda: len(panel.proposal.model.rows) == 4, timeout=30_000)
    panel.proposal.take_all.click()
    assert [row.missing for row in on_board(desk)] == [0] * 4
    assert "4 bookings made." in desk.notes[-1]
    desk.undo_latest()
    assert [row.missing for row in on_board(desk)] == [1] * 4


def test_that_a_part_of_the_proposal_may_be_taken(
    desk: Any, mentor: Any, shifts: Any, panel: FillPanel, qtbot: QtBot
) -> None:
    mentor("Ana")
    shifts(3)
    panel.form.submit()
    qtbot.waitUntil(lambda: len(panel.proposal.model.rows) == 3, timeout=30_000)
    assert not panel.proposal.take_chosen.isEnabled()
    panel.proposal.table.selectRow(1)
    panel.proposal.take_chosen.click()
    assert [row.missing for row in on_board(desk)] == [1, 0, 1]


def test_that_weeks_without_shifts_are_said_beside_the_week(desk: Any, panel: FillPanel) -> None:
    panel.form.submit()
    assert "There are no shifts" in panel.form.row("first").problem()


def test_that_cancel_ends_the_process_and_changes_nothing(
    desk: Any, mentor: Any, shifts: Any, panel: FillPanel
) -> None:
    mentor("Ana")
    shifts(1)
    panel.form.submit()
    panel.close()
    assert [row.missing for row in on_board(desk)] == [1]


def test_that_the_command_fills_and_says_what_it_did(desk: Any, mentor: Any, shifts: Any) -> None:
    mentor("Ana", month=2)
    shifts(3, first=date(2026, 12, 1))
    said = desk.do(lambda: FILL.run(desk, {"weeks": "2026-W49..2026-W50", "seconds": "20"}))
    assert (said["missing_before"], said["missing_after"], said["booked"], said["proven"]) == (3, 1, 2, True)
    lines = FILL.told(said).splitlines()
    assert lines[0] == "2 bookings made."
    assert "is at their monthly limit" in lines[2]


@pytest.mark.parametrize("typed", ["2026-48", "", "2026-W60", "2026-W50..2026-W48", "2026-W01..2026-W30"])
def test_that_weeks_that_cannot_be_are_refused(desk: Any, typed: str) -> None:
    with pytest.raises(Problem) as problem:
        desk.do(lambda: FILL.run(desk, {"weeks": typed}))
    assert problem.value.field == "weeks"
