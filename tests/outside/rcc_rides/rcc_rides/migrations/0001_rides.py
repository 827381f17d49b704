"""Rides."""

from peewee import BooleanField, ForeignKeyField, IntegerField, TextField


def up(migrator, db):
    class Person(db.Model):
        class Meta:
            table_name = "person"

    class Ride(db.Model):
        version = IntegerField(default=1)
        person = ForeignKeyField(Person, on_delete="RESTRICT")
        on_day = IntegerField(index=True)
        place = TextField()
        driver = TextField(default="")
        given = BooleanField(default=False)

        class Meta:
            table_name = "rides_ride"
            legacy_table_names = False

    db.create_tables([Ride])
