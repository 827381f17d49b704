"""Motions, their steps, and the votes that settled them."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    meetings, items, people = (_theirs(Row, table) for table in ("council_meeting", "council_item", "person"))
    moved = _moved(Row, meetings, items, people)
    motions = moved[0]
    voted = _voted(Row, motions, people)
    votes = voted[0]
    vote_choices = voted[1]
    cast = _cast(Row, votes, people, vote_choices, motions)
    db.create_tables([*moved, *voted, *cast])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _moved(row, meetings, items, people):
    class Motion(row):
        meeting = ForeignKeyField(meetings, on_delete="CASCADE")
        item = ForeignKeyField(items, on_delete="CASCADE")
        amends = ForeignKeyField("self", on_delete="CASCADE", null=True, index=False)
        rescinds = ForeignKeyField("self", on_delete="SET NULL", null=True, index=False)
        goes_on_from = ForeignKeyField("self", on_delete="SET NULL", null=True, index=False)
        number = CharField(max_length=24, default="")
        kind = CharField(max_length=24, default="main")
        title = TextField(default="")
        words = TextField()
        final_words = TextField(default="")
        mover = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        mover_name = TextField(default="")
        seconder = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        threshold = CharField(max_length=24, default="majority")
        had_notice = BooleanField(default=False)
        state = CharField(max_length=24, default="moved")
        until = IntegerField(null=True)
        referred_to = TextField(default="")
        moved_at = BigIntegerField()
        settled_at = BigIntegerField(null=True)
        is_sealed = BooleanField(default=False)

        class Meta:
            table_name = "council_motion"

    class MotionStep(row):
        motion = ForeignKeyField(Motion, on_delete="CASCADE")
        at = BigIntegerField()
        step = CharField(max_length=24)
        person = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        words = TextField(default="")

        class Meta:
            table_name = "council_motion_step"

    return Motion, MotionStep


def _voted(row, motions, people):
    class Vote(row):
        motion = ForeignKeyField(motions, on_delete="CASCADE")
        taken_at = BigIntegerField()
        method = CharField(max_length=12)
        threshold = CharField(max_length=24)
        question = TextField(default="")
        yes = IntegerField(default=0)
        no = IntegerField(default=0)
        abstain = IntegerField(default=0)
        blank = IntegerField(default=0)
        illegal = IntegerField(default=0)
        present = IntegerField(default=0)
        needed = IntegerField(default=0)
        in_office = IntegerField(default=0)
        was_counted = BooleanField(default=True)
        outcome = CharField(max_length=12)
        arithmetic = TextField()
        is_void = BooleanField(default=False)

        class Meta:
            table_name = "council_vote"

    class VoteChoice(row):
        vote = ForeignKeyField(Vote, on_delete="CASCADE")
        place = IntegerField()
        person = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        words = TextField(default="")
        yes = IntegerField(default=0)
        no = IntegerField(default=0)
        abstain = IntegerField(default=0)
        is_chosen = BooleanField(default=False)

        class Meta:
            table_name = "council_vote_choice"

    return Vote, VoteChoice


def _cast(row, votes, people, vote_choices, motions):
    class Ballot(row):
        vote = ForeignKeyField(votes, on_delete="CASCADE")
        person = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        name = TextField(default="")
        cast_for = ForeignKeyField(people, on_delete="RESTRICT", null=True)
        choice = CharField(max_length=16)
        option = ForeignKeyField(vote_choices, on_delete="CASCADE", null=True, index=False)
        weight = IntegerField(default=1)
        why = TextField(default="")

        class Meta:
            table_name = "council_ballot"

    class Recusal(row):
        motion = ForeignKeyField(motions, on_delete="CASCADE", index=False)
        person = ForeignKeyField(people, on_delete="RESTRICT")
        why = TextField(default="")

        class Meta:
            table_name = "council_recusal"
            indexes = ((("motion", "person"), True),)

    return Ballot, Recusal
