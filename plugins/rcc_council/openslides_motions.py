"""Motions and elections of an OpenSlides export, with the state each had come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.motions.records import Motion, MotionStep
from rcc_council.motions.rules import OPEN_STATES
from rcc_council.openslides_file import html_of, moment_of, number_of, numbers_of, reference_of, text_of, unreadable
from rcc_council.openslides_people import name_of_member
from rcc_desktop.api import needs, words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from rcc_council.openslides_file import Row, Slides

_, ngettext = words("rcc_council")

STATES = {
    "submitted": "moved",
    "in progress": "moved",
    "permitted": "stated",
    "needs review": "stated",
    "not decided": "stated",
    "accepted": "adopted",
    "rejected": "lost",
    "rejected (not authorized)": "lost",
    "withdrawn": "withdrawn",
    "adjourned": "postponed",
    "referred to committee": "referred",
    "not concerned": "postponed_indefinitely",
}
"""The states of the two workflows that OpenSlides comes with."""
_COLORS = {"green": "adopted", "red": "lost"}
_PHASES = {"search": "moved", "voting": "put", "finished": "adopted"}


@needs("council.record")
def take_motions(
    slides: Slides, number: int, meeting: int, items: Mapping[tuple[str, int], int], starts: datetime
) -> dict[tuple[str, int], int]:
    """Bring motions in after what they amend, then elections; the motion of whatever is voted on."""
    motions: dict[tuple[str, int], int] = {}
    under: dict[int | None, list[Row]] = {}
    for row in slides.rows("motion", number):
        under.setdefault(number_of(row, "lead_motion_id"), []).append(row)
    ready = under.pop(None, [])
    for row in ready:  # grows with the amendments of each
        motions["motion", row["id"]] = _take_motion(slides, row, meeting, items, motions, starts)
        ready += under.pop(row["id"], [])
    if under:
        raise unreadable("lead_motion_id")
    for row in slides.rows("assignment", number):
        motions["assignment", row["id"]] = _take_election(row, meeting, items, starts)
    for row in slides.rows("poll", number):
        about = reference_of(row, "content_object_id")
        if about[0] == "topic" and about in items and about not in motions:
            motions[about] = _take_question(slides.row(*about), meeting, items[about], starts)
    return motions


def _take_motion(
    slides: Slides,
    row: Row,
    meeting: int,
    items: Mapping[tuple[str, int], int],
    motions: Mapping[tuple[str, int], int],
    starts: datetime,
) -> int:
    created = moment_of(row, "created", starts.tzinfo) or starts
    state, said = _state_of(slides, row)
    settled = moment_of(row, "last_modified", starts.tzinfo) or created
    title, text = text_of(row, "title"), _words_of(row)
    lead = number_of(row, "lead_motion_id")
    amends = None if lead is None else motions["motion", lead]
    held = Motion.add(
        meeting=meeting,
        item=items["motion", row["id"]],
        amends=amends,
        number=text_of(row, "number")[:24] or f"M{row['id']}",
        kind="main" if amends is None else "amendment",
        title=title,
        words=text or title or _("Without words"),
        final_words=html_of(row, "modified_final_version"),
        mover_name=_movers(slides, row),
        state=state,
        referred_to=html_of(row, "state_extension") if state == "referred" else "",
        moved_at=created,
        settled_at=None if state in OPEN_STATES else settled,
        is_sealed=False,
    )
    MotionStep.add(motion=held, at=created, step="moved", words=html_of(row, "reason"))
    told = ", ".join(each for each in (said, html_of(row, "state_extension")) if each)
    MotionStep.add(motion=held, at=settled, step=state, words=told)
    return held


def _take_election(row: Row, meeting: int, items: Mapping[tuple[str, int], int], starts: datetime) -> int:
    title, about = text_of(row, "title"), html_of(row, "description")
    state = _PHASES.get(text_of(row, "phase"), "moved")
    held = Motion.add(
        meeting=meeting,
        item=items["assignment", row["id"]],
        number=f"E{row['id']}",
        kind="election",
        title=title,
        words="\n".join(each for each in (title, about) if each) or _("Without a title"),
        state=state,
        moved_at=starts,
        settled_at=None if state in OPEN_STATES else starts,
    )
    MotionStep.add(motion=held, at=starts, step=state, words=text_of(row, "phase"))
    return held


def _take_question(topic: Row, meeting: int, item: int, starts: datetime) -> int:
    """Something put to the vote under a topic, without a motion of its own."""
    words = text_of(topic, "title") or _("Without a title")
    held = Motion.add(meeting=meeting, item=item, number="", kind="other", words=words, state="put", moved_at=starts)
    MotionStep.add(motion=held, at=starts, step="put")
    return held


def _words_of(row: Row) -> str:
    """The text of a motion, or the paragraphs that an amendment puts in the place of others."""
    paragraphs = row.get("amendment_paragraphs")
    if row.get("text") or not isinstance(paragraphs, dict):
        return html_of(row, "text")
    return "\n".join(html_of(paragraphs, key) for key in sorted(paragraphs, key=str))


def _movers(slides: Slides, row: Row) -> str:
    submitters = [slides.row("motion_submitter", each) for each in numbers_of(row, "submitter_ids")]
    return ", ".join(name_of_member(slides, number_of(each, "meeting_user_id")) for each in submitters)


def _state_of(slides: Slides, row: Row) -> tuple[str, str]:
    """The state a motion had come to, and its own name for it; one that no known workflow has is being discussed."""
    number = number_of(row, "state_id")
    if number is None:
        return "moved", ""
    stored = slides.row("motion_state", number)
    name = text_of(stored, "name")
    if number_of(stored, "first_state_of_workflow_id") is not None:
        return STATES.get(name.lower(), "moved"), name
    return STATES.get(name.lower()) or _COLORS.get(text_of(stored, "css_class"), "stated"), name
