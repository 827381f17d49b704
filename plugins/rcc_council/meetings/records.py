"""What is stored of meetings: when, who was in the room, the agenda, and what was talked about for how long."""

from __future__ import annotations

from base64 import b64decode, b64encode

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from rcc_council.bodies.records import Body
from rcc_desktop.api.records import DayField, MomentField, Person, Record


class MeetingSeries(Record):
    """Meetings that repeat by an RFC 5545 rule in local time, empty for none; ``starts`` and ``length`` in minutes."""

    uid = CharField(max_length=64, unique=True)
    body = ForeignKeyField(Body, on_delete="CASCADE")
    first_day = DayField()
    rule = TextField(default="")
    starts = IntegerField()
    length = IntegerField()
    place = TextField(default="")
    made_until = DayField(null=True)

    class Meta:
        table_name = "council_series"


class TemplateItem(Record):
    """A line every agenda of a series begins with."""

    series = ForeignKeyField(MeetingSeries, on_delete="CASCADE")
    place = IntegerField()
    kind = CharField(max_length=16)
    title = TextField()
    minutes = IntegerField(default=0)

    class Meta:
        table_name = "council_template_item"


class Meeting(Record):
    """One meeting. ``kind``: regular, special, adjourned or annual. ``state``: planned, open, closed, cancelled or
    no_quorum. ``was_typed_in`` tells a meeting that was held without the program. ``left_out`` lists what was taken off
    its agenda though it waits (as ``AgendaItem.about``), so that it does not come again by itself."""

    body = ForeignKeyField(Body, on_delete="CASCADE", index=False)
    series = ForeignKeyField(MeetingSeries, on_delete="SET NULL", null=True)
    uid = CharField(max_length=64)
    sequence = IntegerField(default=0)
    on_day = DayField()
    starts_at = MomentField()
    ends_at = MomentField()
    place = TextField(default="")
    kind = CharField(max_length=12, default="regular")
    state = CharField(max_length=12, default="planned")
    why = TextField(default="")
    opened_at = MomentField(null=True)
    closed_at = MomentField(null=True)
    chair = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    secretary = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    was_typed_in = BooleanField(default=False)
    source = TextField(default="")
    left_out = TextField(default="")

    class Meta:
        table_name = "council_meeting"
        indexes = ((("body", "on_day"), False),)


class AgendaItem(Record):
    """A numbered line of an agenda; ``inside`` is the item it belongs under.

    ``kind``: opening, topic, report, consent, minutes, actions, recommendations, motion, election, executive, closing.
    ``minutes`` is its time box. ``words`` is what the secretary notes; what is sealed needs a permission of its own.
    ``state``: waiting, open or done. ``about`` says what brought it here by itself: ``action:12``,
    ``recommendation:3``, ``minutes:7`` (of that meeting), ``item:9`` (unfinished then); empty for what was typed in.
    """

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    inside = ForeignKeyField("self", on_delete="CASCADE", null=True, index=False)
    place = IntegerField()
    kind = CharField(max_length=16, default="topic")
    title = TextField()
    minutes = IntegerField(default=0)
    owner = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    state = CharField(max_length=12, default="waiting")
    words = TextField(default="")
    is_sealed = BooleanField(default=False)
    is_consent = BooleanField(default=False)
    carried_from = ForeignKeyField("self", on_delete="SET NULL", null=True, index=False)
    began_at = MomentField(null=True)
    ended_at = MomentField(null=True)
    seconds_spent = IntegerField(default=0)
    about = CharField(max_length=32, default="")

    class Meta:
        table_name = "council_item"


class AgendaPaper(Record):
    """A file that goes with an item, kept inside the encrypted center. ``content`` is base64, because the history keeps
    what is removed as text; ``size`` is in bytes."""

    item = ForeignKeyField(AgendaItem, on_delete="CASCADE")
    name = TextField()
    size = IntegerField()
    content = TextField()

    class Meta:
        table_name = "council_paper"

    @classmethod
    def keep(cls, item: int, name: str, whole: bytes) -> int:
        """Keep a file; its id."""
        return cls.add(item=item, name=name, size=len(whole), content=b64encode(whole).decode("ascii"))

    @property
    def whole(self) -> bytes:
        """The file as it was."""
        return b64decode(self.content)


class InRoom(Record):
    """Somebody was in the room from one moment to another. ``capacity``: member, alternate, staff or guest.

    A guest without a file is only a name, which the public minutes leave out.
    """

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    guest_name = TextField(default="")
    capacity = CharField(max_length=12)
    came_at = MomentField()
    left_at = MomentField(null=True)

    class Meta:
        table_name = "council_in_room"


class Excused(Record):
    """A member said beforehand that they would not come."""

    meeting = ForeignKeyField(Meeting, on_delete="CASCADE", index=False)
    person = ForeignKeyField(Person, on_delete="RESTRICT")
    why = TextField(default="")

    class Meta:
        table_name = "council_excused"
        indexes = ((("meeting", "person"), True),)


class Speaker(Record):
    """Somebody asked to speak on an item, and may have begun and ended."""

    item = ForeignKeyField(AgendaItem, on_delete="CASCADE")
    person = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    guest_name = TextField(default="")
    asked_at = MomentField()
    began_at = MomentField(null=True)
    ended_at = MomentField(null=True)

    class Meta:
        table_name = "council_speaker"


RECORDS = (MeetingSeries, TemplateItem, Meeting, AgendaItem, AgendaPaper, InRoom, Excused, Speaker)
