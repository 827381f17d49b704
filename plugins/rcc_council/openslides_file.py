"""A meeting as OpenSlides exports it: JSON in which every collection has rows by number. Hostile until it is read."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from rcc_council.plain_text import plain_text, printable
from rcc_desktop.api import Problem, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo

_, ngettext = words("rcc_council")

MOST_BYTES = 20_000_000
MOST_ROWS = 20_000
MOST_VOTES = 1_000_000
MAJORITY, UNDOCUMENTED = -1, -2
"""What stands for a count that nobody made: most of them, and not written down."""
_REFERENCE = re.compile(r"([a-z_]{1,64})/([0-9]{1,9})", re.ASCII)

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Slides:
    """An export. ``digest`` tells it from every other; ``tables`` are rows by number, by collection."""

    digest: str
    tables: Mapping[str, Mapping[int, Row]]

    def rows(self, table: str, meeting: int) -> list[Row]:
        """The rows of one meeting, by number."""
        found = self.tables.get(table, {})
        return [found[row] for row in sorted(found) if number_of(found[row], "meeting_id") == meeting]

    def row(self, table: str, row: int) -> Row:
        """One row. Raises ``Problem`` where the file points at a row that it does not hold."""
        found = self.tables.get(table, {}).get(row)
        if found is None:
            raise unreadable(f"{table}/{row}")
        return found


def read_slides(text: str) -> Slides:
    """Read an export. Raises ``Problem`` for anything that is none, for one too large, and for one nested too deep."""
    if len(text) > MOST_BYTES:
        raise unreadable("")
    try:
        found = json.loads(text, parse_constant=_refuse)
    except (ValueError, RecursionError) as cause:
        raise unreadable("") from cause
    tables = _tables(found)
    if not tables.get("meeting"):
        raise unreadable("meeting")
    whole = json.dumps(found, sort_keys=True, ensure_ascii=True).encode()
    return Slides(sha256(whole).hexdigest(), tables)


def unreadable(where: str) -> Problem:
    """What is said of a file that is not whole; ``where`` is the collection or row that is not as it should be."""
    told = _("This is not a whole OpenSlides export.")
    if where:
        told = _("This is not a whole OpenSlides export: {where} cannot be read.").format(where=printable(where)[:60])
    return Problem(
        told, _("Nothing was brought in. Export the meeting again, as JSON."), field="file", code="council.openslides"
    )


def text_of(row: Row, name: str, most: int = 10_000) -> str:
    """A short text of a row, in one line."""
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > most:
        raise unreadable(name)
    return printable(" ".join(value.split()))


def html_of(row: Row, name: str) -> str:
    """A long text of a row, without its markup."""
    value = row.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise unreadable(name)
    try:
        return plain_text(value)
    except ValueError as cause:
        raise unreadable(name) from cause


def number_of(row: Row, name: str) -> int | None:
    """The number of another row that a row names, or None."""
    value = row.get(name)
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**9:
        raise unreadable(name)
    return value


def numbers_of(row: Row, name: str) -> list[int]:
    """The numbers of other rows that a row names."""
    value = row.get(name) or []
    if not isinstance(value, list):
        raise unreadable(name)
    return [number for each in value if (number := number_of({name: each}, name)) is not None]


def reference_of(row: Row, name: str) -> tuple[str, int]:
    """The collection and the number of the row that a row is about."""
    value = row.get(name)
    found = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise unreadable(name)
    return found[1], int(found[2])


def count_of(row: Row, name: str) -> int:
    """Votes, written like ``2.000000``; ``MAJORITY`` and ``UNDOCUMENTED`` are below zero, and nothing is 0.

    Raises ``Problem`` for parts of a vote, which cannot be kept here.
    """
    value = row.get(name)
    if value is None:
        return 0
    try:
        number = Decimal(value) if isinstance(value, str) and len(value) < 32 else Decimal(int(value))
        is_fit = UNDOCUMENTED <= number <= MOST_VOTES  # looked at first: 1e99999999 has too many digits to make an int
    except (InvalidOperation, ValueError, TypeError, OverflowError) as cause:
        raise unreadable(name) from cause
    if not is_fit or int(number) != number:
        raise unreadable(name)
    return int(number)


def moment_of(row: Row, name: str, zone: tzinfo | None) -> datetime | None:
    """A moment, written like ``2011-11-11T11:11:11+01:00`` or in seconds since 1970; None where there is none."""
    value = row.get(name)
    if value is None:
        return None
    try:
        if isinstance(value, str):
            moment = datetime.fromisoformat(value)
            moment = moment.replace(tzinfo=zone) if moment.tzinfo is None else moment
        else:
            moment = datetime.fromtimestamp(int(value), UTC)
        local = moment.astimezone(zone)
    except (ValueError, TypeError, OverflowError, OSError) as cause:
        raise unreadable(name) from cause
    if not 1970 < local.year < 2200:
        raise unreadable(name)
    return local


def _tables(found: Any) -> Mapping[str, Mapping[int, Row]]:
    if not isinstance(found, dict):
        raise unreadable("")
    tables: dict[str, dict[int, Row]] = {}
    rows = 0
    for name, table in found.items():
        if not isinstance(table, dict):
            continue
        tables[name] = {}
        rows += len(table)
        if rows > MOST_ROWS:
            raise unreadable(name)
        for key, row in table.items():
            if not key.isascii() or not key.isdecimal() or len(key) > 9 or not isinstance(row, dict):
                raise unreadable(name)
            tables[name][int(key)] = {**row, "id": int(key)}
    return tables


def _refuse(constant: str) -> None:
    raise ValueError(constant)
