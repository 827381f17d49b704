"""What stands where, how it looks and what it says; and how quickly a week of a large center is drawn."""

from __future__ import annotations

import time as clock_time
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, cast
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtGui import QTextLayout
from rcc_mentors.shifts.rows import BoardRows, Refusal
from rcc_mentors.views.board_axis import axis_of
from rcc_mentors.views.board_columns import belongs, day_columns, mentor_columns
from rcc_mentors.views.board_faces import TONES, face_of
from rcc_mentors.views.board_layout import Filter, days_between, pieces_of, shown
from rcc_mentors.views.board_view import BoardView
from rcc_mentors.views.board_words import in_a_row, spoken_shift
from rcc_mentors.views.free_text import read_spans, write_spans

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from rcc_mentors.views.board_axis import Axis
    from rcc_mentors.views.board_layout import BoardColumn, Piece

Gallery = Any
ZONE = ZoneInfo("America/New_York")


@pytest.fixture
def gallery(request: pytest.FixtureRequest) -> Gallery:
    """The made-up boards beside this file."""
    return pytest.importorskip("rcc_mentors.tests.boards.board_gallery")


def laid_out(rows: BoardRows) -> tuple[Axis, list[BoardColumn], list[Piece]]:
    days = days_between(rows.first, rows.last)
    axis = axis_of(days, ZONE)
    columns = day_columns(rows, days, [1])
    return axis, columns, pieces_of(shown(rows, Filter()), columns, axis)


def test_that_a_shift_past_midnight_stands_on_both_days(gallery: Gallery) -> None:
    _axis, _columns, pieces = laid_out(gallery.week())
    parts = [piece for piece in pieces if piece.shift.id == 15]
    assert [(p.column, p.top, p.bottom, p.from_before, p.goes_on) for p in parts] == [
        (4, 22.0, 24.0, False, True),
        (5, 0.0, 2.0, True, False),
    ]


def test_that_a_shift_until_midnight_stands_on_one_day(gallery: Gallery) -> None:
    made = gallery.shift(1, gallery.MONDAY, 20, 24)
    rows = BoardRows(gallery.MONDAY, gallery.MONDAY + timedelta(days=1), gallery.MONDAY, (made,), {}, ())
    assert [piece.column for piece in laid_out(rows)[2]] == [0]


def test_that_a_night_shift_is_drawn_an_hour_shorter_in_spring_and_an_hour_longer_in_fall(gallery: Gallery) -> None:
    for night, drawn in ((date(2026, 3, 8), 4.0), (date(2026, 11, 1), 5.0)):
        made = gallery.shift(1, night, 0, 4)
        rows = BoardRows(night, night, night, (made,), {}, ())
        axis, _columns, pieces = laid_out(rows)
        empty = len(axis.missing(night))
        assert pieces[0].bottom - pieces[0].top == drawn
        assert pieces[0].bottom - pieces[0].top - empty == {3: 3.0, 11: 5.0}[night.month]


def test_that_pieces_come_in_reading_order(gallery: Gallery) -> None:
    pieces = laid_out(gallery.week())[2]
    order = [(piece.column, piece.top, piece.lane.at) for piece in pieces]
    assert order == sorted(order)


def test_that_called_off_shifts_and_empty_ones_on_closed_days_are_gone(gallery: Gallery) -> None:
    day, someone = gallery.MONDAY, gallery.place(1)
    shifts = (
        gallery.shift(1, day, 9, 10, "front_desk", state="cancelled"),
        gallery.shift(2, day, 9, 10, "front_desk", state="closed"),
        gallery.shift(3, day, 9, 10, "front_desk", someone, state="closed"),
    )
    rows = BoardRows(day, day, day, shifts, {(0, day): "Closed"}, ())
    assert [shift.id for shift in shown(rows, Filter())] == [3]


def test_that_a_block_says_everything_in_words(gallery: Gallery) -> None:
    someone = gallery.place(0)
    made = gallery.shift(1, gallery.MONDAY, 9, 13, "front_desk", someone, least=2, most=2, needs=("Spanish",))
    assert spoken_shift(made) == (
        "Front desk, Monday, November 16, 9 am to 1 pm; Main Street; Tomás R; 1 more needed; asks for: Spanish"
    )


def test_that_a_conflict_is_said_and_has_a_sign_unless_it_was_set_aside(gallery: Gallery) -> None:
    wrong = Refusal("overlap", "Already booked elsewhere.")
    made = gallery.shift(1, gallery.MONDAY, 9, 13, "front_desk", gallery.place(0, refusals=(wrong,)))
    face = face_of(made, gallery.TONES, with_site=False)
    assert face.is_wrong
    assert face.signs[0] == ("triangle-alert", "danger")
    assert "conflict: Already booked elsewhere" in face.spoken
    aside = gallery.place(0, refusals=(wrong,), overrode_words="Set aside: two shifts at once.")
    assert not face_of(gallery.shift(1, gallery.MONDAY, 9, 13, "front_desk", aside), {}, with_site=False).is_wrong


def test_that_a_warning_is_no_conflict(gallery: Gallery) -> None:
    paid = gallery.place(0, refusals=(Refusal("pay", "They are paid for this kind of work."),))
    assert not face_of(gallery.shift(1, gallery.MONDAY, 9, 13, "front_desk", paid), {}, with_site=False).is_wrong


def test_that_an_open_slot_says_so_first_and_then_what_it_asks_for(gallery: Gallery) -> None:
    made = gallery.shift(1, gallery.MONDAY, 9, 13, "peer_mentor", needs=("Spanish",))
    face = face_of(made, gallery.TONES, with_site=False)
    assert face.is_open
    assert [line.text for line in face.lines[:2]] == ["Open slot", "Peer mentoring · Spanish"]


def test_that_each_mentor_has_a_column_with_their_absences_and_open_slots_have_the_first(gallery: Gallery) -> None:
    rows, thursday = gallery.week(), gallery.MONDAY + timedelta(days=3)
    columns = mentor_columns(rows, thursday, {2: "Devon P.", 3: "Grace L."})
    assert [column.title for column in columns] == ["Open slots", "Devon P.", "Grace L."]
    assert [each.id for each in columns[1].absences] == [1]
    held = next(shift for shift in rows.shifts if shift.id == 12)
    assert [belongs(held, column) for column in columns] == [False, False, True]


@pytest.mark.parametrize(
    ("typed", "spans"),
    [
        ("9 am to 1 pm, 5 pm to 8 pm", ((540, 780), (1020, 1200))),
        ("9-1", ((540, 780),)),
        ("8 pm to 12 am", ((1200, 1440),)),
        ("", ()),
        ("nine", None),
        ("3 pm to 2 pm", None),
    ],
)
def test_that_hours_are_read_as_they_are_typed(typed: str, spans: object) -> None:
    assert read_spans(typed) == spans


def test_that_hours_are_read_back_as_they_were_written() -> None:
    spans = ((540, 780), (1200, 1440))
    assert read_spans(write_spans(spans)) == spans


@pytest.fixture
def board(qtbot: Any) -> Iterator[BoardView]:
    """A board in a window."""
    made = BoardView()
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    yield made
    made.hide()


def show(board: BoardView, gallery: Gallery, rows: BoardRows, face: Callable[[Piece], Any]) -> None:
    axis, columns, pieces = laid_out(rows)
    board.show_board(axis, columns, pieces, face, gallery.at(gallery.SATURDAY, 10))


def test_that_no_two_blocks_lie_on_each_other(board: BoardView, gallery: Gallery) -> None:
    show(board, gallery, gallery.full_week(), lambda piece: face_of(piece.shift, gallery.TONES, with_site=True))
    blocks = board.canvas.blocks()
    assert len(blocks) == 7 * 4 * 6
    rooms = [block.geometry() for block in blocks]
    assert all(not one.intersects(other) for at, one in enumerate(rooms) for other in rooms[at + 1 :])


def test_that_the_next_week_takes_the_blocks_of_this_one(board: BoardView, gallery: Gallery) -> None:
    def face(piece: Piece) -> Any:
        return face_of(piece.shift, gallery.TONES, with_site=True)

    show(board, gallery, gallery.full_week(), face)
    before = set(board.canvas.blocks())
    show(board, gallery, gallery.full_week(gallery.MONDAY + timedelta(days=7), 1000), face)
    assert set(board.canvas.blocks()) == before


def test_that_a_large_week_is_laid_out_and_painted_before_anybody_waits(board: BoardView, gallery: Gallery) -> None:
    """168 blocks; a tenth of a second is what is felt as at once. The machine may be busy: the best of three."""

    def face(piece: Piece) -> Any:
        return face_of(piece.shift, gallery.TONES, with_site=True)

    took = []
    for week in range(3):
        began = clock_time.perf_counter()
        show(board, gallery, gallery.full_week(gallery.MONDAY + timedelta(days=7 * week), 1000 * week), face)
        board.grab()
        took.append(clock_time.perf_counter() - began)
    assert min(took) < 0.25, took


def test_that_the_words_on_every_block_can_be_read(gallery: Gallery) -> None:
    """WCAG 2.2, 1.4.3: 4.5 to 1, on the ground of every role, in every scheme."""
    from rcc_desktop.api.ui.look import set_look
    from rcc_desktop.shell.theme_tokens import CONTRAST, DARK, LIGHT, contrast

    try:
        for scheme in (LIGHT, DARK, CONTRAST):
            set_look(scheme)
            for tone in range(len(TONES) + len(scheme.avatars)):
                made = gallery.shift(1, gallery.MONDAY, 9, 13, "front_desk", gallery.place(0))
                face = face_of(made, {"front_desk": tone}, with_site=False)
                for line in face.lines:
                    ink = scheme.tokens()[face.ink(line.role)]
                    assert contrast(ink, face.ground().name()) >= 4.5, (scheme.scheme, tone, line.role)
    finally:
        set_look(LIGHT)


def test_that_filters_of_the_layout_ask_for_everything_at_once(gallery: Gallery) -> None:
    rows = gallery.week()
    which = Filter(site=1, role="front_desk", only_open=True)
    assert [shift.id for shift in shown(rows, which)] == [3]


def test_that_a_time_after_an_arabic_name_stays_after_it() -> None:
    layout = QTextLayout(in_a_row(("Ali خوري", "11:30")))
    layout.beginLayout()
    line = layout.createLine()
    layout.endLayout()
    text = layout.text()
    name, time = text.index("خ"), text.index("1")
    across = [cast("tuple[float, int]", line.cursorToX(at))[0] for at in (name, time)]
    assert across[0] < across[1]
