"""Tables inside a card that scrolls with the page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_desktop.api.ui import look

if TYPE_CHECKING:
    from rcc_desktop.api.ui import RowsTable

MOST_ROWS = 8


def fit_rows(table: RowsTable[Any], rows: int) -> None:
    """Make a table as tall as its rows, up to eight; an empty one leaves room for its words."""
    tall = min(max(rows, 3), MOST_ROWS)
    table.setMinimumHeight(look().px(38 + 40 * tall + 4))
