"""What settles a motion: quorum, thresholds, consensus, and the life of a motion. Values in, values out.

Robert's Rules of Order Newly Revised (12th ed.): 44:1 majority vote, 44:3 two-thirds vote, 45:32 illegal votes, 44:12
the chair's vote, 40:1 quorum. Nothing is ever rounded: two thirds means at least twice as many for as against.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

CAST, PRESENT, IN_OFFICE = "cast", "present", "in_office"


@dataclass(frozen=True, slots=True)
class Threshold:
    """``over``/``under`` of those who count (``of``: votes cast, members present, members in office).

    A majority is more than a half (``is_more``); the others are at least their share.
    """

    over: int
    under: int
    of: str = CAST
    is_more: bool = False


THRESHOLDS: Mapping[str, Threshold] = {
    "majority": Threshold(1, 2, is_more=True),
    "two_thirds": Threshold(2, 3),
    "three_quarters": Threshold(3, 4),
    "four_fifths": Threshold(4, 5),
    "majority_present": Threshold(1, 2, PRESENT, is_more=True),
    "two_thirds_present": Threshold(2, 3, PRESENT),
    "majority_in_office": Threshold(1, 2, IN_OFFICE, is_more=True),
    "two_thirds_in_office": Threshold(2, 3, IN_OFFICE),
    "four_fifths_in_office": Threshold(4, 5, IN_OFFICE),
    "unanimous": Threshold(1, 1),
}
USUAL_THRESHOLD: Mapping[str, str] = {
    "previous_question": "two_thirds",
    "limit_debate": "two_thirds",
    "suspend_rules": "two_thirds",
    "close_nominations": "two_thirds",
    "objection": "two_thirds",
    "special_order": "two_thirds",
    "adopt_minutes": "majority",
    "amendment": "majority",
    "adjourn": "majority",
    "recess": "majority",
    "fix_time": "majority",
    "get_quorum": "majority",
    "election": "majority",
}
"""By kind of motion, what decides it whatever the bylaws say of main motions; the others follow those."""
EITHER: Mapping[str, tuple[str, ...]] = {"two_thirds_or_members": ("two_thirds", "majority_in_office")}
"""Thresholds of which one is enough: what changes a decision without notice (RONR 35:2)."""
CONSENSUS = "consensus"
KINDS = (
    "main",
    "amendment",
    "previous_question",
    "limit_debate",
    "suspend_rules",
    "objection",
    "special_order",
    "close_nominations",
    "adopt_minutes",
    "amend_adopted",
    "election",
    "adjourn",
    "recess",
    "fix_time",
    "get_quorum",
    "other",
)
WITHOUT_SECOND = frozenset({"adopt_minutes", "election", "objection"})
"""What needs no second even where the bylaws ask for one (RONR 41:9, 46:6, 26:2)."""
METHODS = ("voice", "hands", "roll_call", "ballot", "consensus", "unanimous")
WITHOUT_QUORUM = frozenset({"adjourn", "recess", "fix_time", "get_quorum"})
"""Without a quorum a meeting may only end, rest, set when to go on, or send for members."""

OPEN_STATES = frozenset({"moved", "seconded", "stated", "put"})
STEPS: Mapping[str, frozenset[str]] = {
    "moved": frozenset({"seconded", "stated", "withdrawn"}),
    "seconded": frozenset({"stated", "withdrawn"}),
    "stated": frozenset({"put", "tabled", "postponed", "postponed_indefinitely", "referred", "withdrawn"}),
    "put": frozenset({"adopted", "lost", "stated"}),
    "tabled": frozenset({"stated", "withdrawn"}),
    "postponed": frozenset({"stated", "withdrawn"}),
    "referred": frozenset({"stated", "withdrawn"}),
    "postponed_indefinitely": frozenset(),
    "withdrawn": frozenset(),
    "adopted": frozenset({"put"}),
    "lost": frozenset({"put"}),
}
"""From each state of a motion the states it may come to; a vote that is void brings it back to being put."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted. ``illegal`` are ballots cast by voters that cannot be read; ``blank`` ones are not votes."""

    yes: int
    no: int
    abstain: int = 0
    blank: int = 0
    illegal: int = 0

    @property
    def cast(self) -> int:
        """Votes cast: illegal ones are, blanks and abstentions are not."""
        return self.yes + self.no + self.illegal

    @property
    def all(self) -> int:
        """Everybody who is in these counts, also those who did not vote either way."""
        return self.cast + self.abstain + self.blank

    def and_one(self, *, yes: int = 0, no: int = 0, abstain: int = 0) -> Counts:
        """The same with another vote."""
        return Counts(self.yes + yes, self.no + no, self.abstain + abstain, self.blank, self.illegal)


@dataclass(frozen=True, slots=True)
class Room:
    """Who could vote: members present (recused ones left out), members in office, and what the quorum needs."""

    present: int
    in_office: int
    needed: int

    @property
    def has_quorum(self) -> bool:
        """Whether enough are here to decide anything."""
        return self.present >= self.needed


@dataclass(frozen=True, slots=True)
class Settled:
    """The result of a vote: ``needed`` of ``base`` had to be in favor, and ``yes`` were. A tie is lost."""

    is_adopted: bool
    yes: int
    against: int
    base: int
    needed: int


@dataclass(frozen=True, slots=True)
class Views:
    """How each member stands to a proposal decided by consensus."""

    agree: int
    reservations: int = 0
    aside: int = 0
    block: int = 0


@dataclass(frozen=True, slots=True)
class Consensus:
    """``is_adopted`` without a block, or by the fall-back vote (``by_fallback``), in which those aside do not count."""

    is_adopted: bool
    by_fallback: bool
    fallback: Settled | None


def usual_threshold(kind: str, bylaws: str, *, changes_adopted: bool, had_notice: bool) -> str:
    """What decides a motion: by its kind, else as the ``bylaws`` say of main motions.

    What was adopted before is changed by a majority after notice, else by two thirds or a majority of all members.
    """
    if changes_adopted or kind == "amend_adopted":
        return "majority" if had_notice else "two_thirds_or_members"
    return USUAL_THRESHOLD.get(kind, bylaws)


def settle_by(name: str, counts: Counts, room: Room) -> tuple[str, Settled]:
    """The threshold by which a motion is adopted, where one of several is enough, and the result by it.

    The first of several stands for them where none is reached. Raises ``ValueError`` as ``settle`` does.
    """
    results = [(each, settle(THRESHOLDS[each], counts, room)) for each in EITHER.get(name, (name,))]
    return next((each for each in results if each[1].is_adopted), results[0])


def settle(threshold: Threshold, counts: Counts, room: Room) -> Settled:
    """Whether a motion is adopted. Raises ``ValueError`` when more voted than are here."""
    if counts.all > room.present:
        raise ValueError("more votes than members present")
    base = {CAST: counts.cast, PRESENT: room.present, IN_OFFICE: room.in_office}[threshold.of]
    needed = least_in_favor(threshold, base)
    return Settled(base > 0 and counts.yes >= needed, counts.yes, counts.no + counts.illegal, base, needed)


def least_in_favor(threshold: Threshold, base: int) -> int:
    """The fewest in favor that adopt a motion when ``base`` count."""
    if threshold.is_more:
        return base * threshold.over // threshold.under + 1
    return -(-base * threshold.over // threshold.under)


def settle_consensus(views: Views, fallback: Threshold | None) -> Consensus:
    """Whether a proposal is adopted: by everybody's consent or, blocked, by the share of a fall-back vote."""
    voting = views.agree + views.reservations
    if not views.block:
        return Consensus(voting > 0, by_fallback=False, fallback=None)
    if fallback is None:
        return Consensus(False, by_fallback=False, fallback=None)
    counts = Counts(voting, views.block, abstain=views.aside)
    room = Room(voting + views.block + views.aside, 0, 0)
    settled = settle(fallback, counts, room)
    return Consensus(settled.is_adopted, by_fallback=True, fallback=settled)


def chair_decides(threshold: Threshold | str, counts: Counts, room: Room) -> str:
    """How the chair, who is present and has not voted, could turn the result: yes, no or nothing (RONR 44:12)."""

    def is_adopted(each: Counts) -> bool:
        if isinstance(threshold, str):
            return settle_by(threshold, each, room)[1].is_adopted
        return settle(threshold, each, room).is_adopted

    as_it_stands = is_adopted(counts)
    with_yes = is_adopted(counts.and_one(yes=1))
    with_no = is_adopted(counts.and_one(no=1))
    if with_yes and not as_it_stands:
        return "yes"
    return "no" if as_it_stands and not with_no else ""


def chosen(votes: Mapping[int, int], places: int, cast: int) -> tuple[int, ...]:
    """Who is elected to ``places``: those with more than half of the ballots ``cast``, most votes first.

    Where more have a majority than there are places, those with most; a tie for the last place elects none of the tied.
    """
    majority = cast // 2 + 1
    able = sorted((each for each, count in votes.items() if count >= majority), key=lambda each: (-votes[each], each))
    if len(able) <= places:
        return tuple(able)
    last = votes[able[places - 1]]
    if votes[able[places]] == last:
        able = [each for each in able if votes[each] > last]
    return tuple(able[:places])
