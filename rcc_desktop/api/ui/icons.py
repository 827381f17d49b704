"""Icons by name, drawn in the colors of the look at any size and sharpness."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from rcc_desktop.api.ui.look import look


def icon(name: str, role: str = "text") -> QIcon:
    """An icon such as ``"calendar"``, or ``"rcc_checkin:door"`` from the ``icons/`` folder of a plugin's package.

    ``role`` names the color token it is drawn in; it follows the look when that changes. Raises FileNotFoundError
    where there is no such drawing.
    """
    _drawing(name)
    return QIcon(_TintedSvg(name, role))


def icon_pixmap(name: str, size: int, role: str = "text", sharpness: float = 1.0) -> QPixmap:
    """The icon as a picture ``size`` logical pixels wide, for those who paint; ``sharpness`` is the pixel ratio."""
    picture = _tinted(name, look().tokens()[role], round(size * sharpness))
    sharp = QPixmap(picture)
    sharp.setDevicePixelRatio(sharpness)
    return sharp


class _TintedSvg(QIconEngine):
    """Draws one SVG in the token's color of the moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name = name
        self._role = role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        renderer = QSvgRenderer(_colored(self._name, self._color(mode)))
        renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
        renderer.render(painter, QRectF(rect))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        square = _tinted(self._name, self._color(mode), side)
        if size == square.size():
            return square
        picture = QPixmap(size)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.drawPixmap(QPoint((size.width() - side) // 2, (size.height() - side) // 2), square)
        painter.end()
        return picture

    def clone(self) -> QIconEngine:
        return _TintedSvg(self._name, self._role)

    def key(self) -> str:
        return "rcc-tinted-svg"

    def iconName(self) -> str:
        return self._name

    def _color(self, mode: QIcon.Mode) -> str:
        return look().tokens()["disabled" if mode == QIcon.Mode.Disabled else self._role]


@cache
def _drawing(name: str) -> str:
    package, _, own = name.rpartition(":")
    return (_icon_folder(package) / f"{own}.svg").read_text(encoding="utf-8")


@cache
def _icon_folder(package: str) -> Path:
    """The shell's icons, packaged or in a checkout; a plugin's lie beside its code."""
    if not package:
        packaged = Path(__file__).parents[2] / "_resources" / "icons"
        return packaged if packaged.is_dir() else Path(__file__).parents[3] / "resources" / "icons"
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"No package {package} to take icons from")
    return Path(spec.origin).parent / "icons"


def _colored(name: str, color: str) -> QByteArray:
    return QByteArray(_drawing(name).replace("currentColor", color).encode())


@cache
def _tinted(name: str, color: str, side: int) -> QPixmap:
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    QSvgRenderer(_colored(name, color)).render(painter, QRectF(0, 0, side, side))
    painter.end()
    return picture
