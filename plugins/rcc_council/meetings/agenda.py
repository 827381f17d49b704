"""The agenda before a meeting: its items, their order, their papers, and what comes on it by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peewee import DoesNotExist

from rcc_council.bodies.facts import facts_of
from rcc_council.bodies.standing import roster_on
from rcc_council.meetings.carrying import bring_on
from rcc_council.meetings.items import add_line, lines_under, place_before_closing, put_in_order
from rcc_council.meetings.lines import agenda_of
from rcc_council.meetings.records import AgendaItem, AgendaPaper, Meeting
from rcc_council.meetings.rows import Paper
from rcc_council.meetings.rules import MOST_BYTES, clean_name
from rcc_council.meetings.stored import SEALED, is_sealed, item_of, item_to_change, meeting_of, open_to_change
from rcc_council.meetings.wording import ITEM_KINDS
from rcc_council.motions.records import Motion
from rcc_desktop.api import Problem, needs, require, words
from rcc_desktop.api.fields import from_day
from rcc_desktop.api.known_people import require_known
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from datetime import datetime

    from rcc_council.meetings.rows import ItemRow, ItemWish
    from rcc_council.meetings.stored import Stored

_, ngettext = words("rcc_council")

MOST_MINUTES = 24 * 60


@needs("council.see")
def agenda(meeting: int, now: datetime) -> tuple[ItemRow, ...]:
    """The items of a meeting; sealed ones only for those who may see them."""
    stored = meeting_of(meeting)
    day = from_day(stored["on_day"])
    members = {each.person for each in roster_on(facts_of(stored["body_id"]), day).members}
    return agenda_of(meeting, members, day, now).lines


@needs("council.record")
def add_item(meeting: int, wish: ItemWish, *, inside: int | None = None, at: int | None = None) -> int:
    """Put something on the agenda, last but before the closing unless a place (from 0) is given; its id.

    Raises ``Problem`` (fields as in the wish).
    """
    open_to_change(meeting)
    if inside is not None and item_of(inside)["meeting_id"] != meeting:
        raise ValueError("an item belongs under one of its own meeting")
    place = place_before_closing(meeting) if at is None and inside is None else at
    return add_line(meeting, place, inside=inside, **_checked(wish))


@needs("council.record")
def change_item(item: int, wish: ItemWish, *, expected: int) -> None:
    """Change what an item says. Raises ``Problem`` (fields as in the wish; code ``changed_elsewhere``)."""
    item_to_change(item)
    AgendaItem.change(item, expected=expected, **_checked(wish))


@needs("council.record")
def move_item(item: int, at: int) -> None:
    """Move an item to a place (from 0) among those it stands with."""
    stored = item_to_change(item)
    lines = lines_under(stored["meeting_id"], stored["inside_id"])
    lines.remove(item)
    lines.insert(max(0, min(at, len(lines))), item)
    put_in_order(lines)


@needs("council.record")
def indent_item(item: int) -> bool:
    """Let an item belong under the one before it; whether there is one."""
    stored = item_to_change(item)
    meeting, inside = stored["meeting_id"], stored["inside_id"]
    lines = lines_under(meeting, inside)
    at = lines.index(item)
    if at == 0:
        return False
    above = lines[at - 1]
    under = lines_under(meeting, above)
    if is_sealed(AgendaItem.stored_row(above)):
        require(SEALED)
    AgendaItem.change(item, inside=above)
    put_in_order([each for each in lines if each != item])
    put_in_order([*under, item])
    return True


@needs("council.record")
def outdent_item(item: int) -> bool:
    """Let an item stand beside the one it belongs under, after it; whether it belonged under one."""
    stored = item_to_change(item)
    meeting, inside = stored["meeting_id"], stored["inside_id"]
    if inside is None:
        return False
    above = item_of(inside)
    beside = lines_under(meeting, above["inside_id"])
    was_sealed = is_sealed(stored)
    AgendaItem.change(item, inside=above["inside_id"], is_sealed=was_sealed)
    beside.insert(beside.index(inside) + 1, item)
    put_in_order(beside)
    put_in_order(lines_under(meeting, inside))
    return True


@needs("council.record")
def remove_item(item: int) -> None:
    """Take an item and what belongs under it off the agenda; what came by itself does not come again.

    Raises ``Problem`` where something was moved on it.
    """
    stored = item_to_change(item)
    meeting = open_to_change(stored["meeting_id"])
    family = _family(stored["meeting_id"], item)
    if fetch(Motion.select(Motion.id).where(Motion.item.in_(family)).limit(1)):
        raise Problem(
            _("Something was moved on this item, so it stays."),
            _("Change its title if it is wrong."),
            code="council.item_has_motions",
        )
    rows = [AgendaItem.stored_row(each) for each in family]
    came = [str(each["about"]) for each in rows if each["about"]]
    for each in reversed(family):
        for (paper,) in fetch(AgendaPaper.select(AgendaPaper.id).where(AgendaPaper.item == each)):
            AgendaPaper.remove(paper)
        AgendaItem.remove(each)
    if came:
        left_out = dict.fromkeys([*meeting["left_out"].split(), *came])
        Meeting.change(stored["meeting_id"], left_out=" ".join(left_out))
    put_in_order(lines_under(stored["meeting_id"], stored["inside_id"]))


@needs("council.record")
def put_on_consent(item: int, is_consent: bool) -> None:
    """Put an item on the consent agenda, which is adopted as a whole without debate; or take it off."""
    item_to_change(item)
    AgendaItem.change(item, is_consent=is_consent)


@needs("council.sealed")
def seal_item(item: int, is_sealed: bool) -> None:
    """Let only those see an item who may see executive session; or let everybody."""
    item_to_change(item)
    AgendaItem.change(item, is_sealed=is_sealed)


@needs("council.record")
def carry_over(meeting: int, now: datetime) -> int:
    """Put on a planned agenda what waits: open actions, unanswered recommendations, what the last meeting left
    unfinished, and minutes to approve. How many lines came or went; a second time changes nothing."""
    open_to_change(meeting)
    return bring_on(meeting)


@needs("council.record")
def attach_paper(item: int, name: str, content: bytes) -> int:
    """Keep a file with an item, inside the encrypted center; its id. Raises ``Problem`` (field ``paper``)."""
    item_to_change(item)
    clean = clean_name(name)
    if not clean or not content:
        raise Problem(_("This file is empty or has no name."), _("Choose another file."), field="paper")
    if len(content) > MOST_BYTES:
        raise Problem(
            _("This file is larger than 10 MB."),
            _("Nothing was attached. Save it smaller, or attach only the pages that are needed."),
            field="paper",
            code="council.paper_size",
        )
    return AgendaPaper.keep(item, clean, content)


@needs("council.see")
def paper(paper: int) -> Paper:
    """A file that goes with an item. Raises ``Problem`` when it is gone, or sealed to whoever is acting."""
    stored = _paper(paper)
    return Paper(stored.name, stored.whole)


@needs("council.record")
def remove_paper(paper: int) -> None:
    """Take a file away from an item."""
    item_to_change(_paper(paper).item_id)
    AgendaPaper.remove(paper)


def _paper(paper: int) -> Any:
    try:
        stored: Any = AgendaPaper.get_by_id(paper)
    except DoesNotExist as cause:
        raise Problem(
            _("This paper is no longer here."), _("Look at the agenda again."), code="council.paper_gone"
        ) from cause
    item_of(stored.item_id)
    return stored


def _family(meeting: int, item: int) -> list[int]:
    """An item and all that belongs under it, parents first."""
    found = [item]
    for each in found:
        found += lines_under(meeting, each)
    return found


def _checked(wish: ItemWish) -> Stored:
    title = wish.title.strip()
    if not title:
        raise Problem(_("What is it about?"), _("Write a few words."), field="title")
    if wish.kind not in ITEM_KINDS:
        raise ValueError(f"{wish.kind} is no kind of item")
    if not 0 <= wish.minutes <= MOST_MINUTES:
        raise Problem(_("A time box has 0 to 1440 minutes."), _("Leave it empty for none."), field="minutes")
    if wish.owner is not None:
        require_known([wish.owner])
    if wish.is_sealed:
        require(SEALED)
    return {
        "title": title,
        "kind": wish.kind,
        "minutes": wish.minutes,
        "owner": wish.owner,
        "is_consent": wish.is_consent,
        "is_sealed": wish.is_sealed,
    }
