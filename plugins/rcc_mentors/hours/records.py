"""What is stored of time given, and of what it may be counted for."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, IntegerField, TextField

from rcc_desktop.api.records import DayField, MomentField, Record, Site, StaffMember
from rcc_mentors.people.records import Mentor
from rcc_mentors.shifts.records import Assignment


class HoursEntry(Record):
    """Time a mentor gave. ``source`` is clocked, written (typed by hand), scheduled or estimated; ``entered`` is desk,
    mentor, kiosk, paper or import.

    ``minutes`` is what it comes to before approval. ``state`` is open (still clocked in), waiting, approved or refused;
    what is approved is locked. ``approved_why`` is the reason for other minutes, or for not counting them.
    ``claimed_for`` is an award that already uses these hours as match.
    """

    mentor = ForeignKeyField(Mentor, on_delete="RESTRICT", index=False)
    assignment = ForeignKeyField(Assignment, on_delete="RESTRICT", null=True)
    site = ForeignKeyField(Site, on_delete="RESTRICT", index=False)
    role = CharField(max_length=48)
    pay = CharField(max_length=16, default="volunteer")
    on_day = DayField(index=True)
    clock_in = MomentField(null=True)
    clock_out = MomentField(null=True)
    minutes = IntegerField(default=0)
    source = CharField(max_length=12)
    entered = CharField(max_length=8)
    state = CharField(max_length=12, default="waiting", index=True)
    approved_minutes = IntegerField(null=True)
    approved_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    approved_at = MomentField(null=True)
    approved_why = TextField(default="")
    claimed_for = TextField(default="")
    note = TextField(default="")

    class Meta:
        table_name = "mentors_hours"
        indexes = ((("mentor", "on_day"), False),)


HoursEntry.add_index(
    HoursEntry.index(HoursEntry.mentor, unique=True, name="mentors_hours_open", where=HoursEntry.state == "open")
)


class HoursAddendum(Record):
    """A correction after approval: the day it was made, what the hours come to now, and why."""

    entry = ForeignKeyField(HoursEntry, on_delete="CASCADE")
    on_day = DayField()
    minutes = IntegerField()
    why = TextField()
    by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)

    class Meta:
        table_name = "mentors_hours_addendum"


class MatchLine(Record):
    """A line of an approved budget that volunteer hours may be counted under, and what such work is paid here.

    ``rate_cents`` is the center's own pay for similar work by the hour; ``fringe_hundredths`` is a share of it in
    hundredths of a percent (10 % is 1000). Days are inclusive.
    """

    award = TextField()
    role = CharField(max_length=48)
    first_day = DayField()
    last_day = DayField()
    rate_cents = IntegerField()
    fringe_hundredths = IntegerField(default=0)

    class Meta:
        table_name = "mentors_match_line"


class WorthRate(Record):
    """What an hour is worth in impact statements, as the center typed it in: cents, for a place (US, a state) and year.

    It stands before what the program brings along, and is never offered for match.
    """

    place = CharField(max_length=8)
    year = IntegerField()
    cents = IntegerField()

    class Meta:
        table_name = "mentors_worth_rate"
        indexes = ((("place", "year"), True),)


RECORDS = (HoursEntry, HoursAddendum, MatchLine, WorthRate)
