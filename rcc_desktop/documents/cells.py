"""How one cell reads on paper, the same in every writer: dates, hours, percentages, totals; and what is not text."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from fractions import Fraction
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.api.written import write_time

if TYPE_CHECKING:
    from rcc_desktop.api.documents import Cell, Column, Kind, Letterhead, Number, Total

_, _ngettext = words("rcc_desktop")

_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA_START = re.compile("\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")


def plain(text: str) -> str:
    """``text`` without the characters no file may hold: controls other than tab and line break, halves of pairs."""
    return text if text.isascii() and text.isprintable() else _NOT_TEXT.sub("", text.replace("\r\n", "\n"))


def looks_like_formula(text: str) -> bool:
    """Whether a spreadsheet might take ``text`` for a formula: = + - @ (also full width), tab or line break first."""
    return not text[:1].isalnum() and _FORMULA_START.match(text) is not None


def shown(cell: Cell, kind: Kind, decimals: int = 0) -> str:
    """The words of a cell. A word in a column of numbers stays a word; rounding is half up on the exact value."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return plain(cell)
    if isinstance(cell, date | time):
        return _moment_words(cell, kind)
    if kind == "minutes":
        return hours_and_minutes(round_half_up(cell))
    if kind == "percent":
        return rounded_words(exact(cell) * 100, decimals or 1) + "%"
    return f"{cell:,}" if isinstance(cell, int) and not decimals else rounded_words(cell, decimals)


def shown_total(total: Cell, column: Column) -> str:
    """The words of a figure under a column, which say so where it is no sum."""
    if total is None or column.total is None:
        return ""
    kind, decimals = total_kind(column)
    return total_pattern(column.total).format(value=shown(total, kind, decimals))


def total_kind(column: Column) -> tuple[Kind, int]:
    """How the figure under a column is shown: a count is a plain number, an average has one decimal more."""
    if column.total == "count":
        return "number", 0
    more = 1 if column.total == "average" and column.kind == "number" else 0
    return column.kind, column.decimals + more


def total_pattern(total: Total) -> str:
    """What stands around the figure under a column: nothing for a sum, else the word that says what it is."""
    if total == "count":
        return _("{value} in all")
    return _("average {value}") if total == "average" else "{value}"


def date_words(day: date) -> str:
    """A day as read in the United States: Nov 3, 2026; in Spanish 3 nov 2026."""
    return _("{month} {day}, {year}").format(month=_months()[day.month - 1], day=day.day, year=day.year)


def made_words(letterhead: Letterhead) -> str:
    """When the paper was made, and by whom where that is to be said."""
    on, at = date_words(letterhead.made_on.date()), write_time(letterhead.made_on.time())
    if letterhead.made_by:
        return _("Made {date}, {time} by {name}").format(date=on, time=at, name=letterhead.made_by)
    return _("Made {date}, {time}").format(date=on, time=at)


def hours_and_minutes(minutes: int) -> str:
    """Minutes as 1:05, and as -0:30 below zero."""
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else ''}{hours:,}:{rest:02}"


def exact(number: Number) -> Fraction:
    """The value as it was written: a float counts as the shortest decimal that names it."""
    return Fraction(repr(number)) if isinstance(number, float) else Fraction(number)


def round_half_up(number: Number) -> int:
    """To a whole number; a half goes away from zero, as people and spreadsheets round."""
    value = exact(number)
    whole = (abs(value) * 2 + 1) // 2
    return int(whole if value >= 0 else -whole)


def rounded_words(number: Number, decimals: int) -> str:
    """A number with thousands set apart and ``decimals`` places."""
    scaled = round_half_up(exact(number) * 10**decimals)
    whole, rest = divmod(abs(scaled), 10**decimals)
    return f"{'-' if scaled < 0 else ''}{whole:,}" + (f".{rest:0{decimals}}" if decimals else "")


def stands_right(column: Column) -> bool:
    """Whether a column's cells end at its right edge, so that digits stand under digits."""
    return column.kind in {"number", "minutes", "percent"}


def total_label(columns: tuple[Column, ...]) -> tuple[int, str]:
    """Where the word Total stands, the first column without a figure; -1 where every column has one."""
    free = next((at for at, column in enumerate(columns) if not column.total), -1)
    return free, _("Total") if any(column.total == "sum" for column in columns) else ""


def _moment_words(cell: date | time, kind: Kind) -> str:
    if isinstance(cell, time):
        return write_time(cell)
    if isinstance(cell, datetime):
        return write_time(cell.time()) if kind == "time" else date_words(cell.date())
    return date_words(cell)


def _months() -> tuple[str, ...]:
    return (
        _("Jan"), _("Feb"), _("Mar"), _("Apr"), _("May"), _("Jun"),
        _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec"),
    )  # fmt: skip
