"""The charts of paper and screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reportlab.graphics.shapes import Line, PolyLine, Rect, String

from rcc_desktop.api.documents import Chart, Series
from rcc_desktop.documents.chart import chart_svg, draw_chart
from rcc_desktop.documents.colors import PAPER_COLORS

if TYPE_CHECKING:
    from fractions import Fraction

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
WEEK = Chart("bar", "Visits", DAYS, (Series("Visits", (34, 41, 29, 52, 60, 72, 48)),), "visits")


def texts_of(chart: Chart) -> list[str]:
    svg = ET.fromstring(chart_svg(chart, 600, 240, PAPER_COLORS))
    return [node.text or "" for node in svg.iter("{http://www.w3.org/2000/svg}text")]


def test_that_every_label_and_number_can_be_read() -> None:
    assert {*DAYS, "34", "41", "29", "52", "60", "72", "48", "visits"} <= set(texts_of(WEEK))


def test_that_bars_stand_as_high_as_their_numbers() -> None:
    bars = [shape for shape in draw_chart(WEEK, 600, 240, PAPER_COLORS).contents if isinstance(shape, Rect)]
    heights = [bar.height / bars[0].height for bar in bars]
    assert heights == pytest.approx([value / 34 for value in (34, 41, 29, 52, 60, 72, 48)])


def test_that_series_differ_by_more_than_color() -> None:
    two = Chart("bar", "", ("Mon",), (Series("A", (10,)), Series("B", (10,))))
    one = Chart("bar", "", ("Mon",), (Series("A", (10,)),))
    hatching = []
    for chart in (one, two):
        shapes = draw_chart(chart, 300, 200, PAPER_COLORS).contents
        hatching.append(sum(isinstance(shape, Line) and shape.strokeWidth == 1.0 for shape in shapes))
    assert hatching[0] == 0
    assert hatching[1] > 5
    lines = Chart("line", "", ("Mon", "Tue"), (Series("A", (1, 2)), Series("B", (2, 1))))
    drawn = [shape for shape in draw_chart(lines, 300, 200, PAPER_COLORS).contents if isinstance(shape, PolyLine)]
    assert len({tuple(line.strokeDashArray) for line in drawn if len(line.points) == 4}) == 2


def test_that_an_unknown_value_leaves_a_gap_and_is_no_zero() -> None:
    chart = Chart("line", "", ("1", "2", "3", "4", "5"), (Series("A", (1, 2, None, 4, 5)),))
    drawn = [shape for shape in draw_chart(chart, 300, 200, PAPER_COLORS).contents if isinstance(shape, PolyLine)]
    assert [len(line.points) // 2 for line in drawn] == [2, 2]


def test_that_a_chart_of_nothing_says_so() -> None:
    assert texts_of(Chart("bar", "Visits", (), ())) == ["Nothing to show."]


def test_that_names_in_other_scripts_reach_screen_and_paper() -> None:
    chart = Chart("bar", "", ("محمد",), (Series("王小明", (3,)), Series("ᏣᎳᎩ", (4,))))
    assert {"محمد", "王小明", "ᏣᎳᎩ"} <= set(texts_of(chart))
    faces = {
        shape.fontName for shape in draw_chart(chart, 300, 200, PAPER_COLORS).contents if isinstance(shape, String)
    }
    assert {"NotoSansArabic-Regular", "DroidSansFallback", "NotoSansCherokee-Regular"} <= faces


def test_that_the_screen_draws_in_the_windows_own_type() -> None:
    svg = chart_svg(WEEK, 600, 240, PAPER_COLORS).decode()
    assert "font-family: Inter;" in svg
    assert "Inter-Regular" not in svg


values = st.one_of(st.none(), st.integers(-(10**6), 10**6), st.fractions(-100, 100), st.floats(-1e6, 1e6))


@settings(max_examples=60, deadline=None)
@given(st.lists(values, min_size=1, max_size=30), st.sampled_from(["bar", "line"]))
def test_that_nothing_is_drawn_off_the_paper(numbers: list[int | float | Fraction | None], kind: str) -> None:
    labels = tuple(f"Label {at}" for at in range(len(numbers)))
    chart = Chart(kind, "", labels, (Series("A", tuple(numbers)),))  # type: ignore[arg-type]
    for shape in draw_chart(chart, 500, 200, PAPER_COLORS).contents:
        left, foot, right, top = shape.getBounds()
        assert (left >= -8, foot >= -8, right <= 508, top <= 208) == (True,) * 4
