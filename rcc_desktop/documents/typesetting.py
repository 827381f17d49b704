"""Lines of type in any script: which face draws which letter, how letters join, which way they run.

Inter draws what it can; any other letter is drawn by the first shipped face that has it. A letter no face has is
printed as its code, ``[U+1F600]``, so that nothing is dropped in silence. Arabic, Hebrew and the scripts of India join
and turn as they should.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any

from bidi import algorithm as bidi
from bidi.mirror import MIRRORED
from reportlab.lib.abag import ABag
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont, shapeFragWord

from rcc_desktop.documents.cells import plain
from rcc_desktop.resources import font_files

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas

REGULAR, MEDIUM, SEMIBOLD = "Inter-Regular", "Inter-Medium", "Inter-SemiBold"

_LAST_RESORT = "DroidSansFallback"
_NEVER_JOINED = frozenset({REGULAR, MEDIUM, SEMIBOLD, "Inter-Bold", "NotoSans-Regular", _LAST_RESORT})
_TURNED = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff]")
_JOINERS = "\u200c\u200d"
_FEATURES = {"kern": True, "liga": True}  # no dlig: it would put vowels into names that were written without


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one face, in the order they are drawn."""

    face: str
    letters: str
    width: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of type, set at one size; ``width`` in points."""

    runs: tuple[Run, ...]
    size: float
    width: float

    def draw(self, canvas: Canvas, x: float, y: float) -> None:
        """Draw from ``x`` to the right with the foot of the letters on ``y``."""
        for run in self.runs:
            canvas.setFont(run.face, self.size)
            canvas.drawString(x, y, run.letters)
            x += run.width


@lru_cache(maxsize=4096)
def set_line(text: str, face: str, size: float) -> Line:
    """Set one line of text; a line break in it is a space."""
    text = printable(text)
    advance = _advance(text, face)
    if advance is not None:
        return Line((Run(face, text, advance * size),), size, advance * size)
    runs = tuple(_shape(text, name, size) for name, text in _in_drawing_order(text, face))
    return Line(runs, size, sum(run.width for run in runs))


def width_of(text: str, face: str, size: float) -> float:
    """How wide a line of text will be, without setting it where that can be told letter by letter."""
    advance = _advance(text, face)
    return set_line(text, face, size).width if advance is None else advance * size


def wrap(text: str, face: str, size: float, width: float) -> list[Line]:
    """Set text in lines no wider than ``width`` points; a word that is wider is broken between letters."""
    lines: list[Line] = []
    for paragraph in text.split("\n"):
        whole = set_line(paragraph, face, size)
        lines += [whole] if whole.width <= width else _broken(paragraph, face, size, width)
    return lines


def printable(text: str) -> str:
    """Text as it is set: composed, on one line, without marks that have no shape."""
    if text.isascii() and text.isprintable():
        return text
    return _UNSEEN.sub("", unicodedata.normalize("NFC", plain(text)).replace("\n", " ").replace("\t", " "))


def _broken(paragraph: str, face: str, size: float, width: float) -> list[Line]:
    lines, held = [], ""
    for word in paragraph.split(" "):
        longer = f"{held} {word}" if held else word
        if set_line(longer, face, size).width <= width:
            held = longer
            continue
        if held:
            lines.append(set_line(held, face, size))
        *full, held = _cut(word, face, size, width)
        lines += [set_line(piece, face, size) for piece in full]
    return [*lines, set_line(held, face, size)]


def _cut(word: str, face: str, size: float, width: float) -> list[str]:
    pieces, piece = [], ""
    for letter in _letters(word):
        if piece and set_line(piece + letter, face, size).width > width:
            pieces.append(piece)
            piece = ""
        piece += letter
    return [*pieces, piece]


def _advance(text: str, face: str) -> float | None:
    """The width in type one point high where letters simply stand side by side, else None."""
    try:
        return sum(map(_advances(face).__getitem__, text))
    except KeyError:
        return None


@cache
def _advances(face: str) -> dict[str, float]:
    letters = (char for char in _letters_of(face) if not unicodedata.combining(char))
    widths = _face(face).face.charWidths
    return {char: widths[ord(char)] / 1000 for char in letters}


def _in_drawing_order(text: str, face: str) -> Iterator[tuple[str, str]]:
    """Runs of (face, letters still in reading order), from left to right."""
    levels = _levels(text)
    faces = [name for letter in _letters(text) for name in [_face_for(letter, face)] * len(letter)]
    faces = _kept_together(text, faces)
    runs = [
        (level, name, "".join(text[at] for at in places))
        for (level, name), places in groupby(range(len(text)), key=lambda at: (levels[at], faces[at]))
    ]
    for lowest in range(max(levels, default=0), 0, -1):
        runs = _turn(runs, lowest)
    for level, name, letters in runs:
        if not name:
            yield face, _codes(letters)
        else:
            yield name, _mirrored(letters) if level % 2 and name in _NEVER_JOINED else letters


def _mirrored(letters: str) -> str:
    return "".join(MIRRORED.get(letter, letter) for letter in reversed(letters))


def _levels(text: str) -> list[int]:
    """How deep each letter lies in writing that runs to the left (an odd number runs to the left)."""
    if not _TURNED.search(text):
        return [0] * len(text)
    storage = bidi.get_empty_storage()
    storage["base_level"] = bidi.get_base_level(text)
    storage["base_dir"] = ("L", "R")[storage["base_level"]]
    bidi.get_embedding_levels(text, storage)
    bidi.explicit_embed_and_overrides(storage)
    bidi.resolve_weak_types(storage, debug=False)
    bidi.resolve_neutral_types(storage, debug=False)
    bidi.resolve_implicit_levels(storage, debug=False)
    return [letter["level"] for letter in storage["chars"]]


def _turn(runs: list[tuple[int, str, str]], lowest: int) -> list[tuple[int, str, str]]:
    turned: list[tuple[int, str, str]] = []
    for deep, group in groupby(runs, key=lambda run: run[0] >= lowest):
        together = list(group)
        turned += reversed(together) if deep else together
    return turned


def _kept_together(text: str, faces: list[str]) -> list[str]:
    """Let a space or a mark stay in the face of the writing before it, so that a name is shaped as one."""
    kept = faces[:1]
    for (before, at), name in zip(pairwise(range(len(text))), faces[1:], strict=True):
        stays = kept[before] not in {"", name} and not text[at].isalnum() and text[at] in _letters_of(kept[before])
        kept.append(kept[before] if stays else name)
    return kept


def _letters(text: str) -> Iterator[str]:
    """Letters with the marks that stand on them."""
    letter = ""
    for char in text:
        if letter and not (unicodedata.category(char)[0] == "M" or char in _JOINERS):
            yield letter
            letter = ""
        letter += char
    if letter:
        yield letter


@lru_cache(maxsize=4096)
def _face_for(letter: str, face: str) -> str:
    """The first face that has the letter and its marks, ``""`` where there is none."""
    needed = frozenset(letter) - frozenset(_JOINERS)
    return next((name for name in (face, *_turns(letter[0])) if needed <= _letters_of(name)), "")


def _turns(char: str) -> list[str]:
    """The faces in the order to try: the one named after the letter's script first, so that few are opened."""
    script = unicodedata.name(char, "?").split()[0].title()
    first = {"Cjk": _LAST_RESORT, "Hiragana": _LAST_RESORT, "Katakana": _LAST_RESORT, "Hangul": _LAST_RESORT}
    named = first.get(script, f"NotoSans{script}-Regular")
    names = list(font_files())
    return sorted(names, key=lambda name: name != named)


@cache
def _letters_of(name: str) -> frozenset[str]:
    """Every letter the face has by itself; private codes mean something else in every face, so they are no letters.

    Kept apart from the face, since shaping lends it private codes later on.
    """
    letters = (chr(code) for code, glyph in _face(name).face.charToGlyph.items() if glyph)
    return frozenset(letter for letter in letters if unicodedata.category(letter) != "Co")


@cache
def _face(name: str) -> TTFont:
    face = TTFont(name, str(font_files()[name]))
    pdfmetrics.registerFont(face)
    return face


def _codes(letters: str) -> str:
    return "".join(f"[U+{ord(char):04X}]" for char in letters if char not in _JOINERS)


def _shape(text: str, face: str, size: float) -> Run:
    if face in _NEVER_JOINED and not any(map(unicodedata.combining, text)):
        return Run(face, text, pdfmetrics.stringWidth(text, face, size))
    word = [0, (ABag(fontName=face, fontSize=size), text)]
    shaped: Any = shapeFragWord(word, features=_FEATURES, force=True)[1][1]
    glyphs = getattr(shaped, "__shapeData__", None)
    if glyphs is None:
        return Run(face, shaped, pdfmetrics.stringWidth(shaped, face, size))
    width = sum(glyph.x_advance for glyph in glyphs) * size / 1000
    return Run(face, shaped, width)
