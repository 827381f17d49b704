"""The look reaches every widget, at every text size, from one place."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QPalette, QTextLayout
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from rcc_desktop.api.ui import Chips, button, label, look, spaced
from rcc_desktop.api.ui.look import Look, set_look
from rcc_desktop.resources import font_files, resource
from rcc_desktop.shell.theme import SCHEMES, TEXT_PERCENTS, Scheme, apply_theme, load_fonts, palette, style_sheet
from rcc_desktop.shell.theme_tokens import CONTRAST, DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(autouse=True)
def _plain_after(qapp: QApplication) -> Iterator[None]:
    before = qapp.font()
    yield
    qapp.setStyleSheet("")
    qapp.setFont(before)
    qapp.setPalette(QPalette())
    set_look(Look())


@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_that_no_place_in_the_template_is_left_unfilled(qapp: QApplication, scheme: Scheme, percent: int) -> None:
    apply_theme(qapp, scheme, percent)
    text = qapp.styleSheet()
    assert "$" not in text
    assert not re.search(r"\ddp\b", text)


def test_that_lengths_in_the_template_grow_with_the_text() -> None:
    at_100, at_200 = style_sheet(LIGHT), style_sheet(Look(percent=200))
    assert "font-size: 26px" in at_100
    assert "font-size: 52px" in at_200


def test_that_every_indicator_is_there_and_in_its_color(qapp: QApplication) -> None:
    pictures = re.findall(r'url\("([^"]+)"\)', style_sheet(DARK))
    assert pictures
    for path in pictures:
        with open(path, encoding="utf-8") as drawing:
            text = drawing.read()
        assert "currentColor" not in text
        assert f"#{path.rsplit('-', 1)[1][:6]}" in text


def test_that_radii_of_chips_never_exceed_half_their_height(qapp: QApplication) -> None:
    """Qt drops a radius that is more than half the height, and a pill turns into a box."""
    for percent in TEXT_PERCENTS:
        apply_theme(qapp, "light", percent)
        found = re.search(r'kind="chip"\] \{ border-radius: (\d+)px', qapp.styleSheet())
        chips = Chips([(1, "Drop in")])
        assert found
        assert int(found[1]) * 2 <= chips.chip(1).sizeHint().height()


@pytest.mark.parametrize("kind", [None, "primary", "danger", "quiet", "link", "icon"])
@pytest.mark.parametrize("percent", TEXT_PERCENTS)
def test_that_every_button_is_at_least_36_pixels_high(qapp: QApplication, kind: str | None, percent: int) -> None:
    apply_theme(qapp, "light", percent)
    assert button("Save", kind).sizeHint().height() >= 36


def test_that_the_keys_may_arrive_without_anything_moving(qtbot: QtBot, qapp: QApplication) -> None:
    """The ring is thicker than the edge it replaces; the padding gives way."""
    apply_theme(qapp, "light", 100)
    window = QWidget()
    row = QHBoxLayout(window)
    pressed, other = button("Save"), button("Cancel")
    row.addWidget(pressed)
    row.addWidget(other)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    other.setFocus()
    before = pressed.sizeHint()
    pressed.setFocus()
    assert pressed.hasFocus()
    assert pressed.sizeHint() == before


def test_that_open_widgets_follow_when_the_text_grows(qapp: QApplication) -> None:
    apply_theme(qapp, "light", 100)
    widget = QWidget()
    layout = spaced(QHBoxLayout(widget), (32, 24, 32, 24), 16)
    apply_theme(qapp, "light", 200)
    assert layout.contentsMargins().left() == 64
    assert layout.spacing() == 32
    assert look().text_px("body") == 28


def test_that_text_from_people_is_never_read_as_markup(qapp: QApplication) -> None:
    plain = label("<b>x</b> & <img src='file:///x'>")
    assert plain.sizeHint().width() >= QFontMetrics(plain.font()).horizontalAdvance("<b>x</b> & <img src='")


@pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.scheme)
def test_that_what_the_template_does_not_name_still_has_our_colors(tokens: Look) -> None:
    made = palette(tokens)
    assert made.color(QPalette.ColorRole.Base) == QColor(tokens.surface)
    assert made.color(QPalette.ColorRole.HighlightedText) == QColor(tokens.on_accent)
    disabled = made.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text)
    assert disabled == QColor(tokens.disabled)


NAMES = [
    "Nguyễn Thị Hương",
    "Łukasz Żółć",
    "Diné bizaad Łááł",
    "Kaʻiulani",
    "Ольга",
    "Γιώργος",
    "محمد علي",
    "שרה",
    "ᏣᎳᎩ",
    "अमित",
    "রহিম",
    "王小明",
    "さくら",
    "김철수",
    "สมชาย",
    "አበበ",
    "Հայկ",
    "თამარ",
    "សុខា",
    "တင်",
    "தமிழ்",
    "ᐃᓄᒃ",
    "ਗੁਰਪ੍ਰੀਤ",
    "ລາວ",
]


@pytest.mark.parametrize("name", NAMES)
def test_that_a_name_in_any_script_is_drawn_whole_with_shipped_faces(qapp: QApplication, name: str) -> None:
    apply_theme(qapp, "light", 100)
    layout = QTextLayout(name.replace(" ", ""), look().font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    assert runs
    assert all(0 not in run.glyphIndexes() for run in runs)
    assert {run.rawFont().familyName() for run in runs} <= set(load_fonts())
    for run in runs:
        outlines = [run.rawFont().pathForGlyph(glyph) for glyph in run.glyphIndexes()]
        assert any(not outline.isEmpty() for outline in outlines), "a face that draws these letters empty"


def test_that_inter_comes_first_and_all_faces_have_their_license() -> None:
    names = list(font_files())
    assert set(names[:4]) == {"Inter-Regular", "Inter-Medium", "Inter-SemiBold", "Inter-Bold"}
    assert names[-2:] == ["DroidSansFallback", "NanumSquare-Regular"], "Nanum draws Chinese letters empty"
    for text in ("OFL-Inter.txt", "OFL-Noto.txt", "OFL-Nanum.txt", "LICENSE-Droid.txt"):
        assert resource("fonts", text).stat().st_size > 1000


def test_that_the_fonts_stay_below_twelve_megabytes() -> None:
    assert sum(path.stat().st_size for path in font_files().values()) < 12_000_000
