"""Meetings: series, agendas, papers, who is in the room, who speaks."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    bodies, people = (_theirs(Row, table) for table in ("council_body", "person"))
    repeats = _repeats(Row, bodies)
    series_of = repeats[0]
    days = _days(Row, bodies, series_of, people)
    meetings = days[0]
    lines = _lines(Row, meetings, people)
    items = lines[0]
    people_there = _people_there(Row, meetings, people, items)
    db.create_tables([*repeats, *days, *lines, *people_there])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _repeats(row, bodies):
    class MeetingSeries(row):
        uid = CharField(max_length=64, unique=True)
        body = ForeignKeyField(bodies, on_delete="CASCADE")
        first_day = IntegerField()
        rule = TextField(default="")
        starts = IntegerField()
        length = IntegerField()
        place = TextField(default="")
        made_until = IntegerField(null=True)

        class Meta:
            table_name = "council_series"

    class TemplateItem(row):
        series = ForeignKeyField(MeetingSeries, on_delete="CASCADE")
        place = IntegerField()
        kind = CharField(max_length=16)
        title = TextField()
        minutes = IntegerField(default=0)

        class Meta:
            table_name = "council_template_item"

    return MeetingSeries, TemplateItem


def _days(row, bodies, series_of, people):
    class Meeting(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE", index=False)
        series = ForeignKeyField(series_of, on_delete="SET NULL", null=True)
        uid = CharField(max_length=64)
        sequence = IntegerField(default=0)
        on_day = IntegerField()
        starts_at = BigIntegerField()
        ends_at = BigIntegerField()
        place = TextField(default="")
        kind = CharField(max_length=12, default="regular")
        state = CharField(max_length=12, default="planned")
        why = TextField(default="")
        opened_at = BigIntegerField(null=True)
        closed_at = BigIntegerField(null=True)
        chair = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        secretary = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        was_typed_in = BooleanField(default=False)
        source = TextField(default="")
        left_out = TextField(default="")

        class Meta:
            table_name = "council_meeting"
            indexes = ((("body", "on_day"), False),)

    return (Meeting,)


def _lines(row, meetings, people):
    class AgendaItem(row):
        meeting = ForeignKeyField(meetings, on_delete="CASCADE")
        inside = ForeignKeyField("self", on_delete="CASCADE", null=True, index=False)
        place = IntegerField()
        kind = CharField(max_length=16, default="topic")
        title = TextField()
        minutes = IntegerField(default=0)
        owner = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        state = CharField(max_length=12, default="waiting")
        words = TextField(default="")
        is_sealed = BooleanField(default=False)
        is_consent = BooleanField(default=False)
        carried_from = ForeignKeyField("self", on_delete="SET NULL", null=True, index=False)
        began_at = BigIntegerField(null=True)
        ended_at = BigIntegerField(null=True)
        seconds_spent = IntegerField(default=0)
        about = CharField(max_length=32, default="")

        class Meta:
            table_name = "council_item"

    class AgendaPaper(row):
        item = ForeignKeyField(AgendaItem, on_delete="CASCADE")
        name = TextField()
        size = IntegerField()
        content = TextField()

        class Meta:
            table_name = "council_paper"

    return AgendaItem, AgendaPaper


def _people_there(row, meetings, people, items):
    class InRoom(row):
        meeting = ForeignKeyField(meetings, on_delete="CASCADE")
        person = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        guest_name = TextField(default="")
        capacity = CharField(max_length=12)
        came_at = BigIntegerField()
        left_at = BigIntegerField(null=True)

        class Meta:
            table_name = "council_in_room"

    class Excused(row):
        meeting = ForeignKeyField(meetings, on_delete="CASCADE", index=False)
        person = ForeignKeyField(people, on_delete="RESTRICT")
        why = TextField(default="")

        class Meta:
            table_name = "council_excused"
            indexes = ((("meeting", "person"), True),)

    class Speaker(row):
        item = ForeignKeyField(items, on_delete="CASCADE")
        person = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        guest_name = TextField(default="")
        asked_at = BigIntegerField()
        began_at = BigIntegerField(null=True)
        ended_at = BigIntegerField(null=True)

        class Meta:
            table_name = "council_speaker"

    return InRoom, Excused, Speaker
