"""Visits, what they were for, short absences, and corrected times."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    people, sites, staff = (_theirs(Row, table) for table in ("person", "site", "staff_member"))
    visits = _visits(Row, people, sites, staff)
    db.create_tables([visits, *_parts_of(Row, visits), _corrections(Row, visits, staff)])


def _theirs(row, name):
    """A table of the program's own, only to point at."""

    class Theirs(row):
        class Meta:
            table_name = name

    return Theirs


def _visits(row, people, sites, staff):
    class Visit(row):
        site = ForeignKeyField(sites, on_delete="RESTRICT", index=False)
        person = ForeignKeyField(people, on_delete="RESTRICT", null=True, index=False)
        kind = CharField(max_length=32)
        heads = IntegerField(default=1)
        group_name = TextField(default="")
        first_visit = BooleanField(null=True)
        on_day = IntegerField(index=True)
        weekday = IntegerField()
        hour = IntegerField()
        arrived_at = BigIntegerField()
        left_at = BigIntegerField(null=True)
        left_how = CharField(max_length=16, default="")
        away = BigIntegerField(default=0)
        typed_at = BigIntegerField(null=True)
        undone_at = BigIntegerField(null=True)
        undone_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
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
    return Visit


def _parts_of(row, visits):
    """What a visit may have many of."""

    class VisitReason(row):
        visit = ForeignKeyField(visits, on_delete="CASCADE", index=False)
        reason = CharField(max_length=32)

        class Meta:
            table_name = "checkin_reason"
            indexes = ((("visit", "reason"), True),)

    class TimeAway(row):
        visit = ForeignKeyField(visits, on_delete="CASCADE")
        left_at = BigIntegerField()
        back_at = BigIntegerField()

        class Meta:
            table_name = "checkin_away"

    return VisitReason, TimeAway


def _corrections(row, visits, staff):
    class VisitCorrection(row):
        visit = ForeignKeyField(visits, on_delete="CASCADE")
        arrived_at = BigIntegerField()
        left_at = BigIntegerField(null=True)
        left_how = CharField(max_length=16, default="")
        corrected_at = BigIntegerField()
        corrected_by = ForeignKeyField(staff, on_delete="RESTRICT", null=True, index=False)
        why = TextField()

        class Meta:
            table_name = "checkin_correction"

    return VisitCorrection
