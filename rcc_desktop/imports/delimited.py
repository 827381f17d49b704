"""Text with separators (.csv, .tsv, .txt): which letters, which separator, and the rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_desktop.imports.limits import Cancelled, Cells, gather, never
from rcc_desktop.imports.refusals import refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

ENCODINGS = ("utf-8", "cp1252", "utf-16", "mac-roman", "cp437")
"""The ways to read letters that a person may choose from."""

_SEPARATORS = ",;\t|"
_FIELD_LIMIT = 100_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_NEVER_IN_TEXT = re.compile("[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAYS_SEPARATOR = re.compile(r"\A\"?sep=([,;\t|])\"?[\r\n]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Delimited:
    """The rows that hold something, numbered as a spreadsheet program would; blank ones count."""

    rows: list[tuple[int, Cells]]
    encoding: str
    guessed: bool
    """Not said by the file and not UTF-8: a person should look at the accents."""
    stray_quote: int | None
    """The number of a row with a quotation mark in the middle of a cell."""


def read_delimited(content: bytes, encoding: str | None = None, cancelled: Cancelled = never) -> Delimited:
    """The rows of ``content``; ``encoding`` when a person chose one."""
    text, used, guessed = decode(content, encoding)
    text = text.replace("\0", "")
    if len(_NEVER_IN_TEXT.findall(text, 0, 20_000)) > 10:
        raise refusal("not_text")
    said = _SAYS_SEPARATOR.match(text)
    first = 2 if said else 1
    separator = said[1] if said else sniff(text)
    csv.field_size_limit(_FIELD_LIMIT)
    body = text[said.end() :] if said else text
    stray = _stray_quote(body, separator, first)
    rows = gather(_records(body, separator, first), cancelled)
    if stray and rows and "\n" in rows[-1][1][-1] and not body.rstrip().endswith('"'):
        raise refusal("open_quote", row=rows[-1][0])
    return Delimited(rows, used, guessed, stray)


def decode(content: bytes, chosen: str | None) -> tuple[str, str, bool]:
    """The text, the encoding that gave it, and whether that was only a guess."""
    if chosen is not None:
        return _strictly(content, "utf-8-sig" if chosen == "utf-8" else chosen), chosen, False
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content, encoding), encoding.removesuffix("-sig"), False
    if unmarked := _unmarked_utf16(content):
        return _strictly(content, unmarked), unmarked, True
    try:
        return content.decode(), "utf-8", False
    except UnicodeDecodeError:
        return _strictly(content, "cp1252"), "cp1252", True


def _strictly(content: bytes, encoding: str) -> str:
    if encoding.removesuffix("-sig") not in {*ENCODINGS, "utf-32", "utf-16-le", "utf-16-be"}:
        raise refusal("unknown_letters", encoding=encoding)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise refusal("unknown_letters", encoding=encoding) from None


def _unmarked_utf16(content: bytes) -> str | None:
    """Windows programs write UTF-16 without saying so: then nearly every second byte is a NUL."""
    start = content[:2000]
    half = len(start) // 2
    if half >= 4 and start[1::2].count(0) > 0.8 * half:
        return "utf-16-le"
    return "utf-16-be" if half >= 4 and start[::2].count(0) > 0.8 * half else None


def sniff(text: str) -> str:
    """The separator that cuts the first rows most evenly into the most cells; a comma when nothing does."""
    start = text[:50_000]
    return max(_SEPARATORS, key=lambda separator: _evenness(start, separator))


def _evenness(start: str, separator: str) -> tuple[float, int]:
    reader = csv.reader(io.StringIO(start, newline=""), delimiter=separator)
    widths: list[int] = []
    try:
        for record in reader:
            if record:
                widths.append(len(record))
            if len(widths) == 50:
                break
    except csv.Error:
        return 0.0, 0
    usual = Counter(width for width in widths if width > 1).most_common(1)
    if not usual:
        return 0.0, 0
    width, times = usual[0]
    return times / len(widths), width


def _records(text: str, separator: str, first: int) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True)
    number = first - 1
    try:
        for number, record in enumerate(reader, first):
            yield number, record
    except csv.Error as odd:
        raise refusal("odd_text", row=number + 1) from odd


def _stray_quote(text: str, separator: str, first: int) -> int | None:
    """The row of the first quotation mark out of place; refuses the one that swallows all rows after it."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, skipinitialspace=True, strict=True)
    number = first - 1
    try:
        for _record in reader:
            number += 1
    except csv.Error as odd:
        if "unexpected end" in str(odd):
            raise refusal("open_quote", row=number + 1) from None
        if "field larger" in str(odd):
            raise refusal("odd_text", row=number + 1) from None
        return number + 1
    return None
