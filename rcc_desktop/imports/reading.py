"""The only way in for files of strangers: .csv, .tsv, .txt and .xlsx become titles and rows of text, or a Problem."""

from __future__ import annotations

import stat
from typing import IO, TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.imports.apart import read_apart
from rcc_desktop.imports.delimited import read_delimited
from rcc_desktop.imports.limits import MEGABYTE, MOST_BYTES, Cancelled, never
from rcc_desktop.imports.refusals import refusal
from rcc_desktop.imports.rows import Rows, arrange

if TYPE_CHECKING:
    from pathlib import Path

_, ngettext = words("rcc_desktop")

TEXT_ENDINGS = (".csv", ".tsv", ".txt")
ENDINGS = (*TEXT_ENDINGS, ".xlsx")

_ZIP = b"PK\x03\x04"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NOT_TEXT = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"SQLite format 3", b"{\\rtf")


def read(
    path: Path,
    *,
    encoding: str | None = None,
    sheet: int | None = None,
    has_titles: bool | None = None,
    cancelled: Cancelled = never,
) -> Rows:
    """The table in the file. Whatever is left open is settled by looking; what a person said is kept to.

    ``sheet`` counts from 0, ``encoding`` is one of ``delimited.ENCODINGS``. Takes up to two minutes; ``cancelled`` is
    asked about ten times a second. Raises a Problem, and only that, for every file that is not taken.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise refusal("wrong_kind", ending=ending or "…")
    with _open(path) as source:
        start = source.read(len(_OLD_OFFICE))
        source.seek(0)
        if not start:
            raise refusal("empty")
        if start.startswith(_OLD_OFFICE):
            raise refusal("locked_or_old")
        if ending == ".xlsx":
            if not start.startswith(_ZIP):
                raise refusal("not_a_workbook")
            return _from_workbook(source, sheet, has_titles, cancelled)
        if start.startswith((_ZIP, *_NOT_TEXT)):
            raise refusal("not_text")
        return _from_text(source.read(MOST_BYTES + 1), encoding, has_titles, cancelled)


def _open(path: Path) -> IO[bytes]:
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            raise refusal("not_a_file")
        if found.st_size > MOST_BYTES:
            raise refusal("too_big", most=MOST_BYTES // MEGABYTE)
        return path.open("rb")
    except (OSError, ValueError):
        raise refusal("not_there") from None  # the system's own words would quote the file's name


def _from_text(content: bytes, encoding: str | None, has_titles: bool | None, cancelled: Cancelled) -> Rows:
    if len(content) > MOST_BYTES:
        raise refusal("too_big", most=MOST_BYTES // MEGABYTE)
    found = read_delimited(content, encoding, cancelled)
    table = arrange(found.rows, has_titles)
    notes = list(table.notes)
    if found.guessed:
        notes.append(
            _("The file does not say how its letters are written; they were read as {encoding}. Look at the accents.")
            .format(encoding=found.encoding)
        )  # fmt: skip
    if found.stray_quote:
        notes.append(_("Row {row} has a quotation mark in an odd place. Look at it.").format(row=found.stray_quote))
    return Rows(table.headers, table.rows, table.numbers, table.has_titles, encoding=found.encoding, notes=tuple(notes))


def _from_workbook(source: IO[bytes], sheet: int | None, has_titles: bool | None, cancelled: Cancelled) -> Rows:
    found = read_apart(source, sheet, cancelled)
    table = arrange(found.rows, has_titles)
    notes = list(table.notes)
    if len(found.names) > 1:
        notes.append(_("The workbook has several sheets; “{sheet}” was read.").format(sheet=found.names[found.chosen]))
    if found.uncalculated:
        notes.append(_("Some cells hold a formula without a result; the formula is taken as text and never run."))
    return Rows(
        table.headers,
        table.rows,
        table.numbers,
        table.has_titles,
        sheets=found.names,
        sheet=found.chosen,
        notes=tuple(notes),
    )
