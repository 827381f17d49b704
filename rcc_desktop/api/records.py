"""The records everything hangs on: people, sites, staff, and what the center has chosen.

``Person`` is identity only. What somebody is at the center (participant, mentor, council member, staff) is a hat that
belongs to a plugin or to the staff room, and never leaks from one to another.
"""

from __future__ import annotations

from peewee import BooleanField, CharField, ForeignKeyField, IntegerField, TextField

from rcc_desktop.api.fields import DayField, MomentField
from rcc_desktop.api.record import Record, database, fetch

__all__ = [
    "ClosedDay",
    "ContactWay",
    "DayField",
    "DeskAlert",
    "MomentField",
    "OpenOn",
    "Person",
    "PersonAnswer",
    "PersonCode",
    "PersonName",
    "Record",
    "SettingValue",
    "Site",
    "StaffMember",
    "StaffRole",
    "database",
    "fetch",
]


class Person(Record):
    """Who somebody is. ``shown_name`` (what they go by) and ``sort_name`` are kept by ``people/service.py``.

    Either ``birth_on`` or ``birth_year`` or neither is known. ``restricted`` people are seen only by those who may.
    """

    shown_name = TextField()
    sort_name = TextField(index=True)
    first_name = TextField(default="")
    middle_name = TextField(default="")
    last_name = TextField(default="")
    goes_by = TextField(default="")
    pronouns = TextField(default="")
    gender = TextField(default="")
    birth_on = DayField(null=True, index=True)
    birth_year = IntegerField(null=True)
    street = TextField(default="")
    city = TextField(default="")
    state = TextField(default="")
    zip = TextField(default="")
    tract = TextField(default="")
    restricted = BooleanField(default=False)
    added_on = DayField(index=True)

    class Meta:
        table_name = "person"


class PersonName(Record):
    """Another name somebody is found by; ``kind`` is ``former`` or ``alias``."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", backref="names")
    kind = CharField(max_length=16)
    name = TextField()

    class Meta:
        table_name = "person_name"


class ContactWay(Record):
    """A way to reach somebody. ``ok_to_message`` is null until they were asked; ``digits`` serve the search."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", backref="contact_ways")
    kind = CharField(max_length=16)
    value = TextField()
    digits = TextField(default="", index=True)
    ok_to_message = BooleanField(null=True)
    note = TextField(default="")

    class Meta:
        table_name = "person_contact"


class PersonCode(Record):
    """A card, or the number another system knows somebody by (``source``), unique within its kind."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", backref="codes")
    kind = CharField(max_length=16)
    source = TextField(default="")
    code = TextField()

    class Meta:
        table_name = "person_code"
        indexes = ((("kind", "source", "code"), True),)


class PersonAnswer(Record):
    """One answer to an optional question (race, sex, housing, language …), by code. No row: never asked."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", backref="answers")
    question = CharField(max_length=32)
    code = CharField(max_length=32)

    class Meta:
        table_name = "person_answer"
        indexes = ((("person", "question", "code"), True),)


class DeskAlert(Record):
    """Words the desk sees when this person arrives (a message waiting, a safety note)."""

    person = ForeignKeyField(Person, on_delete="RESTRICT", backref="alerts")
    words = TextField()
    until = DayField(null=True)

    class Meta:
        table_name = "person_alert"


class Site(Record):
    """A place the center works at."""

    name = TextField()
    active = BooleanField(default=True)

    class Meta:
        table_name = "site"


class OpenOn(Record):
    """The hours a site opens on an ISO weekday (1 Monday to 7 Sunday), as minutes after midnight, local time."""

    site = ForeignKeyField(Site, on_delete="RESTRICT", backref="hours")
    weekday = IntegerField()
    opens = IntegerField()
    closes = IntegerField()

    class Meta:
        table_name = "open_on"
        indexes = ((("site", "weekday"), True),)


class ClosedDay(Record):
    """A day a site stays closed; no site means all of them."""

    site = ForeignKeyField(Site, on_delete="RESTRICT", null=True)
    on_day = DayField()
    why = TextField(default="")

    class Meta:
        table_name = "closed_day"


class StaffMember(Record):
    """Somebody who may sign in. ``slot`` names their key slot in the center's key file."""

    login = TextField(unique=True)
    name = TextField()
    slot = TextField(default="")
    active = BooleanField(default=True)
    person = ForeignKeyField(Person, on_delete="RESTRICT", null=True)

    class Meta:
        table_name = "staff_member"


class StaffRole(Record):
    """A role a staff member holds, by key."""

    member = ForeignKeyField(StaffMember, on_delete="CASCADE", backref="roles")
    role = CharField(max_length=32)

    class Meta:
        table_name = "staff_role"
        indexes = ((("member", "role"), True),)


class SettingValue(Record):
    """What the center chose for a shared setting, as JSON."""

    key = TextField(unique=True)
    value = TextField()

    class Meta:
        table_name = "setting_value"
