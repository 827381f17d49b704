"""The colors of the three schemes, and which of them meet."""

from __future__ import annotations

from dataclasses import replace

from rcc_desktop.api.ui.look import Look

LIGHT = Look()

DARK = replace(
    LIGHT,
    scheme="dark",
    bg="#12171D",
    surface="#1A2129",
    surface2="#222B35",
    hover="#202831",
    rail="#0B2328",
    rail_text="#B9D2D4",
    rail_on="#183C43",
    border="#2F3944",
    border_strong="#76828F",
    text="#EEF2F6",
    text2="#B4BFCB",
    text3="#98A4B1",
    disabled="#66717D",
    accent="#4FB6BC",
    accent_hover="#6AC8CD",
    accent_soft="#17373B",
    on_accent="#06191B",
    focus="#4FB6BC",
    ok="#63C58F",
    ok_soft="#173525",
    warn="#E9B44C",
    warn_soft="#3A2E12",
    danger="#F2867E",
    danger_hover="#F7A39D",
    danger_soft="#43211F",
    on_danger="#2B0B09",
    info="#8DB4F2",
    info_soft="#1D2E4A",
    notice="#EEF2F6",
    notice_text="#16202C",
    notice_accent="#0B6E75",
    backdrop="#99060A0E",
    avatars=(
        ("#2E5363", "#D3EAF4"), ("#2A6339", "#D6F2DD"), ("#6B4430", "#F6DFD3"), ("#4A3168", "#E6D8F6"),
        ("#5E522E", "#F3E9CC"), ("#65324A", "#F6D6E4"), ("#32467A", "#D9E2F8"), ("#46592A", "#E3F0CF"),
    ),
)  # fmt: skip

CONTRAST = replace(
    LIGHT,
    scheme="contrast",
    bg="#000000",
    surface="#000000",
    surface2="#1A1A1A",
    hover="#262626",
    rail="#000000",
    rail_text="#FFFFFF",
    rail_on="#FFE14D",
    rail_on_text="#000000",
    rail_mark="#FFE14D",
    border="#B8B8B8",
    border_strong="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    text3="#E6E6E6",
    disabled="#A0A0A0",
    accent="#6FE8F0",
    accent_hover="#B4F5F9",
    accent_soft="#07363A",
    on_accent="#000000",
    focus="#FFE14D",
    ok="#7DF5A5",
    ok_soft="#002B12",
    warn="#FFD86B",
    warn_soft="#332600",
    danger="#FFB0A8",
    danger_hover="#FFD2CD",
    danger_soft="#3D0A06",
    on_danger="#000000",
    info="#B3D1FF",
    info_soft="#0A2147",
    notice="#FFFFFF",
    notice_text="#000000",
    notice_accent="#00505A",
    backdrop="#CC000000",
    avatars=(("#1A1A1A", "#FFFFFF"),),
)

_TONES = ("info", "ok", "warn", "danger", "accent")
_GROUNDS = ("bg", "surface", "surface2", "hover")

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    *((text, ground) for text in ("text", "text2", "text3") for ground in _GROUNDS),
    *((tone, ground) for tone in _TONES for ground in (*_GROUNDS[:2], "hover", f"{tone}_soft")),
    ("text", "accent_soft"), ("text2", "accent_soft"), ("text3", "accent_soft"),
    *(("text", f"{tone}_soft") for tone in _TONES),
    ("on_accent", "accent"), ("on_accent", "accent_hover"),
    ("on_danger", "danger"), ("on_danger", "danger_hover"),
    ("rail_text", "rail"), ("rail_on_text", "rail_on"),
    ("notice_text", "notice"), ("notice_accent", "notice"),
)  # fmt: skip
"""Text and the ground it stands on: WCAG 2.2, 1.4.3, asks 4.5 to 1."""

EDGE_PAIRS: tuple[tuple[str, str], ...] = (
    *((edge, ground) for edge in ("border_strong", "focus", "danger") for ground in _GROUNDS),
    ("accent", "bg"), ("accent", "surface"), ("rail_mark", "rail"),
)  # fmt: skip
"""Edges that show where a control is, and what is beside them: WCAG 2.2, 1.4.11, asks 3 to 1."""


def contrast(one: str, other: str) -> float:
    """The contrast of two ``#RRGGBB`` colors, 1 to 21 (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(color: str) -> float:
    """WCAG 2.2, "relative luminance"."""
    channels = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
