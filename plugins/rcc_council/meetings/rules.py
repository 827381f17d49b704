"""Agendas in plain values: their numbers and time, clean names for papers, and whose interests an item touches."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

MOST_BYTES = 10 * 1024 * 1024
"""The largest paper that goes with an item."""
MOST_LETTERS = 120
"""The longest name of a paper, its ending included."""
_UNSAFE = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_PHRASES = re.compile(r"[,;\n]+")
_WORD = re.compile(r"\w+")


def numbers_of(lines: Iterable[tuple[int, int | None]]) -> Mapping[int, str]:
    """The printed number (2, 2.1) of each line, given as (id, id of the line it belongs under) in order of place.

    A line under one that is not there stands at the top.
    """
    given = list(lines)
    known = {line for line, _inside in given}
    under: dict[int | None, list[int]] = defaultdict(list)
    for line, inside in given:
        under[inside if inside in known else None].append(line)
    numbers: dict[int, str] = {}
    waiting = [(f"{at}", line) for at, line in enumerate(under[None], 1)]
    while waiting:
        number, line = waiting.pop()
        numbers[line] = number
        waiting += [(f"{number}.{at}", each) for at, each in enumerate(under[line], 1)]
    return numbers


def notice_day(day: date, days: int) -> date:
    """The last day to tell the members of a meeting, when the bylaws ask for so many days of notice."""
    return day - timedelta(days=days)


def time_box(own: int, inside: Sequence[int]) -> int:
    """The minutes of an item: its own, or those of what it is made of where they are more."""
    return max(own, sum(inside))


def clean_name(name: str) -> str:
    """A file's name without folders, without what some computers refuse, and not too long; its ending stays."""
    last = re.split(r"[/\\]", name)[-1]
    plain = " ".join(_UNSAFE.sub(" ", unicodedata.normalize("NFC", last)).split()).strip(". ")
    plain = "".join(each for each in plain if unicodedata.category(each)[0] != "C")
    stem, dot, ending = plain.rpartition(".")
    if len(plain) <= MOST_LETTERS or not dot or len(ending) > 8:
        return plain[:MOST_LETTERS].rstrip()
    return f"{stem[: MOST_LETTERS - len(ending) - 1].rstrip()}.{ending}"


def phrases_of(words: str) -> tuple[str, ...]:
    """The phrases of a declared interest: one a line, or with commas between."""
    return tuple(each.strip() for each in _PHRASES.split(words) if each.strip())


def touches(words: str, text: str) -> str:
    """The first phrase of a declared interest that occurs in a text as whole words; empty where none does.

    Case and accents make no difference.
    """
    there = f" {_plain(text)} "
    return next((each for each in phrases_of(words) if _plain(each) and f" {_plain(each)} " in there), "")


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(_WORD.findall("".join(each for each in letters if not unicodedata.combining(each))))
