"""What the arrow keys mean on a board: to the next block, or the shift itself a step on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from rcc_mentors.views.board_axis import SNAP
from rcc_mentors.views.board_drag import Aim, nudged, pulled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QKeyEvent

    from rcc_mentors.views.board_layout import Piece


def step(pieces: Sequence[Piece], here: Piece | None, by: int) -> Piece | None:
    """The next piece in reading order, or the one before."""
    if not pieces:
        return None
    if here is None:
        return pieces[0]
    at = pieces.index(here) + by
    return pieces[at] if 0 <= at < len(pieces) else here


def beside(pieces: Sequence[Piece], here: Piece | None, by: int) -> Piece | None:
    """In the same hours first, the next lane; then the nearest in time of the next column that has any."""
    if here is None:
        return pieces[0] if pieces else None
    same = [each for each in pieces if each.column == here.column and _overlap(each, here)]
    lanes = [each for each in same if (each.lane.at - here.lane.at) * by > 0]
    if lanes:
        return min(lanes, key=lambda each: (abs(each.lane.at - here.lane.at), abs(each.top - here.top)))
    on = {(each.column - here.column) * by for each in pieces}
    nearest = min((distance for distance in on if distance > 0), default=0)
    column = [each for each in pieces if nearest and each.column == here.column + nearest * by]
    return min(column, key=lambda each: (abs(each.top - here.top), each.lane.at * by), default=here)


def nudge_of(aim: Aim, event: QKeyEvent, *, mirrored: bool) -> Aim | None:
    """Alt with arrows moves a shift, Alt and Shift with arrows an end of it; None for every other key."""
    key = Qt.Key(event.key())
    forward = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(key, 0)
    across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0) * (-1 if mirrored else 1)
    if not forward and not across:
        return None
    if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
        return pulled(aim, start=across * SNAP, end=forward * SNAP)
    return nudged(aim, days=across, minutes=forward * SNAP)


def _overlap(one: Piece, other: Piece) -> bool:
    return one.top < other.bottom and other.top < one.bottom
