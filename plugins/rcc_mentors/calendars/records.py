"""What is stored of calendars: how each file is called, in a word that says nothing."""

from __future__ import annotations

from peewee import CharField, ForeignKeyField

from rcc_desktop.api.records import Record, Site
from rcc_mentors.people.records import Mentor


class CalendarFile(Record):
    """The file of one mentor, of one site, or (neither) of the whole schedule.

    ``token`` is its name without the ending: chance, so that nobody can tell or guess whose it is, and kept, so that a
    calendar on somebody's phone finds it again.
    """

    token = CharField(max_length=32, unique=True)
    mentor = ForeignKeyField(Mentor, on_delete="CASCADE", null=True)
    site = ForeignKeyField(Site, on_delete="RESTRICT", null=True)

    class Meta:
        table_name = "mentors_calendar_file"


RECORDS = (CalendarFile,)
