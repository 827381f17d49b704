"""Why a file is not taken, one sentence each, always with what is safe and what to try."""

from __future__ import annotations

from rcc_desktop.api.problems import Problem
from rcc_desktop.api.words import words

_, ngettext = words("rcc_desktop")


def refusal(code: str, **named: object) -> Problem:
    """The Problem for ``code``; ``named`` fills the sentence and never holds what stands in a cell."""
    what, mend = _sentences(code)
    return Problem(what.format(**named), f"{_('Nothing was changed.')} {mend.format(**named)}", code=f"imports.{code}")


def _sentences(code: str) -> tuple[str, str]:
    parts = (_about_the_file, _about_the_archive, _about_the_cells, _about_the_reading, _about_the_columns)
    return {name: said for part in parts for name, said in part().items()}[code]


def _about_the_file() -> dict[str, tuple[str, str]]:
    return {
        "not_there": (
            _("The file could not be opened."),
            _("Check that it is still there and not locked, then choose it again."),
        ),
        "not_a_file": (_("That is not a file."), _("Choose a .csv or .xlsx file.")),
        "wrong_kind": (
            _("Files that end in {ending} cannot be read."),
            _("Save it as .xlsx or .csv and choose that one."),
        ),
        "too_big": (
            _("The file is larger than {most} MB."),
            _("Save only the sheet with the people on it, or split it into smaller files."),
        ),
        "empty": (_("The file is empty."), _("Open it to see if it is the right one, then choose again.")),
        "only_titles": (
            _("The file has titles but no rows under them."),
            _("Open it to see if it is the right one, then choose again."),
        ),
        "not_text": (_("The file does not hold plain text."), _("Save it as .xlsx or .csv and choose that one.")),
        "unknown_letters": (
            _("The file's letters could not be read as {encoding}."),
            _("Choose another way to read the letters, or save the file as “CSV UTF-8”."),
        ),
        "open_quote": (
            _("A quotation mark in row {row} opens and never closes, so the rows after it run together."),
            _("Add the missing quotation mark, or save the file as .xlsx."),
        ),
        "odd_text": (
            _("Row {row} could not be read."),
            _("Open the file, look at that row, save it again and try once more."),
        ),
    }


def _about_the_archive() -> dict[str, tuple[str, str]]:
    again = _("Open it in your spreadsheet program, save it again as .xlsx and choose that one.")
    stranger = _("If you trust who sent it, open it in your spreadsheet program and save it as a new .xlsx.")
    return {
        "locked_or_old": (
            _("The file is locked with a password, or it comes from an older Excel."),
            _("Open it, take the password off or save it as .xlsx, and choose that one."),
        ),
        "not_a_workbook": (_("The file is not an Excel workbook, whatever its name says."), again),
        "damaged": (_("The workbook is damaged and cannot be read."), again),
        "damaged_sheet": (_("The workbook is damaged after row {row} of sheet {sheet} ({reason})."), again),
        "encrypted": (
            _("Parts of the workbook are encrypted."),
            _("Take the password off, save it, and choose it again."),
        ),
        "unsafe_name": (_("The workbook holds a part with a name that could write outside its place."), stranger),
        "twice": (_("The workbook holds two parts with one name."), again),
        "packed_oddly": (_("The workbook is packed in a way that Excel does not use."), again),
        "too_many_parts": (_("The workbook has more than {most} parts."), stranger),
        "inflates": (_("The workbook unpacks to far more than its size on disk."), stranger),
        "entities": (
            _("The workbook holds instructions that a workbook has no need of (DOCTYPE or ENTITY)."),
            stranger,
        ),
        "odd_xml": (_("A part of the workbook is written in letters that Excel does not use."), again),
        "unguarded": (
            _("Workbooks cannot be read safely on this computer: a part of the program is missing (defusedxml)."),
            _("Save the file as .csv, or install RCC Desktop again."),
        ),
        "no_sheet": (_("The workbook has no sheet number {sheet}."), _("Choose one of its sheets.")),
    }


def _about_the_cells() -> dict[str, tuple[str, str]]:
    smaller = _("Save only the rows and columns you need as a new file and choose that one.")
    return {
        "too_many_rows": (_("The file has more than {most} rows."), smaller),
        "too_many_columns": (_("Row {row} has more than {most} columns."), smaller),
        "cell_too_long": (
            _("A cell in row {row}, column {column}, holds more than {most} characters."),
            _("Shorten that cell, or leave that column out, and choose the file again."),
        ),
        "too_much_text": (_("The file holds more text than can be read at once."), smaller),
    }


def _about_the_reading() -> dict[str, tuple[str, str]]:
    smaller = _("Save only the rows and columns you need as a new .xlsx, or as .csv, and choose that one.")
    return {
        "too_slow": (_("Reading the file took too long and was stopped."), smaller),
        "too_heavy": (_("Reading the file would take more memory than it may have, so it was stopped."), smaller),
        "crashed": (_("Reading the file broke off, so it was stopped."), smaller),
        "stopped": (_("Reading the file was stopped."), _("Choose it again whenever you like.")),
    }


def _about_the_columns() -> dict[str, tuple[str, str]]:
    return {
        "odd_mapping": (
            _("A column was chosen that the file or the list does not have."),
            _("Choose the columns again."),
        ),
        "field_twice": (_("“{field}” can come from one column only."), _("Choose the one column that holds it.")),
        "field_missing": (
            _("No column was chosen for: {fields}."),
            _("Choose a column for it, or add one to the file."),
        ),
        "not_written": (
            _("The file could not be written."),
            _("Check that there is room and that the folder may be written to, or choose another folder."),
        ),
    }
