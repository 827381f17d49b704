"""What is stored of needs and of who meets them.

Lists of codes (skills, credentials) lie in one column, joined by spaces, in the order of the center's own list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from rcc_desktop.api import acting
from rcc_desktop.api.records import DayField, MomentField, Record, Site, StaffMember
from rcc_mentors.people.records import Mentor

if TYPE_CHECKING:
    from datetime import datetime


class Policy(Record):
    """The center's limits from a day on; the newest that has begun is in force. Minutes, shifts and days."""

    from_day = DayField(unique=True)
    most_minutes_day = IntegerField()
    most_minutes_week = IntegerField()
    rest_minutes = IntegerField()
    most_days_running = IntegerField()
    two_to_open = BooleanField()

    class Meta:
        table_name = "mentors_policy"


class ShiftSeries(Record):
    """A need that repeats: ``rule`` is an RFC 5545 RRULE (local time), empty for none. ``starts`` and ``length`` are
    minutes of the local clock. ``door`` is open, close or empty. ``on_holidays`` keeps the shift on public holidays.

    ``uid`` is the calendar's name for it and never changes. A series split at a day ends there; ``after`` names it.
    """

    uid = CharField(max_length=64, unique=True)
    site = ForeignKeyField(Site, on_delete="RESTRICT")
    role = CharField(max_length=48)
    place = TextField(default="")
    first_day = DayField()
    starts = IntegerField()
    length = IntegerField()
    rule = TextField(default="")
    least = IntegerField(default=1)
    most = IntegerField(default=1)
    skills = TextField(default="")
    credentials = TextField(default="")
    door = CharField(max_length=8, default="")
    pay = CharField(max_length=16, default="volunteer")
    on_holidays = BooleanField(default=False)
    made_until = DayField(null=True)
    after = ForeignKeyField("self", on_delete="RESTRICT", null=True, index=False)

    class Meta:
        table_name = "mentors_series"


class Shift(Record):
    """One need on one day. ``first_set_for`` is the day the series gave it (its RECURRENCE-ID) wherever it was moved.

    ``on_day`` is the local day it starts. ``state`` is planned or cancelled. ``is_own`` shifts were edited alone and no
    longer follow their series. ``sequence`` counts what a calendar must be told.
    """

    series = ForeignKeyField(ShiftSeries, on_delete="RESTRICT", null=True, index=False)
    uid = CharField(max_length=64)
    first_set_for = DayField(null=True)
    site = ForeignKeyField(Site, on_delete="RESTRICT", index=False)
    role = CharField(max_length=48)
    place = TextField(default="")
    on_day = DayField()
    starts_at = MomentField()
    ends_at = MomentField()
    least = IntegerField(default=1)
    most = IntegerField(default=1)
    skills = TextField(default="")
    credentials = TextField(default="")
    door = CharField(max_length=8, default="")
    pay = CharField(max_length=16, default="volunteer")
    state = CharField(max_length=12, default="planned")
    cancelled_why = TextField(default="")
    cancelled_at = MomentField(null=True)
    is_own = BooleanField(default=False)
    published_at = MomentField(null=True)
    sequence = IntegerField(default=0)

    class Meta:
        table_name = "mentors_shift"
        indexes = ((("on_day", "site"), False), (("series", "first_set_for"), True))


class Assignment(Record):
    """A mentor and a shift. ``state`` is one of ``shifts.rules.STATES``; ``is_locked`` ones are never moved by a fill.

    ``overrode`` holds the codes of the rules that were set aside, ``override_why`` the reason given by ``overrode_by``.
    ``is_cover`` took over from somebody at short notice; ``was_late`` was called off with little warning.
    """

    shift = ForeignKeyField(Shift, on_delete="CASCADE")
    mentor = ForeignKeyField(Mentor, on_delete="RESTRICT")
    state = CharField(max_length=12, default="confirmed")
    is_locked = BooleanField(default=False)
    is_cover = BooleanField(default=False)
    was_late = BooleanField(default=False)
    changed_at = MomentField()
    changed_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    why = TextField(default="")
    overrode = TextField(default="")
    override_why = TextField(default="")
    overrode_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    was_filled = BooleanField(default=False)

    class Meta:
        table_name = "mentors_assignment"

    @classmethod
    def settle(cls, row: int, state: str, now: datetime, *, expected: int | None = None, **values: object) -> bool:
        """Bring a booking to a state, on the account of whoever is acting; whether anything moved."""
        values |= {"state": state, "changed_at": now, "changed_by": acting().staff}
        return cls.change(row, expected=expected, **values)


class Asked(Record):
    """A mentor was asked to cover a shift; what they said is ``answer``: empty, yes, no or no_answer."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    shift = ForeignKeyField(Shift, on_delete="CASCADE")
    asked_at = MomentField(index=True)
    answer = CharField(max_length=12, default="")

    class Meta:
        table_name = "mentors_asked"


class Swap(Record):
    """One mentor would give a shift to another, perhaps for one of theirs. It happens when both have said yes.

    ``giver_noted_by`` and ``taker_noted_by`` are the staff who wrote a yes down for somebody who gave it by telephone.
    ``state`` is asked, done, declined or undone.
    """

    gives = ForeignKeyField(Assignment, on_delete="CASCADE")
    to_mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    takes = ForeignKeyField(Assignment, on_delete="CASCADE", null=True)
    asked_at = MomentField()
    giver_agreed_at = MomentField(null=True)
    taker_agreed_at = MomentField(null=True)
    giver_noted_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    taker_noted_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    state = CharField(max_length=12, default="asked")

    class Meta:
        table_name = "mentors_swap"


class Availability(Record):
    """When a mentor can serve in the week (ISO weekday, minutes of the local clock). No row at all: any time."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    weekday = IntegerField()
    starts = IntegerField()
    ends = IntegerField()

    class Meta:
        table_name = "mentors_availability"


class Liking(Record):
    """Times of the week or a role a mentor likes (1) or dislikes (-1); weekday or role may be open (null, empty)."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    weekday = IntegerField(null=True)
    starts = IntegerField(default=0)
    ends = IntegerField(default=1440)
    role = CharField(max_length=48, default="")
    liking = IntegerField()

    class Meta:
        table_name = "mentors_liking"


class Absence(Record):
    """A mentor cannot come, from one moment to another. ``kind`` is away, leave or busy (from a calendar, ``uid``)."""

    mentor = ForeignKeyField(Mentor, on_delete="CASCADE")
    starts_at = MomentField()
    ends_at = MomentField(index=True)
    kind = CharField(max_length=8, default="away")
    why = TextField(default="")
    uid = TextField(default="")

    class Meta:
        table_name = "mentors_absence"


RECORDS = (Policy, ShiftSeries, Shift, Assignment, Asked, Swap, Availability, Liking, Absence)
