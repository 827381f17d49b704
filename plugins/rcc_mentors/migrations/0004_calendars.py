"""Calendars: the file that each mentor, each site and the whole schedule is written to."""

from peewee import CharField, ForeignKeyField, IntegerField


def up(migrator, db):
    class Row(db.Model):
        version = IntegerField(default=1)

        class Meta:
            legacy_table_names = False

    class Mentor(Row):
        class Meta:
            table_name = "mentors_mentor"

    class Site(Row):
        class Meta:
            table_name = "site"

    class CalendarFile(Row):
        token = CharField(max_length=32, unique=True)
        mentor = ForeignKeyField(Mentor, on_delete="CASCADE", null=True)
        site = ForeignKeyField(Site, on_delete="RESTRICT", null=True)

        class Meta:
            table_name = "mentors_calendar_file"

    db.create_tables([CalendarFile])
