"""What is stored of what comes of meetings: actions and recommendations."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField, TextField

from rcc_council.bodies.records import Body
from rcc_council.meetings.records import AgendaItem, Meeting
from rcc_council.motions.records import Motion
from rcc_desktop.api.records import DayField, Person, Record


class ActionItem(Record):
    """Something somebody said they would do. ``state``: open, done, carried or dropped."""

    body = ForeignKeyField(Body, on_delete="CASCADE")
    meeting = ForeignKeyField(Meeting, on_delete="SET NULL", null=True)
    item = ForeignKeyField(AgendaItem, on_delete="SET NULL", null=True, index=False)
    motion = ForeignKeyField(Motion, on_delete="SET NULL", null=True, index=False)
    words = TextField()
    owner = ForeignKeyField(Person, on_delete="RESTRICT", null=True)
    owner_name = TextField(default="")
    made_on = DayField()
    due_on = DayField(null=True)
    state = CharField(max_length=12, default="open", index=True)
    ended_on = DayField(null=True)
    note = TextField(default="")

    class Meta:
        table_name = "council_action"


class Recommendation(Record):
    """What a body asked of somebody who must answer. ``answer``: empty, accepted, in_part, declined or more_time.

    ``to_body`` is set where the one who answers is a body itself.
    """

    body = ForeignKeyField(Body, on_delete="CASCADE")
    meeting = ForeignKeyField(Meeting, on_delete="SET NULL", null=True)
    motion = ForeignKeyField(Motion, on_delete="SET NULL", null=True, index=False)
    words = TextField()
    to_whom = TextField()
    to_body = ForeignKeyField(Body, on_delete="SET NULL", null=True, index=False)
    made_on = DayField(index=True)
    answer_due = DayField(null=True)
    answered_on = DayField(null=True)
    answer = CharField(max_length=12, default="")
    answer_words = TextField(default="")
    done_due = DayField(null=True)
    done_on = DayField(null=True)

    class Meta:
        table_name = "council_recommendation"


class PastDecision(Record):
    """A decision from before the program, brought in from a list: the register shows it beside the others."""

    body = ForeignKeyField(Body, on_delete="CASCADE")
    on_day = DayField(index=True)
    words = TextField()
    outcome = CharField(max_length=24, default="adopted")
    note = TextField(default="")

    class Meta:
        table_name = "council_past_decision"


RECORDS = (ActionItem, Recommendation, PastDecision)
