"""A sheet as a file where somebody wants it: the whole of it, or what was there before.

The file is built in memory, written beside its place under a name that says nothing, and moved there when it is safe
on the disk.
"""

from __future__ import annotations

import errno
import re
import unicodedata
from typing import TYPE_CHECKING

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words
from rcc_desktop.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path

    from rcc_desktop.api.documents import Letterhead, Sheet
    from rcc_desktop.api.periods import Period

_, _ngettext = words("rcc_desktop")

SUFFIXES = (".xlsx", ".pdf", ".csv", ".docx", ".txt")

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_CLOSED = {errno.EACCES, errno.EPERM, errno.EROFS}
_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ENXIO, errno.ENODEV}
_BAD_NAME = {errno.ENAMETOOLONG, errno.EINVAL}
_OPEN_ELSEWHERE = {32, 33}  # Windows: sharing violation, lock violation


def write_document(sheet: Sheet, letterhead: Letterhead, to: Path) -> None:
    """Write ``sheet`` to ``to`` as its suffix says, one of ``SUFFIXES``; a file of that name is replaced.

    Raises Problem when the suffix is another, or the disk, the folder or another program does not let us; then nothing
    is left behind and an older file is as it was.
    """
    if to.suffix.lower() not in SUFFIXES:
        raise Problem(
            _("A file can be saved as .xlsx, .pdf, .csv, .docx or .txt."),
            _("Choose a name that ends in one of these."),
            code="documents.suffix",
        )
    if to.is_dir():
        raise Problem(
            _("There is a folder of that name."), _("Choose another name for the file."), code="documents.folder"
        )
    content = document_bytes(sheet, letterhead, to.suffix)
    try:
        write_whole(to, content)
    except OSError as error:
        raise _problem_of(error) from error


def document_bytes(sheet: Sheet, letterhead: Letterhead, suffix: str) -> bytes:
    """The whole file in memory; ``suffix`` is one of ``SUFFIXES``, in any case."""
    if suffix.lower() == ".csv":
        from rcc_desktop.documents.csv_table import csv_bytes

        return csv_bytes(sheet)
    if suffix.lower() == ".xlsx":
        from rcc_desktop.documents.spreadsheet import spreadsheet_bytes

        return spreadsheet_bytes(sheet, letterhead)
    if suffix.lower() == ".docx":
        from rcc_desktop.documents.word_text import word_bytes

        return word_bytes(sheet, letterhead)
    if suffix.lower() == ".txt":
        from rcc_desktop.documents.plain_text import text_bytes

        return text_bytes(sheet, letterhead)
    from rcc_desktop.documents.pdf import pdf_bytes

    return pdf_bytes(sheet, letterhead)


def file_name(title: str, period: Period | None = None) -> str:
    """A name to offer, without suffix, such as ``attendance-2026-11``.

    Made of the document's own title (never a sheet's, which may name a person) and the period's code.
    """
    letters = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60].strip("-") or "document"
    code = re.sub(r"[^A-Za-z0-9]+", "-", period.code).strip("-") if period else ""
    return f"{slug}-{code}" if code else slug


def _problem_of(error: OSError) -> Problem:
    if getattr(error, "winerror", None) in _OPEN_ELSEWHERE:
        return Problem(
            _("The file is open in another program."),
            _("Close it there and try again, or save under another name."),
            code="documents.open-elsewhere",
        )
    if error.errno in _FULL:
        return Problem(
            _("The disk is full. The file was not written."),
            _("Make room or choose another place, and try again. Nothing else was changed."),
            code="documents.disk-full",
        )
    if error.errno in _CLOSED:
        return Problem(
            _("This folder does not let us write to it, or the file is open in another program."),
            _("Choose another folder, such as Documents, or close the file and try again."),
            code="documents.not-allowed",
        )
    if error.errno in _GONE:
        return Problem(
            _("The folder is not there. A USB stick may have been taken out."),
            _("Choose another place and try again."),
            code="documents.folder-gone",
        )
    if error.errno in _BAD_NAME:
        return Problem(_("The file cannot have this name."), _("Choose a shorter name."), code="documents.name")
    return Problem(
        _("The file could not be written."),
        _("Choose another place and try again. Nothing else was changed."),
        code=f"documents.os-{error.errno}",
    )
