"""Actions, recommendations, and decisions from before."""

from peewee import CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    bodies, meetings, items, motions, people = (
        _theirs(Row, table) for table in ("council_body", "council_meeting", "council_item", "council_motion", "person")
    )
    owed = _owed(Row, bodies, meetings, items, motions, people)
    db.create_tables([*owed])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _owed(row, bodies, meetings, items, motions, people):
    class ActionItem(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE")
        meeting = ForeignKeyField(meetings, on_delete="SET NULL", null=True)
        item = ForeignKeyField(items, on_delete="SET NULL", null=True, index=False)
        motion = ForeignKeyField(motions, on_delete="SET NULL", null=True, index=False)
        words = TextField()
        owner = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        owner_name = TextField(default="")
        made_on = IntegerField()
        due_on = IntegerField(null=True)
        state = CharField(max_length=12, index=True, default="open")
        ended_on = IntegerField(null=True)
        note = TextField(default="")

        class Meta:
            table_name = "council_action"

    class Recommendation(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE")
        meeting = ForeignKeyField(meetings, on_delete="SET NULL", null=True)
        motion = ForeignKeyField(motions, on_delete="SET NULL", null=True, index=False)
        words = TextField()
        to_whom = TextField()
        to_body = ForeignKeyField(bodies, on_delete="SET NULL", null=True, index=False)
        made_on = IntegerField(index=True)
        answer_due = IntegerField(null=True)
        answered_on = IntegerField(null=True)
        answer = CharField(max_length=12, default="")
        answer_words = TextField(default="")
        done_due = IntegerField(null=True)
        done_on = IntegerField(null=True)

        class Meta:
            table_name = "council_recommendation"

    class PastDecision(row):
        body = ForeignKeyField(bodies, on_delete="CASCADE")
        on_day = IntegerField(index=True)
        words = TextField()
        outcome = CharField(max_length=24, default="adopted")
        note = TextField(default="")

        class Meta:
            table_name = "council_past_decision"

    return ActionItem, Recommendation, PastDecision
