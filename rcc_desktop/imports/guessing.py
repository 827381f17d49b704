"""Which column holds what, judged by its title and then by what stands in it; and which columns to leave alone."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from rcc_desktop.api.words import words
from rcc_desktop.imports.cells import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from rcc_desktop.api.imports import ImportField

_, ngettext = words("rcc_desktop")

WHAT_TO_MEND = "What to mend"
"""The title of the column that we add to files of problem rows, in English; `mend_title()` gives today's words."""

_ALIKE = 88
_MOSTLY = 0.8
_SHORTEST_TYPO = 4
_WORDS_OF_THEIR_OWN = frozenset({"county", "country", "state", "status", "city", "race", "place", "name", "gender"})
"""One letter apart from another title, yet never a misspelling of it."""
_SOMEBODY_ELSES = frozenset({"fax", "emergency", "created", "updated", "modified", "deleted", "parent", "id"})
_SSN_TITLE = re.compile(r"\bssn\b|\bssan\b|\bsoc(ial)? ?sec(urity)?\b|\bsocial insurance\b|\bseguro social\b|\bnss\b")
_SSN = re.compile(r"(?!000|666)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}")
_SSN_BARE = re.compile(r"(?!000|666|9)\d{3}(?!00)\d{2}(?!0000)\d{4}")
_SILENT = re.compile(r"column \d+|columna \d+|field ?\d*|unnamed \d+|[a-z]|\d*")

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")
_ZIP = re.compile(r"\d{5}([- ]?\d{4})?")
_PHONE = re.compile(r"(?=(?:\D*\d){10,11}\D*(?:x\D*\d+)?$)[+(\d][-+()\d. x/]{9,24}")
_DATE = re.compile(r"\d{4}[-/]\d{1,2}[-/]\d{1,2}|\d{1,2}[-/]\d{1,2}[-/](\d{4}|\d{2})|(19|20)\d{2}[01]\d[0-3]\d")


def mend_title() -> str:
    """The title of the column of what to mend, in the language in use."""
    return _("What to mend")


@dataclass(slots=True)
class _Table:
    """The columns and fields that are still free, and what has been matched."""

    titles: list[str]
    samples: list[list[str]]
    fields: Sequence[ImportField]
    left_out: dict[int, str]
    found: dict[int, str] = field(default_factory=dict)

    def free_columns(self) -> list[int]:
        return [at for at in range(len(self.titles)) if at not in self.found and at not in self.left_out]

    def free_fields(self) -> list[ImportField]:
        taken = set(self.found.values())
        return [wanted for wanted in self.fields if wanted.key not in taken]


def suggest(
    headers: Sequence[str], sample_rows: Sequence[Sequence[str]], fields: Sequence[ImportField]
) -> dict[int, str]:
    """Column -> key of a field, for a person to confirm. A column nothing speaks for is not in it."""
    table = _Table(
        titles=[_words_of(header) for header in headers],
        samples=[[row[at] for row in sample_rows if at < len(row) and row[at]] for at in range(len(headers))],
        fields=fields,
        left_out=left_alone(headers, sample_rows),
    )
    _by_name(table)
    _by_likeness(table)
    _by_values(table)
    return dict(sorted(table.found.items()))


def left_alone(headers: Sequence[str], sample_rows: Sequence[Sequence[str]]) -> dict[int, str]:
    """Columns that are never suggested, each with the reason in words."""
    reasons: dict[int, str] = {}
    for at, header in enumerate(headers):
        title = _words_of(header)
        said = [row[at] for row in sample_rows if at < len(row) and row[at]]
        bare = _SSN_BARE if _SILENT.fullmatch(title) else None
        if _SSN_TITLE.search(title) or _mostly(said, _SSN) or (bare and _mostly(said, bare)):
            reasons[at] = _("This looks like social security numbers. RCC Desktop does not keep them.")
        elif title in {plain(WHAT_TO_MEND), plain(mend_title())}:
            reasons[at] = _("This column says what was to be mended. It is not taken in.")
    return reasons


def _words_of(header: str) -> str:
    return plain(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", header))


def _names_of(wanted: ImportField) -> list[str]:
    return [name for name in map(_words_of, (wanted.key, wanted.title, *wanted.also_called)) if name]


def _by_name(table: _Table) -> None:
    """A field's own key and title go before what another field is also called."""
    named: dict[str, list[ImportField]] = {}
    for own in (True, False):
        for wanted in table.fields:
            for name in (wanted.key, wanted.title) if own else wanted.also_called:
                named.setdefault(_words_of(name).replace(" ", ""), []).append(wanted)
    for at in table.free_columns():
        for wanted in named.get(table.titles[at].replace(" ", ""), ()):
            if (wanted.several and wanted.kind == "text") or wanted in table.free_fields():
                table.found[at] = wanted.key
                break


def _by_likeness(table: _Table) -> None:
    """Misspelled and rearranged titles; the likest pair first, so that none takes another's place."""
    from rapidfuzz import fuzz

    pairs: list[tuple[float, int, str]] = []
    for at in table.free_columns():
        title = table.titles[at]
        if len(title) < _SHORTEST_TYPO or title in _WORDS_OF_THEIR_OWN:
            continue
        for wanted in table.free_fields():
            likeness = max(fuzz.token_sort_ratio(title, name) for name in _names_of(wanted))
            if likeness >= _ALIKE:
                pairs.append((-likeness, at, wanted.key))
    for _likeness, at, key in sorted(pairs):
        if at not in table.found and key not in table.found.values():
            table.found[at] = key


def _by_values(table: _Table) -> None:
    """Only where the title says nothing, or speaks of the same thing in other words."""
    for at in table.free_columns():
        for wanted in table.free_fields():
            looks_right = _LOOKS.get("email" if _is_email(wanted) else wanted.kind)
            if looks_right and looks_right(table.samples[at]) and _may_be(table.titles[at], wanted):
                table.found[at] = wanted.key
                break


def _is_email(wanted: ImportField) -> bool:
    return wanted.kind == "text" and any(name.replace(" ", "").startswith("email") for name in _names_of(wanted))


def _may_be(title: str, wanted: ImportField) -> bool:
    if _SILENT.fullmatch(title):
        return True
    said = set(title.split())
    spoken = {word for name in _names_of(wanted) for word in name.split() if len(word) > 3 and word != "date"}
    return bool(said & spoken) and not said & _SOMEBODY_ELSES


def _mostly(said: Sequence[str], shape: re.Pattern[str]) -> bool:
    return bool(said) and sum(bool(shape.fullmatch(value)) for value in said) >= _MOSTLY * len(said)


_LOOKS: dict[str, Callable[[Sequence[str]], bool]] = {
    "email": lambda said: _mostly(said, _EMAIL),
    "phone": lambda said: _mostly(said, _PHONE),
    "zip": lambda said: _mostly(said, _ZIP),
    "date": lambda said: _mostly(said, _DATE),
    "date or year": lambda said: _mostly(said, _DATE),
}
