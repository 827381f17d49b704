"""Pages in one place of a card; the card is as high as the one in sight."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget


class OneAtATime(QWidget):
    """Shows one of its pages. Unlike a stack it takes only the room that page wants."""

    def __init__(self) -> None:
        super().__init__()
        self._pages: list[QWidget] = []
        self._at = 0
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)

    def add(self, page: QWidget) -> int:
        """Add a page and give its number; the first one is in sight."""
        self._column.addWidget(page)
        page.setVisible(not self._pages)
        self._pages.append(page)
        return len(self._pages) - 1

    def show_page(self, at: int) -> None:
        """Show the page of this number, counted from 0."""
        self._at = at
        for place, page in enumerate(self._pages):
            page.setVisible(place == at)

    def at(self) -> int:
        """The number of the page in sight."""
        return self._at
