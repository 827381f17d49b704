"""Minutes: drafts by parts, corrections, addenda."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    meetings, motions, items, people = (
        _theirs(Row, table) for table in ("council_meeting", "council_motion", "council_item", "person")
    )
    texts = _texts(Row, meetings, motions, items)
    minutess = texts[0]
    minutes_parts = texts[1]
    after = _after(Row, minutess, minutes_parts, people, motions)
    db.create_tables([*texts, *after])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _texts(row, meetings, motions, items):
    class Minutes(row):
        meeting = ForeignKeyField(meetings, on_delete="CASCADE", unique=True)
        state = CharField(max_length=12, default="draft")
        circulated_at = BigIntegerField(null=True)
        adopted_on = IntegerField(null=True)
        adopted_by = ForeignKeyField(motions, on_delete="RESTRICT", null=True)
        as_corrected = BooleanField(default=False)
        frozen = TextField(default="")
        digest = CharField(max_length=64, default="")

        class Meta:
            table_name = "council_minutes"

    class MinutesPart(row):
        minutes = ForeignKeyField(Minutes, on_delete="CASCADE")
        place = IntegerField()
        heading = TextField(default="")
        words = TextField(default="")
        item = ForeignKeyField(items, on_delete="SET NULL", null=True, index=False)
        made_of = CharField(max_length=32, default="")
        generated = TextField(default="")
        is_sealed = BooleanField(default=False)
        is_inner = BooleanField(default=False)
        is_edited = BooleanField(default=False)

        class Meta:
            table_name = "council_minutes_part"

    return Minutes, MinutesPart


def _after(row, minutess, minutes_parts, people, motions):
    class Correction(row):
        minutes = ForeignKeyField(minutess, on_delete="CASCADE")
        part = ForeignKeyField(minutes_parts, on_delete="SET NULL", null=True, index=False)
        asked_by = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        on_day = IntegerField()
        words = TextField()
        state = CharField(max_length=12, default="asked")

        class Meta:
            table_name = "council_correction"

    class Addendum(row):
        minutes = ForeignKeyField(minutess, on_delete="CASCADE")
        on_day = IntegerField()
        motion = ForeignKeyField(motions, on_delete="RESTRICT")
        words = TextField()

        class Meta:
            table_name = "council_addendum"

    class NameKept(row):
        minutes = ForeignKeyField(minutess, on_delete="CASCADE", index=False)
        name = TextField()
        why = TextField()
        on_day = IntegerField()

        class Meta:
            table_name = "council_name_kept"
            indexes = ((("minutes", "name"), True),)

    return Correction, Addendum, NameKept
