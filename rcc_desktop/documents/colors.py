"""The colors of paper, and the set of them a chart takes."""

from __future__ import annotations

from dataclasses import dataclass

INK, QUIET, ACCENT = "#1a2433", "#566274", "#0b6e70"
RULE, SOFT, PAPER = "#d5dae1", "#f1f4f6", "#ffffff"


@dataclass(frozen=True, slots=True)
class ChartColors:
    """Colors as ``#rrggbb``: letters, quiet letters, grid lines, what lies behind, and one for each series."""

    ink: str
    quiet: str
    grid: str
    behind: str
    series: tuple[str, ...]


PAPER_COLORS = ChartColors(INK, QUIET, RULE, PAPER, (ACCENT, "#c4743a", "#3d5a98", "#8a4f7d"))
