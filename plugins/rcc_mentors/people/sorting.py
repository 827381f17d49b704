"""Which mentors the list shows: by stage, by what is owed, by what was typed. Pure."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from rcc_mentors.people.rules import PIPELINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_mentors.people.listing import MentorRow

SHOWN = {
    "active": frozenset({"active"}),
    "way_in": frozenset(PIPELINE),
    "on_leave": frozenset({"on_leave"}),
    "left": frozenset({"left"}),
}
"""The stages that each choice of the list shows."""
ATTENTION = "attention"


def folded(text: str) -> str:
    """Without accents and capitals, so that ``nunez`` finds Nuñez."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter)).casefold()


def shown(rows: Sequence[MentorRow], choice: str | None, typed: str) -> list[MentorRow]:
    """The rows to show. Without a choice, everybody who has not left; whoever is looked for by name is found anyhow."""
    parts = folded(typed).split()
    if choice == ATTENTION:
        rows = [row for row in rows if row.needs_attention]
    elif choice is not None:
        rows = [row for row in rows if row.stage in SHOWN[choice]]
    elif not parts:
        rows = [row for row in rows if row.stage != "left"]
    return [row for row in rows if all(part in folded(row.name) for part in parts)] if parts else list(rows)


def counts(rows: Sequence[MentorRow]) -> dict[str, int]:
    """How many each choice would show."""
    found = {choice: sum(row.stage in stages for row in rows) for choice, stages in SHOWN.items()}
    return {**found, ATTENTION: sum(row.needs_attention for row in rows)}
