"""Time given, corrections of it, and the budget lines it may be counted under."""

from peewee import BigIntegerField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    mentors, assignments, sites, staff = (
        _theirs(Row, table) for table in ("mentors_mentor", "mentors_assignment", "site", "staff_member")
    )
    given = _given(Row, mentors, assignments, sites, staff)
    db.create_tables([*given, *_valued(Row)])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _given(row, mentors, assignments, sites, staff):
    class HoursEntry(row):
        mentor = ForeignKeyField(mentors, on_delete="RESTRICT", index=False)
        assignment = ForeignKeyField(assignments, on_delete="RESTRICT", null=True)
        site = ForeignKeyField(sites, on_delete="RESTRICT", index=False)
        role = CharField(max_length=48)
        pay = CharField(max_length=16, default="volunteer")
        on_day = IntegerField(index=True)
        clock_in = BigIntegerField(null=True)
        clock_out = BigIntegerField(null=True)
        minutes = IntegerField(default=0)
        source = CharField(max_length=12)
        entered = CharField(max_length=8)
        state = CharField(max_length=12, index=True, default="waiting")
        approved_minutes = IntegerField(null=True)
        approved_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
        approved_at = BigIntegerField(null=True)
        approved_why = TextField(default="")
        claimed_for = TextField(default="")
        note = TextField(default="")

        class Meta:
            table_name = "mentors_hours"
            indexes = ((("mentor", "on_day"), False),)

    HoursEntry.add_index(
        HoursEntry.index(HoursEntry.mentor, unique=True, name="mentors_hours_open", where=HoursEntry.state == "open")
    )

    class HoursAddendum(row):
        entry = ForeignKeyField(HoursEntry, on_delete="CASCADE")
        on_day = IntegerField()
        minutes = IntegerField()
        why = TextField()
        by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)

        class Meta:
            table_name = "mentors_hours_addendum"

    return HoursEntry, HoursAddendum


def _valued(row):
    class MatchLine(row):
        award = TextField()
        role = CharField(max_length=48)
        first_day = IntegerField()
        last_day = IntegerField()
        rate_cents = IntegerField()
        fringe_hundredths = IntegerField(default=0)

        class Meta:
            table_name = "mentors_match_line"

    class WorthRate(row):
        place = CharField(max_length=8)
        year = IntegerField()
        cents = IntegerField()

        class Meta:
            table_name = "mentors_worth_rate"
            indexes = ((("place", "year"), True),)

    return MatchLine, WorthRate
