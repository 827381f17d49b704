"""Everything on screen can be read, in every scheme."""

import re

import pytest

from rcc_desktop.api.ui.look import Look
from rcc_desktop.resources import resource
from rcc_desktop.shell.theme_tokens import CONTRAST, DARK, EDGE_PAIRS, LIGHT, TEXT_PAIRS, contrast

SCHEMES = pytest.mark.parametrize("tokens", [LIGHT, DARK, CONTRAST], ids=lambda tokens: tokens.scheme)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#FFFFFF", 21.0),  # (1.00 + 0.05) / (0.00 + 0.05)
        ("#FFFFFF", "#000000", 21.0),
        ("#FFFFFF", "#FFFFFF", 1.0),
        ("#FF0000", "#000000", 5.252),  # (0.2126 + 0.05) / 0.05
        ("#00FF00", "#000000", 15.304),  # (0.7152 + 0.05) / 0.05
    ],
)
def test_that_contrast_is_counted_as_wcag_says(one: str, other: str, expected: float) -> None:
    assert contrast(one, other) == pytest.approx(expected, abs=0.001)


@SCHEMES
@pytest.mark.parametrize(("text", "ground"), TEXT_PAIRS)
def test_that_every_text_can_be_read_on_its_ground(tokens: Look, text: str, ground: str) -> None:
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 4.5


@SCHEMES
@pytest.mark.parametrize(("edge", "ground"), EDGE_PAIRS)
def test_that_every_control_shows_its_edge(tokens: Look, edge: str, ground: str) -> None:
    assert contrast(getattr(tokens, edge), getattr(tokens, ground)) >= 3


@SCHEMES
def test_that_initials_can_be_read_in_every_circle(tokens: Look) -> None:
    assert all(contrast(background, letters) >= 4.5 for background, letters in tokens.avatars)


@pytest.mark.parametrize(("text", "ground"), [(t, g) for t, g in TEXT_PAIRS if t in {"text", "text2", "text3"}])
def test_that_high_contrast_reaches_seven_to_one(text: str, ground: str) -> None:
    assert contrast(getattr(CONTRAST, text), getattr(CONTRAST, ground)) >= 7


def test_that_every_tone_is_among_the_pairs_that_are_checked() -> None:
    softs = {name for name in LIGHT.tokens() if name.endswith("_soft")}
    assert softs <= {ground for _text, ground in TEXT_PAIRS}


def test_that_every_pair_of_colors_in_one_style_rule_is_checked() -> None:
    """A rule that sets both its text and its ground uses a pair this test knows; disabled text is exempt in WCAG."""
    template = resource("theme", "theme.qss").read_text(encoding="utf-8")
    bodies = re.findall(r"\{([^}]*)\}", template)
    used = set()
    for body in bodies:
        text = re.search(r"(?<![-\w])color: \$(\w+)", body)
        ground = re.search(r"(?<![-\w])background: \$(\w+)", body)
        if text and ground and text[1] != "disabled":
            used.add((text[1], ground[1]))
    assert used
    assert used <= set(TEXT_PAIRS)
