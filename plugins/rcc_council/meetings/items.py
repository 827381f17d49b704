"""Lines of an agenda: their order, and the ones that are added in it. Verbs go through here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rcc_council.meetings.records import AgendaItem
from rcc_desktop.api import needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Iterable


@needs("council.see")
def lines_under(meeting: int, inside: int | None) -> list[int]:
    """The ids of the lines under one (None: at the top), in order."""
    query = AgendaItem.select(AgendaItem.id).where(AgendaItem.meeting == meeting)
    here = query.where(AgendaItem.inside.is_null() if inside is None else AgendaItem.inside == inside)
    return [row for (row,) in fetch(here.order_by(AgendaItem.place, AgendaItem.id))]


@needs("council.record")
def add_line(meeting: int, at: int | None = None, *, inside: int | None = None, **values: Any) -> int:
    """A new line at a place (counted from 0; None: last) among those under ``inside``; its id."""
    lines = lines_under(meeting, inside)
    item = AgendaItem.add(meeting=meeting, inside=inside, place=len(lines), **values)
    lines.insert(len(lines) if at is None else max(0, min(at, len(lines))), item)
    put_in_order(lines)
    return item


@needs("council.record")
def put_in_order(lines: Iterable[int]) -> None:
    """Number places by the order given."""
    for place, item in enumerate(lines):
        AgendaItem.change(item, place=place)


@needs("council.see")
def place_before_closing(meeting: int) -> int:
    """Where something new goes: last, but before the closing."""
    query = AgendaItem.select(AgendaItem.kind).where(AgendaItem.meeting == meeting, AgendaItem.inside.is_null())
    kinds = [kind for (kind,) in fetch(query.order_by(AgendaItem.place, AgendaItem.id))]
    while kinds and kinds[-1] == "closing":
        kinds.pop()
    return len(kinds)


@needs("council.see")
def place_after_open(meeting: int) -> int:
    """The place at the top after the item that is open, or within which one is; before the closing where none is."""
    query = AgendaItem.select(AgendaItem.id, AgendaItem.inside, AgendaItem.state).where(AgendaItem.meeting == meeting)
    rows = {item: (inside, state) for item, inside, state in fetch(query)}
    top = lines_under(meeting, None)
    at = next((item for item, (_inside, state) in rows.items() if state == "open"), None)
    while at is not None and rows[at][0] is not None:
        at = rows[at][0]
    return place_before_closing(meeting) if at is None else top.index(at) + 1
