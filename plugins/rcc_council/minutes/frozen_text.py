"""The text that adopted minutes are frozen as, and its digest. Values in, values out.

It is written so that two programs, or a person with an editor, write the same bytes of the same minutes:

* UTF-8, composed (NFC), lines end with one line feed, no blanks at the end of a line, no empty line ends a part;
* line 1 is ``RCC Desktop minutes, form 1``, then a line ``Name: value`` for each of `Head`, in its order;
* each part begins after an empty line with ``§ open § Heading``, where the first word is ``open``, ``inner`` (names of
  guests) or ``sealed``, and its words follow;
* a line of words that begins with ``§`` or with a backslash has a backslash put before it.

The digest is the SHA-256 (FIPS 180-4) of those bytes, in lower-case hexadecimal.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FIRST_LINE = "RCC Desktop minutes, form 1"
OPEN, INNER, SEALED = "open", "inner", "sealed"
_MARK = "§"


@dataclass(frozen=True, slots=True)
class Head:
    """Whose minutes they are. Days are as in ISO 8601; ``as_corrected`` is yes or no, ``motion`` its number."""

    body: str
    held_on: str
    kind: str
    adopted_on: str
    motion: str
    as_corrected: str


@dataclass(frozen=True, slots=True)
class FrozenPart:
    """A heading, what stands under it, and who may read it: open, inner or sealed."""

    heading: str
    words: str
    shown: str = OPEN


def frozen_text(head: Head, parts: Iterable[FrozenPart]) -> str:
    """The whole text of adopted minutes."""
    lines = [FIRST_LINE, *(f"{each.name}: {_one_line(getattr(head, each.name))}".rstrip() for each in fields(Head))]
    for part in parts:
        lines += ["", f"{_MARK} {part.shown} {_MARK} {_one_line(part.heading)}".rstrip()]
        lines += [f"\\{line}" if line.startswith((_MARK, "\\")) else line for line in _lines(part.words)]
    return "\n".join(lines) + "\n"


def digest_of(text: str) -> str:
    """The SHA-256 of a text as UTF-8, 64 hexadecimal digits."""
    return sha256(text.encode()).hexdigest()


def frozen_parts(text: str) -> tuple[FrozenPart, ...]:
    """The parts of a frozen text. Raises ``ValueError`` for a text of another form."""
    lines = text.split("\n")
    if lines[0] != FIRST_LINE:
        raise ValueError("not minutes of form 1")
    found: list[tuple[str, str, list[str]]] = []
    for line in lines[1:]:
        if line.startswith(_MARK):
            _mark, shown, heading = (each.strip() for each in line.split(_MARK, 2))
            found.append((heading, shown, []))
        elif found:
            found[-1][2].append(line.removeprefix("\\"))
    return tuple(FrozenPart(heading, "\n".join(words).strip("\n"), shown) for heading, shown, words in found)


def settled(words: str) -> str:
    """Words as they are frozen: composed, one kind of line end, no blanks where nobody sees them."""
    return "\n".join(_lines(words))


def _lines(words: str) -> list[str]:
    """The lines of a part, without empty ones at either end."""
    composed = unicodedata.normalize("NFC", words.replace("\r\n", "\n").replace("\r", "\n"))
    text = "\n".join(line.rstrip() for line in composed.split("\n")).strip("\n")
    return text.split("\n") if text else []


def _one_line(words: str) -> str:
    return " ".join(unicodedata.normalize("NFC", words).split())
