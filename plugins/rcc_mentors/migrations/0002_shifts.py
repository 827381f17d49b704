"""Needs that repeat, shifts, who takes them, and when mentors can."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    sites, mentors, staff = (_theirs(Row, table) for table in ("site", "mentors_mentor", "staff_member"))
    policies = _policies(Row)
    repeats = _repeats(Row, sites)
    series = repeats[0]
    days = _days(Row, series, sites)
    shifts = days[0]
    bookings = _bookings(Row, shifts, mentors, staff)
    times = _times(Row, mentors)
    db.create_tables([*policies, *repeats, *days, *bookings, *times])


def _theirs(row, name):
    """A table made before, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _policies(row):
    class Policy(row):
        from_day = IntegerField(unique=True)
        most_minutes_day = IntegerField()
        most_minutes_week = IntegerField()
        rest_minutes = IntegerField()
        most_days_running = IntegerField()
        two_to_open = BooleanField()

        class Meta:
            table_name = "mentors_policy"

    return (Policy,)


def _repeats(row, sites):
    class ShiftSeries(row):
        uid = CharField(max_length=64, unique=True)
        site = ForeignKeyField(sites, on_delete="RESTRICT")
        role = CharField(max_length=48)
        place = TextField(default="")
        first_day = IntegerField()
        starts = IntegerField()
        length = IntegerField()
        rule = TextField(default="")
        least = IntegerField(default=1)
        most = IntegerField(default=1)
        skills = TextField(default="")
        credentials = TextField(default="")
        door = CharField(max_length=8, default="")
        pay = CharField(max_length=16, default="volunteer")
        on_holidays = BooleanField(default=False)
        made_until = IntegerField(null=True)
        after = ForeignKeyField("self", on_delete="RESTRICT", null=True, index=False)

        class Meta:
            table_name = "mentors_series"

    return (ShiftSeries,)


def _days(row, repeating, sites):
    class Shift(row):
        series = ForeignKeyField(repeating, on_delete="RESTRICT", null=True, index=False)
        uid = CharField(max_length=64)
        first_set_for = IntegerField(null=True)
        site = ForeignKeyField(sites, on_delete="RESTRICT", index=False)
        role = CharField(max_length=48)
        place = TextField(default="")
        on_day = IntegerField()
        starts_at = BigIntegerField()
        ends_at = BigIntegerField()
        least = IntegerField(default=1)
        most = IntegerField(default=1)
        skills = TextField(default="")
        credentials = TextField(default="")
        door = CharField(max_length=8, default="")
        pay = CharField(max_length=16, default="volunteer")
        state = CharField(max_length=12, default="planned")
        cancelled_why = TextField(default="")
        cancelled_at = BigIntegerField(null=True)
        is_own = BooleanField(default=False)
        published_at = BigIntegerField(null=True)
        sequence = IntegerField(default=0)

        class Meta:
            table_name = "mentors_shift"
            indexes = ((("on_day", "site"), False), (("series", "first_set_for"), True))

    return (Shift,)


def _bookings(row, shifts, mentors, staff):
    class Assignment(row):
        shift = ForeignKeyField(shifts, on_delete="CASCADE")
        mentor = ForeignKeyField(mentors, on_delete="RESTRICT")
        state = CharField(max_length=12, default="confirmed")
        is_locked = BooleanField(default=False)
        is_cover = BooleanField(default=False)
        was_late = BooleanField(default=False)
        changed_at = BigIntegerField()
        changed_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
        why = TextField(default="")
        overrode = TextField(default="")
        override_why = TextField(default="")
        overrode_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
        was_filled = BooleanField(default=False)

        class Meta:
            table_name = "mentors_assignment"

    class Asked(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        shift = ForeignKeyField(shifts, on_delete="CASCADE")
        asked_at = BigIntegerField(index=True)
        answer = CharField(max_length=12, default="")

        class Meta:
            table_name = "mentors_asked"

    class Swap(row):
        gives = ForeignKeyField(Assignment, on_delete="CASCADE")
        to_mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        takes = ForeignKeyField(Assignment, on_delete="CASCADE", null=True)
        asked_at = BigIntegerField()
        giver_agreed_at = BigIntegerField(null=True)
        taker_agreed_at = BigIntegerField(null=True)
        giver_noted_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
        taker_noted_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
        state = CharField(max_length=12, default="asked")

        class Meta:
            table_name = "mentors_swap"

    return Assignment, Asked, Swap


def _times(row, mentors):
    class Availability(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        weekday = IntegerField()
        starts = IntegerField()
        ends = IntegerField()

        class Meta:
            table_name = "mentors_availability"

    class Liking(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        weekday = IntegerField(null=True)
        starts = IntegerField(default=0)
        ends = IntegerField(default=1440)
        role = CharField(max_length=48, default="")
        liking = IntegerField()

        class Meta:
            table_name = "mentors_liking"

    class Absence(row):
        mentor = ForeignKeyField(mentors, on_delete="CASCADE")
        starts_at = BigIntegerField()
        ends_at = BigIntegerField(index=True)
        kind = CharField(max_length=8, default="away")
        why = TextField(default="")
        uid = TextField(default="")

        class Meta:
            table_name = "mentors_absence"

    return Availability, Liking, Absence
