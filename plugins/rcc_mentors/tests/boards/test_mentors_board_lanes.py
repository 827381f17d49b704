"""Blocks at the same time never lie on each other."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, cast

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtWidgets import QWidget
from rcc_mentors.views.block import Block
from rcc_mentors.views.board_faces import Face, FaceLine
from rcc_mentors.views.lanes import Lane, lay_lanes

from rcc_desktop.api.ui import look

if TYPE_CHECKING:
    from rcc_mentors.views.board_layout import Piece

QUARTERS = st.tuples(st.integers(0, 92), st.integers(1, 40)).map(lambda pair: (pair[0] / 4, (pair[0] + pair[1]) / 4))


def across(lane: Lane) -> tuple[float, float]:
    return lane.at / lane.of, (lane.at + lane.wide) / lane.of


@given(st.lists(QUARTERS, max_size=30))
def test_that_blocks_at_the_same_time_never_overlap(spans: list[tuple[float, float]]) -> None:
    lanes = lay_lanes(spans)
    for (one, first), (other, second) in combinations(zip(spans, lanes, strict=True), 2):
        if one[0] < other[1] and other[0] < one[1]:
            (left, right), (start, end) = across(first), across(second)
            assert right <= start + 1e-9 or end <= left + 1e-9


@given(st.lists(QUARTERS, max_size=30))
def test_that_every_block_stays_in_its_column(spans: list[tuple[float, float]]) -> None:
    lanes = lay_lanes(spans)
    assert len(lanes) == len(spans)
    assert all(0 <= lane.at < lane.at + lane.wide <= lane.of for lane in lanes)


def test_that_shifts_that_only_touch_share_a_lane() -> None:
    assert lay_lanes([(9, 12), (12, 15)]) == [Lane(0, 1), Lane(0, 1)]


def test_that_the_order_of_the_shifts_does_not_matter_for_who_stands_beside_whom() -> None:
    assert lay_lanes([(10, 11), (9, 13)]) == [Lane(1, 2), Lane(0, 2)]


def test_that_a_block_widens_over_lanes_that_stay_free() -> None:
    spans = [(9, 12), (9, 10), (9, 10), (11, 12)]
    assert lay_lanes(spans)[3] == Lane(1, 3, 2)


def test_that_a_block_too_narrow_for_a_name_breaks_it_between_words(qtbot: Any) -> None:
    board = QWidget()
    qtbot.addWidget(board)
    block = Block(board)
    block.show_piece(cast("Piece", None), Face(lines=(FaceLine("Desk"), FaceLine("Jonathan Lee", place=0))))
    block.resize(look().px(66), look().px(150))
    block.grab()
    first, last = (room for _place, room in block._name_rooms)
    assert last.top() == first.bottom() + 1, "both names stand whole under each other"
