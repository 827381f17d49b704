"""Who may vote on a motion now, as the page knows it: the verbs count again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rcc_council.motions.rules import CAST, EITHER, THRESHOLDS, Counts, Room, chair_decides, settle
from rcc_council.motions.wording import arithmetic_of_either
from rcc_desktop.api import words

if TYPE_CHECKING:
    from rcc_council.bodies.rows import BylawsRow, Roster
    from rcc_council.meetings.rows import MeetingNow, MotionRow

_, ngettext = words("rcc_council")


@dataclass(frozen=True, slots=True)
class Voter:
    """A member who may vote, or who is absent and could by proxy."""

    person: int
    name: str
    is_chair: bool = False


@dataclass(frozen=True, slots=True)
class Floor:
    """``voters`` may vote here; ``absent`` have a vote and are not here. ``is_counted`` is false where nobody was
    written down as present, as in a meeting typed in afterwards: then nothing can be held against the room."""

    voters: tuple[Voter, ...]
    absent: tuple[Voter, ...]
    in_office: int
    needed: int
    bylaws: BylawsRow
    is_counted: bool

    @property
    def chair(self) -> Voter | None:
        """The chair, where they are here and may vote like the others."""
        return next((each for each in self.voters if each.is_chair), None)

    def chair_stays_out(self, method: str) -> bool:
        """Whether the chair does not vote with the others: by ballot a chair who only decides does."""
        rule = self.bylaws.chair_votes
        return self.chair is not None and (rule == "never" or (rule == "deciding" and method != "ballot"))

    def most(self, method: str) -> int | None:
        """How many votes there can be before the chair is asked; None where nobody was counted."""
        return len(self.voters) - self.chair_stays_out(method) if self.is_counted else None

    def room(self, counts: Counts) -> Room:
        """The room a vote is settled in."""
        here = len(self.voters) if self.is_counted else counts.all
        return Room(here, self.in_office, self.needed)

    def chair_turns(self, method: str, threshold: str, counts: Counts) -> str:
        """How the chair's own vote would change the result of a show of hands: yes, no, or not at all."""
        room = self.room(counts)
        is_asked = method == "hands" and self.bylaws.chair_votes == "deciding" and self.chair is not None
        return chair_decides(threshold, counts, room) if is_asked and counts.all < room.present else ""

    def proof(self, threshold: str, counts: Counts) -> str:
        """The arithmetic of what is typed so far; nothing while it does not fit the room."""
        room = self.room(counts)
        names = EITHER.get(threshold, (threshold,))
        if counts.all > room.present or (not self.is_counted and any(THRESHOLDS[each].of != CAST for each in names)):
            return ""
        return arithmetic_of_either(
            threshold, counts, room, [(each, settle(THRESHOLDS[each], counts, room)) for each in names]
        )


def floor_of(now: MeetingNow, motion: MotionRow, roster: Roster) -> Floor:
    """The floor of a motion: those who are here and count, without who takes no part."""
    here = [each for each in now.people if each.is_here and each.counts and each.person is not None]
    present = {each.person for each in now.people if each.is_here}
    seated = [
        Voter(each.person, each.name, each.person == now.chair_id)
        for each in roster.members
        if each.votes and not each.on_leave and each.capacity == "member"
    ]
    is_counted = bool(here) or now.meeting.state == "open"
    voters = (
        [Voter(each.person, each.name, each.person == now.chair_id) for each in here if each.person is not None]
        if is_counted
        else seated
    )
    return Floor(
        tuple(each for each in voters if each.person not in motion.recused_ids),
        tuple(each for each in seated if each.person not in present and each.person not in motion.recused_ids),
        roster.in_office,
        roster.needed,
        roster.bylaws,
        is_counted,
    )


def threshold_from_words(motion: MotionRow) -> str:
    """Where the threshold of a motion comes from."""
    from rcc_council.motions.rules import USUAL_THRESHOLD

    if motion.threshold == "two_thirds_or_members" or motion.kind == "amend_adopted":
        return _("because it changes what was adopted before")
    if motion.kind in USUAL_THRESHOLD:
        return _("as always for this kind of motion")
    return _("as the bylaws say")
