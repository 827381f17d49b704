"""What came of the made-up meetings: promises, recommendations and their answers, and decisions from before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from rcc_council.made_up.story import BOARD, ORGANIZATION
from rcc_council.made_up.topics import Answered
from rcc_council.motions.records import Motion
from rcc_council.register.records import ActionItem, PastDecision, Recommendation
from rcc_council.settings import ANSWER_DAYS
from rcc_desktop.api import needs
from rcc_desktop.api.fields import to_day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from rcc_council.made_up.bodies import MadeUpBody
    from rcc_council.made_up.meetings import MadeUpMeeting
    from rcc_council.made_up.topics import Does
    from rcc_desktop.api.made_up import MadeUpCenter

PAST = (
    (540, "Found a council at this center, with eleven seats.", "adopted"),
    (505, "Meet every week, and let anybody come and listen.", "adopted"),
    (470, "Let the front desk hand out naloxone without asking for a name.", "adopted"),
    (430, "Charge a dollar for coffee.", "lost"),
    (396, "Send two members to the advisory board.", "adopted"),
    (360, "Close the front door during groups.", "lost"),
    (350, "Print the newsletter four times a year.", "adopted"),
)
"""Decisions from before the program, so many days ago."""

ASKED_BEFORE = (
    (
        160,
        "Hang a brighter lamp over the parking lot.",
        Answered("accepted", "Yes. It will be up within two weeks.", 12, 24),
    ),
    (
        130,
        "Open the center on Sundays.",
        Answered("declined", "There is no money for a seventh day this year.", 20),
    ),
)
"""What the first council recommended before those ten weeks, so many days ago."""

_ACTION = ("body", "meeting", "item", "words", "owner", "made_on", "due_on", "state", "ended_on", "note")


@needs("council.record")
def add_owed(made_up: MadeUpCenter, bodies: Sequence[MadeUpBody], held: Sequence[MadeUpMeeting]) -> None:
    """Write them, oldest first."""
    _add_actions(made_up, held)
    _add_recommendations(made_up, bodies, held)
    council, today = bodies[0], made_up.now.date()
    rows = [(council.id, to_day(today - timedelta(days=days)), words, outcome) for days, words, outcome in PAST]
    PastDecision.add_many(("body", "on_day", "words", "outcome"), rows)


def _add_actions(made_up: MadeUpCenter, held: Sequence[MadeUpMeeting]) -> None:
    chance, rows = made_up.chance, []
    for meeting in held:
        for topic in meeting.week.topics if meeting.was_held else ():
            for does in topic.does:
                owner = chance.choice(meeting.here)
                due = meeting.day + timedelta(days=does.days)
                ended = _ended(does, meeting.day, due, made_up.now.date())
                state = does.state if ended is not None or does.state == "open" else "open"
                head = (meeting.body.id, meeting.id, meeting.items[topic.title], does.words, owner)
                rows.append((*head, to_day(meeting.day), to_day(due), state, ended and to_day(ended), ""))
    ActionItem.add_many(_ACTION, rows)


def _ended(does: Does, made_on: date, due: date, today: date) -> date | None:
    if does.state == "open":
        return None
    ended = due - timedelta(days=min(2, does.days // 2))
    return ended if made_on <= ended <= today else None


def _add_recommendations(made_up: MadeUpCenter, bodies: Sequence[MadeUpBody], held: Sequence[MadeUpMeeting]) -> None:
    board = next((body for body in bodies if body.kind == "advisory_board"), None)
    today = made_up.now.date()
    for days, words, answered in ASKED_BEFORE:
        made_on = today - timedelta(days=days)
        Recommendation.add(
            body=bodies[0].id, words=words, to_whom=ORGANIZATION, made_on=made_on, **_answer(answered, made_on, today)
        )
    for meeting in held:
        for _topic, moved, motion in meeting.motions:
            stored = Motion.get_by_id(motion)
            if not moved.recommends_to or stored.state != "adopted":
                continue
            to_board = board if moved.recommends_to == BOARD else None
            Recommendation.add(
                body=meeting.body.id,
                meeting=meeting.id,
                motion=motion,
                words=stored.final_words or stored.words,
                to_whom=to_board.name if to_board else ORGANIZATION,
                to_body=to_board.id if to_board else None,
                made_on=meeting.day,
                **_answer(moved.answered, meeting.day, today),
            )


def _answer(answered: Answered | None, made_on: date, today: date) -> dict[str, object]:
    """When an answer is due, and the answer if its day has come."""
    due: dict[str, object] = {"answer_due": made_on + timedelta(days=ANSWER_DAYS.default)}
    if answered is None or made_on + timedelta(days=answered.after) > today:
        return due
    told = {"answer": answered.answer, "answer_words": answered.words}
    days = {"answered_on": made_on + timedelta(days=answered.after)}
    if answered.done_after is not None and made_on + timedelta(days=answered.done_after) <= today:
        days["done_on"] = made_on + timedelta(days=answered.done_after)
    return {**due, **told, **days}
