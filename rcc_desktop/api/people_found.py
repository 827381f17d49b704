"""What a search for people brings back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class PersonFound:
    """One person as the desk may see them; ``matched`` says what fit when it was not the name shown (an alias)."""

    id: int
    name: str
    goes_by: str = ""
    pronouns: str = ""
    born: str = ""
    last_seen: date | None = None
    added_on: date | None = None
    alert: str = ""
    languages: tuple[str, ...] = ()
    matched: str = ""

    @property
    def born_in(self) -> str:
        """The year they were born in, which is all a busy desk needs to tell two people apart; "" if not known."""
        return self.born[:4]
