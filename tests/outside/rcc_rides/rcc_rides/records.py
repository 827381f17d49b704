"""What is stored."""

from __future__ import annotations

from peewee import BooleanField, ForeignKeyField, TextField

from rcc_desktop.api.records import DayField, Person, Record


class Ride(Record):
    """Somebody asked to be driven somewhere; ``driver`` is empty until there is one, ``given`` is set afterwards."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", backref="rides")
    on_day = DayField(index=True)
    place = TextField()
    driver = TextField(default="")
    given = BooleanField(default=False)

    class Meta:
        table_name = "rides_ride"
