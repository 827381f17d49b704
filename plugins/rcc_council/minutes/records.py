"""What is stored of minutes: the draft by parts, corrections, names kept, the adopted text with its hash, addenda."""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.motions.records import Motion
from rcc_desktop.api.records import DayField, MomentField, Person, Record


class Minutes(Record):
    """The minutes of a meeting. ``state``: draft, circulated, corrected or adopted.

    ``frozen`` is the adopted text, whole; ``digest`` its SHA-256 in hexadecimal. ``adopted_by`` is the motion.
    """

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE", unique=True)
    state = CharField(max_length=12, default="draft")
    circulated_at = MomentField(null=True)
    adopted_on = DayField(null=True)
    adopted_by = ForeignKeyField(Motion, on_delete="RESTRICT", null=True)
    as_corrected = BooleanField(default=False)
    frozen = TextField(default="")
    digest = CharField(max_length=64, default="")

    class Meta:
        table_name = "council_minutes"


class MinutesPart(Record):
    """One part of a draft, in order. ``made_of`` tells what it was written from (item:12, motion:7), so that it can be
    written anew; ``is_edited`` parts are the secretary's own words and are not. ``generated`` is what it was last
    written as, by which a later change of the record is seen. ``is_inner`` parts (guests by name) are left out of what
    is given to the public, as ``is_sealed`` ones are."""

    minutes = ForeignKeyField(Minutes, on_delete="CASCADE")
    place = IntegerField()
    heading = TextField(default="")
    words = TextField(default="")
    item = ForeignKeyField(AgendaItem, on_delete="SET NULL", null=True, index=False)
    made_of = CharField(max_length=32, default="")
    generated = TextField(default="")
    is_sealed = BooleanField(default=False)
    is_inner = BooleanField(default=False)
    is_edited = BooleanField(default=False)

    class Meta:
        table_name = "council_minutes_part"


class Correction(Record):
    """A correction asked for while minutes are circulated; ``state`` is asked, made or turned_down."""

    minutes = ForeignKeyField(Minutes, on_delete="CASCADE")
    part = ForeignKeyField(MinutesPart, on_delete="SET NULL", null=True, index=False)
    asked_by = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    on_day = DayField()
    words = TextField()
    state = CharField(max_length=12, default="asked")

    class Meta:
        table_name = "council_correction"


class Addendum(Record):
    """A change after adoption, by a motion to amend something previously adopted. The frozen text stays as it is."""

    minutes = ForeignKeyField(Minutes, on_delete="CASCADE")
    on_day = DayField()
    motion = ForeignKeyField(Motion, on_delete="RESTRICT")
    words = TextField()

    class Meta:
        table_name = "council_addendum"


class NameKept(Record):
    """A name in minutes that is somebody's on file, and why it stays there. ``name`` is folded, as it is looked for."""

    minutes = ForeignKeyField(Minutes, on_delete="CASCADE", index=False)
    name = TextField()
    why = TextField()
    on_day = DayField()

    class Meta:
        table_name = "council_name_kept"
        indexes = ((("minutes", "name"), True),)


RECORDS = (Minutes, MinutesPart, Correction, Addendum, NameKept)
