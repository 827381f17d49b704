"""The meetings that lie ahead of the made-up bodies, planned by their series; the next agenda has topics of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rcc_council.made_up.story import AHEAD, PAPER
from rcc_council.meetings.items import add_line, place_before_closing
from rcc_council.meetings.records import AgendaPaper, Meeting
from rcc_council.meetings.service import keep_ahead
from rcc_desktop.api import needs
from rcc_desktop.api.records import fetch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rcc_council.made_up.bodies import MadeUpBody
    from rcc_desktop.api.made_up import MadeUpCenter


@needs("council.record")
def plan_ahead(made_up: MadeUpCenter, bodies: Sequence[MadeUpBody]) -> None:
    """Plan them, with what waits on each next agenda; a paper lies beside the topic of the councils it is about."""
    keep_ahead(made_up.now)
    for body in bodies:
        members = body.members_on(made_up.now.date())
        if body.kind != "council" or not members:
            continue
        query = Meeting.select(Meeting.id).where(
            Meeting.body == body.id, Meeting.state == "planned", Meeting.ends_at > made_up.now
        )
        ((meeting,),) = fetch(query.order_by(Meeting.starts_at).limit(1))
        for topic in AHEAD:
            at, owner = place_before_closing(meeting), made_up.chance.choice(members)
            item = add_line(meeting, at, kind=topic.kind, title=topic.title, minutes=topic.minutes, owner=owner)
            if "bus passes" in topic.title:
                AgendaPaper.keep(item, "bus passes.txt", PAPER)
