"""What crosses from minutes to whoever shows or prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part. ``moved`` is what it would be written as now, where the record changed since; else empty.

    ``is_gone`` says that what it was written from is no longer recorded. ``made_of`` is empty for the secretary's own.
    """

    id: int
    heading: str
    words: str
    made_of: str
    is_sealed: bool
    is_inner: bool
    is_edited: bool
    moved: str
    is_gone: bool
    version: int


@dataclass(frozen=True, slots=True)
class Saved:
    """What a part holds after it was saved. ``is_both``: somebody else wrote meanwhile, and both texts stand in it."""

    words: str
    version: int
    is_both: bool


@dataclass(frozen=True, slots=True)
class CorrectionRow:
    """A correction somebody asked for."""

    id: int
    part: int | None
    heading: str
    asked_by: str
    day: date
    words: str
    state: str
    state_words: str


@dataclass(frozen=True, slots=True)
class AddendumRow:
    """A change after adoption, and the motion that made it."""

    id: int
    day: date
    motion: str
    words: str
    is_sealed: bool


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name in a draft that is somebody's on file who was not there in a council role, from ``start`` to ``end``.

    ``kept_why`` is the reason it stays, if one was given. ``is_restricted``: the file of one of them is restricted.
    """

    part: int
    heading: str
    start: int
    end: int
    words: str
    name: str
    is_whole: bool
    is_restricted: bool
    people: int
    kept_why: str


@dataclass(frozen=True, slots=True)
class MotionChoice:
    """A motion by which minutes may be adopted or amended."""

    id: int
    number: str
    words: str
    day: date


@dataclass(frozen=True, slots=True)
class MinutesRow:
    """A meeting in the list of minutes. ``minutes`` is None where nobody began them; ``due`` where they are owed."""

    meeting: int
    minutes: int | None
    body_name: str
    day: date
    kind_words: str
    state: str
    state_words: str
    due: date | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class MinutesNow:
    """Minutes as they stand, sealed parts only for those who may see them.

    ``is_sound`` is None before adoption; then it says whether the frozen text still has its digest.
    """

    id: int
    meeting: int
    body: int
    body_name: str
    kind_words: str
    day: date
    starts: datetime
    state: str
    state_words: str
    circulated: datetime | None
    parts: tuple[PartRow, ...]
    corrections: tuple[CorrectionRow, ...]
    addenda: tuple[AddendumRow, ...]
    attended: tuple[tuple[int, str], ...]
    adopted_on: date | None
    adopted_words: str
    digest: str
    is_sound: bool | None
    secretary: str
    has_sealed: bool
