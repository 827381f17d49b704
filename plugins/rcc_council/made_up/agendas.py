"""The agendas of the made-up meetings: what every one begins and ends with, and the topics between."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.made_up.topics import VISITOR, Topic
from rcc_council.meetings.records import AgendaItem, TemplateItem
from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_millis

if TYPE_CHECKING:
    from rcc_council.made_up.meetings import MadeUpMeeting
    from rcc_desktop.api.made_up import MadeUpCenter

OPENING = (
    Topic("Opening and a round of names", minutes=5, kind="opening"),
    Topic("What we said we would do", minutes=10, kind="actions"),
    Topic("Answers we wait for", minutes=5, kind="recommendations"),
)
CLOSING = (Topic("Closing round", minutes=5, kind="closing"),)
_COLUMNS = (
    *("meeting", "place", "kind", "title", "minutes", "owner", "state", "words", "is_sealed"),
    *("began_at", "ended_at", "seconds_spent", "about"),
)


@needs("council.keep")
def add_template(series: int) -> None:
    """What every agenda of a series begins with."""
    rows = [(series, place, each.kind, each.title, each.minutes) for place, each in enumerate((*OPENING, *CLOSING))]
    TemplateItem.add_many(("series", "place", "kind", "title", "minutes"), rows)


@needs("council.record")
def add_agenda(made_up: MadeUpCenter, meeting: MadeUpMeeting, before: MadeUpMeeting | None = None) -> None:
    """Write the lines of an agenda; for a meeting that was held also when each was talked about.

    The minutes of the meeting ``before`` are approved after the opening.
    """
    topics = [*OPENING, *meeting.week.topics, *CLOSING]
    if before is not None:
        topics.insert(1, Topic(before.minutes_title, minutes=5, kind="minutes"))
    at = meeting.starts_at + timedelta(minutes=5)
    rows: list[tuple[object, ...]] = []
    for place, topic in enumerate(topics):
        spent = timedelta(minutes=topic.minutes, seconds=made_up.chance.randint(-60, 150))
        owner = meeting.body.chair if topic.kind in {"opening", "closing"} else _owner(made_up, meeting, topic)
        head = (meeting.id, place, topic.kind, topic.title, topic.minutes, owner)
        about = f"minutes:{before.id}" if topic.kind == "minutes" and before is not None else ""
        meeting.begins[topic.title] = at
        if meeting.was_held:
            times = (to_millis(at), to_millis(at + spent), int(spent.total_seconds()))
            rows.append(
                (*head, "done", topic.words.replace(VISITOR, meeting.visitor), int(topic.is_sealed), *times, about)
            )
        else:
            rows.append((*head, "waiting", "", int(topic.is_sealed), None, None, 0, about))
        at += spent
    ids = AgendaItem.add_many(_COLUMNS, rows)
    meeting.items = {topic.title: row for topic, row in zip(topics, ids, strict=True)}


def _owner(made_up: MadeUpCenter, meeting: MadeUpMeeting, topic: Topic) -> int | None:
    """Whoever brings a topic up; nobody by name for the lines that come by themselves."""
    members = meeting.body.members_on(meeting.day)
    return made_up.chance.choice(members) if members and topic.kind in {"topic", "report", "election"} else None
