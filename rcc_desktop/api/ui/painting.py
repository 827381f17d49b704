"""Strokes that several delegates share: badges, circles with initials, words in place of an empty list."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from rcc_desktop.api.ui.icons import icon_pixmap
from rcc_desktop.api.ui.look import Tone, look


def write_line(
    painter: QPainter, room: QRect, text: str, *, mirrored: bool, side: Literal["start", "end", "center"] = "start"
) -> None:
    """One line of text at a side of ``room``; each text keeps the direction of its own script."""
    at_left = (side == "start") != mirrored
    across = Qt.AlignmentFlag.AlignLeft if at_left else Qt.AlignmentFlag.AlignRight
    if side == "center":
        across = Qt.AlignmentFlag.AlignHCenter
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    flags = across | Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(room, int(flags) | int(Qt.TextFlag.TextSingleLine), text)


def badge_width(text: str, icon_name: str = "") -> int:
    """How wide a badge with this text, and an icon before it, is."""
    sign = look().px(18 if text else 14) if icon_name else 0
    return QFontMetrics(_badge_font()).horizontalAdvance(text) + look().px(20) + sign


def paint_badge(
    painter: QPainter, room: QRect, text: str, tone: Tone, *, at_left: bool = True, icon_name: str = ""
) -> QRect:
    """A pill at the left of ``room`` (or its right), in the middle of its height; returns where it stands."""
    height = look().px(24)
    width = min(badge_width(text, icon_name), room.width())
    left = room.left() if at_left else room.right() + 1 - width
    pill = QRect(left, room.top() + (room.height() - height) // 2, width, height)
    background, letters = look().tone(tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(letters if look().scheme == "contrast" else Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawRoundedRect(QRectF(pill).adjusted(0.5, 0.5, -0.5, -0.5), height / 2, height / 2)
    inner = pill.adjusted(look().px(6), 0, -look().px(6), 0)
    if icon_name:
        inner = _paint_sign(painter, inner, icon_name, tone)
    painter.setPen(letters)
    painter.setFont(_badge_font())
    words = QFontMetrics(_badge_font()).elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, words)
    painter.restore()
    return pill


def _paint_sign(painter: QPainter, inner: QRect, icon_name: str, tone: Tone) -> QRect:
    """An icon before the words of a badge; returns the room for the words."""
    side = look().px(14)
    sharpness = painter.device().devicePixelRatioF()
    picture = icon_pixmap(icon_name, side, "text2" if tone == "neutral" else tone, sharpness)
    left = inner.left() + look().px(4)
    painter.drawPixmap(left, inner.center().y() - side // 2, picture)
    return QRect(left + side, inner.top(), inner.right() - left - side, inner.height())


def paint_initials(painter: QPainter, circle: QRect, person: int, name: str) -> None:
    """A person's circle with initials, always in the same color for the same person."""
    background, letters = look().avatar(person)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(background)
    painter.drawEllipse(circle)
    painter.setPen(letters)
    font = look().font("body", QFont.Weight.DemiBold)
    font.setPixelSize(round(circle.height() * 0.38))
    painter.setFont(font)
    painter.drawText(circle, Qt.AlignmentFlag.AlignCenter, initials(name))
    painter.restore()


def initials(name: str) -> str:
    """The first letters of the first and the last name; one letter where there is one name."""
    parts = [part for part in name.split() if part[0].isalnum()]
    if not parts:
        return "?"
    first_and_last = parts[:1] + (parts[-1:] if len(parts) > 1 else [])
    return "".join(part[0] for part in first_and_last).upper()


def paint_empty(painter: QPainter, room: QRect, title: str, text: str) -> None:
    """What is said where there are no rows, a little above the middle."""
    inner = room.adjusted(look().px(24), look().px(24), -look().px(24), -look().px(24))
    middle = inner.top() + inner.height() * 2 // 5
    painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    painter.setFont(look().font("heading3"))
    painter.setPen(look().color("text"))
    above = QRect(inner.left(), inner.top(), inner.width(), middle - inner.top())
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap
    painter.drawText(above, int(flags | Qt.AlignmentFlag.AlignBottom), title)
    painter.setFont(look().font("body"))
    painter.setPen(look().color("text2"))
    below = QRect(inner.left(), middle + look().px(8), inner.width(), inner.bottom() - middle)
    painter.drawText(below, int(flags | Qt.AlignmentFlag.AlignTop), text)


def _badge_font() -> QFont:
    return look().font("small", QFont.Weight.DemiBold)
