"""The lines every agenda of a series begins with, as text to type: ``Welcome and check-in, 5`` for five minutes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from rcc_council.meetings.rows import TemplateLine
from rcc_council.meetings.wording import ITEM_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINE = re.compile(r"(?P<title>.*?)(?:,\s*(?P<minutes>\d{1,3}))?\s*")


def text_of(lines: Sequence[TemplateLine]) -> str:
    """One line each; the minutes stand last where there are some."""
    return "\n".join(f"{each.title}, {each.minutes}" if each.minutes else each.title for each in lines)


def lines_of(text: str, before: Sequence[TemplateLine]) -> tuple[TemplateLine, ...]:
    """The lines that were typed; empty ones do not count.

    A line keeps the kind it had ``before`` under its title, or at its place where there are as many lines as before.
    One that is called like a kind is of it; everything else is a topic.
    """
    typed = [each.strip() for each in text.splitlines() if each.strip()]
    kinds = {said.casefold(): code for code, said in ITEM_KINDS.items()}
    kinds |= {each.title.casefold(): each.kind for each in before}
    made = []
    for at, each in enumerate(typed):
        found = _LINE.fullmatch(each)
        title, minutes = (found["title"], int(found["minutes"] or 0)) if found else (each, 0)
        at_its_place = before[at].kind if len(typed) == len(before) else "topic"
        made.append(TemplateLine(kinds.get(title.casefold(), at_its_place), title, minutes))
    return tuple(made)
