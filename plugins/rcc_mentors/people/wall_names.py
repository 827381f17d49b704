"""What mentors are called on a wall that anybody may read: a first name, and what tells them apart of the last."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rcc_desktop.api import needs, words
from rcc_desktop.api.known_people import known_people
from rcc_desktop.api.records import Person, fetch

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_, ngettext = words("rcc_mentors")

MOST_LETTERS = 3


@needs("mentors.schedule_see")
def wall_names(people: Iterable[int]) -> dict[int, str]:
    """A name for each of these people, by their number; the words for no name where they are not to be known."""
    asked = sorted(set(people))
    columns = (Person.id, Person.goes_by, Person.first_name, Person.last_name, Person.shown_name)
    rows = fetch(Person.select(*columns).where(Person.id.in_(asked), Person.id.in_(known_people())))
    known = {
        row: (goes_by or first, last) if goes_by or first else (shown, "") for row, goes_by, first, last, shown in rows
    }
    return {**dict.fromkeys(asked, _("A mentor")), **_told_apart(known)}


def _told_apart(known: Mapping[int, tuple[str, str]]) -> dict[int, str]:
    """First names with the first letter of the last; with more letters for those who would be called the same."""
    named = {row: _shortened(*name, 1) for row, name in known.items()}
    for letters in range(2, MOST_LETTERS + 1):
        met = Counter(named.values())
        named = {row: _shortened(*known[row], letters) if met[name] > 1 else name for row, name in named.items()}
    return named


def _shortened(first: str, last: str, letters: int) -> str:
    if not last:
        return first
    return f"{first} {last}" if len(last) <= letters else f"{first} {last[:letters]}."
