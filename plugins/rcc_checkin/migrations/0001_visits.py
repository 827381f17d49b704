"""Visits, what they were for, short absences, and corrected times."""

from peewee import BigIntegerField, BooleanField, CharField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    class Person(Row):
        class Meta:
            table_name = "person"

    class Site(Row):
        class Meta:
            table_name = "site"

    class StaffMember(Row):
        class Meta:
            table_name = "staff_member"

    class Visit(Row):
        site = ForeignKeyField(Site, on_delete="RESTRICT", index=False)
        person = ForeignKeyField(Person, on_delete="RESTRICT", null=True, index=False)
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
        undone_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
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

    class VisitReason(Row):
        visit = ForeignKeyField(Visit, on_delete="CASCADE", index=False)
        reason = CharField(max_length=32)

        class Meta:
            table_name = "checkin_reason"
            indexes = ((("visit", "reason"), True),)

    class TimeAway(Row):
        visit = ForeignKeyField(Visit, on_delete="CASCADE")
        left_at = BigIntegerField()
        back_at = BigIntegerField()

        class Meta:
            table_name = "checkin_away"

    class VisitCorrection(Row):
        visit = ForeignKeyField(Visit, on_delete="CASCADE")
        arrived_at = BigIntegerField()
        left_at = BigIntegerField(null=True)
        left_how = CharField(max_length=16, default="")
        corrected_at = BigIntegerField()
        corrected_by = ForeignKeyField(StaffMember, on_delete="RESTRICT", null=True, index=False)
        why = TextField()

        class Meta:
            table_name = "checkin_correction"

    db.create_tables([Visit, VisitReason, TimeAway, VisitCorrection])
