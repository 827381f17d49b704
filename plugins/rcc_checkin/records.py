"""What is stored of a visit, and the constraints the database keeps by itself."""

from __future__ import annotations

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from rcc_desktop.api.records import DayField, MomentField, Person, Record, Site, StaffMember


class Visit(Record):
    """Somebody came in. No person means anonymous: ``heads`` people, whose names nobody wrote down.

    ``on_day`` is the day of business (it turns in the small hours), ``weekday`` its ISO number, ``hour`` the local hour
    of arrival. ``away`` is how long, in milliseconds, they were out in between and came back to the same visit.
    ``first_visit`` is what was said at the door, null if nobody asked. ``typed_at`` is when it was typed in from paper.
    An undone visit keeps its row, with who undid it and why.
    """

    site = ForeignKeyField(Site, on_delete="RESTRICT", index=False)
    person = ForeignKeyField(Person, on_delete="RESTRICT", null=True, index=False)
    kind = CharField(max_length=32)
    heads = IntegerField(default=1)
    group_name = TextField(default="")
    first_visit = BooleanField(null=True)
    on_day = DayField(index=True)
    weekday = IntegerField()
    hour = IntegerField()
    arrived_at = MomentField()
    left_at = MomentField(null=True)
    left_how = CharField(max_length=16, default="")
    away = BigIntegerField(default=0)
    typed_at = MomentField(null=True)
    undone_at = MomentField(null=True)
    undone_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    undone_why = TextField(default="")

    class Meta:
        table_name = "checkin_visit"
        indexes = ((("person", "on_day", "arrived_at"), False),)


Visit.add_index(
    Visit.index(
        Visit.site,
        Visit.person,
        unique=True,
        name="checkin_visit_open",
        where=Visit.left_at.is_null() & Visit.undone_at.is_null(),
    )
)


class VisitReason(Record):
    """One thing a visit was for, by the key of the center's own list."""

    visit = ForeignKeyField(Visit, on_delete="CASCADE", index=False)
    reason = CharField(max_length=32)

    class Meta:
        table_name = "checkin_reason"
        indexes = ((("visit", "reason"), True),)


class TimeAway(Record):
    """They left and were back so soon that it stayed one visit."""

    visit = ForeignKeyField(Visit, on_delete="CASCADE")
    left_at = MomentField()
    back_at = MomentField()

    class Meta:
        table_name = "checkin_away"


class VisitCorrection(Record):
    """The times a visit had before somebody corrected them, with who did and why."""

    visit = ForeignKeyField(Visit, on_delete="CASCADE")
    arrived_at = MomentField()
    left_at = MomentField(null=True)
    left_how = CharField(max_length=16, default="")
    corrected_at = MomentField()
    corrected_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
    why = TextField()

    class Meta:
        table_name = "checkin_correction"


RECORDS = (Visit, VisitReason, TimeAway, VisitCorrection)
