"""The ground of a board: hours, columns, closed days, the line of now, and the blocks that stand on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from rcc_desktop.api import words
from rcc_mentors.views.block import Block
from rcc_mentors.views.board_drag import Aim, Ghost, aim_of, carried, is_far, stretched
from rcc_mentors.views.board_geometry import Geometry
from rcc_mentors.views.board_ground import paint_ground
from rcc_mentors.views.board_steps import beside, nudge_of, step

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QFocusEvent, QMouseEvent, QPaintEvent

    from rcc_mentors.views.block import Grip
    from rcc_mentors.views.board_axis import Axis
    from rcc_mentors.views.board_faces import Face
    from rcc_mentors.views.board_layout import BoardColumn, Piece

_, ngettext = words("rcc_mentors")

Key = tuple[int, int]
"""A shift and the column its piece stands in."""


class BoardCanvas(QWidget):
    """Shows pieces in columns. The keys stand on one block at a time; that one is the only stop of Tab."""

    opened = Signal(object)
    """The shift of the block that was pressed."""
    settled = Signal(object, object)
    """A piece was let go somewhere else: the piece, and the ``Aim`` it was let go at."""
    carried_name = Signal(object, int, object)
    """Somebody's name is being taken out of a block: the shift, the number of the place, where on the screen."""
    told = Signal(object)
    """The piece that the keys or the mouse are on, or None."""
    aimed = Signal(str)
    """Where a shift that is being moved would go, in words; empty when it is over."""
    asked_new = Signal(object)
    """An empty place was pressed twice: the moment."""
    wants_column = Signal(int)
    """The keys went to a column that is not in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.axis: Axis | None = None
        self.columns: Sequence[BoardColumn] = ()
        self.pieces: Sequence[Piece] = ()
        self.geometry_now = Geometry(1, 0, 52, 0, 1)
        self.now: datetime | None = None
        self._face: Callable[[Piece], Face] | None = None
        self._blocks: dict[Key, Block] = {}
        self._spare: list[Block] = []
        self._current: Key | None = None
        self._held: tuple[Block, Grip, QPoint] | None = None
        self._aim: Aim | None = None
        self._moving: Piece | None = None
        self.may_move = True
        self.ghost = Ghost(self)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Schedule"))

    def show_board(
        self, axis: Axis, columns: Sequence[BoardColumn], pieces: Sequence[Piece], face: Callable[[Piece], Face]
    ) -> None:
        """Show other pieces; what the keys were on stays current where it is still here."""
        had_keys = self.has_keys()
        self.cancel()
        self.axis, self.columns, self.pieces, self._face = axis, columns, pieces, face
        self.arrange(self.geometry_now)
        if had_keys:
            self.focus_current()

    def arrange(self, geometry: Geometry) -> None:
        """Put every block in its place; blocks of columns out of sight rest."""
        self.geometry_now = geometry
        had_keys = self.has_keys()
        wanted = {key_of(piece): piece for piece in self.pieces if geometry.shows(piece.column)}
        for key in [key for key in self._blocks if key not in wanted]:
            block = self._blocks.pop(key)
            block.hide()
            self._spare.append(block)
        for key, piece in wanted.items():
            block = self._blocks.get(key) or self._take_block(key)
            if self._face is not None:
                block.show_piece(piece, self._face(piece))
            block.setGeometry(geometry.block(piece))
            block.show()
        self._settle_current(had_keys=had_keys)
        self.update()

    def blocks(self) -> list[Block]:
        """The blocks in sight, in reading order."""
        return [self._blocks[key_of(piece)] for piece in self.pieces if key_of(piece) in self._blocks]

    def current(self) -> Piece | None:
        """The piece the keys are on, or would come to."""
        return next((piece for piece in self.pieces if key_of(piece) == self._current), None)

    def has_keys(self) -> bool:
        """Whether the keys are somewhere on the board."""
        focused = self.window().focusWidget()
        return focused is not None and (focused is self or focused.parent() is self)

    def focus_current(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the keys on the block they were on last, or the first."""
        block = self._blocks.get(self._current) if self._current else None
        (block or self).setFocus(reason)

    def focus_shift(self, shift: int) -> None:
        """Put the keys on the first piece of a shift, in sight or not."""
        piece = next((piece for piece in self.pieces if piece.shift.id == shift), None)
        if piece is not None:
            self._go_to(piece)

    def cancel(self) -> bool:
        """Let go of what is being moved, as if nothing had been; False where nothing was."""
        held = self._held is not None or self._aim is not None
        self._held = self._aim = self._moving = None
        self.ghost.hide()
        if held:
            self.aimed.emit("")
        return held

    def settle(self) -> None:
        """Let go of what is being moved where it is."""
        piece, aim = self._moving, self._aim
        self.cancel()
        if piece is not None and aim is not None and not aim.is_like(piece):
            self.settled.emit(piece, aim)

    def block_at(self, on_screen: QPoint) -> Block | None:
        """The block under a spot of the screen."""
        child = self.childAt(self.mapFromGlobal(on_screen))
        return child if isinstance(child, Block) else None

    def _take_block(self, key: Key) -> Block:
        block = self._spare.pop() if self._spare else self._make_block()
        self._blocks[key] = block
        return block

    def _make_block(self) -> Block:
        block = Block(self)
        block.clicked.connect(lambda: self._open(block))
        block.grabbed.connect(lambda grip, spot: self._grab(block, grip, spot))
        block.dragged.connect(self._drag)
        block.dropped.connect(lambda _spot: self.settle())
        block.looked_at.connect(self._look_at)
        return block

    def _open(self, block: Block) -> None:
        if self._aim is not None:
            self.settle()
        elif block.piece is not None:
            self.opened.emit(block.piece.shift)

    def _look_at(self, block: Block | None) -> None:
        focused = self.window().focusWidget()
        if block is None:
            block = focused if isinstance(focused, Block) and focused.parent() is self else None
        elif block is focused and block.piece is not None and key_of(block.piece) != self._current:
            self._set_current(block.piece)
        self.told.emit(block.piece if block else None)

    def _set_current(self, piece: Piece | None) -> None:
        if self._aim is not None and piece is not self._moving:
            self.settle()
        before = self._blocks.get(self._current) if self._current else None
        if before is not None:
            before.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._current = key_of(piece) if piece else None
        now = self._blocks.get(self._current) if self._current else None
        if now is not None:
            now.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus if now is not None else Qt.FocusPolicy.StrongFocus)

    def _settle_current(self, *, had_keys: bool) -> None:
        """Keep the keys on the same shift; where it is gone, on the first one in sight."""
        for block in self._spare:
            block.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        in_sight = [piece for piece in self.pieces if key_of(piece) in self._blocks]
        same = [piece for piece in in_sight if key_of(piece) == self._current]
        if not same and self._current is not None:
            same = [piece for piece in in_sight if piece.shift.id == self._current[0]]
        self._set_current(next(iter(same or in_sight), None))
        if had_keys and not self.has_keys():
            self.focus_current()

    def _go_to(self, piece: Piece | None) -> None:
        if piece is None:
            return
        if not self.geometry_now.shows(piece.column):
            self.wants_column.emit(piece.column)
        self._set_current(piece)
        self.focus_current(Qt.FocusReason.TabFocusReason)

    def _grab(self, block: Block, grip: Grip, spot: QPointF) -> None:
        self.cancel()
        self._held = (block, grip, spot.toPoint())

    def _drag(self, spot: QPointF) -> None:
        if self._held is None or self.axis is None or not self.may_move:
            return
        block, grip, start = self._held
        piece = block.piece
        if piece is None or not (block.is_dragging or is_far(start, spot.toPoint(), QApplication.startDragDistance())):
            return
        if grip.part == "name" and not block.is_dragging:
            self._held = None
            block.setDown(False)
            self.carried_name.emit(piece.shift, grip.place, spot.toPoint())
            return
        block.is_taken_by_drag()
        self._moving = piece
        here = self.mapFromGlobal(spot.toPoint())
        if grip.part in {"top", "foot"}:
            place = self.geometry_now.place_at(here.y())
            self.aim(stretched(piece, self.columns, self.axis, grip.part, place))
            return
        rows = (here.y() - self.mapFromGlobal(start).y()) / self.geometry_now.row
        self.aim(carried(piece, self.columns, self.axis, self.geometry_now.column_at(here.x()), rows))

    def aim(self, aim: Aim) -> None:
        """Show where the shift in hand would go."""
        assert self.axis is not None
        self._aim = aim
        self.ghost.show_aim(aim, self.columns, self.axis, self.geometry_now)
        self.aimed.emit(self.ghost.words())

    def _nudge(self, event: QKeyEvent) -> bool:
        """Move or stretch the shift under the keys; Enter or letting go of Alt keeps it."""
        piece = self._moving or self.current()
        if piece is None or not self.may_move or self._held is not None:
            return False
        aim = nudge_of(self._aim or aim_of(piece), event, mirrored=self.geometry_now.mirrored)
        if aim is None:
            return False
        self._moving = piece
        self.aim(aim)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.cancel():
            return
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and self._nudge(event):
            return
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and key in _ARROWS:
            here = self.current()
            across = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key, 0)
            across = -across if self.geometry_now.mirrored else across
            self._go_to(beside(self.pieces, here, across) if across else step(self.pieces, here, _ARROWS[key]))
            return
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Alt and self._held is None and self._aim is not None:
            self.settle()
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._current in self._blocks:
            self.focus_current(event.reason())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        spot = event.position().toPoint()
        if self.axis is None or not self.columns or event.button() != Qt.MouseButton.LeftButton:
            return
        column = self.columns[self.geometry_now.column_at(spot.x())]
        hour = int(self.geometry_now.place_at(spot.y()) * 2) / 2
        self.asked_new.emit(self.axis.moment(column.day, hour))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self.axis is not None:
            paint_ground(painter, self.axis, self.columns, self.geometry_now, self.now, event.rect())
        painter.end()


def key_of(piece: Piece) -> Key:
    """What tells a piece from every other on the board."""
    return (piece.shift.id, piece.column)


_ARROWS = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: 0, Qt.Key.Key_Right: 0}
