"""The strokes under the blocks: closed days, today, absences, hour lines, missing hours, the line of now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen

from rcc_desktop.api import words
from rcc_desktop.api.ui import look
from rcc_mentors.views.board_words import hour_words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rcc_mentors.views.board_axis import Axis
    from rcc_mentors.views.board_geometry import Geometry
    from rcc_mentors.views.board_layout import BoardColumn

_, ngettext = words("rcc_mentors")


def paint_ground(
    painter: QPainter,
    axis: Axis,
    columns: Sequence[BoardColumn],
    geometry: Geometry,
    now: datetime | None,
    dirty: QRect,
) -> None:
    """Everything behind the blocks, as far as ``dirty`` reaches."""
    foot = geometry.y(len(axis.rows))
    in_sight = [number for number in range(len(columns)) if geometry.shows(number)]
    for number in in_sight:
        _paint_column(painter, axis, columns[number], _tall(geometry.column(number), foot), geometry)
    _paint_hours(painter, axis, geometry, dirty)
    painter.setPen(look().color("border"))
    for number in in_sight:
        room = geometry.column(number)
        x = room.right() if geometry.mirrored else room.left()
        painter.drawLine(x, 0, x, foot)
    if now is not None:
        for number in in_sight:
            if columns[number].is_today:
                dot = bool(columns[number].small) or number == in_sight[0]
                y = geometry.y(axis.place(now, columns[number].day))
                _paint_now(painter, geometry.column(number), y, dot=dot, mirrored=geometry.mirrored)


def _paint_column(painter: QPainter, axis: Axis, column: BoardColumn, room: QRect, geometry: Geometry) -> None:
    if column.closed:
        painter.fillRect(room, look().color("surface2"))
    if column.is_today and column.small:
        tint = look().color("accent_soft")
        tint.setAlpha(110)
        painter.fillRect(room, tint)
    for row in axis.missing(column.day):
        gone = QRect(room.left(), geometry.y(row), room.width(), geometry.row)
        painter.fillRect(gone, look().color("surface2"))
        painter.fillRect(gone, _hatch())
    for absence in column.absences:
        top, foot = (geometry.y(axis.place(moment, column.day)) for moment in (absence.starts, absence.ends))
        away = QRect(room.left() + 1, top, room.width() - 1, foot - top)
        painter.fillRect(away, look().color("surface2"))
        painter.fillRect(away, _hatch())
        _write_away(painter, away, absence.why or _("Away"))


def _paint_hours(painter: QPainter, axis: Axis, geometry: Geometry, dirty: QRect) -> None:
    painter.setFont(look().font("small", QFont.Weight.Medium))
    every = 1 if geometry.row >= look().text_px("small") + 6 else 2
    for row, (hour, fold) in enumerate(axis.rows):
        y = geometry.y(row)
        if y > dirty.bottom() + geometry.row or y + geometry.row < dirty.top():
            continue
        painter.setPen(look().color("border"))
        far = look().px(8)
        left, right = geometry.gutter - far, geometry.width
        painter.drawLine(geometry.width - right if geometry.mirrored else left, y,
                         geometry.width - left if geometry.mirrored else right, y)  # fmt: skip
        if row and row % every == 0:
            _write_hour(painter, geometry, y, hour, again=bool(fold))


def _write_hour(painter: QPainter, geometry: Geometry, y: int, hour: int, *, again: bool) -> None:
    text = _("{hour} again").format(hour=hour_words(hour)) if again else hour_words(hour)
    tall, end = look().px(20), look().px(12)
    room = QRect(0, y - tall // 2, geometry.gutter - end, tall)
    side = Qt.AlignmentFlag.AlignRight
    if geometry.mirrored:
        room.moveLeft(geometry.width - geometry.gutter + end)
        side = Qt.AlignmentFlag.AlignLeft
    painter.setPen(look().color("text3"))
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.drawText(room, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute), text)


def _paint_now(painter: QPainter, room: QRect, y: int, *, dot: bool, mirrored: bool) -> None:
    color = look().color("danger")
    painter.setPen(QPen(color, look().px(1.5)))
    painter.drawLine(room.left(), y, room.right(), y)
    if not dot:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(color)
    radius = look().px(4)
    painter.drawEllipse(QPoint(room.right() if mirrored else room.left(), y), radius, radius)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)


def _write_away(painter: QPainter, room: QRect, text: str) -> None:
    painter.setPen(look().color("text3"))
    painter.setFont(look().font("small"))
    inner = room.adjusted(look().px(6), look().px(4), -look().px(6), -look().px(4))
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap), text)


def _tall(column: QRect, foot: int) -> QRect:
    return QRect(column.left(), 0, column.width(), foot)


def _hatch() -> QColor:
    color = QColor(look().color("border_strong"))
    color.setAlpha(40)
    return color
