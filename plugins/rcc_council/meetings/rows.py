"""What crosses from a meeting to whoever shows, prints or exports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """One meeting in a list. ``state_words`` says it for people; ``quorum_words`` is empty before it was opened."""

    id: int
    body: int
    body_name: str
    day: date
    starts: datetime
    ends: datetime
    place: str
    kind: str
    kind_words: str
    state: str
    state_words: str
    minutes_state: str
    minutes_words: str
    present: int
    needed: int
    version: int


@dataclass(frozen=True, slots=True)
class PersonHere:
    """Somebody in the room, or a member who is not. ``capacity``: member, alternate, staff, guest.

    ``counts`` is whether they count toward the quorum now; ``row`` is their stay (``InRoom``), None while not there.
    """

    person: int | None
    name: str
    capacity: str
    office_words: str
    is_here: bool
    came: datetime | None
    left: datetime | None
    counts: bool
    is_excused: bool
    row: int | None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A file that goes with an item; its content is asked for when it is opened."""

    id: int
    name: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """Somebody who asked to speak; ``seconds`` is how long they spoke, once they did."""

    id: int
    name: str
    asked: datetime
    began: datetime | None
    ended: datetime | None


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """One line of a vote among several."""

    id: int
    words: str
    yes: int
    no: int
    abstain: int
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class BallotRow:
    """How one member voted, where votes are by name."""

    name: str
    choice: str
    choice_words: str
    cast_for: str
    why: str


@dataclass(frozen=True, slots=True)
class VoteRow:
    """A vote as it was taken; ``arithmetic`` proves its outcome in a sentence.

    ``question`` words it where it is not simply for or against the motion.
    """

    id: int
    taken: datetime
    method: str
    method_words: str
    threshold: str
    threshold_words: str
    yes: int
    no: int
    abstain: int
    blank: int
    illegal: int
    present: int
    needed: int
    in_office: int
    was_counted: bool
    outcome: str
    outcome_words: str
    arithmetic: str
    is_void: bool
    choices: tuple[ChoiceRow, ...]
    ballots: tuple[BallotRow, ...]
    question: str = ""


@dataclass(frozen=True, slots=True)
class MotionRow:
    """A motion with its amendments and votes. ``words`` as it now reads; ``moves`` are the steps that are open now.

    ``recused`` names those who take no part, ``recused_ids`` are the same people: two of them may have one name.
    """

    id: int
    item: int
    number: str
    kind: str
    kind_words: str
    title: str
    words: str
    mover: str
    seconder: str
    threshold: str
    threshold_words: str
    state: str
    state_words: str
    is_sealed: bool
    moves: tuple[str, ...]
    recused: tuple[str, ...]
    amendments: tuple[MotionRow, ...]
    votes: tuple[VoteRow, ...]
    version: int
    recused_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class AdoptedRow:
    """A motion that was adopted, in a list to choose from; ``words`` as adopted, ``day`` of its meeting."""

    id: int
    number: str
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A line of the agenda. ``number`` is as printed (3, 3.1). ``over`` is seconds past its time box, or 0.

    ``conflicts`` are words for the members whose declared interests it touches. ``state``: waiting, open or done.
    While it is open ``began`` is when it was taken up this time, and ``seconds_spent`` are those from before.
    ``about`` says what brought it here by itself, as ``AgendaItem.about``.
    """

    id: int
    number: str
    kind: str
    kind_words: str
    title: str
    minutes: int
    owner: str
    owner_id: int | None
    state: str
    words: str
    is_sealed: bool
    is_consent: bool
    carried_words: str
    began: datetime | None
    seconds_spent: int
    papers: tuple[PaperRow, ...]
    conflicts: tuple[str, ...]
    speakers: tuple[SpeakerRow, ...]
    motions: tuple[MotionRow, ...]
    inside: tuple[ItemRow, ...]
    version: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class MeetingNow:
    """A whole meeting as it stands. ``quorum_words`` prints the arithmetic; ``has_quorum`` is by who counts now.

    ``decides_by`` is vote or consensus. Sealed items are left out for those who may not see them, and ``has_sealed``
    says that there are some.
    """

    meeting: MeetingRow
    chair: str
    chair_id: int | None
    secretary: str
    secretary_id: int | None
    opened: datetime | None
    closed: datetime | None
    people: tuple[PersonHere, ...]
    present: int
    needed: int
    in_office: int
    has_quorum: bool
    quorum_words: str
    decides_by: str
    agenda: tuple[ItemRow, ...]
    has_sealed: bool


@dataclass(frozen=True, slots=True)
class QuorumNow:
    """Who is in the room and counts: ``counting`` are the people, members first. ``words`` print the arithmetic."""

    present: int
    needed: int
    in_office: int
    has_quorum: bool
    words: str
    counting: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """A line that every agenda of a series begins with."""

    kind: str
    title: str
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class SeriesRow:
    """Meetings that repeat: ``starts`` and ``length`` are minutes of the local clock."""

    id: int
    body: int
    body_name: str
    rule: str
    rule_words: str
    first_day: date
    starts: int
    length: int
    place: str
    template: tuple[TemplateLine, ...]
    version: int


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A meeting that the members must be told of, and the last day to do so by the bylaws."""

    meeting: MeetingRow
    by: date
    is_late: bool


@dataclass(frozen=True, slots=True)
class ItemWish:
    """A line of an agenda as it is typed; ``minutes`` is its time box."""

    title: str
    kind: str = "topic"
    minutes: int = 0
    owner: int | None = None
    is_consent: bool = False
    is_sealed: bool = False


@dataclass(frozen=True, slots=True)
class Paper:
    """A file that goes with an item, whole."""

    name: str
    content: bytes
