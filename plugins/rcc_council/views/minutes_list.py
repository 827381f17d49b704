"""The list of minutes: those that are owed first, then all others, the newest first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.minutes.written_part import short_day
from rcc_desktop.api import words
from rcc_desktop.api.ui import Column

if TYPE_CHECKING:
    from rcc_council.minutes.rows import MinutesRow
    from rcc_desktop.api.ui import Tone

_, ngettext = words("rcc_council")


def list_columns() -> tuple[Column[MinutesRow], ...]:
    """Body, day, kind, how far they are, and when they are due."""
    return (
        Column(_("Day"), lambda row: short_day(row.day), width=18, sort=lambda row: row.day),
        Column(_("Council"), lambda row: row.body_name),
        Column(_("Meeting"), lambda row: row.kind_words, width=18),
        Column(_("Minutes"), lambda row: row.state_words, width=14, tone=_state_tone),
        Column(_("Due"), _due_words, width=24, tone=_due_tone, sort=_due_order),
    )


def owed_words(rows: list[MinutesRow]) -> str:
    """How many are owed, and how many of them are late."""
    owed = [row for row in rows if row.due]
    late = sum(row.is_late for row in owed)
    if not owed:
        return _("No minutes are owed.")
    told = ngettext("{count} is owed", "{count} are owed", len(owed)).format(count=len(owed))
    return f"{told} · " + ngettext("{count} late", "{count} late", late).format(count=late) if late else told


def _due_words(row: MinutesRow) -> str:
    if row.due is None:
        return ""
    told = _("Late since {day}") if row.is_late else _("Due {day}")
    return told.format(day=short_day(row.due))


def _due_order(row: MinutesRow) -> tuple[bool, int]:
    return row.due is None, row.due.toordinal() if row.due else 0


def _due_tone(row: MinutesRow) -> Tone | None:
    if row.due is None:
        return None
    return "danger" if row.is_late else "warn"


def _state_tone(row: MinutesRow) -> Tone | None:
    tones: dict[str, Tone] = {"draft": "neutral", "circulated": "info", "corrected": "info", "adopted": "ok"}
    return tones.get(row.state)
