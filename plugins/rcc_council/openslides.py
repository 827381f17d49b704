"""A past meeting out of OpenSlides: its agenda, motions, elections, polls and votes, all of them or none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.bodies.facts import facts_of
from rcc_council.meetings.records import AgendaItem, InRoom, Meeting, Speaker
from rcc_council.openslides_file import (
    html_of,
    moment_of,
    number_of,
    numbers_of,
    read_slides,
    reference_of,
    text_of,
    unreadable,
)
from rcc_council.openslides_motions import take_motions
from rcc_council.openslides_people import name_of_member, name_of_user
from rcc_council.openslides_polls import take_polls
from rcc_desktop.api import needs, words
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rcc_council.openslides_file import Row, Slides

_, ngettext = words("rcc_council")

SOURCE = "openslides"
WITHOUT_END = timedelta(hours=2)
_KINDS = {"topic": "topic", "motion": "motion", "assignment": "election", "motion_block": "topic"}
_TAKEN = frozenset(
    {"meeting", "agenda_item", "topic", "motion", "assignment", "assignment_candidate", "motion_submitter", "poll"}
    | {"option", "vote", "speaker", "list_of_speakers", "user", "meeting_user", "motion_state", "motion_workflow"}
)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was brought in. ``left_out`` counts what a meeting here has no place for, by its name in the file.

    ``options`` are those with votes of their own: candidates, and the one line of a vote on a motion.
    """

    meetings: int = 0
    already_here: int = 0
    items: int = 0
    motions: int = 0
    elections: int = 0
    polls: int = 0
    options: int = 0
    votes: int = 0
    speakers: int = 0
    left_out: Mapping[str, int] = field(default_factory=dict)


@needs("council.record")
def take_openslides(body: int, text: str, now: datetime) -> Taken:
    """Bring the meetings of an OpenSlides export in as past meetings of a body; one that is here stays as it is.

    Names stay names: nobody in the file is matched with anybody here. Raises ``Problem`` (field ``file``).
    """
    facts_of(body)
    slides = read_slides(text)
    taken = Taken()
    for meeting in slides.tables["meeting"]:
        source = f"{SOURCE}:{slides.digest}:{meeting}"
        if fetch(Meeting.select(Meeting.id).where(Meeting.body == body, Meeting.source == source)):
            taken = _sum(taken, Taken(already_here=1))
        else:
            taken = _sum(taken, _take_meeting(slides, meeting, body, source, now))
    return taken


def _take_meeting(slides: Slides, number: int, body: int, source: str, now: datetime) -> Taken:
    row = slides.row("meeting", number)
    starts = moment_of(row, "start_time", now.tzinfo)
    if starts is None:
        raise unreadable("start_time")
    ends = moment_of(row, "end_time", now.tzinfo)
    ends = ends if ends is not None and ends > starts else starts + WITHOUT_END
    meeting = Meeting.add(
        body=body,
        uid=f"{SOURCE}-{slides.digest[:32]}-{number}",
        on_day=starts.date(),
        starts_at=starts,
        ends_at=ends,
        opened_at=starts,
        closed_at=ends,
        place=text_of(row, "location"),
        state="closed",
        was_typed_in=True,
        source=source,
    )
    for user in numbers_of(row, "present_user_ids"):
        InRoom.add(
            meeting=meeting, guest_name=name_of_user(slides, user), capacity="guest", came_at=starts, left_at=ends
        )
    items = _take_agenda(slides, number, meeting)
    motions = take_motions(slides, number, meeting, items, starts)
    polls = take_polls(slides, number, motions, starts)
    return Taken(
        meetings=1,
        items=len(slides.rows("agenda_item", number)),
        motions=len(slides.rows("motion", number)),
        elections=len(slides.rows("assignment", number)),
        polls=polls.polls,
        options=polls.options,
        votes=polls.votes,
        speakers=_take_speakers(slides, number, items, starts, now),
        left_out=_left_out(slides, number),
    )


def _take_agenda(slides: Slides, number: int, meeting: int) -> dict[tuple[str, int], int]:
    """The items, each under its own; the item of whatever an item is about, such as of ``("motion", 3)``."""
    rows = sorted(slides.rows("agenda_item", number), key=lambda each: (_weight(each), each["id"]))
    under: dict[int | None, list[Row]] = {}
    for row in rows:
        under.setdefault(number_of(row, "parent_id"), []).append(row)
    items: dict[tuple[str, int], int] = {}
    waiting: list[tuple[Row, int, int | None]] = [
        (row, place, None) for place, row in enumerate(under.pop(None, []), 1)
    ]
    while waiting:
        row, place, inside = waiting.pop(0)
        about = reference_of(row, "content_object_id")
        item = _add_item(slides, row, about, meeting, place, inside)
        items[about] = item
        waiting += [(each, at, item) for at, each in enumerate(under.pop(row["id"], []), 1)]
    if under:
        raise unreadable("agenda_item")
    for kind in ("motion", "assignment", "topic"):
        for row in slides.rows(kind, number):
            if (kind, row["id"]) not in items:
                items[kind, row["id"]] = _add_item(slides, {}, (kind, row["id"]), meeting, len(items) + 1, None)
    return items


def _add_item(slides: Slides, row: Row, about: tuple[str, int], meeting: int, place: int, inside: int | None) -> int:
    content = slides.row(*about)
    return AgendaItem.add(
        meeting=meeting,
        inside=inside,
        place=place,
        kind=_KINDS.get(about[0], "topic"),
        title=text_of(content, "title") or _("Without a title"),
        words=html_of(content, "text") if about[0] == "topic" else text_of(row, "comment"),
        minutes=max(0, min(_whole(row.get("duration")), 24 * 60)),
        state="done",
        is_sealed=row.get("type") == "hidden",
    )


def _take_speakers(
    slides: Slides, number: int, items: Mapping[tuple[str, int], int], starts: datetime, now: datetime
) -> int:
    """Whoever asked to speak on what stands on the agenda; how many they were."""
    taken = 0
    for row in slides.rows("speaker", number):
        queue = number_of(row, "list_of_speakers_id")
        item = items.get(reference_of(slides.row("list_of_speakers", queue or 0), "content_object_id"))
        if item is None:
            continue
        began = moment_of(row, "begin_time", now.tzinfo)
        Speaker.add(
            item=item,
            guest_name=name_of_member(slides, number_of(row, "meeting_user_id")),
            asked_at=began or starts,
            began_at=began,
            ended_at=moment_of(row, "end_time", now.tzinfo),
        )
        taken += 1
    return taken


def _left_out(slides: Slides, number: int) -> dict[str, int]:
    counts = {name: len(slides.rows(name, number)) for name in slides.tables if name not in _TAKEN}
    return {name: count for name, count in sorted(counts.items()) if count}


def _weight(row: Row) -> int:
    return _whole(row.get("weight"))


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0


def _sum(one: Taken, other: Taken) -> Taken:
    left_out = dict(one.left_out)
    for name, count in other.left_out.items():
        left_out[name] = left_out.get(name, 0) + count
    return Taken(
        one.meetings + other.meetings,
        one.already_here + other.already_here,
        one.items + other.items,
        one.motions + other.motions,
        one.elections + other.elections,
        one.polls + other.polls,
        one.options + other.options,
        one.votes + other.votes,
        one.speakers + other.speakers,
        left_out,
    )
