"""Files from outside, as fields to fill and one verb that takes the checked rows."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

FieldKind = Literal["text", "date", "date or year", "whole number", "choice", "choices", "yes_no", "phone", "zip"]
"""What a cell is turned into: text, phone, zip and choice become str (a choice its stored code), date a
`datetime.date`, date or year a `date` or (when the file knows no more) the year as an int, whole number an int,
choices a tuple of codes, yes_no a bool."""

VerdictKind = Literal["new", "change", "same", "look", "problem"]

Values = Mapping[str, object]
"""One row by field key. Only fields that are mapped and not blank are there, so a blank cell never overwrites."""


@dataclass(frozen=True, slots=True)
class ImportField:
    """One thing a row can say. `also_called` are words strangers put above such a column, in any language."""

    key: str
    title: str
    kind: FieldKind = "text"
    required: bool = False
    also_called: tuple[str, ...] = ()
    choices: Mapping[str, str] | None = None
    """Stored code -> the words people read; for choice and choices."""
    choices_also_called: Mapping[str, str] | None = None
    """Other words for a choice (abbreviations, the other language) -> stored code."""
    several: bool = False
    """Text only: several columns may be offered for it, joined with a space (house number and street)."""
    example: str = ""
    help: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row would do. "look" is taken in, but a person should look: it may be somebody already here."""

    kind: VerdictKind
    words: str = ""
    field: str | None = None
    """The key of the field it is about, when it is about one."""


@dataclass(frozen=True, slots=True)
class Import:
    """Something a center can bring in from a spreadsheet."""

    key: str
    title: str
    summary: str
    fields: tuple[ImportField, ...]
    judge: Callable[[Sequence[Values]], Sequence[Verdict]]
    """Looks at all rows at once and only reads; one verdict for each row, in their order. The same file a second
    time is its to notice: it answers "same"."""
    take: Callable[[Sequence[Values]], int]
    """Writes them all, in the transaction of whoever calls; returns how many rows changed anything."""
    needs: str
    """The permission a person must hold."""
