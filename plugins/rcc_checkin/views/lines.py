"""People and visits as rows of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_checkin.rules import minutes
from rcc_checkin.settings import title_of
from rcc_checkin.wording import shown_name, since_day_words, span_words, time_words
from rcc_desktop.api import words
from rcc_desktop.api.ui import Badge, PersonLine, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from rcc_checkin.door import Looked
    from rcc_checkin.visits import VisitRow
    from rcc_desktop.api import Choice

_, ngettext = words("rcc_checkin")


def line_of(looked: Looked, today: date) -> PersonLine:
    """Somebody who was looked for."""
    person, seen = looked.person, looked.seen
    goes_by = _("goes by {name}").format(name=person.goes_by) if person.goes_by else ""
    born = _("born {year}").format(year=person.born_in) if person.born else ""
    badges = [Badge(language, "info") for language in person.languages]
    if seen is not None and seen.here_since is not None:
        badges.append(Badge(_("Here since {time}").format(time=time_words(seen.here_since)), "ok"))
    is_here = seen is not None and seen.here_since is not None
    return PersonLine(
        person.id,
        person.name,
        side=" · ".join(part for part in (person.matched or goes_by, person.pronouns, born) if part),
        below=_history(looked, today),
        badges=tuple(badges),
        alert=person.alert or None,
        hint="" if is_here else _("Enter to check in"),
    )


def line_here(row: VisitRow, now: datetime, reasons: tuple[Choice, ...]) -> PersonLine:
    """Somebody who is here now; the row's id is the visit's."""
    stayed = minutes(now - row.arrived_at - row.away)
    since = _("{time} · {stay}").format(time=time_words(row.arrived_at), stay=span_words(max(stayed, 0)))
    return PersonLine(
        row.id,
        shown_name(row) if row.heads == 1 else _("{name} × {heads}").format(name=shown_name(row), heads=row.heads),
        below=since,
        badges=_reason_badges(row.reasons, reasons),
        action=_("Check out"),
        color=row.person if row.person is not None else 0,
    )


def _history(looked: Looked, today: date) -> str:
    seen = looked.seen
    if looked.colleague:
        return _("Works here") if seen is None else _("Works here · came in today")
    if seen is None:
        added = looked.person.added_on
        return (
            _("First visit")
            if added is None
            else _("First visit · added {day}").format(day=since_day_words(added, today))
        )
    visits = ngettext("{count} visit", "{count} visits", seen.visits).format(count=seen.visits)
    return _("Last here {day} · {visits}").format(day=since_day_words(seen.last_day, today), visits=visits)


def _reason_badges(keys: Sequence[str], reasons: tuple[Choice, ...]) -> tuple[Badge, ...]:
    if not keys:
        return ()
    first = title_of(reasons, keys[0])
    more = len(keys) - 1
    known = [choice.key for choice in reasons]
    place = known.index(keys[0]) if keys[0] in known else 0
    text = _("{reason} +{more}").format(reason=first, more=more) if more else first
    return (Badge(text, _TONES[place % len(_TONES)]),)


_TONES: tuple[Tone, ...] = ("neutral", "ok", "info", "info", "warn", "neutral")
