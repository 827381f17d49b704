"""Minutes written from what was recorded: what was done, item by item, and not what was said."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rcc_council.meetings.wording import ITEM_KINDS
from rcc_council.minutes.writing_motions import motion_part
from rcc_council.minutes.writing_room import guests_parts, head_part, members_part, quorum_part, stays_of
from rcc_council.minutes.written_part import WrittenPart, clock, day_words, lines, listed, quoted, short_day
from rcc_desktop.api import words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from rcc_council.meetings.rows import MotionRow
    from rcc_council.minutes.facts import ItemFact, Promise, Recorded

_, ngettext = words("rcc_council")

_FRAME = frozenset({"opening", "closing"})
"""Items that only frame a meeting: the head and the end say the same."""


def written_parts(of: Recorded) -> tuple[WrittenPart, ...]:
    """All the parts of the minutes of a meeting, in order; of a cancelled one only its head."""
    found = [head_part(of)]
    if of.state == "cancelled":
        return tuple(found)
    found += [each for each in (members_part(of), quorum_part(of)) if each is not None]
    found += guests_parts(of)
    found += _of_items(of)
    found += _promises(of)
    found += _ends(of)
    return tuple(found)


def _of_items(of: Recorded) -> Iterator[WrittenPart]:
    motions: dict[int, list[MotionRow]] = defaultdict(list)
    for motion in of.motions:
        motions[motion.item].append(motion)
    for item in of.items:
        if item.is_sealed:
            yield from _sealed_item(of, item, motions[item.id])
            continue
        part = _item(of, item, has_motions=bool(motions[item.id]))
        if part is not None:
            yield part
        yield from (motion_part(of, motion) for motion in motions[item.id])


def _item(of: Recorded, item: ItemFact, *, has_motions: bool) -> WrittenPart | None:
    """What was done under an item. One of the consent agenda stands in the list of what was adopted together."""
    said = [_report_words(item), item.words]
    if item.kind == "consent":
        said.append(_consent_words(of, item))
    noted = any(said)
    if not noted and not has_motions:
        if item.kind in _FRAME or item.is_consent or _has_inside(of, item):
            return None
        said.append(_("Not taken up.") if item.state == "waiting" else _("Taken up; no decision was taken."))
    heading = _("{number}. {title}").format(number=item.number, title=item.title)
    return WrittenPart(f"item:{item.id}", heading, lines(*said), item=item.id)


def _report_words(item: ItemFact) -> str:
    """Whose report was filed, and which papers with it."""
    papers = listed(item.papers)
    if item.kind != "report" or item.state == "waiting":
        return _("Papers: {papers}.").format(papers=papers) if papers else ""
    if not item.owner:
        return _("Report filed: {papers}.").format(papers=papers) if papers else ""
    if papers:
        return _("{name} reported. Report filed: {papers}.").format(name=item.owner, papers=papers)
    return _("{name} reported.").format(name=item.owner)


def _consent_words(of: Recorded, consent: ItemFact) -> str:
    together = [each for each in of.items if not each.is_sealed and (each.inside == consent.id or each.is_consent)]
    titles = [_("{number} {title}").format(number=each.number, title=each.title) for each in together]
    return _("Taken together: {items}.").format(items="; ".join(titles)) if titles else ""


def _has_inside(of: Recorded, item: ItemFact) -> bool:
    return any(each.inside == item.id for each in of.items)


def _sealed_item(of: Recorded, item: ItemFact, motions: Sequence[MotionRow]) -> Iterator[WrittenPart]:
    """In the open: that it was held, when, who was there, and what was made public. The rest is sealed."""
    outer = next((each for each in of.items if each.id == item.inside), None)
    public = [motion for motion in motions if not motion.is_sealed]
    if item.began is not None and (outer is None or not outer.is_sealed):
        yield WrittenPart(f"closed:{item.id}", ITEM_KINDS["executive"], _held_words(of, item, public), item=item.id)
        yield from (motion_part(of, motion) for motion in public)
    said = lines(item.words, *(_action_line(each) for each in of.actions if each.item == item.id))
    if said:
        heading = _("{number}. {title}").format(number=item.number, title=item.title)
        yield WrittenPart(f"item:{item.id}", heading, said, item=item.id, is_sealed=True)
    yield from (motion_part(of, motion) for motion in motions if motion.is_sealed)


def _held_words(of: Recorded, item: ItemFact, public: Sequence[MotionRow]) -> str:
    if item.began is None:
        return ""
    end = item.ended or of.closed
    names, guests = stays_of(of, item.began, end)
    times = (
        _("Held from {begin} to {end}.").format(begin=clock(item.began), end=clock(end))
        if end is not None
        else _("Begun at {begin}.").format(begin=clock(item.began))
    )
    others = ngettext("{count} guest", "{count} guests", guests).format(count=guests) if guests else ""
    there = listed(each for each in (*names, others) if each)
    made = listed(motion.number for motion in public)
    return lines(
        times,
        _("In the room: {names}.").format(names=there) if there else "",
        _("Made public: {motions}.").format(motions=made) if made else _("No action was made public."),
    )


def _promises(of: Recorded) -> Iterator[WrittenPart]:
    """Actions with whose they are and until when, and recommendations with who must answer; sealed ones apart."""
    sealed_items = {item.id for item in of.items if item.is_sealed}
    actions = [each for each in of.actions if each.item not in sealed_items]
    yield from _list_part("actions", _("Actions"), actions, _action_line)
    yield from _list_part("recommendations", _("Recommendations"), of.recommendations, _recommendation_line)


def _list_part(
    key: str, heading: str, promises: Iterable[Promise], write: Callable[[Promise], str]
) -> Iterator[WrittenPart]:
    by: Mapping[bool, list[Promise]] = {False: [], True: []}
    for each in promises:
        by[each.is_sealed].append(each)
    for is_sealed, held in by.items():
        if held:
            name = f"sealed_{key}" if is_sealed else key
            yield WrittenPart(name, heading, lines(*map(write, held)), is_sealed=is_sealed)


def _action_line(each: Promise) -> str:
    said = _("{whose}: {words}").format(whose=each.whose, words=each.words) if each.whose else each.words
    return _("• {said} (due {day})").format(said=said, day=short_day(each.due)) if each.due else f"• {said}"


def _recommendation_line(each: Promise) -> str:
    said = _("To {whom}: {words}").format(whom=each.whose, words=quoted(each.words))
    return _("• {said} (answer due {day})").format(said=said, day=short_day(each.due)) if each.due else f"• {said}"


def _ends(of: Recorded) -> Iterator[WrittenPart]:
    """The next meeting, and when this one ended."""
    if of.next is not None:
        told = _("{day}, {time}, {place}") if of.next.place else _("{day}, {time}")
        said = told.format(day=day_words(of.next.day), time=clock(of.next.starts), place=of.next.place)
        yield WrittenPart("next", _("Next meeting"), said)
    ended = of.closed or (of.ends if of.was_typed_in else None)
    if ended is not None:
        told = _("The meeting was adjourned at {time}.").format(time=clock(ended))
        yield WrittenPart("end", _("Adjournment"), told)
