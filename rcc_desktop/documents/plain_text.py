"""A sheet as plain text: UTF-8, lines of at most 78 letters, headings underlined, tables as lines of their cells."""

from __future__ import annotations

import textwrap
import unicodedata
from functools import singledispatch
from typing import TYPE_CHECKING

from rcc_desktop.api.documents import (
    Blank,
    Chart,
    Figures,
    Heading,
    Paragraph,
    SignatureLines,
    Slips,
    Table,
)
from rcc_desktop.api.words import words
from rcc_desktop.documents.cells import made_words, plain, shown, shown_total

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rcc_desktop.api.documents import Definition, Letterhead, Part, Sheet

_, _ngettext = words("rcc_desktop")

WIDTH = 78


def text_bytes(sheet: Sheet, letterhead: Letterhead) -> bytes:
    """The whole file, with a line feed after each line."""
    lines = [letterhead.center, "", *_headed(sheet.title, "=")]
    lines += [line for line in (sheet.subtitle, sheet.period_words) if line]
    lines += _terms(sheet.about)
    for part in sheet.parts:
        lines += ["", *lines_of(part)]
    lines += _terms(sheet.definitions)
    lines += ["", made_words(letterhead)]
    return ("\n".join(plain(line).rstrip() for line in lines) + "\n").encode()


@singledispatch
def lines_of(part: Part) -> list[str]:
    """One part of a sheet, line by line."""
    raise TypeError(f"no part of a sheet: {type(part).__name__}")


@lines_of.register
def _heading(part: Heading) -> list[str]:
    return _headed(part.text, "-" if part.level == 1 else "")


@lines_of.register
def _paragraph(part: Paragraph) -> list[str]:
    return list(_wrapped(part.text))


@lines_of.register
def _figures(part: Figures) -> list[str]:
    return [f"{each.label}: {shown(each.value, each.kind, each.decimals)}" for each in part.figures]


@lines_of.register
def _table(part: Table) -> list[str]:
    rows = [
        [shown(cell, column.kind, column.decimals) for cell, column in zip(row, part.columns, strict=True)]
        for row in part.rows
    ]
    if part.has_totals:
        rows.append([shown_total(*each) for each in zip(part.totals(), part.columns, strict=True)])
    titled = [*_headed(part.title, "")] if part.title else []
    if not rows:
        return [*titled, *_wrapped(part.empty)]
    return [*titled, " | ".join(column.title for column in part.columns), *(" | ".join(row) for row in rows)]


@lines_of.register
def _chart(part: Chart) -> list[str]:
    return []


@lines_of.register
def _signatures(part: SignatureLines) -> list[str]:
    return [line for label in part.labels for line in ("", "", "_" * 40, label)]


@lines_of.register
def _blank(part: Blank) -> list[str]:
    head = " | ".join(column.title for column in part.columns)
    return [*([part.title] if part.title else []), head, *("_" * min(len(head), WIDTH) for _row in range(part.rows))]


@lines_of.register
def _slips(part: Slips) -> list[str]:
    slip = [part.slip.title, *_wrapped(part.slip.text), *(f"[ ] {choice}" for choice in part.slip.choices)]
    return [line for _copy in range(part.copies) for line in (*slip, "- " * (WIDTH // 2))]


def _headed(title: str, under: str) -> list[str]:
    lines = list(_wrapped(title))
    return [*lines, under * min(WIDTH, max(map(_columns, lines), default=0))] if under else lines


def _terms(terms: Iterable[Definition]) -> list[str]:
    lines = [line for each in terms for line in _wrapped(f"{each.term}: {each.meaning}")]
    return ["", *lines] if lines else []


def _wrapped(text: str) -> Iterator[str]:
    for paragraph in text.split("\n"):
        if len(paragraph) <= WIDTH:
            yield paragraph
        else:
            yield from textwrap.wrap(paragraph, WIDTH, break_long_words=False, break_on_hyphens=False)


def _columns(text: str) -> int:
    """How many places a line takes where every letter is as wide as the others."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else not unicodedata.combining(char) for char in text)
