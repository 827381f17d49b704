"""Names as they are searched: without accents, case or punctuation, in any script, as words to compare byte by byte.

What is kept and what is typed go through the same folding, so it only has to be consistent, never reversible.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SINGLE = {
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
    "ı": "i",
    "ħ": "h",
    "ŋ": "n",
    "ŧ": "t",
    "ə": "e",
    "ɓ": "b",
    "ɗ": "d",
    "ƙ": "k",
    # Arabic letters written for one another: alef wasla, final ya, ta marbuta; Persian and Urdu kaf, ya and ha.
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ې": "ي",
    "ة": "ه",
    "ە": "ه",
    "ہ": "ه",
    "ھ": "ه",
    "ک": "ك",
}
_APOSTROPHES = "'`´‘’‛ʹʻʼʽʾʿˈ′＇\u02bb\u02bcꞌ\uff07"
_ZERO_WIDTH = (
    "\u00ad\u0640\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"  # soft hyphen, tatweel, joiners, marks of direction
)
_TO_NOTHING = dict.fromkeys(map(ord, _ZERO_WIDTH))
_MOST_WORDS = 12
_MOST_LETTERS = 64
_HIDDEN_VIRAMA = 9  # canonical class of the signs that join consonants in Indic scripts: letters, not accents
_VOICING = 8  # the kana voicing marks: another letter, not an accent


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    """``text`` as words with one space between; a joined "o'brien" stays one word, a hyphen parts two.

    Chinese, Japanese and Korean letters come out as words of one letter, because nobody types spaces between them.
    """
    kept: list[str] = []
    for letter in unicodedata.normalize("NFKC", text.translate(_TO_NOTHING)).casefold():
        if letter in _APOSTROPHES:
            continue
        if _stands_alone(letter):
            kept.append(f" {letter} ")
        else:
            kept.append(_plain(letter))
    return " ".join("".join(kept).split())


def words_of_name(name: str) -> list[str]:
    """Every word a name is found by: "O'Brien-De Ruiz" by obrien, brien, de, ruiz and obriende."""
    found: list[str] = []
    for part in name.split():
        found.extend(folded(part).split())
        if any(mark in part for mark in _APOSTROPHES):
            pieces = folded(re.sub(f"[{re.escape(_APOSTROPHES)}]", " ", part)).split()
            found.extend(piece for piece in pieces if len(piece) > 1)
        if "-" in part or "‐" in part:
            found.append(joined(part))
    return list(dict.fromkeys(found))


def joined(text: str) -> str:
    """All of ``text`` as one word: "De La Cruz" as delacruz."""
    return folded(text).replace(" ", "")


def words_typed(text: str) -> list[str]:
    """What somebody typed, as the words to look for; the rest of an endless text is left out.

    A telephone number comes out as one word of digits, however it was written.
    """
    number = telephone_digits(text) if _is_telephone(text) else ""
    if number:
        return [number]
    found = list(dict.fromkeys(folded(text[: 4 * _MOST_LETTERS])[:_MOST_LETTERS].split()))
    return found[:_MOST_WORDS]


def telephone_digits(text: str) -> str:
    """The digits of a telephone number, without an extension and without the country code of the United States."""
    digits = "".join(str(unicodedata.digit(letter)) for letter in re.split("[xX]", text)[0] if letter.isdigit())
    return digits[1:] if len(digits) == 11 and digits[0] == "1" else digits


def card_word(code: str) -> str:
    """A card's code as the one word that only the whole code matches."""
    return "\ue000" + joined(code) + "\ue001"


def _is_telephone(text: str) -> bool:
    return bool(re.fullmatch(r"[\d\s()+./-]+", text)) and 7 <= len(telephone_digits(text)) <= 15


def _plain(letter: str) -> str:
    if letter.isascii():
        return letter if letter.isalnum() else " "
    single = _SINGLE.get(letter)
    if single:
        return single
    return "".join(_base(piece) for piece in unicodedata.normalize("NFD", letter))


def _base(piece: str) -> str:
    kind = unicodedata.category(piece)[0]
    if kind == "M":
        accent = unicodedata.combining(piece) not in {0, _VOICING, _HIDDEN_VIRAMA}
        return "" if accent else piece
    if kind == "N":
        return str(unicodedata.digit(piece, piece))
    return _SINGLE.get(piece, piece) if kind == "L" else " "


def _stands_alone(letter: str) -> bool:
    """Han, kana and hangul."""
    code = ord(letter)
    return (
        0x2E80 <= code <= 0x2FDF
        or 0x3005 <= code <= 0x3007
        or 0x3041 <= code <= 0x30FF
        or 0x31F0 <= code <= 0x31FF
        or 0x3400 <= code <= 0x9FFF
        or 0xAC00 <= code <= 0xD7A3
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x323AF
    )
